/* vertical.h: 竖排: a text upright in a vertical line. */
#ifndef GAZ_LAYOUT_TEXT_VERTICAL_H
#define GAZ_LAYOUT_TEXT_VERTICAL_H

#include "layout/text/paragraph.h"

/* 竖排: upright characters one below another, digits of two side by side, centred on x = 0, from y = 0
 * downwards. *height is the height taken. The items keep reading order. */
struct gaz_line gaz_text_vertical(const struct gaz_typesetter *typesetter,
                                  const struct gaz_paragraph_spec *spec, gaz_len *height);

/* Whether the character lies on its side in 竖排 unless its face has a vertical form of it (UAX 50: R and
 * Tr): ～ － – → “ ［. */
bool gaz_char_turns(uint32_t ch);

/* 竖排: how many characters from here on stay one piece: a number or Latin word with its %, else one. */
uint32_t gaz_upright_piece(struct gaz_text text, uint32_t from);

#endif
