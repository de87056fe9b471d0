/* test_names.c: what names from outside mean and how they are shown: the file that was perhaps meant, text
 * for a terminal, what an SVG's elements refer to, YAML that is written as it was read. */
#include "tests/unit/check.h"

#include "base/data/yaml.h"
#include "base/data/yaml_write.h"
#include "base/file/near_file.h"
#include "base/picture/svg_links.h"
#include "base/text/visible.h"

#include <unistd.h>

/* ---- the file that was meant */

static void expect_near(const struct world *world, char *(*find)(const char *root, const char *path),
                        const char *typed, const char *wanted) {
    g_autofree char *found = find(world->folder, typed);
    if (g_strcmp0(found, wanted) != 0) fail_msg("%s: %s, not %s", typed, found, wanted);
}

static void test_near_files(void **state) {
    const struct world *world = *state;
    static const char *const files[] = {"01-通知.md",   "02-办法.md", "图/流程图.svg", "图/照片.jpg",
                                        "style.yaml",   "第3号.md",   "同名.docx",     "同名.txt",
                                        ".藏.md",       "Readme.MD",  "附件（1）.md",  "readme2.md",
                                        "甲/乙/丙.png", "说明.txt.md"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        put_file(world, files[i], "", 0);
    static const struct {
        const char *typed, *near, *same;
    } rows[] = {
        {"1-通知.md", "01-通知.md", "01-通知.md"},
        {"01-通知.txt", "01-通知.md", "01-通知.md"},
        {"01-通知.md.txt", "01-通知.md", "01-通知.md"},
        {"０１－通知.md", "01-通知.md", "01-通知.md"},
        {"01—通知.MD", "01-通知.md", "01-通知.md"},
        {"01 - 通知.md", "01-通知.md", "01-通知.md"},
        {"第一-通知.md", "01-通知.md", "01-通知.md"},
        {"01-通告.md", "01-通知.md", NULL}, /* a slip */
        {"02-通知.md", "02-办法.md", NULL}, /* two of them */
        {"03-通知.md", NULL, NULL},         /* another number */
        {"01-通知.png", NULL, NULL},        /* another kind */
        {"01-通知.md", NULL, NULL},         /* is there */
        {"图\\流程图.svg", "图/流程图.svg", "图/流程图.svg"},
        {"图／流程图.png", "图/流程图.svg", "图/流程图.svg"},
        {"./图//照片.jpeg", "图/照片.jpg", "图/照片.jpg"},
        {"图/照片.yaml", NULL, NULL},
        {"甲/已/丙.png", NULL, NULL},
        {"甲/乙/丙.jpg", "甲/乙/丙.png", "甲/乙/丙.png"},
        {"甲/乙", NULL, NULL}, /* a folder is no file */
        {"style.yml", "style.yaml", "style.yaml"},
        {"stile.yaml", "style.yaml", NULL},
        {"3号.md", "第3号.md", "第3号.md"},
        {"三号.md", "第3号.md", "第3号.md"},
        {"同名.md", "同名.docx", "同名.docx"},
        {"同名.TXT", "同名.txt", "同名.txt"}, /* of the same ending first */
        {"藏.md", NULL, NULL},
        {"readme.md", "Readme.MD", "Readme.MD"},
        {"附件(1).md", "附件（1）.md", "附件（1）.md"},
        {"附件【１】.md", "附件（1）.md", "附件（1）.md"},
        {"../x/01-通知.md", NULL, NULL},
        {"说明.md", "说明.txt.md", "说明.txt.md"},
        {"", NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect_near(world, gaz_near_file, rows[i].typed, rows[i].near);
        expect_near(world, gaz_same_file, rows[i].typed, rows[i].same);
    }
}

/* Sorted, of any case; no folder, no link, nothing hidden. */
static void test_endings(void **state) {
    const struct world *world = *state;
    static const char *const files[] = {"乙.md", "甲.MD", "a.md", ".b.md", "c.mdx", "下/d.md", "夹.md/e.txt"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        put_file(world, files[i], "", 0);
    g_autofree char *link = g_build_filename(world->folder, "link.md", NULL);
    assert_int_equal(symlink("a.md", link), 0);
    g_auto(GStrv) found = gaz_files_ending(world->folder, ".md");
    g_autofree char *all = g_strjoinv(" ", found);
    assert_string_equal(all, "a.md 乙.md 甲.MD");
    g_autofree char *nowhere = g_build_filename(world->folder, "没有", NULL);
    g_auto(GStrv) none = gaz_files_ending(nowhere, ".md");
    assert_int_equal(g_strv_length(none), 0);
}

static void test_near_folders(void **state) {
    const struct world *world = *state;
    put_file(world, "2024-06/issue.yaml", "", 0);
    put_file(world, "2024-07", "", 0);
    static const char *const rows[][2] = {
        {"2024–6", "2024-06"}, {"2024-07", NULL}, {"2024-7", NULL}, {"2024_06", "2024-06"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *typed = g_build_filename(world->folder, rows[i][0], NULL);
        struct gaz_hint hint = gaz_near_folder_hint(typed);
        assert_int_equal(strstr(hint.english, "2024") != NULL, rows[i][1] != NULL);
        if (rows[i][1]) assert_non_null(strstr(hint.english, rows[i][1]));
        gaz_hint_clear(&hint);
    }
}

/* ---- for a terminal */

static void test_visible(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool tabs;
        const char *shown;
        unsigned columns;
    } rows[] = {
        {"", true, "", 0},
        {"ab", false, "ab", 2},
        {"甲乙", false, "甲乙", 4},
        {"甲a\t乙", true, "甲a 乙", 6},
        {"\ta", true, "    a", 5},
        {"abcd\t", true, "abcd    ", 8},
        {"a\tb", false, "a<U+0009>b", 10},
        {"\033[1m", false, "<U+001B>[1m", 11},
        {"\x1f \x7f", false, "<U+001F> <U+007F>", 17},
        {"\xc2\x80\xc2\x9f\xc2\xa0", false, "<U+0080><U+009F>\xc2\xa0", 17},
        {"\xff", false, "<0xFF>", 6},
        {"\xe7\x94", false, "<0xE7><0x94>", 12},
        {"\xe2\x80\xae", false, "<U+202E>", 8},
        {"\xe2\x80\xa8\xe2\x80\xa9", false, "<U+2028><U+2029>", 16},
        {"\xef\xbf\xbe\xef\xb7\x90\xef\xb7\xaf", false, "<U+FFFE><U+FDD0><U+FDEF>", 24},
        {"\xef\xb7\x8f\xef\xb7\xb0", false, "\xef\xb7\x8f\xef\xb7\xb0", 2},
        {"e\xcc\x81", false, "e\xcc\x81", 1},
        {"𠮷", false, "𠮷", 2},
        {"\n", false, "<U+000A>", 8},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        assert_int_equal(gaz_visible_append(out, rows[i].text, strlen(rows[i].text), rows[i].tabs),
                         rows[i].columns);
        assert_string_equal(out->str, rows[i].shown);
        g_autofree char *whole = gaz_visible(rows[i].text);
        if (!rows[i].tabs) assert_string_equal(whole, rows[i].shown);
    }
    g_autoptr(GString) out = g_string_new("x");
    assert_int_equal(gaz_visible_append(out, "a\0b", 3, false), 8); /* not only up to it */
    assert_string_equal(out->str, "xa<0x00>b");
    assert_int_equal(gaz_visible_append(out, "甲", 2, false), 12); /* cut off */
}

/* ---- what refers to what */

/* "(a" an element of that name begins, "(" one without, ")" it ends, ">a" it refers; at: the place of a word.
 */
static struct gaz_svg_links *links_of(const char *text) {
    struct gaz_svg_links *links = gaz_svg_links_new();
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (size_t i = 0; words[i]; i++) {
        if (*words[i] == '(') gaz_svg_links_open(links, words[i][1] ? words[i] + 1 : NULL);
        if (*words[i] == ')') gaz_svg_links_close(links);
        if (*words[i] == '>') gaz_svg_links_refer(links, words[i] + 1, i);
    }
    return links;
}

static void test_svg_links(void **state) {
    (void)state;
    static const struct {
        const char *text, *missing, *loop;
        size_t at;
    } rows[] = {
        {"", NULL, NULL, 0},
        {"( (a ) >a )", NULL, NULL, 0},
        {"( >a (a ) )", NULL, NULL, 0},
        {"( >b (a ) )", "b", NULL, 1},
        {"( (a ) >a >c >b )", "c", NULL, 4},
        {"( (a >a ) )", NULL, "a", 2},
        {"( (a ( >a ) ) )", NULL, "a", 3},
        {"( (a >b ) (b >a ) )", NULL, "b", 2}, /* the last reference of the way round that is found first */
        {"( (a >b ) (b >c ) (c ) )", NULL, NULL, 0},
        {"( (a (b ) ) (c >a ) >c >b )", NULL, NULL, 0},
        {"( (a (b >c ) ) (c >a ) )", NULL, "c", 3},
        {"( (a ) (a >a ) )", NULL, NULL, 0}, /* of two the first is meant */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_svg_links *links = links_of(rows[i].text);
        const char *id = NULL;
        size_t at = 0;
        bool is_missing = gaz_svg_links_missing(links, &id, &at);
        assert_int_equal(is_missing, rows[i].missing != NULL);
        if (is_missing) assert_string_equal(id, rows[i].missing);
        bool loops = !is_missing && gaz_svg_links_loop(links, &id, &at);
        assert_int_equal(loops, rows[i].loop != NULL);
        if (loops) assert_string_equal(id, rows[i].loop);
        assert_int_equal(at, rows[i].at);
        gaz_svg_links_free(links);
    }
}

/* ---- YAML */

/* What was read and is written reads as before, and what was quoted stays quoted. */
static void test_values(void **state) {
    const struct world *world = *state;
    static const char *const rows[][2] = {
        {" {a: 1}\n", "\n  a: 1\n"},
        {"\n  a:\n", "\n  a:\n"},
        {" {a: '1'}\n", "\n  a: \"1\"\n"},
        {" []\n", " []\n"},
        {" {}\n", " {}\n"},
        {"\n- 1\n- \"2\"\n-\n", "\n  - 1\n  - \"2\"\n  -\n"},
        {"\n- a: 1\n  b: [x, y]\n- {}\n- [[z]]\n",
         "\n  - a: 1\n    b:\n      - x\n      - y\n  - {}\n  -\n    -\n      - z\n"},
        {" {a: {b: {c: d}, e: []}}\n", "\n  a:\n    b:\n      c: d\n    e: []\n"},
        {" x\n", " x\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strconcat("键:", rows[i][0], NULL);
        struct gaz_source *source = source_of(world, text);
        const struct gaz_yaml *map = gaz_yaml_read(world->arena, source, 0, source->size, world->diags);
        assert_non_null(map);
        const struct gaz_yaml *value = gaz_yaml_lookup(map, "键");
        g_autoptr(GString) out = g_string_new(NULL);
        gaz_yaml_append_value(out, value, 2);
        assert_string_equal(out->str, rows[i][1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_near_files, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_endings, make_world, free_world),
        cmocka_unit_test_setup_teardown(test_near_folders, make_world, free_world),
        cmocka_unit_test(test_visible),
        cmocka_unit_test(test_svg_links),
        cmocka_unit_test_setup_teardown(test_values, make_world, free_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
