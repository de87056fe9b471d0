/* amounts.c: figures that contradict one another or lack what they need: shares, growth, sums in running
 * text, amounts in capital numerals, grouping (P-29, P-34, P-35). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

static bool is_percent(uint32_t ch) {
    return gaz_char_is_one_of(ch, "%％");
}

/* ---- 占全市的105% */

static void check_share(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                        struct gaz_scan_figure figure) {
    static const char *const words[] = {"占",     "占比",   "比重",   "覆盖率", "合格率", "入学率",
                                        "绿化率", "普及率", "达标率", "参保率", "完好率", "就业率",
                                        "处理率", "接种率", "满意率", "签约率", "办结率", "优良率"};
    uint32_t end = at + figure.length, from = at - MIN(at, 14);
    if (figure.micro <= 100 * (int64_t)1000000 || !is_percent(gaz_char_at(text, end))) return;
    for (uint32_t i = at; i-- > from;) {
        if (gaz_char_is_one_of(text.chars[i].ch, "，。；：、（）增长高升多降")) return;
        uint32_t n = gaz_scan_words(text, i, words, G_N_ELEMENTS(words));
        bool is_land = n == 1 && gaz_char_is_one_of(gaz_char_at(text, i + 1), "地用领据有");
        if (n == 0 || is_land) continue;
        gaz_find(checker, GAZ_CHECK_SHARE_OVER, gaz_text_slice(text, at, end + 1 - at), NULL, NULL);
        return;
    }
}

/* ---- 同比增长5.3, 普及率达到65, 5%个百分点 */

/* 占年度计划的102.3 */
static bool is_share_of(struct gaz_text text, uint32_t at) {
    if (gaz_char_at(text, at - 1) != L'的') return false;
    for (uint32_t i = at - 1; i-- > at - MIN(at, 14) && !gaz_char_is_one_of(text.chars[i].ch, "，。；：、");)
        if (text.chars[i].ch == L'占') return !gaz_char_is_one_of(gaz_char_at(text, i + 1), "地用领据有");
    return false;
}

/* 容积率 and the like have no unit; these are percentages. */
static bool is_rate(struct gaz_text text, uint32_t at) {
    static const char *const verbs[] = {"提高到", "提高至", "稳定在", "保持在", "控制在", "达到", "达", "为"};
    static const char *const rates[] = {
        "普及率", "覆盖率", "合格率", "入学率", "绿化率", "达标率", "参保率", "完好率", "就业率",   "利用率",
        "处置率", "收集率", "办结率", "满意率", "参与率", "回收率", "巩固率", "升学率", "城镇化率", "到位率",
        "完成率", "处理率", "签约率", "化率",   "比例",   "比重",   "占比",   "优良率", "失业率"};
    uint32_t verb = gaz_scan_words_before(text, at, verbs, G_N_ELEMENTS(verbs));
    uint32_t end = at - verb;
    bool is_any = verb > 0 && gaz_char_at(text, end - 1) == L'率' && /* 办税率; 容积率, 汇率 are none */
                  gaz_char_is_han(gaz_char_at(text, end - 2)) &&
                  !gaz_char_is_one_of(gaz_char_at(text, end - 2), "积汇频功斜倍心速分密曲效表概比辨样转码帧");
    return is_any || (verb > 0 && gaz_scan_words_before(text, end, rates, G_N_ELEMENTS(rates)) > 0);
}

static void check_growth(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                         struct gaz_scan_figure figure) {
    static const char *const words[] = {"同比增长", "同比下降", "环比增长", "环比下降", "增长率为",
                                        "增速为",   "占比为",   "占比达",   "比重达",   "同比增加了",
                                        "同比提高", "增长",     "下降",     "增长了",   "下降了"};
    uint32_t end = at + figure.length, behind = gaz_char_at(text, end);
    bool is_bare = behind == 0 || gaz_char_is_one_of(behind, "，。；、");
    if (is_bare && (gaz_scan_words_before(text, at, words, G_N_ELEMENTS(words)) || is_rate(text, at) ||
                    is_share_of(text, at))) {
        g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, at, figure.length)),
                        *right = g_strconcat(is, "%", NULL);
        gaz_find(checker, GAZ_CHECK_PERCENT_LACKING, gaz_text_slice(text, at, figure.length), right, right);
    }
    uint32_t n = is_percent(behind) ? gaz_scan_word(text, end + 1, "个百分点") : 0;
    n += is_percent(behind) && is_percent(gaz_char_at(text, end + 1));
    static const char *const hundredth[] = {"百分之"};
    uint32_t points = gaz_scan_word(text, end, "个百分点");
    bool is_after = points > 0 && is_percent(gaz_char_at(text, end + points)); /* 5个百分点% */
    bool is_twice = is_after || (is_percent(behind) && (n || gaz_scan_words_before(text, at, hundredth, 1)));
    n += is_after ? points : 0;
    if (is_twice)
        gaz_find(checker, GAZ_CHECK_PERCENT_TWICE, gaz_text_slice(text, at, end + 1 + n - at), NULL, NULL);
}

/* ---- 甲10户、乙20户，共30户 */

enum { MOST_PARTS = 32, LONGEST_NAME = 14 };

static const int64_t MOST_PART = INT64_MAX / (MOST_PARTS + 1);

static const char *const counted[] = {"万元", "亿元", "元", "万人", "人",     "名",   "户",   "家", "个",
                                      "项",   "件",   "次", "公里", "平方米", "公顷", "万亩", "亩", "吨",
                                      "万吨", "辆",   "台", "套",   "所",     "处",   "座",   "批", "份"};

static uint32_t unit_at(struct gaz_text text, uint32_t at) {
    return gaz_scan_words(text, at, counted, G_N_ELEMENTS(counted));
}

static bool is_same(struct gaz_text text, uint32_t a, uint32_t b, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (gaz_char_at(text, a + i) != gaz_char_at(text, b + i)) return false;
    return true;
}

struct parts {
    uint32_t n, unit, unit_length; /* how many there are, and the unit that all have */
    int64_t sum;
};

/* A part: a name of a few ideographs, a number, the unit. Moves on behind it. */
static bool take_part(struct gaz_text text, uint32_t *at, struct parts *parts) {
    uint32_t i = *at, year = gaz_number_digit_length(text, i);
    if (year == 4 && gaz_char_at(text, i + year) == L'年') i += year + 1; /* 2024年1亿元、2025年1.5亿元 */
    while (i < *at + LONGEST_NAME && gaz_char_is_han(gaz_char_at(text, i)) &&
           !gaz_scan_is_han_numeral(text, i))
        i++;
    struct gaz_scan_figure figure = gaz_scan_figure(text, i);
    uint32_t unit = i + figure.length, n = figure.length ? unit_at(text, unit) : 0;
    if (n == 0 || i == *at || figure.micro > MOST_PART ||
        (parts->n > 0 && (n != parts->unit_length || !is_same(text, unit, parts->unit, n))))
        return false;
    parts->unit = unit;
    parts->unit_length = n;
    parts->sum += figure.micro;
    parts->n++;
    *at = unit + n;
    return true;
}

static const char *const totals[] = {"共计", "合计", "总计", "共"};

static struct parts parts_at(struct gaz_text text, uint32_t *at) {
    struct parts parts = {0};
    while (parts.n < MOST_PARTS && !gaz_scan_words(text, *at, totals, G_N_ELEMENTS(totals)) &&
           take_part(text, at, &parts) && gaz_char_is_one_of(gaz_char_at(text, *at), "、，和及与"))
        (*at)++;
    return parts;
}

static void tell_sum(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                     struct gaz_scan_figure told, const struct parts *parts) {
    g_autofree char *sum = parts->sum % 1000000 ? g_strdup_printf("%.6g", (double)parts->sum / 1e6)
                                                : g_strdup_printf("%" G_GINT64_FORMAT, parts->sum / 1000000);
    if (told.micro != parts->sum && parts->n >= 2)
        gaz_find(checker, GAZ_CHECK_TEXT_TOTAL, gaz_text_slice(text, at, told.length), NULL, sum);
}

/* Parts, then the whole: …，共（计）30户. The parts begin the clause. Gives where they end. */
static uint32_t check_parts_first(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct parts parts = parts_at(text, &at);
    uint32_t n = parts.n >= 2 ? gaz_scan_words(text, at, totals, G_N_ELEMENTS(totals)) : 0;
    struct gaz_scan_figure told = n ? gaz_scan_figure(text, at + n) : (struct gaz_scan_figure){0};
    if (told.length && unit_at(text, at + n + told.length) == parts.unit_length &&
        is_same(text, at + n + told.length, parts.unit, parts.unit_length))
        tell_sum(checker, text, at + n, told, &parts);
    return at;
}

/* 3座大型水库、12座中型水库，合计16座: the numbers stand before what they count. */
static void check_numbers_first(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    struct parts parts = {0};
    uint32_t i = at;
    if (gaz_char_is_one_of(gaz_char_at(text, at - 1), "、和及与，")) return;
    while (parts.n < MOST_PARTS) {
        struct gaz_scan_figure figure = gaz_scan_figure(text, i);
        uint32_t unit = i + figure.length, n = figure.length ? unit_at(text, unit) : 0, end = unit + n;
        bool is_unit = n > 0 && figure.micro <= MOST_PART &&
                       (parts.n == 0 || (n == parts.unit_length && is_same(text, unit, parts.unit, n)));
        if (!is_unit) break;
        while (end < unit + n + LONGEST_NAME && gaz_char_is_han(gaz_char_at(text, end)))
            end++;
        bool is_joined = gaz_char_is_one_of(gaz_char_at(text, end - 1), "和及与") &&
                         gaz_char_is_digit(gaz_char_at(text, end)); /* 3座大型水库和12座中型水库 */
        if (!is_joined && !gaz_char_is_one_of(gaz_char_at(text, end), "、，")) return;
        parts = (struct parts){parts.n + 1, unit, n, parts.sum + figure.micro};
        i = end + !is_joined;
    }
    uint32_t n = parts.n >= 2 ? gaz_scan_words(text, i, totals, G_N_ELEMENTS(totals)) : 0;
    struct gaz_scan_figure told = n ? gaz_scan_figure(text, i + n) : (struct gaz_scan_figure){0};
    uint32_t unit = i + n + told.length;
    if (told.length && unit_at(text, unit) == parts.unit_length &&
        is_same(text, unit, parts.unit, parts.unit_length))
        tell_sum(checker, text, i + n, told, &parts);
}

/* Two kinds of which whatever is counted is one or the other. */
static const char *const halves[][2] = {
    {"市级", "区"},      {"市级", "县"},     {"省级", "市"},   {"中央", "地方"}, {"城镇", "农村"},
    {"城镇", "乡村"},    {"城市", "农村"},   {"城区", "乡村"}, {"男", "女"},     {"新建", "改"},
    {"新建", "续建"},    {"新开工", "续建"}, {"公办", "民办"}, {"线上", "线下"}, {"地上", "地下"},
    {"财政", "自筹"},    {"室内", "室外"},   {"境内", "境外"}, {"省内", "省外"}, {"市内", "市外"},
    {"在职", "退休"},    {"本地", "外地"},   {"国有", "集体"}, {"有偿", "无偿"}, {"固定", "流动"},
    {"上半年", "下半年"}};

/* Whether the two parts that stand between the places are such halves: 市级200万元，区县150万元. */
static bool are_halves(struct gaz_text text, uint32_t from, uint32_t until) {
    uint32_t second = from;
    while (second < until && !gaz_char_is_one_of(text.chars[second].ch, "、，和及与"))
        second++;
    struct gaz_text one = gaz_text_slice(text, from, second - from),
                    two = gaz_text_slice(text, second, until - second);
    for (size_t i = 0; i < G_N_ELEMENTS(halves); i++)
        for (int k = 0; k < 2; k++)
            if (gaz_scan_find(one, 0, halves[i][k]) < one.n && gaz_scan_find(two, 0, halves[i][!k]) < two.n)
                return true;
    return false;
}

/* The whole, then its parts: 共30户，其中甲10户、乙21户。 Told where the sum is near: parts may be left out,
 * and of two all the more, if they are no halves. */
static void check_whole_first(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                              struct gaz_scan_figure whole) {
    static const char *const words[] = {"，其中：", "，其中", "。其中：", "。其中",
                                        "（其中：", "（其中", "，分别为", "，包括"};
    uint32_t unit = at + whole.length, n_unit = unit_at(text, unit), next = unit + n_unit;
    while (n_unit && next < unit + n_unit + 6 && gaz_char_is_han(gaz_char_at(text, next)))
        next++; /* 共30户居民，其中 */
    uint32_t n = n_unit ? gaz_scan_words(text, next, words, G_N_ELEMENTS(words)) : 0, from = next + n;
    if (n == 0) return;
    uint32_t begin = from;
    struct parts parts = parts_at(text, &from);
    bool is_unit = parts.n >= 2 && parts.unit_length == n_unit && is_same(text, unit, parts.unit, n_unit),
         is_end = gaz_char_is_one_of(gaz_char_at(text, from), "。；）") || from == text.n,
         is_near = ABS(parts.sum - whole.micro) <= whole.micro / 10,
         is_whole = parts.n >= 3 || are_halves(text, begin, from);
    if (is_unit && is_end && is_near && is_whole) tell_sum(checker, text, at, whole, &parts);
}

/* part / whole in thousandths of a percent */
static int64_t thousandths(int64_t part, int64_t whole) {
    for (; part > INT64_MAX / 100000; whole /= 10)
        part /= 10;
    return whole > 0 ? part * 100000 / whole : 0;
}

/* 共200户，其中甲50户，占30%: how much it is stands in the sentence. Only right behind the whole; what it
 * is a share of must not be said otherwise. */
static void check_part_share(struct gaz_checker *checker, struct gaz_text text, uint32_t at,
                             struct gaz_scan_figure whole) {
    static const char *const words[] = {"，占总数的", "，占总量的", "，占总额的", "，占比为",
                                        "，占比达",   "，占比",     "，占"};
    uint32_t unit = at + whole.length, n_unit = unit_at(text, unit), part = unit + n_unit;
    bool is_whole = n_unit > 0 && gaz_scan_words_before(text, at, totals, G_N_ELEMENTS(totals)) > 0;
    uint32_t n = is_whole ? gaz_scan_word(text, part, "，其中") : 0;
    struct parts parts = {.unit = unit, .unit_length = n_unit, .n = 1};
    part += n;
    if (n == 0 || !take_part(text, &part, &parts)) return;
    uint32_t said = part + gaz_scan_words(text, part, words, G_N_ELEMENTS(words));
    struct gaz_scan_figure share = said > part ? gaz_scan_figure(text, said) : (struct gaz_scan_figure){0};
    bool is_share =
        share.length && is_percent(gaz_char_at(text, said + share.length)) && parts.sum <= whole.micro;
    if (!is_share) return;
    int64_t right = thousandths(parts.sum, whole.micro);
    if (ABS(right - share.micro / 1000) <= 1000) return; /* however it is rounded */
    g_autofree char *shown = g_strdup_printf("%d.%d", (int)(right / 1000), (int)(right / 100 % 10));
    gaz_find(checker, GAZ_CHECK_PART_SHARE, gaz_text_slice(text, said, share.length + 1), NULL, shown);
}

/* ---- 由500吨减少到450吨，下降20% */

/* A number with its unit, 500吨; moves on behind it. length 0: none. */
static struct gaz_scan_figure take_amount(struct gaz_text text, uint32_t *at, uint32_t *n_unit) {
    struct gaz_scan_figure figure = gaz_scan_figure(text, *at);
    *n_unit = figure.length ? unit_at(text, *at + figure.length) : 0;
    if (*n_unit == 0 || figure.micro <= 0 || figure.micro > MOST_PART) return (struct gaz_scan_figure){0};
    *at += figure.length + *n_unit;
    return figure;
}

/* at: where the first number begins */
static void check_change(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const from[] = {"由", "从"};
    static const char *const to[] = {"增加到", "增加至", "增长到", "增长至", "提高到", "提高至",
                                     "上升到", "上升至", "减少到", "减少至", "下降到", "下降至",
                                     "降低到", "降低至", "降到",   "降至"};
    static const char *const by[] = {"，增长了", "，增长",   "，增加了", "，提高了", "，提高",
                                     "，上升",   "，下降了", "，下降",   "，减少了", "，降低了",
                                     "，降低",   "，降幅为", "，增幅为"};
    uint32_t n_first, n_second, i = at;
    if (!gaz_scan_words_before(text, at, from, G_N_ELEMENTS(from))) return;
    struct gaz_scan_figure first = take_amount(text, &i, &n_first);
    uint32_t n = first.length ? gaz_scan_words(text, i, to, G_N_ELEMENTS(to)) : 0, second_at = i + n;
    struct gaz_scan_figure second =
        n ? take_amount(text, &second_at, &n_second) : (struct gaz_scan_figure){0};
    bool is_unit =
        second.length && n_first == n_second && is_same(text, i - n_first, second_at - n_second, n_first);
    uint32_t said = is_unit ? second_at + gaz_scan_words(text, second_at, by, G_N_ELEMENTS(by)) : second_at;
    struct gaz_scan_figure share =
        said > second_at ? gaz_scan_figure(text, said) : (struct gaz_scan_figure){0};
    if (!is_unit || !share.length || !is_percent(gaz_char_at(text, said + share.length))) return;
    int64_t right = thousandths(ABS(second.micro - first.micro), first.micro);
    if (ABS(right - share.micro / 1000) <= 1000) return; /* however it is rounded */
    g_autofree char *shown = g_strdup_printf("%d.%d", (int)(right / 1000), (int)(right / 100 % 10));
    gaz_find(checker, GAZ_CHECK_PART_SHARE, gaz_text_slice(text, said, share.length + 1), NULL, shown);
}

/* ---- 甲占35%，其余占60% */

/* The shares of a sentence, of which the last one is all the rest. at: where 其余 stands. */
static void check_rest(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    enum { WHOLE = 100000000, ROUNDING = 600000 };
    static const char *const rests[] = {"其余的占", "其余占", "剩余占", "余下的占"};
    uint32_t n = gaz_scan_words(text, at, rests, G_N_ELEMENTS(rests)), from = at;
    struct gaz_scan_figure rest = n ? gaz_scan_figure(text, at + n) : (struct gaz_scan_figure){0};
    if (!rest.length || !is_percent(gaz_char_at(text, at + n + rest.length))) return;
    int64_t sum = rest.micro;
    bool has_other = false;
    while (from > 0 && !gaz_char_is_one_of(text.chars[from - 1].ch, "。；")) {
        from--;
        if (!gaz_scan_begins_figure(text, from)) continue;
        struct gaz_scan_figure one = gaz_scan_figure(text, from);
        has_other |= !is_percent(gaz_char_at(text, from + one.length)) || one.micro > WHOLE;
        sum += has_other ? 0 : one.micro;
    }
    bool is_good = ABS(sum - WHOLE) <= ROUNDING;
    if (has_other || is_good || sum == rest.micro) return;
    int64_t right = WHOLE - (sum - rest.micro);
    g_autofree char *shown =
        g_strdup_printf("%d.%d", (int)(right / 1000000), (int)(ABS(right) / 100000 % 10));
    gaz_find(checker, GAZ_CHECK_PART_SHARE, gaz_text_slice(text, at + n, rest.length + 1), NULL, shown);
}

/* ---- 壹佰万元整（100万元） */

static int64_t capital_digit(uint32_t ch) {
    static const uint32_t digits[] = {L'零', L'壹', L'贰', L'叁', L'肆', L'伍', L'陆', L'柒', L'捌', L'玖'};
    for (int64_t i = 0; i < 10; i++)
        if (digits[i] == ch) return i;
    return ch == L'弍' || ch == L'貳' ? 2 : -1;
}

static int64_t capital_unit(uint32_t ch) {
    return ch == L'拾' ? 10 : ch == L'佰' ? 100 : ch == L'仟' ? 1000 : 0;
}

static int64_t unit_value(uint32_t ch) {
    return ch == L'万' ? 10000 : ch == L'亿' ? 100000000 : 1;
}

enum { MOST_HUNDRED_MILLIONS = 100000000 }; /* before 亿 */

/* 壹佰贰拾万 in ones; moves on behind it. 0: no number. */
static int64_t capitals_at(struct gaz_text text, uint32_t *at) {
    int64_t whole = 0, section = 0, digit = 0;
    uint32_t i = *at;
    for (; i < *at + 24; i++) {
        uint32_t ch = gaz_char_at(text, i);
        int64_t value = capital_digit(ch), unit = capital_unit(ch);
        if (value >= 0) {
            digit = value;
        } else if (unit) {
            section += unit * (digit ? digit : 1);
            digit = 0;
        } else if (ch == L'万' || ch == L'亿') {
            if (ch == L'亿' && whole + section + digit > MOST_HUNDRED_MILLIONS) return 0;
            whole = ch == L'万' ? whole + (section + digit) * 10000 : (whole + section + digit) * 100000000;
            section = digit = 0;
        } else {
            break;
        }
    }
    *at = i;
    return whole + section + digit;
}

/* 伍角, 叁分: how many; moves on behind it. */
static int64_t take_small(struct gaz_text text, uint32_t *at, uint32_t unit) {
    uint32_t i = *at + (gaz_char_at(text, *at) == L'零');
    int64_t value = capital_digit(gaz_char_at(text, i));
    if (value <= 0 || gaz_char_at(text, i + 1) != unit) return 0;
    *at = i + 2;
    return value;
}

/* 壹佰元伍角整 */
static struct words {
    uint32_t length; /* 0: no amount of money */
    int64_t cents;
} words_at(struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    int64_t ones = capitals_at(text, &end);
    if (ones <= 0 || !gaz_char_is_one_of(gaz_char_at(text, end), "元圆")) return (struct words){0};
    end++;
    int64_t tens = take_small(text, &end, L'角'), cents = take_small(text, &end, L'分');
    end += gaz_char_is_one_of(gaz_char_at(text, end), "整正");
    return (struct words){end - at, ones * 100 + tens * 10 + cents};
}

/* The number in digits at `number`, with 万 or 亿: other than what stands in words? */
static void compare_amounts(struct gaz_checker *checker, struct gaz_text text, uint32_t number,
                            struct gaz_text said, struct words words) {
    struct gaz_scan_figure figure = gaz_scan_figure(text, number);
    int64_t unit = unit_value(gaz_char_at(text, number + figure.length));
    if (figure.length == 0 || figure.micro > INT64_MAX / unit || figure.micro * unit == words.cents * 10000)
        return;
    g_autofree char *shown = gaz_text_to_utf8(said);
    gaz_find(checker, GAZ_CHECK_CAPITALS, gaz_text_slice(text, number, figure.length + (unit > 1)), NULL,
             shown);
}

/* 100万元（大写：: where its digits begin; UINT32_MAX: they do not stand before `at`. */
static uint32_t digits_before(struct gaz_text text, uint32_t at) {
    static const char *const between[] = {
        "元（大写：",   "元（大写:",        "元（大写人民币：", "元（大写人民币", "元（大写",
        "元（人民币：", "元（人民币大写：", "元（人民币大写",   "元（人民币",     "元整（大写：",
        "元（即",       "元，大写：",       "元，大写人民币",   "元，大写",       "元（"};
    uint32_t n = gaz_scan_words_before(text, at, between, G_N_ELEMENTS(between)), end = at - n;
    if (n == 0) return UINT32_MAX;
    end -= unit_value(gaz_char_at(text, end - 1)) > 1;
    uint32_t begin = end;
    while (gaz_char_is_digit(gaz_char_at(text, begin - 1)) ||
           gaz_char_is_one_of(gaz_char_at(text, begin - 1), ".,"))
        begin--;
    bool is_whole = begin < end && gaz_scan_begins_figure(text, begin) &&
                    gaz_scan_figure(text, begin).length == end - begin;
    return is_whole ? begin : UINT32_MAX;
}

static void check_capitals(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const between[] = {"（小写：", "（小写", "（人民币", "（即",  "（¥",
                                          "（￥",     "（",     "，即",     "，小写"};
    struct words words = words_at(text, at);
    if (words.length == 0) return;
    struct gaz_text said = gaz_text_slice(text, at, words.length);
    uint32_t end = at + words.length, open = gaz_scan_words(text, end, between, G_N_ELEMENTS(between)),
             number = end + open, before = digits_before(text, at);
    while (gaz_char_is_one_of(gaz_char_at(text, number), "：:¥￥ 币"))
        number++;
    if (open) compare_amounts(checker, text, number, said, words);
    if (before != UINT32_MAX) compare_amounts(checker, text, before, said, words);
}

/* ---- 党的20大, 14五, 第3产业: stable words */

static const struct stable {
    const char *wrong, *right;
} stable[] = {{"党的20大", "党的二十大"},
              {"党的19大", "党的十九大"},
              {"党的18大", "党的十八大"},
              {"第1产业", "第一产业"},
              {"第2产业", "第二产业"},
              {"第3产业", "第三产业"},
              {"14五", "十四五"},
              {"15五", "十五五"},
              {"十4五", "十四五"},
              {"十5五", "十五五"},
              {"13五", "十三五"},
              {"3农", "三农"},
              {"1律", "一律"},
              {"1致", "一致"},
              {"1方面", "一方面"},
              {"1系列", "一系列"},
              {"星期1", "星期一"},
              {"星期2", "星期二"},
              {"星期3", "星期三"},
              {"星期4", "星期四"},
              {"星期5", "星期五"},
              {"星期6", "星期六"},
              {"正月15", "正月十五"},
              {"腊月23", "腊月二十三"},
              {"5四运动", "五四运动"},
              {"4书5经", "四书五经"},
              {"1起", "一起"},
              {"1定", "一定"},
              {"进1步", "进一步"},
              {"1带1路", "一带一路"},
              {"2十大", "二十大"},
              {"1体化", "一体化"},
              {"3中全会", "三中全会"},
              {"4中全会", "四中全会"},
              {"5中全会", "五中全会"},
              {"1次性", "一次性"},
              {"1网通办", "一网通办"},
              {"第1书记", "第一书记"},
              {"唯1", "唯一"},
              {"统1", "统一"},
              {"之1。", "之一。"},
              {"双1流", "双一流"},
              {"1票否决", "一票否决"},
              {"1岗双责", "一岗双责"},
              {"3重1大", "三重一大"}};

static void check_stable(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    for (size_t i = 0; i < G_N_ELEMENTS(stable); i++) {
        uint32_t n = gaz_scan_word(text, at, stable[i].wrong);
        if (n == 0 || (gaz_char_is_digit(text.chars[at].ch) &&
                       gaz_char_is_one_of(gaz_char_at(text, at - 1), "0123456789.,-—～~第")))
            continue;
        if (gaz_char_is_digit(gaz_char_at(text, at + n))) continue;
        gaz_find(checker, GAZ_CHECK_STABLE_WORD, gaz_text_slice(text, at, n), stable[i].right,
                 stable[i].right);
        return;
    }
}

static bool begins_clause(struct gaz_text text, uint32_t at) {
    return at == 0 || gaz_char_is_one_of(text.chars[at - 1].ch, "，。；：（中、");
}

void gaz_check_contradictions(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t parts_end = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (gaz_char_is_digit(ch) || gaz_char_is_one_of(ch, "党第十星正腊五进唯统之双"))
            check_stable(checker, text, i);
        if ((capital_digit(ch) > 0 || ch == L'拾') && capital_digit(gaz_char_at(text, i - 1)) < 0 &&
            !capital_unit(gaz_char_at(text, i - 1)))
            check_capitals(checker, text, i);
        if (gaz_char_is_han(ch) && begins_clause(text, i) && i >= parts_end)
            parts_end = check_parts_first(checker, text, i);
        if (gaz_char_is_one_of(ch, "其剩余")) check_rest(checker, text, i);
        if (!gaz_scan_begins_figure(text, i)) continue;
        struct gaz_scan_figure figure = gaz_scan_figure(text, i);
        if (figure.length == 0) continue;
        check_change(checker, text, i);
        check_share(checker, text, i, figure);
        check_growth(checker, text, i, figure);
        check_whole_first(checker, text, i, figure);
        check_numbers_first(checker, text, i);
        check_part_share(checker, text, i, figure);
    }
}

/* ---- one way of grouping in an issue: P-34 */

struct grouping {
    uint32_t n[2]; /* with commas, without any */
    struct gaz_text first[2];
};

static void put_groups(struct grouping *grouping, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n;) {
        struct gaz_scan_figure figure =
            gaz_scan_begins_figure(text, i) ? gaz_scan_figure(text, i) : (struct gaz_scan_figure){0};
        uint32_t whole = gaz_number_digit_length(text, i), end = i + figure.length;
        bool is_amount = figure.length && unit_at(text, end) > 0 && gaz_char_at(text, i + whole) != '-';
        bool has_groups = gaz_char_at(text, i + whole) == ',';
        if (is_amount && (has_groups || whole >= 5)) {
            if (grouping->n[!has_groups]++ == 0)
                grouping->first[!has_groups] = gaz_text_slice(text, i, figure.length);
        }
        i += MAX(figure.length, 1);
    }
}

void gaz_check_grouping_style(struct gaz_checker *checker) {
    struct grouping grouping = {0};
    for (uint32_t i = 0; i < checker->n_passages; i++)
        put_groups(&grouping, checker->passages[i].text);
    if (grouping.n[0] == 0 || grouping.n[1] == 0) return;
    bool rare = grouping.n[1] < grouping.n[0];
    g_autofree char *other = gaz_text_to_utf8(grouping.first[!rare]);
    gaz_find(checker, GAZ_CHECK_GROUPING_STYLE, grouping.first[rare], NULL, other);
}
