/* fuzz_print.c: the text form of a printed copy, laid beside a text: its bytes are the copy, and its own
 * characters the text, every eleventh left out, a node a line, the lines by turns in a table's rows.
 */
#include "tests/fuzz/fuzz.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "facsimile/align.h"

#include <stdlib.h>

static struct gaz_whole whole_of(const struct gaz_print *print, uint32_t *firsts) {
    struct gaz_whole whole = {.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                              .pages = g_array_new(FALSE, FALSE, sizeof(int)),
                              .doc_first = firsts,
                              .n_docs = 1,
                              .nodes = g_array_new(FALSE, FALSE, sizeof(struct gaz_whole_node)),
                              .figures = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t l = 0; l < print->n_lines; l++) {
        struct gaz_whole_node node = {.at = whole.chars->len, .row = l / 3 % 4, .repeats = l % 7 == 0};
        for (uint32_t i = 0; i < print->lines[l].n; i++) {
            if ((print->lines[l].first + i) % 11 == 10) continue;
            g_array_append_val(whole.chars, print->chars[print->lines[l].first + i]);
            g_array_append_val(whole.pages, print->lines[l].page);
        }
        node.n = whole.chars->len - node.at;
        g_array_append_val(whole.nodes, node);
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
    g_array_unref(whole.nodes);
    g_array_unref(whole.figures);
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
