/* test_press_colour.c: a colour of the screen on a press, by the formula and by a profile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/terms/ink.h"
#include "output/inks/colour.h"

#include <glib.h>
#include <string.h>

#define A_PROFILE "/usr/share/color/icc/ghostscript/default_cmyk.icc"
#define NO_OUTPUT_PROFILE "/usr/share/color/icc/ghostscript/default_rgb.icc"
#define OTHER_RGB "/usr/share/color/icc/ghostscript/a98.icc"

static const struct gaz_ink inks[] = {
    {"黑", 0x000000, true, {0, 0, 0, 100}, NULL},
    {"红", 0xD7282F, true, {0, 80, 80, 0}, NULL},
    {"纸白", 0xFFFFFF, true, {0, 0, 0, 0}, NULL},
    {"专红", 0xB11E23, true, {20, 100, 100, 15}, "PANTONE 186 C"},
    {NULL, 0x336699, false, {0}, NULL},
};

static GBytes *read_profile(const char *path) {
    char *data;
    gsize size;
    if (g_file_get_contents(path, &data, &size, NULL)) return g_bytes_new_take(data, size);
    skip();
    return NULL;
}

static struct gaz_press_colours *colours_with(GBytes *profile) {
    struct gaz_press press = {.condition = "FOGRA47", .profile = profile};
    return gaz_press_colours_new(&press, inks, G_N_ELEMENTS(inks));
}

static void assert_inks(const struct gaz_press_colour *colour, double c, double m, double y, double k) {
    const double wanted[] = {c, m, y, k};
    for (int i = 0; i < 4; i++)
        assert_float_equal(colour->cmyk[i], wanted[i], 0.005);
}

static void formula_takes_grey_out(void **state) {
    (void)state;
    struct gaz_press_colours *colours = colours_with(NULL);
    assert_true(gaz_press_colours_guess(colours));
    struct gaz_press_colour colour = gaz_press_colour_of(colours, 0x336698);
    assert_inks(&colour, 0.396, 0.196, 0, 0.404);
    assert_int_equal(colour.ink, GAZ_NO_INK);
    assert_true(colour.is_guessed);
    colour = gaz_press_colour_of(colours, 0xFF0000);
    assert_inks(&colour, 0, 1, 1, 0);
    gaz_press_colours_free(colours);
}

/* Whatever the way, and each of them. */
static void check_greys(const struct gaz_press_colours *colours) {
    double before = -1;
    for (int v = 255; v >= 0; v--) {
        struct gaz_press_colour colour = gaz_press_colour_of(colours, (uint32_t)v * 0x010101u);
        assert_true(colour.cmyk[0] == 0 && colour.cmyk[1] == 0 && colour.cmyk[2] == 0);
        assert_true(colour.cmyk[3] >= before);
        assert_false(colour.is_guessed);
        before = colour.cmyk[3];
    }
    assert_true(before == 1);
    assert_true(gaz_press_colour_of(colours, 0xFFFFFF).cmyk[3] == 0);
}

static void greys_are_black_alone(void **state) {
    (void)state;
    struct gaz_press_colours *colours = colours_with(NULL);
    check_greys(colours);
    gaz_press_colours_free(colours);
    g_autoptr(GBytes) profile = read_profile(A_PROFILE);
    colours = colours_with(profile);
    assert_false(gaz_press_colours_guess(colours));
    check_greys(colours);
    gaz_press_colours_free(colours);
}

static void profile_is_used(void **state) {
    (void)state;
    g_autoptr(GBytes) profile = read_profile(A_PROFILE);
    struct gaz_press_colours *colours = colours_with(profile);
    struct gaz_press_colour blue = gaz_press_colour_of(colours, 0x0000FF);
    assert_true(blue.cmyk[0] > 0.8 && blue.cmyk[1] > 0.6 &&
                blue.cmyk[2] < 0.2); /* not the formula's 1 1 0 0 */
    assert_false(blue.is_guessed);
    assert_true(blue.cmyk[0] != 1 || blue.cmyk[1] != 1);
    gaz_press_colours_free(colours);
}

/* A photograph of something grey has no step where a pixel happens to be grey. */
static void near_greys_glide(void **state) {
    (void)state;
    g_autoptr(GBytes) profile = read_profile(A_PROFILE);
    struct gaz_press_colours *colours = colours_with(profile);
    const struct gaz_press_rows *rows = gaz_press_rows_of_screen(colours);
    for (int v = 0; v < 256 - 20; v++) {
        unsigned char rgb[20 * 3], cmyk[20 * 4];
        for (int d = 0; d < 20; d++)
            memcpy(rgb + (size_t)d * 3,
                   (const unsigned char[]){(unsigned char)(v + d), (unsigned char)v, (unsigned char)v}, 3);
        gaz_press_rows_convert(rows, rgb, cmyk, 20);
        for (int d = 1; d < 20; d++)
            for (int i = 0; i < 4; i++)
                assert_in_range(abs(cmyk[d * 4 + i] - cmyk[d * 4 - 4 + i]), 0, 24);
    }
    gaz_press_colours_free(colours);
}

static void an_inks_colour_is_the_ink(void **state) {
    (void)state;
    struct gaz_press_colours *colours = colours_with(NULL);
    struct gaz_press_colour colour = gaz_press_colour_of(colours, 0xD7282F);
    assert_inks(&colour, 0, 0.8, 0.8, 0);
    assert_int_equal(colour.ink, 1);
    assert_int_equal(gaz_press_colour_of(colours, 0xB11E23).ink, 3);
    assert_int_equal(gaz_press_colour_of(colours, 0xD72830).ink, GAZ_NO_INK);
    assert_int_equal(gaz_press_colour_of(colours, 0x336699).ink, GAZ_NO_INK); /* nobody said how it prints */
    colour = gaz_press_colour_of_ink(colours, 4);
    assert_int_equal(colour.ink, 4);
    assert_inks(&colour, 0.4, 0.2, 0, 0.4);
    const unsigned char rgb[] = {0xD7, 0x28, 0x2F};
    unsigned char cmyk[4];
    struct gaz_press_rows *exact = gaz_press_rows_new(colours, NULL, 0, true);
    gaz_press_rows_convert(exact, rgb, cmyk, 1);
    assert_memory_equal(cmyk, ((unsigned char[]){0, 204, 204, 0}), 4);
    gaz_press_rows_convert(gaz_press_rows_of_screen(colours), rgb, cmyk, 1);
    assert_memory_equal(cmyk, ((unsigned char[]){0, 175, 168, 40}), 4);
    gaz_press_rows_free(exact);
    gaz_press_colours_free(colours);
}

/* A green of a wider space needs more ink than the same numbers of sRGB; a profile that is none counts for
 * nothing, nor does one of the press. */
static void pictures_bring_their_own_profile(void **state) {
    (void)state;
    g_autoptr(GBytes) profile = read_profile(A_PROFILE), other = read_profile(OTHER_RGB);
    struct gaz_press_colours *colours = colours_with(profile);
    gsize size, press_size;
    const unsigned char *data = g_bytes_get_data(other, &size), rgb[] = {60, 160, 90};
    const void *press = g_bytes_get_data(profile, &press_size);
    unsigned char wide[4], plain[4], damaged[4];
    struct gaz_press_rows *own = gaz_press_rows_new(colours, data, size, false);
    struct gaz_press_rows *cut = gaz_press_rows_new(colours, data, size / 4, false);
    struct gaz_press_rows *of_press = gaz_press_rows_new(colours, press, press_size, false);
    assert_true(gaz_press_rows_are_own(own));
    assert_false(gaz_press_rows_are_own(cut));
    assert_false(gaz_press_rows_are_own(of_press));
    gaz_press_rows_convert(own, rgb, wide, 1);
    gaz_press_rows_convert(gaz_press_rows_of_screen(colours), rgb, plain, 1);
    gaz_press_rows_convert(cut, rgb, damaged, 1);
    assert_memory_not_equal(wide, plain, 4);
    assert_true(wide[0] > plain[0]);
    assert_memory_equal(damaged, plain, 4);
    gaz_press_rows_free(own);
    gaz_press_rows_free(cut);
    gaz_press_rows_free(of_press);
    gaz_press_colours_free(colours);
}

static void only_a_whole_output_profile_passes(void **state) {
    (void)state;
    g_autoptr(GBytes) good = read_profile(A_PROFILE), rgb = read_profile(NO_OUTPUT_PROFILE);
    g_autofree char *description = NULL;
    assert_true(gaz_press_profile_look(good, &description));
    assert_true(strlen(description) > 0);
    assert_false(gaz_press_profile_look(rgb, NULL));
    gsize size;
    const unsigned char *data = g_bytes_get_data(good, &size);
    g_autoptr(GBytes) cut = g_bytes_new(data, size - 1), text = g_bytes_new("FOGRA39", 7);
    assert_false(gaz_press_profile_look(cut, NULL));
    assert_false(gaz_press_profile_look(text, NULL));
    static const struct {
        size_t at;
        unsigned char value;
    } faults[] = {{8, 3}, {12, 's'}, {16, 'R'}, {20, 'Q'}, {36, 'x'}, {128, 9}, {136, 0x7F}};
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        unsigned char *copy = g_memdup2(data, size);
        copy[faults[i].at] = faults[i].value;
        g_autoptr(GBytes) bad = g_bytes_new_take(copy, size);
        assert_false(gaz_press_profile_look(bad, NULL));
    }
}

static void conditions_are_found_by_name(void **state) {
    (void)state;
    assert_string_equal(gaz_press_condition_find("FOGRA39")->name, "FOGRA39");
    assert_string_equal(gaz_press_condition_find("fogra47")->name, "FOGRA47");
    assert_string_equal(gaz_press_condition_find("CGATS TR001")->name, "CGATS TR 001");
    assert_string_equal(gaz_press_condition_find("jc200103")->name, "JC200103");
    assert_null(gaz_press_condition_find("FOGRA39L"));
    assert_null(gaz_press_condition_find(""));
    assert_string_equal(gaz_press_condition_near("FOGRA39L"), "FOGRA39");
    assert_null(gaz_press_condition_near("我们的机器"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formula_takes_grey_out),
        cmocka_unit_test(greys_are_black_alone),
        cmocka_unit_test(profile_is_used),
        cmocka_unit_test(near_greys_glide),
        cmocka_unit_test(an_inks_colour_is_the_ink),
        cmocka_unit_test(pictures_bring_their_own_profile),
        cmocka_unit_test(only_a_whole_output_profile_passes),
        cmocka_unit_test(conditions_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
