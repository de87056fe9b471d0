/* picture.h: what a picture file says of itself in its header. Nothing is decoded. */
#ifndef GAZ_INPUT_PICTURE_H
#define GAZ_INPUT_PICTURE_H

#include "input/doc.h"

#include <stdbool.h>

/* Fills kind, natural_width and natural_height from data and size. False: no SVG, PNG or JPEG, or one whose
 * size is nonsense (no pixels, or over 100 million). */
bool gaz_picture_look(struct gaz_figure *figure);

#endif
