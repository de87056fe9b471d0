/* hash.c: GChecksum over bytes, texts and files; font files once a run. */
#include "archive/hash.h"

#include <string.h>
#include <sys/stat.h>

enum { HEX = 64, HEAD = 64 << 10 }; /* digits of a SHA-256; bytes of a head */

char *gaz_hash_bytes(GBytes *bytes) {
    return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
}

char *gaz_hash_text(const char *text) {
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

char *gaz_hash_file(const char *path) {
    g_autoptr(GMappedFile) map = g_mapped_file_new(path, FALSE, NULL);
    if (!map) return NULL;
    g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(map);
    return gaz_hash_bytes(bytes);
}

uint64_t gaz_hash_number(const char *text) {
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize size = sizeof digest;
    g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_get_digest(sum, digest, &size);
    g_checksum_free(sum);
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    return number;
}

/* ---- kept answers */

/* The file in which the answer for this very state of a font file stands. */
static char *answer_of(const char *path, const char *kept_in) {
    struct stat there;
    if (!kept_in || stat(path, &there) != 0) return NULL;
    g_autofree char *state = g_strdup_printf("%s\n%lld %lld.%09ld %lld.%09ld %llu", path,
                                             (long long)there.st_size, (long long)there.st_mtim.tv_sec,
                                             there.st_mtim.tv_nsec, (long long)there.st_ctim.tv_sec,
                                             there.st_ctim.tv_nsec, (unsigned long long)there.st_ino);
    g_autofree char *name = gaz_hash_text(state);
    return g_build_filename(kept_in, name, NULL);
}

static bool is_hash(const char *text) {
    return strlen(text) == HEX && strspn(text, "0123456789abcdef") == HEX;
}

char *gaz_hash_face(const struct gaz_face *face, const char *kept_in) {
    g_autofree char *answer = answer_of(face->file, kept_in);
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
    const guchar *data = (const guchar *)g_mapped_file_get_contents(map);
    g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, MIN(size, HEAD));
    return g_strdup_printf("%zu %s", size, hash);
}
