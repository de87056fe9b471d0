/* set.h: atoms at their pens become display items of one line. */
#ifndef GAZ_LAYOUT_TEXT_SET_H
#define GAZ_LAYOUT_TEXT_SET_H

#include "layout/text/linebreak.h"

/* The items of the atoms [line.begin, line.end) whose pens are x[], moved right by `left`, baseline at 0.
 * Blanks that go on to the margin end at `right`. */
void gaz_set_atoms(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                   const struct gaz_atoms *atoms, const struct gaz_broken_line *line, const gaz_len *x,
                   gaz_len left, gaz_len right, struct gaz_line *out);

/* The name of a role, for dumps. */
const char *gaz_role_name(enum gaz_role_id role);

#endif
