/* blanks.c: blanks and hyphens where running text has none (P-23, P-27). */
#include "check/checker.h"

#include "base/text/dictionary.h"

static bool is_space(uint32_t ch) {
    return ch == ' ' || ch == '\t' || ch == 0xA0 || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200A) ||
           ch == 0x202F || ch == 0x205F;
}

/* A text of sentences; a heading, a name or a cell is spaced by hand. */
static bool is_running(const struct gaz_passage *passage) {
    bool is_body = gaz_passage_is_block_text(passage) && gaz_block_is_prose(passage->piece.block);
    return is_body && gaz_text_has_any(passage->text, "。；");
}

/* As much as is looked at on either side. */
enum { MOST_AROUND = 6 };

static uint32_t han_run(struct gaz_text text, uint32_t from, int step) {
    uint32_t n = 0;
    while (n < MOST_AROUND && gaz_char_is_han(gaz_char_at(text, from)) &&
           !(text.chars[from].attrs & GAZ_CHAR_LABEL)) {
        from += (uint32_t)step;
        n++;
    }
    return n;
}

/* Whether the blank cuts a word of the dictionary: 委 员会. */
static bool cuts_word(struct gaz_text text, uint32_t at, uint32_t end) {
    uint32_t n_before = han_run(text, at - 1, -1), n = n_before + han_run(text, end, 1);
    struct gaz_char chars[2 * MOST_AROUND];
    for (uint32_t i = 0; i < n; i++)
        chars[i] = text.chars[i < n_before ? at - n_before + i : end + i - n_before];
    struct gaz_text joined = text;
    joined.chars = chars;
    joined.n = n;
    g_autofree bool *bounds = gaz_dictionary_bounds(joined);
    return !bounds[n_before];
}

/* 张　三, 市长 王建国 and 第一条 keep theirs: a blank between two ideographs is told within a word, or with
 * three of them on either side. */
static bool is_inside(struct gaz_text text, uint32_t at, uint32_t end) {
    enum { MANY = 3 };
    uint32_t before = han_run(text, at - 1, -1), after = han_run(text, end, 1);
    bool is_typed = end - at == 1 && text.chars[at].ch == ' ', is_between = before > 0 && after > 0;
    bool is_name = is_between && gaz_char_is_surname(text.chars[at - 1].ch) &&
                   gaz_char_follows_name(gaz_char_at(text, end + 1));
    if (!is_between || is_name) return false;
    return (before >= MANY && after >= MANY) ||
           (is_typed && before + after > MANY && cuts_word(text, at, end));
}

static uint32_t find_blank(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (is_space(gaz_char_at(text, end)))
        end++;
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, end), first = text.chars[at].ch;
    struct gaz_text where = gaz_text_slice(text, at, end - at);
    bool is_label =
        at == 0 || text.chars[at - 1].attrs & GAZ_CHAR_LABEL || text.chars[at].attrs & GAZ_CHAR_LABEL;
    bool is_odd = first != ' ' && first != 0x3000;
    if (is_label || end == text.n || text.chars[at].offset == GAZ_NOWHERE) return end;
    bool is_stop = before == L'。' && first == ' ' && at >= 2 && gaz_char_is_han(gaz_char_at(text, at - 2)) &&
                   gaz_char_is_han(after); /* between sentences of a paragraph */
    if (is_stop || (gaz_char_is_one_of(before, "，、；（《“") && first != 0x3000 &&
                    (gaz_char_is_han(after) || gaz_char_is_digit(after))))
        gaz_find(checker, GAZ_CHECK_BLANK_BEHIND, where, "", NULL);
    else if (is_odd)
        gaz_find(checker, GAZ_CHECK_ODD_BLANK, where,
                 gaz_char_is_han(before) && gaz_char_is_han(after) ? "" : " ", NULL);
    else if (is_inside(text, at, end))
        gaz_find(checker, GAZ_CHECK_BLANK_INSIDE, where, "", NULL);
    else if (end - at > 1 && first == ' ' && (gaz_char_is_digit(before) || gaz_char_is_digit(after)))
        gaz_find(checker, GAZ_CHECK_BLANK_INSIDE, where, " ", NULL);
    return end;
}

/* 澄浦-望江 and 澄浦－望江: between words a dash or a long hyphen */
static uint32_t find_hyphen(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    bool is_between =
        at > 0 && gaz_char_is_han(gaz_char_at(text, at - 1)) && gaz_char_is_han(gaz_char_at(text, at + 1));
    if (is_between) gaz_find(checker, GAZ_CHECK_HYPHEN, gaz_text_slice(text, at, 1), "—", NULL);
    return at + 1;
}

/* — of one 字 behind or before a mark, where only a dash can stand; ——— and longer */
static uint32_t find_dash(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t end = at;
    while (gaz_char_at(text, end) == 0x2014)
        end++;
    uint32_t before = gaz_char_at(text, at - 1), after = gaz_char_at(text, end);
    bool is_single = end - at == 1 && at > 0 && after != 0 &&
                     (gaz_char_is_one_of(before, "”》，。") || gaz_char_is_one_of(after, "“《，。"));
    bool is_begin = end - at == 1 && at == 0 && gaz_char_is_han(after);
    bool is_place = before == L'》' || (before == L'”' && after == L'“');
    if ((is_single && !is_place) || is_begin || end - at == 3) {
        g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, at, end - at));
        gaz_find(checker, GAZ_CHECK_DASH_LENGTH, gaz_text_slice(text, at, end - at), "——", is);
    }
    return end;
}

/* ...... and ··· among ideographs, ……… of three, ……等 */
static uint32_t find_dots(struct gaz_checker *checker, struct gaz_text text, uint32_t at) {
    uint32_t end = at, ch = text.chars[at].ch;
    while (gaz_char_at(text, end) == ch)
        end++;
    struct gaz_text run = gaz_text_slice(text, at, end - at);
    g_autofree char *is = gaz_text_to_utf8(run);
    bool is_dots = ch == L'·' && end - at >= 3 && gaz_char_is_han(gaz_char_at(text, at - 1));
    if ((ch == L'…' && end - at == 3) || is_dots) gaz_find(checker, GAZ_CHECK_ELLIPSIS_LENGTH, run, "……", is);
    uint32_t before = gaz_char_at(text, at - 1);
    bool is_etc =
        ch == L'…' && end - at == 2 &&
        ((gaz_char_at(text, end) == L'等' && !gaz_char_is_one_of(gaz_char_at(text, end + 1), "待级候")) ||
         (before == L'等' && gaz_char_at(text, at - 2) != L'平'));
    if (is_etc) gaz_find(checker, GAZ_CHECK_ELLIPSIS_ETC, run, NULL, NULL);
    return end;
}

/* Organs in a title that is cited are parted by blanks; in a formula - is minus. */
void gaz_check_blanks(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    bool runs = is_running(passage), is_formula = runs && gaz_text_has_any(text, "=＝×÷+＋");
    uint32_t depth = 0;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t ch = text.chars[i].ch;
        depth += ch == L'《' || ch == L'“';
        depth -= depth > 0 && (ch == L'》' || ch == L'”');
        bool is_dash = ch == '-' || ch == 0xFF0D || ch == 0x2013;
        if (runs && is_space(ch) && depth == 0)
            i = find_blank(checker, text, i);
        else if (runs && is_dash && !is_formula && gaz_char_at(text, i + 1) != ch &&
                 gaz_char_at(text, i - 1) != ch)
            i = find_hyphen(checker, text, i);
        else if (runs && ch == 0x2014)
            i = find_dash(checker, text, i);
        else if (ch == L'…' || ch == L'·')
            i = find_dots(checker, text, i);
        else
            i++;
    }
}

/* ---- straight quotes, each by its turn: P-23 */

static bool is_chinese(uint32_t ch) {
    return gaz_char_is_han(ch) || gaz_char_is_one_of(ch, "，。、；：？！（）《》");
}

void gaz_check_straight_quotes(struct gaz_checker *checker, const struct gaz_passage *passage) {
    struct gaz_text text = passage->text;
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch, before = gaz_char_at(text, i - 1), after = gaz_char_at(text, i + 1);
        if (ch != '"' || text.chars[i].offset == GAZ_NOWHERE || (gaz_char_is_digit(before) && n % 2 == 0))
            continue;
        n++;
        if (is_chinese(before) || is_chinese(after))
            gaz_find(checker, GAZ_CHECK_STRAIGHT_QUOTE, gaz_text_slice(text, i, 1), n % 2 ? "“" : "”", NULL);
    }
}
