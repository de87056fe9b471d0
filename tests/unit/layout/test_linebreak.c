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
    return (struct gaz_break_params){.cell = CELL,
                                     .first_measure = measure,
                                     .measure = measure,
                                     .squeeze_weight = 100,
                                     .first_line_weight = 100,
                                     .first_line_squeeze_weight = 100,
                                     .lone_character = true};
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
    expect_lines("abcdefghi,", p, "abcd/efghi,");    /* drawn up (S-34) */
    expect_lines("abcdefghij,", p, "abcd/efgh/ij,"); /* two are left alone */
}

/* ---- the optimum, against every set of break places weighed by a second reading of the definition */

struct reading {
    const struct gaz_atom *atoms;
    const struct gaz_break_params *params;
    uint32_t n;
};

/* Of the line [a, b), in the words of linebreak.c's opening: -1 when it cannot be set. */
static int64_t read_line_cost(const struct reading *r, uint32_t a, uint32_t b, bool *good) {
    const struct gaz_break_params *p = r->params;
    int64_t width = r->atoms[a].width, shrink = 0, gaps = 0, tight = 0,
            ink = r->atoms[a].first == GAZ_CLASS_HAN;
    for (uint32_t i = a + 1; i < b; i++) {
        width += r->atoms[i].width + r->atoms[i].kern;
        shrink += r->atoms[i].shrink;
        gaps += r->atoms[i].stretches;
        tight += r->atoms[i].beside_word;
        ink += r->atoms[i].first == GAZ_CLASS_HAN;
    }
    gaz_len measure = a == 0 ? p->first_measure : p->measure;
    int64_t loose = measure - width, hundredths = loose * 100 / CELL, cost = hundredths * hundredths * 100;
    int64_t lone = b == r->n && a > 0 && !p->lone_character && ink <= 1 ? 400000000 : 0;
    *good = (b == r->n || r->atoms[b].before == GAZ_BREAK_ALLOWED) &&
            (loose >= 0 || -loose <= MIN(p->squeeze, shrink));
    if ((b == r->n && loose >= 0) || hundredths == 0) return lone;
    if (loose < 0) cost = cost * p->squeeze_weight / 100;
    int64_t cells = MAX(measure / CELL, 1) * 10; /* a gap beside a word counts nine tenths */
    int64_t openings = MAX(gaps * 10 - tight, 10);
    if (loose > 0) cost = cost * cells * cells / (openings * openings);
    if (a == 0) cost = cost * (loose < 0 ? p->first_line_squeeze_weight : p->first_line_weight) / 100;
    return lone + cost - a;
}

static int64_t brute_force(const struct reading *r) {
    int64_t best = INT64_MAX;
    for (uint32_t mask = 0; mask < 1u << (r->n - 1); mask++) {
        int64_t cost = 0;
        bool good = true;
        for (uint32_t a = 0, b; a < r->n && good; a = b) {
            for (b = a + 1; b < r->n && !(mask >> (b - 1) & 1); b++)
                continue;
            cost += read_line_cost(r, a, b, &good);
        }
        if (good) best = MIN(best, cost);
    }
    return best;
}

static int64_t cost_of(const struct reading *r, const struct gaz_broken_line *lines, uint32_t n_lines) {
    int64_t cost = 0;
    bool good;
    for (uint32_t i = 0; i < n_lines; i++) {
        cost += read_line_cost(r, lines[i].begin, lines[i].end, &good);
        assert_true(good);
    }
    return cost;
}

/* The line's choices hold the one that was taken, it is the cheapest, and with the lines before it makes up
 * the whole: the explanation is the search. */
static void expect_choices(const struct gaz_atoms *all, const struct gaz_break_params *p,
                           const struct gaz_broken_line *line, int64_t before, int64_t whole) {
    uint32_t n;
    struct gaz_line_choice *choices = gaz_line_choices(all, p, line->begin, &n);
    int64_t least = INT64_MAX, taken = INT64_MAX;
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_line_choice *c = &choices[i];
        if (!c->allowed || !c->cost.fits || c->rest == GAZ_COST_NONE) continue;
        int64_t total = gaz_cost_sum(&c->cost) + c->rest;
        least = MIN(least, total);
        if (c->end == line->next) taken = total;
    }
    assert_int_equal(taken, least);
    assert_int_equal(before + taken, whole);
    g_free(choices);
}

static void compare_with_brute_force(const struct gaz_atoms *all, const struct gaz_break_params *p,
                                     uint32_t *compared) {
    struct reading r = {all->atoms, p, all->n};
    int64_t best = brute_force(&r), before = 0;
    if (best == INT64_MAX) return;
    uint32_t n_lines;
    bool good;
    struct gaz_broken_line *lines = gaz_break_lines(all, p, &n_lines);
    assert_int_equal(cost_of(&r, lines, n_lines), best);
    for (uint32_t i = 0; i < n_lines; i++) {
        expect_choices(all, p, &lines[i], before, best);
        before += read_line_cost(&r, lines[i].begin, lines[i].end, &good);
    }
    g_free(lines);
    ++*compared;
}

static void test_optimum(void **state) {
    (void)state;
    GRand *random = g_rand_new_with_seed(20240615);
    uint32_t compared = 0;
    for (int round = 0; round < 600; round++) {
        char pattern[16];
        uint32_t n = (uint32_t)g_rand_int_range(random, 2, 14);
        for (uint32_t i = 0; i < n; i++)
            pattern[i] = "aaaaaa,,(a"[g_rand_int_range(random, 0, 10)];
        pattern[n] = '\0';
        struct gaz_atom atoms[16];
        struct gaz_atoms all = atoms_from(pattern, atoms);
        for (uint32_t i = 0; i < n; i++) {
            atoms[i].width = g_rand_int_range(random, 4, 12) * CELL / 8;
            atoms[i].stretches = g_rand_int_range(random, 0, 4) > 0;
            atoms[i].beside_word = atoms[i].stretches && g_rand_int_range(random, 0, 3) == 0;
        }
        struct gaz_break_params p = params_of(g_rand_int_range(random, 2, 6) * CELL);
        p.first_measure -= g_rand_int_range(random, 0, 2) * CELL / 2;
        p.squeeze = CELL / 2;
        p.squeeze_weight = g_rand_int_range(random, 0, 200);
        p.first_line_weight = g_rand_int_range(random, 1, 200);
        p.first_line_squeeze_weight = g_rand_int_range(random, 1, 400);
        p.lone_character = g_rand_boolean(random);
        compare_with_brute_force(&all, &p, &compared);
    }
    assert_true(compared > 300);
    g_rand_free(random);
}

/* the parts that a person is told of are the whole cost, and each is where it belongs */
static void test_causes(void **state) {
    (void)state;
    struct gaz_atom atoms[16];
    struct gaz_atoms all = atoms_from("abcdefg,hijk", atoms);
    struct gaz_break_params p = params_of(5 * CELL);
    p.first_line_weight = 50;
    uint32_t n;
    struct gaz_line_choice *choices = gaz_line_choices(&all, &p, 0, &n);
    assert_true(n >= 5);
    struct gaz_line_cost four = choices[3].cost; /* abcd: a cell loose, three gaps for five cells */
    assert_int_equal(four.loose, 1000000);
    assert_int_equal(four.few_gaps, 1000000 * 25 / 9 - 1000000);
    assert_int_equal(four.first_line, 1000000 * 25 / 9 / 2 - 1000000 * 25 / 9);
    assert_int_equal(gaz_cost_sum(&four), 1000000 * 25 / 9 / 2);
    assert_int_equal(gaz_cost_sum(&choices[4].cost), 0);
    assert_int_equal(gaz_cost_sum(&choices[5].cost), GAZ_COST_NONE); /* six cells in five */
    g_free(choices);
    choices = gaz_line_choices(&all, &p, 5, &n);
    assert_false(choices[1].allowed); /* fg|, */
    assert_int_equal(choices[3].cost.late, -5);
    assert_int_equal(choices[3].cost.first_line, 0);
    g_free(choices);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_whole_paragraph),
        cmocka_unit_test(test_no_way_but_a_forbidden_one),
        cmocka_unit_test(test_lone_character),
        cmocka_unit_test(test_optimum),
        cmocka_unit_test(test_causes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
