/* child.c: the child that reads a PDF.
 *
 * The file comes from anywhere, and what reads it is large. So it runs in a process that has so much time and
 * memory, opens nothing, begins nothing, and writes into one piece of memory only; what it dies of is the
 * file's fault and takes nothing with it.
 */
#include "facsimile/pdf/pdf.h"

#include "base/diag/diag.h"
#include "base/process/child.h"
#include "facsimile/facsimile.h"
#include "output/text_layer/font.h"

#include <string.h>

enum {
    MOST_SECONDS = 120,    /* of the processor */
    MOST_MEMORY = 3 << 10, /* MiB of addresses, the file and the program among them */
    MOST_TEXT = 64,        /* MiB */
};

static bool write_copy(const void *context, int to) {
    const struct gaz_bytes *bytes = context;
    gaz_layer_font_prepare();
    gaz_child_shut_in(
        (struct gaz_child_limits){.seconds = MOST_SECONDS, .addresses = MOST_MEMORY, .written = MOST_TEXT});
    GString *text = g_string_new(NULL);
    struct gaz_copy_account account = gaz_copy_read(*bytes, text);
    return gaz_child_write(to, &account, sizeof account) && gaz_child_write(to, text->str, text->len);
}

/* ---- the parent */

/* The text, and the account that stands before it; NULL: the child did not end well. */
static GBytes *run(struct gaz_bytes bytes, struct gaz_copy_account *account) {
    g_autoptr(GBytes) answer = gaz_child_answer("copy", write_copy, &bytes);
    gsize size = 0;
    const char *data = answer ? g_bytes_get_data(answer, &size) : NULL;
    if (size < sizeof *account) return NULL;
    memcpy(account, data, sizeof *account);
    return g_bytes_new_from_bytes(answer, sizeof *account, size - sizeof *account);
}

static enum gaz_code code_of(enum gaz_copy_verdict verdict) {
    switch (verdict) {
    case GAZ_COPY_NO_TEXT:
        return GAZ_D_PRINT_PDF_PICTURES;
    case GAZ_COPY_UNKNOWN:
        return GAZ_D_PRINT_PDF_UNKNOWN;
    case GAZ_COPY_ENCRYPTED:
        return GAZ_D_PRINT_PDF_ENCRYPTED;
    case GAZ_COPY_GOOD:
    case GAZ_COPY_DAMAGED:
        return GAZ_D_PRINT_PDF_DAMAGED;
    case GAZ_COPY_COSTLY:
        break;
    }
    return GAZ_D_PRINT_PDF_COSTLY;
}

/* What of the copy is not in the text. */
static void tell_gaps(const char *name, const struct gaz_copy_account *account, struct gaz_diags *diags) {
    g_autofree char *lost = g_strdup_printf("%" G_GUINT64_FORMAT, account->n_lost);
    g_autofree char *all = g_strdup_printf("%" G_GUINT64_FORMAT, account->n_glyphs);
    g_autofree char *losing = g_strdup_printf("%u", account->n_losing);
    g_autofree char *first_losing = g_strdup_printf("%u", account->first_losing);
    g_autofree char *unread = g_strdup_printf("%u", account->n_unread);
    g_autofree char *first = g_strdup_printf("%u", account->first_unread);
    if (account->n_lost > 0)
        gaz_report_file(diags, GAZ_D_PRINT_PDF_LOST, name, lost, all, losing, first_losing);
    if (account->n_unread > 0) gaz_report_file(diags, GAZ_D_PRINT_PDF_UNREAD, name, unread, first);
}

static GBytes *read_pdf(const char *name, struct gaz_bytes bytes, struct gaz_diags *diags) {
    struct gaz_copy_account account = {.verdict = GAZ_COPY_COSTLY};
    GBytes *text = run(bytes, &account);
    if (text && account.verdict == GAZ_COPY_GOOD) {
        tell_gaps(name, &account, diags);
        return text;
    }
    gaz_report_file(diags, code_of(account.verdict), name, NULL);
    if (text) g_bytes_unref(text);
    return NULL;
}

GBytes *gaz_print_text(const char *name, struct gaz_bytes bytes, struct gaz_diags *diags) {
    return gaz_bytes_begin(bytes, GAZ_PDF_HEAD) ? read_pdf(name, bytes, diags)
                                                : g_bytes_new(bytes.data, bytes.size);
}
