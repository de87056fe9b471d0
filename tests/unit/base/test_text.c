/* test_text.c: texts and places. */
#include "tests/unit/check.h"

static void knows_lines_and_columns(void **state) {
    struct world *world = *state;
    const struct gaz_source *source = source_of(world, "标题: 甲\n\nab\n");
    const struct {
        uint32_t offset, line, column;
    } places[] = {{0, 1, 1},  {3, 1, 2},  {8, 1, 5},  {11, 1, 6}, {12, 2, 1},
                  {13, 3, 1}, {15, 3, 3}, {16, 4, 1}, {999, 4, 1}};
    assert_int_equal(source->n_lines, 4);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        struct gaz_place place = gaz_source_place(source, places[i].offset);
        assert_int_equal(place.line, places[i].line);
        assert_int_equal(place.column, places[i].column);
    }
    assert_int_equal(gaz_span_at(source, 3).end, 6);
    assert_int_equal(gaz_span_at(source, 16).end, 16);
    assert_int_equal(source_of(world, "")->n_lines, 1);
    assert_null(gaz_span_at(NULL, 3).source);
}

static void makes_and_cuts_texts(void **state) {
    struct world *world = *state;
    struct gaz_text text = gaz_text_from_utf8(world->arena, "关于\n印发𠀀的通知");
    assert_int_equal(text.n, 9);
    assert_int_equal(text.chars[0].offset, GAZ_NOWHERE);
    expect_text(gaz_text_slice(text, 3, 3), "印发𠀀");
    expect_text(gaz_text_slice(text, 7, 99), "通知");
    expect_text(gaz_text_slice(text, 99, 1), "");
    expect_text(gaz_text_unbroken(world->arena, text), "关于印发𠀀的通知");
    assert_true(gaz_text_has_prefix(text, "关于"));
    assert_true(gaz_text_has_prefix(text, ""));
    assert_false(gaz_text_has_prefix(text, "关于印"));
    assert_false(gaz_text_has_prefix(gaz_text_slice(text, 0, 1), "关于"));
    assert_true(gaz_text_equals(text, text));
    assert_false(gaz_text_equals(text, gaz_text_slice(text, 0, 1)));
    assert_false(gaz_text_equals(gaz_text_slice(text, 0, 1), gaz_text_slice(text, 1, 1)));
    assert_true(gaz_text_equals(gaz_text_slice(text, 0, 0), (struct gaz_text){0}));
    assert_true(gaz_text_has_any(text, "甲于"));
    assert_false(gaz_text_has_any(gaz_text_slice(text, 0, 1), "甲于"));
    assert_null(gaz_text_span(text).source);
}

static void joins_texts_and_their_places(void **state) {
    struct world *world = *state;
    const struct gaz_source *source = source_of(world, "甲乙丙");
    const struct gaz_char chars[] = {{0x7532, 0, 0}, {0x4E59, 3, GAZ_CHAR_STRONG}};
    struct gaz_text own = {chars, 2, source};
    struct gaz_text parts[] = {gaz_text_from_utf8(world->arena, "（"), own,
                               gaz_text_from_utf8(world->arena, "）")};
    struct gaz_text joined = gaz_text_join(world->arena, parts, 3);
    expect_text(joined, "（甲乙）");
    assert_int_equal(joined.chars[2].attrs, GAZ_CHAR_STRONG);
    assert_int_equal(gaz_text_span(joined).begin, 0);
    assert_int_equal(gaz_text_span(joined).end, 6);
    assert_true(gaz_text_is_empty(gaz_text_join(world->arena, NULL, 0)));
}

static void knows_characters(void **state) {
    (void)state;
    const char *han = "一龥〇々〆㐀𠀀丽";
    for (const char *at = han; *at; at = g_utf8_next_char(at))
        assert_true(gaz_char_is_han(g_utf8_get_char(at)));
    const char *latin = "aZ09éλЖḀ";
    for (const char *at = latin; *at; at = g_utf8_next_char(at))
        assert_true(gaz_char_is_latin(g_utf8_get_char(at)));
    const char *neither = "，。（《—…％ .-%①Ａ１℃㎡“ぁ";
    for (const char *at = neither; *at; at = g_utf8_next_char(at)) {
        assert_false(gaz_char_is_han(g_utf8_get_char(at)));
        assert_false(gaz_char_is_latin(g_utf8_get_char(at)));
    }
    assert_true(gaz_char_is_digit('7'));
    assert_false(gaz_char_is_digit(0xFF17));
}

static void knows_what_is_refused(void **state) {
    (void)state;
    const uint32_t refused[] = {0,      1,      0x1B,   0x7F,   0x9F,   0xAD,   0x200B, 0x200F,  0x2028,
                                0x202E, 0x2061, 0x2066, 0xFEFF, 0xFDD0, 0xFFFE, 0xFFFF, 0xE0001, 0x1FFFF};
    const uint32_t fine[] = {'\t', '\n', ' ', 0xA0, 0x2060, 0x3000, 0x2014, 0x201C, 0x4E00, 0xFF0C, 0x20000};
    const uint32_t odd[] = {0x2F08, 0xE000, 0xF900, 0xFE0F, 0xFFFD, 0x2F800, 0xE0100};
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        assert_true(gaz_char_is_refused(refused[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(fine); i++)
        assert_false(gaz_char_is_refused(fine[i]) || gaz_char_is_odd(fine[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
        assert_true(gaz_char_is_odd(odd[i]));
}

#define SET "a~·、，一丁〇𠀀"

/* Characters of one to four bytes, and such as share their first or their last byte with one of the set. */
static void is_one_of(void **state) {
    (void)state;
    static const uint32_t members[] = {'a', '~', 0xB7, 0x3001, 0xFF0C, 0x4E00, 0x4E01, 0x3007, 0x20000};
    static const uint32_t others[] = {0,      'b',    '}',    0xB6,   0xF7,    0x3002,  0x3041,
                                      0xFF0D, 0x5E00, 0x4E41, 0x4E02, 0x20001, 0x30000, 0x21000};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        assert_true(gaz_char_is_in(members[i], SET) && gaz_char_is_one_of(members[i], SET));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(gaz_char_is_in(others[i], SET) || gaz_char_is_one_of(others[i], SET));
    assert_false(gaz_char_is_in('a', ""));
    assert_string_equal(gaz_utf8_of(0x20000).bytes, "𠀀");
    assert_string_equal(gaz_utf8_of(0).bytes, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(knows_lines_and_columns),      WORLD_TEST(makes_and_cuts_texts),
        WORLD_TEST(joins_texts_and_their_places), cmocka_unit_test(is_one_of),
        cmocka_unit_test(knows_characters),       cmocka_unit_test(knows_what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
