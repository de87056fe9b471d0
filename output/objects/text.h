/* text.h: the text of a PDF page, as a reader that copies it out would get it. */
#ifndef GAZ_OUTPUT_OBJECTS_TEXT_H
#define GAZ_OUTPUT_OBJECTS_TEXT_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_pdf_reader {
    qpdf_data pdf;
    GHashTable *fonts; /* object number to struct gaz_pdf_font *, owned by `kinds` */
    GHashTable *kinds; /* gaz_pdf_font_kind to the same: fonts that differ in widths alone are one */
};

/* what a marked-content sequence with an MCID shows */
struct gaz_pdf_marked_text {
    uint32_t mcid;
    gsize begin, end; /* in the page's text */
};

struct gaz_pdf_page_text {
    GString *utf8;     /* in the order of the content stream */
    GArray *marked;    /* struct gaz_pdf_marked_text, in the order in which they end */
    uint32_t n_loose;  /* what is drawn and neither belongs to a structure nor is an artifact */
    uint32_t n_glyphs; /* codes shown whose character has ink */
    uint32_t n_lost;   /* codes that no ToUnicode and no ActualText gives a character */
    bool bare_font;    /* a font without its program was used */
};

/* Whether cairo always writes a glyph of the character: white space and selectors it may leave out. Narrower
 * than gaz_char_has_ink, which asks what is to be seen on paper: a filler is written, and nothing is seen. */
bool gaz_pdf_has_ink(uint32_t ch);

/* Over a file that is open, borrowed until the end; keeps the fonts that pages share. */
void gaz_pdf_reader_begin(struct gaz_pdf_reader *reader, qpdf_data pdf);
void gaz_pdf_reader_end(struct gaz_pdf_reader *reader);

/* Reads page `n`; false when its content cannot be read. To be cleared in any case. */
bool gaz_pdf_page_text(struct gaz_pdf_reader *reader, uint32_t n, struct gaz_pdf_page_text *text);
void gaz_pdf_page_text_clear(struct gaz_pdf_page_text *text);

/* A font that was shown for more characters with ink than it has glyphs with an outline (a subset holds a
 * glyph a code), so that one of them left nothing; NULL: there is none. Ask it after all pages. */
struct gaz_pdf_font;
const struct gaz_pdf_font *gaz_pdf_blank_font(const struct gaz_pdf_reader *reader);

#endif
