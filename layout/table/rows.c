/* rows.c: every cell is set to its width, and the heights of the rows follow.
 *
 * A cell becomes strips: a set line each, or of upright text (竖排) a character or number each. So a cell
 * that is taller than a page can be parted anywhere, in either direction of writing, by one rule: between
 * strips.
 */
#include "layout/table/setting.h"

#include "base/process/arena.h"
#include "layout/text/charclass.h"
#include "layout/text/measure.h"
#include "layout/text/spread.h"
#include "layout/text/vertical.h"
#include "layout/title/title.h"

#include <glib.h>
#include <string.h>

enum {
    ASCENT = 88,          /* of 100: the part of a Chinese em above the baseline */
    MOST_UPRIGHT = 4,     /* upright lines side by side; and … */
    JUSTIFIED_FROM = 12,  /* ems; narrower texts would be torn open between few characters; … */
    LIST_FROM = 16,       /* … those of a list are read as names, and stay as they are */
    HEAD_PART = 3,        /* of a page: a picture in a header row is no higher */
    TALLEST_UPRIGHT = 16, /* … ems of each; else forced line ends in upright text are not followed */
};

/* ---- texts */

static enum gaz_setting setting_of(const struct gaz_cell *cell) {
    switch (cell->align) {
    case GAZ_CELL_DEFAULT:
        return cell->is_head ? GAZ_SET_CENTER : GAZ_SET_JUSTIFIED;
    case GAZ_CELL_LEFT:
        return GAZ_SET_JUSTIFIED;
    case GAZ_CELL_CENTER:
        return GAZ_SET_CENTER;
    case GAZ_CELL_RIGHT:
        return GAZ_SET_RIGHT;
    case GAZ_CELL_DECIMAL:
        return GAZ_SET_LEFT;
    }
    return GAZ_SET_LEFT;
}

struct gaz_paragraph_spec gaz_cell_spec(const struct gaz_table_setting *setting,
                                        const struct gaz_cell *cell) {
    enum gaz_role_id role = cell->is_head ? GAZ_ROLE_TABLE_HEAD : GAZ_ROLE_TABLE;
    if (setting->form == GAZ_FORM_BORDERLESS) role = GAZ_ROLE_BODY;
    return (struct gaz_paragraph_spec){.text = cell->text,
                                       .role = role,
                                       .heading_role = role,
                                       .setting = setting_of(cell),
                                       .size = cell->is_head ? setting->head_size : setting->size,
                                       .keeps_units = true,
                                       .breaker = gaz_break_cell};
}

bool gaz_cell_next_piece(struct gaz_text text, uint32_t *from, struct gaz_text *piece) {
    if (*from >= text.n) return false;
    uint32_t end = *from;
    while (end < text.n && text.chars[end].ch != '\n')
        end++;
    *piece = gaz_text_slice(text, *from, end - *from);
    *from = end + 1;
    return true;
}

static bool is_digit_at(struct gaz_text text, uint32_t i) {
    return i < text.n && gaz_char_is_digit(text.chars[i].ch);
}

static bool is_point(uint32_t ch) {
    return ch == '.' || ch == 0xFF0E;
}

bool gaz_decimal_place(struct gaz_text text, uint32_t *n_left) {
    bool found = false;
    for (uint32_t i = 0; i < text.n; i++) {
        bool digit = is_digit_at(text, i);
        if (i > 0 && is_point(text.chars[i].ch) && is_digit_at(text, i - 1) && is_digit_at(text, i + 1)) {
            *n_left = i;
            return true;
        }
        if (digit)
            *n_left = i + 1;
        else if (found && text.chars[i].ch != ',')
            break;
        found |= digit;
    }
    return found;
}

/* ---- strips */

void gaz_strips_add(struct gaz_strips *s, const struct gaz_line *line, gaz_len height, gaz_len x, gaz_len y) {
    struct gaz_cell_box *box = s->box;
    size_t n = box->n_strips;
    struct gaz_cell_strip *strip = GAZ_PUSH(s->typesetter->arena, box->strips, n, s->capacity);
    box->n_strips = (uint32_t)n;
    *strip = (struct gaz_cell_strip){line->items, line->n_items, x, y, box->height, height, true};
    box->height += height;
}

/* align=".": how far a line is moved right so that its point stands under the others; a text without number,
 * and all of them when the column is too narrow, are centred */
static gaz_len decimal_shift(const struct gaz_strips *s, struct gaz_paragraph_spec spec,
                             const struct gaz_decimal *decimal, const struct gaz_line *line) {
    struct gaz_text text = gaz_text_slice(spec.text, line->first_char, line->n_chars);
    uint32_t n_left;
    gaz_len loose = MAX(spec.measure - line->width, 0);
    if (!gaz_decimal_place(text, &n_left) || decimal->left + decimal->right > spec.measure) return loose / 2;
    spec.text = gaz_text_slice(text, 0, n_left);
    gaz_len left = n_left ? gaz_text_width(s->typesetter, &spec) : 0;
    return CLAMP((spec.measure - decimal->left - decimal->right) / 2 + decimal->left - left, 0, loose);
}

/* Each line stands in the middle of its pitch; in a list at its top, on the grid of the body's lines. */
void gaz_strips_add_lines(struct gaz_strips *s, const struct gaz_table_setting *setting,
                          const struct gaz_cell *cell, struct gaz_paragraph_spec spec) {
    struct gaz_paragraph paragraph = gaz_paragraph_set(s->typesetter, &spec);
    gaz_len size = gaz_cell_em(s->typesetter, &spec);
    gaz_len above = setting->form == GAZ_FORM_BORDERLESS ? 0 : (setting->pitch - size) / 2;
    gaz_len baseline = above + gaz_scale(size, ASCENT, 100);
    bool decimal = cell && cell->align == GAZ_CELL_DECIMAL;
    for (uint32_t i = 0; i < paragraph.n_lines; i++) {
        const struct gaz_line *line = &paragraph.lines[i];
        gaz_len x = decimal ? decimal_shift(s, spec, &setting->decimals[cell->column], line) : 0;
        gaz_strips_add(s, line, setting->pitch, x, baseline);
    }
}

static void set_upright(struct gaz_strips *s, struct gaz_paragraph_spec spec) {
    struct gaz_text text = spec.text;
    bool continues = false;
    for (uint32_t i = 0; i < text.n; i += spec.text.n) {
        spec.text = gaz_text_slice(text, i, gaz_upright_piece(text, i));
        if (text.chars[i].ch == '\n') {
            continues = false;
            continue;
        }
        gaz_len height = 0;
        struct gaz_line line = gaz_text_vertical(s->typesetter, &spec, &height);
        gaz_strips_add(s, &line, height, spec.measure / 2, 0);
        s->box->strips[s->box->n_strips - 1].begins_line = !continues;
        continues = true;
    }
}

static void add_upright_line(struct gaz_strips *s, struct gaz_paragraph_spec *spec, gaz_len x,
                             GArray *items) {
    gaz_len height = 0;
    struct gaz_line line = gaz_text_vertical(s->typesetter, spec, &height);
    for (uint32_t i = 0; i < line.n_items; i++) {
        struct gaz_item item = line.items[i];
        item.x += x;
        g_array_append_val(items, item);
    }
    s->box->height = MAX(s->box->height, height);
}

/* Few short upright lines stand side by side, the first at the right; they are one strip. */
static void set_upright_lines(struct gaz_strips *s, const struct gaz_table_setting *setting,
                              struct gaz_paragraph_spec spec, uint32_t n) {
    struct gaz_text text = spec.text;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct gaz_item));
    gaz_len x = spec.measure / 2 + (gaz_len)(n - 1) * setting->pitch / 2;
    uint32_t from = 0;
    for (; gaz_cell_next_piece(text, &from, &spec.text); x -= setting->pitch)
        add_upright_line(s, &spec, x, items);
    struct gaz_line line = {.n_items = items->len};
    line.items = GAZ_NEW_ARRAY(s->typesetter->arena, struct gaz_item, items->len + 1);
    for (uint32_t i = 0; i < items->len; i++)
        line.items[i] = g_array_index(items, struct gaz_item, i);
    g_array_free(items, TRUE);
    gaz_len height = (gaz_len)s->box->height;
    s->box->height = 0;
    gaz_strips_add(s, &line, height, 0, 0);
}

static void set_vertical(struct gaz_strips *s, const struct gaz_table_setting *setting,
                         struct gaz_paragraph_spec spec) {
    uint32_t n = 0, longest = 0, from = 0;
    struct gaz_text piece;
    while (gaz_cell_next_piece(spec.text, &from, &piece)) {
        n++;
        longest = MAX(longest, piece.n);
    }
    if (n > 1 && n <= MOST_UPRIGHT && longest <= TALLEST_UPRIGHT)
        set_upright_lines(s, setting, spec, n);
    else
        set_upright(s, spec);
}

/* The blank at the sides gives way before a word must be parted, and in a centred cell before a line must be.
 */
static void choose_inner(const struct gaz_table_setting *setting, const struct gaz_cell *cell,
                         enum gaz_setting how, struct gaz_cell_box *box) {
    uint32_t end = cell->column + cell->column_span;
    gaz_len width = setting->edges[end] - setting->edges[cell->column];
    if (setting->form == GAZ_FORM_BORDERLESS) {
        box->inner = MAX(width - setting->gaps[end - 1], 1);
        return;
    }
    gaz_len least = MIN(setting->inset_x, setting->rule + setting->rule / 2);
    bool one_line = how == GAZ_SET_CENTER && box->natural <= width - 2 * least;
    gaz_len wanted = one_line ? box->natural : box->minimum;
    box->left = CLAMP((width - wanted) / 2, least, setting->inset_x);
    box->inner = MAX(width - 2 * box->left, 1);
}

static bool is_all_han(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_class_of(text.chars[i].ch) != GAZ_CLASS_HAN) return false;
    return text.n > 1;
}

/* every line that the source ends is of Han alone */
static bool is_all_han_lines(struct gaz_text text) {
    struct gaz_text piece;
    bool all = text.n > 0;
    for (uint32_t from = 0; all && gaz_cell_next_piece(text, &from, &piece);)
        all = is_all_han(piece);
    return all;
}

/* 表头均排 (C-12): a head of few Han is spread to the style's width, as far as the cell has it, and each of
 * its lines to the same. False: not such a head. */
static bool set_spread(struct gaz_strips *s, const struct gaz_table_setting *setting,
                       const struct gaz_cell *cell, struct gaz_paragraph_spec spec) {
    gaz_len width = MIN(s->typesetter->style->table_head_spread, spec.measure);
    struct gaz_text text = spec.text;
    if (!cell->is_head || spec.setting != GAZ_SET_CENTER || s->box->natural > width ||
        !is_all_han_lines(text))
        return false;
    gaz_len x = (spec.measure - width) / 2, size = gaz_cell_em(s->typesetter, &spec);
    spec.measure = width;
    for (uint32_t from = 0; gaz_cell_next_piece(text, &from, &spec.text);) {
        struct gaz_line line = gaz_text_spread(s->typesetter, &spec);
        gaz_strips_add(s, &line, setting->pitch, x,
                       (setting->pitch - size) / 2 + gaz_scale(size, ASCENT, 100));
    }
    return true;
}

/* A name of two characters, a label: its first characters spread, the rest behind them as it is. False: it
 * is none, or it has no room. */
static bool set_opened(struct gaz_strips *s, const struct gaz_table_setting *setting,
                       const struct gaz_cell *cell, struct gaz_paragraph_spec spec) {
    gaz_len width = 0, room = spec.measure, size = gaz_cell_em(s->typesetter, &spec);
    uint32_t n = gaz_names_spread(setting, cell, &width);
    if (n == 0) return false;
    struct gaz_paragraph_spec rest = spec;
    rest.text = gaz_text_slice(spec.text, n, spec.text.n - n);
    gaz_len behind = rest.text.n ? gaz_text_width(s->typesetter, &rest) : 0;
    spec.text = gaz_text_slice(spec.text, 0, n);
    width = MAX(width, gaz_text_width(s->typesetter, &spec));
    if (width + behind > room) return false;
    spec.measure = rest.measure = rest.first_indent = width;
    struct gaz_line lines[] = {gaz_text_spread(s->typesetter, &spec), gaz_text_spread(s->typesetter, &rest)};
    struct gaz_line both = {.n_items = lines[0].n_items + lines[1].n_items};
    both.items = GAZ_NEW_ARRAY(s->typesetter->arena, struct gaz_item, both.n_items + 1);
    memcpy(both.items, lines[0].items, lines[0].n_items * sizeof *both.items);
    if (lines[1].n_items)
        memcpy(both.items + lines[0].n_items, lines[1].items, lines[1].n_items * sizeof *both.items);
    gaz_strips_add(s, &both, setting->pitch, 0, gaz_scale(size, ASCENT, 100));
    return true;
}

/* Where the editor made the column narrower than a photograph its place is as much lower. */
static void keep_photo_place(const struct gaz_style *style, const struct gaz_table_setting *setting,
                             const struct gaz_cell *cell, struct gaz_paragraph_spec *spec) {
    struct gaz_cell_box *box = &setting->boxes[cell - setting->table->cells];
    struct gaz_photo photo = gaz_photo_place(style, setting, cell);
    if (photo.width == 0) return;
    if (cell->align == GAZ_CELL_DEFAULT) spec->setting = GAZ_SET_CENTER;
    box->least = box->inner < photo.width ? gaz_scale(photo.height, box->inner, photo.width) : photo.height;
}

static void set_cell(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting,
                     uint32_t index) {
    const struct gaz_cell *cell = &setting->table->cells[index];
    struct gaz_strips s = {typesetter, &setting->boxes[index], 0};
    struct gaz_paragraph_spec spec = gaz_cell_spec(setting, cell);
    choose_inner(setting, cell, spec.setting, s.box);
    spec.measure = s.box->inner;
    spec.node = gaz_table_cell_node(setting, index);
    keep_photo_place(typesetter->style, setting, cell, &spec);
    gaz_len em = gaz_cell_em(typesetter, &spec);
    gaz_len from = (setting->form == GAZ_FORM_BORDERLESS ? LIST_FROM : JUSTIFIED_FROM) * em;
    if (spec.setting == GAZ_SET_JUSTIFIED && spec.measure < from) spec.setting = GAZ_SET_LEFT;
    if (cell->n_figures)
        gaz_pictures_set(&s, setting, index, &spec);
    else if (cell->is_vertical)
        set_vertical(&s, setting, spec);
    else if (set_opened(&s, setting, cell, spec))
        return;
    else if (!set_spread(&s, setting, cell, spec))
        gaz_strips_add_lines(&s, setting, cell, spec);
}

/* Lines above a part, over the whole measure, a little white below them. */
static void set_above(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting,
                      struct gaz_cell_box *box, struct gaz_paragraph_spec spec) {
    struct gaz_strips s = {typesetter, box, 0};
    gaz_len pitch = setting->pitch, size = typesetter->style->roles[GAZ_ROLE_CAPTION].size;
    spec.role = spec.heading_role = GAZ_ROLE_CAPTION;
    spec.measure = setting->measure;
    setting->pitch = MAX(pitch, size * 3 / 2);
    gaz_strips_add_lines(&s, setting, NULL, spec);
    setting->pitch = pitch;
    if (box->n_strips) box->height += size / 2;
}

/* The unit below the caption, at the table's right edge in the table's type: 单位：亿元. */
static void set_unit(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    struct gaz_cell_box *box = &setting->caption;
    struct gaz_strips s = {typesetter, box, box->n_strips};
    gaz_len size = typesetter->style->roles[GAZ_ROLE_TABLE].size;
    struct gaz_paragraph_spec spec = {.text = setting->table->unit,
                                      .size = setting->size,
                                      .role = GAZ_ROLE_TABLE,
                                      .heading_role = GAZ_ROLE_TABLE,
                                      .setting = GAZ_SET_RIGHT,
                                      .measure = gaz_table_place(setting).right,
                                      .node = setting->unit_node};
    if (spec.text.n == 0) return;
    gaz_strips_add_lines(&s, setting, NULL, spec);
    box->height += size / 4;
}

static void set_caption(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    set_above(typesetter, setting, &setting->caption,
              (struct gaz_paragraph_spec){.text = setting->table->caption,
                                          .setting = GAZ_SET_CENTER,
                                          .breaker = gaz_break_evenly,
                                          .node = setting->caption_node});
    set_unit(typesetter, setting);
    if (setting->form == GAZ_FORM_BORDERLESS) return;
    struct gaz_text mark = gaz_text_from_utf8(typesetter->arena, typesetter->style->table_continued);
    set_above(typesetter, setting, &setting->continued,
              (struct gaz_paragraph_spec){
                  .text = mark, .setting = GAZ_SET_RIGHT, .artifact = GAZ_ARTIFACT_CONTINUED});
}

/* ---- heights */

static void want_own(const struct gaz_style *style, struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    for (uint32_t r = 0; r < table->n_rows; r++)
        setting->rows[r].own = setting->pitch + 2 * (int64_t)setting->inset_y;
    for (uint32_t i = 0; i < table->n_cells; i++) {
        const struct gaz_cell *cell = &table->cells[i];
        struct gaz_row_box *row = &setting->rows[cell->row];
        if (cell->row_span == 1)
            row->own = MAX(row->own, setting->boxes[i].height + 2 * (int64_t)setting->inset_y);
        row->section |= !style->table_section_may_end && !setting->names && table->n_columns > 1 &&
                        cell->row_span == 1 && cell->column_span == table->n_columns;
    }
}

/* what a merged cell lacks is shared by its rows alike */
static void want_merged(struct gaz_table_setting *setting, uint32_t index) {
    const struct gaz_cell *cell = &setting->table->cells[index];
    int64_t lack =
        MAX(setting->boxes[index].height, setting->boxes[index].least) + 2 * (int64_t)setting->inset_y;
    for (uint32_t r = cell->row; r < gaz_cell_end(cell); r++)
        lack -= setting->rows[r].base;
    for (uint32_t r = cell->row; r < gaz_cell_end(cell) && lack > 0; r++) {
        int64_t share = lack / (gaz_cell_end(cell) - r);
        setting->rows[r].base += share;
        lack -= share;
    }
}

static gint compare_spans(gconstpointer a, gconstpointer b, gpointer table) {
    const struct gaz_cell *cells = ((const struct gaz_table *)table)->cells;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    if (cells[i].row_span != cells[k].row_span) return cells[i].row_span < cells[k].row_span ? -1 : 1;
    return i < k ? -1 : i > k;
}

/* Cells over few rows first: what they add serves those over more. The work is linear in the places of the
 * grid. */
static void want_all_merged(struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    GArray *merged = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].row_span > 1) g_array_append_val(merged, i);
    g_array_sort_with_data(merged, compare_spans, (gpointer)table);
    for (uint32_t i = 0; i < merged->len; i++)
        want_merged(setting, g_array_index(merged, uint32_t, i));
    g_array_free(merged, TRUE);
}

/* What a page has for rows, the header's with them. */
static gaz_len page_room(const struct gaz_style *style, const struct gaz_table_setting *setting) {
    int64_t above = MAX(setting->caption.height, setting->continued.height);
    int64_t room =
        gaz_table_page_height(style, setting) - setting->frame - 2 * (int64_t)setting->inset_y - above;
    return (gaz_len)MAX(room, setting->pitch);
}

/* About the height of the header rows, whose cells are set. */
static gaz_len header_height(const struct gaz_table_setting *setting) {
    int64_t height = 0;
    for (uint32_t r = 0, i = 0; r < setting->n_header; r++) {
        int64_t row = setting->pitch;
        for (; i < setting->row_first[r + 1]; i++)
            row = MAX(row, setting->boxes[i].height / setting->table->cells[i].row_span);
        height += row + 2 * (int64_t)setting->inset_y;
    }
    return (gaz_len)MIN(height, INT32_MAX / 2);
}

/* The room for body rows of a page that has nothing else, and what of it may stay white for a group. */
static void measure_page(const struct gaz_style *style, struct gaz_table_setting *setting) {
    int64_t room = (int64_t)gaz_table_page_height(style, setting) - setting->frame + setting->leading;
    setting->page = room - setting->continued.height - setting->tops[setting->n_header];
    setting->group_white = MAX(setting->page, 0) * style->table_group_white / 100;
    int64_t body = setting->tops[setting->table->n_rows] - setting->tops[setting->n_header];
    bool is_whole =
        body <= setting->page && setting->form != GAZ_FORM_BORDERLESS && setting->table->n_cuts == 0;
    setting->whole_white = is_whole ? MAX(setting->page, 0) * style->table_whole_white / 100 : 0;
}

void gaz_table_set_rows(const struct gaz_typesetter *typesetter, struct gaz_table_setting *setting) {
    const struct gaz_table *table = setting->table;
    setting->rows = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_row_box, table->n_rows + 1);
    setting->tops = GAZ_NEW_ARRAY(typesetter->arena, int64_t, table->n_rows + 1);
    set_caption(typesetter, setting);
    setting->picture_room = page_room(typesetter->style, setting) / (setting->n_header ? HEAD_PART : 1);
    for (uint32_t i = 0; i < table->n_cells; i++) {
        if (i > 0 && i == setting->row_first[setting->n_header])
            setting->picture_room = page_room(typesetter->style, setting) - header_height(setting);
        set_cell(typesetter, setting, i);
    }
    want_own(typesetter->style, setting);
    for (uint32_t r = 0; r < table->n_rows; r++)
        setting->rows[r].base = setting->rows[r].own;
    want_all_merged(setting);
    for (uint32_t r = 0; r < table->n_rows; r++)
        setting->tops[r + 1] = setting->tops[r] + setting->rows[r].base;
    measure_page(typesetter->style, setting);
}
