/* divisions.c: 本条例第二编第三章, 本编第四章: that the division is there (P-09). */
#include "check/checker.h"
#include "check/scan.h"

#include "input/lines/numbering.h"

enum { N_DIVISIONS = 5, BITS = 10, MOST_VALUE = (1 << BITS) - 1 };

static const char *const units[N_DIVISIONS] = {"编", "分编", "章", "节", "目"};

/* Which 编, 分编 … are meant; 0: whichever. */
struct path {
    uint32_t values[N_DIVISIONS];
};

/* A path as a key; its members are below 1024. */
static gint64 key_of(const struct path *path) {
    gint64 key = 0;
    for (int i = 0; i < N_DIVISIONS; i++)
        key = key << BITS | path->values[i];
    return key;
}

static void add_key(GHashTable *known, const struct path *path) {
    gint64 key = key_of(path);
    g_hash_table_add(known, g_memdup2(&key, sizeof key));
}

/* A division is meant by its own number, with those above it or without. */
static void put_division(GHashTable *known, const struct path *path, unsigned division) {
    for (unsigned left_out = 0; left_out < 1u << (division - 1); left_out++) {
        struct path meant = *path;
        for (unsigned i = 0; i + 1 < division; i++)
            if (left_out >> i & 1) meant.values[i] = 0;
        add_key(known, &meant);
    }
}

/* Goes on to the division whose head the block is; 0: it is none. */
static unsigned enter(struct path *path, const struct gaz_block *block) {
    unsigned division = gaz_block_division(block);
    uint32_t value = gaz_numeral_either(block->text, 1).value;
    if (division == 0 || value > MOST_VALUE) return 0;
    path->values[division - 1] = value;
    for (unsigned below = division; below < N_DIVISIONS; below++)
        path->values[below] = 0;
    return division;
}

static GHashTable *divisions_of(const struct gaz_part *part) {
    GHashTable *known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    struct path path = {{0}};
    for (uint32_t i = 0; i < part->n_blocks; i++) {
        unsigned division = enter(&path, &part->blocks[i]);
        if (division > 0) put_division(known, &path, division);
    }
    return known;
}

/* ---- references */

struct reference {
    struct path path;
    uint32_t begin, end; /* end == begin: none */
};

/* 第X编 at `at` into the reference, where it is deeper than what it has; false: nothing of it. */
static bool take_one(struct gaz_text text, struct reference *reference, unsigned *division) {
    uint32_t at = reference->end;
    struct gaz_numeral number = gaz_numeral_han(text, at + 1);
    if (gaz_char_at(text, at) != L'第' || number.length == 0 || number.value == 0) return false;
    for (unsigned i = *division; i < N_DIVISIONS; i++) {
        uint32_t n = gaz_scan_word(text, at + 1 + number.length, units[i]);
        if (n == 0) continue;
        reference->path.values[i] = MIN(number.value, MOST_VALUE);
        reference->end = at + 1 + number.length + n;
        *division = i + 1;
        return true;
    }
    return false;
}

/* 本条例, 本法 … before `at`; 本编, 本章: with where that is. */
static bool is_own(struct gaz_text text, uint32_t at, const struct path *here, struct path *above) {
    static const char *const instruments[] = {"办法", "条例", "规定", "细则", "规则", "章程", "法"};
    uint32_t n = gaz_scan_words_before(text, at, instruments, G_N_ELEMENTS(instruments));
    if (n > 0) return gaz_char_at(text, at - n - 1) == L'本';
    for (unsigned i = 0; i < N_DIVISIONS; i++) {
        n = gaz_scan_words_before(text, at, &units[i], 1);
        bool is_this = n > 0 && gaz_char_at(text, at - n - 1) == L'本' && here->values[i] > 0;
        for (unsigned k = 0; is_this && k <= i; k++)
            above->values[k] = here->values[k];
        if (is_this) return true;
    }
    return false;
}

static void check_paragraph(struct gaz_checker *checker, struct gaz_text text, const struct path *here,
                            GHashTable *known) {
    int depth = 0; /* what stands in quotation marks speaks of another document */
    for (uint32_t i = 0; i < text.n; i++) {
        struct reference found = {.begin = i, .end = i};
        unsigned division = 0;
        depth += (text.chars[i].ch == L'“') - (text.chars[i].ch == L'”');
        if (i == 0 || depth > 0 || text.chars[i].ch != L'第' || !is_own(text, i, here, &found.path)) continue;
        while (division < N_DIVISIONS && take_one(text, &found, &division))
            continue;
        gint64 key = key_of(&found.path);
        if (division == 0 || g_hash_table_contains(known, &key)) continue;
        struct gaz_text where = gaz_text_slice(text, found.begin, found.end - found.begin);
        g_autofree char *shown = gaz_text_to_utf8(where);
        gaz_find(checker, GAZ_CHECK_DIVISION_REFERENCE, where, NULL, shown);
        i = found.end - 1;
    }
}

static void check_part(struct gaz_checker *checker, const struct gaz_part *part) {
    GHashTable *known = divisions_of(part);
    struct path here = {{0}};
    for (uint32_t i = 0; i < part->n_blocks && g_hash_table_size(known) > 0; i++) {
        const struct gaz_block *block = &part->blocks[i];
        enter(&here, block);
        bool is_quoted = gaz_char_at(block->text, 0) == L'“';
        if (block->kind == GAZ_BLOCK_PARAGRAPH && !is_quoted)
            check_paragraph(checker, block->text, &here, known);
    }
    g_hash_table_unref(known);
}

void gaz_check_divisions(struct gaz_checker *checker) {
    for (uint32_t i = 0; i < checker->doc->n_parts; i++)
        check_part(checker, &checker->doc->parts[i]);
}
