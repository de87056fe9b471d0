/* source.c: the body of a source: its blocks, with the escapes that each place needs. */
#include "intake/source/source_writer.h"

#include "base/text/text.h"

#include <string.h>

enum { IDEOGRAPHIC_SPACE = 0x3000, LOW_LINE = 0xFF3F };

/* ---- bytes and places */

void gaz_write(struct gaz_writer *w, const char *bytes) {
    g_string_append(w->out->bytes, bytes);
}

void gaz_write_char(struct gaz_writer *w, const struct gaz_draft_char *ch, const char *before,
                    const char *bytes) {
    gaz_write(w, before);
    struct gaz_source_place_of place = {(uint32_t)w->out->bytes->len, ch->ch, ch->carrier, w->in_gap};
    g_array_append_val(w->out->places, place);
    gaz_write(w, bytes ? bytes : gaz_utf8_of(ch->ch).bytes);
}

/* ---- characters */

struct text {
    const GArray *chars;
    enum gaz_writer_place place;
    bool has_link; /* ]( stands in it */
};

static bool begins_line(const struct text *text, guint i) {
    return i == 0 || gaz_ch_at(text->chars, i - 1) == '\n';
}

/* < that could begin a tag, a comment or a mark. */
static bool begins_tag(const struct text *text, guint i) {
    uint32_t next = gaz_ch_at(text->chars, i + 1);
    return begins_line(text, i) || next == '/' || next == '!' || next == '<' || next == '>' || next == '?' ||
           (next < 0x80 && g_ascii_isalpha((char)next));
}

static bool needs_escape(const struct text *text, guint i) {
    uint32_t next = gaz_ch_at(text->chars, i + 1);
    switch (gaz_ch_at(text->chars, i)) {
    case '\\':
    case '*':
    case '|':
        return true;
    case '<':
        return text->place != GAZ_WRITE_HTML && begins_tag(text, i);
    case '>':
        return begins_line(text, i) || gaz_ch_at(text->chars, i - 1) == LOW_LINE;
    case '#':
        return begins_line(text, i);
    case '!':
        return next == '[';
    case '[':
        return next == '^' || text->has_link || (i > 0 && gaz_ch_at(text->chars, i - 1) == '!');
    case IDEOGRAPHIC_SPACE:
        return i == 0 && text->place == GAZ_WRITE_PARAGRAPH;
    }
    return false;
}

static const char *entity(const struct text *text, uint32_t ch) {
    if (text->place != GAZ_WRITE_HTML) return NULL;
    return ch == '<' ? "&lt;" : ch == '&' ? "&amp;" : NULL;
}

void gaz_write_note_mark(struct gaz_writer *w, const struct gaz_draft_char *ch, bool is_written) {
    struct gaz_source_mark mark = {ch->carrier, is_written};
    g_array_append_val(w->out->marks, mark);
    if (is_written) g_string_append_printf(w->out->bytes, "[^%u]", ch->note);
    if (ch->note == 0 || ch->note > w->shaped->draft->notes->len) return;
    unsigned char *state = &w->notes[ch->note - 1];
    if (*state == GAZ_NOTE_UNSEEN) *state = is_written ? GAZ_NOTE_MARKED : GAZ_NOTE_UNMARKED;
}

static void write_one(struct gaz_writer *w, const struct text *text, guint i) {
    const struct gaz_draft_char *ch = gaz_char_of(text->chars, i);
    bool in_cell = text->place == GAZ_WRITE_PIPE || text->place == GAZ_WRITE_HTML;
    if (ch->ch == GAZ_DRAFT_OBJECT)
        gaz_write_note_mark(w, ch, text->place != GAZ_WRITE_TITLE);
    else if (ch->ch == '\n')
        gaz_write_char(w, ch, "", in_cell ? "<br>" : "\\\n");
    else
        gaz_write_char(w, ch, needs_escape(text, i) ? "\\" : "", entity(text, ch->ch));
}

/* ---- texts */

static void close_attrs(struct gaz_writer *w, uint16_t attrs) {
    if (attrs & GAZ_DRAFT_STRONG) gaz_write(w, "**");
    if (attrs & GAZ_DRAFT_EM) gaz_write(w, "*");
    if (attrs & GAZ_DRAFT_SUP) gaz_write(w, "</sup>");
    if (attrs & GAZ_DRAFT_SUB) gaz_write(w, "</sub>");
}

static void open_attrs(struct gaz_writer *w, uint16_t attrs) {
    if (attrs & GAZ_DRAFT_SUP) gaz_write(w, "<sup>");
    if (attrs & GAZ_DRAFT_SUB) gaz_write(w, "<sub>");
    if (attrs & GAZ_DRAFT_EM) gaz_write(w, "*");
    if (attrs & GAZ_DRAFT_STRONG) gaz_write(w, "**");
}

void gaz_write_attrs(struct gaz_writer *w, uint16_t *open, uint16_t attrs) {
    if (attrs == *open) return;
    close_attrs(w, *open);
    open_attrs(w, attrs);
    *open = attrs;
}

static bool has_link(const GArray *chars) {
    for (guint i = 0; i + 1 < chars->len; i++)
        if (gaz_ch_at(chars, i) == ']' && gaz_ch_at(chars, i + 1) == '(') return true;
    return false;
}

void gaz_write_text(struct gaz_writer *w, const GArray *chars, enum gaz_writer_place place) {
    struct text text = {chars, place, has_link(chars)};
    g_autofree uint16_t *attrs = gaz_emphasis_of(chars, w->emphasis && place != GAZ_WRITE_TITLE);
    uint16_t open = 0;
    for (guint i = 0; i < chars->len; i++) {
        gaz_write_attrs(w, &open, attrs[i]);
        write_one(w, &text, i);
    }
    gaz_write_attrs(w, &open, 0);
    if (place != GAZ_WRITE_TITLE && !w->in_head) gaz_emphasis_unmarked(chars, attrs, w->out->unmarked);
}

/* ---- figures */

/* What the file says that it shows, where braces can hold it. */
static void write_words(struct gaz_writer *w, const char *words) {
    if (!words || !*words || strpbrk(words, "\"{}()[]*<>\\|\n\t")) return;
    g_string_append_printf(w->out->bytes, "{替代=\"%s\"}", words);
}

/* A file of its own, once however often the picture stands; its path. */
static const char *add_figure(struct gaz_writer *w, const struct gaz_draft_figure *figure) {
    static const char *const endings[] = {[GAZ_PICTURE_NONE] = "",
                                          [GAZ_PICTURE_SVG] = ".svg",
                                          [GAZ_PICTURE_PNG] = ".png",
                                          [GAZ_PICTURE_JPEG] = ".jpg"};
    struct gaz_imported_figure made = {.bytes = g_bytes_ref(figure->bytes)};
    made.path =
        g_strdup_printf("figures/%s-图%u%s", w->name, w->out->figures->len + 1, endings[figure->kind]);
    g_array_append_val(w->out->figures, made);
    g_hash_table_insert(w->figures, made.bytes, made.path);
    return made.path;
}

void gaz_write_figure(struct gaz_writer *w, const struct gaz_draft_figure *figure, const GArray *caption) {
    const char *path = g_hash_table_lookup(w->figures, figure->bytes);
    if (!path) path = add_figure(w, figure);
    gaz_write(w, "![");
    if (caption) gaz_write_text(w, caption, GAZ_WRITE_TITLE);
    g_string_append_printf(w->out->bytes, "](%s)", path);
    write_words(w, figure->words);
}

/* ---- notes */

/* Its paragraphs: behind its mark lines of one text, without a mark paragraphs of their own. */
static void write_note(struct gaz_writer *w, guint i) {
    const struct gaz_draft_note *note = g_ptr_array_index(w->shaped->draft->notes, i);
    const struct gaz_draft_char line_end = {'\n', GAZ_NOWHERE, 0, 0};
    bool is_marked = w->notes[i] == GAZ_NOTE_MARKED, is_first = true;
    if (is_marked) g_string_append_printf(w->out->bytes, "\n[^%u]: ", i + 1);
    for (guint k = 0; k < note->blocks->len; k++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(note->blocks, k);
        if (!block->chars || block->chars->len == 0) continue;
        if (is_marked && !is_first) gaz_write_char(w, &line_end, "", "\\\n");
        if (!is_marked) gaz_write(w, "\n");
        gaz_write_text(w, block->chars, GAZ_WRITE_PARAGRAPH);
        if (!is_marked) gaz_write(w, "\n");
        is_first = false;
    }
    if (is_marked) gaz_write(w, "\n");
    w->notes[i] = GAZ_NOTE_WRITTEN;
}

/* Below a block the notes whose marks stand in it. */
static void write_notes(struct gaz_writer *w, bool all) {
    for (guint i = 0; i < w->shaped->draft->notes->len; i++)
        if (w->notes[i] != GAZ_NOTE_WRITTEN && (all || w->notes[i] != GAZ_NOTE_UNSEEN)) write_note(w, i);
}

/* ---- blocks */

/* [^1]： that begins a line is a note's text. */
static bool reads_as_note(const GArray *chars) {
    return chars->len > 1 && gaz_ch_at(chars, 0) == GAZ_DRAFT_OBJECT &&
           gaz_char_is_one_of(gaz_ch_at(chars, 1), ":：");
}

static void write_paragraph(struct gaz_writer *w, const struct gaz_shaped_block *block) {
    if (block->align == GAZ_DRAFT_CENTRED)
        gaz_write(w, "<> ");
    else if (block->align == GAZ_DRAFT_RIGHT)
        gaz_write(w, ">> ");
    else if (reads_as_note(block->chars))
        gaz_write(w, "　"); /* which at the head of a paragraph is no text */
    gaz_write_text(w, block->chars, GAZ_WRITE_PARAGRAPH);
    gaz_emphasis_unmarked_look(&block->block->look, block->chars, w->out->unmarked);
}

/* Where the label of 附件1-1 标题 ends; 0: the title has none. */
static guint label_end(const GArray *chars) {
    guint i = 2;
    bool is_label = gaz_ch_at(chars, 0) == 0x9644 && gaz_char_is_one_of(gaz_ch_at(chars, 1), "件表录图");
    while (is_label && (gaz_ch_at(chars, i) == '-' || gaz_char_is_digit(gaz_ch_at(chars, i)) ||
                        gaz_char_is_one_of(gaz_ch_at(chars, i), "一二三四五六七八九十") ||
                        (gaz_ch_at(chars, i) >= 'A' && gaz_ch_at(chars, i) <= 'Z')))
        i++;
    return is_label ? i : 0;
}

static void mark_gap(struct gaz_writer *w, const GArray *chars, guint first) {
    for (guint i = label_end(chars); i > 0 && i < chars->len; i++) {
        uint32_t ch = gaz_ch_at(chars, i);
        if (!gaz_draft_is_blank(ch) && ch != '\n') return;
        g_array_index(w->out->places, struct gaz_source_place_of, first + i).is_gap = true;
    }
}

static void write_part(struct gaz_writer *w, const GArray *chars) {
    guint first = w->out->places->len;
    gaz_write(w, "# ");
    gaz_write_text(w, chars, GAZ_WRITE_TITLE);
    mark_gap(w, chars, first);
}

/* A line a person: blanks part what stands in it, and may be read as that alone. */
static void write_names(struct gaz_writer *w, const GArray *chars) {
    struct text text = {chars, GAZ_WRITE_PARAGRAPH, has_link(chars)};
    for (guint i = 0; i < chars->len; i++) {
        uint32_t ch = gaz_ch_at(chars, i);
        w->in_gap = gaz_draft_is_blank(ch) || ch == '\n';
        if (ch == '\n')
            gaz_write_char(w, gaz_char_of(chars, i), "", "\n");
        else
            write_one(w, &text, i);
    }
    w->in_gap = false;
}

static void write_block(struct gaz_writer *w, const struct gaz_shaped_block *block) {
    gaz_write(w, "\n");
    switch (block->kind) {
    case GAZ_SHAPED_PARAGRAPH:
        write_paragraph(w, block);
        break;
    case GAZ_SHAPED_PART:
        write_part(w, block->chars);
        break;
    case GAZ_SHAPED_SUBTITLE:
        gaz_write(w, "<!-- 题注 -->\n\n");
        gaz_write_text(w, block->chars, GAZ_WRITE_PARAGRAPH);
        break;
    case GAZ_SHAPED_NAMES:
    case GAZ_SHAPED_PERSONS:
        gaz_write(w, block->kind == GAZ_SHAPED_NAMES ? "<!-- 名单 -->\n\n" : "<!-- 名单 职务 -->\n\n");
        write_names(w, block->chars);
        break;
    case GAZ_SHAPED_TABLE:
        gaz_write_table(w, block->block);
        break;
    case GAZ_SHAPED_FIGURE:
        gaz_write_figure(w, block->block->figure, block->chars);
        break;
    case GAZ_SHAPED_PAGE_BREAK:
        gaz_write(w, "<!-- 分页 -->");
        break;
    }
    gaz_write(w, "\n");
    if (w->shaped->draft->notes->len > 0) write_notes(w, false);
}

/* ---- the whole */

static void clear_figure(void *data) {
    struct gaz_imported_figure *figure = data;
    g_free(figure->path);
    g_bytes_unref(figure->bytes);
}

struct gaz_written *gaz_source_write(const struct gaz_shaped *shaped, const char *name, bool emphasis) {
    struct gaz_written *written = g_new0(struct gaz_written, 1);
    written->bytes = g_string_new(NULL);
    written->places = g_array_new(FALSE, FALSE, sizeof(struct gaz_source_place_of));
    written->forms = g_array_new(FALSE, FALSE, sizeof(struct gaz_source_form));
    written->marks = g_array_new(FALSE, FALSE, sizeof(struct gaz_source_mark));
    written->unmarked = g_array_new(FALSE, FALSE, sizeof(struct gaz_source_unmarked));
    written->figures = g_array_new(FALSE, FALSE, sizeof(struct gaz_imported_figure));
    g_array_set_clear_func(written->figures, clear_figure);
    g_autofree unsigned char *notes = g_malloc0(shaped->draft->notes->len + 1);
    g_autoptr(GHashTable) figures = g_hash_table_new(g_bytes_hash, g_bytes_equal);
    struct gaz_writer w = {.out = written,
                           .shaped = shaped,
                           .name = name,
                           .emphasis = emphasis,
                           .notes = notes,
                           .figures = figures};
    gaz_write_front(&w);
    if (shaped->draft->notes->len > 0) write_notes(&w, false);
    for (guint i = 0; i < shaped->blocks->len; i++)
        write_block(&w, g_ptr_array_index(shaped->blocks, i));
    write_notes(&w, true);
    return written;
}

void gaz_written_free(struct gaz_written *written) {
    if (!written) return;
    g_string_free(written->bytes, TRUE);
    g_array_unref(written->places);
    g_array_unref(written->forms);
    g_array_unref(written->marks);
    g_array_unref(written->unmarked);
    g_array_unref(written->figures);
    g_free(written);
}
