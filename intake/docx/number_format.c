/* number_format.c: formats in families: figures, letters, rows of signs, Chinese counting. */
#include "intake/docx/number_format.h"

#include "base/text/text.h"

#include <string.h>

/* ---- figures */

static void add_decimal(GString *out, uint32_t number) {
    g_string_append_printf(out, "%u", number);
}

static void add_two_figures(GString *out, uint32_t number) {
    g_string_append_printf(out, "%02u", number);
}

static void add_full_width(GString *out, uint32_t number) {
    char figures[16];
    g_snprintf(figures, sizeof figures, "%u", number);
    for (const char *at = figures; *at; at++)
        g_string_append(out, gaz_utf8_of(0xFF10 + (uint32_t)(*at - '0')).bytes);
}

static void add_in_dashes(GString *out, uint32_t number) {
    g_string_append_printf(out, "- %u -", number);
}

static void add_hex(GString *out, uint32_t number) {
    g_string_append_printf(out, "%X", number);
}

static void add_ordinal(GString *out, uint32_t number) {
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    bool is_teen = number / 10 % 10 == 1;
    g_string_append_printf(out, "%u%s", number, ends[number % 10 < 4 && !is_teen ? number % 10 : 0]);
}

/* ---- letters */

/* z is followed by aa, bb, … (17.18.59 lowerLetter) */
static void add_letter(GString *out, uint32_t number, char first) {
    if (number == 0 || number > 26 * 30) {
        add_decimal(out, number);
        return;
    }
    for (uint32_t i = 0; i <= (number - 1) / 26; i++)
        g_string_append_c(out, (char)(first + (char)((number - 1) % 26)));
}

static void add_lower_letter(GString *out, uint32_t number) {
    add_letter(out, number, 'a');
}

static void add_upper_letter(GString *out, uint32_t number) {
    add_letter(out, number, 'A');
}

static void add_upper_roman(GString *out, uint32_t number) {
    static const struct {
        uint32_t value;
        const char *letters;
    } steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    if (number == 0 || number > 32767) {
        add_decimal(out, number);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        for (; number >= steps[i].value; number -= steps[i].value)
            g_string_append(out, steps[i].letters);
}

static void add_lower_roman(GString *out, uint32_t number) {
    gsize begin = out->len;
    add_upper_roman(out, number);
    for (gsize i = begin; i < out->len; i++)
        out->str[i] = g_ascii_tolower(out->str[i]);
}

/* ---- rows of signs */

/* The number's sign in a row of `n` that lie behind one another from `first` on. */
static void add_of_block(GString *out, uint32_t number, uint32_t first, uint32_t n) {
    if (number >= 1 && number <= n)
        g_string_append(out, gaz_utf8_of(first + number - 1).bytes);
    else
        add_decimal(out, number);
}

static void add_circled(GString *out, uint32_t number) {
    add_of_block(out, number, 0x2460, 20);
}

static void add_in_parentheses(GString *out, uint32_t number) {
    add_of_block(out, number, 0x2474, 20);
}

static void add_with_stop(GString *out, uint32_t number) {
    add_of_block(out, number, 0x2488, 20);
}

/* The standard has them in circles; Word sets ㈠ (MS-OI29500 2.1.540 a), and Word's number is wanted. */
static void add_ideograph_in_parentheses(GString *out, uint32_t number) {
    add_of_block(out, number, 0x3220, 10);
}

static void add_of_row(GString *out, uint32_t number, const char *row, uint32_t n) {
    if (number < 1 || number > n) {
        add_decimal(out, number);
        return;
    }
    const char *at = g_utf8_offset_to_pointer(row, (glong)number - 1);
    g_string_append_len(out, at, g_utf8_next_char(at) - at);
}

static const char stems[] = "甲乙丙丁戊己庚辛壬癸", branches[] = "子丑寅卯辰巳午未申酉戌亥";

static void add_stem(GString *out, uint32_t number) {
    add_of_row(out, number, stems, 10);
}

static void add_branch(GString *out, uint32_t number) {
    add_of_row(out, number, branches, 12);
}

static void add_cycle(GString *out, uint32_t number) {
    if (number < 1 || number > 60) {
        add_decimal(out, number);
        return;
    }
    add_stem(out, (number - 1) % 10 + 1);
    add_branch(out, (number - 1) % 12 + 1);
}

/* ---- Chinese counting */

static void add_figure(GString *out, const char *figures, uint32_t figure) {
    const char *at = g_utf8_offset_to_pointer(figures, (glong)figure);
    g_string_append_len(out, at, g_utf8_next_char(at) - at);
}

/* Word has ○ (U+25CB) for the zero of chineseCounting and taiwaneseCounting; the character of GB/T 15835 is
 * 〇. */
static const char plain_figures[] = "〇一二三四五六七八九";

static void add_digits(GString *out, uint32_t number) {
    if (number >= 10) add_digits(out, number / 10);
    add_figure(out, plain_figures, number % 10);
}

struct counting {
    const char *figures; /* of 0 to 9 */
    const char *units;   /* 十百千 */
    const char *myriad;
    bool says_one;  /* 壹拾: a one before every unit */
    bool says_zero; /* 一百零一 */
};

static const struct counting counting = {"零一二三四五六七八九", "十百千", "万", false, true},
                             traditional = {"零一二三四五六七八九", "十百千", "萬", false, true},
                             legal = {"零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万", true, true},
                             legal_traditional = {"零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", true, true},
                             japanese = {"〇一二三四五六七八九", "十百千", "万", false, false},
                             japanese_legal = {"零壱弐参四伍六七八九", "拾百阡", "萬", true, false};

/* Up to 9999; is_inner: something stands before it. */
static void add_below_myriad(GString *out, uint32_t number, const struct counting *way, bool is_inner) {
    bool is_zero_due = false;
    for (int place = 3; place >= 0; place--) {
        static const uint32_t values[] = {1, 10, 100, 1000};
        uint32_t figure = number / values[place] % 10;
        if (figure == 0) {
            is_zero_due |= is_inner;
            continue;
        }
        if (is_zero_due && way->says_zero) add_figure(out, way->figures, 0);
        is_zero_due = false;
        bool is_bare =
            figure == 1 && !way->says_one && (way->says_zero ? place == 1 && !is_inner : place >= 1);
        if (!is_bare) add_figure(out, way->figures, figure);
        if (place) add_figure(out, way->units, (uint32_t)place - 1);
        is_inner = true;
    }
}

static void add_counted(GString *out, uint32_t number, const struct counting *way) {
    if (number == 0) {
        add_figure(out, way->figures, 0);
        return;
    }
    if (number > 99999999) {
        add_decimal(out, number);
        return;
    }
    if (number >= 10000) {
        add_below_myriad(out, number / 10000, way, false);
        g_string_append(out, way->myriad);
    }
    add_below_myriad(out, number % 10000, way, number >= 10000);
}

static void add_counting_thousand(GString *out, uint32_t number) {
    add_counted(out, number, &counting);
}

static void add_traditional(GString *out, uint32_t number) {
    add_counted(out, number, &traditional);
}

/* chineseCounting, taiwaneseCounting: from a hundred on figure by figure */
static void add_counting(GString *out, uint32_t number) {
    if (number < 100)
        add_counted(out, number, &counting);
    else
        add_digits(out, number);
}

static void add_legal(GString *out, uint32_t number) {
    add_counted(out, number, &legal);
}

static void add_legal_traditional(GString *out, uint32_t number) {
    add_counted(out, number, &legal_traditional);
}

static void add_japanese(GString *out, uint32_t number) {
    add_counted(out, number, &japanese);
}

static void add_japanese_legal(GString *out, uint32_t number) {
    add_counted(out, number, &japanese_legal);
}

static void add_nothing(GString *out, uint32_t number) {
    (void)out, (void)number;
}

/* ---- all of them */

static const struct {
    const char *name;
    void (*add)(GString *out, uint32_t number);
} formats[] = {
    {"decimal", add_decimal},
    {"decimalZero", add_two_figures},
    {"decimalHalfWidth", add_decimal},
    {"decimalFullWidth", add_full_width},
    {"decimalFullWidth2", add_full_width},
    {"decimalEnclosedCircle", add_circled},
    {"decimalEnclosedCircleChinese", add_circled},
    {"decimalEnclosedParen", add_in_parentheses},
    {"decimalEnclosedFullstop", add_with_stop},
    {"numberInDash", add_in_dashes},
    {"ordinal", add_ordinal},
    {"hex", add_hex},
    {"lowerLetter", add_lower_letter},
    {"upperLetter", add_upper_letter},
    {"lowerRoman", add_lower_roman},
    {"upperRoman", add_upper_roman},
    {"chineseCounting", add_counting},
    {"chineseCountingThousand", add_counting_thousand},
    {"taiwaneseCounting", add_counting},
    {"taiwaneseCountingThousand", add_traditional},
    {"chineseLegalSimplified", add_legal},
    {"ideographLegalTraditional", add_legal_traditional},
    {"japaneseCounting", add_japanese},
    {"japaneseLegal", add_japanese_legal},
    {"japaneseDigitalTenThousand", add_digits},
    {"ideographDigital", add_digits},
    {"taiwaneseDigital", add_digits},
    {"ideographEnclosedCircle", add_ideograph_in_parentheses},
    {"ideographTraditional", add_stem},
    {"ideographZodiac", add_branch},
    {"ideographZodiacTraditional", add_cycle},
    {"bullet", add_nothing},
    {"none", add_nothing},
};

/* "001, 002, 003, …": as many figures as the first one has */
static bool add_custom(GString *out, uint32_t number, const char *pattern) {
    int width = (int)strspn(pattern, "0123456789");
    g_string_append_printf(out, "%0*u", MIN(width, 9), number);
    return width > 0;
}

/* ---- formats by example */

/* "①, ②, ③, ..."; "一, 十, 一百(简), ...": what a format shows of three numbers (MS-DOCX 2.4). */
static bool shows(const char *format, const char *pattern, const uint32_t numbers[3]) {
    g_autoptr(GString) shown = g_string_new(NULL);
    for (int i = 0; i < 3; i++) {
        if (i > 0) g_string_append(shown, ", ");
        gaz_docx_add_number(shown, numbers[i], format, NULL);
    }
    return g_str_has_prefix(pattern, shown->str);
}

/* The format that is meant by an example; NULL: none is. */
static const char *format_by_example(const char *example) {
    static const uint32_t ways[][3] = {{1, 2, 3}, {1, 10, 100}};
    g_autoptr(GString) pattern = g_string_new(example);
    g_string_replace(pattern, "○", "〇", 0);
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(ways); k++)
            if (formats[i].add != add_nothing && shows(formats[i].name, pattern->str, ways[k]))
                return formats[i].name;
    return NULL;
}

bool gaz_docx_add_number(GString *out, uint32_t number, const char *format, const char *pattern) {
    bool by_example = pattern && g_str_equal(format, "custom");
    if (by_example && strspn(pattern, "0123456789") > 0) return add_custom(out, number, pattern);
    const char *meant = by_example ? format_by_example(pattern) : NULL;
    if (meant) format = meant;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i].name, format) == 0) {
            formats[i].add(out, number);
            return true;
        }
    add_decimal(out, number);
    return false;
}
