/* test_faces.c: what cairo measures by boxes is embedded, and drawn, as it would be without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/faces.h"
#include "output/paint.h"
#include "tests/unit/handmade_pages.h"

#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t take(void *closure, const unsigned char *data, unsigned length) {
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* The first page as cairo's PDF; `over`: drawn over it with an operator that PDF does not have. */
static GByteArray *draw(struct hand *hand, struct gaz_cairo_faces *faces, bool over) {
    GByteArray *pdf = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, pdf, 595, 842);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00+08:00");
    cairo_surface_set_fallback_resolution(surface, 607, 607);
    cairo_t *cr = cairo_create(surface);
    struct gaz_painter *painter = gaz_painter_new_with(GAZ_PRESS, &hand->pages, NULL, faces, hand->diags);
    assert_true(gaz_paint_page(painter, cr, 0));
    if (over) {
        cairo_set_operator(cr, CAIRO_OPERATOR_XOR);
        cairo_rectangle(cr, 70, 80, 60, 40);
        cairo_fill(cr);
    }
    cairo_show_page(cr);
    gaz_painter_free(painter);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    return pdf;
}

static void boxes_make_the_same_file(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_cairo_faces *outlined = gaz_cairo_faces_new(&hand->pages, false);
    struct gaz_cairo_faces *measured = gaz_cairo_faces_new(&hand->pages, true);
    GByteArray *expected = draw(hand, outlined, false), *got = draw(hand, measured, false);
    assert_int_equal(got->len, expected->len);
    assert_memory_equal(got->data, expected->data, got->len);
    assert_false(gaz_cairo_faces_are_drawn(measured));
    g_byte_array_unref(expected);
    g_byte_array_unref(got);
    gaz_cairo_faces_free(outlined);
    gaz_cairo_faces_free(measured);
    hand_free(hand);
}

/* Boxes would stand in the picture that cairo makes: it is told. */
static void boxes_that_are_drawn_are_told(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_cairo_faces *outlined = gaz_cairo_faces_new(&hand->pages, false);
    struct gaz_cairo_faces *measured = gaz_cairo_faces_new(&hand->pages, true);
    GByteArray *expected = draw(hand, outlined, true), *got = draw(hand, measured, true);
    assert_false(got->len == expected->len && memcmp(got->data, expected->data, got->len) == 0);
    assert_true(gaz_cairo_faces_are_drawn(measured));
    assert_false(gaz_cairo_faces_are_drawn(outlined));
    g_byte_array_unref(expected);
    g_byte_array_unref(got);
    gaz_cairo_faces_free(outlined);
    gaz_cairo_faces_free(measured);
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_make_the_same_file),
        cmocka_unit_test(boxes_that_are_drawn_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
