/* change.c: see change.h. */
#include "base/file/change.h"

static void clear_change(gpointer data) {
    struct gaz_file_change *change = data;
    g_free(change->path);
    g_bytes_unref(change->bytes);
    g_clear_pointer(&change->was, g_bytes_unref);
}

GArray *gaz_file_changes_new(void) {
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct gaz_file_change));
    g_array_set_clear_func(changes, clear_change);
    return changes;
}

void gaz_file_changes_add(GArray *changes, char *path, GBytes *bytes, struct gaz_bytes was) {
    struct gaz_file_change change = {path, bytes, was.data ? g_bytes_new(was.data, was.size) : NULL};
    g_array_append_val(changes, change);
}

/* Of no bytes too: "" is one that has none. */
static struct gaz_bytes bytes_of(GBytes *bytes) {
    gsize size = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    return (struct gaz_bytes){bytes && !data ? (const void *)"" : data, size};
}

bool gaz_file_changes_write(const GArray *changes, struct gaz_diags *diags) {
    g_autofree struct gaz_new_file *files = g_new(struct gaz_new_file, changes->len);
    for (guint i = 0; i < changes->len; i++) {
        const struct gaz_file_change *change = &g_array_index(changes, struct gaz_file_change, i);
        struct gaz_bytes bytes = bytes_of(change->bytes);
        files[i] = (struct gaz_new_file){change->path, bytes.data, bytes.size, bytes_of(change->was)};
    }
    return gaz_files_write(files, changes->len, diags);
}
