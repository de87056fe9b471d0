/* structure.c: what a paragraph is, by the number it begins with.
 *
 * Done when the part is read whole: in a part that has 第X条, （一） and 1. and （1） are provisions, never
 * headings.
 */
#include "input/blocks.h"

#include "base/text.h"
#include "input/numbering.h"

#include <glib.h>
#include <string.h>

struct structure {
    struct gaz_reader *reader;
    bool has_provisions;
};

/* The text with an attribute on [begin, end): a copy, since texts are not written to. */
static struct gaz_text marked(struct structure *s, struct gaz_text text, uint32_t begin, uint32_t end,
                              uint16_t attr) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(s->reader->arena, struct gaz_char, text.n);
    memcpy(chars, text.chars, text.n * sizeof *chars);
    for (uint32_t i = begin; i < end; i++)
        chars[i].attrs |= attr;
    text.chars = chars;
    return text;
}

/* 第X条 and the blanks after it. */
static uint32_t label_end(struct gaz_text text, uint32_t length) {
    while (length < text.n && gaz_is_blank(text.chars[length].ch))
        length++;
    return length;
}

static void make_level(struct structure *s, struct gaz_block *block, uint8_t level) {
    block->level = level;
    if (s->has_provisions && level > 1) return;
    if (gaz_number_is_heading_line(block->text)) {
        block->kind = GAZ_BLOCK_HEADING;
        return;
    }
    uint32_t run_in = s->has_provisions ? 0 : gaz_number_run_in(block->text);
    if (run_in == 0) return;
    block->text = marked(s, block->text, 0, run_in, GAZ_CHAR_HEADING);
    block->is_heading_only = run_in == block->text.n;
}

static void make_ordinal(struct structure *s, struct gaz_block *block, struct gaz_number number) {
    bool is_article = number.kind == GAZ_NUMBER_ARTICLE;
    block->is_provision = is_article;
    if (!is_article && gaz_number_is_heading_line(block->text))
        block->kind = number.kind == GAZ_NUMBER_CHAPTER ? GAZ_BLOCK_CHAPTER : GAZ_BLOCK_SECTION;
    if (is_article || block->kind != GAZ_BLOCK_PARAGRAPH)
        block->text = marked(s, block->text, 0, label_end(block->text, number.length), GAZ_CHAR_LABEL);
}

static void warn_tight_article(struct structure *s, struct gaz_block *block, struct gaz_number number) {
    char *label = gaz_text_to_utf8(gaz_text_slice(block->text, 0, number.length));
    gaz_report(s->reader->diags, GAZ_D_ARTICLE_BLANK,
               gaz_text_span(gaz_text_slice(block->text, 0, number.length)), label);
    g_free(label);
}

static void apply_number(struct structure *s, struct gaz_block *block) {
    struct gaz_number number = gaz_number_find(block->text);
    block->is_numbered = number.kind != GAZ_NUMBER_NONE && number.kind != GAZ_NUMBER_ARTICLE_TIGHT;
    switch (number.kind) {
    case GAZ_NUMBER_NONE:
        break;
    case GAZ_NUMBER_LEVEL_1:
    case GAZ_NUMBER_LEVEL_2:
    case GAZ_NUMBER_LEVEL_3:
    case GAZ_NUMBER_LEVEL_4:
        make_level(s, block, (uint8_t)(number.kind - GAZ_NUMBER_LEVEL_1 + 1));
        break;
    case GAZ_NUMBER_CHAPTER:
    case GAZ_NUMBER_SECTION:
    case GAZ_NUMBER_ARTICLE:
        make_ordinal(s, block, number);
        break;
    case GAZ_NUMBER_ARTICLE_TIGHT:
        warn_tight_article(s, block, number);
        break;
    }
}

static bool is_structural(const struct gaz_block *block) {
    return block->kind == GAZ_BLOCK_PARAGRAPH && block->align == GAZ_ALIGN_BODY;
}

static bool has_article(const struct gaz_block *blocks, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (is_structural(&blocks[i]) && gaz_number_find(blocks[i].text).kind == GAZ_NUMBER_ARTICLE)
            return true;
    return false;
}

void gaz_structure_apply(struct gaz_reader *reader, struct gaz_part *part, struct gaz_block *blocks,
                         uint32_t n) {
    struct structure s = {reader, has_article(blocks, n)};
    part->has_provisions = s.has_provisions;
    for (uint32_t i = 0; i < n; i++) {
        if (blocks[i].kind == GAZ_BLOCK_HEADING)
            blocks[i].is_numbered = gaz_number_find(blocks[i].text).kind != GAZ_NUMBER_NONE;
        if (!is_structural(&blocks[i])) continue;
        if (gaz_text_has_prefix(blocks[i].text, "附件：")) {
            blocks[i].kind = GAZ_BLOCK_ATTACHMENT_LIST;
            continue;
        }
        apply_number(&s, &blocks[i]);
    }
}
