/* calendar.c: days, weekdays, quarters, hours that no calendar or clock has (P-13, P-31). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

/* ---- 2024年6月3日（星期二） */

static uint32_t weekday_of(uint32_t ch) {
    static const uint32_t days[] = {L'一', L'二', L'三', L'四', L'五', L'六', L'日', L'天'};
    for (uint32_t i = 0; i < G_N_ELEMENTS(days); i++)
        if (days[i] == ch) return MIN(i, 6) + 1;
    return 0;
}

static const char *const weekdays[] = {"一", "二", "三", "四", "五", "六", "日"};

/* The weekday of that day; 0: there is no such day. */
static uint32_t real_weekday(uint32_t year, uint32_t month, uint32_t day) {
    if (year < 1900 || year > 2200 || month > 12 || day > 31) return 0;
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) return 0;
    GDate date;
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return g_date_get_weekday(&date);
}

/* A day without its year is of the document's, or of the next one when that is at its end, or of the last. */
static bool is_of_other_year(const struct gaz_doc *doc, uint32_t month, uint32_t day, uint32_t told) {
    uint32_t year = (uint32_t)doc->issued.year;
    return (doc->issued.month >= 10 && told == real_weekday(year + 1, month, day)) ||
           (doc->issued.month <= 3 && told == real_weekday(year - 1, month, day));
}

static void check_weekday(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                          const struct gaz_doc *doc) {
    uint32_t begin = at;
    uint32_t year = gaz_scan_take(text, &at, L'年'), month = gaz_scan_take(text, &at, L'月'),
             day = month ? gaz_scan_take(text, &at, L'日') : 0;
    bool is_said = year > 0, follows_year = gaz_char_at(text, begin - 1) == L'年';
    if (day == 0 || (!is_said && (doc->issued.year <= 0 || follows_year))) return;
    uint32_t is = real_weekday(is_said ? year : (uint32_t)doc->issued.year, month, day);
    at += gaz_char_is_one_of(gaz_char_at(text, at), "（(，");
    uint32_t n = gaz_scan_word(text, at, "星期");
    if (!n) n = gaz_scan_word(text, at, "周");
    uint32_t told = n ? weekday_of(gaz_char_at(text, at + n)) : 0;
    if (told && is && told != is && (is_said || !is_of_other_year(doc, month, day, told)))
        gaz_find(checker, GAZ_CHECK_WEEKDAY, gaz_text_slice(text, at + n, 1), weekdays[is - 1],
                 weekdays[is - 1]);
}

/* ---- 第五季度, 13月份, 第54周 no: a year may have 53 */

static void check_quarter(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral number = gaz_numeral_either(text, at);
    uint32_t end = at + number.length;
    bool is_ordinal = gaz_char_at(text, at - 1) == L'第' || number.length == 1;
    if (number.length == 0 || number.length > 2 || !is_ordinal || !gaz_scan_word(text, end, "季度")) return;
    if (number.value > 4 || (number.value == 0 && gaz_char_is_digit(gaz_char_at(text, at)))) {
        g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, at, end + 2 - at));
        gaz_find(checker, GAZ_CHECK_IMPOSSIBLE_PERIOD, gaz_text_slice(text, at, end + 2 - at), NULL, shown);
    }
}

static void check_month(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const behind[] = {"月份", "月底", "月初", "月中旬", "月上旬", "月下旬", "月末"};
    struct gaz_numeral number = gaz_numeral_either(text, at);
    uint32_t end = at + number.length, n = gaz_scan_words(text, end, behind, G_N_ELEMENTS(behind));
    if (number.length == 0 || number.length > 2 || n == 0 || (number.value >= 1 && number.value <= 12))
        return;
    if (number.value == 0 && !gaz_char_is_digit(gaz_char_at(text, at))) return;
    g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, at, end + n - at));
    gaz_find(checker, GAZ_CHECK_IMPOSSIBLE_PERIOD, gaz_text_slice(text, at, end + n - at), NULL, shown);
}

/* ---- 上午25时, 上午14时 */

static void check_hour(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const parts[] = {"上午", "早上", "凌晨", "下午", "晚上",
                                        "当日", "次日", "每天", "每日", "日"};
    enum { MORNING = 2, NIGHT = 3 };
    uint32_t n = gaz_scan_words_before(text, at, parts, G_N_ELEMENTS(parts));
    struct gaz_numeral hour = gaz_numeral_either(text, at);
    uint32_t end = at + hour.length;
    bool is_hour = hour.length > 0 && hour.length <= 3 &&
                   gaz_char_is_one_of(gaz_char_at(text, end), "时点") && n > 0 &&
                   gaz_char_at(text, end + 1) != L'间';
    bool is_morning = is_hour && gaz_scan_words_before(text, at, parts, MORNING) > 0,
         is_night = is_hour && gaz_scan_words_before(text, at, parts, NIGHT) > 0;
    bool has_minutes = gaz_numeral_digits(text, end + 1).length > 0; /* told by impossible-time */
    bool is_wrong = (hour.value > 24 && !has_minutes) ||
                    (is_morning && hour.value > 12 && hour.value <= 24) ||
                    (is_night && hour.value > 12 && hour.value < 24);
    if (!is_hour || !is_wrong) return;
    g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, at - n, end + 1 + n - at));
    gaz_find(checker, GAZ_CHECK_IMPOSSIBLE_PERIOD, gaz_text_slice(text, at - n, end + 1 + n - at), NULL,
             shown);
}

/* ---- 2024年5年底, 2024年15日, 20024年, 202年5月 */

/* 2024年5月15起, 2024年5月15）: the 日 is lost; in 5月15、16日 and 5月15至16日 it follows. */
static void check_day_cut(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const behind[] = {"起",   "前",   "止",   "，",   "。",   "；",   "）",
                                         "以前", "以后", "之前", "之后", "开始", "印发", "施行",
                                         "实施", "发布", "公布", "召开", "通过", "修订"};
    uint32_t begin = at, end = at, year = gaz_scan_take(text, &end, L'年'),
             month = year ? gaz_scan_take(text, &end, L'月') : 0;
    struct gaz_numeral day = gaz_numeral_digits(text, end);
    uint32_t day_end = end + day.length;
    bool is_day =
        month >= 1 && month <= 12 && day.length > 0 && day.length <= 2 && day.value >= 1 && day.value <= 31;
    bool is_range = gaz_char_is_one_of(gaz_char_at(text, day_end), "至到—") &&
                    gaz_number_digit_length(text, day_end + 1) == 4; /* 至2025年 */
    bool is_cut =
        day_end == text.n || is_range || gaz_scan_words(text, day_end, behind, G_N_ELEMENTS(behind)) > 0;
    if (year < 1900 || year > 2200 || !is_day || !is_cut) return;
    struct gaz_text where = gaz_text_slice(text, begin, day_end - begin);
    g_autofree char *shown = gaz_text_to_utf8(where);
    gaz_find(checker, GAZ_CHECK_DATE_UNIT, where, NULL, shown);
}

/* 20225年, 到202年底: a year of a digit too many or too few. Five digits that are no round number count no
 * years; three may, but not behind a word that tells when. */
static bool check_odd_year(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                           struct gaz_numeral year) {
    static const char *const when[] = {"截至", "自", "至", "到", "从", "于", "在"};
    uint32_t end = at + year.length, behind = gaz_char_at(text, end + 1);
    bool is_long = year.length == 5 && year.value / 10 >= 1949 && year.value / 10 <= 2060 &&
                   year.value % 100 != 0 && behind != L'前';
    bool is_short = year.length == 3 && year.value >= 195 && year.value <= 206 &&
                    gaz_char_is_one_of(behind, "底初末，。；、起") &&
                    gaz_scan_words_before(text, at, when, G_N_ELEMENTS(when)) > 0;
    if (gaz_char_at(text, end) != L'年' || (!is_long && !is_short) || gaz_char_is_digit(behind)) return false;
    struct gaz_text where = gaz_text_slice(text, at, year.length + 1);
    g_autofree char *shown = gaz_text_to_utf8(where);
    gaz_find(checker, GAZ_CHECK_DATE_UNIT, where, NULL, shown);
    return true;
}

static void check_date_unit(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral year = gaz_numeral_digits(text, at);
    uint32_t behind = at + year.length + 1;
    struct gaz_numeral next = gaz_numeral_digits(text, behind);
    uint32_t unit = gaz_char_at(text, behind + next.length),
             after = gaz_char_at(text, behind + next.length + 1);
    bool is_year = year.length == 4 && year.value >= 1949 && year.value <= 2100,
         is_month = next.length > 0 && next.length <= 2 && next.value <= 12 && unit == L'年' &&
                    (gaz_char_is_one_of(after, "底初末份") || gaz_char_is_digit(after)),
         is_day = next.length > 0 && next.length <= 2 && next.value <= 31 && unit == L'日' &&
                  gaz_char_is_one_of(after, "，。；起前、）至"),
         is_odd =
             (year.length == 5 && year.value / 100 >= 200 && year.value / 100 <= 203 && next.length > 0) ||
             (year.length == 3 && year.value >= 200 && year.value < 210 && next.length > 0);
    bool is_run_together = next.length >= 3 && next.length <= 4 && unit == L'日'; /* 2024年1218日 */
    if (check_odd_year(checker, text, at, year)) return;
    bool is_told =
        (is_year && (is_month || is_day || is_run_together)) || (is_odd && unit == L'月' && next.value <= 12);
    if (gaz_char_at(text, at + year.length) != L'年' || !is_told) return;
    struct gaz_text where = gaz_text_slice(text, at, behind + next.length + 1 - at);
    g_autofree char *shown = gaz_text_to_utf8(where);
    gaz_find(checker, GAZ_CHECK_DATE_UNIT, where, NULL, shown);
}

/* 6月5号: 日 in a document. 5号楼 and 5号文 are no days. */
static void check_day_word(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const months[] = {"每月", "当月", "次月", "本月", "下月"};
    bool is_any = gaz_scan_words_before(text, at, months, G_N_ELEMENTS(months)) > 0;
    uint32_t end = at, month = is_any ? 1 : gaz_scan_take(text, &end, L'月');
    uint32_t day = month ? gaz_scan_take(text, &end, L'号') : 0;
    if (month == 0 || month > 12 || day == 0 || day > 31 ||
        !gaz_char_is_one_of(gaz_char_at(text, end), "，。；、至前起后上下晚早在开完（"))
        return;
    g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, at, end - at)),
                    *right = is_any ? g_strdup_printf("%u日", day) : g_strdup_printf("%u月%u日", month, day);
    gaz_find(checker, GAZ_CHECK_DATE_UNIT, gaz_text_slice(text, at, end - at), right, shown);
}

/* ---- 2024-02-30, 2024.13.5 */

static void check_numeric_date(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral year = gaz_numeral_digits(text, at);
    uint32_t mark = gaz_char_at(text, at + 4);
    if (year.length != 4 || year.value < 1949 || year.value > 2100 || !gaz_char_is_one_of(mark, "-./"))
        return;
    struct gaz_numeral month = gaz_numeral_digits(text, at + 5);
    uint32_t second = at + 5 + month.length;
    struct gaz_numeral day = gaz_numeral_digits(text, second + 1);
    uint32_t end = second + 1 + day.length, behind = gaz_char_at(text, end);
    bool is_date = month.length >= 1 && month.length <= 2 && day.length >= 1 && day.length <= 2 &&
                   gaz_char_at(text, second) == mark;
    if (!is_date || gaz_char_is_latin(behind) || gaz_char_is_one_of(behind, "-./%") ||
        gaz_char_is_one_of(gaz_char_at(text, at - 1), "-./") || gaz_char_is_latin(gaz_char_at(text, at - 1)))
        return;
    bool is_good = day.value >= 1 && month.value >= 1 && month.value <= 12 && day.value <= 31 &&
                   g_date_valid_dmy((GDateDay)day.value, (GDateMonth)month.value, (GDateYear)year.value);
    if (is_good) return;
    g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, at, end - at));
    gaz_find(checker, GAZ_CHECK_IMPOSSIBLE_PERIOD, gaz_text_slice(text, at, end - at), NULL, shown);
}

/* ---- 2024年05月06日: GB/T 9704 7.3.5.4 */

static void check_padded(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral first = gaz_numeral_digits(text, at);
    uint32_t month_at = at, behind = gaz_char_at(text, at + first.length);
    if (first.length == 4 && behind == L'年') month_at = at + 5;
    struct gaz_numeral month = gaz_numeral_digits(text, month_at);
    uint32_t day_at = month_at + month.length + 1;
    struct gaz_numeral day = gaz_numeral_digits(text, day_at);
    bool is_month = month.length > 0 && month.length <= 2 && gaz_char_at(text, day_at - 1) == L'月',
         is_day =
             is_month && day.length > 0 && day.length <= 2 && gaz_char_at(text, day_at + day.length) == L'日';
    bool is_padded = (is_month && month.length == 2 && month.value > 0 && month.value < 10) ||
                     (is_day && day.length == 2 && day.value > 0 && day.value < 10);
    if (!is_padded) return;
    g_autofree char *right =
        is_day ? g_strdup_printf("%u月%u日", month.value, day.value) : g_strdup_printf("%u月", month.value);
    uint32_t end = is_day ? day_at + day.length + 1 : day_at;
    gaz_find(checker, GAZ_CHECK_PADDED_DATE, gaz_text_slice(text, month_at, end - month_at), right, right);
}

/* Whether a number begins here, and is no tail of one; asked at every place, so it looks no further. */
static bool begins(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1);
    return gaz_char_is_digit(text.chars[at].ch)
               ? !gaz_char_is_latin(before)
               : !gaz_char_is_one_of(before, "一二三四五六七八九十百千〇零两");
}

void gaz_check_calendar(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t padded_end = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (!gaz_char_is_digit(ch) && !gaz_char_is_one_of(ch, "一二三四五六七八九十〇零")) continue;
        if (i > 0 && !begins(text, i)) continue;
        check_weekday(checker, text, i, passage->doc);
        check_quarter(checker, text, i);
        check_month(checker, text, i);
        check_hour(checker, text, i);
        if (!gaz_char_is_digit(ch)) continue;
        check_numeric_date(checker, text, i);
        check_date_unit(checker, text, i);
        check_day_cut(checker, text, i);
        check_day_word(checker, text, i);
        if (i >= padded_end) check_padded(checker, text, i);
        if (gaz_char_at(text, i + 4) == L'年') padded_end = i + 8; /* it was looked at with its month */
    }
}

/* ---- 今年, 去年: once a document */

void gaz_check_relative_years(struct gaz_checker *checker) {
    static const char *const words[] = {"今年", "去年", "明年", "前年", "后年"};
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        if (!gaz_passage_is_block_text(&checker->passages[p])) continue;
        for (uint32_t i = 0; i < text.n; i++) {
            if (gaz_char_at(text, i + 1) != L'年') continue;
            uint32_t n = gaz_scan_words(text, i, words, G_N_ELEMENTS(words)),
                     before = gaz_char_at(text, i - 1);
            bool is_other =
                gaz_char_is_one_of(before, "如至今当以之透证声表说简文") && text.chars[i].ch != L'去';
            if (n == 0 || is_other || gaz_char_is_one_of(gaz_char_at(text, i + 2), "龄级度号")) continue;
            g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, i, n));
            gaz_find(checker, GAZ_CHECK_RELATIVE_YEAR, gaz_text_slice(text, i, n), NULL, is);
            return;
        }
    }
}

/* ---- 自2024年7月1日起施行，有效期5年，至2028年6月30日 */

struct date {
    uint32_t end; /* 0: no day of the calendar stands there */
    int slack;    /* by how many days another may be meant */
    GDate date;
};

static struct date date_at(struct gaz_text text, uint32_t at) {
    struct date found = {0};
    uint32_t year = gaz_scan_take(text, &at, L'年'), month = gaz_scan_take(text, &at, L'月'),
             day = gaz_scan_take(text, &at, L'日');
    if (real_weekday(year, month, day) == 0) return found;
    g_date_set_dmy(&found.date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    found.end = at;
    return found;
}

/* Whether `years` from the first day end at the last: with the day before, or with the same. */
static bool is_term_of(struct date first, uint32_t years, GDate last) {
    g_date_add_years(&first.date, years);
    int days = g_date_days_between(&first.date, &last);
    return days >= -1 - first.slack && days <= first.slack;
}

/* 自印发之日起: about the day of the document. */
static struct date date_of(const struct gaz_doc *doc, struct gaz_text text, uint32_t at) {
    static const char *const days[] = {"印发之日", "发布之日", "公布之日"};
    enum { ABOUT_A_MONTH = 45 };
    struct date found = {.slack = ABOUT_A_MONTH};
    uint32_t n = gaz_scan_words(text, at, days, G_N_ELEMENTS(days));
    struct gaz_date day = doc->issued;
    if (n == 0 || day.year <= 0 || !real_weekday((uint32_t)day.year, (uint32_t)day.month, (uint32_t)day.day))
        return (struct date){0};
    g_date_set_dmy(&found.date, (GDateDay)day.day, (GDateMonth)day.month, (GDateYear)day.year);
    found.end = at + n;
    return found;
}

/* The years that 有效期 tells, and the day that it is told to end. */
static void check_term(struct gaz_checker *checker, struct gaz_text text, struct date first) {
    static const char *const begins[] = {"起施行，有效期", "起施行，有效期为", "起实施，有效期",
                                         "起实施，有效期为", "起执行，有效期"};
    static const char *const ends[] = {"年，至", "年至", "年，有效期至", "年（至"};
    uint32_t n = gaz_scan_words(text, first.end, begins, G_N_ELEMENTS(begins)), at = first.end + n;
    at += gaz_char_at(text, at) == L'为';
    struct gaz_numeral years = gaz_numeral_either(text, at);
    at += years.length;
    uint32_t end = gaz_scan_words(text, at, ends, G_N_ELEMENTS(ends));
    struct date last = n && years.length && end ? date_at(text, at + end) : (struct date){0};
    if (last.end == 0 || years.value == 0 || years.value > 50 || is_term_of(first, years.value, last.date))
        return;
    g_autofree char *told = g_strdup_printf("%u", years.value),
                    *day = gaz_text_to_utf8(gaz_text_slice(text, at + end, last.end - at - end));
    gaz_find(checker, GAZ_CHECK_VALIDITY, gaz_text_slice(text, at + end, last.end - at - end), NULL, told,
             day);
}

/* 有效期5年，自2024年6月1日起至2028年5月31日止: the term stands first. */
static void check_term_first(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"有效期为", "有效期"};
    static const char *const ends[] = {"起至", "至", "起，至", "起施行，至", "起施行至"};
    uint32_t from = at + gaz_scan_words(text, at, words, G_N_ELEMENTS(words));
    struct gaz_numeral years = from > at ? gaz_numeral_either(text, from) : (struct gaz_numeral){0};
    from += years.length;
    bool is_term =
        years.length > 0 && years.value > 0 && years.value <= 50 && gaz_scan_word(text, from, "年，自");
    struct date first = is_term ? date_at(text, from + 3) : (struct date){0};
    uint32_t n = first.end ? gaz_scan_words(text, first.end, ends, G_N_ELEMENTS(ends)) : 0;
    struct date last = n ? date_at(text, first.end + n) : (struct date){0};
    if (last.end == 0 || is_term_of(first, years.value, last.date)) return;
    struct gaz_text where = gaz_text_slice(text, first.end + n, last.end - first.end - n);
    g_autofree char *told = g_strdup_printf("%u", years.value), *day = gaz_text_to_utf8(where);
    gaz_find(checker, GAZ_CHECK_VALIDITY, where, NULL, told, day);
}

void gaz_check_validity(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        bool is_digit = gaz_char_is_digit(text.chars[i].ch);
        if (text.chars[i].ch == L'有') check_term_first(checker, text, i);
        if (!is_digit && gaz_char_at(text, i + 2) != L'之') continue; /* 印发之日 */
        bool begins = is_digit && gaz_scan_begins_figure(text, i) && gaz_number_digit_length(text, i) == 4;
        struct date first = begins ? date_at(text, i) : date_of(passage->doc, text, i);
        if (first.end) check_term(checker, text, first);
    }
}
