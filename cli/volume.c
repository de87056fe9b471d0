/* volume.c: gongbao volume DIR… -o FILE.pdf */
#include "volume.h"
#include "cli/commands.h"
#include "cli/confine.h"
#include "cli/paths.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "cli/say.h"

static void write_pdf(const struct gaz_run *run, const struct gaz_volume *volume, const char *path) {
    g_autoptr(GBytes) pdf = gaz_run_make_pdf(run);
    if (pdf && gaz_run_write(run, path, pdf))
        gaz_run_say(run, gaz_pick(run->cli, "已写出 %s（%u期，%u页）", "wrote %s (%u issues, %u pages)"),
                    path, volume->n, volume->pages->n_pages);
}

int gaz_volume_run(struct gaz_cli *cli) {
    if (!cli->output)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "volume：要用-o写明写到哪个文件",
                                        "volume: which file is it to be written to (-o)?"));
    g_autofree char *path = NULL;
    int refused = gaz_output_path(cli, &path);
    if (refused) return refused;
    struct gaz_gazette_options options = gaz_run_options(cli);
    struct gaz_volume volume;
    struct gaz_run run;
    gaz_run_open(&run, cli);
    gaz_progress_begin(cli);
    bool good = gaz_volume_make(&volume, (const char *const *)cli->folders->pdata, cli->folders->len,
                                &options, run.diags);
    gaz_progress_end();
    gaz_confine_reads(cli, volume.gazettes, volume.n); /* pictures are decoded behind it */
    run.pages = volume.pages;
    if (good) write_pdf(&run, &volume, path);
    int status = gaz_run_end(&run); /* the complaints' places are in the volume's sources */
    gaz_volume_clear(&volume);
    return status;
}
