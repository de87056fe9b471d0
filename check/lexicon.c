/* lexicon.c: words sorted by their characters; their first two lead to a range, which each further character
 * of the text narrows. */
#include "check/lexicon.h"

#include <stdlib.h>

struct entry {
    struct gaz_text text;
    uint32_t word;
};

struct range {
    guint64 key;         /* the first two characters */
    uint32_t begin, end; /* of the entries */
};

enum { N_MASK = 1 << 15 };

struct gaz_lexicon {
    struct entry *entries;
    struct range *ranges;
    GHashTable *index;            /* key → range */
    uint64_t begins[N_MASK / 64]; /* a bit for each first character, of its low bits */
};

static guint64 key_at(struct gaz_text text, uint32_t at) {
    return (guint64)gaz_char_at(text, at) << 32 | gaz_char_at(text, at + 1);
}

/* Most characters begin no word. */
static bool may_begin(const struct gaz_lexicon *lexicon, uint32_t ch) {
    return lexicon->begins[ch % N_MASK / 64] >> (ch % 64) & 1;
}

static int compare(const void *a, const void *b) {
    const struct entry *one = a, *two = b;
    for (uint32_t i = 0; i < one->text.n && i < two->text.n; i++) {
        uint32_t x = one->text.chars[i].ch, y = two->text.chars[i].ch;
        if (x != y) return x < y ? -1 : 1;
    }
    return (one->text.n > two->text.n) - (one->text.n < two->text.n);
}

static void find_ranges(struct gaz_lexicon *lexicon, uint32_t n) {
    uint32_t n_ranges = 0;
    lexicon->ranges = g_new(struct range, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        guint64 key = key_at(lexicon->entries[i].text, 0);
        if (n_ranges == 0 || lexicon->ranges[n_ranges - 1].key != key)
            lexicon->ranges[n_ranges++] = (struct range){key, i, i};
        lexicon->ranges[n_ranges - 1].end = i + 1;
    }
    for (uint32_t i = 0; i < n_ranges; i++)
        g_hash_table_insert(lexicon->index, &lexicon->ranges[i].key, &lexicon->ranges[i]);
}

struct gaz_lexicon *gaz_lexicon_new(const struct gaz_text *words, uint32_t n) {
    struct gaz_lexicon *lexicon = g_new0(struct gaz_lexicon, 1);
    lexicon->entries = g_new(struct entry, n + 1);
    lexicon->index = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t first = gaz_char_at(words[i], 0);
        lexicon->entries[i] = (struct entry){words[i], i};
        lexicon->begins[first % N_MASK / 64] |= (uint64_t)1 << first % 64;
    }
    qsort(lexicon->entries, n, sizeof *lexicon->entries, compare);
    find_ranges(lexicon, n);
    return lexicon;
}

void gaz_lexicon_free(struct gaz_lexicon *lexicon) {
    if (!lexicon) return;
    g_hash_table_destroy(lexicon->index);
    g_free(lexicon->entries);
    g_free(lexicon->ranges);
    g_free(lexicon);
}

/* The first entry of [begin, end) whose character at `depth` is not below `ch`. */
static uint32_t lower(const struct gaz_lexicon *lexicon, struct range range, uint32_t depth, uint32_t ch) {
    while (range.begin < range.end) {
        uint32_t middle = range.begin + (range.end - range.begin) / 2;
        if (gaz_char_at(lexicon->entries[middle].text, depth) < ch)
            range.begin = middle + 1;
        else
            range.end = middle;
    }
    return range.begin;
}

struct gaz_lexicon_match gaz_lexicon_at(const struct gaz_lexicon *lexicon, struct gaz_text text,
                                        uint32_t at) {
    struct gaz_lexicon_match match = {.at = at};
    if (!may_begin(lexicon, gaz_char_at(text, at))) return match;
    guint64 key = at + 1 < text.n ? key_at(text, at) : 0;
    const struct range *first = key ? g_hash_table_lookup(lexicon->index, &key) : NULL;
    if (!first) return match;
    struct range range = *first;
    for (uint32_t depth = 2; range.begin < range.end; depth++) {
        const struct entry *entry = &lexicon->entries[range.begin]; /* the shortest stands first */
        match.shared = depth;
        if (entry->text.n == depth) {
            match.length = depth;
            match.word = entry->word;
        }
        uint32_t ch = gaz_char_at(text, at + depth);
        if (ch == 0) break;
        range.begin = lower(lexicon, range, depth, ch);
        range.end = lower(lexicon, range, depth, ch + 1);
    }
    return match;
}

bool gaz_lexicon_next(const struct gaz_lexicon *lexicon, struct gaz_text text,
                      struct gaz_lexicon_cursor *cursor, struct gaz_lexicon_match *match) {
    while (cursor->at < text.n) {
        *match = gaz_lexicon_at(lexicon, text, cursor->at++);
        uint32_t end = match->at + match->length;
        if (match->length == 0 || end <= cursor->reach) continue;
        cursor->reach = end;
        return true;
    }
    return false;
}
