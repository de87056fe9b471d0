/* surplus.h: a page start that is right only when a doubled word before it stood once. */
#ifndef GAZ_FACSIMILE_SURPLUS_H
#define GAZ_FACSIMILE_SURPLUS_H

#include "facsimile/matcher.h"

struct gaz_surplus {
    uint32_t at, n;  /* the first of the two, in the stream */
    uint32_t target; /* that it explains */
};

/* For each override by which a page begins where it should looks whether such a word would do as well; those
 * are put into matcher->surplus. Nothing is changed. */
void gaz_find_surplus(struct gaz_matcher *matcher);

#endif
