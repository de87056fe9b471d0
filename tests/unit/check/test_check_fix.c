/* test_check_fix.c: what --fix changes and what it leaves; that more than its account says is seen; that a
 * file which is not as it was read is left alone.
 */
/* link: gaz_input */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/diag/diag.h"
#include "base/file/change.h"
#include "check/check.h"
#include "input/conserve.h"
#include "check/fix.h"
#include "input/input.h"
#include "tests/unit/said.h"
#include "tests/unit/folder.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "---\n标题: 澄浦市人民政府关于测试的通知\n署名: 澄浦市人民政府\n成文日期: 2024-01-05\n---\n\n"

static char *work;

struct world {
    struct gaz_diags *diags;
    struct gaz_issue *issue;
    struct gaz_findings *findings;
    struct gaz_fix *fix;
};

static void put(const char *name, const char *text) {
    g_autofree char *path = g_build_filename(work, name, NULL);
    g_remove(path); /* a longer one of before would not be cut off */
    assert_true(g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static struct world open_world(const char *document) {
    struct world w = {.diags = gaz_diags_new()};
    put("01.md", document);
    w.issue = gaz_issue_read(work, w.diags);
    assert_non_null(w.issue);
    assert_false(gaz_diags_have_errors(w.diags));
    w.findings = gaz_check_issue(w.issue, NULL);
    w.fix = gaz_fix_new(w.issue, NULL, w.findings, w.diags);
    return w;
}

static void close_world(struct world *w) {
    gaz_fix_free(w->fix);
    gaz_findings_free(w->findings);
    gaz_diags_free(w->diags); /* before what its places are in */
    gaz_issue_free(w->issue);
}

static void expect_bytes(struct world *w, const char *wanted) {
    GArray *files = gaz_fix_files(w->fix);
    assert_int_equal(files->len, 1);
    const struct gaz_file_change *file = &g_array_index(files, struct gaz_file_change, 0);
    gsize n = 0;
    const char *bytes = g_bytes_get_data(file->bytes, &n);
    if (n != strlen(wanted) || memcmp(bytes, wanted, n) != 0)
        fail_msg("not what is wanted:\n%.*s", (int)n, bytes);
    g_array_unref(files);
}

static void expect_nothing(struct world *w) {
    GArray *files = gaz_fix_files(w->fix);
    assert_int_equal(files->len, 0);
    g_array_unref(files);
}

static void expect_report(const struct world *w, const char *part) {
    g_autoptr(GString) report = g_string_new(NULL);
    gaz_fix_report(w->fix, false, GAZ_CHINESE, report);
    if (!strstr(report->str, part)) fail_msg("no “%s” in\n%s", part, report->str);
}

static void nothing_else_changes(void **state) {
    (void)state;
    struct world w =
        open_world("\xEF\xBB\xBF---\r\n标题: '澄浦市人民政府关于(''绿道'')的,通知'   # 标题,未定\r\n"
                   "发文字号: \"澄政发[2024]5号\"\r\n署名: 澄浦市人民政府\r\n成文日期: 2024-01-05\r\n"
                   "---\r\n\r\n<!-- 未定,待核 -->\r\n\r\n加强**管理**,落实  责任。。\r\n");
    expect_bytes(&w, "\xEF\xBB\xBF---\r\n标题: '澄浦市人民政府关于（''绿道''）的，通知'   # 标题,未定\r\n"
                     "发文字号: \"澄政发〔2024〕5号\"\r\n署名: 澄浦市人民政府\r\n成文日期: 2024-01-05\r\n"
                     "---\r\n\r\n<!-- 未定,待核 -->\r\n\r\n加强**管理**，落实  责任。\r\n");
    expect_report(&w, "01.md:10:17: “。”→“” [doubled-mark]\n");
    close_world(&w);
}

/* What a change uncovers is changed too, and its place is that of the file as it was. */
static void rounds_settle(void **state) {
    (void)state;
    struct world w = open_world(HEAD "加强管理,，,落实责任（试行)。甲(乙）丙");
    expect_bytes(&w, HEAD "加强管理，落实责任（试行）。甲（乙）丙");
    expect_report(&w, "01.md:7:5: “,，,”→“，” [half-width-all, doubled-mark]\n");
    close_world(&w);
}

static void marks_in_between_are_left(void **state) {
    (void)state;
    struct world w = open_world(HEAD "水、电**。**。**。**\n\n加强管理,落实责任");
    expect_bytes(&w, HEAD "水、电**。**。**。**\n\n加强管理，落实责任");
    expect_report(&w, "01.md:7:6: 留下：“。。。”→“……”：原文这里夹有标记或转义，请在文稿里改 [ellipsis]\n");
    close_world(&w);
}

/* With a digit of its own the title becomes a label and a title: another text than the account says. The
 * other changes are made. */
static void more_than_the_account_is_left(void **state) {
    (void)state;
    struct world w =
        open_world(HEAD "甲,乙。\n\n# 附件１　名单\n\n甲,乙（丙)丁。\n\n# 附件２　表\n\n甲(乙）丙,丁。");
    expect_bytes(&w,
                 HEAD "甲，乙。\n\n# 附件１　名单\n\n甲，乙（丙）丁。\n\n# 附件２　表\n\n甲（乙）丙，丁。");
    assert_false(said(w.diags, "[fix-unsafe]"));
    expect_report(
        &w,
        "01.md:9:5: 留下：“１”→“1”：照这样改，这一处或别处会读成另一种结构，请在文稿里改 [wide-digits]\n");
    expect_report(&w, "可改5处（half-width 5），留下2处");
    close_world(&w);
}

/* Where there are many of them the whole file is left as it is. */
static void more_than_the_account_is_refused(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new(HEAD "甲,乙。\n");
    for (int i = 0; i < 16; i++)
        g_string_append(text, "\n# 附件１　名单\n\n甲,乙。\n");
    struct world w = open_world(text->str);
    expect_nothing(&w);
    assert_true(said(w.diags, "[fix-unsafe]"));
    expect_report(&w, "可改0处，留下33处");
    close_world(&w);
}

/* Saved elsewhere between reading and correcting. */
static void changed_files_are_refused(void **state) {
    (void)state;
    struct world w = open_world(HEAD "加强管理,落实责任。");
    gaz_fix_free(w.fix);
    put("01.md", HEAD "加强管理,落实责任！");
    w.fix = gaz_fix_new(w.issue, NULL, w.findings, w.diags);
    expect_nothing(&w);
    assert_true(said(w.diags, "[fix-stale]"));
    close_world(&w);
}

/* And between correcting and writing: what was saved stays. */
static void what_is_saved_meanwhile_stays(void **state) {
    (void)state;
    struct world w = open_world(HEAD "加强管理,落实责任。");
    put("01.md", HEAD "加强管理,落实责任！");
    g_autoptr(GArray) changes = gaz_fix_files(w.fix);
    assert_int_equal(changes->len, 1);
    assert_false(gaz_file_changes_write(changes, w.diags));
    assert_true(said(w.diags, "[write-stale]"));
    g_autofree char *now = NULL, *path = g_build_filename(work, "01.md", NULL);
    assert_true(g_file_get_contents(path, &now, NULL, NULL));
    assert_string_equal(now, HEAD "加强管理,落实责任！");
    close_world(&w);
}

/* ---- conservation: the account against what came out */

static bool is_conserved(const char *was, const char *now, struct gaz_edit edit) {
    struct gaz_diags *diags = gaz_diags_new();
    put("01.md", was);
    struct gaz_issue *old = gaz_issue_read(work, diags);
    struct gaz_unwritten instead = {"01.md", "01.md", {(const unsigned char *)now, strlen(now)}};
    struct gaz_issue *new = gaz_issue_read_unwritten(work, &instead, 1, diags);
    struct gaz_changed_source changed = {old->docs[0].source, &edit, 1};
    bool good = gaz_texts_are_conserved(old, new, &changed, 1);
    gaz_diags_free(diags);
    gaz_issue_free(old);
    gaz_issue_free(new);
    return good;
}

static void conservation_sees(void **state) {
    (void)state;
    const uint32_t at = strlen(HEAD "加强管理");
    const struct gaz_edit comma = {at, at + 1, "，"}, put_in = {at, at, "的"};
    assert_true(is_conserved(HEAD "加强管理,落实", HEAD "加强管理，落实", comma));
    assert_true(is_conserved(HEAD "加强管理落实", HEAD "加强管理的落实", put_in));
    assert_true(is_conserved(HEAD "加强管理", HEAD "加强管理的", put_in));
    /* another text, less, more, elsewhere, no change at all, other emphasis */
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加强管理；落实", comma));
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加强管理，落", comma));
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加强管理，落实实", comma));
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加弱管理，落实", comma));
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加强管理,落实", comma));
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加强管理，**落实**", comma));
    assert_false(is_conserved(HEAD "加强管理,落实", HEAD "加强管理，落实\n\n甲", comma));
}

/* ---- */

static int make_work(void **state) {
    (void)state;
    work = g_dir_make_tmp("fix-XXXXXX", NULL);
    if (!work) return -1;
    put("issue.yaml",
        "刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n样式: gbt9704\n"
        "目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n");
    return 0;
}

static int remove_work(void **state) {
    (void)state;
    remove_tree(work);
    g_free(work);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_else_changes),
        cmocka_unit_test(rounds_settle),
        cmocka_unit_test(marks_in_between_are_left),
        cmocka_unit_test(more_than_the_account_is_left),
        cmocka_unit_test(more_than_the_account_is_refused),
        cmocka_unit_test(changed_files_are_refused),
        cmocka_unit_test(what_is_saved_meanwhile_stays),
        cmocka_unit_test(conservation_sees),
    };
    return cmocka_run_group_tests(tests, make_work, remove_work);
}
