/* promise.c: the end of a program that is wrong about itself. */
#include "base/promise.h"

#include "base/diag.h"

#include <glib.h>
#include <stdlib.h>

_Noreturn void gaz_end_at_broken_promise(const char *promise, const char *file, int line) {
    g_autofree char *what = g_strdup_printf("%s:%d: %s", file, line, promise);
    struct gaz_diags *diags = gaz_diags_new();
    gaz_report(diags, GAZ_D_INTERNAL, (struct gaz_span){0}, what);
    fflush(stdout);
    gaz_diags_print(diags, stderr, gaz_language_from_environment(), false);
    gaz_diags_free(diags);
    exit(GAZ_EXIT_BUG);
}
