/* pdf_font.h: a font of a PDF as the reader of its text sees it: codes and the characters they stand for. */
#ifndef GAZ_OUTPUT_PDF_FONT_H
#define GAZ_OUTPUT_PDF_FONT_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>

struct gaz_pdf_font {
    bool wide;         /* codes of two bytes (Type 0), else of one */
    bool embedded;     /* its program is in the file and not empty */
    GHashTable *codes; /* code to UTF-8 text, from ToUnicode */
    GHashTable *inked; /* codes that were shown for a character with ink: a set, the reader's */
    char *name;        /* without the tag of a subset */
    guint n_outlines;  /* glyphs of the program, but .notdef, that leave ink */
};

struct gaz_pdf_font *gaz_pdf_font_read(qpdf_data pdf, qpdf_oh dict);
void gaz_pdf_font_free(struct gaz_pdf_font *font);

/* UTF-16BE as UTF-8, appended; a stray surrogate becomes U+FFFD. */
void gaz_append_utf16(GString *out, const unsigned char *data, gsize size);

#endif
