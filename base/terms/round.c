/* round.c: see round.h. */
#include "base/terms/round.h"

#include <string.h>

const char *const gaz_round_names[GAZ_N_PROOF_ROUNDS] = {
    [GAZ_ROUND_FIRST] = "一校", [GAZ_ROUND_SECOND] = "二校", [GAZ_ROUND_THIRD] = "三校",
    [GAZ_ROUND_CLEAN] = "清样", [GAZ_ROUND_PRESS] = "付印",
};

bool gaz_round_read(const char *name, enum gaz_proof_round *round) {
    for (int i = 0; i < GAZ_N_PROOF_ROUNDS; i++) {
        if (strcmp(name, gaz_round_names[i]) != 0) continue;
        *round = (enum gaz_proof_round)i;
        return true;
    }
    return false;
}
