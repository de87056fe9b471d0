/* picture.h: what a picture file says of itself in its header. Nothing is decoded. */
#ifndef GAZ_BASE_PICTURE_PICTURE_H
#define GAZ_BASE_PICTURE_PICTURE_H

#include "base/text/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gaz_diags;

enum gaz_picture_kind { GAZ_PICTURE_NONE, GAZ_PICTURE_SVG, GAZ_PICTURE_PNG, GAZ_PICTURE_JPEG };

enum { GAZ_MOST_PIXELS = 100 * 1000 * 1000 };

struct gaz_picture {
    const unsigned char *data; /* the file */
    size_t size;
    enum gaz_picture_kind kind;
    uint32_t pixels_wide, pixels_high; /* PNG, JPEG: as stored */
    uint8_t orientation; /* PNG, JPEG: 1–8, as the camera says (base/picture/exif.h); SVG: 0 */
    bool is_guessed;     /* PNG, JPEG: the file does not say how large it is: 96 to the inch is a guess */
    int32_t natural_width, natural_height; /* µm, as shown: as the file says (PNG, JPEG: pixels at its dpi,
                                              else 96; SVG: px of 1/96 inch); 0: unknown */
};

/* Stored on its side: what is shown is as wide as the stored pixels are high. */
static inline bool gaz_picture_lies(int orientation) {
    return orientation >= 5;
}

/* Fills all but data and size from them. False: no SVG, PNG or JPEG, or one whose size is nonsense (no
 * pixels, or over GAZ_MOST_PIXELS). */
bool gaz_picture_look(struct gaz_picture *picture);

/* The same, and of an SVG whether everything in it will be printed (base/picture/svg.h); what is wrong is
 * reported at the place where the file is named. */
bool gaz_picture_check(struct gaz_picture *picture, const char *name, struct gaz_span span,
                       struct gaz_diags *diags);

#endif
