/* document.c: the order of a document's parts: the one place that knows it. */
#include "base/arena.h"
#include "layout/block/block.h"
#include "layout/issue/parts.h"

static bool has_place_for_list(const struct gaz_doc *doc) {
    for (uint32_t i = 0; i < doc->n_parts; i++)
        for (uint32_t k = 0; k < doc->parts[i].n_blocks; k++)
            if (doc->parts[i].blocks[k].kind == GAZ_BLOCK_ATTACHMENT_LIST_HERE) return true;
    return false;
}

static void push_blocks(struct gaz_flow *flow, const struct gaz_doc *doc, const struct gaz_part *part,
                        uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (part->blocks[i].kind == GAZ_BLOCK_ATTACHMENT_LIST_HERE)
            gaz_block_attachment_list(flow, doc);
        else
            gaz_block_body(flow, &part->blocks[i]);
    }
}

/* Lost pages at the end of the notice come after its signature: they were an attachment (source-format.md,
 * 缺页). */
static uint32_t blocks_before_signature(const struct gaz_part *body) {
    uint32_t n = body->n_blocks;
    while (n > 0 && body->blocks[n - 1].kind == GAZ_BLOCK_MISSING_PAGES)
        n--;
    return n;
}

static void push_notice(struct gaz_flow *flow, const struct gaz_doc *doc) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_title_form form = {GAZ_ROLE_TITLE, style->title_each, style->title_before, style->title_after,
                                  style->title_width};
    gaz_block_letterhead(flow, doc);
    gaz_block_title(flow, doc->title, &form);
    gaz_block_subtitle(flow, doc->subtitle);
    if (doc->addressees.n) gaz_block_addressees(flow, doc->addressees);
    const struct gaz_part *body = &doc->parts[0];
    uint32_t text = blocks_before_signature(body);
    push_blocks(flow, doc, body, 0, text);
    if (!has_place_for_list(doc)) gaz_block_attachment_list(flow, doc);
    gaz_block_signature(flow, doc);
    push_blocks(flow, doc, body, text, body->n_blocks);
}

static void push_instrument(struct gaz_flow *flow, const struct gaz_doc *doc, const struct gaz_part *part) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_title_form form = {GAZ_ROLE_INSTRUMENT_TITLE, style->instrument_title_each,
                                  style->instrument_title_before, style->instrument_title_after,
                                  style->title_width};
    if (style->instrument_new_page) gaz_flow_break(flow, GAZ_END_INSTRUMENT);
    gaz_block_title(flow, part->title, &form);
    push_blocks(flow, doc, part, 0, part->n_blocks);
}

static void push_attachment_head(struct gaz_flow *flow, const struct gaz_part *part) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_title_form form = {GAZ_ROLE_ATTACHMENT_TITLE, style->attachment_title_each,
                                  style->attachment_title_before, style->attachment_title_after,
                                  style->title_width};
    gaz_block_attachment_label(flow, part->label);
    gaz_block_title(flow, part->title, &form);
}

static bool opens_turned(const struct gaz_style *style, const struct gaz_part *part) {
    return part->n_blocks && gaz_block_is_turned(style, &part->blocks[0]);
}

/* The label and the title of an attachment that opens with a turned table or figure go with it: the same
 * blocks on a measure as long as the page is high. */
static struct gaz_flow *turned_head(const struct gaz_flow *flow, const struct gaz_part *part) {
    struct gaz_typesetter *ts = GAZ_NEW(flow->typesetter->arena, struct gaz_typesetter);
    struct gaz_style *style = gaz_turned_style(flow->typesetter);
    *ts = *flow->typesetter;
    ts->style = style;
    style->title_width = style->measure;
    style->attachment_label_height = style->pitch;
    style->attachment_title_before = 0;
    style->attachment_title_after = style->pitch / 2;
    struct gaz_flow *head = gaz_flow_new(ts);
    push_attachment_head(head, part);
    return head;
}

static void push_attachment(struct gaz_flow *flow, const struct gaz_doc *doc, const struct gaz_part *part) {
    if (flow->typesetter->style->attachment_new_page) gaz_flow_break(flow, GAZ_END_ATTACHMENT);
    struct gaz_flow *head = opens_turned(flow->typesetter->style, part) ? turned_head(flow, part) : NULL;
    if (!head) push_attachment_head(flow, part);
    uint32_t first = flow->n;
    flow->turned_head = head;
    push_blocks(flow, doc, part, 0, part->n_blocks);
    if (head && first < flow->n) flow->boxes[first].head = head;
}

struct gaz_flow *gaz_compose_document(const struct gaz_typesetter *typesetter, const struct gaz_doc *doc,
                                      uint32_t target, uint32_t part_target) {
    struct gaz_flow *flow = gaz_flow_new(typesetter);
    flow->target_next = target;
    push_notice(flow, doc);
    if (doc->footer_place == GAZ_FOOTER_AFTER_BODY) gaz_block_footer(flow, doc);
    for (uint32_t i = 1; i < doc->n_parts; i++) {
        flow->target_next = part_target + i - 1;
        if (doc->parts[i].kind == GAZ_PART_ATTACHMENT)
            push_attachment(flow, doc, &doc->parts[i]);
        else
            push_instrument(flow, doc, &doc->parts[i]);
    }
    if (doc->footer_place == GAZ_FOOTER_AT_END) gaz_block_footer(flow, doc);
    return flow;
}
