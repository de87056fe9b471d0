/* shape_cache.h: words that were shaped already. Numbers and short words come again and again; a word shapes
 * the same wherever it stands, so what is kept is what HarfBuzz would say again
 * (tests/unit/fonts/test_fonts.c compares both). */
#ifndef GAZ_FONTS_SHAPE_CACHE_H
#define GAZ_FONTS_SHAPE_CACHE_H

#include "fonts/face.h"

struct gaz_arena;
struct gaz_shape_cache;

enum { GAZ_MAX_KEPT_WORD = 16, GAZ_MAX_KEPT_WORDS = 8192 };

struct gaz_shape_cache *gaz_shape_cache_new(struct gaz_arena *arena);
void gaz_shape_cache_free(struct gaz_shape_cache *cache);

/* The kept answer for a word, or NULL; borrowed until the cache is freed. */
const struct gaz_shaped *gaz_shape_cache_lookup(const struct gaz_shape_cache *cache,
                                                const struct gaz_font *font, const uint32_t *chars,
                                                uint32_t n_chars);

/* Copies an answer; does nothing for a long word or when the cache is full. */
void gaz_shape_cache_add(struct gaz_shape_cache *cache, const struct gaz_font *font, const uint32_t *chars,
                         uint32_t n_chars, const struct gaz_shaped *shaped);

#endif
