/* test_intake_html.c: saved pages as drafts: which element is the document, what is left out, tables, lists,
 * looks; and pages that mean harm. */
/* link: gaz_intake gaz_input gaz_base */
#include "intake/draft_dump.h"
#include "intake/html/html.h"

#include "base/diag/diag.h"
#include "base/text/text.h"
#include "tests/unit/folder.h"
#include "tests/unit/intake/drafts.h"
#include "tests/unit/intake/examples.h"
#include "tests/unit/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct read read_bytes(const void *data, size_t size) {
    return read_by(gaz_html_read, "page.html", data, size);
}

static struct read read_page(const char *html) {
    return read_bytes(html, strlen(html));
}

/* The paragraphs as lines, a table as [r,c+r+c|text]. */
static void append_blocks(GString *out, const GPtrArray *blocks) {
    for (guint i = 0; i < blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(blocks, i);
        if (i > 0) g_string_append_c(out, '\n');
        if (block->kind == GAZ_DRAFT_PARAGRAPH) {
            g_autofree char *text = gaz_draft_utf8(block, 0, block->chars->len);
            g_string_append(out, text);
        }
        if (block->kind == GAZ_DRAFT_FIGURE) g_string_append_printf(out, "<%s>", block->figure->words);
        for (guint k = 0; block->table && k < block->table->cells->len; k++) {
            const struct gaz_draft_cell *cell = g_ptr_array_index(block->table->cells, k);
            g_string_append_printf(out, "[%u,%u", cell->row, cell->column);
            if (cell->row_span > 1 || cell->column_span > 1)
                g_string_append_printf(out, "+%u+%u", cell->row_span, cell->column_span);
            g_string_append(out, cell->is_head ? "#" : "|");
            append_blocks(out, cell->blocks);
            g_string_append_c(out, ']');
        }
    }
}

static void check_draft(const struct read *read, const char *expected) {
    GString *out = g_string_new(NULL);
    append_blocks(out, read->draft->blocks);
    assert_string_equal(out->str, expected);
    g_string_free(out, TRUE);
}

static void check_page(const char *html, const char *expected) {
    struct read read = read_page(html);
    assert_true(read.is_read);
    check_draft(&read, expected);
    assert_int_equal(draft_astray(&read), 0);
    done(&read);
}

static bool accounts(const struct read *read, const char *words) {
    GString *json = gaz_account_json(read->account);
    bool found = strstr(json->str, words) != NULL;
    g_string_free(json, TRUE);
    return found;
}

static const char *fact(const struct read *read, const char *name) {
    for (guint i = 0; i < read->draft->facts->len; i++) {
        const struct gaz_draft_fact *one = &g_array_index(read->draft->facts, struct gaz_draft_fact, i);
        if (strcmp(one->name, name) == 0) return one->value;
    }
    return NULL;
}

/* ---- the document in the page */

static void the_body_is_known_by_its_name(void **state) {
    (void)state;
    struct read read = read_page("<title>澄浦市</title><div class=nav><a href=/>首页</a></div><div "
                                 "id=zoom><p>为了，好。</p><p>二、</p></div>"
                                 "<div class=foot>版权所有，盗版必究，请勿转载。</div>");
    check_draft(&read, "为了，好。\n二、");
    assert_true(
        accounts(&read, "{\"text\": \"首页\", \"where\": \"网页第2段\", \"reason\": \"网页自己的文字\""));
    done(&read);
}

static void else_by_its_sentences(void **state) {
    (void)state;
    check_page("<div><a href=/>政策，文件，解读。</a></div><div><div "
               "class=q><p>甲，乙，丙。</p><p>丁，戊。</p><p>2024年</p></div></div>"
               "<div>电话</div>",
               "甲，乙，丙。\n丁，戊。\n2024年");
}

static void a_table_that_holds_the_page_is_none(void **state) {
    (void)state;
    check_page("<table><tr><td><a "
               "href=/>首页</a></td></tr><tr><td><table><tr><td><p>甲，乙。</p><p>丙，丁。</p></td></tr>"
               "</table></td></tr></table>",
               "甲，乙。\n丙，丁。");
}

static void a_title_above_the_body_is_brought(void **state) {
    (void)state;
    check_page(
        "<title>关于修路的通知_澄浦市</title><div class=tit>关于修路的通知</div><div>来源：办公室</div>"
        "<div class=TRS_Editor><p>各区：</p><p>要修，就修好。</p></div>",
        "关于修路的通知\n各区：\n要修，就修好。");
    check_page(
        "<h1>关于修路的通知</h1><div class=TRS_Editor><p>关于修路<br>的通知</p><p>要修，就修好。</p></div>",
        "关于修路\n的通知\n要修，就修好。");
}

/* An element of any name that says what the page's own title does; its number in a line of its own beside it.
 */
static void a_title_is_known_by_the_pages_own(void **state) {
    (void)state;
    struct read read = read_page(
        "<title>关于修路的通知_澄浦市</title><a href=/>关于修路的通知</a><table><tr><td><b>关于修路的通知</b>"
        "</td></tr><tr><td>澄政发[2024]5号</td></tr></table><div id=zoom><p>要修，就修好。</p></div>");
    check_draft(&read, "关于修路的通知\n要修，就修好。");
    assert_string_equal(fact(&read, "发文字号"), "澄政发[2024]5号");
    done(&read);
    check_page("<title>市政府任免人员-澄浦市</title><div class=x>市政府任免人员</div><div "
               "id=zoom><p>市政府任免人员。</p><p>任命甲，免去乙。</p></div>",
               "市政府任免人员\n市政府任免人员。\n任命甲，免去乙。");
    read = read_page(
        "<div>澄政发〔2024〕5号</div><div>澄政发〔2024〕6号</div><div id=zoom><p>要修，就修好。</p></div>");
    assert_null(fact(&read, "发文字号")); /* of two nobody knows which */
    done(&read);
}

static void the_sites_lines_at_the_ends_are_left_out(void **state) {
    (void)state;
    struct read read =
        read_page("<p>发布时间：2024-07-03</p><p>来源：办公室</p><p>甲，乙，丙。</p><p>来源：统计局</p>"
                  "<p><a href=1.doc>附件1.doc</a></p><p>责任编辑：某某</p><p>【打印本页】</p>");
    check_draft(&read, "甲，乙，丙。\n来源：统计局\n附件1.doc");
    assert_true(accounts(&read, "\"text\": \"责任编辑：某某\""));
    assert_true(accounts(&read, "{\"text\": \"附件1.doc\", \"becomes\": \"1.doc\", \"where\": \"正文第5段\", "
                                "\"reason\": \"附件的链接\", \"count\": 1}"));
    assert_int_equal(gaz_account_missing(read.account), 0);
    done(&read);
}

static void the_pages_own_table_is_read(void **state) {
    (void)state;
    struct read read = read_page(
        "<table><tr><td><b>索 引 号：</b></td><td>1/2</td><td>发文机关：</td><td>澄浦市人民政府</td></tr>"
        "<tr><td>标　　题：</td><td>关于修路</td><td>文号：</td><td></td></tr></"
        "table><div>成文日期：2024年7月3日 浏览次数：12</div>"
        "<div id=zoom>要修，就修好。</div>");
    assert_string_equal(fact(&read, "索引号"), "1/2");
    assert_string_equal(fact(&read, "发文机关"), "澄浦市人民政府");
    assert_string_equal(fact(&read, "标题"), "关于修路");
    assert_string_equal(fact(&read, "成文日期"), "2024年7月3日");
    assert_null(fact(&read, "发文字号"));
    assert_true(accounts(&read, "\"reason\": \"网页的信息表\""));
    done(&read);
}

/* ---- text */

static void white_space_is_as_a_browser_shows_it(void **state) {
    (void)state;
    check_page("<p> 一\n二 三  A\n B </p> <p>\n</p>四<b> 五</b>", "一二 三 A B\n四 五");
    check_page("<pre>一\n　二  三</pre>", "一\n　二  三");
}

static void indents_and_no_break_spaces_stay(void **state) {
    (void)state;
    check_page("<p>　　为了，好。</p><p>&nbsp;&nbsp;二、&#8212;&mdash;</p>",
               "　　为了，好。\n\302\240\302\240二、——");
}

static void a_page_that_lost_its_paragraphs_is_parted(void **state) {
    (void)state;
    check_page(
        "<div id=zoom>各区人民政府： 为保护全市古树名木，根据有关规定，现就有关事项通知如下： "
        "一、开展普查。各区要逐株登记，建立档案，做到一树一档，底数清楚，资料完整，并按时报送普查结果，不得漏"
        "报，不得瞒报。 二、落实责任。谁所有谁养护，没有所有人的由区园林部门养护，费用由区财政承担。 "
        "三、加强检查。市园林部门每年检查一次。</div>",
        "各区人民政府： \n为保护全市古树名木，根据有关规定，现就有关事项通知如下： "
        "\n一、开展普查。各区要逐株登记，建立档案，做到一树一档，底数清楚，资料完整，并按时报送普查结果，不得"
        "漏报，不得瞒报。 \n二、落实责任。谁所有谁养护，没有所有人的由区园林部门养护，费用由区财政承担。 "
        "\n三、加强检查。市园林部门每年检查一次。");
}

static void what_is_hidden_is_left_out(void **state) {
    (void)state;
    struct read read =
        read_page("<div id=zoom>甲<span style='display: none'>暗</span>乙，丙。<ruby>字<rt>zì</rt></ruby>"
                  "<script>var a = '，';</script>\342\200\213丁</div>");
    check_draft(&read, "甲乙，丙。字（zì）丁");
    assert_true(accounts(
        &read, "{\"text\": \"暗\", \"where\": \"正文第1段\", \"reason\": \"隐藏文字\", \"count\": 1}"));
    assert_true(accounts(&read, "\"reason\": \"网页的脚本、样式\", \"count\": 12}"));
    assert_true(accounts(&read, "\"text\": \"zì\", \"where\": \"正文第1段\", \"reason\": "
                                "\"字上的拼音，放在字后的括号里\", \"doubt\""));
    assert_true(accounts(&read, "\"reason\": \"看不见的字符\", \"count\": 1}"));
    done(&read);
}

static void lists_have_their_numbers(void **state) {
    (void)state;
    struct read read = read_page(
        "<ol start=3><li>甲。<li value=9>乙。<li><p>丙。</p></ol><ol type=A><li>丁。</ol><ul><li>戊。</ul>");
    check_draft(&read, "3.甲。\n9.乙。\n10.丙。\nA.丁。\n戊。");
    const struct gaz_draft_char *ch = gaz_draft_chars(gaz_draft_block_at(read.draft->blocks, 0));
    assert_int_equal(ch[0].carrier, GAZ_NOWHERE);
    assert_int_equal(ch[0].attrs, GAZ_DRAFT_NUMBER);
    assert_true(accounts(
        &read, "{\"text\": \"10.\", \"where\": \"正文第3段\", \"reason\": \"自动编号\", \"count\": 3}"));
    done(&read);
}

static void looks_come_from_tags_attributes_and_styles(void **state) {
    (void)state;
    struct read read =
        read_page("<style>/* 一 */ .bt, h2 { color:#c00 } p { text-indent: 2em; font-size:16pt } @media "
                  "print { p { color:red } }</style>"
                  "<p class=bt align=center "
                  "style='text-indent:0;font-family:方正小标宋简体;font-size:22pt'>题，目。</p>"
                  "<p><b>一、</b>甲m<sup>2</sup>，<span style='font-family: 楷体'>乙</span>丙丁戊。</p>");
    struct gaz_draft_look look = gaz_draft_block_at(read.draft->blocks, 0)->look;
    assert_int_equal(look.align, GAZ_DRAFT_CENTRED);
    assert_int_equal(look.face, GAZ_DRAFT_FACE_XIAOBIAOSONG);
    assert_int_equal(look.size, 44);
    assert_true(look.is_red);
    look = gaz_draft_block_at(read.draft->blocks, 1)->look;
    assert_int_equal(look.first, 640);
    assert_int_equal(look.size, 32);
    assert_false(look.is_red || look.is_strong);
    const struct gaz_draft_char *chars = gaz_draft_chars(gaz_draft_block_at(read.draft->blocks, 1));
    assert_int_equal(chars[0].attrs, GAZ_DRAFT_STRONG);
    assert_int_equal(chars[4].attrs, GAZ_DRAFT_SUP);
    assert_int_equal(chars[6].attrs, GAZ_DRAFT_EM);
    assert_int_equal(chars[7].attrs, 0);
    done(&read);
}

/* A look as one line: align, face, size in half points, red, strong, first, left and right in twentieths. */
static char *look_line(const struct gaz_draft_look *look) {
    static const char *const aligns[] = {"justified", "left", "centred", "right"};
    static const char *const faces[] = {"-", "song", "xiaobiaosong", "hei", "kai", "fang", "other"};
    return g_strdup_printf("%s %s %u%s%s %d %d %d", aligns[look->align], faces[look->face], look->size,
                           look->is_red ? " red" : "", look->is_strong ? " strong" : "", look->first,
                           look->left, look->right);
}

static void has_look(const char *paragraph, const char *expected) {
    g_autofree char *html = g_strdup_printf("<div id=zoom>%s<p>丙，丁。</p></div>", paragraph);
    struct read read = read_page(html);
    assert_true(read.is_read);
    g_autofree char *found = look_line(&gaz_draft_block_at(read.draft->blocks, 0)->look);
    if (strcmp(found, expected) != 0) fail_msg("%s: %s, wanted %s", paragraph, found, expected);
    done(&read);
}

static void styles_are_looks(void **state) {
    (void)state;
#define STYLE(style) "<p style='" style "'>甲，乙。</p>"
    static const struct {
        const char *paragraph, *look;
    } cases[] = {
        /* lengths: an em is 240 twentieths here */
        {STYLE("text-indent:1.5em"), "justified - 24 360 0 0"},
        {STYLE("text-indent:-.5em;margin-left:1rem"), "justified - 24 -120 240 0"},
        {STYLE("text-indent:.5em"), "justified - 24 120 0 0"},
        {STYLE("text-indent:2.12345em"), "justified - 24 509 0 0"},
        {STYLE("font-size:20px;text-indent:2em"), "justified - 30 600 0 0"},
        {STYLE("font-size:1cm"), "justified - 56 0 0 0"},
        {STYLE("margin-left:10mm;margin-right:20pt"), "justified - 24 0 566 400"},
        {STYLE("padding-left:1in;padding-right:8"), "justified - 24 0 1440 120"},
        {STYLE("margin:0 2em"), "justified - 24 0 480 480"},
        {STYLE("margin:0 1em 0 3em"), "justified - 24 0 720 240"},
        {STYLE("margin:2em"), "justified - 24 0 0 0"},
        {STYLE("font-size:0;margin-left:10%"), "justified - 24 0 0 0"},
        {STYLE("font-size:large;text-indent:inherit"), "justified - 24 0 0 0"},
        {STYLE("font-size:9999pt"), "justified - 2000 0 0 0"},
        {STYLE("font-size"), "justified - 24 0 0 0"},
        /* red is what is red to the eye */
        {STYLE("color:#c00"), "justified - 24 red 0 0 0"},
        {STYLE("color:#CC0000"), "justified - 24 red 0 0 0"},
        {STYLE("color:rgb(204, 0, 0)"), "justified - 24 red 0 0 0"},
        {STYLE("color:Red"), "justified - 24 red 0 0 0"},
        {STYLE("color:#00c"), "justified - 24 0 0 0"},
        {STYLE("color:#cc8800"), "justified - 24 0 0 0"},
        {STYLE("color:#cc0088"), "justified - 24 0 0 0"},
        {STYLE("color:#zz"), "justified - 24 0 0 0"},
        {STYLE("color:black"), "justified - 24 0 0 0"},
        /* where lines stand */
        {STYLE("text-align:center"), "centred - 24 0 0 0"},
        {STYLE("text-align:end"), "right - 24 0 0 0"},
        {STYLE("text-align:start"), "left - 24 0 0 0"},
        {STYLE("text-align:left"), "left - 24 0 0 0"},
        {"<div align=right>" STYLE("text-align:justify") "</div>", "justified - 24 0 0 0"},
        {"<div align=right>" STYLE("text-align:none") "</div>", "right - 24 0 0 0"},
        {"<p align=middle>甲，乙。</p>", "centred - 24 0 0 0"},
        {"<center>甲，乙。</center>", "centred - 24 0 0 0"},
        /* faces: the first that is known */
        {STYLE("font-family:黑体,仿宋"), "justified hei 24 0 0 0"},
        {STYLE("font-family:FangSong_GB2312,KaiTi"), "justified fang 24 0 0 0"},
        {STYLE("font-family:SimSun"), "justified song 24 0 0 0"},
        {STYLE("font-family:Arial"), "justified other 24 0 0 0"},
        {STYLE("font-weight:700"), "justified - 24 strong 0 0 0"},
        {STYLE("font-weight:bolder"), "justified - 24 strong 0 0 0"},
        {STYLE("font-weight:400"), "justified - 24 0 0 0"},
        {"<p><b style='font-weight:normal'>甲，乙。</b></p>", "justified - 24 0 0 0"},
        /* as pages of old have it */
        {"<p><font face=SimHei color=#f00 size=5>甲，乙。</font></p>", "justified hei 36 red 0 0 0"},
        {"<p><font size=+2>甲，乙。</font></p>", "justified - 36 0 0 0"},
        {"<p><font size=-1>甲，乙。</font></p>", "justified - 20 0 0 0"},
        {"<p><font size=7>甲，乙。</font></p>", "justified - 72 0 0 0"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        has_look(cases[i].paragraph, cases[i].look);
}

static void every_way_of_hiding_is_known(void **state) {
    (void)state;
    static const char *const hidden[] = {
        "<span style='visibility:hidden'>暗</span>", "<span hidden>暗</span>",
        "<span style='display:none !important'>暗</span>", "<noscript>暗</noscript>"};
    for (size_t i = 0; i < G_N_ELEMENTS(hidden); i++) {
        g_autofree char *html =
            g_strdup_printf("<div id=zoom><p>甲，%s乙。</p><p>丙，丁。</p></div>", hidden[i]);
        check_page(html, "甲，乙。\n丙，丁。");
    }
    check_page(
        "<div "
        "id=zoom><p>甲，<ruby>乙<rp>(</rp><rt>yǐ</rt><rp>)</rp>丙<rt></rt></ruby>。</p><p>丙，丁。</p></div>",
        "甲，乙(yǐ)丙。\n丙，丁。");
    check_page("<div id=zoom><p>甲，<span "
               "style='visibility:visible;display:block'>乙</span>。</p><p>丙，丁。</p></div>",
               "甲，乙。\n丙，丁。");
}

/* Sites hide the whole text until a script shows it, and call what holds it as others call their own. */
static void what_holds_the_document_is_never_hidden(void **state) {
    (void)state;
    static const char *const around[] = {
        "<div id=js_content class=rich_media_content style='visibility: hidden; opacity: 0'>",
        "<div id=zoom style='display:none'>", "<div id=zoom><div class=editor>",
        "<div style='display:none'><div id=zoom>"};
    for (size_t i = 0; i < G_N_ELEMENTS(around); i++) {
        g_autofree char *html =
            g_strdup_printf("<div>首页</div>%s<p>甲，乙。</p><p>丙，丁。</p></div></div>", around[i]);
        check_page(html, "甲，乙。\n丙，丁。");
    }
}

static void check_told(const char *inner, const char *words, bool is_told) {
    g_autofree char *html = g_strdup_printf("<div id=zoom><p>甲，%s乙。</p></div>", inner);
    struct read read = read_page(html);
    check_draft(&read, "甲，暗乙。");
    assert_int_equal(accounts(&read, words), is_told);
    done(&read);
}

static void what_is_out_of_sight_or_struck_is_asked_about(void **state) {
    (void)state;
    static const char *const struck[] = {"<s>暗</s>", "<strike>暗</strike>", "<del>暗</del>",
                                         "<span style='text-decoration: line-through'>暗</span>"};
    static const char *const unseen[] = {
        "<span style='font-size:0'>暗</span>", "<span style='font-size:1px'>暗</span>",
        "<font color=#ffffff>暗</font>", "<span style='color:rgb(255, 255, 255)'>暗</span>",
        "<span style='color:transparent;background:none'>暗</span>"};
    static const char *const seen[] = {
        "<span style='color:#fff;background-color:#c00'>暗</span>",
        "<span style='background:url(a.png)'><font color=white>暗</font></span>",
        "<span style='font-size:0'><span style='font-size:1rem'>暗</span></span>",
        "<span style='color:#eee'>暗</span>"};
    for (size_t i = 0; i < G_N_ELEMENTS(struck); i++)
        check_told(struck[i], "\"doubt\": \"原文画着删除线", true);
    for (size_t i = 0; i < G_N_ELEMENTS(unseen); i++)
        check_told(unseen[i], "\"doubt\": \"原文是白的，或者小得看不见", true);
    for (size_t i = 0; i < G_N_ELEMENTS(seen); i++)
        check_told(seen[i], "\"doubt\"", false);
}

#define MFRAC(above, below) "<mfrac>" above "<mrow>" below "</mrow></mfrac>"

/* A fraction in one line is none without its bar; the TeX beside it says the same once more. */
static void formulas_stand_in_a_line(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"<mi>A</mi><mo>=</mo>" MFRAC("<mi>B</mi>", "<mi>C</mi><mo>+</mo><mi>D</mi>"), "A=B/(C+D)"},
        {"<semantics><msqrt><mi>a</mi><mi>b</mi></msqrt><annotation encoding='application/x-tex'>\\sqrt{ab}"
         "</annotation></semantics>",
         "√(ab)"},
        {"<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "xi2"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *html =
            g_strdup_printf("<div id=zoom><p>甲，<math>%s</math>。</p></div>", rows[i][0]);
        g_autofree char *wanted = g_strdup_printf("甲，%s。", rows[i][1]);
        check_page(html, wanted);
        struct read read = read_page(html);
        assert_int_equal(accounts(&read, "\"reason\": \"公式写成一行\", \"doubt\""), i < 2);
        done(&read);
    }
    check_page("<div id=zoom><p>甲，<mfrac>1<b>2</b></mfrac>。</p></div>", "甲，12。");
    check_page("<div "
               "id=zoom><p>甲，<math><mfrac>x<mi>1</mi><mi>2</mi><mi>3</mi></mfrac><msup><mi>4</mi></msup></"
               "math>。</p></div>",
               "甲，x1234。");
}

static void boxes_are_as_they_were_left(void **state) {
    (void)state;
    check_page(
        "<div id=zoom><p><input type=checkbox checked>是，<input type=Radio>否。<input type=text></p></div>",
        "☑是，□否。＿＿＿＿");
    check_page("<div id=zoom><p>姓名：<input value=许棠>，职务：<input type=TEXT value=局长>。"
               "<input type=hidden value=甲><input type=submit value=提交></p></div>",
               "姓名：许棠，职务：局长。");
    check_page("<div id=zoom><p>甲，乙。<template>丙</template></p></div>", "甲，乙。");
}

static void quotations_have_their_marks(void **state) {
    (void)state;
    check_page("<div id=zoom><p>所称<q>甲<q>乙</q><q>丙<q>丁</q></q></q>，戊。</p></div>",
               "所称“甲‘乙’‘丙“丁”’”，戊。");
}

/* ---- tables and pictures */

static void tables_keep_their_grid(void **state) {
    (void)state;
    check_page("<p>甲，乙。</p><table border=1><thead><tr><th rowspan=2>区<th colspan=2>人数</thead></table>",
               "甲，乙。\n[0,0#区][0,1#人数]");
    check_page(
        "<table border=1><tr><td rowspan=2>区<td colspan=2>人，数<tr><td>男<td>女<tr><td>一<br>二</table>",
        "[0,0+2+1|区][0,1+1+2|人，数][1,1|男][1,2|女][2,0|一\n二][2,1|][2,2|]");
    /* nothing begins in most of these columns and in the empty row */
    check_page("<table><tr><td colspan=100000>甲，<tr></tr><tr><td>乙<td>丙<tr><td rowspan=0>丁<td "
               "colspan=9>戊</table>",
               "[0,0+1+2|甲，][1,0|乙][1,1|丙][2,0|丁][2,1|戊]");
}

static void text_outside_of_cells_is_not_lost(void **state) {
    (void)state;
    check_page("<p>甲，乙。</p><table><caption>一</caption><caption>二</caption><tr><td>丙<td>丁</table>",
               "甲，乙。\n一\n二\n丙\n丁");
}

/* The place that is told of a block is where its first character stands. */
static void blocks_know_their_paragraph(void **state) {
    (void)state;
    struct read read = read_page("<div id=zoom><p>甲，乙。</p><p>丙，丁。</p><table "
                                 "border=1><tr><td>男，<td>女<tr><td>一<td>二</table>"
                                 "<p>戊，己。</p><table><tr><td><p>庚，<p>辛<td>壬</table></div>");
    assert_true(read.is_read);
    uint32_t last = 0;
    for (guint i = 0; i < read.draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(read.draft->blocks, i), *first = block;
        if (block->table) {
            const struct gaz_draft_cell *cell = g_ptr_array_index(block->table->cells, 0);
            first = gaz_draft_block_at(cell->blocks, 0);
        }
        const struct gaz_draft_char *ch = &g_array_index(first->chars, struct gaz_draft_char, 0);
        uint32_t paragraph = g_array_index(read.draft->carriers, struct gaz_carrier, ch->carrier).paragraph;
        assert_int_equal(block->paragraph, paragraph);
        assert_int_equal(first->paragraph, paragraph);
        assert_true(paragraph > last);
        last = paragraph;
    }
    assert_int_equal(read.draft->blocks->len, 5);
    done(&read);
}

static void a_table_of_facts_in_the_body_is_none_of_the_document(void **state) {
    (void)state;
    struct read read =
        read_page("<div "
                  "id=zoom><table><tr><td>索引号：</td><td>1/2</td></tr><tr><td>文号：</"
                  "td><td>澄政〔2024〕1号</td></tr>"
                  "<tr><td>发布日期：</td><td>2024-7-3</td></tr></table><p>甲，乙，丙，丁。</p></div>");
    check_draft(&read, "甲，乙，丙，丁。");
    assert_string_equal(fact(&read, "发文字号"), "澄政〔2024〕1号");
    done(&read);
    /* its labels without colons: 索引号 says what it is */
    read = read_page(
        "<div id=zoom><table><tr><td>索引号</td><td>1/2</td><td>文号</td><td>澄政〔2024〕1号</td></tr>"
        "<tr><td>名称</td><td>关于修路</td><td>发布日期</td><td>2024-7-3</td></tr></"
        "table><p>甲，乙，丙，丁。</p></div>");
    check_draft(&read, "甲，乙，丙，丁。");
    done(&read);
    check_page("<div "
               "id=zoom><table><tr><td>名称</td><td>文号</td><td>发文日期</td></tr><tr><td>甲</td><td>乙</"
               "td><td>丙</td></tr></table><p>甲，乙，丙，丁。</p></div>",
               "[0,0|名称][0,1|文号][0,2|发文日期][1,0|甲][1,1|乙][1,2|丙]\n甲，乙，丙，丁。");
}

static void pictures_are_taken_or_told(void **state) {
    (void)state;
    struct read read = read_page(
        "<div id=zoom><p>甲，乙。<img alt=图 src='data:image/svg+xml,%3Csvg "
        "xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"9\"/%3E'>丙。</p>"
        "<img src='http://example.org/a.png' alt=照片><img src='../b.png'><img src='/etc/hostname'></div>");
    check_draft(&read, "甲，乙。\n<图>\n丙。");
    assert_true(accounts(
        &read, "{\"text\": \"照片（http://example.org/a.png）\", \"where\": \"正文第3段\", \"reason\": "
               "\"没有取来的图\", \"count\": 1}"));
    assert_true(accounts(&read, "\"text\": \"../b.png\""));
    assert_true(accounts(&read, "\"text\": \"/etc/hostname\""));
    done(&read);
}

/* In src stands nothing, or what is seen until a script brings the picture. */
static void a_picture_that_comes_late_is_told(void **state) {
    (void)state;
    static const char *const images[] = {"<img data-src='http://example.org/a.png'>",
                                         "<img src='' data-original='http://example.org/a.png'>",
                                         ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' "
                                          "data-src='http://example.org/a.png'>")};
    for (size_t i = 0; i < G_N_ELEMENTS(images); i++) {
        g_autofree char *html = g_strdup_printf("<div id=zoom><p>甲，乙。%s</p></div>", images[i]);
        struct read read = read_page(html);
        assert_true(accounts(&read, "\"text\": \"http://example.org/a.png\""));
        done(&read);
    }
}

/* What cannot be read, as a folder of the name, refuses no page; an ornament is not looked for. */
static void a_picture_that_cannot_be_read_refuses_no_page(void **state) {
    (void)state;
    g_autofree char *folder = g_dir_make_tmp("gongbao-test-XXXXXX", NULL);
    g_autofree char *inner = g_build_filename(folder, "a.png", NULL);
    g_autofree char *page = g_build_filename(folder, "page.html", NULL);
    assert_int_equal(g_mkdir(inner, 0700), 0);
    static const char html[] = "<p>甲，乙。<img src='a.png' alt=照片><img src='a.png' width=9></p>";
    struct read read = read_by(gaz_html_read, page, html, sizeof html - 1);
    assert_true(read.is_read);
    assert_int_equal(gaz_diags_count(read.diags, GAZ_ERROR), 0);
    assert_true(accounts(&read, "\"text\": \"照片（a.png）\", \"where\": \"正文第1段\", \"reason\": "
                                "\"没有取来的图\""));
    assert_true(
        accounts(&read, "{\"text\": \"a.png\", \"where\": \"正文第1段\", \"reason\": \"没有取来的图\""));
    done(&read);
    remove_tree(folder);
}

/* Errors of a file before this one are not this one's. */
static void only_its_own_errors_count(void **state) {
    (void)state;
    static const char html[] = "<p>甲，乙。</p>";
    struct gaz_draft *draft = gaz_draft_new("page.html");
    struct gaz_account *account = gaz_account_new(draft);
    struct gaz_diags *diags = gaz_diags_new();
    gaz_report_file(diags, GAZ_D_INTAKE_EMPTY, "another.html", NULL);
    assert_true(gaz_html_read((struct gaz_bytes){(const unsigned char *)html, sizeof html - 1}, draft,
                              account, diags));
    gaz_account_free(account);
    gaz_draft_free(draft);
    gaz_diags_free(diags);
}

static void what_is_no_text_stays_outside(void **state) {
    (void)state;
    struct read read = read_page("<meta name=PubDate content='2024&#xFFFC;-07&#x200B;-03'><p>&#x200B;</p>"
                                 "<ol><li>&#x200B;甲，&#xFFFC;乙。&#x85;&#x202E;</ol>");
    check_draft(&read, "1.甲，乙。…");
    assert_true(accounts(
        &read, "\"text\": \"\357\277\274\", \"where\": \"正文第1段\", \"reason\": \"看不见的字符\""));
    assert_string_equal(fact(&read, "发布日期"), "2024-07-03");
    assert_int_equal(draft_astray(&read), 0);
    done(&read);
}

/* ---- encodings */

static void encodings_are_told(void **state) {
    (void)state;
    static const char gbk[] = "<meta charset=gb2312><p>\xD2\xBB\xA3\xAC\xB6\xFE\xA1\xA3</p>"; /* 一，二。 */
    struct read read = read_bytes(gbk, sizeof gbk - 1);
    check_draft(&read, "一，二。");
    done(&read);
    static const char utf16[] = "\xFF\xFE<\0p\0>\0\x00\x4E\x0C\xFF\x02\x30";
    assert_true(gaz_html_is((struct gaz_bytes){(const unsigned char *)utf16, sizeof utf16 - 1}));
    read = read_bytes(utf16, sizeof utf16 - 1);
    check_draft(&read, "一，。");
    done(&read);
    check_page("<meta charset=gbk><p>存成了UTF-8，还说是GBK。</p>", "存成了UTF-8，还说是GBK。");
    check_page("<meta charset=utf-8><p>\xD2\xBB\xA3\xAC\xB6\xFE\xA1\xA3</p>", "一，二。");
}

static void bad_bytes_are_told(void **state) {
    (void)state;
    static const char bad[] = "<meta charset=gbk><p>\xD2\xBB\xFF\xA3\xAC\xB6\xFE\xA1\xA3</p>";
    struct read read = read_bytes(bad, sizeof bad - 1);
    assert_true(read.is_read);
    assert_true(said(read.diags, "[import-bad-bytes]"));
    check_draft(&read, "一\357\277\275，二。");
    done(&read);
    read = read_bytes("PK\3\4", 4);
    assert_false(read.is_read);
    assert_true(said(read.diags, "[import-encoding]"));
    done(&read);
}

/* ---- pages that mean harm */

static void refused(GString *html, const char *slug) {
    struct read read = read_bytes(html->str, html->len);
    assert_false(read.is_read);
    assert_true(said(read.diags, slug));
    done(&read);
    g_string_free(html, TRUE);
}

static GString *repeated(const char *what, unsigned n) {
    GString *out = g_string_new("<p>甲，乙。");
    for (unsigned i = 0; i < n; i++)
        g_string_append(out, what);
    return out;
}

static void bombs_are_refused(void **state) {
    (void)state;
    refused(repeated("<div>", 100000), "[import-deep]");
    refused(repeated("<b class=x><table>", 50000), "[import-deep]");
    GString *attributes = repeated("", 0);
    g_string_append(attributes, "<p");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append_printf(attributes, " a%u", i);
    refused(attributes, "[import-deep]");
    /* each <p> opens all <b> that are open anew */
    GString *formats = repeated("", 0);
    for (unsigned i = 0; i < 900; i++)
        g_string_append_printf(formats, "<p><b a=%u>", i);
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(formats, "<p>x");
    refused(formats, "[import-deep]");
    refused(g_string_new(""), "[import-no-text]");
    refused(g_string_new("<p>&nbsp;<img src=a.png>"), "[import-no-text]");
    GString *large = g_string_new(NULL);
    g_string_set_size(large, (32 << 20) + 1);
    refused(large, "[import-large]");
}

static void what_is_odd_is_read(void **state) {
    (void)state;
    GString *html = repeated("<p><font color=red>x</p><td><li>，", 20000);
    struct read read = read_bytes(html->str, html->len);
    assert_true(read.is_read || said(read.diags, "[import-deep]"));
    done(&read);
    g_string_free(html, TRUE);
    struct read nuls = read_bytes("<p>\0a\0，\0</p>", 13);
    assert_true(nuls.is_read);
    done(&nuls);
}

/* ---- examples of every rule, on either side of where it bends */

static char *read_html(const char *text) {
    struct read read = read_page(text);
    g_autoptr(GString) dump = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    gaz_draft_dump(read.draft, dump);
    examples_append(out, dump->str);
    for (guint i = 0; i < read.draft->facts->len; i++) {
        const struct gaz_draft_fact *fact = &g_array_index(read.draft->facts, struct gaz_draft_fact, i);
        g_string_append_printf(out, "自称 %s：%s\n", fact->name, fact->value);
    }
    examples_append_account(out, read.account);
    assert_int_equal(draft_astray(&read), 0);
    done(&read);
    return g_string_free(out, FALSE);
}

static void examples_hold(void **state) {
    (void)state;
    run_examples("golden/pages.txt", read_html);
}

/* ---- forms, lines to fill in, fields of Word */

#define BOX(inside) "<div id=zoom><p>" inside "</p></div>"

static void a_choice_is_what_it_shows(void **state) {
    (void)state;
    const char *html =
        BOX("类别<select><option>甲<option selected>乙</select>，<select><option>丙<option>丁</select>。");
    check_page(html, "类别乙，丙。");
    struct read read = read_page(html);
    assert_true(
        accounts(&read, "{\"text\": \"甲\", \"where\": \"正文第1段\", \"reason\": \"下拉框里没有选的\""));
    assert_true(
        accounts(&read, "{\"text\": \"丁\", \"where\": \"正文第1段\", \"reason\": \"下拉框里没有选的\""));
    done(&read);
    check_page(BOX("选<select multiple><option>甲<option selected>乙<option selected>丙</select>。"),
               "选乙丙。");
    check_page(BOX("看<select onchange=go()><option>别的网站</select>这里。"),
               "看这里。"); /* leads elsewhere */
    check_page(BOX("说明<textarea>一\n二</textarea>，<textarea></textarea>。"), "说明一\n二，＿＿＿＿。");
}

static void a_border_below_blanks_is_a_line_to_fill_in(void **state) {
    (void)state;
    struct read read =
        read_page(BOX("住址<span style='border-bottom:1px solid;padding:0 3em'></span>。单位<span "
                      "style='border-bottom:1px solid'>　　</span>，<u>　</u>份，<a "
                      "style='border-bottom:1px dotted' href=1>甲　　乙</a>"));
    const struct gaz_draft_block *block = gaz_draft_block_at(read.draft->blocks, 0);
    check_draft(&read, "住址＿＿＿＿。单位　　，　份，甲　　乙");
    assert_true(accounts(&read, "\"reason\": \"画着线的填写处\", \"count\": 4"));
    for (guint i = 0; i < block->chars->len; i++) {
        bool is_drawn = gaz_draft_chars(block)[i].attrs & GAZ_DRAFT_UNDERLINED;
        bool is_blank = gaz_draft_chars(block)[i].ch == 0x3000, is_in_link = i > 15;
        if (is_blank) assert_int_equal(is_drawn, !is_in_link);
    }
    done(&read);
    check_page("<div id=zoom><p>甲<p style='border-bottom:1px solid;width:9em'></p><td "
               "style='border-bottom:1px solid'>乙</div>",
               "甲\n乙");
}

/* Where a code ends in its block it is left out; without an end it is words. */
static void codes_of_fields_are_no_words(void **state) {
    (void)state;
#define FIELD_MARK(kind) "<span style='mso-element:field-" kind "'></span>"
    const char *html =
        BOX("见" FIELD_MARK("begin") "REF 甲" FIELD_MARK("separator") "附件1" FIELD_MARK("end") "。");
    check_page(html, "见附件1。");
    struct read read = read_page(html);
    assert_true(accounts(&read, "\"text\": \"REF 甲\", \"where\": \"正文第1段\", \"reason\": \"域代码\""));
    done(&read);
    check_page(
        BOX("见" FIELD_MARK("begin") "一" FIELD_MARK("begin") "二" FIELD_MARK("separator") "三" FIELD_MARK(
            "end") "四" FIELD_MARK("separator") "五" FIELD_MARK("end") "六"),
        "见五六");
    check_page(BOX("见" FIELD_MARK("begin") "REF 甲"), "见REF 甲");
}

static void brackets_around_a_mark_are_of_it(void **state) {
    (void)state;
    struct read read =
        read_page("<div id=zoom><p>甲[<a href=#b id=a>1</a>]乙<sup>（<a href=#d id=c>2</a>）</sup>，[<a "
                  "href=#f id=e>3</a>丙]</p><p>[<a href=#a id=b>1</a>] 注一</p><p>（<a href=#c "
                  "id=d>2</a>）注二</p><p><a href=#e id=f>3</a>注三</p></div>");
    check_draft(&read, "甲\uFFFC乙\uFFFC，[\uFFFC丙]");
    assert_int_equal(read.draft->notes->len, 3);
    assert_true(accounts(&read, "\"text\": \"[1]\", \"where\": \"正文第1段\", \"reason\": \"注自带的标记"));
    assert_int_equal(draft_astray(&read), 0);
    done(&read);
}

/* What only a program that reads aloud is to find, and what the head of the page says. */
static void what_a_page_hides_and_says(void **state) {
    (void)state;
    check_page("<style>.a{position:absolute;width:1px;height:1px;overflow:hidden}</style><div "
               "id=zoom><p>甲<span class=a>读屏</span>乙</p></div>",
               "甲乙");
    check_page("<div id=zoom><p>甲<span style='height:1px;overflow:hidden;width:2em'>细</span>乙</p></div>",
               "甲细乙");
    struct read read = read_page(
        "<title>关于做好防汛工作的通知_通知公告_澄浦市水务局</title><div id=zoom><p>各区：</p></div>");
    assert_string_equal(fact(&read, "标题"), "关于做好防汛工作的通知");
    done(&read);
    read = read_page("<title>通知公告-澄浦市水务局</title><div id=zoom><p>各区：</p></div>");
    assert_null(fact(&read, "标题"));
    done(&read);
}

/* Whose page it is, and its day, above the text; who made it, below. */
static void lines_of_a_site_go(void **state) {
    (void)state;
    check_page("<div id=zoom><p>2024-06-05 "
               "10:20　水务局</p><p>澄浦市水务局|2024/6/5</p><p>截止2024-06-05</p><p>甲。</p><p>编辑 | "
               "小周</p><p>审核｜老李</p></div>",
               "截止2024-06-05\n甲。");
    check_page("<div id=zoom><p>甲。</p><p>审核由水务局负责</p></div>", "甲。\n审核由水务局负责");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_hold),
        cmocka_unit_test(the_body_is_known_by_its_name),
        cmocka_unit_test(else_by_its_sentences),
        cmocka_unit_test(a_table_that_holds_the_page_is_none),
        cmocka_unit_test(a_title_above_the_body_is_brought),
        cmocka_unit_test(a_title_is_known_by_the_pages_own),
        cmocka_unit_test(the_sites_lines_at_the_ends_are_left_out),
        cmocka_unit_test(the_pages_own_table_is_read),
        cmocka_unit_test(white_space_is_as_a_browser_shows_it),
        cmocka_unit_test(indents_and_no_break_spaces_stay),
        cmocka_unit_test(a_page_that_lost_its_paragraphs_is_parted),
        cmocka_unit_test(what_is_hidden_is_left_out),
        cmocka_unit_test(lists_have_their_numbers),
        cmocka_unit_test(looks_come_from_tags_attributes_and_styles),
        cmocka_unit_test(styles_are_looks),
        cmocka_unit_test(every_way_of_hiding_is_known),
        cmocka_unit_test(what_holds_the_document_is_never_hidden),
        cmocka_unit_test(what_is_out_of_sight_or_struck_is_asked_about),
        cmocka_unit_test(formulas_stand_in_a_line),
        cmocka_unit_test(boxes_are_as_they_were_left),
        cmocka_unit_test(quotations_have_their_marks),
        cmocka_unit_test(tables_keep_their_grid),
        cmocka_unit_test(blocks_know_their_paragraph),
        cmocka_unit_test(text_outside_of_cells_is_not_lost),
        cmocka_unit_test(a_table_of_facts_in_the_body_is_none_of_the_document),
        cmocka_unit_test(pictures_are_taken_or_told),
        cmocka_unit_test(a_picture_that_comes_late_is_told),
        cmocka_unit_test(a_picture_that_cannot_be_read_refuses_no_page),
        cmocka_unit_test(only_its_own_errors_count),
        cmocka_unit_test(what_is_no_text_stays_outside),
        cmocka_unit_test(encodings_are_told),
        cmocka_unit_test(bad_bytes_are_told),
        cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(what_is_odd_is_read),
        cmocka_unit_test(a_choice_is_what_it_shows),
        cmocka_unit_test(a_border_below_blanks_is_a_line_to_fill_in),
        cmocka_unit_test(codes_of_fields_are_no_words),
        cmocka_unit_test(brackets_around_a_mark_are_of_it),
        cmocka_unit_test(what_a_page_hides_and_says),
        cmocka_unit_test(lines_of_a_site_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
