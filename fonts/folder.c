/* folder.c: see folder.h. */
#include "fonts/folder.h"

#include <glib.h>

/* A pipe, a socket, a device: to open it may take for ever. */
static bool is_special(const char *path) {
    return g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* Counts what lies in a folder, and queues the folders in it; links are followed, as fontconfig does. */
static guint count_entries(const char *path, GQueue *folders, char **odd) {
    GDir *dir = g_dir_open(path, 0, NULL);
    guint n = 0;
    for (const char *name; dir && n <= GAZ_MOST_FONT_FILES && (name = g_dir_read_name(dir)); n++) {
        char *below = g_build_filename(path, name, NULL);
        if (g_file_test(below, G_FILE_TEST_IS_DIR))
            g_queue_push_tail(folders, below);
        else if (!*odd && is_special(below))
            *odd = below;
        else
            g_free(below);
    }
    if (dir) g_dir_close(dir);
    return n;
}

bool gaz_font_folder_is_small(const char *path, char **odd) {
    GQueue folders = G_QUEUE_INIT;
    guint n = 0;
    *odd = NULL;
    g_queue_push_tail(&folders, g_strdup(path));
    for (char *folder; n <= GAZ_MOST_FONT_FILES && (folder = g_queue_pop_head(&folders)); g_free(folder))
        n += count_entries(folder, &folders, odd);
    g_queue_clear_full(&folders, g_free);
    return n <= GAZ_MOST_FONT_FILES;
}
