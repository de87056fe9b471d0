/* marks.c: what proof-readers marked on a PDF. */
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/say.h"

#include "base/arena.h"
#include "proof/proof.h"

/* Comes before reads are confined to the issue. */
static GBytes *read_file(struct gaz_arena *arena, const char *path, struct gaz_diags *diags) {
    g_autofree char *folder = g_path_get_dirname(path), *file = g_path_get_basename(path);
    struct gaz_bytes bytes = gaz_file_read_below(arena, folder, file, (struct gaz_span){0}, diags);
    return bytes.data ? g_bytes_new_static(bytes.data, bytes.size) : NULL;
}

static void clear_file(gpointer data) {
    struct gaz_proof_file *file = data;
    if (file->bytes) g_bytes_unref(file->bytes);
}

/* All that were typed, or fewer after a complaint. */
static GArray *read_files(const struct gaz_cli *cli, struct gaz_arena *arena, struct gaz_diags *diags) {
    GArray *files = g_array_new(FALSE, TRUE, sizeof(struct gaz_proof_file));
    g_array_set_clear_func(files, clear_file);
    for (guint i = 0; i < cli->folders->len; i++) {
        struct gaz_proof_file file = {cli->folders->pdata[i], NULL};
        file.bytes = read_file(arena, file.name, diags);
        if (file.bytes) g_array_append_val(files, file);
    }
    return files;
}

static void list(struct gaz_run *run, const GArray *files) {
    struct gaz_proof_job job = {run->gazette, (const struct gaz_proof_file *)files->data, files->len};
    struct gaz_proof_marks *marks = gaz_proof_marks_new(&job, run->diags);
    if (!marks) return;
    g_autoptr(GString) out = g_string_new(NULL);
    if (run->cli->json)
        gaz_proof_marks_report_json(marks, out);
    else
        gaz_proof_marks_report(marks, run->cli->language, out);
    fwrite(out->str, 1, out->len, stdout);
    gaz_proof_marks_free(marks);
}

int gaz_marks_run(struct gaz_cli *cli) {
    if (!cli->folders)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "marks：要写明校样（有批注的PDF、FDF或XFDF）",
                                        "marks: which proofs (PDF, FDF or XFDF with marks)?"));
    struct gaz_run run;
    struct gaz_arena *arena = gaz_arena_new();
    gaz_run_open(&run, cli);
    g_autoptr(GArray) files = read_files(cli, arena, run.diags);
    if (files->len == cli->folders->len && gaz_run_make(&run, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) {
        gaz_run_drop_warnings(&run);
        list(&run, files);
    }
    gaz_diags_keep(run.diags, arena);
    return gaz_run_end(&run);
}
