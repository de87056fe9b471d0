/* A table of inks: what is equal stands in it once, and it owns what it holds. */
#include "tests/unit/check.h"

#include "base/terms/ink.h"

static const struct gaz_ink red = {
    .name = "红", .screen = 0xD7282F, .has_cmyk = true, .cmyk = {0, 80, 80, 0}};

static void equal_inks_are_one(void **state) {
    struct world *world = *state;
    struct gaz_inks *inks = gaz_inks_new(world->arena, NULL);
    struct gaz_ink spot = red, rich = red, bare = {.screen = red.screen};
    spot.spot = "公报红";
    rich.cmyk[3] = 10;
    assert_int_equal(gaz_inks_add(inks, &red), 0);
    assert_int_equal(gaz_inks_add(inks, &spot), 1); /* of one name and not the same */
    assert_int_equal(gaz_inks_add(inks, &rich), 2);
    assert_int_equal(gaz_inks_add(inks, &bare), 3);
    assert_int_equal(gaz_inks_add(inks, &bare), 3);
    assert_int_equal(gaz_inks_add(inks, &spot), 1);
    assert_int_equal(gaz_inks_add(inks, &red), 0);
    assert_int_equal(inks->n, 4);
    assert_false(inks->inks[3].has_cmyk);
}

static void a_copy_owns_its_names(void **state) {
    struct world *world = *state;
    char name[] = "红";
    struct gaz_ink ink = red;
    ink.name = name;
    struct gaz_inks *inks = gaz_inks_new(world->arena, NULL);
    gaz_inks_add(inks, &ink);
    struct gaz_inks *copy = gaz_inks_new(world->arena, inks);
    name[0] = 'x';
    gaz_inks_add(copy, &(struct gaz_ink){.screen = 1});
    assert_string_equal(copy->inks[0].name, "红");
    assert_ptr_not_equal(copy->inks[0].name, inks->inks[0].name);
    assert_int_equal(copy->n, 2);
    assert_int_equal(inks->n, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(equal_inks_are_one),
        WORLD_TEST(a_copy_owns_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
