/* archive.h: the door: issues that come out again as they were printed, and a whole archive at once.
 *
 * Two things stand behind it. issue.lock freezes one issue: what it was made of and what came of it; a locked
 * build is made only when nothing differs. Regenerating sets every issue below a folder, each in a process of
 * its own that the parent starts and may lose; threads are never used (cairo deadlocks under them).
 * Diagnostics are the product; what a person sees of the progress is in the language of the job.
 */
#ifndef GAZ_ARCHIVE_ARCHIVE_H
#define GAZ_ARCHIVE_ARCHIVE_H

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/terms/round.h"

#include <glib.h>
#include <signal.h>

struct gaz_gazette;
struct gaz_made;
struct gaz_press;

/* ---- lock */

#define GAZ_LOCK_FILE "issue.lock" /* in the folder */

enum gaz_locked { GAZ_LOCK_FAILED, GAZ_LOCK_WRITTEN, GAZ_LOCK_UNCHANGED };

/* who signs, and what for */
struct gaz_signing {
    enum gaz_proof_round round;
    const char *const *names; /* gaz_signer_is_good; NULL at the end; at least one */
    const char *date;         /* 2024-01-31 */
};

/* Whether a name can stand in a lock: UTF-8, 1 to 40 characters, none that cannot be seen, no blank at an
 * end. */
bool gaz_signer_is_good(const char *name);

/* Writes issue.lock into the folder, with the digest of each file that was made; signing: NULL, or
 * whose signatures are added. The pages and the files must be finished and without errors. An older lock that
 * says something else, or knows fewer kinds, stays, with an error, unless `force`; but a later round than any
 * that signed it may be signed of something else, for that is what comes of proof-reading. A signature is
 * never lost: where the lock comes to say something else, it stays as one of another state, which with
 * `force` is a warning. */
enum gaz_locked gaz_lock_write(const struct gaz_gazette *gazette, const struct gaz_made *made,
                               const struct gaz_signing *signing, bool force, struct gaz_diags *diags);

struct gaz_signature {
    enum gaz_proof_round round;
    char *name, *date;
    unsigned kinds;  /* of files, 1 << kind (lock/facts.h): made when it was signed */
    char *state;     /* a digest of what was signed */
    bool is_current; /* that is what the lock says now */
};

/* What is said of a kind of file that the lock does not have: an error, or a warning. */
enum gaz_unlocked { GAZ_UNLOCKED_REFUSED, GAZ_UNLOCKED_TOLD };

/* False after reporting, at its line of issue.lock, everything that is not as it was when it was locked. Of a
 * kind that was not made nothing is asked. */
bool gaz_lock_compare(const struct gaz_gazette *gazette, const struct gaz_made *made,
                      enum gaz_unlocked unlocked, struct gaz_diags *diags);

/* ---- what is still as it was signed */

enum gaz_status_answer { GAZ_STATUS_SAME, GAZ_STATUS_OTHER, GAZ_STATUS_UNLOCKED, GAZ_STATUS_TROUBLE };

struct gaz_status_job {
    const struct gaz_gazette *gazette; /* as far as it could be made */
    const char *folder;                /* of the issue */
    enum gaz_language language;
    bool json;
};

/* Whether an issue is locked, who signed it, and what is not as it was then: in words, or as one JSON object
 * (docs/gongbao.1). TROUBLE after an error in diags; who signed is told even then, if it is known. */
enum gaz_status_answer gaz_lock_status(const struct gaz_status_job *job, GString *out,
                                       struct gaz_diags *diags);

/* For a build that is not --locked: of an issue that was signed, a warning that what is printed is not what
 * was signed, with what differs; a note when only the sources differ. The faces are not looked into, for
 * their files are large: that a page looks otherwise shows without them. */
void gaz_lock_look(const struct gaz_gazette *gazette, struct gaz_diags *diags);

/* ---- a file of each document */

/* Archive's files of the documents of a gazette whose pages are finished, and what they are
 * (gaz_made.documents); the same pages give the same bytes. NULL after an error. Freed with
 * g_ptr_array_unref. */
GPtrArray *gaz_documents_make(const struct gaz_gazette *gazette, struct gaz_diags *diags);

/* Puts them in a folder's place, whole; what stands there must be FREE or OURS. False after a report. */
bool gaz_documents_write(const GPtrArray *files, const char *folder, struct gaz_diags *diags);

/* What stands where such a folder is to be: OURS is one in which nothing is but what its manifest names. */
enum gaz_file_place gaz_documents_place(const char *folder);

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

/* Runs a command line of the program: words[argc] is NULL. Gives the exit status. */
typedef int gaz_command_line(int argc, char **words);

struct gaz_regenerate_job {
    gaz_command_line *run;            /* in a process of its own for each issue */
    const char *archive, *output;     /* folders */
    unsigned n_workers;               /* at least 1 */
    unsigned max_seconds, max_memory; /* of an issue: seconds of processor time, MiB; at least 1 */
    unsigned shard, n_shards;         /* shard < n_shards; n_shards 1: all */
    bool resume, locked, quiet, verbose;
    enum gaz_strictness strict;
    const char *const *font_folders; /* --fonts, NULL-terminated; NULL */
    unsigned kinds;                  /* 1 << gaz_pdf_kind, at least one */
    bool split;                      /* a folder of an archive's file of each document, for an issue */
    const char *const
        *press_words; /* options about the file for a press, as a worker takes them; NULL at the end */
    enum gaz_language language;
};

/* Gives the exit status: 0, or the worst of the issues' (1, 3, 74, 70), or 128 + the signal that ended it. */
int gaz_regenerate(const struct gaz_regenerate_job *job);

#endif
