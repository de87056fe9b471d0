/* justify.c: the space that a line lacks or has over, shared among its gaps in whole grains without
 * remainder.
 *
 * Squeezing takes from the free space of the marks first, each in the proportion of what it can give (C-59);
 * what a saved lone character needs beyond that comes evenly out of all gaps that stretch. Opening is even
 * over these (C-60.3).
 */
#include "layout/text/justify.h"

#include <glib.h>

/* Adds to each pen its share of `amount`, by the running sum of the gaps' weights. */
static void share(gaz_len *x, const int64_t *weights, uint32_t n, int64_t amount) {
    int64_t sum = 0, total = 0;
    for (uint32_t i = 1; i < n; i++)
        total += weights[i];
    if (total == 0) return;
    for (uint32_t i = 1; i < n; i++) {
        sum += weights[i];
        x[i] += (gaz_len)(amount * sum / total);
    }
}

static int64_t weigh(const struct gaz_atom *atoms, uint32_t n, bool shrink, int64_t *weights) {
    int64_t total = 0;
    weights[0] = 0;
    for (uint32_t i = 1; i < n; i++) {
        weights[i] = shrink ? atoms[i].shrink : atoms[i].stretches;
        total += weights[i];
    }
    return total;
}

static void squeeze(const struct gaz_atom *atoms, uint32_t n, int64_t need, gaz_len *x, int64_t *weights) {
    int64_t can = weigh(atoms, n, true, weights);
    int64_t marks = MIN(need, can);
    share(x, weights, n, -marks);
    if (need == marks) return;
    weigh(atoms, n, false, weights);
    share(x, weights, n, -(need - marks));
}

gaz_len gaz_justify_line(const struct gaz_atom *atoms, const struct gaz_broken_line *line, gaz_len measure,
                         bool justified, gaz_len *x) {
    uint32_t n = line->end - line->begin;
    const struct gaz_atom *a = atoms + line->begin;
    if (n == 0) return 0;
    gaz_len pen = -a[0].trim_start;
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) pen += a[i].kern;
        x[i] = pen;
        pen += a[i].width;
    }
    int64_t loose = (int64_t)measure - line->natural;
    int64_t *weights = g_new(int64_t, n);
    if (loose < 0)
        squeeze(a, n, -loose, x, weights);
    else if (justified && weigh(a, n, false, weights) > 0)
        share(x, weights, n, loose);
    g_free(weights);
    return x[n - 1] + a[n - 1].width - a[n - 1].trim_end;
}
