/* paths.c: where a result goes, and where it may not go. */
#include "cli/paths.h"
#include "cli/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *gaz_default_name(const char *folder) {
    char *resolved = realpath(folder, NULL);
    char *name = g_path_get_basename(resolved ? resolved : folder);
    free(resolved);
    if (strcmp(name, "/") != 0) return name;
    g_free(name);
    return g_strdup("gongbao");
}

static bool begins_as_pdf(const char *path, off_t size) {
    char head[5] = "";
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(head, 1, sizeof head, file) : 0;
    if (file) fclose(file);
    return size == 0 || (n == sizeof head && memcmp(head, "%PDF-", sizeof head) == 0);
}

/* Only a PDF may be replaced: so no source, no picture, no folder, no device is lost by a slip of the hand.
 */
static bool may_replace(const char *path) {
    struct stat there;
    if (stat(path, &there) != 0) return true;
    return S_ISREG(there.st_mode) && begins_as_pdf(path, there.st_size);
}

/* A symbolic link is followed, so that the file it points at is replaced and the link stays. */
static char *behind_links(const char *path) {
    char *resolved = realpath(path, NULL);
    char *result = g_strdup(resolved ? resolved : path);
    free(resolved);
    return result;
}

char *gaz_output_path(const struct gaz_cli *cli) {
    char *path = NULL;
    if (cli->output) {
        path = g_strdup(cli->output);
    } else {
        char *name = gaz_default_name(cli->argument);
        path = g_strconcat(name, ".pdf", NULL);
        g_free(name);
    }
    if (*path && path[strlen(path) - 1] != '/' && may_replace(path)) {
        struct stat there;
        if (lstat(path, &there) != 0 || !S_ISLNK(there.st_mode)) return path;
        char *target = behind_links(path);
        g_free(path);
        return target;
    }
    gaz_usage_error(
        cli,
        gaz_pick(cli, "不能写到“%s”：那里不是PDF文件", "cannot write to \"%s\": what is there is no PDF"),
        path);
    g_free(path);
    return NULL;
}
