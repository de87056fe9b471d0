/* table_head.c: see table_head.h. Few who draw a table in Word say that its head repeats, and a page of the
 * web seldom has th. A head is above figures: every cell of the first row says something that is no figure,
 * and below one of them at least there is nothing but figures; or the first row has a cell over several
 * columns, beside one that goes down to where the columns have names. Forms to fill in, lists of persons and
 * texts in cells have neither. */
#include "intake/table_head.h"

#include "base/text/text.h"

#include <string.h>

enum { FEWEST_ROWS = 3, LONGEST_NAME = 30, FEWEST_FIGURES = 2 };

/* Freed with g_free; NULL: there is more than paragraphs. */
static char *text_of(const struct gaz_draft_cell *cell) {
    GString *text = g_string_new(NULL);
    bool is_text = true;
    for (guint i = 0; i < cell->blocks->len && is_text; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, i);
        is_text = block->kind == GAZ_DRAFT_PARAGRAPH;
        for (guint k = 0; is_text && k < block->chars->len; k++)
            if (gaz_char_has_ink(gaz_draft_chars(block)[k].ch))
                g_string_append(text, gaz_utf8_of(gaz_draft_chars(block)[k].ch).bytes);
    }
    return g_string_free(text, !is_text);
}

static bool is_figure(const char *text) {
    return g_regex_match_simple("^[-+−－±]?[\\d,，.．]+[%％‰]?$|^[-—–/－]{1,2}$", text, 0, 0);
}

static bool is_name(const char *text) {
    bool is_year = g_regex_match_simple("^(?:19|20)\\d\\d$", text, 0, 0);
    return text && *text && g_utf8_strlen(text, -1) <= LONGEST_NAME && (is_year || !is_figure(text));
}

/* ---- the first row */

struct first_row {
    bool are_names; /* all its cells say a name */
    uint32_t depth; /* of its deepest cell */
    bool has_wide, has_deep;
};

static struct first_row first_row_of(const struct gaz_draft_table *table) {
    struct first_row row = {.are_names = true};
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->row > 0) break;
        g_autofree char *text = text_of(cell);
        row.are_names &= is_name(text);
        row.depth = MAX(row.depth, cell->row_span);
        row.has_wide |= cell->column_span > 1;
        row.has_deep |= cell->row_span > 1;
    }
    return row;
}

/* Whether what stands in a column below `from` is figures, two at least. */
static bool has_figures(const struct gaz_draft_table *table, uint32_t column, uint32_t from) {
    guint n = 0;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        bool is_below = cell->row >= from && cell->column == column && cell->column_span == 1;
        g_autofree char *text = is_below ? text_of(cell) : NULL;
        if (!is_below || (text && !*text)) continue;
        if (!text || !is_figure(text)) return false;
        n++;
    }
    return n >= FEWEST_FIGURES;
}

/* How many rows are the head; 0: none is seen. */
static uint32_t head_of(const struct gaz_draft_table *table) {
    if (table->n_header_rows > 0 || !table->has_rules || table->n_rows < FEWEST_ROWS || table->n_columns < 2)
        return 0;
    struct first_row row = first_row_of(table);
    if (!row.are_names || row.depth + 1 > table->n_rows) return 0;
    if (row.has_wide && row.has_deep) return row.depth;
    for (uint32_t column = 0; column < table->n_columns && !row.has_wide; column++)
        if (has_figures(table, column, row.depth)) return row.depth;
    return 0;
}

/* ---- rows that stand around a table */

/* The cell that is the whole of a row; NULL: the row has several. */
static struct gaz_draft_cell *whole_row(const struct gaz_draft_table *table, uint32_t row) {
    for (guint i = 0; i < table->cells->len; i++) {
        struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->row == row)
            return cell->column_span == table->n_columns && cell->row_span == 1 ? cell : NULL;
    }
    return NULL;
}

/* 单位：万元 above; 注：…, 资料来源：… below. */
static bool stands_around(const struct gaz_draft_cell *cell, bool is_above) {
    static const char above[] = "^(?:计量)?单位[：:][^：:]{1,20}$",
                      below[] = "^(?:注\\d*|备注|资料来源|数据来源|来源)[：:].+$";
    g_autofree char *text = cell ? text_of(cell) : NULL;
    return text && g_regex_match_simple(is_above ? above : below, text, 0, 0);
}

/* Moves the paragraphs of a row that is one cell to `at` among the blocks; gives how many. */
static guint move_row(GPtrArray *blocks, guint at, struct gaz_draft_table *table,
                      struct gaz_draft_cell *cell) {
    guint n = cell->blocks->len;
    uint32_t row = cell->row;
    g_ptr_array_set_free_func(cell->blocks, NULL);
    for (guint i = 0; i < n; i++) {
        struct gaz_draft_block *block = g_ptr_array_index(cell->blocks, i);
        g_ptr_array_insert(blocks, (gint)(at + i), block);
    }
    g_ptr_array_remove(table->cells, cell);
    table->n_rows--;
    for (guint i = 0; i < table->cells->len; i++) {
        struct gaz_draft_cell *other = g_ptr_array_index(table->cells, i);
        other->row -= other->row > row;
    }
    return n;
}

static void tell_row(const struct gaz_draft *draft, struct gaz_account *account,
                     const struct gaz_draft_block *table, const struct gaz_draft_cell *cell) {
    g_autofree char *text = text_of(cell), *where = gaz_draft_where(draft, table->part, table->paragraph);
    gaz_account_add(account, GAZ_REASON_TABLE_AROUND,
                    (struct gaz_account_entry){.text = text, .where = where, .count = 1});
}

/* A unit in the first row, notes in the last ones become paragraphs of their own. Gives where the table is
 * then. */
static guint free_rows(struct gaz_draft *draft, struct gaz_account *account, guint at) {
    const struct gaz_draft_block *block = gaz_draft_block_at(draft->blocks, at);
    struct gaz_draft_table *table = block->table;
    struct gaz_draft_cell *cell;
    if (table->n_columns < 2 || !table->has_rules) return at;
    while (table->n_rows > 2 && (cell = whole_row(table, table->n_rows - 1)) && stands_around(cell, false)) {
        tell_row(draft, account, block, cell);
        move_row(draft->blocks, at + 1, table, cell);
    }
    if (table->n_rows > 2 && (cell = whole_row(table, 0)) && stands_around(cell, true)) {
        tell_row(draft, account, block, cell);
        if (table->n_header_rows > 0) table->n_header_rows--;
        for (guint i = 0; i < cell->blocks->len; i++)
            ((struct gaz_draft_block *)g_ptr_array_index(cell->blocks, i))->look.align = GAZ_DRAFT_RIGHT;
        at += move_row(draft->blocks, at, table, cell);
    }
    return at;
}

/* ---- all tables */

static void tell(const struct gaz_draft *draft, struct gaz_account *account,
                 const struct gaz_draft_block *block) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < block->table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(block->table->cells, i);
        g_autofree char *said = cell->row == 0 ? text_of(cell) : NULL;
        if (said) g_string_append_printf(text, "%s%s", text->len ? " " : "", said);
    }
    g_autofree char *where = gaz_draft_where(draft, block->part, block->paragraph);
    gaz_account_add(
        account, GAZ_REASON_TABLE_HEAD,
        (struct gaz_account_entry){.text = text->str, .becomes = "表头", .where = where, .count = 1});
}

void gaz_draft_guess_heads(struct gaz_draft *draft, struct gaz_account *account) {
    for (guint i = 0; i < draft->blocks->len; i++) {
        if (gaz_draft_block_at(draft->blocks, i)->kind == GAZ_DRAFT_TABLE) i = free_rows(draft, account, i);
        const struct gaz_draft_block *block = gaz_draft_block_at(draft->blocks, i);
        uint32_t n = block->kind == GAZ_DRAFT_TABLE ? head_of(block->table) : 0;
        if (n == 0) continue;
        block->table->n_header_rows = n;
        for (guint k = 0; k < block->table->cells->len; k++) {
            struct gaz_draft_cell *cell = g_ptr_array_index(block->table->cells, k);
            cell->is_head = cell->row < n;
        }
        tell(draft, account, block);
    }
}
