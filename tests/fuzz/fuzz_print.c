/* fuzz_print.c: the text form of a printed copy, laid beside a text: its bytes are the copy, and its own
 * characters the text, every eleventh left out. */
#include "tests/fuzz/fuzz.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "facsimile/align.h"

#include <stdlib.h>

static struct gaz_whole whole_of(const struct gaz_print *print, uint32_t *firsts) {
    struct gaz_whole whole = {g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                              g_array_new(FALSE, FALSE, sizeof(int)), firsts, 1, NULL};
    for (uint32_t l = 0; l < print->n_lines; l++)
        for (uint32_t i = 0; i < print->lines[l].n; i++) {
            if ((print->lines[l].first + i) % 11 == 10) continue;
            g_array_append_val(whole.chars, print->chars[print->lines[l].first + i]);
            g_array_append_val(whole.pages, print->lines[l].page);
        }
    firsts[0] = 0;
    firsts[1] = whole.chars->len;
    return whole;
}

static void align(const struct gaz_print *print) {
    uint32_t firsts[2];
    struct gaz_whole whole = whole_of(print, firsts);
    struct gaz_alignment alignment = gaz_align(print, &whole);
    for (uint32_t l = 0; l < print->n_lines; l++)
        if (alignment.at[l] != GAZ_UNPLACED && alignment.at[l] >= whole.chars->len) abort();
    for (guint i = 0; i < alignment.differences->len; i++) {
        const struct gaz_difference *d = &g_array_index(alignment.differences, struct gaz_difference, i);
        if (d->print + d->n_print > print->n_chars || d->text + d->n_text > whole.chars->len) abort();
    }
    gaz_alignment_clear(&alignment);
    g_array_unref(whole.chars);
    g_array_unref(whole.pages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    const struct gaz_print *print = gaz_print_read(arena, "copy.txt", (struct gaz_bytes){data, size}, diags);
    if (!print && !gaz_diags_have_errors(diags)) abort();
    if (print) align(print);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return 0;
}
