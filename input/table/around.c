/* around.c: what belongs to a table though it is written beside it: its title (表1 …) and the unit of
 * its figures (单位：亿元) on paragraphs before it, notes and sources (注：…, 资料来源：…) on paragraphs
 * behind it.
 *
 * They become the table's, so that no page end parts them. The unit may also be the caption's last line. A
 * paragraph that the editor marked by hand (<!-- 正文 -->) stays one; a list of names (无框) has none of
 * these.
 */
#include "base/process/arena.h"
#include "input/lines/blocks.h"
#include "input/lines/numbering.h"

#include <glib.h>

enum { MOST = 40 /* characters of a title or a unit that is no line of its own by its mark */ };

/* A plain paragraph, or one that is set so: a title in the middle, a unit at the right. */
static bool is_paragraph(const struct gaz_block *block, enum gaz_block_align align) {
    bool plain = block->align == GAZ_ALIGN_BODY || block->align == align;
    return block->kind == GAZ_BLOCK_PARAGRAPH && block->by_hand == GAZ_HAND_NONE && plain;
}

static bool is_colon(uint32_t ch) {
    return ch == 0xFF1A || ch == ':';
}

/* A text that begins with one of the labels and a colon; a number may stand between them (注1：). */
static bool has_label(struct gaz_text text, const char *const *labels) {
    for (; *labels; labels++) {
        uint32_t n = (uint32_t)g_utf8_strlen(*labels, -1);
        if (!gaz_text_has_prefix(text, *labels)) continue;
        while (gaz_char_at(text, n) == ' ' || gaz_char_is_digit(gaz_char_at(text, n)))
            n++;
        if (is_colon(gaz_char_at(text, n))) return true;
    }
    return false;
}

static bool is_unit_text(struct gaz_text text) {
    static const char *const labels[] = {"单位", "计量单位", "（单位", "(单位", NULL};
    return has_label(text, labels) && text.n <= MOST && !gaz_text_has_any(text, "。＿\n");
}

static bool is_unit(const struct gaz_block *block) {
    return is_paragraph(block, GAZ_ALIGN_RIGHT) && is_unit_text(block->text);
}

/* 表1, 表 1, 表2-1, 表一, 附表1, 专栏1 (of a plan), and a blank; a sentence (表1所列…。) is none. */
static bool is_title(const struct gaz_block *block) {
    struct gaz_text text = block->text;
    bool is_of_two = gaz_text_has_prefix(text, "附表") || gaz_text_has_prefix(text, "专栏");
    uint32_t at = is_of_two ? 2 : gaz_text_has_prefix(text, "表") ? 1 : 0;
    if (!is_paragraph(block, GAZ_ALIGN_CENTER) || at == 0 || gaz_text_has_any(text, "。")) return false;
    while (gaz_char_at(text, at) == ' ')
        at++;
    uint32_t digits = gaz_number_digit_length(text, at),
             n = digits ? digits : gaz_number_han_length(text, at);
    at += n;
    while (n > 0 && (gaz_char_at(text, at) == '-' || gaz_char_at(text, at) == '.') &&
           (digits = gaz_number_digit_length(text, at + 1)) > 0)
        at += 1 + digits;
    bool apart = gaz_char_is_blank(gaz_char_at(text, at)) || gaz_char_at(text, at) == '\n';
    return n > 0 && apart && (block->align == GAZ_ALIGN_CENTER || text.n <= MOST);
}

static bool is_note(const struct gaz_block *block) {
    static const char *const labels[] = {"注", "备注", "资料来源", "数据来源", "来源", NULL};
    return is_paragraph(block, GAZ_ALIGN_BODY) && has_label(block->text, labels);
}

/* ---- the caption's last line */

static void split_caption(struct gaz_reader *reader, struct gaz_table *table) {
    struct gaz_text text = table->caption;
    uint32_t end = text.n;
    while (end > 0 && text.chars[end - 1].ch != '\n')
        end--;
    struct gaz_text unit = gaz_text_slice(text, end, text.n - end);
    if (end < 2 || table->unit.n > 0 || !is_unit_text(unit)) return;
    uint32_t offset = text.chars[end - 1].offset;
    if (offset != GAZ_NOWHERE) gaz_reader_syntax(reader, offset, offset + 1);
    table->unit = unit;
    table->caption = gaz_text_slice(text, 0, end - 1);
}

/* ---- the blocks */

/* How many blocks before the table at i are its title and unit, in either order; they are put into it. */
static uint32_t take_before(struct gaz_table *table, const struct gaz_block *blocks, uint32_t i) {
    uint32_t n = 0;
    while (n < i) {
        const struct gaz_block *block = &blocks[i - 1 - n];
        if (table->unit.n == 0 && is_unit(block))
            table->unit = block->text;
        else if (table->caption.n == 0 && is_title(block))
            table->caption = block->text;
        else
            break;
        n++;
    }
    return n;
}

static uint32_t take_behind(struct gaz_arena *arena, struct gaz_table *table, const struct gaz_block *blocks,
                            uint32_t n_blocks) {
    uint32_t n = 0;
    while (n < n_blocks && is_note(&blocks[n]))
        n++;
    struct gaz_text *texts = GAZ_NEW_ARRAY(arena, struct gaz_text, n + 1);
    for (uint32_t i = 0; i < n; i++)
        texts[i] = blocks[i].text;
    table->notes = (struct gaz_texts){texts, n};
    return n;
}

/* The table at blocks[i], the last of those kept, takes in what belongs to it; gives how many behind it do.
 */
static uint32_t gather(struct gaz_body *body, uint32_t i, uint32_t *last) {
    struct gaz_arena *arena = body->reader->arena;
    struct gaz_block *blocks = body->blocks, block = blocks[*last];
    struct gaz_table *table = GAZ_NEW(arena, struct gaz_table);
    *table = *block.table;
    split_caption(body->reader, table);
    uint32_t before = take_before(table, blocks, *last);
    gaz_table_own_look(body, table, before);
    uint32_t behind = take_behind(arena, table, blocks + i + 1, body->n_blocks - i - 1);
    *last -= before;
    block.table = table;
    block.span = gaz_reader_span(body->reader, blocks[*last].span.begin, blocks[i + behind].span.end);
    blocks[*last] = block;
    return behind;
}

void gaz_tables_gather(struct gaz_body *body) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < body->n_blocks; i++) {
        struct gaz_block *block = &body->blocks[kept];
        *block = body->blocks[i];
        if (block->kind == GAZ_BLOCK_TABLE && !(block->table->classes & GAZ_TABLE_BORDERLESS))
            i += gather(body, i, &kept);
        kept++;
    }
    body->n_blocks = kept;
}
