/* grams.h: a set of strings of GAZ_GRAM characters: what a text has somewhere. */
#ifndef GAZ_FACSIMILE_GRAMS_H
#define GAZ_FACSIMILE_GRAMS_H

#include "facsimile/align.h"

/* Freed with g_hash_table_unref. */
static inline GHashTable *gaz_grams_new(void) {
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static inline void gaz_grams_add(GHashTable *grams, const uint32_t *chars, uint32_t n) {
    for (uint32_t i = 0; i + GAZ_GRAM <= n; i++) {
        gint64 key = (gint64)gaz_gram_key(chars + i);
        if (!g_hash_table_contains(grams, &key)) g_hash_table_add(grams, g_memdup2(&key, sizeof key));
    }
}

/* Whether the set has the string that begins here. */
static inline bool gaz_grams_has(GHashTable *grams, const uint32_t *chars) {
    gint64 key = (gint64)gaz_gram_key(chars);
    return g_hash_table_contains(grams, &key);
}

#endif
