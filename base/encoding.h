/* encoding.h: what a file that is no UTF-8 seems to be, so that one message can say so. */
#ifndef GAZ_BASE_ENCODING_H
#define GAZ_BASE_ENCODING_H

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

struct gaz_diags;

/* True after one error about the whole file: it is of another encoding (GB 18030, UTF-16), or of a word
 * processor. A UTF-8 text with some broken bytes is neither. */
bool gaz_encoding_is_foreign(const char *path, const unsigned char *data, size_t size,
                             struct gaz_diags *diags);

#endif
