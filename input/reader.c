/* reader.c: one document's source, places in it, and the ledger of its characters. */
#include "input/reader.h"

#include "input/input.h"

#include <glib.h>
#include <string.h>

const struct gaz_unwritten *gaz_unwritten_find(const struct gaz_unwritten *files, uint32_t n,
                                               const char *path) {
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(files[i].path, path) == 0) return &files[i];
    return NULL;
}

void gaz_reader_open(struct gaz_reader *reader, struct gaz_arena *arena, const struct gaz_source *source) {
    reader->arena = arena;
    reader->source = source;
    reader->ledger = g_malloc0(source->size + 1);
    reader->note_marks = g_array_new(FALSE, FALSE, sizeof(struct gaz_note_mark));
    reader->no_table_end = reader->no_comment_end = UINT32_MAX;
}

void gaz_reader_close(struct gaz_reader *reader) {
    g_free(reader->ledger);
    reader->ledger = NULL;
    g_array_unref(reader->note_marks);
}

void gaz_reader_syntax(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        reader->ledger[i] |= GAZ_USE_SYNTAX;
}

void gaz_reader_text_again(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    memset(reader->ledger + begin, 0, end - begin);
}

struct gaz_span gaz_reader_span(const struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    return (struct gaz_span){reader->source, begin, end};
}

void gaz_reader_report(struct gaz_reader *reader, enum gaz_code code, uint32_t begin, uint32_t end) {
    gaz_report(reader->diags, code, gaz_reader_span(reader, begin, end), NULL);
}

uint32_t gaz_source_char(const struct gaz_source *source, uint32_t offset) {
    return g_utf8_get_char(source->text + offset);
}

uint32_t gaz_source_next(const struct gaz_source *source, uint32_t offset) {
    return (uint32_t)(g_utf8_next_char(source->text + offset) - source->text);
}

uint32_t gaz_source_line_end(const struct gaz_source *source, uint32_t offset) {
    const char *at = memchr(source->text + offset, '\n', source->size - offset);
    return at ? (uint32_t)(at - source->text) : source->size;
}

uint32_t gaz_source_find(const struct gaz_source *source, uint32_t begin, uint32_t end, const char *what) {
    size_t n = strlen(what);
    for (uint32_t at = begin; at + n <= end; at++) {
        const char *first = memchr(source->text + at, *what, end - n + 1 - at);
        if (!first) return end;
        at = (uint32_t)(first - source->text);
        if (g_ascii_strncasecmp(first, what, n) == 0) return at;
    }
    return end;
}
