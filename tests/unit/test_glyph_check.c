/* test_glyph_check.c: a glyph that is not its character's is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/diag/diag.h"
#include "base/text/text.h"
#include "fonts/face.h"
#include "layout/issue/parts.h"
#include "tests/unit/handmade_pages.h"
#include "tests/unit/said.h"

static struct gaz_glyph glyph_of(struct hand *hand, int family, uint32_t ch, bool upright) {
    struct gaz_glyph glyph;
    assert_true(gaz_font_char(&(struct gaz_font){hand->fonts, family, HAND_SIZE}, ch, upright, &glyph));
    return glyph;
}

static void own_glyphs_are_good(void **state) {
    (void)state;
    static const uint32_t chars[] = {0x653F, 0x5E9C, 0x3002, 0xFF08, 0x2014, 0x201C, 0x3000, 'A'};
    struct hand *hand = hand_need("Latin.ttf");
    for (size_t i = 0; i < G_N_ELEMENTS(chars); i++)
        for (int upright = 0; upright < 2; upright++) {
            struct gaz_glyph glyph = glyph_of(hand, HAN, chars[i], upright);
            assert_true(gaz_face_has_glyph(glyph.face, chars[i], glyph.id));
        }
    hand_free(hand);
}

static void other_glyphs_are_found(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_glyph government = glyph_of(hand, HAN, 0x653F, false),
                     office = glyph_of(hand, HAN, 0x5E9C, false);
    assert_false(gaz_face_has_glyph(government.face, 0x653F, office.id));
    assert_false(gaz_face_has_glyph(government.face, 0x653F, 0));
    struct gaz_glyph blank = glyph_of(hand, WEST, ' ', false);
    assert_false(gaz_face_has_glyph(blank.face, 'A', blank.id));
    assert_true(gaz_face_has_glyph(blank.face, ' ', blank.id));
    assert_true(gaz_face_has_glyph(blank.face, 0x628, blank.id)); /* a letter of several forms */
    hand_free(hand);
}

/* The pages of handmade_pages.h with the third glyph of their first run changed. */
static void pages_are_looked_at(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    struct gaz_glyph_run *run = &((struct gaz_item *)hand->page[0].items)[0].as.glyphs;
    struct gaz_placed_glyph *third = (struct gaz_placed_glyph *)&run->glyphs[2];
    assert_true(gaz_check_glyphs(&hand->pages, hand->diags));
    third->id = run->glyphs[0].id;
    assert_false(gaz_check_glyphs(&hand->pages, hand->diags));
    assert_true(said(hand->diags, "[wrong-glyph]"));
    assert_int_equal(gaz_diags_exit(hand->diags, GAZ_LENIENT), GAZ_EXIT_BUG);
    hand_free(hand);
}

static void ink_is_known(void **state) {
    (void)state;
    static const uint32_t inked[] = {'!', '~', 0xA7, 0x4E00, 0x3002, 0xE000, 0x301},
                          blank[] = {' ', '\n', 0xA0, 0x3000, 0x200B, 0xFE00, 0x2800, 0x3164, 0xE0100};
    for (size_t i = 0; i < G_N_ELEMENTS(inked); i++)
        assert_true(gaz_char_has_ink(inked[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(blank); i++)
        assert_false(gaz_char_has_ink(blank[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_glyphs_are_good),
        cmocka_unit_test(other_glyphs_are_found),
        cmocka_unit_test(pages_are_looked_at),
        cmocka_unit_test(ink_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
