/* set.h: atoms at their pens become display items of one line. */
#ifndef GAZ_LAYOUT_TEXT_SET_H
#define GAZ_LAYOUT_TEXT_SET_H

#include "layout/text/linebreak.h"

/* a line that is justified and waits to be set */
struct gaz_justified_line {
    const struct gaz_atoms *atoms;
    struct gaz_broken_line line;
    const gaz_len *x;    /* pens of the atoms [line.begin, line.end) */
    gaz_len left, right; /* what is added to the pens; where blanks that go on to the margin end */
};

/* Its items, baseline at 0, into out->items. */
void gaz_set_atoms(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                   const struct gaz_justified_line *justified, struct gaz_line *out);

#endif
