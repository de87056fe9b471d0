/* test_round.c: base/terms/round.h: the rounds by their names, and which was meant by one that is typed
 * wrong. */
/* link: gaz_base */
#include "base/terms/round.h"
#include "base/text/hint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_names(void **state) {
    (void)state;
    for (int i = 0; i < GAZ_N_PROOF_ROUNDS; i++) {
        enum gaz_proof_round round = GAZ_N_PROOF_ROUNDS;
        assert_true(gaz_round_read(gaz_round_names[i], &round));
        assert_int_equal(round, i);
    }
    enum gaz_proof_round round = GAZ_ROUND_CLEAN;
    assert_false(gaz_round_read("", &round));
    assert_false(gaz_round_read("三校 ", &round));
    assert_false(gaz_round_read("三教", &round));
    assert_int_equal(round, GAZ_ROUND_CLEAN);
}

static void test_hints(void **state) {
    (void)state;
    static const char *const meant[][2] = {
        {"三教", "三校"}, {"淸样", "清样"}, {"清樣", "清样"}, {"付 印", "付印"}, {"付引", "付印"}};
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        assert_string_equal(gaz_nearest_name(meant[i][0], gaz_round_names, GAZ_N_PROOF_ROUNDS), meant[i][1]);
    assert_null(gaz_nearest_name("定稿", gaz_round_names, GAZ_N_PROOF_ROUNDS));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_hints)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
