/* fuzz_records.c: manifest.json and the journal of a regenerate run: whatever is read of them is written and
 * read again as the same. */
#include "tests/fuzz/fuzz.h"

#include "archive/regenerate/manifest.h"

#include <stdlib.h>
#include <string.h>

static bool have_same_pdfs(const struct gaz_record *one, const struct gaz_record *two) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (strcmp(one->pdfs[i], two->pdfs[i]) != 0) return false;
    return true;
}

static void check_again(gpointer key, gpointer value, gpointer context) {
    const struct gaz_record *record = value;
    GHashTable *again = gaz_records_new();
    g_autoptr(GString) line = g_string_new(NULL);
    (void)context;
    gaz_record_add_json(line, record);
    g_string_append_c(line, '\n');
    gaz_records_add_journal(again, line->str);
    const struct gaz_record *read = g_hash_table_lookup(again, key);
    if (!read || read->outcome != record->outcome || read->pages != record->pages ||
        read->warnings != record->warnings || read->font_warnings != record->font_warnings ||
        read->errors != record->errors || strcmp(read->input, record->input) != 0 ||
        !have_same_pdfs(read, record) || read->took / 1000 != record->took / 1000)
        abort();
    g_hash_table_unref(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autofree char *text = g_strndup((const char *)data, size);
    if (!g_utf8_validate(text, -1, NULL)) return 0;
    GHashTable *records = gaz_records_new();
    gaz_records_add_manifest(records, text);
    gaz_records_add_journal(records, text);
    g_hash_table_foreach(records, check_again, NULL);
    g_hash_table_unref(records);
    return 0;
}
