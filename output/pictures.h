/* pictures.h: the pictures of some pages, each looked at and made ready once, by a child with limits.
 *
 * The child works while the pages are drawn: what is drawn for the PDF are stand-ins that pdf_pictures.c
 * replaces; a screen waits for the pixels.
 */
#ifndef GAZ_OUTPUT_PICTURES_H
#define GAZ_OUTPUT_PICTURES_H

#include "layout/pages.h"

#include <cairo.h>
#include <glib.h>

struct gaz_diags;
struct gaz_pictures;
struct gaz_ready_picture;

/* Begins with the pictures of pages [first, end): for the PDF (scale 0), or for `scale` pixels to the point.
 * Pages and their files are borrowed. Never NULL. */
struct gaz_pictures *gaz_pictures_begin(const struct gaz_pages *pages, uint32_t first, uint32_t end,
                                        double scale);

/* Waits for the rest. False after reporting, once each, those that cannot be printed. */
bool gaz_pictures_end(struct gaz_pictures *pictures, struct gaz_diags *diags);

void gaz_pictures_free(struct gaz_pictures *pictures);

/* What is drawn into a picture's box; the caller destroys it. For the PDF a stand-in, whose width less 1 is
 * the picture's index, a new one each time (of one that is drawn twice on a page cairo writes damage); for a
 * screen, after gaz_pictures_end, its pixels. NULL: it is none of these pages'. */
cairo_surface_t *gaz_pictures_surface(struct gaz_pictures *pictures, const struct gaz_image *image);

/* How many stand-ins were given away. */
guint gaz_pictures_drawn(const struct gaz_pictures *pictures);

/* After gaz_pictures_end: a picture by its index; the text and the data are borrowed. False: none. */
struct gaz_made_picture {
    int kind; /* gaz_ready_kind */
    const char *dict;
    const unsigned char *data;
    size_t size;
};
bool gaz_pictures_get(const struct gaz_pictures *pictures, guint index, struct gaz_made_picture *made);

#endif
