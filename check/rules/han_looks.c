/* han_looks.c: what is no ideograph and looks like one (P-33): kana, and a dash for 一, as text recognition
 * gives them.
 */
#include "check/checker.h"
#include "check/scan.h"

static const struct look {
    uint32_t is, meant;
} looks[] = {{0x30CB, L'二'}, {0x30FC, L'一'}, {0x30ED, L'口'}, {0x30A8, L'工'},
             {0x30AB, L'力'}, {0x30BF, L'夕'}, {0x30C8, L'卜'}, {0x30CF, L'八'},
             {0x3127, L'一'}, {0x31D0, L'一'}, {0x30FB, L'·'},  {0x4E36, L'、'}};

static bool is_kana(uint32_t ch) {
    return ch >= 0x3041 && ch <= 0x30FE;
}

/* Among ideographs, and in no Japanese word. */
static uint32_t kana_for(struct gaz_text text, uint32_t at) {
    uint32_t ch = text.chars[at].ch, before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    bool is_alone = !is_kana(before) && !is_kana(after) &&
                    (gaz_char_is_han(before) || (gaz_char_is_han(after) && ch != 0x30FB) || after == L'、');
    for (size_t i = 0; is_alone && i < G_N_ELEMENTS(looks); i++)
        if (looks[i].is == ch) return looks[i].meant;
    return 0;
}

static bool is_dash(uint32_t ch) {
    return gaz_char_is_one_of(ch, "—－–―─-");
}

/* 统—, 进—步, —次性: no place and no step of a procedure is called so, as in 澄浦—望江. */
static bool is_in_word(struct gaz_text text, uint32_t at) {
    static const char *const behind[] = {"次性", "个个", "系列", "体化",   "方面",   "站式",   "条龙",
                                         "揽子", "部分", "定的", "定程度", "定规模", "定比例", "些",
                                         "般",   "律",   "切",   "致",     "旦"};
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    if (!gaz_char_is_han(before) || !gaz_char_is_han(after)) return false;
    return gaz_char_is_one_of(before, "统唯") || (before == L'第' && after == L'产') ||
           (before == L'同' && !gaz_char_is_han(gaz_char_at(text, at - 2))) ||
           (before == L'进' && after == L'步') ||
           (gaz_scan_words(text, at + 1, behind, G_N_ELEMENTS(behind)) > 0 &&
            gaz_char_at(text, at + 2) != L'师');
}

/* —、 （—） 第—条 十—、 ；—是: where a number belongs a dash is 一. */
static bool is_one(struct gaz_text text, uint32_t at) {
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, at + 1);
    if (!is_dash(text.chars[at].ch) || is_dash(before) || is_dash(after)) return false;
    bool begins = at == 0 || gaz_char_is_one_of(before, "。；：");
    return (at == 0 && after == L'、') || (before == L'（' && after == L'）') ||
           (before == L'第' && gaz_char_is_one_of(after, "条章节款项届次批期")) ||
           (before == L'十' && gaz_char_is_one_of(after, "、条章节款项届）")) || (begins && after == L'是') ||
           is_in_word(text, at);
}

void gaz_check_han_looks(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        bool is_other = ch == 0x4E36 || is_kana(ch) || ch == 0x3127 || ch == 0x31D0;
        uint32_t meant = is_other ? kana_for(text, i) : is_one(text, i) ? L'一' : 0;
        if (!meant) continue;
        char code[16];
        g_snprintf(code, sizeof code, "U+%04X", ch);
        struct gaz_utf8 is = gaz_utf8_of(ch), right = gaz_utf8_of(meant);
        gaz_find(checker, GAZ_CHECK_LOOK_ALIKE_HAN, gaz_text_slice(text, i, 1), right.bytes, is.bytes, code,
                 right.bytes);
    }
}
