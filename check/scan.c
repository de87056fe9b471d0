/* scan.c: words and numbers in a text. */
#include "check/scan.h"

#include "input/lines/numbering.h"

#include <string.h>

uint32_t gaz_scan_word(struct gaz_text text, uint32_t at, const char *utf8) {
    uint32_t n = 0;
    for (; *utf8; utf8 = g_utf8_next_char(utf8), n++) {
        uint32_t ch = gaz_char_at(text, at + n);
        if (gaz_utf8_first(ch) != (unsigned char)*utf8 || g_utf8_get_char(utf8) != ch) return 0;
    }
    return n;
}

uint32_t gaz_scan_words(struct gaz_text text, uint32_t at, const char *const *words, size_t n) {
    struct gaz_utf8 first = gaz_utf8_of(gaz_char_at(text, at));
    size_t n_first = strlen(first.bytes);
    uint32_t length = 0;
    for (size_t i = 0; i < n && length == 0 && n_first > 0; i++)
        if (strncmp(words[i], first.bytes, n_first) == 0) length = gaz_scan_word(text, at, words[i]);
    return length;
}

uint32_t gaz_scan_words_before(struct gaz_text text, uint32_t end, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t length = (uint32_t)g_utf8_strlen(words[i], -1);
        if (length <= end && gaz_scan_word(text, end - length, words[i]) > 0) return length;
    }
    return 0;
}

uint32_t gaz_scan_find(struct gaz_text text, uint32_t from, const char *utf8) {
    while (from < text.n && gaz_scan_word(text, from, utf8) == 0)
        from++;
    return from;
}

static bool is_blank(uint32_t ch) {
    return gaz_scan_is_blank(ch) || ch == '\n';
}

struct gaz_text gaz_scan_trim(struct gaz_text text) {
    return gaz_text_trim(text, is_blank);
}

char *gaz_scan_squeeze(struct gaz_text text) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < text.n; i++)
        if (!is_blank(text.chars[i].ch)) g_string_append_unichar(out, text.chars[i].ch);
    return g_string_free(out, FALSE);
}

/* ---- numbers */

bool gaz_scan_is_han_numeral(struct gaz_text text, uint32_t at) {
    return at < text.n && gaz_number_han_length(gaz_text_slice(text, at, 1), 0) > 0;
}

enum { MOST_DIGITS = 12, MOST_DECIMALS = 6 };

struct gaz_scan_figure gaz_scan_figure(struct gaz_text text, uint32_t at) {
    struct gaz_scan_figure none = {0}, found = {0};
    uint32_t n_digits = 0, n_decimals = 0;
    bool has_point = false;
    for (;; found.length++) {
        uint32_t ch = gaz_char_at(text, at + found.length), next = gaz_char_at(text, at + found.length + 1);
        bool is_mark =
            (ch == ',' || (ch == '.' && !has_point)) && found.length > 0 && gaz_char_is_digit(next);
        if (!gaz_char_is_digit(ch) && !is_mark) break;
        has_point |= ch == '.';
        if (is_mark) continue;
        if (++n_digits > MOST_DIGITS || (has_point && ++n_decimals > MOST_DECIMALS)) return none;
        found.micro = found.micro * 10 + (ch - '0');
    }
    for (; n_decimals < MOST_DECIMALS; n_decimals++)
        found.micro *= 10;
    return n_digits ? found : none;
}

bool gaz_scan_begins_figure(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1);
    return gaz_char_is_digit(text.chars[at].ch) && !gaz_char_is_latin(before) &&
           !(gaz_char_is_one_of(before, ".,") && gaz_char_is_digit(gaz_char_at(text, at - 2)));
}

static void put_han(GString *out, uint32_t digit, const char *unit) {
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    g_string_append(out, digits[digit]);
    g_string_append(out, unit);
}

uint32_t gaz_scan_take(struct gaz_text text, uint32_t *at, uint32_t unit) {
    struct gaz_numeral number = gaz_numeral_either(text, *at);
    if (number.length == 0 || gaz_char_at(text, *at + number.length) != unit) return 0;
    *at += number.length + 1;
    return number.value;
}

char *gaz_scan_to_han(uint32_t value) {
    GString *out = g_string_new(NULL);
    uint32_t hundreds = value / 100 % 10, tens = value / 10 % 10, ones = value % 10;
    if (hundreds) put_han(out, hundreds, "百");
    if (tens > 1 || (tens && hundreds))
        put_han(out, tens, "十");
    else if (tens)
        g_string_append(out, "十");
    else if (hundreds && ones)
        g_string_append(out, "零");
    if (ones) put_han(out, ones, "");
    return g_string_free(out, FALSE);
}

bool gaz_scan_is_ordinal(struct gaz_numeral numeral) {
    enum { MOST = 400 };
    return numeral.length > 0 && numeral.value > 0 && numeral.value < MOST;
}

bool gaz_scan_begins_sentence(struct gaz_text text, uint32_t at) {
    return at == 0 || gaz_char_is_one_of(gaz_char_at(text, at - 1), "。；：！？");
}

struct gaz_text gaz_scan_sentence(struct gaz_text text, uint32_t at) {
    enum { WINDOW = 120 }; /* characters on each side */
    uint32_t begin = at, end = at;
    while (begin > 0 && at - begin < WINDOW && !gaz_char_is_one_of(text.chars[begin - 1].ch, "。；！？\n"))
        begin--;
    while (end < text.n && end - at < WINDOW && !gaz_char_is_one_of(text.chars[end].ch, "。；！？\n"))
        end++;
    return gaz_text_slice(text, begin, end - begin);
}
