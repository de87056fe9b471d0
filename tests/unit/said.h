/* said.h: what a run of a test complained of. */
#ifndef GAZ_TESTS_UNIT_SAID_H
#define GAZ_TESTS_UNIT_SAID_H

#include "base/diag/diag.h"

#include <stdlib.h>
#include <string.h>

/* True when a message with this slug, given as "[slug]", was reported. */
static inline bool said(const struct gaz_diags *diags, const char *slug) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_diags_print(diags, out, GAZ_ENGLISH, true);
    fclose(out);
    bool found = strstr(text, slug) != NULL;
    free(text);
    return found;
}

#endif
