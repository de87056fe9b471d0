/* archive.c: lock and regenerate, and build as regenerate starts it. */
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "cli/commands/sign.h"
#include "cli/say.h"

#include "archive/archive.h"

#include <string.h>

enum { MAX_WORKERS = 1024, MAX_SHARDS = 1000000 };
enum {
    USUAL_SECONDS = 600,
    USUAL_MEMORY = 4096,
    MAX_LIMIT = 1000000
}; /* the largest known issue takes a second */

/* ---- lock */

static void write_lock(const struct gaz_run *run) {
    const struct gaz_cli *cli = run->cli;
    enum gaz_locked locked = gaz_run_lock(run, NULL);
    if (locked == GAZ_LOCK_WRITTEN)
        gaz_run_say(run, gaz_pick(cli, "已锁定：%s/%s（%u页）", "locked: %s/%s (%u pages)"), cli->argument,
                    GAZ_LOCK_FILE, run->gazette->pages->n_pages);
    else if (locked == GAZ_LOCK_UNCHANGED)
        gaz_run_say(run, gaz_pick(cli, "早已锁定，没有不同：%s/%s", "locked already, nothing differs: %s/%s"),
                    cli->argument, GAZ_LOCK_FILE);
}

int gaz_lock_run(struct gaz_cli *cli) {
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) write_lock(&run);
    return gaz_run_end(&run);
}

/* ---- one issue for regenerate */

/* False when nothing was written: there are no pages, or there are errors. */
static bool write_pdfs(const struct gaz_run *run, struct gaz_made *made) {
    if (!run->gazette->pages || !gaz_run_is_good(run) || !gaz_run_make_all(run, made)) return false;
    if (run->cli->locked && !gaz_lock_compare(run->gazette, made, GAZ_UNLOCKED_TOLD, run->diags))
        return false;
    struct gaz_output_paths paths = gaz_output_names(run->cli);
    bool good = gaz_run_write_all(run, &paths, made);
    gaz_output_paths_clear(&paths);
    return good;
}

static bool is_up_to_date(struct gaz_worker *worker, const struct gaz_run *run) {
    const struct gaz_press *press = gaz_has_kind(run->kinds, GAZ_PDF_PRINT) ? &run->press : NULL;
    return gaz_worker_is_up_to_date(worker, run->gazette, run->kinds, press);
}

int gaz_worker_run(struct gaz_cli *cli) {
    if (!cli->output) return gaz_usage_error(cli, "--worker: -o ?");
    struct gaz_worker *worker = gaz_worker_new(cli->worker);
    struct gaz_made made = {0};
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_FONTS) && !is_up_to_date(worker, &run))
        gaz_run_make(&run, GAZ_STAGE_PAGES);
    if (!write_pdfs(&run, &made)) gaz_made_clear(&made);
    gaz_worker_end(worker, run.gazette, &made, run.diags);
    gaz_made_clear(&made);
    return gaz_run_end(&run);
}

/* ---- regenerate */

/* A whole number from low to high and nothing behind it. */
static bool read_number(const char *text, unsigned low, unsigned high, unsigned *number) {
    guint64 value = 0;
    if (!g_ascii_string_to_unsigned(text, 10, low, high, &value, NULL)) return false;
    *number = (unsigned)value;
    return true;
}

/* The value of an option, or as it was when it is not given; false after saying what is wrong. */
static bool read_option(const struct gaz_cli *cli, const char *name, const char *text, unsigned high,
                        unsigned *number) {
    if (!text || read_number(text, 1, high, number)) return true;
    gaz_usage_error(cli,
                    gaz_pick(cli, "%s应是1至%u的整数，不是“%s”", "%s is a number from 1 to %u, not \"%s\""),
                    name, high, text);
    return false;
}

static bool read_numbers(const struct gaz_cli *cli, struct gaz_regenerate_job *job) {
    job->n_workers = MIN(g_get_num_processors(), MAX_WORKERS);
    job->max_seconds = USUAL_SECONDS;
    job->max_memory = USUAL_MEMORY;
    return read_option(cli, "-j", cli->jobs, MAX_WORKERS, &job->n_workers) &&
           read_option(cli, "--max-seconds", cli->max_seconds, MAX_LIMIT, &job->max_seconds) &&
           read_option(cli, "--max-memory", cli->max_memory, MAX_LIMIT, &job->max_memory);
}

/* I/N with I from 0; N/N is the same part as 0/N, so that counting from 1 covers everything too. */
static bool read_shard(const struct gaz_cli *cli, struct gaz_regenerate_job *job) {
    job->shard = 0;
    job->n_shards = 1;
    if (!cli->shard) return true;
    g_auto(GStrv) parts = g_strsplit(cli->shard, "/", -1);
    if (g_strv_length(parts) == 2 && read_number(parts[1], 1, MAX_SHARDS, &job->n_shards) &&
        read_number(parts[0], 0, job->n_shards, &job->shard)) {
        job->shard %= job->n_shards;
        return true;
    }
    gaz_usage_error(cli,
                    gaz_pick(cli, "--shard应如0/8，即8份中的第0份，不是“%s”",
                             "--shard is like 0/8, part 0 of 8, not \"%s\""),
                    cli->shard);
    return false;
}

/* As they were typed, for workers, which run in the same folder. */
static void add_press_words(GPtrArray *words, const struct gaz_cli *cli) {
    if (cli->profile) g_ptr_array_add(words, g_strconcat("--profile=", cli->profile, NULL));
    if (cli->pdfx) g_ptr_array_add(words, g_strconcat("--pdfx=", cli->pdfx, NULL));
    if (cli->marks) g_ptr_array_add(words, g_strdup("--marks"));
    if (cli->impose) g_ptr_array_add(words, g_strconcat("--impose=", cli->impose, NULL));
    g_ptr_array_add(words, NULL);
}

static int regenerate(const struct gaz_cli *cli, struct gaz_regenerate_job *job) {
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    add_press_words(words, cli);
    job->kinds = cli->kinds ? cli->kinds : 1u << GAZ_PDF_SCREEN;
    job->press_words = (const char *const *)words->pdata;
    return gaz_regenerate(job);
}

int gaz_regenerate_run(struct gaz_cli *cli) {
    struct gaz_regenerate_job job = {.run = gaz_command_line_run,
                                     .archive = cli->argument,
                                     .output = cli->output,
                                     .resume = cli->resume,
                                     .locked = cli->locked,
                                     .split = cli->split,
                                     .strict = gaz_strictness_of(cli),
                                     .quiet = cli->quiet,
                                     .verbose = cli->verbose,
                                     .font_folders = (const char *const *)cli->fonts,
                                     .language = cli->language};
    if (!cli->output || !*cli->output)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "regenerate：要用-o写明PDF写到哪个文件夹",
                                        "regenerate: which folder do the PDFs go to (-o)?"));
    if (!read_numbers(cli, &job) || !read_shard(cli, &job)) return GAZ_EXIT_USAGE;
    return regenerate(cli, &job);
}
