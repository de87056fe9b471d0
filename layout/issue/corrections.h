/* corrections.h: where a 更正 and what it mends stand, in the pages of a volume's issues. */
#ifndef GAZ_LAYOUT_ISSUE_CORRECTIONS_H
#define GAZ_LAYOUT_ISSUE_CORRECTIONS_H

#include "layout/layout.h"

struct gaz_mended {
    uint32_t page;          /* index in the issue's pages */
    struct gaz_frame frame; /* of the row; without a height: no row was found */
};

/* The issue of the volume that is mended: its year is that of `own` when none is said. NULL: it is not there.
 */
const struct gaz_bound_issue *gaz_find_issue(const struct gaz_volume_job *job, const struct gaz_issue *own,
                                             const struct gaz_correction *one);

/* The mended row. Warns where 误 does not stand there; false when the issue has no such page. */
bool gaz_find_mended(const struct gaz_bound_issue *bound, const struct gaz_correction *correction,
                     struct gaz_mended *place, struct gaz_diags *diags);

/* The row of the document that says 误, on its first page; else its first row. */
struct gaz_mended gaz_find_correction(const struct gaz_bound_issue *bound, uint32_t doc,
                                      const struct gaz_correction *one);

#endif
