/* dump.h: a build from the text of a dump (output/dump.c and output/lines.c wrote it). */
#ifndef GAZ_COMPARE_DUMP_H
#define GAZ_COMPARE_DUMP_H

#include "compare/build.h"

#include <glib.h>

/* A build while it is read. */
struct gaz_dump_reading {
    struct gaz_arena *arena;
    GArray *pages, *lines, *chars; /* gaz_build_page, gaz_build_line, uint32_t */
    GString *bookmarks;            /* NULL: the dump tells none */
};

/* `text` is valid UTF-8 and ends with a line end. They give 0, or the number of the first line that is no
 * dump's. */
uint32_t gaz_dump_read_pages(struct gaz_dump_reading *reading, const char *text);
uint32_t gaz_dump_read_lines(struct gaz_dump_reading *reading, const char *text);

/* Opens a page; its lines are those added until the next. */
struct gaz_build_page *gaz_dump_add_page(struct gaz_dump_reading *reading, int number);
/* A line of the last page. */
void gaz_dump_add_line(struct gaz_dump_reading *reading, uint32_t line, const char *text);

/* ---- what the two formats share */

/* A decimal integer with an optional sign; steps over it. False when there is none or it is out of range. */
bool gaz_dump_number(const char **at, int64_t *number);
/* A string in double quotes as JSON has it; steps over it. Freed by the caller; NULL when it is none. */
char *gaz_dump_string(const char **at);
/* Steps over `word` where it stands. */
bool gaz_dump_take(const char **at, const char *word);

#endif
