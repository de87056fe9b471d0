/* fuzz_words.c: the 词表.txt of an issue folder: what comes of it is sorted, each word once, none too short
 * or too long. */
#include "tests/fuzz/fuzz.h"

#include "base/file/file.h"
#include "styles/styles.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static void check_words(const struct gaz_style *style) {
    for (uint32_t i = 0; i < style->n_words; i++) {
        const char *word = style->words[i];
        glong n = g_utf8_strlen(word, -1);
        if (n < 2 || n > GAZ_MAX_WORD || !g_utf8_validate(word, -1, NULL)) abort();
        if (i > 0 && strcmp(style->words[i - 1], word) >= 0) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static char *own;
    if (!own) own = gaz_data_folder();
    struct gaz_diags *diags = gaz_diags_new();
    fuzz_write("词表.txt", data, size);
    struct gaz_style *style = gaz_style_load("gbt9704", own, fuzz_folder(), (struct gaz_span){0}, diags);
    fuzz_check_diags(diags);
    if (!style && !gaz_diags_have_errors(diags)) abort();
    if (style) check_words(style);
    if (style) gaz_style_free(style);
    gaz_diags_free(diags);
    return 0;
}
