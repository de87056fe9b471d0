/* notes.c: [^1] is a note's mark: it is taken out of the characters of its line, one generated character for
 * it; its text is read by input/body/notes.c.
 */
#include "input/inline/inline.h"

#include "base/text/text.h"

#include <glib.h>

#define RAW(array, i) g_array_index((array), struct gaz_raw, (i))
#define MARK(reader, i) g_array_index((reader)->note_marks, struct gaz_note_mark, (i))

/* Where the label that begins at i ends; 0: nothing that can be one, or its ] is missing. */
static guint label_end(const GArray *items, guint i) {
    guint end = i;
    while (gaz_note_may_label(gaz_raw_char(items, end)))
        end++;
    return end > i && gaz_raw_char(items, end) == ']' ? end : 0;
}

/* The brackets and the label are syntax; one generated character stands for them. */
static void take_mark(struct gaz_reader *reader, GArray *items, guint i, guint end) {
    uint32_t begin = RAW(items, i).offset, stop = RAW(items, end).offset + 1;
    const char *text = reader->source->text;
    struct gaz_note_mark mark = {gaz_arena_strndup(reader->arena, text + begin + 2, stop - begin - 3),
                                 {reader->source, begin, stop},
                                 NULL};
    g_array_append_val(reader->note_marks, mark);
    gaz_reader_syntax(reader, begin, stop);
    for (guint k = i + 1; k <= end; k++)
        RAW(items, k).kind = GAZ_RAW_GONE;
    RAW(items, i) = (struct gaz_raw){gaz_note_mark(0), GAZ_NOWHERE,
                                     GAZ_CHAR_SUP | reader->note_marks->len << GAZ_NOTE_SHIFT, GAZ_RAW_NOTE};
}

void gaz_note_marks_find(struct gaz_reader *reader, GArray *items) {
    for (guint i = 0; i < items->len; i++) {
        if (gaz_raw_char(items, i) != '[' || gaz_raw_char(items, i + 1) != '^') continue;
        guint end = label_end(items, i + 2);
        uint32_t at = RAW(items, i).offset;
        if (end == 0 || reader->note_marks->len == GAZ_MOST_NOTES) {
            gaz_reader_report(reader, GAZ_D_NOTE_FORM, at, at + 2);
            continue;
        }
        take_mark(reader, items, i, end);
        i = end;
    }
}

void gaz_note_mark_set(struct gaz_reader *reader, struct gaz_char *ch) {
    if (gaz_char_note(ch)) MARK(reader, gaz_char_note(ch) - 1).ch = ch;
}

void gaz_notes_refuse(struct gaz_reader *reader, guint from) {
    for (guint i = from; i < reader->note_marks->len; i++)
        gaz_report(reader->diags, GAZ_D_NOTE_PLACE, MARK(reader, i).span, MARK(reader, i).label);
    g_array_set_size(reader->note_marks, from);
}
