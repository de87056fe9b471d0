/* decode.h: the bytes of a page or a text as UTF-8, with what is said of it. */
#ifndef GAZ_INTAKE_DECODE_H
#define GAZ_INTAKE_DECODE_H

#include "base/file/file.h"
#include "base/text/encoding.h"
#include "intake/account.h"

struct gaz_diags;

struct gaz_decoding {
    const char *name; /* of the file, as messages have it */
    size_t most;      /* bytes of a file of its kind */
    enum gaz_encoding encoding;
};

/* Freed with g_free; bytes that are no character are U+FFFD, and told. NULL after a report: too large, no
 * text. */
char *gaz_intake_decode(struct gaz_bytes file, struct gaz_decoding how, size_t *size,
                        struct gaz_diags *diags);

/* Tells an encoding that few files from Chinese offices have; as a doubt, where the file does not say it. */
void gaz_intake_tell_encoding(struct gaz_account *account, enum gaz_encoding encoding, bool is_said);

#endif
