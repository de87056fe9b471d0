/* usage.c: pairs as bits of a hash, triples as a sorted array. */
#include "check/usage.h"

#include "base/process/sorted.h"
#include "base/text/dictionary.h"

/* ---- triples */

/* By bytes, the lowest first. */
static void sort_triples(struct gaz_usage *usage) {
    enum { BYTES = 6, VALUES = 256 };
    uint64_t *from = usage->triples, *to = g_new(uint64_t, usage->n + 1);
    for (unsigned byte = 0; byte < BYTES; byte++) {
        uint32_t ends[VALUES] = {0}, sum = 0;
        for (uint32_t i = 0; i < usage->n; i++)
            ends[from[i] >> 8 * byte & 0xFF]++;
        for (unsigned value = 0; value < VALUES; value++) {
            sum += ends[value];
            ends[value] = sum - ends[value];
        }
        for (uint32_t i = 0; i < usage->n; i++)
            to[ends[from[i] >> 8 * byte & 0xFF]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    usage->triples = from;
    g_free(to);
}

uint32_t gaz_usage_find(const struct gaz_usage *usage, uint64_t key) {
    uint32_t i;
    GAZ_LOWER_BOUND(i, usage->n, usage->triples[i] < key);
    return i;
}

/* How many from the first one on are alike in what is left of them without their low bits. */
static uint32_t count(const struct gaz_usage *usage, uint64_t key, unsigned low_bits, uint32_t most) {
    uint32_t i = gaz_usage_find(usage, key), n = 0;
    while (n < most && i + n < usage->n && usage->triples[i + n] >> low_bits == key >> low_bits)
        n++;
    return n;
}

uint32_t gaz_usage_count_two(const struct gaz_usage *usage, uint32_t first, uint32_t second, uint32_t most) {
    if (!gaz_usage_has(usage->once, first, second)) return 0;
    return count(usage, gaz_usage_triple(first, second, 0), GAZ_USAGE_BITS, most);
}

uint32_t gaz_usage_count_three(const struct gaz_usage *usage, uint32_t first, uint32_t second, uint32_t third,
                               uint32_t most) {
    if (!gaz_usage_has(usage->once, first, second) || !gaz_usage_has(usage->once, second, third)) return 0;
    return count(usage, gaz_usage_triple(first, second, third), 0, most);
}

/* ---- pairs */

enum { PAIR_BITS = 21, PAIR_WORDS = 1 << (PAIR_BITS - 6) };

static uint32_t hash_pair(uint32_t first, uint32_t second) {
    return (first << GAZ_USAGE_BITS | second) * 0x9E3779B1u >> (32 - PAIR_BITS);
}

bool gaz_usage_has(const uint64_t *pairs, uint32_t first, uint32_t second) {
    uint32_t hash = hash_pair(first, second);
    return pairs[hash / 64] >> hash % 64 & 1;
}

static void add_pair(struct gaz_usage *usage, uint32_t first, uint32_t second) {
    uint32_t hash = hash_pair(first, second);
    uint64_t bit = (uint64_t)1 << hash % 64;
    usage->twice[hash / 64] |= usage->once[hash / 64] & bit;
    usage->once[hash / 64] |= bit;
}

/* ---- all texts */

static void add_text(struct gaz_usage *usage, struct gaz_text text) {
    uint32_t first = 0, second = gaz_usage_han(text, 0);
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t third = gaz_usage_han(text, i + 1);
        if (first) usage->triples[usage->n++] = gaz_usage_triple(first, second, third);
        if (second) add_pair(usage, second, third);
        first = second;
        second = third;
    }
    if (first) usage->triples[usage->n++] = gaz_usage_triple(first, second, 0);
}

static void count_text(struct gaz_usage *usage, struct gaz_text text, const bool *bounds) {
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        if (ch < GAZ_USAGE_FIRST || ch >= GAZ_USAGE_END) continue;
        usage->all[ch - GAZ_USAGE_FIRST]++;
        usage->alone[ch - GAZ_USAGE_FIRST] += bounds[i] && bounds[i + 1];
    }
}

struct gaz_usage *gaz_usage_new(const struct gaz_checker *checker) {
    struct gaz_usage *usage = g_new0(struct gaz_usage, 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < checker->n_passages; i++)
        n += checker->passages[i].text.n + 1;
    usage->triples = g_new(uint64_t, n + 1);
    usage->once = g_new0(uint64_t, PAIR_WORDS);
    usage->twice = g_new0(uint64_t, PAIR_WORDS);
    usage->n_passages = checker->n_passages;
    usage->bounds = g_new(bool *, checker->n_passages + 1);
    usage->all = g_new0(uint32_t, GAZ_USAGE_END - GAZ_USAGE_FIRST);
    usage->alone = g_new0(uint32_t, GAZ_USAGE_END - GAZ_USAGE_FIRST);
    for (uint32_t i = 0; i < checker->n_passages; i++) {
        add_text(usage, checker->passages[i].text);
        usage->bounds[i] = gaz_dictionary_bounds(checker->passages[i].text);
        count_text(usage, checker->passages[i].text, usage->bounds[i]);
    }
    sort_triples(usage);
    return usage;
}

void gaz_usage_free(struct gaz_usage *usage) {
    for (uint32_t i = 0; i < usage->n_passages; i++)
        g_free(usage->bounds[i]);
    g_free(usage->bounds);
    g_free(usage->all);
    g_free(usage->alone);
    g_free(usage->triples);
    g_free(usage->once);
    g_free(usage->twice);
    g_free(usage);
}
