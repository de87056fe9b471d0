/* doc_number.c: 发文字号 as it stands in a text, right or wrong. */
#include "check/doc_number.h"

#include "check/scan.h"

struct gaz_doc_number gaz_doc_number_at(struct gaz_text text, uint32_t at) {
    struct gaz_doc_number none = {0}, found = {.begin = at};
    if (!gaz_char_is_one_of(gaz_char_at(text, at), "〔[［【(（{｛")) return none;
    struct gaz_numeral year = gaz_numeral_either(text, at + 1);
    uint32_t end = at + 1 + year.length;
    if ((year.length != 4 && year.length != 2) ||
        !gaz_char_is_one_of(gaz_char_at(text, end), "〕]］】)）}｝"))
        return none;
    for (end++; gaz_char_is_one_of(gaz_char_at(text, end), " 　第");)
        end++;
    struct gaz_numeral number = gaz_numeral_digits(text, end);
    end += number.length;
    end += gaz_char_at(text, end) == ' ' && gaz_char_at(text, end + 1) == L'号';
    bool is_number =
        number.length > 0 && number.length <= 5 && (gaz_char_at(text, end) == L'号' || end == text.n);
    found.end = is_number ? MIN(end + 1, text.n) : 0;
    found.year = year.value;
    found.number = number.value;
    found.has_long_year = year.length == 4;
    return found;
}

uint32_t gaz_doc_number_year_of(const struct gaz_doc *doc) {
    if (doc->issued.year > 0) return (uint32_t)doc->issued.year;
    for (uint32_t i = 0; i < doc->number.n; i++) {
        struct gaz_doc_number found = gaz_doc_number_at(doc->number, i);
        if (found.end && found.has_long_year) return found.year;
    }
    return 0;
}
