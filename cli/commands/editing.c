/* editing.c: clean, fit and new. */
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/say.h"

#include "base/file/change.h"
#include "editing/editing.h"

/* Prints what a trade of editing/ has to say, its report first (`speaks`), and its complaints; frees both.
 * The status. */
static int end(const struct gaz_cli *cli, GString *report, bool speaks, struct gaz_diags *diags) {
    if (speaks) fwrite(report->str, 1, report->len, stdout);
    fflush(stdout);
    gaz_diags_print(diags, stderr, cli->language, cli->verbose);
    int status = gaz_diags_exit(diags, GAZ_LENIENT);
    g_string_free(report, TRUE);
    gaz_diags_free(diags);
    return status;
}

/* ---- clean */

int gaz_clean_run(struct gaz_cli *cli) {
    struct gaz_clean_job job = {
        .folder = cli->argument, .language = cli->language, .write = cli->write, .json = cli->json};
    struct gaz_diags *diags = gaz_diags_new();
    GString *out = g_string_new(NULL);
    if (cli->folders) {
        job.files = (const char *const *)cli->folders->pdata;
        job.n_files = cli->folders->len;
    }
    gaz_clean(&job, out, diags);
    return end(cli, out, !cli->quiet || cli->json, diags);
}

/* ---- fit */

/* --choose's number; false after saying what is wrong. */
static bool read_choice(const struct gaz_cli *cli, unsigned *choice) {
    guint64 number = 0;
    if (cli->choose && !g_ascii_string_to_unsigned(cli->choose, 10, 1, 9999, &number, NULL)) {
        gaz_usage_error(cli,
                        gaz_pick(cli, "--choose要写列出的序号，不是“%s”",
                                 "--choose takes a number of the list, not \"%s\""),
                        cli->choose);
        return false;
    }
    if (cli->write && !cli->choose) {
        gaz_usage_error(cli, "%s", gaz_pick(cli, "--write要同--choose一起用", "--write goes with --choose"));
        return false;
    }
    *choice = (unsigned)number;
    return true;
}

static void fit(struct gaz_run *run, unsigned choice) {
    const struct gaz_cli *cli = run->cli;
    struct gaz_fit_job job = {run->gazette, cli->second, choice, cli->language, cli->json};
    g_autoptr(GArray) changes = gaz_file_changes_new();
    GString *out = g_string_new(NULL);
    bool good = gaz_fit(&job, out, changes, run->diags);
    fwrite(out->str, 1, out->len, stdout);
    if (good && cli->write && gaz_run_write_changes(run, changes))
        gaz_run_say(run, gaz_pick(cli, "已写入 %s", "wrote %s"),
                    g_array_index(changes, struct gaz_file_change, 0).path);
    g_string_free(out, TRUE);
}

int gaz_fit_run(struct gaz_cli *cli) {
    unsigned choice;
    struct gaz_run run;
    if (!read_choice(cli, &choice)) return GAZ_EXIT_USAGE;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) {
        gaz_run_drop_warnings(&run);
        fit(&run, choice);
    }
    return gaz_run_end(&run);
}

/* ---- new */

int gaz_new_run(struct gaz_cli *cli) {
    struct gaz_new_job job = {.folder = cli->argument, .from = cli->from, .language = cli->language};
    struct gaz_diags *diags = gaz_diags_new();
    GString *report = g_string_new(NULL);
    gaz_new_issue(&job, report, diags);
    return end(cli, report, !cli->quiet, diags);
}
