/* paint.h: items to cairo, the one place that draws.
 *
 * cairo 1.16 loses errors and damages files on careless calls, so what reaches it is checked here: whole
 * numbers of grains (so never NaN or infinite), names of destinations made by us, text always as glyphs with
 * their characters. Knows the display list only; never sees a style or the model. No threads: cairo locks
 * itself up on two.
 */
#ifndef GAZ_OUTPUT_PAINT_H
#define GAZ_OUTPUT_PAINT_H

#include "layout/pages.h"

#include <cairo.h>
#include <stdbool.h>

struct gaz_cairo_faces;
struct gaz_diags;
struct gaz_painter;
struct gaz_pictures;

/* PAPER: vectors, links, stand-ins for pictures. SCREEN: pixels. PRESS: as PAPER without links; instead of a
 * colour each ink is set as its number */
enum gaz_ground { GAZ_PAPER, GAZ_SCREEN, GAZ_PRESS };

/* An ink as a colour that holds its number, on PRESS: red × 256 + green, blue says that it is one; all in
 * 255ths. */
enum { GAZ_INK_SIGN = 165, GAZ_MOST_INKS = 1 << 16 };
static inline void gaz_ink_as_colour(uint32_t ink, double rgb[3]) {
    rgb[0] = (ink >> 8 & 255) / 255.0;
    rgb[1] = (ink & 255) / 255.0;
    rgb[2] = GAZ_INK_SIGN / 255.0;
}

/* what a picture is put into when drawn for PAPER: its own text is not the document's, and pdf/readback.c
 * leaves it out */
#define GAZ_PICTURE_TAG "Figure"
/* what one that is a formula stands in when the file is tagged; the same goes for it */
#define GAZ_FORMULA_TAG "Formula"
/* the same of a rule that stands for characters (＿) */
#define GAZ_BLANK_TAG "Span"

/* Paints some of the pages; these and their pictures are borrowed. */
struct gaz_painter *gaz_painter_new(enum gaz_ground ground, const struct gaz_pages *pages,
                                    struct gaz_pictures *pictures, struct gaz_diags *diags);

/* The same with faces that others use too, which are borrowed and hold all the glyphs of the pages. */
struct gaz_painter *gaz_painter_new_with(enum gaz_ground ground, const struct gaz_pages *pages,
                                         struct gaz_pictures *pictures, struct gaz_cairo_faces *faces,
                                         struct gaz_diags *diags);
void gaz_painter_free(struct gaz_painter *painter);

/* Whether an item is put into one of these when it is drawn for PAPER. */
bool gaz_paint_tags(const struct gaz_item *item);

/* Whether an item is a link that is drawn for PAPER: it leads somewhere. */
bool gaz_paint_links(const struct gaz_pages *pages, const struct gaz_item *item);

/* Draws a page; one point is one unit. False after reporting. */
bool gaz_paint_page(struct gaz_painter *painter, cairo_t *cr, uint32_t page);

/* Makes an ink the colour of what is drawn next on PRESS. */
void gaz_paint_ink_number(cairo_t *cr, uint32_t ink);

/* The name of a target as a destination: "t" and its number. The caller frees it. */
char *gaz_target_name(uint32_t target);

#endif
