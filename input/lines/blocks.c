/* blocks.c: a block is added to the part that is being read. */
#include "input/lines/blocks.h"

#include "input/inline/inline.h"

struct gaz_block *gaz_body_add_block(struct gaz_body *body, enum gaz_block_kind kind, uint32_t begin,
                                     uint32_t end) {
    struct gaz_block *block =
        GAZ_PUSH(body->reader->arena, body->blocks, body->n_blocks, body->blocks_capacity);
    block->kind = kind;
    block->span = gaz_reader_span(body->reader, begin, end);
    block->by_hand = body->hand;
    body->hand = GAZ_HAND_NONE;
    return block;
}

void gaz_body_add_wrong(struct gaz_body *body, uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    gaz_reader_text_again(body->reader, begin, end);
    gaz_body_add_block(body, GAZ_BLOCK_PARAGRAPH, begin, end)->text =
        gaz_inline_verbatim(body->reader, begin, end);
}
