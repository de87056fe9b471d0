/* intake.h: the door: a file that a department sent becomes a source, a report, and the proof that nothing
 * went astray between them.
 *
 * file → carriers and draft (a reader) → tidied → shaped → source → read back by input/ → proved. Nothing is
 * written here; whoever calls writes what comes out. */
#ifndef GAZ_INTAKE_INTAKE_H
#define GAZ_INTAKE_INTAKE_H

#include "base/diag/diag.h"
#include "base/file/file.h"

#include <glib.h>

struct gaz_intake; /* a file on its way */

/* What may have to start a program, so it comes before a run is confined: a file that another program must
 * turn into .docx is turned. `file` as the user named it; the bytes are borrowed. NULL after an error in
 * diags; else freed with gaz_intake_close. */
struct gaz_intake *gaz_intake_open(const char *file, struct gaz_bytes bytes, struct gaz_diags *diags);
void gaz_intake_close(struct gaz_intake *intake); /* NULL is allowed */

/* Whether files below the folder that it lies in may be its pictures: a saved page. */
bool gaz_intake_has_neighbours(const struct gaz_intake *intake);

struct gaz_import_job {
    const char *name;   /* of the source, without its ending; NULL: it is made of `prefix` and 发文字号 */
    const char *prefix; /* 07-; NULL: none */
    unsigned keep;      /* classes of forms that are left as they are: 1 << gaz_tidy_class */
    enum gaz_language language;
    /* What a source is to be called that would be called so; NULL: so. Freed with g_free. */
    char *(*rename)(void *context, const char *name);
    void *context;
};

struct gaz_imported_figure {
    char *path; /* below the source's folder */
    GBytes *bytes;
};

struct gaz_imported {
    char *name;       /* of the source, without its ending; a plain file name */
    GString *source;  /* its bytes */
    GArray *figures;  /* of gaz_imported_figure */
    GString *report;  /* JSON */
    GString *summary; /* for a person */
};

/* Once for each intake. False after an error in diags; then there is nothing to be written. True with
 * errors: those that input/ has of the source, which is to be edited. To be
 * cleared in any case. */
bool gaz_import(struct gaz_intake *intake, const struct gaz_import_job *job, struct gaz_imported *imported,
                struct gaz_diags *diags);
void gaz_imported_clear(struct gaz_imported *imported);

/* The classes of a list: 标点,数字 (tidy/tidy.h). False: there is none of a name, which is given back in
 * *wrong, to be freed with g_free. */
bool gaz_import_classes(const char *list, unsigned *keep, char **wrong);
/* All of them, with 、 between; freed with g_free. */
char *gaz_import_class_names(void);

/* Puts a file behind the last one of a 栏目 in the bytes of an issue.yaml, whose comments and layout stay;
 * one that stands there already stays where it is. False after an error in diags: there is no such 栏目, or
 * its list cannot be added to. */
bool gaz_import_list(GString *manifest, const char *path, const char *column, const char *file,
                     struct gaz_diags *diags);
/* The number of the next document of an issue.yaml: one more than the highest that a file begins with. */
unsigned gaz_import_next_number(const char *path, struct gaz_bytes manifest);

#endif
