/* alike.c: a word of two characters of which one is another that looks or sounds like it (P-39): 治里 for
 * 治理, 项自 for 项目.
 *
 * Told where the two are no word and stand so nowhere else in the issue, the word that was meant stands in
 * the issue or among the common ones, and the dictionary finds fewer characters that are no words of their
 * own after the mending than before.
 */
#include "check/checker.h"
#include "check/likeness.h"
#include "check/mending.h"
#include "check/usage.h"

static const char *const words[] = {
#define GAZ_COMMON(words) words,
#include "check/rules/common_words.def"
#undef GAZ_COMMON
};

/* ---- what is known */

struct knowledge {
    const struct gaz_usage *usage;
    GHashTable *idle; /* two characters that stand so as no word: how often */
};

static gpointer key_of(uint32_t first, uint32_t second) {
    return GUINT_TO_POINTER(first << GAZ_USAGE_BITS | second);
}

static void count(GHashTable *known, gpointer key) {
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
    g_hash_table_insert(known, key, GUINT_TO_POINTER(before + 1));
}

static void add_words(GHashTable *common, const char *list) {
    for (const char *at = list; *at; at = g_utf8_next_char(at)) {
        const char *second = g_utf8_next_char(at);
        if (*at != ' ' && *second && *second != ' ')
            g_hash_table_add(common, key_of(g_utf8_get_char(at), g_utf8_get_char(second)));
    }
}

static bool is_common(uint32_t first, uint32_t second) {
    static GHashTable *common;
    static gsize is_made;
    if (g_once_init_enter(&is_made)) {
        common = g_hash_table_new(NULL, NULL);
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
            add_words(common, words[i]);
        g_once_init_leave(&is_made, 1);
    }
    return g_hash_table_contains(common, key_of(first, second));
}

/* Two ideographs of which the dictionary makes no word. */
static bool are_idle(struct gaz_text text, uint32_t at, const bool *bounds) {
    uint32_t first = gaz_usage_han(text, at), second = gaz_usage_han(text, at + 1);
    return bounds[at] && bounds[at + 1] && bounds[at + 2] && first && second &&
           !(gaz_stands_alone(first) && gaz_stands_alone(second));
}

static void add_idle(GHashTable *idle, struct gaz_text text, const bool *bounds) {
    for (uint32_t i = 0; i + 1 < text.n; i++)
        if (are_idle(text, i, bounds)) count(idle, key_of(text.chars[i].ch, text.chars[i + 1].ch));
}

static guint count_of(const struct knowledge *knowledge, uint32_t first, uint32_t second, uint32_t third) {
    enum { MOST = 2 };
    return third ? gaz_usage_count_three(knowledge->usage, first, second, third, MOST)
                 : gaz_usage_count_two(knowledge->usage, first, second, MOST);
}

/* ---- a text */

/* Words by themselves, and what begins a phrase. */
static bool may_stand_alone(uint32_t ch) {
    return gaz_stands_alone(ch) || gaz_char_is_one_of(ch, "只指除几再凭含另且仍均皆亦系");
}

/* Two characters from `pair` on, of which the one at `wrong` may be another. */
struct doubt {
    struct gaz_text text;
    uint32_t pair, wrong;
};

/* Whether the word stands in the issue beside what is beside it here. */
static bool is_at_home(const struct knowledge *knowledge, const struct doubt *doubt, const uint32_t word[2],
                       guint often) {
    uint32_t before = doubt->pair > 0 ? gaz_usage_han(doubt->text, doubt->pair - 1) : 0,
             behind = gaz_usage_han(doubt->text, doubt->pair + 2);
    return (before && count_of(knowledge, before, word[0], word[1]) >= often) ||
           (behind && count_of(knowledge, word[0], word[1], behind) >= often);
}

/* Whether the word is one that this issue, or any document, has. What sounds alike makes too many words that
 * no dictionary has (实时, 连通), and so does what may be a word by itself (以注); those have to stand in the
 * issue as here. */
static bool is_known(const struct knowledge *knowledge, const struct doubt *doubt, enum gaz_likeness likeness,
                     const uint32_t word[2]) {
    uint32_t wrong = doubt->text.chars[doubt->wrong].ch,
             other = doubt->text.chars[2 * doubt->pair + 1 - doubt->wrong].ch;
    bool is_free =
        likeness == GAZ_TWIN || (likeness == GAZ_SHAPE && !may_stand_alone(wrong) && !may_stand_alone(other));
    if (is_free) return is_common(word[0], word[1]) || count_of(knowledge, word[0], word[1], 0) > 0;
    return is_at_home(knowledge, doubt, word, may_stand_alone(wrong) ? 2 : 1);
}

/* Whether `ch` in the doubtful place makes a known word that mends the text. */
static bool is_meant(const struct knowledge *knowledge, const struct doubt *doubt, enum gaz_likeness likeness,
                     uint32_t ch) {
    uint32_t word[] = {doubt->text.chars[doubt->pair].ch, doubt->text.chars[doubt->pair + 1].ch};
    word[doubt->wrong - doubt->pair] = ch;
    struct gaz_change change = {doubt->wrong, 1, 1, {ch, 0}};
    return is_known(knowledge, doubt, likeness, word) && gaz_mends_pair(doubt->text, &change, doubt->pair);
}

/* The character that is meant; 0: none is known. */
static uint32_t find_meant(const struct knowledge *knowledge, const struct doubt *doubt) {
    uint32_t is = doubt->text.chars[doubt->wrong].ch;
    const GArray *of = gaz_alike_groups(is);
    for (guint i = 0; of && i < of->len; i++) {
        const struct gaz_alike *group = &g_array_index(of, struct gaz_alike, i);
        for (const char *at = group->characters; *at && *at != ' '; at = g_utf8_next_char(at)) {
            uint32_t ch = g_utf8_get_char(at);
            if (ch != is && is_meant(knowledge, doubt, group->likeness, ch)) return ch;
        }
    }
    return 0;
}

static void tell(struct gaz_checker *checker, const struct doubt *doubt, const uint32_t word[2]) {
    struct gaz_text is = gaz_text_slice(doubt->text, doubt->pair, 2);
    struct gaz_char meant[] = {{.ch = word[0]}, {.ch = word[1]}};
    g_autofree char *wanted = gaz_text_to_utf8((struct gaz_text){meant, G_N_ELEMENTS(meant), NULL}),
                    *printed = gaz_text_to_utf8(is);
    gaz_find(checker, GAZ_CHECK_ALIKE, is, wanted, printed, wanted);
}

static bool find_other(struct gaz_checker *checker, const struct knowledge *knowledge, struct gaz_text text,
                       uint32_t pair) {
    for (uint32_t wrong = pair; wrong < pair + 2; wrong++) {
        struct doubt doubt = {text, pair, wrong};
        uint32_t word[] = {text.chars[pair].ch, text.chars[pair + 1].ch},
                 meant = find_meant(knowledge, &doubt);
        if (!meant) continue;
        word[wrong - pair] = meant;
        tell(checker, &doubt, word);
        return true;
    }
    return false;
}

/* 门部 for 部门 */
static bool find_exchanged(struct gaz_checker *checker, const struct knowledge *knowledge,
                           struct gaz_text text, uint32_t pair) {
    struct doubt doubt = {text, pair, pair};
    uint32_t word[] = {text.chars[pair + 1].ch, text.chars[pair].ch};
    struct gaz_change change = {pair, 2, 2, {word[0], word[1]}};
    bool is_free = !may_stand_alone(word[0]) && !may_stand_alone(word[1]);
    bool is_known =
        (is_free && is_common(word[0], word[1])) || is_at_home(knowledge, &doubt, word, is_free ? 1 : 2);
    if (word[0] == word[1] || !is_known || !gaz_mends_pair(text, &change, pair)) return false;
    tell(checker, &doubt, word);
    return true;
}

/* The two stand nowhere else as no word: what an issue has twice is a word that the dictionary lacks, or a
 * name. */
static void check_passage(struct gaz_checker *checker, struct gaz_text text, const bool *bounds,
                          const struct knowledge *knowledge) {
    for (uint32_t i = 0; i + 1 < text.n; i++) {
        if (!are_idle(text, i, bounds)) continue;
        guint n = GPOINTER_TO_UINT(
            g_hash_table_lookup(knowledge->idle, key_of(text.chars[i].ch, text.chars[i + 1].ch)));
        if (n == 1 && !is_common(text.chars[i].ch, text.chars[i + 1].ch) &&
            (find_exchanged(checker, knowledge, text, i) || find_other(checker, knowledge, text, i)))
            i++;
    }
}

void gaz_check_alike(struct gaz_checker *checker) {
    struct knowledge knowledge = {checker->usage, g_hash_table_new(NULL, NULL)};
    for (uint32_t i = 0; i < checker->n_passages; i++)
        add_idle(knowledge.idle, checker->passages[i].text, checker->usage->bounds[i]);
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_passage(checker, checker->passages[i].text, checker->usage->bounds[i], &knowledge);
    g_hash_table_destroy(knowledge.idle);
}
