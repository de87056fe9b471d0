/* hash.h: SHA-256 (FIPS 180-4) by nettle, which uses the instructions that the processor has for it. */
#ifndef GAZ_BASE_FILE_HASH_H
#define GAZ_BASE_FILE_HASH_H

#include <glib.h>
#include <nettle/sha2.h>
#include <stddef.h>

enum { GAZ_HASH_BYTES = SHA256_DIGEST_SIZE, GAZ_HASH_DIGITS = 2 * GAZ_HASH_BYTES };

/* A digest that is being made of pieces; needs no release. */
struct gaz_hash {
    struct sha256_ctx state;
};
void gaz_hash_begin(struct gaz_hash *hash);
void gaz_hash_add(struct gaz_hash *hash, const void *bytes, size_t n);
void gaz_hash_add_text(struct gaz_hash *hash, const char *text); /* without the zero at its end */

/* Ends it: the bytes, or their first n_digits (at most GAZ_HASH_DIGITS) as lower-case hexadecimal digits
 * (g_free). */
void gaz_hash_end(struct gaz_hash *hash, unsigned char digest[GAZ_HASH_BYTES]);
char *gaz_hash_end_text(struct gaz_hash *hash, unsigned n_digits);

/* Of a whole, as GAZ_HASH_DIGITS digits (g_free). */
char *gaz_hash_data(const void *bytes, size_t n);
char *gaz_hash_bytes(GBytes *bytes);
char *gaz_hash_text(const char *text);

#endif
