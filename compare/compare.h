/* compare.h: the door: two builds of one issue compared, for the proof-reader.
 *
 * A build is an issue folder, which is set, or what --dump printed of an earlier build (build.h); what became
 * of each page and each character is comparison.h, the lines that changed as a person reads them changes.h.
 * The room stands between output/ and cli/ and prints nothing but its report; complaints are diagnostics.
 */
#ifndef GAZ_COMPARE_COMPARE_H
#define GAZ_COMPARE_COMPARE_H

#include "base/diag/diag.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_gazette_options;

enum gaz_diff_answer { GAZ_DIFF_SAME, GAZ_DIFF_DIFFERENT, GAZ_DIFF_TROUBLE };

struct gaz_diff_job {
    const char *old, *new;                     /* issue folders, or files that --dump printed */
    const struct gaz_gazette_options *options; /* for setting a folder, but for the folder itself */
    enum gaz_language language;
    bool json;
    bool terse; /* the summary only */
};

/* Prints the report to `out`. TROUBLE after an error, which is in diags. Their places are in what was
 * compared: *kept is freed with gaz_diff_free after they were printed. */
struct gaz_diff_kept;
enum gaz_diff_answer gaz_diff(const struct gaz_diff_job *job, GString *out, struct gaz_diags *diags,
                              struct gaz_diff_kept **kept);
void gaz_diff_free(struct gaz_diff_kept *kept);

#endif
