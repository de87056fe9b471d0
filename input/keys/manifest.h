/* manifest.h: issue.yaml. */
#ifndef GAZ_INPUT_KEYS_MANIFEST_H
#define GAZ_INPUT_KEYS_MANIFEST_H

#include "base/data/schema.h"
#include "input/doc.h"

struct gaz_diags;

/* The tables of its keys: the whole, and one 栏目 of the 目录. */
extern const struct gaz_schema gaz_manifest_schema, gaz_manifest_column_schema;

/* what issue.yaml says beyond the members of gaz_issue: the files, in order */
struct gaz_manifest {
    const struct gaz_yaml **files; /* scalars: one a document; in the issue's arena */
    uint32_t n_files;
    size_t files_capacity;
    const struct gaz_yaml *about; /* 简介: a scalar, or NULL */
};

/* Reads the map of issue.yaml (NULL: it was no YAML) into the issue; its columns name documents by their
 * index in manifest->files. */
void gaz_manifest_read(struct gaz_issue *issue, const struct gaz_yaml *map, struct gaz_manifest *manifest,
                       struct gaz_diags *diags);

/* Warns of each .md file of the folder that issue.yaml does not name (unlisted.c). */
void gaz_report_unlisted(const char *folder, const struct gaz_manifest *manifest, struct gaz_diags *diags);

#endif
