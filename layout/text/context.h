/* context.h: what each character of a text is where it stands: its class among its neighbours, and what ties
 * it to the character before it. No widths, no fonts, no style but whether a number keeps its unit.
 */
#ifndef GAZ_LAYOUT_TEXT_CONTEXT_H
#define GAZ_LAYOUT_TEXT_CONTEXT_H

#include "base/text/text.h"
#include "layout/text/charclass.h"

/* What holds between a character and the one before it. Not breakable is not unstretchable: 5 and 年 stay
 * together and open like their neighbours (C-61), the groups of 1 234 567 do not open. */
enum gaz_tie {
    GAZ_TIE_NONE,
    GAZ_TIE_HELD,  /* a line rather ends elsewhere: in a date, behind the ～ of a range */
    GAZ_TIE_KEPT,  /* a line ends between them only where it cannot end elsewhere: inside a name */
    GAZ_TIE_STAYS, /* no line ends between them */
    GAZ_TIE_SOLID, /* nor does justification open what is between them, nor is it a border of Han and Latin */
};

struct gaz_context {
    enum gaz_class *classes; /* one a character */
    uint8_t *ties;           /* the same: gaz_tie before it */
};

/* Free with gaz_context_clear. number_with_unit: the style's 数字带单位. */
struct gaz_context gaz_context_new(struct gaz_text text, bool number_with_unit);
void gaz_context_clear(struct gaz_context *context);

/* Ties what is one figure: numbers with their signs, groups, points, operators and units; dates, ratios,
 * chainage, standards' and documents' numbers (C-34; GB/T 15835). figures.c. */
void gaz_tie_figures(struct gaz_text text, uint8_t *ties, bool number_with_unit);

/* ---- questions about characters that both ask */

bool gaz_char_is_figure(uint32_t ch); /* 0-9 and ０-９ */
/* 1 234, 138 0000: the blank within a number, before a group of three or four digits */
bool gaz_is_group_blank(struct gaz_text text, uint32_t i);
bool gaz_char_is_raised(uint32_t ch);      /* raised and lowered figures: ² ₃ (C-35) */
bool gaz_char_is_unit_sign(uint32_t ch);   /* what ends a figure as its sign: % ℃ ° ′ ½ ² */
bool gaz_char_is_number_sign(uint32_t ch); /* what begins a figure as its sign: + − ± ￥ № ≥ § */
bool gaz_char_extends(uint32_t ch);        /* belongs to the character before it: accents, selectors (LB9) */

#endif
