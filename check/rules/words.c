/* words.c: words by lists: mistyped words, forms that are not the recommended ones. */
#include "check/checker.h"
#include "check/lexicon.h"

#include "base/process/arena.h"

#include <string.h>

static const struct confusion {
    enum gaz_check_rule rule;
    const char *wrong, *right, *unless;
} confusions[] = {
#define GAZ_CONFUSION(code, wrong, right, unless) {code, wrong, right, unless},
#include "check/rules/confusions.def"
#undef GAZ_CONFUSION
};

/* The wrong forms, in the order of the list, then the longer strings in which they stand rightly, which the
 * lexicon finds first. */
struct words {
    struct gaz_arena *arena;
    GArray *texts; /* struct gaz_text */
    struct gaz_lexicon *lexicon;
};

static void add_word(struct words *words, const char *utf8) {
    struct gaz_text text = gaz_text_from_utf8(words->arena, utf8);
    g_array_append_val(words->texts, text);
}

/* Each stands once in the lexicon, whichever rows name it. */
static void add_good(struct words *words) {
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(confusions); i++) {
        g_auto(GStrv) longer = g_strsplit(confusions[i].unless, " ", -1);
        for (char **one = longer; *one; one++)
            if (**one && g_hash_table_add(seen, g_strdup(*one))) add_word(words, *one);
    }
}

static struct words make_words(void) {
    struct words words = {gaz_arena_new(), g_array_new(FALSE, FALSE, sizeof(struct gaz_text)), NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(confusions); i++)
        add_word(&words, confusions[i].wrong);
    add_good(&words);
    words.lexicon =
        gaz_lexicon_new((const struct gaz_text *)(const void *)words.texts->data, words.texts->len);
    return words;
}

static void clear_words(struct words *words) {
    gaz_lexicon_free(words->lexicon);
    g_array_free(words->texts, TRUE);
    gaz_arena_free(words->arena);
}

/* Of wrong forms that overlap the first is told. */
static void check_words(struct gaz_checker *checker, struct gaz_text text, const struct words *words) {
    struct gaz_lexicon_cursor cursor = {0};
    uint32_t told = 0;
    for (struct gaz_lexicon_match match; gaz_lexicon_next(words->lexicon, text, &cursor, &match);) {
        if (match.word >= G_N_ELEMENTS(confusions) || match.at < told) continue;
        const struct confusion *row = &confusions[match.word];
        gaz_find(checker, row->rule, gaz_text_slice(text, match.at, match.length), row->right, row->wrong,
                 row->right);
        told = match.at + match.length;
    }
}

void gaz_check_confusions(struct gaz_checker *checker) {
    struct words words = make_words();
    for (uint32_t i = 0; i < checker->n_passages; i++)
        check_words(checker, checker->passages[i].text, &words);
    clear_words(&words);
}
