/* desk.c: one file with the pages and all that a proof needs. */
#include "cli/commands.h"
#include "cli/paths.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"

#include "proof/proof.h"

static void write_file(struct gaz_run *run, GString *file) {
    const struct gaz_cli *cli = run->cli;
    struct gaz_new_file new = {.path = cli->output, .data = file->str, .size = file->len};
    if (gaz_run_is_good(run) && gaz_run_write_files(run, &new, 1))
        gaz_run_say(run, gaz_pick(cli, "已写出 %s（%u页）", "wrote %s (%u pages)"), cli->output,
                    run->pages->n_pages);
}

static void make_desk(struct gaz_run *run, const GArray *files, void *context) {
    (void)context;
    struct gaz_desk desk;
    g_autofree char *name = gaz_default_name(run->cli->argument);
    gaz_desk_begin(&desk, run, files, run->diags);
    desk.job.name = name;
    GString *file = gaz_proof_desk_make(&desk.job);
    write_file(run, file);
    g_string_free(file, TRUE);
    gaz_desk_end(&desk);
}

int gaz_proof_desk_run(struct gaz_cli *cli) {
    if (!cli->output)
        return gaz_usage_error(
            cli, "%s", gaz_pick(cli, "desk：要用-o写明写到哪个文件", "desk: where to (-o FILE.html)?"));
    int status = gaz_desk_path(cli);
    return status == GAZ_EXIT_OK ? gaz_run_with_marks(cli, make_desk, NULL) : status;
}
