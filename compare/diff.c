/* diff.c: two paths in, a report out. */
#include "compare/compare.h"

#include "compare/build.h"
#include "compare/comparison.h"
#include "compare/report.h"

#include <glib.h>

struct gaz_diff_kept {
    struct gaz_build_source *sources[2];
};

static enum gaz_diff_answer report(const struct gaz_diff_job *job, const struct gaz_build *old,
                                   const struct gaz_build *new, GString *out) {
    struct gaz_comparison *comparison = gaz_compare(old, new);
    (job->json ? gaz_report_json : gaz_report_text)(comparison, job->language, job->terse, out);
    bool same = gaz_comparison_is_same(comparison);
    gaz_comparison_free(comparison);
    return same ? GAZ_DIFF_SAME : GAZ_DIFF_DIFFERENT;
}

enum gaz_diff_answer gaz_diff(const struct gaz_diff_job *job, GString *out, struct gaz_diags *diags,
                              struct gaz_diff_kept **kept) {
    struct gaz_build_source *old = gaz_build_open(job->old, job->options, diags);
    struct gaz_build_source *new = gaz_build_open(job->new, job->options, diags);
    *kept = g_new(struct gaz_diff_kept, 1);
    **kept = (struct gaz_diff_kept){{old, new}};
    if (!gaz_build_is_good(old) || !gaz_build_is_good(new)) return GAZ_DIFF_TROUBLE;
    enum gaz_build_depth depth = MIN(gaz_build_depth(old), gaz_build_depth(new));
    struct gaz_build *one = gaz_build_read(old, depth, diags), *two = gaz_build_read(new, depth, diags);
    enum gaz_diff_answer answer = one && two ? report(job, one, two, out) : GAZ_DIFF_TROUBLE;
    gaz_build_free(one);
    gaz_build_free(two);
    return answer;
}

void gaz_diff_free(struct gaz_diff_kept *kept) {
    if (!kept) return;
    gaz_build_close(kept->sources[0]);
    gaz_build_close(kept->sources[1]);
    g_free(kept);
}
