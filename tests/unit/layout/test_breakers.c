/* test_breakers.c: an answer is found under its whole question, in the setting that asks and in the next;
 * lines that are remembered are those that a search finds. No font is needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "layout/text/breakers.h"
#include "layout/text/linebreak.h"
#include "layout/memory.h"

#include <glib.h>
#include <string.h>

static const char *find(struct gaz_memory *memory, const char *question) {
    g_autoptr(GBytes) bytes = g_bytes_new(question, strlen(question));
    size_t n;
    return gaz_memory_find(memory, bytes, &n);
}

static void keep(struct gaz_memory *memory, const char *question, const char *answer) {
    g_autoptr(GBytes) bytes = g_bytes_new(question, strlen(question));
    gaz_memory_keep(memory, bytes, answer, strlen(answer) + 1);
}

static void what_is_asked_again_stays(void **state) {
    (void)state;
    struct gaz_memory *memory = gaz_memory_new();
    gaz_memory_begin(memory);
    keep(memory, "甲乙丙丁戊", "1");
    keep(memory, "甲乙丙丁己", "2");
    assert_null(find(memory, "甲乙丙丁"));
    gaz_memory_begin(memory);
    assert_string_equal(find(memory, "甲乙丙丁戊"), "1");
    assert_string_equal(find(memory, "甲乙丙丁戊"), "1"); /* it has changed over */
    gaz_memory_begin(memory);
    assert_string_equal(find(memory, "甲乙丙丁戊"), "1");
    assert_null(find(memory, "甲乙丙丁己")); /* nobody asked for it in between */
    gaz_memory_free(memory);
}

/* ---- lines */

enum { CELL = 1000, MOST_ATOMS = 60, ROUNDS = 1200 };

static void random_atoms(GRand *rand, struct gaz_atom *atoms, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool mark = g_rand_int_range(rand, 0, 6) == 0;
        atoms[i] = (struct gaz_atom){.first_char = i,
                                     .n_chars = 1,
                                     .first = mark ? GAZ_CLASS_COMMA : GAZ_CLASS_HAN,
                                     .last = mark ? GAZ_CLASS_COMMA : GAZ_CLASS_HAN,
                                     .width = CELL,
                                     .size = CELL,
                                     .trim_end = mark ? CELL / 2 : 0,
                                     .shrink = mark ? CELL / 4 : 0,
                                     .before = mark ? GAZ_BREAK_FORBIDDEN : GAZ_BREAK_ALLOWED,
                                     .stretches = true};
    }
}

/* One member of an atom or of the params becomes another, or none does. */
static void change_something(GRand *rand, struct gaz_atom *atom, struct gaz_break_params *params,
                             struct gaz_paragraph_spec *spec) {
    switch (g_rand_int_range(rand, 0, 12)) {
    case 0:
        atom->width += CELL / 2;
        break;
    case 1:
        atom->kern -= CELL / 4;
        break;
    case 2:
        atom->trim_end = CELL / 3;
        break;
    case 3:
        atom->trim_start = CELL / 3;
        break;
    case 4:
        atom->before = GAZ_BREAK_NEVER;
        break;
    case 5:
        atom->held = true;
        break;
    case 6:
        atom->is_set = true;
        break;
    case 7:
        atom->first = atom->last = GAZ_CLASS_SPACE;
        break;
    case 8:
        params->measure += CELL;
        break;
    case 9:
        params->first_measure -= CELL;
        break;
    case 10:
        params->squeeze = params->squeeze ? 0 : CELL / 2;
        break;
    default:
        spec->squeeze = spec->squeeze ? 0 : CELL;
    }
}

static bool are_lines_same(const struct gaz_broken_line *one, const struct gaz_broken_line *other,
                           uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (one[i].begin != other[i].begin || one[i].end != other[i].end || one[i].next != other[i].next ||
            one[i].natural != other[i].natural || one[i].hang != other[i].hang ||
            one[i].is_last != other[i].is_last || one[i].is_overfull != other[i].is_overfull)
            return false;
    return true;
}

/* ---- the definition, without a shortcut: from the end upwards, the least widening that saves a line */

static bool may_stand(const struct gaz_atoms *atoms, const struct gaz_broken_line *lines, uint32_t n,
                      const struct gaz_break_params *usual) {
    for (uint32_t i = 0; i < n; i++) {
        int64_t shrink = 0, gaps = 0, over = lines[i].natural - (i ? usual->measure : usual->first_measure);
        for (uint32_t k = lines[i].begin + 1; k < lines[i].end; k++) {
            shrink += atoms->atoms[k].shrink;
            gaps += atoms->atoms[k].stretches;
        }
        if ((over > 0 && gaps == 0) || !gaz_line_fits(usual, over, shrink, INT32_MAX)) return false;
    }
    return true;
}

static uint32_t lines_taken_in(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                               gaz_len squeeze) {
    uint32_t n, n_rest;
    g_autofree struct gaz_broken_line *lines = gaz_break_lines(atoms, params, &n);
    for (uint32_t keep = n; squeeze > 0 && keep-- > 0;) {
        uint32_t from = keep ? lines[keep - 1].next : 0;
        struct gaz_atoms rest = {.atoms = atoms->atoms + from, .n = atoms->n - from};
        struct gaz_break_params own = *params;
        if (keep > 0) own.first_measure = own.measure;
        if (keep > 0) own.first_line_weight = own.first_line_squeeze_weight = 100;
        const struct gaz_break_params given = own;
        for (gaz_len more = CELL / 4; more <= squeeze; more += CELL / 4) {
            own.measure += CELL / 4;
            own.first_measure += CELL / 4;
            g_autofree struct gaz_broken_line *now = gaz_break_lines(&rest, &own, &n_rest);
            if (n_rest < n - keep && may_stand(&rest, now, n_rest, &given)) return keep + n_rest;
        }
    }
    return n;
}

static void lines_are_those_of_a_search_of_all_ways(void **state) {
    (void)state;
    GRand *rand = g_rand_new_with_seed(20260601);
    struct gaz_memory *memory = gaz_memory_new();
    struct gaz_typesetter with = {.memory = memory}, without = {0};
    struct gaz_atom atoms[MOST_ATOMS];
    struct gaz_break_params params = {.cell = CELL,
                                      .first_measure = 8 * CELL,
                                      .measure = 10 * CELL,
                                      .squeeze = CELL / 2,
                                      .squeeze_weight = 100,
                                      .first_line_weight = 60,
                                      .first_line_squeeze_weight = 60,
                                      .lone_squeeze = CELL / 2};
    struct gaz_paragraph_spec spec = {0};
    for (int round = 0; round < ROUNDS; round++) {
        struct gaz_atoms all = {.atoms = atoms, .n = MOST_ATOMS};
        if (round % 40 == 0) gaz_memory_begin(memory), random_atoms(rand, atoms, MOST_ATOMS);
        change_something(rand, &atoms[g_rand_int_range(rand, 0, MOST_ATOMS)], &params, &spec);
        if (params.measure > 20 * CELL) params.measure = 10 * CELL;
        if (params.first_measure < 4 * CELL) params.first_measure = 8 * CELL;
        for (int again = 0; again < 2; again++) {
            uint32_t n, n_expected;
            struct gaz_broken_line *lines = gaz_break_taken_in(&with, &spec, &all, &params, &n);
            struct gaz_broken_line *expected =
                gaz_break_taken_in(&without, &spec, &all, &params, &n_expected);
            assert_int_equal(n, n_expected);
            assert_true(are_lines_same(lines, expected, n));
            assert_int_equal(n, lines_taken_in(&all, &params, spec.squeeze));
            g_free(lines);
            g_free(expected);
        }
    }
    gaz_memory_free(memory);
    g_rand_free(rand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_again_stays),
        cmocka_unit_test(lines_are_those_of_a_search_of_all_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
