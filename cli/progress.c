/* progress.c: one line on the terminal while an issue is set, and an orderly end when a signal comes. */
#include "cli/progress.h"
#include "cli/say.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define WIPE "\r\033[K"

static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM}; /* that ask for an end */
static volatile sig_atomic_t is_shown;                           /* a line stands on the terminal */
static bool is_wanted;

void gaz_progress_begin(const struct gaz_cli *cli) {
    is_wanted = !cli->quiet && isatty(STDERR_FILENO);
}

void gaz_progress_show(void *context, uint32_t done, uint32_t of) {
    const struct gaz_cli *cli = context;
    if (!is_wanted) return;
    is_shown = 1;
    fprintf(stderr, WIPE);
    fprintf(stderr, gaz_pick(cli, "正在排版：%u／%u件", "setting: document %u of %u"), done, of);
    fflush(stderr);
}

void gaz_progress_end(void) {
    if (is_shown) fputs(WIPE, stderr);
    is_shown = 0;
}

/* Nothing is half written while signals are let through: who writes holds them back (base/file/temporary.h).
 */
static void leave(int signal_number) {
    if (is_shown && write(STDERR_FILENO, WIPE, sizeof WIPE - 1) < 0) _exit(128 + signal_number);
    _exit(128 + signal_number);
}

/* A signal that the caller has switched off (nohup) stays off. A limit on file size comes as an error of
 * write. */
void gaz_signals_catch(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        struct sigaction action;
        if (sigaction(signals[i], NULL, &action) != 0 || action.sa_handler == SIG_IGN) continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = leave;
        sigaction(signals[i], &action, NULL);
    }
    signal(SIGXFSZ, SIG_IGN);
}

void gaz_signals_hold(bool hold) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaddset(&set, signals[i]);
    sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}
