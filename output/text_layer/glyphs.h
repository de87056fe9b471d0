/* glyphs.h: the pages of a PDF, each read for its characters by whoever has it open (the doors are
 * output/text_layer.h, and that of facsimile/). Either a page is seen as it is turned for reading (/Rotate)
 * and what its CropBox hides is left out, or all of it is as its content says.
 */
#ifndef GAZ_OUTPUT_TEXT_LAYER_GLYPHS_H
#define GAZ_OUTPUT_TEXT_LAYER_GLYPHS_H

#include "output/text_layer.h"
#include "output/text_layer/rules.h"

#include <qpdf/qpdf-c.h>

struct gaz_layer_reader {
    qpdf_data pdf;
    bool is_plain;             /* as the content says */
    GHashTable *fonts;         /* of object numbers: struct gaz_layer_font */
    GArray *rules;             /* struct gaz_layer_rule, appended; NULL: nobody asks for them */
    struct gaz_layer_rule box; /* of the last page: what is seen of it; all 0: nobody knows */
    uint64_t n_glyphs, n_lost; /* read so far; codes of which no character is known */
};

/* Over a file that is open, borrowed until the end; keeps the fonts that pages share. */
void gaz_layer_reader_begin(struct gaz_layer_reader *reader, qpdf_data pdf);
void gaz_layer_reader_end(struct gaz_layer_reader *reader);

/* Appends the glyphs of page n (struct gaz_layer_glyph), in the order of the content; false when it cannot be
 * read. */
bool gaz_layer_read_page(struct gaz_layer_reader *reader, uint32_t n, GArray *glyphs);

/* A whole file here and now: in the child, in tests. */
struct gaz_text_layer *gaz_text_layer_parse(GBytes *bytes);

#endif
