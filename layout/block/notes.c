/* notes.c: the notes of a block: how their marks are printed, and where their texts go.
 *
 * A note's text is set when its block is, so that its node stands right behind the block's. Its lines then
 * hang on the line that has the mark and wait for the page's foot (layout/page/foot.h), or for the end of the
 * part, or they follow the table or figure in which the mark stands.
 */
#include "base/process/arena.h"
#include "layout/block/block.h"

#include <glib.h>
#include <string.h>

/* ---- the mark */

enum { FORM_CIRCLED, FORM_DIGITS, FORM_BRACKETED };

/* Behind the mark before a note's text: what is not a full cell wants a blank. */
static char *printed_mark(const struct gaz_style *style, uint32_t number, const char *behind) {
    uint32_t mark = gaz_note_mark(number);
    if (style->footnote_form == FORM_BRACKETED) return g_strdup_printf("[%u]%s", number, behind);
    if (style->footnote_form == FORM_DIGITS || mark == 0xFFFC) return g_strdup_printf("%u%s", number, behind);
    char utf8[8] = "";
    utf8[g_unichar_to_utf8(mark, utf8)] = '\0';
    return g_strdup(utf8);
}

static bool is_as_printed(const struct gaz_style *style, struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_char_note(&text.chars[i]) &&
            (style->footnote_form != FORM_CIRCLED || text.chars[i].ch == 0xFFFC))
            return false;
    return true;
}

static void append_mark(GArray *chars, const struct gaz_style *style, const struct gaz_char *mark) {
    g_autofree char *utf8 = printed_mark(style, gaz_char_note(mark), "");
    const struct gaz_char *last = chars->len ? &g_array_index(chars, struct gaz_char, chars->len - 1) : NULL;
    struct gaz_char ch = *mark;
    if (last && gaz_char_note(last) && *utf8 != '[' && (unsigned char)*utf8 < 0x80) {
        ch.ch = ','; /* 1,2: two marks of digits side by side are two */
        ch.attrs &= UINT16_MAX;
        g_array_append_val(chars, ch);
        ch = *mark;
    }
    for (const char *at = utf8; *at; at++) {
        ch.ch = g_utf8_get_char(utf8) < 0x80 ? (unsigned char)*at : g_utf8_get_char(utf8);
        g_array_append_val(chars, ch);
        if (g_utf8_get_char(utf8) >= 0x80) break;
    }
}

static struct gaz_text marks_printed(const struct gaz_typesetter *ts, struct gaz_text text) {
    if (is_as_printed(ts->style, text)) return text;
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_char));
    for (uint32_t i = 0; i < text.n; i++) {
        if (gaz_char_note(&text.chars[i]))
            append_mark(chars, ts->style, &text.chars[i]);
        else
            g_array_append_val(chars, text.chars[i]);
    }
    struct gaz_char *kept = GAZ_NEW_ARRAY(ts->arena, struct gaz_char, chars->len);
    memcpy(kept, chars->data, sizeof *kept * chars->len);
    struct gaz_text printed = {kept, chars->len, text.source};
    g_array_unref(chars);
    return printed;
}

struct gaz_text gaz_head_text(struct gaz_arena *arena, struct gaz_text text) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, text.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].ch != '\n' && !gaz_char_note(&text.chars[i])) chars[n++] = text.chars[i];
    return (struct gaz_text){chars, n, text.source};
}

static struct gaz_text *printed_texts(const struct gaz_typesetter *ts, struct gaz_texts texts) {
    struct gaz_text *printed = GAZ_NEW_ARRAY(ts->arena, struct gaz_text, texts.n + 1);
    for (uint32_t i = 0; i < texts.n; i++)
        printed[i] = marks_printed(ts, texts.texts[i]);
    return printed;
}

static const struct gaz_figure *printed_figures(const struct gaz_typesetter *ts,
                                                const struct gaz_figure *figures, uint32_t n) {
    struct gaz_figure *printed = GAZ_NEW_ARRAY(ts->arena, struct gaz_figure, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        printed[i] = figures[i];
        printed[i].caption = marks_printed(ts, printed[i].caption);
    }
    return printed;
}

static const struct gaz_table *printed_table(const struct gaz_typesetter *ts, const struct gaz_table *table) {
    struct gaz_table *printed = GAZ_NEW(ts->arena, struct gaz_table);
    struct gaz_cell *cells = GAZ_NEW_ARRAY(ts->arena, struct gaz_cell, table->n_cells);
    *printed = *table;
    printed->caption = marks_printed(ts, table->caption);
    printed->unit = marks_printed(ts, table->unit);
    printed->notes.texts = printed_texts(ts, table->notes);
    for (uint32_t i = 0; i < table->n_cells; i++) {
        cells[i] = table->cells[i];
        cells[i].text = marks_printed(ts, cells[i].text); /* its figures have no captions */
    }
    printed->cells = cells;
    return printed;
}

static bool table_is_as_printed(const struct gaz_style *style, const struct gaz_table *table) {
    bool as_printed = is_as_printed(style, table->caption) && is_as_printed(style, table->unit);
    for (uint32_t i = 0; i < table->notes.n; i++)
        as_printed &= is_as_printed(style, table->notes.texts[i]);
    for (uint32_t i = 0; i < table->n_cells; i++)
        as_printed &= is_as_printed(style, table->cells[i].text);
    return as_printed;
}

struct gaz_block gaz_block_printed(const struct gaz_typesetter *ts, const struct gaz_block *block) {
    struct gaz_block printed = *block;
    printed.text = marks_printed(ts, block->text);
    if (block->table && !table_is_as_printed(ts->style, block->table))
        printed.table = printed_table(ts, block->table);
    if (block->n_figures) printed.figures = printed_figures(ts, block->figures, block->n_figures);
    return printed;
}

/* ---- the text */

/* A line of a note in a strip of the notes' pitch. */
static void push_strip(struct gaz_flow *into, const struct gaz_line *line, gaz_len size) {
    gaz_len height = into->typesetter->style->footnote_line;
    struct gaz_box *box = gaz_flow_push(into, GAZ_BOX_LINE, height);
    gaz_box_add(into, box, line, (struct gaz_at){0, (height - size) / 2 + gaz_scale(size, 88, 100), 1});
}

/* Sets a note and pushes its lines; the last of three and more never stands alone on the next page. */
static void push_note(struct gaz_flow *into, const struct gaz_note *note) {
    const struct gaz_typesetter *ts = into->typesetter;
    g_autofree char *mark = printed_mark(ts->style, note->number, " ");
    struct gaz_text parts[2] = {gaz_text_from_utf8(ts->arena, mark), note->text};
    struct gaz_paragraph_spec spec = gaz_spec_of(ts, GAZ_ROLE_FOOTNOTE, gaz_text_join(ts->arena, parts, 2));
    spec.first_indent = ts->style->footnote_indent;
    spec.node = gaz_tree_add(ts->tree, (struct gaz_node){.kind = GAZ_NODE_FOOTNOTE,
                                                         .text = spec.text,
                                                         .span = gaz_text_span(note->text),
                                                         .as.note = note->number});
    struct gaz_paragraph set = gaz_paragraph_set(ts, &spec);
    for (uint32_t i = 0; i < set.n_lines; i++)
        push_strip(into, &set.lines[i], ts->style->roles[GAZ_ROLE_FOOTNOTE].size);
    if (set.n_lines > 2) into->boxes[into->n - 1].glued = true;
}

/* ---- where it goes */

/* The mark of a note; the marks mostly stand in the order of the notes, so it is sought behind the last. */
static uint32_t mark_of(struct gaz_text text, uint32_t number, uint32_t last) {
    for (uint32_t at = last; at < text.n; at++)
        if (gaz_char_note(&text.chars[at]) == number) return at;
    uint32_t at = 0;
    while (at < text.n && gaz_char_note(&text.chars[at]) != number)
        at++;
    return at;
}

static uint32_t line_of(const struct gaz_paragraph *set, uint32_t at) {
    uint32_t line = 0;
    while (line + 1 < set->n_lines && at >= set->lines[line + 1].first_char)
        line++;
    return line;
}

/* The box of a line of a block whose first box is `first`; lines that are lost are none of its own. */
static struct gaz_box *box_of(const struct gaz_flow *flow, uint32_t first, uint32_t line) {
    uint32_t i = first;
    while (flow->boxes[i].kind != GAZ_BOX_LINE || flow->boxes[i].is_lost || line-- > 0)
        i++;
    return &flow->boxes[i];
}

static void hang_note(struct gaz_flow *flow, struct gaz_box *box, const struct gaz_note *note) {
    if (!box->notes) box->notes = gaz_flow_new(flow->typesetter);
    box->notes_least = gaz_flow_height(box->notes) + flow->typesetter->style->footnote_line;
    push_note(box->notes, note);
}

void gaz_notes_of_lines(struct gaz_flow *flow, const struct gaz_block *block, uint32_t first,
                        const struct gaz_paragraph *set) {
    for (uint32_t i = 0, at = 0; i < block->n_notes && set->n_lines > 0; i++) {
        at = mark_of(block->text, block->notes[i].number, at);
        struct gaz_box *box = box_of(flow, first, line_of(set, at));
        if (!flow->typesetter->style->footnotes_at_end) {
            hang_note(flow, box, &block->notes[i]);
            continue;
        }
        if (!flow->end_notes) flow->end_notes = gaz_flow_new(flow->typesetter);
        push_note(flow->end_notes, &block->notes[i]);
    }
}

/* A table takes its notes along, unless they would fill a good part of a page. */
static void reserve_tail(const struct gaz_flow *flow, struct gaz_box *table, gaz_len height) {
    const struct gaz_style *style = flow->typesetter->style;
    bool few = height <= style->pitch * style->lines_per_page / 3;
    table->tail = style->footnote_after + (few ? height : style->footnote_line);
}

/* Set to the length of a turned page, to be turned with what they belong to. */
static struct gaz_flow *turned_notes(const struct gaz_flow *flow, const struct gaz_block *block) {
    struct gaz_typesetter *ts = GAZ_NEW(flow->typesetter->arena, struct gaz_typesetter);
    *ts = *flow->typesetter;
    ts->style = gaz_turned_style(flow->typesetter);
    struct gaz_flow *notes = gaz_flow_new(ts);
    gaz_block_table_notes(notes, block, flow->boxes[flow->n - 1].table);
    for (uint32_t i = 0; i < block->n_notes; i++)
        push_note(notes, &block->notes[i]);
    return notes;
}

void gaz_notes_below(struct gaz_flow *flow, const struct gaz_block *block) {
    uint32_t first = flow->n;
    if (block->n_notes == 0 && (!block->table || block->table->notes.n == 0)) return;
    if (first > 0 && flow->boxes[first - 1].kind == GAZ_BOX_TURNED) {
        flow->boxes[first - 1].notes = turned_notes(flow, block);
        return;
    }
    if (block->table) gaz_block_table_notes(flow, block, flow->boxes[first - 1].table);
    for (uint32_t i = 0; i < block->n_notes; i++)
        push_note(flow, &block->notes[i]);
    gaz_len height = 0;
    for (uint32_t i = first; i < flow->n; i++)
        height += flow->boxes[i].height;
    if (first > 0 && flow->boxes[first - 1].kind == GAZ_BOX_TABLE)
        reserve_tail(flow, &flow->boxes[first - 1], height);
    gaz_flow_space(flow, (flow->typesetter->style->pitch - flow->typesetter->style->cell) / 2, false);
    gaz_flow_snap(flow);
}

struct gaz_item gaz_note_rule(const struct gaz_style *style) {
    return (struct gaz_item){.kind = GAZ_ITEM_RULE,
                             .artifact = GAZ_ARTIFACT_RULE,
                             .as.rule = {.width = MIN(style->footnote_rule_width, style->measure),
                                         .height = style->footnote_rule,
                                         .ink = style->roles[GAZ_ROLE_FOOTNOTE].ink}};
}

void gaz_notes_at_end(struct gaz_flow *flow) {
    const struct gaz_style *style = flow->typesetter->style;
    struct gaz_flow *notes = flow->end_notes;
    if (!notes) return;
    flow->end_notes = NULL;
    gaz_flow_space(flow, style->footnote_before, true);
    struct gaz_item rule = gaz_note_rule(style);
    struct gaz_box *box = gaz_flow_push(flow, GAZ_BOX_LINE, MAX(style->footnote_after, style->footnote_rule));
    if (style->footnote_rule > 0)
        gaz_box_add(flow, box, &(struct gaz_line){.items = &rule, .n_items = 1}, (struct gaz_at){0, 0, 0});
    flow->glue_next = true;
    for (uint32_t i = 0; i < notes->n; i++) {
        struct gaz_box *line = gaz_flow_push(flow, GAZ_BOX_LINE, notes->boxes[i].height);
        line->items = notes->boxes[i].items;
        line->n_items = notes->boxes[i].n_items;
        line->glued |= notes->boxes[i].glued;
    }
    gaz_flow_snap(flow);
}
