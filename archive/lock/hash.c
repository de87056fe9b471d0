/* hash.c: of files; font files once a run. */
#include "archive/lock/hash.h"

#include "fonts/fonts.h"

#include <string.h>

enum { HEAD = 64 << 10 }; /* bytes of a head */

char *gaz_hash_file(const char *path) {
    g_autoptr(GMappedFile) map = g_mapped_file_new(path, FALSE, NULL);
    if (!map) return NULL;
    g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(map);
    return gaz_hash_bytes(bytes);
}

uint64_t gaz_hash_number(const char *text) {
    struct gaz_hash hash;
    unsigned char digest[GAZ_HASH_BYTES];
    gaz_hash_begin(&hash);
    gaz_hash_add_text(&hash, text);
    gaz_hash_end(&hash, digest);
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    return number;
}

/* ---- kept answers */

static bool is_hash(const char *text) {
    return strlen(text) == GAZ_HASH_DIGITS && strspn(text, "0123456789abcdef") == GAZ_HASH_DIGITS;
}

char *gaz_hash_face(const struct gaz_face *face) {
    g_autofree char *folder = gaz_fonts_cache_folder(), *answer = gaz_face_kept(face, "hash", folder);
    char *hash = NULL;
    if (answer && g_file_get_contents(answer, &hash, NULL, NULL) && is_hash(hash)) return hash;
    g_free(hash);
    hash = gaz_hash_file(face->file);
    if (answer && hash) g_file_set_contents(answer, hash, -1, NULL); /* when it fails, it is counted again */
    return hash;
}

char *gaz_hash_face_head(const struct gaz_face *face) {
    g_autoptr(GMappedFile) map = g_mapped_file_new(face->file, FALSE, NULL);
    if (!map) return NULL;
    gsize size = g_mapped_file_get_length(map);
    const char *data = g_mapped_file_get_contents(map);
    g_autofree char *hash = gaz_hash_data(data, MIN(size, HEAD));
    return g_strdup_printf("%zu %s", size, hash);
}
