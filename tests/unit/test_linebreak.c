/* test_linebreak.c: total fit against brute force, and its special rules; no font is needed. */
#include "layout/text/linebreak.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { CELL = 1000 };

/* letters are Han, ',' a mark that may not begin a line, '(' one that may not end it, ' ' a space, '|' a
 * forced end */
static struct gaz_atoms atoms_from(const char *pattern, struct gaz_atom *atoms) {
    struct gaz_atoms all = {.atoms = atoms};
    for (const char *c = pattern; *c; c++) {
        struct gaz_atom *a = &atoms[all.n];
        *a = (struct gaz_atom){.first_char = all.n,
                               .n_chars = 1,
                               .first = GAZ_CLASS_HAN,
                               .last = GAZ_CLASS_HAN,
                               .width = CELL,
                               .size = CELL,
                               .before = GAZ_BREAK_ALLOWED,
                               .stretches = true};
        if (*c == ',') a->first = a->last = GAZ_CLASS_COMMA, a->before = GAZ_BREAK_FORBIDDEN;
        if (*c == '(') a->first = a->last = GAZ_CLASS_OPEN;
        if (*c == ' ') a->first = a->last = GAZ_CLASS_SPACE, a->width = CELL / 2, a->before = GAZ_BREAK_NEVER;
        if (*c == '|') a->first = a->last = GAZ_CLASS_BREAK, a->width = 0, a->before = GAZ_BREAK_NEVER;
        if (all.n > 0 && c[-1] == '(') a->before = GAZ_BREAK_FORBIDDEN;
        if (all.n > 0 && c[-1] == ',') a->shrink = CELL / 2;
        all.n++;
    }
    return all;
}

static struct gaz_break_params params_of(gaz_len measure) {
    return (struct gaz_break_params){
        .cell = CELL, .first_measure = measure, .measure = measure, .lone_character = true};
}

static char *lines_as_text(const char *pattern, struct gaz_break_params params) {
    struct gaz_atom atoms[256];
    struct gaz_atoms all = atoms_from(pattern, atoms);
    uint32_t n;
    struct gaz_broken_line *lines = gaz_break_lines(&all, &params, &n);
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++) {
        if (i) g_string_append_c(out, '/');
        g_string_append_len(out, pattern + lines[i].begin, lines[i].end - lines[i].begin);
    }
    g_free(lines);
    return g_string_free(out, FALSE);
}

static void expect_lines(const char *pattern, struct gaz_break_params params, const char *expected) {
    char *got = lines_as_text(pattern, params);
    assert_string_equal(got, expected);
    g_free(got);
}

static void test_marks(void **state) {
    (void)state;
    expect_lines("abcdefgh", params_of(4 * CELL), "abcd/efgh");
    expect_lines("abcd,efg", params_of(4 * CELL), "abc/d,ef/g"); /* the mark takes d along */
    expect_lines("abc(defg", params_of(4 * CELL), "abc/(def/g");
    expect_lines("ab cdef", params_of(2 * CELL), "ab/cd/ef"); /* a space at a line's end is not counted */
    expect_lines("ab|cdef", params_of(4 * CELL), "ab/cdef");  /* a forced end */
    expect_lines("", params_of(4 * CELL), "");
    expect_lines("|", params_of(4 * CELL), "");
}

static void test_whole_paragraph(void **state) {
    (void)state;
    struct gaz_break_params p = params_of(5 * CELL);
    expect_lines("abc,def,", p, "abc,d/ef,"); /* the worked example of linebreak.c */
    p.squeeze = CELL / 2;
    expect_lines("a,b,cd,efg", params_of(5 * CELL), "a,b,c/d,efg");
    p.first_measure = 3 * CELL;
    expect_lines("abcdefgh", p, "abc/defgh");
}

static void test_no_way_but_a_forbidden_one(void **state) {
    (void)state;
    expect_lines(",,,,,,,", params_of(3 * CELL), ",,,/,,,/,");
    struct gaz_atom atoms[4];
    struct gaz_atoms all = atoms_from("abc", atoms);
    struct gaz_break_params p = params_of(3 * CELL);
    atoms[1].width = 5 * CELL;
    uint32_t n;
    struct gaz_broken_line *lines = gaz_break_lines(&all, &p, &n);
    assert_int_equal(n, 3);
    assert_false(lines[0].is_overfull);
    assert_true(lines[1].is_overfull);
    g_free(lines);
}

static void test_lone_character(void **state) {
    (void)state;
    struct gaz_break_params p = params_of(4 * CELL);
    expect_lines("abcdefghi,", p, "abcd/efgh/i,");
    p.lone_character = false;
    expect_lines("abcdefghi,", p, "abcd/efg/hi,"); /* a character comes down */
    p.lone_squeeze = 2 * CELL;
    expect_lines("abcdefghi,", p, "abcd/efghi,");    /* drawn up (page-rules.md 3) */
    expect_lines("abcdefghij,", p, "abcd/efgh/ij,"); /* two are left alone */
}

/* every set of break places, its cost by the definition */
static int64_t brute_force(const struct gaz_atom *atoms, uint32_t n, gaz_len measure, gaz_len squeeze) {
    int64_t best = INT64_MAX;
    for (uint32_t mask = 0; mask < 1u << (n - 1); mask++) {
        int64_t cost = 0;
        bool good = true;
        for (uint32_t a = 0, b; a < n && good; a = b) {
            int64_t width = atoms[a].width, shrink = 0;
            for (b = a + 1; b < n && !(mask >> (b - 1) & 1); b++)
                width += atoms[b].width + atoms[b].kern, shrink += atoms[b].shrink;
            int64_t loose = measure - width, r = loose * 100 / CELL;
            good = (b == n || atoms[b].before == GAZ_BREAK_ALLOWED) &&
                   (loose >= 0 || -loose <= MIN(squeeze, shrink));
            if (b < n || loose < 0) cost += r * r;
        }
        if (good) best = MIN(best, cost);
    }
    return best;
}

static int64_t cost_of(const struct gaz_broken_line *lines, uint32_t n, gaz_len measure) {
    int64_t cost = 0;
    for (uint32_t i = 0; i < n; i++) {
        int64_t loose = measure - lines[i].natural, r = loose * 100 / CELL;
        if (i + 1 < n || loose < 0) cost += r * r;
    }
    return cost;
}

static void test_optimum(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(20240615);
    uint32_t compared = 0;
    for (int round = 0; round < 400; round++) {
        char pattern[16];
        uint32_t n = (uint32_t)g_rand_int_range(random, 2, 14);
        for (uint32_t i = 0; i < n; i++)
            pattern[i] = "aaaaaa,,(a"[g_rand_int_range(random, 0, 10)];
        pattern[n] = '\0';
        struct gaz_atom atoms[16];
        struct gaz_atoms all = atoms_from(pattern, atoms);
        for (uint32_t i = 0; i < n; i++)
            atoms[i].width = g_rand_int_range(random, 4, 12) * CELL / 8;
        struct gaz_break_params p = params_of(g_rand_int_range(random, 2, 6) * CELL);
        p.squeeze = CELL / 2;
        int64_t best = brute_force(atoms, n, p.measure, p.squeeze);
        if (best == INT64_MAX) continue;
        uint32_t n_lines;
        struct gaz_broken_line *lines = gaz_break_lines(&all, &p, &n_lines);
        assert_int_equal(cost_of(lines, n_lines, p.measure), best);
        g_free(lines);
        compared++;
    }
    assert_true(compared > 200);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_whole_paragraph),
        cmocka_unit_test(test_no_way_but_a_forbidden_one),
        cmocka_unit_test(test_lone_character),
        cmocka_unit_test(test_optimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
