/* balance.h: where the lines of a title end that its editor left unbroken (G-18), and those of an entry of
 * the contents: by sense and by shape. Pure, on integers. */
#ifndef GAZ_LAYOUT_TITLE_BALANCE_H
#define GAZ_LAYOUT_TITLE_BALANCE_H

#include "layout/text/linebreak.h"

struct gaz_balance_params {
    gaz_len cell;          /* the unit that lengths are compared in */
    gaz_len first_measure; /* of the first line */
    gaz_len measure;       /* of the others */
    bool filled;           /* an entry: lines as full as sense allows, no shape */
    bool whole;            /* what one line holds stays in one */
};

/* Breaks the whole array by the properties of its places: one a character of the text (gaz_title_places).
 * Forced ends are kept; between two of them it is as if there were no other text. The lines are in a new
 * array (g_free), their number in *n. */
struct gaz_broken_line *gaz_balance_lines(const struct gaz_atoms *atoms, const uint32_t *places,
                                          const struct gaz_balance_params *params, uint32_t *n);

/* What the place costs, and the reason that weighs most; NULL when nothing speaks against it. */
int64_t gaz_place_cost(uint32_t places);
const char *gaz_place_reason(uint32_t places);

#endif
