/* measure.h: how wide a text is before anything is set: on one line, at least, by the number of its lines. */
#ifndef GAZ_LAYOUT_TEXT_MEASURE_H
#define GAZ_LAYOUT_TEXT_MEASURE_H

#include "layout/text/paragraph.h"

/* The width of a text on one line, unbroken and unjustified. */
gaz_len gaz_text_width(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec);

/* The width of the widest piece that no line may part (a number, a Latin word, a character with its marks).
 */
gaz_len gaz_text_min_width(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec);

/* The least measure (to a sixteenth of a point) in which the text takes no more than n lines, each filled as
 * far as it goes, into widths[n - 1] for n from 1 to `most`; INT32_MAX where its forced line ends make more.
 */
void gaz_text_widths_by_lines(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                              gaz_len *widths, uint32_t most);

#endif
