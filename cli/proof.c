/* proof.c: a proof of an issue for a round of reading. */
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/say.h"
#include "cli/stage.h"

#include "base/arena.h"
#include "base/file.h"
#include "check/check.h"
#include "proof/proof.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- what was found */

struct remarks {
    GArray *list;       /* struct gaz_proof_remark */
    GPtrArray *strings; /* owned */
    enum gaz_language language;
};

static const char *keep(struct remarks *remarks, char *text) {
    g_ptr_array_add(remarks->strings, text);
    return text;
}

/* What the layout complains of: no notes, and no errors, with which there is no proof. */
static void take_complaint(void *context, const struct gaz_told *told) {
    struct remarks *remarks = context;
    if (told->severity != GAZ_WARNING) return;
    struct gaz_proof_remark remark = {.span = told->span,
                                      .file = keep(remarks, g_strdup(told->name)),
                                      .level = "警告",
                                      .rule = told->slug,
                                      .words = keep(remarks, g_strdup(told->message))};
    g_array_append_val(remarks->list, remark);
}

static void take_finding(struct remarks *remarks, const struct gaz_finding *finding) {
    static const char *const levels[] = {"错", "疑", "注意"};
    const struct gaz_check_row *row = gaz_check_row(finding->rule);
    struct gaz_proof_remark remark = {.span = finding->span,
                                      .level = levels[row->level],
                                      .rule = row->slug,
                                      .words = keep(remarks, gaz_finding_message(finding, GAZ_CHINESE))};
    g_array_append_val(remarks->list, remark);
}

static void take_findings(struct remarks *remarks, const struct gaz_run *run) {
    const struct gaz_style *style = run->gazette->style;
    struct gaz_house *house = gaz_house_read(style->house_files, style->n_house_files, run->diags);
    struct gaz_findings *findings = gaz_check_issue(run->gazette->issue, house);
    gaz_findings_waive(findings, run->cli->argument, run->diags);
    for (guint i = 0; i < findings->list->len; i++)
        take_finding(remarks, &g_array_index(findings->list, struct gaz_finding, i));
    gaz_findings_free(findings);
    gaz_house_free(house);
}

static struct remarks remarks_of(const struct gaz_run *run) {
    struct remarks remarks = {g_array_new(FALSE, FALSE, sizeof(struct gaz_proof_remark)),
                              g_ptr_array_new_with_free_func(g_free), run->cli->language};
    take_findings(&remarks, run);
    gaz_diags_visit(run->diags, GAZ_CHINESE, take_complaint, &remarks);
    return remarks;
}

static void clear_remarks(struct remarks *remarks) {
    g_array_unref(remarks->list);
    g_ptr_array_unref(remarks->strings);
}

/* ---- the date of the sources */

static void take_time(gint64 *latest, const struct gaz_source *source) {
    struct stat it;
    if (source && stat(source->name, &it) == 0) *latest = MAX(*latest, (gint64)it.st_mtime);
}

/* Of the source that was changed last; SOURCE_DATE_EPOCH says another, so that a proof can be made again. */
static char *date_of_sources(const struct gaz_issue *issue) {
    const char *said = g_getenv("SOURCE_DATE_EPOCH");
    gint64 latest = said ? g_ascii_strtoll(said, NULL, 10) : 0;
    if (!said) {
        take_time(&latest, issue->source);
        for (uint32_t i = 0; i < issue->n_docs; i++)
            take_time(&latest, issue->docs[i].source);
        if (issue->about) take_time(&latest, issue->about->source);
    }
    g_autoptr(GDateTime) time =
        said ? g_date_time_new_from_unix_utc(latest) : g_date_time_new_from_unix_local(latest);
    return time ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("");
}

/* ---- the files */

static char *path_in(const struct gaz_cli *cli, const char *name) {
    return g_build_filename(cli->output, name, NULL);
}

static bool write_all(const struct gaz_run *run, GBytes *pdf, const struct gaz_proof_state *state) {
    g_autoptr(GString) text = g_string_new(NULL);
    gaz_proof_state_write(state, text);
    g_autofree char *pdf_path = path_in(run->cli, "校样.pdf"), *state_path = path_in(run->cli, "proof.state");
    gsize size = 0;
    const void *data = g_bytes_get_data(pdf, &size);
    struct gaz_new_file files[] = {{pdf_path, data, size}, {state_path, text->str, text->len}};
    return gaz_run_write_files(run, files, G_N_ELEMENTS(files));
}

static void make_proof(struct gaz_run *run, enum gaz_proof_round round) {
    const struct gaz_cli *cli = run->cli;
    g_autofree char *date = date_of_sources(run->gazette->issue);
    struct remarks remarks = remarks_of(run);
    struct gaz_proof_state *before = NULL;
    struct gaz_arena *arena = gaz_arena_new();
    if (cli->against) {
        g_autofree char *folder = g_path_get_dirname(cli->against), *file = g_path_get_basename(cli->against);
        struct gaz_source *source =
            gaz_source_read_below(arena, folder, file, (struct gaz_span){0}, run->diags);
        if (source) before = gaz_proof_state_read(source, run->diags);
    }
    struct gaz_proof_state *state = gaz_proof_state_new(
        run->gazette, (struct gaz_state_round){gaz_round_names[round], date, NULL}, before);
    struct gaz_text_changes *since = before ? gaz_text_changes_new(before, state) : NULL;
    struct gaz_proof_sheets_job job = {.gazette = run->gazette,
                                       .round = round,
                                       .date = date,
                                       .state = state,
                                       .since = since,
                                       .remarks = (const struct gaz_proof_remark *)remarks.list->data,
                                       .n_remarks = remarks.list->len,
                                       .shows_grid = cli->grid,
                                       .shows_boxes = cli->boxes};
    GBytes *pdf = gaz_proof_sheets_make(&job, run->diags);
    if (pdf && gaz_run_is_good(run) && write_all(run, pdf, state))
        gaz_run_say(run, gaz_pick(cli, "%s写到 %s（%u页，查出%u条）", "%s: wrote %s (%u pages, %u remarks)"),
                    gaz_round_names[round], cli->output, run->pages->n_pages, remarks.list->len);
    if (pdf) g_bytes_unref(pdf);
    gaz_text_changes_free(since);
    gaz_proof_state_free(state);
    gaz_proof_state_free(before);
    gaz_diags_keep(run->diags, arena);
    clear_remarks(&remarks);
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
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) make_proof(&run, round);
    return gaz_run_end(&run);
}
