/* test_press_pages.c: the pages of a press: what is added to the paper, the order of a saddle stitch, what
 * goes on over the cut; and that the file made of them reads back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/press/pages.h"
#include "tests/unit/handmade_pages.h"

#include <string.h>

enum { BLEED = 9 * GAZ_POINT, LEAF = GAZ_POINT / 4 };

static const struct gaz_press plain = {.condition = "FOGRA47", .bleed = BLEED, .fills_sheets = true};
static const struct gaz_press booklet = {
    .condition = "FOGRA47", .bleed = BLEED, .fills_sheets = true, .is_booklet = true, .paper = LEAF};

static struct gaz_item *put_rule(struct hand *hand, struct gaz_frame box) {
    struct gaz_item *item = hand_item(hand, 0, GAZ_ITEM_RULE, 0, 0);
    hand_artifact(item, GAZ_ARTIFACT_RULE);
    item->x = box.x, item->y = box.y;
    item->as.rule = (struct gaz_rule){.width = box.width, .height = box.height};
    return item;
}

static struct gaz_item *put_image(struct hand *hand, struct gaz_frame box, int orientation) {
    struct gaz_item *item = hand_item(hand, 0, GAZ_ITEM_IMAGE, 0, 0);
    item->x = box.x, item->y = box.y;
    item->as.image = (struct gaz_image){
        .width = box.width, .height = box.height, .kind = 2, .orientation = orientation, .name = "图.png"};
    return item;
}

/* The n-th item of a kind on the derived page. */
static const struct gaz_item *find(const struct gaz_page *page, enum gaz_item_kind kind, uint32_t n) {
    for (uint32_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == kind && n-- == 0) return &page->items[i];
    return NULL;
}

static const struct gaz_item *last(const struct gaz_page *page) {
    return &page->items[page->n_items - 1];
}

static void sheets_are_filled(void **state) {
    (void)state;
    static const uint32_t filled[][2] = {{1, 4}, {4, 4}, {41, 44}, {42, 44}, {43, 44}, {44, 44}};
    struct gaz_press bare = {.condition = ""};
    for (size_t i = 0; i < G_N_ELEMENTS(filled); i++) {
        assert_int_equal(gaz_press_filled(filled[i][0], &plain), filled[i][1]);
        assert_int_equal(gaz_press_filled(filled[i][0], &bare), filled[i][0]);
        bare.is_booklet = true; /* a sheet has four pages, whatever the style wants */
        assert_int_equal(gaz_press_filled(filled[i][0], &bare), filled[i][1]);
        bare.is_booklet = false;
    }
}

/* Folded and put into one another, the sheets give the pages in order. */
static void a_saddle_stitch_reads_in_order(void **state) {
    (void)state;
    for (uint32_t n = 4; n <= 44; n += 4) {
        uint32_t pages[44], at = 0;
        for (uint32_t sheet = 0; sheet < n / 4; sheet++) { /* the left halves, from outside in */
            pages[at++] = gaz_press_side_of(2 * sheet, n).right;
            pages[at++] = gaz_press_side_of(2 * sheet + 1, n).left;
        }
        for (uint32_t sheet = n / 4; sheet-- > 0;) {
            pages[at++] = gaz_press_side_of(2 * sheet + 1, n).right;
            pages[at++] = gaz_press_side_of(2 * sheet, n).left;
        }
        for (uint32_t i = 0; i < n; i++)
            assert_int_equal(pages[i], i);
    }
}

/* 封三 and 封底 stay the last: what fills the sheet comes before them. */
static void blank_pages_stand_before_back_covers(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_page pages[6] = {0};
    for (int i = 0; i < 6; i++) {
        pages[i] = hand->page[0];
        pages[i].number = i + 1;
        pages[i].n_items = 0;
        pages[i].is_back = i >= 4;
    }
    struct gaz_pages issue = hand->pages;
    issue.pages = pages;
    issue.n_pages = 6;
    struct gaz_pages *made = gaz_press_pages_new(&issue, &plain);
    assert_int_equal(made->n_pages, 8);
    static const int numbers[8] = {1, 2, 3, 4, 5, 6, 5, 6};
    for (int i = 0; i < 8; i++) {
        assert_int_equal(made->pages[i].number, numbers[i]);
        assert_int_equal(made->pages[i].is_back, i >= 6);
    }
    gaz_press_pages_free(made);
    hand_free(hand);
}

static void pages_get_paper_around(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    const struct gaz_page *was = &hand->page[0];
    struct gaz_pages *made = gaz_press_pages_new(&hand->pages, &plain);
    assert_int_equal(made->n_pages, 4);
    assert_int_equal(made->pages[0].width, was->width + 2 * BLEED);
    assert_int_equal(made->pages[0].height, was->height + 2 * BLEED);
    assert_int_equal(made->pages[0].items[0].x, was->items[0].x + BLEED);
    assert_int_equal(made->pages[0].items[0].y, was->items[0].y + BLEED);
    assert_null(find(&made->pages[0], GAZ_ITEM_LINK, 0));
    assert_int_equal(made->n_targets + made->n_outline, 0);
    assert_int_equal(made->pages[2].n_items, 0);
    assert_int_equal(made->pages[3].width, made->pages[0].width);
    gaz_press_pages_free(made);
    hand_free(hand);
}

static void expect_rule(struct gaz_frame box, struct gaz_frame wanted) {
    struct hand *hand = hand_need("Latin.ttf");
    put_rule(hand, box);
    struct gaz_pages *made = gaz_press_pages_new(&hand->pages, &plain);
    const struct gaz_item *item = last(&made->pages[0]);
    assert_int_equal(item->x, wanted.x);
    assert_int_equal(item->y, wanted.y);
    assert_int_equal(item->as.rule.width, wanted.width);
    assert_int_equal(item->as.rule.height, wanted.height);
    gaz_press_pages_free(made);
    hand_free(hand);
}

static void bands_go_over_the_cut(void **state) {
    (void)state;
    gaz_len width = gaz_len_from_um(210000), height = gaz_len_from_um(297000), band = 40 * GAZ_POINT;
    expect_rule((struct gaz_frame){0, 0, width, band},
                (struct gaz_frame){0, 0, width + 2 * BLEED, band + BLEED});
    expect_rule((struct gaz_frame){0, height - band, width, band},
                (struct gaz_frame){0, height - band + BLEED, width + 2 * BLEED, band + BLEED});
    expect_rule((struct gaz_frame){width - band, 100, band, band}, /* at the right alone */
                (struct gaz_frame){width - band + BLEED, 0, band + BLEED, band + 100 + BLEED});
    expect_rule((struct gaz_frame){band, band, band, band}, /* inside: as it was */
                (struct gaz_frame){band + BLEED, band + BLEED, band, band});
}

/* At its edges a picture is mirrored; EXIF's numbers say how, and of the mirrors the bleed alone is seen. */
static void pictures_are_mirrored_at_the_cut(void **state) {
    (void)state;
    gaz_len width = gaz_len_from_um(210000), side = 100 * GAZ_POINT;
    static const int upright[9] = {0, 2, 1, 4, 3, 6, 5, 8, 7}, level[9] = {0, 4, 3, 2, 1, 8, 7, 6, 5};
    for (int o = 1; o <= 8; o++) {
        struct hand *hand = hand_need("Latin.ttf");
        put_image(hand, (struct gaz_frame){width - side, 0, side, side}, o); /* the right top corner */
        struct gaz_pages *made = gaz_press_pages_new(&hand->pages, &plain);
        const struct gaz_page *page = &made->pages[0];
        const struct gaz_item *above = find(page, GAZ_ITEM_IMAGE, 0), *corner = find(page, GAZ_ITEM_IMAGE, 1),
                              *beside = find(page, GAZ_ITEM_IMAGE, 2),
                              *itself = find(page, GAZ_ITEM_IMAGE, 3);
        assert_ptr_equal(itself, last(page));
        assert_int_equal(above->as.image.orientation, level[o]);
        assert_int_equal(beside->as.image.orientation, upright[o]);
        assert_int_equal(corner->as.image.orientation, level[upright[o]]);
        assert_int_equal(itself->as.image.orientation, o);
        assert_int_equal(itself->x, width - side + BLEED);
        assert_int_equal(beside->x, width + BLEED);
        assert_int_equal(above->y, BLEED - side);
        assert_int_equal(above->artifact, GAZ_ARTIFACT_DECORATION);
        assert_int_equal(itself->node, HAND_PARAGRAPH);
        assert_int_equal(above->as.image.shown->width, width + 2 * BLEED);
        gaz_press_pages_free(made);
        hand_free(hand);
    }
}

/* Of 2 pages 4: the outside has 4 and 1, the inside 2 and 3. No ink goes over the fold. */
static void a_booklet_lies_two_by_two(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    gaz_len width = hand->page[0].width;
    put_rule(hand, (struct gaz_frame){0, 0, width, GAZ_POINT});
    struct gaz_pages *made = gaz_press_pages_new(&hand->pages, &booklet);
    assert_int_equal(made->n_pages, 2);
    assert_int_equal(made->pages[0].width, 2 * width + 2 * BLEED);
    assert_int_equal(made->pages[0].items[0].x, hand->page[0].items[0].x + width + BLEED);
    assert_int_equal(last(&made->pages[0])->x, width + BLEED);
    assert_int_equal(last(&made->pages[0])->as.rule.width, width + BLEED);
    assert_int_equal(made->pages[1].items[0].x, hand->page[1].items[0].x + BLEED);
    gaz_press_pages_free(made);
    hand_free(hand);
}

/* Each sheet further in stands a leaf of paper further out: its pages move towards the fold. */
static void inner_sheets_creep(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_page many[12];
    for (int i = 0; i < 12; i++)
        many[i] = hand->page[0];
    hand->pages.pages = many;
    hand->pages.n_pages = 12;
    struct gaz_pages *made = gaz_press_pages_new(&hand->pages, &booklet);
    for (int sheet = 0; sheet < 3; sheet++) {
        const struct gaz_page *side = &made->pages[2 * sheet];
        gaz_len left = side->items[0].x, right = side->items[side->n_items / 2].x;
        assert_int_equal(left, many[0].items[0].x + BLEED + sheet * LEAF);
        assert_int_equal(right, many[0].items[0].x + BLEED + many[0].width - sheet * LEAF);
    }
    gaz_press_pages_free(made);
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_are_filled),
        cmocka_unit_test(blank_pages_stand_before_back_covers),
        cmocka_unit_test(a_saddle_stitch_reads_in_order),
        cmocka_unit_test(pages_get_paper_around),
        cmocka_unit_test(bands_go_over_the_cut),
        cmocka_unit_test(pictures_are_mirrored_at_the_cut),
        cmocka_unit_test(a_booklet_lies_two_by_two),
        cmocka_unit_test(inner_sheets_creep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
