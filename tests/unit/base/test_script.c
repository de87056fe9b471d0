/* test_script.c: base/diff/script.h: a script leads from the one to the other, and no shorter one does. */
/* link: gaz_base */
#include "base/diff/script.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 300 };

struct pair {
    uint32_t old[MOST], new[MOST], n_old, n_new;
    uint8_t gone[MOST], come[MOST];
    bool shortest;
};

static uint32_t random_below(uint64_t *seed, uint32_t n) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % n;
}

/* The new one is the old one with some edits, or has nothing to do with it. */
static void make_pair(struct pair *pair, uint64_t seed, uint32_t most) {
    uint32_t letters = 1 + random_below(&seed, 8), edits = random_below(&seed, 5);
    memset(pair, 0, sizeof *pair);
    pair->n_old = random_below(&seed, most);
    for (uint32_t i = 0; i < pair->n_old; i++)
        pair->old[i] = random_below(&seed, letters);
    for (uint32_t i = 0; i < pair->n_old && pair->n_new < most; i++) {
        uint32_t dice = random_below(&seed, 20);
        if (dice < edits) continue;
        if (dice < 2 * edits) pair->new[pair->n_new++] = random_below(&seed, letters);
        if (pair->n_new < most) pair->new[pair->n_new++] = pair->old[i];
    }
}

static uint32_t make_script(struct pair *pair, uint64_t allowance) {
    uint32_t n = 0;
    pair->shortest = gaz_script_make((struct gaz_sequence){pair->old, pair->n_old},
                                     (struct gaz_sequence){pair->new, pair->n_new},
                                     (struct gaz_script){pair->gone, pair->come}, &allowance);
    for (uint32_t i = 0; i < MOST; i++)
        n += (uint32_t)pair->gone[i] + pair->come[i];
    return n;
}

/* What is kept of both is the same: so the script applied to the old one gives the new one. */
static void expect_applied(const struct pair *pair) {
    uint32_t x = 0, y = 0;
    for (;;) {
        while (x < pair->n_old && pair->gone[x])
            x++;
        while (y < pair->n_new && pair->come[y])
            y++;
        if (x == pair->n_old || y == pair->n_new) break;
        assert_int_equal(pair->old[x++], pair->new[y++]);
    }
    assert_int_equal(x, pair->n_old);
    assert_int_equal(y, pair->n_new);
}

/* By the table of longest common subsequences. */
static uint32_t least_edits(const struct pair *pair) {
    static uint32_t table[MOST + 1][MOST + 1];
    memset(table, 0, sizeof table);
    for (uint32_t i = pair->n_old; i-- > 0;)
        for (uint32_t k = pair->n_new; k-- > 0;)
            table[i][k] = pair->old[i] == pair->new[k] ? table[i + 1][k + 1] + 1
                                                       : MAX(table[i + 1][k], table[i][k + 1]);
    return pair->n_old + pair->n_new - 2 * table[0][0];
}

static void test_shortest(void **state) {
    (void)state;
    struct pair pair;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        make_pair(&pair, seed, seed % 10 ? 40 : MOST);
        uint32_t n = make_script(&pair, GAZ_SCRIPT_ALLOWANCE);
        expect_applied(&pair);
        assert_true(pair.shortest);
        assert_int_equal(n, least_edits(&pair));
    }
}

/* With any allowance the script is right, only longer. */
static void test_allowance(void **state) {
    (void)state;
    struct pair pair;
    for (uint64_t seed = 1; seed <= 500; seed++)
        for (uint64_t allowance = 0; allowance < 2000; allowance = allowance * 3 + 1) {
            make_pair(&pair, seed, 120);
            uint32_t n = make_script(&pair, allowance);
            expect_applied(&pair);
            assert_true(n >= least_edits(&pair));
            assert_true(!pair.shortest || n == least_edits(&pair));
        }
}

static bool is_letter_0(uint32_t item) {
    return item == 0;
}

static void test_shift(void **state) {
    (void)state;
    struct pair pair;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        make_pair(&pair, seed, 60);
        uint32_t n = make_script(&pair, GAZ_SCRIPT_ALLOWANCE), after = 0;
        gaz_script_shift((struct gaz_sequence){pair.old, pair.n_old},
                         (struct gaz_sequence){pair.new, pair.n_new},
                         (struct gaz_script){pair.gone, pair.come}, is_letter_0);
        expect_applied(&pair);
        for (uint32_t i = 0; i < MOST; i++)
            after += (uint32_t)pair.gone[i] + pair.come[i];
        assert_int_equal(after, n);
    }
}

static void test_shift_to_stop(void **state) {
    (void)state;
    /* 0 1 2 0 and 0 1 3 0 1 2 0: what came is 1 3 0 behind a 0, not 3 0 1 */
    struct pair pair = {.old = {0, 1, 2, 0}, .new = {0, 1, 3, 0, 1, 2, 0}, .n_old = 4, .n_new = 7};
    static const uint8_t wanted[] = {0, 1, 1, 1, 0, 0, 0};
    make_script(&pair, GAZ_SCRIPT_ALLOWANCE);
    gaz_script_shift((struct gaz_sequence){pair.old, 4}, (struct gaz_sequence){pair.new, 7},
                     (struct gaz_script){pair.gone, pair.come}, is_letter_0);
    assert_memory_equal(pair.come, wanted, sizeof wanted);
}

/* Two long texts that have nothing to do with one another: an end is found, in bounded time. */
static void test_hostile(void **state) {
    (void)state;
    enum { N = 200000 };
    uint32_t *old = g_new(uint32_t, N), *new = g_new(uint32_t, N);
    uint64_t seed = 5, allowance = GAZ_SCRIPT_ALLOWANCE / 16;
    for (int i = 0; i < N; i++) {
        old[i] = random_below(&seed, 3000);
        new[i] = random_below(&seed, 3000);
    }
    struct gaz_script script = {g_malloc0(N), g_malloc0(N)};
    assert_false(
        gaz_script_make((struct gaz_sequence){old, N}, (struct gaz_sequence){new, N}, script, &allowance));
    uint32_t x = 0, y = 0;
    for (; x < N && y < N; x++, y++) {
        while (x < N && script.gone[x])
            x++;
        while (y < N && script.come[y])
            y++;
        if (x < N && y < N) assert_int_equal(old[x], new[y]);
    }
    g_free(old);
    g_free(new);
    g_free(script.gone);
    g_free(script.come);
}

/* ---- against diff(1) */

static char *write_lines(const char *folder, const char *name, const uint32_t *items, uint32_t n) {
    char *path = g_build_filename(folder, name, NULL);
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%u\n", items[i]);
    assert_true(g_file_set_contents(path, text->str, -1, NULL));
    g_string_free(text, TRUE);
    return path;
}

static uint32_t count_by_diff(const char *folder, const struct pair *pair) {
    char *old = write_lines(folder, "old", pair->old, pair->n_old);
    char *new = write_lines(folder, "new", pair->new, pair->n_new);
    char *argv[] = {(char *)"diff", (char *)"--minimal", old, new, NULL}, *out = NULL;
    uint32_t n = 0;
    assert_true(g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL));
    for (const char *c = out; *c; c = strchr(c, '\n') + 1)
        n += *c == '<' || *c == '>';
    g_remove(old);
    g_remove(new);
    g_free(old);
    g_free(new);
    g_free(out);
    return n;
}

static void test_diff(void **state) {
    (void)state;
    char *program = g_find_program_in_path("diff");
    if (!program) skip();
    g_free(program);
    char *folder = g_dir_make_tmp(NULL, NULL);
    struct pair pair;
    for (uint64_t seed = 10000; seed < 10100; seed++) {
        make_pair(&pair, seed, MOST);
        assert_int_equal(make_script(&pair, GAZ_SCRIPT_ALLOWANCE), count_by_diff(folder, &pair));
    }
    g_rmdir(folder);
    g_free(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shortest),      cmocka_unit_test(test_allowance), cmocka_unit_test(test_shift),
        cmocka_unit_test(test_shift_to_stop), cmocka_unit_test(test_hostile),   cmocka_unit_test(test_diff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
