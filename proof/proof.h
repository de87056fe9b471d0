/* proof.h: the door: proofs of an issue, what proof-readers marked on one, put to the place in its sources,
 * what changed from one to the next, and the desk that shows it all.
 *
 * A mark lies on a page, and its place there decides, never a search for the same words: of two that are
 * alike each is told by where it stands. What the pages print again (contents, repeated heads) goes to its
 * source as well.
 */
#ifndef GAZ_PROOF_PROOF_H
#define GAZ_PROOF_PROOF_H

#include "base/diag/diag.h"
#include "base/terms/round.h"
#include "base/text/source.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct gaz_gazette;

/* a reader's file: a PDF, FDF or XFDF; borrowed */
struct gaz_proof_file {
    const char *name; /* as typed */
    GBytes *bytes;
};

struct gaz_proof_job {
    const struct gaz_gazette *gazette; /* set, without errors; outlives the marks */
    const struct gaz_proof_file *files;
    uint32_t n_files;
};

/* What became of a mark of an earlier state. */
enum gaz_fate {
    GAZ_FATE_UNKNOWN,
    GAZ_FATE_DONE,      /* the text is as it wanted */
    GAZ_FATE_OTHERWISE, /* it was changed, but not to that */
    GAZ_FATE_OPEN,      /* nothing was done */
    GAZ_FATE_CHANGED,   /* it wanted no change that a program knows: the text was changed */
    GAZ_FATE_SAME,      /* and was not */
    GAZ_N_FATES
};

struct gaz_proof_marks;

/* The marks of all files in one list, by their pages and places. NULL after an error in diags: nothing is
 * told of some files alone. */
struct gaz_proof_marks *gaz_proof_marks_new(const struct gaz_proof_job *job, struct gaz_diags *diags);
void gaz_proof_marks_free(struct gaz_proof_marks *marks); /* NULL is allowed */

/* For people, a mark some lines; appended. */
void gaz_proof_marks_report(const struct gaz_proof_marks *marks, enum gaz_language language, GString *out);
/* An array of objects; docs/gongbao.1 says what their members are. */
void gaz_proof_marks_report_json(const struct gaz_proof_marks *marks, GString *out);

/* ---- carrying marks out */

/* Which: numbers of the list, "3" or "3,5-8", or a file that holds objects of the list's JSON. */
struct gaz_proof_choice {
    const char *typed;
    struct gaz_proof_file file; /* no bytes: numbers were typed */
};

/* What becomes of the sources by the marks that were chosen: what says so itself (a replacement, a deletion,
 * an insertion) is made in memory, read again, and proved to change nothing else; the rest is left. NULL
 * after an error. The marks must outlive it. */
struct gaz_proof_apply;
struct gaz_proof_apply *gaz_proof_apply_new(const struct gaz_proof_marks *marks,
                                            const struct gaz_proof_choice *choices, uint32_t n,
                                            struct gaz_diags *diags);
void gaz_proof_apply_free(struct gaz_proof_apply *apply); /* NULL is allowed */

/* The sources that change: struct gaz_file_change, freed with g_array_unref. */
GArray *gaz_proof_apply_files(const struct gaz_proof_apply *apply);

/* A diff, every change and by which mark, what was left and why, and how many. */
void gaz_proof_apply_report(const struct gaz_proof_apply *apply, bool written, enum gaz_language language,
                            GString *out);
void gaz_proof_apply_report_json(const struct gaz_proof_apply *apply, bool written, GString *out);

/* ---- what became of marks (核红) */

struct gaz_proof_fate {
    const char *words, *author, *date; /* of the mark; "": not said */
    const char *text;                  /* what it lay on */
    const char *wanted;    /* what it wanted there, "" nothing; NULL: no change that a program knows */
    struct gaz_span where; /* in the present sources what stands there; no source: not known */
    enum gaz_fate fate;
    uint32_t round; /* of the account, from 1; 0: of a proof that was given */
};

/* Of the marks of proofs of another state, one each of the list: struct gaz_proof_fate, whose texts are the
 * marks'. Freed with g_array_unref. */
GArray *gaz_proof_marks_fates(const struct gaz_proof_marks *marks);

/* marks.json in the folder: every mark of each run that wrote, and what was done with it. NULL after
 * a complaint: it is none, damaged, or newer than this program. */
#define GAZ_PROOF_ACCOUNT "marks.json"
struct gaz_proof_account;
struct gaz_proof_account *gaz_proof_account_read(const struct gaz_source *source, struct gaz_diags *diags);
void gaz_proof_account_free(struct gaz_proof_account *account); /* NULL is allowed */
/* The same of its marks, by rounds; the gazette's sources are the present ones. */
GArray *gaz_proof_account_fates(const struct gaz_proof_account *account, const struct gaz_gazette *gazette);
/* What became of marks, for people and as JSON. */
void gaz_proof_fates_report(const GArray *fates, enum gaz_language language, GString *out);
void gaz_proof_fates_report_json(const GArray *fates, GString *out);
/* The account with one more round; `before`: as it was, which has been read; NULL: there is none. */
GBytes *gaz_proof_account_add(const struct gaz_source *before, const struct gaz_proof_apply *apply);

/* ---- one state of an issue, and what became of it (state.h, changes.h) */

struct gaz_state_round {
    const char *name;     /* 一校 */
    const char *date;     /* of the sources: 2026-01-31; "": nobody knows */
    const char *identity; /* of the pages, as the proof carries it (gaz_proof_identity); of a new state it is
                             worked out */
};

/* Of pages that were set. `round` is copied; the rounds of `before` (NULL: none) come first, and its blocks'
 * ids are kept where they are the same blocks. The gazette must outlive it. */
struct gaz_proof_state;
struct gaz_proof_state *gaz_proof_state_new(const struct gaz_gazette *gazette, struct gaz_state_round round,
                                            const struct gaz_proof_state *before);

/* As it is written beside a proof. NULL after a complaint: it is none, damaged, or newer than this program.
 */
struct gaz_proof_state *gaz_proof_state_read(const struct gaz_source *source, struct gaz_diags *diags);
void gaz_proof_state_write(const struct gaz_proof_state *state, GString *out);
void gaz_proof_state_free(struct gaz_proof_state *state); /* NULL is allowed */

/* The states must outlive them. */
struct gaz_text_changes;
struct gaz_text_changes *gaz_text_changes_new(const struct gaz_proof_state *old,
                                              const struct gaz_proof_state *new);
void gaz_text_changes_free(struct gaz_text_changes *changes); /* NULL is allowed */

/* ---- proofs */

/* what was found in the text: by the layout, by check, by a person; borrowed */
struct gaz_proof_remark {
    struct gaz_span span; /* no source: of the whole issue */
    const char *file;     /* where there is no source: the file's name; NULL */
    const char *level;    /* 错 疑 注意, 警告 */
    const char *rule;     /* a slug */
    const char *words;
    const char *key, *text, *proposal; /* of a finding of check: what it is waived by, what is printed there,
                                          what should be; NULL */
};

struct gaz_proof_sheets_job {
    const struct gaz_gazette *gazette; /* set, without errors */
    enum gaz_proof_round round;
    const char *date;                     /* of the sources: 2026-01-31 */
    const struct gaz_proof_state *state;  /* of these pages */
    const struct gaz_text_changes *since; /* since an earlier state; NULL: nobody asks */
    const struct gaz_proof_remark *remarks;
    uint32_t n_remarks;
    const GArray *fates; /* struct gaz_proof_fate: of the marks on earlier proofs; NULL: there are none */
    bool shows_grid, shows_boxes;
};

/* 校样: the slip, each page of the issue 1:1 on a larger sheet, a list of what was found. NULL after an error
 * in diags. The caller unrefs it. */
GBytes *gaz_proof_sheets_make(const struct gaz_proof_sheets_job *job, struct gaz_diags *diags);

/* ---- 核红表: what changed, a row each, for the reader who checks that every mark was carried out */

struct gaz_proof_table_job {
    const struct gaz_text_changes *changes; /* outlive the table */
    enum gaz_proof_round round;
    const char *const *reasons; /* of each change of the list why, NULL: nobody has said; NULL: of none */
};

/* For whom each change of the list was made: the marks that lie where it is, "甲：改为“…”". A new array with
 * NULL for those that nobody marked; freed with gaz_proof_reasons_free. */
char **gaz_proof_reasons(const struct gaz_text_changes *changes, const GArray *fates);
void gaz_proof_reasons_free(char **reasons, const struct gaz_text_changes *changes);

struct gaz_proof_table;
/* Its rows; what the job names is borrowed. */
struct gaz_proof_table *gaz_proof_table_new(const struct gaz_proof_table_job *job);
void gaz_proof_table_free(struct gaz_proof_table *table); /* NULL is allowed */

/* A whole file each, appended: CSV (RFC 4180, UTF-8 with its mark), HTML. */
void gaz_proof_table_csv(const struct gaz_proof_table *table, GString *out);
void gaz_proof_table_html(const struct gaz_proof_table *table, GString *out);
/* On A4, in the faces of the gazette. NULL after an error in diags. The caller unrefs it. */
GBytes *gaz_proof_table_pdf(const struct gaz_proof_table *table, const struct gaz_gazette *gazette,
                            struct gaz_diags *diags);

/* ---- the desk */

struct gaz_proof_desk_job {
    const struct gaz_gazette *gazette; /* set, without errors */
    const char *name;                  /* of the issue: of its folder */
    const struct gaz_proof_state *state;
    const struct gaz_text_changes *since; /* NULL: nobody asks */
    const char
        *before; /* the pages of the earlier state (gaz_proof_desk_add_pages); NULL: they are not known */
    const struct gaz_proof_remark *remarks;
    uint32_t n_remarks;
    const struct gaz_proof_marks *marks; /* NULL: there are none */
};

/* Appends the pages of an earlier state as a desk shows them beside those of today: a JSON object. */
void gaz_proof_desk_add_pages(const struct gaz_gazette *gazette, GString *out);

/* Appends what a desk lists: the members "findings", "changes", "pairs" (which earlier page lies beside
 * which) and "marks". Of the job `name` and `before` are not asked for. */
void gaz_proof_desk_add_lists(const struct gaz_proof_desk_job *job, GString *out);

/* One HTML file with the pages and all that a proof needs. Freed with g_string_free. */
GString *gaz_proof_desk_make(const struct gaz_proof_desk_job *job);

#endif
