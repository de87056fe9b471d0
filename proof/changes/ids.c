/* ids.c: what a block is called from one state to the next. */
#include "proof/changes/pairing.h"

#include "base/process/arena.h"

#include <stdlib.h>
#include <string.h>

struct naming {
    struct gaz_proof_state *state;
    struct gaz_state_block *blocks;
    const uint32_t *fresh; /* the document of each block as it is counted now */
    GHashTable *used;      /* all ids that ever were */
    unsigned long last;    /* the highest number of a document among them */
    const char *outside;   /* the last block so far that is in no document */
};

static unsigned long document_of(const char *id) {
    return strtoul(id, NULL, 10);
}

static void use(struct naming *n, const char *id) {
    n->last = MAX(n->last, document_of(id));
    g_hash_table_add(n->used, (gpointer)id);
}

static void give(struct naming *n, uint32_t block, const char *id) {
    n->blocks[block].id = id;
    use(n, id);
}

/* a … z, aa, ab …: the next one; `letters` has room for it */
static void count_up(char *letters) {
    size_t i = strlen(letters);
    while (i > 0 && letters[i - 1] == 'z')
        letters[--i] = 'a';
    if (i > 0) {
        letters[i - 1]++;
        return;
    }
    memmove(letters + 1, letters, strlen(letters) + 1);
    letters[0] = 'a';
}

/* The id of the block before, and letters behind its own that nobody had. */
static const char *name_behind(struct naming *n, const char *before) {
    size_t stem = strcspn(before, "abcdefghijklmnopqrstuvwxyz");
    size_t size = strlen(before) + 12;
    g_autofree char *id = g_malloc0(size);
    g_strlcpy(id, before, size);
    do
        count_up(id + stem);
    while (g_hash_table_contains(n->used, id));
    return gaz_arena_strdup(n->state->arena, id);
}

/* Names what came in the blocks [begin, end), which are of this document (0: of none). */
static void name_among(struct naming *n, const bool *is_kept, const uint32_t range[2],
                       unsigned long document) {
    const char *before = document ? gaz_arena_printf(n->state->arena, "%lu-0", document) : n->outside;
    for (uint32_t k = range[0]; k < range[1]; k++) {
        if (!is_kept[k]) give(n, k, name_behind(n, before));
        /* what was moved here from elsewhere names nothing */
        if (document_of(n->blocks[k].id) == document) before = n->blocks[k].id;
    }
    if (!document) n->outside = before;
}

/* A document that nobody knew gets a number that none had. */
static void name_new(struct naming *n, uint32_t begin, uint32_t end) {
    unsigned long document = n->last + 1;
    for (uint32_t k = begin; k < end; k++)
        give(n, k, gaz_arena_printf(n->state->arena, "%lu-%u", document, k - begin + 1));
}

static void name_document(struct naming *n, const bool *is_kept, uint32_t begin, uint32_t end) {
    uint32_t k = begin;
    while (k < end && !is_kept[k])
        k++;
    if (n->fresh[begin] == 0)
        name_among(n, is_kept, (uint32_t[]){begin, end}, 0);
    else if (k < end)
        name_among(n, is_kept, (uint32_t[]){begin, end}, document_of(n->blocks[k].id));
    else
        name_new(n, begin, end);
}

static void retire(struct naming *n, const struct gaz_proof_state *before, const uint32_t *new_of) {
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(const char *));
    for (uint32_t i = 0; i < before->n_retired + before->n_blocks; i++) {
        uint32_t block = i - before->n_retired;
        if (i >= before->n_retired && new_of[block] != GAZ_NO_BLOCK) continue;
        const char *id = i < before->n_retired ? before->retired[i] : before->blocks[block].id;
        id = gaz_arena_strdup(n->state->arena, id);
        g_array_append_val(list, id);
        use(n, id);
    }
    n->state->retired = gaz_state_keep(n->state->arena, list);
    n->state->n_retired = list->len;
}

static bool *keep_ids(struct naming *n, const struct gaz_proof_state *before, const uint32_t *old_of) {
    bool *is_kept = g_new0(bool, n->state->n_blocks + 1);
    for (uint32_t k = 0; k < n->state->n_blocks; k++) {
        is_kept[k] = old_of[k] != GAZ_NO_BLOCK;
        if (is_kept[k]) give(n, k, gaz_arena_strdup(n->state->arena, before->blocks[old_of[k]].id));
    }
    return is_kept;
}

static uint32_t *fresh_documents(const struct gaz_proof_state *state) {
    uint32_t *fresh = g_new(uint32_t, state->n_blocks + 1);
    for (uint32_t k = 0; k < state->n_blocks; k++)
        fresh[k] = (uint32_t)document_of(state->blocks[k].id);
    return fresh;
}

void gaz_state_take_ids(struct gaz_proof_state *state, const struct gaz_proof_state *before) {
    struct gaz_pairing pairing = gaz_pairing_make(before, state);
    g_autofree uint32_t *fresh = fresh_documents(state);
    struct naming n = {.state = state,
                       .blocks = (struct gaz_state_block *)state->blocks,
                       .fresh = fresh,
                       .used = g_hash_table_new(g_str_hash, g_str_equal),
                       .outside = "0-0"};
    g_autofree bool *is_kept = keep_ids(&n, before, pairing.old_of);
    retire(&n, before, pairing.new_of);
    for (uint32_t k = 0, end; k < state->n_blocks; k = end) {
        for (end = k; end < state->n_blocks && fresh[end] == fresh[k];)
            end++;
        name_document(&n, is_kept, k, end);
    }
    g_hash_table_destroy(n.used);
    gaz_pairing_clear(&pairing);
}
