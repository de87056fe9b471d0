/* progress.h: what a person sees of a regenerate run.
 *
 * Standard error: a bar where it is a terminal; the complaints of issues that failed; a summary. Standard
 * output, where it is no terminal: a line an issue, in the order in which they were finished.
 */
#ifndef GAZ_ARCHIVE_REGENERATE_PROGRESS_H
#define GAZ_ARCHIVE_REGENERATE_PROGRESS_H

#include "archive/archive.h"
#include "archive/regenerate/manifest.h"

struct gaz_archive_progress {
    const struct gaz_regenerate_job *job;
    unsigned n_issues, n_done, n_kept, n_of[GAZ_N_OUTCOMES];
    unsigned pages, warnings, font_warnings;
    GString *failures; /* lines of the summary */
    bool has_bar, has_lines;
};

void gaz_archive_progress_begin(struct gaz_archive_progress *progress, const struct gaz_regenerate_job *job,
                                unsigned n_issues);
/* An issue is done: `why` is one line of its complaints. */
void gaz_archive_progress_add(struct gaz_archive_progress *progress, const struct gaz_record *record,
                              bool is_kept, const char *complaints, const char *why);
void gaz_archive_progress_end(struct gaz_archive_progress *progress, int stopped_by);

#endif
