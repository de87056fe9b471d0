/* lines.c: a forced line end (Shift+Enter, or what a web page was pasted with) that stands where a paragraph
 * ends: behind it the text is indented as a paragraph's first line is, or begins with a number. In an
 * address, a title, a list of what is attached it stays what it is. */
#include "base/text.h"
#include "intake/docx/reader.h"

#include <string.h>

enum { INDENT = 4, LONGEST_NUMBER = 12 }; /* half-width blanks; characters */

static uint32_t ch_at(const GArray *chars, guint i) {
    return i < chars->len ? g_array_index(chars, struct gaz_draft_char, i).ch : 0;
}

/* One that is underlined is there to be filled in. */
static bool is_blank_at(const GArray *chars, guint i) {
    return gaz_draft_is_blank(ch_at(chars, i)) &&
           !(g_array_index(chars, struct gaz_draft_char, i).attrs & GAZ_DRAFT_UNDERLINED);
}

/* Behind the blanks from i on, whose width is counted. */
static guint over_blanks(const GArray *chars, guint i, guint *width) {
    for (*width = 0; is_blank_at(chars, i); i++)
        *width += ch_at(chars, i) == 0x3000 ? 2 : 1;
    return i;
}

/* 一、 （一） 1． （1） 第一条 at i. */
static bool begins_number(const GArray *chars, guint i) {
    static const char form[] =
        "^(?:[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]|\\d{1,2}[．.、](?!\\d)|"
        "[（(]\\d{1,2}[）)]|第[一二三四五六七八九十百零〇]{1,6}[编章节条])";
    g_autoptr(GString) begin = g_string_new(NULL);
    for (guint k = i; k < chars->len && k < i + LONGEST_NUMBER; k++)
        if (!gaz_draft_is_blank(ch_at(chars, k))) g_string_append_unichar(begin, ch_at(chars, k));
    return g_regex_match_simple(form, begin->str, 0, 0);
}

/* Whether a paragraph ends at the line end i. */
static bool is_end(const GArray *chars, guint i) {
    guint width, next = over_blanks(chars, i + 1, &width);
    return ch_at(chars, next) && ch_at(chars, next) != '\n' &&
           (width >= INDENT || begins_number(chars, next));
}

static bool may_be_parted(const struct gaz_draft_block *block) {
    if (block->kind != GAZ_DRAFT_PARAGRAPH || block->look.align == GAZ_DRAFT_CENTRED) return false;
    guint width, first = over_blanks(block->chars, 0, &width);
    bool is_list =
        ch_at(block->chars, first) == 0x9644 && ch_at(block->chars, first + 1) == 0x4EF6; /* 附件 */
    return !is_list;
}

/* The block's characters from i + 1 on become one of their own behind it; the line end at i goes. */
static void part_at(struct gaz_docx_reader *reader, GPtrArray *blocks, guint at, guint i) {
    const struct gaz_draft_block *block = gaz_draft_block_at(blocks, at);
    GPtrArray *made = gaz_draft_blocks_new();
    struct gaz_draft_block *rest = gaz_draft_block_new(reader->draft, made, GAZ_DRAFT_PARAGRAPH);
    rest->look = block->look;
    rest->classes = block->classes;
    rest->part = block->part;
    rest->paragraph = block->paragraph;
    g_array_append_vals(rest->chars, gaz_draft_chars(block) + i + 1, block->chars->len - i - 1);
    gaz_account_take_out(reader->account, GAZ_REASON_LINE_END, &gaz_draft_chars(block)[i]);
    g_array_set_size(block->chars, i);
    g_ptr_array_set_free_func(made, NULL);
    g_ptr_array_unref(made);
    g_ptr_array_insert(blocks, (gint)at + 1, rest);
}

void gaz_docx_part_lines(struct gaz_docx_reader *reader, GPtrArray *blocks) {
    for (guint at = 0; at < blocks->len; at++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, at);
        for (guint i = 0; may_be_parted(block) && i < block->chars->len; i++)
            if (ch_at(block->chars, i) == '\n' && is_end(block->chars, i)) part_at(reader, blocks, at, i);
    }
}
