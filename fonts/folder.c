/* folder.c: see folder.h. */
#include "fonts/folder.h"

#include <glib.h>

/* Counts what lies in a folder, and queues the folders in it; links are followed, as fontconfig does. */
static guint count_entries(const char *path, GQueue *folders) {
    GDir *dir = g_dir_open(path, 0, NULL);
    guint n = 0;
    for (const char *name; dir && n <= GAZ_MOST_FONT_FILES && (name = g_dir_read_name(dir)); n++) {
        char *below = g_build_filename(path, name, NULL);
        if (g_file_test(below, G_FILE_TEST_IS_DIR))
            g_queue_push_tail(folders, below);
        else
            g_free(below);
    }
    if (dir) g_dir_close(dir);
    return n;
}

bool gaz_font_folder_is_small(const char *path) {
    GQueue folders = G_QUEUE_INIT;
    guint n = 0;
    g_queue_push_tail(&folders, g_strdup(path));
    for (char *folder; n <= GAZ_MOST_FONT_FILES && (folder = g_queue_pop_head(&folders)); g_free(folder))
        n += count_entries(folder, &folders);
    g_queue_clear_full(&folders, g_free);
    return n <= GAZ_MOST_FONT_FILES;
}
