/* package.h: the zip file, its parts, and how they are related (ECMA-376 part 2).
 *
 * Parts are found by the type of a relationship, never by a usual name. A target outside the package is only
 * told, a path that leaves it is of no part.
 */
#ifndef GAZ_INTAKE_DOCX_PACKAGE_H
#define GAZ_INTAKE_DOCX_PACKAGE_H

#include "base/diag/diag.h"
#include "base/file/file.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_arena;
struct gaz_docx_node;

struct gaz_docx_relation {
    const char *type;   /* the last word of its name: styles, footnotes, image */
    const char *target; /* a part's name without the first slash; of an outside one as it stands there */
    bool is_outside;
};

struct gaz_docx_package {
    struct gaz_arena *arena; /* borrowed */
    struct gaz_diags *diags; /* borrowed */
    const char *file;        /* as messages name it */
    void *zip;               /* zip_t */
    GHashTable *entries;     /* name of a part in lower case → its number + 1 */
    GHashTable *relations;   /* name of a part → GArray of gaz_docx_relation */
    GHashTable *by_id;       /* name of a part, line end, id → the relation's place in its array */
    GHashTable *parts;       /* number of an entry + 1 → its bytes (gaz_bytes), unpacked once */
    guint64 unpacked;        /* bytes so far */
};

/* False after an error: no zip, encrypted, another kind of file, over a limit, no [Content_Types].xml. */
bool gaz_docx_package_open(struct gaz_docx_package *package, struct gaz_bytes file);
/* The same of an archive that has no content types: OpenDocument's. */
bool gaz_docx_archive_open(struct gaz_docx_package *package, struct gaz_bytes file);
void gaz_docx_package_close(struct gaz_docx_package *package);

bool gaz_docx_has_part(struct gaz_docx_package *package, const char *name);
/* A part's bytes, in the arena; each is unpacked once. data is NULL where there is none, or after an error,
 * which is reported once. */
struct gaz_bytes gaz_docx_part(struct gaz_docx_package *package, const char *name);
/* The same as a tree; NULL. */
struct gaz_docx_node *gaz_docx_part_tree(struct gaz_docx_package *package, const char *name);

/* Of a part, or of the package ("" as its name); never NULL, owned by the package. */
const GArray *gaz_docx_relations(struct gaz_docx_package *package, const char *part);
/* NULL. */
const struct gaz_docx_relation *gaz_docx_relation(struct gaz_docx_package *package, const char *part,
                                                  const char *id);
const struct gaz_docx_relation *gaz_docx_relation_of_type(struct gaz_docx_package *package, const char *part,
                                                          const char *type);

#endif
