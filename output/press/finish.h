/* finish.h: the second pass of a file for a press. */
#ifndef GAZ_OUTPUT_PRESS_FINISH_H
#define GAZ_OUTPUT_PRESS_FINISH_H

#include "output/output.h"

#include <qpdf/qpdf-c.h>

/* Boxes, the printing condition, what the file says of itself; takes out what no press takes. `pages` are
 * those derived for the press. Colours are content.c's. */
void gaz_press_finish(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_press *press);

#endif
