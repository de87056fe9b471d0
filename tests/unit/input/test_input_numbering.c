/* test_input_numbering.c: levels from typed numbers, a row a case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/process/arena.h"
#include "input/lines/numbering.h"

#include <glib.h>
#include <string.h>

struct row {
    const char *text;
    enum gaz_number_kind kind;
    uint32_t length;
};

static const struct row rows[] = {
    {"一、总则", GAZ_NUMBER_LEVEL_1, 2},
    {"二十一、附则", GAZ_NUMBER_LEVEL_1, 4},
    {"一总则", GAZ_NUMBER_NONE, 0},
    {"、甲", GAZ_NUMBER_NONE, 0},
    {"（一）目标", GAZ_NUMBER_LEVEL_2, 3},
    {"（十二）目标", GAZ_NUMBER_LEVEL_2, 4},
    {"(一)半角括号", GAZ_NUMBER_NONE, 0},
    {"（甲）目标", GAZ_NUMBER_NONE, 0},
    {"（）目标", GAZ_NUMBER_NONE, 0},
    {"1．目标", GAZ_NUMBER_LEVEL_3, 2},
    {"12.目标", GAZ_NUMBER_LEVEL_3, 3},
    {"1.5万元", GAZ_NUMBER_NONE, 0},
    {"1．5万元", GAZ_NUMBER_NONE, 0},
    {"2024.目标", GAZ_NUMBER_NONE, 0},
    {"1、目标", GAZ_NUMBER_NONE, 0},
    {"1", GAZ_NUMBER_NONE, 0},
    {"1.", GAZ_NUMBER_LEVEL_3, 2},
    {"（1）细目", GAZ_NUMBER_LEVEL_4, 3},
    {"（2024）年", GAZ_NUMBER_LEVEL_4, 6},
    {"第一章　总　则", GAZ_NUMBER_CHAPTER, 3},
    {"第十二章 总则", GAZ_NUMBER_CHAPTER, 4},
    {"第一章总则", GAZ_NUMBER_CHAPTER, 3},
    {"第一章规定的期限，按照下列办法计算：", GAZ_NUMBER_NONE, 0},
    {"第二节　范围", GAZ_NUMBER_SECTION, 3},
    {"第一编　总则", GAZ_NUMBER_BOOK, 3},
    {"第十一编总则", GAZ_NUMBER_BOOK, 4},
    {"第一编规定的期限，按照下列办法计算：", GAZ_NUMBER_NONE, 0},
    {"第一编辑室", GAZ_NUMBER_NONE, 0},
    {"第一篇　开启新征程", GAZ_NUMBER_BOOK, 3},
    {"第一篇文章", GAZ_NUMBER_NONE, 0},
    {"第二分编　通则", GAZ_NUMBER_SUBBOOK, 4},
    {"第二分局", GAZ_NUMBER_NONE, 0},
    {"第三目　期限", GAZ_NUMBER_SUBSECTION, 3},
    {"第三目标", GAZ_NUMBER_NONE, 0},
    {"第一章之一　特别规定", GAZ_NUMBER_CHAPTER, 5},
    {"第一条　为了", GAZ_NUMBER_ARTICLE, 3},
    {"第一百二十条 为了", GAZ_NUMBER_ARTICLE, 6},
    {"第12条 为了", GAZ_NUMBER_ARTICLE, 4},
    {"第三条", GAZ_NUMBER_ARTICLE, 3},
    {"第三条之一　甲", GAZ_NUMBER_ARTICLE, 5},
    {"第三条规定", GAZ_NUMBER_ARTICLE_TIGHT, 3},
    {"第三条规定的情形，不作条文。", GAZ_NUMBER_ARTICLE_TIGHT, 3},
    {"第条", GAZ_NUMBER_NONE, 0},
    {"第一", GAZ_NUMBER_NONE, 0},
    {"", GAZ_NUMBER_NONE, 0},
};

static void finds_numbers(void **state) {
    struct gaz_arena *arena = gaz_arena_new();
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_number number = gaz_number_find(gaz_text_from_utf8(arena, rows[i].text));
        if (number.kind != rows[i].kind || number.length != rows[i].length)
            fail_msg("%s: kind %d length %u", rows[i].text, (int)number.kind, number.length);
    }
    gaz_arena_free(arena);
}

/* Every number is of a level, of a division, or of neither: by the words that it has. */
static void tells_levels_and_divisions(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned level, division;
    } cases[] = {{"一、甲", 1, 0},
                 {"（一）甲", 2, 0},
                 {"1．甲", 3, 0},
                 {"（1）甲", 4, 0},
                 {"第一编　甲", 0, 1},
                 {"第一分编　甲", 0, 2},
                 {"第一章　甲", 0, 3},
                 {"第一节　甲", 0, 4},
                 {"第一目　甲", 0, 5},
                 {"第一条　甲", 0, 0},
                 {"第三条规定", 0, 0},
                 {"甲", 0, 0},
                 {"", 0, 0}};
    struct gaz_arena *arena = gaz_arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct gaz_number number = gaz_number_find(gaz_text_from_utf8(arena, cases[i].text));
        assert_int_equal(gaz_number_level(number), cases[i].level);
        assert_int_equal(gaz_number_division(number), cases[i].division);
    }
    gaz_arena_free(arena);
}

static void tells_heading_lines(void **state) {
    struct gaz_arena *arena = gaz_arena_new();
    (void)state;
    assert_true(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "（一）加强管理")));
    assert_true(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "一、是否可行？")));
    assert_false(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "（一）加强管理。")));
    assert_false(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "（一）加强。管理")));
    assert_false(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "（一）加强管理；")));
    assert_false(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "（一）加强管理：")));
    assert_false(gaz_number_is_heading_line(gaz_text_from_utf8(arena, "")));
    gaz_arena_free(arena);
}

/* 40 characters with the 。 are a heading, 41 are not. */
static void measures_run_in_headings(void **state) {
    struct gaz_arena *arena = gaz_arena_new();
    GString *text = g_string_new("（一）");
    (void)state;
    assert_int_equal(gaz_number_run_in(gaz_text_from_utf8(arena, "（一）目标。到明年。")), 6);
    assert_int_equal(gaz_number_run_in(gaz_text_from_utf8(arena, "（一）目标，没有句号")), 0);
    for (int i = 0; i < 36; i++)
        g_string_append(text, "甲");
    g_string_append(text, "。后文");
    assert_int_equal(gaz_number_run_in(gaz_text_from_utf8(arena, text->str)), 40);
    g_string_insert(text, (gssize)strlen("（一）"), "乙");
    assert_int_equal(gaz_number_run_in(gaz_text_from_utf8(arena, text->str)), 0);
    g_string_free(text, TRUE);
    gaz_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_numbers),
        cmocka_unit_test(tells_levels_and_divisions),
        cmocka_unit_test(tells_heading_lines),
        cmocka_unit_test(measures_run_in_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
