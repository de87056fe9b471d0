/* test_diag.c: how complaints read, in which order, and the exit status they lead to. */
#include "tests/unit/check.h"

#include "base/diag/reason.h"

#include <errno.h>

static void puts_the_caret_under_the_place(void **state) {
    struct world *world = *state;
    const struct gaz_source *source = source_of(world, "年: 2023\n  出版曰期: 甲\n\t“乙”\n");
    gaz_report(world->diags, GAZ_D_UNKNOWN_KEY, gaz_span_at(source, 12), "出版曰期", "；是否为“出版日期”？",
               "; did you mean \"出版日期\"?");
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(source, 26), NULL);
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(source, 34), NULL);
    expect_printed(world, "测试.yaml:2:3: 错误: 未知的键“出版曰期”；是否为“出版日期”？ [unknown-key]\n"
                          "      出版曰期: 甲\n"
                          "      ^\n"
                          "测试.yaml:2:9: 错误: 此处不是合法的UTF-8文字 [utf8]\n"
                          "      出版曰期: 甲\n"
                          "                ^\n"
                          "测试.yaml:3:3: 错误: 此处不是合法的UTF-8文字 [utf8]\n"
                          "        “乙”\n"
                          "         ^\n");
    char *english = printed(world->diags, GAZ_ENGLISH);
    assert_non_null(
        strstr(english,
               "测试.yaml:2:3: error: unknown key \"出版曰期\"; did you mean \"出版日期\"? [unknown-key]\n"));
    free(english);
}

static void orders_by_file_and_place(void **state) {
    struct world *world = *state;
    struct gaz_source *b = gaz_source_new(world->arena, "b", "b", "一\n二\n", 8);
    struct gaz_source *a = gaz_source_new(world->arena, "a", "a", "一\n", 4);
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(b, 4), NULL);
    gaz_report(world->diags, GAZ_D_MISSING_FILE, gaz_span_at(b, 0), "丙");
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(b, 0), NULL);
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(a, 0), NULL);
    gaz_report_file(world->diags, GAZ_D_READ, "b", "坏");
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(b, 4), NULL); /* the same once more */
    expect_printed(world, "a:1:1: 错误: 此处不是合法的UTF-8文字 [utf8]\n    一\n    ^\n"
                          "b: 错误: 不能读取：坏 [read]\n"
                          "b:1:1: 错误: 没有文件“丙” [missing-file]\n    一\n    ^\n"
                          "b:1:1: 错误: 此处不是合法的UTF-8文字 [utf8]\n    一\n    ^\n"
                          "b:2:1: 错误: 此处不是合法的UTF-8文字 [utf8]\n    二\n    ^\n");
    assert_int_equal(gaz_diags_count(world->diags, GAZ_ERROR), 5);
}

static void shows_what_acts_on_terminals(void **state) {
    struct world *world = *state;
    const struct gaz_source *source = source_of(world, "a\x1b[31mb");
    gaz_report(world->diags, GAZ_D_MISSING_FILE, gaz_span_at(source, 6), "x\x1b]0;\a\n\xff\xe2\x80\xae");
    expect_printed(
        world, "测试.yaml:1:7: 错误: 没有文件“x<U+001B>]0;<U+0007><U+000A><0xFF><U+202E>” [missing-file]\n"
               "    a<U+001B>[31mb\n"
               "                 ^\n");
}

static void shows_a_part_of_a_long_line(void **state) {
    struct world *world = *state;
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(text, "字");
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(source_of(world, text->str), 150000), NULL);
    char *print = printed(world->diags, GAZ_CHINESE);
    assert_true(strlen(print) < 1000);
    assert_non_null(strstr(print, "测试.yaml:1:50001: "));
    free(print);
    g_string_free(text, TRUE);
}

static void cuts_long_arguments(void **state) {
    struct world *world = *state;
    GString *text = g_string_new("a");
    for (int i = 0; i < 100000; i++)
        g_string_append(text, "字");
    gaz_report_file(world->diags, GAZ_D_READ, "x", text->str);
    char *print = printed(world->diags, GAZ_CHINESE);
    assert_true(strlen(print) < 700 && g_str_has_suffix(print, "字字… [read]\n"));
    free(print);
    g_string_free(text, TRUE);
}

static void counts_what_is_too_much(void **state) {
    struct world *world = *state;
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 300; i++)
        g_string_append(text, "a\n");
    const struct gaz_source *source = source_of(world, text->str);
    for (uint32_t i = 0; i < 300; i++)
        gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(source, 2 * i), NULL);
    assert_int_equal(gaz_diags_count(world->diags, GAZ_ERROR), 300);
    char *print = printed(world->diags, GAZ_CHINESE);
    assert_non_null(strstr(print, "测试.yaml:200:1"));
    assert_null(strstr(print, "测试.yaml:201:1"));
    assert_true(g_str_has_suffix(print, "（另有100条未列出）\n"));
    free(print);
    g_string_free(text, TRUE);
}

static void decides_the_exit_status(void **state) {
    struct world *world = *state;
    const struct gaz_source *source = source_of(world, "一");
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_OK);
    gaz_report(world->diags, GAZ_D_STAND_IN_FACE, (struct gaz_span){0}, "仿宋", "甲", "乙");
    gaz_report(world->diags, GAZ_D_LENT_GLYPH, (struct gaz_span){0}, "☑", "仿宋", "丙");
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_OK);
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT_WITH_FONTS), GAZ_EXIT_STRICT);
    gaz_report(world->diags, GAZ_D_ODD_CHARACTER, gaz_span_at(source, 0), "一", "U+4E00");
    assert_false(gaz_diags_have_errors(world->diags));
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_LENIENT), GAZ_EXIT_OK);
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_STRICT);
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(source, 0), NULL);
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_DOCUMENT);
    gaz_report_file(world->diags, GAZ_D_WRITE, "x.pdf", "满");
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_IO);
    gaz_report(world->diags, GAZ_D_INTERNAL, (struct gaz_span){0}, "甲");
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_BUG);
    gaz_report(world->diags, GAZ_D_UTF8, gaz_span_at(source, 3), NULL);
    assert_int_equal(gaz_diags_exit(world->diags, GAZ_STRICT), GAZ_EXIT_BUG);
    expect_said(world, "错误: 程序内部错误：甲；请报告给程序的作者 [internal]\n");
}

/* Every errno of the C library: Chinese, with English in brackets only where the table has no row. */
static void tells_the_reason_in_chinese(void **state) {
    (void)state;
    unsigned n_known = 0;
    for (int error = 1; error <= 133; error++) {
        struct gaz_reason why = gaz_reason_of(error);
        bool is_known = !g_str_has_prefix(why.chinese, "系统错误");
        n_known += is_known;
        assert_string_equal(why.english, g_strerror(error));
        for (const char *at = why.chinese; is_known && *at; at++)
            assert_false(g_ascii_isalpha(*at));
    }
    assert_true(n_known >= 40);
    assert_string_equal(gaz_reason_of(ENOSPC).chinese, "磁盘已满");
    assert_string_equal(gaz_reason_of(EDOM).chinese, "系统错误33（Numerical argument out of domain）");
}

static void chooses_the_language(void **state) {
    (void)state;
    g_setenv("LC_ALL", "", TRUE);
    g_setenv("LC_MESSAGES", "en_GB.UTF-8", TRUE);
    g_setenv("LANG", "zh_CN.UTF-8", TRUE);
    assert_int_equal(gaz_language_from_environment(), GAZ_ENGLISH);
    g_setenv("LC_ALL", "C", TRUE);
    assert_int_equal(gaz_language_from_environment(), GAZ_CHINESE);
    g_unsetenv("LC_ALL");
    g_unsetenv("LC_MESSAGES");
    g_unsetenv("LANG");
    assert_int_equal(gaz_language_from_environment(), GAZ_CHINESE);
}

static void check_holes(const char *wording) {
    for (const char *at = wording; (at = strchr(at, '{')); at++)
        if (g_ascii_isdigit(at[1])) assert_true(at[1] <= '3' && at[2] == '}');
}

/* {0} to {3} and nothing else stand in a wording. */
static void has_whole_wordings(void **state) {
    (void)state;
    static const struct {
        const char *slug, *chinese, *english;
    } rows[] = {
#define GAZ_DIAG(code, slug, severity, fault, chinese, english) {slug, chinese, english},
#include "base/diag/diag_codes.def"
#undef GAZ_DIAG
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_true(rows[i].slug[strspn(rows[i].slug, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0');
        assert_true(*rows[i].chinese && *rows[i].english);
        assert_true(g_utf8_validate(rows[i].chinese, -1, NULL) && g_str_is_ascii(rows[i].slug));
        check_holes(rows[i].english);
        check_holes(rows[i].chinese);
    }
    assert_string_equal(gaz_code_slug(GAZ_D_UNKNOWN_KEY), "unknown-key");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WORLD_TEST(puts_the_caret_under_the_place), WORLD_TEST(orders_by_file_and_place),
        WORLD_TEST(shows_what_acts_on_terminals),   WORLD_TEST(shows_a_part_of_a_long_line),
        WORLD_TEST(counts_what_is_too_much),        WORLD_TEST(cuts_long_arguments),
        WORLD_TEST(decides_the_exit_status),        cmocka_unit_test(chooses_the_language),
        cmocka_unit_test(has_whole_wordings),       cmocka_unit_test(tells_the_reason_in_chinese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
