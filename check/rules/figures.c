/* figures.c: dates, amounts, units in running text (GB/T 15835—2011; P-13, P-30 to P-34). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

static bool is_range_mark(uint32_t ch) {
    return gaz_char_is_one_of(ch, "至到—–～~-－");
}

/* Digits with a decimal part and groups: how many characters. */
static uint32_t decimal_length(struct gaz_text text, uint32_t at) {
    uint32_t n = gaz_number_digit_length(text, at);
    while (n > 0 && gaz_char_is_one_of(gaz_char_at(text, at + n), ".,") &&
           gaz_char_is_digit(gaz_char_at(text, at + n + 1)))
        n += 1 + gaz_number_digit_length(text, at + n + 1);
    return n;
}

static void propose(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text where,
                    const char *proposal) {
    gaz_find(checker, rule, where, proposal, proposal);
}

/* ---- dates */

struct day {
    uint32_t begin, end;       /* end: 0, there is none */
    uint32_t year, month, day; /* 0: not said */
};

/* A number with its unit: moves on behind both. */
static bool take(struct gaz_text text, uint32_t *at, uint32_t unit, uint32_t *value) {
    struct gaz_numeral number = gaz_numeral_either(text, *at);
    if (number.length == 0 || gaz_char_at(text, *at + number.length) != unit) return false;
    *value = number.value;
    *at += number.length + 1;
    return true;
}

/* 2024年5月30日, 5月30日, 2024年5月, also in Chinese numerals. */
static struct day day_at(struct gaz_text text, uint32_t begin) {
    struct day day = {.begin = begin};
    uint32_t at = begin, month = 0, of_month = 0;
    bool has_year = take(text, &at, L'年', &day.year), has_month = take(text, &at, L'月', &month),
         has_day = has_month && take(text, &at, L'日', &of_month);
    if (!has_month || (!has_year && !has_day)) return day;
    day.end = at;
    day.month = month;
    day.day = has_day ? of_month : UINT32_MAX;
    return day;
}

static bool is_possible(struct day day) {
    static const uint8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day.month < 1 || day.month > 12) return false;
    if (day.day == UINT32_MAX) return true;
    bool is_known = day.year > 1900 && day.year < 2200;
    bool is_leap = day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0);
    uint32_t most = days[day.month - 1] - (day.month == 2 && is_known && !is_leap ? 1u : 0u);
    return day.day >= 1 && day.day <= most;
}

static bool has_year(struct day day) {
    return day.year > 1900 && day.year < 2200;
}

/* Both to the day, or both to the month: 2023年5月至2022年6月. */
static bool is_comparable(struct day a, struct day b) {
    return has_year(a) && has_year(b) && (a.day == UINT32_MAX) == (b.day == UINT32_MAX);
}

static bool is_earlier(struct day a, struct day b) {
    return a.year * 10000 + a.month * 100 + a.day < b.year * 10000 + b.month * 100 + b.day;
}

/* A至B, and 自A起施行，有效期至B */
static bool is_range(struct gaz_text text, struct day first, struct day second) {
    if (first.end == 0 || second.begin <= first.end || !is_range_mark(gaz_char_at(text, second.begin - 1)))
        return false;
    uint32_t between = second.begin - first.end;
    return between <= 2 || (between <= 14 && gaz_char_at(text, first.end) == L'起');
}

/* 6月30日至6月1日, 3月15日至10日: of one month, and 2024年6月1日至5月30日; winter goes on over the year's
 * end. */
static bool goes_back_in_year(struct day first, struct day second) {
    enum { LAST_OF_SUMMER = 9 };
    if (first.day == UINT32_MAX || second.day == UINT32_MAX || has_year(second)) return false;
    return second.month == first.month
               ? second.day < first.day
               : has_year(first) && second.month < first.month && first.month <= LAST_OF_SUMMER;
}

/* 10日 behind 3月15日至 */
static struct day day_alone(struct gaz_text text, struct day first) {
    struct day day = {.begin = first.end + 1, .month = first.month};
    uint32_t at = day.begin;
    if (first.end > 0 && is_range_mark(gaz_char_at(text, first.end)) && take(text, &at, L'日', &day.day))
        day.end = at;
    return day;
}

static void judge_day(struct gaz_checker *checker, struct gaz_text text, struct day day, struct day last) {
    struct gaz_text where = gaz_text_slice(text, day.begin, day.end - day.begin);
    g_autofree char *shown = gaz_text_to_utf8(where);
    bool is_lunar =
        gaz_scan_find(gaz_text_slice(text, 0, day.begin), day.begin - MIN(day.begin, 3), "农历") < day.begin;
    if (!is_possible(day) && !is_lunar)
        gaz_find(checker, GAZ_CHECK_IMPOSSIBLE_DATE, where, NULL, shown);
    else if (is_range(text, last, day) &&
             ((is_comparable(last, day) && is_earlier(day, last)) || goes_back_in_year(last, day)))
        gaz_find(checker, GAZ_CHECK_DATE_RANGE, where, NULL, shown);
}

/* 2021—2019年 */
static void judge_years(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral first = gaz_numeral_digits(text, at);
    if (first.length != 4 || !is_range_mark(gaz_char_at(text, at + 4))) return;
    struct gaz_numeral second = gaz_numeral_digits(text, at + 5);
    bool are_years = second.length == 4 && gaz_char_at(text, at + 9) == L'年' && first.value > 1900 &&
                     first.value < 2200 && second.value > 1900;
    if (!are_years || second.value >= first.value) return;
    g_autofree char *shown = g_strdup_printf("%u年", second.value);
    gaz_find(checker, GAZ_CHECK_DATE_RANGE, gaz_text_slice(text, at, 10), NULL, shown);
}

static bool begins_han_number(struct gaz_text text, uint32_t at) {
    return gaz_scan_is_han_numeral(text, at) && !gaz_scan_is_han_numeral(text, at - 1) &&
           !gaz_char_is_one_of(gaz_char_at(text, at - 1), "○第");
}

void gaz_check_dates(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    struct day last = {0};
    for (uint32_t i = 0; i < text.n; i++) {
        bool is_digit = gaz_scan_begins_figure(text, i);
        if (!is_digit && (i > 0 ? !begins_han_number(text, i) : !gaz_scan_is_han_numeral(text, 0))) continue;
        struct day day = day_at(text, i);
        if (is_digit) judge_years(checker, text, i);
        if (day.end == 0) continue;
        judge_day(checker, text, day, last);
        struct day alone = day_alone(text, day);
        if (alone.end > 0 && alone.day <= 31) judge_day(checker, text, alone, day);
        last = day;
        i = day.end - 1;
    }
}

/* ---- times: 25时10分, 9：75 */

static uint32_t time_length(struct gaz_text text, uint32_t at, uint32_t *hours, uint32_t *minutes) {
    struct gaz_numeral first = gaz_numeral_digits(text, at),
                       second = gaz_numeral_digits(text, at + first.length + 1);
    uint32_t mark = gaz_char_at(text, at + first.length), end = at + first.length + 1 + second.length;
    bool is_clock = gaz_char_is_one_of(mark, ":：") && second.length == 2;
    bool is_said = gaz_char_is_one_of(mark, "时点") && second.length > 0 && gaz_char_at(text, end) == L'分';
    if (first.length == 0 || first.length > 2 || (!is_clock && !is_said)) return 0;
    *hours = first.value;
    *minutes = second.value;
    return end - at + is_said;
}

/* ---- 14:30至13:30 */

/* Whether the hours say that the range goes back: no night lies between, and they are counted to 24. */
static bool goes_back(struct gaz_text text, uint32_t at, const uint32_t hours[2], const uint32_t minutes[2]) {
    enum { DAWN = 7, EVENING = 16 };
    static const char *const afternoon[] = {"下午"};
    bool is_earlier = hours[1] < hours[0] || (hours[1] == hours[0] && minutes[1] < minutes[0]);
    bool is_day = hours[0] < EVENING && hours[1] >= DAWN,
         is_afternoon = hours[0] < 12 && hours[1] > 0 && gaz_scan_words_before(text, at, afternoon, 1) > 0;
    return is_earlier && (is_day || is_afternoon);
}

/* 14:30, 14时30分 and 14时 */
static uint32_t hour_length(struct gaz_text text, uint32_t at, uint32_t *hours, uint32_t *minutes) {
    uint32_t n = time_length(text, at, hours, minutes);
    struct gaz_numeral number = gaz_numeral_digits(text, at);
    if (n > 0 || number.length == 0 || number.length > 2 || gaz_char_at(text, at + number.length) != L'时')
        return n;
    *hours = number.value;
    *minutes = 0;
    return number.length + 1;
}

static void check_time_range(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t hours[2], minutes[2], n = hour_length(text, at, &hours[0], &minutes[0]), second = at + n + 1;
    bool is_time = n > 0 && is_range_mark(gaz_char_at(text, at + n)) && hours[0] <= 24 && minutes[0] <= 59;
    uint32_t n_second = is_time ? hour_length(text, second, &hours[1], &minutes[1]) : 0;
    if (n_second == 0 || minutes[1] > 59 || !goes_back(text, at, hours, minutes)) return;
    g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, second, n_second));
    gaz_find(checker, GAZ_CHECK_DATE_RANGE, gaz_text_slice(text, at, second + n_second - at), NULL, shown);
}

void gaz_check_times(struct gaz_checker *checker, const struct gaz_passage *passage) {
    static const char *const morning[] = {"上午", "早晨", "凌晨", "早上"};
    struct gaz_text text = passage->text;
    uint32_t last_end = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t hours = 0, minutes = 0,
                 n = gaz_scan_begins_figure(text, i) ? time_length(text, i, &hours, &minutes) : 0;
        if (gaz_scan_begins_figure(text, i)) check_time_range(checker, text, i);
        bool is_said = gaz_char_at(text, i + n - 1) == L'分';
        bool is_after = last_end > 0 && i == last_end + 1 && is_range_mark(gaz_char_at(text, i - 1));
        if (n == 0 || !(is_said || is_after || gaz_char_is_one_of(gaz_char_at(text, i - 1), "午晚晨日天")))
            continue;
        bool is_morning =
            !is_said && hours > 12 && gaz_scan_words_before(text, i, morning, G_N_ELEMENTS(morning));
        if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0) || is_morning) {
            g_autofree char *shown = gaz_text_to_utf8(gaz_text_slice(text, i, n));
            gaz_find(checker, GAZ_CHECK_IMPOSSIBLE_TIME, gaz_text_slice(text, i, n), NULL, shown);
        }
        last_end = i + n;
        i += n - 1;
    }
}

/* ---- years of two digits */

/* 97年底, 98年3月: no span of time is followed like that */
static bool is_short_year(struct gaz_text text, uint32_t at) {
    struct gaz_numeral number = gaz_numeral_digits(text, at);
    if (number.length != 2 || number.value < 50 || gaz_char_at(text, at + 2) != L'年') return false;
    struct gaz_numeral month = gaz_numeral_digits(text, at + 3);
    bool has_month = month.length > 0 && gaz_char_at(text, at + 3 + month.length) == L'月';
    return gaz_scan_begins_figure(text, at) &&
           (has_month || gaz_char_is_one_of(gaz_char_at(text, at + 3), "底初末度"));
}

static uint32_t single_han(uint32_t ch) {
    static const uint32_t digits[] = {L'一', L'二', L'三', L'四', L'五', L'六', L'七', L'八', L'九'};
    for (uint32_t i = 0; i < G_N_ELEMENTS(digits); i++)
        if (digits[i] == ch) return i + 1;
    return 0;
}

/* 九七年; 七八年 is seven or eight years */
static bool is_short_han_year(struct gaz_text text, uint32_t at) {
    uint32_t first = single_han(gaz_char_at(text, at)), second = single_han(gaz_char_at(text, at + 1));
    bool is_free = at == 0 || (!gaz_scan_is_han_numeral(text, at - 1) &&
                               !gaz_char_is_one_of(gaz_char_at(text, at - 1), "○第"));
    return first >= 5 && second > 0 && second != first + 1 && is_free && gaz_char_at(text, at + 2) == L'年' &&
           !gaz_char_is_one_of(gaz_char_at(text, at + 3), "级期制");
}

/* ---- approximate numbers */

/* 三、五天: two neighbours with 、 before a unit */
static uint32_t split_pair(struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"天", "个月", "年来", "年时间", "年之内", "年内", "年后",
                                        "人", "户",   "名",   "倍",     "十",     "百",   "千",
                                        "万", "个",   "分钟", "小时",   "公里",   "里地", "米"};
    uint32_t first = gaz_char_at(text, at) == L'两' ? 2 : single_han(gaz_char_at(text, at)),
             second = single_han(gaz_char_at(text, at + 2));
    bool is_pair = first > 0 && gaz_char_at(text, at + 1) == L'、' &&
                   (second == first + 1 || (first == 3 && second == 5));
    bool is_free = at > 0 && !gaz_scan_is_han_numeral(text, at - 1) &&
                   !gaz_char_is_one_of(gaz_char_at(text, at - 1), "第、（");
    return is_pair && is_free && gaz_scan_words(text, at + 3, units, G_N_ELEMENTS(units)) ? 3 : 0;
}

static void check_split_pair(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    if (split_pair(text, at) == 0) return;
    struct gaz_text where = gaz_text_slice(text, at, 3);
    g_autofree char *first = gaz_text_to_utf8(gaz_text_slice(text, at, 1)),
                    *second = gaz_text_to_utf8(gaz_text_slice(text, at + 2, 1)),
                    *proposal = g_strconcat(first, second, NULL);
    propose(checker, GAZ_CHECK_SPLIT_PAIR, where, proposal);
}

static uint32_t any_number_length(struct gaz_text text, uint32_t at) {
    uint32_t n = decimal_length(text, at);
    while (n > 0 && gaz_char_is_one_of(gaz_char_at(text, at + n), "十百千万亿%"))
        n++;
    if (n == 0)
        while (gaz_char_is_one_of(gaz_char_at(text, at + n), "一二三四五六七八九十百千万亿两"))
            n++;
    return n;
}

/* Where one of the words stands within a few characters of the same clause; 0: nowhere. */
static uint32_t word_near(struct gaz_text text, uint32_t from, const char *const *words, size_t n_words,
                          uint32_t *length) {
    for (uint32_t at = from; at < from + 5 && at < text.n; at++) {
        *length = gaz_scan_words(text, at, words, n_words);
        if (*length) return at;
        if (gaz_char_is_one_of(text.chars[at].ch, "。，；：、（）的和或")) return 0;
    }
    return 0;
}

static void tell_doubled(struct gaz_checker *checker, struct gaz_text text, uint32_t begin, uint32_t word,
                         uint32_t length) {
    struct gaz_text where = gaz_text_slice(text, begin, word + length - begin);
    g_autofree char *proposal = gaz_text_to_utf8(gaz_text_slice(text, begin, word - begin)),
                    *said = gaz_text_to_utf8(gaz_text_slice(text, word, length));
    gaz_find(checker, GAZ_CHECK_DOUBLED_LIMIT, where, proposal, said);
}

static const struct limit {
    const char *word, *not_after; /* the word's last character may end these: 节约, 附近 */
    const char *ends[4];
    bool takes_more; /* 多 and 余 right behind the number say the same again */
} limits[] = {{"约", "节合预签条公契制违邀大", {"左右", "上下"}, true},
              {"大约", "", {"左右", "上下"}, true},
              {"近", "附最邻靠接就临将", {"左右", "上下"}, true},
              {"将近", "", {"左右", "上下"}, true},
              {"至少", "", {"以上"}, false},
              {"不少于", "", {"以上"}, false},
              {"不低于", "", {"以上"}, false},
              {"超过", "不", {"以上"}, false},
              {"不超过", "", {"以下", "以内", "之内"}, false},
              {"最多", "", {"以下", "以内", "之内"}, false}};

static void check_limit(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                        const struct limit *limit) {
    uint32_t n = gaz_scan_word(text, at, limit->word), length = 1, n_ends = 0;
    if (n == 0 || gaz_char_is_in(gaz_char_at(text, at - 1), limit->not_after)) return;
    uint32_t number = at + n + gaz_char_is_one_of(gaz_char_at(text, at + n), "有为需达占");
    uint32_t end = number + any_number_length(text, number);
    if (end == number) return;
    while (n_ends < 4 && limit->ends[n_ends])
        n_ends++;
    bool has_more = limit->takes_more && gaz_char_is_one_of(gaz_char_at(text, end), "多余");
    uint32_t word = has_more ? end : word_near(text, end, limit->ends, n_ends, &length);
    if (word) tell_doubled(checker, text, at, word, length);
}

/* 减少了3倍: nothing becomes less by more than once */
static void check_less_times(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"减少", "降低", "下降", "缩小", "缩短",
                                        "减小", "压减", "缩减", "下调"};
    uint32_t n = gaz_scan_words(text, at, words, G_N_ELEMENTS(words)), end = at + n;
    if (n == 0) return;
    end += gaz_char_at(text, end) == L'了';
    end += gaz_char_is_one_of(gaz_char_at(text, end), "约近");
    uint32_t number = any_number_length(text, end);
    bool is_times =
        number > 0 && gaz_char_at(text, end + number) == L'倍' && gaz_char_at(text, end + number - 1) != '%';
    if (is_times)
        gaz_find(checker, GAZ_CHECK_LESS_TIMES, gaz_text_slice(text, at, end + number + 1 - at), NULL, NULL);
}

void gaz_check_numerals(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (is_short_year(text, i))
            gaz_find(checker, GAZ_CHECK_SHORT_YEAR, gaz_text_slice(text, i, 3), NULL, NULL);
        if (single_han(ch) && is_short_han_year(text, i))
            gaz_find(checker, GAZ_CHECK_SHORT_YEAR, gaz_text_slice(text, i, 3), NULL, NULL);
        if (single_han(ch) || ch == L'两') check_split_pair(checker, text, i);
        for (size_t k = 0; gaz_char_is_one_of(ch, "约大近将至不超最") && k < G_N_ELEMENTS(limits); k++)
            check_limit(checker, text, i, &limits[k]);
        if (gaz_char_is_one_of(ch, "减降下缩压")) check_less_times(checker, text, i);
    }
}

/* ---- amounts and units */

/* 3亿4500万: 3.45亿 */
static void check_two_units(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct gaz_numeral first = gaz_numeral_digits(text, at);
    uint32_t unit = gaz_char_at(text, at + first.length), second_at = at + first.length + 1;
    struct gaz_numeral second = gaz_numeral_digits(text, second_at);
    uint32_t small = gaz_char_at(text, second_at + second.length);
    bool is_hundred_millions = unit == L'亿' && small == L'万' && second.length <= 4,
         is_myriads = unit == L'万' && small == L'千' && second.length == 1;
    if (second.length == 0 || (!is_hundred_millions && !is_myriads)) return;
    g_autoptr(GString) proposal = g_string_new(NULL);
    g_string_printf(proposal, "%u.%0*u", first.value, is_myriads ? 1 : 4, second.value);
    while (proposal->str[proposal->len - 1] == '0')
        g_string_truncate(proposal, proposal->len - 1);
    g_string_append(proposal, is_myriads ? "万" : "亿");
    propose(checker, GAZ_CHECK_TWO_UNITS, gaz_text_slice(text, at, second_at + second.length + 1 - at),
            proposal->str);
}

/* 3.5亿万元, 2万万元: which of them is meant is not known. */
static void check_unit_twice(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"亿万元",   "亿亿元",   "万万元",   "千千万元",
                                        "千万万元", "百万万元", "万亿万元", "万元万元",
                                        "亿元亿元", "亿元万元", "万元亿元"};
    uint32_t n = decimal_length(text, at), unit = gaz_scan_words(text, at + n, units, G_N_ELEMENTS(units));
    if (unit) gaz_find(checker, GAZ_CHECK_TWO_UNITS, gaz_text_slice(text, at, n + unit), NULL, NULL);
}

/* 5月月8日, 8日日前, 1日月起; 2024年年底, 5月月末 and 6月日均 are right. */
static uint32_t date_unit_again(struct gaz_text text, uint32_t at) {
    uint32_t unit = gaz_char_at(text, at), next = gaz_char_at(text, at + 1),
             behind = gaz_char_at(text, at + 2);
    if (!gaz_char_is_one_of(unit, "年月日") || !gaz_char_is_one_of(next, "年月日")) return 0;
    bool is_end =
        behind == 0 || gaz_char_is_digit(behind) || gaz_char_is_one_of(behind, "，。；、）〉》起前止");
    bool is_wrong = unit == L'日' ? behind != L'期' && behind != L'均' : is_end;
    return is_wrong ? 2 : 0;
}

/* 26个个领域; 3个个体工商户 and 5个个案 are right. */
static uint32_t counter_again(struct gaz_text text, uint32_t at) {
    bool is_twice = gaz_char_at(text, at) == L'个' && gaz_char_at(text, at + 1) == L'个';
    return is_twice && !gaz_char_is_one_of(gaz_char_at(text, at + 2), "人案体性股别私旧险") ? 2 : 0;
}

/* 1280公里米, 500吨吨 */
static void check_unit_again(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {
        "元元",     "吨吨",         "公里米", "公里公里", "公顷公顷", "平方米米", "平方公里米", "亩亩",
        "公斤公斤", "平方米平方米", "公斤斤", "千瓦千瓦", "亿元元",   "元万元",   "立方米米",   "个百分点点"};
    uint32_t n = decimal_length(text, at), unit;
    n += gaz_char_is_one_of(gaz_char_at(text, at + n), "万亿");
    unit = gaz_scan_words(text, at + n, units, G_N_ELEMENTS(units));
    if (unit == 0) unit = date_unit_again(text, at + n);
    if (unit == 0) unit = counter_again(text, at + n);
    if (unit == 0) return;
    struct gaz_text where = gaz_text_slice(text, at + n, unit);
    g_autofree char *shown = gaz_text_to_utf8(where);
    gaz_find(checker, GAZ_CHECK_UNIT_TWICE, where, NULL, shown);
}

/* 3500立方。 386户1204。: what the number counts is lacking. */
static void check_unit_cut(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const cut[] = {"立方", "平方"};
    uint32_t n = decimal_length(text, at), unit = gaz_scan_words(text, at + n, cut, G_N_ELEMENTS(cut));
    bool is_bare = gaz_char_is_one_of(gaz_char_at(text, at + n + unit), "，。；、）");
    bool follows = gaz_char_at(text, at - 1) == L'户' && gaz_char_is_digit(gaz_char_at(text, at - 2));
    if (is_bare && (unit || follows))
        gaz_find(checker, GAZ_CHECK_UNIT_CUT, gaz_text_slice(text, at, n + unit), NULL, NULL);
}

/* 180，6亿元, 12，500元: a full-width comma for a point, or between groups. */
static void check_comma(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"亿元", "万元", "元", "％", "%"};
    uint32_t n = gaz_number_digit_length(text, at), rest = gaz_number_digit_length(text, at + n + 1),
             end = at + n + 1 + rest;
    bool is_mark =
        gaz_char_at(text, at + n) == 0xFF0C && gaz_scan_words(text, end, units, G_N_ELEMENTS(units)) > 0;
    bool is_year = n == 4 && gaz_char_at(text, at) == '2';
    if (is_mark && !is_year && (rest == 1 || (rest == 3 && n <= 3)))
        gaz_find(checker, GAZ_CHECK_COMMA_IN_NUMBER, gaz_text_slice(text, at + n, 1), NULL, NULL);
}

/* 4.2.5亿元; 4.2.5 at a line's beginning is a heading's number. */
static void check_points(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"亿",   "万",   "元", "％", "%",        "公里",
                                        "平方", "公顷", "亩", "吨", "个百分点", "倍"};
    uint32_t end = at, n = 0;
    for (uint32_t digits = 1; digits > 0 && n < 3; n++) {
        digits = gaz_number_digit_length(text, end + (n > 0));
        if (digits == 0 || (n > 0 && gaz_char_at(text, end) != '.')) break;
        end += digits + (n > 0);
    }
    if (n == 3 && at > 0 && gaz_scan_words(text, end, units, G_N_ELEMENTS(units)))
        gaz_find(checker, GAZ_CHECK_TWO_POINTS, gaz_text_slice(text, at, end - at), NULL, NULL);
}

/* Whether the number at `at` says an amount of money. */
static bool is_money(struct gaz_text text, uint32_t at) {
    static const char *const money[] = {
        "投资",   "资金",   "补助",   "补贴",     "奖励",     "奖金",     "罚款",     "经费",     "金额",
        "贷款",   "拨款",   "产值",   "税收",     "拨付",     "筹资",     "出资",     "融资",     "捐款",
        "价款",   "亏损",   "利润",   "资产",     "债务",     "注册资本", "增加值",   "生产总值", "销售额",
        "成交额", "交易额", "营业额", "预算收入", "预算支出", "财政收入", "财政支出", "存款余额", "贷款余额"};
    static const char *const between[] = {"人民币", "总额", "总计", "共计", "合计", "达到", "超过", "不少于",
                                          "不低于", "约",   "达",   "为",   "共",   "近",   "超",   "了",
                                          "额",     "增加", "各",   "突破", "实现", "完成"};
    for (int i = 0; i < 3; i++) {
        if (gaz_scan_words_before(text, at, money, G_N_ELEMENTS(money))) return true;
        uint32_t n = gaz_scan_words_before(text, at, between, G_N_ELEMENTS(between));
        if (n == 0) return false;
        at -= n;
    }
    return false;
}

static void check_money(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"万亿", "千万", "百万", "万", "亿"};
    uint32_t n = decimal_length(text, at);
    uint32_t unit = gaz_scan_words(text, at + n, units, G_N_ELEMENTS(units)), end = at + n + unit;
    bool ends = end == text.n || gaz_char_is_one_of(gaz_char_at(text, end), "。，；）");
    if (unit == 0 || !ends || !is_money(text, at)) return;
    struct gaz_text where = gaz_text_slice(text, at, end - at);
    g_autofree char *amount = gaz_text_to_utf8(where), *proposal = g_strconcat(amount, "元", NULL);
    gaz_find(checker, GAZ_CHECK_MONEY, where, proposal, amount);
}

static const struct unit {
    const char *wrong, *right;
} units[] = {
    {"Km", "km"},    {"KM", "km"},    {"KG", "kg"},   {"Kg", "kg"},   {"CM", "cm"},    {"Cm", "cm"},
    {"MM", "mm"},    {"Mm", "mm"},    {"m2", "m²"},   {"M2", "m²"},   {"M²", "m²"},    {"m3", "m³"},
    {"M3", "m³"},    {"M³", "m³"},    {"km2", "km²"}, {"Km2", "km²"}, {"KM2", "km²"},  {"hm2", "hm²"},
    {"cm2", "cm²"},  {"mm2", "mm²"},  {"KW", "kW"},   {"Kw", "kW"},   {"KWH", "kW·h"}, {"KWh", "kW·h"},
    {"Kwh", "kW·h"}, {"kwh", "kW·h"}, {"HZ", "Hz"},   {"hz", "Hz"},   {"Mpa", "MPa"},  {"MPA", "MPa"},
    {"mpa", "MPa"},  {"Kpa", "kPa"},  {"KPa", "kPa"}, {"kpa", "kPa"}, {"KV", "kV"},    {"Kv", "kV"},
    {"KVA", "kVA"},  {"ML", "mL"},    {"Ml", "mL"},   {"DB", "dB"},   {"db", "dB"}};

static bool is_unit_char(uint32_t ch) {
    return gaz_char_is_latin(ch) || ch == L'²' || ch == L'³';
}

static void check_unit(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t begin = at + decimal_length(text, at), end;
    begin += gaz_char_at(text, begin) == ' ';
    for (end = begin; is_unit_char(gaz_char_at(text, end)); end++)
        if (text.chars[end].attrs & (GAZ_CHAR_SUP | GAZ_CHAR_SUB)) return;
    if (end == begin || end - begin > 4) return;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (gaz_scan_word(text, begin, units[i].wrong) == end - begin)
            propose(checker, GAZ_CHECK_UNIT, gaz_text_slice(text, begin, end - begin), units[i].right);
}

/* 5～95% */
static void check_percent(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t n = decimal_length(text, at), second = at + n + 1;
    if (!is_range_mark(gaz_char_at(text, at + n))) return;
    uint32_t end = second + decimal_length(text, second);
    if (end == second || !gaz_char_is_one_of(gaz_char_at(text, end), "%％‰")) return;
    g_autofree char *number = gaz_text_to_utf8(gaz_text_slice(text, at, n)),
                    *mark = gaz_text_to_utf8(gaz_text_slice(text, end, 1)),
                    *proposal = g_strconcat(number, mark, NULL);
    propose(checker, GAZ_CHECK_PERCENT_RANGE, gaz_text_slice(text, at, n), proposal);
}

/* 1,23,456: groups of three among others */
static void check_groups(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t group = gaz_number_digit_length(text, at), end = at + group, n = 0, n_three = 0;
    bool is_short = group <= 3;
    for (; gaz_char_at(text, end) == ',' && gaz_char_is_digit(gaz_char_at(text, end + 1)); n++) {
        group = gaz_number_digit_length(text, end + 1);
        n_three += group == 3;
        end += 1 + group;
    }
    bool has_part = n > 0 && gaz_char_at(text, end) == '.' && gaz_char_is_digit(gaz_char_at(text, end + 1));
    if (has_part) end += 1 + gaz_number_digit_length(text, end + 1); /* 28,56.3元 */
    static const char *const money[] = {"元", "万元", "亿元"};
    bool is_money = gaz_scan_words(text, end, money, G_N_ELEMENTS(money)) > 0;
    bool is_one = n == 1 && group != 3 && group > 1 && is_money; /* 1,2345元 */
    bool is_bad = (is_one || (n >= 2 && (n_three == n - 1 || (is_money && n_three < n)))) && is_short;
    if (is_bad) gaz_find(checker, GAZ_CHECK_GROUPING, gaz_text_slice(text, at, end - at), NULL, NULL);
}

void gaz_check_amounts(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        if (!gaz_scan_begins_figure(text, i)) continue;
        check_two_units(checker, text, i);
        check_unit_twice(checker, text, i);
        check_unit_again(checker, text, i);
        check_points(checker, text, i);
        check_comma(checker, text, i);
        check_unit_cut(checker, text, i);
        check_unit(checker, text, i);
        check_percent(checker, text, i);
        check_groups(checker, text, i);
        if (gaz_passage_is_block_text(passage)) check_money(checker, text, i);
    }
}
