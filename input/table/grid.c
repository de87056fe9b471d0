/* grid.c: cells into a grid.
 *
 * Row by row, each cell goes to the first place that no cell from above spans. `left[c]` says how many rows
 * from this one on column c is still taken, so the work is linear in places and nothing is allocated for a
 * huge rowspan.
 */
#include "input/lines/print_marks.h"
#include "input/table/table.h"

#include <string.h>

struct grid {
    struct gaz_reader *reader;
    const struct gaz_table_draft *draft;
    struct gaz_table *table;
    struct gaz_cell *cells; /* of the product */
    uint32_t n;
    size_t capacity;
    uint32_t left[GAZ_MOST_COLUMNS];
    uint32_t row;
    bool bad;
};

void gaz_table_draft_open(struct gaz_table_draft *draft) {
    memset(draft, 0, sizeof *draft);
    draft->cells = g_array_new(FALSE, TRUE, sizeof(struct gaz_cell));
    draft->rows = g_array_new(FALSE, TRUE, sizeof(struct gaz_draft_row));
    draft->widths = g_array_new(FALSE, TRUE, sizeof(struct gaz_width));
    draft->cuts = g_array_new(FALSE, TRUE, sizeof(struct gaz_table_cut));
}

void gaz_table_draft_close(struct gaz_table_draft *draft) {
    g_array_unref(draft->cells);
    g_array_unref(draft->rows);
    g_array_unref(draft->widths);
    g_array_unref(draft->cuts);
}

void gaz_table_draft_add_row(struct gaz_table_draft *draft, struct gaz_span span) {
    struct gaz_draft_row row = {draft->cells->len, 0, span};
    g_array_append_val(draft->rows, row);
}

void gaz_table_draft_add_cell(struct gaz_table_draft *draft, const struct gaz_cell *cell) {
    g_array_append_vals(draft->cells, cell, 1);
    g_array_index(draft->rows, struct gaz_draft_row, draft->rows->len - 1).n_cells++;
}

void gaz_table_draft_cut(struct gaz_reader *reader, struct gaz_table_draft *draft, struct gaz_span span) {
    struct gaz_table_cut cut = {draft->rows->len, span};
    if (cut.row == 0) gaz_print_mark_refuse(reader->diags, GAZ_MARK_CUT_TABLE, span);
    g_array_append_val(draft->cuts, cut);
}

/* The cuts, each of which has a row behind it that is no head. */
static void take_cuts(struct grid *g) {
    const GArray *cuts = g->draft->cuts;
    struct gaz_table_cut *taken = GAZ_NEW_ARRAY(g->reader->arena, struct gaz_table_cut, cuts->len);
    for (guint i = 0; i < cuts->len; i++) {
        taken[i] = g_array_index(cuts, struct gaz_table_cut, i);
        if (taken[i].row > 0 && (taken[i].row >= g->table->n_rows || taken[i].row <= g->table->n_header_rows))
            gaz_print_mark_refuse(g->reader->diags, GAZ_MARK_CUT_TABLE, taken[i].span);
    }
    g->table->cuts = taken;
    g->table->n_cuts = cuts->len;
}

static const struct gaz_draft_row *row_at(const struct grid *g, uint32_t row) {
    return &g_array_index(g->draft->rows, struct gaz_draft_row, row);
}

static void complain(struct grid *g, enum gaz_code code, struct gaz_span span, const char *argument) {
    gaz_report(g->reader->diags, code, span, argument);
    g->bad = true;
}

static void complain_number(struct grid *g, enum gaz_code code, struct gaz_span span, uint32_t number) {
    char shown[16];
    g_snprintf(shown, sizeof shown, "%u", number);
    complain(g, code, span, shown);
}

static uint64_t columns_of_row(const struct grid *g, const struct gaz_draft_row *row) {
    uint64_t columns = 0;
    for (guint i = 0; i < row->n_cells; i++)
        columns += g_array_index(g->draft->cells, struct gaz_cell, row->first_cell + i).column_span;
    return columns;
}

static bool take_size(struct grid *g) {
    const struct gaz_table_draft *draft = g->draft;
    if (draft->rows->len == 0 || draft->cells->len == 0) return false;
    uint64_t columns = draft->widths->len ? draft->widths->len : columns_of_row(g, row_at(g, 0));
    if (columns > GAZ_MOST_COLUMNS || draft->rows->len > GAZ_MOST_ROWS) {
        uint32_t row = columns > GAZ_MOST_COLUMNS ? 0 : GAZ_MOST_ROWS;
        g_autofree char *most_columns = g_strdup_printf("%d", GAZ_MOST_COLUMNS);
        g_autofree char *most_rows = g_strdup_printf("%d", GAZ_MOST_ROWS);
        gaz_report(g->reader->diags, GAZ_D_TABLE_SIZE, row_at(g, row)->span, most_columns, most_rows);
        return false;
    }
    g->table->n_rows = draft->rows->len;
    g->table->n_columns = (uint32_t)columns;
    g->table->n_header_rows = draft->n_header_rows;
    return columns > 0;
}

/* The last row (excluded) that a cell of this row may span to: the head's end, or the table's. */
static uint32_t span_limit(const struct grid *g) {
    return g->row < g->table->n_header_rows ? g->table->n_header_rows : g->table->n_rows;
}

static uint32_t next_free(const struct grid *g, uint32_t column) {
    while (column < g->table->n_columns && g->left[column] > 0)
        column++;
    return column;
}

static bool fits(struct grid *g, const struct gaz_cell *cell, uint32_t column) {
    if (column >= g->table->n_columns || cell->column_span > g->table->n_columns - column) {
        complain_number(g, GAZ_D_ROW_LONG, cell->span, g->table->n_columns);
        return false;
    }
    for (uint32_t k = column; k < column + cell->column_span; k++) {
        if (g->left[k] == 0) continue;
        complain(g, GAZ_D_SPAN_OVERLAP, cell->span, NULL);
        return false;
    }
    if (cell->row_span > span_limit(g) - g->row) {
        complain(g, GAZ_D_SPAN_OVERRUN, cell->span, g->row < g->table->n_header_rows ? "thead" : "");
        return false;
    }
    return true;
}

static void place(struct grid *g, const struct gaz_cell *cell, uint32_t column) {
    struct gaz_cell *placed = GAZ_PUSH(g->reader->arena, g->cells, g->n, g->capacity);
    *placed = *cell;
    placed->row = g->row;
    placed->column = column;
    if (g->row < g->table->n_header_rows) placed->is_head = true;
    for (uint32_t k = column; k < column + cell->column_span; k++)
        g->left[k] = cell->row_span;
}

/* The places that the row leaves free get empty cells, one each. */
static void fill(struct grid *g, const struct gaz_draft_row *row, uint32_t column) {
    uint32_t lacking = 0;
    struct gaz_cell empty = {.row_span = 1, .column_span = 1, .span = row->span};
    for (column = next_free(g, column); column < g->table->n_columns; column = next_free(g, column)) {
        place(g, &empty, column);
        lacking++;
    }
    if (lacking == 0) return;
    char shown[16];
    g_snprintf(shown, sizeof shown, "%u", lacking);
    gaz_report(g->reader->diags, GAZ_D_ROW_SHORT, row->span, shown);
}

static void place_row(struct grid *g) {
    const struct gaz_draft_row *row = row_at(g, g->row);
    uint32_t column = 0;
    for (guint i = 0; i < row->n_cells; i++) {
        const struct gaz_cell *cell = &g_array_index(g->draft->cells, struct gaz_cell, row->first_cell + i);
        column = next_free(g, column);
        if (!fits(g, cell, column)) return;
        place(g, cell, column);
        column += cell->column_span;
    }
    fill(g, row, column);
}

static const struct gaz_width *take_widths(struct grid *g) {
    struct gaz_width *widths = GAZ_NEW_ARRAY(g->reader->arena, struct gaz_width, g->table->n_columns);
    if (g->draft->widths->len > 0)
        memcpy(widths, g->draft->widths->data, g->draft->widths->len * sizeof *widths);
    return widths;
}

const struct gaz_table *gaz_table_grid(struct gaz_reader *reader, const struct gaz_table_draft *draft) {
    struct grid g = {.reader = reader, .draft = draft, .table = GAZ_NEW(reader->arena, struct gaz_table)};
    if (!take_size(&g)) return NULL;
    for (g.row = 0; g.row < g.table->n_rows && !g.bad; g.row++) {
        place_row(&g);
        for (uint32_t k = 0; k < g.table->n_columns; k++)
            if (g.left[k] > 0) g.left[k]--;
    }
    if (g.bad) return NULL;
    g.table->classes = draft->classes;
    g.table->caption = draft->caption;
    g.table->widths = take_widths(&g);
    take_cuts(&g);
    g.table->cells = g.cells;
    g.table->n_cells = g.n;
    return g.table;
}
