/* diag_entry.h: one collected complaint, as diag.c keeps it and diag_print.c prints it. Nobody else includes
 * this. */
#ifndef GAZ_BASE_DIAG_DIAG_ENTRY_H
#define GAZ_BASE_DIAG_DIAG_ENTRY_H

#include "base/diag/diag.h"

#include <glib.h>

struct gaz_diag_entry {
    enum gaz_code code;
    struct gaz_span span;
    const char *name;        /* of the file: the source's, or a path; NULL: no place */
    const char *const *args; /* NULL-terminated, control characters made visible */
};

struct gaz_diag_row {
    const char *slug;
    enum gaz_severity severity;
    enum gaz_fault fault;
    const char *chinese, *english;
};

/* The row of diag_codes.def; lives as long as the program. */
const struct gaz_diag_row *gaz_diag_row(enum gaz_code code);

/* The entries in the order they were reported; how many more were only counted. */
const struct gaz_diag_entry *gaz_diag_entries(const struct gaz_diags *diags, uint32_t *n, uint32_t *left_off);

#endif
