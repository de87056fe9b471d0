/* account.h: marks.json in the folder: the marks of each run that wrote into the sources, and what
 * was done with each. Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_MARKS_ACCOUNT_H
#define GAZ_PROOF_MARKS_ACCOUNT_H

#include "proof/marks/marks.h"

/* a mark as the account has it; all UTF-8, "" where nothing is said */
struct gaz_account_mark {
    const char *file;                    /* below the folder; "": it had no place in the sources */
    const char *stood, *before, *behind; /* in the source: what it lay on, and what was around that */
    uint32_t offset;                     /* where */
    const char *text, *words, *author, *date, *done;
    enum gaz_effect effect;
    const char *wanted;
    uint32_t round; /* of the account, from 1 */
};

struct gaz_proof_account {
    struct gaz_arena *arena;
    GArray *marks; /* struct gaz_account_mark, by rounds */
    uint32_t n_rounds;
};

#endif
