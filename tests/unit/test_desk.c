/* test_desk.c: the small parts of desk/: when the next issue is due, YAML that reads back, dumps that are
 * read. */
/* link: gaz_desk */
#include "base/arena.h"
#include "base/diag.h"
#include "base/yaml.h"
#include "desk/dump.h"
#include "desk/skeleton.h"

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

/* ---- dumps */

typedef uint32_t reader(struct gaz_dump_reading *reading, const char *text);

static uint32_t read_dump(reader *read, const char *text, uint32_t *n_pages, GString *lines) {
    struct gaz_dump_reading r = {.arena = gaz_arena_new(),
                                 .pages = g_array_new(FALSE, FALSE, sizeof(struct gaz_build_page)),
                                 .lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_build_line)),
                                 .chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                 .bookmarks = g_string_new(NULL)};
    uint32_t wrong = read(&r, text);
    *n_pages = r.pages->len;
    for (guint i = 0; lines && i < r.lines->len; i++)
        g_string_append_printf(lines, "%s|", g_array_index(r.lines, struct gaz_build_line, i).text);
    g_array_free(r.pages, TRUE);
    g_array_free(r.lines, TRUE);
    g_array_free(r.chars, TRUE);
    g_string_free(r.bookmarks, TRUE);
    gaz_arena_free(r.arena);
    return wrong;
}

static const char line_dump[] =
    "{\"page\": 3, \"line\": 1, \"text\": \"甲\\\"\\u0009乙\", \"source\": \"a.md:3:1\", \"role\": "
    "\"正文\"}\n"
    "{\"page\": 3, \"line\": 0, \"text\": \"— 3 —\", \"source\": \"-\", \"role\": \"页码\", \"furniture\": "
    "true}\n"
    "{\"page\": 4, \"line\": 1, \"text\": \"丙\", \"source\": \"-\", \"role\": \"\", \"repeat\": true}\n";

static const char page_dump[] =
    "page 3 595.28x841.89 end=full\n"
    "glyphs 90.00 100.00 line=1 face=b.ttf#0 size=15.75 role=正文 at=a.md:3:4 \"乙 \\\"\"\n"
    "glyphs 72.00 100.00 line=1 face=a.ttf#0 size=15.75 role=正文 at=a.md:3:1 \"甲\"\n"
    "rule 72.00 104.00 15.75x0.50\n"
    "glyphs 90.00 800.00 furniture face=a.ttf#0 size=14.00 at=- \"3\"\n"
    "image 1.00 -2.00 10.00x10.00 图 at= 1.png\n"
    "page 4 595.28x841.89 end=issue turned\n"
    "link 1.00 2.00 3.00x4.00 to=0\n"
    "target 0 page-index=0 1.00 2.00\n"
    "outline 0 to=0 \"题\"\n";

static void test_dumps(void **state) {
    (void)state;
    uint32_t n_pages;
    GString *lines = g_string_new(NULL);
    assert_int_equal(read_dump(gaz_dump_read_lines, line_dump, &n_pages, lines), 0);
    assert_int_equal(n_pages, 2);
    assert_string_equal(lines->str, "甲\"\t乙|丙|");
    g_string_truncate(lines, 0);
    assert_int_equal(read_dump(gaz_dump_read_pages, page_dump, &n_pages, lines), 0);
    assert_int_equal(n_pages, 2);
    assert_string_equal(lines->str, "甲乙 \"|");
    g_string_free(lines, TRUE);
}

static void test_wrong_dumps(void **state) {
    (void)state;
    static const char *const wrong_lines[] = {"{}\n",
                                              "{\"page\": 3}\n",
                                              "{\"page\": 99999999999, \"text\": \"\"}\n",
                                              "{\"page\": 3, \"text\": \"a}\n",
                                              "[]\n",
                                              "{\"page\": 3, \"text\": \"\\ud800\"}\n",
                                              "{\"page\": 3, \"text\": \"\\u0000\"}\n"};
    static const char *const wrong_pages[] = {"glyphs 1.00 1.00\n",
                                              "page x\n",
                                              "page 3 1x1\n",
                                              "page 3 1x1 end=full\nrule 1 2\n",
                                              "page 3 1x1 end=full\nglyphs 1.00 2.00 at=- \"\n",
                                              "page 3 1x1 end=full\ntarget 0 page-index=1 1.00 1.00\n",
                                              "page 3 1x1 end=full\noutline 0 to=0 \"a\"\n"};
    uint32_t n_pages;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong_lines); i++)
        assert_int_equal(read_dump(gaz_dump_read_lines, wrong_lines[i], &n_pages, NULL), 1);
    for (size_t i = 0; i < G_N_ELEMENTS(wrong_pages); i++)
        assert_int_not_equal(read_dump(gaz_dump_read_pages, wrong_pages[i], &n_pages, NULL), 0);
}

/* Bytes changed at random: an answer, and no crash. What opens a dump asks for UTF-8 and a line end at the
 * end. */
static void test_damaged_dumps(void **state) {
    (void)state;
    uint32_t seed = 7, n_pages;
    for (int round = 0; round < 20000; round++) {
        const char *from = round % 2 ? page_dump : line_dump;
        char *text = g_strdup(from);
        size_t n = strlen(text) - 1;
        for (int i = 0; i <= round % 4; i++) {
            seed = seed * 1664525 + 1013904223;
            text[(seed >> 8) % n] = "\n\"\\ ,:{}=-90.u\x7f"[(seed >> 4) % 15];
        }
        if (g_utf8_validate(text, -1, NULL))
            read_dump(round % 2 ? gaz_dump_read_pages : gaz_dump_read_lines, text, &n_pages, NULL);
        g_free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_next_date),     cmocka_unit_test(test_yaml),
        cmocka_unit_test(test_dumps),         cmocka_unit_test(test_wrong_dumps),
        cmocka_unit_test(test_damaged_dumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
