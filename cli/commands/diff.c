/* diff.c: two builds compared. */
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/run.h"

#include "compare/compare.h"
#include "gazette/gazette.h"

/* As diff(1): 0 the same, 1 different, 2 trouble; a failure of the machine or of the program keeps its own.
 */
static int diff_status(enum gaz_diff_answer answer, const struct gaz_diags *diags) {
    switch (answer) {
    case GAZ_DIFF_SAME:
        return 0;
    case GAZ_DIFF_DIFFERENT:
        return 1;
    case GAZ_DIFF_TROUBLE:
        break;
    }
    int status = gaz_diags_exit(diags, GAZ_LENIENT);
    return status == GAZ_EXIT_IO || status == GAZ_EXIT_BUG ? status : 2;
}

int gaz_diff_run(struct gaz_cli *cli) {
    struct gaz_gazette_options options = gaz_run_options(cli);
    struct gaz_diff_job job = {
        .old = cli->argument,
        .new = cli->second,
        .options = &options,
        .language = cli->language,
        .json = cli->json,
        .terse = cli->summary || cli->quiet,
    };
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_diff_kept *kept;
    GString *report = g_string_new(NULL);
    gaz_progress_begin(cli);
    enum gaz_diff_answer answer = gaz_diff(&job, report, diags, &kept);
    gaz_progress_end();
    fwrite(report->str, 1, report->len, stdout);
    g_string_free(report, TRUE);
    int status = diff_status(answer, diags);
    /* what the two issues are warned of is said by build and check */
    if (answer == GAZ_DIFF_TROUBLE || cli->verbose)
        gaz_diags_print(diags, stderr, cli->language, cli->verbose);
    gaz_diff_free(kept);
    gaz_diags_free(diags);
    return status;
}
