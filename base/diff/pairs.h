/* pairs.h: which elements of one list are which of another, when both keep their order. */
#ifndef GAZ_BASE_DIFF_PAIRS_H
#define GAZ_BASE_DIFF_PAIRS_H

#include <stdbool.h>
#include <stdint.h>

/* What it is worth that element i of the old list is element k of the new one; 0: it cannot be. */
typedef uint32_t gaz_pair_worth(void *context, uint32_t i, uint32_t k);

#define GAZ_NO_PAIR UINT32_MAX
enum { GAZ_MOST_PAIR_CELLS = 1 << 22 };

/* Pairs that are worth most together: old_of[k] is the old element of each new one, or GAZ_NO_PAIR. Asks of
 * every pair once, with k falling fastest and i falling. False, and nothing done, when n_old × n_new is more
 * than GAZ_MOST_PAIR_CELLS. */
bool gaz_pairs_make(uint32_t *old_of, uint32_t n_old, uint32_t n_new, gaz_pair_worth *worth, void *context);

#endif
