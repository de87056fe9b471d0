/* shape_cache.c: a hash table by family, size and characters. */
#include "fonts/shape_cache.h"

#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

struct word {
    int family;
    gaz_len size;
    uint32_t n;
    uint32_t chars[GAZ_MAX_KEPT_WORD]; /* zero behind n */
};

struct kept {
    struct word word;
    struct gaz_shaped shaped;
};

struct gaz_shape_cache {
    struct gaz_arena *arena;
    GHashTable *words; /* struct word * to struct kept *, the word inside the kept */
};

static guint hash_word(gconstpointer key) {
    const struct word *word = key;
    guint hash = 2166136261u ^ (guint)word->family ^ (guint)word->size << 4;
    for (uint32_t i = 0; i < word->n; i++)
        hash = (hash ^ word->chars[i]) * 16777619u; /* FNV-1a */
    return hash;
}

static gboolean same_word(gconstpointer a, gconstpointer b) {
    const struct word *x = a, *y = b;
    return x->family == y->family && x->size == y->size && x->n == y->n &&
           memcmp(x->chars, y->chars, sizeof *x->chars * x->n) == 0;
}

static struct word word_of(const struct gaz_font *font, const uint32_t *chars, uint32_t n) {
    struct word word = {.family = font->family, .size = font->size, .n = n};
    memcpy(word.chars, chars, sizeof *chars * n);
    return word;
}

struct gaz_shape_cache *gaz_shape_cache_new(struct gaz_arena *arena) {
    struct gaz_shape_cache *cache = GAZ_NEW(arena, struct gaz_shape_cache);
    cache->arena = arena;
    cache->words = g_hash_table_new(hash_word, same_word);
    return cache;
}

void gaz_shape_cache_free(struct gaz_shape_cache *cache) {
    if (cache) g_hash_table_destroy(cache->words);
}

const struct gaz_shaped *gaz_shape_cache_lookup(const struct gaz_shape_cache *cache,
                                                const struct gaz_font *font, const uint32_t *chars,
                                                uint32_t n_chars) {
    if (n_chars == 0 || n_chars > GAZ_MAX_KEPT_WORD) return NULL;
    struct word word = word_of(font, chars, n_chars);
    const struct kept *kept = g_hash_table_lookup(cache->words, &word);
    return kept ? &kept->shaped : NULL;
}

void gaz_shape_cache_add(struct gaz_shape_cache *cache, const struct gaz_font *font, const uint32_t *chars,
                         uint32_t n_chars, const struct gaz_shaped *shaped) {
    if (n_chars == 0 || n_chars > GAZ_MAX_KEPT_WORD) return;
    if (g_hash_table_size(cache->words) >= GAZ_MAX_KEPT_WORDS) return;
    struct kept *kept = GAZ_NEW(cache->arena, struct kept);
    struct gaz_glyph *glyphs = GAZ_NEW_ARRAY(cache->arena, struct gaz_glyph, shaped->n + 1);
    memcpy(glyphs, shaped->glyphs, sizeof *glyphs * shaped->n);
    kept->word = word_of(font, chars, n_chars);
    kept->shaped = (struct gaz_shaped){glyphs, shaped->n, shaped->missing};
    g_hash_table_insert(cache->words, &kept->word, kept);
}
