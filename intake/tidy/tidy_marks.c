/* tidy_marks.c: punctuation, width, brackets of numbers, quotes: what the keys gave that were nearer.
 *
 * GB/T 15834 has full-width marks in Chinese text; what is no Chinese text is not touched: addresses, codes,
 * numbers, ratios, times, English. */
#include "intake/tidy/tidy_text.h"

#include "base/text/text.h"
#include "input/lines/numbering.h"

#include <string.h>

/* ---- what stands beside a character */

/* Behind blanks that are gone or to go nothing is looked for: they were taken away before. */
static bool is_chinese(uint32_t ch) {
    return ch && (gaz_char_is_han(ch) || gaz_char_is_one_of(ch, "，。；：？！、（）《》“”‘’〔〕【】…—％℃㎡"));
}

static bool is_digit_at(const struct gaz_tidy *t, guint i) {
    return gaz_char_is_digit(gaz_tidy_ch(t, i));
}

/* A word of ASCII without blanks that is an address: https://…, www.…, name@host. */
static bool is_in_address(const struct gaz_tidy *t, guint i) {
    enum { LONGEST = 200 };
    guint begin = i, end = i;
    while (begin > 0 && i - begin < LONGEST && gaz_tidy_ch(t, begin - 1) > ' ' &&
           gaz_tidy_ch(t, begin - 1) < 0x7F)
        begin--;
    if (begin == i && !gaz_char_is_latin(gaz_tidy_ch(t, i))) return false; /* a mark before an address */
    while (end - i < LONGEST && gaz_tidy_ch(t, end) > ' ' && gaz_tidy_ch(t, end) < 0x7F)
        end++;
    for (guint k = begin; k + 2 < end; k++) {
        uint32_t ch = gaz_tidy_ch(t, k), next = gaz_tidy_ch(t, k + 1), third = gaz_tidy_ch(t, k + 2);
        if (ch == ':' && next == '/' && third == '/') return true;
        if (ch == 'w' && next == 'w' && third == 'w') return true;
        if (ch == '@' && k > begin) return true;
    }
    return false;
}

/* ---- , ; : ? ! */

static const struct {
    uint32_t half, full;
} marks[] = {{',', 0xFF0C}, {';', 0xFF1B}, {':', 0xFF1A}, {'?', 0xFF1F}, {'!', 0xFF01}};

static uint32_t full_of(uint32_t ch) {
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].half == ch) return marks[i].full;
    return 0;
}

/* Chinese before it; or behind it, but for what is a number's own. */
static bool is_chinese_mark(const struct gaz_tidy *t, guint i) {
    uint32_t before = gaz_tidy_ch(t, i - 1), after = gaz_tidy_ch(t, i + 1);
    if (i == 0 || is_in_address(t, i)) return false;
    if (gaz_char_is_digit(before) && gaz_char_is_digit(after)) return false;
    return is_chinese(before) || (is_chinese(after) && before != ' ');
}

/* ---- . */

/* A full stop behind Chinese, before Chinese or at the end. The number's own point is a class of its own. */
static bool is_stop(const struct gaz_tidy *t, guint i) {
    uint32_t before = gaz_tidy_ch(t, i - 1), after = gaz_tidy_ch(t, i + 1);
    uint32_t further = gaz_tidy_ch(t, i - 2);
    bool is_word = is_chinese(before) && (gaz_char_is_han(further) || gaz_char_is_digit(further));
    bool is_quoted = before == '"' && is_chinese(further); /* quotes are put right later */
    return i > 1 && (is_word || is_quoted) && (!after || after == '\n' || is_chinese(after)) &&
           !is_in_address(t, i);
}

/* At the end of a sentence's paragraph behind a figure or ％: 增长6%. The paragraph has full-width marks. */
static bool is_last_stop(const struct gaz_tidy *t, guint i) {
    uint32_t before = gaz_tidy_ch(t, i - 1);
    if (i == 0 || i + 1 != t->chars->len || !(gaz_char_is_digit(before) || before == '%')) return false;
    bool has_marks = false;
    for (guint k = 0; k < i; k++)
        has_marks |= gaz_char_is_one_of(gaz_tidy_ch(t, k), "，。；：、");
    return has_marks && !is_in_address(t, i);
}

/* ... is …… when Chinese stands beside it; -- is ——. */
static guint take_dots(struct gaz_tidy *t, guint i, uint32_t dot, uint32_t becomes) {
    guint end = i;
    while (gaz_tidy_ch(t, end) == dot)
        end++;
    bool is_ours = dot == '.' ? end - i == 3 || end - i == 6 : end - i == 2;
    bool in_chinese =
        is_chinese(gaz_tidy_ch(t, i - 1)) && (is_chinese(gaz_tidy_ch(t, end)) || !gaz_tidy_ch(t, end));
    if (!is_ours || !in_chinese) return end;
    gaz_tidy_change(t, GAZ_REASON_MARK, i, becomes);
    gaz_tidy_change(t, GAZ_REASON_MARK, i + 1, becomes);
    for (guint k = i + 2; k < end; k++)
        gaz_tidy_leave_out(t, GAZ_REASON_DOTS, k);
    return end;
}

/* ---- ( ) */

static guint closing(const struct gaz_tidy *t, guint open) {
    enum { FAR = 200 };
    int depth = 0;
    for (guint i = open; i < t->chars->len && i < open + FAR; i++) {
        uint32_t ch = gaz_tidy_ch(t, i);
        depth += ch == '(';
        depth -= ch == ')';
        if (depth == 0) return i;
    }
    return t->chars->len;
}

static bool has_han(const struct gaz_tidy *t, guint begin, guint end) {
    for (guint i = begin; i < end; i++)
        if (gaz_char_is_han(gaz_tidy_ch(t, i))) return true;
    return false;
}

/* The pair is Chinese by what it holds or by what it stands in: （一）, 《办法》（试行）. f(x) is none. */
static void take_pair(struct gaz_tidy *t, guint open) {
    guint close = closing(t, open);
    if (close == t->chars->len || is_in_address(t, open)) return;
    uint32_t before = gaz_tidy_ch(t, open - 1), after = gaz_tidy_ch(t, close + 1);
    bool begins = open == 0 || before == '\n';
    bool is_number = begins && close - open <= 3 && (is_chinese(after) || !after);
    if (!has_han(t, open, close) && !is_chinese(before) && !is_number) return;
    gaz_tidy_change(t, GAZ_REASON_MARK, open, 0xFF08);
    gaz_tidy_change(t, GAZ_REASON_MARK, close, 0xFF09);
}

/* One that was closed by the other width: （一) */
static void take_mixed(struct gaz_tidy *t, guint i) {
    uint32_t ch = gaz_tidy_ch(t, i);
    for (guint k = i; ch == ')' && k > 0 && i - k < 40; k--) {
        if (gaz_tidy_ch(t, k - 1) == '(' || gaz_tidy_ch(t, k - 1) == 0xFF09) return;
        if (gaz_tidy_ch(t, k - 1) != 0xFF08) continue;
        gaz_tidy_change(t, GAZ_REASON_MARK, i, 0xFF09);
        return;
    }
    for (guint k = i + 1; ch == '(' && gaz_tidy_ch(t, k) && k - i < 40; k++) {
        if (gaz_tidy_ch(t, k) == ')' || gaz_tidy_ch(t, k) == 0xFF08) return;
        if (gaz_tidy_ch(t, k) != 0xFF09) continue;
        gaz_tidy_change(t, GAZ_REASON_MARK, i, 0xFF08);
        return;
    }
}

/* ---- < > */

/* Where the pair closes that `open` begins, with Han between and no other such mark; its length: none does.
 */
static guint closing_angle(const struct gaz_tidy *t, guint open) {
    enum { FAR = 80 };
    for (guint i = open; i < t->chars->len && i < open + FAR; i++) {
        uint32_t ch = gaz_tidy_ch(t, i);
        if (ch == '<' || ch == '\n') break;
        if (ch == '>') return has_han(t, open, i) ? i : t->chars->len;
    }
    return t->chars->len;
}

/* <<办法>> is 《办法》; <办法> within 《》 is 〈办法〉 (GB/T 15834 4.15). depth: how many 《 are open before
 * it. */
static void take_angle(struct gaz_tidy *t, guint i, int depth) {
    bool is_double = gaz_tidy_ch(t, i + 1) == '<';
    guint close = closing_angle(t, i + 1 + is_double);
    if (close == t->chars->len) return;
    if (is_double && gaz_tidy_ch(t, close + 1) == '>') {
        gaz_tidy_change(t, GAZ_REASON_MARK, i, 0x300A);
        gaz_tidy_leave_out(t, GAZ_REASON_MARK_DOUBLED, i + 1);
        gaz_tidy_change(t, GAZ_REASON_MARK, close, 0x300B);
        gaz_tidy_leave_out(t, GAZ_REASON_MARK_DOUBLED, close + 1);
    }
    if (is_double || depth <= 0) return;
    gaz_tidy_change(t, GAZ_REASON_MARK, i, 0x3008);
    gaz_tidy_change(t, GAZ_REASON_MARK, close, 0x3009);
}

static guint take_mark(struct gaz_tidy *t, guint i, int depth) {
    uint32_t ch = gaz_tidy_ch(t, i), full = full_of(ch);
    if (full && is_chinese_mark(t, i)) gaz_tidy_change(t, GAZ_REASON_MARK, i, full);
    if (ch == '(') take_pair(t, i);
    if (ch == '<') take_angle(t, i, depth);
    if (gaz_tidy_ch(t, i) == '(' || gaz_tidy_ch(t, i) == ')') take_mixed(t, i);
    if (ch == '.' && gaz_tidy_ch(t, i + 1) == '.') return take_dots(t, i, '.', 0x2026);
    if (ch == '-' && gaz_tidy_ch(t, i + 1) == '-') return take_dots(t, i, '-', 0x2014);
    if (ch == '.' && (is_stop(t, i) || is_last_stop(t, i))) gaz_tidy_change(t, GAZ_REASON_MARK, i, 0x3002);
    return i + 1;
}

void gaz_tidy_marks(struct gaz_tidy *t) {
    int depth = 0;
    for (guint i = 0; i < t->chars->len;)
        for (guint next = take_mark(t, i, depth); i < next;
             i++) /* no mark is changed before the one at hand */
            depth += (gaz_tidy_ch(t, i) == 0x300A) - (gaz_tidy_ch(t, i) == 0x300B);
    gaz_tidy_close(t);
}

/* ---- straight quotes */

/* Opens and closes by turns; where they do not come in pairs, or hold no Chinese, none is touched. */
void gaz_tidy_quotes(struct gaz_tidy *t) {
    guint n = 0, first = 0;
    for (guint i = 0; i < t->chars->len; i++) {
        if (gaz_tidy_ch(t, i) != '"') continue;
        if (n++ == 0) first = i;
    }
    if (n == 0 || !has_han(t, 0, t->chars->len)) return;
    if (n % 2 == 1) {
        gaz_tidy_doubt(t, GAZ_REASON_QUOTE_DOUBT, first, "直引号不成对，没有改");
        return;
    }
    bool opens = true;
    for (guint i = 0; i < t->chars->len; i++) {
        if (gaz_tidy_ch(t, i) != '"') continue;
        gaz_tidy_change(t, GAZ_REASON_QUOTE, i, opens ? 0x201C : 0x201D);
        opens = !opens;
    }
}

/* ---- full-width digits and letters */

/* １２．５: a point between two such digits; one that a paragraph's number has before it is none. */
static bool is_wide_point(const struct gaz_tidy *t, guint i) {
    guint begin = i;
    if (gaz_tidy_ch(t, i) != 0xFF0E) return false;
    while (begin > 0 && gaz_char_is_wide(gaz_tidy_ch(t, begin - 1)))
        begin--;
    uint32_t before = gaz_tidy_ch(t, begin - 1), after = gaz_tidy_ch(t, i + 1);
    return begin > 0 && begin < i && gaz_char_is_han(before) && after >= 0xFF10 && after <= 0xFF19;
}

void gaz_tidy_width(struct gaz_tidy *t) {
    for (guint i = t->chars->len; i-- > 0;)
        if (is_wide_point(t, i)) gaz_tidy_change(t, GAZ_REASON_WIDE, i, '.');
    for (guint i = 0; i < t->chars->len; i++)
        if (gaz_char_is_wide(gaz_tidy_ch(t, i)))
            gaz_tidy_change(t, GAZ_REASON_WIDE, i, gaz_tidy_ch(t, i) - 0xFF00 + 0x20);
}

/* ---- [2021]5号 (GB/T 9704 7.2.5: 六角括号) */

static guint digits(const struct gaz_tidy *t, guint i) {
    guint n = 0;
    while (is_digit_at(t, i + n))
        n++;
    return n;
}

void gaz_tidy_brackets(struct gaz_tidy *t) {
    for (guint i = 1; i + 6 < t->chars->len; i++) {
        if (!gaz_char_is_one_of(gaz_tidy_ch(t, i), "[［【（(﹝") || !gaz_char_is_han(gaz_tidy_ch(t, i - 1)))
            continue;
        guint close = i + 5;
        bool is_year = digits(t, i + 1) == 4 && gaz_char_is_one_of(gaz_tidy_ch(t, i + 1), "12");
        if (!is_year || !gaz_char_is_one_of(gaz_tidy_ch(t, close), "]］】）)﹞")) continue;
        guint number = close + 1 + (gaz_tidy_ch(t, close + 1) == 0x7B2C); /* 第 */
        guint n = digits(t, number);
        if (n == 0 || n > 5 || gaz_tidy_ch(t, number + n) != 0x53F7) continue; /* 号 */
        gaz_tidy_change(t, GAZ_REASON_YEAR_BRACKET, i, 0x3014);
        gaz_tidy_change(t, GAZ_REASON_YEAR_BRACKET, close, 0x3015);
    }
}

/* ---- 1. (GB/T 9704 7.3.3: 一、 （一） 1． （1）) */

static guint over_blanks(const struct gaz_tidy *t, guint i) {
    while (gaz_draft_is_blank(gaz_tidy_ch(t, i)))
        i++;
    return i;
}

static bool begins_item(const struct gaz_tidy *t, guint i) {
    while (i > 0 && gaz_draft_is_blank(gaz_tidy_ch(t, i - 1)))
        i--;
    uint32_t before = gaz_tidy_ch(t, i - 1);
    return i == 0 || before == '\n' || gaz_char_is_one_of(before, "。；：:");
}

/* 附件：1.3号楼图纸, 2.2024年计划: no decimal has a year behind its point or counts what is attached. */
static bool is_point_of_name(const struct gaz_tidy *t, guint mark, guint n) {
    bool is_year = digits(t, mark + 1) == 4 && gaz_tidy_ch(t, mark + 5) == 0x5E74;
    bool is_list = mark == 3 + n && gaz_tidy_ch(t, 0) == 0x9644 && gaz_tidy_ch(t, 1) == 0x4EF6;
    return is_year || (is_list && is_digit_at(t, mark + 1));
}

/* Behind a number of n digits. A point between two digits is a decimal one, unless a blank stands behind it.
 */
static bool is_items_point(const struct gaz_tidy *t, guint mark, guint n) {
    guint next = over_blanks(t, mark + 1);
    uint32_t after = gaz_tidy_ch(t, next);
    if (gaz_tidy_ch(t, mark) != '.' || !after || after == '\n') return false;
    return next > mark + 1 || is_point_of_name(t, mark, n) || gaz_char_is_han(after) ||
           gaz_char_is_one_of(after, "《“〔（");
}

/* Of the first name behind 附件：. */
static bool is_of_list(const struct gaz_tidy *t, guint i) {
    while (i > 0 && gaz_draft_is_blank(gaz_tidy_ch(t, i - 1)))
        i--;
    return i == 3 && gaz_tidy_ch(t, 0) == 0x9644 && gaz_tidy_ch(t, 1) == 0x4EF6 &&
           gaz_char_is_one_of(gaz_tidy_ch(t, 2), "：:");
}

void gaz_tidy_numbers(struct gaz_tidy *t) {
    for (guint i = 0; i < t->chars->len; i++) {
        guint n = is_digit_at(t, i) && begins_item(t, i) ? digits(t, i) : 0;
        if (n == 0 || n > 2) continue;
        bool is_first = i == 0 || gaz_tidy_ch(t, i - 1) == '\n' || is_of_list(t, i);
        bool is_comma = gaz_tidy_ch(t, i + n) == 0x3001 && is_first &&
                        gaz_char_is_han(gaz_tidy_ch(t, over_blanks(t, i + n + 1)));
        if (is_items_point(t, i + n, n) || is_comma)
            gaz_tidy_change(t, GAZ_REASON_NUMBER_MARK, i + n, 0xFF0E);
    }
}

/* ---- radicals that were typed, or made by a printer's file, for ideographs */

/* Of the radicals' supplement Unicode's compatibility forms have hardly any; these are the simplified ones
 * that files made for printers have (EquivalentUnifiedIdeograph of the Unicode Character Database). */
static const struct {
    uint32_t radical, ideograph;
} supplement[] = {{0x2EA0, 0x6C11}, {0x2EC5, 0x89C1}, {0x2EC6, 0x89D2}, {0x2EC9, 0x8D1D}, {0x2ECB, 0x8F66},
                  {0x2ED3, 0x957F}, {0x2ED4, 0x95E8}, {0x2ED8, 0x9752}, {0x2ED9, 0x97E6}, {0x2EDA, 0x9875},
                  {0x2EDB, 0x98CE}, {0x2EDC, 0x98DE}, {0x2EE2, 0x9A6C}, {0x2EE3, 0x9AA8}, {0x2EE4, 0x9B3C},
                  {0x2EE5, 0x9C7C}, {0x2EE6, 0x9E1F}, {0x2EE8, 0x9EA6}, {0x2EE9, 0x9EC4}, {0x2EEC, 0x9F50},
                  {0x2EEE, 0x9F7F}, {0x2EF0, 0x9F99}};

static uint32_t ideograph_of(uint32_t ch) {
    for (size_t i = 0; i < G_N_ELEMENTS(supplement); i++)
        if (supplement[i].radical == ch) return supplement[i].ideograph;
    struct gaz_utf8 was = gaz_utf8_of(ch);
    g_autofree char *mapped = g_utf8_normalize(was.bytes, -1, G_NORMALIZE_NFKC);
    return mapped ? g_utf8_get_char(mapped) : ch;
}

void gaz_tidy_radicals(struct gaz_tidy *t) {
    for (guint i = 0; i < t->chars->len; i++) {
        uint32_t ch = gaz_tidy_ch(t, i);
        uint32_t is = ch >= 0x2E80 && ch <= 0x2FDF ? ideograph_of(ch) : ch;
        if (is != ch) gaz_tidy_change(t, GAZ_REASON_RADICAL, i, is);
    }
}
