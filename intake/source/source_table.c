/* source_table.c: a table of a draft: as a pipe table where one can hold it, else as <table>. */
#include "intake/source/source_writer.h"

/* ---- what a cell says */

static bool has_text(const struct gaz_draft_block *block) {
    return block->kind == GAZ_DRAFT_FIGURE || (block->chars && block->chars->len > 0);
}

/* Its paragraphs and figures, each on a line of its own. */
static void write_cell(struct gaz_writer *w, const struct gaz_draft_cell *cell, enum gaz_writer_place place) {
    bool is_first = true;
    w->in_head = cell->is_head;
    for (guint i = 0; i < cell->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, i);
        if (!has_text(block)) continue;
        if (!is_first) gaz_write_char(w, &(struct gaz_draft_char){'\n', GAZ_NOWHERE, 0, 0}, "", "<br>");
        is_first = false;
        if (block->kind == GAZ_DRAFT_FIGURE) {
            gaz_write_figure(w, block->figure, NULL);
            continue;
        }
        gaz_write_text(w, block->chars, place);
        if (!cell->is_head) gaz_emphasis_unmarked_look(&block->look, block->chars, w->out->unmarked);
    }
    w->in_head = false;
}

/* ---- which kind */

static const struct gaz_draft_cell *cell_at(const struct gaz_draft_table *table, guint i) {
    return g_ptr_array_index(table->cells, i);
}

/* Whether a pipe table says all of it: one head, no spans, one alignment a column. */
static bool fits_pipes(const struct gaz_draft_block *block) {
    const struct gaz_draft_table *table = block->table;
    bool good = table->n_header_rows == 1 && table->n_rows > 1 && table->has_rules &&
                table->cells->len == table->n_rows * table->n_columns && !(block->classes & GAZ_DRAFT_TURNED);
    for (guint i = 0; i < table->cells->len && good; i++) {
        const struct gaz_draft_cell *cell = cell_at(table, i);
        good = cell->row_span == 1 && cell->column_span == 1 && !cell->is_vertical &&
               cell->align == cell_at(table, table->n_columns + i % table->n_columns)->align &&
               cell->is_head == (cell->row == 0) && cell->row * table->n_columns + cell->column == i;
    }
    return good;
}

/* ---- pipes */

static void write_pipes(struct gaz_writer *w, const struct gaz_draft_table *table) {
    static const char *const delimiters[] = {[GAZ_DRAFT_JUSTIFIED] = " --- |",
                                             [GAZ_DRAFT_LEFT] = " :--- |",
                                             [GAZ_DRAFT_CENTRED] = " :---: |",
                                             [GAZ_DRAFT_RIGHT] = " ---: |"};
    for (uint32_t row = 0; row < table->n_rows; row++) {
        gaz_write(w, row ? "\n|" : "|");
        for (uint32_t column = 0; column < table->n_columns; column++) {
            gaz_write(w, " ");
            write_cell(w, cell_at(table, row * table->n_columns + column), GAZ_WRITE_PIPE);
            gaz_write(w, " |");
        }
        if (row == 0) gaz_write(w, "\n|");
        for (uint32_t column = 0; row == 0 && column < table->n_columns; column++)
            gaz_write(w, delimiters[cell_at(table, column)->align]);
    }
}

/* ---- tags */

static void write_attributes(struct gaz_writer *w, const struct gaz_draft_cell *cell, bool says_valign) {
    static const char *const aligns[] = {NULL, "left", "center", "right"};
    static const char *const valigns[] = {"top", NULL, "bottom"};
    GString *out = w->out->bytes;
    if (cell->row_span > 1) g_string_append_printf(out, " rowspan=\"%u\"", cell->row_span);
    if (cell->column_span > 1) g_string_append_printf(out, " colspan=\"%u\"", cell->column_span);
    if (aligns[cell->align]) g_string_append_printf(out, " align=\"%s\"", aligns[cell->align]);
    if (says_valign && valigns[cell->valign])
        g_string_append_printf(out, " valign=\"%s\"", valigns[cell->valign]);
    if (cell->is_vertical) g_string_append(out, " class=\"竖排\"");
}

/* Whether cells stand otherwise than others: where all stand alike nobody has decided it. */
static bool has_valigns(const struct gaz_draft_table *table) {
    for (guint i = 1; i < table->cells->len; i++)
        if (cell_at(table, i)->valign != cell_at(table, 0)->valign) return true;
    return false;
}

/* How the cells of a table are written. */
struct cells {
    bool says_valign;
    uint32_t n_plain; /* rows at the top whose heads are written as others */
};

/* The cells from `i` on that begin in one row. Gives the first behind them. */
static guint write_row(struct gaz_writer *w, const struct gaz_draft_table *table, uint32_t row, guint i,
                       struct cells how) {
    gaz_write(w, "<tr>");
    for (; i < table->cells->len && cell_at(table, i)->row == row; i++) {
        const struct gaz_draft_cell *cell = cell_at(table, i);
        const char *tag = cell->is_head && row >= how.n_plain ? "th" : "td";
        g_string_append_printf(w->out->bytes, "<%s", tag);
        write_attributes(w, cell, how.says_valign);
        gaz_write(w, ">");
        write_cell(w, cell, GAZ_WRITE_HTML);
        g_string_append_printf(w->out->bytes, "</%s>", tag);
    }
    gaz_write(w, "</tr>\n");
    return i;
}

/* The rows of the head, as far as no cell of theirs goes on below. */
static uint32_t head_rows(const struct gaz_draft_table *table) {
    uint32_t n = table->n_header_rows < table->n_rows ? table->n_header_rows : 0;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = cell_at(table, i);
        if (cell->row < n && cell->row + cell->row_span > n) return 0;
    }
    return n;
}

/* Rows at the top of nothing but heads, that a reader takes for a head without being told; where a cell of
 * theirs goes on below, they can be none. */
static uint32_t plain_rows(const struct gaz_draft_table *table) {
    uint32_t n = table->n_rows, end = 0;
    for (guint i = 0; i < table->cells->len; i++)
        if (!cell_at(table, i)->is_head) n = MIN(n, cell_at(table, i)->row);
    for (guint i = 0; i < table->cells->len; i++)
        if (cell_at(table, i)->row < n) end = MAX(end, cell_at(table, i)->row + cell_at(table, i)->row_span);
    return end > n ? n : 0;
}

static void write_tags(struct gaz_writer *w, const struct gaz_draft_table *table, bool is_turned) {
    uint32_t n_head = head_rows(table);
    struct cells how = {has_valigns(table), n_head ? 0 : plain_rows(table)};
    guint next = 0;
    gaz_write(w, "<table");
    if (is_turned || !table->has_rules)
        g_string_append_printf(w->out->bytes, " class=\"%s%s%s\"", is_turned ? "横排" : "",
                               is_turned && !table->has_rules ? " " : "", table->has_rules ? "" : "无框");
    gaz_write(w, n_head ? ">\n<thead>\n" : ">\n");
    for (uint32_t row = 0; row < table->n_rows; row++) {
        next = write_row(w, table, row, next, how);
        if (n_head && row + 1 == n_head) gaz_write(w, "</thead>\n");
    }
    gaz_write(w, "</table>");
}

void gaz_write_table(struct gaz_writer *w, const struct gaz_draft_block *block) {
    if (fits_pipes(block))
        write_pipes(w, block->table);
    else
        write_tags(w, block->table, block->classes & GAZ_DRAFT_TURNED);
}
