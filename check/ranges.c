/* ranges.c: from one number to another (P-24; GB/T 15834 4.13, GB/T 15835 5.2), and signs that are typed as
 * letters (P-28).
 */
#include "check/checker.h"
#include "check/scan.h"

#include "input/numbering.h"

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
