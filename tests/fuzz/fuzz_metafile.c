/* fuzz_metafile.c: a picture of a kind that is not printed: what words are told of it are UTF-8, and no more
 * than the report can have of one picture. */
#include "tests/fuzz/fuzz.h"

#include "intake/docx/metafile.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { MOST = 8 << 10 };
    g_autofree char *words = gaz_docx_metafile_text((struct gaz_bytes){data, size});
    if (words && (!*words || strlen(words) > MOST || !g_utf8_validate(words, -1, NULL))) abort();
    return 0;
}
