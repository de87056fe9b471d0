/* fuzz_front_edit.c: fit's change of a document: refused, and nothing is touched; or done, and to do it again
 * changes nothing. */
#include "tests/fuzz/fuzz.h"

#include "input/keys/front_edit.h"

#include <stdlib.h>

static void set(const uint8_t *data, size_t size, struct gaz_own_value value, bool judged) {
    struct gaz_arena *arena = gaz_arena_new();
    g_autoptr(GString) file = g_string_new_len((const char *)data, (gssize)size);
    g_autoptr(GString) before = g_string_new_len(file->str, (gssize)file->len);
    uint32_t place;
    bool done = gaz_front_set(arena, file, value, &place);
    if (!done && !g_string_equal(file, before)) abort();
    g_string_assign(before, "");
    g_string_append_len(before, file->str, (gssize)file->len);
    bool again = done && gaz_front_set(arena, file, value, &place) && g_string_equal(file, before);
    if (done && judged && !again) abort();
    gaz_arena_free(arena);
}

/* Fit changes no document with errors: bytes that are no clean text only have to come back. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz fuzz;
    fuzz_open(&fuzz, data, size);
    bool clean = !gaz_diags_have_errors(fuzz.diags);
    set(data, size, (struct gaz_own_value){"页行数", "28"}, clean);
    set(data, size, (struct gaz_own_value){"凑版.末页至多", "2"}, clean);
    fuzz_close(&fuzz);
    return 0;
}
