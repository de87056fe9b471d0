/* svg.h: whether everything in an SVG file will be printed.
 *
 * An SVG is a program, and its library leaves out in silence what it does not know: text along a path, a
 * picture from another file, a colour that is defined elsewhere. So what may stand in one is a list, and what
 * is not on it is an error with its line and column in the file. Costs that no list can see are tried
 * (output/picture/child.c).
 */
#ifndef GAZ_BASE_PICTURE_SVG_H
#define GAZ_BASE_PICTURE_SVG_H

#include "base/text/source.h"

#include <stdbool.h>
#include <stddef.h>

struct gaz_diags;

/* Reports the first thing that would not be printed, at the place where the file is named. */
bool gaz_svg_check(const unsigned char *data, size_t size, const char *name, struct gaz_span span,
                   struct gaz_diags *diags);

/* What a good SVG holds: each picture that is in the file itself, the bytes of a PNG or JPEG, and its text in
 * pieces, as UTF-8. Both last for the call. */
struct gaz_svg_taker {
    void (*image)(void *closure, const unsigned char *data, size_t size);
    void (*text)(void *closure, const char *text, size_t size);
    void *closure;
};
void gaz_svg_take(const unsigned char *data, size_t size, const struct gaz_svg_taker *taker);

#endif
