/* skeleton.h: the files of an issue that is about to be, in memory first. */
#ifndef GAZ_EDITING_SKELETON_H
#define GAZ_EDITING_SKELETON_H

#include "base/data/schema.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;

struct gaz_skeleton_file {
    char *path; /* below the new folder */
    GBytes *bytes;
};

/* what the next issue has of its own */
struct gaz_next {
    int year, number, total;
    struct gaz_date published;
    const char *body; /* who publishes: the 刊名 without 公报 */
};

/* ---- next_date.c */

enum gaz_rhythm { GAZ_RHYTHM_HALF_MONTH, GAZ_RHYTHM_MONTH };

/* The day on which the next issue is due: see next_date.c. `number` is that of the issue that came out last.
 */
struct gaz_date gaz_next_date(struct gaz_date last, int number, enum gaz_rhythm *rhythm);
/* The 15th or last day of a month that an issue stands for which came out on this date. */
struct gaz_date gaz_due_date(struct gaz_date published);
/* The half-month's day behind a due date. */
struct gaz_date gaz_half_month_after(struct gaz_date due);

/* ---- templates.c */

/* Adds one template for each kind of document. */
void gaz_templates_add(GArray *files, const struct gaz_next *next);
/* Their names, in order, with NULL at the end. */
const char *const *gaz_template_names(void);

/* ---- skeleton.c */

/* Takes over the bytes. */
void gaz_skeleton_add(GArray *files, const char *path, GBytes *bytes);
void gaz_skeleton_add_text(GArray *files, const char *path, GString *text);
GArray *gaz_skeleton_new(void); /* of gaz_skeleton_file; freed with g_array_unref */

/* Writes all of them into a folder that is not there yet or empty. Nothing is ever replaced; after an error,
 * which is reported, what was written is taken away again. */
bool gaz_skeleton_write(const char *folder, const GArray *files, struct gaz_diags *diags);

#endif
