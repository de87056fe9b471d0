/* spread.h: 均排: one line, spread. */
#ifndef GAZ_LAYOUT_TEXT_SPREAD_H
#define GAZ_LAYOUT_TEXT_SPREAD_H

#include "layout/text/paragraph.h"

/* 均排 (C-12): one line whose characters are spread evenly from the left edge to the measure; never narrower
 * than solid. */
struct gaz_line gaz_text_spread(const struct gaz_typesetter *typesetter,
                                const struct gaz_paragraph_spec *spec);

#endif
