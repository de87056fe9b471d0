/* placed.h: what was found, and where it stands on the pages. Only proof/ looks in here. */
#ifndef GAZ_PROOF_SHEETS_PLACED_H
#define GAZ_PROOF_SHEETS_PLACED_H

#include "proof/ground/places.h"

struct gaz_placed_remark {
    const struct gaz_proof_remark *remark;
    uint32_t number; /* from 1, by pages and places */
    GArray *places;  /* struct gaz_on_page; empty: it is printed nowhere */
};

/* All of them by their numbers, which are given here. Freed with g_array_unref. */
GArray *gaz_place_remarks(struct gaz_ground *ground, const struct gaz_pages *pages,
                          const struct gaz_proof_remark *remarks, uint32_t n);

#endif
