/* fill_in.c: blanks to fill in, by what draws a line there: an underline, a frame, the leader of a tab stop,
 * a field for a text. */
#include "base/text/text.h"
#include "intake/docx/reader.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STOPS = 64, BLANKS_OF_A_TAB = 4 };

static uint32_t ch_at(const struct gaz_docx_paragraph *paragraph, guint i) {
    return gaz_ch_at(paragraph->chars, i);
}

static bool is_blank(const struct gaz_docx_paragraph *paragraph, guint i) {
    return gaz_char_is_one_of(ch_at(paragraph, i), " \u3000\u00A0");
}

static bool is_underlined(const struct gaz_docx_paragraph *paragraph, guint i) {
    return i < paragraph->glyphs->len &&
           g_array_index(paragraph->glyphs, struct gaz_docx_glyph, i).is_underlined;
}

/* A line has no face. */
static void mark(struct gaz_docx_paragraph *paragraph, guint begin, guint end) {
    for (guint i = begin; i < end; i++)
        g_array_index(paragraph->chars, struct gaz_draft_char, i).attrs = GAZ_DRAFT_UNDERLINED;
}

/* Underlined blanks are to be filled in; one alone between underlined words only parts them. */
static void mark_underlined(struct gaz_docx_paragraph *paragraph) {
    for (guint i = 0, end; i < paragraph->chars->len; i = end) {
        end = i + 1;
        if (!is_blank(paragraph, i) || !is_underlined(paragraph, i)) continue;
        while (end < paragraph->chars->len && is_blank(paragraph, end) && is_underlined(paragraph, end))
            end++;
        bool only_parts =
            end == i + 1 && i > 0 && is_underlined(paragraph, i - 1) && is_underlined(paragraph, end);
        if (!only_parts) mark(paragraph, i, end);
    }
}

/* ---- tabs */

struct stop {
    int at; /* twentieths of a point */
    bool is_line;
};

static int by_place(const void *a, const void *b) {
    return ((const struct stop *)a)->at - ((const struct stop *)b)->at;
}

/* The stops that the paragraph, or else its style, sets; gives how many. */
static guint stops_of(const struct gaz_docx_paragraph *paragraph, const struct gaz_docx_node *direct,
                      struct stop stops[MOST_STOPS]) {
    const struct gaz_docx_node *tabs = gaz_docx_child(direct, "w:tabs");
    if (!tabs && paragraph->style)
        tabs = gaz_docx_child(gaz_docx_child(paragraph->style->node, "w:pPr"), "w:tabs");
    guint n = 0;
    for (const struct gaz_docx_node *at = tabs ? tabs->first : NULL; at && n < MOST_STOPS; at = at->next) {
        const char *kind = gaz_docx_attr(at, "w:val"), *leader = gaz_docx_attr(at, "w:leader");
        if (g_strcmp0(kind, "clear") == 0 || g_strcmp0(kind, "bar") == 0) continue;
        bool is_line = g_strcmp0(leader, "underscore") == 0 || g_strcmp0(leader, "heavy") == 0;
        stops[n++] = (struct stop){gaz_docx_int(gaz_docx_attr(at, "w:pos"), 0), is_line};
    }
    qsort(stops, n, sizeof *stops, by_place);
    return n;
}

bool gaz_docx_is_tab(const struct gaz_docx_reader *reader, guint i) {
    if (i >= reader->at.paragraph.chars->len) return false;
    const struct gaz_draft_char *ch = &g_array_index(reader->at.paragraph.chars, struct gaz_draft_char, i);
    return ch->ch == 0x3000 && ch->carrier != GAZ_NOWHERE &&
           g_array_index(reader->draft->carriers, struct gaz_carrier, ch->carrier).ch == '\t';
}

/* A tab draws the leader of the stop that it leads to: the first of a line to the first stop, and so on. */
static void mark_leaders(struct gaz_docx_reader *reader, const struct gaz_docx_node *direct) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    struct stop stops[MOST_STOPS];
    guint n = stops_of(paragraph, direct, stops), k = 0;
    for (guint i = 0; i < paragraph->chars->len && n > 0; i++) {
        if (ch_at(paragraph, i) == '\n') k = 0;
        if (!gaz_docx_is_tab(reader, i)) continue;
        if (k < n && stops[k].is_line) mark(paragraph, i, i + 1);
        k++;
    }
}

/* How long the line of a tab is nobody knows: it is as long as a word of four. */
static void widen_tabs(struct gaz_docx_reader *reader) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    static const struct gaz_draft_char blank = {0x3000, GAZ_NOWHERE, GAZ_DRAFT_UNDERLINED, 0};
    for (guint i = paragraph->chars->len; i-- > 0;) {
        bool is_line = g_array_index(paragraph->chars, struct gaz_draft_char, i).attrs & GAZ_DRAFT_UNDERLINED;
        if (!is_line || !gaz_docx_is_tab(reader, i)) continue;
        for (guint k = 1; k < BLANKS_OF_A_TAB; k++)
            g_array_insert_val(paragraph->chars, i + 1, blank);
        gaz_docx_tell(reader, GAZ_REASON_FILL_IN_LINE, "＿＿＿", NULL, BLANKS_OF_A_TAB - 1);
    }
}

static bool is_drawn(const struct gaz_docx_node *borders, const char *side) {
    const char *value = gaz_docx_val(borders, side);
    return value && !g_str_equal(value, "none") && !g_str_equal(value, "nil");
}

/* 项目名称： on a line that is drawn below the paragraph and nowhere else around it. */
static void end_label(struct gaz_docx_reader *reader, const struct gaz_docx_node *direct) {
    const struct gaz_docx_node *borders = gaz_docx_child(direct, "w:pBdr");
    const struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    guint end = paragraph->chars->len;
    bool is_frame = is_drawn(borders, "w:top") || is_drawn(borders, "w:left") || is_drawn(borders, "w:right");
    if (!is_drawn(borders, "w:bottom") || is_frame) return;
    while (end > 0 && !gaz_char_has_ink(ch_at(paragraph, end - 1)))
        end--;
    if (end > 0 && gaz_char_is_one_of(ch_at(paragraph, end - 1), "：:"))
        gaz_docx_put_in(reader, "＿＿＿＿", GAZ_REASON_FILL_IN_LINE);
}

void gaz_docx_mark_blanks(struct gaz_docx_reader *reader, const struct gaz_docx_node *direct) {
    mark_underlined(&reader->at.paragraph);
    mark_leaders(reader, direct);
    widen_tabs(reader);
    end_label(reader, direct);
}

/* ---- fields */

void gaz_docx_fill_in_field(struct gaz_docx_reader *reader, guint begin) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    if (begin > paragraph->chars->len) return; /* it began in a paragraph that is a block by now */
    for (guint i = begin; i < paragraph->chars->len; i++)
        if (gaz_char_has_ink(ch_at(paragraph, i))) return;
    if (begin == paragraph->chars->len)
        gaz_docx_put_in(reader, "＿＿＿＿", GAZ_REASON_FORM_FIELD);
    else
        mark(paragraph, begin, paragraph->chars->len);
}
