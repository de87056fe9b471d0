/* test_search.c: trial/search.h with goals that are made up: no document is set. An override is known by the
 * number that it has for a place.
 */
/* link: gaz_trial gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include "trial/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 40 };

/* A world in which each override moves the end by so many lines, and the goal is a sum. */
struct world {
    int lines[MOST];   /* of each override */
    int wanted;        /* lines that must be gained, all of one sign */
    int refused;       /* this override cannot be set; -1: all can */
    int opener, opens; /* with `opener` among them `opens` moves ten lines; -1: none */
    unsigned asked;
};

static struct gaz_outcome judge(void *context, const GArray *overrides) {
    struct world *world = context;
    struct gaz_outcome outcome = {.is_possible = true};
    bool open = false, opened = false;
    world->asked++;
    for (guint i = 0; i < overrides->len; i++) {
        int at = (int)g_array_index(overrides, struct gaz_override, i).at;
        outcome.shift += world->lines[at];
        if (at == world->refused) outcome.is_possible = false;
        open |= at == world->opener;
        opened |= at == world->opens;
    }
    if (open && opened) outcome.shift += 10;
    outcome.is_reached = world->wanted > 0 ? outcome.shift >= world->wanted : outcome.shift <= world->wanted;
    outcome.rest = outcome.is_reached ? overrides->len : 99;
    return outcome;
}

static struct world world_of(int wanted) {
    return (struct world){.wanted = wanted, .refused = -1, .opener = -1, .opens = -1};
}

/* Attempt i costs what `costs` says (NULL: i). */
static GArray *search(struct world *world, uint32_t n, const uint32_t *costs, uint32_t most_trials) {
    struct gaz_attempt attempts[MOST] = {0};
    struct gaz_trial trial = {0};
    for (uint32_t i = 0; i < n; i++) {
        attempts[i] = (struct gaz_attempt){
            .overrides = {{.kind = GAZ_OVERRIDE_PAGE_END, .at = i}}, .n = 1, .cost = costs ? costs[i] : i};
    }
    struct gaz_search one = {.judge = judge,
                             .context = world,
                             .trial = &trial,
                             .attempts = attempts,
                             .n = n,
                             .most_together = GAZ_MOST_TOGETHER,
                             .most_trials = most_trials,
                             .most_answers = 3};
    return gaz_search_fewest(&one);
}

static void expect_answers(GArray *answers, const char *wanted) {
    g_autoptr(GString) said = g_string_new(NULL);
    for (guint i = 0; i < answers->len; i++) {
        const struct gaz_answer *one = &g_array_index(answers, struct gaz_answer, i);
        for (uint32_t k = 0; k < one->n; k++)
            g_string_append_printf(said, "%s%u", k ? "+" : i ? " " : "", one->attempts[k]);
    }
    assert_string_equal(said->str, wanted);
    g_array_unref(answers);
}

static void test_one_is_enough(void **state) {
    (void)state;
    struct world world = world_of(3);
    for (int i = 0; i < 6; i++)
        world.lines[i] = i;
    expect_answers(search(&world, 6, NULL, 1000), "3 4 5");
    assert_int_equal(world.asked, 6);
    /* of equal count the cheaper one first, whatever its place */
    const uint32_t costs[] = {0, 1, 2, 9, 3, 9};
    expect_answers(search(&world, 6, costs, 1000), "4 3 5");
}

/* As many as it takes and no more; of those the ones that cost least together. */
static void test_fewest(void **state) {
    (void)state;
    struct world world = world_of(3);
    for (int i = 0; i < 5; i++)
        world.lines[i] = 1;
    expect_answers(search(&world, 5, NULL, 1000), "0+1+2 0+1+3 0+1+4");
    world.lines[4] = 2;
    expect_answers(search(&world, 5, NULL, 1000), "0+4 1+4 2+4");
    world.wanted = 5;
    world.lines[4] = 1;
    expect_answers(search(&world, 5, NULL, 1000), ""); /* five are too many */
    world.wanted = 4;
    expect_answers(search(&world, 5, NULL, 1000), "0+1+2+3 0+1+2+4 0+1+3+4");
}

/* What moves the end down is not put to what moves it up. */
static void test_one_way(void **state) {
    (void)state;
    struct world world = world_of(-2);
    const int lines[] = {1, -1, 1, -1, 0};
    memcpy(world.lines, lines, sizeof lines);
    expect_answers(search(&world, 5, NULL, 1000), "1+3");
}

/* What does nothing alone may open the way for another; what cannot be set goes with nothing. */
static void test_opener(void **state) {
    (void)state;
    struct world world = world_of(5);
    world.lines[2] = 1;
    world.opener = 3;
    world.opens = 2;
    expect_answers(search(&world, 5, NULL, 1000), "2+3");
    world.lines[2] = 0; /* neither does anything alone */
    expect_answers(search(&world, 5, NULL, 1000), "2+3");
    world.refused = 3;
    expect_answers(search(&world, 5, NULL, 1000), "");
}

static void test_clash(void **state) {
    (void)state;
    struct world world = world_of(2);
    struct gaz_trial trial = {0};
    struct gaz_attempt attempts[3] = {0};
    const char *keys[] = {"页行数", "页行数", "署名.前空"};
    for (uint32_t i = 0; i < 3; i++) {
        world.lines[i] = 1;
        attempts[i].overrides[0] = (struct gaz_override){.kind = GAZ_OVERRIDE_VALUE, .at = i, .key = keys[i]};
        attempts[i].n = 1;
        attempts[i].cost = i;
    }
    struct gaz_search one = {
        .judge = judge, .context = &world, .trial = &trial, .attempts = attempts, .n = 3};
    one.most_together = 2, one.most_trials = 100, one.most_answers = 9;
    expect_answers(gaz_search_fewest(&one), "0+2 1+2");
    attempts[2].is_alone = true;
    expect_answers(gaz_search_fewest(&one), "");
}

/* The bound holds, and what comes farthest is gone on from: six of forty, none of the first. */
static void test_bound(void **state) {
    (void)state;
    struct world world = world_of(20);
    for (int i = 0; i < MOST; i++)
        world.lines[i] = i < 36 ? 1 : 5;
    GArray *answers = search(&world, MOST, NULL, 4000);
    assert_int_equal(answers->len, 1);
    expect_answers(answers, "36+37+38+39");
    world.asked = 0;
    expect_answers(search(&world, MOST, NULL, 50), "");
    assert_in_range(world.asked, MOST, MOST + 50);
    for (int i = 0; i < MOST; i++) /* nor is the first forgotten */
        world.lines[i] = i < 4 ? 5 : 1;
    answers = search(&world, MOST, NULL, 4000);
    assert_int_equal(answers->len, 1);
    expect_answers(answers, "0+1+2+3");
}

static void push(GArray *overrides, uint32_t at) {
    struct gaz_override o = {.kind = GAZ_OVERRIDE_PAGE_END, .at = at};
    g_array_append_val(overrides, o);
}

/* Only what the goal needs stays; where all of it cannot be, what stands in the way goes. */
static void test_prune(void **state) {
    (void)state;
    struct world world = world_of(2);
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    world.lines[1] = world.lines[3] = 1;
    for (uint32_t i = 0; i < 5; i++)
        push(overrides, i);
    gaz_search_prune(judge, &world, overrides);
    assert_int_equal(overrides->len, 2);
    assert_int_equal(g_array_index(overrides, struct gaz_override, 0).at, 1);
    assert_int_equal(g_array_index(overrides, struct gaz_override, 1).at, 3);
    push(overrides, 4);
    world.refused = 4;
    gaz_search_prune(judge, &world, overrides);
    assert_int_equal(overrides->len, 2);
    g_array_unref(overrides);
}

static void test_best(void **state) {
    (void)state;
    GArray *answers = g_array_new(FALSE, FALSE, sizeof(struct gaz_answer));
    assert_null(gaz_answer_best(answers));
    const uint64_t rests[] = {7, 3, 3, 5};
    for (uint32_t i = 0; i < 4; i++) {
        struct gaz_answer one = {.attempts = {i}, .n = 1, .outcome = {.is_possible = true, .rest = rests[i]}};
        g_array_append_val(answers, one);
    }
    assert_int_equal(gaz_answer_best(answers)->attempts[0], 1);
    g_array_unref(answers);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_is_enough), cmocka_unit_test(test_fewest), cmocka_unit_test(test_one_way),
        cmocka_unit_test(test_opener),        cmocka_unit_test(test_clash),  cmocka_unit_test(test_bound),
        cmocka_unit_test(test_prune),         cmocka_unit_test(test_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
