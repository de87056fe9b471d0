/* printed.h: the issue as its house prints it. */
#ifndef GAZ_LAYOUT_ISSUE_PRINTED_H
#define GAZ_LAYOUT_ISSUE_PRINTED_H

#include "layout/layout.h"

/* The job with the printed view in the place of its issue, in the arena; it borrows the model's texts. */
struct gaz_layout_job gaz_printed_job(const struct gaz_layout_job *job, struct gaz_arena *arena);

/* One note an issue: what the style leaves out, and how often. */
void gaz_report_left_out(const struct gaz_issue *issue, const struct gaz_issue *printed,
                         const struct gaz_style *style, struct gaz_diags *diags);

#endif
