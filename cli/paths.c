/* paths.c: where a result goes, and where it may not go. */
#include "cli/paths.h"
#include "cli/say.h"

#include "base/file.h"
#include "base/reason.h"
#include "base/visible.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *gaz_default_name(const char *folder) {
    char *resolved = realpath(folder, NULL);
    char *name = g_path_get_basename(resolved ? resolved : folder);
    free(resolved);
    if (strcmp(name, "/") != 0) return name;
    g_free(name);
    return g_strdup("gongbao");
}

/* A symbolic link is followed, so that the file it points at is replaced and the link stays. */
static char *behind_links(const char *path) {
    char *resolved = realpath(path, NULL);
    char *result = g_strdup(resolved ? resolved : path);
    free(resolved);
    return result;
}

/* As it was typed, or named after the folder; behind a link. */
static char *wanted_path(const struct gaz_cli *cli) {
    if (cli->output) return g_strdup(cli->output);
    g_autofree char *name = gaz_default_name(cli->argument);
    return g_strconcat(name, ".pdf", NULL);
}

static int refuse(const struct gaz_cli *cli, const char *path) {
    return gaz_usage_error(
        cli,
        gaz_pick(cli, "不能写到“%s”：那里不是PDF文件", "cannot write to \"%s\": what is there is no PDF"),
        path);
}

static int report_unreadable(const struct gaz_cli *cli, const char *path, int error) {
    g_autofree char *shown = gaz_visible(path);
    struct gaz_reason why = gaz_reason_of(error);
    fprintf(stderr, gaz_pick(cli, "gongbao: 不能写到“%s”：%s\n", "gongbao: cannot write to \"%s\": %s\n"),
            shown, gaz_pick(cli, why.chinese, why.english));
    return GAZ_EXIT_IO;
}

int gaz_output_path(const struct gaz_cli *cli, char **path) {
    g_autofree char *wanted = wanted_path(cli);
    *path = NULL;
    if (!*wanted || g_str_has_suffix(wanted, "/")) return refuse(cli, wanted);
    switch (gaz_file_place(wanted, true)) {
    case GAZ_PLACE_TAKEN:
        return refuse(cli, wanted);
    case GAZ_PLACE_UNREADABLE:
        return report_unreadable(cli, wanted, errno);
    case GAZ_PLACE_FREE:
    case GAZ_PLACE_PDF:
        break;
    }
    *path = g_file_test(wanted, G_FILE_TEST_IS_SYMLINK) ? behind_links(wanted) : g_steal_pointer(&wanted);
    return GAZ_EXIT_OK;
}
