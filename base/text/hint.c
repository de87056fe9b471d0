/* hint.c: see hint.h. */
#include "base/text/hint.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <uchar.h>

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

/* ---- the same name, typed otherwise */

/* Traditional characters, in the order of the simplified ones that keys have. */
static const char32_t traditional[] = U"標題發機關號總說註記欄樣員會聯繫係簡頁辦編輯錄譯檔稱裝訂寬圖";
static const char32_t simplified[] = U"标题发机关号总说注记栏样员会联系系简页办编辑录译档称装订宽图";

static gunichar simple_char(gunichar ch) {
    for (size_t i = 0; traditional[i]; i++)
        if (traditional[i] == ch) return simplified[i];
    return ch;
}

/* A name without its width, case, blanks and the colon behind it. */
static char *plain_name(const char *name) {
    g_autofree char *wide = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
    g_autofree char *folded = g_utf8_casefold(wide ? wide : name, -1);
    GString *plain = g_string_sized_new(strlen(folded));
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        if (!g_unichar_isspace(ch) && !g_unichar_iszerowidth(ch) && ch != ':')
            g_string_append_unichar(plain, simple_char(ch));
    }
    return g_string_free(plain, FALSE);
}

/* Whether the name's plain form may be the word: names begin with a character that is plain but for its case.
 */
static bool may_be(const char *name, const char *word) {
    return g_unichar_tolower(simple_char(g_utf8_get_char(name))) == g_utf8_get_char(word);
}

static const char *find_same(const char *typed, const char *const *names, uint32_t n) {
    if (strlen(typed) > (size_t)6 * LONGEST_NAME) return NULL;
    g_autofree char *word = plain_name(typed);
    for (uint32_t i = 0; i < n && *word; i++) {
        if (!may_be(names[i], word)) continue;
        g_autofree char *name = plain_name(names[i]);
        if (strcmp(word, name) == 0) return names[i];
    }
    return NULL;
}

const char *gaz_nearest_name(const char *typed, const char *const *names, uint32_t n) {
    glong length;
    g_autofree gunichar *word = g_utf8_to_ucs4_fast(typed, -1, &length);
    const char *nearest = find_same(typed, names, n);
    if (nearest) return nearest;
    unsigned fewest = MIN(MOST_EDITS, (unsigned)MIN(length, LONGEST_NAME) / 2) + 1;
    for (uint32_t i = 0; i < n && length <= LONGEST_NAME; i++) {
        glong name_length = g_utf8_strlen(names[i], -1);
        if (name_length > LONGEST_NAME || ABS(name_length - length) >= (glong)fewest) continue;
        g_autofree gunichar *name = g_utf8_to_ucs4_fast(names[i], -1, NULL);
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
