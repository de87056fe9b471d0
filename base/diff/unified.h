/* unified.h: two versions of one file as a unified diff, as patch(1) reads it. */
#ifndef GAZ_BASE_DIFF_UNIFIED_H
#define GAZ_BASE_DIFF_UNIFIED_H

#include <glib.h>

struct gaz_version {
    const char *bytes;
    size_t size;
};

/* Appends the diff of the file `name`, with three lines around each hunk: of versions that have as many lines
 * a hunk for each stretch that differs, else one from the first line that differs to the last. Nothing for
 * versions that are the same. */
void gaz_unified_diff(GString *out, const char *name, struct gaz_version old, struct gaz_version new);

#endif
