/* test_intake_plain.c: text files as drafts: lines that are paragraphs, lines that were broken at a width,
 * and paragraphs that have run together. */
/* link: gaz_intake gaz_input gaz_base */
#include "intake/plain/marks.h"
#include "intake/plain/plain.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "tests/unit/intake/drafts.h"
#include "tests/unit/intake/examples.h"
#include "tests/unit/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct read read_bytes(const void *data, size_t size) {
    return read_by(gaz_plain_read, "a.txt", data, size);
}

static bool accounts(const struct read *read, const char *words) {
    GString *json = gaz_account_json(read->account);
    bool found = strstr(json->str, words) != NULL;
    g_string_free(json, TRUE);
    return found;
}

/* Every carrier stands once in the draft, in order, or was left out. */
static void check_carriers(const struct read *read) {
    uint32_t next = 0;
    for (guint i = 0; i < read->draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(read->draft->blocks, i);
        for (guint k = 0; k < block->chars->len; k++) {
            uint32_t carrier = gaz_draft_chars(block)[k].carrier;
            while (next != carrier && gaz_account_is_left_out(read->account, next))
                next++;
            if (carrier != GAZ_NOWHERE) assert_int_equal(carrier, next++);
        }
    }
    while (gaz_account_is_left_out(read->account, next))
        next++;
    assert_int_equal(next, read->draft->carriers->len);
}

/* The paragraphs with / between. */
static void check(const char *utf8, const char *expected) {
    struct read read = read_bytes(utf8, strlen(utf8));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < read.draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(read.draft->blocks, i);
        g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
        g_string_append_printf(out, "%s%s", i > 0 ? "/" : "", text);
    }
    assert_string_equal(out->str, expected);
    check_carriers(&read);
    g_string_free(out, TRUE);
    done(&read);
}

/* ---- lines */

static void a_line_is_a_paragraph(void **state) {
    (void)state;
    check("关于修路的通知\n各区：\n　　要修路。\r\n\r\n一、时间\r二、地点",
          "关于修路的通知/各区：/　　要修路。/一、时间/二、地点");
}

static void lines_broken_at_a_width_are_joined(void **state) {
    (void)state;
    check("　　为了做好全市道路养护工作，保障市民出行安全，根据有关规定，经\n研究决定，从即日起开展为期三个月"
          "的道路养护专项行动。请各区、各单位按照\nA B\nC "
          "D要求认真组织实施，确保各项任务如期完成并且经得起检查。\n　　一、加强领导。\n"
          "各区要成立由主要负责同志任组长的工作领导小组，研究解决道路养护工作中的\n重大问题。",
          "　　为了做好全市道路养护工作，保障市民出行安全，根据有关规定，经研究决定，从即日起开展为期三个月的"
          "道路养护专项行动。请各区、各单位按照A B C "
          "D要求认真组织实施，确保各项任务如期完成并且经得起检查。/　　一、加强领导。/"
          "各区要成立由主要负责同志任组长的工作领导小组，研究解决道路养护工作中的重大问题。");
    /* without indents: a line that is much too short is the last of its paragraph */
    check(
        "澄浦市关于做好道路养护的通知\n各区人民政府：\n为做好全市道路养护工作，保障市民出行安全，根据有关规定"
        "，"
        "经研究\n决定开展行动，现就有关事项通知如下：\n一、提高认识\n各单位要充分认识道路养护工作的重要性，"
        "把道路养护作为当前的重点\n工作来抓。",
        "澄浦市关于做好道路养护的通知/各区人民政府：/为做好全市道路养护工作，保障市民出行安全，根据有关规定，"
        "经研究决定开展行动，现就有关事项通知如下：/一、提高认识/各单位要充分认识道路养护工作的重要性，"
        "把道路养护作为当前的重点工作来抓。");
}

/* A day that stands alone ends what is signed, however far it is indented: what is below is joined to
 * nothing. */
static void a_day_alone_is_a_line(void **state) {
    (void)state;
    check("　　为了做好全市道路养护工作，保障市民出行安全，根据有关规定，经\n研究决定，从即日起开展专项行动。"
          "请各区"
          "、各单位按照要求认真组织实\n施，确保完成。\n　　　　　　　　　　　　　　　　　　澄浦市人民政府\n　"
          "　　　　　　　　　　　　　　　　　2024年7月3日\n（此件公开发布）",
          "　　为了做好全市道路养护工作，保障市民出行安全，根据有关规定，经研究决定，从即日起开展专项行动。请"
          "各区、各单"
          "位按照要求认真组织实施，确保完成。/　　　　　　　　　　　　　　　　　　澄浦市人民政府/"
          "　　　　　　　　　　　　　　　　　　2024年7月3日/（此件公开发布）");
}

/* A title, the number below it and the text are as wide as they are. */
static void a_number_alone_is_a_line(void **state) {
    (void)state;
    check("澄浦市人民政府办公室关于做好防汛工作的通知\n澄政办发〔2024〕15号\n各区、县人民政府，市政府各部门，"
          "各直属单位：\n　　现通知如下。\n",
          "澄浦市人民政府办公室关于做好防汛工作的通知/澄政办发〔2024〕15号/"
          "各区、县人民政府，市政府各部门，各直属单位：/　　现通知如下。");
    check("澄浦市人民政府办公室关于做好防汛工作的通知\n　澄政办发[2024]15号\n\n各区：\n",
          "澄浦市人民政府办公室关于做好防汛工作的通知/　澄政办发[2024]15号/各区：");
}

static void what_a_mail_puts_before_lines_is_left_out(void **state) {
    (void)state;
    check("某某写道：\n> 关于检查的通知\n> > 　　一、甲，乙。\n>　　二、丙>丁。\n>\n> 特此通知。\n",
          "某某写道：/关于检查的通知/　　一、甲，乙。/　　二、丙>丁。/特此通知。");
    struct read read = read_bytes("> 甲。\n> 乙。\n> 丙。\n", strlen("> 甲。\n> 乙。\n> 丙。\n"));
    assert_true(accounts(
        &read, "{\"text\": \"> \", \"where\": \"正文第2段\", \"reason\": \"邮件转发时每行前面加的>\""));
    done(&read);
    check("> 5毫米的。\n> 6毫米的。\n其他。", "> 5毫米的。/> 6毫米的。/其他。");
}

static void encodings_are_known_and_what_is_invisible_is_told(void **state) {
    (void)state;
    static const char gbk[] =
        "\xB8\xF7\xC7\xF8\xA3\xBA\n\xD2\xAA\xD0\xDE\xC2\xB7\xA1\xA3"; /* 各区：要修路。 */
    struct read read = read_bytes(gbk, sizeof gbk - 1);
    assert_int_equal(read.draft->blocks->len, 2);
    done(&read);
    static const char utf16[] = "\xFE\xFF\x54\x04\0\n\x53\x3A";
    read = read_bytes(utf16, sizeof utf16 - 1);
    assert_int_equal(read.draft->blocks->len, 2);
    done(&read);
    read = read_bytes("甲\342\200\213乙\t丙", strlen("甲\342\200\213乙\t丙"));
    check_carriers(&read);
    assert_true(accounts(&read, "看不见的字符"));
    assert_true(
        accounts(&read, "\"becomes\": \" \", \"where\": \"正文第1段\", \"reason\": \"制表符改为空格\""));
    done(&read);
    read = read_bytes("甲\357\277\274乙\302\205\001丙", strlen("甲\357\277\274乙\302\205\001丙"));
    check_carriers(&read);
    g_autofree char *text = gaz_draft_chars_utf8(gaz_draft_block_at(read.draft->blocks, 0)->chars);
    assert_string_equal(text, "甲乙丙");
    done(&read);
    read = read_bytes("\n \n", 0);
    assert_false(read.is_read);
    assert_true(said(read.diags, "[import-no-text]"));
    done(&read);
}

static bool is_text(const char *bytes, size_t size) {
    return gaz_plain_is((struct gaz_bytes){(const unsigned char *)bytes, size});
}

static void a_bad_byte_makes_no_other_file(void **state) {
    (void)state;
    static const char near[] = "各区人民政府：现将有关事项通知如下，请认真贯彻执行，并按期报告执行情况\xFF。"
                               "各单位要加强领导，落实责任，确保各项任务如期完成。";
    static const char picture[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0";
    char noise[2000];
    memset(noise, 0xFF, sizeof noise);
    assert_true(is_text(near, sizeof near - 1));
    assert_true(is_text("", 0));
    assert_false(is_text(picture, sizeof picture - 1));
    assert_false(is_text(noise, sizeof noise));
    assert_false(is_text("PK\3\4", 4));
    struct read read = read_bytes(near, sizeof near - 1);
    assert_true(read.is_read);
    assert_true(said(read.diags, "[import-bad-bytes]"));
    done(&read);
}

/* ---- paragraphs that have run together */

/* Each mark as it is written, those of one chain with one letter before them. */
static void expect_marks(const char *utf8, const char *expected) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_text text = gaz_text_from_utf8(arena, utf8);
    GArray *marks = gaz_find_marks(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < marks->len; i++) {
        const struct gaz_mark *mark = &g_array_index(marks, struct gaz_mark, i);
        g_autofree char *written = gaz_text_to_utf8(gaz_text_slice(text, mark->at, mark->end - mark->at));
        g_string_append_printf(out, "%s%c%s", i > 0 ? " " : "", 'a' + (int)mark->chain - 1, written);
    }
    assert_string_equal(out->str, expected);
    g_string_free(out, TRUE);
    g_array_unref(marks);
    gaz_arena_free(arena);
}

static void numbers_have_siblings(void **state) {
    (void)state;
    expect_marks("一、甲。1．乙。2．丙。二、丁。1．戊。2．己。三、庚。",
                 "a一、 b1． b2． a二、 c1． c2． a三、");
    expect_marks("一、甲。1．乙。2．丙。二、丁。3．戊。4．己。",
                 "a一、 b1． b2． a二、 b3． b4．"); /* they go on */
    expect_marks("1．甲。2．乙。1．丙。2．丁。", "a1． a2． b1． b2．");
    expect_marks("（一）甲。（1）乙。（2）丙。（二）丁。①戊；②己。", "a（一） b（1） b（2） a（二） c① c②");
    expect_marks("第一章　总则　第一条　甲。第二条　乙。第二章　附则　第三条　丙。",
                 "a第一章 b第一条 b第二条 a第二章 b第三条");
    expect_marks("1．甲。3．乙。", "");                          /* alone */
    expect_marks("甲，1．乙，2．丙。", "");                      /* within a sentence */
    expect_marks("一、甲。二、三级乙。二、丙。", "a一、 a二、"); /* 二、三级 is no number */
    expect_marks("第一条　甲。依照第二条规定。第二条　乙。", "a第一条 a第二条");
    expect_marks("1．甲1.5万。2．乙A2．丙。3．丁。", "a1． a2． a3．");
}

static void numbers_in_sequence_begin_paragraphs(void **state) {
    (void)state;
    check("为加强全市古树名木保护管理工作，根据《澄浦市绿化条例》第三条、第（二）项的规定，制定本办法，共分1."
          "5万字和一、二级两类，各单位应当认真执行，不得推诿，并按期报告执行情况。"
          "一、工作目标到2025年，建成全市古树名木档案。二、重点任务（一）开展普查。各区要逐株登记。（二）落实"
          "责任。谁所有谁养护，(三)项除外。三、有关要求各单位要加强领导。",
          "为加强全市古树名木保护管理工作，根据《澄浦市绿化条例》第三条、第（二）项的规定，制定本办法，共分1."
          "5万字和一、二级两类，各单位应当认真执行，不得推诿，并按期报告执行情况。/"
          "一、工作目标/到2025年，建成全市古树名木档案。/二、重点任务/（一）开展普查。各区要逐株登记。/"
          "（二）落实责任。谁所有谁养护，(三)项除外。/三、有关要求/各单位要加强领导。");
}

/* 到 says that a heading ended before it; 登 says nothing. */
static void headings_are_parted_where_half_of_them_are_seen(void **state) {
    (void)state;
    const char *before =
        "为加强全市古树名木保护管理工作，根据《澄浦市绿化条例》的规定，经市政府研究，制定本方案，"
        "各单位应当认真执行，不得推诿，并按期报告执行情况，遇有重大情况及时报告。";
    g_autofree char *two = g_strconcat(before,
                                       "一、工作目标到2025年，建成全市古树名木档案。"
                                       "二、工作内容登记全市古树名木，逐株挂牌。",
                                       NULL);
    g_autofree char *parted = g_strconcat(before,
                                          "/一、工作目标/到2025年，建成全市古树名木档案。/"
                                          "二、工作内容/登记全市古树名木，逐株挂牌。",
                                          NULL);
    check(two, parted);
    g_autofree char *three = g_strconcat(two, "三、工作方式逐月登记，逐月公布。", NULL);
    g_autofree char *whole =
        g_strconcat(before,
                    "/一、工作目标到2025年，建成全市古树名木档案。/"
                    "二、工作内容登记全市古树名木，逐株挂牌。/三、工作方式逐月登记，逐月公布。",
                    NULL);
    check(three, whole);
}

static void blanks_part_where_numbers_have_them(void **state) {
    (void)state;
    check(
        "各区人民政府，市政府各部门: 现将《澄浦市古树名木保护办法》印发给你们，请认真贯彻执行。 "
        "澄浦市人民政府 2024年7月3日 (此件公开发布，联系人：王 强) 澄浦市古树名木保护办法 第一章 总 则 "
        "第一条 为了保护古树名木，制定本办法。 第二条 本办法所称古树，是指树龄在100年以上的树木。 "
        "前款规定的树龄由市园林部门认定，违反第二条 规定的除外。 第三条 古树分为两级： (一)一级； (二)二级。",
        "各区人民政府，市政府各部门: /现将《澄浦市古树名木保护办法》印发给你们，请认真贯彻执行。 "
        "/澄浦市人民政府 /2024年7月3日 /(此件公开发布，联系人：王 强) /澄浦市古树名木保护办法 /第一章 总 则 /"
        "第一条 为了保护古树名木，制定本办法。 /第二条 本办法所称古树，是指树龄在100年以上的树木。 "
        "/前款规定的树龄由市园林部门认定，违反第二条 规定的除外。 /第三条 古树分为两级： /(一)一级； "
        "/(二)二级。");
}

static void forms_at_both_ends_are_known(void **state) {
    (void)state;
    check("澄浦市人民政府办公室关于做好防汛工作的通知各区人民政府，市政府各部门：今年汛期降雨偏多，为做好防汛"
          "工作，经市政府同意，现将《澄浦市防汛工作方案》印发给你们，请结合实际认真贯彻落实，遇有重大情况及时"
          "报告，联系电话2024年5月1日前报市应急局。特此通知。"
          "附件：1.名单.doc "
          "路线图."
          "pdf澄浦市人民政府办公室二〇二四年四月三日（此件公开发布）澄浦市防汛工作方案为切实做好防汛工作，制"
          "定本方案。本方案自2024年5月1日起施行。",
          "澄浦市人民政府办公室关于做好防汛工作的通知/各区人民政府，市政府各部门：/"
          "今年汛期降雨偏多，为做好防汛工作，经市政府同意，现将《澄浦市防汛工作方案》印发给你们，请结合实际认"
          "真贯彻落实，遇有重大情况及时报告，联系电话2024年5月1日前报市应急局。/特此通知。"
          "/附件：1.名单.doc "
          "/路线图.pdf/澄浦市人民政府办公室/二〇二四年四月三日/（此件公开发布）/澄浦市防汛工作方案/"
          "为切实做好防汛工作，制定本方案。/本方案自2024年5月1日起施行。");
}

static void each_break_is_told(void **state) {
    (void)state;
    static const char text[] =
        "为加强全市古树名木保护管理工作，根据《澄浦市绿化条例》的规定，现就有关事项公告如下，请遵照执行，并按"
        "期报告执行情况，不得推诿，不得拖延，各单位各负其责，密切配合，形成合力，确保落实到位，取得实效，不走"
        "过场，不打折扣，不留死角，不出问题，不辱使命。一、保护范围。市区。二、保护措施。挂牌。";
    struct read read = read_bytes(text, sizeof text - 1);
    assert_true(accounts(&read, "{\"text\": \"二、保护措施。挂牌。\", \"becomes\": \"另起一段\", \"where\": "
                                "\"正文第1段\", \"reason\": "
                                "\"按编号的次第分段\", \"count\": 1}"));
    done(&read);
}

static void what_is_whole_stays_whole(void **state) {
    (void)state;
    check("一、总则\n有下列情形之一的，应当报告：（一）树木死亡的；（二）树木倾斜的；（三）其他情形。\n二、附"
          "则\n本办法自2024年5月1日起施行。",
          "一、总则/有下列情形之一的，应当报告：（一）树木死亡的；（二）树木倾斜的；（三）其他情形。/"
          "二、附则/本办法自2024年5月1日起施行。");
}

/* ---- examples of every rule, on either side of where it bends */

static char *read_lines(const char *text) {
    struct read read = read_bytes(text, strlen(text));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < read.draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(read.draft->blocks, i);
        g_autofree char *paragraph = gaz_draft_utf8(block, 0, block->chars->len);
        g_string_append(out, "段 ");
        examples_append(out, paragraph);
        g_string_append_c(out, '\n');
    }
    examples_append_account(out, read.account);
    check_carriers(&read);
    done(&read);
    return g_string_free(out, FALSE);
}

static void examples_hold(void **state) {
    (void)state;
    run_examples("golden/plain.txt", read_lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_hold),
        cmocka_unit_test(a_line_is_a_paragraph),
        cmocka_unit_test(lines_broken_at_a_width_are_joined),
        cmocka_unit_test(a_day_alone_is_a_line),
        cmocka_unit_test(a_number_alone_is_a_line),
        cmocka_unit_test(what_a_mail_puts_before_lines_is_left_out),
        cmocka_unit_test(encodings_are_known_and_what_is_invisible_is_told),
        cmocka_unit_test(a_bad_byte_makes_no_other_file),
        cmocka_unit_test(numbers_have_siblings),
        cmocka_unit_test(numbers_in_sequence_begin_paragraphs),
        cmocka_unit_test(headings_are_parted_where_half_of_them_are_seen),
        cmocka_unit_test(blanks_part_where_numbers_have_them),
        cmocka_unit_test(forms_at_both_ends_are_known),
        cmocka_unit_test(each_break_is_told),
        cmocka_unit_test(what_is_whole_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
