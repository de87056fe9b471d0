/* file_write.c: writing that never half-happens: a temporary file beside the target, synced, then renamed.
 *
 * The writer of a temporary (temporary.h) holds a lock (flock) on it: one that nobody holds was left by a
 * process that was killed. The next write of the same name takes it away. Age would not tell: a clock may
 * jump, a disk may be slow. Where a file system has no locks nothing is taken away.
 */
#include "base/file/file.h"

#include "base/diag/diag.h"
#include "base/diag/reason.h"
#include "base/file/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool report_write(struct gaz_diags *diags, const char *path, struct gaz_reason why) {
    gaz_report_file(diags, GAZ_D_WRITE, path, why.chinese, why.english);
    return false;
}

/* ---- the temporary file */

/* Open and locked, its name in `name` for the caller to free; -1: errno. Between being made and being locked
 * another writer may have taken it for a stale one: then it has no name any more, and there is another try.
 */
static int open_temporary(const char *target, int mode, char **name) {
    for (int tries = 0; tries < 16; tries++) {
        *name = gaz_temporary_template(target);
        int fd = g_mkstemp_full(*name, O_WRONLY | O_CLOEXEC, mode);
        if (fd < 0) break;
        struct stat made;
        if (flock(fd, LOCK_EX) != 0 || fstat(fd, &made) != 0 || made.st_nlink > 0) return fd;
        close(fd);
        g_clear_pointer(name, g_free);
    }
    int error = errno;
    g_clear_pointer(name, g_free);
    errno = error;
    return -1;
}

static bool write_all(int fd, const char *data, size_t size) {
    while (size > 0) {
        ssize_t n = write(fd, data, MIN(size, 1u << 30));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        data += n;
        size -= (size_t)n;
    }
    return true;
}

/* Owner and mode of the file that it replaces. Who may not give it to the group gives the group no more than
 * everybody has. */
static bool take_mode(int fd, const struct stat *old) {
    mode_t mode = old->st_mode & 0777;
    if (fchown(fd, old->st_uid, old->st_gid) != 0 && fchown(fd, (uid_t)-1, old->st_gid) != 0)
        mode &= 0707 | (mode & 0007) << 3;
    return fchmod(fd, mode) == 0;
}

static bool fill(int fd, const void *data, size_t size, const struct stat *old) {
    if (!write_all(fd, data, size)) return false;
    if (old && !take_mode(fd, old)) return false;
    return fsync(fd) == 0 || errno == EINVAL;
}

/* ---- putting it in place */

/* Of a file; -1: it cannot be opened. */
static int open_folder(const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* A rename is on the disk only when its folder is. That it is not is no reason to fail: the file is whole. */
static void sync_folder(const char *path) {
    int fd = open_folder(path);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

static bool same_folder(const char *path, const char *other) {
    g_autofree char *folder = g_path_get_dirname(path), *others = g_path_get_dirname(other);
    return g_str_equal(folder, others);
}

/* a file that is whole under its temporary name */
struct staged {
    char *target, *name; /* NULL: nothing is there any more */
    int fd;              /* held, so that nobody takes the file for a stale one */
};

/* old: NULL when there is none. False: errno. */
static bool stage_bytes(struct staged *staged, const struct gaz_new_file *file, const struct stat *old) {
    /* never readable for more than the old one */
    staged->fd = open_temporary(staged->target, old ? 0600 : 0666, &staged->name);
    return staged->fd >= 0 && fill(staged->fd, file->data, file->size, old);
}

/* Behind a symbolic link. */
static char *real_target(const char *path) {
    char real[PATH_MAX];
    return g_strdup(realpath(path, real) ? real : path);
}

/* False after a report. */
static bool stage(struct staged *staged, const struct gaz_new_file *file, struct gaz_diags *diags) {
    struct stat old;
    bool is_there = stat(file->path, &old) == 0;
    if (!is_there && errno != ENOENT) return report_write(diags, file->path, gaz_reason_of(errno));
    if (is_there && !S_ISREG(old.st_mode)) /* /dev/null must not be renamed over */
        return report_write(diags, file->path, (struct gaz_reason){"不是普通文件", "not a regular file"});
    return stage_bytes(staged, file, is_there ? &old : NULL) ||
           report_write(diags, file->path, gaz_reason_of(errno));
}

/* ---- what killed writes have left: each folder is looked through once, however many files go into it */

/* Of our own user only, and never while its writer lives. */
static void unlink_stale(const char *path) {
    struct stat there;
    const int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    int fd = open(path, O_WRONLY | flags); /* a confined run (cli/confine.c) may not read here */
    if (fd < 0) fd = open(path, O_RDONLY | flags);
    if (fd < 0) return;
    if (fstat(fd, &there) == 0 && S_ISREG(there.st_mode) && there.st_uid == geteuid() &&
        flock(fd, LOCK_EX | LOCK_NB) == 0)
        g_unlink(path);
    close(fd);
}

static void clear_stale_in(const char *folder, GHashTable *begins) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *begin = gaz_temporary_begin_of(name);
        if (!begin || !g_hash_table_contains(begins, begin)) continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        unlink_stale(path);
    }
}

static void clear_stale(const struct staged *staged, uint32_t n) {
    g_autoptr(GHashTable) folders = /* of them the names that temporaries begin with */
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    for (uint32_t i = 0; i < n; i++) {
        char *folder = g_path_get_dirname(staged[i].target);
        GHashTable *begins = g_hash_table_lookup(folders, folder);
        if (begins)
            g_free(folder);
        else
            g_hash_table_insert(folders, folder,
                                begins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL));
        g_hash_table_add(begins, gaz_temporary_begin(staged[i].target));
    }
    GHashTableIter each;
    gpointer folder, begins;
    for (g_hash_table_iter_init(&each, folders); g_hash_table_iter_next(&each, &folder, &begins);)
        clear_stale_in(folder, begins);
}

/* Takes away what was not put in place. */
static void clear_staged(struct staged *staged) {
    if (staged->name) g_unlink(staged->name);
    if (staged->fd >= 0) close(staged->fd); /* it is synced already */
    g_free(staged->name);
    g_free(staged->target);
}

/* Those before it are in their places: it is told which of them are new. */
static bool report_partly(const struct gaz_new_file *files, uint32_t i, int error, struct gaz_diags *diags) {
    struct gaz_reason why = gaz_reason_of(error);
    if (i == 0) return report_write(diags, files[0].path, why);
    GString *done = g_string_new(NULL);
    for (uint32_t k = 0; k < i; k++)
        g_string_append_printf(done, "%s%s", k > 0 ? ", " : "", files[k].path);
    gaz_report_file(diags, GAZ_D_WRITE_PARTLY, files[i].path, done->str, files[i].path, why.chinese,
                    why.english);
    g_string_free(done, TRUE);
    return false;
}

static bool rename_all(struct staged *staged, const struct gaz_new_file *files, uint32_t n,
                       struct gaz_diags *diags) {
    for (uint32_t i = 0; i < n; i++) {
        if (g_rename(staged[i].name, staged[i].target) != 0) return report_partly(files, i, errno, diags);
        g_clear_pointer(&staged[i].name, g_free);
        if (i + 1 == n || !same_folder(staged[i].target, staged[i + 1].target)) sync_folder(staged[i].target);
    }
    return true;
}

/* Renames take no time: who holds a folder longer is no writer of ours, and signals wait meanwhile. */
static void lock_folder(int folder) {
    enum { TRIES = 300, WAIT = 10000 /* microseconds */ };
    for (int i = 0; i < TRIES && flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; i++)
        g_usleep(WAIT);
}

/* A file that is not there holds nothing. */
static bool is_still(const char *path, struct gaz_bytes was) {
    g_autofree char *now = NULL;
    gsize size = 0;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &now, &size, &error))
        return was.size == 0 && g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    return size == was.size && memcmp(now, was.data, size) == 0;
}

/* False after a report. */
static bool are_still(const struct staged *staged, const struct gaz_new_file *files, uint32_t n,
                      struct gaz_diags *diags) {
    for (uint32_t i = 0; i < n; i++)
        if (files[i].was.data && !is_still(staged[i].target, files[i].was)) {
            gaz_report_file(diags, GAZ_D_WRITE_STALE, files[i].path, NULL);
            return false;
        }
    return true;
}

/* That says what it may give way of; n: none does. */
static uint32_t first_replaced(const struct gaz_new_file *files, uint32_t n) {
    uint32_t i = 0;
    while (i < n && !files[i].was.data)
        i++;
    return i;
}

/* Files that belong together come from one run: of two that write the same at once one waits until the other
 * has put all of its own in place. Where a folder cannot be locked they do not wait. */
static bool put_in_place(struct staged *staged, const struct gaz_new_file *files, uint32_t n,
                         struct gaz_diags *diags) {
    uint32_t replaced = first_replaced(files, n);
    bool waits = n > 1 || replaced < n;
    int folder = waits ? open_folder(staged[replaced < n ? replaced : 0].target) : -1;
    if (folder >= 0) lock_folder(folder);
    bool good = are_still(staged, files, n, diags) && rename_all(staged, files, n, diags);
    if (folder >= 0) close(folder);
    return good;
}

bool gaz_files_write(const struct gaz_new_file *files, uint32_t n, struct gaz_diags *diags) {
    struct staged *staged = g_new0(struct staged, n);
    sigset_t earlier;
    gaz_ends_hold(&earlier);
    for (uint32_t i = 0; i < n; i++)
        staged[i] = (struct staged){.target = real_target(files[i].path), .fd = -1};
    clear_stale(staged, n);
    bool good = true;
    for (uint32_t i = 0; i < n && good; i++)
        good = stage(&staged[i], &files[i], diags);
    good = good && put_in_place(staged, files, n, diags);
    for (uint32_t i = 0; i < n; i++)
        clear_staged(&staged[i]);
    gaz_ends_let(&earlier);
    g_free(staged);
    return good;
}

bool gaz_file_write(const char *path, const void *data, size_t size, struct gaz_diags *diags) {
    return gaz_files_write(&(struct gaz_new_file){.path = path, .data = data, .size = size}, 1, diags);
}
