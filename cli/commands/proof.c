/* proof.c: a proof of an issue for a round of reading. */
#include "cli/commands.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"
#include "cli/stage.h"

#include "base/diag/reason.h"
#include "base/file/file.h"
#include "proof/proof.h"

#include <errno.h>
#include <glib/gstdio.h>

/* ---- the files */

/* what is made of a proof; NULL: is not */
struct made {
    GBytes *sheets, *state, *csv, *html, *table;
};

static GBytes *state_bytes(const struct gaz_proof_state *state) {
    GString *text = g_string_new(NULL);
    gaz_proof_state_write(state, text);
    return g_string_free_to_bytes(text);
}

/* False after a complaint. */
static bool make_table(struct gaz_run *run, const struct gaz_proof_sheets_job *sheets, struct made *made) {
    char **reasons = sheets->fates ? gaz_proof_reasons(sheets->since, sheets->fates) : NULL;
    struct gaz_proof_table_job job = {
        .changes = sheets->since, .round = sheets->round, .reasons = (const char *const *)reasons};
    struct gaz_proof_table *table = gaz_proof_table_new(&job);
    GString *csv = g_string_new(NULL), *html = g_string_new(NULL);
    gaz_proof_table_csv(table, csv);
    gaz_proof_table_html(table, html);
    made->csv = g_string_free_to_bytes(csv);
    made->html = g_string_free_to_bytes(html);
    made->table = gaz_proof_table_pdf(table, run->gazette, run->diags);
    gaz_proof_table_free(table);
    gaz_proof_reasons_free(reasons, sheets->since);
    return made->table != NULL;
}

static void clear_made(struct made *made) {
    GBytes *all[] = {made->sheets, made->state, made->csv, made->html, made->table};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i]) g_bytes_unref(all[i]);
}

static bool make_folder(const struct gaz_run *run) {
    if (g_mkdir_with_parents(run->cli->output, 0777) == 0) return true;
    struct gaz_reason why = gaz_reason_of(errno);
    gaz_report_file(run->diags, GAZ_D_WRITE, run->cli->output, why.chinese, why.english);
    return false;
}

static bool write_all(const struct gaz_run *run, const struct made *made) {
    const struct {
        const char *name;
        GBytes *bytes;
    } all[] = {{"校样.pdf", made->sheets},
               {"proof.state", made->state},
               {"核红表.pdf", made->table},
               {"核红表.html", made->html},
               {"核红表.csv", made->csv}};
    struct gaz_new_file files[G_N_ELEMENTS(all)];
    char *paths[G_N_ELEMENTS(all)];
    uint32_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (!all[i].bytes) continue;
        gsize size = 0;
        const void *data = g_bytes_get_data(all[i].bytes, &size);
        paths[n] = g_build_filename(run->cli->output, all[i].name, NULL);
        files[n] = (struct gaz_new_file){.path = paths[n], .data = data, .size = size};
        n++;
    }
    bool is_new = !g_file_test(run->cli->output, G_FILE_TEST_EXISTS);
    bool good = make_folder(run); /* now that there is something to put into it */
    good = good && gaz_run_write_files(run, files, n);
    if (!good && is_new) g_rmdir(run->cli->output);
    for (uint32_t i = 0; i < n; i++)
        g_free(paths[i]);
    return good;
}

static GBytes *make_sheets(struct gaz_run *run, const struct gaz_remarks *remarks,
                           struct gaz_proof_sheets_job *job) {
    job->gazette = run->gazette;
    job->remarks = (const struct gaz_proof_remark *)remarks->list->data;
    job->n_remarks = remarks->list->len;
    job->shows_grid = run->cli->grid;
    job->shows_boxes = run->cli->boxes;
    return gaz_proof_sheets_make(job, run->diags);
}

static void make_proof(struct gaz_run *run, const GArray *files, void *context) {
    const struct gaz_cli *cli = run->cli;
    enum gaz_proof_round round = *(const enum gaz_proof_round *)context;
    g_autofree char *date = gaz_date_of_sources(run->gazette->issue);
    struct gaz_remarks remarks = gaz_remarks_of(run); /* before what is said of the readers' files */
    struct gaz_answered answered = gaz_answered_of(run, files);
    struct gaz_state_round own = {gaz_round_names[round], date, NULL};
    struct gaz_proof_state *state = gaz_proof_state_new(run->gazette, own, cli->earlier);
    struct gaz_text_changes *since = cli->earlier ? gaz_text_changes_new(cli->earlier, state) : NULL;
    struct gaz_proof_sheets_job job = {
        .round = round, .date = date, .state = state, .since = since, .fates = answered.fates};
    struct made made = {.sheets = make_sheets(run, &remarks, &job), .state = state_bytes(state)};
    bool good = made.sheets && (!since || make_table(run, &job, &made));
    if (good && gaz_run_is_good(run) && write_all(run, &made))
        gaz_run_say(run, gaz_pick(cli, "%s写到 %s（%u页，查出%u条）", "%s: wrote %s (%u pages, %u remarks)"),
                    gaz_round_names[round], cli->output, run->pages->n_pages, remarks.list->len);
    clear_made(&made);
    gaz_text_changes_free(since);
    gaz_proof_state_free(state);
    gaz_remarks_clear(&remarks);
    gaz_answered_clear(&answered);
}

/* ---- the command */

static bool has_good_options(const struct gaz_cli *cli, enum gaz_proof_round *round) {
    if (!gaz_stage_read(cli, round)) return false;
    if (cli->output) return true;
    gaz_usage_error(cli, "%s", gaz_pick(cli, "proof：要用-o写明写到哪个文件夹", "proof: where to (-o OUT)?"));
    return false;
}

int gaz_proof_run(struct gaz_cli *cli) {
    enum gaz_proof_round round;
    if (!has_good_options(cli, &round)) return GAZ_EXIT_USAGE;
    return gaz_run_with_marks(cli, make_proof, &round);
}
