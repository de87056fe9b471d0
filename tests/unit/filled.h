/* filled.h: a text of so many characters, written short. */
#ifndef GAZ_TESTS_UNIT_FILLED_H
#define GAZ_TESTS_UNIT_FILLED_H

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Of {60字 that 60 where one character and } follow; else 0. *character: where that stands. */
static inline unsigned long filled_count(const char *at, const char **character) {
    char *end = NULL;
    unsigned long n = *at == '{' && g_ascii_isdigit(at[1]) ? strtoul(at + 1, &end, 10) : 0;
    if (n == 0 || *end == '}' || *end == '\0' || *g_utf8_next_char(end) != '}') return 0;
    *character = end;
    return n;
}

/* {60字} is 字 sixty times; any other brace is one. Freed with g_free. */
static inline char *filled(const char *written) {
    GString *out = g_string_new(NULL);
    for (const char *at = written; *at;) {
        const char *character = at;
        unsigned long n = filled_count(at, &character);
        const char *next = g_utf8_next_char(character);
        for (unsigned long i = 0; i < MAX(n, 1); i++)
            g_string_append_len(out, character, next - character);
        at = n > 0 ? next + strlen("}") : next;
    }
    return g_string_free(out, FALSE);
}

#endif
