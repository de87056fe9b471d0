/* table.c: a table of data: its grid by HTML's rules, without the rows and columns in which nothing begins.
 *
 * Sites hold pages together with tables. Of such a one, and of one with a single cell, the cells are lines of
 * the text.
 */
#include "base/process/arena.h"
#include "intake/html/body.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

enum { MOST_COLUMNS = 1000, MOST_ROWS = 20000, MOST_PLACES = 1 << 18 };

struct place {
    const GumboNode *node;
    uint32_t row, column, rows, columns;
    bool is_head;
};

struct grid {
    GArray *places; /* of place, by row, then column */
    uint32_t *busy; /* of each column: the row where it is free again */
    uint32_t n_rows, n_columns;
    const GumboNode *caption;
    bool has_border, is_said, is_too_large;
};

/* ---- reading it */

static bool is_cell(const GumboNode *node) {
    return gaz_html_tag(node) == GUMBO_TAG_TD || gaz_html_tag(node) == GUMBO_TAG_TH;
}

static void add_cell(struct grid *grid, const GumboNode *node, uint32_t *column, bool is_head) {
    while (*column < MOST_COLUMNS && grid->busy[*column] > grid->n_rows)
        ++*column;
    if (*column >= MOST_COLUMNS) {
        grid->is_too_large = true;
        return;
    }
    int columns = gaz_html_number(gaz_html_attribute(node, "colspan"), 1, MOST_COLUMNS, 1);
    int rows = gaz_html_number(gaz_html_attribute(node, "rowspan"), 0, MOST_ROWS, 1);
    struct place place = {node, grid->n_rows, *column, rows == 0 ? MOST_ROWS : (uint32_t)rows, 0, is_head};
    for (uint32_t i = *column; i < MOST_COLUMNS && place.columns < (uint32_t)columns; i++) {
        if (grid->busy[i] > grid->n_rows) break; /* HTML lets them overlap; nobody means it */
        grid->busy[i] = grid->n_rows + place.rows;
        place.columns++;
    }
    *column += place.columns;
    g_array_append_val(grid->places, place);
}

static void look_at_border(struct grid *grid, const GumboNode *node) {
    bool is_said;
    grid->has_border |= gaz_html_has_border(node, &is_said);
    grid->is_said |= is_said;
}

static void add_row(struct grid *grid, const GumboNode *row) {
    uint32_t column = 0;
    bool in_head = gaz_html_tag(row->parent) == GUMBO_TAG_THEAD;
    for (const GumboNode *node = row; node; node = gaz_html_next(node, row, !is_cell(node))) {
        if (!is_cell(node)) continue;
        look_at_border(grid, node);
        add_cell(grid, node, &column, in_head || gaz_html_tag(node) == GUMBO_TAG_TH);
    }
    grid->n_rows++;
    grid->is_too_large |= grid->n_rows >= MOST_ROWS;
}

/* A span ends with its thead, tbody or tfoot. */
static void end_section(struct grid *grid, guint first) {
    for (guint i = first; i < grid->places->len; i++) {
        struct place *place = &g_array_index(grid->places, struct place, i);
        place->rows = MIN(place->rows, grid->n_rows - place->row);
    }
    for (uint32_t i = 0; i < MOST_COLUMNS; i++)
        grid->busy[i] = MIN(grid->busy[i], grid->n_rows);
}

static bool is_section(const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    return tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT;
}

/* thead is shown above all else, tfoot below it, wherever they stand. */
static int place_of(const GumboNode *row) {
    GumboTag tag = gaz_html_tag(row->parent);
    return tag == GUMBO_TAG_THEAD ? 0 : tag == GUMBO_TAG_TFOOT ? 2 : 1;
}

static void read_rows(struct grid *grid, const GumboNode *table, int which, guint *first) {
    for (const GumboNode *node = table; node && !grid->is_too_large;
         node = gaz_html_next(node, table, node == table || is_section(node))) {
        if (is_section(node)) {
            end_section(grid, *first);
            *first = grid->places->len;
        }
        if (gaz_html_tag(node) == GUMBO_TAG_CAPTION) grid->caption = node;
        if (gaz_html_tag(node) == GUMBO_TAG_TR && place_of(node) == which) add_row(grid, node);
    }
}

static void read_grid(struct grid *grid, const GumboNode *table) {
    guint first = 0;
    grid->places = g_array_new(FALSE, FALSE, sizeof(struct place));
    grid->busy = g_new0(uint32_t, MOST_COLUMNS);
    look_at_border(grid, table);
    for (int which = 0; which < 3; which++)
        read_rows(grid, table, which, &first);
    end_section(grid, first);
}

static void free_grid(struct grid *grid) {
    g_array_unref(grid->places);
    g_free(grid->busy);
}

/* ---- rows and columns in which nothing begins */

/* new_of[i]: what row or column i becomes; gives how many there are. */
static uint32_t renumber(uint32_t *new_of, uint32_t n) {
    uint32_t n_new = 0;
    for (uint32_t i = 0; i < n; i++)
        n_new += new_of[i];
    for (uint32_t i = n, next = n_new; i-- > 0;) {
        uint32_t begins = new_of[i];
        new_of[i] = next - begins; /* where nothing begins: the next that is there */
        next -= begins;
    }
    new_of[n] = n_new;
    return n_new;
}

static void squeeze(struct grid *grid) {
    g_autofree uint32_t *row = g_new0(uint32_t, grid->n_rows + 1);
    g_autofree uint32_t *column = g_new0(uint32_t, MOST_COLUMNS + 1);
    for (guint i = 0; i < grid->places->len; i++) {
        const struct place *place = &g_array_index(grid->places, struct place, i);
        row[place->row] = column[place->column] = 1;
    }
    grid->n_rows = renumber(row, grid->n_rows);
    grid->n_columns = renumber(column, MOST_COLUMNS);
    for (guint i = 0; i < grid->places->len; i++) {
        struct place *place = &g_array_index(grid->places, struct place, i);
        uint32_t end_row = row[place->row + place->rows], end = column[place->column + place->columns];
        place->row = row[place->row];
        place->column = column[place->column];
        place->rows = end_row - place->row;
        place->columns = end - place->column;
    }
    grid->is_too_large |= (uint64_t)grid->n_rows * grid->n_columns > MOST_PLACES;
}

/* ---- writing it */

static void add_places(struct gaz_html_page *page, const struct grid *grid, struct gaz_draft_table *table,
                       const struct gaz_html_where *where) {
    for (guint i = 0; i < grid->places->len; i++) {
        const struct place *place = &g_array_index(grid->places, struct place, i);
        struct gaz_html_where inside = *where;
        inside.is_in_cell = true;
        inside.style.align = GAZ_DRAFT_JUSTIFIED;
        inside.style.first = inside.style.left = inside.style.right = 0;
        struct gaz_html_style style = gaz_html_style_of(page->sheet, place->node, &inside.style);
        struct gaz_draft_cell *cell = gaz_draft_cell_new(page->draft, table);
        cell->row = place->row;
        cell->column = place->column;
        cell->row_span = place->rows;
        cell->column_span = place->columns;
        cell->align = style.align;
        cell->is_head = place->is_head;
        const char *valign = gaz_html_attribute(place->node, "valign");
        cell->valign = g_strcmp0(valign, "top") == 0      ? GAZ_DRAFT_TOP
                       : g_strcmp0(valign, "bottom") == 0 ? GAZ_DRAFT_BOTTOM
                                                          : GAZ_DRAFT_MIDDLE;
        page->to = cell->blocks;
        gaz_html_walk(page, place->node, &inside);
        gaz_html_end_line(page);
        if (cell->align == GAZ_DRAFT_JUSTIFIED && cell->blocks->len > 0)
            cell->align = gaz_draft_block_at(cell->blocks, 0)->look.align;
    }
}

/* Rows at the top all of whose cells are heads, with the rows that these span: 0, where that is most of it.
 */
static uint32_t header_rows(const struct gaz_draft_table *table) {
    enum { MOST_BELOW = 3 };
    uint32_t first_other = table->n_rows, end;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (!cell->is_head) first_other = MIN(first_other, cell->row);
    }
    end = first_other;
    for (guint i = 0; i < table->cells->len; i++) { /* they stand in the order of their rows */
        const struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        if (cell->row < end) end = MAX(end, cell->row + cell->row_span);
    }
    return end >= table->n_rows || end > first_other + MOST_BELOW ? 0 : end;
}

static void set_head(struct gaz_draft_table *table) {
    table->n_header_rows = header_rows(table);
    for (guint i = 0; i < table->cells->len; i++) {
        struct gaz_draft_cell *cell = g_ptr_array_index(table->cells, i);
        cell->is_head |= cell->row < table->n_header_rows;
    }
}

/* Shares of the columns, when each has a cell of its own with a width. */
static void find_widths(struct gaz_html_page *page, const struct grid *grid, struct gaz_draft_table *table) {
    g_autofree int32_t *width = g_new0(int32_t, grid->n_columns);
    int64_t whole = 0;
    for (guint i = 0; i < grid->places->len; i++) {
        const struct place *place = &g_array_index(grid->places, struct place, i);
        if (place->columns == 1 && width[place->column] == 0)
            width[place->column] = gaz_html_width(place->node);
    }
    for (uint32_t i = 0; i < grid->n_columns; i++) {
        if (width[i] <= 0) return;
        whole += width[i];
    }
    table->widths = GAZ_NEW_ARRAY(page->draft->arena, uint32_t, grid->n_columns);
    for (uint32_t i = 0; i < grid->n_columns; i++)
        table->widths[i] = (uint32_t)(((int64_t)width[i] * 1000 + whole / 2) / whole);
}

static void write_table(struct gaz_html_page *page, const struct grid *grid,
                        const struct gaz_html_where *where) {
    GPtrArray *to = page->to;
    if (grid->caption) gaz_html_walk(page, grid->caption, where);
    struct gaz_draft_block *block = gaz_draft_block_new(page->draft, to, GAZ_DRAFT_TABLE);
    struct gaz_draft_table *table = block->table;
    block->part = gaz_draft_part(page->draft, "正文");
    block->paragraph = page->paragraph[true] + 1;
    table->n_rows = grid->n_rows;
    table->n_columns = grid->n_columns;
    table->has_rules = grid->has_border || !grid->is_said;
    table->rules_are_guessed = !grid->is_said;
    add_places(page, grid, table, where);
    page->to = to;
    gaz_draft_fill_table(page->draft, table);
    set_head(table);
    find_widths(page, grid, table);
}

static uint64_t count_text(const GumboNode *top) {
    uint64_t n = 0;
    for (const GumboNode *node = top; node; node = gaz_html_next(node, top, !gaz_html_is_code(node)))
        for (const char *at = gaz_html_is_text(node) ? node->v.text.text : ""; *at; at++)
            n += !gaz_html_is_white((unsigned char)*at);
    return n;
}

/* Broken pages have text in a table that is in no cell. */
static bool has_all_in_cells(const struct grid *grid, const GumboNode *table) {
    uint64_t n = grid->caption ? count_text(grid->caption) : 0;
    for (guint i = 0; i < grid->places->len; i++)
        n += count_text(g_array_index(grid->places, struct place, i).node);
    return n == count_text(table);
}

bool gaz_html_add_table(struct gaz_html_page *page, const GumboNode *table,
                        const struct gaz_html_where *where) {
    struct grid grid = {0};
    if (gaz_html_holds_page(table)) return false;
    read_grid(&grid, table);
    if (grid.places->len > 1) squeeze(&grid);
    bool is_data = grid.places->len > 1 && !grid.is_too_large && grid.n_columns > 0;
    bool is_column =
        grid.n_columns == 1 && !grid.has_border && !grid.caption; /* only lines below one another */
    is_data = is_data && !is_column && has_all_in_cells(&grid, table);
    if (is_data) write_table(page, &grid, where);
    free_grid(&grid);
    return is_data;
}
