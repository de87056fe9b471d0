/* state.c: a state of pages that were set: the texts of their nodes, and where their items stand. */
#include "proof/state/state.h"

#include "base/file/hash.h"
#include "base/process/arena.h"
#include "base/process/sorted.h"
#include "gazette/gazette.h"
#include "output/annotations.h"
#include "output/write.h"

#include <string.h>

struct making {
    struct gaz_proof_state *state;
    const struct gaz_pages *pages;
    struct gaz_node_items items;
    GHashTable *files; /* of each source its number in the state, and 1 */
    GArray *file_list; /* struct gaz_state_file */
    GArray *blocks;    /* struct gaz_state_block */
    uint32_t document, document_end, n_in_document, n_outside;
    uint32_t row, row_end;
};

const void *gaz_state_keep(struct gaz_arena *arena, const GArray *list) {
    size_t size = (size_t)list->len * g_array_get_element_size((GArray *)list);
    void *kept = gaz_arena_alloc(arena, size + 1);
    if (size) memcpy(kept, list->data, size);
    return kept;
}

/* ---- the lines of a block */

static bool is_same(const struct gaz_char *one, const struct gaz_char *two) {
    return one->ch == two->ch && one->offset == two->offset;
}

/* Where in the node's text an item begins; items are in the order of the text, which has blanks and forced
 * line ends beside. */
static uint32_t place_in(struct gaz_text whole, struct gaz_text own, uint32_t at) {
    uint32_t i = at;
    while (i < whole.n && !is_same(&whole.chars[i], &own.chars[0]))
        i++;
    return i < whole.n ? i : at;
}

static bool goes_on(const GArray *lines, uint32_t page, uint32_t line) {
    if (!lines->len || line == 0) return false;
    const struct gaz_state_line *last = &g_array_index(lines, struct gaz_state_line, lines->len - 1);
    return last->page == page && last->line == line;
}

static bool is_behind(const GArray *lines, uint32_t first) {
    return !lines->len || g_array_index(lines, struct gaz_state_line, lines->len - 1).first < first;
}

static void take_lines(const struct making *m, struct gaz_state_block *block, struct gaz_text whole) {
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_line));
    uint32_t at = 0;
    for (uint32_t i = m->items.first[block->node]; i < m->items.first[block->node + 1]; i++) {
        const struct gaz_placed_item *placed = &m->items.items[i];
        struct gaz_text own = gaz_item_text(placed->item);
        if (own.n == 0) continue;
        struct gaz_state_line line = {place_in(whole, own, at), placed->page, placed->item->line};
        at = MIN(line.first + own.n, whole.n);
        if (!goes_on(lines, line.page, line.line) && line.first < whole.n && is_behind(lines, line.first))
            g_array_append_val(lines, line);
    }
    block->lines = gaz_state_keep(m->state->arena, lines);
    block->n_lines = lines->len;
}

/* ---- blocks */

static uint32_t file_of(struct making *m, const struct gaz_source *source) {
    if (!source) return GAZ_NO_BLOCK;
    uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(m->files, source));
    if (known) return known - 1;
    struct gaz_arena *arena = m->state->arena;
    struct gaz_state_file file = {gaz_arena_strdup(arena, source->path),
                                  gaz_arena_strndup(arena, source->text, source->size), source->size};
    g_array_append_val(m->file_list, file);
    g_hash_table_insert(m->files, (gpointer)source, GUINT_TO_POINTER(m->file_list->len));
    return m->file_list->len - 1;
}

static void take_text(const struct making *m, struct gaz_state_block *block, struct gaz_text text) {
    gunichar *chars = GAZ_NEW_ARRAY(m->state->arena, gunichar, text.n);
    uint32_t *offsets = GAZ_NEW_ARRAY(m->state->arena, uint32_t, text.n);
    for (uint32_t i = 0; i < text.n; i++) {
        chars[i] = text.chars[i].ch;
        offsets[i] = block->file == GAZ_NO_BLOCK ? GAZ_NOWHERE : text.chars[i].offset;
    }
    block->text = chars;
    block->offsets = offsets;
    block->n = text.n;
}

/* "2-15", as if there had been no state before. */
static const char *fresh_id(struct making *m, uint32_t node) {
    bool inside = node < m->document_end;
    uint32_t n = inside ? ++m->n_in_document : ++m->n_outside;
    return gaz_arena_printf(m->state->arena, "%u-%u", inside ? m->document : 0, n);
}

static void add_block(struct making *m, uint32_t number) {
    const struct gaz_node *node = &m->pages->nodes[number];
    struct gaz_state_block block = {.id = fresh_id(m, number),
                                    .kind = gaz_node_kind_name(node->kind),
                                    .node = number,
                                    .row = number < m->row_end ? m->row : 0,
                                    .file = file_of(m, node->text.source)};
    take_text(m, &block, node->text);
    take_lines(m, &block, node->text);
    g_array_append_val(m->blocks, block);
}

static void enter(struct making *m, uint32_t number) {
    const struct gaz_node *node = &m->pages->nodes[number];
    if (node->kind == GAZ_NODE_DOCUMENT && number >= m->document_end) {
        m->document++;
        m->document_end = node->end;
        m->n_in_document = 0;
    }
    if (node->kind == GAZ_NODE_ROW) {
        m->row++;
        m->row_end = node->end;
    }
}

static void take_blocks(struct making *m) {
    m->files = g_hash_table_new(NULL, NULL);
    m->file_list = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_file));
    m->blocks = g_array_new(FALSE, FALSE, sizeof(struct gaz_state_block));
    for (uint32_t k = 0; k < m->pages->n_nodes; k++) {
        const struct gaz_node *node = &m->pages->nodes[k];
        enter(m, k);
        if (!node->is_copy && node->text.n > 0 && node->kind != GAZ_NODE_CONTENTS_NUMBER) add_block(m, k);
    }
    m->state->files = gaz_state_keep(m->state->arena, m->file_list);
    m->state->n_files = m->file_list->len;
    m->state->blocks = gaz_state_keep(m->state->arena, m->blocks);
    m->state->n_blocks = m->blocks->len;
    g_hash_table_destroy(m->files);
    g_array_unref(m->file_list);
    g_array_unref(m->blocks);
}

/* ---- pages */

static void add_item_chars(struct gaz_hash *sum, const struct gaz_item *item) {
    struct gaz_text text = gaz_item_text(item);
    for (uint32_t i = 0; i < text.n; i++) {
        struct gaz_utf8 utf8 = gaz_utf8_of(text.chars[i].ch);
        gaz_hash_add_text(sum, utf8.bytes);
    }
}

static bool is_read(const struct gaz_item *item) {
    return item->artifact != GAZ_ARTIFACT_PAGE_NUMBER && item->artifact != GAZ_ARTIFACT_RUNNING_HEAD;
}

static bool is_of_no_block(const struct making *m, const struct gaz_item *item) {
    const struct gaz_node *node = &m->pages->nodes[item->node];
    return item->artifact == GAZ_ARTIFACT_NONE && (node->is_copy || node->kind == GAZ_NODE_CONTENTS_NUMBER);
}

static const char *text_of_page(const struct making *m, const struct gaz_page *page, bool copies) {
    struct gaz_hash sum;
    gaz_hash_begin(&sum);
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        if (copies ? is_of_no_block(m, item) : is_read(item)) add_item_chars(&sum, item);
    }
    g_autofree char *digest = gaz_hash_end_text(&sum, 32);
    return gaz_arena_strdup(m->state->arena, digest);
}

static void take_pages(struct making *m, char *const *identities) {
    struct gaz_arena *arena = m->state->arena;
    struct gaz_state_page *pages = GAZ_NEW_ARRAY(arena, struct gaz_state_page, m->pages->n_pages);
    for (uint32_t i = 0; i < m->pages->n_pages; i++) {
        const struct gaz_page *page = &m->pages->pages[i];
        g_autofree char *name = gaz_page_name(page), *look = gaz_page_seen(m->pages, i, false);
        pages[i] = (struct gaz_state_page){
            .label = gaz_arena_strdup(arena, name),
            .identity = gaz_arena_strdup(arena, identities[i]),
            .look = gaz_arena_strdup(arena, look),
            .text = text_of_page(m, page, false),
            .copies = text_of_page(m, page, true),
        };
    }
    m->state->pages = pages;
    m->state->n_pages = m->pages->n_pages;
}

/* ---- the whole */

static struct gaz_state_round copy_round(struct gaz_arena *arena, const struct gaz_state_round *round) {
    return (struct gaz_state_round){gaz_arena_strdup(arena, round->name),
                                    gaz_arena_strdup(arena, round->date),
                                    gaz_arena_strdup(arena, round->identity)};
}

static void take_rounds(struct gaz_proof_state *state, const struct gaz_state_round *round,
                        const struct gaz_proof_state *before) {
    uint32_t n = before ? before->n_rounds : 0;
    struct gaz_state_round *rounds = GAZ_NEW_ARRAY(state->arena, struct gaz_state_round, n + 1);
    for (uint32_t i = 0; i < n; i++)
        rounds[i] = copy_round(state->arena, &before->rounds[i]);
    rounds[n] = copy_round(state->arena, round);
    state->rounds = rounds;
    state->n_rounds = n + 1;
}

struct gaz_proof_state *gaz_proof_state_new(const struct gaz_gazette *gazette, struct gaz_state_round round,
                                            const struct gaz_proof_state *before) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_proof_state *state = GAZ_NEW(arena, struct gaz_proof_state);
    struct making m = {.state = state, .pages = gazette->pages, .items = gaz_node_items_of(gazette->pages)};
    state->arena = arena;
    state->title = gaz_arena_strdup(arena, m.pages->title ? m.pages->title : "");
    g_auto(GStrv) identities = gaz_page_identities(m.pages);
    g_autofree char *identity = gaz_proof_identity(identities);
    round.identity = identity;
    take_rounds(state, &round, before);
    take_blocks(&m);
    take_pages(&m, identities);
    gaz_node_items_clear(&m.items);
    if (before) gaz_state_take_ids(state, before);
    return state;
}

void gaz_proof_state_free(struct gaz_proof_state *state) {
    if (state) gaz_arena_free(state->arena);
}

char *gaz_state_page_text(const char *label) {
    bool is_number = label[strspn(label, "0123456789")] == '\0';
    return is_number ? g_strdup_printf("第%s页", label) : g_strdup(label);
}

bool gaz_state_bytes(const struct gaz_state_block *block, uint32_t first, uint32_t n, uint32_t *begin,
                     uint32_t *end) {
    *begin = UINT32_MAX, *end = 0;
    for (uint32_t i = first; i < block->n && i - first < n; i++) {
        if (block->offsets[i] == GAZ_NOWHERE) continue;
        *begin = MIN(*begin, block->offsets[i]);
        *end = MAX(*end, block->offsets[i] + 1);
    }
    return *begin < *end;
}

const struct gaz_state_line *gaz_state_line_of(const struct gaz_state_block *block, uint32_t ch) {
    if (block->n_lines == 0) return NULL;
    uint32_t i;
    GAZ_LOWER_BOUND(i, block->n_lines, block->lines[i].first <= ch);
    return &block->lines[MAX(i, 1) - 1];
}
