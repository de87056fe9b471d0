/* matched.h: what gongbao match has left beside an issue (match.lock), and whether it still holds. */
#ifndef GAZ_ARCHIVE_LOCK_MATCHED_H
#define GAZ_ARCHIVE_LOCK_MATCHED_H

#include <glib.h>

struct gaz_gazette;

enum gaz_matched_state {
    GAZ_MATCHED_NOT,   /* there is no record */
    GAZ_MATCHED_GOOD,  /* every page begins and every line ends as printed, as far as the print is known */
    GAZ_MATCHED_OPEN,  /* some do not */
    GAZ_MATCHED_STALE, /* a source was changed since, or the record is none */
    GAZ_N_MATCHED
};

extern const char *const gaz_matched_names[GAZ_N_MATCHED]; /* in manifest.json; "": nothing is said */

/* The state. lines: where it is GOOD or OPEN the section 印本 of issue.lock is appended. stale: the path of
 * the first source that was changed, freed with g_free, or NULL. Both may be NULL. */
enum gaz_matched_state gaz_matched_read(const struct gaz_gazette *gazette, GString *lines, char **stale);

#endif
