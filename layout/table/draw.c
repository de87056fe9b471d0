/* draw.c: the items of one part: texts in reading order, then the rules.
 *
 * Rules are found from cells, never from places: a grid line between two columns is ruled where a cell ends
 * at it, so none is drawn through a merged cell. Pieces that touch are joined before they become items: each
 * longest straight piece is one rectangle, nothing is missing or drawn twice. Outer lines belong to the
 * frame, which also closes a part at a cut.
 */
#include "layout/table/setting.h"

#include "base/process/arena.h"

#include <glib.h>

struct drawing {
    const struct gaz_typesetter *typesetter;
    struct gaz_table_setting *setting;
    const struct gaz_table_plan *plan;
    gaz_len top;   /* of the first grid line */
    gaz_len body;  /* of the first body row's upper grid line */
    uint32_t line; /* last number given to a set line */
    struct gaz_item *items;
    uint32_t n_items;
    size_t capacity;
};

/* ---- places */

static gaz_len grain(int64_t length) {
    return (gaz_len)CLAMP(length, INT32_MIN, INT32_MAX);
}

static bool in_header(const struct drawing *d, uint32_t row) {
    return d->plan->header && row < d->setting->n_header;
}

/* the grid line above a row; below the last one for its end */
static gaz_len line_above(const struct drawing *d, uint32_t row) {
    if (d->plan->header && row <= d->setting->n_header && row < d->plan->first)
        return grain(d->top + d->setting->tops[row]);
    return row <= d->plan->first ? d->body : grain(d->body + d->plan->bottoms[row - d->plan->first - 1]);
}

static gaz_len cell_top(const struct drawing *d, const struct gaz_cell *cell) {
    return in_header(d, cell->row) ? line_above(d, cell->row) : line_above(d, MAX(cell->row, d->plan->first));
}

static gaz_len cell_bottom(const struct drawing *d, const struct gaz_cell *cell) {
    return line_above(d, MIN(gaz_cell_end(cell), d->plan->end));
}

/* ---- texts */

static void push_items(struct drawing *d, const struct gaz_cell_strip *strip, gaz_len x, gaz_len y,
                       enum gaz_artifact artifact) {
    if (strip->begins_line || d->line == 0) d->line++;
    size_t n = d->n_items;
    for (uint32_t i = 0; i < strip->n_items; i++) {
        struct gaz_item *item = GAZ_PUSH(d->typesetter->arena, d->items, n, d->capacity);
        *item = strip->items[i];
        item->x += x + strip->x;
        item->y += y + strip->y;
        if (artifact) {
            item->artifact = (uint8_t)artifact;
            item->node = 0;
        }
        item->line = d->line;
    }
    d->n_items = (uint32_t)n;
}

/* A list is read along its first lines; in ruled tables texts stand in the middle of their cells, captions of
 * pictures in line. */
static enum gaz_cell_valign valign_of(const struct drawing *d, const struct gaz_cell *cell) {
    if (cell->valign != GAZ_CELL_VDEFAULT) return cell->valign;
    if (cell->n_figures && cell->figures[cell->n_figures - 1].caption.n) return GAZ_CELL_BOTTOM;
    return d->setting->form == GAZ_FORM_BORDERLESS ? GAZ_CELL_TOP : GAZ_CELL_MIDDLE;
}

static gaz_len valign_shift(enum gaz_cell_valign valign, gaz_len loose) {
    switch (valign) {
    case GAZ_CELL_VDEFAULT:
    case GAZ_CELL_TOP:
        return 0;
    case GAZ_CELL_MIDDLE:
        return loose / 2;
    case GAZ_CELL_BOTTOM:
        return loose;
    }
    return 0;
}

/* Strips [from, to) in a cell that stands between the grid lines `top` and `bottom`. */
static void place_strips(struct drawing *d, uint32_t index, uint32_t from, uint32_t to,
                         enum gaz_artifact artifact) {
    const struct gaz_table_setting *s = d->setting;
    const struct gaz_cell *cell = &s->table->cells[index];
    const struct gaz_cell_box *box = &s->boxes[index];
    if (from == to) return;
    gaz_len top = cell_top(d, cell), bottom = cell_bottom(d, cell);
    const struct gaz_cell_strip *last = &box->strips[to - 1];
    gaz_len height = grain(last->top + last->height - box->strips[from].top);
    bool is_whole = from == 0 && to == box->n_strips;
    gaz_len loose = MAX(bottom - top - 2 * s->inset_y - height, 0);
    gaz_len y = top + s->inset_y + valign_shift(is_whole ? valign_of(d, cell) : GAZ_CELL_TOP, loose);
    for (uint32_t i = from; i < to; i++)
        push_items(d, &box->strips[i], s->edges[cell->column] + box->left,
                   y + grain(box->strips[i].top - box->strips[from].top), artifact);
}

/* the end of the strips from `from` on that fit; at least one when a row is sliced for it */
static uint32_t strips_that_fit(const struct drawing *d, uint32_t index, uint32_t from) {
    const struct gaz_cell *cell = &d->setting->table->cells[index];
    const struct gaz_cell_box *box = &d->setting->boxes[index];
    int64_t room = (int64_t)cell_bottom(d, cell) - cell_top(d, cell) - 2 * (int64_t)d->setting->inset_y;
    uint32_t to = from;
    while (to < box->n_strips && box->strips[to].top + box->strips[to].height - box->strips[from].top <= room)
        to++;
    return to;
}

/* What has been shown whole is shown again, when there is room for all of it. */
static void place_cell(struct drawing *d, uint32_t index) {
    struct gaz_cell_box *box = &d->setting->boxes[index];
    const struct gaz_cell *cell = &d->setting->table->cells[index];
    if (in_header(d, cell->row)) {
        place_strips(d, index, 0, box->n_strips, GAZ_ARTIFACT_REPEATED_HEAD);
    } else if (box->shown == box->n_strips) {
        if (!cell->n_figures && strips_that_fit(d, index, 0) == box->n_strips)
            place_strips(d, index, 0, box->n_strips, GAZ_ARTIFACT_REPEATED_CELL);
    } else {
        uint32_t from = box->shown;
        box->shown = strips_that_fit(d, index, from);
        place_strips(d, index, from, box->shown, GAZ_ARTIFACT_NONE);
    }
}

/* The cells of the part in reading order: header, then row by row; a merged cell from an earlier part in the
 * first row. */
static GArray *cells_in_order(const struct drawing *d) {
    const struct gaz_table_setting *s = d->setting;
    const struct gaz_cell *cells = s->table->cells;
    GArray *order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; d->plan->header && i < s->row_first[s->n_header]; i++)
        g_array_append_val(order, i);
    uint32_t carried = 0;
    for (uint32_t i = s->row_first[d->plan->first]; i < s->row_first[d->plan->end]; i++) {
        bool first_row = cells[i].row == d->plan->first;
        while (carried < s->n_carried && (!first_row || cells[s->carried[carried]].column < cells[i].column))
            g_array_append_val(order, s->carried[carried++]);
        g_array_append_val(order, i);
    }
    g_array_append_vals(order, s->carried + carried, s->n_carried - carried);
    return order;
}

static void place_above(struct drawing *d) {
    const struct gaz_cell_box *box = d->plan->above;
    for (uint32_t i = 0; i < box->n_strips; i++)
        push_items(d, &box->strips[i], 0, grain(box->strips[i].top), GAZ_ARTIFACT_NONE);
}

/* ---- rules */

static void push_rule(struct drawing *d, gaz_len x, gaz_len y, gaz_len width, gaz_len height) {
    if (width <= 0 || height <= 0) return;
    size_t n = d->n_items;
    struct gaz_item *item = GAZ_PUSH(d->typesetter->arena, d->items, n, d->capacity);
    d->n_items = (uint32_t)n;
    item->kind = GAZ_ITEM_RULE;
    item->artifact = GAZ_ARTIFACT_RULE;
    item->x = x;
    item->y = y;
    item->as.rule.width = width;
    item->as.rule.height = height;
    item->as.rule.ink = d->typesetter->style->roles[GAZ_ROLE_TABLE].ink;
}

/* Both run from one grid line to another and stand with their middle on `at`. */
static void rule_across(struct drawing *d, gaz_len from, gaz_len to, gaz_len at, gaz_len thick) {
    push_rule(d, from, at - thick / 2, to - from, thick);
}

static void rule_down(struct drawing *d, gaz_len from, gaz_len to, gaz_len at, gaz_len thick) {
    push_rule(d, at - thick / 2, from, thick, to - from);
}

/* an inner rule ends in the middle of the rule it meets; so does an angle of two inner rules when it is half
 * longer */
static gaz_len before(const struct drawing *d, gaz_len at, gaz_len outer) {
    return at == outer ? at : at - d->setting->rule / 2;
}

static gaz_len after(const struct drawing *d, gaz_len at, gaz_len outer) {
    return at == outer ? at : at + d->setting->rule - d->setting->rule / 2;
}

struct stretch {
    gaz_len from, to; /* from == to: none */
};

static void end_column_rule(struct drawing *d, uint32_t edge, struct stretch *stretch) {
    if (stretch->from < stretch->to)
        rule_down(d, before(d, stretch->from, d->top), after(d, stretch->to, line_above(d, d->plan->end)),
                  d->setting->edges[edge], d->setting->rule);
}

/* Each cell rules its right side; cells come from top to bottom, so pieces that touch follow one another. */
static void draw_column_rules(struct drawing *d, const GArray *order) {
    const struct gaz_table *table = d->setting->table;
    struct stretch *open = g_new0(struct stretch, table->n_columns + 1);
    for (uint32_t i = 0; i < order->len; i++) {
        const struct gaz_cell *cell = &table->cells[g_array_index(order, uint32_t, i)];
        uint32_t edge = cell->column + cell->column_span;
        gaz_len top = cell_top(d, cell), bottom = cell_bottom(d, cell);
        if (open[edge].to != top || open[edge].from == open[edge].to) {
            end_column_rule(d, edge, &open[edge]);
            open[edge].from = top;
        }
        open[edge].to = bottom;
        if (edge == table->n_columns) open[edge].from = open[edge].to;
    }
    for (uint32_t edge = 1; edge < table->n_columns; edge++)
        end_column_rule(d, edge, &open[edge]);
    g_free(open);
}

static void end_row_rule(struct drawing *d, uint32_t from, uint32_t to, gaz_len at) {
    const struct gaz_table_setting *s = d->setting;
    uint32_t n = s->table->n_columns;
    if (from < to)
        rule_across(d, before(d, s->edges[from], s->edges[0]), after(d, s->edges[to], s->edges[n]), at,
                    s->rule);
}

/* the rules below a row: where cells end in it, touching pieces joined */
static void draw_row_rules(struct drawing *d, uint32_t row) {
    const struct gaz_table_setting *s = d->setting;
    uint32_t from = 0, to = 0;
    gaz_len at = line_above(d, row + 1);
    for (uint32_t i = s->end_first[row]; i < s->end_first[row + 1]; i++) {
        const struct gaz_cell *cell = &s->table->cells[s->ends[i]];
        if (cell->column != to) {
            end_row_rule(d, from, to, at);
            from = cell->column;
        }
        to = cell->column + cell->column_span;
    }
    end_row_rule(d, from, to, at);
}

/* the thickness of the line at a cut, by the style's choice: 外框|内线|无 */
static gaz_len cut_rule(const struct drawing *d, int choice) {
    return choice == 0 ? d->setting->frame : choice == 1 ? d->setting->rule : 0;
}

static bool goes_on_below(const struct drawing *d) {
    const struct gaz_table_plan *plan = d->plan;
    return plan->end < d->setting->table->n_rows ||
           (plan->slice && !gaz_table_is_row_done(d->setting, plan->end - 1));
}

static void draw_frame(struct drawing *d, bool sides) {
    const struct gaz_table_setting *s = d->setting;
    uint32_t n = s->table->n_columns;
    gaz_len top = d->top, bottom = line_above(d, d->plan->end), half = s->frame / 2, other = s->frame - half;
    gaz_len left = s->edges[0] - (sides ? half : 0), right = s->edges[n] + (sides ? other : 0);
    const struct gaz_style *style = d->typesetter->style;
    rule_across(d, left, right, top, gaz_table_has_begun(s) ? cut_rule(d, style->table_cut_above) : s->frame);
    rule_across(d, left, right, bottom, goes_on_below(d) ? cut_rule(d, style->table_cut_below) : s->frame);
    if (!sides) return;
    rule_down(d, top - half, bottom + other, s->edges[0], s->frame);
    rule_down(d, top - half, bottom + other, s->edges[n], s->frame);
}

/* a thin rule below the header, where the part shows one and something stands below it */
static void draw_header_rule(struct drawing *d) {
    const struct gaz_table_setting *s = d->setting;
    bool shows = d->plan->header || (d->plan->first < s->n_header && d->plan->end > s->n_header);
    if (s->n_header == 0 || !shows) return;
    gaz_len at = d->plan->header ? d->body : line_above(d, s->n_header);
    rule_across(d, s->edges[0], s->edges[s->table->n_columns], at, s->rule);
}

static void draw_boxes(struct drawing *d, const GArray *order) {
    const struct gaz_table_setting *s = d->setting;
    draw_frame(d, true);
    for (uint32_t row = 0; d->plan->header && row + 1 < s->n_header; row++)
        draw_row_rules(d, row);
    if (d->plan->header) end_row_rule(d, 0, s->table->n_columns, d->body);
    for (uint32_t row = d->plan->first; row + 1 < d->plan->end; row++)
        draw_row_rules(d, row);
    draw_column_rules(d, order);
}

static void draw_rules(struct drawing *d, const GArray *order) {
    switch (d->setting->form) {
    case GAZ_FORM_BOXED:
        draw_boxes(d, order);
        break;
    case GAZ_FORM_THREE_RULE:
        draw_frame(d, false);
        draw_header_rule(d);
        break;
    case GAZ_FORM_BORDERLESS:
        break;
    }
}

struct gaz_table_part gaz_table_draw(const struct gaz_typesetter *typesetter,
                                     struct gaz_table_setting *setting, const struct gaz_table_plan *plan) {
    struct drawing d = {.typesetter = typesetter, .setting = setting, .plan = plan};
    d.top = setting->frame / 2 + grain(plan->above->height);
    d.body = d.top + (plan->header ? grain(setting->tops[setting->n_header]) : 0);
    place_above(&d);
    GArray *order = cells_in_order(&d);
    for (uint32_t i = 0; i < order->len; i++)
        place_cell(&d, g_array_index(order, uint32_t, i));
    draw_rules(&d, order);
    g_array_free(order, TRUE);
    gaz_len bottom = line_above(&d, plan->end) + setting->frame - setting->frame / 2 - setting->leading;
    return (struct gaz_table_part){.items = d.items, .n_items = d.n_items, .height = bottom};
}
