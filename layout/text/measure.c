/* measure.c: widths of texts that are only measured. */
#include "layout/text/measure.h"

#include "layout/text/linebreak.h"

#include <glib.h>

gaz_len gaz_text_width(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec) {
    struct gaz_atoms atoms = gaz_collect(typesetter, spec);
    gaz_len widest = 0, width = 0;
    for (uint32_t i = 0; i < atoms.n; i++) {
        bool forced = atoms.atoms[i].first == GAZ_CLASS_BREAK;
        width = forced ? 0 : width + atoms.atoms[i].width + (width ? atoms.atoms[i].kern : 0);
        widest = MAX(widest, width);
    }
    gaz_atoms_clear(&atoms);
    return widest;
}

gaz_len gaz_text_min_width(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec) {
    struct gaz_atoms atoms = gaz_collect(typesetter, spec);
    gaz_len widest = 0, width = 0, blank = 0; /* blank: not counted where a line ends behind it */
    for (uint32_t i = 0; i < atoms.n; i++) {
        const struct gaz_atom *atom = &atoms.atoms[i];
        bool begins = i == 0 || atom->before == GAZ_BREAK_ALLOWED;
        gaz_len own = atom->width + (begins ? 0 : atom->kern);
        if (begins) width = blank = 0;
        if (gaz_atom_is_space(atom)) {
            blank += own;
            continue;
        }
        width += blank + own;
        blank = 0;
        widest = MAX(widest, width);
    }
    widest += gaz_typed_indent(atoms.atoms, atoms.n); /* which lines that are turned over keep */
    gaz_atoms_clear(&atoms);
    return widest;
}

/* where the line that begins at an atom ends when it is filled as far as it goes */
static uint32_t fill_line(const struct gaz_atoms *atoms, uint32_t begin, int64_t measure) {
    uint32_t legal = begin;
    int64_t width = 0;
    for (uint32_t i = begin; i < atoms->n; i++) {
        const struct gaz_atom *atom = &atoms->atoms[i];
        if (atom->first == GAZ_CLASS_BREAK) return i + 1;
        if (atom->before == GAZ_BREAK_ALLOWED) legal = i;
        width += atom->width + (i > begin ? atom->kern : -atom->trim_start);
        if (!gaz_atom_is_space(atom) && width - atom->trim_end > measure && i > begin)
            return legal > begin ? legal : i;
    }
    return atoms->n;
}

static uint32_t count_filled_lines(const struct gaz_atoms *atoms, int64_t measure) {
    uint32_t n = 0;
    int64_t hang = 0;
    for (uint32_t atom = 0; atom < atoms->n; n++) {
        bool begins = atom == 0 || atoms->atoms[atom - 1].first == GAZ_CLASS_BREAK;
        int64_t typed = begins ? gaz_typed_indent(atoms->atoms + atom, atoms->n - atom) : hang;
        atom = fill_line(atoms, atom, begins ? measure : measure - hang);
        hang = typed * 2 > measure ? 0 : typed;
    }
    return n;
}

void gaz_text_widths_by_lines(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                              gaz_len *widths, uint32_t most) {
    enum { NEAR = GAZ_POINT / 16 };
    struct gaz_atoms atoms = gaz_collect(typesetter, spec);
    gaz_len widest = MAX(gaz_text_width(typesetter, spec), 1);
    for (uint32_t n = 1; n <= most; n++) {
        gaz_len low = 0, high = n > 1 && widths[n - 2] < INT32_MAX ? widths[n - 2] : widest;
        bool can = count_filled_lines(&atoms, high) <= n;
        while (can && high - low > NEAR) {
            gaz_len middle = low + (high - low) / 2;
            *(count_filled_lines(&atoms, middle) <= n ? &high : &low) = middle;
        }
        widths[n - 1] = can ? high : INT32_MAX;
    }
    gaz_atoms_clear(&atoms);
}
