/* folder.h: a test's folder is taken away with all that is in it. */
#ifndef GAZ_TESTS_UNIT_FOLDER_H
#define GAZ_TESTS_UNIT_FOLDER_H

#include <glib.h>
#include <glib/gstdio.h>

static inline void remove_tree(const char *path) {
    GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *inner = g_build_filename(path, name, NULL);
        remove_tree(inner);
        g_free(inner);
    }
    if (dir) g_dir_close(dir);
    g_remove(path);
}

#endif
