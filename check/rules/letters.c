/* letters.c: letters that stand for others or for digits (P-33): Cyrillic and Greek ones, full-width ones, l
 * and I for 1. */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

static const struct look {
    uint32_t is, meant;
} looks[] = {{0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'},
             {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0425, 'X'}, {0x0430, 'a'},
             {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'},
             {0x0406, 'I'}, {0x0456, 'i'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'},
             {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'},
             {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03BF, 'o'}};

static uint32_t look_of(uint32_t ch) {
    for (size_t i = 0; ch >= 0x0391 && ch <= 0x0456 && i < G_N_ELEMENTS(looks); i++)
        if (looks[i].is == ch) return looks[i].meant;
    return 0;
}

static bool is_wide_letter(uint32_t ch) {
    return (ch >= 0xFF21 && ch <= 0xFF3A) || (ch >= 0xFF41 && ch <= 0xFF5A);
}

/* A run of letters as it should be: all of them looks, or looks among Latin ones; a Russian word has others
 * too. */
static uint32_t find_looks(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    g_autoptr(GString) right = g_string_new(NULL);
    uint32_t end = at, n_looks = 0;
    bool is_other = false;
    for (; gaz_char_is_latin(gaz_char_at(text, end)) && !is_wide_letter(text.chars[end].ch); end++) {
        uint32_t ch = text.chars[end].ch, meant = look_of(ch);
        n_looks += meant > 0;
        is_other |= !meant && ch >= 0x80;
        g_string_append_unichar(right, meant ? meant : ch);
    }
    bool is_zero = n_looks == 1 && look_of(text.chars[at].ch) != 'A' && end - at > 1 &&
                   gaz_char_is_digit(gaz_char_at(text, end - 1)) && gaz_char_is_digit(text.chars[at].ch);
    if (n_looks && !is_other && !is_zero)
        gaz_find(checker, GAZ_CHECK_LOOK_ALIKE, gaz_text_slice(text, at, end - at), right->str, right->str);
    return MAX(end, at + 1);
}

/* ＧＤＰ; crosses stand for what a template left out */
static uint32_t find_wide(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    g_autoptr(GString) right = g_string_new(NULL);
    uint32_t end = at;
    bool is_cross = true;
    for (; is_wide_letter(gaz_char_at(text, end)); end++) {
        is_cross &= gaz_char_is_one_of(text.chars[end].ch, "ＸｘＹＺＮｎ");
        g_string_append_unichar(right, text.chars[end].ch - 0xFEE0);
    }
    if (!is_cross)
        gaz_find(checker, GAZ_CHECK_WIDE_LETTERS, gaz_text_slice(text, at, end - at), right->str, right->str);
    return end;
}

/* l5万元, 2I个, 20l4年: digits with letters that look like them, before what is counted. */
static uint32_t find_letter_digits(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"年", "月",   "日", "时",   "分",   "万", "亿", "元", "人",
                                        "名", "户",   "家", "项",   "次",   "个", "%",  "％", "亩",
                                        "吨", "公里", "米", "平方", "公顷", "倍", "天", "岁", "号"};
    g_autoptr(GString) right = g_string_new(NULL);
    uint32_t end = at, n_digits = 0, n_letters = 0, n_circles = 0;
    for (; gaz_char_is_one_of(gaz_char_at(text, end), "0123456789lI|OoО."); end++) {
        uint32_t ch = text.chars[end].ch;
        bool is_one = ch == 'l' || ch == 'I' || ch == '|', is_digit = gaz_char_is_digit(ch);
        n_digits += is_digit;
        n_letters += is_one;
        n_circles += !is_one && !is_digit && ch != '.';
        g_string_append_unichar(right, is_one ? '1' : is_digit || ch == '.' ? ch : '0');
    }
    bool is_end_circle = n_circles == 1 && gaz_char_is_one_of(gaz_char_at(text, end - 1), "OoО");
    bool is_unit = gaz_scan_words(text, end, units, G_N_ELEMENTS(units)) > 0;
    bool is_told = n_letters > 0 || (is_end_circle && gaz_char_at(text, end) != L'年'); /* others: zero */
    if (n_digits > 0 && is_told && is_unit)
        gaz_find(checker, GAZ_CHECK_LETTER_DIGIT, gaz_text_slice(text, at, end - at), right->str, right->str);
    while (gaz_char_is_latin(gaz_char_at(text, end)))
        end++;
    return MAX(end, at + 1);
}

/* O24-23456789: an area code begins with a zero. 〔2024〕O7号: no number does. */
static uint32_t find_area_code(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t code = gaz_number_digit_length(text, at + 1), sign = at + 1 + code;
    if (code > 0 && gaz_char_is_one_of(gaz_char_at(text, at - 1), "〕第") && gaz_char_at(text, sign) == L'号')
        gaz_find(checker, GAZ_CHECK_LETTER_DIGIT, gaz_text_slice(text, at, code + 1), NULL, "0");
    uint32_t rest =
        gaz_char_is_one_of(gaz_char_at(text, sign), "-—－") ? gaz_number_digit_length(text, sign + 1) : 0;
    if (code < 2 || code > 3 || rest < 7 || rest > 8) return at + 1;
    g_autofree char *digits = gaz_text_to_utf8(gaz_text_slice(text, at + 1, code)),
                    *right = g_strconcat("0", digits, NULL);
    gaz_find(checker, GAZ_CHECK_LETTER_DIGIT, gaz_text_slice(text, at, code + 1), right, right);
    return sign;
}

/* 电话：l2345 */
static void find_long(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t n = gaz_number_digit_length(text, at + 1);
    bool is_number = gaz_char_is_one_of(gaz_char_at(text, at - 1), "：:") && n >= 4 &&
                     !gaz_char_is_latin(gaz_char_at(text, at + 1 + n));
    if (!is_number) return;
    g_autofree char *digits = gaz_text_to_utf8(gaz_text_slice(text, at + 1, n)),
                    *right = g_strconcat("1", digits, NULL);
    gaz_find(checker, GAZ_CHECK_LETTER_DIGIT, gaz_text_slice(text, at, n + 1), right, right);
}

/* 第l条, 共l个: an l alone is no litre, which a number stands before. */
static void find_lone(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    static const char *const units[] = {"年", "月", "日", "个", "名", "户", "家",
                                        "项", "次", "条", "款", "号", "章", "节"};
    bool is_alone = gaz_char_is_han(gaz_char_at(text, at - 1)) &&
                    gaz_scan_words(text, at + 1, units, G_N_ELEMENTS(units));
    if (is_alone) gaz_find(checker, GAZ_CHECK_LETTER_DIGIT, gaz_text_slice(text, at, 1), "1", "1");
}

void gaz_check_letters(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n;)
        i = gaz_char_is_latin(text.chars[i].ch) && !is_wide_letter(text.chars[i].ch)
                ? find_looks(checker, text, i)
            : is_wide_letter(text.chars[i].ch) ? find_wide(checker, text, i)
                                               : i + 1;
    for (uint32_t i = 0; i < text.n;) {
        bool begins = gaz_char_is_digit(text.chars[i].ch) || gaz_char_is_one_of(text.chars[i].ch, "lI|");
        bool is_free = i == 0 || !gaz_char_is_latin(text.chars[i - 1].ch);
        if (text.chars[i].ch == 'l') find_lone(checker, text, i);
        if (text.chars[i].ch == 'l') find_long(checker, text, i);
        i = !is_free                  ? i + 1
            : begins                  ? find_letter_digits(checker, text, i)
            : text.chars[i].ch == 'O' ? find_area_code(checker, text, i)
                                      : i + 1;
    }
}
