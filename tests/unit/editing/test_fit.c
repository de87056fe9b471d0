/* test_fit.c: what `gongbao fit` does to a source: one value set, every other byte kept; and the diff of it.
 */
/* link: gaz_trial gaz_layout gaz_styles gaz_fonts gaz_input gaz_base */
#include "base/process/arena.h"
#include "base/diag/diag.h"
#include "base/file/file.h"
#include "input/keys/front_edit.h"
#include "trial/trial.h"
#include "base/diff/unified.h"
#include "gazette/gazette.h"
#include "tests/unit/folder.h"

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

/* ---- marks go into the source */

/* a document, and of it the stretches that stand in the stream, each in a node of its own */
struct written {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    char *folder;
    struct gaz_gazette gazette;
    struct gaz_trial trial;
};

static const char marked[] =
    "---\n标题: 关于甲乙的通知\n---\n\n子丑寅**卯辰**巳ab\ncd午。\n\n"
    "| 一 | 二 |\n|----|----|\n| 三 | 四 |\n| 五 | 六 |\n\n"
    "<table>\n<tr><td>七</td></tr><tr><td>八</td></tr>\n</table>\n\n# 办法\n\n末。\n";

static void put(const char *folder, const char *name, const char *text) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void add_stretch(struct gaz_trial *trial, const char *text, const char *stretch, uint32_t node) {
    const char *at = strstr(text, stretch);
    assert_non_null(at);
    for (const char *end = at + strlen(stretch); at < end; at = g_utf8_next_char(at)) {
        struct gaz_stream_char ch = {
            .ch = g_utf8_get_char(at), .offset = (uint32_t)(at - text), .node = node};
        bool is_strong = ch.ch == 0x536F || ch.ch == 0x8FB0; /* 卯辰 */
        ch.attrs = is_strong ? GAZ_CHAR_STRONG : 0;
        if (ch.ch > 0x7F || !strchr("* \\\n", (int)ch.ch)) /* no markup, no blanks */
            g_array_append_val(trial->stream.chars, ch);
    }
}

static struct written *write_document(const char *text, const char *const *stretches, uint32_t n) {
    struct written *w = g_new0(struct written, 1);
    w->arena = gaz_arena_new();
    w->diags = gaz_diags_new();
    w->folder = g_dir_make_tmp("gongbao-fit-XXXXXX", NULL);
    put(w->folder, "01.md", text);
    put(w->folder, "issue.yaml",
        "刊名: 例\n年: 2024\n期: 1\n总期: 1\n出版日期: 2024-01-02\n主办: 例\n样式: gbt9704\n"
        "目录: [{栏目: 例, 文件: [01.md]}]\n");
    w->gazette.issue = gaz_issue_read(w->folder, w->diags);
    assert_non_null(w->gazette.issue);
    assert_false(gaz_diags_have_errors(w->diags));
    w->trial = (struct gaz_trial){.gazette = &w->gazette,
                                  .arena = w->arena,
                                  .file = text,
                                  .size = strlen(text),
                                  .takes_marks = true,
                                  .stream.chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_stream_char))};
    for (uint32_t i = 0; i < n; i++)
        add_stretch(&w->trial, text, stretches[i], i + 1);
    return w;
}

static void written_free(struct written *w) {
    g_array_free(w->trial.stream.chars, TRUE);
    remove_tree(w->folder);
    gaz_issue_free(w->gazette.issue);
    gaz_diags_free(w->diags);
    gaz_arena_free(w->arena);
    g_free(w->folder);
    g_free(w);
}

/* The place in the stream of the first such character. */
static uint32_t place_of(const struct written *w, const char *utf8) {
    uint32_t i = 0;
    while (i < w->trial.stream.chars->len && gaz_stream_at(&w->trial.stream, i)->ch != g_utf8_get_char(utf8))
        i++;
    assert_in_range(i, 0, w->trial.stream.chars->len - 1);
    return i;
}

/* The source with `what` put in before the first `where`, or with `where` made `what`. NULL: it is refused.
 */
static void expect_written(const struct written *w, const GArray *overrides, const char *what,
                           const char *where, bool instead) {
    g_autoptr(GString) file = g_string_new(NULL), wanted = g_string_new(w->trial.file);
    assert_int_equal(gaz_trial_write(&w->trial, overrides, file), what != NULL);
    if (!what) return;
    const char *at = strstr(w->trial.file, where);
    assert_non_null(at);
    if (instead) g_string_erase(wanted, at - w->trial.file, (gssize)strlen(where));
    g_string_insert(wanted, at - w->trial.file, what);
    assert_string_equal(file->str, wanted->str);
}

static void expect_override(const struct written *w, struct gaz_override override, const char *what,
                            const char *where) {
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof override);
    g_array_append_val(overrides, override);
    expect_written(w, overrides, what, where, false);
    g_array_free(overrides, TRUE);
}

static const char *const stretches[] = {
    "关于甲乙的通知", "子丑寅**卯辰**巳ab\ncd午。", "一", "三", "四", "五", "七", "八", "办法", "末。"};

static void test_each_mark_has_its_place(void **state) {
    (void)state;
    struct written *w = write_document(marked, stretches, G_N_ELEMENTS(stretches));
    static const struct {
        struct gaz_override override;
        const char *of, *what, *where;
    } rows[] = {
        {{.kind = GAZ_OVERRIDE_LINE_END}, "寅", "<!-- 行末 -->\n", "寅"},
        {{.kind = GAZ_OVERRIDE_LINE_END}, "卯", "<!-- 行末 -->\n", "**卯"},
        {{.kind = GAZ_OVERRIDE_LINE_END}, "巳", "<!-- 行末 -->\n", "巳"},
        {{.kind = GAZ_OVERRIDE_LINE_END}, "c", " <!-- 行末 -->", "\ncd"},
        {{.kind = GAZ_OVERRIDE_LINE_END}, "子", NULL, NULL}, /* no line ends before a paragraph */
        {{.kind = GAZ_OVERRIDE_PAGE_END}, "丑", "<!-- 页末 -->\n", "丑"},
        {{.kind = GAZ_OVERRIDE_PAGE_END}, "子", "<!-- 页末 -->\n\n", "子"},
        {{.kind = GAZ_OVERRIDE_LOST_LINES, .n = 3}, "末", "<!-- 缺行 3 -->\n\n", "末"},
        {{.kind = GAZ_OVERRIDE_CUT}, "五", "<!-- 断表 -->\n", "| 五"},
        {{.kind = GAZ_OVERRIDE_CUT}, "八", "<!-- 断表 -->\n", "<tr><td>八"},
        {{.kind = GAZ_OVERRIDE_CUT}, "寅", NULL, NULL},
        {{.kind = GAZ_OVERRIDE_TABLE, .key = "行距", .value = "1字"},
         "四",
         "<!-- 表格 行距=1字 -->\n",
         "| 一"},
        {{.kind = GAZ_OVERRIDE_LINE_LESS}, "巳", "<!-- 减一行 -->\n", "子"},
        {{.kind = GAZ_OVERRIDE_LINE_MORE}, "末", "<!-- 加一行 -->\n", "末"},
        {{.kind = GAZ_OVERRIDE_LINE_MORE}, "四", NULL, NULL},
        {{.kind = GAZ_OVERRIDE_LAST_LINE}, "子", "<!-- 行末 -->", "\n\n| 一"},
        {{.kind = GAZ_OVERRIDE_VALUE, .key = "页行数", .value = "28"},
         "子",
         "版面: {页行数: 28}\n",
         "---\n\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_override override = rows[i].override;
        override.at = place_of(w, rows[i].of);
        expect_override(w, override, rows[i].what, rows[i].where);
    }
    w->trial.takes_marks = false; /* values only */
    expect_override(w, (struct gaz_override){.kind = GAZ_OVERRIDE_LINE_LESS, .at = place_of(w, "子")}, NULL,
                    NULL);
    expect_override(w, (struct gaz_override){.kind = GAZ_OVERRIDE_VALUE, .key = "页行数", .value = "28"},
                    "版面: {页行数: 28}\n", "---\n\n");
    written_free(w);
}

/* A page's end is a line's end; else what stands at one place stands in the order of the kinds. */
static void test_marks_of_one_place(void **state) {
    (void)state;
    struct written *w = write_document(marked, stretches, G_N_ELEMENTS(stretches));
    uint32_t at = place_of(w, "寅"), first = place_of(w, "子");
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    g_array_append_vals(overrides,
                        (struct gaz_override[]){{.kind = GAZ_OVERRIDE_LINE_END, .at = at},
                                                {.kind = GAZ_OVERRIDE_PAGE_END, .at = at}},
                        2);
    expect_written(w, overrides, "<!-- 页末 -->\n", "寅", false);
    g_array_set_size(overrides, 0);
    g_array_append_vals(overrides,
                        (struct gaz_override[]){{.kind = GAZ_OVERRIDE_LINE_MORE, .at = first},
                                                {.kind = GAZ_OVERRIDE_PAGE_END, .at = first}},
                        2);
    expect_written(w, overrides, "<!-- 页末 -->\n\n<!-- 加一行 -->\n", "子", false);
    g_array_free(overrides, TRUE);
    written_free(w);
}

static void expect_title(const char *front, const char *stretch, const char *before, const char *what,
                         const char *where) {
    g_autofree char *text = g_strdup_printf("---\n%s\n---\n\n# 题\\\n目一\n\n文。\n", front);
    struct written *w = write_document(text, &stretch, 1);
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    uint32_t at = before ? place_of(w, before) : 0;
    struct gaz_override override = {.kind = GAZ_OVERRIDE_TITLE, .n = before ? 1 : 0, .breaks = &at};
    g_array_append_val(overrides, override);
    expect_written(w, overrides, what, where, true);
    g_array_free(overrides, TRUE);
    written_free(w);
}

static void test_titles_are_broken(void **state) {
    (void)state;
    const char *plain = "标题: 关于甲的通知", *broken = "标题: |\n  关于甲\n  的通知";
    expect_title(plain, "关于甲的通知", "的", broken, plain);
    expect_title("标题: 关于甲的通知 # 注", "关于甲的通知", "的", NULL, NULL);
    expect_title("标题: \"关于甲的通知\"", "关于甲的通知", "的", NULL, NULL);
    expect_title(broken, "关于甲\n  的通知", "甲", "标题: |\n  关于\n  甲的通知", broken);
    expect_title(broken, "关于甲\n  的通知", NULL, "标题: |\n  关于甲的通知", broken);
    expect_title(plain, "题\\\n目一", "一", "题目\\\n一", "题\\\n目一");
    expect_title(plain, "题\\\n目一", "目", "题\\\n目一", "题\\\n目一");
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
        cmocka_unit_test(test_each_mark_has_its_place),
        cmocka_unit_test(test_marks_of_one_place),
        cmocka_unit_test(test_titles_are_broken),
        cmocka_unit_test(test_diff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
