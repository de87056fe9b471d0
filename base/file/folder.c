/* folder.c: see folder.h. As file_write.c does, the writer holds a lock on what it makes: a folder that
 * nobody holds was left by a process that was killed. */
#include "base/file/folder.h"

#include "base/diag/diag.h"
#include "base/diag/reason.h"
#include "base/file/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void gaz_folder_remove(const char *path) {
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        g_unlink(file);
    }
    g_rmdir(path);
}

/* ---- what a killed write has left */

/* Of our own user only, and never while its writer lives. */
static void remove_stale(const char *path) {
    struct stat there;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return;
    if (fstat(fd, &there) == 0 && there.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0)
        gaz_folder_remove(path);
    close(fd);
}

static void clear_stale(const char *target) {
    g_autofree char *above = g_path_get_dirname(target), *begin = gaz_temporary_begin(target);
    g_autoptr(GDir) dir = g_dir_open(above, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *found = gaz_temporary_begin_of(name);
        if (g_strcmp0(found, begin) != 0) continue;
        g_autofree char *path = g_build_filename(above, name, NULL);
        remove_stale(path);
    }
}

/* ---- writing */

static bool write_file(const char *path, const struct gaz_new_file *file) {
    FILE *out = fopen(path, "wbxe");
    if (!out) return false;
    bool good = fwrite(file->data, 1, file->size, out) == file->size && fflush(out) == 0 &&
                (fsync(fileno(out)) == 0 || errno == EINVAL);
    int error = errno;
    fclose(out);
    errno = error;
    return good;
}

static bool fill(const char *folder, int fd, const struct gaz_new_file *files, uint32_t n) {
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
    for (uint32_t i = 0; i < n; i++) {
        g_autofree char *path = g_build_filename(folder, files[i].path, NULL);
        if (!write_file(path, &files[i])) return false;
    }
    return fsync(fd) == 0 || errno == EINVAL;
}

bool gaz_folder_put(const char *made, const char *path) {
    if (rename(made, path) == 0) return true;
    if (errno != ENOTEMPTY && errno != EEXIST) return false;
    if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_EXCHANGE) != 0) return false;
    gaz_folder_remove(made); /* what stood there */
    return true;
}

bool gaz_folder_write(const char *path, const struct gaz_new_file *files, uint32_t n,
                      struct gaz_diags *diags) {
    sigset_t earlier;
    gaz_ends_hold(&earlier);
    clear_stale(path);
    g_autofree char *made = gaz_temporary_template(path);
    bool is_there = g_mkdtemp_full(made, 0777) != NULL, good = false;
    int fd = is_there ? open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) good = fill(made, fd, files, n) && gaz_folder_put(made, path);
    int error = errno;
    if (is_there && !good) gaz_folder_remove(made);
    if (fd >= 0) close(fd);
    gaz_ends_let(&earlier);
    if (good) return true;
    struct gaz_reason why = gaz_reason_of(error);
    gaz_report_file(diags, GAZ_D_WRITE, path, why.chinese, why.english);
    return false;
}
