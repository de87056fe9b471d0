/* read.c: from the bytes of a PDF to the text of its pages. */
#include "facsimile/pdf/pdf.h"

#include "facsimile/pdf/pages.h"
#include "trial/stream.h"
#include "output/objects/keys.h"
#include "output/text_layer/glyphs.h"

enum { MOST_PAGES = 5000, MOST_LOST = 50 /* per cent */ };

static enum gaz_copy_verdict open_pdf(qpdf_data pdf, struct gaz_bytes bytes) {
    qpdf_set_attempt_recovery(pdf, QPDF_TRUE); /* a copy is read as well as it can be */
    qpdf_read_memory(pdf, "PDF", (const char *)bytes.data, bytes.size, NULL);
    if (!qpdf_has_error(pdf)) return GAZ_COPY_GOOD;
    enum qpdf_error_code_e code = qpdf_get_error_code(pdf, qpdf_get_error(pdf));
    return code == qpdf_e_password ? GAZ_COPY_ENCRYPTED : GAZ_COPY_DAMAGED;
}

/* What the comparison does not see: blanks to fill in, as text. */
static void drop_unseen(GArray *glyphs) {
    guint kept = 0;
    for (guint i = 0; i < glyphs->len; i++) {
        struct gaz_layer_glyph glyph = g_array_index(glyphs, struct gaz_layer_glyph, i);
        if (gaz_fold_char(glyph.ch)) g_array_index(glyphs, struct gaz_layer_glyph, kept++) = glyph;
    }
    g_array_set_size(glyphs, kept);
}

static void read_pages(qpdf_data pdf, struct gaz_copy_account *account, GString *out) {
    struct gaz_layer_reader reader;
    struct gaz_copy_page *pages = g_new0(struct gaz_copy_page, account->n_pages + 1);
    gaz_layer_reader_begin(&reader, pdf);
    for (uint32_t p = 0; p < account->n_pages; p++) {
        GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_glyph));
        reader.rules = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_rule));
        uint64_t lost = reader.n_lost;
        if (!gaz_layer_read_page(&reader, p, glyphs) && account->n_unread++ == 0)
            account->first_unread = p + 1;
        if (reader.n_lost > lost && account->n_losing++ == 0) account->first_losing = p + 1;
        drop_unseen(glyphs);
        pages[p] = gaz_copy_page_of(glyphs);
        gaz_copy_page_take_rules(&pages[p], reader.rules, reader.box);
    }
    gaz_copy_write(pages, account->n_pages, out);
    account->n_glyphs = reader.n_glyphs;
    account->n_lost = reader.n_lost;
    for (uint32_t p = 0; p < account->n_pages; p++)
        gaz_copy_page_clear(&pages[p]);
    gaz_layer_reader_end(&reader);
    g_free(pages);
}

static enum gaz_copy_verdict verdict_of(const struct gaz_copy_account *account) {
    if (account->n_unread == account->n_pages) return GAZ_COPY_DAMAGED;
    if (account->n_glyphs == 0) return GAZ_COPY_NO_TEXT;
    bool unknown = account->n_lost * 100 > account->n_glyphs * MOST_LOST;
    return unknown ? GAZ_COPY_UNKNOWN : GAZ_COPY_GOOD;
}

struct gaz_copy_account gaz_copy_read(struct gaz_bytes bytes, GString *out) {
    struct gaz_copy_account account = {0};
    qpdf_data pdf = gaz_pdf_open();
    account.verdict = open_pdf(pdf, bytes);
    if (account.verdict == GAZ_COPY_GOOD) {
        qpdf_push_inherited_attributes_to_page(pdf);
        int n = qpdf_get_num_pages(pdf);
        account.n_pages = (uint32_t)CLAMP(n, 0, MOST_PAGES);
        if (qpdf_has_error(pdf)) qpdf_get_error(pdf);
        read_pages(pdf, &account, out);
        account.verdict = verdict_of(&account);
    }
    gaz_pdf_close(pdf);
    return account;
}
