/* proof_desk.c: one file with the pages and all that a proof needs. */
#include "cli/commands.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"

#include "proof/proof.h"

static void write_file(struct gaz_run *run, GString *file) {
    const struct gaz_cli *cli = run->cli;
    struct gaz_new_file new = {cli->output, file->str, file->len};
    if (gaz_run_is_good(run) && gaz_run_write_files(run, &new, 1))
        gaz_run_say(run, gaz_pick(cli, "已写出 %s（%u页）", "wrote %s (%u pages)"), cli->output,
                    run->pages->n_pages);
}

static void make_desk(struct gaz_run *run, const GArray *files, void *context) {
    (void)context;
    const struct gaz_cli *cli = run->cli;
    g_autofree char *date = gaz_date_of_sources(run->gazette->issue), *name = gaz_default_name(cli->argument);
    struct gaz_remarks remarks = gaz_remarks_of(run); /* before what is said of the readers' files */
    struct gaz_proof_marks *marks = gaz_proof_marks_of(run, files);
    struct gaz_proof_state *state =
        gaz_proof_state_new(run->gazette, (struct gaz_state_round){"校对台", date, NULL}, cli->earlier);
    struct gaz_text_changes *since = cli->earlier ? gaz_text_changes_new(cli->earlier, state) : NULL;
    struct gaz_proof_desk_job job = {.gazette = run->gazette,
                                     .name = name,
                                     .state = state,
                                     .since = since,
                                     .before = cli->earlier_pages,
                                     .remarks = (const struct gaz_proof_remark *)remarks.list->data,
                                     .n_remarks = remarks.list->len,
                                     .marks = marks};
    GString *file = gaz_proof_desk_make(&job);
    write_file(run, file);
    g_string_free(file, TRUE);
    gaz_text_changes_free(since);
    gaz_proof_state_free(state);
    gaz_remarks_clear(&remarks);
    gaz_proof_marks_free(marks);
}

int gaz_proof_desk_run(struct gaz_cli *cli) {
    if (!cli->output)
        return gaz_usage_error(
            cli, "%s", gaz_pick(cli, "desk：要用-o写明写到哪个文件", "desk: where to (-o FILE.html)?"));
    return gaz_run_with_marks(cli, make_desk, NULL);
}
