/* figures.c: where figures are: what a number takes along on both sides.
 *
 * A figure begins with a digit. It goes on with digits, signs of units, and what joins digits to digits: a
 * point, a colon, a slash, an operator, the blank before a group of three or four. What follows is its unit:
 * Latin behind a blank, or Chinese where the style keeps them together. What precedes is its sign, the
 * letters of a code, or 第.
 */
#include "layout/text/context.h"

#include <glib.h>
#include <string.h>

struct figures {
    struct gaz_text text;
    uint8_t *ties;
    bool with_unit;
};

static uint32_t at(const struct figures *f, uint32_t i) {
    return gaz_char_at(f->text, i);
}

static bool is_blank(uint32_t ch) {
    return ch == 0x20 || ch == 0xA0 || (ch >= 0x2000 && ch <= 0x200A) || ch == 0x202F;
}

bool gaz_char_is_figure(uint32_t ch) {
    return gaz_char_is_digit(ch) || (ch >= 0xFF10 && ch <= 0xFF19);
}

bool gaz_char_is_raised(uint32_t ch) {
    return ch == 0xB9 || ch == 0xB2 || ch == 0xB3 || (ch >= 0x2070 && ch <= 0x209C);
}

bool gaz_char_is_unit_sign(uint32_t ch) {
    if (ch < 0x80) return ch == '%';
    return gaz_char_is_raised(ch) || gaz_char_is_one_of(ch, "°′″‴‰‱％﹪℃℉") || (ch >= 0xBC && ch <= 0xBE) ||
           (ch >= 0x2150 && ch <= 0x215F) || (ch >= 0x3380 && ch <= 0x33DF) /* ㎡ ㎏ ㎞ */;
}

bool gaz_char_is_number_sign(uint32_t ch) {
    if (ch < 0x80) return ch == '+' || ch == '-' || ch == '$';
    return gaz_char_is_one_of(ch, "±−＋－￥＄￡¥£€¢№§≤≥≦≧≮≯＜＞≈∅⌀∠") || (ch >= 0x20A0 && ch <= 0x20C0);
}

static void tie(const struct figures *f, uint32_t i, enum gaz_tie how) {
    if (i > 0 && i < f->text.n) f->ties[i] = MAX(f->ties[i], (uint8_t)how);
}

static void tie_all(const struct figures *f, uint32_t first, uint32_t end, enum gaz_tie how) {
    for (uint32_t i = first; i < end; i++)
        tie(f, i, how);
}

/* ---- the figure itself */

/* what joins digits to digits without a blank; a dash only in a code (GB/T 9704—2012): elsewhere it is from …
 * to, and a line may end behind it */
static bool is_joiner(uint32_t ch, bool code) {
    if (ch < 0x80) return ch != 0 && strchr(".,:/-+^~=*", (int)ch) != NULL;
    return gaz_char_is_one_of(ch, "．：／－＋×÷±∶−–·") || (code && gaz_char_is_one_of(ch, "—―"));
}

static bool is_operator(uint32_t ch) {
    return gaz_char_is_one_of(ch, "×÷±∶:");
}

static uint32_t digits_from(const struct figures *f, uint32_t i) {
    uint32_t n = 0;
    while (gaz_char_is_figure(at(f, i + n)))
        n++;
    return n;
}

static uint32_t digits_before(const struct figures *f, uint32_t i) {
    uint32_t n = 0;
    while (n < i && gaz_char_is_figure(at(f, i - n - 1)))
        n++;
    return n;
}

bool gaz_is_group_blank(struct gaz_text text, uint32_t i) {
    const struct figures f = {.text = text};
    if (!is_blank(at(&f, i))) return false; /* before the digits are counted: it is asked of each character */
    uint32_t behind = digits_from(&f, i + 1), before = digits_before(&f, i);
    return (behind == 3 || behind == 4) && before >= 1 && before <= 4;
}

/* Behind a blank: 234 of 1 234, 0000 of 138 0000, 15′ of 30° 15′, × 10⁵. The end of what goes on, or i. */
static uint32_t step_over_blank(const struct figures *f, uint32_t i) {
    uint32_t next = i + 1, n = digits_from(f, next), last = at(f, i - 1);
    if (is_operator(at(f, next))) {
        next += is_blank(at(f, next + 1)) ? 2 : 1;
        return gaz_char_is_figure(at(f, next)) ? next + 1 : i;
    }
    if (n > 0 && gaz_char_is_one_of(last, "°′")) return next + n;
    return gaz_is_group_blank(f->text, i) ? next + n : i;
}

/* × that stands for a digit: 20××年 */
static bool is_placeholder(const struct figures *f, uint32_t i) {
    if (at(f, i) != 0xD7) return false;
    return at(f, i + 1) == 0xD7 || at(f, i - 1) == 0xD7 ||
           gaz_char_is_one_of(at(f, i + 1), "年月日号〕〉》】）)]");
}

/* 2．2000年: the ． behind the number of a paragraph */
static bool is_label(const struct figures *f, uint32_t i) {
    return at(f, i) == 0xFF0E && digits_before(f, i) == i;
}

static uint32_t figure_step(const struct figures *f, uint32_t i, bool code) {
    uint32_t ch = at(f, i);
    if (gaz_char_is_figure(ch) || gaz_char_is_unit_sign(ch) || gaz_char_extends(ch) || is_placeholder(f, i))
        return i + 1;
    if (is_blank(ch)) return step_over_blank(f, i);
    if (!is_joiner(ch, code) || is_label(f, i)) return i;
    if (gaz_char_is_figure(at(f, i + 1))) return i + 2;
    bool spaced = is_operator(ch) && ch != ':' && is_blank(at(f, i + 1));
    return spaced && gaz_char_is_figure(at(f, i + 2)) ? i + 3 : i;
}

static uint32_t figure_end(const struct figures *f, uint32_t i, bool code) {
    for (uint32_t next; (next = figure_step(f, i, code)) > i;)
        i = next;
    return i;
}

/* ---- what stands before it */

static bool is_capital(uint32_t ch) {
    return ch >= 'A' && ch <= 'Z';
}

/* GB/T 9704, ISO 9001, K12: where the letters of a code before the figure begin; i when there are none.
 * Behind a blank they are two capitals at least. */
static uint32_t code_begin(const struct figures *f, uint32_t i) {
    uint32_t end = is_blank(at(f, i - 1)) ? i - 1 : i, begin = end, capitals = 0;
    while (begin > 0 && (is_capital(at(f, begin - 1)) || gaz_char_is_one_of(at(f, begin - 1), "/／")))
        capitals += is_capital(at(f, --begin));
    if (begin > 0 && (g_unichar_islower(at(f, begin - 1)) || gaz_char_is_figure(at(f, begin - 1)))) {
        bool local = gaz_char_is_figure(at(f, begin - 1)) && at(f, begin) == '/'; /* DB21/T 1234 */
        if (!local) return i;
    }
    return capitals >= 2 || (at(f, end - 2) == '/' && capitals) ? begin : i;
}

/* No. 5, Art. 3, pp. 3–5: an abbreviation and its number */
static bool is_abbreviated(const struct figures *f, uint32_t i) {
    uint32_t letters = 0;
    if (!is_blank(at(f, i - 1)) || at(f, i - 2) != '.') return false;
    for (uint32_t k = i - 2; k > 0 && g_unichar_isalpha(at(f, k - 1)) && at(f, k - 1) < 0x80; k--)
        letters++;
    uint32_t first = at(f, i - 2 - letters);
    return letters > 0 && letters <= 4 && (is_capital(first) || first == 'p');
}

/* 5月-8月: a hyphen behind a figure's unit says to, not less than nothing */
static bool is_range(const struct figures *f, uint32_t hyphen) {
    for (uint32_t k = 1; k <= 3 && k <= hyphen; k++) {
        uint32_t ch = at(f, hyphen - k);
        if (gaz_char_is_figure(ch)) return true;
        if (!gaz_char_is_han(ch) && !gaz_char_is_unit_sign(ch)) return false;
    }
    return false;
}

static void tie_before(const struct figures *f, uint32_t i, bool code) {
    uint32_t before = is_blank(at(f, i - 1)) ? i - 1 : i, ch = at(f, before - 1);
    bool hyphen = gaz_char_is_one_of(ch, "-–－‐") && before == i;
    if ((gaz_char_is_number_sign(ch) && ch != '-' && ch != 0xFF0D) || (hyphen && !is_range(f, i - 1)) ||
        code || is_abbreviated(f, i))
        tie_all(f, before, i + 1, GAZ_TIE_SOLID);
    else if (f->with_unit && ch == 0x7B2C /* 第 */)
        tie_all(f, before, i + 1, GAZ_TIE_STAYS);
}

/* ---- what stands behind it */

/* A base unit with a prefix that makes it greater or smaller, at the end of the letters [begin, end). */
static bool is_latin_unit(const char *letters) {
    static const char *const bases[] = {
        "m",   "g",   "s",   "A",  "K",  "mol", "cd", "Hz",  "N",   "Pa",  "J",   "W",   "C",  "V",
        "F",   "Ω",   "S",   "Wb", "T",  "H",   "lm", "lx",  "Bq",  "Gy",  "Sv",  "L",   "l",  "t",
        "h",   "d",   "min", "a",  "ha", "eV",  "B",  "b",   "bit", "bps", "dB",  "VA",  "Wh", "Ah",
        "var", "cal", "in",  "ft", "r",  "rad", "px", "dpi", "ppm", "ppb", "rpm", "NTU", NULL};
    static const char *const prefixes[] = {"",  "k", "h", "da", "d", "c", "m", "µ",
                                           "μ", "n", "p", "M",  "G", "T", "P", NULL};
    for (int p = 0; prefixes[p]; p++)
        if (g_str_has_prefix(letters, prefixes[p]) && g_strv_contains(bases, letters + strlen(prefixes[p])))
            return true;
    return false;
}

/* The letters of m³/s, km, mg/L, kW·h that stand at i: whether all are units. */
static bool is_latin_quantity(const struct figures *f, uint32_t i) {
    bool any = false;
    for (;;) {
        char letters[32] = "";
        int n = 0;
        for (; n < 24 && (g_unichar_isalpha(at(f, i)) && !gaz_char_is_han(at(f, i))); i++)
            n += g_unichar_to_utf8(at(f, i), letters + n);
        letters[n] = '\0';
        if (!is_latin_unit(letters)) return any && n == 0;
        any = true;
        while (gaz_char_is_raised(at(f, i)) || gaz_char_is_digit(at(f, i)) || at(f, i) == '^')
            i++;
        if (!gaz_char_is_one_of(at(f, i), "/·•⋅.")) return true;
        i++;
    }
}

/* measure words of one character */
static const char units[] =
    "年月日时分秒号元角个人名岁天次倍条款项目家亩吨米户座处件册份本页章节级类期届批部辆台套所间"
    "栋幢层楼室段克升度点位周季旬例起场组队支只头匹棵株张枚面块片根艘架把颗粒具副对双袋箱桶瓶盒"
    "站省市县区乡镇村里尺寸斤两瓦伏折成路分种门笔宗股代世集卷版轮圈步字";
/* and of more, the longer ones first */
static const char *const long_units[] = {
    "个百分点", "个工作日", "平方公里", "平方千米", "平方厘米", "平方毫米", "立方厘米", "千瓦小时", "平方米",
    "立方米",   "工作日",   "百分点",   "千瓦时",   "摄氏度",   "公里",     "公顷",     "公斤",     "千米",
    "千克",     "千瓦",     "千伏",     "千帕",     "兆瓦",     "兆帕",     "兆赫",     "毫米",     "毫升",
    "毫克",     "厘米",     "分米",     "微米",     "微克",     "纳米",     "小时",     "分钟",     "周岁",
    "周年",     "星期",     "个月",     "年度",     "月份",     "美元",     "欧元",     "英镑",     "日元",
    "港元",     "人次",     "海里",     "英尺",     "英寸",     "平米",     "瓦时",     NULL};

static uint32_t length_at(const struct figures *f, uint32_t i, const char *word) {
    uint32_t n = 0;
    for (; *word; word = g_utf8_next_char(word), n++)
        if (at(f, i + n) != g_utf8_get_char(word)) return 0;
    return n;
}

/* 万元, 余亩, 平方米 of the number before i: how many characters */
static uint32_t chinese_unit(const struct figures *f, uint32_t i) {
    uint32_t from = i;
    for (int k = 0; long_units[k]; k++)
        if (length_at(f, i, long_units[k])) return length_at(f, i, long_units[k]);
    while (gaz_char_is_one_of(at(f, i), "十百千万亿余多"))
        i++;
    for (int k = 0; i > from && long_units[k]; k++)
        if (length_at(f, i, long_units[k])) return i - from + length_at(f, i, long_units[k]);
    return i - from + gaz_char_is_in(at(f, i), units);
}

/* 2024年 and 7月, 7月 and 5日; 2018— and 2030年, 3月～ and 5月: one thing, where there is another place to
 * end a line. `end`: behind the unit. */
static void hold_together(const struct figures *f, uint32_t end) {
    bool date = gaz_char_is_one_of(at(f, end - 1), "年月");
    uint32_t next = end;
    while (next < end + 2 && gaz_char_is_one_of(at(f, next), "～—–－-~"))
        next++;
    if ((date || next > end) && gaz_char_is_figure(at(f, next))) tie(f, next, GAZ_TIE_HELD);
}

static void tie_behind(const struct figures *f, uint32_t end) {
    uint32_t unit = end + is_blank(at(f, end)), n = 0;
    if (gaz_char_is_unit_sign(at(f, unit)) || (unit > end && is_latin_quantity(f, unit)))
        tie_all(f, end, unit + 1, GAZ_TIE_SOLID);
    else if (f->with_unit && (n = chinese_unit(f, unit)))
        tie_all(f, end, unit + n, GAZ_TIE_STAYS);
    if (f->with_unit) hold_together(f, n ? unit + n : end);
}

/* ---- numbers of documents */

/* No. 11 [2024]: the year in brackets stands with its number */
static bool is_behind_number(const struct figures *f, uint32_t bracket) {
    if (bracket < 2 || !is_blank(at(f, bracket - 1))) return false;
    uint32_t n = digits_before(f, bracket - 1);
    return n > 0 && bracket - 1 - n > 0 && is_abbreviated(f, bracket - 1 - n);
}

/* 〔2019〕5号, [2024]第11号 at the bracket i: it is one thing (C-34). */
static void tie_document_number(const struct figures *f, uint32_t i) {
    static const char opening[] = "〔［【[（(", *const closing = "〕］】]）)";
    if (!gaz_char_is_in(at(f, i), opening)) return;
    uint32_t k = i + 1, year = 0;
    while (gaz_char_is_figure(at(f, k + year)) || at(f, k + year) == 0xD7)
        year++;
    if (year != 4 || !gaz_char_is_in(at(f, k + year), closing)) return;
    if (is_behind_number(f, i)) tie(f, i, GAZ_TIE_STAYS);
    k += year + 1;
    bool certain = at(f, i) == 0x3014;
    if (certain) tie_all(f, i + 1, k, GAZ_TIE_SOLID);
    while (is_blank(at(f, k)) || at(f, k) == 0x7B2C)
        k++;
    uint32_t digits = k;
    while (gaz_char_is_figure(at(f, k)) || at(f, k) == 0xD7)
        k++;
    uint32_t end = k + is_blank(at(f, k));
    bool numbered = k > digits && at(f, end) == 0x53F7 /* 号 */;
    if (numbered || (certain && k > digits)) tie_all(f, i + 1, numbered ? end + 1 : k, GAZ_TIE_SOLID);
}

void gaz_tie_figures(struct gaz_text text, uint8_t *ties, bool number_with_unit) {
    struct figures f = {text, ties, number_with_unit};
    for (uint32_t i = 0; i < text.n;) {
        uint32_t ch = text.chars[i].ch;
        if (!gaz_char_is_figure(ch)) {
            if (ch < 0x4E00 || ch > 0x9FFF) tie_document_number(&f, i);
            i++;
            continue;
        }
        uint32_t code = code_begin(&f, i), end = figure_end(&f, i, code < i);
        tie_before(&f, i, code < i);
        tie_all(&f, i + 1, end, GAZ_TIE_SOLID);
        tie_behind(&f, end);
        i = end;
    }
}
