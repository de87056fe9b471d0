/* fuzz_print_pdf.c: a printed copy's PDF. Bytes that begin as a PDF are one; others are a page's content
 * stream up to the first 0, then the ToUnicode table, of a file with fonts of each kind: /f composite, /g
 * GBK, /u UTF-16, /s simple, /t Type 3, and a form /x of the same bytes. What is read is valid text of the
 * form. */
#include "tests/fuzz/fuzz.h"

#include "base/process/arena.h"
#include "base/diag/diag.h"
#include "output/text_layer/font.h"
#include "facsimile/pdf/pdf.h"
#include "facsimile/print.h"

#include <stdlib.h>
#include <string.h>

static void put_stream(GString *pdf, int number, const char *keys, struct gaz_bytes data) {
    g_string_append_printf(pdf, "%d 0 obj << %s /Length %zu >> stream\n", number, keys, data.size);
    g_string_append_len(pdf, (const char *)data.data, (gssize)data.size);
    g_string_append(pdf, "\nendstream endobj\n");
}

static const char fonts[] =
    "5 0 obj << /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [<< /DW "
    "900 /W [1 [500 600] 8 99 "
    "250] >>] >> endobj\n"
    "8 0 obj << /Type /Font /Subtype /Type0 /Encoding /GBK-EUC-H >> endobj\n"
    "9 0 obj << /Type /Font /Subtype /Type0 /Encoding /UniGB-UTF16-V >> endobj\n"
    "10 0 obj << /Type /Font /Subtype /Type1 /FirstChar 32 /Widths [250 300] /Encoding << /BaseEncoding "
    "/WinAnsiEncoding /Differences "
    "[65 /uni4E2D /one] >> >> endobj\n"
    "11 0 obj << /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /ToUnicode 7 0 R >> endobj\n";

/* Without a table of places: libqpdf finds the objects itself. */
static GString *write_pdf(struct gaz_bytes content, struct gaz_bytes table) {
    static const char resources[] =
        "/Resources << /Font << /f 5 0 R /g 8 0 R /u 9 0 R /s 10 0 R /t 11 0 R >> /XObject << /x 6 0 R >> >>";
    GString *pdf = g_string_new("%PDF-1.5\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
                                "2 0 obj << /Type /Pages /Kids [3 0 R 12 0 R] /Count 2 >> endobj\n");
    g_string_append_printf(
        pdf, "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >> endobj\n",
        resources);
    g_string_append_printf(pdf,
                           "12 0 obj << /Type /Page /Parent 2 0 R /Rotate 90 /MediaBox [0 0 595 842] "
                           "/Contents 4 0 R %s >> endobj\n",
                           resources);
    put_stream(pdf, 4, "", content);
    g_string_append(pdf, fonts);
    put_stream(pdf, 6, "/Type /XObject /Subtype /Form /Matrix [0 1 -1 0 99 9]", content);
    put_stream(pdf, 7, "", table);
    g_string_append(pdf, "trailer << /Size 13 /Root 1 0 R >>\n%%EOF\n");
    return pdf;
}

static void check_text(const GString *text) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    if (!g_utf8_validate(text->str, (gssize)text->len, NULL)) abort();
    gaz_print_read(arena, "copy.pdf", (struct gaz_bytes){(const unsigned char *)text->str, text->len}, diags);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct gaz_bytes all = {data, size};
    GString *text = g_string_new(NULL), *pdf = NULL;
    gaz_layer_font_prepare();
    if (!gaz_bytes_begin(all, GAZ_PDF_HEAD)) {
        const uint8_t *zero = size > 0 ? memchr(data, 0, size) : NULL;
        size_t n = zero ? (size_t)(zero - data) : size;
        pdf = write_pdf((struct gaz_bytes){data, n},
                        (struct gaz_bytes){zero ? zero + 1 : data, zero ? size - n - 1 : 0});
        all = (struct gaz_bytes){(const unsigned char *)pdf->str, pdf->len};
    }
    gaz_copy_read(all, text);
    check_text(text);
    g_string_free(text, TRUE);
    if (pdf) g_string_free(pdf, TRUE);
    return 0;
}
