/* justify.h: a broken line to its measure, exactly: the widths of a line sum to the measure, to the grain. */
#ifndef GAZ_LAYOUT_TEXT_JUSTIFY_H
#define GAZ_LAYOUT_TEXT_JUSTIFY_H

#include "layout/text/linebreak.h"

/* Pens of the atoms [begin, end) from the line's left edge into x[0 … end - begin), where they are seen, from
 * right to left where they are read so; gives the set width. The
 * line is opened or squeezed to `measure` when `justified`, and squeezed in any case when it is too long. A
 * blank that goes on to the margin takes what is left, in *margin_width. */
gaz_len gaz_justify_line(const struct gaz_atom *atoms, const struct gaz_broken_line *line, gaz_len measure,
                         bool justified, gaz_len *x);

#endif
