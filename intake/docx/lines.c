/* lines.c: a forced line end (Shift+Enter, or what a web page was pasted with) that stands where a paragraph
 * ends: behind it the text is indented as a paragraph's first line is, or begins with a number. In an
 * address, a title, a list of what is attached it stays what it is. */
#include "base/text/text.h"
#include "intake/docx/reader.h"

#include <string.h>

enum { INDENT = 4, LONGEST_NUMBER = 12 }; /* half-width blanks; characters */

/* One that is underlined is there to be filled in. */
static bool is_blank_at(const GArray *chars, guint i) {
    return gaz_draft_is_blank(gaz_ch_at(chars, i)) &&
           !(g_array_index(chars, struct gaz_draft_char, i).attrs & GAZ_DRAFT_UNDERLINED);
}

/* Behind the blanks from i on, whose width is counted. */
static guint over_blanks(const GArray *chars, guint i, guint *width) {
    for (*width = 0; is_blank_at(chars, i); i++)
        *width += gaz_ch_at(chars, i) == 0x3000 ? 2 : 1;
    return i;
}

/* 一、 （一） 1． （1） 第一条 at i. */
static bool begins_number(const GArray *chars, guint i) {
    static const char form[] =
        "^(?:[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)]|\\d{1,2}[．.、](?!\\d)|"
        "[（(]\\d{1,2}[）)]|第[一二三四五六七八九十百零〇]{1,6}[编章节条])";
    g_autoptr(GString) begin = g_string_new(NULL);
    for (guint k = i; k < chars->len && k < i + LONGEST_NUMBER; k++)
        if (!gaz_draft_is_blank(gaz_ch_at(chars, k))) g_string_append_unichar(begin, gaz_ch_at(chars, k));
    return g_regex_match_simple(form, begin->str, 0, 0);
}

/* Whether a paragraph ends at the line end i. */
static bool is_end(const GArray *chars, guint i) {
    guint width, next = over_blanks(chars, i + 1, &width);
    return gaz_ch_at(chars, next) && gaz_ch_at(chars, next) != '\n' &&
           (width >= INDENT || begins_number(chars, next));
}

/* Whether what begins at `begin` may be. */
static bool may_be_parted(const struct gaz_draft_block *block, guint begin) {
    if (block->look.align == GAZ_DRAFT_CENTRED) return false;
    guint width, first = over_blanks(block->chars, begin, &width);
    bool is_list =
        gaz_ch_at(block->chars, first) == 0x9644 && gaz_ch_at(block->chars, first + 1) == 0x4EF6; /* 附件 */
    return !is_list;
}

/* The line ends that go, of guint, in order. */
static GArray *find_ends(const struct gaz_draft_block *block) {
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(guint));
    bool may = may_be_parted(block, 0);
    for (guint i = 0; may && i < block->chars->len; i++) {
        if (gaz_ch_at(block->chars, i) != '\n' || !is_end(block->chars, i)) continue;
        g_array_append_val(ends, i);
        may = may_be_parted(block, i + 1);
    }
    return ends;
}

/* A block of its own with the characters from `begin` to `end`. */
static void add_part(struct gaz_docx_reader *reader, GPtrArray *parts, const struct gaz_draft_block *block,
                     guint begin, guint end) {
    struct gaz_draft_block *part = gaz_draft_block_new(reader->draft, parts, GAZ_DRAFT_PARAGRAPH);
    part->look = block->look;
    part->classes = block->classes;
    part->part = block->part;
    part->paragraph = block->paragraph;
    g_array_append_vals(part->chars, gaz_draft_chars(block) + begin, end - begin);
}

/* The block keeps what stands before the first; what stands behind each is added as one of its own. */
static void part_at(struct gaz_docx_reader *reader, GPtrArray *parts, const struct gaz_draft_block *block,
                    const GArray *ends) {
    for (guint k = 0; k < ends->len; k++) {
        guint at = g_array_index(ends, guint, k);
        guint next = k + 1 < ends->len ? g_array_index(ends, guint, k + 1) : block->chars->len;
        gaz_account_take_out(reader->account, GAZ_REASON_LINE_END, &gaz_draft_chars(block)[at]);
        add_part(reader, parts, block, at + 1, next);
    }
    if (ends->len) g_array_set_size(block->chars, g_array_index(ends, guint, 0));
}

void gaz_docx_part_lines(struct gaz_docx_reader *reader, GPtrArray *blocks) {
    gsize n = 0;
    g_autofree gpointer *whole = g_ptr_array_steal(blocks, &n);
    for (gsize at = 0; at < n; at++) {
        const struct gaz_draft_block *block = whole[at];
        g_ptr_array_add(blocks, whole[at]);
        g_autoptr(GArray) ends = block->kind == GAZ_DRAFT_PARAGRAPH ? find_ends(block) : NULL;
        if (ends) part_at(reader, blocks, block, ends);
    }
}
