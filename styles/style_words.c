/* style_words.c: 词表: the words that a title or an entry of the contents is not broken inside.
 *
 * Three sources, one list: styles/词表.txt of the program, 词表.txt of the issue folder (which may be
 * absent), and the key 词表 of each style file of the chain. They add up; none takes a word away. A list is
 * written as words between blanks, with # before a remark. The product is sorted by bytes, each word once:
 * whoever looks a word up narrows a range of it character by character.
 */
#include "styles/style_layers.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "base/process/sorted.h"
#include "base/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 50000, MIN_CHARS = 2, MAX_CHARS = GAZ_MAX_WORD };

static bool report_full(const struct gaz_style_reader *reader, struct gaz_span span) {
    g_autofree char *most = g_strdup_printf("%d词", MAX_WORDS);
    gaz_report(reader->diags, GAZ_D_TOO_LARGE, span, "词表", most);
    return false;
}

static void report_length(const struct gaz_style_reader *reader, struct gaz_span span, const char *word) {
    g_autofree char *least = g_strdup_printf("%d", MIN_CHARS);
    g_autofree char *most = g_strdup_printf("%d", MAX_CHARS);
    glong n = g_utf8_strlen(word, -1);
    g_autofree char *shown = n > MAX_CHARS ? g_utf8_substring(word, 0, MAX_CHARS) : g_strdup(word);
    gaz_report(reader->diags, GAZ_D_WORD_LENGTH, span, shown, least, most);
}

/* False when the list is full: reading stops. A word of a wrong length is told and left out. */
static bool add_word(const struct gaz_style_reader *reader, const char *word, struct gaz_span span) {
    struct gaz_style_layers *layers = reader->layers;
    glong n = g_utf8_strlen(word, -1);
    if (n < MIN_CHARS || n > MAX_CHARS) {
        report_length(reader, span, word);
        return true;
    }
    if (layers->n_words >= MAX_WORDS) return report_full(reader, span);
    size_t count = layers->n_words;
    const char **slot = GAZ_PUSH(reader->arena, layers->words, count, layers->word_capacity);
    *slot = gaz_arena_strdup(reader->arena, word);
    layers->n_words = (uint32_t)count;
    return true;
}

/* ---- a file of words */

static const char *skip_blanks(const char *c) {
    while (gaz_char_is_blank(g_utf8_get_char(c)))
        c = g_utf8_next_char(c);
    return c;
}

static const char *end_of_word(const char *c) {
    while (*c && *c != '\n' && *c != '#' && !gaz_char_is_blank(g_utf8_get_char(c)))
        c = g_utf8_next_char(c);
    return c;
}

static void read_words(const struct gaz_style_reader *reader, const struct gaz_source *source) {
    const char *c = source->text;
    while (*c) {
        c = skip_blanks(c);
        if (*c == '#') c += strcspn(c, "\n");
        const char *end = end_of_word(c);
        if (end > c) {
            g_autofree char *word = g_strndup(c, (gsize)(end - c));
            uint32_t begin = (uint32_t)(c - source->text), past = (uint32_t)(end - source->text);
            if (!add_word(reader, word, (struct gaz_span){source, begin, past})) return;
        }
        c = *end == '\n' ? end + 1 : end;
    }
}

void gaz_style_read_word_file(const struct gaz_style_reader *reader, const char *folder, const char *path) {
    const struct gaz_source *source =
        gaz_source_read_below(reader->arena, folder, path, (struct gaz_span){0}, reader->diags);
    if (source) read_words(reader, source);
}

/* ---- the key 词表 */

void gaz_style_read_word_key(const struct gaz_style_reader *reader, const struct gaz_yaml *value) {
    bool good = value->kind == GAZ_YAML_LIST;
    for (uint32_t i = 0; good && i < value->n; i++)
        good = value->items[i]->kind == GAZ_YAML_SCALAR;
    if (!good) {
        gaz_report(reader->diags, GAZ_D_WRONG_TYPE, value->span, "词表", "一列词，如[词, 词]",
                   "a list of words like [词, 词]");
        return;
    }
    for (uint32_t i = 0; i < value->n; i++) {
        const struct gaz_yaml *item = value->items[i];
        if (g_str_has_suffix(item->scalar, ".txt"))
            gaz_report(reader->diags, GAZ_D_WORDS_FILE, item->span, item->scalar, GAZ_WORD_FILE);
        else if (!add_word(reader, item->scalar, item->span))
            return;
    }
}

/* ---- the product */

static void take_digest(struct gaz_style_layers *layers) {
    struct gaz_hash hash;
    gaz_hash_begin(&hash);
    for (uint32_t i = 0; i < layers->n_words; i++)
        gaz_hash_add(&hash, layers->words[i], strlen(layers->words[i]) + 1);
    g_autofree char *digest = gaz_hash_end_text(&hash, GAZ_HASH_DIGITS);
    g_strlcpy(layers->words_digest, digest, sizeof layers->words_digest);
}

void gaz_style_sort_words(struct gaz_style_layers *layers) {
    if (layers->n_words == 0) return;
    qsort(layers->words, layers->n_words, sizeof *layers->words, gaz_compare_texts);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < layers->n_words; i++)
        if (strcmp(layers->words[i], layers->words[kept - 1]) != 0) layers->words[kept++] = layers->words[i];
    layers->n_words = kept;
    take_digest(layers);
}
