/* starter.c: see starter.h. Commands are split into words as a shell would, by GLib, and no shell sees them;
 * what stands for {file}, {line} and {column} stays within its word. */
#include "watch/starter.h"

#include "base/diag/diag.h"

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_REQUEST = 8192 };

struct gaz_starter {
    int to;
    bool has_editor;
};

/* what the other process knows */
struct task {
    int from;
    char *folder;  /* absolute */
    char **editor; /* words; NULL: none */
};

/* ---- in the other process */

static char *filled(const char *word, const char *const *values) {
    static const char *const names[] = {"{file}", "{line}", "{column}"};
    GString *text = g_string_new(NULL);
    while (*word) {
        size_t i = 0;
        while (i < G_N_ELEMENTS(names) && !g_str_has_prefix(word, names[i]))
            i++;
        if (i < G_N_ELEMENTS(names))
            g_string_append(text, values[i]);
        else
            g_string_append_c(text, *word);
        word += i < G_N_ELEMENTS(names) ? strlen(names[i]) : 1;
    }
    return g_string_free(text, FALSE);
}

/* In a session of its own, so that what ends the watch at a terminal does not end the editor. */
static void run(char **argv) {
    if (fork() != 0) return;
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    setsid();
    signal(SIGCHLD, SIG_DFL);
    if (nothing >= 0) {
        dup2(nothing, STDIN_FILENO);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
    }
    execvp(argv[0], argv);
    _exit(127);
}

static bool is_below(const char *file) {
    g_auto(GStrv) parts = g_strsplit(file, "/", -1);
    for (char **part = parts; *part; part++)
        if (strcmp(*part, "..") == 0) return false;
    return *file && *file != '/';
}

static bool is_number(const char *text) {
    return g_ascii_string_to_unsigned(text, 10, 0, UINT32_MAX, NULL, NULL);
}

static void edit(const struct task *task, char *const *request) {
    if (!task->editor || !is_below(request[0]) || !is_number(request[1]) || !is_number(request[2])) return;
    g_autofree char *file = g_build_filename(task->folder, request[0], NULL);
    const char *const values[] = {file, request[1], request[2]};
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    for (char **word = task->editor; *word; word++)
        g_ptr_array_add(argv, filled(*word, values));
    g_ptr_array_add(argv, NULL);
    run((char **)argv->pdata);
}

/* A request is three texts, or one: an address to be shown. */
static void serve(const struct task *task) {
    char request[MOST_REQUEST + 1];
    for (ssize_t n; (n = recv(task->from, request, MOST_REQUEST, 0)) > 0;) {
        request[n] = '\0';
        g_auto(GStrv) parts = g_strsplit(request, "\n", -1);
        guint n_parts = g_strv_length(parts);
        char program[] = "xdg-open", *browser[] = {program, parts[0], NULL};
        if (n_parts == 3) edit(task, parts);
        if (n_parts == 1) run(browser);
    }
}

/* ---- in ours */

static bool refuse(const char *folder, const char *command, const char *chinese, const char *english,
                   struct gaz_diags *diags) {
    gaz_report_file(diags, GAZ_D_WATCH_EDITOR, folder, command, chinese, english);
    return false;
}

/* The command's words, whose first is a program that is there and one of which has the file in it. */
static bool read_command(struct task *task, const char *folder, const char *command,
                         struct gaz_diags *diags) {
    if (!command) return true;
    if (!strstr(command, "{file}"))
        return refuse(folder, command, "里面没有{file}", "has no {file} in it", diags);
    if (!g_shell_parse_argv(command, NULL, &task->editor, NULL))
        return refuse(folder, command, "引号不成对，或者是空的", "its quotes do not match, or it is empty",
                      diags);
    g_autofree char *program = g_find_program_in_path(task->editor[0]);
    return program ? true : refuse(folder, command, "没有这个程序", "there is no such program", diags);
}

static bool begin(struct gaz_starter *starter, struct task *task) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return false;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        signal(SIGCHLD, SIG_IGN); /* nobody waits for an editor */
        task->from = ends[1];
        serve(task);
        _exit(0);
    }
    close(ends[1]);
    starter->to = ends[0];
    return child > 0;
}

struct gaz_starter *gaz_starter_new(const char *folder, const char *command, bool shows,
                                    struct gaz_diags *diags) {
    struct task task = {.folder = realpath(folder, NULL)};
    struct gaz_starter *starter = g_new0(struct gaz_starter, 1);
    starter->to = -1;
    starter->has_editor = command != NULL;
    bool good = read_command(&task, folder, command, diags);
    if (good && (command || shows) && !begin(starter, &task))
        good = refuse(folder, command ? command : "xdg-open", "不能另开一个进程", "no process can be begun",
                      diags);
    free(task.folder);
    g_strfreev(task.editor);
    if (good) return starter;
    gaz_starter_free(starter);
    return NULL;
}

void gaz_starter_free(struct gaz_starter *starter) {
    if (!starter) return;
    if (starter->to >= 0) close(starter->to);
    g_free(starter);
}

bool gaz_starter_has_editor(const struct gaz_starter *starter) {
    return starter->has_editor;
}

static bool ask(struct gaz_starter *starter, const char *request) {
    gsize n = strlen(request);
    return n < MOST_REQUEST && send(starter->to, request, n, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)n;
}

bool gaz_starter_open(struct gaz_starter *starter, const char *file, uint32_t line, uint32_t column) {
    if (!starter->has_editor || strchr(file, '\n')) return false;
    g_autofree char *request = g_strdup_printf("%s\n%u\n%u", file, line, column);
    return ask(starter, request);
}

bool gaz_starter_show(struct gaz_starter *starter, const char *address) {
    return ask(starter, address);
}
