/* identity.c: numbers that name somebody: telephones, identity cards, postal codes, addresses of the net. */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

enum { ID_LENGTH = 18, MOBILE_LENGTH = 11 };

/* A word that says what the number is stands before it, with a colon or 为 between. */
static bool is_called(struct gaz_text text, uint32_t at, const char *const *words, size_t n) {
    for (int i = 0; i < 3 && at > 0 && gaz_char_is_one_of(text.chars[at - 1].ch, "：:为 　是"); i++)
        at--;
    return gaz_scan_words_before(text, at, words, n) > 0;
}

/* GB 11643: the last place is a check on the others. */
static bool is_good_id(struct gaz_text text, uint32_t at) {
    static const uint32_t weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static const char checks[] = "10X98765432";
    uint32_t sum = 0;
    for (uint32_t i = 0; i + 1 < ID_LENGTH; i++)
        sum += weights[i] * (text.chars[at + i].ch - '0');
    uint32_t last = text.chars[at + ID_LENGTH - 1].ch;
    return (last == 'x' ? 'X' : last) == (uint32_t)checks[sum % 11];
}

static void check_id(struct gaz_checker *checker, struct gaz_text text, uint32_t at, uint32_t n) {
    static const char *const words[] = {"身份证号", "身份证号码", "身份号码", "公民身份号码", "身份证"};
    if (!is_called(text, at, words, G_N_ELEMENTS(words)) || n < 13) return;
    uint32_t end = at + n + gaz_char_is_one_of(gaz_char_at(text, at + n), "Xx");
    bool is_hidden = gaz_char_is_one_of(gaz_char_at(text, end), "*×＊X");
    if (is_hidden || (end - at == ID_LENGTH && is_good_id(text, at)) || end - at == 15) return;
    gaz_find(checker, GAZ_CHECK_IDENTITY, gaz_text_slice(text, at, end - at), NULL, NULL);
}

/* 024-2272xxxx, 139xxxxxxxx: as many digits as there must be. */
static void check_telephone(struct gaz_checker *checker, struct gaz_text text, uint32_t at, uint32_t n) {
    static const char *const words[] = {"电话",     "手机",     "热线", "手机号",
                                        "手机号码", "联系方式", "传真", "电话号码"};
    if (!is_called(text, at, words, G_N_ELEMENTS(words))) return;
    bool is_mobile =
        gaz_char_at(text, at) == '1' && n >= 9 && gaz_char_is_one_of(gaz_char_at(text, at + 1), "3456789");
    bool is_area =
        text.chars[at].ch == '0' && n >= 3 && n <= 4 && gaz_char_is_one_of(gaz_char_at(text, at + n), "-—－");
    uint32_t local = is_area ? gaz_number_digit_length(text, at + n + 1) : 0;
    bool is_wrong = (is_mobile && n != MOBILE_LENGTH) || (is_area && local != 7 && local != 8) || n == 9 ||
                    (n == 6 && text.chars[at].ch != '9' && text.chars[at].ch != '1');
    uint32_t end = is_area ? at + n + 1 + local : at + n;
    if (is_wrong && !gaz_char_is_one_of(gaz_char_at(text, end), "*×＊xX-"))
        gaz_find(checker, GAZ_CHECK_TELEPHONE, gaz_text_slice(text, at, end - at), NULL, NULL);
}

static void check_postcode(struct gaz_checker *checker, struct gaz_text text, uint32_t at, uint32_t n) {
    static const char *const words[] = {"邮编", "邮政编码"};
    if (n != 6 && is_called(text, at, words, G_N_ELEMENTS(words)))
        gaz_find(checker, GAZ_CHECK_POSTCODE, gaz_text_slice(text, at, n), NULL, NULL);
}

void gaz_check_identity(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    for (uint32_t i = 1; i < text.n; i++) {
        bool begins = gaz_char_is_digit(text.chars[i].ch) && !gaz_char_is_latin(text.chars[i - 1].ch);
        uint32_t n = begins ? gaz_number_digit_length(text, i) : 0;
        if (n < 3) continue;
        check_id(checker, text, i, n);
        check_telephone(checker, text, i, n);
        check_postcode(checker, text, i, n);
        i += n - 1;
    }
}

/* ---- addresses: www．example．cn, a＠b.cn */

static bool is_address_char(uint32_t ch) {
    return (ch < 0x80 && gaz_char_is_latin(ch)) || gaz_char_is_one_of(ch, ".-_/:@。．＠：，·");
}

void gaz_check_addresses(struct gaz_checker *checker, const struct gaz_passage *passage) {
    static const char *const begins[] = {"www", "http"};
    struct gaz_text text = passage->text;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch, before = gaz_char_at(text, i - 1), after = gaz_char_at(text, i + 1);
        bool is_between = before < 0x80 && gaz_char_is_latin(before) && after < 0x80 &&
                          (gaz_char_is_latin(after) || after == '/');
        if (!gaz_char_is_one_of(ch, "。．＠：，·") || !is_between) continue;
        uint32_t begin = i;
        while (begin > 0 && i - begin < 60 && is_address_char(text.chars[begin - 1].ch))
            begin--;
        while (begin < i && text.chars[begin].ch >= 0x80)
            begin++; /* 网址：http：// */
        bool is_net = gaz_scan_words(text, begin, begins, G_N_ELEMENTS(begins)) > 0,
             is_next = gaz_scan_words(text, i + 1, begins, G_N_ELEMENTS(begins)) > 0; /* www.a.cn，www.b.cn */
        if ((!is_net && ch != 0xFF20) || is_next) continue;
        const char *proposal = ch == 0xFF20 ? "@" : ch == 0xFF1A ? ":" : ch == L'，' ? NULL : ".";
        gaz_find(checker, GAZ_CHECK_ADDRESS, gaz_text_slice(text, i, 1), proposal, NULL);
    }
}
