/* mending.h: whether a change of a few characters makes words of what was none, asked of the dictionary.
 * Pure.
 */
#ifndef GAZ_CHECK_MENDING_H
#define GAZ_CHECK_MENDING_H

#include "base/text/text.h"

/* A change of a text: the characters from `at` on, `n` of them, become the `n_new` ones. */
struct gaz_change {
    uint32_t at, n, n_new;
    uint32_t new[2];
};

/* What changes as it stands there, with the ideograph on either side; and what would stand there, freed with
 * g_free. */
struct gaz_text gaz_change_where(struct gaz_text text, const struct gaz_change *change);
char *gaz_change_wanted(struct gaz_text text, const struct gaz_change *change);

/* Characters that are words by themselves. */
bool gaz_stands_alone(uint32_t ch);

/* Characters that may be left out or put in at will, those among them. */
bool gaz_is_addable(uint32_t ch);

/* The characters that make no word become fewer by `least`; wholly: and none is left nearby. */
bool gaz_mends(struct gaz_text text, const struct gaz_change *change, uint32_t least, bool wholly);

/* The characters that make no word become fewer, none is left nearby, and the two at `pair`, of which one is
 * changed for another or both are exchanged, are in one word then. */
bool gaz_mends_pair(struct gaz_text text, const struct gaz_change *change, uint32_t pair);

#endif
