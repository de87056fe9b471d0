/* aside.c: see aside.h. An answer is its size, eight bytes, and its text. */
#include "watch/aside.h"

#include "base/process/child.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct gaz_aside {
    struct gaz_aside_job job;
    pid_t child;
    int end;
    guint source;    /* 0: the other process has ended */
    GString *answer; /* as much as has come */
    bool is_busy, is_dropped, is_asked_again;
};

/* It ends with its parent, which may have ended already. */
static void serve(const struct gaz_aside_job *job, pid_t parent, int end) {
    char request;
    bool good = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
    job->enter(job->context);
    while (good && read(end, &request, 1) == 1) {
        GString *text = g_string_new(NULL);
        job->work(job->context, text);
        guint64 size = text->len;
        good = gaz_child_write(end, &size, sizeof size) && gaz_child_write(end, text->str, text->len);
        g_string_free(text, TRUE);
    }
    _exit(0);
}

static void send_request(struct gaz_aside *aside) {
    aside->is_busy = send(aside->end, "", 1, MSG_NOSIGNAL) == 1;
    aside->is_dropped = aside->is_asked_again = false;
}

static void take_answer(struct gaz_aside *aside) {
    guint64 size = 0;
    if (aside->answer->len < sizeof size) return;
    memcpy(&size, aside->answer->str, sizeof size);
    if (aside->answer->len < sizeof size + size) return;
    aside->is_busy = false;
    g_string_erase(aside->answer, 0, sizeof size);
    if (aside->is_asked_again)
        send_request(aside);
    else if (!aside->is_dropped)
        aside->job.done(aside->job.context, aside->answer);
    g_string_truncate(aside->answer, 0);
}

static gboolean read_answer(int end, GIOCondition condition, void *data) {
    struct gaz_aside *aside = data;
    char bytes[65536];
    (void)condition;
    ssize_t n = recv(end, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) return G_SOURCE_CONTINUE;
    if (n <= 0) {
        aside->source = 0;
        return G_SOURCE_REMOVE;
    }
    g_string_append_len(aside->answer, bytes, n);
    take_answer(aside);
    return G_SOURCE_CONTINUE;
}

struct gaz_aside *gaz_aside_new(const struct gaz_aside_job *job) {
    int ends[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return NULL;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        serve(job, parent, ends[1]);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return NULL;
    }
    struct gaz_aside *aside = g_new0(struct gaz_aside, 1);
    *aside = (struct gaz_aside){.job = *job, .child = child, .end = ends[0], .answer = g_string_new(NULL)};
    aside->source = g_unix_fd_add(aside->end, G_IO_IN | G_IO_HUP, read_answer, aside);
    return aside;
}

void gaz_aside_free(struct gaz_aside *aside) {
    if (!aside) return;
    if (aside->source) g_source_remove(aside->source);
    close(aside->end);
    kill(aside->child, SIGKILL);
    while (waitpid(aside->child, NULL, 0) < 0 && errno == EINTR)
        continue;
    g_string_free(aside->answer, TRUE);
    g_free(aside);
}

void gaz_aside_ask(struct gaz_aside *aside) {
    if (!aside || !aside->source) return;
    if (aside->is_busy)
        aside->is_asked_again = true;
    else
        send_request(aside);
}

void gaz_aside_drop(struct gaz_aside *aside) {
    if (!aside) return;
    aside->is_dropped = true;
    aside->is_asked_again = false;
}
