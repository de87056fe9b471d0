/* box.c: pushing boxes. */
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "layout/block/box.h"

struct gaz_flow *gaz_flow_new(const struct gaz_typesetter *typesetter) {
    struct gaz_flow *flow = GAZ_NEW(typesetter->arena, struct gaz_flow);
    flow->typesetter = typesetter;
    return flow;
}

struct gaz_box *gaz_flow_push(struct gaz_flow *flow, enum gaz_box_kind kind, gaz_len height) {
    size_t n = flow->n;
    struct gaz_box *box = GAZ_PUSH(flow->typesetter->arena, flow->boxes, n, flow->capacity);
    flow->n = (uint32_t)n;
    *box = (struct gaz_box){.kind = kind, /* whole: a box that was taken back may have stood here */
                            .height = height,
                            .glued = flow->glue_next,
                            .glue_cause = GAZ_END_KEEP};
    if (kind == GAZ_BOX_SPACE) return box;
    box->matter = flow->matter;
    box->again = flow->again;
    flow->glue_next = false;
    box->target = flow->target_next;
    box->head_target = flow->head_next;
    flow->target_next = flow->head_next = 0;
    return box;
}

void gaz_flow_space(struct gaz_flow *flow, gaz_len height, bool drops) {
    if (height <= 0) return;
    gaz_flow_push(flow, GAZ_BOX_SPACE, height)->drops = drops;
}

void gaz_flow_break(struct gaz_flow *flow, enum gaz_page_end cause) {
    uint32_t target = flow->target_next;
    gaz_flow_push(flow, GAZ_BOX_BREAK, 0)->cause = cause;
    flow->boxes[flow->n - 1].target = 0;
    flow->target_next = target;
}

void gaz_flow_snap(struct gaz_flow *flow) {
    if (flow->n) flow->boxes[flow->n - 1].snaps = true;
}

void gaz_box_add(const struct gaz_flow *flow, struct gaz_box *box, const struct gaz_line *line,
                 struct gaz_at at) {
    size_t n = box->n_items;
    for (uint32_t i = 0; i < line->n_items; i++) {
        struct gaz_item *item = GAZ_PUSH(flow->typesetter->arena, box->items, n, box->item_capacity);
        *item = line->items[i];
        item->x += at.x;
        item->y += at.y;
        item->line = at.number;
    }
    box->n_items = (uint32_t)n;
}

bool gaz_flow_is_too_high(const struct gaz_flow *flow, gaz_len height, struct gaz_text text) {
    const struct gaz_style *style = flow->typesetter->style;
    if (height <= style->pitch * style->lines_per_page) return false;
    gaz_report(flow->typesetter->diags, GAZ_D_FOOT_HEIGHT, gaz_text_span(text), NULL);
    return true;
}

gaz_len gaz_line_baseline(const struct gaz_style *style, gaz_len height, gaz_len size) {
    gaz_len leading = style->pitch - style->cell; /* the white under a body line's characters */
    return (height - leading - size) / 2 +
           gaz_scale(size, 88, 100); /* an ideograph's em box: 0.88 above, 0.12 below */
}

struct gaz_box *gaz_flow_line(struct gaz_flow *flow, const struct gaz_line *line, gaz_len height,
                              gaz_len size, gaz_len left) {
    gaz_len baseline = gaz_line_baseline(flow->typesetter->style, height, size);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, height);
    box->items = line->items;
    box->n_items = line->n_items;
    for (uint32_t i = 0; i < box->n_items; i++) {
        box->items[i].x += left;
        box->items[i].y += baseline;
        box->items[i].line = 1;
    }
    return box;
}

void gaz_flow_lost_lines(struct gaz_flow *flow, uint32_t n) {
    while (n-- > 0)
        gaz_flow_push(flow, GAZ_BOX_LINE, flow->typesetter->style->pitch)->is_lost = true;
}

void gaz_flow_page_end(struct gaz_flow *flow, struct gaz_span span) {
    flow->glue_next = false;
    gaz_flow_break(flow, GAZ_END_BREAK);
    flow->boxes[flow->n - 1].mark = span;
}

void gaz_flow_paragraph(struct gaz_flow *flow, const struct gaz_paragraph *paragraph, gaz_len height,
                        gaz_len size) {
    const struct gaz_style *style = flow->typesetter->style;
    uint32_t n = paragraph->n_lines;
    for (uint32_t i = 0; i < n; i++) {
        gaz_flow_lost_lines(flow, paragraph->lines[i].lost_before);
        if (paragraph->lines[i].begins_page.source) gaz_flow_page_end(flow, paragraph->lines[i].begins_page);
        struct gaz_box *box = gaz_flow_line(flow, &paragraph->lines[i], height, size, 0);
        box->parts = paragraph->lines[i].parts;
        /* C-56: i lines would stay on the page before, n - i would begin the next */
        if (i > 0 && (i < (uint32_t)style->orphans || n - i < (uint32_t)style->widows)) box->glued = true;
    }
}

gaz_len gaz_flow_height(const struct gaz_flow *flow) {
    gaz_len height = 0;
    for (uint32_t i = 0; i < flow->n; i++)
        height += flow->boxes[i].height;
    return height;
}

struct gaz_paragraph_spec gaz_spec_of(const struct gaz_typesetter *typesetter, enum gaz_role_id role,
                                      struct gaz_text text) {
    return (struct gaz_paragraph_spec){.text = text,
                                       .role = role,
                                       .heading_role = role,
                                       .setting = GAZ_SET_JUSTIFIED,
                                       .measure = typesetter->style->measure};
}
