/* test_siblings.c: which numbered sentences are headings: a list a row, a paragraph a line, and what each is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/process/arena.h"
#include "input/body/siblings.h"

#include <glib.h>
#include <string.h>

/* h: a heading on a line of its own, s: the first sentence is a heading, -: body */
struct row {
    const char *why, *paragraphs, *forms;
};

#define LONG "自八月一日起每日七时至九时滨河路禁止重型货车通行但运送急救物资的车辆以及经批准的工程车辆除外"

static const struct row rows[] = {
    {"text follows each", "（一）加强领导。\n各区要负起责任。\n（二）强化宣传。\n各单位要广为宣传。", "s-s-"},
    {"text follows in the paragraph", "（一）加强领导。各区要负起责任。\n（二）强化宣传。要广为宣传。", "ss"},
    {"a deeper level follows", "（一）主要任务。\n1．摸清底数。要全面普查。\n2．建立台账。要逐户登记。",
     "sss"},
    {"provisions of a notice: a long one and a short one",
     "一、" LONG "。\n二、违反本通告的，依法处理。\n三、本通告自公布之日起施行。\n特此通告。", "----"},
    {"the last stands above the document's own last sentence",
     "一、" LONG "。\n二、违反本通告的，依法处理。\n本通告由公安局解释。", "---"},
    {"the closing item is bare and tells nothing of the others",
     "一、总体要求。\n坚持统筹推进。\n二、主要任务。\n分三年完成。\n三、本通知自印发之日起施行。", "s-s--"},
    {"one in the middle is bare: all are provisions",
     "一、元旦：放假一天。次日上班。\n二、清明：放假三天。\n三、国庆：放假七天。前一日上班。", "---"},
    {"the same when text follows some",
     "（一）保留下列单位。\n甲、乙、丙。\n（二）性质相同的予以合并。\n（三）撤销下列单位。\n丁。", "-----"},
    {"a sentence too long among headings is one too",
     "一、原则同意《澄浦市城市总体规划（二〇二四年至二〇三五年）》（以下简称《规划》），请认真实施。《规划》"
     "要公布。\n"
     "二、优化布局。要集约用地。\n三、保护生态。要严守红线。",
     "sss"},
    {"no more headings than long sentences: provisions",
     "一、遗留问题敏感复杂。因此要统一管理。\n二、" LONG "。要抓紧。\n三、" LONG "。要落实。", "---"},
    {"items that end with ； are none, nor is the last of them",
     "（一）讨论重要事项；\n（二）部署重要工作；\n（三）通报有关情况。\n会议每半年召开一次。", "----"},
    {"a new count is another list",
     "（一）召集会议；\n（二）通报情况。\n（一）会议制度。\n每周一次。\n（二）请假。\n应书面提出。",
     "--s-s-"},
    {"short lines without 。 are headings", "一、总体要求\n坚持统筹推进。\n二、附则", "h-h"},
    {"unless nothing stands below any but the last: a list",
     "1．申请书\n2．营业执照\n3．授权委托书\n以上一式两份。", "----"},
    {"one line alone is a heading", "一、先进单位", "h"},
    {"but no line that is filled in, nor does it change the others",
     "一、授权范围：＿＿＿＿\n二、收益分配：☑按比例　□固定金额\n三、其他约定\n另行商定。", "--h-"},
    {"the next level ends a list",
     "一、任务\n（一）摸清底数。\n要全面普查。\n（二）按时报送。\n二、要求\n要落实。", "hs--h-"},
    {"a chapter ends it", "第一章　总则\n一、职责。\n第二章　附则\n一、解释。\n由办公室解释。", "---s-"},
    {"so does each other division", "一、职责。\n第二编　附则\n一、解释。\n由办公室解释。", "--s-"},
    {"", "一、职责。\n第二分编　附则\n一、解释。\n由办公室解释。", "--s-"},
    {"", "一、职责。\n第二节　附则\n一、解释。\n由办公室解释。", "--s-"},
    {"", "一、职责。\n第二目　附则\n一、解释。\n由办公室解释。", "--s-"},
    {"and a provision", "一、职责。\n第二条　附则\n一、解释。\n由办公室解释。", "--s-"},
    {"nothing numbered", "各区人民政府：\n现通知如下。", "--"},
};

static struct gaz_block paragraph(struct gaz_arena *arena, const char *text) {
    return (struct gaz_block){.kind = GAZ_BLOCK_PARAGRAPH, .text = gaz_text_from_utf8(arena, text)};
}

static char *forms_of(const char *paragraphs) {
    struct gaz_arena *arena = gaz_arena_new();
    g_auto(GStrv) lines = g_strsplit(paragraphs, "\n", -1);
    guint n = g_strv_length(lines);
    g_autofree struct gaz_block *blocks = g_new0(struct gaz_block, n);
    g_autofree struct gaz_number *numbers = g_new0(struct gaz_number, n);
    for (guint i = 0; i < n; i++) {
        blocks[i] = paragraph(arena, lines[i]);
        numbers[i] = gaz_number_find(blocks[i].text);
    }
    g_autofree enum gaz_item_form *forms = gaz_item_forms(blocks, numbers, n);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_c(out, "-hs"[forms[i]]);
    gaz_arena_free(arena);
    return g_string_free(out, FALSE);
}

static void tells_headings_from_provisions(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *forms = forms_of(rows[i].paragraphs);
        if (strcmp(forms, rows[i].forms) != 0) fail_msg("%s: %s, not %s", rows[i].why, forms, rows[i].forms);
    }
}

/* A table, a figure, a `## ` heading below an item are matter; a typed signature is none. */
static void other_blocks_are_matter(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_block blocks[2] = {paragraph(arena, "一、各区分数见表。"), {.kind = GAZ_BLOCK_TABLE}};
    struct gaz_number numbers[2] = {gaz_number_find(blocks[0].text)};
    g_autofree enum gaz_item_form *table = gaz_item_forms(blocks, numbers, 2);
    assert_int_equal(table[0], GAZ_ITEM_SENTENCE);
    blocks[1] = paragraph(arena, "市政府办公室");
    blocks[1].align = GAZ_ALIGN_RIGHT;
    g_autofree enum gaz_item_form *signature = gaz_item_forms(blocks, numbers, 2);
    assert_int_equal(signature[0], GAZ_ITEM_BODY);
    blocks[1] = (struct gaz_block){.kind = GAZ_BLOCK_HEADING, .level = 1};
    g_autofree enum gaz_item_form *heading = gaz_item_forms(blocks, numbers, 2);
    assert_int_equal(heading[0], GAZ_ITEM_BODY);
    blocks[1].level = 2;
    g_autofree enum gaz_item_form *deeper = gaz_item_forms(blocks, numbers, 2);
    assert_int_equal(deeper[0], GAZ_ITEM_SENTENCE);
    gaz_arena_free(arena);
}

/* A hand's decision is no evidence for the siblings. */
static void hands_do_not_vote(void **state) {
    (void)state;
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_block blocks[3] = {paragraph(arena, "一、要求。要落实。"), paragraph(arena, "二、按时报送。"),
                                  paragraph(arena, "三、督查。要到现场。")};
    struct gaz_number numbers[3];
    for (int i = 0; i < 3; i++)
        numbers[i] = gaz_number_find(blocks[i].text);
    g_autofree enum gaz_item_form *bare = gaz_item_forms(blocks, numbers, 3);
    assert_int_equal(bare[0], GAZ_ITEM_BODY);
    blocks[1].by_hand = GAZ_HAND_BODY;
    g_autofree enum gaz_item_form *forms = gaz_item_forms(blocks, numbers, 3);
    assert_int_equal(forms[0], GAZ_ITEM_SENTENCE);
    assert_int_equal(forms[2], GAZ_ITEM_SENTENCE);
    gaz_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_headings_from_provisions),
        cmocka_unit_test(other_blocks_are_matter),
        cmocka_unit_test(hands_do_not_vote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
