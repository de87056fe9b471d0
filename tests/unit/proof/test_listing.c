/* test_listing.c: tables of small texts: where rules and words stand, what goes to the next page. */
/* link: gaz_proof gaz_output gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include "proof/sheets/listing.h"
#include "tests/unit/proof/office.h"

#include <string.h>

enum { PT = GAZ_POINT, PAPER_WIDTH = 300 * PT, PAPER_HEIGHT = 300 * PT };

static const char text[] = "表";

static const struct gaz_listing_column columns[] = {{"甲", 60 * PT}, {"乙", 40 * PT}};

static struct gaz_listing listing_of(const struct office *o) {
    return (struct gaz_listing){.paper_width = PAPER_WIDTH,
                                .paper_height = PAPER_HEIGHT,
                                .title = text,
                                .columns = columns,
                                .n_columns = G_N_ELEMENTS(columns),
                                .cells = (const struct gaz_small *)(const void *)o->cells->data,
                                .n_rows = o->cells->len / G_N_ELEMENTS(columns),
                                .label = "单"};
}

static void add_row(struct office *o, const char *one, const char *other) {
    gaz_listing_add_cell(&o->board, o->cells, 10 * PT, one);
    gaz_listing_add_cell(&o->board, o->cells, 10 * PT, other);
}

/* ---- a page: its rules from the first one down, x y width x height, and its words, where their line's
 * baseline is; both in points from the table's upper left corner */

static const struct gaz_item *first_rule(const struct gaz_page *page) {
    uint32_t i = 0;
    while (page->items[i].kind != GAZ_ITEM_RULE)
        i++;
    return &page->items[i];
}

static char *told(const struct gaz_page *page, enum gaz_item_kind kind) {
    const struct gaz_item *corner = first_rule(page);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        if (item->kind != kind) continue;
        g_string_append_printf(out, "%s%.4g %.4g ", out->len ? "; " : "", points(item->x - corner->x),
                               points(item->y - corner->y));
        g_autofree char *utf8 = gaz_text_to_utf8(gaz_item_text(item));
        if (kind == GAZ_ITEM_RULE)
            g_string_append_printf(out, "%.4gx%.4g", points(item->as.rule.width),
                                   points(item->as.rule.height));
        else
            g_string_append(out, utf8);
    }
    return g_string_free(out, FALSE);
}

static void expect_told(const struct gaz_page *page, enum gaz_item_kind kind, const char *wanted) {
    g_autofree char *is = told(page, kind);
    assert_string_equal(is, wanted);
}

static uint32_t count_text(const struct gaz_page *page, const char *utf8) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < page->n_items; i++) {
        g_autofree char *is = gaz_text_to_utf8(gaz_item_text(&page->items[i]));
        n += strcmp(is, utf8) == 0;
    }
    return n;
}

/* A line takes one and a half of its size, a cell 3 points more above and below; below the table 9 points are
 * free. The em square stands with 88 parts of 100 above the baseline. */
static void a_row_is_as_high_as_its_highest_cell(void **state) {
    struct world *world = *state;
    struct office *o = open_office(world);
    add_row(o, "天地", NULL);
    add_row(o, "天地天地天地天地", "日");
    struct gaz_listing listing = listing_of(o);
    listing.notes = (const char *const[]){"月", "日", NULL};
    gaz_board_listing(&o->board, &listing);
    assert_int_equal(o->board.pages->len, 1);
    assert_int_equal(first_rule(page_at(o, 0))->x, 100 * PT); /* in the middle of the paper */
    expect_told(page_at(o, 0), GAZ_ITEM_RULE,
                "0 0 100x1; 0 19.5 100x0.5; 0 40.5 100x0.5; 0 76.5 100x0.5; 0 0 0.5x77; 60 0 0.5x77; 100 0 "
                "0.5x77");
    expect_told(page_at(o, 0), GAZ_ITEM_GLYPHS,
                "42 -12.92 表; 25.5 10.92 甲; 75.5 10.92 乙; 3 31.3 天地; 3 52.3 天地天地天; 3 67.3 地天地; "
                "63 52.3 日; 0 93.42 月; 0 106.9 日; "
                "28 198.9 单　第; 55 198.9 1; 59.5 198.9 页　; 77.5 198.9 共; 86.5 198.9 1; 91 198.9 页");
    close_office(o);
}

static void a_row_may_have_a_least_height(void **state) {
    struct world *world = *state;
    struct office *o = open_office(world);
    add_row(o, "天地", NULL);
    struct gaz_listing listing = listing_of(o);
    listing.row_least = 50 * PT;
    gaz_board_listing(&o->board, &listing);
    expect_told(page_at(o, 0), GAZ_ITEM_RULE,
                "0 0 100x1; 0 19.5 100x0.5; 0 69.5 100x0.5; 0 0 0.5x70; 60 0 0.5x70; 100 0 0.5x70");
    close_office(o);
}

/* ---- over pages */

static void count_rows(void *context, uint32_t row, struct gaz_frame frame) {
    GString *out = context;
    g_string_append_printf(out, "%u:%g ", row, points(frame.height));
}

/* What stands on the paper stays above the margin at its foot; below it there is the number alone. */
static void expect_on_paper(const struct gaz_page *page) {
    gaz_len foot = PAPER_HEIGHT - GAZ_LISTING_MARGIN;
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        gaz_len end = item->y + (item->kind == GAZ_ITEM_RULE ? item->as.rule.height : 0);
        if (end <= foot + PT / 2 + 3) continue;
        assert_int_equal(item->kind, GAZ_ITEM_GLYPHS);
        assert_in_range(item->y, foot + 10 * PT, foot + 11 * PT);
        assert_int_equal(item->line, page->items[page->n_items - 1].line);
    }
}

static void rows_go_on_on_the_next_page(void **state) {
    struct world *world = *state;
    struct office *o = open_office(world);
    g_autoptr(GString) rows = g_string_new(NULL), high = g_string_new(NULL);
    for (int i = 0; i < 12; i++) /* too high for one page, which has room for eleven of its lines */
        g_string_append(high, "天地天地天");
    for (int i = 0; i < 7; i++)
        add_row(o, "天地", "日");
    add_row(o, "天地天地天地天地天地天地", "日");
    add_row(o, high->str, "日");
    struct gaz_listing listing = listing_of(o);
    listing.put = count_rows;
    listing.context = rows;
    gaz_board_listing(&o->board, &listing);
    assert_string_equal(rows->str, "0:21 1:21 2:21 3:21 4:21 5:21 6:21 7:51 8:126 8:66 ");
    assert_int_equal(o->board.pages->len, 3);
    for (guint i = 0; i < 3; i++) {
        expect_on_paper(page_at(o, i));
        assert_int_equal(count_text(page_at(o, i), "甲"), 1);
        assert_int_equal(count_text(page_at(o, i), text), 1);
        assert_int_equal(count_text(page_at(o, i), "3"), i < 2 ? 1 : 2); /* 第3页　共3页 */
        g_autofree char *label = g_strdup_printf("单%u", i + 1);
        assert_string_equal(page_at(o, i)->label, label);
    }
    close_office(o);
}

/* Where rows of so many lines are to stand, reckoned by themselves: "row:y+lines", a page begun by "/". */
static char *reckoned(const uint32_t *lines, uint32_t n) {
    const gaz_len foot = PAPER_HEIGHT - GAZ_LISTING_MARGIN, head = 3 * PT + 39 * PT / 2, padding = 6 * PT,
                  pitch = 15 * PT;
    GString *out = g_string_new(NULL);
    gaz_len y = GAZ_LISTING_MARGIN + 24 * PT + head;
    for (uint32_t row = 0; row < n; row++)
        for (uint32_t done = 0, now; done < lines[row]; done += now) {
            uint32_t room = (uint32_t)(MAX(foot - y - padding, 0) / pitch), rest = lines[row] - done;
            if (room == 0 || (room < rest && rest <= 8)) { /* a row of so many is not parted */
                y = GAZ_LISTING_MARGIN + 27 * PT / 2 + head;
                room = (uint32_t)((foot - y - padding) / pitch);
                g_string_append(out, "/ ");
            }
            now = MIN(room, rest);
            g_string_append_printf(out, "%u:%g+%u ", row, points(y), now);
            y += (gaz_len)now * pitch + padding;
        }
    return g_string_free(out, FALSE);
}

struct seen {
    GString *out;
    gaz_len y;
};

static void tell_row(void *context, uint32_t row, struct gaz_frame frame) {
    struct seen *seen = context;
    if (frame.y <= seen->y) g_string_append(seen->out, "/ ");
    seen->y = frame.y;
    g_string_append_printf(seen->out, "%u:%g+%g ", row, points(frame.y), (points(frame.height) - 6) / 15);
}

/* Rows of any heights, behind one another. */
static void rows_are_parted_as_reckoned(void **state) {
    struct world *world = *state;
    GRand *random = g_rand_new_with_seed(9704);
    for (int round = 0; round < 60; round++) {
        struct office *o = open_office(world);
        uint32_t lines[12], n = (uint32_t)g_rand_int_range(random, 1, G_N_ELEMENTS(lines));
        for (uint32_t i = 0; i < n; i++) {
            lines[i] = (uint32_t)g_rand_int_range(random, 1, round % 2 ? 9 : 25);
            g_autoptr(GString) cell = g_string_new(NULL);
            for (uint32_t k = 0; k < lines[i]; k++)
                g_string_append(cell, "天地天地天");
            add_row(o, i % 2 ? "日" : cell->str, i % 2 ? cell->str : NULL);
            if (i % 2) lines[i] = (lines[i] * 5 + 2) / 3; /* three characters a line, not five */
        }
        struct seen seen = {g_string_new(NULL), 0};
        struct gaz_listing listing = listing_of(o);
        listing.put = tell_row;
        listing.context = &seen;
        gaz_board_listing(&o->board, &listing);
        g_autofree char *wanted = reckoned(lines, n);
        assert_string_equal(seen.out->str, wanted);
        for (guint i = 0; i < o->board.pages->len; i++)
            expect_on_paper(page_at(o, i));
        g_string_free(seen.out, TRUE);
        close_office(o);
    }
    g_rand_free(random);
}

/* Notes that find no room below the table stand on a page of their own. */
static void notes_stay_on_the_paper(void **state) {
    struct world *world = *state;
    for (int n = 1; n < 12; n++) {
        struct office *o = open_office(world);
        for (int i = 0; i < n; i++)
            add_row(o, "天地", "日");
        struct gaz_listing listing = listing_of(o);
        listing.notes = (const char *const[]){"月", "月", "月", "月", NULL};
        gaz_board_listing(&o->board, &listing);
        uint32_t n_notes = 0;
        for (guint i = 0; i < o->board.pages->len; i++) {
            expect_on_paper(page_at(o, i));
            n_notes += count_text(page_at(o, i), "月");
        }
        assert_int_equal(n_notes, 4);
        close_office(o);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_row_is_as_high_as_its_highest_cell),
        WORLD_TEST(a_row_may_have_a_least_height),
        WORLD_TEST(rows_go_on_on_the_next_page),
        WORLD_TEST(rows_are_parted_as_reckoned),
        WORLD_TEST(notes_stay_on_the_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
