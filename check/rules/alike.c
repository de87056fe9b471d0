/* alike.c: a word of two characters of which one is another that looks or sounds like it (P-39): 治里 for
 * 治理, 项自 for 项目.
 *
 * Told where the two are no word and stand so nowhere else in the issue, the word that was meant stands in
 * the issue or among the common ones, and the dictionary finds fewer characters that are no words of their
 * own after the mending than before.
 */
#include "check/checker.h"
#include "check/mending.h"

#include "base/text/dictionary.h"

#include <string.h>

enum likeness { TWIN, SHAPE, SOUND };

static const struct list {
    enum likeness likeness;
    const char *groups;
} lists[] = {
#define GAZ_ALIKE(likeness, groups) {(likeness), (groups)},
#include "check/rules/alike.def"
#undef GAZ_ALIKE
};

static const char *const words[] = {
#define GAZ_COMMON(words) words,
#include "check/rules/common_words.def"
#undef GAZ_COMMON
};

/* ---- which characters are alike, and what is known */

struct group {
    enum likeness likeness;
    const char *characters; /* up to a blank or the end */
};

struct knowledge {
    GHashTable *known; /* two or three characters: how often they stand in the issue */
    bool **bounds;     /* of each passage */
};

/* No ideograph: in the third place it says that the two stand so as no word. */
enum { IDLE = 1 };

static gpointer key_of(uint32_t first, uint32_t second, uint32_t third) {
    uint64_t key = (uint64_t)third << 32 | first << 16 | second;
    return (gpointer)(guintptr)key; /* where pointers are short, the third counts for nothing */
}

/* The ideograph at `at`; 0: none of sixteen bits. */
static uint32_t han_at(struct gaz_text text, uint32_t at) {
    uint32_t ch = gaz_char_at(text, at);
    return gaz_char_is_han(ch) && ch >> 16 == 0 ? ch : 0;
}

static void add_group(GHashTable *alike, struct group group) {
    for (const char *at = group.characters; *at && *at != ' '; at = g_utf8_next_char(at)) {
        gpointer key = GUINT_TO_POINTER(g_utf8_get_char(at));
        GArray *of = g_hash_table_lookup(alike, key);
        if (!of) {
            of = g_array_new(FALSE, FALSE, sizeof(struct group));
            g_hash_table_insert(alike, key, of);
        }
        g_array_append_val(of, group);
    }
}

static void add_groups(GHashTable *alike, const struct list *list) {
    for (const char *at = list->groups; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        add_group(alike, (struct group){list->likeness, at});
    }
}

static void count(GHashTable *known, gpointer key) {
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
    g_hash_table_insert(known, key, GUINT_TO_POINTER(before + 1));
}

static void add_words(GHashTable *common, const char *list) {
    for (const char *at = list; *at; at = g_utf8_next_char(at)) {
        const char *second = g_utf8_next_char(at);
        if (*at != ' ' && *second && *second != ' ')
            g_hash_table_add(common, key_of(g_utf8_get_char(at), g_utf8_get_char(second), 0));
    }
}

/* Of a character the groups that have it (GArray of struct group). Made once, like the words: whoever checks
 * while an issue is written does so again and again. */
static GHashTable *alike_table(void) {
    static GHashTable *table;
    static gsize is_made;
    if (!g_once_init_enter(&is_made)) return table;
    table = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        add_groups(table, &lists[i]);
    g_once_init_leave(&is_made, 1);
    return table;
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
    return g_hash_table_contains(common, key_of(first, second, 0));
}

static void add_text(GHashTable *known, struct gaz_text text) {
    for (uint32_t i = 0; i + 1 < text.n; i++) {
        uint32_t first = han_at(text, i), second = han_at(text, i + 1), third = han_at(text, i + 2);
        if (!first || !second) continue;
        count(known, key_of(first, second, 0));
        if (third) count(known, key_of(first, second, third));
    }
}

/* Two ideographs of which the dictionary makes no word. */
static bool are_idle(struct gaz_text text, uint32_t at, const bool *bounds) {
    uint32_t first = han_at(text, at), second = han_at(text, at + 1);
    return bounds[at] && bounds[at + 1] && bounds[at + 2] && first && second &&
           !(gaz_stands_alone(first) && gaz_stands_alone(second));
}

static void add_idle(GHashTable *known, struct gaz_text text, const bool *bounds) {
    for (uint32_t i = 0; i + 1 < text.n; i++)
        if (are_idle(text, i, bounds)) count(known, key_of(text.chars[i].ch, text.chars[i + 1].ch, IDLE));
}

static struct knowledge gather(const struct gaz_checker *checker) {
    struct knowledge knowledge = {g_hash_table_new(NULL, NULL), g_new(bool *, checker->n_passages + 1)};
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        struct gaz_text text = checker->passages[i].text;
        knowledge.bounds[i] = gaz_dictionary_bounds(text);
        add_text(knowledge.known, text);
        add_idle(knowledge.known, text, knowledge.bounds[i]);
    }
    return knowledge;
}

static void forget(struct knowledge *knowledge, uint32_t n_passages) {
    for (uint32_t i = 0; i < n_passages; i++)
        g_free(knowledge->bounds[i]);
    g_free(knowledge->bounds);
    g_hash_table_destroy(knowledge->known);
}

static guint count_of(const struct knowledge *knowledge, uint32_t first, uint32_t second, uint32_t third) {
    return GPOINTER_TO_UINT(g_hash_table_lookup(knowledge->known, key_of(first, second, third)));
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
    uint32_t before = doubt->pair > 0 ? han_at(doubt->text, doubt->pair - 1) : 0,
             behind = han_at(doubt->text, doubt->pair + 2);
    return (before && count_of(knowledge, before, word[0], word[1]) >= often) ||
           (behind && count_of(knowledge, word[0], word[1], behind) >= often);
}

/* Whether the word is one that this issue, or any document, has. What sounds alike makes too many words that
 * no dictionary has (实时, 连通), and so does what may be a word by itself (以注); those have to stand in the
 * issue as here. */
static bool is_known(const struct knowledge *knowledge, const struct doubt *doubt, enum likeness likeness,
                     const uint32_t word[2]) {
    uint32_t wrong = doubt->text.chars[doubt->wrong].ch,
             other = doubt->text.chars[2 * doubt->pair + 1 - doubt->wrong].ch;
    bool is_free =
        likeness == TWIN || (likeness == SHAPE && !may_stand_alone(wrong) && !may_stand_alone(other));
    if (is_free) return is_common(word[0], word[1]) || count_of(knowledge, word[0], word[1], 0) > 0;
    return is_at_home(knowledge, doubt, word, may_stand_alone(wrong) ? 2 : 1);
}

/* Whether `ch` in the doubtful place makes a known word that mends the text. */
static bool is_meant(const struct knowledge *knowledge, const struct doubt *doubt, enum likeness likeness,
                     uint32_t ch) {
    uint32_t word[] = {doubt->text.chars[doubt->pair].ch, doubt->text.chars[doubt->pair + 1].ch};
    word[doubt->wrong - doubt->pair] = ch;
    struct gaz_change change = {doubt->wrong, 1, 1, {ch, 0}};
    return is_known(knowledge, doubt, likeness, word) && gaz_mends_pair(doubt->text, &change, doubt->pair);
}

/* The character that is meant; 0: none is known. */
static uint32_t find_meant(const struct knowledge *knowledge, const struct doubt *doubt) {
    uint32_t is = doubt->text.chars[doubt->wrong].ch;
    const GArray *of = g_hash_table_lookup(alike_table(), GUINT_TO_POINTER(is));
    for (guint i = 0; of && i < of->len; i++) {
        const struct group *group = &g_array_index(of, struct group, i);
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
        guint n = count_of(knowledge, text.chars[i].ch, text.chars[i + 1].ch, IDLE);
        if (n == 1 && !is_common(text.chars[i].ch, text.chars[i + 1].ch) &&
            (find_exchanged(checker, knowledge, text, i) || find_other(checker, knowledge, text, i)))
            i++;
    }
}

void gaz_check_alike(struct gaz_checker *checker) {
    struct knowledge knowledge = gather(checker);
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_passage(checker, checker->passages[i].text, knowledge.bounds[i], &knowledge);
    forget(&knowledge, checker->n_passages);
}
