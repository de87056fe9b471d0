/* content.h: the colours of content streams become those of the press.
 *
 * Two kinds of streams are read. A page's, in which the painter has set each ink as a colour that holds its
 * index (gaz_ink_as_colour) and where any other is a fault; and a drawing's, whose colours are the screen's.
 */
#ifndef GAZ_OUTPUT_INKS_CONTENT_H
#define GAZ_OUTPUT_INKS_CONTENT_H

#include "layout/pages.h"
#include "output/inks/colour.h"

#include <qpdf/qpdf-c.h>

struct gaz_diags;

/* Turns the colours of all pages of a file whose pictures are in their places. Every ink becomes four colours
 * or a plate of its own, whose colour space is one object of the file; that goes for the drawings on the
 * pages too. Black overprints, all else knocks out. False: a page has another colour, which is reported, or
 * cannot be read. */
bool gaz_press_convert(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_press_colours *colours,
                       struct gaz_diags *diags);

/* ---- for the drawings (form.c) */

/* what was made of a colour of a picture */
struct gaz_colour_note {
    uint32_t rgb; /* 0xRRGGBB */
    struct gaz_press_colour colour;
};

/* One file's colours. */
struct gaz_press_file {
    qpdf_data pdf;
    const struct gaz_press_colours *colours;
    GHashTable *spots; /* name of a plate → number of its colour space's object */
    GHashTable *seen;  /* colours of the screen that were met */
    GArray *notes;     /* struct gaz_colour_note: each of them once; NULL: the inks of a page */
};

void gaz_press_file_begin(struct gaz_press_file *file, qpdf_data pdf,
                          const struct gaz_press_colours *colours);
/* Frees all but the notes. */
void gaz_press_file_end(struct gaz_press_file *file);

/* A colour of the screen as the press has it, noted. */
struct gaz_press_colour gaz_press_note(struct gaz_press_file *file, uint32_t rgb);

/* Rewrites a stream's bytes, whose colour spaces and graphics states are added to its resources. NULL: a
 * colour that cannot be said; in a page, *why then holds it, freed with g_free. */
GString *gaz_press_rewrite(struct gaz_press_file *file, qpdf_oh resources, const void *data, size_t size,
                           char **why);

#endif
