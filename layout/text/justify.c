/* justify.c: the space that a line lacks or has over, shared among its gaps in whole grains without
 * remainder.
 *
 * Both go order by order (atoms.h): what an earlier order can give or take is used up before the next is
 * asked, and within an order every gap takes part in the proportion of what it can (C-58 to C-61). What a
 * saved lone character needs beyond all free space comes evenly out of all gaps that stretch; the last order
 * of stretching has no limit.
 */
#include "layout/text/justify.h"
#include "layout/text/reorder.h"

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

static int64_t weigh_gives(const struct gaz_atom *atoms, uint32_t n, int order, int64_t *weights) {
    int64_t total = 0;
    for (uint32_t i = 1; i < n; i++)
        total += weights[i] = atoms[i].gives[order];
    return total;
}

static int64_t weigh_takes(const struct gaz_atom *atoms, uint32_t n, int order, int64_t *weights) {
    int64_t total = 0;
    for (uint32_t i = 1; i < n; i++)
        total += weights[i] = atoms[i].takes[order];
    return total;
}

static void squeeze(const struct gaz_atom *atoms, uint32_t n, int64_t need, gaz_len *x, int64_t *weights) {
    for (int order = 0; order < GAZ_N_SHRINK_ORDERS && need > 0; order++) {
        int64_t part = MIN(need, weigh_gives(atoms, n, order, weights));
        share(x, weights, n, -part);
        need -= part;
    }
    if (need > 0 && weigh_takes(atoms, n, GAZ_STRETCH_REST, weights) > 0) share(x, weights, n, -need);
}

static void stretch(const struct gaz_atom *atoms, uint32_t n, int64_t loose, gaz_len *x, int64_t *weights) {
    for (int order = 0; order < GAZ_STRETCH_REST && loose > 0; order++) {
        int64_t part = MIN(loose, weigh_takes(atoms, n, order, weights));
        share(x, weights, n, part);
        loose -= part;
    }
    if (loose > 0 && weigh_takes(atoms, n, GAZ_STRETCH_REST, weights) > 0) share(x, weights, n, loose);
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
    int64_t *weights = g_new0(int64_t, n);
    if (loose < 0)
        squeeze(a, n, -loose, x, weights);
    else if (justified)
        stretch(a, n, loose, x, weights);
    g_free(weights);
    gaz_len width = x[n - 1] + a[n - 1].width - a[n - 1].trim_end;
    gaz_reorder_line(atoms, line, x);
    return width;
}
