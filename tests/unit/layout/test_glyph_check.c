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

/* What is told of a wrong glyph that page and character belong to. */
static void expect_told(struct hand *hand, const struct gaz_page *page, const struct gaz_glyph_run *run,
                        const struct gaz_char *ch) {
    char *text = NULL, utf8[8] = "";
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    gaz_diags_print(hand->diags, out, GAZ_CHINESE, true);
    fclose(out);
    utf8[g_unichar_to_utf8(ch->ch, utf8)] = '\0';
    char *what = g_strdup_printf("第%d页上“%s”的字形", page->number, utf8);
    char *where = g_strdup("");
    if (run->source && ch->offset != GAZ_NOWHERE) {
        struct gaz_place at = gaz_source_place(run->source, ch->offset);
        g_free(where);
        where = g_strdup_printf("期/正文.md:%u:%u: ", at.line, at.column);
    }
    assert_non_null(strstr(text, what));
    assert_true(g_str_has_prefix(text, where));
    assert_true(*where || !strstr(text, "正文.md"));
    g_free(what);
    g_free(where);
    free(text);
}

/* Whichever glyph is wrong, of the text or of what was made for the page: it is found, and told where it is.
 */
static void each_glyph_is_looked_at(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    uint32_t n = 0;
    for (uint32_t p = 0; p < hand->pages.n_pages; p++)
        for (uint32_t i = 0; i < hand->page[p].n_items; i++) {
            const struct gaz_item *item = &hand->page[p].items[i];
            const struct gaz_glyph_run *run = &item->as.glyphs;
            for (uint32_t k = 0; item->kind == GAZ_ITEM_GLYPHS && k < run->n_glyphs; k++) {
                struct gaz_placed_glyph *glyph = (struct gaz_placed_glyph *)&run->glyphs[k];
                bool is_alone =
                    glyph->n_chars == 1 && (k + 1 == run->n_glyphs || run->glyphs[k + 1].n_chars > 0);
                struct gaz_diags *before = hand->diags;
                uint32_t own = glyph->id;
                hand->diags = gaz_diags_new();
                glyph->id = 0;
                assert_int_equal(gaz_check_glyphs(&hand->pages, hand->diags), !is_alone);
                if (is_alone) expect_told(hand, &hand->page[p], run, &run->chars[glyph->first_char]);
                n += is_alone;
                glyph->id = own;
                gaz_diags_free(hand->diags);
                hand->diags = before;
            }
        }
    assert_true(n > 30);
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
        cmocka_unit_test(own_glyphs_are_good), cmocka_unit_test(other_glyphs_are_found),
        cmocka_unit_test(pages_are_looked_at), cmocka_unit_test(each_glyph_is_looked_at),
        cmocka_unit_test(ink_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
