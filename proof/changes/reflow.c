/* reflow.c: what became of each page, so that a reader of the next proof reads what is new and nothing else.
 */
#include "proof/changes/changes.h"

#include "base/diff/pairs.h"
#include "base/diff/script.h"

#include <string.h>

struct work {
    struct gaz_text_changes *it;
    uint32_t *old_of, *new_of; /* pages */
    guint8 *is_touched;        /* of each new page: something on it changed */
    GHashTable *shared;        /* of two pages, how many characters */
};

/* ---- pages that changed */

static void touch(struct work *w, struct gaz_stretch stretch) {
    if (stretch.block == GAZ_NO_BLOCK) return;
    const struct gaz_state_block *block = &w->it->new->blocks[stretch.block];
    const struct gaz_state_line *first = gaz_state_line_of(block, stretch.first);
    const struct gaz_state_line *last = gaz_state_line_of(block, stretch.first + MAX(stretch.n, 1) - 1);
    for (const struct gaz_state_line *line = first; line && line <= last; line++)
        w->is_touched[line->page] = 1;
}

static void touch_all(struct work *w) {
    for (guint i = 0; i < w->it->list->len; i++) {
        const struct gaz_text_change *change = gaz_text_change_at(w->it, i);
        struct gaz_stretch left = {change->old.block, change->old.first, 0}, now;
        touch(w, change->new);
        if (change->kind != GAZ_CHANGE_MOVED) continue;
        /* and where it was: what follows there is what is seen of it */
        left.first += change->old.n;
        if (left.first < w->it->old->blocks[left.block].n && gaz_text_changes_carry(w->it, left, &now))
            touch(w, now);
    }
}

/* ---- the same pages */

static uint32_t *number_pages(GHashTable *numbers, const struct gaz_proof_state *state) {
    uint32_t *items = g_new(uint32_t, state->n_pages + 1);
    for (uint32_t i = 0; i < state->n_pages; i++) {
        gpointer known = g_hash_table_lookup(numbers, state->pages[i].look);
        items[i] = known ? GPOINTER_TO_UINT(known) : g_hash_table_size(numbers) + 1;
        if (!known) g_hash_table_insert(numbers, (gpointer)state->pages[i].look, GUINT_TO_POINTER(items[i]));
    }
    return items;
}

static void pair(struct work *w, uint32_t old, uint32_t new) {
    w->old_of[new] = old;
    w->new_of[old] = new;
}

static void pair_script(struct work *w, const struct gaz_script *script) {
    for (uint32_t x = 0, y = 0; x < w->it->old->n_pages && y < w->it->new->n_pages;) {
        bool both = !script->gone[x] && !script->come[y];
        if (both) pair(w, x, y);
        x += both || script->gone[x];
        y += both || script->come[y];
    }
}

static void pair_same(struct work *w) {
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree uint32_t *old = number_pages(numbers, w->it->old), *new = number_pages(numbers, w->it->new);
    uint32_t n_old = w->it->old->n_pages, n_new = w->it->new->n_pages;
    g_autofree guint8 *gone = g_malloc0(n_old + 1), *come = g_malloc0(n_new + 1);
    struct gaz_script script = {gone, come};
    uint64_t allowance = GAZ_SCRIPT_ALLOWANCE;
    gaz_script_make((struct gaz_sequence){old, n_old}, (struct gaz_sequence){new, n_new}, script, &allowance);
    pair_script(w, &script);
}

/* ---- pages that share text */

static uint64_t pair_key(uint32_t old, uint32_t new) {
    return (uint64_t)old << 32 | new;
}

static void count_shared(struct work *w, const struct gaz_state_block *block, uint32_t ch) {
    const struct gaz_stretch *now = &w->it->now[w->it->old_first[block - w->it->old->blocks] + ch];
    if (!now->n) return;
    const struct gaz_state_line *old = gaz_state_line_of(block, ch),
                                *new = gaz_state_line_of(&w->it->new->blocks[now->block], now->first);
    if (!old || !new) return;
    uint64_t key = pair_key(old->page, new->page);
    uint32_t n = GPOINTER_TO_UINT(g_hash_table_lookup(w->shared, &key));
    g_hash_table_replace(w->shared, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(n + 1));
}

static void count_all(struct work *w) {
    for (uint32_t i = 0; i < w->it->old->n_blocks; i++)
        for (uint32_t k = 0; k < w->it->old->blocks[i].n; k++)
            count_shared(w, &w->it->old->blocks[i], k);
}

struct gap {
    struct work *work;
    uint32_t old, new;
};

/* Pages that share nothing are a pair sooner than none. */
static uint32_t worth(void *context, uint32_t i, uint32_t k) {
    const struct gap *gap = context;
    uint64_t key = pair_key(gap->old + i, gap->new + k);
    return 1 + GPOINTER_TO_UINT(g_hash_table_lookup(gap->work->shared, &key));
}

static void pair_gap(struct gap gap, uint32_t n_old, uint32_t n_new) {
    g_autofree uint32_t *old_of = g_new(uint32_t, n_new + 1);
    if (!n_old || !n_new || !gaz_pairs_make(old_of, n_old, n_new, worth, &gap)) return;
    for (uint32_t k = 0; k < n_new; k++)
        if (old_of[k] != GAZ_NO_PAIR) pair(gap.work, gap.old + old_of[k], gap.new + k);
}

static void pair_gaps(struct work *w) {
    struct gap gap = {w, 0, 0};
    for (uint32_t k = 0; k <= w->it->new->n_pages; k++) {
        bool is_end = k == w->it->new->n_pages;
        if (!is_end && w->old_of[k] == GAZ_NO_BLOCK) continue;
        uint32_t end = is_end ? w->it->old->n_pages : w->old_of[k];
        pair_gap(gap, end - gap.old, k - gap.new);
        gap.old = end + 1;
        gap.new = k + 1;
    }
}

/* A page that is the same elsewhere is that page. */
static void pair_elsewhere(struct work *w) {
    for (uint32_t k = 0; k < w->it->new->n_pages; k++)
        for (uint32_t i = 0; w->old_of[k] == GAZ_NO_BLOCK && i < w->it->old->n_pages; i++)
            if (w->new_of[i] == GAZ_NO_BLOCK &&
                strcmp(w->it->old->pages[i].look, w->it->new->pages[k].look) == 0)
                pair(w, i, k);
}

/* ---- what became of them */

static enum gaz_reflow judge(const struct work *w, uint32_t page) {
    if (w->old_of[page] == GAZ_NO_BLOCK) return GAZ_REFLOW_ADDED;
    const struct gaz_state_page *old = &w->it->old->pages[w->old_of[page]], *new = &w->it->new->pages[page];
    bool same_look = strcmp(old->look, new->look) == 0, same_label = strcmp(old->label, new->label) == 0;
    if (same_look && !same_label) return GAZ_REFLOW_MOVED;
    if (same_look && strcmp(old->identity, new->identity) == 0) return GAZ_REFLOW_SAME;
    if (same_look) return GAZ_REFLOW_SET;
    return w->is_touched[page] || strcmp(old->copies, new->copies) != 0 ? GAZ_REFLOW_CHANGED : GAZ_REFLOW_SET;
}

static void judge_all(struct work *w) {
    for (uint32_t i = 0; i < w->it->new->n_pages; i++)
        w->it->pages[i] = (struct gaz_page_change){judge(w, i), w->old_of[i]};
    for (uint32_t i = 0; i < w->it->old->n_pages; i++)
        if (w->new_of[i] == GAZ_NO_BLOCK) g_array_append_val(w->it->pages_gone, i);
}

void gaz_reflow_find(struct gaz_text_changes *changes) {
    struct work w = {changes, gaz_unpaired(changes->new->n_pages), gaz_unpaired(changes->old->n_pages),
                     g_malloc0(changes->new->n_pages + 1),
                     g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL)};
    changes->pages = g_new0(struct gaz_page_change, changes->new->n_pages + 1);
    changes->pages_gone = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    touch_all(&w);
    pair_same(&w);
    count_all(&w);
    pair_gaps(&w);
    pair_elsewhere(&w);
    judge_all(&w);
    g_free(w.old_of);
    g_free(w.new_of);
    g_free(w.is_touched);
    g_hash_table_destroy(w.shared);
}
