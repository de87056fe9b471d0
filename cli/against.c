/* against.c: see against.h.
 *
 * An earlier issue is set in a child, which is confined as a run of its own would be and hands on nothing but
 * its state: so git and the child have done their work, and what they needed is gone, before this process is
 * confined itself.
 */
#include "cli/against.h"

#include "cli/confine.h"
#include "cli/git.h"
#include "cli/progress.h"
#include "cli/proof_input.h"
#include "cli/run.h"

#include "base/process/arena.h"
#include "base/process/child.h"
#include "proof/proof.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* an issue as it was */
struct earlier {
    const char *typed, *folder, *date;
};

/* ---- in the child */

static int set(const struct gaz_cli *cli, const struct earlier *earlier, int to) {
    struct gaz_cli own = *cli;
    struct gaz_run run;
    own.argument = (char *)earlier->folder;
    own.output = NULL;
    gaz_confine_writes(&own);
    bool good = gaz_run_begin(&run, &own, GAZ_STAGE_PAGES) && gaz_run_is_good(&run);
    if (good) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *date = gaz_date_of_sources(run.gazette->issue); /* of a revision git knows it */
        struct gaz_state_round round = {earlier->typed, *earlier->date ? earlier->date : date, NULL};
        struct gaz_proof_state *state = gaz_proof_state_new(run.gazette, round, NULL);
        gaz_proof_state_write(state, text);
        gaz_proof_state_free(state);
        if (own.command->options & (GAZ_TAKES_DESK | GAZ_TAKES_WATCH)) {
            g_string_append_c(text, '\0');
            gaz_proof_desk_add_pages(run.gazette, text);
        }
        if (!gaz_child_write(to, text->str, text->len)) good = false;
        gaz_run_drop_warnings(&run);
    }
    int status = gaz_run_end(&run);
    return good ? 0 : status ? status : GAZ_EXIT_IO;
}

/* ---- in this process */

static GString *read_all(int from) {
    static char buffer[64 << 10];
    GString *text = g_string_new(NULL);
    ssize_t n;
    while ((n = read(from, buffer, sizeof buffer)) != 0 && text->len <= GAZ_MAX_PICTURE) {
        if (n > 0) g_string_append_len(text, buffer, n);
        if (n < 0 && errno != EINTR) break;
    }
    return text;
}

static int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : GAZ_EXIT_BUG;
}

/* What the child wrote: NULL when it came to nothing, with its exit status. Freed with g_string_free. */
static GString *set_in_child(const struct gaz_cli *cli, const struct earlier *earlier, int *status) {
    int ends[2];
    fflush(NULL);
    *status = GAZ_EXIT_IO;
    if (pipe(ends) != 0) return NULL;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        gaz_signals_hold(false);
        int own = set(cli, earlier, ends[1]);
        fflush(NULL);
        _exit(own);
    }
    close(ends[1]);
    GString *text = child > 0 ? read_all(ends[0]) : NULL;
    close(ends[0]);
    if (child > 0) *status = wait_for(child);
    if (*status == 0) return text;
    if (text) g_string_free(text, TRUE);
    return NULL;
}

/* ---- as a proof.state has it */

static bool take(struct gaz_cli *cli, const char *text, gsize size, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    bool is_text = g_utf8_validate(text, (gssize)size, NULL);
    cli->earlier = gaz_proof_state_read(
        gaz_source_new(arena, cli->against, cli->against, text, is_text ? size : 0), diags);
    gaz_diags_keep(diags, arena);
    return cli->earlier != NULL;
}

static bool open_folder(struct gaz_cli *cli, const struct earlier *earlier, int *status,
                        struct gaz_diags *diags) {
    g_autoptr(GString) text = set_in_child(cli, earlier, status);
    gsize state = text ? strlen(text->str) : 0; /* what a desk shows of its pages is behind it */
    if (text && state < text->len) cli->earlier_pages = g_strdup(text->str + state + 1);
    if (text) return take(cli, text->str, state, diags);
    gaz_report_file(diags, GAZ_D_AGAINST_BROKEN, cli->against, NULL);
    return false;
}

/* The folder is taken away again whatever happens: signals wait until it is. */
static bool open_revision(struct gaz_cli *cli, int *status, struct gaz_diags *diags) {
    struct gaz_git_folder folder;
    gaz_signals_hold(true);
    bool good = gaz_git_checkout(&folder, cli->argument, cli->against, diags);
    struct earlier earlier = {cli->against, folder.issue, folder.date ? folder.date : ""};
    if (good) good = open_folder(cli, &earlier, status, diags);
    gaz_git_clear(&folder);
    gaz_signals_hold(false);
    return good;
}

static bool open_file(struct gaz_cli *cli, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    g_autofree char *folder = g_path_get_dirname(cli->against), *name = g_path_get_basename(cli->against);
    struct gaz_bytes bytes = gaz_file_read_below(arena, folder, name, (struct gaz_span){0}, diags);
    bool good = bytes.data && take(cli, (const char *)bytes.data, bytes.size, diags);
    gaz_arena_free(arena);
    return good;
}

bool gaz_against_open(struct gaz_cli *cli, int *status) {
    unsigned takes = cli->command->options;
    bool is_whole = takes & GAZ_TAKES_WATCH || (cli->output && (cli->stage || !(takes & GAZ_TAKES_STAGE)));
    if (!cli->against || !is_whole) return true; /* what is missing is told by the command */
    struct gaz_diags *diags = gaz_diags_new();
    bool good;
    *status = 0;
    if (g_file_test(cli->against, G_FILE_TEST_IS_DIR))
        good = open_folder(cli, &(struct earlier){cli->against, cli->against, ""}, status, diags);
    else if (g_file_test(cli->against, G_FILE_TEST_EXISTS))
        good = open_file(cli, diags);
    else
        good = open_revision(cli, status, diags);
    gaz_diags_print(diags, stderr, cli->language, cli->verbose);
    if (!good && *status == 0) *status = (int)gaz_diags_exit(diags, GAZ_LENIENT);
    gaz_diags_free(diags);
    return good;
}
