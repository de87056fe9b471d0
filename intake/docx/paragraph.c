/* paragraph.c: what was read of a paragraph becomes a block: its look, its number, its characters. */
#include "base/process/arena.h"
#include "base/text/text.h"
#include "intake/docx/reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- what the most characters have */

enum { MOST_KINDS = 16 }; /* of looks in one paragraph that are counted */

static bool is_alike(const struct gaz_docx_glyph *a, const struct gaz_docx_glyph *b) {
    return a->size == b->size && a->face == b->face && a->is_strong == b->is_strong && a->is_red == b->is_red;
}

static struct gaz_docx_glyph most_of(const GArray *glyphs, struct gaz_docx_glyph otherwise) {
    struct gaz_docx_glyph kinds[MOST_KINDS];
    guint counts[MOST_KINDS], n = 0, best = 0;
    for (guint i = 0; i < glyphs->len; i++) {
        const struct gaz_docx_glyph *glyph = &g_array_index(glyphs, struct gaz_docx_glyph, i);
        guint k = 0;
        while (k < n && !is_alike(&kinds[k], glyph))
            k++;
        if (k == MOST_KINDS) continue;
        if (k == n) {
            kinds[n] = *glyph;
            counts[n++] = 0;
        }
        counts[k]++;
    }
    for (guint k = 1; k < n; k++)
        if (counts[k] > counts[best]) best = k;
    return n ? kinds[best] : otherwise;
}

/* 黑体 in a paragraph that is not in it is strong, 楷体 is stressed. */
static void stress_faces(struct gaz_docx_paragraph *paragraph, uint8_t face) {
    for (guint i = 0; i < paragraph->chars->len; i++) {
        struct gaz_draft_char *ch = &g_array_index(paragraph->chars, struct gaz_draft_char, i);
        uint8_t own = g_array_index(paragraph->glyphs, struct gaz_docx_glyph, i).face;
        if (own == face || own == GAZ_DRAFT_FACE_UNKNOWN) continue;
        if (own == GAZ_DRAFT_FACE_HEI) ch->attrs |= GAZ_DRAFT_STRONG;
        if (own == GAZ_DRAFT_FACE_KAI) ch->attrs |= GAZ_DRAFT_EM;
    }
}

enum { SMALLER = 85 }; /* per cent of the size that most of a paragraph has */

/* How many characters from i on stand on the same side of the line, as large. */
static guint raised_length(const struct gaz_docx_paragraph *paragraph, guint i) {
    const struct gaz_docx_glyph *first = &g_array_index(paragraph->glyphs, struct gaz_docx_glyph, i);
    guint n = 0;
    for (; i + n < paragraph->glyphs->len; n++) {
        const struct gaz_docx_glyph *own = &g_array_index(paragraph->glyphs, struct gaz_docx_glyph, i + n);
        if (own->raised != first->raised || own->size != first->size) break;
    }
    return n;
}

static void script(struct gaz_docx_paragraph *paragraph, guint i, guint n, enum gaz_draft_attr side) {
    for (guint k = i; k < i + n; k++) {
        struct gaz_draft_char *ch = &g_array_index(paragraph->chars, struct gaz_draft_char, k);
        if (!(ch->attrs & (GAZ_DRAFT_SUP | GAZ_DRAFT_SUB))) ch->attrs |= (uint16_t)side;
    }
}

static void doubt_raised(struct gaz_docx_reader *reader, guint i, guint n) {
    g_autofree char *text = gaz_draft_slice_utf8(reader->at.paragraph.chars, i, n);
    gaz_docx_doubt(reader, GAZ_REASON_RAISED, text, "原文比旁边的字高或者低；是上标、下标的请改");
}

/* What stands above or below the line and is smaller is a superscript or a subscript: some programs write no
 * other. As large as its neighbours it may be one. */
static void script_raised(struct gaz_docx_reader *reader, const struct gaz_docx_glyph *most) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    for (guint i = 0, n; i < paragraph->glyphs->len; i += n) {
        const struct gaz_docx_glyph *own = &g_array_index(paragraph->glyphs, struct gaz_docx_glyph, i);
        n = raised_length(paragraph, i);
        if (own->raised == 0 || n == paragraph->glyphs->len) continue;
        if (own->size > 0 && own->size * 100 <= most->size * SMALLER)
            script(paragraph, i, n, own->raised > 0 ? GAZ_DRAFT_SUP : GAZ_DRAFT_SUB);
        else
            doubt_raised(reader, i, n);
    }
}

/* ---- look */

/* Hundredths of a character, where they are said, overrule the length (17.3.1.12). */
static int32_t length_of(const struct gaz_docx_paragraph_props *props, enum gaz_docx_paragraph_prop length,
                         enum gaz_docx_paragraph_prop chars, int32_t size) {
    int32_t n = props->value[chars];
    if (!(props->has & 1u << chars) || n == 0) return props->value[length];
    return (int32_t)((int64_t)CLAMP(n, -100000, 100000) * (size ? size : 21) / 10);
}

static int outline_of(const struct gaz_docx_paragraph_props *props) {
    if (!(props->has & 1u << GAZ_DOCX_OUTLINE)) return 0;
    int level = props->value[GAZ_DOCX_OUTLINE];
    return level >= 0 && level < 9 ? level + 1 : 0;
}

static struct gaz_draft_look look_of(struct gaz_docx_reader *reader,
                                     const struct gaz_docx_paragraph_props *props,
                                     struct gaz_docx_glyph most) {
    const struct gaz_docx_style *style = reader->at.paragraph.style;
    struct gaz_draft_look look = {
        .align = (enum gaz_draft_align)props->value[GAZ_DOCX_ALIGN],
        .face = (enum gaz_draft_face)most.face,
        .size = most.size,
        .level = (uint8_t)outline_of(props),
        .is_red = most.is_red,
        .is_strong = most.is_strong,
        .first = length_of(props, GAZ_DOCX_FIRST, GAZ_DOCX_FIRST_CHARS, most.size),
        .left = length_of(props, GAZ_DOCX_LEFT, GAZ_DOCX_LEFT_CHARS, most.size),
        .right = length_of(props, GAZ_DOCX_RIGHT, GAZ_DOCX_RIGHT_CHARS, most.size),
    };
    look.is_hanging = look.first < 0;
    if (style && !style->is_default && style->name)
        look.style = gaz_arena_strdup(reader->draft->arena, style->name);
    return look;
}

/* The indents of the number's level lie under the paragraph's own, and over its style's unless it is the
 * style that has the number. */
static struct gaz_docx_paragraph_props props_of(struct gaz_docx_reader *reader,
                                                const struct gaz_docx_node *direct,
                                                const struct gaz_docx_level *level) {
    const struct gaz_docx_style *style = reader->at.paragraph.style;
    struct gaz_docx_paragraph_props props = reader->styles.paragraph;
    bool is_direct = gaz_docx_child(gaz_docx_child(direct, "w:numPr"), "w:numId") != NULL;
    if (level && !is_direct) gaz_docx_paragraph_take(&props, level->paragraph);
    if (style) gaz_docx_paragraph_lay(&props, &style->paragraph);
    if (level && is_direct) gaz_docx_paragraph_take(&props, level->paragraph);
    gaz_docx_paragraph_take(&props, direct);
    return props;
}

/* ---- number */

/* A number that is a bare figure or ends a word wants a blank behind it (第三条　本办法…), one that ends in a
 * mark does not (一、, （一）, 1．). */
static uint32_t blank_behind(const GArray *number, const struct gaz_docx_paragraph *paragraph) {
    if (number->len == 0 || paragraph->chars->len == 0) return 0;
    uint32_t next = g_array_index(paragraph->chars, struct gaz_draft_char, 0).ch;
    uint32_t last = g_array_index(number, struct gaz_draft_char, number->len - 1).ch;
    if (gaz_char_is_one_of(next, " \u3000\u00A0\n")) return 0;
    if (gaz_char_is_han(last)) return 0x3000;
    return gaz_char_is_latin(last) ? ' ' : 0;
}

enum { MOST_OF_NUMBERS = 6 * 1000 * 1000 }; /* bytes in all: two million Han */

static void tell_unknown_format(struct gaz_docx_reader *reader, const char *format, const char *number) {
    if (format) gaz_docx_tell(reader, GAZ_REASON_NUMBER_FORMAT, number, format, 1);
}

static void add_to_number(struct gaz_docx_reader *reader, GArray *number, uint32_t ch) {
    struct gaz_draft_char put = {ch, GAZ_NOWHERE, GAZ_DRAFT_NUMBER, 0};
    if (ch) gaz_account_admit(reader->account, number, put);
}

static void prepend(struct gaz_docx_paragraph *paragraph, const GArray *number, struct gaz_docx_glyph glyph) {
    guint n = paragraph->glyphs->len;
    if (number->len == 0) return; /* nor has an empty paragraph any glyphs to be moved */
    g_array_prepend_vals(paragraph->chars, number->data, number->len);
    g_array_set_size(paragraph->glyphs, n + number->len);
    struct gaz_docx_glyph *glyphs = &g_array_index(paragraph->glyphs, struct gaz_docx_glyph, 0);
    memmove(glyphs + number->len, glyphs, n * sizeof *glyphs);
    for (guint i = 0; i < number->len; i++)
        glyphs[i] = glyph;
}

/* One list's text stands before each of its paragraphs: a small file could have numbers without end. */
static bool have_no_end(struct gaz_docx_reader *reader, const GString *shown) {
    reader->n_of_numbers += shown->len;
    if (reader->n_of_numbers <= MOST_OF_NUMBERS) return false;
    gaz_report_file(reader->diags, GAZ_D_DOCX_LIMIT, reader->draft->file, "自动编号", "200万字");
    return true;
}

static void put_number(struct gaz_docx_reader *reader, struct gaz_docx_numbered numbered,
                       struct gaz_docx_glyph glyph) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    g_autoptr(GArray) number = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    g_autoptr(GString) shown = g_string_new(NULL);
    const char *unknown;
    if (reader->n_of_numbers > MOST_OF_NUMBERS) return; /* said */
    gaz_docx_count_number(numbered, shown, &unknown);
    if (have_no_end(reader, shown)) return;
    tell_unknown_format(reader, unknown, g_strstrip(shown->str));
    for (const char *at = shown->str; *at; at = g_utf8_next_char(at))
        add_to_number(reader, number, g_utf8_get_char(at));
    add_to_number(reader, number, blank_behind(number, paragraph));
    prepend(paragraph, number, glyph);
    g_autofree char *whole = gaz_draft_chars_utf8(number);
    if (number->len > 0) gaz_docx_tell(reader, GAZ_REASON_AUTOMATIC_NUMBER, whole, NULL, number->len);
}

/* ---- the block */

static void make_block(struct gaz_docx_reader *reader, const struct gaz_docx_node *direct,
                       const struct gaz_docx_paragraph_props *props, struct gaz_docx_glyph most) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    stress_faces(paragraph, most.face);
    gaz_docx_mark_blanks(reader, direct);
    struct gaz_draft_block *block =
        gaz_draft_block_new(reader->draft, reader->at.blocks, GAZ_DRAFT_PARAGRAPH);
    g_array_append_vals(block->chars, paragraph->chars->data, paragraph->chars->len);
    block->look = look_of(reader, props, most);
    block->classes = reader->at.classes;
    block->part = reader->at.part;
    block->paragraph = reader->at.number;
}

void gaz_docx_paragraph_reset(struct gaz_docx_paragraph *paragraph) {
    g_array_set_size(paragraph->chars, 0);
    g_array_set_size(paragraph->glyphs, 0);
    paragraph->numbered_by = NULL;
    paragraph->is_joined = paragraph->has_blocks = paragraph->is_rest = false;
    paragraph->is_of_contents = false;
    paragraph->figure_at = 0;
}

/* What a mark alone would look like. */
static struct gaz_docx_glyph glyph_of_mark(struct gaz_docx_reader *reader,
                                           const struct gaz_docx_node *props) {
    struct gaz_docx_run_props run =
        gaz_docx_run_props(&reader->styles, reader->at.paragraph.style, gaz_docx_child(props, "w:rPr"));
    return (struct gaz_docx_glyph){(uint16_t)run.value[GAZ_DOCX_SIZE],
                                   (uint8_t)run.value[GAZ_DOCX_FACE],
                                   run.value[GAZ_DOCX_BOLD],
                                   run.value[GAZ_DOCX_RED],
                                   false,
                                   0};
}

static void put_page_break_before(struct gaz_docx_reader *reader,
                                  const struct gaz_docx_paragraph_props *props) {
    if (!props->value[GAZ_DOCX_PAGE_BEFORE] || reader->at.is_in_cell || reader->at.paragraph.is_rest) return;
    gaz_draft_block_new(reader->draft, reader->at.blocks, GAZ_DRAFT_PAGE_BREAK);
}

/* A picture in the midst of a line is a block behind the paragraph: whoever reads on has to know. */
static void doubt_figure(struct gaz_docx_reader *reader) {
    enum { AROUND = 8 };
    const struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    guint at = paragraph->figure_at;
    bool goes_on = false;
    for (guint i = at; at > 0 && i < paragraph->chars->len; i++)
        goes_on |= gaz_char_has_ink(gaz_ch_at(paragraph->chars, i));
    if (!goes_on) return;
    g_autofree char *before =
        gaz_draft_slice_utf8(paragraph->chars, at - MIN(at, (guint)AROUND), MIN(at, (guint)AROUND));
    gaz_docx_doubt(reader, GAZ_REASON_FIGURE_IN_TEXT, before, GAZ_DOUBT_FIGURE);
}

void gaz_docx_finish_paragraph(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    const struct gaz_docx_node *by = paragraph->numbered_by ? paragraph->numbered_by : node;
    const struct gaz_docx_node *direct = gaz_docx_child(by, "w:pPr");
    struct gaz_docx_numbered numbered = {.level = NULL};
    if (!paragraph->is_rest && !(paragraph->has_blocks && paragraph->chars->len == 0))
        numbered = gaz_docx_numbered(&reader->numbering, paragraph->style, direct);
    struct gaz_docx_paragraph_props props = props_of(reader, direct, numbered.level);
    struct gaz_docx_glyph most = most_of(paragraph->glyphs, glyph_of_mark(reader, direct));
    script_raised(reader, &most);
    doubt_figure(reader);
    gaz_docx_drop_contents_page(reader);
    if (numbered.level) put_number(reader, numbered, most);
    put_page_break_before(reader, &props);
    bool is_nothing = paragraph->chars->len == 0 && (paragraph->has_blocks || paragraph->is_rest);
    if (!is_nothing) make_block(reader, direct, &props, most);
    gaz_docx_move_blocks(paragraph->behind, reader->at.blocks);
    paragraph->behind = NULL;
    gaz_docx_paragraph_reset(paragraph);
}
