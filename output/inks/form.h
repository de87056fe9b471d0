/* form.h: a drawing, as the child has made a PDF of it, in the colours of the press. */
#ifndef GAZ_OUTPUT_INKS_FORM_H
#define GAZ_OUTPUT_INKS_FORM_H

#include "output/inks/content.h"

/* Turns the colours of a PDF of one page that cairo wrote: of its content, forms, patterns, shadings and
 * pictures. What was made of which colour is appended to notes (struct gaz_colour_note); *guessed becomes
 * true where the formula was used. False: something in it cannot be said in four colours without
 * transparency; `data` is then as it was. */
bool gaz_press_convert_drawing(GByteArray *data, const struct gaz_press_colours *colours, GArray *notes,
                               bool *guessed);

#endif
