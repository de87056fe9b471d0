/* test_intake_conserve.c: the proof sees each character that is dropped, doubled, swapped, changed or put in.
 */
/* link: gaz_intake gaz_input gaz_base */
#include "base/diag/diag.h"
#include "base/text/text.h"
#include "input/input.h"
#include "intake/verdict.h"
#include "tests/unit/intake/drafts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct made {
    struct gaz_draft *draft;
    struct gaz_account *account;
    struct gaz_shaped *shaped;
    struct gaz_written *written;
};

static struct gaz_draft_block *add_paragraph(struct gaz_draft *draft, const char *utf8) {
    struct gaz_draft_block *block = gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_PARAGRAPH);
    draft_put(draft, block, utf8);
    return block;
}

/* A title, a day, two paragraphs, a table, a note: everything that has a form of its own. */
static struct made make(void) {
    struct made m = {.draft = gaz_draft_new("来稿.docx")};
    gaz_draft_part(m.draft, "正文");
    m.account = gaz_account_new(m.draft);
    m.shaped = gaz_shaped_new(m.draft);
    struct gaz_draft_block *title = add_paragraph(m.draft, "关于防汛的\n通知: '甲'");
    gaz_shaped_add_value(m.shaped, GAZ_FRONT_TITLE, title, 0, title->chars->len);
    struct gaz_draft_block *day = add_paragraph(m.draft, "2024年7月3日");
    gaz_shaped_add_value(m.shaped, GAZ_FRONT_DATE, day, 0, day->chars->len);
    gaz_shaped_add_block(m.shaped, GAZ_SHAPED_PARAGRAPH,
                         add_paragraph(m.draft, "一、各单位要\\*加强*领导<b>|。"));
    struct gaz_draft_block *noted = add_paragraph(m.draft, "# 绿地率");
    struct gaz_draft_note *note = gaz_draft_note_new(m.draft);
    struct gaz_draft_char mark = {GAZ_DRAFT_OBJECT, GAZ_NOWHERE, 0, 1};
    g_array_append_val(noted->chars, mark);
    draft_put(m.draft, gaz_draft_block_new(m.draft, note->blocks, GAZ_DRAFT_PARAGRAPH), "按面积计。");
    gaz_shaped_add_block(m.shaped, GAZ_SHAPED_PARAGRAPH, noted);
    struct gaz_draft_block *table = gaz_draft_block_new(m.draft, m.draft->blocks, GAZ_DRAFT_TABLE);
    table->table->n_rows = 2;
    table->table->n_columns = 1;
    for (uint32_t row = 0; row < 2; row++) {
        struct gaz_draft_cell *cell = gaz_draft_cell_new(m.draft, table->table);
        cell->row = row;
        draft_put(m.draft, gaz_draft_block_new(m.draft, cell->blocks, GAZ_DRAFT_PARAGRAPH),
                  row ? "1<2&3" : "数");
    }
    gaz_shaped_add_block(m.shaped, GAZ_SHAPED_TABLE, table);
    return m;
}

static void clear(struct made *m) {
    gaz_written_free(m->written);
    gaz_shaped_free(m->shaped);
    gaz_account_free(m->account);
    gaz_draft_free(m->draft);
}

static struct gaz_intake_finding judged(struct made *m) {
    struct gaz_doc none = {0};
    struct gaz_issue blank = {.folder = ".", .docs = &none, .n_docs = 1};
    struct gaz_unwritten file = {
        "甲.md", "甲.md", {(const unsigned char *)m->written->bytes->str, m->written->bytes->len}};
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_issue *issue = gaz_issue_read_again(&blank, 0, &file, 1, diags);
    assert_non_null(issue);
    assert_false(gaz_diags_have_errors(diags));
    struct gaz_intake_case it = {m->draft, m->account, m->written, &issue->docs[0]};
    struct gaz_intake_finding finding = gaz_intake_prove(&it);
    gaz_issue_free(issue);
    gaz_diags_free(diags);
    return finding;
}

static struct gaz_intake_finding written_and_judged(struct made *m) {
    m->written = gaz_source_write(m->shaped, "甲", true);
    return judged(m);
}

static void expect(struct made *m, enum gaz_intake_fault fault, const char *ch) {
    struct gaz_intake_finding finding = written_and_judged(m);
    assert_int_equal(finding.fault, fault);
    if (ch) assert_int_equal(finding.ch, g_utf8_get_char(ch));
    clear(m);
}

static GArray *first_paragraph(struct made *m) {
    return ((struct gaz_shaped_block *)g_ptr_array_index(m->shaped->blocks, 0))->chars;
}

static void what_is_whole_is_sound(void **state) {
    (void)state;
    struct made m = make();
    expect(&m, GAZ_INTAKE_SOUND, NULL);
}

static void what_is_dropped_is_lost(void **state) {
    (void)state;
    struct made m = make();
    g_array_remove_index(first_paragraph(&m), 3); /* 单 */
    expect(&m, GAZ_INTAKE_LOST, "单");
}

static void what_stands_twice_is_doubled(void **state) {
    (void)state;
    struct made m = make();
    struct gaz_draft_char ch = g_array_index(first_paragraph(&m), struct gaz_draft_char, 3);
    g_array_append_val(first_paragraph(&m), ch);
    expect(&m, GAZ_INTAKE_DOUBLED, "单");
    m = make();
    gaz_account_leave_out(m.account, GAZ_REASON_HIDDEN,
                          g_array_index(first_paragraph(&m), struct gaz_draft_char, 3).carrier, 1);
    expect(&m, GAZ_INTAKE_DOUBLED, "单");
}

/* In the bytes, behind the writer's back. */
static void swap_bytes(struct made *m, const char *one, const char *other) {
    char *at = strstr(m->written->bytes->str, one);
    assert_non_null(at);
    assert_int_equal(strlen(one), strlen(other));
    memcpy(at, other, strlen(other));
}

static void what_is_swapped_is_not_read(void **state) {
    (void)state;
    struct made m = make();
    m.written = gaz_source_write(m.shaped, "甲", true);
    swap_bytes(&m, "各单位", "各位单");
    struct gaz_intake_finding finding = judged(&m);
    assert_int_equal(finding.fault, GAZ_INTAKE_UNREAD);
    assert_int_equal(finding.ch, g_utf8_get_char("单"));
    clear(&m);
    m = make();
    m.written = gaz_source_write(m.shaped, "甲", true);
    swap_bytes(&m, "07-03", "07-05");
    assert_int_equal(judged(&m).fault, GAZ_INTAKE_UNREAD);
    clear(&m);
}

static void what_nobody_wrote_is_foreign(void **state) {
    (void)state;
    struct made m = make();
    m.written = gaz_source_write(m.shaped, "甲", true);
    g_string_append(m.written->bytes, "\n外来\n");
    assert_int_equal(judged(&m).fault, GAZ_INTAKE_FOREIGN);
    clear(&m);
}

static void what_is_changed_is_told(void **state) {
    (void)state;
    struct made m = make();
    g_array_index(first_paragraph(&m), struct gaz_draft_char, 3).ch = 0x4e2a;
    expect(&m, GAZ_INTAKE_UNTOLD, "单");
    m = make();
    g_array_index(first_paragraph(&m), struct gaz_draft_char, 3).ch = 0x4e2a;
    gaz_account_add(m.account, GAZ_REASON_TAB,
                    (struct gaz_account_entry){.text = "单", .becomes = "个", .count = 1});
    expect(&m, GAZ_INTAKE_SOUND, NULL);
}

/* The account claims no more than was done, but of what was left out later. */
static void what_is_told_was_done(void **state) {
    (void)state;
    const struct gaz_account_entry single = {.text = "单", .becomes = "个", .count = 1};
    struct made m = make();
    gaz_account_add(m.account, GAZ_REASON_TAB, single);
    expect(&m, GAZ_INTAKE_UNMADE, "单");
    m = make();
    g_array_index(first_paragraph(&m), struct gaz_draft_char, 3).ch = 0x4e2a;
    gaz_account_add(m.account, GAZ_REASON_TAB, single);
    gaz_account_add(m.account, GAZ_REASON_TAB, single);
    expect(&m, GAZ_INTAKE_UNMADE, "单");
    m = make();
    gaz_account_add(m.account, GAZ_REASON_TAB, single);
    gaz_account_take_out(m.account, GAZ_REASON_HIDDEN,
                         &g_array_index(first_paragraph(&m), struct gaz_draft_char, 3));
    g_array_remove_index(first_paragraph(&m), 3);
    expect(&m, GAZ_INTAKE_SOUND, NULL);
    m = make();
    gaz_account_add(m.account, GAZ_REASON_AUTOMATIC_NUMBER,
                    (struct gaz_account_entry){.text = "一", .count = 1});
    expect(&m, GAZ_INTAKE_INVENTED, NULL);
    m = make();
    gaz_account_add(m.account, GAZ_REASON_AUTOMATIC_NUMBER,
                    (struct gaz_account_entry){.text = "一", .count = 1});
    gaz_account_take_out(m.account, GAZ_REASON_IDLE_BLANK,
                         &(struct gaz_draft_char){0x4e00, GAZ_NOWHERE, 0, 0});
    expect(&m, GAZ_INTAKE_SOUND, NULL);
}

static void what_is_changed_twice_is_told_twice(void **state) {
    (void)state;
    struct made m = make();
    g_array_index(first_paragraph(&m), struct gaz_draft_char, 3).ch = 0x4e2a;
    gaz_account_add(m.account, GAZ_REASON_TAB,
                    (struct gaz_account_entry){.text = "单", .becomes = "双", .count = 1});
    gaz_account_add(m.account, GAZ_REASON_TAB,
                    (struct gaz_account_entry){.text = "双", .becomes = "个", .count = 1});
    expect(&m, GAZ_INTAKE_SOUND, NULL);
}

static void what_is_put_in_is_told(void **state) {
    (void)state;
    struct made m = make();
    struct gaz_draft_char ch = {0x4e00, GAZ_NOWHERE, 0, 0};
    g_array_append_val(first_paragraph(&m), ch);
    expect(&m, GAZ_INTAKE_INVENTED, NULL);
    m = make();
    g_array_append_val(first_paragraph(&m), ch);
    gaz_account_add(m.account, GAZ_REASON_AUTOMATIC_NUMBER,
                    (struct gaz_account_entry){.text = "一", .count = 1});
    expect(&m, GAZ_INTAKE_SOUND, NULL);
}

/* Paragraphs of a note are lines of it, but for those that say nothing, wherever they stand. */
static void a_note_has_paragraphs(void **state) {
    (void)state;
    struct made m = make();
    GPtrArray *blocks = ((struct gaz_draft_note *)g_ptr_array_index(m.draft->notes, 0))->blocks;
    gaz_draft_block_new(m.draft, blocks, GAZ_DRAFT_PARAGRAPH);
    draft_put(m.draft, gaz_draft_block_new(m.draft, blocks, GAZ_DRAFT_PARAGRAPH), "另见附表。");
    gaz_draft_block_new(m.draft, blocks, GAZ_DRAFT_PARAGRAPH);
    struct gaz_intake_finding finding = written_and_judged(&m);
    assert_int_equal(finding.fault, GAZ_INTAKE_SOUND);
    assert_non_null(strstr(m.written->bytes->str, "[^1]: 按面积计。\\\n另见附表。\n"));
    clear(&m);
}

static void lines_of_an_item_are_its_own(void **state) {
    (void)state;
    struct made m = make();
    const char *const signers[] = {"某合作社\n理事长：甲", "乙"};
    for (size_t i = 0; i < G_N_ELEMENTS(signers); i++) {
        const struct gaz_draft_block *block = add_paragraph(m.draft, signers[i]);
        gaz_shaped_add_value(m.shaped, GAZ_FRONT_SIGNATURE, block, 0, block->chars->len);
    }
    expect(&m, GAZ_INTAKE_SOUND, NULL);
}

static bool is_day(const char *utf8, struct gaz_date *date) {
    struct made m = {.draft = gaz_draft_new("来稿.docx")};
    bool good = gaz_draft_date(add_paragraph(m.draft, utf8)->chars, date);
    gaz_draft_free(m.draft);
    return good;
}

static void days_are_days_of_the_calendar(void **state) {
    (void)state;
    static const char *const days[] = {"2024年7月3日", "二○二四年七月三日", "2024-07-03", "2024.7.3印发",
                                       " 2024年 7月3日 "};
    static const char *const none[] = {"2024年7月257日", "2024年7月259日", "2024年258月1日",
                                       "2024年2月30日",  "3000年1月1日",   "2024年7月",
                                       "2024-7-260",     "2024年7月3日止"};
    struct gaz_date date;
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
        assert_true(is_day(days[i], &date));
        assert_true(date.year == 2024 && date.month == 7 && date.day == 3);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_false(is_day(none[i], &date));
}

static void keep_code(void *context, const struct gaz_told *told) {
    g_string_append_printf(context, "%s %s\n", told->slug, told->message);
}

static void a_finding_names_character_and_place(void **state) {
    (void)state;
    struct made m = make();
    struct gaz_diags *diags = gaz_diags_new();
    uint32_t at = g_array_index(first_paragraph(&m), struct gaz_draft_char, 3).carrier;
    struct gaz_intake_finding finding = {GAZ_INTAKE_LOST, 0x5355, at};
    gaz_intake_report(m.draft, finding, diags);
    assert_int_equal(gaz_diags_exit(diags, GAZ_LENIENT), GAZ_EXIT_BUG);
    g_autoptr(GString) told = g_string_new(NULL);
    gaz_diags_visit(diags, GAZ_CHINESE, keep_code, told);
    assert_non_null(strstr(told->str, gaz_code_slug(GAZ_D_INTAKE_LOST)));
    assert_non_null(strstr(told->str, "单（U+5355）"));
    assert_non_null(strstr(told->str, "正文第3段"));
    assert_non_null(strstr(told->str, "一、各单位要"));
    gaz_diags_free(diags);
    clear(&m);
}

/* Seventeen characters, from eight before it on, on one line; without a place there is none to be told. */
static void a_finding_is_told_on_one_line(void **state) {
    (void)state;
    static const char text[] = "零一二三四五\n七\t九甲乙丙丁戊己庚辛";
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    gaz_draft_part(draft, "正文");
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        gaz_draft_carry(draft, (struct gaz_carrier){g_utf8_get_char(at), 4, 0});
    static const struct {
        uint32_t carrier;
        const char *place;
    } rows[] = {{0, "正文第4段“零一二三四五 七 九甲乙丙丁戊己庚”"},
                {9, "正文第4段“一二三四五 七 九甲乙丙丁戊己庚辛”"},
                {17, "正文第4段“九甲乙丙丁戊己庚辛”"},
                {GAZ_NOWHERE, "“”"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_diags *diags = gaz_diags_new();
        gaz_intake_report(draft, (struct gaz_intake_finding){GAZ_INTAKE_FOREIGN, 0x96F6, rows[i].carrier},
                          diags);
        g_autoptr(GString) told = g_string_new(NULL);
        gaz_diags_visit(diags, GAZ_CHINESE, keep_code, told);
        if (!strstr(told->str, rows[i].place)) fail_msg("no %s in %s", rows[i].place, told->str);
        assert_non_null(strstr(told->str, "从文稿里读了出来，却不是来稿的字"));
        gaz_diags_free(diags);
    }
    gaz_draft_free(draft);
}

static void one_in_a_hundred_may_be_missing(void **state) {
    (void)state;
    struct gaz_draft *draft = gaz_draft_new("来稿.docx");
    struct gaz_account *account = gaz_account_new(draft);
    gaz_draft_part(draft, "正文");
    for (int i = 0; i < 200; i++)
        gaz_draft_carry(draft, (struct gaz_carrier){0x5b57, 1, 0});
    struct gaz_diags *diags = gaz_diags_new();
    gaz_account_leave_out(account, GAZ_REASON_EQUATION, 0, 2);
    assert_true(gaz_intake_is_enough(draft, account, diags));
    gaz_account_leave_out(account, GAZ_REASON_HEADER, 3, 100); /* counts for nothing */
    assert_false(gaz_intake_is_enough(draft, account, diags)); /* two of a hundred */
    g_autoptr(GString) told = g_string_new(NULL);
    gaz_diags_visit(diags, GAZ_CHINESE, keep_code, told);
    assert_non_null(strstr(told->str, gaz_code_slug(GAZ_D_INTAKE_MISSING)));
    assert_int_equal(gaz_diags_exit(diags, GAZ_LENIENT), GAZ_EXIT_DOCUMENT);
    gaz_diags_free(diags);
    gaz_account_free(account);
    gaz_draft_free(draft);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_whole_is_sound),
        cmocka_unit_test(what_is_dropped_is_lost),
        cmocka_unit_test(what_stands_twice_is_doubled),
        cmocka_unit_test(what_is_swapped_is_not_read),
        cmocka_unit_test(what_nobody_wrote_is_foreign),
        cmocka_unit_test(what_is_changed_is_told),
        cmocka_unit_test(what_is_told_was_done),
        cmocka_unit_test(what_is_changed_twice_is_told_twice),
        cmocka_unit_test(what_is_put_in_is_told),
        cmocka_unit_test(a_note_has_paragraphs),
        cmocka_unit_test(lines_of_an_item_are_its_own),
        cmocka_unit_test(days_are_days_of_the_calendar),
        cmocka_unit_test(a_finding_names_character_and_place),
        cmocka_unit_test(a_finding_is_told_on_one_line),
        cmocka_unit_test(one_in_a_hundred_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
