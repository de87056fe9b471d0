/* proof_input.h: what a proof and the desk are made of besides the issue: what was found, the date, readers'
 * files. */
#ifndef GAZ_CLI_PROOF_INPUT_H
#define GAZ_CLI_PROOF_INPUT_H

#include "cli/run.h"

#include "proof/proof.h"

struct gaz_arena;

/* What the layout of a run complains of and what check finds, waived ones left out. */
struct gaz_remarks {
    GArray *list;       /* struct gaz_proof_remark */
    GPtrArray *strings; /* owned */
};

/* Of a run that has made its pages; cleared with gaz_remarks_clear. */
struct gaz_remarks gaz_remarks_of(const struct gaz_run *run);
void gaz_remarks_clear(struct gaz_remarks *remarks);

/* 2026-01-31; freed with g_free. */
char *gaz_date_of_sources(const struct gaz_issue *issue);

/* A file with marks; NULL after a complaint. Comes before reads are confined to the issue. */
GBytes *gaz_proof_file_read(struct gaz_arena *arena, const char *path, struct gaz_diags *diags);
void gaz_proof_file_clear(void *data); /* a struct gaz_proof_file */

/* All of them (struct gaz_proof_file), or fewer after a complaint. Freed with g_array_unref. */
GArray *gaz_proof_files_read(const char *const *names, guint n, struct gaz_arena *arena,
                             struct gaz_diags *diags);

/* A run of the command with the readers' files that --marks names: when the pages are there, `work` is done.
 * Gives the exit status. */
typedef void gaz_marked_work(struct gaz_run *run, const GArray *files, void *context);
int gaz_run_with_marks(struct gaz_cli *cli, gaz_marked_work *work, void *context);

/* What a desk shows besides the pages. */
struct gaz_desk {
    struct gaz_proof_desk_job job; /* without a name */
    struct gaz_remarks remarks;
    struct gaz_proof_marks *marks;
    struct gaz_proof_state *state;
    struct gaz_text_changes *since;
    char *date;
};

/* said: what the readers' files are complained of in; when it is not the run's it is shown as found. To be
 * ended before the run and `said` are. */
void gaz_desk_begin(struct gaz_desk *desk, const struct gaz_run *run, const GArray *files,
                    struct gaz_diags *said);
void gaz_desk_end(struct gaz_desk *desk);

/* The account in the issue's folder; NULL: there is none, or after a complaint. *source: what it is of, in
 * the arena. */
struct gaz_proof_account *gaz_account_of(const struct gaz_run *run, struct gaz_arena *arena,
                                         struct gaz_source **source);

/* What became of the marks on earlier proofs: of the files, or where there are none of the account. */
struct gaz_answered {
    GArray *fates; /* struct gaz_proof_fate; NULL: nobody marked anything */
    struct gaz_proof_marks *marks;
    struct gaz_proof_account *account;
};

/* files: struct gaz_proof_file, may be empty; cleared with gaz_answered_clear. */
struct gaz_answered gaz_answered_of(const struct gaz_run *run, const GArray *files);
void gaz_answered_clear(struct gaz_answered *answered);

#endif
