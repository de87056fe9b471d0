/* lex.h: the tokens of a content stream or a CMap. Knows no meaning; never reads beyond its bytes. */
#ifndef GAZ_OUTPUT_OBJECTS_LEX_H
#define GAZ_OUTPUT_OBJECTS_LEX_H

#include <glib.h>

enum gaz_pdf_token {
    GAZ_PDF_END,
    GAZ_PDF_NUMBER,
    GAZ_PDF_NAME,   /* without the slash */
    GAZ_PDF_STRING, /* either kind, decoded */
    GAZ_PDF_ARRAY_OPEN,
    GAZ_PDF_ARRAY_CLOSE,
    GAZ_PDF_DICT_OPEN,
    GAZ_PDF_DICT_CLOSE,
    GAZ_PDF_KEYWORD,
};

struct gaz_pdf_lexer {
    const unsigned char *at, *end;
    GString *value; /* of the last token: a name, a string's bytes, a number or keyword as written */
};

/* Over `size` bytes, borrowed until the end. gaz_pdf_lex: the next token, GAZ_PDF_END behind the last. */
void gaz_pdf_lexer_begin(struct gaz_pdf_lexer *lexer, const void *data, gsize size);
void gaz_pdf_lexer_end(struct gaz_pdf_lexer *lexer);
enum gaz_pdf_token gaz_pdf_lex(struct gaz_pdf_lexer *lexer);

/* After the keyword ID: goes past the inline image's data and its EI. */
void gaz_pdf_skip_inline_image(struct gaz_pdf_lexer *lexer);

#endif
