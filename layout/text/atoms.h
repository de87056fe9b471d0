/* atoms.h: the flat array that breaking and justification work on.
 *
 * An atom is what no line may part: a Han character, a mark, a Latin word or a number, a blank's cell.
 * Between two atoms is a gap, kept in the later one: its natural width (kern, may be negative), what can be
 * taken out of it, whether it stretches, whether a line may end there. Everything is integers; markup borders
 * have left no trace but the role.
 */
#ifndef GAZ_LAYOUT_TEXT_ATOMS_H
#define GAZ_LAYOUT_TEXT_ATOMS_H

#include "fonts/face.h"
#include "layout/text/charclass.h"
#include "layout/text/paragraph.h"

enum gaz_break { GAZ_BREAK_NEVER, GAZ_BREAK_FORBIDDEN, GAZ_BREAK_ALLOWED };

struct gaz_atom {
    uint32_t first_char, n_chars;   /* in the text */
    enum gaz_class first, last;     /* class of its first and last character */
    uint32_t first_glyph, n_glyphs; /* in gaz_atoms.glyphs */
    gaz_len x;                      /* of the first glyph's pen within the atom */
    gaz_len width;
    gaz_len size;
    uint32_t colour;
    gaz_len trim_start, trim_end; /* taken off when it begins or ends a line */
    /* the gap before it */
    gaz_len kern;
    gaz_len shrink;
    enum gaz_break before;
    bool stretches;
    bool to_margin; /* a blank that goes on to the right margin */
};

struct gaz_atoms {
    struct gaz_atom *atoms;
    uint32_t n;
    struct gaz_glyph *glyphs;
    uint32_t n_glyphs;
};

static inline bool gaz_atom_is_space(const struct gaz_atom *a) {
    return a->first == GAZ_CLASS_SPACE || a->first == GAZ_CLASS_WIDE_SPACE || a->first == GAZ_CLASS_BREAK;
}

/* Texts and roles to atoms with glyphs, widths and gaps. Free with gaz_atoms_clear. */
struct gaz_atoms gaz_collect(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec);
void gaz_atoms_clear(struct gaz_atoms *atoms);

/* The gaps of an array whose atoms have their classes and widths (spacing.c): kern, shrink, stretch, break.
 */
void gaz_space_atoms(const struct gaz_style *style, const struct gaz_text *text, struct gaz_atoms *atoms);

#endif
