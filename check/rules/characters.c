/* characters.c: characters that stand for another one: what a PDF or another program left, old forms. */
#include "check/checker.h"

#include "base/process/sorted.h"

#include <string.h>

static const struct variant {
    uint32_t form, standard;
} variants[] = {
#define GAZ_VARIANT(form, standard) {form, standard},
#include "check/rules/variants.def"
#undef GAZ_VARIANT
};

static uint32_t standard_of(uint32_t ch) {
    size_t i;
    GAZ_LOWER_BOUND(i, G_N_ELEMENTS(variants), variants[i].form < ch);
    return i < G_N_ELEMENTS(variants) && variants[i].form == ch ? variants[i].standard : 0;
}

static void find_char(struct gaz_checker *checker, enum gaz_check_rule rule, struct gaz_text text,
                      uint32_t at, uint32_t right) {
    struct gaz_utf8 is = gaz_utf8_of(gaz_char_at(text, at)), wanted = gaz_utf8_of(right);
    char code[16];
    g_snprintf(code, sizeof code, "U+%04X", gaz_char_at(text, at));
    gaz_find(checker, rule, gaz_text_slice(text, at, 1), right ? wanted.bytes : NULL, is.bytes, code);
}

/* Radicals that Unicode has no ideograph for: what PDF readers give for it. */
static const struct variant radicals[] = {
    {0x2EA0, L'民'}, {0x2EC4, L'西'}, {0x2EC5, L'见'}, {0x2EC6, L'角'}, {0x2EC9, L'贝'}, {0x2ECB, L'车'},
    {0x2ED3, L'长'}, {0x2ED4, L'门'}, {0x2ED8, L'青'}, {0x2ED9, L'韦'}, {0x2EDA, L'页'}, {0x2EDB, L'风'},
    {0x2EDC, L'飞'}, {0x2EDD, L'食'}, {0x2EE2, L'马'}, {0x2EE5, L'鱼'}, {0x2EE6, L'鸟'}, {0x2EE8, L'麦'},
    {0x2EE9, L'黄'}, {0x2EEC, L'齐'}, {0x2EEE, L'齿'}, {0x2EF0, L'龙'},
};

/* The ideograph that a radical or compatibility ideograph looks like; 0: none that Unicode tells. */
static uint32_t plain_form(uint32_t ch) {
    for (size_t i = 0; i < G_N_ELEMENTS(radicals); i++)
        if (radicals[i].form == ch) return radicals[i].standard;
    gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(ch, TRUE, plain, G_N_ELEMENTS(plain));
    return n == 1 && plain[0] != ch ? plain[0] : 0;
}

static bool is_private(uint32_t ch) {
    return (ch >= 0xE000 && ch <= 0xF8FF) || ch >= 0xF0000;
}

static void look_at(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, standard = standard_of(ch);
    if (standard)
        find_char(checker, GAZ_CHECK_VARIANT, text, at, standard);
    else if (is_private(ch))
        find_char(checker, GAZ_CHECK_PRIVATE, text, at, 0);
    else if (ch >= 0x2E80 && gaz_char_is_odd(ch) && gaz_char_is_han(ch))
        find_char(checker, GAZ_CHECK_RADICAL, text, at, plain_form(ch));
    else if (ch == 0xFFFD)
        find_char(checker, GAZ_CHECK_LOST_CHARACTER, text, at, 0);
}

void gaz_check_characters(struct gaz_checker *checker, const struct gaz_passage *passage) {
    for (uint32_t i = 0; i < passage->text.n; i++)
        if (passage->text.chars[i].ch >= 0x2E80) look_at(checker, passage->text, i);
}

/* ---- digits: P-33 */

enum { FIRST_YEAR_OF_CIRCLE = 2012 /* GB/T 15835-2011; before it ○ was a habit */ };

static bool is_wide_digit(uint32_t ch) {
    return ch >= 0xFF10 && ch <= 0xFF19;
}

/* A run of full-width digits, with the full-width point and percent sign among them: one finding. */
static uint32_t find_wide_digits(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    g_autoptr(GString) right = g_string_new(NULL);
    uint32_t end = at;
    for (; is_wide_digit(gaz_char_at(text, end)) ||
           (gaz_char_at(text, end) == 0xFF0E && is_wide_digit(gaz_char_at(text, end + 1)));
         end++)
        g_string_append_unichar(right, text.chars[end].ch - 0xFEE0);
    gaz_find(checker, GAZ_CHECK_WIDE_DIGITS, gaz_text_slice(text, at, end - at), right->str, right->str);
    return end;
}

/* A letter or another circle that stands for 〇 or 0: between numerals, or at a year's end. */
static uint32_t zero_for(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    bool is_circle = gaz_char_is_one_of(ch, "OoОоΟο");
    bool is_han_digit = gaz_char_is_one_of(before, "一二三四五六七八九〇");
    if (is_han_digit && (is_circle || ch == '0') &&
        gaz_char_is_one_of(after, "一二三四五六七八九〇○年OoОоΟο0"))
        return 0x3007;
    if (is_han_digit && ch == L'○' && gaz_char_is_one_of(after, "一二三四五六七八九〇○年")) return 0x3007;
    if (is_circle && gaz_char_is_digit(before) && (gaz_char_is_digit(after) || after == 0x5E74)) return '0';
    return 0;
}

void gaz_check_digits(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n;) {
        if (is_wide_digit(text.chars[i].ch)) {
            i = find_wide_digits(checker, text, i);
            continue;
        }
        uint32_t zero = zero_for(text, i);
        bool is_habit = text.chars[i].ch == L'○';
        if (is_habit && passage->doc->issued.year < FIRST_YEAR_OF_CIRCLE) zero = 0;
        if (zero) find_char(checker, is_habit ? GAZ_CHECK_CIRCLE : GAZ_CHECK_ZERO, text, i, zero);
        i++;
    }
}
