/* changes.h: what became of the texts from one state to the next: what came, what went, what took another
 * thing's place, and what is somewhere else now.
 *
 * Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_CHANGES_H
#define GAZ_PROOF_CHANGES_H

#include "proof/state.h"

enum gaz_change_kind { GAZ_CHANGE_COME, GAZ_CHANGE_GONE, GAZ_CHANGE_REPLACED, GAZ_CHANGE_MOVED };

/* characters of a block; n 0: the place before character `first` */
struct gaz_stretch {
    uint32_t block; /* GAZ_NO_BLOCK: there is no place */
    uint32_t first, n;
};

struct gaz_text_change {
    enum gaz_change_kind kind;
    struct gaz_stretch old, new; /* of COME old is where it was put in, of GONE new where it was taken out; of
                                    a whole block that went, the end of the one before it */
};

enum gaz_reflow {
    GAZ_REFLOW_SAME,    /* to the last glyph, on the page of the same number */
    GAZ_REFLOW_MOVED,   /* the same, but for its number */
    GAZ_REFLOW_SET,     /* the same text, set otherwise */
    GAZ_REFLOW_CHANGED, /* characters came or went */
    GAZ_REFLOW_ADDED
};

struct gaz_page_change {
    enum gaz_reflow reflow;
    uint32_t old; /* page; GAZ_NO_BLOCK of ADDED */
};

struct gaz_text_changes {
    const struct gaz_proof_state *old, *new;
    GArray *list;              /* struct gaz_text_change, by their place in the new state */
    uint32_t *old_of, *new_of; /* the block of the other state that each block is; GAZ_NO_BLOCK: it came, it
                                  went */
    struct gaz_page_change *pages; /* one a page of the new state */
    GArray *pages_gone;            /* uint32_t, of the old state */
};

struct gaz_text_changes *gaz_text_changes_new(const struct gaz_proof_state *old,
                                              const struct gaz_proof_state *new);
void gaz_text_changes_free(struct gaz_text_changes *changes); /* NULL is allowed */

/* Where a place of the old state is in the new one: its first character that is there still, and how many of
 * the n are. False: none is, and *to is where it would be, if that is known. */
bool gaz_text_changes_carry(const struct gaz_text_changes *changes, struct gaz_stretch from,
                            struct gaz_stretch *to);

#endif
