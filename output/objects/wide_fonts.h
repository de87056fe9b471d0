/* wide_fonts.h: the fonts of a file, and those that are the same in all (the same codes and characters) but
 * for their widths, which are more by whole steps. Only output/pdf/ looks in here. */
#ifndef GAZ_OUTPUT_OBJECTS_WIDE_FONTS_H
#define GAZ_OUTPUT_OBJECTS_WIDE_FONTS_H

#include "output/objects/font.h"

#include <glib.h>
#include <stdbool.h>
#include <qpdf/qpdf-c.h>

enum {
    GAZ_WIDER_STEP = 100, /* thousandths of an em */
    GAZ_WIDER_MOST = 120, /* steps, twelve ems: 均排 over a whole line */
    GAZ_NO_CODE = 1 << 16
};

struct gaz_pdf_wide_font {
    qpdf_oh dict;
    struct gaz_pdf_font *codes;
    qpdf_oh wider[GAZ_WIDER_MOST + 1];    /* by steps; 0: not made */
    GHashTable *used[GAZ_WIDER_MOST + 1]; /* of each the codes that are shown, to their texts */
    GBytes *program;                      /* NULL: it cannot be made wider, or was not */
    bool was_tried;
    guint blank; /* the code of a blank; GAZ_NO_CODE: it has none */
};

/* Those that a file's pages have shown so far. */
struct gaz_pdf_wide_fonts;
struct gaz_pdf_wide_fonts *gaz_pdf_wide_fonts_new(qpdf_data pdf);
void gaz_pdf_wide_fonts_free(struct gaz_pdf_wide_fonts *fonts);

/* The font of a dictionary; kept with the others. */
struct gaz_pdf_wide_font *gaz_pdf_wide_font_of(struct gaz_pdf_wide_fonts *fonts, qpdf_oh dict);

/* Whether its program can be made wider. */
bool gaz_pdf_may_widen(struct gaz_pdf_wide_fonts *fonts, struct gaz_pdf_wide_font *font);

/* The dictionary of the font, wider by so many steps, from 1; of one that may be widened. */
qpdf_oh gaz_pdf_wider_font(struct gaz_pdf_wide_fonts *fonts, struct gaz_pdf_wide_font *font, int steps);

/* A character is shown in it: its program is to have it. Nothing for 0 steps. */
void gaz_pdf_use_wider(const struct gaz_pdf_wide_font *font, int steps, guint code);

/* Gives each font that is wider a program that is so too, once all pages are written. False: one cannot be
 * made. */
bool gaz_pdf_wide_fonts_finish(struct gaz_pdf_wide_fonts *fonts);

#endif
