/* aside.c: see aside.h. The other process is a copy of ours (fork): it has all that it needs, and what it
 * changes is its own. */
#include "watch/aside.h"

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct gaz_aside {
    pid_t child; /* 0: it has been waited for */
    int from;
    guint source;
    GString *text;
    gaz_aside_done *done;
    void *context;
};

/* It ends with its parent, too. */
static void work_and_leave(gaz_aside_work *work, void *context, int to) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    GString *text = g_string_new(NULL);
    work(context, text);
    _exit(gaz_child_write(to, text->str, text->len) ? 0 : 1);
}

static bool ended_well(struct gaz_aside *aside) {
    int status = 1;
    while (waitpid(aside->child, &status, 0) < 0 && errno == EINTR)
        continue;
    aside->child = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static gboolean read_text(int fd, GIOCondition condition, void *data) {
    struct gaz_aside *aside = data;
    char bytes[65536];
    (void)condition;
    ssize_t n = read(fd, bytes, sizeof bytes);
    if (n > 0) g_string_append_len(aside->text, bytes, n);
    if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN))) return G_SOURCE_CONTINUE;
    aside->source = 0;
    if (ended_well(aside)) aside->done(aside->context, aside->text);
    return G_SOURCE_REMOVE;
}

struct gaz_aside *gaz_aside_new(gaz_aside_work *work, gaz_aside_done *done, void *context) {
    int ends[2];
    if (!g_unix_open_pipe(ends, FD_CLOEXEC, NULL)) return NULL;
    pid_t child = fork();
    if (child == 0) work_and_leave(work, context, ends[1]);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return NULL;
    }
    struct gaz_aside *aside = g_new0(struct gaz_aside, 1);
    *aside = (struct gaz_aside){
        .child = child, .from = ends[0], .text = g_string_new(NULL), .done = done, .context = context};
    aside->source = g_unix_fd_add(aside->from, G_IO_IN | G_IO_HUP, read_text, aside);
    return aside;
}

void gaz_aside_free(struct gaz_aside *aside) {
    if (!aside) return;
    if (aside->source) g_source_remove(aside->source);
    if (aside->child) {
        kill(aside->child, SIGKILL);
        ended_well(aside);
    }
    close(aside->from);
    g_string_free(aside->text, TRUE);
    g_free(aside);
}
