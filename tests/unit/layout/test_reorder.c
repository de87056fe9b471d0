/* test_reorder.c: atoms of levels in reading order to the order they are seen in, against rule L2 of UAX 9 by
 * its letter; no font is needed. */
#include "layout/text/reorder.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { MOST = 12, ROUNDS = 5000 };

struct row {
    struct gaz_atom atoms[MOST];
    uint32_t n;
    gaz_len read[MOST], seen[MOST], width;
};

/* Sets the atoms' pens as they are read: the first at -trim_start, the last's trim_end outside. */
static void place(struct row *r) {
    gaz_len pen = -r->atoms[0].trim_start;
    for (uint32_t i = 0; i < r->n; i++) {
        if (i > 0) pen += r->atoms[i].kern;
        r->seen[i] = r->read[i] = pen;
        pen += r->atoms[i].width;
    }
    r->width = pen - r->atoms[r->n - 1].trim_end;
    gaz_reorder_line(r->atoms, &(struct gaz_broken_line){.end = r->n}, r->seen);
}

static struct row row_of(const char *levels) {
    struct row r = {0};
    for (; levels[r.n]; r.n++)
        r.atoms[r.n] = (struct gaz_atom){.width = 10, .level = (unsigned)(levels[r.n] - '0') & 0xF};
    place(&r);
    return r;
}

static void expect_pens(const char *levels, const gaz_len *pens) {
    struct row r = row_of(levels);
    for (uint32_t i = 0; i < r.n; i++)
        if (r.seen[i] != pens[i]) fail_msg("%s: atom %u at %d", levels, i, r.seen[i]);
}

static void words_run_from_right_to_left(void **state) {
    (void)state;
    expect_pens("000", (const gaz_len[]){0, 10, 20});
    expect_pens("0110", (const gaz_len[]){0, 20, 10, 30});                /* 甲 א ב 乙 */
    expect_pens("01110", (const gaz_len[]){0, 30, 20, 10, 40});           /* the space between them too */
    expect_pens("0112210", (const gaz_len[]){0, 50, 40, 20, 30, 10, 60}); /* a number keeps its direction */
    expect_pens("22", (const gaz_len[]){0, 10});
    expect_pens("0101", (const gaz_len[]){0, 10, 20, 30});
}

/* L2 by its letter: order[k] is the atom that is seen at place k. */
static void reverse_by_levels(const struct row *r, uint32_t *order) {
    for (uint32_t i = 0; i < r->n; i++)
        order[i] = i;
    for (unsigned level = 15; level > 0; level--)
        for (uint32_t from = 0; from < r->n; from++) {
            uint32_t to = from;
            while (to < r->n && r->atoms[order[to]].level >= level)
                to++;
            for (uint32_t i = from, j = to; i + 1 < j; i++) {
                uint32_t kept = order[i];
                order[i] = order[--j];
                order[j] = kept;
            }
            from = MAX(from, to);
        }
}

static struct row random_row(GRand *random) {
    struct row r = {.n = (uint32_t)g_rand_int_range(random, 1, MOST + 1)};
    for (uint32_t i = 0; i < r.n; i++)
        r.atoms[i] = (struct gaz_atom){.width = g_rand_int_range(random, 1, 50),
                                       .kern = g_rand_int_range(random, 0, 20),
                                       .level = (unsigned)g_rand_int_range(random, 0, 5) & 0xF};
    place(&r);
    return r;
}

static void order_is_that_of_the_rule(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(9);
    for (int round = 0; round < ROUNDS; round++) {
        struct row r = random_row(random);
        uint32_t order[MOST];
        reverse_by_levels(&r, order);
        gaz_len gaps = 0, kerns = 0;
        for (uint32_t k = 1; k < r.n; k++) {
            gaz_len gap = r.seen[order[k]] - r.seen[order[k - 1]] - r.atoms[order[k - 1]].width;
            assert_true(gap >= 0);
            gaps += gap;
            kerns += r.atoms[k].kern;
        }
        assert_int_equal(gaps, kerns);
        assert_int_equal(r.seen[order[0]], 0);
        assert_int_equal(r.seen[order[r.n - 1]] + r.atoms[order[r.n - 1]].width, r.width);
    }
    g_rand_free(random);
}

/* A mark that loses half its cell at the line's end loses it there as well when it is seen elsewhere. */
static void trims_do_not_move_the_edges(void **state) {
    (void)state;
    struct row r = row_of("011");
    r.atoms[2].trim_end = 5;
    place(&r);
    assert_int_equal(r.width, 25);
    assert_int_equal(r.seen[1], 15); /* ends with the line */
    assert_int_equal(r.seen[2], 5);  /* its free half over the end of the first */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_run_from_right_to_left),
        cmocka_unit_test(order_is_that_of_the_rule),
        cmocka_unit_test(trims_do_not_move_the_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
