/* hash.h: SHA-256 of the files that an issue is made of, as 64 lower-case hexadecimal digits (g_free). */
#ifndef GAZ_ARCHIVE_HASH_H
#define GAZ_ARCHIVE_HASH_H

#include "base/hash.h"
#include "fonts/face.h"

char *gaz_hash_file(const char *path); /* NULL when it cannot be read */

/* The hash of a face's file. Font files are large and the same for every issue of a run, so with a folder
 * (NULL: none) the answer is kept there, under a name that holds the file's path, size, times and inode. */
char *gaz_hash_face(const struct gaz_face *face, const char *kept_in);

/* Of a face that stands by and perhaps never serves: size and hash of the file's beginning, where a font has
 * the checksums of all its tables. */
char *gaz_hash_face_head(const struct gaz_face *face);

/* Eight bytes of the text's hash as a number: the shard that a name belongs to is this modulo their count. */
uint64_t gaz_hash_number(const char *text);

#endif
