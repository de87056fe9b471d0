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
#include "layout/table/setting.h"

#include "base/arena.h"
#include "base/diag.h"
#include "layout/text/charclass.h"
#include "layout/text/measure.h"

#include <glib.h>
#include <string.h>

enum {
    WISH = 6,         /* ems */
    STEPS = 128,      /* of step 3, at most */
    FINE = 16,        /* parts of a line that cost counts */
    MOST = 16 * 1024, /* parts of a line that one cell counts at most */
    MOST_TIMES = 4,   /* the table's width: no column is taken to want more, so that products stay small */
    SHORTEST = 2,     /* ems of Chinese that a line should have; */
    SMALLEST = 4,     /* points: no type is smaller, whatever is cut for it */
    FILL = 4,         /* ems: what is to be filled in has no less */
    NEARLY_ALL = 90,  /* per cent of a list's texts */
    LONG_NAME = 4,    /* cells: of a person's name, mostly */
    ALIKE = 3,        /* the texts of a list's columns are alike when none is so many times another's */
};

struct column {
    int64_t least, minimum, wish, natural; /* pads included; least: without figures cut */
    int64_t width;
    bool is_given;
    bool to_fill; /* half of its cells or more are empty */
};

struct sharing {
    const struct gaz_typesetter *typesetter;
    struct gaz_table_setting *setting;
    struct column *columns;
    uint32_t n;
    int64_t total;   /* between the outer grid lines */
    uint32_t *first; /* n + 1: of the cells of each column in `cells` */
    uint32_t *cells; /* cells of one column, by column */
    bool is_form;
    bool is_settled; /* the widths are a form's or a list's: not moved for the table's height */
};

/* ---- what the cells want */

static gaz_len em_of(const struct sharing *s, const struct gaz_cell *cell) {
    struct gaz_paragraph_spec spec = gaz_cell_spec(s->setting, cell);
    return gaz_cell_em(s->typesetter, &spec);
}

static void measure_decimal(const struct sharing *s, const struct gaz_cell *cell,
                            struct gaz_paragraph_spec spec) {
    struct gaz_decimal *decimal = &s->setting->decimals[cell->column];
    uint32_t n_left;
    if (!gaz_decimal_place(spec.text, &n_left)) return;
    gaz_len whole = gaz_text_width(s->typesetter, &spec);
    spec.text = gaz_text_slice(spec.text, 0, n_left);
    gaz_len left = n_left ? gaz_text_width(s->typesetter, &spec) : 0;
    decimal->left = MAX(decimal->left, left);
    decimal->right = MAX(decimal->right, whole - left);
}

/* upright text: as many lines as forced line ends make, one em each */
static void measure_vertical(const struct sharing *s, const struct gaz_cell *cell, struct gaz_cell_box *box) {
    uint32_t lines = 0, from = 0;
    struct gaz_text piece;
    while (gaz_cell_next_piece(cell->text, &from, &piece))
        lines++;
    gaz_len em = em_of(s, cell);
    box->minimum = box->natural = lines ? em + (gaz_len)MIN(lines - 1, 99) * s->setting->pitch : 0;
    box->area = box->natural;
}

/* What a cell's pictures want, or the photograph for which it is kept. */
static void measure_pictures(const struct sharing *s, const struct gaz_cell *cell, struct gaz_cell_box *box) {
    struct gaz_photo photo = gaz_photo_place(s->typesetter->style, s->setting, cell);
    box->natural = box->minimum = photo.width;
    gaz_pictures_measure(s->typesetter, s->setting, cell, box);
}

static void measure_cell(const struct sharing *s, uint32_t index) {
    const struct gaz_cell *cell = &s->setting->table->cells[index];
    struct gaz_cell_box *box = &s->setting->boxes[index];
    measure_pictures(s, cell, box);
    if (cell->is_vertical && cell->n_figures == 0) {
        measure_vertical(s, cell, box);
        return;
    }
    struct gaz_paragraph_spec spec = gaz_cell_spec(s->setting, cell);
    spec.measure = (gaz_len)s->total; /* a word that is wider than its line would be cut into letters */
    uint32_t from = 0;
    while (gaz_cell_next_piece(cell->text, &from, &spec.text)) {
        gaz_len width = gaz_text_width(s->typesetter, &spec);
        gaz_len minimum = gaz_text_min_width(s->typesetter, &spec);
        box->natural = MAX(box->natural, MAX(width, minimum));
        box->minimum = MAX(box->minimum, minimum);
        box->area += width;
        if (cell->align == GAZ_CELL_DECIMAL && cell->column_span == 1) measure_decimal(s, cell, spec);
    }
}

/* blank at both sides of a text over columns [from, end) */
static int64_t pads(const struct gaz_table_setting *setting, uint32_t end) {
    return setting->form == GAZ_FORM_BORDERLESS ? setting->gaps[end - 1] : 2 * (int64_t)setting->inset_x;
}

/* spreads evenly over the span's free columns what they lack of `need`; field by field */
static void want_spread(struct column *columns, uint32_t n, int64_t need, size_t field) {
    uint32_t free_columns = 0;
    for (uint32_t i = 0; i < n; i++) {
        need -= columns[i].is_given ? columns[i].width : *(int64_t *)((char *)&columns[i] + field);
        free_columns += !columns[i].is_given;
    }
    for (uint32_t i = 0; i < n && need > 0 && free_columns > 0; i++) {
        if (columns[i].is_given) continue;
        int64_t share = need / free_columns--;
        *(int64_t *)((char *)&columns[i] + field) += share;
        need -= share;
    }
}

/* a cell of a ruled table without text: somebody is to write in it, or nothing is to be said */
static bool is_empty_place(const struct sharing *s, const struct gaz_cell *cell) {
    bool empty = s->setting->form != GAZ_FORM_BORDERLESS && !cell->is_head && cell->n_figures == 0;
    for (uint32_t i = 0; empty && i < cell->text.n; i++)
        empty = g_unichar_isspace(cell->text.chars[i].ch);
    return empty;
}

/* Whether the table begins with a head, marked as one or not: a row with a text over each column. */
static bool has_head(const struct sharing *s) {
    const struct gaz_table *table = s->setting->table;
    uint32_t n_texts = 0;
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        n_texts +=
            cell->row == 0 && cell->row_span == 1 && cell->column_span == 1 && !is_empty_place(s, cell);
    }
    return table->n_header_rows > 0 || n_texts == s->n;
}

/* What the labels of a form leave, people fill in: half of the cells below the head, or beside the labels,
 * are empty. A table with a head is a form when that goes for half of its columns. */
static void find_form(struct sharing *s) {
    const struct gaz_table *table = s->setting->table;
    uint32_t *n_cells = g_new0(uint32_t, s->n), *n_empty = g_new0(uint32_t, s->n), n_fill = 0;
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        if (cell->column_span > 1 || cell->is_head) continue;
        n_cells[cell->column]++;
        n_empty[cell->column] += is_empty_place(s, cell);
    }
    for (uint32_t c = 0; c < s->n; c++) {
        s->columns[c].to_fill = n_empty[c] > 0 && n_empty[c] * 2 >= n_cells[c];
        n_fill += s->columns[c].to_fill;
    }
    s->is_form = n_fill > 0 && (!has_head(s) || n_fill * 2 >= s->n);
    g_free(n_cells);
    g_free(n_empty);
}

/* What is to be filled in has FILL ems; in a crowded table that is no form less. */
static void want_filled(const struct sharing *s, const struct gaz_cell *cell) {
    struct column *columns = &s->columns[cell->column];
    int64_t want = (int64_t)FILL * em_of(s, cell) + pads(s->setting, cell->column + cell->column_span);
    if (cell->column_span == 1 && !columns->to_fill) return;
    if (cell->column_span > 1) {
        if (s->is_form) want_spread(columns, cell->column_span, want, offsetof(struct column, minimum));
        return;
    }
    columns->wish = MAX(columns->wish, want);
    if (s->is_form) columns->minimum = MAX(columns->minimum, want);
}

/* the longest run of digits and their marks, in characters */
static uint32_t longest_figure(struct gaz_text text) {
    uint32_t longest = 0, n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        n = gaz_char_is_digit(ch) || (n > 0 && ch < 0x80 && strchr(".,%", (int)ch)) ? n + 1 : 0;
        longest = MAX(longest, n);
    }
    return longest;
}

/* Beside several rows: a portrait, or its place. A crowd does not make it narrower than a photograph. */
static int64_t portrait_of(const struct sharing *s, const struct gaz_cell *cell,
                           const struct gaz_cell_box *box) {
    const struct gaz_style *style = s->typesetter->style;
    bool is_portrait =
        cell->row_span > 1 && (cell->n_figures || gaz_photo_place(style, s->setting, cell).width);
    return is_portrait ? MIN(box->minimum, style->table_photo_width) : 0;
}

/* The least width in which no figure of the cell is cut, and no line is of one character. */
static int64_t least_of(const struct sharing *s, const struct gaz_cell *cell,
                        const struct gaz_cell_box *box) {
    int64_t em = em_of(s, cell), figure = MIN(longest_figure(cell->text), 99) * em / 2;
    const struct gaz_decimal *decimal = &s->setting->decimals[cell->column];
    int64_t least = MAX(figure, MIN((int64_t)box->natural, SHORTEST * em));
    least = MAX(least, portrait_of(s, cell, box));
    if (cell->is_vertical) return box->natural;
    return cell->align == GAZ_CELL_DECIMAL ? MAX(least, (int64_t)decimal->left + decimal->right) : least;
}

static void want_single(const struct sharing *s, const struct gaz_cell *cell,
                        const struct gaz_cell_box *box) {
    struct column *column = &s->columns[cell->column];
    const struct gaz_decimal *decimal = &s->setting->decimals[cell->column];
    int64_t blank = pads(s->setting, cell->column + 1);
    int64_t natural = MAX((int64_t)box->natural, (int64_t)decimal->left + decimal->right);
    int64_t minimum = cell->align == GAZ_CELL_DECIMAL ? natural : box->minimum;
    int64_t wish = MAX(minimum, MIN(natural, (int64_t)WISH * em_of(s, cell)));
    column->least = MAX(column->least, least_of(s, cell, box) + blank);
    column->minimum = MAX(column->minimum, minimum + blank);
    column->wish = MAX(column->wish, wish + blank);
    column->natural = MAX(column->natural, natural + blank);
}

static void want_spanning(const struct sharing *s, const struct gaz_cell *cell,
                          const struct gaz_cell_box *box) {
    struct column *columns = &s->columns[cell->column];
    int64_t blank = pads(s->setting, cell->column + cell->column_span);
    int64_t wish = MAX(box->minimum, MIN((int64_t)box->natural, (int64_t)WISH * em_of(s, cell)));
    want_spread(columns, cell->column_span, box->minimum + blank, offsetof(struct column, minimum));
    want_spread(columns, cell->column_span, wish + blank, offsetof(struct column, wish));
}

static void collect_wants(struct sharing *s) {
    const struct gaz_table *table = s->setting->table;
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].column_span == 1) want_single(s, &table->cells[i], &s->setting->boxes[i]);
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].column_span > 1) want_spanning(s, &table->cells[i], &s->setting->boxes[i]);
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (is_empty_place(s, &table->cells[i])) want_filled(s, &table->cells[i]);
    for (uint32_t i = 0; i < s->n; i++) {
        struct column *column = &s->columns[i];
        column->minimum = MIN(column->minimum, MOST_TIMES * s->total);
        column->least = MIN(column->least, column->minimum);
        column->wish = CLAMP(column->wish, column->minimum, MOST_TIMES * s->total);
        column->natural = CLAMP(column->natural, column->wish, MOST_TIMES * s->total);
    }
}

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
static void scale_columns(struct column *columns, uint32_t n, bool given, int64_t target) {
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
static void take_given(struct sharing *s) {
    const struct gaz_table *table = s->setting->table;
    int64_t given = 0, minimum = 0;
    uint32_t n_free = 0;
    bool has_share = false;
    for (uint32_t i = 0; i < s->n; i++) {
        struct gaz_width width = table->widths ? table->widths[i] : (struct gaz_width){0};
        int64_t wide = gaz_width_resolve(s->typesetter->style, width, (gaz_len)s->total);
        s->columns[i].width = CLAMP(wide, 0, MOST_TIMES * s->total);
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

static int64_t column_cost(const struct sharing *s, uint32_t column, int64_t width) {
    int64_t inner = MAX(width - pads(s->setting, column + 1), 1), cost = 0;
    for (uint32_t i = s->first[column]; i < s->first[column + 1]; i++) {
        int64_t lines = MIN(s->setting->boxes[s->cells[i]].area * FINE / inner, MOST);
        cost += lines * lines * lines;
    }
    return cost;
}

static int64_t step_gain(const struct sharing *s, uint32_t column, int64_t step) {
    const struct column *c = &s->columns[column];
    if (c->is_given || c->width >= c->natural) return 0;
    return column_cost(s, column, c->width) - column_cost(s, column, c->width + step);
}

/* step 3; gives what no column wants back */
static int64_t share_steps(const struct sharing *s, int64_t rest) {
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

static int64_t sum_free(const struct sharing *s, size_t field) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += s->columns[i].is_given ? 0 : *(int64_t *)((char *)&s->columns[i] + field);
    return sum;
}

static void start_at(const struct sharing *s, size_t field) {
    for (uint32_t i = 0; i < s->n; i++)
        if (!s->columns[i].is_given)
            s->columns[i].width = MAX(*(int64_t *)((char *)&s->columns[i] + field), 1);
}

/* widths between two wants, all at the same part of the way */
static void share_between(const struct sharing *s, int64_t room, size_t low, size_t high) {
    int64_t before = 0, placed = 0, least = sum_free(s, low), most = sum_free(s, high);
    for (uint32_t i = 0; i < s->n; i++) {
        struct column *c = &s->columns[i];
        int64_t from = *(int64_t *)((char *)c + low), to = *(int64_t *)((char *)c + high);
        if (c->is_given) continue;
        before += to - from;
        int64_t end = (room - least) * before / MAX(most - least, 1);
        c->width = MAX(from + end - placed, 1);
        placed = end;
    }
}

/* Words must be cut: figures are not, if that can be had. */
static void share_crowded(const struct sharing *s, int64_t room) {
    size_t least = offsetof(struct column, least), minimum = offsetof(struct column, minimum);
    if (sum_free(s, least) <= room) {
        share_between(s, room, least, minimum);
        return;
    }
    start_at(s, minimum);
    scale_columns(s->columns, s->n, false, MAX(room, 0));
}

static void give_widest(const struct sharing *s, int64_t rest) {
    uint32_t widest = 0;
    for (uint32_t i = 1; i < s->n; i++)
        if (!s->columns[i].is_given &&
            (s->columns[widest].is_given || s->columns[i].width > s->columns[widest].width))
            widest = i;
    if (!s->columns[widest].is_given) s->columns[widest].width += rest;
}

/* Gives `room` to the chosen columns alike; one that wants more has its `natural`. False, with nothing done,
 * when they want more than that together. */
static bool share_alike(const struct sharing *s, const bool *chosen, int64_t room) {
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
static bool share_form(const struct sharing *s, int64_t room) {
    bool *chosen = g_new0(bool, s->n);
    for (uint32_t i = 0; i < s->n && s->is_form; i++) {
        const struct column *c = &s->columns[i];
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
static int64_t typical_width(const struct sharing *s, uint32_t first, uint32_t end, uint32_t per_cent) {
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
static bool is_name_list(const struct sharing *s) {
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
static bool share_equally(const struct sharing *s, int64_t room) {
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
static bool share_whole(const struct sharing *s, int64_t room) {
    int64_t cell = s->typesetter->style->cell;
    for (uint32_t i = 0; i < s->n; i++)
        room -= s->columns[i].natural - s->setting->gaps[i];
    int64_t gap = room / (s->n - 1);
    if (gap < cell / 2 || gap >= cell) return false;
    for (uint32_t i = 0; i < s->n; i++) {
        s->columns[i].width = s->columns[i].natural - s->setting->gaps[i] + (i + 1 < s->n ? gap : 0);
        s->setting->gaps[i] = i + 1 < s->n ? (gaz_len)gap : 0;
    }
    return true;
}

/* Alike when each name is whole then, else each whole, else equally. */
static bool share_names(const struct sharing *s, int64_t room) {
    bool *chosen = g_new0(bool, s->n);
    for (uint32_t i = 0; i < s->n; i++)
        chosen[i] = true;
    bool done =
        is_name_list(s) && (share_alike(s, chosen, room) || share_whole(s, room) || share_equally(s, room));
    g_free(chosen);
    return done;
}

static void share_rest(struct sharing *s) {
    int64_t room = s->total;
    for (uint32_t i = 0; i < s->n; i++)
        room -= s->columns[i].is_given ? s->columns[i].width : 0;
    s->is_settled = share_form(s, room) || share_names(s, room);
    if (s->is_settled) return;
    int64_t minimum = sum_free(s, offsetof(struct column, minimum)),
            wish = sum_free(s, offsetof(struct column, wish));
    bool fills = s->setting->form != GAZ_FORM_BORDERLESS;
    if (!fills && sum_free(s, offsetof(struct column, natural)) <= room) {
        start_at(s, offsetof(struct column, natural));
    } else if (minimum >= room) {
        share_crowded(s, room);
    } else if (wish >= room) {
        share_between(s, room, offsetof(struct column, minimum), offsetof(struct column, wish));
    } else {
        start_at(s, offsetof(struct column, wish));
        int64_t rest = share_steps(s, room - wish);
        if (fills)
            scale_columns(s->columns, s->n, false, room);
        else
            give_widest(s, rest);
    }
}

/* ---- the whole */

/* cells of one column each, ordered by column */
static void order_by_column(struct sharing *s, struct gaz_arena *arena) {
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
static void choose_gaps(struct sharing *s) {
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
static void place_edges(const struct sharing *s) {
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
static void place_floors(const struct sharing *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        const struct column *c = &s->columns[i];
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
static int64_t sum_wishes(const struct sharing *s) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += s->columns[i].wish;
    return sum;
}

/* ---- a table that is too wide */

/* Whether no figure of a column whose width is not given is cut when the type is `size` instead of `from`:
 * all that a column wants shrinks with it. */
static bool fits_at(const struct sharing *s, const int64_t *least, gaz_len size, gaz_len from) {
    int64_t room = s->total, wants = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        struct gaz_width width =
            s->setting->table->widths ? s->setting->table->widths[i] : (struct gaz_width){0};
        int64_t given = gaz_width_resolve(s->typesetter->style, width, (gaz_len)s->total);
        int64_t want = least[i] * size / from + s->setting->rule;
        room -= given;
        wants += given > 0 ? 0 : want;
    }
    return wants <= MAX(room, 0);
}

static gaz_len size_that_fits(const struct sharing *s, gaz_len from) {
    int64_t *least = g_new0(int64_t, s->n);
    const struct gaz_table *table = s->setting->table;
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        if (cell->column_span > 1) continue;
        int64_t want = least_of(s, cell, &s->setting->boxes[i]) + 2 * (int64_t)s->setting->given.pad_x;
        least[cell->column] = MAX(least[cell->column], want);
    }
    gaz_len size = from;
    while (size > SMALLEST * GAZ_POINT && !fits_at(s, least, size, from))
        size -= GAZ_POINT / 2;
    g_free(least);
    return MAX(size, MIN(SMALLEST * GAZ_POINT, from));
}

static void measure_cells(const struct sharing *s) {
    memset(s->setting->boxes, 0, s->setting->table->n_cells * sizeof *s->setting->boxes);
    memset(s->setting->decimals, 0, s->n * sizeof *s->setting->decimals);
    for (uint32_t i = 0; i < s->setting->table->n_cells; i++)
        measure_cell(s, i);
}

/* Figures that would be cut make the whole table smaller. */
static void measure_to_fit(const struct sharing *s) {
    gaz_len from = s->setting->given.size;
    measure_cells(s);
    if (s->setting->form == GAZ_FORM_BORDERLESS) return;
    gaz_len size = size_that_fits(s, from);
    if (size >= from) return;
    gaz_table_set_size(s->typesetter->style, s->setting, size);
    measure_cells(s);
    gaz_table_warn_smaller(s->typesetter, s->setting);
}

void gaz_table_measure_columns(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    struct gaz_arena *arena = typesetter->arena;
    uint32_t n = setting->table->n_columns;
    struct sharing s = {.typesetter = typesetter, .setting = setting, .n = n};
    s.columns = GAZ_NEW_ARRAY(arena, struct column, n + 1);
    s.total = width_between_grid_lines(typesetter, setting);
    setting->edges = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->floors = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->gaps = GAZ_NEW_ARRAY(arena, gaz_len, n + 1);
    setting->decimals = GAZ_NEW_ARRAY(arena, struct gaz_decimal, n + 1);
    if (n == 0) return;
    if (setting->form == GAZ_FORM_BORDERLESS) choose_gaps(&s);
    measure_to_fit(&s);
    take_given(&s);
    find_form(&s);
    collect_wants(&s);
    order_by_column(&s, arena);
    share_rest(&s);
    place_edges(&s);
    place_floors(&s);
    gaz_table_warn_narrow(typesetter, setting);
    if (setting->size == 0 || setting->size == setting->given.size)
        gaz_table_advise_turn(typesetter, setting, sum_wishes(&s));
}
