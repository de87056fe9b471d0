/* schema_values.c: what a table of keys needs to know about words and days: the nearest name, the calendar.
 */
#include "base/schema.h"

#include <glib.h>
#include <string.h>

enum { LONGEST_NAME = 64 /* characters; a longer word is no slip of the pen */, MOST_EDITS = 2 };

/* ---- the nearest name */

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

/* ---- the calendar */

/* Digits from *at, `least` to `most` of them; -1 when there are fewer. */
static int take_number(const char **at, int least, int most) {
    int number = 0, n = 0;
    for (; n < most && g_ascii_isdigit(**at); n++)
        number = number * 10 + *(*at)++ - '0';
    return n < least ? -1 : number;
}

static bool take_dash(const char **at) {
    bool is_dash = **at == '-';
    *at += is_dash;
    return is_dash;
}

bool gaz_date_parse(const char *text, struct gaz_date *date) {
    const char *at = text;
    int year = take_number(&at, 4, 4);
    if (!take_dash(&at)) return false;
    int month = take_number(&at, 1, 2);
    if (!take_dash(&at)) return false;
    int day = take_number(&at, 1, 2);
    if (*at != '\0' || year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return false;
    if (day > g_date_get_days_in_month((GDateMonth)month, (GDateYear)year)) return false;
    *date = (struct gaz_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}
