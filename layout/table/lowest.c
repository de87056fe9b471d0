/* lowest.c: widths of columns at which the whole table is lowest.
 *
 * columns.c weighs each column alone; the height of a row is that of its tallest cell, so columns help one
 * another only together. Here the question is turned round. Say how high each row is to be: then every cell
 * has so many lines, for which it needs a certain width (a step function that lines tell,
 * gaz_text_widths_by_lines), and a column is as wide as its widest need. The heights are possible when the
 * widths sum to no more than the table has. So rows are made lower, a line at a time, always the one that
 * costs the least width, until nothing more can be paid for. Then trades are tried: a row, or all rows that
 * hold a column at its width, one line higher, and what that frees spent anew; a trade that makes the table
 * lower is kept, and the round begins again.
 *
 * A worked example. Two columns, 20 ems in all; each needs 14 ems for one line, 7 for two. At 10 and 10 both
 * rows have two lines. Row 1 (text on the left) on one line costs 14 + 7 > 20: no. But when the right cell of
 * row 2 needs only 5 ems for two lines: 14 + 5 ≤ 20, and the table is a line lower.
 *
 * It begins with the widths of columns.c and is believed only when the cells, set with both, are lower: the
 * table never becomes higher. No column becomes narrower than its floor. What is left goes back to the
 * columns that gave it. Long tables are judged by some of their rows, and trades end when MOST_LOOKS are
 * spent: a count, no clock.
 */
#include "layout/table/setting.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/text/measure.h"

#include <glib.h>
#include <string.h>

enum {
    MOST_ROWS = 120,     /* looked at */
    MOST_LINES = 40,     /* of a cell; a taller one is as it is */
    MOST_LOOKS = 400000, /* at what a cell needs: some milliseconds */
};

/* heights of rows, and the widths that follow from them */
struct state {
    int64_t *heights;      /* n_rows */
    int64_t *widths;       /* n_columns */
    int64_t height, width; /* their sums: of rows looked at, of all columns */
};

struct lowering {
    const struct gaz_typesetter *ts; /* for trials: nothing that they say is heard */
    struct gaz_table_setting *setting;
    uint32_t stride;  /* every stride-th row is looked at */
    gaz_len **steps;  /* n_cells: widths by lines, MOST_LINES of them; NULL: not asked for yet */
    int64_t *cells;   /* n_cells: heights of the texts there */
    uint32_t *looked; /* the cells that are looked at */
    uint32_t n_looked;
    uint32_t *first;    /* n_rows + 1: into touching */
    uint32_t *touching; /* the cells that lie in a row */
    int64_t looks;
};

/* ---- what a cell needs */

static bool is_looked_at(const struct lowering *l, const struct gaz_cell *cell) {
    return l->stride == 1 || (cell->row_span == 1 && cell->row % l->stride == 0);
}

static gaz_len start_width(const struct lowering *l, const struct gaz_cell *cell) {
    const gaz_len *edges = &l->setting->edges[cell->column];
    return edges[cell->column_span] - edges[0];
}

/* the lines for which the rows of a cell have room */
static int64_t lines_in(const struct lowering *l, const struct gaz_cell *cell, const int64_t *heights) {
    int64_t room = -2 * (int64_t)l->setting->inset_y;
    for (uint32_t r = cell->row; r < gaz_cell_end(cell); r++)
        room += heights[r];
    return room / l->setting->pitch;
}

static const gaz_len *steps_of(struct lowering *l, uint32_t index) {
    if (l->steps[index]) return l->steps[index];
    struct gaz_paragraph_spec spec = gaz_cell_spec(l->setting, &l->setting->table->cells[index]);
    spec.measure = l->setting->measure;
    l->steps[index] = GAZ_NEW_ARRAY(l->ts->arena, gaz_len, MOST_LINES);
    gaz_text_widths_by_lines(l->ts, &spec, l->steps[index], MOST_LINES);
    return l->steps[index];
}

/* with the blank at its sides, as rows.c leaves it */
static int64_t outer_width(const struct lowering *l, uint32_t index, int64_t inner) {
    const struct gaz_table_setting *s = l->setting;
    const struct gaz_cell *cell = &s->table->cells[index];
    if (s->form == GAZ_FORM_BORDERLESS) return inner + s->gaps[cell->column + cell->column_span - 1];
    return inner + 2 * (int64_t)s->inset_x;
}

/* The width in which a cell takes so many lines; INT64_MAX when it never does. What it had at the start was
 * enough for the lines it had there. */
static int64_t width_for(struct lowering *l, uint32_t index, int64_t lines) {
    const struct gaz_table_setting *s = l->setting;
    const struct gaz_cell *cell = &s->table->cells[index];
    const struct gaz_cell_box *box = &s->boxes[index];
    l->looks++;
    if (gaz_text_is_empty(cell->text)) return 0;
    int64_t had = start_width(l, cell);
    bool as_high = lines * s->pitch >= l->cells[index];
    if (cell->is_vertical || l->cells[index] > MOST_LINES * (int64_t)s->pitch)
        return as_high ? had : INT64_MAX;
    if (lines < 1) return INT64_MAX;
    gaz_len inner = lines == 1 && l->cells[index] <= s->pitch
                        ? box->natural
                        : steps_of(l, index)[MIN(lines, MOST_LINES) - 1];
    int64_t need = inner == INT32_MAX ? INT64_MAX : outer_width(l, index, MAX(inner, box->minimum));
    return as_high ? MIN(need, had) : need;
}

/* ---- widths from heights */

static int64_t width_of(const struct state *state, const struct gaz_cell *cell) {
    int64_t width = 0;
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++)
        width += state->widths[c];
    return width;
}

static bool can_widen(const struct lowering *l, const struct gaz_cell *cell) {
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++)
        if (l->setting->floors[c] > 0) return true;
    return false;
}

/* what a cell lacks is spread over its free columns as they were wide at the start */
static void widen(const struct lowering *l, struct state *state, const struct gaz_cell *cell, int64_t lack) {
    const gaz_len *edges = l->setting->edges, *floors = l->setting->floors;
    int64_t sum = 0, before = 0, placed = 0;
    lack = MIN(lack, (int64_t)INT32_MAX); /* what never is, is wider than any page */
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++)
        sum += floors[c] > 0 ? edges[c + 1] - edges[c] : 0;
    for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) {
        if (floors[c] == 0) continue;
        before += edges[c + 1] - edges[c];
        int64_t end = lack * before / MAX(sum, 1);
        state->widths[c] += end - placed;
        placed = end;
    }
    state->width += placed;
}

static void need_cells(struct lowering *l, struct state *state, bool spanning) {
    for (uint32_t i = 0; i < l->n_looked; i++) {
        const struct gaz_cell *cell = &l->setting->table->cells[l->looked[i]];
        if ((cell->column_span > 1) != spanning || !can_widen(l, cell)) continue;
        int64_t need = width_for(l, l->looked[i], lines_in(l, cell, state->heights));
        int64_t lack = need - width_of(state, cell);
        if (lack > 0) widen(l, state, cell, lack);
    }
}

/* the least widths for the heights */
static void find_widths(struct lowering *l, struct state *state) {
    const struct gaz_table_setting *s = l->setting;
    state->width = 0;
    for (uint32_t c = 0; c < s->table->n_columns; c++) {
        state->widths[c] = s->floors[c] > 0 ? s->floors[c] : s->edges[c + 1] - s->edges[c];
        state->width += state->widths[c];
    }
    need_cells(l, state, false);
    need_cells(l, state, true);
}

/* ---- rows made lower */

/* what a row costs that is made a line lower; INT64_MAX when it cannot be */
static int64_t cost_of_row(struct lowering *l, struct state *state, uint32_t row) {
    const struct gaz_table_setting *s = l->setting;
    int64_t cost = 0;
    if (state->heights[row] < 2 * ((int64_t)s->pitch + s->inset_y)) return INT64_MAX;
    state->heights[row] -= s->pitch;
    for (uint32_t i = l->first[row]; i < l->first[row + 1] && cost < INT64_MAX; i++) {
        const struct gaz_cell *cell = &s->table->cells[l->touching[i]];
        int64_t need = width_for(l, l->touching[i], lines_in(l, cell, state->heights));
        int64_t lack = need - width_of(state, cell);
        if (need == INT64_MAX || (lack > 0 && !can_widen(l, cell)))
            cost = INT64_MAX;
        else
            cost += MAX(lack, 0);
    }
    state->heights[row] += s->pitch;
    return cost;
}

static void lower_row(struct lowering *l, struct state *state, uint32_t row) {
    const struct gaz_table_setting *s = l->setting;
    state->heights[row] -= s->pitch;
    state->height -= s->pitch;
    for (uint32_t i = l->first[row]; i < l->first[row + 1]; i++) {
        const struct gaz_cell *cell = &s->table->cells[l->touching[i]];
        int64_t need = width_for(l, l->touching[i], lines_in(l, cell, state->heights));
        int64_t lack = need - width_of(state, cell);
        if (lack > 0) widen(l, state, cell, lack);
    }
}

/* Lowers rows, the cheapest first, as long as the table has the width; never the row `kept`. */
static void lower_rows(struct lowering *l, struct state *state, uint32_t kept) {
    const struct gaz_table_setting *s = l->setting;
    int64_t total = s->edges[s->table->n_columns] - s->edges[0];
    for (;;) {
        uint32_t best = UINT32_MAX;
        int64_t least = INT64_MAX;
        for (uint32_t r = 0; r < s->table->n_rows; r += l->stride) {
            int64_t cost = r == kept ? INT64_MAX : cost_of_row(l, state, r);
            if (cost < least) {
                least = cost;
                best = r;
            }
        }
        if (best == UINT32_MAX || least > total - state->width) return;
        lower_row(l, state, best);
    }
}

/* ---- trades */

static struct state new_state(const struct lowering *l) {
    const struct gaz_table *table = l->setting->table;
    return (struct state){GAZ_NEW_ARRAY(l->ts->arena, int64_t, table->n_rows + 1),
                          GAZ_NEW_ARRAY(l->ts->arena, int64_t, table->n_columns + 1), 0, 0};
}

static void copy_state(const struct lowering *l, struct state *to, const struct state *from) {
    const struct gaz_table *table = l->setting->table;
    memcpy(to->heights, from->heights, table->n_rows * sizeof *to->heights);
    memcpy(to->widths, from->widths, table->n_columns * sizeof *to->widths);
    to->height = from->height;
    to->width = from->width;
}

static void raise_row(const struct lowering *l, struct state *state, uint32_t row) {
    state->heights[row] += l->setting->pitch;
    state->height += l->setting->pitch;
}

/* the rows whose cells need all of a column's width */
static void raise_rows_of(struct lowering *l, struct state *state, const struct state *from,
                          uint32_t column) {
    for (uint32_t r = 0; r < l->setting->table->n_rows; r += l->stride)
        for (uint32_t i = l->first[r]; i < l->first[r + 1]; i++) {
            const struct gaz_cell *cell = &l->setting->table->cells[l->touching[i]];
            if (column < cell->column || column >= cell->column + cell->column_span || cell->row != r)
                continue;
            if (width_for(l, l->touching[i], lines_in(l, cell, from->heights)) >= width_of(from, cell))
                raise_row(l, state, r);
        }
}

/* Spends what `trial` frees; true when that made the table lower, and *best is it. */
static bool settle(struct lowering *l, struct state *trial, uint32_t kept, struct state *best) {
    find_widths(l, trial);
    lower_rows(l, trial, kept);
    if (trial->height >= best->height) return false;
    copy_state(l, best, trial);
    return true;
}

static bool trade_once(struct lowering *l, struct state *trial, struct state *best) {
    const struct gaz_table *table = l->setting->table;
    for (uint32_t c = 0; c < table->n_columns && l->looks < MOST_LOOKS; c++) {
        if (l->setting->floors[c] == 0 || best->widths[c] <= l->setting->floors[c]) continue;
        copy_state(l, trial, best);
        raise_rows_of(l, trial, best, c);
        if (settle(l, trial, UINT32_MAX, best)) return true;
    }
    for (uint32_t r = 0; r < table->n_rows && l->looks < MOST_LOOKS; r += l->stride) {
        copy_state(l, trial, best);
        raise_row(l, trial, r);
        if (settle(l, trial, r, best)) return true;
    }
    return false;
}

/* ---- the whole */

/* the height of the rows of a table (this one, or its sample) whose cells are set with these edges */
static int64_t set_with(const struct lowering *l, const struct gaz_table *table, gaz_len *edges,
                        struct gaz_table_setting *trial) {
    *trial = *l->setting;
    trial->table = table;
    trial->edges = edges;
    trial->boxes = GAZ_NEW_ARRAY(l->ts->arena, struct gaz_cell_box, table->n_cells + 1);
    memcpy(trial->boxes, l->setting->boxes, table->n_cells * sizeof *trial->boxes);
    gaz_table_set_rows(l->ts, trial);
    return trial->tops[table->n_rows];
}

/* the table, empty but for what is looked at */
static struct gaz_table *sample(const struct lowering *l) {
    struct gaz_table *table = GAZ_NEW(l->ts->arena, struct gaz_table);
    *table = *l->setting->table;
    struct gaz_cell *cells = GAZ_NEW_ARRAY(l->ts->arena, struct gaz_cell, table->n_cells + 1);
    memcpy(cells, table->cells, table->n_cells * sizeof *cells);
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (!is_looked_at(l, &cells[i])) cells[i].text.n = 0;
    table->cells = cells;
    return table;
}

/* the rows that a cell lies in, when it is looked at: [row, end of rows) */
static uint32_t rows_end(const struct lowering *l, const struct gaz_cell *cell) {
    return is_looked_at(l, cell) ? gaz_cell_end(cell) : cell->row;
}

static void list_touching(struct lowering *l) {
    const struct gaz_table *table = l->setting->table;
    uint32_t *next = l->first = GAZ_NEW_ARRAY(l->ts->arena, uint32_t, table->n_rows + 3);
    for (uint32_t i = 0; i < table->n_cells; i++)
        for (uint32_t r = table->cells[i].row; r < rows_end(l, &table->cells[i]); r++)
            next[r + 2]++;
    for (uint32_t r = 1; r < table->n_rows + 2; r++)
        next[r] += next[r - 1];
    next++;
    l->looked = GAZ_NEW_ARRAY(l->ts->arena, uint32_t, table->n_cells + 1);
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (is_looked_at(l, &table->cells[i])) l->looked[l->n_looked++] = i;
    l->touching = GAZ_NEW_ARRAY(l->ts->arena, uint32_t, next[table->n_rows] + 1);
    for (uint32_t i = 0; i < table->n_cells; i++)
        for (uint32_t r = table->cells[i].row; r < rows_end(l, &table->cells[i]); r++)
            l->touching[next[r]++] = i;
}

/* Columns that are wider at the start than they need get back what is left. */
static void give_back(const struct lowering *l, const struct state *best, gaz_len *edges) {
    const gaz_len *old = l->setting->edges;
    uint32_t n = l->setting->table->n_columns;
    int64_t left = old[n] - old[0] - best->width, lack = 0, before = 0, placed = 0;
    for (uint32_t c = 0; c < n; c++)
        lack += MAX(old[c + 1] - old[c] - best->widths[c], 0);
    edges[0] = old[0];
    for (uint32_t c = 0; c < n; c++) {
        before += MAX(old[c + 1] - old[c] - best->widths[c], 0);
        int64_t end = left * before / MAX(lack, 1);
        edges[c + 1] = edges[c] + (gaz_len)(best->widths[c] + end - placed);
        placed = end;
    }
}

/* as columns.c has it */
static struct state first_state(struct lowering *l, const struct gaz_table *table) {
    struct gaz_table_setting set;
    struct state state = new_state(l);
    set_with(l, table, l->setting->edges, &set);
    l->cells = GAZ_NEW_ARRAY(l->ts->arena, int64_t, table->n_cells + 1);
    for (uint32_t i = 0; i < table->n_cells; i++)
        l->cells[i] = set.boxes[i].height;
    for (uint32_t r = 0; r < table->n_rows; r++)
        state.heights[r] = set.rows[r].base;
    for (uint32_t r = 0; r < table->n_rows; r += l->stride)
        state.height += state.heights[r];
    return state;
}

/* Better edges into `edges`; false when there are none. */
static bool find_edges(struct lowering *l, gaz_len *edges) {
    const struct gaz_table *table = l->setting->table;
    struct gaz_table_setting set;
    list_touching(l);
    struct state best = first_state(l, l->stride > 1 ? sample(l) : table), trial = new_state(l);
    int64_t before = best.height;
    find_widths(l, &best);
    lower_rows(l, &best, UINT32_MAX);
    while (l->looks < MOST_LOOKS && trade_once(l, &trial, &best))
        ;
    if (best.height >= before) return false;
    give_back(l, &best, edges);
    return set_with(l, table, edges, &set) < set_with(l, table, l->setting->edges, &set);
}

/* A table whose cells all stand in one line is as low as it can be. */
static bool may_be_lower(const struct gaz_table_setting *setting) {
    uint32_t n_free = 0;
    for (uint32_t c = 0; c < setting->table->n_columns; c++)
        n_free += setting->floors[c] > 0;
    for (uint32_t i = 0; n_free > 1 && i < setting->table->n_cells; i++) {
        const struct gaz_cell *cell = &setting->table->cells[i];
        const gaz_len *edges = &setting->edges[cell->column];
        if (setting->boxes[i].natural > edges[cell->column_span] - edges[0] - 2 * setting->inset_x)
            return true;
    }
    return false;
}

void gaz_table_lower(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    if (!may_be_lower(setting)) return;
    struct gaz_typesetter ts = *typesetter;
    ts.arena = gaz_arena_new();
    ts.diags = gaz_diags_new();
    ts.lent = NULL;
    ts.observer = NULL;
    struct lowering l = {.ts = &ts, .setting = setting};
    l.stride = (setting->table->n_rows + MOST_ROWS - 1) / MOST_ROWS;
    l.steps = GAZ_NEW_ARRAY(ts.arena, gaz_len *, setting->table->n_cells + 1);
    gaz_len *edges = GAZ_NEW_ARRAY(ts.arena, gaz_len, setting->table->n_columns + 1);
    if (find_edges(&l, edges)) memcpy(setting->edges, edges, (setting->table->n_columns + 1) * sizeof *edges);
    gaz_diags_free(ts.diags);
    gaz_arena_free(ts.arena);
}
