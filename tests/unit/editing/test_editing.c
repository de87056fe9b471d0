/* test_editing.c: the small parts of editing/: when the next issue is due, YAML that reads back. */
/* link: gaz_editing */
#include "base/data/yaml_write.h"
#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "editing/skeleton.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* ---- dates */

static void expect_next(const char *last, int number, const char *wanted) {
    struct gaz_date date;
    enum gaz_rhythm rhythm;
    char text[64];
    assert_true(gaz_date_parse(last, &date));
    struct gaz_date next = gaz_next_date(date, number, &rhythm);
    g_snprintf(text, sizeof text, "%d-%02d-%02d%s", next.year, next.month, next.day,
               rhythm == GAZ_RHYTHM_MONTH ? " monthly" : "");
    assert_string_equal(text, wanted);
}

static void test_next_date(void **state) {
    (void)state;
    /* as printed */
    expect_next("2019-02-28", 4, "2019-03-15");
    expect_next("2020-09-04", 16, "2020-09-15"); /* that of 31 August, late */
    expect_next("2023-06-29", 12, "2023-07-15");
    /* about both days of a month, and over its end */
    expect_next("2024-01-15", 1, "2024-01-31");
    expect_next("2024-02-13", 3, "2024-02-29");
    expect_next("2023-02-19", 3, "2023-02-28");
    expect_next("2024-03-23", 5,
                "2024-03-31"); /* as near to the 15th as to the 31st: late rather than early */
    expect_next("2024-03-24", 6, "2024-04-15");
    expect_next("2024-03-07", 4, "2024-03-15");
    expect_next("2024-12-16", 23, "2024-12-31");
    expect_next("2024-12-30", 24, "2025-01-15");
    expect_next("2025-01-03", 24, "2025-01-15");
    /* monthly */
    expect_next("2024-06-28", 6, "2024-07-31 monthly");
    expect_next("2024-12-31", 12, "2025-01-31 monthly");
    expect_next("2024-01-31", 1, "2024-02-29 monthly");
}

/* ---- YAML */

static void expect_back(const char *text) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    GString *yaml = g_string_new("键:\n  - ");
    gaz_yaml_append_scalar(yaml, text);
    g_string_append(yaml, "\n后: x\n");
    struct gaz_source *source = gaz_source_new(arena, "t.yaml", "t.yaml", yaml->str, yaml->len);
    const struct gaz_yaml *map = gaz_yaml_read(arena, source, 0, source->size, diags);
    assert_non_null(map);
    assert_int_equal(gaz_diags_count(diags, GAZ_ERROR), 0);
    const struct gaz_yaml *list = gaz_yaml_lookup(map, "键");
    assert_int_equal(list->kind, GAZ_YAML_LIST);
    assert_int_equal(list->items[0]->kind, GAZ_YAML_SCALAR);
    assert_string_equal(list->items[0]->scalar, text);
    g_string_free(yaml, TRUE);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
}

static void test_yaml(void **state) {
    (void)state;
    static const char *const texts[] = {"澄浦市人民政府",
                                        "a: b",
                                        "a #b",
                                        "#b",
                                        "- x",
                                        "[a]",
                                        "{a}",
                                        "*a",
                                        "&a",
                                        "!a",
                                        "'a'",
                                        "\"",
                                        "a\\b",
                                        "",
                                        " a",
                                        "a ",
                                        "a:",
                                        "?",
                                        "a\nb",
                                        "a\tb",
                                        "@a",
                                        "`a",
                                        "%a",
                                        "|",
                                        ">",
                                        "...",
                                        "---",
                                        "http://a.b/c",
                                        "a:b#c",
                                        "no",
                                        "12",
                                        "~",
                                        "：",
                                        "，a",
                                        "-",
                                        "--- a"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        expect_back(texts[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next_date),
        cmocka_unit_test(test_yaml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
