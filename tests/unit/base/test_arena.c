/* test_arena.c: memory comes zeroed and aligned, grows, and outlives large requests. */
#include "tests/unit/check.h"

static void gives_zeroed_aligned_memory(void **state) {
    struct world *world = *state;
    for (size_t size = 0; size < 200000; size = size * 3 + 1) {
        unsigned char *at = gaz_arena_alloc(world->arena, size);
        assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(at[i], 0);
        memset(at, 0xAA, size);
    }
}

static void keeps_small_ones_beside_large_ones(void **state) {
    struct world *world = *state;
    char *one = gaz_arena_strdup(world->arena, "甲");
    memset(gaz_arena_alloc(world->arena, 1 << 20), 0xFF, 1 << 20);
    char *two = gaz_arena_printf(world->arena, "%s%d", "乙", 2);
    assert_string_equal(one, "甲");
    assert_string_equal(two, "乙2");
    assert_null(gaz_arena_strdup(world->arena, NULL));
    assert_string_equal(gaz_arena_strndup(world->arena, "abc", 2), "ab");
}

static void grows_arrays(void **state) {
    struct world *world = *state;
    int *numbers = NULL;
    uint32_t n = 0;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++)
        *GAZ_PUSH(world->arena, numbers, n, capacity) = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    assert_int_equal(n, 1000);
    assert_true(capacity >= 1000);
}

static void frees_nothing(void **state) {
    (void)state;
    gaz_arena_free(NULL);
    gaz_arena_free(gaz_arena_new());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(gives_zeroed_aligned_memory),
        WORLD_TEST(keeps_small_ones_beside_large_ones),
        WORLD_TEST(grows_arrays),
        cmocka_unit_test(frees_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
