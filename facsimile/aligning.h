/* aligning.h: what the parts of the alignment have in common. Only align.c, candidates.c, tables.c, moved.c
 * and left.c look in here. */
#ifndef GAZ_FACSIMILE_ALIGNING_H
#define GAZ_FACSIMILE_ALIGNING_H

#include "facsimile/align.h"

enum {
    GRAM = GAZ_GRAM,
    LOSS_CHAR = 2, /* of a character that differs */
};

struct gram;

/* a place at which a line may begin */
struct candidate {
    uint32_t line, at; /* at: of the line's first character */
    int worth;
    int best;        /* of the chain that ends here */
    uint32_t before; /* in the candidates; GAZ_UNPLACED: it is the first */
};

struct aligning {
    const struct gaz_print *print;
    const struct gaz_whole *whole;
    struct gram *index;
    uint32_t n_index;
    GArray *candidates; /* struct candidate, by line */
    uint32_t *anchors;  /* of each line the chosen candidate's place */
    bool *is_known;     /* of each line: it stands in the text, word for word */
    bool *is_set;       /* of each line: it is laid, as a cell, or elsewhere than between its neighbours */
    bool *taken;        /* of the text: it is in print where a line was laid beside it */
    bool is_rest;       /* only what is not taken is looked at */
    int64_t laid;       /* behind the text that runs were laid beside, as their anchors say */
    struct gaz_alignment out;
};

static inline uint32_t gaz_align_text(const struct aligning *a, uint32_t i) {
    return g_array_index(a->whole->chars, uint32_t, i);
}

static inline void gaz_align_push(struct aligning *a, struct gaz_difference difference) {
    if (difference.n_print || difference.n_text) g_array_append_val(a->out.differences, difference);
}

/* Neither neighbour in print is known: a cell. */
static inline bool gaz_align_is_apart(const struct gaz_print_line *line) {
    return !line->follows && !line->is_whole;
}

/* How much of the text beside a line that begins at `at` is laid beside others already. */
static inline uint32_t gaz_align_count_taken(const struct aligning *a, uint32_t at, uint32_t n) {
    uint32_t taken = 0;
    for (uint32_t i = at; i < MIN(at + n, a->whole->chars->len); i++)
        taken += a->taken[i];
    return taken;
}

/* Whether the text from `at` on is what the print says from `print` on. */
static inline bool gaz_align_is_same(const struct aligning *a, uint32_t print, uint32_t at, uint32_t n) {
    uint32_t i = 0;
    while (i < n && a->print->chars[print + i] == gaz_align_text(a, at + i))
        i++;
    return i == n;
}

/* tables.c: cells, each beside a node of the text. */
void gaz_align_lay_tables(struct aligning *a);

/* left.c: what of the print has no place at last, and the text's nodes that are not in print. */
void gaz_align_note_left(struct aligning *a);

/* candidates.c: the index of the text; a.index is freed with g_free. The line's candidates, put behind those
 * that are there; what is word for word in the text is known. Of all of them a chain: the anchors. */
void gaz_align_index(struct aligning *a);
void gaz_align_find_candidates(struct aligning *a, uint32_t line);
void gaz_align_chain(struct aligning *a);

/* moved.c: the text [at, at + n) is in print elsewhere than between the lines beside which it stands. */
void gaz_align_open_around(struct aligning *a, uint32_t at, uint32_t n);

/* moved.c: once runs are laid: lines without a place between two that have one; words that the print has in
 * another order, which are no differences. */
void gaz_align_lay_cells(struct aligning *a);
void gaz_align_drop_moved(struct aligning *a);

#endif
