/* table.c: the door: a table is measured once. Which rows stand on which part is split.c's. */
#include "layout/table/setting.h"

#include "base/process/arena.h"
#include "layout/table/picture.h"

#include <glib.h>

static enum gaz_table_form form_of(const struct gaz_table *table) {
    if (table->classes & GAZ_TABLE_BORDERLESS) return GAZ_FORM_BORDERLESS;
    return table->classes & GAZ_TABLE_THREE_RULE ? GAZ_FORM_THREE_RULE : GAZ_FORM_BOXED;
}

/* The head's type beside body type of a size. */
static gaz_len head_size(const struct gaz_style *style, gaz_len size) {
    return gaz_scale(style->roles[GAZ_ROLE_TABLE_HEAD].size, size, style->roles[GAZ_ROLE_TABLE].size);
}

/* Lines and padding for type of a size; lines never run into one another. */
static void choose_measures(const struct gaz_style *style, struct gaz_table_setting *setting, gaz_len size) {
    const struct gaz_table_measures *given = &setting->given;
    gaz_len half = (MAX(setting->rule, setting->frame) + 1) / 2;
    setting->pitch = MAX(gaz_scale(given->line, size, given->size), MAX(size, head_size(style, size)));
    setting->inset_x = gaz_scale(given->pad_x, size, given->size) + half;
    setting->inset_y = gaz_scale(given->pad_y, size, given->size) + half;
}

/* A borderless table is a list among the body's lines: the body's type and pitch, nothing between its lines.
 */
static void choose_look(const struct gaz_style *style, struct gaz_table_setting *setting) {
    if (setting->form == GAZ_FORM_BORDERLESS) {
        gaz_len size = style->roles[GAZ_ROLE_BODY].size;
        setting->pitch = MAX(style->pitch, size);
        setting->leading = setting->pitch - MIN(size, style->cell);
        return;
    }
    setting->rule = style->table_rule;
    setting->frame = style->table_frame;
    if (setting->given.size == style->roles[GAZ_ROLE_TABLE].size)
        choose_measures(style, setting, setting->given.size);
    else
        gaz_table_set_size(style, setting, setting->given.size);
}

void gaz_table_set_size(const struct gaz_style *style, struct gaz_table_setting *setting, gaz_len size) {
    setting->size = size;
    setting->head_size = head_size(style, size);
    choose_measures(style, setting, size);
}

static gint compare_ends(gconstpointer a, gconstpointer b, gpointer table) {
    const struct gaz_cell *cells = ((const struct gaz_table *)table)->cells;
    const struct gaz_cell *left = &cells[*(const uint32_t *)a], *right = &cells[*(const uint32_t *)b];
    if (gaz_cell_end(left) != gaz_cell_end(right)) return gaz_cell_end(left) < gaz_cell_end(right) ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

/* cells by their last row, then by column: rules below a row are found without looking at other rows */
static void order_ends(struct gaz_arena *arena, struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    GArray *order = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), table->n_cells);
    for (uint32_t i = 0; i < table->n_cells; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, compare_ends, (gpointer)table);
    setting->ends = GAZ_NEW_ARRAY(arena, uint32_t, table->n_cells + 1);
    setting->end_first = GAZ_NEW_ARRAY(arena, uint32_t, table->n_rows + 1);
    uint32_t row = 0;
    for (uint32_t i = 0; i < order->len; i++) {
        setting->ends[i] = g_array_index(order, uint32_t, i);
        while (row < gaz_cell_end(&table->cells[setting->ends[i]]))
            setting->end_first[row++] = i;
    }
    while (row <= table->n_rows)
        setting->end_first[row++] = order->len;
    g_array_free(order, TRUE);
}

static void order_rows(struct gaz_arena *arena, struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    setting->row_first = GAZ_NEW_ARRAY(arena, uint32_t, table->n_rows + 1);
    uint32_t i = 0;
    for (uint32_t row = 0; row < table->n_rows; row++) {
        setting->row_first[row] = i;
        while (i < table->n_cells && table->cells[i].row == row)
            i++;
    }
    setting->row_first[table->n_rows] = i;
}

/* The header rows, with those that a cell of theirs leads into. A table that is all header repeats nothing.
 */
static uint32_t header_rows(const struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    uint32_t end = MIN(table->n_header_rows, table->n_rows);
    for (uint32_t i = 0; i < table->n_cells && table->cells[i].row < end; i++)
        end = MAX(end, gaz_cell_end(&table->cells[i]));
    return end < table->n_rows ? end : 0;
}

struct gaz_table_setting *gaz_table_measure(const struct gaz_typesetter *typesetter,
                                            const struct gaz_table *table, gaz_len measure) {
    struct gaz_arena *arena = typesetter->arena;
    struct gaz_table_setting *setting = GAZ_NEW(arena, struct gaz_table_setting);
    setting->table = table;
    setting->measure = measure;
    setting->form = form_of(table);
    setting->given = gaz_table_given(typesetter, table);
    choose_look(typesetter->style, setting);
    if (table->classes & GAZ_TABLE_NAMES && table->n_cells) gaz_names_arrange(typesetter, setting);
    table = setting->table;
    setting->boxes = GAZ_NEW_ARRAY(arena, struct gaz_cell_box, table->n_cells + 1);
    setting->carried = GAZ_NEW_ARRAY(arena, uint32_t, table->n_columns + 1);
    order_rows(arena, setting);
    order_ends(arena, setting);
    setting->picture_room = gaz_table_page_height(typesetter->style, setting);
    setting->n_header = header_rows(setting);
    if (setting->names)
        gaz_names_place_columns(typesetter, setting);
    else
        gaz_table_measure_columns(typesetter, setting);
    return setting;
}

bool gaz_table_is_row_done(const struct gaz_table_setting *s, uint32_t row) {
    for (uint32_t i = s->end_first[row]; i < s->end_first[row + 1]; i++)
        if (s->boxes[s->ends[i]].shown < s->boxes[s->ends[i]].n_strips) return false;
    return true;
}

/* ---- what it says */

static void add_pictures(const struct gaz_typesetter *ts, const struct gaz_cell *cell) {
    for (uint32_t i = 0; i < cell->n_figures; i++) {
        gaz_tree_open(ts->tree, gaz_picture_node(&cell->figures[i]));
        if (cell->figures[i].caption.n) gaz_tree_text(ts->tree, GAZ_NODE_CAPTION, cell->figures[i].caption);
        gaz_tree_close(ts->tree);
    }
}

static uint32_t add_cell(const struct gaz_typesetter *ts, const struct gaz_cell *cell) {
    uint32_t node = gaz_tree_open(
        ts->tree, (struct gaz_node){.kind = GAZ_NODE_CELL,
                                    .is_header = cell->is_head,
                                    .text = cell->text,
                                    .span = cell->text.n ? gaz_text_span(cell->text) : cell->span,
                                    .as.cell = {cell->row, cell->column, cell->row_span, cell->column_span}});
    add_pictures(ts, cell);
    gaz_tree_close(ts->tree);
    return node;
}

/* The cells from `first` on that begin in the row; gives the first of the next one. */
static uint32_t add_row(const struct gaz_typesetter *ts, const struct gaz_table *table, uint32_t *nodes,
                        uint32_t row, uint32_t first) {
    gaz_tree_open(ts->tree, (struct gaz_node){.kind = GAZ_NODE_ROW});
    uint32_t i = first;
    for (; i < table->n_cells && table->cells[i].row == row; i++)
        nodes[i] = add_cell(ts, &table->cells[i]);
    gaz_tree_close(ts->tree);
    return i;
}

/* The whole table, however many parts page ends will cut it into. */
static void add_nodes(const struct gaz_typesetter *ts, struct gaz_table_setting *setting) {
    struct gaz_tree *tree = ts->tree;
    const struct gaz_table *table = setting->names ? setting->names->typed : setting->table;
    bool is_list = setting->form == GAZ_FORM_BORDERLESS;
    if (!tree) return;
    if (setting->names && table->n_columns == 1) {
        gaz_names_add_nodes(tree, setting);
        return;
    }
    gaz_tree_open(tree,
                  (struct gaz_node){.kind = is_list ? GAZ_NODE_NAME_LIST : GAZ_NODE_TABLE,
                                    .as.table = {table->n_rows, table->n_columns, table->n_header_rows}});
    if (table->caption.n) setting->caption_node = gaz_tree_text(tree, GAZ_NODE_CAPTION, table->caption);
    if (table->unit.n) setting->unit_node = gaz_tree_text(tree, GAZ_NODE_UNIT, table->unit);
    setting->first_row_node = (uint32_t)tree->n;
    setting->cell_nodes = GAZ_NEW_ARRAY(ts->arena, uint32_t, table->n_cells + 1);
    for (uint32_t row = 0, cell = 0; row < table->n_rows; row++)
        cell = add_row(ts, table, setting->cell_nodes, row, cell);
    setting->first_note_node = (uint32_t)tree->n;
    for (uint32_t i = 0; i < table->notes.n; i++)
        gaz_tree_text(tree, GAZ_NODE_TABLE_NOTE, table->notes.texts[i]);
    gaz_tree_close(tree);
}

struct gaz_table_place gaz_table_place(const struct gaz_table_setting *setting) {
    gaz_len half = setting->form == GAZ_FORM_BOXED ? setting->frame / 2 : 0;
    uint32_t n = setting->table->n_columns;
    return (struct gaz_table_place){setting->edges[0] - half, setting->edges[n] + half};
}

uint32_t gaz_table_note_node(const struct gaz_table_setting *setting, uint32_t i) {
    return setting->first_note_node ? setting->first_note_node + i : 0;
}

struct gaz_table_setting *gaz_table_prepare(const struct gaz_typesetter *typesetter,
                                            const struct gaz_table *table, gaz_len measure) {
    struct gaz_table_setting *setting = gaz_table_measure(typesetter, table, measure);
    add_nodes(typesetter, setting);
    gaz_table_lower(typesetter, setting);
    gaz_table_set_rows(typesetter, setting);
    return setting;
}
