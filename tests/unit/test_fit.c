/* test_fit.c: what `gongbao fit` does to a source: one value set, every other byte kept; and the diff of it.
 */
/* link: gaz_trial gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "input/front_edit.h"
#include "trial/trial.h"
#include "base/unified.h"
#include "gazette/gazette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <glib/gstdio.h>

/* ---- setting a value; NULL: it is refused, and nothing is changed */

static void expect_set(const char *before, const char *key, const char *value, const char *wanted) {
    struct gaz_arena *arena = gaz_arena_new();
    g_autoptr(GString) file = g_string_new(before);
    uint32_t place = 0;
    bool done = gaz_front_set(arena, file, (struct gaz_own_value){key, value}, &place);
    assert_int_equal(done, wanted != NULL);
    assert_string_equal(file->str, wanted ? wanted : before);
    gaz_arena_free(arena);
}

static void test_no_own_values_yet(void **state) {
    (void)state;
    expect_set("---\n标题: 甲\n---\n\n正文。\n", "页行数", "28",
               "---\n标题: 甲\n版面: {页行数: 28}\n---\n\n正文。\n");
    expect_set("---\n标题: 甲\n---\n", "凑版.末页至多", "2",
               "---\n标题: 甲\n版面: {凑版: {末页至多: 2}}\n---\n");
    /* remarks and blank lines stay where they are; the body may look like front matter */
    expect_set("---\n# 注\n标题: 甲 # 注\n\n# 版面: {页行数: 1}\n--- \n版面: {页行数: 9}\n---\n", "页行数",
               "28",
               "---\n# 注\n标题: 甲 # 注\n\n# 版面: {页行数: 1}\n版面: {页行数: 28}\n--- \n版面: {页行数: "
               "9}\n---\n");
    expect_set("---\n标题: |\n  甲\n  乙\n---\n", "页行数", "28",
               "---\n标题: |\n  甲\n  乙\n版面: {页行数: 28}\n---\n");
    expect_set("---\n  标题: 甲\n---\n", "页行数", "28", "---\n  标题: 甲\n  版面: {页行数: 28}\n---\n");
    expect_set("---\n{标题: 甲}\n---", "页行数", "28", "---\n{版面: {页行数: 28}, 标题: 甲}\n---");
}

static void test_line_ends(void **state) {
    (void)state;
    expect_set("\xEF\xBB\xBF---\r\n标题: 甲\r\n---\r\n\r\n正文。\n", "页行数", "28",
               "\xEF\xBB\xBF---\r\n标题: 甲\r\n版面: {页行数: 28}\r\n---\r\n\r\n正文。\n");
    expect_set("---\r\n版面:\r\n  行距: 20磅\r\n---\r\n", "页行数", "28",
               "---\r\n版面:\r\n  页行数: 28\r\n  行距: 20磅\r\n---\r\n");
    expect_set("---\r标题: 甲\r---\r", "页行数", "28", "---\r标题: 甲\r版面: {页行数: 28}\r---\r");
}

static void test_flow_form(void **state) {
    (void)state;
    expect_set("---\n版面: {页行数: 31}  # 注\n标题: 甲\n---\n", "页行数", "28",
               "---\n版面: {页行数: 28}  # 注\n标题: 甲\n---\n");
    expect_set("---\n版面: {行距: 20磅, }\n---\n", "页行数", "28",
               "---\n版面: {页行数: 28, 行距: 20磅, }\n---\n");
    expect_set("---\n版面: {}\n---\n", "页行数", "28", "---\n版面: {页行数: 28}\n---\n");
    expect_set("---\n版面: {凑版: {末页至多: 1}, 行距: 20磅}\n---\n", "凑版.每行至多", "1字",
               "---\n版面: {凑版: {每行至多: 1字, 末页至多: 1}, 行距: 20磅}\n---\n");
    expect_set("---\n版面: {凑版.末页至多: '1'}\n---\n", "凑版.末页至多", "2",
               "---\n版面: {凑版.末页至多: 2}\n---\n");
    expect_set("---\n版面: { # 注\n  行距: 20磅,\n  }\n---\n", "页行数", "28",
               "---\n版面: {页行数: 28,  # 注\n  行距: 20磅,\n  }\n---\n");
}

static void test_block_form(void **state) {
    (void)state;
    expect_set("---\n版面:\n  # 注\n  行距: 20磅   # 注\n标题: 甲\n---\n", "页行数", "28",
               "---\n版面:\n  # 注\n  页行数: 28\n  行距: 20磅   # 注\n标题: 甲\n---\n");
    expect_set("---\n版面:\n  行距: 20磅\n  页行数: 31   # 注\n---\n", "页行数", "28",
               "---\n版面:\n  行距: 20磅\n  页行数: 28   # 注\n---\n");
    expect_set("---\n版面:\n  凑版:\n    每行至多: 1字\n  行距: 20磅\n---\n", "凑版.末页至多", "2",
               "---\n版面:\n  凑版:\n    末页至多: 2\n    每行至多: 1字\n  行距: 20磅\n---\n");
    expect_set("---\n版面:\n  行距: 20磅\n---\n", "凑版.末页至多", "2",
               "---\n版面:\n  凑版: {末页至多: 2}\n  行距: 20磅\n---\n");
    expect_set("---\n版面:   # 注\n标题: 甲\n---\n", "页行数", "28",
               "---\n版面: {页行数: 28}   # 注\n标题: 甲\n---\n");
    expect_set("---\n版面:\n  页行数:\n---\n", "页行数", "28", "---\n版面:\n  页行数: 28\n---\n");
}

static void test_refused(void **state) {
    (void)state;
    expect_set("---\n? 版面\n: 行距: 20磅\n---\n", "页行数", "28", NULL);
    expect_set("---\n版面: {页行数: [31]}\n---\n", "页行数", "28", NULL);
    expect_set("---\n标题: 甲\n", "页行数", "28", NULL);
    expect_set("正文\n", "页行数", "28", NULL);
    expect_set("", "页行数", "28", NULL);
}

/* ---- the source may change while remedies are tried */

static bool read_again(const struct gaz_issue *issue, struct gaz_diags *diags) {
    struct gaz_gazette gazette = {.issue = (struct gaz_issue *)issue};
    struct gaz_trial trial = {.arena = gaz_arena_new(), .gazette = &gazette};
    bool good = gaz_trial_read(&trial, diags);
    gaz_arena_free(trial.arena);
    return good;
}

static void test_changed_source(void **state) {
    (void)state;
    g_autofree char *folder = g_dir_make_tmp("gongbao-fit-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "01.md", NULL);
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    assert_true(g_file_set_contents(path, "\xEF\xBB\xBF甲\r\n", -1, NULL));
    struct gaz_doc doc = {.source =
                              gaz_source_read_below(arena, folder, "01.md", (struct gaz_span){0}, diags)};
    struct gaz_issue issue = {.folder = folder, .docs = &doc, .n_docs = 1};
    assert_true(read_again(&issue, diags));
    assert_true(g_file_set_contents(path, "乙\n", -1, NULL));
    assert_false(read_again(&issue, diags));
    assert_int_equal(gaz_diags_exit(diags, GAZ_LENIENT),
                     GAZ_EXIT_IO); /* GAZ_D_FIT_CHANGED: trying again helps */
    assert_int_equal(gaz_diags_count(diags, GAZ_ERROR), 1);
    g_unlink(path);
    g_rmdir(folder);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
}

/* ---- the diff */

static void expect_diff(const char *old, const char *new, const char *wanted) {
    g_autoptr(GString) out = g_string_new(NULL);
    gaz_unified_diff(out, "f", (struct gaz_version){old, strlen(old)},
                     (struct gaz_version){new, strlen(new)});
    assert_string_equal(out->str, wanted);
}

static void test_diff(void **state) {
    (void)state;
    expect_diff("1\n2\n", "1\n2\n", "");
    expect_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nx\n6\n7\n8\n",
                "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
    expect_diff("1\n2", "1\nx\n2",
                "--- f\n+++ f\n@@ -1,2 +1,3 @@\n 1\n+x\n 2\n\\ No newline at end of file\n");
    expect_diff("1\n1\n", "1\n1\n1\n", "--- f\n+++ f\n@@ -1,2 +1,3 @@\n 1\n 1\n+1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_own_values_yet),
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_flow_form),
        cmocka_unit_test(test_block_form),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_changed_source),
        cmocka_unit_test(test_diff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
