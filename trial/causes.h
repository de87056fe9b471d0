/* causes.h: what a compositor may have done, or may do, to a stretch of a document so that what stands behind
 * it begins elsewhere: a paragraph's lines, a table's values.
 */
#ifndef GAZ_TRIAL_CAUSES_H
#define GAZ_TRIAL_CAUSES_H

#include "trial/trial.h"

/* characters [from, to) of the document's stream */
struct gaz_stretch {
    uint32_t from, to;
};

/* Appends to `found` (struct gaz_override) 减一行 (`less`) or 加一行 for each paragraph of the stretch, as it
 * is set now: first those that need the least for it. */
void gaz_find_paragraph_lines(const struct gaz_trial *trial, const struct gaz_stream *now,
                              struct gaz_stretch stretch, bool less, GArray *found);

/* Appends what the last two tables that begin in the stretch, or go on at its end, could have of their own to
 * become higher (`grows`) or lower than in this style: lines, white, type. */
void gaz_find_table_values(const struct gaz_trial *trial, const struct gaz_style *style,
                           struct gaz_stretch stretch, bool grows, GArray *found);

#endif
