/* marks.h: what a press reads outside the bleed. */
#ifndef GAZ_OUTPUT_PRESS_MARKS_H
#define GAZ_OUTPUT_PRESS_MARKS_H

#include "output/press/pages.h"

#include <cairo.h>

/* Draws the marks of a derived page: crop marks at each corner of the cut, of a booklet fold marks too, and a
 * register cross at the middle of each side. `ink`: of all plates, for GAZ_PRESS. */
void gaz_press_draw_marks(cairo_t *cr, const struct gaz_page *page, const struct gaz_press *press,
                          uint32_t ink);

#endif
