/* test_intake.c: drafts and accounts: what was left out is told in runs, what was changed is counted; and how
 * a file comes into an issue.yaml. */
/* link: gaz_intake gaz_base */
#include "intake/account.h"
#include "intake/intake.h"

#include "base/text/text.h"
#include "tests/unit/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static uint32_t carry(struct gaz_draft *draft, uint16_t part, uint32_t paragraph, const char *utf8) {
    uint32_t first = draft->carriers->len;
    for (const char *at = utf8; *at; at = g_utf8_next_char(at))
        gaz_draft_carry(draft, (struct gaz_carrier){g_utf8_get_char(at), paragraph, part});
    return first;
}

static void parts_are_one_for_one_name(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    assert_int_equal(gaz_draft_part(draft, "正文"), 0);
    assert_int_equal(gaz_draft_part(draft, "脚注"), 1);
    assert_int_equal(gaz_draft_part(draft, "正文"), 0);
    g_autofree char *where = gaz_draft_where(draft, 1, 12);
    assert_string_equal(where, "脚注第12段");
    gaz_draft_free(draft);
}

static void blocks_own_what_they_hold(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    struct gaz_draft_block *table = gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_TABLE);
    struct gaz_draft_cell *cell = gaz_draft_cell_new(draft, table->table);
    assert_int_equal(cell->row_span, 1);
    struct gaz_draft_block *inner = gaz_draft_block_new(draft, cell->blocks, GAZ_DRAFT_PARAGRAPH);
    struct gaz_draft_char ch = {0x7ae0, carry(draft, 0, 1, "章"), 0, 0};
    g_array_append_val(inner->chars, ch);
    struct gaz_draft_block *figure = gaz_draft_block_new(draft, cell->blocks, GAZ_DRAFT_FIGURE);
    figure->figure->bytes = g_bytes_new_static("x", 1);
    gaz_draft_note_new(draft);
    g_autofree char *text = gaz_draft_utf8(inner, 0, 9);
    assert_string_equal(text, "章");
    gaz_draft_free(draft);
}

static void runs_are_told_once(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    uint16_t part = gaz_draft_part(draft, "正文");
    uint32_t first = carry(draft, part, 3, "第一款删去");
    carry(draft, part, 4, "又一款");
    struct gaz_account *account = gaz_account_new(draft);
    gaz_account_leave_out(account, GAZ_REASON_DELETED, first + 3, 5); /* over the end of a paragraph */
    gaz_account_leave_out(account, GAZ_REASON_EQUATION, first, 1);
    assert_false(gaz_account_is_left_out(account, first + 1));
    assert_true(gaz_account_is_left_out(account, first + 7));
    assert_int_equal(gaz_account_missing(account), 1); /* deleted text is no loss */
    GString *json = gaz_account_json(account);
    assert_non_null(strstr(
        json->str, "{\"text\": \"第\", \"where\": \"正文第3段\", \"reason\": \"公式\", \"count\": 1}"));
    assert_non_null(strstr(
        json->str,
        "{\"text\": \"删去\", \"where\": \"正文第3段\", \"reason\": \"修订中删除的文字\", \"count\": 2}"));
    assert_non_null(strstr(json->str, "{\"text\": \"又一款\", \"where\": \"正文第4段\""));
    g_string_free(json, TRUE);
    gaz_account_free(account);
    gaz_draft_free(draft);
}

static void changes_add_up(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    struct gaz_account *account = gaz_account_new(draft);
    struct gaz_account_entry number = {.text = "一、", .where = "正文第2段", .count = 2};
    gaz_account_add(account, GAZ_REASON_AUTOMATIC_NUMBER, number);
    gaz_account_add(account, GAZ_REASON_AUTOMATIC_NUMBER, number);
    struct gaz_account_entry remark = {.text = "核", .becomes = "王编辑", .count = 1};
    gaz_account_add(account, GAZ_REASON_READERS_COMMENT, remark);
    gaz_account_add(account, GAZ_REASON_READERS_COMMENT, remark);
    assert_int_equal(account->lists[GAZ_ACCOUNT_PUT_IN]->len, 1);
    assert_int_equal(account->lists[GAZ_ACCOUNT_COMMENTS]->len, 2); /* each remark is one */
    GString *json = gaz_account_json(account);
    assert_non_null(strstr(json->str, "\"reason\": \"自动编号\", \"count\": 4}"));
    g_string_free(json, TRUE);
    gaz_account_free(account);
    gaz_draft_free(draft);
}

/* ---- into the 目录 of an issue.yaml */

/* NULL: it is refused. What cannot be listed is left as it was. */
static void expect_listed(const char *manifest, const char *column, const char *file, const char *wanted) {
    g_autoptr(GString) bytes = g_string_new(manifest);
    struct gaz_diags *diags = gaz_diags_new();
    assert_int_equal(gaz_import_list(bytes, "issue.yaml", column, file, diags), wanted != NULL);
    assert_string_equal(bytes->str, wanted ? wanted : manifest);
    assert_int_equal(gaz_diags_have_errors(diags), !wanted);
    gaz_diags_free(diags);
}

static void a_file_is_listed_behind_the_others(void **state) {
    (void)state;
    expect_listed("目录:\n  - 栏目: 甲\n    文件:\n  - 栏目: 乙\n", "甲", "1.md",
                  "目录:\n  - 栏目: 甲\n    文件: [1.md]\n  - 栏目: 乙\n");
    expect_listed("目录:\n  - 栏目: 甲\n    文件: 1.md # 注\n", "甲", "2.md",
                  "目录:\n  - 栏目: 甲\n    文件: [1.md, 2.md] # 注\n");
    expect_listed("目录: [{栏目: 甲, 文件: []}]\n", "甲", "1.md", "目录: [{栏目: 甲, 文件: [1.md]}]\n");
    expect_listed("目录: [{栏目: 甲, 文件: [1.md]}, {栏目: 乙, 文件: [2.md]}]\n", "乙", "3,.md",
                  "目录: [{栏目: 甲, 文件: [1.md]}, {栏目: 乙, 文件: [2.md, \"3,.md\"]}]\n");
    expect_listed(
        "目录:\n  - 栏目: 甲\n    文件:\n      - 1.md # 注\n      # 后\n  - 栏目: 乙\n", "甲", "2.md",
        "目录:\n  - 栏目: 甲\n    文件:\n      - 1.md # 注\n      - 2.md\n      # 后\n  - 栏目: 乙\n");
}

static void a_file_is_listed_once(void **state) {
    (void)state;
    static const char *const manifests[] = {
        "目录: [{栏目: 甲, 文件: 1.md}]\n",
        "目录: [{栏目: 甲, 文件: [1.md, 2.md]}]\n",
        "目录:\n  - 栏目: 甲\n    文件:\n      - 0.md\n      - 1.md\n      - 2.md\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(manifests); i++)
        expect_listed(manifests[i], "甲", "1.md", manifests[i]);
}

static void no_file_is_listed_nowhere(void **state) {
    (void)state;
    expect_listed("目录: [{栏目: 甲, 文件: [1.md]}]\n", "乙", "2.md", NULL);
    expect_listed("目录: [{栏目: 甲}]\n", "甲", "2.md", NULL);
    expect_listed("目录: [{栏目: 甲, 文件: {乙: 1.md}}]\n", "甲", "2.md", NULL);
    expect_listed("栏目: 甲\n", "甲", "2.md", NULL);
}

static unsigned next_number(const char *manifest) {
    return gaz_import_next_number("issue.yaml",
                                  (struct gaz_bytes){(const unsigned char *)manifest, strlen(manifest)});
}

static void the_next_number_is_one_more(void **state) {
    (void)state;
    assert_int_equal(next_number("刊名: 甲\n"), 1);
    assert_int_equal(next_number("目录: [{栏目: 甲, 文件: 通知.md}]\n"), 1);
    assert_int_equal(next_number("目录: [{栏目: 甲, 文件: 07.md}]\n"), 8);
    assert_int_equal(next_number("目录: [{栏目: 甲, 文件: [09-通知.md, 02.md]}, {栏目: 乙, 文件: 3.md}]\n"),
                     10);
    assert_int_equal(next_number("目录: [{栏目: 甲, 文件: [20240115.md, 4.md]}]\n"),
                     5); /* a day is no number */
    assert_int_equal(next_number("目录: [\n"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_one_for_one_name),
        cmocka_unit_test(blocks_own_what_they_hold),
        cmocka_unit_test(runs_are_told_once),
        cmocka_unit_test(changes_add_up),
        cmocka_unit_test(a_file_is_listed_behind_the_others),
        cmocka_unit_test(a_file_is_listed_once),
        cmocka_unit_test(no_file_is_listed_nowhere),
        cmocka_unit_test(the_next_number_is_one_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
