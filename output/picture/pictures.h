/* pictures.h: the pictures of some pages, each looked at and made ready once, by a child with limits.
 *
 * The child works while the pages are drawn: what is drawn for the PDF are stand-ins that pdf/pictures.c
 * replaces; a screen waits for the pixels.
 */
#ifndef GAZ_OUTPUT_PICTURE_PICTURES_H
#define GAZ_OUTPUT_PICTURE_PICTURES_H

#include "layout/pages.h"

#include <cairo.h>
#include <glib.h>

#include <stdbool.h>

struct gaz_colour_note;
struct gaz_diags;
struct gaz_pictures;
struct gaz_press_colours;

/* What they are for: all zero, a PDF for the screen. */
struct gaz_picture_use {
    double scale;                            /* pixels to the point, for a picture of a page; 0: a PDF */
    const struct gaz_press_colours *colours; /* of the press that the PDF is for; NULL: none. Borrowed */
    const struct gaz_pictures *screen; /* the same for a screen's PDF, which ended well: a drawing is not
                                          drawn again, only its colours change. NULL: none. Borrowed */
};

/* Begins with the pictures of pages [first, end). Pages and their files are borrowed. Never NULL. */
struct gaz_pictures *gaz_pictures_begin(const struct gaz_pages *pages, uint32_t first, uint32_t end,
                                        const struct gaz_picture_use *use);

/* Waits for the rest. False after reporting, once each, those that cannot be printed. That colours were
 * guessed for a press is said once for all. */
bool gaz_pictures_end(struct gaz_pictures *pictures, struct gaz_diags *diags);

void gaz_pictures_free(struct gaz_pictures *pictures);

/* What is drawn into a picture's box; the caller destroys it. For the PDF a stand-in, whose width less 1 is
 * the picture's index, a new one each time (of one that is drawn twice on a page cairo writes damage); for a
 * screen, after gaz_pictures_end, its pixels. NULL: it is none of these pages'. */
cairo_surface_t *gaz_pictures_surface(struct gaz_pictures *pictures, const struct gaz_image *image);

/* How many stand-ins were given away. */
guint gaz_pictures_drawn(const struct gaz_pictures *pictures);
/* All is drawn once more, into another file. */
void gaz_pictures_draw_again(struct gaz_pictures *pictures);

/* After gaz_pictures_end: a picture by its index; the text and the data are borrowed. False: none. */
struct gaz_made_picture {
    int kind; /* gaz_ready_kind */
    const char *dict;
    const unsigned char *data;
    size_t size;
};
bool gaz_pictures_get(const struct gaz_pictures *pictures, guint index, struct gaz_made_picture *made);

/* ---- for the report of the press */

enum gaz_colour_way {
    GAZ_COLOUR_KEPT,    /* grey, or four inks: as it was */
    GAZ_COLOUR_PIXELS,  /* pixels, or their palette, converted */
    GAZ_COLOUR_DRAWING, /* a drawing, each of its colours converted: `notes` */
    GAZ_COLOUR_DRAWN,   /* a drawing that needs transparency: drawn as pixels, and these converted */
};

/* What was made of a picture's colours, after gaz_pictures_end. All borrowed. */
struct gaz_picture_colours {
    const char *name;
    struct gaz_span span;
    enum gaz_colour_way way;
    bool is_guessed;                     /* by the formula: no profile was there */
    uint32_t pixels_wide, pixels_high;   /* as they stand in the file; 0: a drawing */
    const struct gaz_colour_note *notes; /* output/inks/content.h */
    guint n_notes;
};

guint gaz_pictures_count(const struct gaz_pictures *pictures);
/* False: it could not be printed. */
bool gaz_pictures_colours(const struct gaz_pictures *pictures, guint index,
                          struct gaz_picture_colours *colours);

#endif
