/* reorder.c: runs of right-to-left atoms are mirrored in their place.
 *
 * L2 reverses every run of atoms at a level or above, from the highest level down to 1. Here a run is
 * reversed by mirroring its pens about its middle: an atom's gap follows it, and the run's own edges stay.
 */
#include "layout/text/reorder.h"

#include <glib.h>

struct reordering {
    const struct gaz_atom *atoms; /* of the line */
    uint32_t n;
    const gaz_len *read; /* their pens in reading order */
    gaz_len *seen;
};

/* The atoms [from, to); what a mark loses at the line's edge is not part of the run. */
static void mirror(const struct reordering *r, uint32_t from, uint32_t to) {
    const struct gaz_atom *first = &r->atoms[from], *last = &r->atoms[to - 1];
    gaz_len left = r->read[from] + (from == 0 ? first->trim_start : 0);
    gaz_len right = r->read[to - 1] + last->width - (to == r->n ? last->trim_end : 0);
    for (uint32_t i = from; i < to; i++)
        r->seen[i] = left + right - r->seen[i] - r->atoms[i].width;
}

static void mirror_level(const struct reordering *r, unsigned level) {
    for (uint32_t from = 0, to; from < r->n; from = to + 1) {
        for (to = from; to < r->n && r->atoms[to].level >= level;)
            to++;
        if (to > from) mirror(r, from, to);
    }
}

void gaz_reorder_line(const struct gaz_atom *atoms, const struct gaz_broken_line *line, gaz_len *x) {
    struct reordering r = {.atoms = atoms + line->begin, .n = line->end - line->begin, .seen = x};
    unsigned highest = 0;
    for (uint32_t i = 0; i < r.n; i++)
        highest = MAX(highest, r.atoms[i].level);
    if (highest == 0) return;
    gaz_len *read = g_memdup2(x, sizeof *x * r.n);
    r.read = read;
    for (unsigned level = highest; level > 0; level--)
        mirror_level(&r, level);
    g_free(read);
}
