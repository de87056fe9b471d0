/* replay.c: main of a target that is built without libFuzzer: gives it each file of the folders named. */
#include "tests/fuzz/fuzz.h"

#include <glib.h>
#include <stdlib.h>

static unsigned replay_file(const char *path) {
    g_autofree char *data = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &data, &size, NULL)) return 0;
    fprintf(stderr, "%s\n", path); /* the last one named is the one that it stopped at */
    LLVMFuzzerTestOneInput((const uint8_t *)data, size);
    return 1;
}

static unsigned replay_folder(const char *folder) {
    unsigned n = 0;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        n += replay_file(path);
    }
    return n;
}

int main(int argc, char **argv) {
    unsigned n = 0;
    for (int i = 1; i < argc; i++)
        n += replay_folder(argv[i]);
    printf("%u seeds\n", n);
    return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
