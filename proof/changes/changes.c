/* changes.c: the hunks of all pairs, with those blocks that came and went whole, less what was only moved. */
#include "proof/changes/changes.h"

#include "base/diff/script.h"

#include <string.h>

struct work {
    struct gaz_text_changes *it;
    GArray *hunks, *moves;     /* struct gaz_hunk */
    guint8 **is_old, **is_new; /* of each block's characters: moved by a run */
};

bool gaz_text_change_is_whole(const struct gaz_text_changes *changes, const struct gaz_text_change *change) {
    if (change->kind != GAZ_CHANGE_MOVED || !changes->pairing.is_moved[change->new.block]) return false;
    return changes->pairing.old_of[change->new.block] == change->old.block &&
           change->old.n == changes->old->blocks[change->old.block].n &&
           change->new.n == changes->new->blocks[change->new.block].n;
}

/* ---- whole blocks */

/* The end of the block that stands before it and has a place in the other state. */
static struct gaz_stretch end_before(const struct gaz_proof_state *other, const uint32_t *other_of,
                                     uint32_t block) {
    while (block-- > 0)
        if (other_of[block] != GAZ_NO_BLOCK)
            return (struct gaz_stretch){other_of[block], other->blocks[other_of[block]].n, 0};
    return (struct gaz_stretch){other->n_blocks ? 0 : GAZ_NO_BLOCK, 0, 0};
}

static void add_come(struct work *w, uint32_t k) {
    struct gaz_hunk hunk = {end_before(w->it->old, w->it->pairing.old_of, k),
                            {k, 0, w->it->new->blocks[k].n}};
    g_array_append_val(w->hunks, hunk);
}

static void add_gone(struct work *w, uint32_t i) {
    struct gaz_hunk hunk = {{i, 0, w->it->old->blocks[i].n},
                            end_before(w->it->new, w->it->pairing.new_of, i)};
    g_array_append_val(w->hunks, hunk);
}

static void find_hunks(struct work *w) {
    uint64_t allowance = 2 * GAZ_SCRIPT_ALLOWANCE;
    for (uint32_t k = 0; k < w->it->new->n_blocks; k++) {
        uint32_t old = w->it->pairing.old_of[k];
        if (old == GAZ_NO_BLOCK)
            add_come(w, k);
        else
            gaz_hunks_add(w->hunks, w->it, (uint32_t[]){old, k}, &allowance);
    }
    for (uint32_t i = 0; i < w->it->old->n_blocks; i++)
        if (w->it->pairing.new_of[i] == GAZ_NO_BLOCK) add_gone(w, i);
}

/* ---- what is left of a hunk */

static guint8 **new_marks(const struct gaz_proof_state *state) {
    guint8 **marks = g_new0(guint8 *, state->n_blocks + 1);
    for (uint32_t i = 0; i < state->n_blocks; i++)
        marks[i] = g_malloc0(state->blocks[i].n + 1);
    return marks;
}

static void free_marks(guint8 **marks, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        g_free(marks[i]);
    g_free(marks);
}

static void add_change(struct work *w, enum gaz_change_kind kind, struct gaz_hunk hunk) {
    struct gaz_text_change change = {kind, hunk.old, hunk.new};
    g_array_append_val(w->it->list, change);
}

/* The parts of a stretch that no run was moved from or to. */
static GArray *parts_of(struct gaz_stretch stretch, guint8 *const *marks) {
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct gaz_stretch));
    for (uint32_t i = 0, n; i < stretch.n; i += n + 1) {
        const guint8 *at = marks[stretch.block] + stretch.first + i;
        for (n = 0; i + n < stretch.n && !at[n];)
            n++;
        struct gaz_stretch part = {stretch.block, stretch.first + i, n};
        if (n) g_array_append_val(parts, part);
    }
    return parts;
}

static void add_hunk(struct work *w, struct gaz_hunk hunk, bool is_part) {
    if (is_part && hunk.old.n && hunk.new.n) gaz_hunk_trim(w->it, &hunk);
    if (hunk.old.n && hunk.new.n)
        add_change(w, GAZ_CHANGE_REPLACED, hunk);
    else if (hunk.old.n || hunk.new.n)
        add_change(w, hunk.old.n ? GAZ_CHANGE_GONE : GAZ_CHANGE_COME, hunk);
}

static bool is_less(const GArray *parts, struct gaz_stretch whole) {
    return whole.n > 0 && (parts->len != 1 || g_array_index(parts, struct gaz_stretch, 0).n < whole.n);
}

/* As many parts on either side are each other's; else there is none on one side. */
static void add_parts(struct work *w, const struct gaz_hunk *hunk) {
    g_autoptr(GArray) old = parts_of(hunk->old, w->is_old);
    g_autoptr(GArray) new = parts_of(hunk->new, w->is_new);
    struct gaz_stretch before = {hunk->old.block, hunk->old.first, 0},
                       behind = {hunk->new.block, hunk->new.first + hunk->new.n, 0};
    bool both = old->len == new->len;
    bool is_part = is_less(old, hunk->old) || is_less(new, hunk->new);
    for (guint i = 0; i < old->len; i++)
        add_hunk(w,
                 (struct gaz_hunk){g_array_index(old, struct gaz_stretch, i),
                                   both ? g_array_index(new, struct gaz_stretch, i) : behind},
                 is_part);
    for (guint i = 0; i < new->len && !both; i++)
        add_hunk(w, (struct gaz_hunk){before, g_array_index(new, struct gaz_stretch, i)}, is_part);
}

static void add_moves(struct work *w) {
    for (guint i = 0; i < w->moves->len; i++) {
        const struct gaz_hunk *move = gaz_hunk_at(w->moves, i);
        memset(w->is_old[move->old.block] + move->old.first, 1, move->old.n);
        memset(w->is_new[move->new.block] + move->new.first, 1, move->new.n);
        add_change(w, GAZ_CHANGE_MOVED, *move);
    }
    for (uint32_t k = 0; k < w->it->new->n_blocks; k++) {
        uint32_t old = w->it->pairing.old_of[k];
        if (w->it->pairing.is_moved[k])
            add_change(
                w, GAZ_CHANGE_MOVED,
                (struct gaz_hunk){{old, 0, w->it->old->blocks[old].n}, {k, 0, w->it->new->blocks[k].n}});
    }
}

/* A block that is elsewhere comes before what is different in it. */
static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_text_change *one = a, *two = b;
    if (one->new.block != two->new.block) return one->new.block < two->new.block ? -1 : 1;
    if (one->new.first != two->new.first) return one->new.first < two->new.first ? -1 : 1;
    if (one->new.n != two->new.n && one->kind != two->kind &&MAX(one->kind, two->kind) == GAZ_CHANGE_MOVED)
        return one->kind == GAZ_CHANGE_MOVED ? -1 : 1;
    if (one->old.block != two->old.block) return one->old.block < two->old.block ? -1 : 1;
    if (one->old.first != two->old.first) return one->old.first < two->old.first ? -1 : 1;
    return (int)one->kind - (int)two->kind;
}

static void find_changes(struct gaz_text_changes *it) {
    struct work w = {it, g_array_new(FALSE, FALSE, sizeof(struct gaz_hunk)), NULL, new_marks(it->old),
                     new_marks(it->new)};
    find_hunks(&w);
    w.moves = gaz_moves_find(it, w.hunks);
    add_moves(&w);
    for (guint i = 0; i < w.hunks->len; i++)
        add_parts(&w, gaz_hunk_at(w.hunks, i));
    g_array_sort(it->list, by_place);
    free_marks(w.is_old, it->old->n_blocks);
    free_marks(w.is_new, it->new->n_blocks);
    g_array_unref(w.hunks);
    g_array_unref(w.moves);
}

/* ---- where every character is */

/* Marks what the changes say is not kept, and where moved runs went. */
static void mark_changed(struct gaz_text_changes *it, guint8 **is_new) {
    for (guint i = 0; i < it->list->len; i++) {
        const struct gaz_text_change *change = gaz_text_change_at(it, i);
        if (gaz_text_change_is_whole(it, change)) continue;
        if (change->new.n) memset(is_new[change->new.block] + change->new.first, 1, change->new.n);
        for (uint32_t k = 0; k < change->old.n; k++) {
            struct gaz_stretch *now = &it->now[it->old_first[change->old.block] + change->old.first + k];
            bool moved = change->kind == GAZ_CHANGE_MOVED;
            *now =
                (struct gaz_stretch){change->new.block, change->new.first + (moved ? k : 0), moved ? 1 : 2};
        }
    }
}

/* What is not marked is kept, in order; what is gone would be where its change is. */
static void follow(struct gaz_text_changes *it, uint32_t old, const guint8 *is_new) {
    struct gaz_stretch *now = it->now + it->old_first[old];
    uint32_t new = it->pairing.new_of[old], at = 0;
    for (uint32_t i = 0; i < it->old->blocks[old].n; i++) {
        if (now[i].n == 2) now[i].n = 0;
        if (now[i].block != GAZ_NO_BLOCK || new == GAZ_NO_BLOCK) continue;
        while (at < it->new->blocks[new].n && is_new[at])
            at++;
        now[i] = (struct gaz_stretch){new, at++, 1};
    }
}

static void carry_all(struct gaz_text_changes *it) {
    uint32_t n = 0;
    guint8 **is_new = new_marks(it->new);
    it->old_first = g_new(uint32_t, it->old->n_blocks + 1);
    for (uint32_t i = 0; i < it->old->n_blocks; i++) {
        it->old_first[i] = n;
        n += it->old->blocks[i].n;
    }
    it->now = g_new(struct gaz_stretch, n + 1);
    for (uint32_t i = 0; i < n; i++)
        it->now[i] = (struct gaz_stretch){GAZ_NO_BLOCK, 0, 0};
    mark_changed(it, is_new);
    for (uint32_t i = 0; i < it->old->n_blocks; i++) {
        uint32_t new = it->pairing.new_of[i];
        follow(it, i, new == GAZ_NO_BLOCK ? NULL : is_new[new]);
    }
    free_marks(is_new, it->new->n_blocks);
}

/* Before a character that is there it is there; behind the last one that is. */
static bool carry_place(const struct gaz_text_changes *it, struct gaz_stretch from, struct gaz_stretch *to) {
    const struct gaz_stretch *now = it->now + it->old_first[from.block];
    uint32_t n = it->old->blocks[from.block].n;
    if (from.first < n && now[from.first].n) {
        *to = (struct gaz_stretch){now[from.first].block, now[from.first].first, 0};
        return true;
    }
    bool behind = from.first > 0 && from.first <= n && now[from.first - 1].n;
    if (behind)
        *to = (struct gaz_stretch){now[from.first - 1].block, now[from.first - 1].first + 1, 0};
    else if (from.first < n)
        *to = now[from.first];
    return behind;
}

bool gaz_text_changes_carry(const struct gaz_text_changes *changes, struct gaz_stretch from,
                            struct gaz_stretch *to) {
    *to = (struct gaz_stretch){GAZ_NO_BLOCK, 0, 0};
    if (from.block >= changes->old->n_blocks) return false;
    if (from.n == 0) return carry_place(changes, from, to);
    const struct gaz_stretch *now = changes->now + changes->old_first[from.block];
    uint32_t end = (uint32_t)MIN((uint64_t)from.first + from.n, changes->old->blocks[from.block].n), n = 0;
    for (uint32_t i = from.first; i < end; i++) {
        if (now[i].n && n++ == 0) *to = now[i];
    }
    if (n == 0) carry_place(changes, (struct gaz_stretch){from.block, from.first, 0}, to);
    to->n = n;
    return n > 0;
}

/* ---- the door */

struct gaz_text_changes *gaz_text_changes_new(const struct gaz_proof_state *old,
                                              const struct gaz_proof_state *new) {
    struct gaz_text_changes *changes = g_new0(struct gaz_text_changes, 1);
    changes->old = old;
    changes->new = new;
    changes->list = g_array_new(FALSE, FALSE, sizeof(struct gaz_text_change));
    changes->pairing = gaz_pairing_make(old, new);
    find_changes(changes);
    carry_all(changes);
    gaz_reflow_find(changes);
    return changes;
}

void gaz_text_changes_free(struct gaz_text_changes *changes) {
    if (!changes) return;
    g_array_unref(changes->list);
    gaz_pairing_clear(&changes->pairing);
    g_free(changes->pages);
    if (changes->pages_gone) g_array_unref(changes->pages_gone);
    g_free(changes->old_first);
    g_free(changes->now);
    g_free(changes);
}
