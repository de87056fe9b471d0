/* latin_cuts.h: where a run of Latin letters and figures may be cut between two lines (C-48): at the hyphens
 * of words, in addresses, behind the sign of a formula. Pure.
 */
#ifndef GAZ_LAYOUT_TEXT_LATIN_CUTS_H
#define GAZ_LAYOUT_TEXT_LATIN_CUTS_H

#include "base/text/text.h"

/* An address has ://, www., an @ in it, or letters round two dots or round a dot before a slash. What has
 * figures round its dots is none: 0.0005mg/L, 2024.12.31, v2.3.1. */
bool gaz_latin_is_address(struct gaz_text text, uint32_t begin, uint32_t end);

/* Whether a line may end behind the character at i of the run that ends at `end`; address: the run is one. */
bool gaz_latin_may_cut(struct gaz_text text, uint32_t i, uint32_t end, bool address);

#endif
