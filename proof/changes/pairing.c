/* pairing.c: the strongest evidence first: what is the same in the same order; what is the same elsewhere;
 * what is alike in the same order, then elsewhere; last what stands between the same neighbours.
 */
#include "proof/changes/pairing.h"

#include "base/diff/pairs.h"
#include "base/diff/script.h"

#include <string.h>

enum {
    LEAST_MOVED = 6,  /* characters that are the same elsewhere by more than chance */
    WEAK_CHARS = 8,   /* so few between two changes may be the same by chance */
    MOST_ALIKE = 600, /* permille of both texts that alike ones share at least … */
    LEAST_ALIKE = 300,
    LEAST_PART = 12, /* … or a text is a part of the other, of so many characters */
    BUCKETS = 256,
    MOST_CELLS = 1 << 22,
    MOST_CANDIDATES = 64,
    NEAR = 60 /* blocks */
};

struct count {
    guint16 of[BUCKETS];
};

struct work {
    const struct gaz_proof_state *old, *new;
    struct gaz_pairing it;
    uint32_t *old_number, *new_number; /* the same texts have the same */
    uint32_t *first_old, *next_old;    /* the old blocks of a number */
    struct count *old_count, *new_count;
    uint64_t allowance;
};

/* ---- texts as numbers */

static guint hash_block(gconstpointer key) {
    const struct gaz_state_block *block = key;
    guint hash = 2166136261u;
    for (uint32_t i = 0; i < block->n; i++)
        hash = (hash ^ block->text[i]) * 16777619u;
    return hash;
}

static gboolean same_text(gconstpointer a, gconstpointer b) {
    const struct gaz_state_block *one = a, *two = b;
    return one->n == two->n && memcmp(one->text, two->text, one->n * sizeof *one->text) == 0;
}

static uint32_t *number_blocks(GHashTable *numbers, const struct gaz_proof_state *state) {
    uint32_t *items = g_new(uint32_t, state->n_blocks + 1);
    for (uint32_t i = 0; i < state->n_blocks; i++) {
        gpointer known = g_hash_table_lookup(numbers, &state->blocks[i]);
        items[i] = known ? GPOINTER_TO_UINT(known) : g_hash_table_size(numbers) + 1;
        if (!known) g_hash_table_insert(numbers, (gpointer)&state->blocks[i], GUINT_TO_POINTER(items[i]));
    }
    return items;
}

static void list_old(struct work *w, uint32_t n_numbers) {
    w->first_old = g_new(uint32_t, n_numbers + 1);
    w->next_old = g_new(uint32_t, w->old->n_blocks + 1);
    for (uint32_t i = 0; i <= n_numbers; i++)
        w->first_old[i] = GAZ_NO_BLOCK;
    for (uint32_t i = w->old->n_blocks; i-- > 0;) {
        w->next_old[i] = w->first_old[w->old_number[i]];
        w->first_old[w->old_number[i]] = i;
    }
}

static struct count *count_chars(const struct gaz_proof_state *state) {
    struct count *counts = g_new0(struct count, state->n_blocks + 1);
    for (uint32_t i = 0; i < state->n_blocks; i++)
        for (uint32_t k = 0; k < state->blocks[i].n; k++) {
            guint16 *count = &counts[i].of[state->blocks[i].text[k] % BUCKETS];
            if (*count < G_MAXUINT16) ++*count;
        }
    return counts;
}

/* ---- pairs */

static bool is_free(const uint32_t *other, uint32_t i) {
    return other[i] == GAZ_NO_BLOCK;
}

static void pair(struct work *w, uint32_t old, uint32_t new) {
    w->it.old_of[new] = old;
    w->it.new_of[old] = new;
}

/* How many characters both can share at most, without looking at their order. */
static uint32_t most_shared(const struct work *w, uint32_t old, uint32_t new) {
    uint32_t n = 0;
    for (int i = 0; i < BUCKETS; i++)
        n += MIN(w->old_count[old].of[i], w->new_count[new].of[i]);
    return n;
}

static uint32_t shared(struct work *w, uint32_t old, uint32_t new) {
    const struct gaz_state_block *one = &w->old->blocks[old], *two = &w->new->blocks[new];
    if (w->old_number[old] == w->new_number[new]) return one->n;
    struct gaz_script script = {g_malloc0(one->n + 1), g_malloc0(two->n + 1)};
    gaz_script_make((struct gaz_sequence){one->text, one->n}, (struct gaz_sequence){two->text, two->n},
                    script, &w->allowance);
    uint32_t n = one->n;
    for (uint32_t i = 0; i < one->n; i++)
        n -= script.gone[i];
    g_free(script.gone);
    g_free(script.come);
    return n;
}

static bool are_alike(const struct work *w, uint32_t old, uint32_t new, uint32_t n_shared) {
    uint32_t one = w->old->blocks[old].n, two = w->new->blocks[new].n, least = MIN(one, two);
    if (2000 * (uint64_t)n_shared >= MOST_ALIKE * ((uint64_t)one + two)) return true;
    return least >= LEAST_PART && 10 * (uint64_t)n_shared >= 9 * (uint64_t)least;
}

/* How many characters they share when they are alike, else 0. */
static uint32_t alike(struct work *w, uint32_t old, uint32_t new) {
    if (!are_alike(w, old, new, most_shared(w, old, new))) return 0;
    uint32_t n = shared(w, old, new);
    return are_alike(w, old, new, n) ? n : 0;
}

/* ---- the order: which pairs are moved */

struct chain {
    uint64_t weight;
    uint32_t last; /* the new block it ends with */
};

/* tree[i]: the heaviest chain that ends with one of the old blocks that are counted there (Fenwick) */
static struct chain heaviest_before(const struct chain *tree, uint32_t old) {
    struct chain best = {0, GAZ_NO_BLOCK};
    for (uint32_t i = old; i > 0; i &= i - 1)
        if (tree[i].weight > best.weight) best = tree[i];
    return best;
}

static void enter_chain(struct chain *tree, uint32_t n, uint32_t old, struct chain chain) {
    for (uint32_t i = old + 1; i <= n; i += i & -i)
        if (chain.weight > tree[i].weight) tree[i] = chain;
}

/* The pairs that keep their order are those with the most characters. */
static void find_moved(struct work *w) {
    uint32_t n_old = w->old->n_blocks, n_new = w->new->n_blocks;
    g_autofree struct chain *tree = g_new0(struct chain, n_old + 2);
    g_autofree uint32_t *before = g_new(uint32_t, n_new + 1);
    for (uint32_t k = 0; k < n_new; k++) {
        w->it.is_moved[k] = !is_free(w->it.old_of, k);
        if (!w->it.is_moved[k]) continue;
        struct chain best = heaviest_before(tree, w->it.old_of[k]);
        before[k] = best.last;
        enter_chain(tree, n_old, w->it.old_of[k], (struct chain){best.weight + w->new->blocks[k].n + 4, k});
    }
    for (uint32_t k = heaviest_before(tree, n_old).last; k != GAZ_NO_BLOCK; k = before[k])
        w->it.is_moved[k] = 0;
}

/* ---- the same texts in the same order */

/* A few short ones that are the same by chance (cells) would hold apart what belongs together. */
static void drop_weak(const struct work *w, const struct gaz_script *script) {
    bool behind_change = false;
    for (uint32_t x = 0, y = 0; x < w->old->n_blocks && y < w->new->n_blocks;) {
        if (script->gone[x] || script->come[y]) {
            behind_change = true;
            x += script->gone[x];
            y += script->come[y];
            continue;
        }
        uint32_t n = 0, n_chars = 0;
        while (x + n < w->old->n_blocks && y + n < w->new->n_blocks && !script->gone[x + n] &&
               !script->come[y + n])
            n_chars += w->old->blocks[x + n++].n;
        bool before_change = x + n < w->old->n_blocks || y + n < w->new->n_blocks;
        bool weak = behind_change && before_change && n_chars < WEAK_CHARS;
        if (weak) memset(script->gone + x, 2, n);
        if (weak) memset(script->come + y, 2, n);
        x += n;
        y += n;
    }
}

static void pair_script(struct work *w, const struct gaz_script *script) {
    uint32_t x = 0, y = 0;
    for (;;) {
        while (x < w->old->n_blocks && script->gone[x])
            x++;
        while (y < w->new->n_blocks && script->come[y])
            y++;
        if (x == w->old->n_blocks || y == w->new->n_blocks) return;
        pair(w, x++, y++);
    }
}

static void pair_same_in_order(struct work *w) {
    struct gaz_script script = {g_malloc0(w->old->n_blocks + 1), g_malloc0(w->new->n_blocks + 1)};
    gaz_script_make((struct gaz_sequence){w->old_number, w->old->n_blocks},
                    (struct gaz_sequence){w->new_number, w->new->n_blocks}, script, &w->allowance);
    drop_weak(w, &script);
    pair_script(w, &script);
    g_free(script.gone);
    g_free(script.come);
}

/* ---- the same texts elsewhere */

struct run {
    uint32_t old, n, n_chars;
};

/* Blocks from these two on that are free and the same. */
static struct run run_at(const struct work *w, uint32_t old, uint32_t new) {
    struct run run = {.old = old};
    for (; old < w->old->n_blocks && new < w->new->n_blocks; old++, new ++, run.n++) {
        if (!is_free(w->it.new_of, old) || !is_free(w->it.old_of, new)) break;
        if (w->old_number[old] != w->new_number[new]) break;
        run.n_chars += w->new->blocks[new].n;
    }
    return run;
}

static struct run longest_run(const struct work *w, uint32_t new) {
    struct run best = {0};
    uint32_t old = w->first_old[w->new_number[new]];
    for (int tries = 0; old != GAZ_NO_BLOCK && tries < MOST_CANDIDATES; old = w->next_old[old], tries++) {
        struct run run = run_at(w, old, new);
        if (run.n_chars > best.n_chars) best = run;
    }
    return best;
}

static void pair_same_elsewhere(struct work *w) {
    for (uint32_t k = 0; k < w->new->n_blocks; k++) {
        struct run run = longest_run(w, k);
        for (uint32_t i = 0; run.n_chars >= LEAST_MOVED && i < run.n; i++)
            pair(w, run.old + i, k + i);
    }
}

/* A short cell that went with its row: the nearest one. */
static void pair_same_cell(struct work *w, uint32_t new, uint32_t expected) {
    uint32_t best = GAZ_NO_BLOCK, least = NEAR, old = w->first_old[w->new_number[new]];
    for (; old != GAZ_NO_BLOCK; old = w->next_old[old]) {
        uint32_t distance = old > expected ? old - expected : expected - old;
        if (!is_free(w->it.new_of, old) || !w->old->blocks[old].row || distance >= least) continue;
        least = distance;
        best = old;
    }
    if (best != GAZ_NO_BLOCK) pair(w, best, new);
}

static void pair_same_cells(struct work *w) {
    uint32_t expected = 0;
    for (uint32_t k = 0; k < w->new->n_blocks; k++) {
        if (is_free(w->it.old_of, k) && w->new->blocks[k].row) pair_same_cell(w, k, expected);
        if (!is_free(w->it.old_of, k)) expected = w->it.old_of[k] + 1;
    }
}

/* ---- between pairs that keep their order */

struct gap {
    struct work *work;
    GArray *old, *new; /* uint32_t: the free blocks */
};

static uint32_t nth(const GArray *list, uint32_t i) {
    return g_array_index(list, uint32_t, i);
}

/* Kept characters count, and that a text is whole counts as much again. */
static uint32_t worth_alike(void *context, uint32_t i, uint32_t k) {
    struct gap *gap = context;
    uint32_t old = nth(gap->old, i), new = nth(gap->new, k), n = alike(gap->work, old, new);
    bool same = gap->work->old_number[old] == gap->work->new_number[new];
    return same ? 4 + 2 * n : n;
}

static bool is_prose(const struct gaz_state_block *block) {
    return strcmp(block->kind, "paragraph") == 0 || strcmp(block->kind, "heading") == 0 ||
           strcmp(block->kind, "list-item") == 0 || strcmp(block->kind, "footnote") == 0;
}

/* A title, a number, a cell takes the place of another one whatever it says; prose only when some of it is
 * left. */
static uint32_t worth_of_place(void *context, uint32_t i, uint32_t k) {
    struct gap *gap = context;
    uint32_t old = nth(gap->old, i), new = nth(gap->new, k);
    const struct gaz_state_block *one = &gap->work->old->blocks[old], *two = &gap->work->new->blocks[new];
    uint64_t least = is_prose(one) ? LEAST_ALIKE * ((uint64_t)one->n + two->n) : 0;
    if (strcmp(one->kind, two->kind) != 0) return 0;
    if (2000 * (uint64_t)most_shared(gap->work, old, new) < least) return 0;
    uint32_t n = shared(gap->work, old, new);
    return 2000 * (uint64_t)n < least ? 0 : 1 + n;
}

static void pair_gap(struct gap *gap, gaz_pair_worth *worth) {
    g_autofree uint32_t *old_of = g_new(uint32_t, gap->new->len + 1);
    bool is_empty = !gap->old->len || !gap->new->len;
    if (is_empty || !gaz_pairs_make(old_of, gap->old->len, gap->new->len, worth, gap)) return;
    for (uint32_t k = 0; k < gap->new->len; k++)
        if (old_of[k] != GAZ_NO_PAIR) pair(gap->work, nth(gap->old, old_of[k]), nth(gap->new, k));
}

static void pair_gaps(struct work *w, gaz_pair_worth *worth) {
    struct gap gap = {w, g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                      g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    find_moved(w);
    for (uint32_t k = 0, x = 0; k <= w->new->n_blocks; k++) {
        bool is_end = k == w->new->n_blocks;
        if (!is_end && is_free(w->it.old_of, k)) g_array_append_val(gap.new, k);
        if (!is_end && (is_free(w->it.old_of, k) || w->it.is_moved[k])) continue;
        uint32_t end = is_end ? w->old->n_blocks : w->it.old_of[k];
        for (; x < end; x++)
            if (is_free(w->it.new_of, x)) g_array_append_val(gap.old, x);
        pair_gap(&gap, worth);
        g_array_set_size(gap.old, 0);
        g_array_set_size(gap.new, 0);
        x = end + 1;
    }
    g_array_unref(gap.old);
    g_array_unref(gap.new);
}

/* ---- alike elsewhere */

static uint32_t most_alike(struct work *w, const GArray *old, uint32_t new) {
    uint32_t best = GAZ_NO_BLOCK, most = 0;
    for (guint i = 0; i < old->len; i++) {
        if (!is_free(w->it.new_of, nth(old, i))) continue;
        uint32_t n = alike(w, nth(old, i), new);
        if (n > most) best = nth(old, i);
        most = MAX(most, n);
    }
    return best;
}

static GArray *free_blocks(const struct gaz_proof_state *state, const uint32_t *other) {
    GArray *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < state->n_blocks; i++)
        if (is_free(other, i) && state->blocks[i].n >= 2 * LEAST_MOVED) g_array_append_val(list, i);
    return list;
}

static void pair_alike_elsewhere(struct work *w) {
    g_autoptr(GArray) old = free_blocks(w->old, w->it.new_of);
    g_autoptr(GArray) new = free_blocks(w->new, w->it.old_of);
    if ((uint64_t)old->len * new->len > MOST_CELLS) return;
    for (guint k = 0; k < new->len; k++) {
        uint32_t best = most_alike(w, old, nth(new, k));
        if (best != GAZ_NO_BLOCK) pair(w, best, nth(new, k));
    }
}

/* ---- the door */

uint32_t *gaz_unpaired(uint32_t n) {
    uint32_t *list = g_new(uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++)
        list[i] = GAZ_NO_BLOCK;
    return list;
}

static void begin(struct work *w) {
    g_autoptr(GHashTable) numbers = g_hash_table_new(hash_block, same_text);
    w->it = (struct gaz_pairing){gaz_unpaired(w->new->n_blocks), gaz_unpaired(w->old->n_blocks),
                                 g_malloc0(w->new->n_blocks + 1)};
    w->old_number = number_blocks(numbers, w->old);
    w->new_number = number_blocks(numbers, w->new);
    list_old(w, g_hash_table_size(numbers));
    w->old_count = count_chars(w->old);
    w->new_count = count_chars(w->new);
}

static void end(struct work *w) {
    g_free(w->old_number);
    g_free(w->new_number);
    g_free(w->first_old);
    g_free(w->next_old);
    g_free(w->old_count);
    g_free(w->new_count);
}

struct gaz_pairing gaz_pairing_make(const struct gaz_proof_state *old, const struct gaz_proof_state *new) {
    struct work w = {.old = old, .new = new, .allowance = GAZ_SCRIPT_ALLOWANCE};
    begin(&w);
    pair_same_in_order(&w);
    pair_same_elsewhere(&w);
    pair_gaps(&w, worth_alike);
    pair_alike_elsewhere(&w);
    pair_same_cells(&w);
    w.allowance = GAZ_SCRIPT_ALLOWANCE / 2;
    pair_gaps(&w, worth_of_place);
    find_moved(&w);
    end(&w);
    return w.it;
}

void gaz_pairing_clear(struct gaz_pairing *pairing) {
    g_free(pairing->old_of);
    g_free(pairing->new_of);
    g_free(pairing->is_moved);
}
