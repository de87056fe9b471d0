/* figure.c: a picture in the middle of the measure with its caption below, in whole lines (C-66). */
#include "base/arena.h"
#include "layout/block/block.h"

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

/* The printed size: the given width, or the picture's own; never wider than the measure, never higher than a
 * page. */
static void size_of(const struct gaz_style *style, const struct gaz_figure *figure, gaz_len room,
                    gaz_len *width, gaz_len *height) {
    gaz_len own_width = gaz_len_from_um(figure->natural_width),
            own_height = gaz_len_from_um(figure->natural_height);
    if (own_width <= 0 || own_height <= 0) own_width = own_height = style->measure / 2;
    *width = gaz_width_resolve(style, figure->width, style->measure);
    if (*width <= 0) *width = own_width;
    *width = MIN(*width, style->measure);
    *height = gaz_scale(own_height, *width, own_width);
    if (*height > room) {
        *width = gaz_scale(*width, room, *height);
        *height = room;
    }
}

void gaz_block_figure(struct gaz_flow *flow, const struct gaz_block *block) {
    const struct gaz_typesetter *ts = flow->typesetter;
    const struct gaz_style *style = ts->style;
    const struct gaz_figure *figure = block->figure;
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_CAPTION, block->text);
    spec.setting = GAZ_SET_CENTER;
    spec.balanced = true;
    struct gaz_paragraph caption = gaz_paragraph_set(ts, &spec);
    gaz_len room =
        style->pitch * (style->lines_per_page - (gaz_len)MIN(caption.n_lines, 3)) - 2 * style->figure_space;
    gaz_len width, height;
    size_of(style, figure, MAX(room, style->pitch), &width, &height);
    gaz_flow_space(flow, style->figure_space, false);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, height);
    box->items = GAZ_NEW(ts->arena, struct gaz_item);
    box->n_items = 1;
    box->items[0] = (struct gaz_item){
        .kind = GAZ_ITEM_IMAGE,
        .x = (style->measure - width) / 2,
        .as.image = {width, height, (int)figure->kind, figure->data, figure->size, figure->path}};
    gaz_flow_space(flow, style->figure_space, false);
    if (caption.n_lines == 0) gaz_flow_snap(flow);
    for (uint32_t i = 0; i < caption.n_lines; i++) {
        flow->glue_next = true;
        gaz_flow_line(flow, &caption.lines[i], style->pitch, style->roles[GAZ_ROLE_CAPTION].size, 0);
    }
    gaz_flow_snap(flow);
}
