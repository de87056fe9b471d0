/* font.h: a font of a PDF as the reader of its text sees it: codes and the characters they stand for. */
#ifndef GAZ_OUTPUT_OBJECTS_FONT_H
#define GAZ_OUTPUT_OBJECTS_FONT_H

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* what a code stands for */
struct gaz_pdf_code {
    bool is_known;    /* else it was not asked for yet */
    const char *text; /* NULL: nobody knows */
    gsize length;
    bool is_blank; /* no glyph is needed for it (gaz_pdf_has_ink) */
    bool is_inked; /* one character, which is to be seen */
    bool was_inked;
};

struct gaz_pdf_font {
    bool wide;         /* codes of two bytes (Type 0), else of one */
    bool embedded;     /* its program is in the file and not empty */
    GHashTable *codes; /* code to UTF-8 text, from ToUnicode */
    GArray *shown;     /* struct gaz_pdf_code by code: the reader's */
    guint n_inked;     /* codes that were shown for a character with ink: the reader's */
    char *name;        /* without the tag of a subset */
    guint n_outlines;  /* glyphs of the program, but .notdef, that leave ink */
};

/* The font of this dictionary, with a look at its program; freed with gaz_pdf_font_free. */
struct gaz_pdf_font *gaz_pdf_font_read(qpdf_data pdf, qpdf_oh dict);
/* The same number for fonts of the same program, codes and characters. */
gint64 gaz_pdf_font_kind(qpdf_data pdf, qpdf_oh dict);
/* Without a look at its program: `wide`, `codes` and `name`. */
struct gaz_pdf_font *gaz_pdf_font_read_codes(qpdf_data pdf, qpdf_oh dict);
void gaz_pdf_font_free(struct gaz_pdf_font *font);

/* A text string as UTF-8, appended: UTF-16 with its mark, else bytes of which cairo writes only ASCII. */
void gaz_pdf_append_text_string(GString *out, const GString *string);

/* UTF-16BE as UTF-8, appended; a stray surrogate becomes U+FFFD. */
void gaz_append_utf16(GString *out, const unsigned char *data, gsize size);

#endif
