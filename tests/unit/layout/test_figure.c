/* test_figure.c: how wide and high a picture is set: its own size, the editor's, or the measure. */
#include "base/process/arena.h"
#include "layout/block/block.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PITCH = 20 * GAZ_POINT, CELL = 16 * GAZ_POINT, LINES = 22, MEASURE = 28 * CELL };

struct bench {
    struct gaz_arena *arena;
    struct gaz_style style;
    struct gaz_typesetter ts;
    struct gaz_flow *flow;
};

/* the picture's item after a figure was set by the style with or without 图.同版心宽; freed by bench_clear */
static const struct gaz_item *set_figure(struct bench *b, const struct gaz_figure *figure, bool full) {
    *b = (struct bench){.arena = gaz_arena_new(),
                        .style = {.pitch = PITCH,
                                  .figure_percent = 100,
                                  .cell = CELL,
                                  .measure = MEASURE,
                                  .lines_per_page = LINES,
                                  .figure_space = PITCH / 2,
                                  .figure_full = full}};
    b->ts = (struct gaz_typesetter){.arena = b->arena, .style = &b->style};
    b->flow = gaz_flow_new(&b->ts);
    gaz_block_figure(b->flow,
                     &(struct gaz_block){.kind = GAZ_BLOCK_FIGURE, .figures = figure, .n_figures = 1});
    for (uint32_t i = 0; i < b->flow->n; i++)
        if (b->flow->boxes[i].n_items) return &b->flow->boxes[i].items[0];
    fail();
    return NULL;
}

static void bench_clear(struct bench *b) {
    gaz_arena_free(b->arena);
}

static void expect_size(const struct gaz_figure *figure, bool full, gaz_len width, gaz_len height) {
    struct bench b;
    const struct gaz_item *item = set_figure(&b, figure, full);
    assert_int_equal(item->kind, GAZ_ITEM_IMAGE);
    assert_in_range(item->as.image.width - width + 2, 0, 4);
    assert_in_range(item->as.image.height - height + 2, 0, 4);
    assert_in_range(item->x - (MEASURE - width) / 2 + 2, 0, 4);
    bench_clear(&b);
}

static struct gaz_figure of_size(int32_t width_um, int32_t height_um) {
    return (struct gaz_figure){.path = "a.svg", .natural_width = width_um, .natural_height = height_um};
}

static void test_own_size(void **state) {
    (void)state;
    struct gaz_figure figure = of_size(80000, 40000);
    expect_size(&figure, false, gaz_len_from_um(80000), gaz_len_from_um(40000));
    figure = of_size(400000, 100000); /* wider than the measure */
    expect_size(&figure, false, MEASURE, MEASURE / 4);
}

/* 图.同版心宽 (C-06): as wide as the measure, but for a width that was given and for what would be too high.
 */
static void test_as_wide_as_the_measure(void **state) {
    (void)state;
    struct gaz_figure figure = of_size(80000, 40000);
    expect_size(&figure, true, MEASURE, MEASURE / 2);
    figure.width = (struct gaz_width){GAZ_WIDTH_PERMILLE, 500};
    expect_size(&figure, true, MEASURE / 2, MEASURE / 4);
    figure = of_size(40000, 80000);
    gaz_len room = PITCH * LINES - PITCH;
    expect_size(&figure, true, room / 2, room);
}

/* A 横排 figure is turned for its own width, never for the style's. */
static void test_turned_by_its_own_width(void **state) {
    (void)state;
    struct bench b;
    struct gaz_figure figure = of_size(80000, 20000);
    figure.may_turn = true;
    set_figure(&b, &figure, true);
    assert_int_not_equal(b.flow->boxes[0].kind, GAZ_BOX_TURNED);
    bench_clear(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_size),
        cmocka_unit_test(test_as_wide_as_the_measure),
        cmocka_unit_test(test_turned_by_its_own_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
