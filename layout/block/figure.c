/* figure.c: pictures in the middle of the measure with their captions below, in whole lines (C-66), alone or
 * in a row; formulas with their numbers. What is wider than the measure and may be turned (横排) stands with
 * its captions in the middle of a turned page.
 *
 * The pictures of a row stand on one foot, each in a place of its own: as wide as it is, and wider where the
 * measure has room that its caption wants. The first lines of the captions are in line. A row is one box, so
 * no page end parts it.
 */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/table/picture.h"
#include "layout/text/measure.h"
#include "layout/title/title.h"

#include <glib.h>

gaz_len gaz_turned_measure(const struct gaz_style *style) {
    return style->pitch * (style->lines_per_page - 1) + style->cell;
}

struct gaz_style *gaz_turned_style(const struct gaz_typesetter *typesetter) {
    struct gaz_style *style = GAZ_NEW(typesetter->arena, struct gaz_style);
    *style = *typesetter->style;
    style->measure = gaz_turned_measure(style);
    return style;
}

enum { FEW_LINES = 3 /* of a caption: a page has room for them below the picture */ };

static struct gaz_picture_frame frame_of(const struct gaz_style *style, gaz_len measure, gaz_len room) {
    return (struct gaz_picture_frame){.measure = measure,
                                      .room = room,
                                      .gap = style->figure_gap,
                                      .least = style->figure_least,
                                      .fills = style->figure_full};
}

/* What the page has for pictures above so many lines of captions. */
static gaz_len room_above(const struct gaz_style *style, uint32_t lines) {
    gaz_len left = style->lines_per_page - (gaz_len)lines;
    return MAX(style->pitch * left - 2 * style->figure_space, style->pitch);
}

bool gaz_block_is_turned(const struct gaz_style *style, const struct gaz_block *block) {
    if (block->kind == GAZ_BLOCK_TABLE) return block->table->classes & GAZ_TABLE_TURNED;
    gaz_len turned = gaz_turned_measure(style);
    bool may_turn = false;
    int64_t wanted = 0;
    for (uint32_t i = 0; i < block->n_figures; i++) {
        may_turn |= block->figures[i].may_turn;
        wanted += gaz_picture_wanted(style, &block->figures[i], turned) + (i > 0 ? style->figure_gap : 0);
    }
    return may_turn && turned > style->measure && wanted > style->measure;
}

static struct gaz_paragraph_spec caption_spec(const struct gaz_typesetter *ts, struct gaz_text caption) {
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_CAPTION, caption);
    spec.setting = GAZ_SET_CENTER;
    spec.breaker = gaz_break_evenly;
    return spec;
}

static struct gaz_paragraph set_caption(const struct gaz_typesetter *ts, struct gaz_text caption,
                                        gaz_len measure) {
    struct gaz_paragraph_spec spec = caption_spec(ts, caption);
    spec.measure = measure;
    if (caption.n) spec.node = gaz_tree_text(ts->tree, GAZ_NODE_CAPTION, caption);
    return gaz_paragraph_set(ts, &spec);
}

static void add_image(const struct gaz_flow *flow, struct gaz_box *box, const struct gaz_image *image,
                      uint32_t node, struct gaz_at at) {
    struct gaz_item item = {.kind = GAZ_ITEM_IMAGE, .node = node, .as.image = *image};
    gaz_box_add(flow, box, &(struct gaz_line){.items = &item, .n_items = 1}, at);
}

/* ---- one, upright: its caption goes on over a page's end */

static void push_alone(struct gaz_flow *flow, const struct gaz_figure *figure, gaz_len highest) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    uint32_t node = gaz_tree_open(ts->tree, gaz_picture_node(figure));
    struct gaz_paragraph caption = set_caption(ts, figure->caption, style->measure);
    struct gaz_picture_frame frame =
        frame_of(style, style->measure, room_above(style, MIN(caption.n_lines, FEW_LINES)));
    frame.highest = highest;
    struct gaz_image image = gaz_picture_alone(style, figure, &frame, style->figure_percent);
    gaz_picture_check_dots(ts, figure, &image);
    gaz_flow_space(flow, style->figure_space, false);
    add_image(flow, gaz_flow_push(flow, GAZ_BOX_LINE, image.height), &image, node,
              (struct gaz_at){(style->measure - image.width) / 2, 0, 0});
    flow->glue_next = caption.n_lines > 0;
    gaz_flow_space(flow, style->figure_space, false);
    if (caption.n_lines == 0) gaz_flow_snap(flow);
    for (uint32_t i = 0; i < caption.n_lines; i++) {
        flow->glue_next = true;
        gaz_flow_line(flow, &caption.lines[i], style->pitch, style->roles[GAZ_ROLE_CAPTION].size, 0);
    }
    gaz_flow_snap(flow);
    gaz_tree_close(ts->tree);
}

/* ---- a row */

struct place {
    struct gaz_image image;
    gaz_len width; /* of the place: the picture stands in its middle, the caption fills it */
    struct gaz_paragraph caption;
    uint32_t node;
};

struct row {
    struct place *places;
    uint32_t n, n_lines;     /* of the longest caption */
    gaz_len measure, height; /* of the highest picture */
};

/* The longest of a caption's lines when nothing is broken but where the editor did. */
static int64_t caption_width(const struct gaz_typesetter *ts, struct gaz_text caption) {
    struct gaz_paragraph_spec spec = caption_spec(ts, caption);
    int64_t widest = 0;
    for (uint32_t from = 0, end; from < caption.n; from = end + 1) {
        for (end = from; end < caption.n && caption.chars[end].ch != '\n';)
            end++;
        spec.text = gaz_text_slice(caption, from, end - from);
        if (spec.text.n) widest = MAX(widest, gaz_text_width(ts, &spec));
    }
    return widest;
}

/* What the place of each figure is at least as wide as: its caption is not broken into a few characters. */
static gaz_len *places_of(const struct gaz_typesetter *ts, const struct gaz_figure *figures, uint32_t n) {
    gaz_len *places = GAZ_NEW_ARRAY(ts->arena, gaz_len, n);
    for (uint32_t i = 0; i < n; i++)
        places[i] = (gaz_len)MIN(caption_width(ts, figures[i].caption), ts->style->figure_least);
    return places;
}

/* The same frame for the figures from `first` on. */
static struct gaz_picture_frame frame_from(const struct gaz_picture_frame *frame, uint32_t first) {
    struct gaz_picture_frame own = *frame;
    own.places += first;
    return own;
}

/* The places share what the measure has left as their captions want it; one alone has all of it. */
static void widen_places(const struct gaz_typesetter *ts, const struct gaz_figure *figures,
                         const gaz_len *least, struct row *row) {
    int64_t left = row->measure - (int64_t)ts->style->figure_gap * (row->n - 1), wants = 0;
    int64_t *lacks = GAZ_NEW_ARRAY(ts->arena, int64_t, row->n);
    for (uint32_t i = 0; i < row->n; i++) {
        gaz_len width = row->places[i].width = MAX(row->places[i].image.width, least[i]);
        lacks[i] = MAX(caption_width(ts, figures[i].caption) - width, 0);
        left -= width;
        wants += lacks[i];
    }
    for (uint32_t i = 0; i < row->n && left > 0 && wants > 0; i++)
        row->places[i].width += (gaz_len)(wants <= left ? lacks[i] : lacks[i] * left / wants);
    if (row->n == 1) row->places[0].width = row->measure;
}

static void size_row(const struct gaz_style *style, const struct gaz_figure *figures,
                     const struct gaz_picture_frame *frame, struct row *row) {
    gaz_len widths[GAZ_MOST_IN_ROW];
    if (row->n == 1)
        row->places[0].image = gaz_picture_alone(style, figures, frame, style->figure_percent);
    else if (gaz_picture_row(style, figures, row->n, frame, widths))
        for (uint32_t i = 0; i < row->n; i++)
            row->places[i].image =
                gaz_picture_at(style, &figures[i], MAX(gaz_scale(widths[i], style->figure_percent, 100), 1));
    row->height = 0;
    for (uint32_t i = 0; i < row->n; i++)
        row->height = MAX(row->height, row->places[i].image.height);
}

/* Captions that would take more than half of the page have no place beside one another. */
static bool has_short_captions(const struct gaz_typesetter *ts, const struct gaz_figure *figures,
                               const struct row *row) {
    for (uint32_t i = 0; i < row->n; i++)
        if (caption_width(ts, figures[i].caption) / row->places[i].width > ts->style->lines_per_page / 2)
            return false;
    return true;
}

static struct row plan_row(const struct gaz_typesetter *ts, const struct gaz_figure *figures, uint32_t n,
                           const struct gaz_picture_frame *frame) {
    struct row row = {GAZ_NEW_ARRAY(ts->arena, struct place, n), n, 0, frame->measure, 0};
    size_row(ts->style, figures, frame, &row);
    widen_places(ts, figures, frame->places, &row);
    return row;
}

static void set_captions(const struct gaz_typesetter *ts, const struct gaz_figure *figures, struct row *row) {
    for (uint32_t i = 0; i < row->n; i++) {
        struct place *place = &row->places[i];
        place->node = gaz_tree_open(ts->tree, gaz_picture_node(&figures[i]));
        place->caption = set_caption(ts, figures[i].caption, place->width);
        gaz_tree_close(ts->tree);
        row->n_lines = MAX(row->n_lines, place->caption.n_lines);
    }
}

/* The captions have their lines; the pictures above them give way. */
static void lower_row(const struct gaz_typesetter *ts, const struct gaz_figure *figures, gaz_len room,
                      struct row *row) {
    gaz_len height = row->height;
    for (uint32_t i = 0; i < row->n; i++) {
        struct gaz_image *image = &row->places[i].image;
        if (height > room)
            *image = gaz_picture_at(ts->style, &figures[i],
                                    (gaz_len)MAX((int64_t)image->width * room / height, 1));
        gaz_picture_check_dots(ts, &figures[i], image);
    }
    row->height = MIN(height, room);
}

static void fill_row(const struct gaz_flow *flow, struct gaz_box *box, const struct row *row, gaz_len top) {
    const struct gaz_style *style = flow->typesetter->style;
    gaz_len size = style->roles[GAZ_ROLE_CAPTION].size;
    gaz_len below = top + row->height + style->figure_space + gaz_line_baseline(style, style->pitch, size);
    gaz_len left = row->measure - style->figure_gap * (gaz_len)(row->n - 1);
    uint32_t number = 0;
    for (uint32_t i = 0; i < row->n; i++)
        left -= row->places[i].width;
    left = MAX(left, 0) / 2;
    for (uint32_t i = 0; i < row->n; i++) {
        const struct place *place = &row->places[i];
        const struct gaz_image *image = &place->image;
        struct gaz_at at = {left + (place->width - image->width) / 2, top + row->height - image->height, 0};
        add_image(flow, box, image, place->node, at);
        for (uint32_t k = 0; k < place->caption.n_lines; k++)
            gaz_box_add(flow, box, &place->caption.lines[k],
                        (struct gaz_at){left, below + (gaz_len)k * style->pitch, ++number});
        left += place->width + style->figure_gap;
    }
}

static gaz_len height_of(const struct gaz_style *style, const struct row *row) {
    return row->height + (row->n_lines ? style->figure_space + (gaz_len)row->n_lines * style->pitch : 0);
}

static void push_row(struct gaz_flow *flow, const struct gaz_figure *figures, struct row *row) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    set_captions(ts, figures, row);
    lower_row(ts, figures, room_above(style, row->n_lines), row);
    gaz_flow_space(flow, style->figure_space, false);
    fill_row(flow, gaz_flow_push(flow, GAZ_BOX_LINE, height_of(style, row)), row, 0);
    if (row->n_lines == 0) gaz_flow_space(flow, style->figure_space, false);
    gaz_flow_snap(flow);
}

/* The rows of one block are about as high as the first: its pictures belong together. */
static void push_rows(struct gaz_flow *flow, const struct gaz_figure *figures, uint32_t n) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_picture_frame frame = frame_of(style, style->measure, room_above(style, FEW_LINES));
    frame.places = places_of(flow->typesetter, figures, n);
    for (uint32_t first = 0, end; first < n; first = end) {
        end = gaz_picture_row_end(style, figures, n, &frame, first);
        struct gaz_picture_frame own = frame_from(&frame, first);
        struct row row = plan_row(flow->typesetter, figures + first, end - first, &own);
        if (row.n > 1 && has_short_captions(flow->typesetter, figures + first, &row))
            push_row(flow, figures + first, &row);
        else
            for (uint32_t i = first; i < end; i++)
                push_alone(flow, &figures[i], frame.highest);
        if (n > 1 && first == 0) frame.highest = MAX(row.height, frame.least);
    }
}

/* ---- turned */

/* In the middle of what a head leaves of the page; the captions stand below, on the same page. */
static void push_turned_row(struct gaz_flow *flow, const struct gaz_figure *figures, uint32_t n,
                            struct gaz_picture_frame frame) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    gaz_len page = style->measure - (flow->turned_head ? gaz_flow_height(flow->turned_head) : 0);
    frame.room = page;
    struct row row = plan_row(ts, figures, n, &frame);
    set_captions(ts, figures, &row);
    uint32_t lines = MIN(row.n_lines, FEW_LINES);
    gaz_len below = lines ? style->figure_space + (gaz_len)lines * style->pitch : 0;
    lower_row(ts, figures, MAX(page - below, style->pitch), &row);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_TURNED, row.height + below);
    fill_row(flow, box, &row, MAX(page - box->height, 0) / 2);
    flow->turned_head = NULL;
}

static void push_turned(struct gaz_flow *flow, const struct gaz_figure *figures, uint32_t n) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_picture_frame frame = frame_of(style, gaz_turned_measure(style), style->measure);
    frame.places = places_of(flow->typesetter, figures, n);
    for (uint32_t first = 0, end; first < n; first = end) {
        end = gaz_picture_row_end(style, figures, n, &frame, first);
        push_turned_row(flow, figures + first, end - first, frame_from(&frame, first));
    }
}

/* ---- a formula */

static struct gaz_paragraph set_number(const struct gaz_typesetter *ts, struct gaz_text number) {
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_BODY, number);
    spec.setting = GAZ_SET_LEFT;
    if (number.n) spec.node = gaz_tree_text(ts->tree, GAZ_NODE_CAPTION, number);
    return gaz_paragraph_set(ts, &spec);
}

/* In the middle of the measure, or left of it when the number wants the room. */
static gaz_len formula_left(const struct gaz_style *style, gaz_len width, gaz_len room) {
    return MAX(MIN((style->measure - width) / 2, room - width), 0);
}

/* In whole lines of the grid, in the middle of them, with its number at the right on its middle. No page
 * begins with it: the words before lead to it. */
static void push_formula(struct gaz_flow *flow, const struct gaz_figure *figure) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    uint32_t node = gaz_tree_open(ts->tree, gaz_picture_node(figure));
    struct gaz_paragraph number = set_number(ts, figure->number);
    gaz_tree_close(ts->tree);
    gaz_len wide = number.n_lines ? number.lines[0].width : 0;
    gaz_len room = MAX(style->measure - (wide ? wide + style->cell : 0), style->cell);
    gaz_len page = style->pitch * (style->lines_per_page - 1) + style->cell;
    struct gaz_picture_frame frame = {.measure = room, .room = page};
    struct gaz_image image = gaz_picture_alone(style, figure, &frame, 100);
    gaz_picture_check_dots(ts, figure, &image);
    gaz_len lines = (MAX(image.height - style->cell, 0) + style->pitch - 1) / style->pitch + 1;
    if (flow->n > 0 && flow->boxes[flow->n - 1].kind == GAZ_BOX_LINE) flow->glue_next = true;
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, lines * style->pitch);
    gaz_len extent = (lines - 1) * style->pitch + style->cell;
    struct gaz_at at = {formula_left(style, image.width, room), (extent - image.height) / 2, 1};
    add_image(flow, box, &image, node, at);
    gaz_len middle = gaz_line_baseline(style, box->height, style->roles[GAZ_ROLE_BODY].size);
    for (uint32_t i = 0; i < number.n_lines; i++)
        gaz_box_add(flow, box, &number.lines[i],
                    (struct gaz_at){style->measure - number.lines[i].width,
                                    middle + (gaz_len)i * style->pitch, i + 1});
}

/* ---- a block */

/* How many figures from `first` on are no formulas. */
static uint32_t plain_run(const struct gaz_block *block, uint32_t first) {
    uint32_t end = first;
    while (end < block->n_figures && !block->figures[end].is_formula)
        end++;
    return end - first;
}

void gaz_block_figure(struct gaz_flow *flow, const struct gaz_block *block) {
    bool is_turned = gaz_block_is_turned(flow->typesetter->style, block);
    for (uint32_t i = 0, n; i < block->n_figures; i += n) {
        n = plain_run(block, i);
        if (n == 0) {
            push_formula(flow, &block->figures[i]);
            n = 1;
        } else if (is_turned) {
            push_turned(flow, &block->figures[i], n);
        } else {
            push_rows(flow, &block->figures[i], n);
        }
    }
}
