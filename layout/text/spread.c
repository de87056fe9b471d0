/* spread.c: collect, justify, set: one line that is not broken. */
#include "layout/text/spread.h"

#include "layout/text/justify.h"
#include "layout/text/set.h"

#include <glib.h>

/* an array as if it were one line, spaces at its ends and all */
static struct gaz_broken_line whole_line(const struct gaz_atoms *atoms) {
    struct gaz_broken_line line = {.begin = 0, .end = atoms->n, .next = atoms->n, .is_last = true};
    for (uint32_t i = 0; i < atoms->n; i++)
        line.natural += atoms->atoms[i].width + (i ? atoms->atoms[i].kern : 0);
    return line;
}

struct gaz_line gaz_text_spread(const struct gaz_typesetter *typesetter,
                                const struct gaz_paragraph_spec *spec) {
    struct gaz_line out = {.n_chars = spec->text.n};
    if (spec->text.n == 0) return out;
    struct gaz_atoms atoms = gaz_collect(typesetter, spec);
    struct gaz_broken_line line = whole_line(&atoms);
    gaz_len *x = g_new(gaz_len, atoms.n);
    for (uint32_t i = 1; i < atoms.n; i++)
        atoms.atoms[i].takes[GAZ_STRETCH_REST] = 1; /* C-12: between all characters */
    gaz_len measure = MAX(spec->measure - spec->first_indent, line.natural);
    out.left = spec->first_indent;
    out.width = gaz_justify_line(atoms.atoms, &line, measure, true, x);
    gaz_set_atoms(typesetter, spec, &(struct gaz_justified_line){&atoms, line, x, out.left, spec->measure},
                  &out);
    g_free(x);
    gaz_atoms_clear(&atoms);
    return out;
}
