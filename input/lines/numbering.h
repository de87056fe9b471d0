/* numbering.h: the number that an author typed tells the structure. Pure: looks at a text, changes nothing.
 *
 * 一、 level 1, （一） level 2, 1． or 1. level 3, （1） level 4; of regulations 第X编, 第X分编, 第X章,
 * 第X节, 第X目 and 第X条 (立法技术规范: 编 章 节 条 款 项 目; a code has 分编 too).
 */
#ifndef GAZ_INPUT_LINES_NUMBERING_H
#define GAZ_INPUT_LINES_NUMBERING_H

#include "base/text/text.h"

enum gaz_number_kind {
    GAZ_NUMBER_NONE,
    GAZ_NUMBER_LEVEL_1,
    GAZ_NUMBER_LEVEL_2,
    GAZ_NUMBER_LEVEL_3,
    GAZ_NUMBER_LEVEL_4,
    GAZ_NUMBER_BOOK, /* 第X编, 第X篇; the divisions of a regulation follow one another, the highest first */
    GAZ_NUMBER_SUBBOOK,      /* 第X分编 */
    GAZ_NUMBER_CHAPTER,      /* 第X章 */
    GAZ_NUMBER_SECTION,      /* 第X节 */
    GAZ_NUMBER_SUBSECTION,   /* 第X目 */
    GAZ_NUMBER_ARTICLE,      /* 第X条 with a blank after it, or alone */
    GAZ_NUMBER_ARTICLE_TIGHT /* 第X条 without the blank: may be a mere mention, so it is none; worth a warning
                              */
};

struct gaz_number {
    enum gaz_number_kind kind;
    uint32_t length; /* characters of the number with its mark, without the blanks after it */
};

/* The number that the text begins with; NONE, length 0: with none. */
struct gaz_number gaz_number_find(struct gaz_text text);

/* 1–4; 0 for a number of no level. */
unsigned gaz_number_level(struct gaz_number number);

/* 1–5: 编, 分编, 章, 节, 目; 0 for a number of none. */
unsigned gaz_number_division(struct gaz_number number);

/* True for a numbered paragraph that is a heading on a line of its own: at most 40 characters, no 。 in it,
 * no 。；： at its end, nothing to be filled in. */
bool gaz_number_is_heading_line(struct gaz_text text);

/* The length of the run-in heading: from the number to its first 。, which is counted; 0 when there is none
 * or it is longer than 40 characters. */
uint32_t gaz_number_run_in(struct gaz_text text);

/* The length of the first sentence, however long: to its 。 and the closing marks behind it; 0: it has none.
 */
uint32_t gaz_number_sentence(struct gaz_text text);

/* How many characters from `begin` on are a number in Chinese numerals, or in digits; no number has more than
 * so many, and they are asked for from every character on. */
enum { GAZ_MOST_DIGITS = 100 };
uint32_t gaz_number_han_length(struct gaz_text text, uint32_t begin);
uint32_t gaz_number_digit_length(struct gaz_text text, uint32_t begin);

/* A number that stands in a text. */
struct gaz_numeral {
    uint32_t length; /* 0: no number stands there */
    uint32_t value;  /* UINT32_MAX: too great to matter */
};

/* 十二, 二〇一九, 一百零三; digits; either of them. A number that is no good one (十百) has the value 0. */
struct gaz_numeral gaz_numeral_han(struct gaz_text text, uint32_t at);
struct gaz_numeral gaz_numeral_digits(struct gaz_text text, uint32_t at);
struct gaz_numeral gaz_numeral_either(struct gaz_text text, uint32_t at);

#endif
