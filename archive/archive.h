/* archive.h: the door: issues that come out again as they were printed, and a whole archive at once.
 *
 * Two things stand behind it. issue.lock freezes one issue: what it was made of and what came of it; a locked
 * build is made only when nothing differs. Regenerating sets every issue below a folder, each in a process of
 * its own that the parent starts and may lose; threads are never used (cairo deadlocks under them).
 * Diagnostics are the product; what a person sees of the progress is in the language of the job.
 */
#ifndef GAZ_ARCHIVE_ARCHIVE_H
#define GAZ_ARCHIVE_ARCHIVE_H

#include "base/diag.h"

#include <glib.h>
#include <signal.h>

struct gaz_gazette;
struct gaz_made;
struct gaz_press;

/* ---- lock */

#define GAZ_LOCK_FILE "issue.lock" /* in the folder */

enum gaz_locked { GAZ_LOCK_FAILED, GAZ_LOCK_WRITTEN, GAZ_LOCK_UNCHANGED };

/* Writes issue.lock into the folder, with the digest of each file that was made. An older one that
 * says something else, or knows fewer kinds, stays, with an error, unless `force`. The pages and the files
 * must be finished and without errors. */
enum gaz_locked gaz_lock_write(const struct gaz_gazette *gazette, const struct gaz_made *made, bool force,
                               struct gaz_diags *diags);

/* What is said of a kind of file that the lock does not have: an error, or a warning. */
enum gaz_unlocked { GAZ_UNLOCKED_REFUSED, GAZ_UNLOCKED_TOLD };

/* False after reporting, at its line of issue.lock, everything that is not as it was when it was locked. Of a
 * kind that was not made nothing is asked. */
bool gaz_lock_compare(const struct gaz_gazette *gazette, const struct gaz_made *made,
                      enum gaz_unlocked unlocked, struct gaz_diags *diags);

/* ---- the work of one process of a regenerate run */

struct gaz_worker;

/* `prefix` is where the parent has put the order (PREFIX.order) and awaits the PDF and the record. Ends with
 * the parent. Never NULL. */
struct gaz_worker *gaz_worker_new(const char *prefix);

/* Whether the files that are there were made of the same. The gazette must have been made up to its fonts; it
 * need not go on when the answer is true. `kinds`: 1 << gaz_pdf_kind; press: NULL without PRINT. */
bool gaz_worker_is_up_to_date(struct gaz_worker *worker, const struct gaz_gazette *gazette, unsigned kinds,
                              const struct gaz_press *press);

/* Writes PREFIX.record; `made` has no PDF when none was written. Frees the worker. */
void gaz_worker_end(struct gaz_worker *worker, const struct gaz_gazette *gazette, const struct gaz_made *made,
                    struct gaz_diags *diags);

/* ---- regenerate */

struct gaz_regenerate_job {
    const char *archive, *output;     /* folders */
    unsigned n_workers;               /* at least 1 */
    unsigned max_seconds, max_memory; /* of an issue: seconds of processor time, MiB; at least 1 */
    unsigned shard, n_shards;         /* shard < n_shards; n_shards 1: all */
    bool resume, locked, quiet, verbose;
    enum gaz_strictness strict;
    const char *const *font_folders; /* --fonts, NULL-terminated; NULL */
    unsigned kinds;                  /* 1 << gaz_pdf_kind, at least one */
    const char *const
        *press_words; /* options about the file for a press, as a worker takes them; NULL at the end */
    enum gaz_language language;
};

/* Gives the exit status: 0, or the worst of the issues' (1, 3, 74, 70), or 128 + the signal that ended it. */
int gaz_regenerate(const struct gaz_regenerate_job *job);

#endif
