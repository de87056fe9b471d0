/* lock_file.h: issue.lock as it is read and put together: what an issue was made of and what came of it, who
 * signed that, and where a difference will be found.
 *
 *     [签字]
 *     付印 = 2024-06-28 screen,print 1f2e3d4c5b6a7988 张三
 *
 * A signature names the state that it is for by a digest of the facts; kinds of file that were not made when
 * it was signed are not in it, so that a lock may get them later. A signature of another state than the
 * lock's stays, as the record of what was signed before.
 */
#ifndef GAZ_ARCHIVE_LOCK_LOCK_FILE_H
#define GAZ_ARCHIVE_LOCK_LOCK_FILE_H

#include "archive/archive.h"
#include "archive/lock/facts.h"
#include "base/data/format.h"
#include "base/text/source.h"
#include "output/output.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_lock {
    const struct gaz_source *source;
    unsigned version;      /* of its format */
    GArray *facts;         /* struct gaz_fact: those that are compared */
    GArray *signed_by;     /* struct gaz_signature, by round, date and name */
    GArray *pages, *lines; /* struct gaz_fact of 各页 and 各行 */
    uint32_t wrong;        /* offset of the first line that is not understood; GAZ_NOWHERE: none */
    char *text;            /* cut up: the facts are in it */
};

/* NULL after a report: there is none, it cannot be read, it is of another format or a newer version. A line
 * that is not understood is no error here: `wrong`. The source lives as long as the diagnostics. */
struct gaz_lock *gaz_lock_read(const char *folder, struct gaz_diags *diags);
/* The same of a source that is one; borrowed. */
struct gaz_lock *gaz_lock_parse(const struct gaz_source *source, const struct gaz_format_head *head);
void gaz_lock_free(struct gaz_lock *lock); /* NULL is allowed */

/* Takes out what is of a kind alone. */
void gaz_facts_drop_kind(GArray *facts, int kind);

/* The digest that signatures name: of the facts (any more of them count not) for these kinds of file. Freed
 * with g_free. */
char *gaz_lock_state(const GArray *facts, unsigned kinds);

/* A lock's text anew: its head and facts as they are, other signatures, and where differences will be found.
 * text: a whole lock. Freed with g_free. */
char *gaz_lock_text_with(const char *text, const GArray *signatures, const char *places);

/* struct gaz_signature, cleared when freed. */
GArray *gaz_signatures_new(void);
void gaz_signatures_add(GArray *signatures, const struct gaz_signature *signature); /* a copy */

/* "付印 张三 2024-06-28、李四 2024-06-29": those of the last round that holds, or (not current) all that do
 * not; freed with g_free. */
char *gaz_signatures_text(const GArray *signatures, bool current);

/* Whether any is of the lock's own state. */
bool gaz_signatures_hold(const GArray *signatures);

#endif
