/* run.h: what every command that reads an issue does before and after its own work. */
#ifndef GAZ_CLI_RUN_H
#define GAZ_CLI_RUN_H

#include "cli/cli.h"
#include "cli/paths.h"

#include "base/file/file.h"
#include "gazette/gazette.h"
#include "gazette/made.h"
#include "gazette/press.h"

struct gaz_run {
    struct gaz_cli *cli;
    struct gaz_gazette *gazette;
    const struct gaz_explain_request *explain; /* lines to be explained; NULL */
    unsigned kinds;                            /* what is made: 1 << gaz_pdf_kind; 0: not known yet */
    struct gaz_press press;                    /* how PRINT is made, once the style is there */
    const struct gaz_pages *pages; /* what the PDF is made of: the gazette's, or a volume's; or NULL */
    struct gaz_diags *diags;
    GString *results; /* what went well: printed behind the complaints */
};

/* What the command line asks of the pipeline: the fonts, the progress; no folder. */
struct gaz_gazette_options gaz_run_options(struct gaz_cli *cli);
/* A run without a stage: nothing has been made yet. */
void gaz_run_open(struct gaz_run *run, struct gaz_cli *cli);
/* Runs the stages up to `last` that were not run yet, for cli->argument. */
bool gaz_run_make(struct gaz_run *run, enum gaz_stage last);
/* Both at once. */
bool gaz_run_begin(struct gaz_run *run, struct gaz_cli *cli, enum gaz_stage last);
/* What is made, and how for a press: of cli->kinds, else what the gazette's style says for a lock, else a
 * screen's. Comes before reads are confined; what it complains of stops no stage. */
void gaz_run_take_kinds(struct gaz_run *run, const struct gaz_gazette *gazette);
/* Those of run->kinds, all or none: false after a complaint. To be cleared in any case. */
bool gaz_run_make_all(const struct gaz_run *run, struct gaz_made *made);
/* Prints the complaints, frees everything; gives the exit status. */
int gaz_run_end(struct gaz_run *run);
/* Forgets the warnings of a good run, unless with -v: build and check print them. */
void gaz_run_drop_warnings(struct gaz_run *run);
bool gaz_run_is_good(const struct gaz_run *run);
/* A line for a person, on a terminal or with -v. */
void gaz_run_say(const struct gaz_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool gaz_run_write(const struct gaz_run *run, const char *path, GBytes *bytes);
/* All of them or, but for what is said of it, none. */
bool gaz_run_write_files(const struct gaz_run *run, const struct gaz_new_file *files, uint32_t n);
/* The same of what an editor's files are to hold: struct gaz_file_change. */
bool gaz_run_write_changes(const struct gaz_run *run, const GArray *changes);
/* The same of PDFs and the report for the press. */
bool gaz_run_write_all(const struct gaz_run *run, const struct gaz_output_paths *paths,
                       const struct gaz_made *made);

#endif
