/* usage.h: what stands beside what in the texts of an issue, and where the dictionary ends words in them: for
 * the rules that compare an issue with itself. Made once, asked by all of them. */
#ifndef GAZ_CHECK_USAGE_H
#define GAZ_CHECK_USAGE_H

#include "check/checker.h"

struct gaz_usage {
    uint64_t *triples; /* three characters that stand together, sorted (gaz_usage_triple) */
    uint32_t n;
    uint64_t *once, *twice; /* pairs that stand there once, twice (gaz_usage_has) */
    bool **bounds;          /* of each passage, as of gaz_dictionary_bounds */
    uint32_t *all,
        *alone; /* how often an ideograph stands there, and how often the dictionary leaves it alone */
    uint32_t n_passages;
};

/* Of the passages of the checker. Never NULL. */
struct gaz_usage *gaz_usage_new(const struct gaz_checker *checker);
void gaz_usage_free(struct gaz_usage *usage);

enum { GAZ_USAGE_BITS = 16 };

/* The ideograph at `at`; 0: none of sixteen bits. */
static inline uint32_t gaz_usage_han(struct gaz_text text, uint32_t at) {
    uint32_t ch = gaz_char_at(text, at);
    return gaz_char_is_han(ch) && ch >> GAZ_USAGE_BITS == 0 ? ch : 0;
}

/* Three characters, the first in the highest bits; what is no ideograph is 0. */
static inline uint64_t gaz_usage_triple(uint32_t first, uint32_t second, uint32_t third) {
    return (uint64_t)first << 2 * GAZ_USAGE_BITS | (uint64_t)second << GAZ_USAGE_BITS | third;
}

/* How often, of `all` or of `alone`; what is no common ideograph, never. */
enum { GAZ_USAGE_FIRST = 0x4E00, GAZ_USAGE_END = 0xA000 };
static inline uint32_t gaz_usage_count(const uint32_t *counts, uint32_t ch) {
    return ch >= GAZ_USAGE_FIRST && ch < GAZ_USAGE_END ? counts[ch - GAZ_USAGE_FIRST] : 0;
}

/* Whether the two stand together, by their hash: of some hundred one pair is taken for another. pairs: once
 * or twice. */
bool gaz_usage_has(const uint64_t *pairs, uint32_t first, uint32_t second);

/* The first triple that is not below `key`. */
uint32_t gaz_usage_find(const struct gaz_usage *usage, uint64_t key);

/* How often the two, the three stand together, `most` times at most. */
uint32_t gaz_usage_count_two(const struct gaz_usage *usage, uint32_t first, uint32_t second, uint32_t most);
uint32_t gaz_usage_count_three(const struct gaz_usage *usage, uint32_t first, uint32_t second, uint32_t third,
                               uint32_t most);

#endif
