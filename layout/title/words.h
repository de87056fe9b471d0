/* words.h: where the words of a title end: what speaks against a line end at each of its places. Pure.
 *
 * A title is divided into words by the style's list (词表) and a few rules for what no list can hold: numbers
 * with their units, place names (某某市), names of organs by their endings, short phrases in brackets. Then
 * each place between two characters gets the properties of costs.def. Nothing here knows widths.
 */
#ifndef GAZ_LAYOUT_TITLE_WORDS_H
#define GAZ_LAYOUT_TITLE_WORDS_H

#include "base/text/text.h"

enum gaz_title_place_bit {
#define GAZ_TITLE_PLACE(name, cost, reason) GAZ_PLACE_BIT_##name,
#define GAZ_TITLE_SHAPE(name, cost, reason)
#include "layout/title/costs.def"
#undef GAZ_TITLE_PLACE
#undef GAZ_TITLE_SHAPE
    GAZ_N_PLACE_BITS
};

enum gaz_title_place {
#define GAZ_TITLE_PLACE(name, cost, reason) GAZ_PLACE_##name = 1 << GAZ_PLACE_BIT_##name,
#define GAZ_TITLE_SHAPE(name, cost, reason)
#include "layout/title/costs.def"
#undef GAZ_TITLE_PLACE
#undef GAZ_TITLE_SHAPE
};

/* sorted by bytes, each once; a word has at most GAZ_MAX_WORD characters */
struct gaz_lexicon {
    const char *const *words;
    uint32_t n;
};

/* The properties of the place before each character of a text, a set of gaz_title_place; a new array of
 * text.n + 2 (g_free). */
uint32_t *gaz_title_places(struct gaz_lexicon lexicon, struct gaz_text text);

#endif
