/* input.h: the door: an issue folder becomes the model. */
#ifndef GAZ_INPUT_INPUT_H
#define GAZ_INPUT_INPUT_H

#include "base/file/file.h"
#include "input/doc.h"

#include <glib.h>
#include <stdio.h>

struct gaz_diags;

/* Reads `folder` whole. Always gives a model of what could be read, NULL only when issue.yaml itself cannot
 * be; every complaint is in diags. The caller frees it with gaz_issue_free. */
struct gaz_issue *gaz_issue_read(const char *folder, struct gaz_diags *diags);
void gaz_issue_free(struct gaz_issue *issue);

/* A file of an issue as it would be, a source or a picture: bytes that are not on the disk. */
struct gaz_unwritten {
    const char *name, *path; /* of the source that it stands for */
    struct gaz_bytes bytes;
};

/* The same with n files in the place of those of their paths. All is copied. */
struct gaz_issue *gaz_issue_read_unwritten(const char *folder, const struct gaz_unwritten *instead,
                                           uint32_t n, struct gaz_diags *diags);

/* The issue with document `doc` read anew from the first of n files; the others are pictures that it shows.
 * All else is the issue's own, which must be without errors and outlive it; what only shows in several
 * documents is not looked at again. NULL: not a text. */
struct gaz_issue *gaz_issue_read_again(const struct gaz_issue *issue, uint32_t doc,
                                       const struct gaz_unwritten *instead, uint32_t n,
                                       struct gaz_diags *diags);

/* The golden dump of the model, one fact a line. */
void gaz_issue_dump(const struct gaz_issue *issue, FILE *out);

/* The manual's list of keys of issue.yaml and of a document's front matter. */
void gaz_input_print_keys(FILE *out, bool english);

/* The same for editors (base/data/json_schema.h): the definitions of issue.yaml and of 文件头, the front
 * matter, each with all that it refers to, but for 版面, which styles/ defines. */
void gaz_input_put_issue_definitions(GString *out, bool english);
void gaz_input_put_front_definitions(GString *out, bool english);

#endif
