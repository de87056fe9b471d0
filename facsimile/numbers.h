/* numbers.h: where the numbers of a text jump. */
#ifndef GAZ_FACSIMILE_NUMBERS_H
#define GAZ_FACSIMILE_NUMBERS_H

#include "facsimile/matcher.h"

/* The first character of the paragraph, among those that begin in [from, to) of the stream, whose number is
 * not the one behind that of the last paragraph of its kind: 第十二条 behind 第十条. GAZ_UNPLACED: there is
 * none.
 */
uint32_t gaz_find_number_gap(const struct gaz_matcher *matcher, uint32_t from, uint32_t to);

#endif
