/* structure.c: what a paragraph is, by the number it begins with.
 *
 * Done when the part is read whole: which sentences are headings is told by what follows and by their
 * siblings (siblings.h); in a part that has 第X条, （一） and 1. and （1） are provisions, never headings,
 * and so are 一、 and all below it where they are what the chapters (第X章) of a government's work rules
 * hold.
 */
#include "input/body/contents.h"
#include "input/lines/blocks.h"

#include "base/text/text.h"
#include "input/body/siblings.h"
#include "input/lines/numbering.h"

#include <glib.h>
#include <string.h>

struct structure {
    struct gaz_body *body;
    bool has_provisions;
};

/* The text with an attribute on [begin, end): a copy, since texts are not written to. */
static struct gaz_text marked(struct structure *s, struct gaz_text text, uint32_t begin, uint32_t end,
                              uint16_t attr) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(s->body->reader->arena, struct gaz_char, text.n);
    memcpy(chars, text.chars, text.n * sizeof *chars);
    for (uint32_t i = begin; i < end; i++)
        chars[i].attrs |= attr;
    text.chars = chars;
    return text;
}

/* 第X条 and the blanks after it. */
static uint32_t label_end(struct gaz_text text, uint32_t length) {
    while (length < text.n && gaz_char_is_blank(text.chars[length].ch))
        length++;
    return length;
}

static void make_heading_line(struct gaz_block *block) {
    block->kind = GAZ_BLOCK_HEADING;
}

static void make_heading_sentence(struct structure *s, struct gaz_block *block) {
    uint32_t sentence = gaz_number_sentence(block->text);
    if (sentence == 0) {
        make_heading_line(block); /* by hand: longer than a line of its own may be by itself */
        return;
    }
    block->text = marked(s, block->text, 0, sentence, GAZ_CHAR_HEADING);
    block->is_heading_only = sentence == block->text.n;
}

/* In a part of provisions 一、 may stand on a line of its own as a heading, nothing else; a list of such
 * lines is what an article enumerates. */
static enum gaz_item_form form_among_provisions(const struct gaz_block *block, enum gaz_item_form form) {
    return block->level == 1 && form == GAZ_ITEM_LINE ? GAZ_ITEM_LINE : GAZ_ITEM_BODY;
}

static void make_level(struct structure *s, struct gaz_block *block, enum gaz_item_form form) {
    if (s->has_provisions) form = form_among_provisions(block, form);
    if (block->by_hand == GAZ_HAND_BODY) form = GAZ_ITEM_BODY;
    if (block->by_hand == GAZ_HAND_HEADING) form = GAZ_ITEM_SENTENCE;
    switch (form) {
    case GAZ_ITEM_BODY:
        break;
    case GAZ_ITEM_LINE:
        make_heading_line(block);
        break;
    case GAZ_ITEM_SENTENCE:
        make_heading_sentence(s, block);
        break;
    }
}

static void make_ordinal(struct structure *s, struct gaz_block *block, struct gaz_number number) {
    bool is_article = number.kind == GAZ_NUMBER_ARTICLE;
    block->is_provision = is_article;
    if (!is_article && gaz_number_is_heading_line(block->text))
        block->kind = (enum gaz_block_kind)(GAZ_BLOCK_BOOK + gaz_number_division(number) - 1);
    block->n_label = is_article ? 0 : label_end(block->text, number.length);
    if (is_article)
        block->text = marked(s, block->text, 0, label_end(block->text, number.length), GAZ_CHAR_LABEL);
}

static void warn_tight_article(struct structure *s, struct gaz_block *block, struct gaz_number number) {
    char *label = gaz_text_to_utf8(gaz_text_slice(block->text, 0, number.length));
    gaz_report(s->body->reader->diags, GAZ_D_ARTICLE_BLANK,
               gaz_text_span(gaz_text_slice(block->text, 0, number.length)), label);
    g_free(label);
}

static void apply_number(struct structure *s, struct gaz_block *block, struct gaz_number number,
                         enum gaz_item_form form) {
    block->is_numbered = number.kind != GAZ_NUMBER_NONE && number.kind != GAZ_NUMBER_ARTICLE_TIGHT;
    switch (number.kind) {
    case GAZ_NUMBER_NONE:
        break;
    case GAZ_NUMBER_LEVEL_1:
    case GAZ_NUMBER_LEVEL_2:
    case GAZ_NUMBER_LEVEL_3:
    case GAZ_NUMBER_LEVEL_4:
        block->level = (uint8_t)gaz_number_level(number);
        make_level(s, block, form);
        break;
    case GAZ_NUMBER_BOOK:
    case GAZ_NUMBER_SUBBOOK:
    case GAZ_NUMBER_CHAPTER:
    case GAZ_NUMBER_SECTION:
    case GAZ_NUMBER_SUBSECTION:
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

static struct gaz_number *numbers_of(const struct gaz_block *blocks, uint32_t n) {
    struct gaz_number *numbers = g_new0(struct gaz_number, n);
    for (uint32_t i = 0; i < n; i++)
        if (is_structural(&blocks[i])) numbers[i] = gaz_number_find(blocks[i].text);
    return numbers;
}

static bool has_article(const struct gaz_number *numbers, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (numbers[i].kind == GAZ_NUMBER_ARTICLE) return true;
    return false;
}

/* 第X章 with 一、 below it: provisions when they are sentences, the parts of a plan when they are lines. */
static bool has_chapters_of_items(const struct gaz_block *blocks, const struct gaz_number *numbers,
                                  uint32_t n) {
    uint32_t n_lines = 0, n_sentences = 0;
    bool in_chapter = false;
    for (uint32_t i = 0; i < n; i++) {
        bool is_line = gaz_number_is_heading_line(blocks[i].text);
        in_chapter |= numbers[i].kind == GAZ_NUMBER_CHAPTER && is_line;
        if (!in_chapter || numbers[i].kind != GAZ_NUMBER_LEVEL_1) continue;
        n_lines += is_line;
        n_sentences += !is_line;
    }
    return n_sentences > n_lines;
}

/* A mark works on a numbered paragraph of a level. */
static void look_at_hand(const struct structure *s, const struct gaz_block *block, struct gaz_number number) {
    if (gaz_number_level(number) == 0 || block->by_hand >= GAZ_HAND_SUBTITLE)
        gaz_hand_refuse(s->body, block->by_hand, block->span);
}

static void apply_to(struct structure *s, struct gaz_block *block, struct gaz_number number,
                     enum gaz_item_form form) {
    look_at_hand(s, block, number);
    if (block->kind == GAZ_BLOCK_HEADING)
        block->is_numbered = gaz_number_find(block->text).kind != GAZ_NUMBER_NONE;
    if (!is_structural(block)) return;
    if (gaz_text_has_prefix(block->text, "附件："))
        block->kind = GAZ_BLOCK_ATTACHMENT_LIST;
    else
        apply_number(s, block, number, form);
}

/* The levels of the divisions' heads: a 章 is below the last 编 or 分编, at the top where there is none. */
static void level_divisions(struct gaz_body *body) {
    unsigned open[5] = {0}, n_open = 0; /* the divisions that go on, the highest first */
    for (uint32_t i = 0; i < body->n_blocks; i++) {
        unsigned division = gaz_block_division(&body->blocks[i]);
        if (division == 0) continue;
        while (n_open > 0 && open[n_open - 1] >= division)
            n_open--;
        open[n_open++] = division;
        body->blocks[i].level = (uint8_t)n_open;
        body->blocks[i].head = ++body->n_heads;
    }
}

/* Contents that are to be made of the heads need some, and are made once in a part; the 简介 has none. */
static void look_at_contents(struct gaz_body *body) {
    bool has_heads = false, is_made = false;
    for (uint32_t i = 0; i < body->n_blocks; i++)
        has_heads |= gaz_block_is_listed(&body->blocks[i]);
    for (uint32_t i = 0; i < body->n_blocks; i++) {
        if (body->blocks[i].kind != GAZ_BLOCK_CONTENTS_HERE) continue;
        if (!has_heads || body->is_about)
            gaz_report(body->reader->diags, GAZ_D_CONTENTS_NOTHING, body->blocks[i].span, NULL);
        else if (is_made)
            gaz_report(body->reader->diags, GAZ_D_CONTENTS_TWICE, body->blocks[i].span, NULL);
        is_made = true;
    }
}

void gaz_structure_apply(struct gaz_body *body, struct gaz_part *part) {
    g_autofree uint32_t *named = gaz_contents_find(body);
    struct gaz_block *blocks = body->blocks;
    uint32_t n = body->n_blocks;
    struct gaz_number *numbers = numbers_of(blocks, n);
    enum gaz_item_form *forms = gaz_item_forms(blocks, numbers, n);
    part->has_provisions = has_article(numbers, n);
    struct structure s = {body, part->has_provisions || has_chapters_of_items(blocks, numbers, n)};
    for (uint32_t i = 0; i < n; i++)
        apply_to(&s, &blocks[i], numbers[i], forms[i]);
    level_divisions(body);
    gaz_contents_lead(body, named);
    look_at_contents(body);
    g_free(forms);
    g_free(numbers);
}
