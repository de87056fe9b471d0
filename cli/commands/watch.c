/* watch.c: watch: the issue stays set while it is written. The address is printed once, on stdout; what comes
 * of each save is for people. */
#include "cli/commands.h"
#include "cli/commands/watch.h"
#include "cli/confine.h"
#include "cli/paths.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"

#include "base/process/arena.h"
#include "proof/proof.h"

#include <time.h>

enum { CLOCK = 16 };

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

struct watched {
    struct gaz_cli *cli;
    const GArray *files; /* of --marks */
};

static void confine(void *context, const struct gaz_gazette *gazette) {
    gaz_confine_reads(((struct watched *)context)->cli, gazette, 1);
}

static void add_lists(void *context, struct gaz_gazette *gazette, struct gaz_diags *diags, GString *out) {
    const struct watched *watched = context;
    struct gaz_run run = {.cli = watched->cli, .gazette = gazette, .diags = diags};
    struct gaz_diags *said = gaz_diags_new();
    struct gaz_desk desk;
    gaz_desk_begin(&desk, &run, watched->files, said);
    gaz_proof_desk_add_lists(&desk.job, out);
    gaz_desk_end(&desk);
    gaz_diags_free(said);
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
    const struct gaz_cli *cli = ((struct watched *)context)->cli;
    char clock[CLOCK];
    time_t now = time(NULL);
    struct tm parts;
    if (!gaz_speaks(cli)) return;
    if (localtime_r(&now, &parts) && strftime(clock, sizeof clock, "%H:%M:%S", &parts) > 0)
        fprintf(stderr, "%s  ", clock);
    print_news(cli, news);
    if (gaz_diags_have_errors(news->diags)) gaz_diags_print(news->diags, stderr, cli->language, cli->verbose);
    fflush(stderr);
}

static void run(struct watched *watched, struct gaz_diags *diags) {
    struct gaz_cli *cli = watched->cli;
    g_autofree char *name = gaz_default_name(cli->argument);
    struct gaz_watch_job job = {.options = gaz_run_options(cli),
                                .name = name,
                                .before = cli->earlier_pages,
                                .confine = confine,
                                .add_lists = add_lists,
                                .tell = tell,
                                .context = watched};
    job.options.folder = cli->argument;
    job.options.progress = NULL;
    printf("%s\n", gaz_watch_address(cli->watch));
    fflush(stdout);
    gaz_watch_run(cli->watch, &job, diags);
}

int gaz_watch_command_run(struct gaz_cli *cli) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_arena *arena = gaz_arena_new();
    guint n = cli->mark_files ? g_strv_length(cli->mark_files) : 0;
    g_autoptr(GArray) files = gaz_proof_files_read((const char *const *)cli->mark_files, n, arena, diags);
    if (!gaz_diags_have_errors(diags)) run(&(struct watched){cli, files}, diags);
    gaz_diags_print(diags, stderr, cli->language, cli->verbose);
    int status = gaz_diags_exit(diags, GAZ_LENIENT);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return status;
}
