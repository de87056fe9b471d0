/* test_intake.c: drafts and accounts: what was left out is told in runs, what was changed is counted. */
/* link: gaz_intake gaz_base */
#include "intake/account.h"

#include "base/text.h"

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
    gaz_account_leave_out(account, GAZ_REASON_RUBY, first, 1);
    assert_false(gaz_account_is_left_out(account, first + 1));
    assert_true(gaz_account_is_left_out(account, first + 7));
    assert_int_equal(gaz_account_missing(account), 1); /* deleted text is no loss */
    GString *json = gaz_account_json(account);
    assert_non_null(strstr(
        json->str, "{\"text\": \"第\", \"where\": \"正文第3段\", \"reason\": \"拼音\", \"count\": 1}"));
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_one_for_one_name),
        cmocka_unit_test(blocks_own_what_they_hold),
        cmocka_unit_test(runs_are_told_once),
        cmocka_unit_test(changes_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
