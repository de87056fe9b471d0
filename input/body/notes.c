/* notes.c: a paragraph [^1]: … is a note's text. Texts and marks (input/inline/notes.c) belong to the part
 * that they stand in: when it is read whole, the notes are numbered in the order of their first marks and
 * given to the blocks in which these stand.
 */
#include "input/inline/inline.h"
#include "input/lines/blocks.h"

#include "base/text/text.h"

#include <glib.h>
#include <string.h>

/* The place behind [^label]: or the same with a full-width colon; 0: the line does not begin so. */
static uint32_t head_end(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    uint32_t at = begin + 2;
    if (end - begin < 5 || memcmp(source->text + begin, "[^", 2) != 0) return 0;
    while (at < end && gaz_note_may_label(gaz_source_char(source, at)))
        at = gaz_source_next(source, at);
    if (at == begin + 2 || at + 1 >= end || source->text[at] != ']') return 0;
    uint32_t colon = gaz_source_char(source, at + 1);
    return colon == ':' || colon == 0xFF1A ? gaz_source_next(source, at + 1) : 0;
}

bool gaz_note_begins(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    return head_end(source, begin, end) > 0;
}

void gaz_note_read(struct gaz_body *body, uint32_t begin, uint32_t line_end, uint32_t end) {
    struct gaz_reader *reader = body->reader;
    uint32_t text = head_end(reader->source, begin, line_end);
    guint marks = reader->note_marks->len;
    const char *label = reader->source->text + begin + 2;
    struct gaz_note *note = GAZ_PUSH(reader->arena, body->notes, body->n_notes, body->notes_capacity);
    note->label = gaz_arena_strndup(reader->arena, label, strcspn(label, "]"));
    note->span = gaz_reader_span(reader, begin, text);
    gaz_reader_syntax(reader, begin, text);
    note->text = gaz_inline_read_source(reader, text, end);
    gaz_notes_refuse(reader, marks);
    if (note->text.n == 0) gaz_report(reader->diags, GAZ_D_NOTE_FORM, note->span, NULL);
}

/* ---- a part */

struct numbering {
    struct gaz_body *body;
    GHashTable *by_label;
    struct gaz_note *ordered; /* by number */
    uint32_t *first_marks;    /* of each, the place of its first mark */
    uint32_t n;
};

/* What is in no text of the document is syntax: it was complained of. */
static void leave_out(const struct numbering *n, const struct gaz_note *note, enum gaz_code code) {
    gaz_report(n->body->reader->diags, code, note->span, note->label);
    for (uint32_t i = 0; i < note->text.n; i++) {
        uint32_t at = note->text.chars[i].offset;
        if (at != GAZ_NOWHERE)
            gaz_reader_syntax(n->body->reader, at, gaz_source_next(n->body->reader->source, at));
    }
}

static void gather_notes(struct numbering *n) {
    for (uint32_t i = 0; i < n->body->n_notes; i++) {
        struct gaz_note *note = &n->body->notes[i];
        if (g_hash_table_contains(n->by_label, note->label))
            leave_out(n, note, GAZ_D_NOTE_TWICE);
        else
            g_hash_table_insert(n->by_label, (gpointer)note->label, note);
    }
}

static void number_mark(struct numbering *n, const struct gaz_note_mark *mark) {
    struct gaz_note *note = g_hash_table_lookup(n->by_label, mark->label);
    if (!note) {
        gaz_report(n->body->reader->diags, GAZ_D_NOTE_MISSING, mark->span, mark->label);
        return;
    }
    if (note->number == 0) {
        note->number = n->n + 1;
        n->first_marks[n->n] = mark->span.begin;
        n->ordered[n->n++] = *note;
    }
    if (!mark->ch) return;
    mark->ch->ch = gaz_note_mark(note->number);
    mark->ch->attrs = (mark->ch->attrs & UINT16_MAX) | note->number << GAZ_NOTE_SHIFT;
}

static void report_idle(const struct numbering *n) {
    for (uint32_t i = 0; i < n->body->n_notes; i++) {
        const struct gaz_note *note = &n->body->notes[i];
        if (note->number == 0 && g_hash_table_lookup(n->by_label, note->label) == note)
            leave_out(n, note, GAZ_D_NOTE_IDLE);
    }
}

/* Each block gets the notes whose first marks stand in it: both stand in the order of the source. */
static void give_to_blocks(const struct numbering *n) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < n->body->n_blocks; i++) {
        struct gaz_block *block = &n->body->blocks[i];
        block->notes = n->ordered + next;
        while (next < n->n && n->first_marks[next] < block->span.end)
            next++;
        block->n_notes = (uint32_t)(n->ordered + next - block->notes);
    }
}

void gaz_notes_resolve(struct gaz_body *body) {
    struct gaz_reader *reader = body->reader;
    struct numbering n = {.body = body,
                          .by_label = g_hash_table_new(g_str_hash, g_str_equal),
                          .ordered = GAZ_NEW_ARRAY(reader->arena, struct gaz_note, body->n_notes + 1),
                          .first_marks = GAZ_NEW_ARRAY(reader->arena, uint32_t, body->n_notes + 1)};
    gather_notes(&n);
    for (guint i = body->first_mark; i < reader->note_marks->len; i++)
        number_mark(&n, &g_array_index(reader->note_marks, struct gaz_note_mark, i));
    report_idle(&n);
    give_to_blocks(&n);
    g_hash_table_destroy(n.by_label);
    body->first_mark = reader->note_marks->len;
    body->notes = NULL;
    body->n_notes = 0;
    body->notes_capacity = 0;
}
