/* table.c: a table's grid (ECMA-376 part 1, 17.4): rows and cells are laid out first, then each cell is read.
 *
 * The grid of a Word file may be finer than its cells: columns that no cell begins or ends at are taken
 * together.
 */
#include "base/process/arena.h"
#include "intake/docx/reader.h"

#include <string.h>

enum { MOST_COLUMNS = 1000, MOST_PLACES = 4 * 1000 * 1000 };

struct cell {
    const struct gaz_docx_node *node; /* w:tc */
    uint32_t row, begin, end;         /* of grid columns */
    uint32_t row_span;
    GArray *hidden; /* of w:tc: what lies under a cell that goes down */
};

struct table {
    const struct gaz_docx_node *node;
    GArray *cells; /* of cell, by row, then column */
    uint32_t n_rows, n_header_rows;
    uint32_t n_grid; /* of columns in use */
    guint *above;    /* for each grid column: the cell that begins there and goes down, + 1 */
    uint32_t column; /* where the row that is laid out has come to */
    guint owner;     /* the cell that spans columns and was laid out last, + 1 */
    uint32_t n_left; /* how many cells of its columns may follow that only say so */
    bool is_head_over;
    bool lacks_cells; /* that were deleted: the grid's widths are of other columns */
};

/* ---- rows and cells, whatever they are wrapped in */

typedef void found(struct gaz_docx_reader *reader, struct table *table, const struct gaz_docx_node *node);

static void leave_wrapped(struct gaz_docx_reader *reader, const struct gaz_docx_node *wrap);

static void each(struct gaz_docx_reader *reader, struct table *table, const struct gaz_docx_node *node,
                 const char *name, found *take) {
    static const char *const wraps[] = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"};
    for (const struct gaz_docx_node *at = node->first; at; at = at->next) {
        if (gaz_docx_named(at, name)) take(reader, table, at);
        for (size_t i = 0; i < G_N_ELEMENTS(wraps); i++)
            if (gaz_docx_named(at, wraps[i])) each(reader, table, at, name, take);
        if (gaz_docx_named(at, "w:del") || gaz_docx_named(at, "w:moveFrom")) leave_wrapped(reader, at);
        if (gaz_docx_named(at, "mc:AlternateContent")) {
            const struct gaz_docx_node *taken = gaz_docx_choose(reader, at);
            if (taken) each(reader, table, taken, name, take);
        }
    }
}

/* w:val of a child of w:tcPr or w:trPr as a number of columns */
static uint32_t columns_of(const struct gaz_docx_node *props, const char *name, int otherwise) {
    return (uint32_t)CLAMP(gaz_docx_int(gaz_docx_val(props, name), otherwise), otherwise, MOST_COLUMNS);
}

/* Word merges cells downwards by vMerge; of old also sideways, by hMerge. */
static bool continues(const struct gaz_docx_node *tc, const char *merge) {
    const struct gaz_docx_node *node = gaz_docx_child(gaz_docx_child(tc, "w:tcPr"), merge);
    const char *value = gaz_docx_attr(node, "w:val");
    return node && g_strcmp0(value, "restart") != 0;
}

static bool begins(const struct gaz_docx_node *tc, const char *merge) {
    const struct gaz_docx_node *node = gaz_docx_child(gaz_docx_child(tc, "w:tcPr"), merge);
    return node && g_strcmp0(gaz_docx_attr(node, "w:val"), "restart") == 0;
}

static struct cell *last_cell(struct table *table) {
    return table->cells->len ? &g_array_index(table->cells, struct cell, table->cells->len - 1) : NULL;
}

static void hide(struct cell *cell, const struct gaz_docx_node *tc) {
    if (!cell->hidden) cell->hidden = g_array_new(FALSE, FALSE, sizeof(const struct gaz_docx_node *));
    g_array_append_val(cell->hidden, tc);
}

/* The cell above that this one is a part of; NULL. */
static struct cell *cell_above(struct table *table, const struct gaz_docx_node *tc, uint32_t begin,
                               uint32_t end) {
    guint above = continues(tc, "w:vMerge") ? table->above[begin] : 0;
    struct cell *cell = above ? &g_array_index(table->cells, struct cell, above - 1) : NULL;
    bool fits = cell && cell->end == end && cell->row + cell->row_span == table->n_rows;
    return fits ? cell : NULL;
}

static void leave_deleted(struct gaz_docx_reader *reader, const struct gaz_docx_node *change,
                          const struct gaz_docx_node *node);

/* A cell that was deleted, and the change accepted: those behind it close up. */
static bool leave_cell(struct gaz_docx_reader *reader, struct table *table, const struct gaz_docx_node *tc) {
    const struct gaz_docx_node *deletion = gaz_docx_child(gaz_docx_child(tc, "w:tcPr"), "w:cellDel");
    if (!deletion) return false;
    leave_deleted(reader, deletion, tc);
    table->lacks_cells = true;
    return true;
}

/* Google's editor writes gridSpan and, behind that cell, one with hMerge for each further column of it: they
 * take no columns of their own. */
static bool is_within_span(struct table *table, const struct gaz_docx_node *tc) {
    bool is_it = table->n_left > 0 && continues(tc, "w:hMerge");
    table->n_left -= is_it;
    if (is_it) hide(&g_array_index(table->cells, struct cell, table->owner - 1), tc);
    return is_it;
}

/* The cell with this number, or what continues it in this row, has so many columns. */
static void own_span(struct table *table, const struct gaz_docx_node *tc, guint number, uint32_t columns) {
    table->owner = number;
    table->n_left = begins(tc, "w:hMerge") ? 0 : columns - 1;
}

static void add_cell(struct gaz_docx_reader *reader, struct table *table, const struct gaz_docx_node *tc) {
    if (leave_cell(reader, table, tc) || is_within_span(table, tc)) return;
    uint32_t begin = table->column, end = begin + columns_of(gaz_docx_child(tc, "w:tcPr"), "w:gridSpan", 1);
    struct cell *before = last_cell(table);
    if (begin >= MOST_COLUMNS) return; /* it is left out in the end, and told */
    end = MIN(end, (uint32_t)MOST_COLUMNS);
    table->column = end;
    table->n_grid = MAX(table->n_grid, end);
    if (continues(tc, "w:hMerge") && before && before->row == table->n_rows && before->end == begin) {
        before->end = end;
        hide(before, tc);
        return;
    }
    struct cell *above = cell_above(table, tc, begin, end);
    if (above) {
        above->row_span++;
        hide(above, tc);
        own_span(table, tc, table->above[begin], end - begin);
        return;
    }
    struct cell cell = {.node = tc, .row = table->n_rows, .begin = begin, .end = end, .row_span = 1};
    g_array_append_val(table->cells, cell);
    own_span(table, tc, table->cells->len, end - begin);
    table->above[begin] = begins(tc, "w:vMerge") ? table->cells->len : 0;
}

/* What is deleted is listed; what was moved is listed where it stands now. */
static void leave_deleted(struct gaz_docx_reader *reader, const struct gaz_docx_node *change,
                          const struct gaz_docx_node *node) {
    g_autofree char *text = gaz_docx_text_below(reader, node);
    g_autofree char *who = gaz_docx_who(change);
    gaz_docx_leave(reader, node, GAZ_REASON_DELETED);
    gaz_docx_tell(reader, GAZ_REASON_DELETED_CHANGE, text, who, 1);
}

/* Rows and cells within a change that takes them away. */
static void leave_wrapped(struct gaz_docx_reader *reader, const struct gaz_docx_node *wrap) {
    if (gaz_docx_named(wrap, "w:del"))
        leave_deleted(reader, wrap, wrap);
    else
        gaz_docx_leave(reader, wrap, GAZ_REASON_MOVED_AWAY);
}

static const struct gaz_docx_node *deletion_of(const struct gaz_docx_node *row) {
    return gaz_docx_child(gaz_docx_child(row, "w:trPr"), "w:del");
}

static void tell_inserted_row(struct gaz_docx_reader *reader, const struct gaz_docx_node *row) {
    const struct gaz_docx_node *insertion = gaz_docx_child(gaz_docx_child(row, "w:trPr"), "w:ins");
    if (!insertion) return;
    g_autofree char *text = gaz_docx_text_below(reader, row);
    g_autofree char *who = gaz_docx_who(insertion);
    gaz_docx_tell(reader, GAZ_REASON_INSERTED, text, who, 1);
}

static bool is_hidden(const struct gaz_docx_node *props) {
    const struct gaz_docx_node *hidden = gaz_docx_child(props, "w:hidden");
    return hidden && gaz_docx_is_on(gaz_docx_attr(hidden, "w:val"));
}

/* Whether a row is no row of the table: it is away with all else, deleted or hidden. It is left out then. */
static bool leave_row(struct gaz_docx_reader *reader, const struct gaz_docx_node *row) {
    if (reader->away != GAZ_DOCX_KEPT) {
        g_autofree char *text = gaz_docx_text_below(reader, row);
        gaz_docx_leave(reader, row, (enum gaz_intake_reason)reader->away);
        if (reader->change) g_string_append(reader->change, text);
    } else if (deletion_of(row))
        leave_deleted(reader, deletion_of(row), row);
    else if (is_hidden(gaz_docx_child(row, "w:trPr")))
        gaz_docx_leave(reader, row, GAZ_REASON_HIDDEN);
    else
        return false;
    return true;
}

static void add_row(struct gaz_docx_reader *reader, struct table *table, const struct gaz_docx_node *row) {
    const struct gaz_docx_node *props = gaz_docx_child(row, "w:trPr"),
                               *head = gaz_docx_child(props, "w:tblHeader");
    if (leave_row(reader, row)) return;
    tell_inserted_row(reader, row);
    table->column = columns_of(props, "w:gridBefore", 0);
    table->n_left = 0;
    each(reader, table, row, "w:tc", add_cell);
    table->n_grid =
        MAX(table->n_grid, MIN(table->column + columns_of(props, "w:gridAfter", 0), (uint32_t)MOST_COLUMNS));
    bool is_head = head && gaz_docx_is_on(gaz_docx_attr(head, "w:val"));
    if (!is_head) table->is_head_over = true;
    table->n_rows++;
    if (!table->is_head_over) table->n_header_rows = table->n_rows;
}

/* ---- columns */

struct columns {
    uint32_t of_grid[MOST_COLUMNS + 1]; /* which column begins at or before a grid column */
    uint32_t n;
};

static void find_columns(const struct table *table, struct columns *columns) {
    bool is_used[MOST_COLUMNS + 1] = {true};
    is_used[table->n_grid] = true;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct cell *cell = &g_array_index(table->cells, struct cell, i);
        is_used[cell->begin] = is_used[cell->end] = true;
    }
    for (uint32_t i = 0; i <= table->n_grid; i++)
        columns->of_grid[i] = i && is_used[i] ? columns->of_grid[i - 1] + 1 : i ? columns->of_grid[i - 1] : 0;
    columns->n = columns->of_grid[table->n_grid];
}

static uint32_t *widths_of(struct gaz_docx_reader *reader, const struct table *table,
                           const struct columns *columns) {
    const struct gaz_docx_node *grid = gaz_docx_child(table->node, "w:tblGrid");
    const struct gaz_docx_node *at = gaz_docx_child(grid, "w:gridCol");
    uint32_t *widths = GAZ_NEW_ARRAY(reader->draft->arena, uint32_t, columns->n);
    uint64_t sum = 0;
    if (table->lacks_cells) return NULL;
    for (uint32_t i = 0; at && i < table->n_grid; at = at->next) {
        if (!gaz_docx_named(at, "w:gridCol")) continue;
        uint32_t wide = (uint32_t)CLAMP(gaz_docx_int(gaz_docx_attr(at, "w:w"), 0), 0, 100000);
        widths[columns->of_grid[i++]] += wide;
        sum += wide;
    }
    for (uint32_t i = 0; i < columns->n; i++) {
        if (widths[i] == 0 || sum == 0) return NULL; /* a column without a width: nothing is known */
        widths[i] = MAX((uint32_t)((widths[i] * UINT64_C(1000) + sum / 2) / sum), 1u);
    }
    return widths;
}

/* ---- rules */

static bool draws(const struct gaz_docx_node *borders) {
    for (const struct gaz_docx_node *at = borders ? borders->first : NULL; at; at = at->next) {
        const char *value = gaz_docx_attr(at, "w:val");
        if (value && !g_str_equal(value, "none") && !g_str_equal(value, "nil")) return true;
    }
    return false;
}

/* Whether a cell says of each of its sides that it has none. */
static bool clears(const struct gaz_docx_node *borders) {
    static const char *const sides[][2] = {
        {"w:top", NULL}, {"w:bottom", NULL}, {"w:left", "w:start"}, {"w:right", "w:end"}};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        const char *value = gaz_docx_val(borders, sides[i][0]);
        if (!value && sides[i][1]) value = gaz_docx_val(borders, sides[i][1]);
        if (!value || !(g_str_equal(value, "none") || g_str_equal(value, "nil"))) return false;
    }
    return true;
}

/* A table's own borders overrule its style's, its cells' the table's. */
static bool has_rules(const struct gaz_docx_reader *reader, const struct table *table) {
    const struct gaz_docx_node *props = gaz_docx_child(table->node, "w:tblPr");
    const struct gaz_docx_node *borders = gaz_docx_child(props, "w:tblBorders");
    const struct gaz_docx_style *style = gaz_docx_style(&reader->styles, gaz_docx_val(props, "w:tblStyle"));
    for (unsigned i = 0; style && !borders && i < 20; i++) {
        borders = gaz_docx_child(gaz_docx_child(style->node, "w:tblPr"), "w:tblBorders");
        style = style->based_on ? gaz_docx_style(&reader->styles, style->based_on) : NULL;
    }
    bool all_clear = table->cells->len > 0;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct cell *cell = &g_array_index(table->cells, struct cell, i);
        const struct gaz_docx_node *own = gaz_docx_child(gaz_docx_child(cell->node, "w:tcPr"), "w:tcBorders");
        if (draws(own)) return true;
        all_clear &= clears(own);
    }
    return draws(borders) && !all_clear;
}

/* ---- cells into the draft */

static enum gaz_draft_valign valign_of(const char *value) {
    if (g_strcmp0(value, "center") == 0) return GAZ_DRAFT_MIDDLE;
    return g_strcmp0(value, "bottom") == 0 ? GAZ_DRAFT_BOTTOM : GAZ_DRAFT_TOP;
}

/* Text that stands upright in lines from top to bottom (V: East Asian), or is turned. */
static bool is_vertical(const char *direction) {
    return direction &&
           (g_str_has_prefix(direction, "tb") || g_str_has_prefix(direction, "bt") ||
            g_str_equal(direction, "rl") || g_str_equal(direction, "lr")) &&
           !g_str_equal(direction, "tb") && !g_str_equal(direction, "lrTb");
}

static enum gaz_draft_align align_of(const struct gaz_draft_cell *cell) {
    for (guint i = 0; i < cell->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(cell->blocks, i);
        if (block->kind == GAZ_DRAFT_PARAGRAPH && block->chars->len) return block->look.align;
    }
    return GAZ_DRAFT_JUSTIFIED;
}

static void leave_hidden(struct gaz_docx_reader *reader, const struct cell *cell) {
    for (guint i = 0; cell->hidden && i < cell->hidden->len; i++)
        gaz_docx_leave(reader, g_array_index(cell->hidden, const struct gaz_docx_node *, i),
                       GAZ_REASON_MERGED_CELL);
}

/* A head that a line from corner to corner divides: no table of ours has one. */
static void tell_diagonal(struct gaz_docx_reader *reader, const struct gaz_docx_node *props,
                          const char *which) {
    const char *line = gaz_docx_val(gaz_docx_child(props, "w:tcBorders"), which);
    if (line && !g_str_equal(line, "nil") && !g_str_equal(line, "none"))
        gaz_docx_tell(reader, GAZ_REASON_DIAGONAL, NULL, NULL, 1);
}

/* The table's, or its style's for some of its cells. */
static bool has_ground(const struct gaz_docx_reader *reader, const struct gaz_docx_node *table) {
    const struct gaz_docx_node *props = gaz_docx_child(table, "w:tblPr");
    if (gaz_docx_is_shading(gaz_docx_child(props, "w:shd"))) return true;
    const struct gaz_docx_style *style = gaz_docx_style(&reader->styles, gaz_docx_val(props, "w:tblStyle"));
    for (unsigned i = 0; style && i < 20; i++) {
        for (const struct gaz_docx_node *at = style->node->first; at;
             at = gaz_docx_walk(style->node, (struct gaz_docx_node *)at))
            if (gaz_docx_named(at, "w:shd") && gaz_docx_is_shading(at)) return true;
        style = style->based_on ? gaz_docx_style(&reader->styles, style->based_on) : NULL;
    }
    return false;
}

static void read_cell(struct gaz_docx_reader *reader, const struct cell *cell, bool table_has_ground,
                      struct gaz_draft_cell *made) {
    const struct gaz_docx_node *props = gaz_docx_child(cell->node, "w:tcPr"),
                               *own = gaz_docx_child(props, "w:shd");
    struct gaz_docx_place outer = gaz_docx_enter(reader, made->blocks);
    reader->at.is_in_cell = true;
    reader->at.has_ground = own ? gaz_docx_is_shading(own) : table_has_ground;
    gaz_docx_read_children(reader, cell->node);
    uint32_t number = reader->at.number;
    gaz_docx_return(reader, outer);
    reader->at.number = number;
    made->valign = valign_of(gaz_docx_val(props, "w:vAlign"));
    made->is_vertical = is_vertical(gaz_docx_val(props, "w:textDirection"));
    made->align = align_of(made);
    tell_diagonal(reader, props, "w:tl2br");
    tell_diagonal(reader, props, "w:tr2bl");
    leave_hidden(reader, cell);
}

static void read_cells(struct gaz_docx_reader *reader, const struct table *table,
                       const struct columns *columns, struct gaz_draft_table *to) {
    bool ground = has_ground(reader, table->node);
    for (guint i = 0; i < table->cells->len; i++) {
        const struct cell *cell = &g_array_index(table->cells, struct cell, i);
        struct gaz_draft_cell *made = gaz_draft_cell_new(reader->draft, to);
        made->row = cell->row;
        made->row_span = cell->row_span;
        made->column = columns->of_grid[cell->begin];
        made->column_span = columns->of_grid[cell->end] - made->column;
        read_cell(reader, cell, ground, made);
    }
    gaz_draft_fill_table(reader->draft, to);
    for (guint i = 0; i < to->cells->len; i++) {
        struct gaz_draft_cell *cell = g_ptr_array_index(to->cells, i);
        cell->is_head = cell->row < to->n_header_rows;
    }
}

/* A head ends where all cells that begin in it end. */
static uint32_t whole_head(const struct table *table) {
    uint32_t n = table->n_header_rows;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct cell *cell = &g_array_index(table->cells, struct cell, i);
        if (cell->row < n) n = MAX(n, cell->row + cell->row_span);
    }
    return n;
}

static void make_table(struct gaz_docx_reader *reader, const struct table *table) {
    struct columns columns;
    find_columns(table, &columns);
    if ((uint64_t)table->n_rows * columns.n > MOST_PLACES) {
        gaz_report_file(reader->diags, GAZ_D_DOCX_LIMIT, reader->draft->file, "表格", "400万格");
        return;
    }
    struct gaz_draft_block *block = gaz_draft_block_new(reader->draft, reader->at.blocks, GAZ_DRAFT_TABLE);
    block->classes = reader->at.classes;
    block->part = reader->at.part;
    block->paragraph = reader->at.number;
    struct gaz_draft_table *to = block->table;
    to->n_rows = table->n_rows;
    to->n_columns = columns.n;
    to->n_header_rows = whole_head(table);
    to->has_rules = has_rules(reader, table);
    to->widths = widths_of(reader, table, &columns);
    read_cells(reader, table, &columns, to);
}

/* ---- tables */

static void read_inner_cell(struct gaz_docx_reader *reader, struct table *table,
                            const struct gaz_docx_node *tc) {
    if (!leave_cell(reader, table, tc)) gaz_docx_read_children(reader, tc);
}

static void read_inner_row(struct gaz_docx_reader *reader, struct table *table,
                           const struct gaz_docx_node *row) {
    if (!leave_row(reader, row)) each(reader, table, row, "w:tc", read_inner_cell);
}

/* In a cell, a note or a box no table can stand: its text stays, a line a paragraph. */
static void read_inner_table(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    g_autofree char *text = gaz_docx_text_below(reader, node);
    gaz_docx_tell(reader, GAZ_REASON_INNER_TABLE, text, NULL, 1);
    struct table table = {.node = node};
    each(reader, &table, node, "w:tr", read_inner_row);
}

/* ---- a frame: a table that holds a text together */

/* Whether the cell has paragraphs enough to be a text, or tables of its own. */
static bool holds_text(const struct gaz_docx_node *tc) {
    enum { FEWEST = 4 };
    unsigned n = 0;
    for (const struct gaz_docx_node *at = tc->first; at; at = at->next) {
        if (gaz_docx_named(at, "w:tbl")) return true;
        n += gaz_docx_named(at, "w:p");
    }
    return n >= FEWEST;
}

/* One cell a row, no line is drawn, and one of the cells is a text. */
static bool is_frame(const struct gaz_docx_reader *reader, const struct table *table) {
    bool holds = false;
    if (table->cells->len != table->n_rows || has_rules(reader, table)) return false;
    for (guint i = 0; i < table->cells->len; i++)
        holds |= holds_text(g_array_index(table->cells, struct cell, i).node);
    return holds;
}

static void read_frame(struct gaz_docx_reader *reader, const struct table *table) {
    g_autofree char *text = gaz_docx_text_below(reader, table->node);
    gaz_docx_tell(reader, GAZ_REASON_LAYOUT_TABLE, text, NULL, 1);
    for (guint i = 0; i < table->cells->len; i++)
        gaz_docx_read_children(reader, g_array_index(table->cells, struct cell, i).node);
}

static void free_cells(struct table *table) {
    for (guint i = 0; i < table->cells->len; i++) {
        GArray *hidden = g_array_index(table->cells, struct cell, i).hidden;
        if (hidden) g_array_unref(hidden);
    }
    g_array_unref(table->cells);
}

static void read_table(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (reader->at.is_in_cell) {
        read_inner_table(reader, node);
        return;
    }
    gaz_docx_close_paragraph(reader);
    struct table table = {.node = node, .cells = g_array_new(FALSE, FALSE, sizeof(struct cell))};
    table.above = g_new0(guint, MOST_COLUMNS + 1);
    each(reader, &table, node, "w:tr", add_row);
    if (table.cells->len && is_frame(reader, &table))
        read_frame(reader, &table);
    else if (table.cells->len)
        make_table(reader, &table);
    g_free(table.above);
    free_cells(&table);
}

void gaz_docx_add_table_handlers(struct gaz_docx_reader *reader) {
    gaz_docx_handle(reader, "w:tbl", read_table);
}
