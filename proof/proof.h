/* proof.h: the door: what proof-readers marked on a PDF of the issue, put to the place in its sources.
 *
 * A mark lies on a page, and its place there decides, never a search for the same words: of two that are
 * alike each is told by where it stands. What the pages print again (contents, repeated heads) goes to its
 * source as well.
 */
#ifndef GAZ_PROOF_PROOF_H
#define GAZ_PROOF_PROOF_H

#include "base/diag.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_gazette;

/* a reader's file: a PDF, FDF or XFDF; borrowed */
struct gaz_proof_file {
    const char *name; /* as typed */
    GBytes *bytes;
};

struct gaz_proof_job {
    const struct gaz_gazette *gazette; /* set, without errors; outlives the marks */
    const struct gaz_proof_file *files;
    uint32_t n_files;
};

struct gaz_proof_marks;

/* The marks of all files in one list, by their pages and places. NULL after an error in diags: nothing is
 * told of some files alone. */
struct gaz_proof_marks *gaz_proof_marks_new(const struct gaz_proof_job *job, struct gaz_diags *diags);
void gaz_proof_marks_free(struct gaz_proof_marks *marks); /* NULL is allowed */

void gaz_proof_marks_report(const struct gaz_proof_marks *marks, enum gaz_language language, GString *out);
/* An array of objects; docs/gongbao.1 says what their members are. */
void gaz_proof_marks_report_json(const struct gaz_proof_marks *marks, GString *out);

#endif
