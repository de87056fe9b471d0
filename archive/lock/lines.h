/* lines.h: the lines of a text as short digests: a lock that has them can say later which lines are no longer
 * as they were, without holding the text.
 */
#ifndef GAZ_ARCHIVE_LOCK_LINES_H
#define GAZ_ARCHIVE_LOCK_LINES_H

#include "base/text/source.h"

#include <glib.h>
#include <stdbool.h>

struct gaz_arena;

/* The digests of a file below the folder, "1f2e3d4c 00aa11bb": eight hexadecimal digits a line. NULL: it is
 * no text (a picture), or cannot be read. Freed with g_free. */
char *gaz_lines_of_file(const char *folder, const char *path);

/* Whether a text is such a list; "" is that of an empty file. */
bool gaz_lines_are(const char *digests);

/* The file as it is now; NULL as above. */
const struct gaz_source *gaz_lines_source(struct gaz_arena *arena, const char *folder, const char *path);

enum gaz_line_change_kind { GAZ_LINES_CHANGED, GAZ_LINES_ADDED, GAZ_LINES_GONE, GAZ_LINES_MOVED };

struct gaz_line_change {
    enum gaz_line_change_kind kind;
    uint32_t then, n_then; /* the first line, from 1, and how many; ADDED: the line before it and 0 */
    uint32_t now, n_now;   /* GONE: the line before it and 0 */
};

/* In the order of the file as it is now (struct gaz_line_change); freed with g_array_unref. */
GArray *gaz_lines_compare(const char *digests, const struct gaz_source *now);

#endif
