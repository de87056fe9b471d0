/* hint.c: see hint.h. */
#include "base/hint.h"

#include <glib.h>

enum { LONGEST_NAME = 64 /* characters; a longer word is no slip of the pen */, MOST_EDITS = 2 };

/* Insertions, deletions, changes and swaps of neighbours that turn a into b. */
static unsigned count_edits(const gunichar *a, glong n, const gunichar *b, glong m) {
    unsigned rows[3][LONGEST_NAME + 1];
    unsigned *before = rows[0], *last = rows[1], *now = rows[2];
    for (glong j = 0; j <= m; j++)
        last[j] = (unsigned)j;
    for (glong i = 1; i <= n; i++) {
        now[0] = (unsigned)i;
        for (glong j = 1; j <= m; j++) {
            unsigned change = last[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = MIN(change, MIN(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = MIN(now[j], before[j - 2] + 1);
        }
        unsigned *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

const char *gaz_nearest_name(const char *typed, const char *const *names, uint32_t n) {
    glong length;
    g_autofree gunichar *word = g_utf8_to_ucs4_fast(typed, -1, &length);
    const char *nearest = NULL;
    unsigned fewest = MIN(MOST_EDITS, (unsigned)MIN(length, LONGEST_NAME) / 2) + 1;
    for (uint32_t i = 0; i < n && length <= LONGEST_NAME; i++) {
        glong name_length;
        g_autofree gunichar *name = g_utf8_to_ucs4_fast(names[i], -1, &name_length);
        if (name_length > LONGEST_NAME) continue;
        unsigned edits = count_edits(word, length, name, name_length);
        if (edits >= fewest) continue;
        fewest = edits;
        nearest = names[i];
    }
    return nearest;
}

/* ---- asking */

struct gaz_hint gaz_hint_of(const char *nearest) {
    if (!nearest) return (struct gaz_hint){g_strdup(""), g_strdup("")};
    return (struct gaz_hint){g_strdup_printf("；是否为“%s”？", nearest),
                             g_strdup_printf("; did you mean \"%s\"?", nearest)};
}

struct gaz_hint gaz_hint_for(const char *typed, const char *const *names, uint32_t n) {
    return gaz_hint_of(gaz_nearest_name(typed, names, n));
}

void gaz_hint_clear(struct gaz_hint *hint) {
    g_free(hint->chinese);
    g_free(hint->english);
}
