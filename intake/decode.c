/* decode.c: see decode.h. */
#include "intake/decode.h"

#include "base/diag/diag.h"

#include <glib.h>

char *gaz_intake_decode(struct gaz_bytes file, struct gaz_decoding how, size_t *size,
                        struct gaz_diags *diags) {
    const char *encoding = gaz_encoding_name(how.encoding);
    uint32_t n_bad = 0;
    if (file.size > how.most) {
        g_autofree char *bytes = g_strdup_printf("%zu", file.size);
        gaz_report_file(diags, GAZ_D_IMPORT_LARGE, how.name, bytes);
        return NULL;
    }
    char *text = gaz_encoding_mend(how.encoding, file.data, file.size, size, &n_bad);
    if (!text) gaz_report_file(diags, GAZ_D_IMPORT_ENCODING, how.name, encoding);
    g_autofree char *count = g_strdup_printf("%u", n_bad);
    if (n_bad > 0) gaz_report_file(diags, GAZ_D_IMPORT_BAD_BYTES, how.name, count, encoding);
    return text;
}

void gaz_intake_tell_encoding(struct gaz_account *account, enum gaz_encoding encoding, bool is_said) {
    bool is_odd = encoding == GAZ_BIG5 || encoding == GAZ_SHIFT_JIS || encoding == GAZ_WINDOWS_1252;
    if (!is_odd) return;
    const char *doubt = is_said ? NULL : "来稿没有写明编码，是照字节认的；请对照来稿";
    struct gaz_account_entry entry = {.text = gaz_encoding_name(encoding), .doubt = doubt, .count = 1};
    gaz_account_add(account, GAZ_REASON_ENCODING, entry);
}
