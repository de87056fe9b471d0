/* round.h: 校次: which reading of an issue a proof, a mark or a signature is for. */
#ifndef GAZ_BASE_TERMS_ROUND_H
#define GAZ_BASE_TERMS_ROUND_H

#include <stdbool.h>

enum gaz_proof_round {
    GAZ_ROUND_FIRST, /* 一校 */
    GAZ_ROUND_SECOND,
    GAZ_ROUND_THIRD,
    GAZ_ROUND_CLEAN, /* 清样 */
    GAZ_ROUND_PRESS, /* 付印 */
    GAZ_N_PROOF_ROUNDS
};

/* As they are typed and printed, in the order of the enum. */
extern const char *const gaz_round_names[GAZ_N_PROOF_ROUNDS];

/* False: it is the name of none; gaz_hint_for knows which was perhaps meant. */
bool gaz_round_read(const char *name, enum gaz_proof_round *round);

#endif
