/* source.h: source files in memory, and places in them.
 *
 * A source is a file's bytes, valid UTF-8 without a byte order mark. A place is a byte offset in it; line and
 * column (both from 1, the column in characters) are worked out only when a person is told.
 */
#ifndef GAZ_BASE_TEXT_SOURCE_H
#define GAZ_BASE_TEXT_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct gaz_arena;

#define GAZ_NOWHERE UINT32_MAX /* the offset of a character that stands in no source */

struct gaz_source {
    const char *name; /* as messages print it: relative to the folder the user named, joined to that name */
    const char *path; /* the part below the issue folder: what dumps print, the same on every machine */
    const char *text; /* NUL-terminated */
    uint32_t size;    /* bytes, without the NUL */
    const uint32_t *line;   /* offset of each line's first byte */
    const uint32_t *before; /* characters before each 1024th byte: a line may be the whole file */
    uint32_t n_lines;       /* at least 1 */
};

struct gaz_span {
    const struct gaz_source *source; /* NULL: no place */
    uint32_t begin, end;             /* bytes, end excluded */
};

struct gaz_place {
    uint32_t line, column; /* from 1; column in characters */
};

/* Takes over no memory: name, path and text are copied into the arena. text must be valid UTF-8. */
struct gaz_source *gaz_source_new(struct gaz_arena *arena, const char *name, const char *path,
                                  const char *text, size_t size);

/* The line and column of a byte; of one behind the end, the end's. */
struct gaz_place gaz_source_place(const struct gaz_source *source, uint32_t offset);

/* the span of one offset (its character) */
struct gaz_span gaz_span_at(const struct gaz_source *source, uint32_t offset);

#endif
