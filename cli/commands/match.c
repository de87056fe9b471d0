/* match.c: a back issue against its printed copy. */
#include "cli/commands.h"
#include "cli/paths.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "cli/say.h"

#include "base/file/change.h"
#include "base/process/arena.h"
#include "facsimile/facsimile.h"

static void write_changes(struct gaz_run *run, const GArray *changes) {
    if (changes->len && gaz_run_write_changes(run, changes))
        gaz_run_say(run, gaz_pick(run->cli, "已写入%u个文件", "wrote %u files"), changes->len);
}

static void match(struct gaz_run *run, struct gaz_bytes file, GBytes *text) {
    struct gaz_cli *cli = run->cli;
    struct gaz_match_job job = {.gazette = run->gazette,
                                .print_name = cli->second,
                                .file = file,
                                .language = cli->language,
                                .json = cli->json,
                                .progress = gaz_progress_show,
                                .progress_context = cli};
    GArray *changes = gaz_file_changes_new();
    GString *out = g_string_new(NULL);
    job.print.data = g_bytes_get_data(text, &job.print.size);
    gaz_progress_begin(cli);
    bool good = gaz_match(&job, out, changes, run->diags);
    gaz_progress_end();
    fwrite(out->str, 1, out->len, stdout);
    if (good && cli->write) write_changes(run, changes);
    g_string_free(out, TRUE);
    g_array_unref(changes);
}

/* What the copy says is written before it is compared: it is wanted most where that fails. */
static void match_copy(struct gaz_run *run, struct gaz_bytes print) {
    const struct gaz_cli *cli = run->cli;
    GBytes *text = gaz_print_text(cli->second, print, run->diags);
    if (text && (!cli->output || gaz_run_write(run, cli->output, text))) match(run, print, text);
    if (text) g_bytes_unref(text);
}

/* Comes before reads are confined to the issue. */
static struct gaz_bytes read_print(struct gaz_arena *arena, const char *path, struct gaz_diags *diags) {
    g_autofree char *folder = g_path_get_dirname(path), *file = g_path_get_basename(path);
    return gaz_file_read_copy_below(arena, folder, file, diags);
}

static void run_match(struct gaz_run *run, struct gaz_bytes print) {
    if (!gaz_run_make(run, GAZ_STAGE_PAGES) || !gaz_run_is_good(run)) return;
    gaz_run_drop_warnings(run);
    match_copy(run, print);
}

int gaz_match_run(struct gaz_cli *cli) {
    struct gaz_run run;
    struct gaz_arena *arena = gaz_arena_new();
    int status = gaz_copy_path(cli);
    gaz_run_open(&run, cli);
    struct gaz_bytes print = read_print(arena, cli->second, run.diags);
    if (status == GAZ_EXIT_OK && print.data && cli->output && !gaz_bytes_begin(print, GAZ_PDF_HEAD))
        status = gaz_usage_error(cli, "%s",
                                 gaz_pick(cli, "-o写出从PDF读出的印本；这一份本来就是文字",
                                          "-o writes the copy that was read from a PDF; this one is text"));
    if (status == GAZ_EXIT_OK && print.data) run_match(&run, print);
    gaz_diags_keep(run.diags, arena);
    int ended = gaz_run_end(&run);
    return status == GAZ_EXIT_OK ? ended : status;
}
