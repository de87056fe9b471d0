/* fuzz_marks_account.c: marks.json as anybody may have edited it: what is read of it says valid UTF-8, and
 * what was read takes one more round. */
#include "tests/fuzz/fuzz.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "proof/marks/account.h"

#include <stdlib.h>
#include <string.h>

static void check(const struct gaz_account_mark *mark, uint32_t n_rounds) {
    const char *const texts[] = {mark->file,  mark->stood,  mark->before, mark->behind, mark->text,
                                 mark->words, mark->author, mark->date,   mark->done,   mark->wanted};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!texts[i] || !g_utf8_validate(texts[i], -1, NULL)) abort();
    if (mark->round < 1 || mark->round > n_rounds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autofree char *text = g_strndup((const char *)data, size);
    if (!g_utf8_validate(text, -1, NULL)) return 0;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_source *source = gaz_source_new(arena, "marks.json", "marks.json", text, strlen(text));
    struct gaz_proof_account *account = gaz_proof_account_read(source, diags);
    for (guint i = 0; account && i < account->marks->len; i++)
        check(&g_array_index(account->marks, struct gaz_account_mark, i), account->n_rounds);
    gaz_proof_account_free(account);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return 0;
}
