/* linebreak.h: where the lines of a paragraph end: total fit, pure, on integers. */
#ifndef GAZ_LAYOUT_TEXT_LINEBREAK_H
#define GAZ_LAYOUT_TEXT_LINEBREAK_H

#include "layout/text/atoms.h"

struct gaz_break_params {
    gaz_len cell;          /* the unit that looseness is counted in */
    gaz_len first_measure; /* of the first line */
    gaz_len measure;       /* of the others */
    gaz_len squeeze;       /* a line may be squeezed by this in all, out of its gaps' shrink */
    int squeeze_weight;    /* what a squeeze costs, in hundredths of the same looseness */
    int first_line_weight; /* what looseness costs in the first line, in hundredths of another line's */
    bool lone_character;   /* a last line of one character (and marks) is allowed (孤字成行, C-55) */
    gaz_len lone_squeeze;  /* to avoid one, the line before may be squeezed by this */
};

/* one line: atoms [begin, end) without the spaces at its ends */
struct gaz_broken_line {
    uint32_t begin, end;
    uint32_t next;    /* where the next line's atoms begin, spaces included */
    gaz_len natural;  /* width of [begin, end) with its trims */
    bool is_last;     /* of the paragraph or before a forced end */
    bool is_overfull; /* nothing that is allowed makes it fit */
};

/* Breaks the whole array; the lines are in a new array (g_free), their number in *n. */
struct gaz_broken_line *gaz_break_lines(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                                        uint32_t *n);

#endif
