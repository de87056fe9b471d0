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

/* The orders of reduction and expansion: clreq C-59 and C-60. What stands earlier gives way first; what is of
 * one order gives way at once and equally (C-61). The mark at the line's end (C-59.1) is the table's trim. */
enum gaz_shrink_order {
    GAZ_SHRINK_WORD_SPACE, /* C-59.2: down to a quarter em */
    GAZ_SHRINK_DOT,        /* C-59.3: both sides of · */
    GAZ_SHRINK_BRACKET,    /* C-59.4; the gap after 第X条 too */
    GAZ_SHRINK_COMMA,      /* C-59.5: ，、； */
    GAZ_SHRINK_HAN_LATIN,  /* C-59.6 */
    GAZ_SHRINK_STOP,       /* C-59.7: 。？！： */
    GAZ_N_SHRINK_ORDERS
};
enum gaz_stretch_order {
    GAZ_STRETCH_WORD_SPACE, /* C-60.1: by at most half an em */
    GAZ_STRETCH_HAN_LATIN,  /* C-60.2: up to the style's 汉西可伸 */
    GAZ_STRETCH_REST,       /* C-60.3: all that stretches, without limit */
    GAZ_N_STRETCH_ORDERS
};

struct gaz_atom {
    uint32_t first_char, n_chars;   /* in the text */
    uint32_t first_glyph, n_glyphs; /* in gaz_atoms.glyphs */
    gaz_len x;                      /* of the first glyph's pen within the atom */
    gaz_len width;
    gaz_len size;
    gaz_len rise;                   /* of its baseline above the line's; of lowered text negative */
    uint32_t ink;                   /* of the style */
    gaz_len white_start, white_end; /* of a mark: empty space in its cell that it can give up (C-36) */
    gaz_len trim_start, trim_end;   /* taken off when it begins or ends a line */
    /* the gap before it */
    gaz_len kern;
    gaz_len shrink;                      /* all that it can give */
    gaz_len gives[GAZ_N_SHRINK_ORDERS];  /* the same by order; sums to shrink */
    gaz_len takes[GAZ_N_STRETCH_ORDERS]; /* by how much it may grow, by order; the last is 0 or 1 */
    enum gaz_class first : 8, last : 8;  /* class of its first and last character */
    enum gaz_break before : 8;
    bool stretches : 1;
    bool beside_word : 1; /* the gap has no white, and a word or a number stands on one side of it */
    bool is_script : 1;   /* raised or lowered: it hangs on what is before it */
    bool held : 1;        /* a line may end before it, but rather elsewhere */
    bool is_box : 1;      /* □ ☑ of a form, whose ink fills its cell */
    bool to_margin : 1;   /* a blank that goes on to the right margin */
    bool is_set : 1;      /* a line begins with it, as the source says (行末) */
    unsigned level : 4;   /* of embedding (UAX 9): odd is read from right to left */
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

/* What keeps a last line from being of one character: no mark, no space, nothing raised or lowered (C-55). */
static inline bool gaz_atom_is_ink(const struct gaz_atom *a) {
    return !gaz_atom_is_space(a) && !gaz_class_is_mark(a->first) && !a->is_script;
}

/* Texts and roles to atoms with glyphs, widths and gaps. Free with gaz_atoms_clear. */
struct gaz_atoms gaz_collect(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec);
void gaz_atoms_clear(struct gaz_atoms *atoms);

/* The gaps of an array whose atoms have their classes and widths (spacing.c): kern, shrink, stretch, break.
 * ties: what ties each character of the text to the one before it (context.h). */
void gaz_space_atoms(const struct gaz_style *style, const struct gaz_text *text, const uint8_t *ties,
                     struct gaz_atoms *atoms);

#endif
