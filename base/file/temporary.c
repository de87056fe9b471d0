/* temporary.c: see temporary.h. */
#include "base/file/temporary.h"

#include <glib.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#define MARK ".gongbao-"
#define PATTERN "XXXXXX" /* of mkstemp */

enum { ADDED = sizeof MARK PATTERN - 1 };

char *gaz_temporary_begin(const char *target) {
    char *base = g_path_get_basename(target);
    size_t n = strlen(base);
    if (n + ADDED <= NAME_MAX) return base;
    const char *end = g_utf8_find_prev_char(base, base + NAME_MAX - ADDED + 1);
    base[end ? end - base : NAME_MAX - ADDED] = '\0';
    return base;
}

char *gaz_temporary_template(const char *target) {
    g_autofree char *begin = gaz_temporary_begin(target);
    const char *slash = strrchr(target, '/');
    int folder = slash ? (int)(slash + 1 - target) : 0;
    return g_strdup_printf("%.*s%s" MARK PATTERN, folder, target, begin);
}

char *gaz_temporary_begin_of(const char *name) {
    size_t n = strlen(name);
    if (n <= ADDED || strncmp(name + n - ADDED, MARK, strlen(MARK)) != 0) return NULL;
    const char *rest = name + n - strlen(PATTERN);
    bool is_one = strspn(rest, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS) == strlen(rest);
    return is_one ? g_strndup(name, n - ADDED) : NULL;
}

void gaz_ends_hold(sigset_t *earlier) {
    static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        sigaddset(&set, ends[i]);
    sigprocmask(SIG_BLOCK, &set, earlier);
}

void gaz_ends_let(const sigset_t *earlier) {
    sigprocmask(SIG_SETMASK, earlier, NULL);
}
