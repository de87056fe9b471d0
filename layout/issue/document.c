/* document.c: a document's pieces become boxes, in the order that the model gives (gaz_doc_pieces). */
#include "base/process/arena.h"
#include "layout/block/block.h"
#include "layout/issue/parts.h"

/* a document that is being composed */
struct composing {
    struct gaz_flow *flow;
    uint32_t part_target;  /* of the next later part */
    uint32_t head_base;    /* the target of head k is this and k, from 1, less 1 */
    uint32_t contents_end; /* the block behind the part's last list of contents that was set */
    bool part_is_open;     /* in the tree */
    struct gaz_flow *head; /* a turned head that waits for the part's first box */
    uint32_t first;        /* the first box of a part that has a turned head */
};

/* ---- the head */

static void push_title(struct gaz_flow *flow, const struct gaz_doc *doc) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_title_form form = {GAZ_ROLE_TITLE,     style->title_each,  style->title_before,
                                  style->title_after, style->title_width, 1};
    gaz_block_title(flow, doc->title, &form);
}

/* ---- later parts */

static void push_instrument(struct gaz_flow *flow, const struct gaz_part *part) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_title_form form = {
        GAZ_ROLE_INSTRUMENT_TITLE,     style->instrument_title_each, style->instrument_title_before,
        style->instrument_title_after, style->title_width,           2};
    if (style->instrument_new_page) gaz_flow_break(flow, GAZ_END_INSTRUMENT);
    gaz_block_title(flow, part->title, &form);
    gaz_block_subtitle(flow, part->subtitle);
}

static void push_attachment_head(struct gaz_flow *flow, const struct gaz_part *part) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_title_form form = {
        GAZ_ROLE_ATTACHMENT_TITLE,     style->attachment_title_each, style->attachment_title_before,
        style->attachment_title_after, style->title_width,           2};
    gaz_block_attachment_label(flow, part->label);
    gaz_block_title(flow, part->title, &form);
    gaz_block_subtitle(flow, part->subtitle);
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
    gaz_len white = style->attachment_label_height + style->attachment_title_before - style->pitch;
    style->title_width = style->measure;
    style->attachment_label_height = style->pitch;
    style->attachment_title_before = CLAMP(white, 0, style->pitch); /* mark in row 1, title in row 3 (G-31) */
    style->attachment_title_after = style->pitch / 2;
    struct gaz_flow *head = gaz_flow_new(ts);
    push_attachment_head(head, part);
    return head;
}

static void push_attachment(struct composing *c, const struct gaz_part *part) {
    struct gaz_flow *flow = c->flow;
    const struct gaz_style *style = flow->typesetter->style;
    if (style->attachment_new_page)
        gaz_flow_break(flow, GAZ_END_ATTACHMENT);
    else
        gaz_flow_space(flow, style->attachment_before, true);
    c->head = opens_turned(style, part) ? turned_head(flow, part) : NULL;
    if (!c->head) push_attachment_head(flow, part);
    c->first = flow->n;
    flow->turned_head = c->head;
}

static void close_part(struct composing *c) {
    gaz_notes_at_end(c->flow);
    if (c->part_is_open) gaz_tree_close(c->flow->typesetter->tree);
    c->part_is_open = false;
}

static void push_part(struct composing *c, const struct gaz_part *part) {
    bool is_attachment = part->kind == GAZ_PART_ATTACHMENT;
    close_part(c);
    c->contents_end = 0;
    gaz_tree_open(c->flow->typesetter->tree,
                  (struct gaz_node){.kind = is_attachment ? GAZ_NODE_ATTACHMENT : GAZ_NODE_INSTRUMENT,
                                    .span = part->span,
                                    .as.target = c->part_target - 1});
    c->part_is_open = true;
    c->flow->target_next = c->part_target++;
    if (is_attachment)
        push_attachment(c, part);
    else
        push_instrument(c->flow, part);
}

/* ---- the order */

/* Paragraphs, tables and figures of the document's own part. */
static enum gaz_matter matter_of(const struct gaz_doc *doc, struct gaz_piece piece) {
    enum gaz_block_kind kind = piece.block->kind;
    bool is_text = kind == GAZ_BLOCK_PARAGRAPH || gaz_block_is_contents(piece.block) ||
                   kind == GAZ_BLOCK_TABLE || kind == GAZ_BLOCK_FIGURE;
    bool is_heading = piece.block->is_heading_only;
    return piece.part == &doc->parts[0] && is_text && !is_heading ? GAZ_MATTER_TEXT : GAZ_MATTER_OTHER;
}

/* A list of contents is set whole where its first block comes; gives whether the block belongs to one. */
static bool push_contents(struct composing *c, struct gaz_piece piece) {
    const struct gaz_part *part = piece.part;
    uint32_t at = (uint32_t)(piece.block - part->blocks);
    if (!gaz_block_is_contents(piece.block)) return false;
    if (at >= c->contents_end) c->contents_end = gaz_block_own_contents(c->flow, part, at, c->head_base);
    return true;
}

/* The first block of a part with a turned head is on a turned page: the head goes there. */
static void push_block(struct composing *c, const struct gaz_doc *doc, struct gaz_piece piece) {
    c->flow->matter = matter_of(doc, piece);
    if (piece.block->head) c->flow->head_next = c->head_base + piece.block->head; /* 1 + its target */
    if (!push_contents(c, piece)) gaz_block_body(c->flow, piece.block);
    c->flow->matter = GAZ_MATTER_OTHER;
    if (c->head && c->first < c->flow->n) c->flow->boxes[c->first].head = c->head;
    c->head = NULL;
}

static void push_footer(struct composing *c, const struct gaz_doc *doc) {
    close_part(c);
    gaz_block_footer(c->flow, doc);
}

static void push_piece(void *context, const struct gaz_doc *doc, struct gaz_piece piece) {
    struct composing *c = context;
    switch (piece.kind) {
    case GAZ_PIECE_COLUMN: /* above what the tree has as the document */
        break;
    case GAZ_PIECE_LETTERHEAD:
        gaz_block_letterhead(c->flow, doc);
        break;
    case GAZ_PIECE_TITLE:
        push_title(c->flow, doc);
        break;
    case GAZ_PIECE_NUMBER:
        gaz_block_number(c->flow, doc);
        break;
    case GAZ_PIECE_SUBTITLE:
        gaz_block_subtitle(c->flow, doc->subtitle);
        break;
    case GAZ_PIECE_ADDRESSEES:
        gaz_block_addressees(c->flow, doc->addressees);
        break;
    case GAZ_PIECE_BLOCK:
        push_block(c, doc, piece);
        break;
    case GAZ_PIECE_ATTACHMENT_LIST:
        gaz_block_attachment_list(c->flow, doc);
        break;
    case GAZ_PIECE_ATTENDANCE:
        gaz_block_attendance(c->flow, doc);
        break;
    case GAZ_PIECE_SIGNATURE:
        gaz_block_signature(c->flow, doc);
        break;
    case GAZ_PIECE_PART:
        push_part(c, piece.part);
        break;
    case GAZ_PIECE_FOOTER:
        push_footer(c, doc);
        break;
    }
}

struct gaz_flow *gaz_compose_document(const struct gaz_typesetter *typesetter, const struct gaz_doc *doc,
                                      uint32_t target, uint32_t part_target,
                                      const struct gaz_adjusted *adjusted) {
    struct composing c = {.flow = gaz_flow_new(typesetter),
                          .part_target = part_target,
                          .head_base = part_target + doc->n_parts - 2};
    c.flow->target_next = target;
    c.flow->adjusted = adjusted;
    if (typesetter->style->column_title == GAZ_COLUMN_ABOVE)
        gaz_block_column_title(c.flow, doc->column_title);
    gaz_tree_open(typesetter->tree,
                  (struct gaz_node){.kind = GAZ_NODE_DOCUMENT,
                                    .span = {doc->source, 0, doc->source ? doc->source->size : 0},
                                    .as.target = target - 1});
    gaz_doc_pieces(doc, push_piece, &c);
    if (c.flow->n > 0) c.flow->boxes[0].hides_folio = !typesetter->style->folio_first;
    close_part(&c);
    gaz_tree_close(typesetter->tree);
    return c.flow;
}
