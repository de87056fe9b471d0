/* source.c: the table of line starts, and from offset to line and column. */
#include "base/process/sorted.h"
#include "base/text/source.h"

#include "base/process/arena.h"
#include "base/process/promise.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static uint32_t count_lines(const char *text, uint32_t size) {
    uint32_t n = 1;
    for (const char *at = text; (at = memchr(at, '\n', size - (size_t)(at - text))); at++)
        n++;
    return n;
}

static const uint32_t *find_lines(struct gaz_arena *arena, const char *text, uint32_t size,
                                  uint32_t n_lines) {
    uint32_t *line = GAZ_NEW_ARRAY(arena, uint32_t, n_lines);
    uint32_t n = 1;
    for (const char *at = text; (at = memchr(at, '\n', size - (size_t)(at - text))); at++)
        line[n++] = (uint32_t)(at - text) + 1;
    return line;
}

enum { STEP = 1024 };

static bool begins_character(const char *at) {
    return ((unsigned char)*at & 0xC0) != 0x80;
}

static const uint32_t *count_characters(struct gaz_arena *arena, const char *text, uint32_t size) {
    uint32_t *before = GAZ_NEW_ARRAY(arena, uint32_t, size / STEP + 1), n = 0;
    for (uint32_t i = 0; i < size; i++) {
        if (i % STEP == 0) before[i / STEP] = n;
        n += begins_character(text + i);
    }
    if (size % STEP == 0) before[size / STEP] = n;
    return before;
}

/* characters that begin before the offset */
static uint32_t characters_before(const struct gaz_source *source, uint32_t offset) {
    uint32_t n = source->before[offset / STEP];
    for (uint32_t i = offset - offset % STEP; i < offset; i++)
        n += begins_character(source->text + i);
    return n;
}

struct gaz_source *gaz_source_new(struct gaz_arena *arena, const char *name, const char *path,
                                  const char *text, size_t size) {
    GAZ_PROMISE(size < GAZ_NOWHERE);
    struct gaz_source *source = GAZ_NEW(arena, struct gaz_source);
    source->name = gaz_arena_strdup(arena, name);
    source->path = gaz_arena_strdup(arena, path);
    source->text = gaz_arena_strndup(arena, text, size);
    source->size = (uint32_t)size;
    source->n_lines = count_lines(source->text, source->size);
    source->line = find_lines(arena, source->text, source->size, source->n_lines);
    source->before = count_characters(arena, source->text, source->size);
    return source;
}

/* the last line that begins at or before the offset */
static uint32_t line_of(const struct gaz_source *source, uint32_t offset) {
    uint32_t i;
    GAZ_LOWER_BOUND(i, source->n_lines, source->line[i] <= offset);
    return MAX(i, 1) - 1;
}

struct gaz_place gaz_source_place(const struct gaz_source *source, uint32_t offset) {
    if (offset > source->size) offset = source->size;
    uint32_t line = line_of(source, offset);
    uint32_t column = characters_before(source, offset) - characters_before(source, source->line[line]);
    return (struct gaz_place){.line = line + 1, .column = column + 1};
}

struct gaz_span gaz_span_at(const struct gaz_source *source, uint32_t offset) {
    if (!source || offset >= source->size) {
        uint32_t end = source ? source->size : 0;
        return (struct gaz_span){source, end, end};
    }
    uint32_t end = (uint32_t)(g_utf8_next_char(source->text + offset) - source->text);
    return (struct gaz_span){source, offset, MIN(end, source->size)};
}
