/* watch.c: watch: the issue stays set while it is written. The address is printed once, on stdout; what comes
 * of each save is for people. */
#include "cli/commands.h"
#include "cli/confine.h"
#include "cli/paths.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"
#include "cli/watch.h"

#include "proof/proof.h"

#include <time.h>
#include <unistd.h>

enum { CLOCK = 16 };

static bool speaks(const struct gaz_cli *cli) {
    return !cli->quiet && (cli->verbose || isatty(STDERR_FILENO));
}

bool gaz_watch_begin(struct gaz_cli *cli, int *status) {
    if (!(cli->command->options & GAZ_TAKES_WATCH)) return true;
    const char *editor = cli->editor ? cli->editor : g_getenv("GONGBAO_EDITOR");
    struct gaz_watch_wish wish = {.folder = cli->argument,
                                  .port = cli->port,
                                  .editor = editor && *editor ? editor : NULL,
                                  .opens = cli->open,
                                  .polls = cli->poll};
    struct gaz_diags *diags = gaz_diags_new();
    cli->watch = gaz_watch_open(&wish, diags);
    if (!cli->watch) gaz_diags_print(diags, stderr, cli->language, cli->verbose);
    *status = gaz_diags_exit(diags, GAZ_LENIENT);
    gaz_diags_free(diags);
    return cli->watch != NULL;
}

static void confine(void *context, const struct gaz_gazette *gazette) {
    gaz_confine_reads(context, gazette, 1);
}

static void add_lists(void *context, struct gaz_gazette *gazette, struct gaz_diags *diags, GString *out) {
    struct gaz_run run = {.cli = context, .gazette = gazette, .diags = diags};
    struct gaz_remarks remarks = gaz_remarks_of(&run);
    gaz_proof_desk_add_remarks(gazette, (const struct gaz_proof_remark *)remarks.list->data,
                               remarks.list->len, out);
    gaz_remarks_clear(&remarks);
}

static void print_news(const struct gaz_cli *cli, const struct gaz_watch_news *news) {
    double took = (double)news->took / 1000;
    if (gaz_diags_have_errors(news->diags))
        fprintf(stderr,
                gaz_pick(cli, "排不出来：错误%u处；浏览器里还是先前的版面\n",
                         "not set: %u errors; the browser shows the pages as they were\n"),
                gaz_diags_count(news->diags, GAZ_ERROR));
    else
        fprintf(stderr, gaz_pick(cli, "共%u页，变了%u页，%.0f毫秒\n", "%u pages, %u new, %.0f ms\n"),
                news->n_pages, news->n_new, took);
}

static void tell(void *context, const struct gaz_watch_news *news) {
    const struct gaz_cli *cli = context;
    char clock[CLOCK];
    time_t now = time(NULL);
    struct tm parts;
    if (!speaks(cli)) return;
    if (localtime_r(&now, &parts) && strftime(clock, sizeof clock, "%H:%M:%S", &parts) > 0)
        fprintf(stderr, "%s  ", clock);
    print_news(cli, news);
    if (gaz_diags_have_errors(news->diags)) gaz_diags_print(news->diags, stderr, cli->language, cli->verbose);
    fflush(stderr);
}

int gaz_watch_command_run(struct gaz_cli *cli) {
    g_autofree char *name = gaz_default_name(cli->argument);
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_watch_job job = {.options = gaz_run_options(cli),
                                .name = name,
                                .confine = confine,
                                .add_lists = add_lists,
                                .tell = tell,
                                .context = cli};
    job.options.folder = cli->argument;
    job.options.progress = NULL;
    printf("%s\n", gaz_watch_address(cli->watch));
    fflush(stdout);
    gaz_watch_run(cli->watch, &job, diags);
    gaz_diags_print(diags, stderr, cli->language, cli->verbose);
    int status = gaz_diags_exit(diags, GAZ_LENIENT);
    gaz_diags_free(diags);
    return status;
}
