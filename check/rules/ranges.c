/* ranges.c: from one number to another (P-24; GB/T 15834 4.13, GB/T 15835 5.2), and signs that are typed as
 * letters (P-28).
 */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

/* of what is counted, so that what stands before it is a quantity and no number of a telephone or a code */
static const char *const units[] = {"年", "月",   "日", "天", "周", "小时", "分钟", "时",   "个",   "人",
                                    "名", "户",   "家", "项", "次", "元",   "万",   "亿",   "千",   "百",
                                    "倍", "％",   "%",  "‰",  "℃",  "公里", "米",   "平方", "公顷", "亩",
                                    "吨", "公斤", "岁", "级", "层", "批",   "条",   "座",   "辆",   "件"};

static const char *const times[] = {"年", "月", "日", "时"};

static bool is_code(uint32_t ch) {
    return gaz_char_is_latin(ch) || gaz_char_is_one_of(ch, "-－~～—–./:：+*#@_");
}

/* The digits of a number with its decimals; 0: none. */
static uint32_t number_length(struct gaz_text text, uint32_t at) {
    uint32_t n = gaz_number_digit_length(text, at);
    uint32_t decimals =
        n > 0 && gaz_char_at(text, at + n) == '.' ? gaz_number_digit_length(text, at + n + 1) : 0;
    return decimals > 0 ? n + 1 + decimals : n;
}

/* How many characters are a sign that is no good one for a range. */
static uint32_t wrong_sign(struct gaz_text text, uint32_t at) {
    uint32_t ch = gaz_char_at(text, at), next = gaz_char_at(text, at + 1);
    if (ch == '-' && next == '-') return 2;
    return gaz_char_is_one_of(ch, "-~－–") ? 1 : 0;
}

/* A number begins at `at`. Gives where to go on. */
static uint32_t find_range(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t first = number_length(text, at), end = at + first;
    bool percent = gaz_char_is_one_of(gaz_char_at(text, end), "%％年月日"); /* 2021年-2025年 too */
    uint32_t sign = wrong_sign(text, end + percent);
    uint32_t from = end + percent + sign, second = sign ? number_length(text, from) : 0;
    uint32_t behind = from + second;
    if (second == 0 || first > 6 || second > 6 || is_code(gaz_char_at(text, at - 1))) return end;
    if (!gaz_scan_words(text, behind, units, G_N_ELEMENTS(units))) return behind;
    bool is_time = gaz_scan_words(text, behind, times, G_N_ELEMENTS(times)) > 0;
    g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, end + percent, sign));
    gaz_find(checker, GAZ_CHECK_RANGE_SIGN, gaz_text_slice(text, end + percent, sign), is_time ? "—" : "～",
             is);
    return behind;
}

/* 3x5米, 3*5 : a sign of multiplication between numbers that a unit follows. */
static void find_times(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t after = number_length(text, at + 1);
    bool between = gaz_char_is_digit(gaz_char_at(text, at - 1)) && after > 0;
    if (between && gaz_scan_words(text, at + 1 + after, units, G_N_ELEMENTS(units)))
        gaz_find(checker, GAZ_CHECK_TIMES_SIGN, gaz_text_slice(text, at, 1), "×", NULL);
}

void gaz_check_ranges(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t ch = text.chars[i].ch;
        if (ch == 'x' || ch == 'X' || ch == '*') find_times(checker, text, i);
        if (ch == 0xB0 && gaz_char_at(text, i + 1) == 'C')
            gaz_find(checker, GAZ_CHECK_DEGREE_SIGN, gaz_text_slice(text, i, 2), "℃", NULL);
        i = gaz_char_is_digit(ch) ? find_range(checker, text, i) : i + 1;
    }
}

/* ---- 5000元以上2000元以下, 10%～5%: from more to less */

/* A number with what is counted. */
struct amount {
    uint32_t begin, end; /* end: 0, none stands there */
    int64_t micro;       /* 万 and 亿 counted in */
    bool is_plain;       /* it has neither */
    uint32_t unit, unit_length;
};

/* No 日: 30—5日 goes from one month to the next; no 分, no 级: marks go from good to bad. */
static const char *const measured[] = {"个工作日", "个月", "公里", "小时", "分钟", "平方米", "公顷",
                                       "元",       "倍",   "年",   "日",   "天",   "％",     "%",
                                       "人",       "户",   "家",   "米",   "吨",   "亩",     "周岁"};

static int64_t multiplier(uint32_t ch) {
    return ch == L'千' ? 1000 : ch == L'万' ? 10000 : ch == L'亿' ? 100000000 : 1;
}

static struct amount amount_at(struct gaz_text text, uint32_t at) {
    struct amount none = {0};
    struct gaz_numeral han = gaz_numeral_han(text, at);
    struct gaz_scan_figure figure =
        han.length ? (struct gaz_scan_figure){han.length, han.value * 1000000LL} : gaz_scan_figure(text, at);
    uint32_t unit = at + figure.length;
    int64_t factor = multiplier(gaz_char_at(text, unit));
    if (figure.length == 0 || (han.length && han.value == UINT32_MAX) || figure.micro > INT64_MAX / factor)
        return none;
    unit += factor > 1;
    uint32_t n = gaz_scan_words(text, unit, measured, G_N_ELEMENTS(measured));
    return (struct amount){at, unit + n, figure.micro * factor, factor == 1, unit, n};
}

static bool is_same_unit(struct gaz_text text, struct amount a, struct amount b) {
    bool is_same = a.unit_length == b.unit_length;
    for (uint32_t i = 0; is_same && i < a.unit_length; i++)
        is_same = text.chars[a.unit + i].ch == text.chars[b.unit + i].ch;
    return is_same && a.unit_length > 0;
}

/* From one amount to another, which is less. */
struct reversed {
    struct amount first, second; /* second.end: 0, there is none */
};

static void tell_reversed(struct gaz_checker *checker, struct gaz_text text, const struct reversed *found) {
    struct amount a = found->first, b = found->second;
    g_autofree char *more = gaz_text_to_utf8(gaz_text_slice(text, a.begin, a.end - a.begin)),
                    *less = gaz_text_to_utf8(gaz_text_slice(text, b.begin, b.end - b.begin));
    gaz_find(checker, GAZ_CHECK_LIMITS_REVERSED, gaz_text_slice(text, a.begin, b.end - a.begin), NULL, more,
             less);
}

/* 5000元以上2000元以下: one limit right behind the other; with 、 between them two kinds are listed. */
static struct reversed limits_at(struct gaz_text text, struct amount first) {
    static const char *const over[] = {"以上不满", "以上不足", "以上不超过", "以上至", "以上"};
    uint32_t n = gaz_scan_words(text, first.end, over, G_N_ELEMENTS(over));
    struct amount second = n ? amount_at(text, first.end + n) : (struct amount){0};
    bool is_reversed = second.end && is_same_unit(text, first, second) &&
                       gaz_scan_word(text, second.end, "以下") && second.micro < first.micro;
    return is_reversed ? (struct reversed){first, second} : (struct reversed){0};
}

static bool is_money(struct gaz_text text, struct amount amount) {
    return amount.unit_length == 1 && text.chars[amount.unit].ch == L'元';
}

/* 1万元以上5万以下, 2000以上1万元以下: one of the two lacks its 元. */
static void check_lacking(struct gaz_checker *checker, struct gaz_text text, struct amount first) {
    uint32_t n = gaz_scan_word(text, first.end, "以上");
    struct amount second = n ? amount_at(text, first.end + n) : (struct amount){0};
    if (second.end == 0 || !gaz_scan_word(text, second.end, "以下")) return;
    bool lacks_second = is_money(text, first) && second.unit_length == 0,
         lacks_first = first.unit_length == 0 && is_money(text, second);
    if (!lacks_first && !lacks_second) return;
    struct amount lacking = lacks_first ? first : second;
    struct gaz_text where = gaz_text_slice(text, lacking.begin, lacking.end - lacking.begin);
    g_autofree char *amount = gaz_text_to_utf8(where), *proposal = g_strconcat(amount, "元", NULL);
    gaz_find(checker, GAZ_CHECK_MONEY, where, proposal, amount);
}

/* Whether the clause before says that something grows less: 由10%—5% */
static bool goes_down(struct gaz_text text, uint32_t at) {
    for (uint32_t i = at; i-- > at - MIN(at, 16) && !gaz_char_is_one_of(text.chars[i].ch, "。；，");)
        if (gaz_char_is_one_of(text.chars[i].ch, "由从自降减缩低退跌回落差倒第号")) return true;
    return false;
}

/* 10%～5%, 30—20家; 5～1万 is 50,000 to 10,000 or 5 to 10,000, and left alone. */
static struct reversed range_at(struct gaz_text text, struct amount first) {
    bool is_sign = gaz_char_is_one_of(gaz_char_at(text, first.end), "～~—－-–至") &&
                   !is_code(gaz_char_at(text, first.begin - 1));
    struct amount second = is_sign ? amount_at(text, first.end + 1) : (struct amount){0};
    bool has_unit = second.unit_length > 0 && (first.unit_length > 0 ? is_same_unit(text, first, second)
                                                                     : first.is_plain && second.is_plain),
         is_time = has_unit && gaz_char_is_one_of(text.chars[second.unit].ch, "年日");
    bool is_reversed = second.end && has_unit && !is_time && second.micro < first.micro;
    return is_reversed && !goes_down(text, first.begin) ? (struct reversed){first, second}
                                                        : (struct reversed){0};
}

/* Bands go down: 100%—90%为优秀，89%—80%为良好. So a range counts where it is the only one that does. */
void gaz_check_limits(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    struct reversed only = {0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n && gaz_passage_is_block_text(passage); i++) {
        bool begins = gaz_scan_is_han_numeral(text, i) ? i == 0 || !gaz_scan_is_han_numeral(text, i - 1)
                                                       : gaz_scan_begins_figure(text, i);
        struct amount first = begins ? amount_at(text, i) : (struct amount){0};
        if (first.end == 0) continue;
        struct reversed limits = limits_at(text, first), range = range_at(text, first);
        if (limits.second.end) tell_reversed(checker, text, &limits);
        check_lacking(checker, text, first);
        if (range.second.end && n++ == 0) only = range;
        i = first.end - 1;
    }
    if (n == 1) tell_reversed(checker, text, &only);
}
