/* short_names.c: names that a document says it will use, 市应急管理局（以下简称市应急局）, and then does not
 * (P-40). */
#include "check/checker.h"
#include "check/scan.h"

enum {
    SHORTEST = 2,
    LONGEST = 16,
    LONGEST_FULL = 30,
    MOST_NAMES = 200, /* of a document: each is looked for in all of it */
};

/* A name that is introduced: where it stands, and where its bracket ends. */
struct introduced {
    uint32_t passage, end;
    struct gaz_text name, full; /* full: what it is short for, empty where that is not sure */
};

/* 以下简称“甲”, 下称甲: how many characters the words have that introduce. */
static uint32_t introduction_at(struct gaz_text text, uint32_t at) {
    static const char *const words[] = {"以下简称：", "以下简称为", "以下简称", "以下统称为",
                                        "以下统称",   "以下合称",   "以下称",   "下称"};
    return gaz_char_at(text, at - 1) == L'（' ? gaz_scan_words(text, at, words, G_N_ELEMENTS(words)) : 0;
}

static bool is_quote(uint32_t ch) {
    return gaz_char_is_one_of(ch, "“”《》");
}

/* The name up to the bracket's end; a choice of two, 甲或乙, is none. */
static struct gaz_text name_at(struct gaz_text text, uint32_t at, uint32_t *end) {
    struct gaz_text none = {0};
    bool opens = is_quote(gaz_char_at(text, at));
    uint32_t begin = at + opens, last = begin;
    while (last < text.n && gaz_char_is_han(text.chars[last].ch) && last - begin < LONGEST)
        last++;
    *end = last + (opens && is_quote(gaz_char_at(text, last)));
    bool is_name = gaz_char_at(text, *end) == L'）' && last - begin >= SHORTEST;
    return is_name ? gaz_text_slice(text, begin, last - begin) : none;
}

/* 市应急管理局 of 市应急局, which stands before the bracket: it begins and ends as the short name does and
 * has all of its characters in their order. */
static struct gaz_text full_of(struct gaz_text text, uint32_t bracket, struct gaz_text name) {
    struct gaz_text none = {0};
    uint32_t left = name.n, at = bracket;
    if (gaz_char_at(text, bracket - 1) != name.chars[name.n - 1].ch) return none;
    while (left > 0 && at > 0 && bracket - at < LONGEST_FULL && gaz_char_is_han(text.chars[at - 1].ch))
        left -= text.chars[--at].ch == name.chars[left - 1].ch;
    return left == 0 && bracket - at > name.n + 1 ? gaz_text_slice(text, at, bracket - at) : none;
}

/* Where the words stand next, from `from` on; text.n: nowhere. */
static uint32_t find_text(struct gaz_text text, uint32_t from, struct gaz_text words) {
    for (; from + words.n <= text.n; from++) {
        uint32_t n = 0;
        while (n < words.n && text.chars[from + n].ch == words.chars[n].ch)
            n++;
        if (n == words.n) return from;
    }
    return text.n;
}

/* Inside of 《》 another document's name stands as it is. */
static bool is_in_title(struct gaz_text text, uint32_t at) {
    int depth = 0;
    for (uint32_t i = 0; i < at; i++)
        depth += (text.chars[i].ch == L'《') - (text.chars[i].ch == L'》');
    return depth > 0;
}

/* Where the words stand behind the introduction, in running text or anywhere, but in no title. */
static struct gaz_text find_behind(const struct gaz_checker *checker, const struct introduced *one,
                                   struct gaz_text words, bool in_prose) {
    for (uint32_t p = one->passage; p < checker->n_passages && words.n > 0; p++) {
        const struct gaz_passage *passage = &checker->passages[p];
        struct gaz_text text = passage->text;
        bool is_place =
            !in_prose || (gaz_passage_is_line(passage) && gaz_block_is_prose(passage->piece.block));
        uint32_t at = is_place ? find_text(text, p == one->passage ? one->end : 0, words) : text.n;
        while (at < text.n && is_in_title(text, at))
            at = find_text(text, at + 1, words);
        if (at < text.n) return gaz_text_slice(text, at, words.n);
    }
    return (struct gaz_text){0};
}

/* 市应急办 for 市应急局: as long, and one character is another. */
static bool is_near(struct gaz_text text, uint32_t at, struct gaz_text name) {
    uint32_t n_other = 0;
    for (uint32_t i = 0; i < name.n && n_other <= 1; i++) {
        uint32_t ch = gaz_char_at(text, at + i);
        n_other += gaz_char_is_han(ch) ? ch != name.chars[i].ch : 2;
    }
    return n_other == 1;
}

static struct gaz_text find_near(const struct gaz_checker *checker, const struct introduced *one) {
    enum { LEAST = 3 };
    for (uint32_t p = one->passage; p < checker->n_passages && one->name.n >= LEAST; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = p == one->passage ? one->end : 0; i + one->name.n <= text.n; i++)
            if (is_near(text, i, one->name)) return gaz_text_slice(text, i, one->name.n);
    }
    return (struct gaz_text){0};
}

/* What is said where the short name would be: the full one, either without its first character, one that
 * differs by a character; empty: nothing that is known. */
static struct gaz_text find_instead(const struct gaz_checker *checker, const struct introduced *one) {
    enum { LEAST = 3 };
    struct gaz_text name = one->name, full = one->full, found = find_behind(checker, one, full, false);
    uint32_t second = 1;
    while (full.n > 0 && second < full.n && full.chars[second].ch != name.chars[1].ch)
        second++;
    if (found.n == 0) found = find_near(checker, one);
    if (found.n == 0 && full.n >= second + LEAST)
        found = find_behind(checker, one, gaz_text_slice(full, second, full.n - second), false);
    if (found.n == 0 && name.n > LEAST)
        found = find_behind(checker, one, gaz_text_slice(name, 1, name.n - 1), false);
    return found;
}

/* Whether the document says the name behind its introduction, be it in a title. */
static bool is_said(const struct gaz_checker *checker, const struct introduced *one) {
    for (uint32_t p = one->passage; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        if (find_text(text, p == one->passage ? one->end : 0, one->name) < text.n) return true;
    }
    return false;
}

/* What else is called by its full name between may be meant so. */
static bool is_organ(struct gaz_text name) {
    static const char *const ends[] = {"局", "委",   "委员会", "部",   "厅",    "办公室",
                                       "院", "中心", "公司",   "集团", "指挥部"};
    return gaz_scan_words_before(name, name.n, ends, G_N_ELEMENTS(ends)) > 0;
}

static void judge(struct gaz_checker *checker, const struct introduced *one) {
    g_autofree char *name = gaz_text_to_utf8(one->name);
    bool is_used = is_said(checker, one);
    struct gaz_text full = is_organ(one->full) ? one->full : (struct gaz_text){0},
                    instead = is_used ? find_behind(checker, one, full, true) : find_instead(checker, one);
    if (is_used && instead.n > 0)
        gaz_find(checker, GAZ_CHECK_SHORT_NAME_LEFT, instead, name, name);
    else if (!is_used && instead.n > 0)
        gaz_find(checker, GAZ_CHECK_SHORT_NAME_OTHER, instead, name, name);
    else if (!is_used)
        gaz_find(checker, GAZ_CHECK_SHORT_NAME_IDLE, one->name, NULL, name);
}

void gaz_check_short_names(struct gaz_checker *checker) {
    uint32_t n_names = 0;
    for (uint32_t p = 0; p < checker->n_passages && n_names < MOST_NAMES; p++) {
        struct gaz_text text = checker->passages[p].text;
        if (!gaz_passage_is_block_text(&checker->passages[p])) continue;
        for (uint32_t i = gaz_scan_find(text, 1, "称"); i < text.n; i = gaz_scan_find(text, i + 1, "称")) {
            uint32_t open = i;
            while (open > 0 && i - open < 4 && text.chars[open].ch != L'（')
                open--;
            uint32_t n = introduction_at(text, open + 1);
            if (n == 0) continue;
            struct introduced one = {.passage = p};
            one.name = name_at(text, open + 1 + n, &one.end);
            if (one.name.n == 0 || n_names++ >= MOST_NAMES) continue;
            one.full = full_of(text, open, one.name);
            judge(checker, &one);
        }
    }
}

/* ---- 《规定》 of a document that has introduced 《办法》 */

static const char *const kinds[] = {"办法", "规定", "条例", "细则", "规则", "意见", "方案",
                                    "通知", "决定", "规划", "纲要", "标准", "计划", "指南"};

/* Which of the kinds stands there in 《》 alone; −1: none. */
static int kind_at(struct gaz_text text, uint32_t at) {
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (gaz_scan_word(text, at + 1, kinds[i]) && gaz_char_at(text, at + 3) == L'》') return (int)i;
    return -1;
}

/* Which kinds are introduced as short names, a bit each. */
static uint32_t introduced_kinds(const struct gaz_checker *checker) {
    uint32_t found = 0;
    for (uint32_t p = 0; p < checker->n_passages; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = gaz_scan_find(text, 0, "称"); i < text.n; i = gaz_scan_find(text, i + 1, "称"))
            for (uint32_t k = i + 1; k < MIN(i + 24, text.n) && text.chars[k].ch != L'）'; k++)
                for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
                    if (gaz_scan_word(text, k, kinds[kind])) found |= 1u << kind;
    }
    return found;
}

void gaz_check_short_titles(struct gaz_checker *checker) {
    uint32_t introduced = introduced_kinds(checker);
    for (uint32_t p = 0; p < checker->n_passages && introduced; p++) {
        struct gaz_text text = checker->passages[p].text;
        for (uint32_t i = 0; i + 3 < text.n; i++) {
            int kind = text.chars[i].ch == L'《' ? kind_at(text, i) : -1;
            if (kind < 0 || introduced >> kind & 1) continue;
            g_autofree char *is = gaz_text_to_utf8(gaz_text_slice(text, i, 4));
            gaz_find(checker, GAZ_CHECK_SHORT_TITLE, gaz_text_slice(text, i, 4), NULL, is);
        }
    }
}
