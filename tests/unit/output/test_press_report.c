/* test_press_report.c: how much each plate prints, worked out by hand, and what else the report tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/picture/picture.h"
#include "output/inks/colour.h"
#include "output/picture/pictures.h"
#include "output/press/coverage.h"
#include "output/press/report.h"
#include "tests/unit/handmade_pages.h"

#include <math.h>
#include <string.h>

enum { BLACK, RED, WHITE, SPOT, GREY };

static const struct gaz_ink inks[] = {
    [BLACK] = {.name = "黑", .has_cmyk = true, .cmyk = {0, 0, 0, 100}},
    [RED] = {.name = "红", .screen = 0xD7282F, .has_cmyk = true, .cmyk = {0, 80, 80, 0}},
    [WHITE] = {.name = "纸白", .screen = 0xFFFFFF, .has_cmyk = true},
    [SPOT] =
        {.name = "专红", .screen = 0xC00000, .has_cmyk = true, .cmyk = {0, 100, 90, 10}, .spot = "GAZ 1"},
    [GREY] = {.name = "灰", .screen = 0x808080, .has_cmyk = true, .cmyk = {0, 0, 0, 50}},
};

static const struct gaz_press press = {.condition = "FOGRA47", .is_registered = true, .fills_sheets = true};

/* A page of 200 × 100 points, empty. */
static struct hand *need_hand(void) {
    struct hand *hand = hand_need("Latin.ttf");
    for (int i = 0; i < 2; i++) {
        hand->page[i].width = 200 * GAZ_POINT;
        hand->page[i].height = 100 * GAZ_POINT;
        hand->page[i].n_items = 0;
    }
    hand->pages.inks = inks;
    hand->pages.n_inks = G_N_ELEMENTS(inks);
    return hand;
}

static void put(struct hand *hand, int x, int y, gaz_len width, gaz_len height, uint32_t ink) {
    struct gaz_item *item = hand_item(hand, 0, GAZ_ITEM_RULE, x, y);
    hand_artifact(item, GAZ_ARTIFACT_RULE);
    item->as.rule = (struct gaz_rule){.width = width, .height = height, .ink = ink};
}

/* A square of 100 points on a side is half of the page. */
static void put_square(struct hand *hand, int x, uint32_t ink) {
    put(hand, x, 0, 100 * GAZ_POINT, 100 * GAZ_POINT, ink);
}

static void expect_parts(struct hand *hand, const double wanted[5]) {
    struct gaz_coverage coverage;
    struct gaz_press_colours *colours = gaz_press_colours_new(&press, inks, G_N_ELEMENTS(inks));
    assert_true(gaz_coverage_measure(&coverage, &hand->pages, colours, hand->diags));
    assert_int_equal(coverage.plates->len, 5);
    assert_string_equal(coverage.plates->pdata[4], "GAZ 1");
    for (int i = 0; i < 5; i++)
        if (fabs(coverage.parts[i] - wanted[i]) >= 0.002)
            fail_msg("plate %d: %f, not %f", i, coverage.parts[i], wanted[i]);
    gaz_coverage_clear(&coverage);
    gaz_press_colours_free(colours);
    hand_free(hand);
}

static void each_plate_has_its_part(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    put_square(hand, 0, RED);
    expect_parts(hand, (double[5]){0, 0.4, 0.4, 0, 0});
    hand = need_hand();
    put_square(hand, 0, SPOT);
    put_square(hand, 100, GREY);
    expect_parts(hand, (double[5]){0, 0, 0, 0.25, 0.5});
}

/* Black leaves the red below as it is; white, and any other ink, takes it away. */
static void black_overprints_and_white_knocks_out(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    put_square(hand, 0, RED);
    put_square(hand, 50, BLACK);
    expect_parts(hand, (double[5]){0, 0.4, 0.4, 0.5, 0});
    hand = need_hand();
    put_square(hand, 0, RED);
    put_square(hand, 50, WHITE);
    expect_parts(hand, (double[5]){0, 0.2, 0.2, 0, 0});
    hand = need_hand();
    put_square(hand, 0, BLACK);
    put_square(hand, 50, SPOT);
    expect_parts(hand, (double[5]){0, 0, 0, 0.25, 0.5});
}

/* A drawing over half of the page, and over what is printed there: a black bar of `part` of its width, of so
 * much opacity. */
static void put_drawing(struct hand *hand, char *svg, size_t size, double part, double opacity) {
    g_snprintf(svg, size,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\">"
               "<rect width=\"100\" height=\"100\" fill=\"#fff\"/>"
               "<rect width=\"%g\" height=\"100\" opacity=\"%g\"/></svg>",
               part * 100, opacity);
    struct gaz_item *item = hand_item(hand, 0, GAZ_ITEM_IMAGE, 100, 0);
    item->as.image = (struct gaz_image){.width = 100 * GAZ_POINT,
                                        .height = 100 * GAZ_POINT,
                                        .kind = 1,
                                        .data = (const unsigned char *)svg,
                                        .size = strlen(svg),
                                        .name = "图.svg"};
}

/* The white of a picture prints nothing, and hides what is below; its greys are of black alone. */
static void pictures_are_counted_as_they_look(void **state) {
    (void)state;
    for (double part = 0; part <= 1; part += 0.25)
        for (double opacity = 0; opacity <= 1; opacity += 0.2) {
            char svg[400];
            struct hand *hand = need_hand();
            put_square(hand, 100, RED);
            put_drawing(hand, svg, sizeof svg, part, opacity);
            expect_parts(hand, (double[5]){0, 0, 0, part * opacity / 2, 0});
            hand = need_hand(); /* beside it nothing is lost */
            put_square(hand, 0, RED);
            put_drawing(hand, svg, sizeof svg, part, opacity);
            expect_parts(hand, (double[5]){0, 0.4, 0.4, part * opacity / 2, 0});
        }
}

static void text_near_the_cut_is_told(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    hand_run(hand, 0, 100, 60, HAN, "人民", GAZ_NOWHERE);         /* far */
    hand_run(hand, 0, 5, 60, HAN, "日报", GAZ_NOWHERE);           /* 1.8 mm from the left */
    hand_run(hand, 0, 100, 94, WEST, "near", GAZ_NOWHERE);        /* 2.1 mm from the foot */
    hand_run(hand, 0, 190, 60, WEST, "n", GAZ_NOWHERE)->turn = 1; /* its head at the left: ink left of 190 */
    struct gaz_press_report *report = gaz_press_report_new(&hand->pages, &press, NULL, hand->diags);
    assert_int_equal(report->near_text->len, 3);
    const struct gaz_press_near *first = &g_array_index(report->near_text, struct gaz_press_near, 0);
    assert_string_equal(first->text, "日报");
    assert_in_range(first->from, 6 * GAZ_POINT, 10 * GAZ_POINT); /* with the white in 日 */
    assert_string_equal(g_array_index(report->near_text, struct gaz_press_near, 1).text, "near");
    assert_in_range(g_array_index(report->near_text, struct gaz_press_near, 1).from, 5 * GAZ_POINT,
                    6 * GAZ_POINT);
    assert_int_equal(report->faces->len, 2);
    gaz_press_report_free(report);
    hand_free(hand);
}

static void hairlines_are_told(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    put(hand, 10, 20, 100 * GAZ_POINT, GAZ_POINT / 8, BLACK);
    put(hand, 10, 40, 100 * GAZ_POINT, GAZ_POINT / 4, BLACK);
    struct gaz_press_report *report = gaz_press_report_new(&hand->pages, &press, NULL, hand->diags);
    assert_int_equal(report->hairlines->len, 1);
    assert_int_equal(g_array_index(report->hairlines, struct gaz_press_hairline, 0).y, 20 * GAZ_POINT);
    gaz_press_report_free(report);
    hand_free(hand);
}

static void sides_of_sheets_are_told(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    put_square(hand, 0, RED); /* page 1 of 2, 4 with the blank ones: the outside */
    struct gaz_press_report *report = gaz_press_report_new(&hand->pages, &press, NULL, hand->diags);
    g_autofree char *json = gaz_press_report_json(report);
    assert_non_null(strstr(json, "{\"sheet\": 1, \"front\": {\"pages\": [4, 1], \"colour\": true}, \"back\": "
                                 "{\"pages\": [2, 3], \"colour\": false}}"));
    assert_non_null(strstr(json, "\"pages\": 2,\n  \"blank\": 2,\n  \"sheets\": 1"));
    assert_non_null(strstr(json,
                           "{\"sheet_page\": 1, \"page\": 3, \"coverage\": {\"M\": 40.000, \"Y\": 40.000}, "
                           "\"colour\": true}"));
    g_autofree char *text = gaz_press_report_text(report, false);
    assert_string_equal(text, "PDF/X-1a:2003，FOGRA47：2页，补白2页，1张\n"
                              "  黑以外另有颜色的页：3\n"
                              "  骑马订各张要套色的面：1正\n"
                              "  图片0幅，距切口不足5毫米的文字0处，过细的线0条，换算的颜色0种\n");
    gaz_press_report_free(report);
    hand_free(hand);
}

/* Each on a line of its own; a list without any is []. */
static void all_is_told_as_json(void **state) {
    (void)state;
    struct hand *hand = need_hand();
    put(hand, 72, 144, 100 * GAZ_POINT, GAZ_POINT / 8, BLACK);
    put(hand, 72, 180, 100 * GAZ_POINT, GAZ_POINT / 16, BLACK);
    hand_run(hand, 0, 5, 60, HAN, "日报", GAZ_NOWHERE);
    struct gaz_press_report *report = gaz_press_report_new(&hand->pages, &press, NULL, hand->diags);
    g_autofree char *json = gaz_press_report_json(report);
    const char *end = strstr(json, "  \"pictures\"");
    assert_non_null(end);
    assert_string_equal(end, "  \"pictures\": [],\n"
                             "  \"converted\": [],\n"
                             "  \"fonts\": [\n"
                             "    {\"name\": \"Gongbao Test Song Regular\", \"file\": \"Song.otf\", "
                             "\"embedded\": \"subset\"}\n"
                             "  ],\n"
                             "  \"near_trim\": [\n"
                             "    {\"page\": 3, \"distance\": 2.90, \"text\": \"日报\"}\n"
                             "  ],\n"
                             "  \"hairlines\": [\n"
                             "    {\"page\": 3, \"width\": 0.04, \"x\": 25.40, \"y\": 50.80},\n"
                             "    {\"page\": 3, \"width\": 0.02, \"x\": 25.40, \"y\": 63.50}\n"
                             "  ]\n"
                             "}\n");
    gaz_press_report_free(report);
    hand_free(hand);
}

/* Each picture, in the order of the pages: an ink by its name, a colour by what the formula makes of it. */
static void what_became_of_colours_is_told(void **state) {
    (void)state;
    static const char *const drawings[] = {"<svg xmlns='http://www.w3.org/2000/svg' width='9' "
                                           "height='9'><path fill='#369' d='M0 0h9v9z'/></svg>",
                                           "<svg xmlns='http://www.w3.org/2000/svg' width='9' "
                                           "height='9'><path fill='#D7282F' d='M0 0h9v9z'/></svg>"};
    struct hand *hand = need_hand();
    struct gaz_press_colours *colours = gaz_press_colours_new(&press, inks, G_N_ELEMENTS(inks));
    for (size_t i = 0; i < G_N_ELEMENTS(drawings); i++)
        hand_item(hand, 0, GAZ_ITEM_IMAGE, 20 * (int)i, 0)->as.image =
            (struct gaz_image){.width = 9 * GAZ_POINT,
                               .height = 9 * GAZ_POINT,
                               .kind = GAZ_PICTURE_SVG,
                               .data = (const unsigned char *)drawings[i],
                               .size = strlen(drawings[i]),
                               .name = i == 0 ? "蓝.svg" : "红.svg"};
    struct gaz_pictures *pictures =
        gaz_pictures_begin(&hand->pages, 0, 1, &(struct gaz_picture_use){.colours = colours});
    assert_true(gaz_pictures_end(pictures, hand->diags));
    struct gaz_press_report *report = gaz_press_report_new(&hand->pages, &press, colours, hand->diags);
    gaz_press_report_add_colours(report, pictures);
    assert_int_equal(report->converted->len, 2);
    assert_string_equal(report->converted->pdata[0], "蓝.svg: #336699 C40 M20 Y0 K40 ?");
    assert_string_equal(report->converted->pdata[1], "红.svg: #D7282F 红");
    gaz_press_report_free(report);
    gaz_pictures_free(pictures);
    gaz_press_colours_free(colours);
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_told_as_json),
        cmocka_unit_test(each_plate_has_its_part),
        cmocka_unit_test(black_overprints_and_white_knocks_out),
        cmocka_unit_test(pictures_are_counted_as_they_look),
        cmocka_unit_test(text_near_the_cut_is_told),
        cmocka_unit_test(hairlines_are_told),
        cmocka_unit_test(sides_of_sheets_are_told),
        cmocka_unit_test(what_became_of_colours_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
