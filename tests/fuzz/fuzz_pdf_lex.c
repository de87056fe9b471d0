/* fuzz_pdf_lex.c: the tokens of a content stream. Each one goes on in the bytes, and none leaves them. */
#include "tests/fuzz/fuzz.h"

#include "output/objects/lex.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct gaz_pdf_lexer lexer;
    gaz_pdf_lexer_begin(&lexer, data, size);
    for (const unsigned char *before = lexer.at; gaz_pdf_lex(&lexer) != GAZ_PDF_END; before = lexer.at) {
        if (lexer.at <= before || lexer.at > lexer.end || lexer.value->len > size) abort();
        if (strcmp(lexer.value->str, "ID") == 0) gaz_pdf_skip_inline_image(&lexer);
    }
    if (lexer.at != lexer.end) abort();
    gaz_pdf_lexer_end(&lexer);
    return 0;
}
