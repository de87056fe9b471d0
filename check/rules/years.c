/* years.c: years that do not agree with the document's own day: of what it cites, of when it takes effect
 * (P-03, P-13); 发文字号 of which a part is lost.
 */
#include "check/checker.h"
#include "check/doc_number.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

/* ---- 国发〔2031〕5号 in a document of 2024 */

static bool has_code(struct gaz_text text, uint32_t bracket) {
    uint32_t before = gaz_char_at(text, bracket - 1);
    return bracket > 0 && gaz_char_is_han(before) && !gaz_char_is_one_of(before, "字第证");
}

static void check_cited(struct gaz_checker *checker, struct gaz_text text, uint32_t at, uint32_t year) {
    struct gaz_doc_number found = gaz_doc_number_at(text, at);
    if (found.end == 0 || !found.has_long_year || year == 0 || found.year <= year) return;
    g_autofree char *own = g_strdup_printf("%u", year);
    gaz_find(checker, GAZ_CHECK_CITED_LATER, gaz_text_slice(text, at + 1, 4), NULL, own);
}

/* ---- 2081年11月20日 in a document of 2018 */

/* Land is let for seventy years; before 1840 no day is told by the calendar of today. */
enum { FARTHEST_DAY = 75, FARTHEST_YEAR = 100, FIRST_DAY = 1840 };

static void check_far(struct gaz_checker *checker, struct gaz_text text, uint32_t at, uint32_t own) {
    struct gaz_numeral year = gaz_numeral_digits(text, at);
    uint32_t next = gaz_char_at(text, at + 5);
    if (year.length != 4 || gaz_char_at(text, at + 4) != L'年') return;
    bool has_month = gaz_char_is_digit(next), counts = gaz_char_is_one_of(next, "前来多余间以之历内");
    bool is_far = has_month ? year.value > own + FARTHEST_DAY || year.value < FIRST_DAY
                            : !counts && (year.value > own + FARTHEST_YEAR || text.chars[at].ch == '0');
    if (!is_far) return;
    g_autofree char *is = g_strdup_printf("%04u", year.value), *by = g_strdup_printf("%u", own);
    gaz_find(checker, GAZ_CHECK_FAR_YEAR, gaz_text_slice(text, at, 4), NULL, is, by);
}

void gaz_check_far_years(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t own = gaz_doc_number_year_of(passage->doc);
    for (uint32_t i = 0; own && i < text.n; i++)
        if (gaz_char_is_digit(text.chars[i].ch) && gaz_scan_begins_figure(text, i))
            check_far(checker, text, i, own);
}

/* ---- 国发〔2024〕5）, 国发〔202〕5号 */

static void check_cut(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral year = gaz_numeral_digits(text, at + 1);
    uint32_t close = at + 1 + year.length;
    struct gaz_numeral number = gaz_numeral_digits(text, close + 1);
    uint32_t end = close + 1 + number.length, next = gaz_char_at(text, end);
    bool is_number = year.length > 0 && number.length > 0 && gaz_char_at(text, close) == L'〕';
    bool is_year = year.length == 4 || year.length == 2; /* 〔87〕12号 of before */
    bool is_row = gaz_char_is_one_of(next, "号、—～~-－至到和与及或 　");
    if (!is_number || (is_year && (is_row || end == text.n))) return;
    g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, at, end - at)),
                    *whole = is_year ? g_strconcat(is, "号", NULL) : NULL;
    gaz_find(checker, GAZ_CHECK_NUMBER_CUT, gaz_text_slice(text, at, end - at), whole, NULL);
}

void gaz_check_cited_years(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t year = gaz_doc_number_year_of(passage->doc);
    if (text.chars == passage->doc->number.chars) return; /* its own is judged by its form */
    for (uint32_t i = 1; i < text.n; i++) {
        if (text.chars[i].ch != L'〔' || !has_code(text, i)) continue;
        check_cited(checker, text, i, year);
        check_cut(checker, text, i);
    }
}

/* ---- 本办法自2013年7月1日起施行, of 2024 */

enum { MOST_BACK = 1, MOST_AHEAD = 5 /* years */ };

/* What was amended keeps the day on which it first took effect. */
static bool is_amended(const struct gaz_checker *checker) {
    static const char *const words[] = {"修正", "修订", "修改", "重新公布", "重新发布", "重新印发"};
    for (uint32_t p = 0; p < checker->n_passages; p++)
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
            if (gaz_scan_find(checker->passages[p].text, 0, words[i]) < checker->passages[p].text.n)
                return true;
    return false;
}

static int months(int year, int month) {
    return year * 12 + month;
}

/* Where the day stands, when it is as far as that from the document's. */
static struct gaz_text far_day(const struct gaz_doc *doc, struct gaz_text text, uint32_t at) {
    static const char *const ends[] = {"起施行", "起实施", "起执行", "起生效", "施行", "实施"};
    uint32_t begin = at, year = gaz_scan_take(text, &at, L'年'), month = gaz_scan_take(text, &at, L'月'),
             day = month ? gaz_scan_take(text, &at, L'日') : 0;
    bool is_day = year > 1900 && year < 2200 && day > 0 && month <= 12;
    if (!is_day || !gaz_scan_words(text, at, ends, G_N_ELEMENTS(ends))) return (struct gaz_text){0};
    int ahead = months((int)year, (int)month) - months(doc->issued.year, doc->issued.month);
    bool is_far = ahead < -12 * MOST_BACK || ahead > 12 * MOST_AHEAD;
    return is_far ? gaz_text_slice(text, begin, at - begin) : (struct gaz_text){0};
}

void gaz_check_effective_days(struct gaz_checker *checker) {
    static const char *const selves[] = {"本办法自", "本条例自", "本规定自", "本细则自", "本规则自",
                                         "本意见自", "本通知自", "本通告自", "本公告自", "本决定自",
                                         "本方案自", "本规范自", "本标准自", "本令自",   "本制度自"};
    if (checker->doc->issued.year <= 0) return;
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = 0; i < text.n; i++) {
            uint32_t n =
                text.chars[i].ch == L'本' ? gaz_scan_words(text, i, selves, G_N_ELEMENTS(selves)) : 0;
            struct gaz_text day = n ? far_day(checker->doc, text, i + n) : (struct gaz_text){0};
            if (day.n == 0 || is_amended(checker)) continue;
            g_autofree char *own =
                g_strdup_printf("%d年%d月", checker->doc->issued.year, checker->doc->issued.month);
            gaz_find(checker, GAZ_CHECK_EFFECTIVE_DAY, day, NULL, own);
        }
    }
}

/* ---- 已经2024年6月21日市政府常务会议审议通过, of May 2024 */

enum { LONGEST_CLAUSE = 30 };

/* Whether the clause behind the day says that it has been done. */
static bool tells_of_past(struct gaz_text text, uint32_t at) {
    static const char *const done[] = {"通过", "批准", "同意", "审定", "召开",
                                       "印发", "公布", "发布", "签署"};
    for (uint32_t i = at; i < MIN(text.n, at + LONGEST_CLAUSE); i++) {
        if (gaz_char_is_one_of(text.chars[i].ch, "，。；：\n")) return false;
        if (gaz_scan_words(text, i, done, G_N_ELEMENTS(done))) return true;
    }
    return false;
}

/* 已于6月21日……召开, 2024年6月21日印发的: no future day is told so. */
static bool is_told_as_past(struct gaz_text text, uint32_t begin, uint32_t end) {
    static const char *const before[] = {"已经", "已于", "业经", "已由", "经"};
    static const char *const behind[] = {"印发的", "发布的", "公布的", "下发的",
                                         "通过的", "召开的", "印发了"};
    bool is_past = gaz_scan_words_before(text, begin, before, G_N_ELEMENTS(before)) > 0;
    return (is_past && tells_of_past(text, end)) ||
           gaz_scan_words(text, end, behind, G_N_ELEMENTS(behind)) > 0;
}

static int days_of(int year, int month, int day) {
    return (year * 12 + month) * 31 + day;
}

static void check_later(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_date own = checker->doc->issued;
    uint32_t end = at, year = gaz_scan_take(text, &end, L'年'), month = gaz_scan_take(text, &end, L'月'),
             day = month ? gaz_scan_take(text, &end, L'日') : 0;
    bool is_day = day > 0 && month <= 12 && day <= 31 && year <= 9999,
         is_last_year = year == 0 && own.month <= 3 && month >= 10;
    if (!is_day || is_last_year || !is_told_as_past(text, at, end)) return;
    int told = days_of(year ? (int)year : own.year, (int)month, (int)day);
    if (told <= days_of(own.year, own.month, own.day)) return;
    struct gaz_text where = gaz_text_slice(text, at, end - at);
    g_autofree char *shown = gaz_text_to_utf8(where);
    gaz_find(checker, GAZ_CHECK_LATER_DAY, where, NULL, shown);
}

void gaz_check_later_days(struct gaz_checker *checker) {
    for (uint32_t p = 0; p < checker->n_passages && checker->doc->issued.year > 0; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = 0; i < text.n; i++)
            if (gaz_char_is_digit(text.chars[i].ch) && gaz_scan_begins_figure(text, i)) {
                check_later(checker, text, i);
                i += gaz_number_digit_length(text, i) - 1;
            }
    }
}
