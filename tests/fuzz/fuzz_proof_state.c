/* fuzz_proof_state.c: proof.state as somebody left it: what is read is written, read again and compared. */
#include "tests/fuzz/fuzz.h"

#include "proof/changes/changes.h"

#include <stdlib.h>
#include <string.h>

/* What was read once is written as it is read. */
static void write_again(const struct gaz_proof_state *state, struct gaz_arena *arena,
                        struct gaz_diags *diags) {
    g_autoptr(GString) out = g_string_new(NULL), again = g_string_new(NULL);
    gaz_proof_state_write(state, out);
    struct gaz_proof_state *read =
        gaz_proof_state_read(gaz_source_new(arena, "t", "t", out->str, out->len), diags);
    if (!read) abort();
    gaz_proof_state_write(read, again);
    if (strcmp(out->str, again->str) != 0) abort();
    gaz_text_changes_free(gaz_text_changes_new(state, read));
    gaz_proof_state_free(read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL)) return 0;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_proof_state *state =
        gaz_proof_state_read(gaz_source_new(arena, "t", "t", (const char *)data, size), diags);
    if (state) write_again(state, arena, diags);
    gaz_proof_state_free(state);
    fuzz_check_diags(diags);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return 0;
}
