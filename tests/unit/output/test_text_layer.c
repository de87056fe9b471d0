/* test_text_layer.c: the characters of a PDF that is made by hand, each with its place, read in the child. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "output/text_layer.h"

enum { POINT = 1024 };

/* A file of these pages' contents, without a table of its objects: readers find them. The font's A is 600
 * wide, its B 700, its C 800. */
static GBytes *pdf_of(const char *const *contents, unsigned n) {
    GString *pdf =
        g_string_new("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                     "3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
                     "/WinAnsiEncoding /FirstChar 65 /LastChar 67 /Widths [600 700 800] >>\nendobj\n");
    g_autoptr(GString) kids = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        unsigned number = 10 + 2 * i;
        g_string_append_printf(kids, "%u 0 R ", number);
        g_string_append_printf(
            pdf,
            "%u 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents %u 0 R "
            "/Resources << /Font << /F 3 0 R >> /Properties << /P << /ActualText (Q) >> >> >> >>\n"
            "endobj\n%u 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n",
            number, number + 1, number + 1, strlen(contents[i]), contents[i]);
    }
    g_string_append_printf(pdf, "2 0 obj\n<< /Type /Pages /Kids [ %s] /Count %u >>\nendobj\n", kids->str, n);
    g_string_append(pdf, "trailer\n<< /Root 1 0 R /Size 100 >>\nstartxref\n0\n%%EOF\n");
    return g_string_free_to_bytes(pdf);
}

/* Of each page its characters as c:u,v+du@em, with the turn behind where it is not to the right; in points.
 */
static void expect_layer(const char *const *contents, unsigned n, const char *wanted) {
    GBytes *bytes = pdf_of(contents, n);
    struct gaz_text_layer *layer = gaz_text_layer_read(bytes);
    g_autoptr(GString) told = g_string_new(NULL);
    assert_non_null(layer);
    assert_int_equal(layer->pages->len, n);
    for (guint i = 0; i < n; i++) {
        const struct gaz_layer_page *page = &g_array_index(layer->pages, struct gaz_layer_page, i);
        for (guint k = page->first; k < page->first + page->n; k++) {
            const struct gaz_layer_glyph *glyph = &g_array_index(layer->glyphs, struct gaz_layer_glyph, k);
            g_string_append_unichar(told, glyph->ch);
            g_string_append_printf(told, ":%g,%g+%g@%g", (double)glyph->u / POINT, (double)glyph->v / POINT,
                                   (double)glyph->du / POINT, (double)glyph->em / POINT);
            if (glyph->turn) g_string_append_printf(told, "~%u", glyph->turn);
            g_string_append_c(told, ' ');
        }
        g_string_append_c(told, '|');
    }
    assert_string_equal(told->str, wanted);
    gaz_text_layer_free(layer);
    g_bytes_unref(bytes);
}

static void expect_page(const char *content, const char *wanted) {
    expect_layer(&content, 1, wanted);
}

static void characters_have_places(void **state) {
    (void)state;
    expect_page("BT /F 10 Tf 20 30 Td (AB) Tj ET", "A:20,30+6@10 B:26,30+7@10 |");
    expect_page("BT /F 10 Tf 3 Tr 20 30 Td [(A) -500 (B)] TJ ET",
                "A:20,30+6@10 B:31,30+7@10 |"); /* a scan's */
    expect_page("q 2 0 0 2 100 50 cm BT /F 10 Tf 1 0 0 1 5 10 Tm (C) Tj ET Q BT /F 5 Tf (A) Tj ET",
                "C:110,70+16@20 A:0,0+3@5 |");
    expect_page("BT /F 10 Tf 2 Tc 12 TL 20 30 Td (AB) Tj T* (C) ' ET",
                "A:20,30+6@10 B:28,30+7@10 C:20,6+8@10 |");
    expect_page("BT /F 10 Tf 0 1 -1 0 20 30 Tm (A) Tj -1 0 0 -1 20 30 Tm (A) Tj 0 -1 1 0 20 30 Tm (A) Tj ET",
                "A:30,-20+6@10~1 A:-20,-30+6@10~2 A:-30,20+6@10~3 |");
}

/* What is marked content's ActualText stands for all that is shown in it. */
static void what_is_meant_is_told(void **state) {
    (void)state;
    expect_page("BT /F 10 Tf 20 30 Td /Span << /ActualText (X) >> BDC (A) Tj EMC (B) Tj ET",
                "X:20,30+6@10 B:26,30+7@10 |");
    expect_page("BT /F 10 Tf 20 30 Td /Span << /Lang (zh) /ActualText <FEFF7532> >> BDC (A) Tj EMC ET",
                "甲:20,30+6@10 |");
    expect_page("BT /F 10 Tf 20 30 Td /Span /P BDC (A) Tj EMC (B) Tj ET", "Q:20,30+6@10 B:26,30+7@10 |");
    expect_page("BT /F 10 Tf 20 30 Td /Span << /MCID 0 >> BDC (A) Tj EMC ET", "A:20,30+6@10 |");
}

static void a_page_may_be_empty(void **state) {
    (void)state;
    expect_layer((const char *const[]){"", "BT /F 10 Tf 20 30 Td (A) Tj ET", ""}, 3, "|A:20,30+6@10 ||");
    expect_layer((const char *const[]){"", ""}, 2, "||");
}

static void what_is_no_pdf_has_no_pages(void **state) {
    (void)state;
    GBytes *bytes = g_bytes_new_static("no PDF", 6);
    struct gaz_text_layer *layer = gaz_text_layer_read(bytes);
    assert_non_null(layer);
    assert_int_equal(layer->pages->len, 0);
    gaz_text_layer_free(layer);
    g_bytes_unref(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_have_places),
        cmocka_unit_test(what_is_meant_is_told),
        cmocka_unit_test(a_page_may_be_empty),
        cmocka_unit_test(what_is_no_pdf_has_no_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
