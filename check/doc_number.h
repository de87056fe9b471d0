/* doc_number.h: 发文字号 as it stands in a text, right or wrong. Pure. */
#ifndef GAZ_CHECK_DOC_NUMBER_H
#define GAZ_CHECK_DOC_NUMBER_H

#include "input/doc.h"

struct gaz_doc_number {
    uint32_t begin, end; /* from the bracket to 号; end 0: none stands there */
    uint32_t year, number;
    bool has_long_year; /* four digits */
};

/* 〔2024〕11号 at `at`, in whatever brackets, with blanks, 第 and zeros that do not belong there; 号 may lack
 * at the text's end. */
struct gaz_doc_number gaz_doc_number_at(struct gaz_text text, uint32_t at);

/* The year a document was made in, by its date or its number; 0: neither says. */
uint32_t gaz_doc_number_year_of(const struct gaz_doc *doc);

#endif
