/* telling.h: what a person sees of a regenerate run.
 *
 * Standard error: a bar where it is a terminal; the complaints of issues that failed; a summary. Standard
 * output, where it is no terminal: a line an issue, in the order in which they were finished.
 */
#ifndef GAZ_ARCHIVE_TELLING_H
#define GAZ_ARCHIVE_TELLING_H

#include "archive/archive.h"
#include "archive/manifest.h"

struct gaz_telling {
    const struct gaz_regenerate_job *job;
    unsigned n_issues, n_done, n_kept, n_of[GAZ_N_OUTCOMES];
    unsigned pages, warnings;
    GString *failures; /* lines of the summary */
    bool has_bar, has_lines;
};

void gaz_telling_begin(struct gaz_telling *telling, const struct gaz_regenerate_job *job, unsigned n_issues);
/* An issue is done: `said` are its complaints, `why` one line of them. */
void gaz_telling_add(struct gaz_telling *telling, const struct gaz_record *record, bool is_kept,
                     const char *said, const char *why);
void gaz_telling_end(struct gaz_telling *telling, int stopped_by);

#endif
