/* git.c: git is started with words, never with a shell, and told to run nothing of the repository's (hooks,
 * file monitors). It gets an index of its own, into which only the issue's folder is read.
 */
#include "cli/git.h"

#include "base/diag/diag.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_WORDS = 16 };

struct git {
    const char *folder;   /* where git is to work: that of the issue, then that of all files */
    const char *issue;    /* as typed */
    const char *revision; /* as typed */
    char **environment;
    struct gaz_diags *diags;
};

static char **environment_of(void) {
    static const char *const unset[] = {
        "GIT_DIR",    "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX", "GIT_NAMESPACE", "GIT_COMMON_DIR", "GIT_EXTERNAL_DIFF"};
    char **environment = g_get_environ();
    for (size_t i = 0; i < G_N_ELEMENTS(unset); i++)
        environment = g_environ_unsetenv(environment, unset[i]);
    environment = g_environ_setenv(environment, "LC_ALL", "C", true);
    environment = g_environ_setenv(environment, "GIT_TERMINAL_PROMPT", "0", true);
    return g_environ_setenv(environment, "GIT_OPTIONAL_LOCKS", "0", true);
}

/* Runs git on the words, which end with NULL. What it prints, without the last line end, freed with g_free;
 * NULL: it says no. */
static char *run(const struct git *git, ...) {
    static const char *const always[] = {"git",
                                         "-c",
                                         "core.hooksPath=/dev/null",
                                         "-c",
                                         "core.fsmonitor=false",
                                         "-c",
                                         "core.sparseCheckout=false"};
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        g_ptr_array_add(argv, (gpointer)always[i]);
    g_ptr_array_add(argv, (gpointer) "-C");
    g_ptr_array_add(argv, (gpointer)git->folder);
    va_list words;
    va_start(words, git);
    for (char *word; (word = va_arg(words, char *));)
        g_ptr_array_add(argv, word);
    va_end(words);
    g_ptr_array_add(argv, NULL);
    char *out = NULL;
    int status = 0;
    bool good = g_spawn_sync(NULL, (char **)argv->pdata, git->environment,
                             G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                             &status, NULL) &&
                status == 0;
    if (good) return g_strchomp(out);
    g_free(out);
    return NULL;
}

static bool refuse(const struct git *git, enum gaz_code code, const char *what) {
    gaz_report_file(git->diags, code, git->issue, git->revision, what);
    return false;
}

static bool has_git(void) {
    g_autofree char *program = g_find_program_in_path("git");
    return program != NULL;
}

/* The tree of the issue's folder in the revision; NULL after a complaint. Freed with g_free. */
static char *find_tree(const struct git *git) {
    g_autofree char *prefix = run(git, "rev-parse", "--show-prefix", NULL);
    if (!prefix) return refuse(git, GAZ_D_AGAINST_NO_REPOSITORY, ""), NULL;
    g_autofree char *wanted = g_strconcat(git->revision, "^{commit}", NULL);
    g_autofree char *commit =
        *git->revision == '-' ? NULL : run(git, "rev-parse", "--verify", "--quiet", wanted, NULL);
    if (!commit) return refuse(git, GAZ_D_AGAINST_NO_REVISION, ""), NULL;
    g_autofree char *path = g_strconcat(commit, ":", prefix, NULL);
    char *tree = run(git, "rev-parse", "--verify", "--quiet", path, NULL);
    if (!tree) refuse(git, GAZ_D_AGAINST_NOT_THERE, prefix);
    return tree;
}

static bool check_out(struct git *git, struct gaz_git_folder *out, const char *tree) {
    g_autofree char *index = g_build_filename(out->folder, "index", NULL);
    g_autofree char *to = g_strconcat("--prefix=", out->issue, "/", NULL);
    g_autofree char *top = run(git, "rev-parse", "--show-toplevel", NULL);
    git->environment = g_environ_setenv(git->environment, "GIT_INDEX_FILE", index, true);
    if (top) git->folder = top; /* in a folder below it only what is there is checked out */
    g_autofree char *read = run(git, "read-tree", tree, NULL);
    g_autofree char *written = read ? run(git, "checkout-index", "--all", "--quiet", to, NULL) : NULL;
    git->folder = git->issue;
    return written || refuse(git, GAZ_D_AGAINST_GIT, "");
}

static bool make_folder(const struct git *git, struct gaz_git_folder *out) {
    g_autoptr(GError) error = NULL;
    out->folder = g_dir_make_tmp("gongbao-XXXXXX", &error);
    if (!out->folder) return refuse(git, GAZ_D_AGAINST_GIT, "");
    out->issue = g_build_filename(out->folder, "issue", NULL);
    return g_mkdir(out->issue, 0700) == 0 || refuse(git, GAZ_D_AGAINST_GIT, "");
}

bool gaz_git_checkout(struct gaz_git_folder *out, const char *folder, const char *revision,
                      struct gaz_diags *diags) {
    struct git git = {folder, folder, revision, environment_of(), diags};
    *out = (struct gaz_git_folder){0};
    bool good = has_git() || refuse(&git, GAZ_D_AGAINST_NO_GIT, "");
    g_autofree char *tree = good ? find_tree(&git) : NULL;
    good = tree && make_folder(&git, out) && check_out(&git, out, tree);
    g_autofree char *commit = g_strconcat(revision, "^{commit}", NULL);
    if (good) out->date = run(&git, "log", "-1", "--format=%cs", commit, "--", NULL);
    g_strfreev(git.environment);
    return good;
}

/* A link is taken away, never followed. */
static void remove_all(const char *path) {
    struct stat it;
    if (lstat(path, &it) != 0) return;
    g_autoptr(GDir) dir = S_ISDIR(it.st_mode) ? g_dir_open(path, 0, NULL) : NULL;
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_all(below);
    }
    g_remove(path);
}

void gaz_git_clear(struct gaz_git_folder *folder) {
    if (folder->folder) remove_all(folder->folder);
    g_free(folder->folder);
    g_free(folder->issue);
    g_free(folder->date);
    *folder = (struct gaz_git_folder){0};
}
