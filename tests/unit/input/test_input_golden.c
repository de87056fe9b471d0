/* test_input_golden.c: tests/input/NAME.in is one document (about-….in: a 简介), a folder with issue.yaml an
 * issue; NAME.expected is the model that is read from it and what is said about it. GAZ_UPDATE=1 rewrites
 * them. Each document is read with other line ends and with a byte order mark too, which change nothing, and
 * with a paragraph before its text, which moves all that follows by its lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/diag/diag.h"
#include "input/input.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const tests_folder = GAZ_SOURCE_DIR "/tests/input";

static const char *const manifest =
    "刊名: 测试公报\n年: 2024\n期: 1\n总期: 1\n出版日期: 2024-06-30\n样式: gbt9704\n";

/* The model and the complaints of the folder, as one text; with one document only, from that document on. */
static char *read_and_dump(const char *folder, const char *from) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_issue *issue = gaz_issue_read(folder, diags);
    char *model = NULL, *said = NULL;
    size_t n;
    FILE *out = open_memstream(&model, &n);
    if (issue) gaz_issue_dump(issue, out);
    fclose(out);
    out = open_memstream(&said, &n);
    gaz_diags_print(diags, out, GAZ_CHINESE, true);
    fclose(out);
    const char *start = from ? strstr(model, from) : model;
    char *all = g_strconcat(start ? start : model, *said ? "---\n" : "", said, NULL);
    free(model);
    free(said);
    gaz_issue_free(issue);
    gaz_diags_free(diags);
    return all;
}

static void write_file(const char *folder, const char *name, const char *text, gssize n) {
    char *path = g_build_filename(folder, name, NULL);
    assert_true(g_file_set_contents(path, text, n, NULL));
    g_free(path);
}

/* One document as the only one of an issue in a folder of its own. */
static char *dump_document(const char *text, gsize n, bool is_about) {
    char *folder = g_dir_make_tmp("gaz-input-XXXXXX", NULL);
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(g_mkdir("issue", 0700), 0);
    char *yaml = g_strdup_printf("%s目录: [{栏目: 文件, 文件: [%s.md]}]\n%s", manifest,
                                 is_about ? "empty" : "doc", is_about ? "简介: doc.md\n" : "");
    write_file("issue", "issue.yaml", yaml, -1);
    write_file("issue", "doc.md", text, (gssize)n);
    if (is_about) write_file("issue", "empty.md", "---\n标题: 空\n---\n", -1);
    char *dump = read_and_dump("issue", is_about ? "  about doc.md" : "    document doc.md");
    g_unlink("issue/issue.yaml");
    g_unlink("issue/doc.md");
    if (is_about) g_unlink("issue/empty.md");
    g_rmdir("issue");
    assert_int_equal(chdir(tests_folder), 0);
    g_rmdir(folder);
    g_free(folder);
    g_free(yaml);
    return dump;
}

/* ---- the same document, written otherwise */

static void expect_same(const GString *written, bool is_about, const char *dump, const char *how) {
    g_autofree char *other = dump_document(written->str, written->len, is_about);
    if (strcmp(other, dump) != 0) fail_msg("%s it is read as\n%snot as\n%s", how, other, dump);
}

static void expect_same_bytes(const GString *text, bool is_about, const char *dump) {
    g_autoptr(GString) marked = g_string_new("\xEF\xBB\xBF");
    g_string_append_len(marked, text->str, (gssize)text->len);
    expect_same(marked, is_about, dump, "with a byte order mark");
    if (memchr(text->str, '\r', text->len)) return;
    g_autoptr(GString) ends = g_string_new_len(text->str, (gssize)text->len);
    g_string_replace(ends, "\n", "\r\n", 0);
    expect_same(ends, is_about, dump, "with CRLF");
    g_string_replace(ends, "\r\n", "\r", 0);
    expect_same(ends, is_about, dump, "with CR");
}

#define BEFORE "前文收悉。"

/* the number of a line behind the front matter, further down by the paragraph and the blank line */
static gboolean move_line(const GMatchInfo *match, GString *out, gpointer last_of_front) {
    g_autofree char *before = g_match_info_fetch(match, 1), *number = g_match_info_fetch(match, 2);
    unsigned line = (unsigned)strtoul(number, NULL, 10);
    g_string_append_printf(out, "%s%u:", before, line > *(const unsigned *)last_of_front ? line + 2 : line);
    return FALSE;
}

static char *move_dump(const char *dump, unsigned last_of_front) {
    g_autoptr(GRegex) places = g_regex_new("( @|[+]\\d+,|^issue/doc.md:)(\\d+):", G_REGEX_MULTILINE, 0, NULL);
    g_autofree char *moved = g_regex_replace_eval(places, dump, -1, 0, 0, move_line, &last_of_front, NULL);
    g_autoptr(GString) all = g_string_new(moved);
    g_autofree char *paragraph =
        g_strdup_printf("      part body\n        paragraph \"" BEFORE "\" @%u:1+%ld\n", last_of_front + 1,
                        g_utf8_strlen(BEFORE, -1));
    assert_int_equal(g_string_replace(all, "      part body\n", paragraph, 1), 1);
    return g_string_free(g_steal_pointer(&all), FALSE);
}

static void expect_moved(const GString *text, const char *dump) {
    const char *end = g_str_has_prefix(text->str, "---\n") ? strstr(text->str + 3, "\n---\n") : NULL;
    if (!end) return;
    end += strlen("\n---\n");
    unsigned last_of_front = 0;
    for (const char *at = text->str; at < end; at++)
        last_of_front += *at == '\n';
    g_autoptr(GString) longer = g_string_new_len(text->str, (gssize)text->len);
    g_string_insert(longer, end - text->str, BEFORE "\n\n");
    g_autofree char *moved = move_dump(dump, last_of_front);
    expect_same(longer, false, moved, "behind a paragraph");
}

static GString *read_text(const char *path, bool is_document) {
    g_autofree char *bytes = NULL;
    gsize n = 0;
    if (is_document) assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    return g_string_new_len(bytes ? bytes : "", (gssize)n);
}

static void compare(void **state) {
    const char *name = *state;
    char *path = g_build_filename(tests_folder, name, NULL);
    char *stem = g_str_has_suffix(name, ".in") ? g_strndup(name, strlen(name) - 3) : g_strdup(name);
    char *expected_path = g_strconcat(tests_folder, "/", stem, ".expected", NULL);
    assert_int_equal(chdir(tests_folder), 0);
    bool is_document = g_str_has_suffix(name, ".in"), is_about = g_str_has_prefix(name, "about");
    g_autoptr(GString) text = read_text(path, is_document);
    char *dump = is_document ? dump_document(text->str, text->len, is_about) : read_and_dump(name, NULL);
    char *expected = NULL;
    if (getenv("GAZ_UPDATE")) assert_true(g_file_set_contents(expected_path, dump, -1, NULL));
    assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
    assert_string_equal(dump, expected);
    if (is_document) expect_same_bytes(text, is_about, dump);
    if (is_document && !is_about) expect_moved(text, dump);
    g_free(dump);
    g_free(expected);
    g_free(expected_path);
    g_free(stem);
    g_free(path);
}

static int by_name(gconstpointer a, gconstpointer b) {
    return strcmp(((const struct CMUnitTest *)a)->name, ((const struct CMUnitTest *)b)->name);
}

static bool is_case(const char *name) {
    char *yaml = g_strconcat(tests_folder, "/", name, "/issue.yaml", NULL);
    bool is_issue = g_file_test(yaml, G_FILE_TEST_EXISTS);
    g_free(yaml);
    return is_issue || g_str_has_suffix(name, ".in");
}

int main(void) {
    GArray *tests = g_array_new(FALSE, TRUE, sizeof(struct CMUnitTest));
    GDir *folder = g_dir_open(tests_folder, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        if (!is_case(name)) continue;
        char *copy = g_strdup(name);
        struct CMUnitTest test = {.name = copy, .test_func = compare, .initial_state = copy};
        g_array_append_val(tests, test);
    }
    if (folder) g_dir_close(folder);
    g_array_sort(tests, by_name);
    int failed = _cmocka_run_group_tests("input golden", (const struct CMUnitTest *)(void *)tests->data,
                                         tests->len, NULL, NULL);
    for (guint i = 0; i < tests->len; i++)
        g_free((char *)g_array_index(tests, struct CMUnitTest, i).name);
    g_array_unref(tests);
    return failed;
}
