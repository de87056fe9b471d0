/* coverage.h: how much of a page each plate prints. */
#ifndef GAZ_OUTPUT_PRESS_COVERAGE_H
#define GAZ_OUTPUT_PRESS_COVERAGE_H

#include "layout/pages.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_diags;
struct gaz_press_colours;

/* The plates: C, M, Y, K, then each spot once, by name. */
struct gaz_coverage {
    GPtrArray *plates; /* const char *; borrowed */
    uint32_t n_pages;
    double
        *parts; /* of page p and plate k: parts[p * plates->len + k], from 0 to 1 of the page as it is cut */
};

/* Paints the pages as set (not those derived for a press), coarsely, once for each ink. False after
 * reporting. To be cleared in any case. */
bool gaz_coverage_measure(struct gaz_coverage *coverage, const struct gaz_pages *pages,
                          const struct gaz_press_colours *colours, struct gaz_diags *diags);
void gaz_coverage_clear(struct gaz_coverage *coverage);

/* Whether the page needs more than black. */
bool gaz_coverage_has_colour(const struct gaz_coverage *coverage, uint32_t page);

#endif
