/* test_format.c: what a text says of itself: written and read back, absent, wrong, newer. */
#include "base/data/format.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "tests/unit/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct answer {
    bool good, unknown, newer;
    struct gaz_format_head head;
};

static struct answer read_head(const char *text, unsigned allowed) {
    struct answer answer;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    const struct gaz_source *source = gaz_source_new(arena, "x", "x", text, strlen(text));
    answer.good = gaz_format_read(&answer.head, source, allowed, diags);
    answer.unknown = said(diags, "[format-unknown]");
    answer.newer = said(diags, "[format-newer]");
    assert_int_equal(answer.good, gaz_diags_count(diags, GAZ_ERROR) == 0);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return answer;
}

static void expect_back(const char *text, enum gaz_format format, uint32_t size) {
    struct answer answer = read_head(text, 1u << format);
    assert_true(answer.good);
    assert_int_equal(answer.head.format, format);
    assert_true(answer.head.version > 0);
    assert_int_equal(answer.head.size, size);
    assert_true(read_head(text, (1u << GAZ_N_FORMATS) - 1).good);
    assert_true(read_head(text, ((1u << GAZ_N_FORMATS) - 1) & ~(1u << format)).unknown);
}

/* As a line, as an object of its own in a line, as the beginning of an object. */
static void test_there_and_back(void **state) {
    (void)state;
    for (int i = 0; i < GAZ_N_FORMATS; i++) {
        enum gaz_format format = (enum gaz_format)i;
        g_autoptr(GString) line = g_string_new(NULL);
        gaz_format_add_line(line, format);
        expect_back(line->str, format, (uint32_t)line->len);
        uint32_t size = (uint32_t)line->len;
        g_string_append(line, "page 3\n");
        expect_back(line->str, format, size);
        g_string_assign(line, "{");
        gaz_format_add_members(line, format);
        g_string_append(line, "}\n");
        expect_back(line->str, format, (uint32_t)line->len);
        g_string_assign(line, "{\n  ");
        gaz_format_add_members(line, format);
        g_string_append(line, ",\n \"issues\": []}\n");
        expect_back(line->str, format, 0);
    }
}

static void test_nothing_is_said(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "\n",
                                        "page 3\n",
                                        "# gongbao pages 1\n",
                                        "{\"page\": 1}\n",
                                        "{}\n",
                                        "{",
                                        "[",
                                        "gongbao",
                                        "{\"version\": 1, \"format\": \"gongbao lines\"}\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct answer answer = read_head(texts[i], 1u << GAZ_FORMAT_PAGES);
        assert_true(answer.good);
        assert_int_equal(answer.head.version, 0);
        assert_int_equal(answer.head.size, 0);
    }
}

static void test_refused(void **state) {
    (void)state;
    static const char *const unknown[] = {"gongbao pages\n",
                                          "gongbao pages x\n",
                                          "gongbao pages 1 2\n",
                                          "gongbao pages -1\n",
                                          "gongbao pages 0\n",
                                          "gongbao  pages 1\n",
                                          "gongbao pages 99999999999999999999\n",
                                          "gongbao page 1\n",
                                          "gongbao lines 1\n",
                                          "gongbao \n",
                                          "gongbao 1\n",
                                          "{\"format\": \"gongbao pages\"}\n",
                                          "{\"format\": \"gongbao pages\", \"pages\": 1}\n",
                                          "{\"format\": \"gongbao pages\", \"version\": \"1\"}\n",
                                          "{\"format\": \"pages\", \"version\": 1}\n",
                                          "{\"format\": 1, \"version\": 1}\n"};
    static const char *const newer[] = {"gongbao pages 2\n", "gongbao pages 4294967295",
                                        "{\"format\": \"gongbao pages\", \"version\": 1e300}\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++)
        assert_true(read_head(unknown[i], 1u << GAZ_FORMAT_PAGES).unknown);
    for (size_t i = 0; i < G_N_ELEMENTS(newer); i++)
        assert_true(read_head(newer[i], 1u << GAZ_FORMAT_PAGES).newer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_nothing_is_said),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
