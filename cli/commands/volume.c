/* volume.c: gongbao volume DIR… -o FILE.pdf */
#include "gazette/volume.h"
#include "cli/commands.h"
#include "cli/confine.h"
#include "cli/paths.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "cli/say.h"

static void write_pdfs(const struct gaz_run *run, const struct gaz_volume *volume,
                       const struct gaz_output_paths *paths) {
    struct gaz_made made;
    bool good = gaz_run_make_all(run, &made) && gaz_run_write_all(run, paths, &made);
    gaz_made_clear(&made);
    for (int i = 0; good && i < GAZ_N_PDF_KINDS; i++)
        if (paths->pdfs[i])
            gaz_run_say(run, gaz_pick(run->cli, "已写出 %s（%u期，%u页）", "wrote %s (%u issues, %u pages)"),
                        paths->pdfs[i], volume->n, volume->pages->n_pages);
}

/* Printed as the last issue's style says, which sets the 年度总目录 too. */
static bool prepare_press(struct gaz_run *run, const struct gaz_volume *volume) {
    gaz_run_take_kinds(run, &volume->gazettes[volume->n - 1]);
    if (gaz_has_kind(run->kinds, GAZ_PDF_PRINT))
        gaz_press_check_pages(volume->pages, volume->gazettes, volume->n, run->diags);
    return gaz_run_is_good(run);
}

static int bind_volume(struct gaz_cli *cli, const struct gaz_output_paths *paths) {
    struct gaz_gazette_options options = gaz_run_options(cli);
    options.wants_slugs = cli->press.has_marks;
    struct gaz_volume volume;
    struct gaz_run run;
    gaz_run_open(&run, cli);
    gaz_progress_begin(cli);
    bool good = gaz_volume_make(&volume, (const char *const *)cli->folders->pdata, cli->folders->len,
                                &options, run.diags);
    gaz_progress_end();
    run.pages = volume.pages;
    good = good && prepare_press(&run, &volume);
    gaz_confine_reads(cli, volume.gazettes, volume.n); /* pictures are decoded behind it */
    if (good) write_pdfs(&run, &volume, paths);
    int status = gaz_run_end(&run); /* the complaints' places are in the volume's sources */
    gaz_volume_clear(&volume);
    return status;
}

int gaz_volume_run(struct gaz_cli *cli) {
    if (!cli->output)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "volume：要用-o写明写到哪个文件",
                                        "volume: which file is it to be written to (-o)?"));
    struct gaz_output_paths paths;
    int status = gaz_output_paths(&paths, cli);
    if (status == GAZ_EXIT_OK) status = bind_volume(cli, &paths);
    gaz_output_paths_clear(&paths);
    return status;
}
