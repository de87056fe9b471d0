/* test_intake_tidy.c: which forms are put right, each in the place where it is wrong, and what is left alone.
 */
/* link: gaz_intake gaz_input gaz_base */
#include "intake/tidy/tidy.h"

#include "base/text/text.h"
#include "tests/unit/intake/drafts.h"
#include "tests/unit/intake/examples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct result {
    char *text;
    uint32_t n_changed, n_doubts, n_left_out;
};

static struct result tidied(const char *utf8, unsigned keep, enum gaz_draft_align align) {
    struct gaz_draft *draft = gaz_draft_new("来稿.txt");
    struct gaz_account *account = gaz_account_new(draft);
    gaz_draft_part(draft, "正文");
    struct gaz_draft_block *block = gaz_draft_block_new(draft, draft->blocks, GAZ_DRAFT_PARAGRAPH);
    block->look.align = align;
    draft_put(draft, block, utf8);
    gaz_draft_tidy(draft, account, keep);
    struct result result = {.text = gaz_draft_utf8(block, 0, block->chars->len)};
    for (guint i = 0; i < account->lists[GAZ_ACCOUNT_CHANGED]->len; i++)
        result.n_changed +=
            g_array_index(account->lists[GAZ_ACCOUNT_CHANGED], struct gaz_account_entry, i).count;
    result.n_doubts = account->lists[GAZ_ACCOUNT_GUESSES]->len;
    for (uint32_t i = 0; i < draft->carriers->len; i++)
        result.n_left_out += gaz_account_is_left_out(account, i);
    gaz_account_free(account);
    gaz_draft_free(draft);
    return result;
}

/* What becomes of a text; how many characters were changed, and how many left out. */
static void expect(const char *was, const char *is, uint32_t n_changed, uint32_t n_left_out) {
    struct result result = tidied(was, 0, GAZ_DRAFT_JUSTIFIED);
    assert_string_equal(result.text, is);
    assert_int_equal(result.n_changed, n_changed);
    assert_int_equal(result.n_left_out, n_left_out);
    g_free(result.text);
}

static void stays(const char *text) {
    expect(text, text, 0, 0);
}

static void marks_in_chinese_are_full_width(void **state) {
    (void)state;
    expect("各区,各部门:请于3日前报送;逾期不候!", "各区，各部门：请于3日前报送；逾期不候！", 4, 0);
    expect("可以吗?", "可以吗？", 1, 0);
    expect("共检查3次.落实\"到位\".", "共检查3次。落实“到位”。", 4, 0);
    expect("到2021,全市达标", "到2021，全市达标", 1, 0);
    expect("依法办理.", "依法办理。", 1, 0);
    expect("省(区,市)", "省（区，市）", 3, 0);
    expect("(一)总体要求", "（一）总体要求", 2, 0);
    expect("（一)总体要求", "（一）总体要求", 1, 0);
    expect("等等...以及--其他", "等等……以及——其他", 4, 1);
    expect("税收210亿元，增长6%.", "税收210亿元，增长6%。", 1, 0);
    expect("时间安排: 2024年8月，逾期不候，请按时报送，不得有误，特此通知大家知道。",
           "时间安排：2024年8月，逾期不候，请按时报送，不得有误，特此通知大家知道。", 1, 1);
    expect("根据<<管理办法>>", "根据《管理办法》", 2, 2);
    expect("《转发<管理办法>的通知》", "《转发〈管理办法〉的通知》", 2, 0);
    expect("《办法》(试行)", "《办法》（试行）", 2, 0);
}

static void what_is_no_chinese_text_stays(void **state) {
    (void)state;
    stays("比例为1:1");
    stays("若a<b，则b>a");
    stays("填<姓名>二字");
    stays("1<<2");
    stays("版本3.");
    stays("上午8:30开会");
    stays("共3,000元");
    stays("GB/T 9704-2012");
    stays("http://www.example.gov.cn/a,b?c=1;d:e(f)");
    expect("网址:http://www.example.gov.cn/,下载", "网址：http://www.example.gov.cn/,下载", 1, 0);
    stays("name@example.gov.cn");
    stays("Hello, world (again): yes; no!");
    stays("f(x)=1");
    stays("增长1.5倍");
    stays("异体字：峯、羣、裏");
    stays("");
    stays("v1.0,v2.0");
    stays("50%");
    stays("8:30");
    stays(".");
}

static void quotes_come_in_pairs(void **state) {
    (void)state;
    expect("推行\"双随机\"监管", "推行“双随机”监管", 2, 0);
    stays("24\" monitor");
    struct result odd = tidied("长5\"的管，称\"管子\"", 0, GAZ_DRAFT_JUSTIFIED);
    assert_string_equal(odd.text, "长5\"的管，称\"管子\"");
    assert_int_equal(odd.n_doubts, 1);
    g_free(odd.text);
}

static void digits_and_letters_are_narrow(void **state) {
    (void)state;
    expect("２０２１年Ａ类", "2021年A类", 5, 0);
    expect("投资１２．５亿元", "投资12.5亿元", 4, 0);
    expect("１．２０２４年投资", "1．2024年投资", 5, 0);
    stays("（％～／");
}

static void years_of_numbers_stand_in_their_brackets(void **state) {
    (void)state;
    expect("国发[2021]5号", "国发〔2021〕5号", 2, 0);
    expect("国发（2021）5号、国发【2020】第12号", "国发〔2021〕5号、国发〔2020〕第12号", 4, 0);
    expect("国发［２０２１］５号", "国发〔2021〕5号", 7, 0);
    stays("截至（2021）年");
    stays("（2021）京01民初5号");
}

static void numbers_have_their_point(void **state) {
    (void)state;
    expect("1.加强领导。", "1．加强领导。", 1, 0);
    expect("1. 加强领导。", "1．加强领导。", 1, 1);
    expect("1. 2024年计划", "1．2024年计划", 1, 1);
    expect("附件：1. 2024年计划表", "附件：1．2024年计划表", 1, 1);
    expect("2、落实责任", "2．落实责任", 1, 0);
    expect("一、 总体要求", "一、总体要求", 0, 1);
    expect("如下：1.甲方；2.乙方。", "如下：1．甲方；2．乙方。", 2, 0);
    stays("1.5米宽");
    stays("1.1 范围");
    stays("选择1、2两项");
}

static void blanks_part_nothing_in_a_sentence(void **state) {
    (void)state;
    expect("　　到2019 年 1 月 底，完成 20 项。", "到2019年1月底，完成20项。", 0, 8);
    expect("2019 年 1 月 3 日", "2019年1月3日", 0, 5);
    expect("第 87 号", "第87号", 0, 2);
    expect("澄政发〔2024〕 2 号", "澄政发〔2024〕2号", 0, 2);
    expect("关于做好 2024 年工作的通知", "关于做好2024年工作的通知", 0, 2);
    expect("附件 招生 12 人", "附件　招生 12 人", 1, 0);
    expect("　　主  任", "主　任", 1, 3);
    stays("第一章　总　则");
    stays("国务院　　2019年1月3日");
    stays("根据《某厅 某局关于印发办法的通知》，制定本办法。");
    stays("see the Annex to ISO 9001.");
    expect("甲\xc2\xa0乙方", "甲　乙方", 1, 0);
}

static void titles_typed_open_are_closed(void **state) {
    (void)state;
    struct result title = tidied("关于印发规则的 通 知 事 项", 0, GAZ_DRAFT_CENTRED);
    assert_string_equal(title.text, "关于印发规则的通知事项");
    g_free(title.text);
    expect("张 三　李 四　王 五　赵 六", "张　三　李　四　王　五　赵　六", 4, 0);
    title = tidied("张　三　李　四", 0, GAZ_DRAFT_JUSTIFIED);
    assert_string_equal(title.text, "张　三　李　四");
    g_free(title.text);
}

static void radicals_are_ideographs(void **state) {
    (void)state;
    expect("⼈⺠政府", "人民政府", 2, 0);
    expect("⻓期⻔⻚⻛⻢⻋", "长期门页风马车", 6, 0);
}

static void what_no_source_can_hold_goes(void **state) {
    (void)state;
    expect("甲\xe2\x80\x8b乙\xef\xbb\xbf", "甲乙", 0, 2);
    expect(" 甲 \n\n 乙 ", "甲\n乙", 0, 5);
    expect("\xe2\x80\x8b", "", 0, 1);
    expect("\xef\xbb\xbf\xe2\x81\xa0甲乙", "甲乙", 0, 2);
    expect("\n\n甲\n", "甲", 0, 3);
    expect("甲\n\n\n\n乙", "甲\n乙", 0, 3);
    expect("Annex\tA", "Annex A", 1, 0);
}

static void classes_can_be_kept(void **state) {
    (void)state;
    struct result kept = tidied("1.各区,请", 1u << GAZ_TIDY_MARKS, GAZ_DRAFT_JUSTIFIED);
    assert_string_equal(kept.text, "1．各区,请");
    g_free(kept.text);
    kept = tidied("　　1.各区,请 ", ~0u, GAZ_DRAFT_JUSTIFIED);
    assert_string_equal(kept.text, "　　1.各区,请");
    g_free(kept.text);
}

/* ---- examples of every rule, on either side of where it bends: a line is a paragraph, [中] a centred one */

static char *tidied_lines(const char *text) {
    GString *out = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i]; i++) {
        bool is_centred = g_str_has_prefix(lines[i], "[中] ");
        struct result result = tidied(lines[i] + (is_centred ? strlen("[中] ") : 0), 0,
                                      is_centred ? GAZ_DRAFT_CENTRED : GAZ_DRAFT_JUSTIFIED);
        examples_append(out, result.text);
        g_string_append_printf(out, " | 改%u 删%u 疑%u\n", result.n_changed, result.n_left_out,
                               result.n_doubts);
        g_free(result.text);
    }
    return g_string_free(out, FALSE);
}

static void examples_hold(void **state) {
    (void)state;
    run_examples("golden/tidied.txt", tidied_lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_hold),
        cmocka_unit_test(marks_in_chinese_are_full_width),
        cmocka_unit_test(what_is_no_chinese_text_stays),
        cmocka_unit_test(quotes_come_in_pairs),
        cmocka_unit_test(digits_and_letters_are_narrow),
        cmocka_unit_test(years_of_numbers_stand_in_their_brackets),
        cmocka_unit_test(numbers_have_their_point),
        cmocka_unit_test(blanks_part_nothing_in_a_sentence),
        cmocka_unit_test(titles_typed_open_are_closed),
        cmocka_unit_test(radicals_are_ideographs),
        cmocka_unit_test(what_no_source_can_hold_goes),
        cmocka_unit_test(classes_can_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
