/* process.c: see process.h. */
#include "archive/regenerate/process.h"

#include "base/diag/diag.h"

#include <fcntl.h>
#include <glib.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void restore_signals(void) {
    sigset_t none;
    sigemptyset(&none);
    for (int i = 1; i < NSIG; i++)
        signal(i, SIG_DFL); /* SIGKILL and SIGSTOP refuse */
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool put_at(int number, const char *path, int flags) {
    int file = open(path, flags, 0666);
    if (file < 0 || file == number) return file == number;
    bool good = dup2(file, number) == number;
    close(file);
    return good;
}

static bool open_files(const char *complaints) {
    return put_at(STDIN_FILENO, "/dev/null", O_RDONLY) && put_at(STDOUT_FILENO, "/dev/null", O_WRONLY) &&
           put_at(STDERR_FILENO, complaints, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND) &&
           close_range(STDERR_FILENO + 1, UINT_MAX, 0) == 0;
}

static _Noreturn void work(gaz_command_line *run, char **words, const char *complaints) {
    setpgid(0, 0);
    restore_signals();
    if (!open_files(complaints)) _exit(GAZ_EXIT_IO);
    exit(run((int)g_strv_length(words), words));
}

pid_t gaz_process_begin(gaz_command_line *run, char **words, const char *complaints) {
    fflush(NULL); /* or the copy would write it too */
    pid_t pid = fork();
    if (pid == 0) work(run, words, complaints);
    if (pid > 0) setpgid(pid, pid); /* too, so that the group is there when its number is known */
    return pid;
}
