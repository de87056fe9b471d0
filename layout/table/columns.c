/* columns.c: how wide each column of a table is.
 *
 * Widths that the editor gave are kept. The other columns share what is left so that the table is low and
 * reads well:
 *   1. each gets the width of its longest piece that no line may part;
 *   2. then, as far as there is room, a modest width (its longest line, at most WISH ems): names of offices,
 * dates and numbers are not torn apart for a long text beside them;
 *   3. then the rest goes step by step to the column where it saves most. The cost of a column is the sum
 * over its cells of (lines needed)³: nearly the height of the row's tallest cell, yet each column is weighed
 * alone, so giving each step to the best column finds the best widths;
 *   4. what is left when no column wants more is spread in proportion.
 *
 * A form is otherwise: its labels take one line each, and what is left belongs to the columns that are to be
 * filled in, alike. So it is with the columns of a list of names (无框): they stand at equal distances.
 *
 * All in integers; the widths sum exactly to the width of the table. From here lowest.c goes on, which weighs
 * the columns together.
 */
#include "layout/table/sharing.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"

#include <glib.h>
#include <string.h>

enum {
    STEPS = 128,      /* of step 3, at most */
    FINE = 16,        /* parts of a line that cost counts */
    MOST = 16 * 1024, /* parts of a line that one cell counts at most */
    NEARLY_ALL = 90,  /* per cent of a list's texts */
    LONG_NAME = 4,    /* cells: of a person's name, mostly */
    ALIKE = 3,        /* the texts of a list's columns are alike when none is so many times another's */
};

/* ---- widths that the editor gave */

gaz_len gaz_width_resolve(const struct gaz_style *style, struct gaz_width width, gaz_len measure) {
    switch (width.unit) {
    case GAZ_WIDTH_AUTO:
        return 0;
    case GAZ_WIDTH_MICROMETRE:
        return gaz_len_from_um(width.value);
    case GAZ_WIDTH_PERMILLE:
        return gaz_scale(measure, width.value, 1000);
    case GAZ_WIDTH_CELLS_MILLI:
        return gaz_scale(style->cell, width.value, 1000);
    }
    return 0;
}

/* Multiplies the widths of the chosen columns so that they sum exactly to `target`; the sums are rounded, not
 * the widths. */
static void scale_columns(struct gaz_table_column *columns, uint32_t n, bool given, int64_t target) {
    int64_t sum = 0, before = 0, placed = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += columns[i].is_given == given ? columns[i].width : 0;
    for (uint32_t i = 0; i < n && sum > 0; i++) {
        if (columns[i].is_given != given) continue;
        before += columns[i].width;
        int64_t end = target * before / sum;
        columns[i].width = end - placed;
        placed = end;
    }
}

static struct gaz_span table_span(const struct gaz_table *table) {
    return table->n_cells ? table->cells[0].span : (struct gaz_span){0};
}

/* Given widths that leave the other columns nothing are scaled down, with a warning. Percentages that nearly
 * fill the measure are made to fill it; a table whose given widths are clearly less stays narrow. */
static void take_given(struct gaz_sharing *s) {
    const struct gaz_table *table = s->setting->table;
    int64_t given = 0, minimum = 0;
    uint32_t n_free = 0;
    bool has_share = false;
    for (uint32_t i = 0; i < s->n; i++) {
        struct gaz_width width = table->widths ? table->widths[i] : (struct gaz_width){0};
        int64_t wide = gaz_width_resolve(s->typesetter->style, width, (gaz_len)s->total);
        s->columns[i].width = CLAMP(wide, 0, GAZ_MOST_TIMES * s->total);
        s->columns[i].is_given = s->columns[i].width > 0;
        given += s->columns[i].width;
        n_free += !s->columns[i].is_given;
        has_share |= width.unit == GAZ_WIDTH_PERMILLE;
        minimum += s->columns[i].is_given ? 0 : 2 * (int64_t)s->setting->inset_x + 1;
    }
    int64_t limit = MAX(s->total - minimum, s->total / 2);
    if (given > limit + s->n) gaz_report(s->typesetter->diags, GAZ_D_TABLE_WIDTHS, table_span(table), NULL);
    if (given > limit || (n_free == 0 && has_share && given * 10 >= s->total * 9))
        scale_columns(s->columns, s->n, true, limit);
}

/* ---- sharing the rest */

static int64_t column_cost(const struct gaz_sharing *s, uint32_t column, int64_t width) {
    int64_t inner = MAX(width - gaz_column_pads(s->setting, column + 1), 1), cost = 0;
    for (uint32_t i = s->first[column]; i < s->first[column + 1]; i++) {
        int64_t lines = MIN(s->setting->boxes[s->cells[i]].area * FINE / inner, MOST);
        cost += lines * lines * lines;
    }
    return cost;
}

static int64_t step_gain(const struct gaz_sharing *s, uint32_t column, int64_t step) {
    const struct gaz_table_column *c = &s->columns[column];
    if (c->is_given || c->width >= c->natural) return 0;
    return column_cost(s, column, c->width) - column_cost(s, column, c->width + step);
}

/* step 3; gives what no column wants back */
static int64_t share_steps(const struct gaz_sharing *s, int64_t rest) {
    int64_t step = MAX(rest / STEPS, s->typesetter->style->cell / 4);
    int64_t *gains = g_new0(int64_t, s->n);
    for (uint32_t i = 0; i < s->n; i++)
        gains[i] = step_gain(s, i, step);
    while (rest >= step) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < s->n; i++)
            if (gains[i] > gains[best]) best = i;
        if (gains[best] <= 0) break;
        s->columns[best].width += step;
        rest -= step;
        gains[best] = step_gain(s, best, step);
    }
    g_free(gains);
    return rest;
}

static int64_t sum_free(const struct gaz_sharing *s, size_t field) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += s->columns[i].is_given ? 0 : *(int64_t *)((char *)&s->columns[i] + field);
    return sum;
}

static void start_at(const struct gaz_sharing *s, size_t field) {
    for (uint32_t i = 0; i < s->n; i++)
        if (!s->columns[i].is_given)
            s->columns[i].width = MAX(*(int64_t *)((char *)&s->columns[i] + field), 1);
}

/* widths between two wants, all at the same part of the way */
static void share_between(const struct gaz_sharing *s, int64_t room, size_t low, size_t high) {
    int64_t before = 0, placed = 0, least = sum_free(s, low), most = sum_free(s, high);
    for (uint32_t i = 0; i < s->n; i++) {
        struct gaz_table_column *c = &s->columns[i];
        int64_t from = *(int64_t *)((char *)c + low), to = *(int64_t *)((char *)c + high);
        if (c->is_given) continue;
        before += to - from;
        int64_t end = (room - least) * before / MAX(most - least, 1);
        c->width = MAX(from + end - placed, 1);
        placed = end;
    }
}

/* Words must be cut: figures are not, if that can be had. */
static void share_crowded(const struct gaz_sharing *s, int64_t room) {
    size_t least = offsetof(struct gaz_table_column, least),
           minimum = offsetof(struct gaz_table_column, minimum);
    if (sum_free(s, least) <= room) {
        share_between(s, room, least, minimum);
        return;
    }
    start_at(s, minimum);
    scale_columns(s->columns, s->n, false, MAX(room, 0));
}

static void give_widest(const struct gaz_sharing *s, int64_t rest) {
    uint32_t widest = 0;
    for (uint32_t i = 1; i < s->n; i++)
        if (!s->columns[i].is_given &&
            (s->columns[widest].is_given || s->columns[i].width > s->columns[widest].width))
            widest = i;
    if (!s->columns[widest].is_given) s->columns[widest].width += rest;
}

/* Gives `room` to the chosen columns alike; one that wants more has its `natural`. False, with nothing done,
 * when they want more than that together. */
static bool share_alike(const struct gaz_sharing *s, const bool *chosen, int64_t room) {
    bool *wants_more = g_new0(bool, s->n);
    uint32_t n = 0;
    int64_t left = room;
    for (uint32_t i = 0; i < s->n; i++)
        n += chosen[i];
    for (bool again = true; again && n > 0;) {
        again = false;
        for (uint32_t i = 0; i < s->n && n > 0; i++) {
            if (!chosen[i] || wants_more[i] || s->columns[i].natural <= left / n) continue;
            wants_more[i] = again = true;
            left -= s->columns[i].natural;
            n--;
        }
    }
    bool good = n > 0 && left >= 0;
    for (uint32_t i = 0; i < s->n && good; i++) {
        if (!chosen[i]) continue;
        int64_t share = wants_more[i] ? s->columns[i].natural : left / n;
        if (!wants_more[i]) left -= share, n--;
        s->columns[i].width = share;
    }
    g_free(wants_more);
    return good;
}

/* A form: the labels on one line each, the rest to what is to be filled in. */
static bool share_form(const struct gaz_sharing *s, int64_t room) {
    bool *chosen = g_new0(bool, s->n);
    for (uint32_t i = 0; i < s->n && s->is_form; i++) {
        const struct gaz_table_column *c = &s->columns[i];
        chosen[i] = c->to_fill && !c->is_given;
        room -= c->to_fill || c->is_given ? 0 : c->natural;
    }
    bool done = s->is_form && share_alike(s, chosen, room);
    for (uint32_t i = 0; i < s->n && done; i++)
        if (!chosen[i] && !s->columns[i].is_given) s->columns[i].width = s->columns[i].natural;
    g_free(chosen);
    return done;
}

static gint compare_widths(gconstpointer a, gconstpointer b) {
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

/* The width that so many per cent of the texts in columns [first, end) have at most; 0: there are none. */
static int64_t typical_width(const struct gaz_sharing *s, uint32_t first, uint32_t end, uint32_t per_cent) {
    GArray *widths = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (uint32_t i = s->first[first]; i < s->first[end]; i++) {
        int64_t width = s->setting->boxes[s->cells[i]].natural;
        if (width > 0) g_array_append_val(widths, width);
    }
    g_array_sort(widths, compare_widths);
    int64_t width = widths->len ? g_array_index(widths, int64_t, widths->len * per_cent / 100) : 0;
    g_array_unref(widths);
    return width;
}

/* A list of names: no column has labels (组长：), none has persons' names beside what these do, and their
 * texts are about as long as one another. */
static bool is_name_list(const struct gaz_sharing *s) {
    int64_t narrowest = INT64_MAX, widest = 0, name = (int64_t)LONG_NAME * s->typesetter->style->cell;
    bool all = s->setting->form == GAZ_FORM_BORDERLESS && s->n > 1;
    for (uint32_t c = 0; all && c < s->n; c++) {
        int64_t width = typical_width(s, c, c + 1, 50);
        all = !s->columns[c].is_given && width > 0 && (s->setting->gaps[c] > 0 || c + 1 == s->n);
        narrowest = MIN(narrowest, width);
        widest = MAX(widest, width);
    }
    return all && widest <= (narrowest > name ? ALIKE * narrowest : name + name / 4);
}

/* Columns of one width. The gap between them gives way to what nearly all texts need; what is longer is
 * turned over. False when a word would be cut for it. */
static bool share_equally(const struct gaz_sharing *s, int64_t room) {
    int64_t share = room / s->n, cell = s->typesetter->style->cell;
    int64_t left = share - typical_width(s, 0, s->n, NEARLY_ALL);
    gaz_len gap = (gaz_len)(left >= cell / 4 ? MIN(left, cell) : cell);
    for (uint32_t i = 0; i < s->n; i++)
        if (s->columns[i].minimum - s->setting->gaps[i] + gap > share) return false;
    for (uint32_t i = 0; i < s->n; i++) {
        s->columns[i].width = share;
        if (i + 1 < s->n) s->setting->gaps[i] = gap;
    }
    return true;
}

/* Each as wide as its longest name, when the gaps, of half a character and more, can give what that wants. */
static bool share_whole(const struct gaz_sharing *s, int64_t room) {
    int64_t cell = s->typesetter->style->cell;
    for (uint32_t i = 0; i < s->n; i++)
        room -= s->columns[i].natural - s->setting->gaps[i];
    int64_t gap = s->n > 1 ? room / (s->n - 1) : 0;
    if (gap < cell / 2 || gap >= cell) return false;
    for (uint32_t i = 0; i < s->n; i++) {
        s->columns[i].width = s->columns[i].natural - s->setting->gaps[i] + (i + 1 < s->n ? gap : 0);
        s->setting->gaps[i] = i + 1 < s->n ? (gaz_len)gap : 0;
    }
    return true;
}

/* Alike when each name is whole then, else each whole, else equally. */
static bool share_names(const struct gaz_sharing *s, int64_t room) {
    bool *chosen = g_new0(bool, s->n);
    for (uint32_t i = 0; i < s->n; i++)
        chosen[i] = true;
    bool done =
        is_name_list(s) && (share_alike(s, chosen, room) || share_whole(s, room) || share_equally(s, room));
    g_free(chosen);
    return done;
}

static void share_rest(struct gaz_sharing *s) {
    int64_t room = s->total;
    for (uint32_t i = 0; i < s->n; i++)
        room -= s->columns[i].is_given ? s->columns[i].width : 0;
    s->is_settled = share_form(s, room) || share_names(s, room);
    if (s->is_settled) return;
    int64_t minimum = sum_free(s, offsetof(struct gaz_table_column, minimum)),
            wish = sum_free(s, offsetof(struct gaz_table_column, wish));
    bool fills = s->setting->form != GAZ_FORM_BORDERLESS;
    if (!fills && sum_free(s, offsetof(struct gaz_table_column, natural)) <= room) {
        start_at(s, offsetof(struct gaz_table_column, natural));
    } else if (minimum >= room) {
        share_crowded(s, room);
    } else if (wish >= room) {
        share_between(s, room, offsetof(struct gaz_table_column, minimum),
                      offsetof(struct gaz_table_column, wish));
    } else {
        start_at(s, offsetof(struct gaz_table_column, wish));
        int64_t rest = share_steps(s, room - wish);
        if (fills)
            scale_columns(s->columns, s->n, false, room);
        else
            give_widest(s, rest);
    }
}

/* ---- the whole */

/* cells of one column each, ordered by column */
static void order_by_column(struct gaz_sharing *s, struct gaz_arena *arena) {
    const struct gaz_table *table = s->setting->table;
    s->first = GAZ_NEW_ARRAY(arena, uint32_t, s->n + 2);
    s->cells = GAZ_NEW_ARRAY(arena, uint32_t, table->n_cells + 1);
    uint32_t *next =
        s->first + 1; /* next[c]: where the next cell of column c goes; in the end first[c + 1] */
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].column_span == 1) s->first[table->cells[i].column + 2]++;
    for (uint32_t c = 1; c < s->n + 2; c++)
        s->first[c] += s->first[c - 1];
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].column_span == 1) s->cells[next[table->cells[i].column]++] = i;
}

static bool ends_with_colon(struct gaz_text text) {
    return text.n > 0 && text.chars[text.n - 1].ch == 0xFF1A;
}

/* BORDERLESS: a cell's width between columns; none where every text of a column ends with ：, which is half
 * blank */
static void choose_gaps(struct gaz_sharing *s) {
    struct gaz_table_setting *setting = s->setting;
    const struct gaz_table *table = setting->table;
    bool *has_colon = g_new0(bool, s->n), *has_other = g_new0(bool, s->n);
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        if (gaz_text_is_empty(cell->text) || cell->column_span > 1) continue;
        *(ends_with_colon(cell->text) ? &has_colon[cell->column] : &has_other[cell->column]) = true;
    }
    for (uint32_t c = 0; c + 1 < s->n; c++)
        setting->gaps[c] = has_colon[c] && !has_other[c] ? 0 : s->typesetter->style->cell;
    g_free(has_colon);
    g_free(has_other);
}

/* Boxed: the frame lies inside the measure. A narrower table is centred, a borderless one indented like a
 * paragraph. */
static void place_edges(const struct gaz_sharing *s) {
    struct gaz_table_setting *setting = s->setting;
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += s->columns[i].width;
    gaz_len frame = setting->form == GAZ_FORM_BOXED ? setting->frame : 0;
    int64_t x = frame / 2 + (s->total - sum) / 2;
    if (setting->form == GAZ_FORM_BORDERLESS) x = setting->measure - s->total;
    setting->edges[0] = (gaz_len)x;
    for (uint32_t i = 0; i < s->n; i++)
        setting->edges[i + 1] = (gaz_len)(x += s->columns[i].width);
}

/* A narrower picture is a lower one: that does not make a table better. */
static void keep_pictures(struct gaz_table_setting *setting) {
    for (uint32_t i = 0; i < setting->table->n_cells; i++) {
        const struct gaz_cell *cell = &setting->table->cells[i];
        for (uint32_t c = 0; cell->n_figures && c < cell->column_span; c++)
            setting->floors[cell->column + c] = 0;
    }
}

/* What has its wish keeps it, for phrases are not torn for height's sake; in a crowd words are kept. */
static void place_floors(const struct gaz_sharing *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        const struct gaz_table_column *c = &s->columns[i];
        int64_t least = c->width >= c->wish ? c->wish : MIN(c->minimum, c->width);
        s->setting->floors[i] = c->is_given || s->is_settled ? 0 : (gaz_len)MAX(least, 1);
    }
    keep_pictures(s->setting);
}

static int64_t width_between_grid_lines(const struct gaz_typesetter *typesetter,
                                        const struct gaz_table_setting *setting) {
    switch (setting->form) {
    case GAZ_FORM_BOXED:
        return MAX(setting->measure - setting->frame, 1);
    case GAZ_FORM_THREE_RULE:
        return setting->measure;
    case GAZ_FORM_BORDERLESS:
        break;
    }
    gaz_len indent = typesetter->style->indent;
    return setting->measure - (indent < setting->measure / 2 ? indent : 0);
}

/* what all columns want so that phrases stay whole, given widths or not */
static int64_t sum_wishes(const struct gaz_sharing *s) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += s->columns[i].wish;
    return sum;
}

void gaz_table_measure_columns(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    struct gaz_arena *arena = typesetter->arena;
    uint32_t n = setting->table->n_columns;
    struct gaz_sharing s = {.typesetter = typesetter, .setting = setting, .n = n};
    s.columns = GAZ_NEW_ARRAY(arena, struct gaz_table_column, n + 1);
    s.total = width_between_grid_lines(typesetter, setting);
    setting->edges = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->floors = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->gaps = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->decimals = GAZ_NEW_ARRAY(arena, struct gaz_decimal, n + 1);
    if (n == 0) return;
    if (setting->form == GAZ_FORM_BORDERLESS) choose_gaps(&s);
    gaz_columns_measure_to_fit(&s);
    take_given(&s);
    gaz_columns_find_form(&s);
    gaz_columns_collect_wants(&s);
    order_by_column(&s, arena);
    share_rest(&s);
    place_edges(&s);
    place_floors(&s);
    gaz_table_warn_narrow(typesetter, setting);
    if (setting->size == 0 || setting->size == setting->given.size)
        gaz_table_advise_turn(typesetter, setting, sum_wishes(&s));
}
