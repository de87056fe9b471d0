/* test_table.c: tables over pages, judged on their display items by properties (table_bench.h). */
#include "base/process/sanitizer.h"
#include "layout/table/table.h"
#include "tests/unit/layout/table_bench.h"

enum { LINE = 14 * GAZ_POINT, MANY = GAZ_IS_COUNTED ? 500 : 5000 };

static gaz_len measure_of(const struct bench *b) {
    return b->style->measure;
}

static char *long_text(uint32_t n) {
    static const char *const words[] = {"各部门", "要按照",     "职责分工", "，抓好",
                                        "落实",   "，到2030年", "底完成",   "。"};
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; g_utf8_strlen(text->str, -1) < (glong)n; i++)
        g_string_append(text, words[i % G_N_ELEMENTS(words)]);
    return g_string_free(text, FALSE);
}

static struct gaz_cell *put_long(struct bench *b, uint32_t row, uint32_t column, uint32_t n) {
    char *text = long_text(n);
    struct gaz_cell *cell = put(b, row, column, text);
    g_free(text);
    return cell;
}

/* A three-row header with cells over columns, and merged cells inside merged cells, of up to 40 rows. */
static void put_nested(struct bench *b) {
    put_span(b, 0, 0, 3, 1);
    put_span(b, 0, 1, 1, 8);
    put_span(b, 1, 1, 1, 4);
    put_span(b, 1, 5, 2, 2);
    put_span(b, 3, 0, 40, 1)->is_vertical = true;
    put_span(b, 43, 0, 17, 1)->is_vertical = true;
    put_span(b, 3, 1, 20, 1);
    put_span(b, 23, 1, 20, 1);
    put_span(b, 4, 2, 7, 2);
    put_span(b, 11, 2, 12, 1);
    put_span(b, 44, 3, 9, 3);
    for (uint32_t r = 3; r < 60; r += 3)
        put_span(b, r, 7, 3, 1);
}

static void test_nested_spans(void **state) {
    (void)state;
    for (gaz_len room = 12; room < 60; room += 5) {
        struct bench *b = bench_open();
        put_nested(b);
        fill_table(b, 60, 9, 3);
        run_parts(b, measure_of(b), room * LINE);
        check_table(b, room * LINE);
        check_merged_repeat(b);
        bench_close(b);
    }
}

static void test_turned_200_rows(void **state) {
    (void)state;
    struct bench *b = bench_open();
    for (uint32_t r = 1; r < 200; r++) {
        char *number = g_strdup_printf("%u", r);
        put(b, r, 0, number)->align = GAZ_CELL_CENTER;
        put_long(b, r, 1, 10 + r * 37 % 90);
        g_free(number);
    }
    fill_table(b, 200, 5, 1);
    gaz_len room = b->style->measure;
    run_parts(b, b->style->pitch * 20, room);
    check_table(b, room);
    check_merged_repeat(b);
    assert_true(b->parts->len > 10);
    bench_close(b);
}

static void test_five_thousand_rows(void **state) {
    (void)state;
    struct bench *b = bench_open();
    for (uint32_t r = 1; r + 4 < MANY; r += 4)
        put_span(b, r, 0, 4, 1);
    fill_table(b, MANY, 4, 1);
    run_parts(b, measure_of(b), 30 * LINE);
    check_no_text_lost(b);
    check_inside(b, 30 * LINE);
    check_no_rule_doubled(b);
    check_header_repeats(b);
    assert_int_equal(b->setting->next_row, MANY);
    bench_close(b);
}

/* the offsets of all characters that are set and no repeats, sorted: what is set when rows are sliced */
static gint by_offset(gconstpointer a, gconstpointer b) {
    uint32_t l = *(const uint32_t *)a, r = *(const uint32_t *)b;
    return l < r ? -1 : l > r;
}

static void check_set_once(const struct bench *b) {
    GArray *got = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t want = 0;
    for (uint32_t p = 0; p < b->parts->len; p++)
        for (uint32_t i = 0; i < part_at(b, p)->n_items; i++) {
            const struct gaz_item *item = &part_at(b, p)->items[i];
            if (item->kind != GAZ_ITEM_GLYPHS || item->artifact) continue;
            for (uint32_t k = 0; k < item->as.glyphs.n_chars; k++)
                if (item->as.glyphs.chars[k].ch != '\n')
                    g_array_append_val(got, item->as.glyphs.chars[k].offset);
        }
    g_array_sort(got, by_offset);
    for (uint32_t i = 0; i < b->table.n_cells; i++)
        for (uint32_t k = 0; k < b->table.cells[i].text.n; k++)
            want += b->table.cells[i].text.chars[k].ch != '\n';
    assert_int_equal(got->len, want);
    for (uint32_t i = 1; i < got->len; i++)
        assert_true(g_array_index(got, uint32_t, i - 1) < g_array_index(got, uint32_t, i));
    g_array_free(got, TRUE);
}

static void test_cells_taller_than_a_page(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put_long(b, 1, 0, 900);
    put_long(b, 1, 2, 2000);
    put_long(b, 2, 1, 1500)->row_span = 3;
    put_span(b, 1, 3, 5, 1)->is_vertical = true;
    fill_table(b, 6, 4, 1);
    run_parts(b, measure_of(b), 20 * LINE);
    check_set_once(b);
    check_inside(b, 20 * LINE);
    check_boxes(b);
    check_no_rule_doubled(b);
    check_header_repeats(b);
    assert_true(b->parts->len > 5);
    bench_close(b);
}

/* A merged cell whose text is taller than a page goes on beside its rows; no row is stretched for it. */
static void test_merged_text_taller_than_a_page(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put_long(b, 1, 0, 1500)->row_span = 60;
    put_span(b, 1, 1, 60, 1)->is_vertical = true;
    fill_table(b, 62, 3, 1);
    run_parts(b, measure_of(b), 30 * LINE);
    check_set_once(b);
    check_inside(b, 30 * LINE);
    check_boxes(b);
    check_no_rule_doubled(b);
    check_header_repeats(b);
    assert_true((int64_t)b->parts->len * 25 * LINE < whole_height(b->setting) + 30 * LINE);
    bench_close(b);
}

static void test_vertical_cell_taller_than_a_page(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put_long(b, 0, 0, 200)->is_vertical = true;
    fill_table(b, 2, 3, 0);
    run_parts(b, measure_of(b), 15 * LINE);
    check_set_once(b);
    check_inside(b, 15 * LINE);
    bench_close(b);
}

static void test_no_room_at_all(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put_long(b, 1, 0, 60);
    fill_table(b, 3, 2, 1);
    struct gaz_table_setting *setting = gaz_table_prepare(&b->ts, &b->table, measure_of(b));
    struct gaz_table_part none = gaz_table_part(&b->ts, setting, LINE, false);
    assert_int_equal(none.n_items, 0);
    assert_int_equal(none.height, 0);
    assert_false(none.done);
    run_parts(b, measure_of(b), 1);
    check_set_once(b);
    bench_close(b);
}

static void test_one_column_of_one_cell(void **state) {
    (void)state;
    struct bench *b = bench_open();
    put(b, 0, 0, "字");
    make_table(b, 1, 1, 0);
    run_parts(b, b->style->cell, 50 * LINE);
    check_table(b, 50 * LINE);
    assert_int_equal(part_at(b, 0)->n_items, 5); /* four sides and a character */
    assert_int_equal(part_at(b, 0)->height, whole_height(b->setting));
    bench_close(b);
}

static void test_forty_columns(void **state) {
    (void)state;
    struct bench *b = bench_open();
    for (uint32_t r = 0; r < 30; r++)
        for (uint32_t c = 0; c < 40; c++)
            put(b, r, c, "表");
    make_table(b, 30, 40, 2);
    run_parts(b, b->style->pitch * 20,
              20 * LINE); /* turned: upright, a column is narrower than a character */
    check_table(b, 20 * LINE);
    bench_close(b);
}

/* Rows that hold one cell over all columns, and headers, are never last in a part. */
static void test_section_rows(void **state) {
    (void)state;
    for (gaz_len room = 6; room < 20; room++) {
        struct bench *b = bench_open();
        for (uint32_t r = 1; r < 40; r += 3)
            put_span(b, r, 0, 1, 3);
        fill_table(b, 40, 3, 1);
        run_parts(b, measure_of(b), room * LINE);
        check_table(b, room * LINE);
        for (uint32_t i = 0; i + 1 < b->table.n_cells; i++)
            if (b->table.cells[i].column_span == 3 && b->table.cells[i].row < 39)
                assert_int_equal(part_of(b, i), part_of(b, i + 1));
        bench_close(b);
    }
}

/* Groups of two rows stay together when that leaves little of the page white. */
static void test_small_groups_stay_together(void **state) {
    (void)state;
    struct bench *b = bench_open();
    for (uint32_t r = 1; r < 31; r += 2)
        for (uint32_t c = 0; c < 3; c++)
            put_span(b, r, c, 2, 1);
    fill_table(b, 31, 4, 1);
    run_parts(b, measure_of(b), 19 * LINE);
    check_table(b, 19 * LINE);
    check_merged_repeat(b);
    for (uint32_t p = 1; p < b->parts->len; p++)
        for (uint32_t i = 4; i < b->table.n_cells; i++)
            assert_false(shows(b, p, i, true));
    bench_close(b);
}

/* Row 5 of the second group does not fit below the four before it; there its label, as high as four rows,
 * would blow it up. So the whole group goes. */
static void test_no_row_is_blown_up_for_a_label(void **state) {
    (void)state;
    struct bench *b = bench_open();
    for (uint32_t r = 1; r < 11; r += 5) {
        struct gaz_cell *label = put(b, r, 0, r == 1 ? "改善教室照明" : "减轻课业负担");
        label->row_span = 5;
        label->is_vertical = true;
    }
    fill_table(b, 11, 3, 1);
    b->setting = gaz_table_prepare(&b->ts, &b->table, measure_of(b));
    gaz_len row = b->setting->rows[1].own;
    run_parts(b, measure_of(b), (gaz_len)whole_height(b->setting) - row / 2);
    check_set_once(b);
    check_merged_repeat(b);
    assert_int_equal(b->parts->len, 2);
    for (uint32_t i = 0; i < b->table.n_cells; i++)
        if (b->table.cells[i].row >= 6) assert_true(shows(b, 1, i, false));
    bench_close(b);
}

/* The rows whose first cell a part shows, header and repeats apart. */
static uint32_t rows_on(const struct bench *b, uint32_t part) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->table.n_cells; i++)
        n += b->table.cells[i].column == 0 && b->table.cells[i].row > 0 && shows(b, part, i, false);
    return n;
}

/* The last row takes one along, but not the last but one of the part before. */
static void test_last_row_is_not_alone(void **state) {
    (void)state;
    for (gaz_len room = 5; room < 30; room++) {
        struct bench *b = bench_open();
        fill_table(b, 20, 3, 1);
        run_parts(b, measure_of(b), room * LINE);
        check_table(b, room * LINE);
        uint32_t n = b->parts->len;
        if (n > 1 && rows_on(b, n - 2) + rows_on(b, n - 1) >= 4) assert_true(rows_on(b, n - 1) >= 2);
        for (uint32_t p = 0; p + 2 < n; p++)
            assert_int_equal(rows_on(b, p), rows_on(b, 0)); /* nothing else gives way */
        bench_close(b);
    }
}

/* The last row alone; but a row of many lines before it stays, for the page would be left white. */
static void test_last_row_is_alone_behind_a_high_one(void **state) {
    (void)state;
    static const uint32_t lengths[] = {60, 600};
    for (uint32_t k = 0; k < 2; k++) {
        struct bench *b = bench_open();
        put_long(b, 5, 1, lengths[k]);
        fill_table(b, 7, 2, 1);
        b->setting = gaz_table_prepare(&b->ts, &b->table, measure_of(b));
        gaz_len room = (gaz_len)whole_height(b->setting) - LINE;
        run_parts(b, measure_of(b), room);
        check_set_once(b);
        assert_int_equal(b->parts->len, 2);
        assert_int_equal(rows_on(b, 1), k == 0 ? 2 : 1);
        bench_close(b);
    }
}

static void random_spans(struct bench *b, GRand *random, uint32_t rows, uint32_t columns) {
    for (int i = 0; i < 12; i++) {
        uint32_t r = (uint32_t)g_rand_int_range(random, 1, (gint32)rows);
        uint32_t c = (uint32_t)g_rand_int_range(random, 1, (gint32)columns);
        uint32_t height = (uint32_t)g_rand_int_range(random, 1, (gint32)(rows - r) + 1);
        uint32_t width = (uint32_t)g_rand_int_range(random, 1, (gint32)(columns - c) + 1);
        bool is_free = true;
        for (uint32_t k = 0; k < height * width; k++)
            is_free &= !is_covered(b, r + k / width, c + k % width);
        if (!is_free) continue;
        if (g_rand_boolean(random))
            put_span(b, r, c, height, width);
        else {
            struct gaz_cell *cell = put_long(b, r, c, (uint32_t)g_rand_int_range(random, 1, 60));
            cell->row_span = height;
            cell->column_span = width;
        }
    }
}

/* A random table in rooms of a height between two numbers of lines: what must hold whatever the room. */
static void check_random(guint32 seed, gint32 least, gint32 most) {
    GRand *random = g_rand_new_with_seed(seed);
    struct bench *b = bench_open();
    uint32_t rows = (uint32_t)g_rand_int_range(random, 2, 40);
    uint32_t columns = (uint32_t)g_rand_int_range(random, 2, 8);
    gaz_len room = g_rand_int_range(random, least, most) * LINE;
    random_spans(b, random, rows, columns);
    fill_table(b, rows, columns, 1);
    run_parts(b, measure_of(b), room);
    check_widths(b);
    check_set_once(b);
    check_no_rule_doubled(b);
    check_boxes(b);
    if (least > 20) check_inside(b, room);
    bench_close(b);
    g_rand_free(random);
}

static void test_random_tables(void **state) {
    (void)state;
    for (guint32 seed = 1; seed <= 60; seed++)
        check_random(seed, 26, 60);
}

static void test_random_tables_in_small_rooms(void **state) {
    (void)state;
    for (guint32 seed = 1001; seed <= 1060; seed++)
        check_random(seed, 1, 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nested_spans),
        cmocka_unit_test(test_turned_200_rows),
        cmocka_unit_test(test_five_thousand_rows),
        cmocka_unit_test(test_cells_taller_than_a_page),
        cmocka_unit_test(test_merged_text_taller_than_a_page),
        cmocka_unit_test(test_vertical_cell_taller_than_a_page),
        cmocka_unit_test(test_no_room_at_all),
        cmocka_unit_test(test_one_column_of_one_cell),
        cmocka_unit_test(test_forty_columns),
        cmocka_unit_test(test_section_rows),
        cmocka_unit_test(test_small_groups_stay_together),
        cmocka_unit_test(test_no_row_is_blown_up_for_a_label),
        cmocka_unit_test(test_last_row_is_not_alone),
        cmocka_unit_test(test_last_row_is_alone_behind_a_high_one),
        cmocka_unit_test(test_random_tables),
        cmocka_unit_test(test_random_tables_in_small_rooms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
