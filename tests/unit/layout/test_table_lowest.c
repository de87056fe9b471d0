/* test_table_lowest.c: widths of columns that make the whole table low, against all widths there are. */
#include "base/process/sanitizer.h"
#include "layout/table/table.h"
#include "tests/unit/layout/table_bench.h"

/* a sanitizer takes many times as long */
enum { SMALL_TABLES = GAZ_HAS_SANITIZER ? 20 : 40, LARGE_TABLES = GAZ_HAS_SANITIZER ? 10 : 30 };

/* a cell of so many different characters, now and then with a forced end */
static void put_words(struct bench *b, GRand *random, uint32_t row, uint32_t column, int most) {
    static const char *const words[] = {"市",   "政府", "负责", "落实",  "办公室",
                                        "报送", "，",   "一",   "DN100", "2024年"};
    GString *text = g_string_new("字");
    for (int n = g_rand_int_range(random, 0, most); n > 0; n--)
        g_string_append(text, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    put(b, row, column, text->str);
    g_string_free(text, TRUE);
}

/* n_merged: cells over two rows and two columns, as far as the table has them */
static struct bench *random_table(guint32 seed, uint32_t rows, uint32_t columns, uint32_t n_merged) {
    GRand *random = g_rand_new_with_seed(seed);
    struct bench *b = bench_open();
    for (uint32_t i = 0; i < n_merged && 2 * i + 1 < rows; i++)
        put_span(b, 2 * i, i % (columns - 1), 2, 2);
    for (uint32_t c = 0; c < columns; c++) {
        int most = g_rand_int_range(random, 1, 24);
        for (uint32_t r = 0; r < rows; r++)
            if (!is_covered(b, r, c)) put_words(b, random, r, c, most);
    }
    make_table(b, rows, columns, 0);
    g_rand_free(random);
    return b;
}

/* what the table takes with the widths that a setting has */
static int64_t height_with(const struct bench *b, const struct gaz_table_setting *setting) {
    struct gaz_table_setting trial = *setting;
    trial.boxes = g_memdup2(setting->boxes, (b->table.n_cells + 1) * sizeof *trial.boxes);
    for (uint32_t i = 0; i < b->table.n_cells; i++) {
        trial.boxes[i].n_strips = 0;
        trial.boxes[i].height = 0;
    }
    gaz_table_set_rows(&b->ts, &trial);
    g_free(trial.boxes);
    return trial.tops[b->table.n_rows];
}

/* the least height of three columns at every half em that their floors leave */
static int64_t least_of_all(const struct bench *b, struct gaz_table_setting *setting) {
    gaz_len step = b->style->roles[GAZ_ROLE_TABLE].size / 2, *edges = setting->edges,
            *floors = setting->floors;
    int64_t least = INT64_MAX;
    for (edges[1] = edges[0] + floors[0]; edges[1] <= edges[3] - floors[1] - floors[2]; edges[1] += step)
        for (edges[2] = edges[1] + floors[1]; edges[2] <= edges[3] - floors[2]; edges[2] += step)
            least = MIN(least, height_with(b, setting));
    return least;
}

static void test_near_the_least_of_all(void **state) {
    (void)state;
    unsigned higher = 0, gained = 0;
    for (guint32 seed = 1; seed <= SMALL_TABLES; seed++) {
        struct bench *b = random_table(seed, 5, 3, 0);
        struct gaz_table_setting *start = gaz_table_measure(&b->ts, &b->table, b->style->measure);
        struct gaz_table_setting *set = gaz_table_prepare(&b->ts, &b->table, b->style->measure);
        int64_t before = height_with(b, start), now = set->tops[5], least = least_of_all(b, start);
        assert_true(now <= before);
        assert_true(now <= least + set->pitch); /* a line */
        gained += now < before;
        higher += now > least;
        bench_close(b);
    }
    assert_true(gained * 2 > SMALL_TABLES);
    assert_true(higher * 20 <= SMALL_TABLES);
}

/* Merged cells, many rows and columns: whatever the table, it is never higher than columns.c has it. */
static void test_never_higher(void **state) {
    (void)state;
    for (guint32 seed = 1; seed <= LARGE_TABLES; seed++) {
        struct bench *b = random_table(seed, 2 + seed % 37 * 5, 2 + seed % 7, seed % 5);
        struct gaz_table_setting *start = gaz_table_measure(&b->ts, &b->table, b->style->measure);
        struct gaz_table_setting *set = gaz_table_prepare(&b->ts, &b->table, b->style->measure);
        assert_true(set->tops[b->table.n_rows] <= height_with(b, start));
        assert_int_equal(set->edges[b->table.n_columns], start->edges[b->table.n_columns]);
        for (uint32_t c = 0; c < b->table.n_columns; c++)
            assert_true(set->edges[c + 1] - set->edges[c] >= set->floors[c]);
        bench_close(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_near_the_least_of_all),
        cmocka_unit_test(test_never_higher),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
