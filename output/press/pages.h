/* pages.h: the pages as a press wants them, derived from those that were set. */
#ifndef GAZ_OUTPUT_PRESS_PAGES_H
#define GAZ_OUTPUT_PRESS_PAGES_H

#include "output/output.h"

/* Where the sheet is cut on a page of the derived pages, and how far ink goes beyond: from each edge of the
 * paper so far to the cut, from the cut so far outwards. */
struct gaz_press_frame {
    gaz_len margin, bleed;
};

struct gaz_press_frame gaz_press_frame_of(const struct gaz_press *press);

/* A copy whose pages are as large as the sheet with all that is cut off: what touches the cut goes on into
 * the bleed, blank pages make up a multiple of four, and of a booklet each page is one side of a sheet. It
 * has no links and no outline, and behind the inks of `pages` one more: all plates at once, of which
 * marks are drawn. `pages` must outlive it; freed with gaz_press_pages_free. */
struct gaz_pages *gaz_press_pages_new(const struct gaz_pages *pages, const struct gaz_press *press);
void gaz_press_pages_free(struct gaz_pages *pages);

/* The ink behind those of a style. */
uint32_t gaz_press_marks_ink(const struct gaz_pages *press_pages);

/* How many pages the sheets are folded of: n, or the next multiple of four. */
uint32_t gaz_press_filled(uint32_t n_pages, const struct gaz_press *press);

/* The pages of side `side` (0: the outermost sheet's outside, 1: its inside, 2: the next sheet's …) of a
 * saddle stitch of n pages, a multiple of four; from 0. */
struct gaz_press_side {
    uint32_t left, right;
};
struct gaz_press_side gaz_press_side_of(uint32_t side, uint32_t n);

#endif
