/* test_input_golden.c: tests/input/NAME.in is one document (about-….in: a 简介), a folder with issue.yaml an
 * issue; NAME.expected is the model that is read from it and what is said about it. GAZ_UPDATE=1 rewrites
 * them. */
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
static char *dump_document(const char *path, bool is_about) {
    char *text = NULL, *folder = g_dir_make_tmp("gaz-input-XXXXXX", NULL);
    gsize n;
    assert_true(g_file_get_contents(path, &text, &n, NULL));
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
    g_free(text);
    return dump;
}

static void compare(void **state) {
    const char *name = *state;
    char *path = g_build_filename(tests_folder, name, NULL);
    char *stem = g_str_has_suffix(name, ".in") ? g_strndup(name, strlen(name) - 3) : g_strdup(name);
    char *expected_path = g_strconcat(tests_folder, "/", stem, ".expected", NULL);
    assert_int_equal(chdir(tests_folder), 0);
    char *dump = g_str_has_suffix(name, ".in") ? dump_document(path, g_str_has_prefix(name, "about"))
                                               : read_and_dump(name, NULL);
    char *expected = NULL;
    if (getenv("GAZ_UPDATE")) assert_true(g_file_set_contents(expected_path, dump, -1, NULL));
    assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
    assert_string_equal(dump, expected);
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
