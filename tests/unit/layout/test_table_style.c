/* test_table_style.c: what a style decides about tables: lines at a cut, 续表, spread heads, rows that break;
 * and the least room that a page builder asks for. */
#include "layout/table/table.h"
#include "tests/unit/layout/table_bench.h"

enum { LINE = 14 * GAZ_POINT };

static gaz_len measure_of(const struct bench *b) {
    return b->style->measure;
}

/* the thickness of the rule over the whole width that is nearest to the part's top or bottom edge */
static gaz_len edge_rule(const struct bench *b, uint32_t p, bool at_top) {
    const struct gaz_table_part *part = part_at(b, p);
    gaz_len width = b->setting->edges[b->table.n_columns] - b->setting->edges[0];
    for (uint32_t i = 0; i < part->n_items; i++) {
        const struct gaz_item *item = &part->items[i];
        if (!is_border(item) || item->as.rule.width < width) continue;
        gaz_len middle = item->y + item->as.rule.height / 2, edge = at_top ? 0 : part->height;
        if (ABS(middle - edge) <= b->setting->frame) return item->as.rule.height;
    }
    return 0;
}

static struct bench *cut_table(int below, int above) {
    struct bench *b = bench_open();
    b->style->table_cut_below = below;
    b->style->table_cut_above = above;
    fill_table(b, 40, 3, 0);
    run_parts(b, measure_of(b), 15 * LINE);
    assert_true(b->parts->len > 2);
    return b;
}

static void test_rules_at_a_cut(void **state) {
    (void)state;
    for (int choice = 0; choice < 9; choice++) {
        struct bench *b = cut_table(choice / 3, choice % 3);
        gaz_len thick[] = {b->setting->frame, b->setting->rule, 0};
        uint32_t last = b->parts->len - 1;
        assert_int_equal(edge_rule(b, 0, true), b->setting->frame);
        assert_int_equal(edge_rule(b, last, false), b->setting->frame);
        for (uint32_t p = 0; p < last; p++) {
            assert_int_equal(edge_rule(b, p, false), thick[choice / 3]);
            assert_int_equal(edge_rule(b, p + 1, true), thick[choice % 3]);
        }
        check_no_text_lost(b);
        bench_close(b);
    }
}

/* a part's items that are 续表: flush right */
static uint32_t count_marks(const struct bench *b, uint32_t p) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < part_at(b, p)->n_items; i++) {
        const struct gaz_item *item = &part_at(b, p)->items[i];
        if (item->kind != GAZ_ITEM_GLYPHS || item->artifact != GAZ_ARTIFACT_CONTINUED) continue;
        assert_int_equal(item->as.glyphs.chars[0].ch, 0x7EED);
        assert_true(item->x > measure_of(b) / 2);
        n++;
    }
    return n;
}

static void test_continued_mark(void **state) {
    (void)state;
    struct bench *b = bench_open();
    b->style->table_continued = "续表";
    fill_table(b, 40, 3, 1);
    gaz_len room = 15 * LINE;
    run_parts(b, measure_of(b), room);
    assert_int_equal(count_marks(b, 0), 0);
    for (uint32_t p = 1; p < b->parts->len; p++) {
        assert_int_equal(count_marks(b, p), 1);
        assert_true(part_at(b, p)->height <= room);
    }
    bench_close(b);
}

/* from the first glyph to the end of the last one's em, in the n-th line of a cell */
static gaz_len run_length(const struct bench *b, uint32_t cell, uint32_t n) {
    for (uint32_t i = 0; i < part_at(b, 0)->n_items; i++) {
        const struct gaz_item *item = &part_at(b, 0)->items[i];
        if (item->kind != GAZ_ITEM_GLYPHS || cell_of(b, item) != cell || n-- > 0) continue;
        const struct gaz_glyph_run *run = &item->as.glyphs;
        return run->glyphs[run->n_glyphs - 1].x + run->size;
    }
    return 0;
}

static void test_spread_heads(void **state) {
    (void)state;
    for (int on = 0; on < 2; on++) {
        struct bench *b = bench_open();
        gaz_len em = b->style->roles[GAZ_ROLE_TABLE_HEAD].size;
        b->style->table_head_spread = on ? 4 * em : 0;
        put(b, 0, 0, "事项");
        put(b, 0, 1, "责任单位");
        put(b, 0, 2, "A项");
        fill_table(b, 3, 3, 1);
        run_parts(b, measure_of(b), 40 * LINE);
        check_table(b, 40 * LINE);
        assert_in_range(run_length(b, 0, 0), on ? 4 * em - 8 : 2 * em - 8, on ? 4 * em + 8 : 2 * em + 8);
        assert_true(run_length(b, 1, 0) <= 4 * em + 8);
        bench_close(b);
    }
}

/* The lines that the source ends are spread like the heads of one line beside them; a line of other than Han,
 * or one that is wider than the style's width, leaves its cell as it is. */
static void test_spread_heads_of_lines(void **state) {
    (void)state;
    struct bench *b = bench_open();
    gaz_len em = b->style->roles[GAZ_ROLE_TABLE_HEAD].size;
    b->style->table_head_spread = 4 * em;
    put(b, 0, 0, "事项");
    put(b, 0, 1, "责任\n联系人");
    put(b, 0, 2, "责任\n1号");
    put(b, 0, 3, "责任\n联系人及电话");
    fill_table(b, 2, 4, 1);
    run_parts(b, measure_of(b), 40 * LINE);
    check_table(b, 40 * LINE);
    assert_int_equal(b->setting->boxes[1].n_strips, 2);
    assert_in_range(run_length(b, 1, 0), 4 * em - 8, 4 * em + 8);
    assert_in_range(run_length(b, 1, 1), 4 * em - 8, 4 * em + 8);
    assert_in_range(run_length(b, 2, 0), 2 * em - 8, 2 * em + 8);
    assert_in_range(run_length(b, 3, 0), 2 * em - 8, 2 * em + 8);
    bench_close(b);
}

/* Rows of seven lines on pages of some twenty: broken, they fill all pages but the last. */
static struct bench *high_rows(bool breaks, gaz_len room) {
    struct bench *b = bench_open();
    b->style->table_row_breaks = breaks ? 2 : 0; /* 是, 否 */
    for (uint32_t r = 0; r < 20; r++)
        for (uint32_t c = 0; c < 2; c++)
            put(b, r, c, c ? "甲\n乙\n丙\n丁\n戊\n己\n庚" : "子\n丑\n寅");
    put(b, 20, 0, "末")->column_span = 2;
    fill_table(b, 21, 2, 0);
    run_parts(b, measure_of(b), room);
    return b;
}

/* A row that no page has room for begins below the one before it, whatever the style; one that fits a page
 * waits for it. */
static void test_a_row_higher_than_a_page_begins_at_once(void **state) {
    (void)state;
    for (uint32_t lines = 20; lines <= 100; lines += 40) {
        struct bench *b = bench_open();
        gaz_len page = b->style->pitch * (b->style->lines_per_page - 1) + b->style->cell;
        GString *text = g_string_new("甲");
        for (uint32_t i = 1; i < lines; i++)
            g_string_append(text, "\n乙");
        for (uint32_t r = 1; r < 12; r++)
            put(b, r, 1, r == 11 ? text->str : "丙\n丁");
        fill_table(b, 13, 2, 1);
        run_parts(b, measure_of(b), page);
        check_inside(b, page);
        check_boxes(b);
        bool waits = (gaz_len)lines * b->setting->pitch < page;
        assert_int_equal(part_of(b, 2 * 11), waits);
        assert_int_equal(b->parts->len, waits ? 2 : (gaz_len)(lines + 22) * b->setting->pitch / page + 1);
        g_string_free(text, TRUE);
        bench_close(b);
    }
}

/* 余白多时: a row of two fifths of the page is cut when it would leave more than a third white, else not. */
static void test_rows_break_for_much_white(void **state) {
    (void)state;
    for (int lines = 1; lines < 10; lines += 4) {
        struct bench *b = bench_open();
        b->style->table_row_breaks = 1;
        GString *first = g_string_new("甲"), *second = g_string_new("乙");
        gaz_len page = b->style->pitch * (b->style->lines_per_page - 1) + b->style->cell;
        int high = (int)(page * 3 / 5 / b->style->table_line);
        for (int i = 1; i < high; i++)
            g_string_append(first, "\n甲");
        for (int i = 1; i < high + lines; i++)
            g_string_append(second, "\n乙");
        put(b, 0, 0, first->str);
        put(b, 1, 0, second->str);
        fill_table(b, 2, 2, 0);
        run_parts(b, measure_of(b), page);
        check_inside(b, page);
        assert_int_equal(part_of(b, 2), 0); /* two fifths are white: the row begins there */
        bench_close(b);
        b = bench_open();
        b->style->table_row_breaks = 1;
        for (int i = 0; i < high / 6; i++)
            g_string_append(first, "\n甲");
        put(b, 0, 0, first->str);
        put(b, 1, 0, second->str);
        fill_table(b, 2, 2, 0);
        run_parts(b, measure_of(b), page);
        assert_int_equal(part_of(b, 2), 1); /* a third or less: it waits */
        g_string_free(first, TRUE);
        g_string_free(second, TRUE);
        bench_close(b);
    }
}

static void test_rows_that_break(void **state) {
    (void)state;
    gaz_len room = 25 * LINE;
    struct bench *whole = high_rows(false, room), *broken = high_rows(true, room);
    check_table(whole, room);
    check_inside(broken, room);
    check_boxes(broken);
    check_no_rule_doubled(broken);
    assert_true(broken->parts->len < whole->parts->len);
    for (uint32_t p = 0; p + 1 < broken->parts->len; p++)
        assert_true(part_at(broken, p)->height > room - 5 * LINE);
    bench_close(whole);
    bench_close(broken);
}

/* The least room is enough, and anything less is not. */
static void test_least_room(void **state) {
    (void)state;
    for (uint32_t header = 0; header < 3; header++) {
        struct bench *b = bench_open();
        put_span(b, header, 0, 1, 3); /* a section row */
        put_span(b, header + 1, 0, 6, 1);
        b->table.caption = bench_text(b, "表一");
        fill_table(b, 20, 3, header);
        struct gaz_table_setting *s = gaz_table_prepare(&b->ts, &b->table, measure_of(b));
        gaz_len least = gaz_table_least(s);
        assert_true(least > (gaz_len)(header + 2) * s->pitch);
        assert_int_equal(gaz_table_part(&b->ts, s, least - 1, false).height, 0);
        struct gaz_table_part part = gaz_table_part(&b->ts, s, least, false);
        assert_in_range(part.height, 1, least);
        bench_close(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_at_a_cut),
        cmocka_unit_test(test_continued_mark),
        cmocka_unit_test(test_spread_heads),
        cmocka_unit_test(test_spread_heads_of_lines),
        cmocka_unit_test(test_rows_break_for_much_white),
        cmocka_unit_test(test_rows_that_break),
        cmocka_unit_test(test_a_row_higher_than_a_page_begins_at_once),
        cmocka_unit_test(test_least_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
