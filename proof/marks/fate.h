/* fate.h: what became of a mark, by the text that stands there now. Only proof/ looks in here. */
#ifndef GAZ_PROOF_MARKS_FATE_H
#define GAZ_PROOF_MARKS_FATE_H

#include "proof/marks/marks.h"

/* Two characters that are there still enclose what stood and what stands now; all UTF-8. */
struct gaz_fate_case {
    enum gaz_effect effect;
    const char *wanted;                /* "" of DELETE and NONE */
    const char *before, *was, *behind; /* between them stood: the mark's own text, and what on both sides of
                                          it is gone too */
    const char *now;                   /* and this stands there */
};

/* report.c: as JSON has it, and for people; NULL of UNKNOWN. */
const char *gaz_fate_name(enum gaz_fate fate);
const char *gaz_fate_words(enum gaz_fate fate, enum gaz_language language);

enum gaz_fate gaz_fate_of(const struct gaz_fate_case *it);

#endif
