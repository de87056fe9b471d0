/* test_dumps.c: dumps that are read, and what is no dump. */
/* link: gaz_compare gaz_output gaz_fonts gaz_base */
#include "base/process/arena.h"
#include "compare/gather.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/data/format.h"
#include "output/output.h"
#include "tests/unit/handmade_pages.h"
#include "tests/unit/said.h"

enum kind { LINES, PAGES };

/* Gives whether it was read, how many pages there were, and the lines, each with a | behind. */
static bool read_dump(enum kind kind, const char *text, unsigned version, uint32_t *n_pages, GString *lines) {
    struct gaz_gathering gathering;
    gaz_gather_begin(&gathering);
    uint32_t wrong = kind == PAGES ? gaz_gather_from_page_dump(&gathering, text, version)
                                   : gaz_gather_from_line_dump(&gathering, text);
    struct gaz_build *build = gaz_gather_end(&gathering);
    *n_pages = build->n_pages;
    for (uint32_t i = 0; lines && i < build->n_lines; i++)
        g_string_append_printf(lines, "%s|", build->lines[i].text);
    gaz_build_free(build);
    return wrong == GAZ_NOWHERE;
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
    assert_true(read_dump(LINES, line_dump, 0, &n_pages, lines));
    assert_int_equal(n_pages, 2);
    assert_string_equal(lines->str, "甲\"\t乙|丙|");
    g_string_truncate(lines, 0);
    assert_true(read_dump(PAGES, page_dump, 0, &n_pages, lines));
    assert_int_equal(n_pages, 2);
    assert_string_equal(lines->str, "甲乙 \"|");
    g_string_free(lines, TRUE);
}

static void test_wrong_dumps(void **state) {
    (void)state;
    static const char *const wrong_lines[] = {"{}\n",
                                              "{\"page\": 3}\n",
                                              "{\"page\": 99999999999, \"text\": \"\"}\n",
                                              "{\"page\": 2147483647, \"text\": \"\"}\n",
                                              "{\"page\": -2147483648, \"text\": \"\"}\n",
                                              "{\"page\": 1.5, \"text\": \"\"}\n",
                                              "{\"page\": 1, \"line\": -1, \"text\": \"\"}\n",
                                              "{\"page\": 3, \"text\": \"a}\n",
                                              "[]\n",
                                              "{\"page\": 3, \"text\": \"\\ud800\"}\n",
                                              "{\"page\": 3, \"text\": \"\\u0000\"}\n"};
    static const char *const wrong_pages[] = {"glyphs 1.00 1.00\n",
                                              "page x\n",
                                              "page 3 1x1\n",
                                              "page 3 1x1 end=full\n",
                                              "page 3 1.00x1.00\n",
                                              "page 3 1.00x1.00 end=full\nrule 1 2\n",
                                              "page 3 1.00x1.00 end=full\nrule 1.00 2.00\n",
                                              "page 3 1.00x1.00 end=full\nglyphs 1.00 2.00 size=1.00\n",
                                              "page 3 1.00x1.00 end=full\nglyphs 1.00 2.00 at=- \"\n",
                                              "page 3 1.00x1.00 end=full\ntarget 0 page-index=1 1.00 1.00\n",
                                              "page 3 1.00x1.00 end=full\noutline 0 to=0 \"a\"\n"};
    uint32_t n_pages;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong_lines); i++)
        assert_false(read_dump(LINES, wrong_lines[i], 0, &n_pages, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong_pages); i++)
        assert_false(read_dump(PAGES, wrong_pages[i], 1, &n_pages, NULL));
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
            read_dump(round % 2 ? PAGES : LINES, text, round / 2 % 2, &n_pages, NULL);
        g_free(text);
    }
}

/* ---- what is written is read back as the same */

static struct gaz_build *read_back(const struct hand *hand, enum gaz_format format) {
    struct gaz_gathering gathering;
    struct gaz_format_head head;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    (format == GAZ_FORMAT_PAGES ? gaz_pages_dump : gaz_lines_dump)(&hand->pages, out);
    fclose(out);
    const struct gaz_source *source = gaz_source_new(hand->arena, "t", "t", text, size);
    assert_true(gaz_format_read(&head, source, 1u << format, hand->diags));
    assert_int_equal(head.version, gaz_format_version(format));
    const char *rest = source->text + head.size;
    gaz_gather_begin(&gathering);
    uint32_t wrong = format == GAZ_FORMAT_PAGES ? gaz_gather_from_page_dump(&gathering, rest, head.version)
                                                : gaz_gather_from_line_dump(&gathering, rest);
    assert_int_equal(wrong, GAZ_NOWHERE);
    free(text);
    return gaz_gather_end(&gathering);
}

static void expect_same_lines(const struct gaz_build *one, const struct gaz_build *two) {
    assert_int_equal(one->n_pages, two->n_pages);
    assert_int_equal(one->n_lines, two->n_lines);
    for (uint32_t i = 0; i < one->n_lines; i++) {
        assert_string_equal(one->lines[i].text, two->lines[i].text);
        assert_int_equal(one->lines[i].page, two->lines[i].page);
        assert_int_equal(one->lines[i].line, two->lines[i].line);
    }
}

static void expect_same_looks(const struct gaz_build *one, const struct gaz_build *two) {
    assert_string_equal(one->bookmarks, two->bookmarks);
    for (uint32_t i = 0; i < one->n_pages; i++) {
        const struct gaz_build_page *a = &one->pages[i], *b = &two->pages[i];
        assert_int_equal(a->number, b->number);
        assert_string_equal(a->look, b->look);
        assert_string_equal(a->furniture, b->furniture);
        assert_int_equal(a->n_across, b->n_across);
        assert_memory_equal(a->across, b->across, a->n_across * sizeof *a->across);
    }
}

/* Places that no whole point is, and a text with what must be escaped. */
static void test_there_and_back(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    uint32_t seed = 1;
    for (int round = 0; round < 200; round++) {
        for (int page = 0; page < 2; page++)
            for (uint32_t i = 0; i < hand->page[page].n_items; i++) {
                struct gaz_item *item = (struct gaz_item *)&hand->page[page].items[i];
                seed = seed * 1664525 + 1013904223;
                item->x = (gaz_len)(seed >> 8) % (2000 * GAZ_POINT) - 500 * GAZ_POINT;
                item->y = (gaz_len)(seed >> 4) % (1000 * GAZ_POINT);
                item->turn = seed >> 30;
            }
        struct gaz_gathering gathering;
        gaz_gather_begin(&gathering);
        gaz_gather_from_pages(&gathering, &hand->pages);
        struct gaz_build *seen = gaz_gather_end(&gathering);
        struct gaz_build *pages = read_back(hand, GAZ_FORMAT_PAGES),
                         *lines = read_back(hand, GAZ_FORMAT_LINES);
        expect_same_lines(seen, pages);
        expect_same_lines(seen, lines);
        expect_same_looks(seen, pages);
        gaz_build_free(seen);
        gaz_build_free(pages);
        gaz_build_free(lines);
    }
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dumps),
        cmocka_unit_test(test_wrong_dumps),
        cmocka_unit_test(test_damaged_dumps),
        cmocka_unit_test(test_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
