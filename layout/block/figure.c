/* figure.c: a picture in the middle of the measure with its caption below, in whole lines (C-66). One that is
 * wider than the measure and may be turned (横排) stands with its caption in the middle of a turned page. */
#include "base/arena.h"
#include "base/diag.h"
#include "layout/block/block.h"
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

/* where a figure stands, upright or turned */
struct frame {
    gaz_len measure, room; /* the room for the picture alone */
};

/* the given width, or the picture's own */
static gaz_len wanted_width(const struct gaz_style *style, const struct gaz_figure *figure, gaz_len measure) {
    gaz_len width = gaz_width_resolve(style, figure->width, measure);
    if (width <= 0 && figure->natural_height > 0) width = gaz_len_from_um(figure->natural_width);
    return width > 0 ? width : style->measure / 2;
}

/* 图.同版心宽: a width that the editor did not give is the measure */
static gaz_len set_width(const struct gaz_style *style, const struct gaz_figure *figure, gaz_len measure) {
    bool widened = style->figure_full && figure->width.unit == GAZ_WIDTH_AUTO;
    return widened ? measure : MIN(wanted_width(style, figure, measure), measure);
}

bool gaz_block_is_turned(const struct gaz_style *style, const struct gaz_block *block) {
    if (block->kind == GAZ_BLOCK_TABLE) return block->table->classes & GAZ_TABLE_TURNED;
    gaz_len turned = gaz_turned_measure(style);
    return block->kind == GAZ_BLOCK_FIGURE && block->figure->may_turn && turned > style->measure &&
           wanted_width(style, block->figure, turned) > style->measure;
}

/* Neither written, nor said by the file, nor what there is room for. */
static bool is_guessed(const struct gaz_style *style, const struct gaz_figure *figure, gaz_len width) {
    gaz_len own = gaz_scale(gaz_len_from_um(figure->natural_width), style->figure_percent, 100);
    return figure->is_guessed && figure->width.unit == GAZ_WIDTH_AUTO && !style->figure_full && width == own;
}

/* The printed size; never wider or higher than its frame. */
static struct gaz_image image_of(const struct gaz_style *style, const struct gaz_block *block,
                                 struct frame frame) {
    const struct gaz_figure *figure = block->figure;
    gaz_len own_width = gaz_len_from_um(figure->natural_width),
            own_height = gaz_len_from_um(figure->natural_height);
    if (own_width <= 0 || own_height <= 0) own_width = own_height = style->measure / 2;
    gaz_len width = gaz_scale(set_width(style, figure, frame.measure), style->figure_percent, 100);
    int64_t height = (int64_t)own_height * width / own_width;
    if (height > frame.room) {
        width = (gaz_len)MAX(width * (int64_t)frame.room / height, 1);
        height = frame.room;
    }
    return (struct gaz_image){.width = width,
                              .height = MAX((gaz_len)height, 1),
                              .kind = (int)figure->kind,
                              .orientation = figure->orientation,
                              .data = figure->data,
                              .size = figure->size,
                              .name = figure->path,
                              .span = block->span,
                              .is_guessed = is_guessed(style, figure, width)};
}

/* Printing wants so many dots to the inch; an SVG has none. */
static void check_resolution(const struct gaz_typesetter *ts, const struct gaz_block *block,
                             const struct gaz_image *image) {
    enum { INCH = 72 * GAZ_POINT };
    int64_t dpi = (int64_t)block->figure->pixels_wide * INCH / image->width;
    if (block->figure->pixels_wide == 0 || dpi >= ts->style->picture_dpi) return;
    char has[16], wants[16];
    g_snprintf(has, sizeof has, "%d", (int)dpi);
    g_snprintf(wants, sizeof wants, "%d", ts->style->picture_dpi);
    gaz_report(ts->diags, GAZ_D_PICTURE_DPI, block->span, image->name, has, wants);
}

static struct gaz_paragraph set_caption(const struct gaz_typesetter *ts, const struct gaz_block *block,
                                        gaz_len measure) {
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_CAPTION, block->text);
    spec.setting = GAZ_SET_CENTER;
    spec.breaker = gaz_break_title;
    spec.measure = measure;
    if (block->text.n) spec.node = gaz_tree_text(ts->tree, GAZ_NODE_CAPTION, block->text);
    return gaz_paragraph_set(ts, &spec);
}

static void add_image(const struct gaz_flow *flow, struct gaz_box *box, const struct gaz_image *image,
                      gaz_len measure, gaz_len top) {
    struct gaz_item item = {.kind = GAZ_ITEM_IMAGE,
                            .x = (measure - image->width) / 2,
                            .y = top,
                            .node = gaz_tree_group(flow->typesetter->tree),
                            .as.image = *image};
    gaz_box_add(flow, box, &(struct gaz_line){.items = &item, .n_items = 1}, (struct gaz_at){0, 0, 0});
}

static void push_upright(struct gaz_flow *flow, const struct gaz_block *block) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    struct gaz_paragraph caption = set_caption(ts, block, style->measure);
    gaz_len lines = style->lines_per_page - (gaz_len)MIN(caption.n_lines, 3);
    struct frame frame = {style->measure, MAX(style->pitch * lines - 2 * style->figure_space, style->pitch)};
    struct gaz_image image = image_of(style, block, frame);
    check_resolution(ts, block, &image);
    gaz_flow_space(flow, style->figure_space, false);
    add_image(flow, gaz_flow_push(flow, GAZ_BOX_LINE, image.height), &image, style->measure, 0);
    flow->glue_next = caption.n_lines > 0;
    gaz_flow_space(flow, style->figure_space, false);
    if (caption.n_lines == 0) gaz_flow_snap(flow);
    for (uint32_t i = 0; i < caption.n_lines; i++) {
        flow->glue_next = true;
        gaz_flow_line(flow, &caption.lines[i], style->pitch, style->roles[GAZ_ROLE_CAPTION].size, 0);
    }
    gaz_flow_snap(flow);
}

/* In the middle of what a head leaves of the page; the caption stands below, on the same page. */
static void push_turned(struct gaz_flow *flow, const struct gaz_block *block) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    gaz_len measure = gaz_turned_measure(style), size = style->roles[GAZ_ROLE_CAPTION].size;
    gaz_len page = style->measure - (flow->turned_head ? gaz_flow_height(flow->turned_head) : 0);
    struct gaz_paragraph caption = set_caption(ts, block, measure);
    gaz_len below =
        caption.n_lines ? style->figure_space + (gaz_len)MIN(caption.n_lines, 3) * style->pitch : 0;
    struct gaz_image image = image_of(style, block, (struct frame){measure, MAX(page - below, style->pitch)});
    check_resolution(ts, block, &image);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_TURNED, image.height + below);
    gaz_len top = MAX(page - box->height, 0) / 2;
    add_image(flow, box, &image, measure, top);
    top += image.height + style->figure_space;
    for (uint32_t i = 0; i < caption.n_lines; i++, top += style->pitch)
        gaz_box_add(flow, box, &caption.lines[i],
                    (struct gaz_at){0, top + gaz_line_baseline(style, style->pitch, size), i + 1});
    flow->turned_head = NULL;
}

struct gaz_image gaz_figure_image(const struct gaz_style *style, const struct gaz_block *block,
                                  gaz_len widest, gaz_len highest) {
    return image_of(style, block, (struct frame){widest, highest});
}

/* What a picture shows is said by its caption. */
struct gaz_node gaz_figure_node(const struct gaz_typesetter *ts, const struct gaz_block *block) {
    struct gaz_node node = {.kind = GAZ_NODE_FIGURE, .span = block->span};
    g_autofree char *caption = gaz_text_to_utf8(gaz_text_unbroken(ts->arena, block->text));
    if (*caption) node.as.alternative = gaz_arena_strdup(ts->arena, caption);
    return node;
}

void gaz_block_figure(struct gaz_flow *flow, const struct gaz_block *block) {
    const struct gaz_typesetter *ts = flow->typesetter;
    gaz_tree_open(ts->tree, gaz_figure_node(ts, block));
    if (gaz_block_is_turned(flow->typesetter->style, block))
        push_turned(flow, block);
    else
        push_upright(flow, block);
    gaz_tree_close(ts->tree);
}
