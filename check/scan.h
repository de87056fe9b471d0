/* scan.h: words and numbers in a text. Pure; places past the end hold nothing. */
#ifndef GAZ_CHECK_SCAN_H
#define GAZ_CHECK_SCAN_H

#include "base/text/text.h"
#include "input/lines/numbering.h"

#include <glib.h>

/* The length in characters of the word when it stands at `at`, else 0. */
uint32_t gaz_scan_word(struct gaz_text text, uint32_t at, const char *utf8);

/* The length of the first of the words that stands at `at`, else 0; those that end before `end` likewise. */
uint32_t gaz_scan_words(struct gaz_text text, uint32_t at, const char *const *words, size_t n);
uint32_t gaz_scan_words_before(struct gaz_text text, uint32_t end, const char *const *words, size_t n);

/* A blank within a line, of any width. */
static inline bool gaz_scan_is_blank(uint32_t ch) {
    return ch == ' ' || ch == 0xA0 || ch == 0x3000;
}

/* Where the word stands next, text.n: nowhere. */
uint32_t gaz_scan_find(struct gaz_text text, uint32_t from, const char *utf8);

/* The text without blanks and line ends at both ends. */
struct gaz_text gaz_scan_trim(struct gaz_text text);

/* The text as UTF-8 without blanks and line ends; freed with g_free. */
char *gaz_scan_squeeze(struct gaz_text text);

/* Digits with groups and decimals. */
struct gaz_scan_figure {
    uint32_t length; /* 0: no number that is sure: none, or one of very many digits */
    int64_t micro;   /* in millionths */
};
struct gaz_scan_figure gaz_scan_figure(struct gaz_text text, uint32_t at);

/* Whether a number in digits begins there, and is no tail of another. `at` is inside the text. */
bool gaz_scan_begins_figure(struct gaz_text text, uint32_t at);

/* Whether a Chinese numeral stands there: looks at that one character. */
bool gaz_scan_is_han_numeral(struct gaz_text text, uint32_t at);

/* What a number says that has the unit behind it, in digits or in Chinese numerals; *at moves on behind them.
 * 0: none stands there. */
uint32_t gaz_scan_take(struct gaz_text text, uint32_t *at, uint32_t unit);

/* Whether the numeral can count items: greater ones are years and amounts. */
bool gaz_scan_is_ordinal(struct gaz_numeral numeral);

/* Whether a sentence, or a part of one, begins there. */
bool gaz_scan_begins_sentence(struct gaz_text text, uint32_t at);

/* The sentence that `at` stands in, of a long one the part around it. */
struct gaz_text gaz_scan_sentence(struct gaz_text text, uint32_t at);

/* 十二; up to 999. Freed with g_free. */
char *gaz_scan_to_han(uint32_t value);

#endif
