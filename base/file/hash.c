/* hash.c: see hash.h. */
#include "base/file/hash.h"

#include <string.h>

void gaz_hash_begin(struct gaz_hash *hash) {
    sha256_init(&hash->state);
}

void gaz_hash_add(struct gaz_hash *hash, const void *bytes, size_t n) {
    sha256_update(&hash->state, n, bytes);
}

void gaz_hash_add_text(struct gaz_hash *hash, const char *text) {
    gaz_hash_add(hash, text, strlen(text));
}

void gaz_hash_end(struct gaz_hash *hash, unsigned char digest[GAZ_HASH_BYTES]) {
    sha256_digest(&hash->state, GAZ_HASH_BYTES, digest);
}

char *gaz_hash_end_text(struct gaz_hash *hash, unsigned n_digits) {
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[GAZ_HASH_BYTES];
    gaz_hash_end(hash, digest);
    char *text = g_malloc(n_digits + 1);
    for (unsigned i = 0; i < n_digits; i++)
        text[i] = digits[i % 2 ? digest[i / 2] & 15 : digest[i / 2] >> 4];
    text[n_digits] = '\0';
    return text;
}

char *gaz_hash_data(const void *bytes, size_t n) {
    struct gaz_hash hash;
    gaz_hash_begin(&hash);
    gaz_hash_add(&hash, bytes, n);
    return gaz_hash_end_text(&hash, GAZ_HASH_DIGITS);
}

char *gaz_hash_bytes(GBytes *bytes) {
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    return gaz_hash_data(data, n);
}

char *gaz_hash_text(const char *text) {
    return gaz_hash_data(text, strlen(text));
}
