/* names.c: a 名单 becomes a grid: how many columns, which name stands where, what is opened.
 *
 * Names stand at equal distances, as many columns as the list or the style says, else as most names leave
 * room for, and any of a person. By row a name that is too long takes the next columns too. By column no name
 * does, for the columns are read downwards; each page's part is filled for itself, so that nobody turns pages
 * to read on.
 *
 * 组　长：姓名　职务: the labels in a column of their own, spread to the longest of them; the posts in one
 * too, where lines that are turned over stay. A label that is too long for that has a line of its own. 姓名
 * 职务 without labels is the same without that column.
 *
 * The typed table stays what the tree says (names in the order in which they were typed); the grid is what
 * the other files of layout/table/ set and draw.
 */
#include "layout/table/setting.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/text/measure.h"

#include <glib.h>
#include <string.h>

enum {
    OPENED = 3,         /* cells: a name of two characters; */
    MOST_OF_NAMES = 75, /* per cent of the names have one column's width; */
    PERSONS_HALVES = 9, /* half cells: names that are mostly longer than this are no persons' */
    LABEL_CELLS = 7,    /* the longest label that has a column, with its colon */
    LEAST_GAP = 3,      /* of a cell: the least white between names */
    MOST_COLUMNS = 30,
    BY_COLUMN = 1,
    LABELLED = 3, /* columns as typed: label, name, post */
    COLON = 0xFF1A,
};
#define NOBODY UINT32_MAX

struct arranging {
    const struct gaz_typesetter *ts;
    struct gaz_table_setting *setting;
    const struct gaz_table *typed;
    gaz_len *widths; /* of the typed cells, opened; 0 of posts */
    gaz_len total;   /* of all columns */
    gaz_len *x;      /* n_columns + 1: where each begins, from the list's left */
    uint32_t n_columns, first_column, post_column;
    gaz_len gap;     /* the least white behind a name */
    uint32_t label;  /* that the next row begins with; NOBODY */
    uint32_t column; /* of the row that is being filled */
    uint32_t n_rows; /* that one among them */
    GArray *cells, *from;
};

/* ---- how wide they are */

static gaz_len width_of(const struct arranging *a, const struct gaz_cell *cell, uint32_t from, uint32_t n) {
    struct gaz_paragraph_spec spec = gaz_cell_spec(a->setting, cell);
    spec.text = gaz_text_slice(cell->text, from, n);
    spec.measure = a->total;
    return n ? gaz_text_width(a->ts, &spec) : 0;
}

static gaz_len cell_of(const struct arranging *a) {
    return a->ts->style->roles[GAZ_ROLE_BODY].size;
}

/* the characters of a label before its colon */
static uint32_t label_length(struct gaz_text text) {
    uint32_t n = 0;
    while (n < text.n && text.chars[n].ch != COLON && text.chars[n].ch != ':')
        n++;
    return n;
}

static bool is_two_characters(struct gaz_text text) {
    if (text.n < 2 || !gaz_char_is_han(text.chars[0].ch) || !gaz_char_is_han(text.chars[1].ch)) return false;
    return text.n == 2 || gaz_char_note(&text.chars[2]) || gaz_char_is_one_of(text.chars[2].ch, "(（[〔");
}

uint32_t gaz_names_spread(const struct gaz_table_setting *setting, const struct gaz_cell *cell,
                          gaz_len *width) {
    const struct gaz_names_setting *names = setting->names;
    uint32_t n = cell->part == GAZ_CELL_LABEL ? label_length(cell->text) : 2;
    if (!names || cell->text.n == 0 || cell->part == GAZ_CELL_PLAIN || cell->part == GAZ_CELL_POST) return 0;
    if (cell->part == GAZ_CELL_NAME && !is_two_characters(cell->text)) return 0;
    *width = cell->part == GAZ_CELL_LABEL ? names->label : names->name;
    return *width > 0 && n > 1 ? n : 0;
}

static gaz_len opened_width(const struct arranging *a, const struct gaz_cell *cell) {
    gaz_len width = 0;
    uint32_t n = gaz_names_spread(a->setting, cell, &width);
    if (n == 0) return width_of(a, cell, 0, cell->text.n);
    return MAX(width, width_of(a, cell, 0, n)) + width_of(a, cell, n, cell->text.n - n);
}

static void measure(struct arranging *a) {
    for (uint32_t i = 0; i < a->typed->n_cells; i++)
        if (a->typed->cells[i].part != GAZ_CELL_POST) a->widths[i] = opened_width(a, &a->typed->cells[i]);
}

static gint compare_widths(gconstpointer a, gconstpointer b) {
    gaz_len left = *(const gaz_len *)a, right = *(const gaz_len *)b;
    return left < right ? -1 : left > right;
}

/* The width that so many per cent of the names have at most. */
static gaz_len typical_width(const struct arranging *a, uint32_t per_cent) {
    GArray *widths = g_array_new(FALSE, FALSE, sizeof(gaz_len));
    for (uint32_t i = 0; i < a->typed->n_cells; i++)
        if (a->typed->cells[i].part == GAZ_CELL_NAME) g_array_append_val(widths, a->widths[i]);
    g_array_sort(widths, compare_widths);
    gaz_len width =
        widths->len ? g_array_index(widths, gaz_len, (widths->len - 1) * per_cent / 100) : cell_of(a);
    g_array_unref(widths);
    return width;
}

/* What a column of persons' names is wide: four characters are a name like another, however few have them;
 * longer ones take the next columns too. */
static gaz_len column_width(const struct arranging *a) {
    gaz_len width = typical_width(a, MOST_OF_NAMES), most = PERSONS_HALVES * cell_of(a) / 2;
    if (a->setting->names->name == 0) return width;
    for (uint32_t i = 0; i < a->typed->n_cells; i++)
        if (a->typed->cells[i].part == GAZ_CELL_NAME && a->widths[i] <= most)
            width = MAX(width, a->widths[i]);
    return width;
}

/* The widest label or name that is not wider than `most`. */
static gaz_len widest(const struct arranging *a, enum gaz_cell_part part, gaz_len most) {
    gaz_len width = 0;
    for (uint32_t i = 0; i < a->typed->n_cells; i++)
        if (a->typed->cells[i].part == part && a->widths[i] <= most) width = MAX(width, a->widths[i]);
    return width;
}

/* The same of names that have a post. */
static gaz_len widest_posted(const struct arranging *a, gaz_len most) {
    gaz_len width = 0;
    for (uint32_t i = 0; i < a->typed->n_cells; i++) {
        const struct gaz_cell *cell = &a->typed->cells[i];
        bool counts = cell->part == GAZ_CELL_NAME && cell->column_span == 1 && a->widths[i] <= most;
        if (counts) width = MAX(width, a->widths[i]);
    }
    return width;
}

/* ---- columns */

static void warn_columns(const struct arranging *a, uint32_t wanted, uint32_t n) {
    char shown[2][16];
    g_snprintf(shown[0], sizeof shown[0], "%u", wanted);
    g_snprintf(shown[1], sizeof shown[1], "%u", n);
    gaz_report(a->ts->diags, GAZ_D_NAMES_COLUMNS, a->typed->cells[0].span, shown[0], shown[1]);
}

/* How many columns of names of a width stand in `room`. */
static uint32_t count_columns(const struct arranging *a, gaz_len room, gaz_len width) {
    gaz_len gap = MAX(a->ts->style->names_gap, a->gap);
    uint32_t wanted = a->typed->names.n_columns;
    if (wanted == 0) wanted = (uint32_t)a->ts->style->names_columns;
    if (wanted == 0) return (uint32_t)CLAMP((room + gap) / (width + gap), 1, MOST_COLUMNS);
    uint32_t n = wanted;
    while (n > 1 && (room + a->gap) / (gaz_len)n < width + a->gap)
        n--;
    if (n < wanted) warn_columns(a, wanted, n);
    return n;
}

static void place_columns(struct arranging *a, uint32_t n, gaz_len left) {
    a->n_columns = a->first_column + n;
    a->x = GAZ_NEW_ARRAY(a->ts->arena, gaz_len, a->n_columns + 1);
    for (uint32_t c = 0; c < n; c++)
        a->x[a->first_column + c] = left + (gaz_len)((int64_t)(a->total - left + a->gap) * c / n);
    a->x[a->n_columns] = a->total;
}

static void choose_columns(struct arranging *a) {
    bool by_column = a->setting->names->by_column;
    gaz_len width = by_column ? widest(a, GAZ_CELL_NAME, a->total) : column_width(a);
    place_columns(a, count_columns(a, a->total, width), 0);
}

static bool has_persons(const struct gaz_table *typed) {
    for (uint32_t i = 0; i < typed->n_cells; i++)
        if (typed->cells[i].runs_on) return true;
    return false;
}

/* The first column behind those that a name takes; behind one that takes several, twice the least white. */
static uint32_t end_of(const struct arranging *a, uint32_t column, gaz_len width) {
    uint32_t end = column + 1;
    while (end < a->n_columns && a->x[end] - a->x[column] - (end > column + 1 ? 2 : 1) * a->gap < width)
        end++;
    return end;
}

/* Where the posts begin: behind the longest name that takes a third of the room; behind what is longer, a
 * column more. */
static void place_posts(struct arranging *a, gaz_len left, gaz_len name) {
    gaz_len gap = MAX(a->ts->style->names_gap, a->gap), room = a->total - left;
    gaz_len longest = widest_posted(a, room * 3 / 5);
    bool is_longer = longest > name && name > 0;
    place_columns(a, is_longer ? 3 : 2, left);
    a->post_column = a->first_column + 1;
    a->x[a->post_column] = left + (longest == 0 ? room / 3 : is_longer ? name + gap : longest + gap);
    if (is_longer) a->x[a->post_column + 1] = left + longest + gap;
}

/* Label (or none), name, post; or label and columns for persons without posts, the posts behind the longest
 * name. */
static void choose_group_columns(struct arranging *a) {
    gaz_len left = widest(a, GAZ_CELL_LABEL, LABEL_CELLS * cell_of(a));
    gaz_len room = MAX(a->total - left, a->total / 3), name = widest_posted(a, room / 3);
    left = a->total - room;
    a->first_column = a->typed->n_columns - 2;
    if (!has_persons(a->typed)) {
        place_posts(a, left, name);
        return;
    }
    place_columns(a, MAX(count_columns(a, room, column_width(a)), 2), left);
    a->post_column = MIN(end_of(a, a->first_column, name), a->n_columns - 1);
}

/* ---- places */

static void put(struct arranging *a, uint32_t index, uint32_t column, uint32_t end) {
    struct gaz_cell cell = {.span = a->typed->cells[0].span};
    if (index != NOBODY) cell = a->typed->cells[index];
    cell.row = a->n_rows - 1;
    cell.column = column;
    cell.column_span = end - column;
    cell.row_span = 1;
    g_array_append_val(a->cells, cell);
    g_array_append_val(a->from, index);
    a->column = end;
}

/* What a row leaves free. */
static void fill_row(struct arranging *a, uint32_t to) {
    while (a->n_rows > 0 && a->column < to)
        put(a, NOBODY, a->column, a->column + 1);
}

static void begin_row(struct arranging *a) {
    fill_row(a, a->n_columns);
    a->n_rows++;
    a->column = 0;
    if (a->label == NOBODY) return;
    bool is_long = a->widths[a->label] > a->x[1];
    put(a, a->label, 0, is_long ? a->n_columns : 1);
    a->label = NOBODY;
    if (is_long) begin_row(a);
}

static void put_name(struct arranging *a, uint32_t index) {
    const struct gaz_cell *name = &a->typed->cells[index];
    uint32_t end = a->n_columns;
    if (name->runs_on) end = end_of(a, MAX(a->column, a->first_column), a->widths[index]);
    bool fits = a->column < a->n_columns && a->x[end] - a->x[a->column] >= a->widths[index];
    if (!name->runs_on || !fits) begin_row(a);
    fill_row(a, a->first_column);
    bool posted = a->post_column && name->column_span == 1;
    end = end_of(a, a->column, a->widths[index]);
    put(a, index, a->column, posted ? MAX(a->post_column, end) : end);
}

/* Behind its name; below one that takes the row. */
static void put_post(struct arranging *a, uint32_t index) {
    bool alone = a->typed->cells[index].column_span > 1;
    if (alone || a->column == a->n_columns) begin_row(a);
    fill_row(a, alone ? a->first_column : a->post_column);
    put(a, index, a->column, a->n_columns);
}

static void put_cell(struct arranging *a, uint32_t index) {
    switch (a->typed->cells[index].part) {
    case GAZ_CELL_LABEL:
        a->label = a->typed->cells[index].text.n ? index : NOBODY;
        break;
    case GAZ_CELL_NAME:
        put_name(a, index);
        break;
    case GAZ_CELL_POST:
    case GAZ_CELL_PLAIN:
        put_post(a, index);
        break;
    }
}

/* ---- the grid */

static void give_table(struct arranging *a) {
    struct gaz_arena *arena = a->ts->arena;
    struct gaz_table *table = GAZ_NEW(arena, struct gaz_table);
    struct gaz_names_setting *names = a->setting->names;
    *table = *a->typed;
    table->n_rows = a->n_rows;
    table->n_columns = a->n_columns;
    table->n_cells = a->cells->len;
    table->widths = NULL;
    names->cells = GAZ_NEW_ARRAY(arena, struct gaz_cell, a->cells->len + 1);
    names->from = GAZ_NEW_ARRAY(arena, uint32_t, a->cells->len + 1);
    memcpy(names->cells, a->cells->data, a->cells->len * sizeof *names->cells);
    memcpy(names->from, a->from->data, a->cells->len * sizeof *names->from);
    table->cells = names->cells;
    a->setting->table = table;
}

static void open_setting(struct arranging *a) {
    const struct gaz_style *style = a->ts->style;
    struct gaz_names_setting *names = GAZ_NEW(a->ts->arena, struct gaz_names_setting);
    bool by_column = a->typed->names.order == GAZ_NAMES_BY_STYLE
                         ? style->names_by_column
                         : a->typed->names.order == GAZ_NAMES_BY_COLUMN;
    names->typed = a->typed;
    names->by_column = by_column && a->typed->n_columns == 1;
    a->setting->names = names;
    measure(a);
    if (2 * typical_width(a, MOST_OF_NAMES) <= PERSONS_HALVES * cell_of(a)) names->name = OPENED * cell_of(a);
    for (uint32_t i = 0; i < a->typed->n_cells; i++) {
        const struct gaz_cell *cell = &a->typed->cells[i];
        if (cell->part == GAZ_CELL_LABEL && a->widths[i] <= LABEL_CELLS * cell_of(a))
            names->label = MAX(names->label, width_of(a, cell, 0, label_length(cell->text)));
    }
    measure(a);
}

void gaz_names_arrange(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    struct arranging a = {.ts = typesetter, .setting = setting, .typed = setting->table, .label = NOBODY};
    gaz_len indent = typesetter->style->indent;
    a.total = setting->measure - (indent < setting->measure / 2 ? indent : 0);
    a.gap = cell_of(&a) / LEAST_GAP;
    a.widths = GAZ_NEW_ARRAY(typesetter->arena, gaz_len, a.typed->n_cells + 1);
    a.cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_cell));
    a.from = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    open_setting(&a);
    if (a.typed->n_columns > 1)
        choose_group_columns(&a);
    else
        choose_columns(&a);
    for (uint32_t i = 0; i < a.typed->n_cells; i++)
        put_cell(&a, i);
    fill_row(&a, a.n_columns);
    give_table(&a);
    setting->names->x = a.x;
    setting->names->gap = a.gap;
    g_array_unref(a.cells);
    g_array_unref(a.from);
}

void gaz_names_place_columns(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    struct gaz_arena *arena = typesetter->arena;
    const struct gaz_names_setting *names = setting->names;
    uint32_t n = setting->table->n_columns;
    setting->edges = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->floors = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->gaps = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->decimals = GAZ_NEW_ARRAY(arena, struct gaz_decimal, n + 1);
    for (uint32_t c = 0; c <= n; c++)
        setting->edges[c] = setting->measure - names->x[n] + names->x[c];
    for (uint32_t c = 0; c + 1 < n; c++)
        setting->gaps[c] = c == 0 && names->typed->n_columns == LABELLED ? 0 : names->gap;
}

/* ---- by column */

void gaz_names_fill(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting,
                    uint32_t first, uint32_t end) {
    struct gaz_names_setting *names = setting->names;
    uint32_t n = setting->table->n_columns, n_names = names ? names->typed->n_cells : 0;
    if (!names || !names->by_column) return;
    if (!names->boxes) {
        names->boxes = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_cell_box, n_names + 1);
        memcpy(names->boxes, setting->boxes, n_names * sizeof *names->boxes);
    }
    uint32_t begin = first * n, count = MIN(n_names, end * n) - begin, rows = count / n, longer = count % n;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t column = i % n, before = column * rows + MIN(column, longer);
        uint32_t name = begin + before + i / n;
        names->cells[begin + i].text = names->typed->cells[name].text;
        setting->boxes[begin + i] = names->boxes[name];
    }
}

/* ---- what it says */

uint32_t gaz_names_node(const struct gaz_table_setting *setting, uint32_t index) {
    const struct gaz_names_setting *names = setting->names;
    uint32_t typed = names->from[index];
    if (typed == NOBODY) return 0;
    if (names->typed->n_columns == 1) return setting->first_row_node + typed;
    return setting->first_row_node + names->typed->cells[typed].row + 1 + typed;
}

void gaz_names_add_nodes(struct gaz_tree *tree, struct gaz_table_setting *setting) {
    const struct gaz_table *typed = setting->names->typed;
    gaz_tree_open(tree, (struct gaz_node){.kind = GAZ_NODE_LIST});
    setting->first_row_node = (uint32_t)tree->n;
    for (uint32_t i = 0; i < typed->n_cells; i++)
        gaz_tree_text(tree, GAZ_NODE_LIST_ITEM, typed->cells[i].text);
    gaz_tree_close(tree);
}
