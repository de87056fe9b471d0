/* split.c: which rows of a table stand on the next part.
 *
 * The data. Rows have heights; cells lie over one or several rows. `next_row` is where the last part ended,
 * `carried` the merged cells that reach over that cut, and every cell knows how many of its strips have been
 * shown. Nothing else is remembered, so a part costs time for its own rows only, and a table of any length
 * costs time in proportion to its rows.
 *
 * A worked example. Room for 12 lines; `needs` is what a row needs on its own; G and M are merged cells with
 * a text of 2 and of 5 lines, | is where they go on:
 *
 *     row   needs   merged   lines so far   a cut below this row
 *      0      1                   1         none: this is the header, it is never last
 *      1      4     G             5         G goes on: its text fits above, and again below
 *      2      4     |             9         the same
 *      3      1     | M          10         M needs 5 lines and has 1: four more are too many
 *      4      1     | |          11         M has 2: three more are too many
 *      5      3     | |          14         is beyond the room
 *
 * The cut below row 2 leaves three lines of the page white, the one below row 1 seven. So rows 0–2 make the
 * part. The next one has the header again and rows 3–5; the text of G is set again beside them, marked as a
 * repeat.
 *
 * Each row at which the page could end is a candidate. It is legal when it ends neither a header nor a
 * section row, and fits when the texts of all merged cells over the cut fit beside the rows above it; the
 * last row may be made higher for that. Its cost is the height lost: what stays white, twice what the last
 * row was made higher by, twice what the next part's rows will be made higher by for the repeated texts (a
 * row that is blown up for a label is worse than white at a page's end); and a low row and a quarter for
 * every merged cell that it cuts, so that small groups stay together, of two rows always; and LONE_LINES for
 * a cut that leaves the table's last row alone on the next part, so that a row of a few lines goes along with
 * it. The cheapest is taken, a later one when two are equal.
 *
 * A style may let rows break (表格.行可断: 是, or where more than a third of the page would stay white): when
 * the cheapest cut leaves MANY_LINES white and the next row is
 * higher than that, the row is sliced as below. So is, in every style, a row that no page has room for: it
 * would be sliced on the next page all the same, and this one left white.
 *
 * When nothing fits and the caller forces, in this order: texts are repeated only where rows have room for
 * them; then the text of a merged cell may go on below the cut, beside the rows that follow; then a row is
 * sliced: each of its cells shows the strips for which there is room and the others on the next part, where
 * the row goes on. The rows that a cell of a slice still lies over then take what they need on their own: the
 * heights shared out beforehand no longer hold.
 */
#include "layout/table/setting.h"

#include "base/process/arena.h"

#include <glib.h>

/* 表格.行可断 */
enum { ROWS_WHOLE, ROWS_BREAK_FOR_WHITE, ROWS_BREAK };

enum { MUCH_WHITE = 3 /* this part of a page */ };
enum { MANY_LINES = 4 /* white at a part's end that a row is sliced for */ };
enum { LONE_LINES = 4 /* that may stay white for a last row not to stand alone below its head */ };
enum { FEW_ROWS = 2 /* that a part keeps nevertheless */ };

struct planner {
    const struct gaz_table_setting *setting;
    uint32_t first;
    int64_t room;   /* between the outer grid lines, for body rows */
    int row_breaks; /* the style's: ROWS_… */
    bool keeps_groups;
    bool repeats;    /* a repeated text may make rows higher */
    bool goes_on;    /* the text of a merged cell may be parted by a cut between its rows */
    GArray *bottoms; /* int64_t: of the rows taken so far */
    GArray *open;    /* uint32_t: cells that reach below the last row taken */
};

struct cut {
    uint32_t end; /* 0: none */
    int64_t bottom, cost;
};

/* ---- rows, one after another */

static int64_t bottom_of(const struct planner *p, uint32_t row) {
    return g_array_index(p->bottoms, int64_t, row - p->first);
}

static int64_t last_bottom(const struct planner *p) {
    return p->bottoms->len ? bottom_of(p, p->first + p->bottoms->len - 1) : 0;
}

static int64_t top_of(const struct planner *p, const struct gaz_cell *cell) {
    return cell->row <= p->first ? 0 : bottom_of(p, cell->row - 1);
}

/* the height that a repeated text wants; none when it would not leave a part for anything else, and a picture
 * is not repeated */
static int64_t repeat_need(const struct planner *p, uint32_t index) {
    if (p->setting->table->cells[index].n_figures) return 0;
    int64_t need = p->setting->boxes[index].height + 2 * (int64_t)p->setting->inset_y;
    return p->repeats && need <= p->room ? need : 0;
}

/* the height that a cell's text wants on this part */
static int64_t cell_need(const struct planner *p, uint32_t index) {
    const struct gaz_table_setting *s = p->setting;
    const struct gaz_cell_box *box = &s->boxes[index];
    if (box->shown == box->n_strips) return s->table->cells[index].row_span > 1 ? repeat_need(p, index) : 0;
    return box->height - box->strips[box->shown].top + 2 * (int64_t)s->inset_y;
}

/* the height of a row before merged cells are looked at; of a row that goes on after a cut one line */
static int64_t row_height(const struct gaz_table_setting *s, uint32_t row) {
    if (s->sliced && row == s->next_row) return s->pitch + 2 * (int64_t)s->inset_y;
    return row < s->plain_until ? s->rows[row].own : s->rows[row].base;
}

static void open_cells(struct planner *p, uint32_t row) {
    const struct gaz_table_setting *s = p->setting;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->open->len; i++) {
        uint32_t index = g_array_index(p->open, uint32_t, i);
        if (gaz_cell_end(&s->table->cells[index]) > row + 1) g_array_index(p->open, uint32_t, kept++) = index;
    }
    g_array_set_size(p->open, kept);
    for (uint32_t i = s->row_first[row]; i < s->row_first[row + 1]; i++)
        if (s->table->cells[i].row_span > 1) g_array_append_val(p->open, i);
}

/* Takes a row: high enough for every cell that ends in it. */
static void take_row(struct planner *p, uint32_t row) {
    const struct gaz_table_setting *s = p->setting;
    int64_t bottom = last_bottom(p) + row_height(s, row);
    for (uint32_t i = s->end_first[row]; i < s->end_first[row + 1]; i++)
        bottom = MAX(bottom, top_of(p, &s->table->cells[s->ends[i]]) + cell_need(p, s->ends[i]));
    g_array_append_val(p->bottoms, bottom);
    open_cells(p, row);
}

static void start(struct planner *p) {
    const struct gaz_table_setting *s = p->setting;
    g_array_set_size(p->bottoms, 0);
    g_array_set_size(p->open, 0);
    g_array_append_vals(p->open, s->carried, s->n_carried);
}

/* ---- where to cut */

static bool may_end_below(const struct gaz_table_setting *s, uint32_t row) {
    return row + 1 == s->table->n_rows || (row >= s->n_header && !s->rows[row].section);
}

/* A cut below the last row taken goes through a picture, or a photograph's place, that a page has room for.
 */
static bool cuts_picture(const struct planner *p) {
    const struct gaz_table_setting *s = p->setting;
    for (uint32_t i = 0; i < p->open->len && p->repeats; i++) {
        uint32_t index = g_array_index(p->open, uint32_t, i);
        const struct gaz_cell *cell = &s->table->cells[index];
        bool is_kept = cell->n_figures > 0 || s->boxes[index].least > 0;
        if (is_kept && s->tops[gaz_cell_end(cell)] - s->tops[cell->row] <= s->picture_room) return true;
    }
    return false;
}

/* A merged cell whose rows a page has room for. */
static bool is_group(const struct gaz_table_setting *s, const struct gaz_cell *cell) {
    return cell->row_span > 1 && s->tops[gaz_cell_end(cell)] - s->tops[cell->row] <= s->page;
}

/* A cut below the last row taken goes through a group that is to be kept whole. */
static bool cuts_group(const struct planner *p) {
    const struct gaz_table_setting *s = p->setting;
    for (uint32_t i = 0; i < p->open->len; i++)
        if (is_group(s, &s->table->cells[g_array_index(p->open, uint32_t, i)])) return true;
    return false;
}

/* A cut below this row leaves the last one alone, and a row more could go with it. */
static bool leaves_one(const struct planner *p, uint32_t row) {
    uint32_t first = MAX(p->first, p->setting->n_header);
    return row + 2 == p->setting->table->n_rows && row >= first + FEW_ROWS;
}

/* How much higher the last row must be for the cells over the cut, and how much the next part's rows for
 * repeats. */
static struct cut weigh(const struct planner *p, uint32_t row) {
    const struct gaz_table_setting *s = p->setting;
    int64_t y = last_bottom(p), above = 0, below = 0;
    for (uint32_t i = 0; i < p->open->len; i++) {
        uint32_t index = g_array_index(p->open, uint32_t, i);
        const struct gaz_cell *cell = &s->table->cells[index];
        int64_t rest = s->tops[gaz_cell_end(cell)] - s->tops[row + 1];
        if (!p->goes_on) above = MAX(above, top_of(p, cell) + cell_need(p, index) - y);
        below = MAX(below, repeat_need(p, index) - rest);
    }
    int64_t low_row = s->pitch + 2 * (int64_t)s->inset_y;
    int64_t cost = p->room - y + above + 2 * below + low_row * p->open->len * 5 / 4;
    if (leaves_one(p, row)) cost += LONE_LINES * (int64_t)s->pitch;
    return (struct cut){row + 1, y + above, cost};
}

/* The next row that begins a page because the source says so (断表); the number of rows: none. */
static uint32_t next_cut(const struct gaz_table_setting *s, uint32_t first) {
    for (uint32_t i = 0; i < s->table->n_cuts; i++)
        if (s->table->cuts[i].row > first) return s->table->cuts[i].row;
    return s->table->n_rows;
}

/* The cut that the source asks for, if the merged cells over it have room, else the best before it. */
static struct cut set_cut(const struct planner *p, uint32_t row, struct cut best) {
    struct cut cut = weigh(p, row);
    return cut.bottom <= p->room ? cut : best;
}

static struct cut cheaper(struct cut best, struct cut cut, const struct planner *p) {
    if (cut.bottom > p->room) return best;
    bool is_better = best.end == 0 || cut.cost <= best.cost || cut.end == p->setting->table->n_rows;
    return is_better ? cut : best;
}

/* Whether so much may stay white below a part for a group's sake. */
static bool may_stay_white(const struct gaz_table_setting *s, int64_t white) {
    return white <= s->group_white;
}

/* Of the best cut and the best that goes through no group; when there is none of these, the page is left to
 * what is on it already. */
static struct cut choose(const struct planner *p, struct cut best, struct cut whole) {
    return best.end && may_stay_white(p->setting, p->room - whole.bottom) ? whole : best;
}

static struct cut best_cut(struct planner *p) {
    const struct gaz_table_setting *s = p->setting;
    struct cut best = {0}, whole = {0};
    uint32_t set = next_cut(s, p->first);
    start(p);
    for (uint32_t row = p->first; row < s->table->n_rows; row++) {
        take_row(p, row);
        if (last_bottom(p) > p->room) break;
        if (row + 1 == set && set < s->table->n_rows) return set_cut(p, row, best);
        if (!may_end_below(s, row) || cuts_picture(p)) continue;
        struct cut cut = weigh(p, row);
        best = cheaper(best, cut, p);
        if (!cuts_group(p)) whole = cheaper(whole, cut, p);
    }
    return p->keeps_groups ? choose(p, best, whole) : best;
}

/* ---- slices */

/* the least height in which the row shows a strip that has not been shown; its least height when all were */
static int64_t least_slice(const struct planner *p, uint32_t row) {
    const struct gaz_table_setting *s = p->setting;
    int64_t least = 0;
    for (uint32_t i = 0; i < p->open->len + s->row_first[row + 1] - s->row_first[row]; i++) {
        uint32_t index =
            i < p->open->len ? g_array_index(p->open, uint32_t, i) : s->row_first[row] + i - p->open->len;
        const struct gaz_cell_box *box = &s->boxes[index];
        if (box->shown < box->n_strips && (least == 0 || box->strips[box->shown].height < least))
            least = box->strips[box->shown].height;
    }
    return (least ? least : s->pitch) + 2 * (int64_t)s->inset_y;
}

/* what all cells that are seen in the row would need, from the row's top */
static int64_t whole_slice(const struct planner *p, uint32_t row, int64_t top) {
    const struct gaz_table_setting *s = p->setting;
    int64_t need = s->pitch + 2 * (int64_t)s->inset_y;
    for (uint32_t i = 0; i < p->open->len; i++) {
        uint32_t index = g_array_index(p->open, uint32_t, i);
        need = MAX(need, top_of(p, &s->table->cells[index]) + cell_need(p, index) - top);
    }
    for (uint32_t i = s->row_first[row]; i < s->row_first[row + 1]; i++)
        need = MAX(need, cell_need(p, i));
    return need;
}

/* The rows before `row`, then a slice of it; false when there is no room for `least` in it. */
static bool slice_at(struct planner *p, struct gaz_table_plan *plan, uint32_t row, int64_t least) {
    start(p);
    for (uint32_t r = p->first; r < row; r++)
        take_row(p, r);
    int64_t top = last_bottom(p);
    if (top + MAX(least, least_slice(p, row)) > p->room) return false;
    int64_t bottom = top + MIN(p->room - top, whole_slice(p, row, top));
    g_array_append_val(p->bottoms, bottom);
    plan->end = row + 1;
    plan->slice = true;
    return true;
}

/* Rows that may not end a part, then a slice of the row after them. */
static bool slice_below(struct planner *p, struct gaz_table_plan *plan) {
    uint32_t row = p->first;
    while (!may_end_below(p->setting, row))
        row++;
    return slice_at(p, plan, row, 0);
}

/* The last resort: a slice of the first row, of one strip at least, whatever the room. */
static void slice_first(struct planner *p, struct gaz_table_plan *plan) {
    start(p);
    int64_t least = least_slice(p, p->first);
    int64_t bottom = MAX(least, MIN(p->room, whole_slice(p, p->first, 0)));
    g_array_append_val(p->bottoms, bottom);
    plan->end = p->first + 1;
    plan->slice = true;
}

/* ---- the plan */

/* room for body rows: without caption, frame and repeated header */
static int64_t body_room(const struct gaz_table_setting *s, const struct gaz_table_plan *plan, gaz_len room) {
    int64_t left = (int64_t)room - s->frame + s->leading - plan->above->height;
    return plan->header ? left - s->tops[s->n_header] : left;
}

static bool plan_whole_rows(struct planner *p, struct gaz_table_plan *plan) {
    struct cut cut = best_cut(p);
    if (cut.end == 0) return false;
    g_array_set_size(p->bottoms, cut.end - p->first);
    g_array_index(p->bottoms, int64_t, cut.end - p->first - 1) = cut.bottom;
    plan->end = cut.end;
    return true;
}

/* A slice of this row would part a group. */
static bool begins_group(const struct gaz_table_setting *s, uint32_t row) {
    for (uint32_t i = s->row_first[row]; i < s->row_first[row + 1]; i++)
        if (is_group(s, &s->table->cells[i])) return true;
    return false;
}

/* Whether a row is rather sliced than left to the next part: not when it is low, nor when the white is there
 * for a group's sake. */
static bool may_slice(const struct planner *p, uint32_t row, int64_t many) {
    const struct gaz_table_setting *s = p->setting;
    int64_t white = p->room - last_bottom(p);
    bool much = white > s->page / MUCH_WHITE;
    bool may = p->row_breaks == ROWS_BREAK || (p->row_breaks == ROWS_BREAK_FOR_WHITE && much);
    if (may_stay_white(s, white) && begins_group(s, row)) return false;
    return may ? row_height(s, row) > many : s->rows[row].own > s->page;
}

/* Whole rows as planned, then what fits of the next one, when the page would stay white. */
static void fill_with_slice(struct planner *p, struct gaz_table_plan *plan) {
    const struct gaz_table_setting *s = p->setting;
    int64_t many = MANY_LINES * (int64_t)s->pitch;
    bool set = plan->end == next_cut(s, plan->end - 1); /* or the table's end */
    if (set || p->room - last_bottom(p) < many) return;
    if (!may_slice(p, plan->end, many) || !slice_at(p, plan, plan->end, many)) plan_whole_rows(p, plan);
}

/* The body's room in which the whole table can be set; but room that may not stay white for it is enough. */
static int64_t whole_room(const struct gaz_table_setting *s) {
    return MIN(s->tops[s->table->n_rows], s->whole_white + 1);
}

/* A table that the next page has room for leaves this one white. */
static bool waits(const struct planner *p) {
    return p->first == 0 && p->room < whole_room(p->setting);
}

static bool plan_part(struct planner *p, struct gaz_table_plan *plan, gaz_len room, bool force) {
    p->room = body_room(p->setting, plan, room);
    p->repeats = p->keeps_groups = true;
    if (!force && waits(p)) return false;
    if (plan_whole_rows(p, plan)) {
        fill_with_slice(p, plan);
        return true;
    }
    if (!force) return false;
    p->keeps_groups = false;
    if (plan_whole_rows(p, plan)) return true;
    p->repeats = false;
    if (plan_whole_rows(p, plan)) return true;
    p->goes_on = true;
    if (plan_whole_rows(p, plan) || slice_below(p, plan)) return true;
    plan->header = false;
    p->room = body_room(p->setting, plan, room);
    slice_first(p, plan);
    return true;
}

/* ---- after a part */

static gint compare_columns(gconstpointer a, gconstpointer b, gpointer table) {
    const struct gaz_cell *cells = ((const struct gaz_table *)table)->cells;
    uint32_t left = cells[*(const uint32_t *)a].column, right = cells[*(const uint32_t *)b].column;
    return left < right ? -1 : left > right;
}

static void carry(GArray *carried, const struct gaz_table_setting *s, uint32_t index) {
    if (s->table->cells[index].row < s->next_row && gaz_cell_end(&s->table->cells[index]) > s->next_row)
        g_array_append_val(carried, index);
}

static void go_on_after(struct gaz_table_setting *s, const struct gaz_table_plan *plan) {
    s->sliced = plan->slice && !gaz_table_is_row_done(s, plan->end - 1);
    s->next_row = plan->end - s->sliced;
    GArray *carried = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < s->n_carried; i++)
        carry(carried, s, s->carried[i]);
    for (uint32_t i = s->row_first[plan->first]; i < s->row_first[plan->end]; i++)
        if (s->table->cells[i].row_span > 1) carry(carried, s, i);
    g_array_sort_with_data(carried, compare_columns, (gpointer)s->table);
    s->n_carried = carried->len;
    for (uint32_t i = 0; i < carried->len; i++) {
        s->carried[i] = g_array_index(carried, uint32_t, i);
        if (plan->slice) s->plain_until = MAX(s->plain_until, gaz_cell_end(&s->table->cells[s->carried[i]]));
    }
    for (uint32_t i = s->row_first[s->next_row]; s->sliced && i < s->row_first[s->next_row + 1]; i++)
        s->plain_until = MAX(s->plain_until, gaz_cell_end(&s->table->cells[i]));
    g_array_free(carried, TRUE);
}

/* the place of the mark by which a row begins a page; no source: there is none */
static struct gaz_span cut_at(const struct gaz_table_setting *s, uint32_t row) {
    for (uint32_t i = 0; i < s->table->n_cuts; i++)
        if (s->table->cuts[i].row == row) return s->table->cuts[i].span;
    return (struct gaz_span){0};
}

struct gaz_table_part gaz_table_part(const struct gaz_typesetter *typesetter,
                                     struct gaz_table_setting *setting, gaz_len room, bool force) {
    struct gaz_table_part part = {.done = setting->next_row >= setting->table->n_rows};
    if (part.done) return part;
    struct gaz_table_plan plan = {.first = setting->next_row};
    plan.above = gaz_table_has_begun(setting) ? &setting->continued : &setting->caption;
    plan.header = setting->n_header > 0 && setting->next_row >= setting->n_header;
    struct planner p = {.setting = setting, .first = plan.first};
    p.row_breaks = typesetter->style->table_row_breaks;
    p.bottoms = g_array_new(FALSE, FALSE, sizeof(int64_t));
    p.open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (plan_part(&p, &plan, room, force)) {
        if (plan.slice && p.room < last_bottom(&p))
            gaz_table_warn_row(typesetter, setting, plan.first, (gaz_len)MAX(p.room, 0));
        plan.bottoms = (const int64_t *)(const void *)p.bottoms->data;
        gaz_names_fill(typesetter, setting, plan.first, plan.end);
        part = gaz_table_draw(typesetter, setting, &plan);
        part.cut = cut_at(setting, plan.slice ? 0 : plan.end);
        go_on_after(setting, &plan);
        part.done = setting->next_row >= setting->table->n_rows;
    }
    g_array_free(p.bottoms, TRUE);
    g_array_free(p.open, TRUE);
    return part;
}

/* The body's room in which the first rows can be set: whole groups; but room that may not stay white for a
 * group is enough in any case. */
static int64_t least_room(struct planner *p) {
    const struct gaz_table_setting *s = p->setting;
    uint32_t row = 0;
    take_row(p, row);
    while (!may_end_below(s, row) || cuts_picture(p))
        take_row(p, ++row);
    int64_t any = weigh(p, row).bottom, enough = MAX(any, s->group_white + 1);
    while (last_bottom(p) < enough && (!may_end_below(s, row) || cuts_picture(p) || cuts_group(p)))
        take_row(p, ++row);
    return MIN(weigh(p, row).bottom, enough);
}

gaz_len gaz_table_least(const struct gaz_table_setting *setting) {
    if (setting->table->n_rows == 0) return 0;
    struct planner p = {.setting = setting, .repeats = true, .room = INT32_MAX};
    p.bottoms = g_array_new(FALSE, FALSE, sizeof(int64_t));
    p.open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    int64_t rows = least_room(&p), whole = whole_room(setting);
    int64_t least = MAX(rows, whole) + setting->caption.height + setting->frame - setting->leading;
    g_array_free(p.bottoms, TRUE);
    g_array_free(p.open, TRUE);
    return (gaz_len)MIN(least, INT32_MAX);
}

gaz_len gaz_table_left(const struct gaz_table_setting *setting) {
    bool begun = setting->next_row > 0;
    if (next_cut(setting, setting->next_row) < setting->table->n_rows) return INT32_MAX;
    int64_t left = setting->tops[setting->table->n_rows] - setting->tops[setting->next_row] + setting->frame -
                   setting->leading;
    left += begun ? setting->tops[setting->n_header] : setting->caption.height;
    return (gaz_len)MIN(left, INT32_MAX);
}
