/* cut_figures.c: numbers that a blank or a full stop cuts in two (P-27; GB/T 15835).
 */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

/* ---- 2 0 2 4年, 1 2月5日, 3 56万元 */

enum { MOST_PIECES = 8 };

/* Digits with single blanks among them. A blank narrower than a half groups them by three (GB/T 15835) and
 * is none of these. */
struct pieces {
    uint32_t n, end;   /* end: behind the last digit */
    uint32_t longest;  /* digits of a piece */
    bool is_grouped;   /* all but the first have three digits */
    uint32_t n_digits; /* of all */
    uint64_t value;
};

static struct pieces pieces_at(struct gaz_text text, uint32_t at) {
    struct pieces pieces = {.end = at, .is_grouped = true};
    while (pieces.n < MOST_PIECES) {
        uint32_t begin = pieces.n ? pieces.end + 1 : at, n = gaz_number_digit_length(text, begin);
        bool is_piece =
            n > 0 && n <= 4 && (pieces.n == 0 || gaz_scan_is_blank(gaz_char_at(text, pieces.end)));
        if (!is_piece) break;
        for (uint32_t i = 0; i < n && pieces.n_digits + i < 18; i++)
            pieces.value = pieces.value * 10 + (text.chars[begin + i].ch - '0');
        pieces.is_grouped &= pieces.n == 0 || n == 3;
        pieces.longest = MAX(pieces.longest, n);
        pieces.n_digits += n;
        pieces.n++;
        pieces.end = begin + n;
    }
    return pieces;
}

/* 表1 20个, 附件2 3份: the first of them is a number of its own. */
static bool may_begin(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1);
    if (at == 0) return true;
    return (gaz_char_is_han(before) || gaz_char_is_one_of(before, "，。；：、（“—～")) &&
           !gaz_char_is_one_of(before, "表图件第号条款项注式卷期册");
}

/* Whether the pieces, joined, are what the unit behind them counts. */
static bool is_one_number(struct gaz_text text, uint32_t at, const struct pieces *pieces) {
    static const char *const units[] = {"万", "亿", "元", "%",  "％",   "个",     "人",   "户",
                                        "家", "件", "吨", "亩", "公里", "平方米", "公顷", "倍"};
    uint32_t before = gaz_char_at(text, at - 1), unit = gaz_char_at(text, pieces->end);
    if (unit == L'年' && pieces->n_digits == 4 && pieces->longest < 4)
        return pieces->value >= 1900 && pieces->value <= 2100;
    if (unit == L'月' && before == L'年') return pieces->value >= 10 && pieces->value <= 12;
    if (unit == L'日' && before == L'月') return pieces->value >= 10 && pieces->value <= 31;
    bool is_counted = gaz_scan_words(text, pieces->end, units, G_N_ELEMENTS(units)) > 0;
    return is_counted && !pieces->is_grouped && may_begin(text, at);
}

static uint32_t find_pieces(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct pieces pieces = pieces_at(text, at);
    bool goes_on = gaz_char_is_one_of(gaz_char_at(text, pieces.end), ".,");
    if (pieces.n < 2 || goes_on || !is_one_number(text, at, &pieces)) return at + 1;
    g_autofree char *joined = g_strdup_printf("%0*" G_GUINT64_FORMAT, (int)pieces.n_digits, pieces.value);
    gaz_find(checker, GAZ_CHECK_BLANK_IN_NUMBER, gaz_text_slice(text, at, pieces.end - at), joined, joined);
    return pieces.end;
}

/* ---- 3。5亿元, 12..5% */

/* What a number stands behind that goes on to its unit: 达3。5亿元, and no 附件3。50%以上的… */
static bool is_amount(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"达", "到", "至",   "为",   "于",   "过",   "约",   "近",   "超",
                                        "了", "在", "增长", "下降", "增加", "减少", "共",   "率",   "长",
                                        "资", "值", "入",   "按",   "息",   "米",   "降低", "提高", "少",
                                        "比", "计", "额",   "积",   "元",   "万"};
    return gaz_scan_words_before(text, at, words, G_N_ELEMENTS(words)) > 0;
}

static void find_stop(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"%",        "％",   "亿",   "万",   "元", "倍",
                                        "个百分点", "公里", "平方", "公顷", "亩", "吨"};
    uint32_t n = gaz_number_digit_length(text, at), mark = at + n,
             n_marks = 1 + (gaz_char_at(text, mark) == '.'), rest = mark + n_marks,
             n_rest = gaz_number_digit_length(text, rest);
    bool is_stop = gaz_char_at(text, mark) == L'。',
         is_doubled = gaz_char_at(text, mark) == '.' && gaz_char_at(text, mark + 1) == '.';
    bool is_counted =
        n_rest > 0 && n_rest <= 2 && gaz_scan_words(text, rest + n_rest, units, G_N_ELEMENTS(units)) > 0;
    if (!is_counted || !(is_doubled || (is_stop && is_amount(text, at)))) return;
    struct gaz_text where = gaz_text_slice(text, at, rest + n_rest - at);
    g_autofree char *whole = gaz_text_to_utf8(gaz_text_slice(text, at, n)),
                    *part = gaz_text_to_utf8(gaz_text_slice(text, rest, n_rest)),
                    *right = g_strconcat(whole, ".", part, NULL);
    gaz_find(checker, GAZ_CHECK_POINT_MISTAKEN, where, right, right);
}

/* 建成5.万亩: nothing between the point and the unit. Not 附件3.万亩良田, nor an item's number. */
static void find_idle_point(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"万", "亿", "%", "％", "个百分点", "公里", "公顷", "亩", "吨"};
    uint32_t n = gaz_number_digit_length(text, at), mark = at + n, before = gaz_char_at(text, at - 1);
    bool is_counted =
        gaz_char_at(text, mark) == '.' && gaz_scan_words(text, mark + 1, units, G_N_ELEMENTS(units)) > 0;
    if (at == 0 || !is_counted || !gaz_char_is_han(before) ||
        gaz_char_is_one_of(before, "表图件第号条款项注式卷期册章节录例题案"))
        return;
    g_autofree char *whole = gaz_text_to_utf8(gaz_text_slice(text, at, n));
    gaz_find(checker, GAZ_CHECK_POINT_MISTAKEN, gaz_text_slice(text, at, n + 1), whole, whole);
}

void gaz_check_cut_figures(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n;) {
        if (!gaz_scan_begins_figure(text, i)) {
            i++;
            continue;
        }
        find_stop(checker, text, i);
        find_idle_point(checker, text, i);
        i = find_pieces(checker, text, i);
    }
}
