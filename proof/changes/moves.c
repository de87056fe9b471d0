/* moves.c: what went in one place and came in another just as it was.
 *
 * Every six characters that went are known by where they stand; along what came the longest runs are sought
 * in them. The longest are taken first.
 */
#include "proof/changes/changes.h"

#include "base/process/sorted.h"

#include <string.h>

enum {
    LEAST = 6, /* characters */
    SURE = 20, /* so many are moved wherever they begin and end */
    MOST_CANDIDATES = 32,
};

/* the beginning of six characters that went */
struct gram {
    guint64 hash;
    uint32_t hunk, at; /* from the hunk's first character */
};

struct search {
    const struct gaz_text_changes *changes;
    const GArray *hunks;
    GArray *grams;         /* struct gram, by hash and place */
    GArray *found;         /* struct found */
    guint8 **gone, **come; /* of each hunk: which of its characters are taken */
};

struct found {
    uint32_t old_hunk, old_at, new_hunk, new_at, n;
};

static const struct gaz_hunk *hunk_at(const struct search *s, uint32_t i) {
    return &g_array_index(s->hunks, struct gaz_hunk, i);
}

static const gunichar *old_text(const struct search *s, uint32_t hunk) {
    const struct gaz_stretch *old = &hunk_at(s, hunk)->old;
    return old->block == GAZ_NO_BLOCK ? NULL : s->changes->old->blocks[old->block].text + old->first;
}

static const gunichar *new_text(const struct search *s, uint32_t hunk) {
    const struct gaz_stretch *new = &hunk_at(s, hunk)->new;
    return new->block == GAZ_NO_BLOCK ? NULL : s->changes->new->blocks[new->block].text + new->first;
}

/* ---- six characters */

static guint64 hash_of(const gunichar *text) {
    guint64 hash = 14695981039346656037u;
    for (int i = 0; i < LEAST; i++)
        hash = (hash ^ text[i]) * 1099511628211u;
    return hash;
}

static gint by_hash(gconstpointer a, gconstpointer b) {
    const struct gram *one = a, *two = b;
    if (one->hash != two->hash) return one->hash < two->hash ? -1 : 1;
    if (one->hunk != two->hunk) return one->hunk < two->hunk ? -1 : 1;
    return (one->at > two->at) - (one->at < two->at);
}

static void gather(struct search *s) {
    for (guint i = 0; i < s->hunks->len; i++) {
        const gunichar *text = old_text(s, i);
        for (uint32_t at = 0; at + LEAST <= hunk_at(s, i)->old.n; at++) {
            struct gram gram = {hash_of(text + at), i, at};
            g_array_append_val(s->grams, gram);
        }
    }
    g_array_sort(s->grams, by_hash);
}

static guint first_gram(const GArray *grams, guint64 hash) {
    guint i;
    GAZ_LOWER_BOUND(i, grams->len, g_array_index(grams, struct gram, i).hash < hash);
    return i;
}

/* ---- runs */

static uint32_t run_length(const struct search *s, const struct found *f) {
    const gunichar *old = old_text(s, f->old_hunk), *new = new_text(s, f->new_hunk);
    uint32_t most =
        MIN(hunk_at(s, f->old_hunk)->old.n - f->old_at, hunk_at(s, f->new_hunk)->new.n - f->new_at);
    uint32_t n = 0;
    while (n < most && old[f->old_at + n] == new[f->new_at + n])
        n++;
    return n;
}

/* What is the same before it too was found from there. */
static bool goes_on_before(const struct search *s, const struct found *f) {
    return f->old_at > 0 && f->new_at > 0 &&
           old_text(s, f->old_hunk)[f->old_at - 1] == new_text(s, f->new_hunk)[f->new_at - 1];
}

static bool is_whole(const struct search *s, const struct found *f) {
    return f->n == hunk_at(s, f->old_hunk)->old.n || f->n == hunk_at(s, f->new_hunk)->new.n;
}

static bool is_bound(const struct gaz_state_block *block, uint32_t first, uint32_t n) {
    return gaz_is_clause_bound(block, first) && gaz_is_clause_bound(block, first + n);
}

/* A clause, all that went or came there, or so much that it can be no chance. */
static bool is_sensible(const struct search *s, const struct found *f) {
    if (f->n >= SURE || is_whole(s, f)) return true;
    const struct gaz_stretch *old = &hunk_at(s, f->old_hunk)->old, *new = &hunk_at(s, f->new_hunk)->new;
    return is_bound(&s->changes->old->blocks[old->block], old->first + f->old_at, f->n) ||
           is_bound(&s->changes->new->blocks[new->block], new->first + f->new_at, f->n);
}

static void look(struct search *s, uint32_t hunk, uint32_t at) {
    guint64 hash = hash_of(new_text(s, hunk) + at);
    guint i = first_gram(s->grams, hash);
    for (int tries = 0; i < s->grams->len && tries < MOST_CANDIDATES; i++, tries++) {
        const struct gram *gram = &g_array_index(s->grams, struct gram, i);
        struct found found = {gram->hunk, gram->at, hunk, at, 0};
        if (gram->hash != hash) return;
        if (gram->hunk == hunk || goes_on_before(s, &found)) continue;
        found.n = run_length(s, &found);
        if (found.n >= LEAST && is_sensible(s, &found)) g_array_append_val(s->found, found);
    }
}

static gint by_length(gconstpointer a, gconstpointer b) {
    const struct found *one = a, *two = b;
    if (one->n != two->n) return one->n > two->n ? -1 : 1;
    if (one->new_hunk != two->new_hunk) return one->new_hunk < two->new_hunk ? -1 : 1;
    if (one->new_at != two->new_at) return one->new_at < two->new_at ? -1 : 1;
    if (one->old_hunk != two->old_hunk) return one->old_hunk < two->old_hunk ? -1 : 1;
    return (one->old_at > two->old_at) - (one->old_at < two->old_at);
}

static bool take(struct search *s, const struct found *f) {
    guint8 *gone = s->gone[f->old_hunk] + f->old_at, *come = s->come[f->new_hunk] + f->new_at;
    if (memchr(gone, 1, f->n) || memchr(come, 1, f->n)) return false;
    memset(gone, 1, f->n);
    memset(come, 1, f->n);
    return true;
}

/* ---- the door */

static void find(struct search *s) {
    gather(s);
    for (guint i = 0; i < s->hunks->len; i++)
        for (uint32_t at = 0; at + LEAST <= hunk_at(s, i)->new.n; at++)
            look(s, i, at);
    g_array_sort(s->found, by_length);
}

static gint by_old_place(gconstpointer a, gconstpointer b) {
    const struct gaz_hunk *one = a, *two = b;
    if (one->old.block != two->old.block) return one->old.block < two->old.block ? -1 : 1;
    return (one->old.first > two->old.first) - (one->old.first < two->old.first);
}

static GArray *take_all(struct search *s) {
    GArray *moves = g_array_new(FALSE, FALSE, sizeof(struct gaz_hunk));
    for (guint i = 0; i < s->found->len; i++) {
        const struct found *f = &g_array_index(s->found, struct found, i);
        if (!take(s, f)) continue;
        struct gaz_hunk move = {hunk_at(s, f->old_hunk)->old, hunk_at(s, f->new_hunk)->new};
        move.old.first += f->old_at;
        move.new.first += f->new_at;
        move.old.n = move.new.n = f->n;
        g_array_append_val(moves, move);
    }
    g_array_sort(moves, by_old_place);
    return moves;
}

GArray *gaz_moves_find(const struct gaz_text_changes *changes, const GArray *hunks) {
    struct search s = {changes,
                       hunks,
                       g_array_new(FALSE, FALSE, sizeof(struct gram)),
                       g_array_new(FALSE, FALSE, sizeof(struct found)),
                       g_new(guint8 *, hunks->len + 1),
                       g_new(guint8 *, hunks->len + 1)};
    for (guint i = 0; i < hunks->len; i++) {
        s.gone[i] = g_malloc0(hunk_at(&s, i)->old.n + 1);
        s.come[i] = g_malloc0(hunk_at(&s, i)->new.n + 1);
    }
    find(&s);
    GArray *moves = take_all(&s);
    for (guint i = 0; i < hunks->len; i++) {
        g_free(s.gone[i]);
        g_free(s.come[i]);
    }
    g_free(s.gone);
    g_free(s.come);
    g_array_unref(s.grams);
    g_array_unref(s.found);
    return moves;
}
