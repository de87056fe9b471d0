/* changes.h: what became of the texts from one state to the next: what came, what went, what took another
 * thing's place, and what is somewhere else now.
 *
 * Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_CHANGES_CHANGES_H
#define GAZ_PROOF_CHANGES_CHANGES_H

#include "proof/changes/pairing.h"
#include "proof/state/state.h"

enum gaz_change_kind { GAZ_CHANGE_COME, GAZ_CHANGE_GONE, GAZ_CHANGE_REPLACED, GAZ_CHANGE_MOVED };

/* characters of a block; n 0: the place before character `first` */
struct gaz_stretch {
    uint32_t block; /* GAZ_NO_BLOCK: there is no place */
    uint32_t first, n;
};

/* No two lie over one another, but of a block that is elsewhere as a whole: it is MOVED, its old and new
 * stretch are the whole texts, and what is different in it are changes of their own. */
struct gaz_text_change {
    enum gaz_change_kind kind;
    struct gaz_stretch old, new; /* of COME old is where it was put in, of GONE new where it was taken out; of
                                    a whole block that went, the end of the one before it */
};

enum gaz_reflow {
    GAZ_REFLOW_SAME,    /* to the last glyph, on the page of the same number */
    GAZ_REFLOW_MOVED,   /* the same, but for its number and the margin of that side of the sheet */
    GAZ_REFLOW_SET,     /* the same text, set otherwise, or some of it on another page */
    GAZ_REFLOW_CHANGED, /* characters came or went */
    GAZ_REFLOW_ADDED,
    GAZ_N_REFLOWS
};

struct gaz_page_change {
    enum gaz_reflow reflow;
    uint32_t old; /* page; GAZ_NO_BLOCK of ADDED */
};

struct gaz_text_changes {
    const struct gaz_proof_state *old, *new;
    GArray *list; /* struct gaz_text_change, by their place in the new state */
    struct gaz_pairing pairing;
    struct gaz_page_change *pages; /* one a page of the new state */
    GArray *pages_gone;            /* uint32_t, of the old state */
    uint32_t *old_first;           /* of each old block its first character in `now` */
    struct gaz_stretch *now; /* where each old character is, n 1; n 0: it is gone, and where it would be */
};

static inline const struct gaz_text_change *gaz_text_change_at(const struct gaz_text_changes *changes,
                                                               guint i) {
    return &g_array_index(changes->list, struct gaz_text_change, i);
}

/* Whether it says that a block as a whole is elsewhere. */
bool gaz_text_change_is_whole(const struct gaz_text_changes *changes, const struct gaz_text_change *change);

/* Where a place of the old state is in the new one: its first character that is there still, and how many of
 * the n are. False: none is, and *to is where it would be, if that is known. */
bool gaz_text_changes_carry(const struct gaz_text_changes *changes, struct gaz_stretch from,
                            struct gaz_stretch *to);

/* ---- hunks.c */

/* what takes the place of what, in two texts */
struct gaz_hunk {
    struct gaz_stretch old, new;
};

/* Appends the hunks by which one block becomes the other, as a person would mark them. */
void gaz_hunks_add(GArray *hunks, const struct gaz_text_changes *changes, const uint32_t blocks[2],
                   uint64_t *allowance);
/* Lengthens neither, shortens both by what is the same at their ends. */
void gaz_hunk_trim(const struct gaz_text_changes *changes, struct gaz_hunk *hunk);

/* Whether a sentence or clause may begin before the character. */
bool gaz_is_clause_bound(const struct gaz_state_block *block, uint32_t ch);

/* ---- moves.c: the runs (struct gaz_hunk, old and new equally long) that went in one of the hunks and came
 * in another, by their places in the old state; freed with g_array_unref */
GArray *gaz_moves_find(const struct gaz_text_changes *changes, const GArray *hunks);

/* ---- reflow.c: fills in the pages */
void gaz_reflow_find(struct gaz_text_changes *changes);

/* ---- reflow_text.c */

/* As a person reads them; the last one is of pages that are gone. */
extern const char *const gaz_reflow_names[GAZ_N_REFLOWS + 1];
/* "3、5—8（原4—7）" of the pages that are so, GAZ_N_REFLOWS of those that are gone; "无": none is. Ends with
 * …… behind so many bytes. Freed with g_free. */
char *gaz_reflow_pages(const struct gaz_text_changes *changes, enum gaz_reflow reflow, size_t most);

static inline struct gaz_hunk *gaz_hunk_at(const GArray *hunks, guint i) {
    return &g_array_index(hunks, struct gaz_hunk, i);
}

#endif
