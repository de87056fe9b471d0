/* words.c: words and characters by lists: mistyped words, forms that are not the recommended ones. */
#include "check/checker.h"
#include "check/scan.h"

#include <string.h>

static const struct confusion {
    enum gaz_check_rule rule;
    const char *wrong, *right, *unless;
} confusions[] = {
#define GAZ_CONFUSION(code, wrong, right, unless) {code, wrong, right, unless},
#include "check/confusions.def"
#undef GAZ_CONFUSION
};

/* ---- the list by its words' first two characters, so that a text is gone through once */

static guint64 key_of(uint32_t first, uint32_t second) {
    return (guint64)first << 32 | second;
}

struct bucket {
    guint64 key;
    GArray *rows; /* indices in confusions */
};

static void free_bucket(gpointer data) {
    struct bucket *bucket = data;
    g_array_free(bucket->rows, TRUE);
    g_free(bucket);
}

static GHashTable *make_index(void) {
    GHashTable *index = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_bucket);
    for (guint i = 0; i < G_N_ELEMENTS(confusions); i++) {
        const char *wrong = confusions[i].wrong;
        guint64 key = key_of(g_utf8_get_char(wrong), g_utf8_get_char(g_utf8_next_char(wrong)));
        struct bucket *bucket = g_hash_table_lookup(index, &key);
        if (!bucket) {
            bucket = g_new(struct bucket, 1);
            *bucket = (struct bucket){key, g_array_new(FALSE, FALSE, sizeof(guint))};
            g_hash_table_insert(index, &bucket->key, bucket);
        }
        g_array_append_val(bucket->rows, i);
    }
    return index;
}

/* ---- confusions: P-39 */

/* Whether one of the longer strings of `unless` stands around the wrong form at `at`. */
static bool is_excused(struct gaz_text text, uint32_t at, const struct confusion *row) {
    g_auto(GStrv) longer = g_strsplit(row->unless, " ", -1);
    for (char **one = longer; *one; one++) {
        const char *inside = strstr(*one, row->wrong);
        if (!inside) continue;
        uint32_t before = (uint32_t)g_utf8_strlen(*one, inside - *one);
        if (before <= at && gaz_scan_word(text, at - before, *one) > 0) return true;
    }
    return false;
}

static void look_up(struct gaz_checker *checker, struct gaz_text text, uint32_t at, const GArray *rows) {
    for (guint i = 0; i < rows->len; i++) {
        const struct confusion *row = &confusions[g_array_index(rows, guint, i)];
        uint32_t n = gaz_scan_word(text, at, row->wrong);
        if (n > 0 && !is_excused(text, at, row))
            gaz_find(checker, row->rule, gaz_text_slice(text, at, n), row->right, row->wrong, row->right);
    }
}

void gaz_check_confusions(struct gaz_checker *checker) {
    g_autoptr(GHashTable) index = make_index();
    for (uint32_t k = 0; k < checker->n_passages; k++) {
        struct gaz_text text = checker->passages[k].text;
        for (uint32_t i = 0; i + 1 < text.n; i++) {
            guint64 key = key_of(text.chars[i].ch, text.chars[i + 1].ch);
            const struct bucket *bucket = g_hash_table_lookup(index, &key);
            if (bucket) look_up(checker, text, i, bucket->rows);
        }
    }
}
