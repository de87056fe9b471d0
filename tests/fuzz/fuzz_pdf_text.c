/* fuzz_pdf_text.c: the text of a page read back: the bytes up to the first 0 are the page's content stream
 * (which draws a form of the same bytes), those after it the ToUnicode table of its font /f. */
#include "tests/fuzz/fuzz.h"

#include "output/objects/text.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    GString *pdf;
    gsize places[8];
    guint n;
};

static void begin_object(struct writer *w) {
    w->places[++w->n] = w->pdf->len;
    g_string_append_printf(w->pdf, "%u 0 obj ", w->n);
}

static void put_object(struct writer *w, const char *text) {
    begin_object(w);
    g_string_append_printf(w->pdf, "%s endobj\n", text);
}

static void put_stream(struct writer *w, const char *keys, const uint8_t *data, size_t size) {
    begin_object(w);
    g_string_append_printf(w->pdf, "<< %s /Length %zu >> stream\n", keys, size);
    g_string_append_len(w->pdf, (const char *)data, (gssize)size);
    g_string_append(w->pdf, "\nendstream endobj\n");
}

static GString *write_pdf(const uint8_t *data, size_t size) {
    struct writer w = {.pdf = g_string_new("%PDF-1.5\n")};
    const uint8_t *zero = size > 0 ? memchr(data, 0, size) : NULL;
    size_t content = zero ? (size_t)(zero - data) : size, rest = zero ? size - content - 1 : 0;
    put_object(&w, "<< /Type /Catalog /Pages 2 0 R >>");
    put_object(&w, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    put_object(
        &w,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /f 5 0 R "
        ">> /XObject << /x 6 0 R >> >> >>");
    put_stream(&w, "", data, content);
    put_object(&w, "<< /Type /Font /Subtype /Type0 /ToUnicode 7 0 R >>");
    put_stream(&w, "/Type /XObject /Subtype /Form /Resources << /Font << /f 5 0 R >> >>", data, content);
    put_stream(&w, "", zero ? zero + 1 : data, rest);
    gsize table = w.pdf->len;
    g_string_append_printf(w.pdf, "xref\n0 %u\n0000000000 65535 f \n", w.n + 1);
    for (guint i = 1; i <= w.n; i++)
        g_string_append_printf(w.pdf, "%010zu 00000 n \n", w.places[i]);
    g_string_append_printf(w.pdf, "trailer << /Size %u /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", w.n + 1,
                           table);
    return w.pdf;
}

static void read_text(qpdf_data pdf) {
    struct gaz_pdf_reader reader;
    struct gaz_pdf_page_text text;
    gaz_pdf_reader_begin(&reader, pdf);
    if (!gaz_pdf_page_text(&reader, 0, &text)) abort();
    if (!g_utf8_validate(text.utf8->str, (gssize)text.utf8->len, NULL) &&
        memchr(text.utf8->str, 0, text.utf8->len) == NULL)
        abort();
    gaz_pdf_page_text_clear(&text);
    gaz_pdf_reader_end(&reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    GString *bytes = write_pdf(data, size);
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    if (qpdf_read_memory(pdf, "fuzz", bytes->str, bytes->len, NULL) != QPDF_SUCCESS) abort();
    read_text(pdf);
    qpdf_cleanup(&pdf);
    g_string_free(bytes, TRUE);
    return 0;
}
