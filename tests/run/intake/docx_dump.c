/* docx_dump.c: FILE…: what the reader of Word's files makes of each: the draft, the account, and that no
 * character is astray. Status 1: refused or astray. */
#include "intake/draft_dump.h"
#include "tests/unit/intake/docx_file.h"

#include <stdlib.h>

static bool show(const char *path) {
    g_autofree char *data = NULL;
    gsize size;
    if (!g_file_get_contents(path, &data, &size, NULL)) return false;
    struct read reading = docx_read_bytes((struct gaz_bytes){(const unsigned char *)data, size});
    unsigned astray = draft_astray(&reading);
    GString *out = g_string_new(NULL);
    if (reading.is_read) {
        gaz_draft_dump(reading.draft, out);
        GString *json = gaz_account_json(reading.account);
        g_string_append_printf(out, "---- %s", json->str);
        g_string_free(json, TRUE);
    }
    g_string_append_printf(out, "==== carriers %u, astray %u, missing %u\n", reading.draft->carriers->len,
                           reading.is_read ? astray : 0, gaz_account_missing(reading.account));
    fputs(out->str, stdout);
    g_string_free(out, TRUE);
    gaz_diags_print(reading.diags, stdout, GAZ_CHINESE, true);
    bool is_fine = reading.is_read && astray == 0;
    done(&reading);
    return is_fine;
}

int main(int argc, char **argv) {
    bool is_fine = argc > 1;
    for (int i = 1; i < argc; i++)
        is_fine &= show(argv[i]);
    return is_fine ? 0 : 1;
}
