/* words.h: a difference in words, in both languages: which line of which document, not which digest. */
#ifndef GAZ_ARCHIVE_LOCK_WORDS_H
#define GAZ_ARCHIVE_LOCK_WORDS_H

#include "archive/lock/differences.h"
#include "archive/lock/lines.h"

#include <glib.h>

struct gaz_words {
    GString *chinese, *english;
};

/* Both empty; what follows appends to both. */
struct gaz_words gaz_words_new(void);
void gaz_words_clear(struct gaz_words *words);

/* What became of it, behind its key: “第24行改了”, “当时是“27”，现在是“26””. folder: of the issue. `most`: of
 * the lines that differ so many places are told, then how many there are. */
void gaz_words_of_difference(struct gaz_words *words, const struct gaz_differences *differences,
                             const struct gaz_difference *one, const char *folder, guint most);

/* Which pages are set otherwise, which only moved, how many are as they were. */
void gaz_words_of_pages(struct gaz_words *words, const struct gaz_page_changes *changes);

/* The beginning of a line, for showing it; "" where it is blank. Freed with g_free. */
char *gaz_words_excerpt(const struct gaz_source *source, uint32_t line);

#endif
