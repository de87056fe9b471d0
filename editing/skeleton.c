/* skeleton.c: files that are written all together or not at all, and never over one that is there. */
#include "editing/skeleton.h"

#include "base/diag/diag.h"
#include "base/diag/reason.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void clear_file(gpointer data) {
    struct gaz_skeleton_file *file = data;
    g_free(file->path);
    g_bytes_unref(file->bytes);
}

GArray *gaz_skeleton_new(void) {
    GArray *files = g_array_new(FALSE, FALSE, sizeof(struct gaz_skeleton_file));
    g_array_set_clear_func(files, clear_file);
    return files;
}

void gaz_skeleton_add(GArray *files, const char *path, GBytes *bytes) {
    struct gaz_skeleton_file file = {g_strdup(path), bytes};
    g_array_append_val(files, file);
}

void gaz_skeleton_add_text(GArray *files, const char *path, GString *text) {
    gaz_skeleton_add(files, path, g_string_free_to_bytes(text));
}

/* ---- writing */

struct writing {
    const char *folder;
    GPtrArray *made; /* paths of files and folders, in the order in which they were made */
    struct gaz_diags *diags;
};

static bool fail(struct writing *w, const char *path) {
    struct gaz_reason why = gaz_reason_of(errno);
    gaz_report_file(w->diags, GAZ_D_WRITE, path, why.chinese, why.english);
    return false;
}

/* 1 empty, 0 not there, -1 neither, after a report. */
static int look_at_folder(struct writing *w) {
    GDir *dir = g_dir_open(w->folder, 0, NULL);
    if (!dir && !g_file_test(w->folder, G_FILE_TEST_EXISTS)) return 0;
    bool empty = dir && !g_dir_read_name(dir);
    if (dir) g_dir_close(dir);
    if (!empty) gaz_report_file(w->diags, GAZ_D_FOLDER_USED, w->folder, NULL);
    return empty ? 1 : -1;
}

static bool make_folder(struct writing *w, const char *path) {
    if (g_mkdir(path, 0777) != 0) return errno == EEXIST || fail(w, path);
    g_ptr_array_add(w->made, g_strdup(path));
    return true;
}

/* The folders between the and the file. */
static bool make_parents(struct writing *w, const char *path) {
    bool good = true;
    for (const char *slash = strchr(path, '/'); good && slash; slash = strchr(slash + 1, '/')) {
        g_autofree char *part = g_strndup(path, (gsize)(slash - path));
        g_autofree char *whole = g_build_filename(w->folder, part, NULL);
        good = make_folder(w, whole);
    }
    return good;
}

static bool write_bytes(int fd, GBytes *bytes) {
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        data += n;
        size -= (gsize)n;
    }
    return fsync(fd) == 0 || errno == EINVAL;
}

static bool write_file(struct writing *w, const struct gaz_skeleton_file *file) {
    g_autofree char *path = g_build_filename(w->folder, file->path, NULL);
    if (!make_parents(w, file->path)) return false;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0) return fail(w, path);
    g_ptr_array_add(w->made, g_strdup(path));
    bool good = write_bytes(fd, file->bytes);
    if (!good) fail(w, path);
    return close(fd) == 0 && good;
}

static void take_away(struct writing *w) {
    for (guint i = w->made->len; i-- > 0;)
        g_remove(w->made->pdata[i]);
}

bool gaz_skeleton_write(const char *folder, const GArray *files, struct gaz_diags *diags) {
    struct writing w = {folder, g_ptr_array_new_with_free_func(g_free), diags};
    int there = look_at_folder(&w);
    bool good = there >= 0 && (there == 1 || make_folder(&w, folder));
    for (guint i = 0; good && i < files->len; i++)
        good = write_file(&w, &g_array_index(files, struct gaz_skeleton_file, i));
    if (!good) take_away(&w);
    g_ptr_array_free(w.made, TRUE);
    return good;
}
