/* test_web.c: what a browser is told of pages: what was told keeps its number, and what has come since is
 * weighed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/picture/picture.h"
#include "output/web.h"
#include "tests/unit/handmade_pages.h"

#include <string.h>

static const char drawing[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", other[] = "<svg xmlns=\"…\"/>";

static struct hand *pages_with(const char *svg) {
    struct hand *hand = hand_need("Song.otf");
    struct gaz_item *item = hand_item(hand, 1, GAZ_ITEM_IMAGE, 100, 300);
    item->as.image = (struct gaz_image){.width = 20 * GAZ_POINT,
                                        .height = 20 * GAZ_POINT,
                                        .kind = GAZ_PICTURE_SVG,
                                        .data = (const unsigned char *)svg,
                                        .size = strlen(svg)};
    return hand;
}

static void tell(struct gaz_web *web, const struct hand *hand) {
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_web_add_pages(web, &hand->pages, out);
    gaz_web_add_fresh(web, out);
}

/* Pictures of the pages that were told first are needed, however large: a picture that comes is what grows.
 */
static void what_came_since_is_weighed(void **state) {
    (void)state;
    struct hand *hand = pages_with(drawing), *later = pages_with(other);
    struct gaz_web *web = gaz_web_new();
    tell(web, hand);
    assert_int_equal(gaz_web_growth(web), 0);
    tell(web, hand);
    assert_int_equal(gaz_web_growth(web), 0);
    tell(web, later);
    gsize one = gaz_web_growth(web);
    assert_in_range(one, strlen(other), 3 * strlen(other) + 40); /* Base64, with its kind */
    tell(web, hand);
    tell(web, later);
    assert_int_equal(gaz_web_growth(web), one);
    gaz_web_free(web);
    hand_free(later);
    hand_free(hand);
}

/* Texts of as many characters, the second with its line parted behind the first character. */
static void every_place_counts(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_source *whole = gaz_source_new(arena, "期/一.md", "一.md", "甲乙", strlen("甲乙")),
                      *parted = gaz_source_new(arena, "期/一.md", "一.md", "甲\n乙", strlen("甲\n乙")),
                      *named = gaz_source_new(arena, "期/二.md", "二.md", "甲乙", strlen("甲乙"));
    const struct gaz_char together[] = {{.ch = 0x7532, .offset = 0}, {.ch = 0x4E59, .offset = 3}},
                          apart[] = {{.ch = 0x7532, .offset = 0}, {.ch = 0x4E59, .offset = 4}};
    const struct gaz_text one = {.chars = together, .n = 2, .source = whole},
                          two = {.chars = apart, .n = 2, .source = parted},
                          three = {.chars = together, .n = 2, .source = named};
    assert_true(gaz_web_are_places_alike(one, one));
    assert_false(gaz_web_are_places_alike(one, two));
    assert_false(gaz_web_are_places_alike(one, three));
    gaz_arena_free(arena);
}

/* A face that the present pages have too is told by what it lacks, a picture by its number; what is not in
 * our form is told as it is. */
static void earlier_pages_lean_on_the_present(void **state) {
    (void)state;
    static const char shared[] =
        "\"faces\":[{\"em\":1000,\"glyphs\":{\"9\":\"x\"}},{\"em\":1000,\"glyphs\":{\"1\":\"a\",\"2\":\"b\","
        "\"3\":\"c\"}},"
        "{\"em\":1000,\"glyphs\":{\"1\":\"a\"}}],\"images\":[\"p\",\"q\"],\"inks\":[],\"files\":[]";
    static const struct {
        const char *faces, *images, *told_faces, *told_images;
    } rows[] = {
        {"", "", "", ""},
        {"{\"em\":1000,\"glyphs\":{\"1\":\"a\",\"2\":\"b\"}}", "\"q\"",
         "{\"em\":1000,\"as\":1,\"glyphs\":{}}", "1"},
        {"{\"em\":1000,\"glyphs\":{\"1\":\"a\",\"2\":\"b\",\"11\":\"z\",\"5\":\"y\",\"3\":\"other\"}}",
         "\"r\",\"p\"", "{\"em\":1000,\"as\":1,\"glyphs\":{\n\"3\":\"other\",\n\"5\":\"y\",\n\"11\":\"z\"}}",
         "\"r\",0"},
        {"{\"em\":2048,\"glyphs\":{\"1\":\"a\"}}", "", "{\"em\":2048,\"glyphs\":{\n\"1\":\"a\"}}", ""},
        {"{\"em\":1000,\"glyphs\":{\"1\":\"x\"}},{\"em\":1000,\"glyphs\":{\"9\":\"x\"}}", "",
         "{\"em\":1000,\"glyphs\":{\n\"1\":\"x\"}},{\"em\":1000,\"as\":0,\"glyphs\":{}}", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        static const char form[] =
            "{\"pages\":%s,\n\"faces\":[%s],\n\"images\":[%s],\n\"inks\":%s,\n\"files\":%s}";
        g_autofree char *earlier =
            g_strdup_printf(form, "[7]", rows[i].faces, rows[i].images, "[[0]]", "[\"01.md\"]");
        g_autofree char *wanted =
            g_strdup_printf(form, "[7]", rows[i].told_faces, rows[i].told_images, "[[0]]", "[\"01.md\"]");
        g_autoptr(GString) out = g_string_new(NULL);
        gaz_web_add_earlier(earlier, shared, out);
        assert_string_equal(out->str, wanted);
    }
    static const char *const others[] = {"{\"pages\":[],\"faces\":[],\"images\":[],\"inks\":[]}",
                                         "{\"pages\":[", "null"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        gaz_web_add_earlier(others[i], shared, out);
        assert_string_equal(out->str, others[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_came_since_is_weighed),
        cmocka_unit_test(earlier_pages_lean_on_the_present),
        cmocka_unit_test(every_place_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
