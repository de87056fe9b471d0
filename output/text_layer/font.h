/* font.h: a font of a printed copy's PDF: how its codes are told apart, what they stand for, how wide they
 * are.
 */
#ifndef GAZ_OUTPUT_TEXT_LAYER_FONT_H
#define GAZ_OUTPUT_TEXT_LAYER_FONT_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_layer_font;

struct gaz_layer_code {
    uint32_t code;
    uint32_t n; /* bytes */
};

/* The font of this dictionary; freed with gaz_layer_font_free. */
struct gaz_layer_font *gaz_layer_font_read(qpdf_data pdf, qpdf_oh dict);
void gaz_layer_font_free(struct gaz_layer_font *font);

/* The code with which the bytes begin; there is at least one. */
struct gaz_layer_code gaz_layer_font_code(const struct gaz_layer_font *font, const unsigned char *bytes,
                                          size_t n);

/* UTF-8; NULL: not known. Lives as long as the font. */
const char *gaz_layer_font_text(struct gaz_layer_font *font, struct gaz_layer_code code);

/* In ems. */
double gaz_layer_font_width(const struct gaz_layer_font *font, struct gaz_layer_code code);

/* Whether it is written downwards (WMode 1, a name with -V). */
bool gaz_layer_font_is_vertical(const struct gaz_layer_font *font);

/* Loads what converting needs; comes before the child may open nothing more. */
void gaz_layer_font_prepare(void);

#endif
