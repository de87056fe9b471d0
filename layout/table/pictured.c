/* pictured.c: a cell with pictures: how wide they want it, and its strips.
 *
 * A picture stands on strips of its own, with those beside it in one row as figures are (picture.h); its
 * caption, if it has one, is of the same strip, so that no page end parts them. A picture that is no higher
 * than a line stands on the line of the text that it begins or ends, the text's other lines behind it. A
 * picture without a width of its own is as wide as the cell has room, never wider than it is by itself;
 * beside several rows as high as these, for a portrait stands there. A photograph's place (照片) that is
 * empty has the size of one.
 */
#include "layout/table/setting.h"

#include "base/process/arena.h"
#include "layout/table/picture.h"
#include "layout/text/measure.h"
#include "layout/title/title.h"

#include <glib.h>
#include <string.h>

enum {
    LEAST = 2,          /* ems: a picture that gives way to the other columns is not narrower */
    CAPTION = 3 * 2,    /* halves of a caption's em: from line to line */
    LONGEST_PLACE = 16, /* characters that 照片 and what is said of it have */
};

/* ---- sizes */

/* What the rows of a merged cell have for a picture at the least, or a photograph's height. */
static gaz_len height_beside(const struct gaz_typesetter *ts, const struct gaz_table_setting *setting,
                             const struct gaz_cell *cell) {
    if (cell->row_span == 1) return 0;
    int64_t rows =
        (int64_t)cell->row_span * (setting->pitch + 2 * setting->inset_y) - INT64_C(2) * setting->inset_y;
    return (gaz_len)CLAMP(rows, ts->style->table_photo_height, INT32_MAX);
}

static struct gaz_picture_frame frame_of(const struct gaz_typesetter *ts,
                                         const struct gaz_table_setting *setting, const struct gaz_cell *cell,
                                         gaz_len measure) {
    gaz_len em = ts->style->roles[GAZ_ROLE_TABLE].size, highest = height_beside(ts, setting, cell);
    return (struct gaz_picture_frame){.measure = MAX(measure, 1),
                                      .room = MAX(setting->picture_room - em / 2, setting->pitch),
                                      .highest = highest,
                                      .gap = em / 2,
                                      .least = LEAST * em};
}

/* How wide a picture wants the cell; of a share of it (50%) as one whose width nobody gave. One without a
 * width takes no more than its columns' part of the table. */
static gaz_len wish_of(const struct gaz_typesetter *ts, const struct gaz_table_setting *setting,
                       const struct gaz_cell *cell, const struct gaz_figure *figure) {
    bool is_share = figure->width.unit == GAZ_WIDTH_PERMILLE;
    struct gaz_figure own = *figure;
    if (is_share) own.width.unit = GAZ_WIDTH_AUTO;
    gaz_len part =
        gaz_scale(setting->measure, (gaz_len)cell->column_span, (gaz_len)setting->table->n_columns);
    gaz_len most = gaz_picture_is_given(&own) ? setting->measure : MAX(part - 2 * setting->inset_x, 1);
    if (cell->row_span > 1) most = MAX(most, ts->style->table_photo_width);
    struct gaz_picture_frame frame = frame_of(ts, setting, cell, most);
    return gaz_picture_alone(ts->style, &own, &frame, 100).width;
}

void gaz_pictures_measure(const struct gaz_typesetter *ts, const struct gaz_table_setting *setting,
                          const struct gaz_cell *cell, struct gaz_cell_box *box) {
    gaz_len em = ts->style->roles[GAZ_ROLE_TABLE].size;
    int64_t all = cell->n_figures ? (int64_t)(cell->n_figures - 1) * em / 2 : 0;
    for (uint32_t i = 0; i < cell->n_figures; i++) {
        const struct gaz_figure *figure = &cell->figures[i];
        gaz_len wish = wish_of(ts, setting, cell, figure);
        bool is_wide = gaz_picture_is_given(figure) && figure->width.unit != GAZ_WIDTH_PERMILLE;
        gaz_len least = cell->row_span > 1 ? ts->style->table_photo_width : LEAST * em;
        box->minimum = MAX(box->minimum, MIN(wish, is_wide ? setting->measure / 2 : least));
        box->natural = MAX(box->natural, wish);
        box->area += wish;
        all += wish;
    }
    if (all <= setting->measure / 2) box->natural = MAX(box->natural, (gaz_len)all);
}

/* ---- strips of pictures alone */

struct pictured {
    const struct gaz_typesetter *ts;
    struct gaz_table_setting *setting;
    const struct gaz_cell *cell;
    uint32_t *nodes; /* of the pictures; NULL: there are none */
    struct gaz_strips *strips;
    struct gaz_paragraph_spec spec; /* of the cell's text, over its width */
};

/* Each picture's node, behind the cell's, is followed by its caption's. */
static uint32_t *nodes_of(struct gaz_arena *arena, const struct gaz_cell *cell, uint32_t node) {
    uint32_t *nodes = node ? GAZ_NEW_ARRAY(arena, uint32_t, cell->n_figures) : NULL;
    for (uint32_t i = 0; nodes && i < cell->n_figures; i++) {
        nodes[i] = ++node;
        node += cell->figures[i].caption.n > 0;
    }
    return nodes;
}

static uint32_t node_of(const struct pictured *p, const struct gaz_figure *figure) {
    return p->nodes ? p->nodes[figure - p->cell->figures] : 0;
}

static struct gaz_item item_of(const struct pictured *p, const struct gaz_figure *figure,
                               const struct gaz_image *image) {
    gaz_picture_check_dots(p->ts, figure, image);
    return (struct gaz_item){.kind = GAZ_ITEM_IMAGE, .node = node_of(p, figure), .as.image = *image};
}

/* What is left of the width, as the cell is set: a picture stands in the middle where nothing is said. */
static gaz_len left_of(const struct pictured *p, gaz_len width) {
    gaz_len loose = MAX(p->spec.measure - width, 0);
    if (p->cell->align == GAZ_CELL_LEFT) return 0;
    return p->cell->align == GAZ_CELL_RIGHT ? loose : loose / 2;
}

/* With a little white above and below, as the lines of a text have. */
static void add_strip(struct pictured *p, struct gaz_item *items, uint32_t n, gaz_len height) {
    gaz_len white = p->ts->style->roles[GAZ_ROLE_TABLE].size / 4;
    gaz_len strip = MAX(height + 2 * white, p->setting->pitch);
    struct gaz_line line = {.items = items, .n_items = n};
    gaz_strips_add(p->strips, &line, strip, 0, (strip - height) / 2);
}

static void set_row(struct pictured *p, const struct gaz_figure *figures, uint32_t n,
                    const struct gaz_picture_frame *frame) {
    gaz_len widths[GAZ_MOST_IN_ROW], width = frame->gap * (gaz_len)(n - 1), height = 0;
    if (!gaz_picture_row(p->ts->style, figures, n, frame, widths)) return;
    struct gaz_item *items = GAZ_NEW_ARRAY(p->ts->arena, struct gaz_item, n);
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_image image = gaz_picture_at(p->ts->style, &figures[i], widths[i]);
        items[i] = item_of(p, &figures[i], &image);
        width += image.width;
        height = MAX(height, image.height);
    }
    gaz_len x = left_of(p, width);
    for (uint32_t i = 0; i < n; i++) {
        items[i].x = x;
        items[i].y = height - items[i].as.image.height;
        x += items[i].as.image.width + frame->gap;
    }
    add_strip(p, items, n, height);
}

static struct gaz_paragraph set_caption(const struct pictured *p, const struct gaz_figure *figure) {
    struct gaz_paragraph_spec spec = p->spec;
    uint32_t node = node_of(p, figure);
    spec.text = figure->caption;
    spec.role = spec.heading_role = GAZ_ROLE_CAPTION;
    spec.setting = GAZ_SET_CENTER;
    spec.breaker = gaz_break_evenly;
    spec.size = 0;
    spec.node = node ? node + 1 : 0;
    return gaz_paragraph_set(p->ts, &spec);
}

/* One picture, its caption below it on the same strip. */
static void set_alone(struct pictured *p, const struct gaz_figure *figure,
                      const struct gaz_picture_frame *frame) {
    gaz_len em = p->ts->style->roles[GAZ_ROLE_CAPTION].size, pitch = em * CAPTION / 4;
    struct gaz_paragraph caption = {0};
    struct gaz_picture_frame above = *frame;
    if (figure->caption.n) caption = set_caption(p, figure);
    above.room = MAX(frame->room - (gaz_len)caption.n_lines * pitch, p->setting->pitch);
    struct gaz_image image = gaz_picture_alone(p->ts->style, figure, &above, 100);
    uint32_t n = 1;
    for (uint32_t i = 0; i < caption.n_lines; i++)
        n += caption.lines[i].n_items;
    struct gaz_item *items = GAZ_NEW_ARRAY(p->ts->arena, struct gaz_item, n);
    items[0] = item_of(p, figure, &image);
    items[0].x = left_of(p, image.width);
    n = 1;
    for (uint32_t i = 0; i < caption.n_lines; i++)
        for (uint32_t k = 0; k < caption.lines[i].n_items; k++, n++) {
            items[n] = caption.lines[i].items[k];
            items[n].y += image.height + (gaz_len)i * pitch + (pitch - em) / 2 + gaz_scale(em, 88, 100);
        }
    add_strip(p, items, n, image.height + (gaz_len)caption.n_lines * pitch);
}

/* Up to the next one that has a caption. */
static uint32_t bare_run(const struct gaz_figure *figures, uint32_t n) {
    uint32_t end = 0;
    while (end < n && figures[end].caption.n == 0)
        end++;
    return end;
}

static void set_pictures(struct pictured *p, const struct gaz_figure *figures, uint32_t n) {
    struct gaz_picture_frame frame = frame_of(p->ts, p->setting, p->cell, p->spec.measure);
    for (uint32_t first = 0, end; first < n; first = end) {
        uint32_t bare = first + bare_run(figures + first, n - first);
        end = bare > first ? gaz_picture_row_end(p->ts->style, figures, bare, &frame, first) : first + 1;
        if (end == first + 1)
            set_alone(p, &figures[first], &frame);
        else
            set_row(p, figures + first, end - first, &frame);
    }
}

/* ---- small ones on a line of text */

/* the pictures at one end of a line of text */
struct icons {
    const struct gaz_figure *figures;
    uint32_t n;
    gaz_len width; /* with a gap behind or before each; 0: they do not stand on the line */
};

static struct gaz_image icon_image(const struct pictured *p, const struct gaz_figure *figure) {
    struct gaz_picture_frame frame = frame_of(p->ts, p->setting, p->cell, p->spec.measure);
    frame.highest = 0;
    return gaz_picture_alone(p->ts->style, figure, &frame, 100);
}

/* They stand on the line when each is no higher, and most of the line is left for the text. */
static struct icons look_at_icons(const struct pictured *p, const struct gaz_figure *figures, uint32_t n) {
    struct icons icons = {figures, n, 0};
    gaz_len gap = gaz_cell_em(p->ts, &p->spec) / 4, width = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_image image = icon_image(p, &figures[i]);
        width += image.width + gap;
        if (image.height > p->setting->pitch || figures[i].caption.n || width > p->spec.measure / 2)
            return icons;
    }
    icons.width = width;
    return icons;
}

/* Puts the icons into a strip, from x on; in the order of the tree they stand behind the text. */
static void add_icons(struct pictured *p, struct gaz_cell_strip *strip, const struct icons *icons,
                      gaz_len x) {
    gaz_len gap = gaz_cell_em(p->ts, &p->spec) / 4;
    struct gaz_item *items = GAZ_NEW_ARRAY(p->ts->arena, struct gaz_item, strip->n_items + icons->n);
    memcpy(items, strip->items, strip->n_items * sizeof *items);
    for (uint32_t i = 0; i < icons->n; i++) {
        struct gaz_image image = icon_image(p, &icons->figures[i]);
        struct gaz_item *item = &items[strip->n_items + i];
        *item = item_of(p, &icons->figures[i], &image);
        item->x = x - strip->x;
        item->y = (strip->height - image.height) / 2 - strip->y;
        x += image.width + gap;
    }
    strip->items = items;
    strip->n_items += icons->n;
}

static gaz_len shift_of(const struct pictured *p, gaz_len width) {
    gaz_len loose = MAX(p->spec.measure - width, 0);
    if (p->spec.setting == GAZ_SET_CENTER) return loose / 2;
    return p->spec.setting == GAZ_SET_RIGHT ? loose : 0;
}

/* The text on its lines with the icons: all of it on one, or the lines behind the icons that begin it. */
static void set_with_icons(struct pictured *p, struct gaz_text text, const struct icons *lead,
                           const struct icons *trail) {
    struct gaz_paragraph_spec spec = p->spec;
    spec.text = text;
    gaz_len natural = gaz_text_width(p->ts, &spec), gap = gaz_cell_em(p->ts, &spec) / 4;
    bool is_one = natural + lead->width + trail->width <= spec.measure;
    gaz_len left = is_one ? shift_of(p, natural + lead->width + trail->width) : 0;
    uint32_t first = p->strips->box->n_strips;
    spec.measure -= lead->width;
    if (is_one || lead->width) spec.setting = GAZ_SET_LEFT;
    gaz_strips_add_lines(p->strips, p->setting, NULL, spec);
    struct gaz_cell_strip *strips = p->strips->box->strips;
    for (uint32_t i = first; i < p->strips->box->n_strips; i++)
        strips[i].x += left + lead->width;
    if (first == p->strips->box->n_strips) return;
    if (lead->width) add_icons(p, &strips[first], lead, left);
    if (is_one && trail->width)
        add_icons(p, &strips[first], trail, left + lead->width + natural + gap);
    else
        set_pictures(p, trail->figures, trail->n);
}

static void set_line(struct pictured *p, struct gaz_text text, const struct gaz_figure *figures,
                     uint32_t n_lead, uint32_t n_trail) {
    if (gaz_text_is_empty(text)) {
        set_pictures(p, figures, n_lead + n_trail);
        return;
    }
    struct icons lead = look_at_icons(p, figures, n_lead);
    struct icons trail = look_at_icons(p, figures + n_lead, n_trail);
    if (!lead.width) set_pictures(p, figures, n_lead);
    set_with_icons(p, text, &lead, &trail);
}

/* ---- the whole */

/* The character of the text before which a picture stands, looked for from `at` on. */
static uint32_t place_of(struct gaz_text text, const struct gaz_figure *figure, uint32_t at) {
    uint32_t place = at;
    for (uint32_t i = at; i < text.n; i++) {
        const struct gaz_char *ch = &text.chars[i];
        if (ch->offset != GAZ_NOWHERE && ch->offset >= figure->span.begin) break;
        if (ch->offset != GAZ_NOWHERE || gaz_char_note(ch)) place = i + 1;
    }
    return place;
}

static uint32_t count_until(struct gaz_text text, const struct gaz_cell *cell, uint32_t first, uint32_t end,
                            uint32_t *at) {
    uint32_t next = first;
    while (next < cell->n_figures && (*at = place_of(text, &cell->figures[next], *at)) <= end)
        next++;
    return next - first;
}

static void set_all_lines(struct pictured *p) {
    const struct gaz_cell *cell = p->cell;
    struct gaz_text text = p->spec.text;
    uint32_t done = 0, at = 0;
    for (uint32_t from = 0, end; from <= text.n; from = end + 1) {
        for (end = from; end < text.n && text.chars[end].ch != '\n';)
            end++;
        uint32_t lead = count_until(text, cell, done, from, &at);
        uint32_t trail = count_until(text, cell, done + lead, end, &at);
        struct gaz_text piece = gaz_text_slice(text, from, end - from);
        if (piece.n || lead + trail) set_line(p, piece, cell->figures + done, lead, trail);
        done += lead + trail;
    }
    set_pictures(p, cell->figures + done, cell->n_figures - done);
}

void gaz_pictures_set(struct gaz_strips *strips, struct gaz_table_setting *setting, uint32_t index,
                      const struct gaz_paragraph_spec *spec) {
    const struct gaz_cell *cell = &setting->table->cells[index];
    struct pictured p = {.ts = strips->typesetter,
                         .setting = setting,
                         .cell = cell,
                         .nodes =
                             nodes_of(strips->typesetter->arena, cell, gaz_table_cell_node(setting, index)),
                         .strips = strips,
                         .spec = *spec};
    set_all_lines(&p);
}

/* ---- a photograph's place */

static bool has_word(struct gaz_text text, const char *word) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_text_has_prefix(gaz_text_slice(text, i, text.n - i), word)) return true;
    return false;
}

/* The sizes of the trade in micrometres; a form that says none has the style's. */
static struct gaz_photo named_photo(struct gaz_text text, const struct gaz_style *style) {
    static const struct {
        const char *name;
        int32_t width, height;
    } sizes[] = {{"小二寸", 35000, 45000}, {"小2寸", 35000, 45000}, {"二寸", 35000, 49000},
                 {"两寸", 35000, 49000},   {"2寸", 35000, 49000},   {"小一寸", 22000, 32000},
                 {"一寸", 25000, 35000},   {"1寸", 25000, 35000}};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        if (has_word(text, sizes[i].name))
            return (struct gaz_photo){gaz_len_from_um(sizes[i].width), gaz_len_from_um(sizes[i].height)};
    return (struct gaz_photo){style->table_photo_width, style->table_photo_height};
}

struct gaz_photo gaz_photo_place(const struct gaz_style *style, const struct gaz_table_setting *setting,
                                 const struct gaz_cell *cell) {
    bool may_be = setting->form == GAZ_FORM_BOXED && cell->row_span > 1 && !cell->is_head &&
                  cell->n_figures == 0 && cell->text.n <= LONGEST_PLACE;
    if (!may_be || !(has_word(cell->text, "照片") || has_word(cell->text, "相片")))
        return (struct gaz_photo){0};
    return named_photo(cell->text, style);
}
