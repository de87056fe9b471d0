/* hunks.h: where two short texts differ, the one that should stand there and the printed one. */
#ifndef GAZ_FACSIMILE_HUNKS_H
#define GAZ_FACSIMILE_HUNKS_H

#include <glib.h>
#include <stdint.h>

/* A stretch that only one of the two has, or both otherwise. */
struct gaz_hunk {
    guint text, text_end, print, print_end;
};

/* Of two arrays of folded characters (uint32_t): GArray of struct gaz_hunk, g_array_unref. Half and full
 * width are no difference. `allowance`: base/diff/script.h. */
GArray *gaz_hunks_make(const GArray *text, const GArray *print, uint64_t *allowance);

/* How many characters are others. */
guint gaz_hunks_size(const GArray *hunks);

/* The characters [first, end); g_free. */
static inline uint32_t gaz_hunk_char(const GArray *chars, guint i) {
    return g_array_index(chars, uint32_t, i);
}

char *gaz_hunk_string(const GArray *chars, guint first, guint end);

#endif
