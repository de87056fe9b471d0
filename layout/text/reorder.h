/* reorder.h: a line as it is read becomes a line as it is seen (UAX 9, rule L2). */
#ifndef GAZ_LAYOUT_TEXT_REORDER_H
#define GAZ_LAYOUT_TEXT_REORDER_H

#include "layout/text/linebreak.h"

/* Moves the pens x[0 … end - begin) of a line's atoms, given in reading order from left to right, to where
 * the atoms are seen by their embedding levels. The line stays as wide, and so does every gap between two
 * atoms of one level. */
void gaz_reorder_line(const struct gaz_atom *atoms, const struct gaz_broken_line *line, gaz_len *x);

#endif
