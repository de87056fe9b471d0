/* hash.h: SHA-256 of the files that an issue is made of, as 64 lower-case hexadecimal digits (g_free). */
#ifndef GAZ_ARCHIVE_LOCK_HASH_H
#define GAZ_ARCHIVE_LOCK_HASH_H

#include "base/file/hash.h"
#include "fonts/face.h"

char *gaz_hash_file(const char *path); /* NULL when it cannot be read */

/* The hash of a face's file. Font files are large and the same for every issue, so the answer is kept
 * (gaz_face_kept) where what was read out of fonts is. */
char *gaz_hash_face(const struct gaz_face *face);

/* Of a face that stands by and perhaps never serves: size and hash of the file's beginning, where a font has
 * the checksums of all its tables. */
char *gaz_hash_face_head(const struct gaz_face *face);

/* Eight bytes of the text's hash as a number: the shard that a name belongs to is this modulo their count. */
uint64_t gaz_hash_number(const char *text);

#endif
