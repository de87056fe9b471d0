/* about.c: 简介, the last page: what the gazette is. */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/issue/parts.h"

/* The same typesetter on the measure of the 简介, narrower than the body's (S-28: 33 of 37 字 in
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
    for (uint32_t i = 0; i < flow->n; i++) {
        if (flow->boxes[i].notes) move_right(flow->boxes[i].notes, by);
        for (uint32_t k = 0; k < flow->boxes[i].n_items; k++)
            flow->boxes[i].items[k].x += by;
    }
}

struct composing {
    struct gaz_flow *flow;
    const struct gaz_title_form *form;
};

/* It has a title and blocks, nothing else. */
static void push_piece(void *context, const struct gaz_doc *about, struct gaz_piece piece) {
    const struct composing *c = context;
    (void)about;
    if (piece.kind == GAZ_PIECE_PART) gaz_block_title(c->flow, piece.part->title, c->form);
    if (piece.kind == GAZ_PIECE_BLOCK) gaz_block_body(c->flow, piece.block);
}

struct gaz_flow *gaz_compose_about(const struct gaz_typesetter *typesetter, const struct gaz_doc *about,
                                   uint32_t target) {
    const struct gaz_style *style = typesetter->style;
    struct gaz_flow *flow = gaz_flow_new(narrowed(typesetter));
    struct gaz_title_form form = {
        GAZ_ROLE_ABOUT_TITLE,          style->instrument_title_each, style->instrument_title_before,
        style->instrument_title_after, style->title_width,           1};
    struct composing composing = {flow, &form};
    flow->target_next = target;
    gaz_tree_open(typesetter->tree, (struct gaz_node){.kind = GAZ_NODE_ABOUT, .as.target = target - 1});
    gaz_doc_pieces(about, push_piece, &composing);
    gaz_notes_at_end(flow);
    gaz_tree_close(typesetter->tree);
    move_right(flow, (style->measure - flow->typesetter->style->measure) / 2);
    return flow;
}
