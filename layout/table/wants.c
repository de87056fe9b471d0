/* wants.c: what the cells of each column want: the least in which no word is cut, a modest width, their
 * longest line. A table of which figures would be cut is set smaller first. */
#include "layout/table/sharing.h"

#include "base/process/arena.h"
#include "layout/text/charclass.h"
#include "layout/text/context.h"
#include "layout/text/measure.h"

#include <glib.h>
#include <string.h>

enum {
    WISH = 6,     /* ems */
    SHORTEST = 2, /* ems of Chinese that a line should have; */
    SMALLEST = 4, /* points: no type is smaller, whatever is cut for it */
    FILL = 4,     /* ems: what is to be filled in has no less */
};

static gaz_len em_of(const struct gaz_sharing *s, const struct gaz_cell *cell) {
    struct gaz_paragraph_spec spec = gaz_cell_spec(s->setting, cell);
    return gaz_cell_em(s->typesetter, &spec);
}

static void measure_decimal(const struct gaz_sharing *s, const struct gaz_cell *cell,
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
static void measure_vertical(const struct gaz_sharing *s, const struct gaz_cell *cell,
                             struct gaz_cell_box *box) {
    uint32_t lines = 0, from = 0;
    struct gaz_text piece;
    while (gaz_cell_next_piece(cell->text, &from, &piece))
        lines++;
    gaz_len em = em_of(s, cell);
    box->minimum = box->natural = lines ? em + (gaz_len)MIN(lines - 1, 99) * s->setting->pitch : 0;
    box->area = box->natural;
}

/* What a cell's pictures want, or the photograph for which it is kept. */
static void measure_pictures(const struct gaz_sharing *s, const struct gaz_cell *cell,
                             struct gaz_cell_box *box) {
    struct gaz_photo photo = gaz_photo_place(s->typesetter->style, s->setting, cell);
    box->natural = box->minimum = photo.width;
    gaz_pictures_measure(s->typesetter, s->setting, cell, box);
}

static void measure_cell(const struct gaz_sharing *s, uint32_t index) {
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

/* spreads evenly over the span's free columns what they lack of `need`; field by field */
static void want_spread(struct gaz_table_column *columns, uint32_t n, int64_t need, size_t field) {
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
static bool is_empty_place(const struct gaz_sharing *s, const struct gaz_cell *cell) {
    bool empty = s->setting->form != GAZ_FORM_BORDERLESS && !cell->is_head && cell->n_figures == 0;
    for (uint32_t i = 0; empty && i < cell->text.n; i++)
        empty = g_unichar_isspace(cell->text.chars[i].ch);
    return empty;
}

/* Whether the table begins with a head, marked as one or not: a row with a text over each column. */
static bool has_head(const struct gaz_sharing *s) {
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
void gaz_columns_find_form(struct gaz_sharing *s) {
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
static void want_filled(const struct gaz_sharing *s, const struct gaz_cell *cell) {
    struct gaz_table_column *columns = &s->columns[cell->column];
    int64_t want =
        (int64_t)FILL * em_of(s, cell) + gaz_column_pads(s->setting, cell->column + cell->column_span);
    if (cell->column_span == 1 && !columns->to_fill) return;
    if (cell->column_span > 1) {
        if (s->is_form)
            want_spread(columns, cell->column_span, want, offsetof(struct gaz_table_column, minimum));
        return;
    }
    columns->wish = MAX(columns->wish, want);
    if (s->is_form) columns->minimum = MAX(columns->minimum, want);
}

/* the longest run of digits with their signs, marks and blanks, in characters */
static uint32_t longest_figure(struct gaz_text text) {
    uint32_t longest = 0, n = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        bool goes_on =
            n > 0 && ((ch < 0x80 && ch != 0 && strchr(".,%", (int)ch)) || gaz_is_group_blank(text, i));
        bool is_sign = gaz_char_is_one_of(ch, "+-±−") && gaz_char_is_digit(gaz_char_at(text, i + 1));
        n = gaz_char_is_digit(ch) || goes_on ? n + 1 : is_sign;
        longest = MAX(longest, n);
    }
    return longest;
}

/* Beside several rows: a portrait, or its place. A crowd does not make it narrower than a photograph. */
static int64_t portrait_of(const struct gaz_sharing *s, const struct gaz_cell *cell,
                           const struct gaz_cell_box *box) {
    const struct gaz_style *style = s->typesetter->style;
    bool is_portrait =
        cell->row_span > 1 && (cell->n_figures || gaz_photo_place(style, s->setting, cell).width);
    return is_portrait ? MIN(box->minimum, style->table_photo_width) : 0;
}

/* The least width in which no figure of the cell is cut, and no line is of one character. */
static int64_t least_of(const struct gaz_sharing *s, const struct gaz_cell *cell,
                        const struct gaz_cell_box *box) {
    int64_t em = em_of(s, cell), figure = MIN(longest_figure(cell->text), 99) * em / 2;
    const struct gaz_decimal *decimal = &s->setting->decimals[cell->column];
    int64_t least = MAX(figure, MIN((int64_t)box->natural, SHORTEST * em));
    least = MAX(least, portrait_of(s, cell, box));
    if (cell->is_vertical) return box->natural;
    return cell->align == GAZ_CELL_DECIMAL ? MAX(least, (int64_t)decimal->left + decimal->right) : least;
}

static void want_single(const struct gaz_sharing *s, const struct gaz_cell *cell,
                        const struct gaz_cell_box *box) {
    struct gaz_table_column *column = &s->columns[cell->column];
    const struct gaz_decimal *decimal = &s->setting->decimals[cell->column];
    int64_t blank = gaz_column_pads(s->setting, cell->column + 1);
    int64_t natural = MAX((int64_t)box->natural, (int64_t)decimal->left + decimal->right);
    int64_t minimum = cell->align == GAZ_CELL_DECIMAL ? natural : box->minimum;
    int64_t wish = MAX(minimum, MIN(natural, (int64_t)WISH * em_of(s, cell)));
    column->least = MAX(column->least, least_of(s, cell, box) + blank);
    column->minimum = MAX(column->minimum, minimum + blank);
    column->wish = MAX(column->wish, wish + blank);
    column->natural = MAX(column->natural, natural + blank);
}

static void want_spanning(const struct gaz_sharing *s, const struct gaz_cell *cell,
                          const struct gaz_cell_box *box) {
    struct gaz_table_column *columns = &s->columns[cell->column];
    int64_t blank = gaz_column_pads(s->setting, cell->column + cell->column_span);
    int64_t wish = MAX(box->minimum, MIN((int64_t)box->natural, (int64_t)WISH * em_of(s, cell)));
    want_spread(columns, cell->column_span, box->minimum + blank, offsetof(struct gaz_table_column, minimum));
    want_spread(columns, cell->column_span, wish + blank, offsetof(struct gaz_table_column, wish));
}

void gaz_columns_collect_wants(struct gaz_sharing *s) {
    const struct gaz_table *table = s->setting->table;
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].column_span == 1) want_single(s, &table->cells[i], &s->setting->boxes[i]);
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].column_span > 1) want_spanning(s, &table->cells[i], &s->setting->boxes[i]);
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (is_empty_place(s, &table->cells[i])) want_filled(s, &table->cells[i]);
    for (uint32_t i = 0; i < s->n; i++) {
        struct gaz_table_column *column = &s->columns[i];
        column->minimum = MIN(column->minimum, GAZ_MOST_TIMES * s->total);
        column->least = MIN(column->least, column->minimum);
        column->wish = CLAMP(column->wish, column->minimum, GAZ_MOST_TIMES * s->total);
        column->natural = CLAMP(column->natural, column->wish, GAZ_MOST_TIMES * s->total);
    }
}

/* ---- a table that is too wide */

/* Whether no figure of a column whose width is not given is cut when the type is `size` instead of `from`:
 * all that a column wants shrinks with it. */
static bool fits_at(const struct gaz_sharing *s, const int64_t *least, gaz_len size, gaz_len from) {
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

static gaz_len size_that_fits(const struct gaz_sharing *s, gaz_len from) {
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

static void measure_cells(const struct gaz_sharing *s) {
    memset(s->setting->boxes, 0, s->setting->table->n_cells * sizeof *s->setting->boxes);
    memset(s->setting->decimals, 0, s->n * sizeof *s->setting->decimals);
    for (uint32_t i = 0; i < s->setting->table->n_cells; i++)
        measure_cell(s, i);
}

/* Figures that would be cut make the whole table smaller. */
void gaz_columns_measure_to_fit(const struct gaz_sharing *s) {
    gaz_len from = s->setting->given.size;
    measure_cells(s);
    if (s->setting->form == GAZ_FORM_BORDERLESS) return;
    gaz_len size = size_that_fits(s, from);
    if (size >= from) return;
    gaz_table_set_size(s->typesetter->style, s->setting, size);
    measure_cells(s);
    gaz_table_warn_smaller(s->typesetter, s->setting);
}
