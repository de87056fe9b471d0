/* test_page_text.c: the dump and the line list of the handmade pages, whole, and pixels where ink should be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/output.h"
#include "tests/unit/handmade_pages.h"
#include "tests/unit/said.h"

#include <cairo.h>
#include <string.h>

static struct hand *need_hand(void) {
    return hand_need("Latin.ttf");
}

static void expect(void (*write)(const struct gaz_pages *, FILE *), const struct hand *hand,
                   const char *expected) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    write(&hand->pages, out);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

#define HAN_FACE "face=Song.otf#0 size=16.00 role="
#define WEST_FACE "face=Latin.ttf#0 size=16.00 role="

static void dump_is_golden(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    expect(gaz_pages_dump, hand,
           "gongbao pages 1\n"
           "page 3 595.28x841.89 end=full\n"
           "glyphs 72.00 100.00 line=1 " HAN_FACE "正文 at=正文.md:1:1 \"人民政府工作·日报\" node=1\n"
           "glyphs 216.00 100.00 line=1 " WEST_FACE "正文 at=正文.md:2:1 \"No. 2026 (fi)\" node=1\n"
           "rule 320.00 102.00 line=1 32.00x0.50 at=正文.md:2:15 \"＿＿\" node=1\n"
           "glyphs 500.00 700.00 turn=1 line=2 " HAN_FACE
           "正文 colour=E60012 at=正文.md:3:1 \"横排表\" node=1\n"
           "link 72.00 84.00 144.00x20.00 to=1 node=2\n"
           "glyphs 290.00 800.00 furniture " WEST_FACE "页码 at=- \"— 3 —\" artifact=page-number\n"
           "page 4 595.28x841.89 end=issue\n"
           "rule 72.00 80.00 400.00x1.00 colour=E60012 artifact=rule\n"
           "glyphs 72.00 100.00 line=1 " HAN_FACE "正文 at=正文.md:4:1 \"日曰\" node=1\n"
           "glyphs 110.00 100.00 line=1 " WEST_FACE "正文 at=正文.md:4:3 \"e\u0301 AV\" node=1\n"
           "glyphs 290.00 800.00 repeat " WEST_FACE "正文 at=- \"4\" artifact=repeated-head\n"
           "target 0 page-index=0 72.00 80.00\n"
           "target 1 page-index=1 72.00 80.00\n"
           "outline 0 to=0 \"第一篇\"\n"
           "outline 2 to=1 \"附件 “甲”\"\n"
           "outline 0 to=1 \"第二篇\"\n");
    hand_free(hand);
}

static void lines_are_golden(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    expect(
        gaz_lines_dump, hand,
        "{\"format\": \"gongbao lines\", \"version\": 1}\n"
        "{\"page\": 3, \"line\": 1, \"text\": \"人民政府工作·日报No. 2026 (fi)＿＿\", "
        "\"source\": \"正文.md:1:1\", \"role\": \"正文\", \"node\": 1}\n"
        "{\"page\": 3, \"line\": 2, \"text\": \"横排表\", \"source\": \"正文.md:3:1\", \"role\": \"正文\", "
        "\"node\": 1}\n"
        "{\"page\": 3, \"line\": 0, \"text\": \"— 3 —\", \"source\": \"-\", \"role\": \"页码\", "
        "\"furniture\": true, \"artifact\": \"page-number\"}\n"
        "{\"page\": 4, \"line\": 1, \"text\": \"日曰e\u0301 AV\", \"source\": \"正文.md:4:1\", \"role\": "
        "\"正文\", \"node\": 1}\n"
        "{\"page\": 4, \"line\": 0, \"text\": \"4\", \"source\": \"-\", \"role\": \"正文\", \"repeat\": "
        "true, \"artifact\": \"repeated-head\"}\n");
    hand_free(hand);
}

/* ---- pixels */

struct reading {
    const unsigned char *data;
    gsize left;
};

static cairo_status_t read_bytes(void *closure, unsigned char *data, unsigned length) {
    struct reading *reading = closure;
    if (length > reading->left) return CAIRO_STATUS_READ_ERROR;
    memcpy(data, reading->data, length);
    reading->data += length;
    reading->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static bool has_ink(cairo_surface_t *page, int x, int y, int width, int height) {
    const unsigned char *data = cairo_image_surface_get_data(page);
    int stride = cairo_image_surface_get_stride(page);
    for (int i = y; i < y + height; i++)
        for (int j = x; j < x + width; j++)
            if ((*(const uint32_t *)(const void *)(data + i * stride + j * 4) & 0xFFFFFF) != 0xFFFFFF)
                return true;
    return false;
}

static void ink_is_where_it_should_be(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    GBytes *png = gaz_png_make(&hand->pages, 0, 144, hand->diags);
    assert_non_null(png);
    struct reading reading = {g_bytes_get_data(png, NULL), g_bytes_get_size(png)};
    cairo_surface_t *page = cairo_image_surface_create_from_png_stream(read_bytes, &reading);
    assert_int_equal(cairo_image_surface_get_width(page), 1191);
    assert_int_equal(cairo_image_surface_get_height(page), 1684);
    assert_true(has_ink(page, 144, 170, 32, 34));     /* 人, above the baseline at 200 */
    assert_true(has_ink(page, 640, 204, 64, 2));      /* the blank's rule */
    assert_true(has_ink(page, 970, 1304, 34, 96));    /* the turned run: upwards, to the left of x = 1000 */
    assert_false(has_ink(page, 1008, 1280, 60, 130)); /* and not to the right of it */
    assert_false(has_ink(page, 144, 300, 900, 900));
    cairo_surface_destroy(page);
    g_bytes_unref(png);
    hand_free(hand);
}

static void odd_wishes_are_refused(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    assert_null(gaz_png_make(&hand->pages, 2, 100, hand->diags));
    assert_true(said(hand->diags, "[png-size]"));
    assert_null(gaz_png_make(&hand->pages, 0, 0, hand->diags));
    assert_null(gaz_png_make(&hand->pages, 0, 100000, hand->diags));
    hand->page[0].width = 1 << 30;
    assert_null(gaz_png_make(&hand->pages, 0, 1200, hand->diags));
    hand_free(hand);
}

static void pixels_are_the_same_twice(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    GBytes *one = gaz_png_make(&hand->pages, 1, 100, hand->diags),
           *two = gaz_png_make(&hand->pages, 1, 100, hand->diags);
    assert_true(g_bytes_equal(one, two));
    g_bytes_unref(one);
    g_bytes_unref(two);
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dump_is_golden),
        cmocka_unit_test(lines_are_golden),
        cmocka_unit_test(ink_is_where_it_should_be),
        cmocka_unit_test(odd_wishes_are_refused),
        cmocka_unit_test(pixels_are_the_same_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
