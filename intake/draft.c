/* draft.c: making a draft, and what of it is said to a person. */
#include "intake/draft.h"

#include "base/process/arena.h"
#include "base/text/text.h"

#include <string.h>

/* ---- owning */

static void free_block(void *data) {
    struct gaz_draft_block *block = data;
    g_clear_pointer(&block->chars, g_array_unref);
    if (block->table) g_clear_pointer(&block->table->cells, g_ptr_array_unref);
    if (block->figure) g_clear_pointer(&block->figure->bytes, g_bytes_unref);
}

GPtrArray *gaz_draft_blocks_new(void) {
    return g_ptr_array_new_with_free_func(free_block);
}

static void free_cell(void *data) {
    g_ptr_array_unref(((struct gaz_draft_cell *)data)->blocks);
}

static void free_note(void *data) {
    g_ptr_array_unref(((struct gaz_draft_note *)data)->blocks);
}

struct gaz_draft *gaz_draft_new(const char *file) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_draft *draft = GAZ_NEW(arena, struct gaz_draft);
    draft->arena = arena;
    draft->file = gaz_arena_strdup(arena, file);
    draft->parts = g_ptr_array_new();
    draft->carriers = g_array_new(FALSE, FALSE, sizeof(struct gaz_carrier));
    draft->blocks = gaz_draft_blocks_new();
    draft->notes = g_ptr_array_new_with_free_func(free_note);
    draft->facts = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_fact));
    return draft;
}

void gaz_draft_free(struct gaz_draft *draft) {
    if (!draft) return;
    g_ptr_array_unref(draft->parts);
    g_array_unref(draft->carriers);
    g_ptr_array_unref(draft->blocks);
    g_ptr_array_unref(draft->notes);
    g_array_unref(draft->facts);
    gaz_arena_free(draft->arena);
}

/* ---- making */

bool gaz_draft_may_hold(uint32_t ch) {
    return ch != '\t' && ch != GAZ_DRAFT_OBJECT && !gaz_char_is_refused(ch);
}

uint16_t gaz_draft_part(struct gaz_draft *draft, const char *name) {
    for (guint i = 0; i < draft->parts->len; i++)
        if (strcmp(g_ptr_array_index(draft->parts, i), name) == 0) return (uint16_t)i;
    g_ptr_array_add(draft->parts, gaz_arena_strdup(draft->arena, name));
    return (uint16_t)(draft->parts->len - 1);
}

uint32_t gaz_draft_carry(struct gaz_draft *draft, struct gaz_carrier carrier) {
    g_array_append_val(draft->carriers, carrier);
    return draft->carriers->len - 1;
}

const char *gaz_draft_words(struct gaz_draft *draft, const char *utf8) {
    GString *out = g_string_new(NULL);
    for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
        uint32_t ch = g_utf8_get_char(at);
        if (ch == '\t' || ch == '\n') ch = ' ';
        if (gaz_draft_may_hold(ch)) g_string_append_unichar(out, ch);
    }
    const char *words = gaz_arena_strdup(draft->arena, out->str);
    g_string_free(out, TRUE);
    return words;
}

void gaz_draft_add_fact(struct gaz_draft *draft, const char *name, const char *value) {
    struct gaz_draft_fact fact = {gaz_arena_strdup(draft->arena, name), gaz_draft_words(draft, value)};
    g_array_append_val(draft->facts, fact);
}

struct gaz_draft_block *gaz_draft_block_new(struct gaz_draft *draft, GPtrArray *blocks,
                                            enum gaz_draft_kind kind) {
    struct gaz_draft_block *block = GAZ_NEW(draft->arena, struct gaz_draft_block);
    block->kind = kind;
    if (kind == GAZ_DRAFT_PARAGRAPH) block->chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    if (kind == GAZ_DRAFT_FIGURE) block->figure = GAZ_NEW(draft->arena, struct gaz_draft_figure);
    if (kind == GAZ_DRAFT_TABLE) {
        block->table = GAZ_NEW(draft->arena, struct gaz_draft_table);
        block->table->cells = g_ptr_array_new_with_free_func(free_cell);
    }
    g_ptr_array_add(blocks, block);
    return block;
}

struct gaz_draft_cell *gaz_draft_cell_new(struct gaz_draft *draft, struct gaz_draft_table *table) {
    struct gaz_draft_cell *cell = GAZ_NEW(draft->arena, struct gaz_draft_cell);
    cell->row_span = cell->column_span = 1;
    cell->blocks = gaz_draft_blocks_new();
    g_ptr_array_add(table->cells, cell);
    return cell;
}

struct gaz_draft_note *gaz_draft_note_new(struct gaz_draft *draft) {
    struct gaz_draft_note *note = GAZ_NEW(draft->arena, struct gaz_draft_note);
    note->blocks = gaz_draft_blocks_new();
    g_ptr_array_add(draft->notes, note);
    return note;
}

/* ---- tables */

static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_draft_cell *one = *(struct gaz_draft_cell *const *)a;
    const struct gaz_draft_cell *other = *(struct gaz_draft_cell *const *)b;
    if (one->row != other->row) return one->row < other->row ? -1 : 1;
    return one->column < other->column ? -1 : one->column > other->column;
}

void gaz_draft_fill_table(struct gaz_draft *draft, struct gaz_draft_table *table) {
    size_t n = (size_t)table->n_rows * table->n_columns;
    g_autofree bool *covered = g_new0(bool, n + 1);
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        for (uint32_t row = cell->row; row < cell->row + cell->row_span; row++)
            memset(covered + (size_t)row * table->n_columns + cell->column, true, cell->column_span);
    }
    for (size_t i = 0; i < n; i++) {
        if (covered[i]) continue;
        struct gaz_draft_cell *cell = gaz_draft_cell_new(draft, table);
        cell->row = (uint32_t)(i / table->n_columns);
        cell->column = (uint32_t)(i % table->n_columns);
    }
    g_ptr_array_sort(table->cells, by_place);
}

/* ---- telling */

char *gaz_draft_slice_utf8(const GArray *chars, guint begin, guint n) {
    GString *out = g_string_new(NULL);
    for (guint i = begin; i < chars->len && i - begin < n; i++)
        g_string_append(out, gaz_utf8_of(g_array_index(chars, struct gaz_draft_char, i).ch).bytes);
    return g_string_free(out, FALSE);
}

char *gaz_draft_chars_utf8(const GArray *chars) {
    return gaz_draft_slice_utf8(chars, 0, chars->len);
}

char *gaz_draft_utf8(const struct gaz_draft_block *block, guint begin, guint n) {
    return gaz_draft_slice_utf8(block->chars, begin, n);
}

char *gaz_draft_ink(const GArray *chars) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; chars && i < chars->len; i++) {
        uint32_t ch = g_array_index(chars, struct gaz_draft_char, i).ch;
        if (gaz_char_has_ink(ch)) g_string_append(out, gaz_utf8_of(ch).bytes);
    }
    return g_string_free(out, FALSE);
}

char *gaz_draft_carried(const struct gaz_draft *draft, uint32_t first, uint32_t n) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = first; i < draft->carriers->len && i - first < n; i++)
        g_string_append(out, gaz_utf8_of(g_array_index(draft->carriers, struct gaz_carrier, i).ch).bytes);
    return g_string_free(out, FALSE);
}

char *gaz_draft_where(const struct gaz_draft *draft, uint16_t part, uint32_t paragraph) {
    const char *name = part < draft->parts->len ? g_ptr_array_index(draft->parts, part) : "";
    if (paragraph == 0) return g_strdup(name);
    return g_strdup_printf("%s第%u段", name, paragraph);
}

char *gaz_draft_where_carried(const struct gaz_draft *draft, uint32_t carrier) {
    if (carrier >= draft->carriers->len) return NULL;
    const struct gaz_carrier *at = &g_array_index(draft->carriers, struct gaz_carrier, carrier);
    return gaz_draft_where(draft, at->part, at->paragraph);
}
