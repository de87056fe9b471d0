/* width.c: half-width marks in Chinese, full-width ones in numbers: P-18. A paragraph that is written in
 * half-width marks throughout is one finding. */
#include "check/checker.h"

#include <string.h>

enum { MANY = 4 };

static bool is_chinese(uint32_t ch) {
    return gaz_char_is_han(ch) || gaz_char_is_one_of(ch, "，。、；：？！（）《》“”‘’〔〕【】");
}

/* The full-width form of an ASCII mark; 0: it has none that prose uses. */
static uint32_t wide_of(uint32_t ch) {
    return gaz_char_is_one_of(ch, ",.:;?!()") ? ch == '.' ? L'。' : ch + 0xFEE0 : 0;
}

/* ---- a pair of half-width brackets: of Chinese when something Chinese is in it or it stands in Chinese */

enum { LONGEST_BRACKET = 80 };

/* The other bracket of the pair; the bracket itself: it has none near by. */
static uint32_t partner(struct gaz_text text, uint32_t at) {
    bool opens = text.chars[at].ch == '(';
    for (uint32_t n = 1; n <= LONGEST_BRACKET; n++) {
        uint32_t i = opens ? at + n : at - n;
        if (i >= text.n || text.chars[i].ch == text.chars[at].ch) return at;
        if (text.chars[i].ch == (opens ? ')' : '(')) return i;
    }
    return at;
}

static bool is_half_bracket(struct gaz_text text, uint32_t at) {
    uint32_t other = partner(text, at), open = MIN(at, other), close = MAX(at, other);
    uint32_t before = gaz_char_at(text, open - 1), after = gaz_char_at(text, close + 1);
    bool ends = after == 0 || after == '\n' || after == ' ' || is_chinese(after);
    if (open == close) return is_chinese(gaz_char_at(text, at - 1)) && is_chinese(gaz_char_at(text, at + 1));
    for (uint32_t i = open + 1; i < close; i++) {
        uint32_t ch = text.chars[i].ch;
        if (is_chinese(ch) || (ch >= 0x2160 && ch <= 0x217F)) return true;
        if (ch == '=' || ch == '+' || ch == '*' || ch == '/') return false; /* of a formula */
    }
    return ends && close > open + 1 &&
           (is_chinese(before) || (open == 0 && gaz_char_is_digit(gaz_char_at(text, 1))));
}

/* Behind an ideograph, and before one or at the end: 1.2 and “abc, def” are left alone. */
static bool is_half(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    if (text.chars[at].offset == GAZ_NOWHERE || !wide_of(ch)) return false;
    if (ch == '(' || ch == ')') return is_half_bracket(text, at);
    if (before == ')' || before == '%') return ch != '.' && ch != ':' && gaz_char_is_han(after);
    return is_chinese(before) && (is_chinese(after) || after == 0 || after == '\n');
}

/* ．between two digits: 3．5; not behind a number that begins the text. */
static uint32_t narrow_of(struct gaz_text text, uint32_t at) {
    if (text.chars[at].ch != 0xFF0E || at < 3) return 0;
    bool in_number =
        gaz_char_is_digit(gaz_char_at(text, at - 1)) && gaz_char_is_digit(gaz_char_at(text, at + 1));
    return in_number ? '.' : 0;
}

static void find_mark(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text text,
                      uint32_t at, uint32_t right) {
    struct gaz_utf8 is = gaz_utf8_of(text.chars[at].ch), wanted = gaz_utf8_of(right);
    gaz_find(checker, rule, gaz_text_slice(text, at, 1), wanted.bytes, is.bytes, wanted.bytes);
}

/* From the first half-width mark to the last, as it should be. */
static void find_all(struct gaz_checker *checker, struct gaz_text text, uint32_t first, uint32_t last,
                     uint32_t n) {
    g_autoptr(GString) right = g_string_new(NULL);
    g_autofree char *count = g_strdup_printf("%u", n);
    for (uint32_t i = first; i <= last; i++)
        g_string_append_unichar(right, is_half(text, i) ? wide_of(text.chars[i].ch) : text.chars[i].ch);
    gaz_find(checker, GAZ_CHECK_HALF_WIDTH_ALL, gaz_text_slice(text, first, last - first + 1), right->str,
             count);
}

/* ---- mixed pairs: （…) and (…） */

static bool is_open(uint32_t ch) {
    return ch == '(' || ch == 0xFF08;
}

static void find_mixed(struct gaz_checker *checker, struct gaz_text text) {
    uint32_t open = UINT32_MAX;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (is_open(ch)) {
            open = i;
            continue;
        }
        if (ch != ')' && ch != 0xFF09) continue;
        if (open < i && (text.chars[open].ch == '(') != (ch == ')')) {
            bool wrong_close = ch == ')';
            find_mark(checker, GAZ_CHECK_MIXED_PAIR, text, wrong_close ? i : open,
                      wrong_close ? 0xFF09 : 0xFF08);
        }
        open = UINT32_MAX;
    }
}

void gaz_check_width(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t first = 0, last = 0, n = 0;
    find_mixed(checker, text);
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t narrow = narrow_of(text, i);
        if (narrow) find_mark(checker, GAZ_CHECK_FULL_WIDTH, text, i, narrow);
        if (!is_half(text, i)) continue;
        if (n++ == 0) first = i;
        last = i;
    }
    if (n >= MANY) {
        find_all(checker, text, first, last, n);
        return;
    }
    for (uint32_t i = first; n > 0 && i <= last; i++)
        if (is_half(text, i)) find_mark(checker, GAZ_CHECK_HALF_WIDTH, text, i, wide_of(text.chars[i].ch));
}
