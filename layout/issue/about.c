/* about.c: 简介, the last page: what the gazette is. */
#include "base/arena.h"
#include "layout/block/block.h"
#include "layout/issue/parts.h"

/* The same typesetter on the measure of the 简介, narrower than the body's (page-rules.md 2: 33 of 37 字 in
 * 2019). */
static const struct gaz_typesetter *narrowed(const struct gaz_typesetter *typesetter) {
    struct gaz_typesetter *ts = GAZ_NEW(typesetter->arena, struct gaz_typesetter);
    struct gaz_style *style = GAZ_NEW(typesetter->arena, struct gaz_style);
    *ts = *typesetter;
    *style = *ts->style;
    style->measure = MIN(style->measure, style->about_chars * style->cell);
    style->title_width = MIN(style->title_width, style->measure);
    ts->style = style;
    return ts;
}

static void move_right(struct gaz_flow *flow, gaz_len by) {
    for (uint32_t i = 0; i < flow->n; i++)
        for (uint32_t k = 0; k < flow->boxes[i].n_items; k++)
            flow->boxes[i].items[k].x += by;
}

struct gaz_flow *gaz_compose_about(const struct gaz_typesetter *typesetter, const struct gaz_doc *about,
                                   uint32_t target) {
    const struct gaz_style *style = typesetter->style;
    struct gaz_flow *flow = gaz_flow_new(narrowed(typesetter));
    struct gaz_title_form form = {GAZ_ROLE_ABOUT_TITLE, style->instrument_title_each,
                                  style->instrument_title_before, style->instrument_title_after,
                                  style->title_width};
    flow->target_next = target;
    gaz_block_title(flow, about->parts[0].title, &form);
    for (uint32_t i = 0; i < about->parts[0].n_blocks; i++)
        gaz_block_body(flow, &about->parts[0].blocks[i]);
    move_right(flow, (style->measure - flow->typesetter->style->measure) / 2);
    return flow;
}
