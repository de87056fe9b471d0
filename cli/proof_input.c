/* proof_input.c: see proof_input.h. */
#include "cli/proof_input.h"

#include "base/file/file.h"
#include "base/process/arena.h"
#include "check/check.h"

#include <stdlib.h>
#include <sys/stat.h>

/* ---- what was found */

static const char *keep(struct gaz_remarks *remarks, char *text) {
    g_ptr_array_add(remarks->strings, text);
    return text;
}

/* What the layout, or who reads a reader's file, complains of: no notes. */
static void take_complaint(void *context, const struct gaz_told *told) {
    struct gaz_remarks *remarks = context;
    if (told->severity == GAZ_NOTE) return;
    struct gaz_proof_remark remark = {.span = told->span,
                                      .file = keep(remarks, g_strdup(told->name)),
                                      .level = told->severity == GAZ_ERROR ? "错误" : "警告",
                                      .rule = told->slug,
                                      .words = keep(remarks, g_strdup(told->message))};
    g_array_append_val(remarks->list, remark);
}

static void take_finding(struct gaz_remarks *remarks, const struct gaz_finding *finding) {
    char key[GAZ_KEY_LENGTH + 1];
    static const char *const levels[] = {"错", "疑", "注意"};
    const struct gaz_check_row *row = gaz_check_row(finding->rule);
    struct gaz_proof_remark remark = {.span = finding->span,
                                      .level = levels[row->level],
                                      .rule = row->slug,
                                      .words = keep(remarks, gaz_finding_message(finding, GAZ_CHINESE)),
                                      .text = keep(remarks, g_strdup(finding->text)),
                                      .proposal = keep(remarks, g_strdup(finding->proposal))};
    gaz_finding_key(finding, key);
    remark.key = keep(remarks, g_strdup(key));
    g_array_append_val(remarks->list, remark);
}

static void take_findings(struct gaz_remarks *remarks, const struct gaz_run *run) {
    const struct gaz_style *style = run->gazette->style;
    struct gaz_house *house = gaz_house_read(style->house_files, style->n_house_files, run->diags);
    struct gaz_findings *findings = gaz_check_issue(run->gazette->issue, house);
    gaz_findings_waive(findings, run->cli->argument, run->diags);
    for (guint i = 0; i < findings->list->len; i++)
        take_finding(remarks, &g_array_index(findings->list, struct gaz_finding, i));
    gaz_findings_free(findings);
    gaz_house_free(house);
}

struct gaz_remarks gaz_remarks_of(const struct gaz_run *run) {
    struct gaz_remarks remarks = {g_array_new(FALSE, FALSE, sizeof(struct gaz_proof_remark)),
                                  g_ptr_array_new_with_free_func(g_free)};
    take_findings(&remarks, run);
    gaz_diags_visit(run->diags, GAZ_CHINESE, take_complaint, &remarks);
    return remarks;
}

void gaz_remarks_clear(struct gaz_remarks *remarks) {
    g_array_unref(remarks->list);
    g_ptr_array_unref(remarks->strings);
}

/* ---- the date of the sources */

static void take_time(gint64 *latest, const struct gaz_source *source) {
    struct stat it;
    if (source && stat(source->name, &it) == 0) *latest = MAX(*latest, (gint64)it.st_mtime);
}

/* Of the source that was changed last; SOURCE_DATE_EPOCH says another, so that a proof can be made again. */
char *gaz_date_of_sources(const struct gaz_issue *issue) {
    const char *said = g_getenv("SOURCE_DATE_EPOCH");
    gint64 latest = said ? g_ascii_strtoll(said, NULL, 10) : 0;
    if (!said) {
        for (uint32_t i = 0; i < gaz_issue_n_sources(issue); i++)
            take_time(&latest, gaz_issue_source(issue, i));
    }
    g_autoptr(GDateTime) time =
        said ? g_date_time_new_from_unix_utc(latest) : g_date_time_new_from_unix_local(latest);
    return time ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("");
}

/* ---- readers' files */

/* Comes before reads are confined to the issue. */
GBytes *gaz_proof_file_read(struct gaz_arena *arena, const char *path, struct gaz_diags *diags) {
    g_autofree char *folder = g_path_get_dirname(path), *file = g_path_get_basename(path);
    struct gaz_bytes bytes = gaz_file_read_below(arena, folder, file, (struct gaz_span){0}, diags);
    return bytes.data ? g_bytes_new_static(bytes.data, bytes.size) : NULL;
}

void gaz_proof_file_clear(void *data) {
    struct gaz_proof_file *file = data;
    if (file->bytes) g_bytes_unref(file->bytes);
}

/* All that were typed, or fewer after a complaint. */
GArray *gaz_proof_files_read(const char *const *names, guint n, struct gaz_arena *arena,
                             struct gaz_diags *diags) {
    GArray *files = g_array_new(FALSE, TRUE, sizeof(struct gaz_proof_file));
    g_array_set_clear_func(files, gaz_proof_file_clear);
    for (guint i = 0; i < n; i++) {
        struct gaz_proof_file file = {names[i], NULL};
        file.bytes = gaz_proof_file_read(arena, file.name, diags);
        if (file.bytes) g_array_append_val(files, file);
    }
    return files;
}

/* The marks of the files; NULL without files, or after a complaint. */
static struct gaz_proof_marks *marks_of(const struct gaz_run *run, const GArray *files) {
    struct gaz_proof_job job = {run->gazette, (const struct gaz_proof_file *)files->data, files->len};
    return files->len ? gaz_proof_marks_new(&job, run->diags) : NULL;
}

/* What is found comes before what is said of the readers' files. */
void gaz_desk_begin(struct gaz_desk *desk, const struct gaz_run *run, const GArray *files,
                    struct gaz_diags *said) {
    struct gaz_cli *cli = run->cli;
    struct gaz_run reading = *run;
    reading.diags = said;
    desk->date = gaz_date_of_sources(run->gazette->issue);
    desk->remarks = gaz_remarks_of(run);
    desk->marks = marks_of(&reading, files);
    if (said != run->diags) gaz_diags_visit(said, GAZ_CHINESE, take_complaint, &desk->remarks);
    desk->state =
        gaz_proof_state_new(run->gazette, (struct gaz_state_round){"校对台", desk->date, NULL}, cli->earlier);
    desk->since = cli->earlier ? gaz_text_changes_new(cli->earlier, desk->state) : NULL;
    desk->job =
        (struct gaz_proof_desk_job){.gazette = run->gazette,
                                    .state = desk->state,
                                    .since = desk->since,
                                    .before = cli->earlier_pages,
                                    .remarks = (const struct gaz_proof_remark *)desk->remarks.list->data,
                                    .n_remarks = desk->remarks.list->len,
                                    .marks = desk->marks};
}

void gaz_desk_end(struct gaz_desk *desk) {
    gaz_text_changes_free(desk->since);
    gaz_proof_state_free(desk->state);
    gaz_remarks_clear(&desk->remarks);
    gaz_proof_marks_free(desk->marks);
    g_free(desk->date);
}

int gaz_run_with_marks(struct gaz_cli *cli, gaz_marked_work *work, void *context) {
    struct gaz_run run;
    struct gaz_arena *arena = gaz_arena_new();
    guint n = cli->mark_files ? g_strv_length(cli->mark_files) : 0;
    gaz_run_open(&run, cli);
    g_autoptr(GArray) files = gaz_proof_files_read((const char *const *)cli->mark_files, n, arena, run.diags);
    if (gaz_run_is_good(&run) && gaz_run_make(&run, GAZ_STAGE_PAGES) && gaz_run_is_good(&run))
        work(&run, files, context);
    gaz_diags_keep(run.diags, arena);
    return gaz_run_end(&run);
}

struct gaz_proof_account *gaz_account_of(const struct gaz_run *run, struct gaz_arena *arena,
                                         struct gaz_source **source) {
    const char *folder = run->gazette->issue->folder;
    g_autofree char *path = g_build_filename(folder, GAZ_PROOF_ACCOUNT, NULL);
    *source = NULL;
    if (!gaz_file_may_exist(path)) return NULL;
    *source = gaz_source_read_below(arena, folder, GAZ_PROOF_ACCOUNT, (struct gaz_span){0}, run->diags);
    return *source ? gaz_proof_account_read(*source, run->diags) : NULL;
}

struct gaz_answered gaz_answered_of(const struct gaz_run *run, const GArray *files) {
    struct gaz_answered answered = {.marks = marks_of(run, files)};
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_source *source;
    if (files->len == 0) answered.account = gaz_account_of(run, arena, &source);
    if (answered.marks) answered.fates = gaz_proof_marks_fates(answered.marks);
    if (answered.account) answered.fates = gaz_proof_account_fates(answered.account, run->gazette);
    gaz_diags_keep(run->diags, arena);
    return answered;
}

void gaz_answered_clear(struct gaz_answered *answered) {
    if (answered->fates) g_array_unref(answered->fates);
    gaz_proof_marks_free(answered->marks);
    gaz_proof_account_free(answered->account);
}
