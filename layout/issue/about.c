/* about.c: 简介, the last page: what the gazette is. */
#include "layout/block/block.h"
#include "layout/issue/parts.h"

struct gaz_flow *gaz_compose_about(const struct gaz_typesetter *typesetter, const struct gaz_doc *about,
                                   uint32_t target) {
    const struct gaz_style *style = typesetter->style;
    struct gaz_flow *flow = gaz_flow_new(typesetter);
    struct gaz_title_form form = {GAZ_ROLE_ABOUT_TITLE, style->instrument_title_each,
                                  style->instrument_title_before, style->instrument_title_after,
                                  style->title_width};
    flow->target_next = target;
    gaz_block_title(flow, about->parts[0].title, &form);
    for (uint32_t i = 0; i < about->parts[0].n_blocks; i++)
        gaz_block_body(flow, &about->parts[0].blocks[i]);
    return flow;
}
