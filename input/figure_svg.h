/* figure_svg.h: what of an SVG would not be printed. */
#ifndef GAZ_INPUT_FIGURE_SVG_H
#define GAZ_INPUT_FIGURE_SVG_H

#include <stddef.h>

/* The first element that would silently be left out, or that cannot be part of a printed figure: a picture in
 * a file of its own, a piece of HTML (<foreignObject>, but in a <switch> that offers something else), a link.
 * The caller owns the name (g_free); NULL: none. What is no XML gives NULL: the picture's own check tells. */
char *gaz_svg_left_out(const unsigned char *data, size_t size);

#endif
