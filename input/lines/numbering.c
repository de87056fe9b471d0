/* numbering.c: levels from typed numbers. */
#include "input/lines/numbering.h"

#include <glib.h>

enum { LONGEST_HEADING = 40 /* characters; printed ones have 4 to 23 (docs/稿件格式.md, 层次) */ };

static bool is_blank(uint32_t ch) {
    return ch == ' ' || ch == 0x3000 || ch == '\n';
}

uint32_t gaz_number_han_length(struct gaz_text text, uint32_t begin) {
    uint32_t i = begin;
    while (i - begin < GAZ_MOST_DIGITS &&
           gaz_char_is_one_of(gaz_char_at(text, i), "一二三四五六七八九十百千零〇两"))
        i++;
    return i - begin;
}

uint32_t gaz_number_digit_length(struct gaz_text text, uint32_t begin) {
    uint32_t i = begin;
    while (i - begin < GAZ_MOST_DIGITS && gaz_char_is_digit(gaz_char_at(text, i)))
        i++;
    return i - begin;
}

/* 一、 */
static uint32_t level_1(struct gaz_text text) {
    uint32_t n = gaz_number_han_length(text, 0);
    return n > 0 && gaz_char_at(text, n) == 0x3001 ? n + 1 : 0;
}

/* （一）, and （1） */
static uint32_t in_parentheses(struct gaz_text text, uint32_t (*length)(struct gaz_text, uint32_t)) {
    if (gaz_char_at(text, 0) != 0xFF08) return 0;
    uint32_t n = length(text, 1);
    return n > 0 && gaz_char_at(text, n + 1) == 0xFF09 ? n + 2 : 0;
}

/* 1. or 1．, not 1.5 and not a year */
static uint32_t level_3(struct gaz_text text) {
    uint32_t n = gaz_number_digit_length(text, 0);
    if (n == 0 || n > 3 || (gaz_char_at(text, n) != '.' && gaz_char_at(text, n) != 0xFF0E)) return 0;
    return gaz_char_is_digit(gaz_char_at(text, n + 1)) ? 0 : n + 1;
}

/* The unit at `at`, and its length; 0: none. */
static uint32_t ordinal_unit(struct gaz_text text, uint32_t at, enum gaz_number_kind *kind) {
    switch (gaz_char_at(text, at)) {
    case 0x5206: /* 分 */
        *kind = GAZ_NUMBER_SUBBOOK;
        return gaz_char_at(text, at + 1) == 0x7F16 ? 2 : 0;
    case 0x7F16: /* 编 */
    case 0x7BC7: /* 篇, as plans have it */
        *kind = GAZ_NUMBER_BOOK;
        return 1;
    case 0x7AE0: /* 章 */
        *kind = GAZ_NUMBER_CHAPTER;
        return 1;
    case 0x8282: /* 节 */
        *kind = GAZ_NUMBER_SECTION;
        return 1;
    case 0x76EE: /* 目 */
        *kind = GAZ_NUMBER_SUBSECTION;
        return 1;
    case 0x6761: /* 条 */
        *kind = GAZ_NUMBER_ARTICLE;
        return 1;
    default:
        return 0;
    }
}

/* 第一编辑室, 第二目标: no unit, a word's beginning. */
static bool begins_word(enum gaz_number_kind kind, uint32_t unit, uint32_t next) {
    if (unit == 0x7BC7) return true; /* 第一篇文章; its head has a blank */
    return (kind == GAZ_NUMBER_BOOK && gaz_char_is_one_of(next, "辑制号写委组队外码程者排")) ||
           (kind == GAZ_NUMBER_SUBSECTION && gaz_char_is_one_of(next, "的标录前光"));
}

/* 第X编 … 第X条; what was inserted is 第X条之一, 第X章之一 */
static struct gaz_number ordinal(struct gaz_text text) {
    struct gaz_number none = {GAZ_NUMBER_NONE, 0};
    if (gaz_char_at(text, 0) != 0x7B2C) return none;
    uint32_t n = gaz_number_han_length(text, 1);
    if (n == 0) n = gaz_number_digit_length(text, 1);
    enum gaz_number_kind kind = GAZ_NUMBER_NONE;
    uint32_t unit = ordinal_unit(text, n + 1, &kind), length = 1 + n + unit;
    if (n == 0 || unit == 0) return none;
    if (gaz_char_at(text, length) == 0x4E4B && gaz_number_han_length(text, length + 1) > 0) /* 之 */
        length += 1 + gaz_number_han_length(text, length + 1);
    bool is_tight = length < text.n && !is_blank(gaz_char_at(text, length));
    bool is_article = kind == GAZ_NUMBER_ARTICLE;
    if (is_article && is_tight) kind = GAZ_NUMBER_ARTICLE_TIGHT;
    if (!is_article && is_tight && !gaz_number_is_heading_line(text)) return none;
    if (is_tight && begins_word(kind, gaz_char_at(text, n + 1), gaz_char_at(text, length))) return none;
    return (struct gaz_number){kind, length};
}

struct gaz_number gaz_number_find(struct gaz_text text) {
    uint32_t n;
    if ((n = level_1(text)) > 0) return (struct gaz_number){GAZ_NUMBER_LEVEL_1, n};
    if ((n = in_parentheses(text, gaz_number_han_length)) > 0)
        return (struct gaz_number){GAZ_NUMBER_LEVEL_2, n};
    if ((n = level_3(text)) > 0) return (struct gaz_number){GAZ_NUMBER_LEVEL_3, n};
    if ((n = in_parentheses(text, gaz_number_digit_length)) > 0)
        return (struct gaz_number){GAZ_NUMBER_LEVEL_4, n};
    return ordinal(text);
}

unsigned gaz_number_level(struct gaz_number number) {
    bool is_level = number.kind >= GAZ_NUMBER_LEVEL_1 && number.kind <= GAZ_NUMBER_LEVEL_4;
    return is_level ? (unsigned)(number.kind - GAZ_NUMBER_LEVEL_1 + 1) : 0;
}

unsigned gaz_number_division(struct gaz_number number) {
    bool is_division = number.kind >= GAZ_NUMBER_BOOK && number.kind <= GAZ_NUMBER_SUBSECTION;
    return is_division ? (unsigned)(number.kind - GAZ_NUMBER_BOOK + 1) : 0;
}

/* ＿ □ ☐ ☑ ☒: a line of a form that somebody fills in */
static bool is_filled_in(uint32_t ch) {
    return ch == 0xFF3F || ch == 0x25A1 || (ch >= 0x2610 && ch <= 0x2612);
}

bool gaz_number_is_heading_line(struct gaz_text text) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        if (text.chars[i].ch == 0x3002 || is_filled_in(text.chars[i].ch)) return false; /* 。 */
        if (text.chars[i].ch != '\n' && ++n > LONGEST_HEADING) return false;
    }
    return n > 0 && !gaz_char_is_one_of(text.chars[text.n - 1].ch, "；：;:");
}

uint32_t gaz_number_run_in(struct gaz_text text) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n && n < LONGEST_HEADING; i++) {
        if (text.chars[i].ch != '\n') n++;
        if (text.chars[i].ch == 0x3002) return i + 1;
    }
    return 0;
}

uint32_t gaz_number_sentence(struct gaz_text text) {
    uint32_t n = 0;
    while (n < text.n && text.chars[n].ch != 0x3002) /* 。 */
        n++;
    if (n == text.n) return 0;
    for (n++; gaz_char_is_one_of(gaz_char_at(text, n), "”’）》」』〉】");)
        n++;
    return n;
}

/* ---- what numbers say */

static uint32_t han_digit(uint32_t ch) {
    static const uint32_t digits[] = {L'零', L'一', L'二', L'三', L'四', L'五', L'六', L'七', L'八', L'九'};
    for (uint32_t i = 0; i < G_N_ELEMENTS(digits); i++)
        if (digits[i] == ch) return i;
    return ch == L'两' ? 2 : 0;
}

static uint32_t han_unit(uint32_t ch) {
    return ch == L'十' ? 10 : ch == L'百' ? 100 : ch == L'千' ? 1000 : 0;
}

static uint32_t with_digit(uint32_t value, uint32_t digit) {
    return value > (UINT32_MAX - 9) / 10 ? UINT32_MAX : value * 10 + digit;
}

/* Units and digits by turns (一百零三), or digits alone (二〇一九). */
static uint32_t han_value(struct gaz_text number) {
    uint32_t sum = 0, digit = 0;
    bool has_digit = false;
    for (uint32_t i = 0; i < number.n; i++) {
        uint32_t ch = number.chars[i].ch, unit = han_unit(ch);
        if (unit) {
            sum += unit * (has_digit ? digit : 1);
            digit = 0;
        } else {
            digit = with_digit(sum == 0 ? digit : 0, han_digit(ch));
        }
        has_digit = !unit;
    }
    return sum > UINT32_MAX - digit ? UINT32_MAX : sum + digit;
}

struct gaz_numeral gaz_numeral_han(struct gaz_text text, uint32_t at) {
    uint32_t n = gaz_number_han_length(text, at);
    if (n == 0 || n > 12) return (struct gaz_numeral){n, UINT32_MAX};
    return (struct gaz_numeral){n, han_value(gaz_text_slice(text, at, n))};
}

struct gaz_numeral gaz_numeral_digits(struct gaz_text text, uint32_t at) {
    struct gaz_numeral number = {gaz_number_digit_length(text, at), 0};
    for (uint32_t i = 0; i < number.length; i++)
        number.value = with_digit(number.value, text.chars[at + i].ch - '0');
    return number;
}

struct gaz_numeral gaz_numeral_either(struct gaz_text text, uint32_t at) {
    struct gaz_numeral number = gaz_numeral_digits(text, at);
    return number.length ? number : gaz_numeral_han(text, at);
}
