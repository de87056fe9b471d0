/* pairing.h: which block of one state is which of another. Only proof/ looks in here. */
#ifndef GAZ_PROOF_CHANGES_PAIRING_H
#define GAZ_PROOF_CHANGES_PAIRING_H

#include "proof/state/state.h"

struct gaz_pairing {
    uint32_t *old_of, *new_of; /* of each new and of each old block; GAZ_NO_BLOCK: it came, it went */
    guint8 *is_moved;          /* of each new block: it is not where it was among the others */
};

/* The same texts first, then those that are alike, where they stood and elsewhere, then what stands in one
 * another's place. To be cleared by the caller. */
struct gaz_pairing gaz_pairing_make(const struct gaz_proof_state *old, const struct gaz_proof_state *new);
void gaz_pairing_clear(struct gaz_pairing *pairing);

/* A list in which none of n has one yet: GAZ_NO_BLOCK, once more at its end. Freed with g_free. */
uint32_t *gaz_unpaired(uint32_t n);

#endif
