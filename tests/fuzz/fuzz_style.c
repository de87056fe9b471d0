/* fuzz_style.c: a style file of an issue folder. */
#include "tests/fuzz/fuzz.h"

#include "base/file/file.h"
#include "styles/styles.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static char *own;
    if (!own) own = gaz_data_folder();
    struct gaz_diags *diags = gaz_diags_new();
    fuzz_write("s.yaml", data, size);
    struct gaz_style *style = gaz_style_load("./s.yaml", own, fuzz_folder(), (struct gaz_span){0}, diags);
    if (!style && !gaz_diags_have_errors(diags)) abort();
    fuzz_check_diags(diags);
    gaz_diags_free(diags);
    if (style) gaz_style_free(style);
    return 0;
}
