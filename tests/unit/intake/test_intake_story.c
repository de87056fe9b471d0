/* test_intake_story.c: what Word's files have beside plain text: changes, tables, boxes, fields, notes,
 * controls. */
/* link: gaz_intake gaz_base PkgConfig::ZIP */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/intake/docx_body.h"

#define BY "w:id=\"1\" w:author=\"李\" w:date=\"2024-07-01T08:00:00Z\""

/* ---- tracked changes */

static void changes_are_accepted_and_listed(void **state) {
    (void)state;
    const char *body = P(R("奖励") "<w:del " BY "><w:r><w:delText>100</w:delText></w:r></w:del><w:ins " BY
                                   ">" R("80") "</w:ins>" R("万元"));
    expect_body(body, "段 [] 奖励80万元\n");
    expect_told_of(
        body, "{\"text\": \"100\", \"becomes\": \"李 2024-07-01\", \"where\": \"正文第1段\", \"reason\": "
              "\"删除\", \"count\": 1}");
    expect_told_of(body,
                   "{\"text\": \"80\", \"becomes\": \"李 2024-07-01\", \"where\": \"正文第1段\", \"reason\": "
                   "\"插入\", \"count\": 1}");
    expect_told_of(P("<w:pPr><w:pPrChange " BY "><w:pPr/></w:pPrChange></w:pPr>" R("文")),
                   "\"reason\": \"格式的修订\", \"count\": 1}");
}

static void moved_text_stands_once(void **state) {
    (void)state;
    const char *body =
        P("<w:moveFrom " BY ">" R("甲") "</w:moveFrom>" R("乙")) P("<w:moveTo " BY ">" R("甲") "</w:moveTo>");
    expect_body(body, "段 [] 乙\n段 [] 甲\n");
    expect_told_of(
        body,
        "{\"text\": \"甲\", \"becomes\": \"李 2024-07-01\", \"where\": \"正文第2段\", \"reason\": \"移动\"");
}

static void deleted_marks_join_paragraphs(void **state) {
    (void)state;
    const char *mark = "<w:pPr><w:rPr><w:del " BY "/></w:rPr></w:pPr>";
    g_autofree char *two = g_strconcat(
        "<w:p>", mark, R("前") "</w:p>" P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("后")), NULL);
    expect_body(two, "段 [中] 前后\n"); /* the mark that is left is the second one's */
    g_autofree char *at_end = g_strconcat("<w:p>", mark, R("前") "</w:p>", NULL);
    expect_body(at_end, "段 [] 前\n");
    g_autofree char *gone = g_strconcat(
        "<w:p>", mark, "<w:del " BY "><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", P(R("后")), NULL);
    expect_body(gone, "段 [] 后\n");
}

/* ---- tables */

#define TC(props, text) "<w:tc><w:tcPr>" props "</w:tcPr>" P(R(text)) "</w:tc>"
#define TR(props, cells) "<w:tr><w:trPr>" props "</w:trPr>" cells "</w:tr>"
#define LINES "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>"
#define DOWN "<w:vMerge w:val=\"restart\"/>"
#define ON "<w:vMerge/>"
#define WIDE(n) "<w:gridSpan w:val=\"" n "\"/>"

static void cells_are_merged(void **state) {
    (void)state;
    expect_body(
        "<w:tbl><w:tblPr><w:tblBorders><w:top "
        "w:val=\"single\"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w=\"100\"/><w:gridCol "
        "w:w=\"100\"/><w:gridCol w:w=\"200\"/></w:tblGrid>" TR("<w:tblHeader/>",
                                                               TC(DOWN, "单位") TC(WIDE("2"), "任务"))
            TR("<w:tblHeader/>", TC(ON, "") TC("", "上") TC("<w:vAlign w:val=\"center\"/>", "下"))
                TR("<w:gridBefore w:val=\"1\"/>", TC("<w:textDirection w:val=\"tbRlV\"/>", "竖")) "</w:tbl>",
        "表 [] 3行3列 表头2 宽250,250,500\n"
        "  格 1,1 2×1 表头\n    段 [] 单位\n  格 1,2 1×2 表头\n    段 [] 任务\n"
        "  格 2,2 表头\n    段 [] 上\n  格 2,3 表头 居中\n    段 [] 下\n"
        "  格 3,1\n  格 3,2 竖排\n    段 [] 竖\n  格 3,3\n");
}

/* A merge that does not fit the cell above is a cell of its own; text under a merged cell is left out and
 * told. */
static void odd_merges_lose_nothing(void **state) {
    (void)state;
    expect_body(
        "<w:tbl>" TR("", TC(DOWN WIDE("2"), "甲")) TR("", TC(ON, "乙") TC("", "丙")) "</w:tbl>",
        "表 [] 2行2列 无线\n  格 1,1 1×2\n    段 [] 甲\n  格 2,1\n    段 [] 乙\n  格 2,2\n    段 [] 丙\n");
    expect_body("<w:tbl>" LINES TR("", TC(DOWN, "甲") TC("", "一")) TR("", TC(DOWN, "乙") TC("", "二"))
                    TR("", TC(ON, "") TC("", "三")) "</w:tbl>",
                "表 [] 3行2列\n  格 1,1\n    段 [] 甲\n  格 1,2\n    段 [] 一\n"
                "  格 2,1 2×1\n    段 [] 乙\n  格 2,2\n    段 [] 二\n  格 3,2\n    段 [] 三\n");
    expect_told_of("<w:tbl>" TR("", TC(DOWN, "甲")) TR("", TC(ON, "藏")) "</w:tbl>",
                   "\"text\": \"藏\", \"where\": \"正文第2段\", \"reason\": \"合并的格下面看不见的文字\"");
}

/* Google's editor says of a span twice what it spans; of two rows too. */
static void a_span_may_be_said_twice(void **state) {
    (void)state;
#define ON_SIDE "<w:hMerge w:val=\"continue\"/>"
    expect_body("<w:tbl>" LINES TR("", TC(WIDE("2"), "甲") TC(ON_SIDE, "") TC("", "乙"))
                    TR("", TC("", "一") TC("", "二") TC("", "三")) "</w:tbl>",
                "表 [] 2行3列\n  格 1,1 1×2\n    段 [] 甲\n  格 1,3\n    段 [] 乙\n  格 2,1\n    段 [] 一\n"
                "  格 2,2\n    段 [] 二\n  格 2,3\n    段 [] 三\n");
    expect_body("<w:tbl>" LINES TR("", TC(DOWN WIDE("2"), "甲") TC(ON_SIDE, "") TC("", "乙"))
                    TR("", TC(ON WIDE("2"), "") TC(ON_SIDE, "") TC("", "丙"))
                        TR("", TC("", "一") TC("", "二") TC("", "三")) "</w:tbl>",
                "表 [] 3行3列\n  格 1,1 2×2\n    段 [] 甲\n  格 1,3\n    段 [] 乙\n  格 2,3\n    段 [] 丙\n"
                "  格 3,1\n    段 [] 一\n  格 3,2\n    段 [] 二\n  格 3,3\n    段 [] 三\n");
    expect_body("<w:tbl>" LINES TR("", TC("<w:hMerge w:val=\"restart\"/>" WIDE("2"), "甲") TC(ON_SIDE, "")
                                           TC("", "乙")) "</w:tbl>",
                "表 [] 1行2列\n  格 1,1\n    段 [] 甲\n  格 1,2\n    段 [] 乙\n");
}

/* A table of a style with lines has none where each cell says so of each side. */
static void cells_may_clear_the_lines(void **state) {
    (void)state;
#define NO(side) "<w:" side " w:val=\"nil\"/>"
#define CLEAR "<w:tcBorders>" NO("top") NO("start") NO("bottom") NO("right") "</w:tcBorders>"
    expect_body("<w:tbl>" LINES TR("", TC(CLEAR, "甲") TC(CLEAR, "乙")) "</w:tbl>",
                "表 [] 1行2列 无线\n  格 1,1\n    段 [] 甲\n  格 1,2\n    段 [] 乙\n");
    expect_body("<w:tbl>" LINES TR("", TC(CLEAR, "甲")
                                           TC("<w:tcBorders>" NO("top") "</w:tcBorders>", "乙")) "</w:tbl>",
                "表 [] 1行2列\n  格 1,1\n    段 [] 甲\n  格 1,2\n    段 [] 乙\n");
}

static void inner_tables_become_lines(void **state) {
    (void)state;
    const char *body =
        "<w:tbl>" LINES TR("", "<w:tc>" P(R("外")) "<w:tbl>" TR(
                                   "", TC("", "内一") TC("", "内二")) "</w:tbl>" P("") "</w:tc>") "</w:tbl>";
    expect_body(body, "表 [] 1行1列\n  格 1,1\n    段 [] 外\n    段 [] 内一\n    段 [] 内二\n    段 [] \n");
    expect_told_of(
        body, "\"text\": \"内一内二\", \"where\": \"正文第1段\", \"reason\": \"表中的表改为分行的文字\"");
}

/* A table without lines, a cell a row, that holds a text: its paragraphs and its tables are the document's.
 */
static void frames_are_opened(void **state) {
    (void)state;
    const char *body = "<w:tbl>" TR("", "<w:tc>" P(R("一")) P(R("二")) P(R("三")) P(R("四")) "</w:tc>")
        TR("", "<w:tc>" P(R("五")) "<w:tbl>" TR("", TC("", "甲") TC("", "乙")) "</w:tbl>" P(
                   R("六")) "</w:tc>") "</w:tbl>";
    expect_body(
        body, "段 [] 一\n段 [] 二\n段 [] 三\n段 [] 四\n段 [] 五\n表 [] 1行2列 无线\n  格 1,1\n    段 [] 甲\n"
              "  格 1,2\n    段 [] 乙\n段 [] 六\n");
    expect_told_of(body, "\"reason\": \"只为排版式的表，各格的各段照段落收\"");
    expect_body("<w:tbl>" TR("", TC("", "甲")) TR("", TC("", "乙")) "</w:tbl>",
                "表 [] 2行1列 无线\n  格 1,1\n    段 [] 甲\n  格 2,1\n    段 [] 乙\n");
    expect_body(
        "<w:tbl>" LINES TR("", "<w:tc>" P(R("一")) P(R("二")) P(R("三")) P(R("四")) "</w:tc>") "</w:tbl>",
        "表 [] 1行1列\n  格 1,1\n    段 [] 一\n    段 [] 二\n    段 [] 三\n    段 [] 四\n");
}

/* A forced line end is a paragraph's where an indent or a number follows; in an address, a title, a list of
 * what is attached it is none. */
static void forced_line_ends_that_end_paragraphs_do(void **state) {
    (void)state;
#define END "<w:r><w:br/></w:r>"
    const char *body = P(R("现通知如下：") END R("一、甲。") END R("　　再说乙。") END R("电话：1"));
    expect_body(body, "段 [] 现通知如下：\n段 [] 一、甲。\n段 [] 　　再说乙。⏎电话：1\n");
    expect_told_of(body, "\"reason\": \"换行改为另起一段\", \"count\": 1");
    expect_body(P(R("姓名") END
                  "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">    </w:t></w:r>"),
                "段 [] 姓名⏎{填空:    }\n");
    expect_body(P(R("增长") END R("1.5倍")), "段 [] 增长⏎1.5倍\n");
    expect_body(P(R("附件：1. 甲") END R("　　　2. 乙")), "段 [] 附件：1. 甲⏎　　　2. 乙\n");
    expect_body(P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("题") END R("第一章")), "段 [中] 题⏎第一章\n");
}

/* What a line of ours has no setting for is told. */
static void settings_that_are_lost_are_told(void **state) {
    (void)state;
#define SETTING_LOST "\"reason\": \"着重号、双行合一、合并字符、纵横混排没有标，文字照收\""
    const char *stressed = P("<w:r><w:rPr><w:em w:val=\"dot\"/></w:rPr><w:t>重</w:t></w:r>");
    expect_body(stressed, "段 [] 重\n");
    expect_told_of(stressed, "\"text\": \"重\", \"where\": \"正文第1段\", " SETTING_LOST);
    expect_told_of(
        P("<w:r><w:rPr><w:eastAsianLayout w:id=\"1\" w:combine=\"1\"/></w:rPr><w:t>双行</w:t></w:r>"),
        SETTING_LOST);
    struct read reading = read_body(P("<w:r><w:rPr><w:em w:val=\"none\"/></w:rPr><w:t>轻</w:t></w:r>"));
    assert_int_equal(reading.account->lists[GAZ_ACCOUNT_GUESSES]->len, 0);
    done(&reading);
}

static void deleted_rows_are_left_out(void **state) {
    (void)state;
    const char *body =
        "<w:tbl>" TR("<w:del " BY "/>", TC("", "删")) TR("<w:ins " BY "/>", TC("", "增")) "</w:tbl>";
    expect_body(body, "表 [] 1行1列 无线\n  格 1,1\n    段 [] 增\n");
    expect_told_of(body, "{\"text\": \"删\", \"becomes\": \"李 2024-07-01\"");
}

/* A table within a deletion; rows within one; rows of an inner table that are hidden or deleted. */
static void rows_that_are_away_are_told_as_that(void **state) {
    (void)state;
    const char *whole =
        P(R("前")) "<w:del " BY "><w:tbl>" TR("", TC("", "甲") TC("", "乙")) "</w:tbl></w:del>";
    expect_body(whole, "段 [] 前\n");
    expect_told_of(whole, "{\"text\": \"甲\", \"where\": \"正文第2段\", \"reason\": \"修订中删除的文字\"");
    expect_told_of(whole, "{\"text\": \"甲乙\", \"becomes\": \"李 2024-07-01\"");
    const char *rows =
        "<w:tbl><w:del " BY ">" TR("", TC("", "删")) "</w:del>" TR("", TC("", "留")) "</w:tbl>";
    expect_body(rows, "表 [] 1行1列 无线\n  格 1,1\n    段 [] 留\n");
    expect_told_of(rows, "{\"text\": \"删\", \"becomes\": \"李 2024-07-01\"");
    const char *inner = "<w:tbl>" LINES TR(
        "", "<w:tc><w:tbl>" TR("<w:hidden/>", TC("", "藏")) TR("<w:del " BY "/>", TC("", "删"))
                TR("", TC("", "内")) "</w:tbl>" P(R("外")) "</w:tc>") "</w:tbl>";
    expect_body(inner, "表 [] 1行1列\n  格 1,1\n    段 [] 内\n    段 [] 外\n");
    expect_told_of(inner, "{\"text\": \"藏\", \"where\": \"正文第1段\", \"reason\": \"隐藏文字\"");
}

/* Those behind a deleted cell close up; a column all of whose cells are deleted is gone. */
static void deleted_cells_are_gone(void **state) {
    (void)state;
#define CELL_DELETED "<w:cellDel " BY "/>"
    const char *column =
        "<w:tbl>" LINES "<w:tblGrid><w:gridCol w:w=\"100\"/><w:gridCol w:w=\"300\"/></w:tblGrid>" TR(
            "", TC(CELL_DELETED, "旧") TC("", "甲")) TR("", TC(CELL_DELETED, "废") TC("", "乙")) "</w:tbl>";
    expect_body(column, "表 [] 2行1列\n  格 1,1\n    段 [] 甲\n  格 2,1\n    段 [] 乙\n");
    expect_told_of(column, "{\"text\": \"旧\", \"becomes\": \"李 2024-07-01\", \"where\": \"正文\"");
    expect_told_of(column, "{\"text\": \"废\", \"where\": \"正文第3段\", \"reason\": \"修订中删除的文字\"");
    expect_body("<w:tbl>" LINES TR("", TC("", "甲") TC(CELL_DELETED, "旧") TC("", "乙"))
                    TR("", TC("", "丙") TC("", "丁")) "</w:tbl>",
                "表 [] 2行2列\n  格 1,1\n    段 [] 甲\n  格 1,2\n    段 [] 乙\n  格 2,1\n    段 [] 丙\n"
                "  格 2,2\n    段 [] 丁\n");
}

/* The 版头, the 版记 and the signature that a table holds together are lines; another table at the end, or
 * one that more follows, is a table. */
static void furniture_in_a_table_is_lines(void **state) {
    (void)state;
#define IMPRINT                                                                                              \
    "<w:tbl>" TR("", TC("", "抄送：") TC("", "市委各部门，市人大。"))                                        \
        TR("", TC("", "某市政府办公室") TC("", "2024年7月3日印发")) "</w:tbl>"
    expect_body(P(R("文")) IMPRINT P(""),
                "段 [] 文\n段 [] 抄送：市委各部门，市人大。\n段 [] 某市政府办公室2024年7月3日印发\n段 [] \n");
    expect_told_of(P(R("文")) IMPRINT,
                   "{\"text\": \"抄送：市委各部门，市人大。\", \"becomes\": \"版记\", \"where\": "
                   "\"正文第1段\", \"reason\": \"表看作版头、署名、版记，一行一段\"");
#define LETTERHEAD                                                                                           \
    "<w:tbl>" TR("", TC("", "机密★1年")) TR("", TC("", "某市政府文件"))                                      \
        TR("", TC("", "某政〔2024〕3号") TC("", "签发人：许棠")) "</w:tbl>"
    expect_body(LETTERHEAD P(R("文")),
                "段 [] 机密★1年\n段 [] 某市政府文件\n段 [] 某政〔2024〕3号签发人：许棠\n段 [] 文\n");
    expect_body(P(R("文")) "<w:tbl>" TR("", TC("", "某市政府") TC("", "某市银行"))
                    TR("", TC("", "") TC("", "2024年7月3日")) "</w:tbl>" P(R("附件")),
                "段 [] 文\n段 [] 某市政府\n段 [] 某市银行\n段 [] 2024年7月3日\n段 [] 附件\n");
    struct read reading = read_body(P(R("文")) LETTERHEAD P(R("文")));
    assert_int_equal(gaz_draft_block_at(reading.draft->blocks, 1)->kind, GAZ_DRAFT_TABLE);
    done(&reading);
    reading = read_body(IMPRINT P(R("文")));
    assert_int_equal(gaz_draft_block_at(reading.draft->blocks, 0)->kind, GAZ_DRAFT_TABLE);
    done(&reading);
    reading = read_body("<w:tbl>" TR("", TC("", "抄送：") TC("", "市委。"))
                            TR("", TC("", "电话") TC("", "12345")) "</w:tbl>");
    assert_int_equal(gaz_draft_block_at(reading.draft->blocks, 0)->kind, GAZ_DRAFT_TABLE);
    done(&reading);
}

#define SECTION(w, h) "<w:sectPr><w:pgSz w:w=\"" w "\" w:h=\"" h "\"/></w:sectPr>"

static void landscape_sections_are_turned(void **state) {
    (void)state;
    expect_body(P(R("直")) P("<w:pPr>" SECTION("11906", "16838") "</w:pPr>") "<w:tbl>" TR(
                    "", TC("", "横")) "</w:tbl>" SECTION("16838", "11906"),
                "段 [] 直\n段 [] \n分页 \n表 [横排] 1行1列 无线\n  格 1,1\n    段 [横排] 横\n");
}

/* ---- boxes and pictures */

static void boxes_stand_at_their_anchor(void **state) {
    (void)state;
    const char *box =
        "<w:r><mc:AlternateContent><mc:Choice "
        "Requires=\"wps\"><w:drawing><wp:anchor><wps:txbx><w:txbxContent>" P(
            RP("<w:color w:val=\"FF0000\"/>",
               "文件")) "</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
                        "<w:pict><v:textbox><w:txbxContent>" P(
                            R("文件")) "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
                                       "</mc:AlternateContent></w:r>";
    g_autofree char *before = g_strconcat("<w:p>", box, R("正文"), "</w:p>", NULL);
    g_autofree char *behind = g_strconcat("<w:p>", R("正文"), box, "</w:p>", NULL);
    expect_body(before, "段 [红 框] {红:文件}\n段 [] 正文\n");
    expect_body(behind, "段 [] 正文\n段 [红 框] {红:文件}\n");
    expect_told_of(before, "\"reason\": \"同一内容给旧版程序的另一份\", \"count\": 2}");
    expect_body(P("<w:r><w:pict><v:shape><v:textpath string=\"艺术字\"/></v:shape></w:pict></w:r>"),
                "段 [框] 艺术字\n");
}

static void pictures_outside_are_told(void **state) {
    (void)state;
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"p\" Type=\"x/image\" Target=\"http://example.org/a.png\" "
                        "TargetMode=\"External\"/>"
                        "<Relationship Id=\"q\" Type=\"x/image\" Target=\"../../../a.png\"/>"
                        "<Relationship Id=\"e\" Type=\"x/image\" Target=\"a.emf\"/></Relationships>"},
        {"word/a.emf", "no picture"},
        {"word/document.xml",
         DOCX_HEAD P(
             "<w:r><w:drawing><wp:inline><a:blip r:link=\"p\"/></wp:inline></w:drawing><w:drawing><wp:inline>"
             "<a:blip r:embed=\"q\"/></wp:inline></w:drawing><w:drawing><wp:inline><a:blip r:embed=\"e\"/>"
             "</wp:inline></w:drawing><w:t>文</w:t></w:r>") DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 文\n");
    expect_told(&reading, "{\"text\": \"http://example.org/a.png\", \"where\": \"正文第1段\", \"reason\": "
                          "\"链接到文件之外的内容\"");
    expect_told(
        &reading,
        "{\"text\": \"../../../a.png\", \"where\": \"正文第1段\", \"reason\": \"链接到文件之外的内容\"");
    expect_told(
        &reading,
        "{\"text\": \"a.emf\", \"where\": \"正文第1段\", \"reason\": \"不能排印的图（不是PNG、JPEG、SVG）\"");
    done(&reading);
}

static void pictures_are_figures(void **state) {
    (void)state;
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"p\" Type=\"x/image\" Target=\"media/图.svg\"/></Relationships>"},
        {"word/media/图.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"},
        {"word/document.xml",
         DOCX_HEAD P(R("见图") "<w:r><w:drawing><wp:inline><wp:extent cx=\"360000\" cy=\"360000\"/><wp:docPr "
                               "name=\"a\" descr=\"流程\"/>"
                               "<a:blip r:embed=\"p\"/></wp:inline></w:drawing></w:r>")
             P("<w:r><w:drawing><wp:anchor behindDoc=\"1\"><wp:extent cx=\"1440000\" "
               "cy=\"1440000\"/><wp:docPr name=\"图片 2\"/><a:blip r:embed=\"p\"/></wp:anchor>"
               "</w:drawing></w:r>" R("某局")) DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 见图\n图 [] 图.svg 62字节 10000μm “流程”\n段 [] 某局\n");
    expect_told(&reading, "{\"text\": \"图片 2\", \"where\": \"正文第2段\", \"reason\": \"印章\"");
    done(&reading);
}

/* A picture between words is asked about; one that ends a line, or begins it, is not. */
static void a_picture_in_a_line_is_asked_about(void **state) {
    (void)state;
#define PICTURE "<w:r><w:drawing><wp:inline><a:blip r:embed=\"p\"/></wp:inline></w:drawing></w:r>"
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"p\" Type=\"x/image\" Target=\"a.svg\"/></Relationships>"},
        {"word/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"},
        {"word/document.xml",
         DOCX_HEAD P(R("见图") PICTURE) P(PICTURE R("图一")) P(R("打勾") PICTURE R("的有效")) DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 见图\n图 [] a.svg 62字节 0μm\n图 [] a.svg 62字节 0μm\n段 [] 图一\n段 [] "
                           "打勾的有效\n图 [] a.svg 62字节 0μm\n");
    expect_told(&reading, "\"guesses\": [\n    {\"text\": \"打勾\", \"where\": \"正文第3段\", \"reason\": "
                          "\"文字中间的图，自成一段\"");
    done(&reading);
}

/* Of what is cropped, turned or turned over the whole is taken, and somebody asked. */
static void a_picture_that_is_altered_is_asked_about(void **state) {
    (void)state;
#define ALTERED(crop, frame)                                                                                 \
    P("<w:r><w:drawing><wp:inline><wp:docPr descr=\"图" crop frame "\"/><x><a:blip r:embed=\"p\"/>"          \
      "<a:srcRect " crop "/></x><x><a:xfrm " frame "/></x></wp:inline></w:drawing></w:r>")
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"p\" Type=\"x/image\" Target=\"a.svg\"/></Relationships>"},
        {"word/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"},
        {"word/document.xml", DOCX_HEAD ALTERED("l='20000'", "") ALTERED("", "rot='5400000'")
                                  ALTERED("", "flipH='true'") ALTERED("b='20'", "rot='0'") DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    GString *told = gaz_account_json(reading.account);
    unsigned n = 0;
    for (const char *at = told->str; (at = strstr(at, "裁过、转过、翻过的图")); at++)
        n++;
    assert_int_equal(n, 3);
    assert_null(strstr(told->str, "b='20'"));
    g_string_free(told, TRUE);
    done(&reading);
}

/* What a chart or SmartArt says is left out with its text, wherever it hangs and whatever its kind. */
static void charts_are_told_with_their_text(void **state) {
    (void)state;
#define CHART "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define DRAWING " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"h\" Type=\"x/header\" Target=\"h.xml\"/><Relationship Id=\"d\" "
                        "Type=\"x/diagramData\" Target=\"d.xml\"/><Relationship Id=\"n\" Type=\"x/chartEx\" "
                        "Target=\"n.xml\"/></Relationships>"},
        {"word/_rels/h.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"c\" Type=\"x/chart\" Target=\"c.xml\"/></Relationships>"},
        {"word/_rels/c.xml.rels", DOCX_RELATIONS
         "<Relationship Id=\"u\" Type=\"x/chartUserShapes\" Target=\"u.xml\"/></Relationships>"},
        {"word/h.xml", "<w:hdr xmlns:w=\"" DOCX_WORD "\"/>"},
        {"word/c.xml",
         "<c:chartSpace xmlns:c=\"" CHART "\"" DRAWING "><a:t>产值</a:t><c:v>12</c:v></c:chartSpace>"},
        {"word/u.xml", "<c:userShapes xmlns:c=\"" CHART "\"" DRAWING "><a:t>亿元</a:t></c:userShapes>"},
        {"word/n.xml", "<x:chartSpace xmlns:x=\"http://schemas.microsoft.com/office/drawing/2014/chartex\""
                       "><x:pt>一季度</x:pt></x:chartSpace>"},
        {"word/d.xml",
         "<d:dataModel xmlns:d=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\"" DRAWING
         "><a:t>受理</a:t></d:dataModel>"},
        {"word/document.xml", DOCX_HEAD P(R("文")) DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 文\n");
    expect_told(&reading, "{\"text\": \"产值12亿元\", \"where\": \"图表\", \"reason\": \"图表里的文字\"");
    expect_told(&reading, "{\"text\": \"一季度\", \"where\": \"图表\", \"reason\": \"图表里的文字\"");
    expect_told(&reading,
                "{\"text\": \"受理\", \"where\": \"SmartArt图\", \"reason\": \"SmartArt图里的文字\"");
    done(&reading);
}

static struct read read_with_header(const char *header) {
    g_autofree char *text = g_strconcat("<w:hdr xmlns:w=\"" DOCX_WORD "\">", header, "</w:hdr>", NULL);
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"h\" Type=\"x/header\" Target=\"h.xml\"/></Relationships>"},
        {"word/h.xml", text},
        {"word/document.xml", DOCX_HEAD P(R("澄教发〔2024〕9号")) P(R("文")) DOCX_TAIL},
        {NULL, NULL}};
    return docx_read_parts(parts);
}

/* A header that says what the text does not is asked about; a running head is not. */
static void a_header_of_the_document_is_asked_about(void **state) {
    (void)state;
    static const char *const asked[] = {P(R("澄浦市教育局") R(" 文件")), P(R("抄送：市委。")),
                                        P(R("某办公室　2024年7月4日印发")), P(R("（联系人：万青）")),
                                        P(R("澄财发〔2024〕9号"))};
    static const char *const running[] = {P(R("澄教发〔2024〕9号")), P(R("— 1 —")), P(R("内部资料")),
                                          P(R("澄浦市教育局"))};
    for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
        struct read read = read_with_header(asked[i]);
        expect_draft(&read, "段 [] 澄教发〔2024〕9号\n段 [] 文\n");
        expect_told(&read, "\"reason\": \"页眉页脚里像版头、版记的，没有收\", \"doubt\": ");
        done(&read);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(running); i++) {
        struct read read = read_with_header(running[i]);
        assert_int_equal(read.account->lists[GAZ_ACCOUNT_GUESSES]->len, 0);
        done(&read);
    }
}

/* Pictures that show one file have its bytes once. */
static void a_picture_shown_twice_is_held_once(void **state) {
    (void)state;
#define SHOWN P("<w:r><w:drawing><wp:inline><a:blip r:embed=\"p\"/></wp:inline></w:drawing></w:r>")
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"p\" Type=\"x/image\" Target=\"a.svg\"/></Relationships>"},
        {"word/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"},
        {"word/document.xml", DOCX_HEAD SHOWN SHOWN P(R("文")) DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "图 [] a.svg 62字节 0μm\n图 [] a.svg 62字节 0μm\n段 [] 文\n");
    assert_ptr_equal(gaz_draft_block_at(reading.draft->blocks, 0)->figure->bytes,
                     gaz_draft_block_at(reading.draft->blocks, 1)->figure->bytes);
    done(&reading);
}

/* ---- fields */

#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"
#define FIELD(code, result) MARK("begin") CODE(code) MARK("separate") result MARK("end")

static void fields_show_their_result(void **state) {
    (void)state;
    expect_body(P(R("见") FIELD("REF a", R("第二条")) R("。")), "段 [] 见第二条。\n");
    expect_body(
        P(MARK("begin") CODE("IF ") FIELD("PAGE", R("3")) CODE(" = 3") MARK("separate") R("是") MARK("end")),
        "段 [] 是\n");
    expect_body(
        P(FIELD(" PAGE ", R("3")) "<w:fldSimple w:instr=\"NUMPAGES\">" R("9") "</w:fldSimple>" R("页")),
        "段 [] 页\n");
    expect_body(P("<w:fldSimple w:instr=\"DATE\">" R("今天") "</w:fldSimple>"), "段 [] 今天\n");
    expect_told_of(P(FIELD("REF a", R("文"))),
                   "\"text\": \"REF a\", \"where\": \"正文第1段\", \"reason\": \"域代码\", \"count\": 5}");
}

#define ASKED                                                                                                           \
    "{\"text\": \"2024年7月3日\", \"where\": \"正文第1段\", \"reason\": \"日期、时间域的值，照留\", " \
    "\"doubt\": "

/* Whoever opens the file sees another day: it is asked about, however the field is written. */
static void a_day_of_the_clock_is_asked_about(void **state) {
    (void)state;
    expect_told_of(P(R("成文于") FIELD(" DATE \\@ \"yyyy年M月d日\" ", R("2024年7月3日")) R("。")), ASKED);
    expect_told_of(P("<w:fldSimple w:instr=\"SAVEDATE\">" R("2024年7月3日") "</w:fldSimple>"), ASKED);
    expect_told_of(P(FIELD("CREATEDATE", R("2024年7月3日"))), ASKED);
    struct read reading = read_body(P(FIELD("AUTHOR", R("2024年7月3日"))));
    assert_int_equal(reading.account->lists[GAZ_ACCOUNT_GUESSES]->len, 0);
    done(&reading);
}

#define UNFILLED "\"reason\": \"没有填好的域，照留\", \"doubt\": "

static void a_field_without_its_value_is_asked_about(void **state) {
    (void)state;
    expect_told_of(P(FIELD(" MERGEFIELD 单位 ", R("«单位»"))), UNFILLED);
    expect_told_of(P("<w:fldSimple w:instr=\"MERGEFIELD a\">" R("«a»") "</w:fldSimple>"), UNFILLED);
    expect_told_of(P(R("见") FIELD(" REF _Ref1 \\h ", R("错误!未找到引用源。"))), UNFILLED);
    struct read reading = read_body(P(FIELD("MERGEFIELD 单位", R("财政局")) R("错误！")));
    assert_int_equal(reading.account->lists[GAZ_ACCOUNT_GUESSES]->len, 0);
    done(&reading);
}

/* Pages of a contents that Word made are the old ones; a page that a sentence speaks of is text. */
static void pages_of_a_contents_go(void **state) {
    (void)state;
    const char *toc = P(MARK("begin") CODE("TOC \\o") MARK("separate")
                            R("第一章") "<w:r><w:tab/></w:r>" FIELD("PAGEREF _a", R("3")))
        P(R("第二章") FIELD("PAGEREF _b", R("5")) MARK("end"))
            P(R("见第") FIELD("PAGEREF _c", R("7")) R("页"));
    expect_body(toc, "段 [] 第一章　\n段 [] 第二章\n段 [] 见第7页\n");
    expect_told_of(toc, "\"text\": \"5\", \"where\": \"正文第2段\", \"reason\": \"页码域\"");
}

static void fields_without_result_show_their_code(void **state) {
    (void)state;
    expect_body(P(MARK("begin") CODE("eq \\o\\ac(○,12)") MARK("end") R("甲")), "段 [] ⑫甲\n");
    expect_body(P(MARK("begin") CODE("EQ \\o\\ac(○,一)") MARK("separate") MARK("end")), "段 [] ㊀\n");
    expect_body(P(MARK("begin") CODE("EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(yin),印)") MARK("end") R("章")),
                "段 [] 印（yin）章\n");
    expect_body(P(MARK("begin") CODE("EQ \\f(1,3)") MARK("end")), "段 [] 1/3\n");
    expect_body(P(MARK("begin") CODE("SYMBOL 254 \\f \"Wingdings\"") MARK("end")), "段 [] ☑\n");
    expect_told_of(P(MARK("begin") CODE("EQ \\i(a,b,c)") MARK("end")),
                   "\"text\": \"EQ \\\\i(a,b,c)\", \"where\": \"正文第1段\", \"reason\": \"公式\"");
}

static void codes_say_what_is_shown(void **state) {
    (void)state;
    static const struct {
        const char *code, *shown;
    } cases[] = {
        {"EQ \\o\\ac(○,正)", "㊣"},
        {"EQ \\o\\ac(○,A)", "Ⓐ"},
        {"EQ \\o\\ac(○,z)", "ⓩ"},
        {"EQ \\o\\ac(○,十)", "㊉"},
        {"EQ \\o\\ac( ○ , 20 )", "⑳"},
        {"EQ \\o\\ac(□;3)", "③"},
        {"EQ \\o\\ac(○,21)", "21"}, /* Unicode has no such ring */
        {"EQ \\o\\ac(○,100)", "100"},
        {"EQ \\o\\ac(○,0)", "0"},
        {"EQ \\o\\ac(○,甲)", "甲"},
        {"EQ \\o(zi,字)", "字"},
        {"EQ \\o(○○,字)", "字"},
        {"EQ \\o(字)", ""},
        {"EQ \\o\\ac(○,\\s(1))", ""},
        {"EQ \\o\\ac(○,1", ""},
        {"EQ \\f(1;3)", "1/3"},
        {"EQ \\f( 1 , 3 )", "1/3"},
        {"EQ \\f(1,2,3)", ""},
        {"EQ \\f(\\r(2),3)", ""},
        {"EQ \\f(1,\\r(2))", ""},
        {"EQ", ""},
        {"EQUAL \\f(1,3)", ""}, /* another word */
        {"SYMBOL 65", "A"},
        {"SYMBOL 254", ""},
        {"SYMBOL 254 \\f Wingdings", "☑"},
        {"SYMBOL 254 \\f", ""},
        {"SYMBOL 99999999 \\f \"Symbol\"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *body =
            g_strdup_printf("<w:p>" MARK("begin") CODE("%s") MARK("end") R("。") "</w:p>", cases[i].code);
        g_autofree char *expected = g_strdup_printf("段 [] %s。\n", cases[i].shown);
        struct read reading = read_body(body);
        g_autoptr(GString) found = g_string_new(NULL);
        gaz_draft_dump(reading.draft, found);
        if (strcmp(found->str, expected) != 0) fail_msg("%s: %s", cases[i].code, found->str);
        assert_int_equal(draft_astray(&reading), 0);
        done(&reading);
    }
}

/* A field that never ends hides what follows: that is a loss, and counts as one. */
static void unended_fields_are_no_small_thing(void **state) {
    (void)state;
    struct read reading = read_body(P(MARK("begin") CODE("REF a") R("后文")) P(R("又一段")));
    assert_int_equal(draft_astray(&reading), 0);
    assert_int_equal(gaz_account_missing(reading.account), 5);
    done(&reading);
    expect_body(P(MARK("begin") CODE("PAGE") MARK("separate") R("3")) P(R("又一段")),
                "段 [] \n段 [] 又一段\n");
}

static void forms_show_their_value(void **state) {
    (void)state;
    expect_body(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default "
                  "w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>" CODE("FORMCHECKBOX")
                      MARK("separate") MARK("end") R("是")),
                "段 [] ☑是\n");
    expect_body(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result "
                  "w:val=\"1\"/><w:listEntry w:val=\"男\"/><w:listEntry "
                  "w:val=\"女\"/></w:ddList></w:ffData></w:fldChar></w:r>" CODE("FORMDROPDOWN") MARK("end")),
                "段 [] 女\n");
    expect_told_of("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P(
                       R("点此输入")) "</w:sdtContent></w:sdt>",
                   "\"text\": \"点此输入\", \"where\": \"正文\", \"reason\": \"没有填写的内容控件，照留\"");
    expect_body("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P(
                    R("点此输入")) "</w:sdtContent></w:sdt>",
                "段 [] 点此输入\n");
    expect_body("<w:sdt><w:sdtPr/><w:sdtContent>" P(R("甲") "<w:sdt><w:sdtContent>" R(
                    "乙") "</w:sdtContent></w:sdt>" R("丙")) P(R("丁")) "</w:sdtContent></w:sdt>" P(R("戊")),
                "段 [] 甲乙丙\n段 [] 丁\n段 [] 戊\n");
}

/* ---- styles: what a run is like comes from the defaults, its paragraph's style, its own style, itself */

static void expect_styled(const char *styles, const char *body, const char *expected) {
    g_autofree char *document = g_strconcat(DOCX_HEAD, body, DOCX_TAIL, NULL);
    g_autofree char *of_styles =
        g_strconcat("<w:styles xmlns:w=\"" DOCX_WORD "\">", styles, "</w:styles>", NULL);
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"a\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"word/document.xml", document},
        {"word/styles.xml", of_styles},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, expected);
    done(&reading);
}

#define STYLE(type, id, base, props)                                                                         \
    "<w:style w:type=\"" type "\" w:styleId=\"" id "\"><w:basedOn w:val=\"" base "\"/><w:rPr>" props         \
    "</w:rPr></w:style>"
#define PS(style, text) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" text "</w:p>"
#define IN(style) "<w:rStyle w:val=\"" style "\"/>"

static void runs_are_like_their_styles(void **state) {
    (void)state;
    const char *styles = STYLE("paragraph", "p", "", "<w:b/>")
        STYLE("paragraph", "q", "p", "<w:color w:val=\"FF0000\"/>") STYLE("character", "c", "", "<w:b/>")
            STYLE("character", "u", "c", "<w:vertAlign w:val=\"superscript\"/>");
    expect_styled(styles, PS("p", R("甲")), "段 [粗] {粗:甲}\n");
    expect_styled(styles, PS("q", R("甲")), "段 [红 粗] {粗,红:甲}\n");
    expect_styled(styles, PS("q", RP("<w:b w:val=\"0\"/>", "甲") R("乙")), "段 [红] {红:甲}{粗,红:乙}\n");
    expect_styled(styles, P(RP(IN("c"), "甲") RP(IN("u"), "乙") R("丙丁戊己")),
                  "段 [] {粗:甲}{粗,上:乙}丙丁戊己\n");
    expect_styled(styles, PS("p", RP(IN("c"), "甲") R("乙")),
                  "段 [] 甲{粗:乙}\n"); /* what both turn on is off */
    expect_styled("<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>",
                  P(R("甲") RP("<w:b w:val=\"false\"/>", "乙")), "段 [粗] {粗:甲}乙\n");
}

/* ---- ruby, equations, drop caps, symbols */

static void words_under_words_keep_the_base(void **state) {
    (void)state;
    expect_body(P("<w:r><w:ruby><w:rt>" R("cheng") "</w:rt><w:rubyBase>" R(
                    "澄") "</w:rubyBase></w:ruby></w:r>" R("浦")),
                "段 [] 澄（cheng）浦\n");
    expect_told_of(
        P("<w:r><w:ruby><w:rt>" R("cheng") "</w:rt><w:rubyBase>" R("澄") "</w:rubyBase></w:ruby></w:r>"),
        "\"reason\": \"字上的拼音，放在字后的括号里\", \"doubt\": ");
    expect_body(P("<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></"
                  "m:sup></m:sSup><m:r><m:t>+1</m:t></m:r></m:oMath>"),
                "段 [] x{上:2}+1\n");
#define MATH_FRACTION(props, above)                                                                          \
    P("<m:oMath><m:f>" props "<m:num><m:r><m:t>" above                                                       \
      "</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>")
    expect_body(MATH_FRACTION("", "a"), "段 [] a/b\n");
    expect_told_of(MATH_FRACTION("", "a"),
                   "\"text\": \"/\", \"where\": \"正文第1段\", \"reason\": \"分数线\", \"count\": 1}");
    expect_body(MATH_FRACTION("", "a+1"), "段 [] (a+1)/b\n");
    expect_body(MATH_FRACTION("<m:fPr><m:type m:val=\"lin\"/></m:fPr>", "a"), "段 [] a/b\n");
    expect_told_of(MATH_FRACTION("", "a+1"), "\"reason\": \"公式写成一行\", \"doubt\": ");
    expect_told_of(MATH_FRACTION("<m:fPr><m:type m:val=\"noBar\"/></m:fPr>", "a"),
                   "\"text\": \"ab\", \"where\": \"正文第1段\", \"reason\": \"公式\", \"count\": 2}");
    expect_body(P("<w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>" R("为")) P(R("做好工作")),
                "段 [] 为做好工作\n");
    expect_body(
        P(RP("<w:rFonts w:ascii=\"Wingdings\"/>", "þ") RP("<w:rFonts w:ascii=\"Wingdings 2\"/>", "&#xF052;")),
        "段 [] ☑☑\n");
    expect_told_of(P(RP("<w:strike/>", "废")),
                   "\"text\": \"废\", \"where\": \"正文第1段\", \"reason\": \"带删除线的文字，照留\"");
}

#define MR(text) "<m:r><m:t>" text "</m:t></m:r>"
#define MATH(inner) P("<m:oMath>" inner "</m:oMath>")
#define MF(above, below) "<m:f><m:num>" above "</m:num><m:den>" below "</m:den></m:f>"
#define MSUP(base, index) "<m:sSup><m:e>" base "</m:e><m:sup>" index "</m:sup></m:sSup>"

/* What a line can say without another meaning stands in it; the rest is left out whole. */
static void equations_stand_in_a_line(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {MATH(MR("2") MF(MR("a"), MR("b")) MR("c")), "段 [] 2(a/b)c\n"},
        {MATH(MR("S=") MF(MR("a"), MR("b+c")) MR("×") MSUP(MR("k"), MR("2"))), "段 [] S=a/(b+c)×k{上:2}\n"},
        {MATH("<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>" MR("a+b") "</m:e></m:rad>"),
         "段 [] √(a+b)\n"},
        {MATH("<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" MR("i=1") "</m:sub><m:sup>" MR(
             "n") "</m:sup><m:e>" MR("x") "</m:e></m:nary>"),
         "段 [] ∑{下:i=1}{上:n}x\n"},
        {MATH("<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e>" MR(
             "a+b") "</m:e></m:d>"),
         "段 [] [a+b]\n"},
        {MATH("<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>" MR("x")), "段 [] x\n"},
        {P("<m:oMathPara><m:oMathParaPr/><m:oMath>" MR("y") "</m:oMath></m:oMathPara>"), "段 [] y\n"},
    };
    static const char *const left_out[] = {
        MATH(MSUP(MR("x"), MSUP(MR("y"), MR("2")))), /* an index of an index */
        MATH("<m:m><m:mr><m:e>" MR("a") "</m:e></m:mr></m:m>"),
        MATH("<m:rad><m:deg>" MR("3") "</m:deg><m:e>" MR("a") "</m:e></m:rad>"),
        MATH("<m:func><m:fName>" MR("max") "</m:fName><m:e>" MR("a") "</m:e></m:func>"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        expect_body(rows[i][0], rows[i][1]);
    for (size_t i = 0; i < G_N_ELEMENTS(left_out); i++)
        expect_told_of(left_out[i], "\"reason\": \"公式\"");
}

#define WHITE "<w:color w:val=\"FFFFFF\"/>"
#define SHADED "<w:shd w:val=\"clear\" w:fill=\"003366\"/>"
#define WHITE_CELL(table, cell)                                                                              \
    "<w:tbl>" table TR("", "<w:tc><w:tcPr>" cell                                                             \
                           "</w:tcPr>" P(RP(WHITE, "头")) "</w:tc>" TC("", "乙")) "</w:tbl>"
#define UNSEEN "\"reason\": \"白的、小得看不见的文字，照留\""

static void what_nobody_saw_is_kept_and_told(void **state) {
    (void)state;
    expect_body(P(R("通知") RP(WHITE, "作者")), "段 [] 通知作者\n");
    expect_told_of(P(RP(WHITE, "作者")), "\"text\": \"作者\", \"where\": \"正文第1段\", " UNSEEN);
    expect_told_of(P(RP("<w:sz w:val=\"2\"/>", "密")), UNSEEN);
    expect_not_told_of(P(RP("<w:sz w:val=\"9\"/>", "小")), UNSEEN);
    expect_not_told_of(P(RP(WHITE, " \u3000 ")), UNSEEN);
    expect_not_told_of(P(RP("<w:color w:val=\"808080\"/>", "灰")), UNSEEN);
    /* a ground of the words, the paragraph, the cell, the table */
    expect_not_told_of(P(RP(WHITE SHADED, "头")), UNSEEN);
    expect_not_told_of(P(RP(WHITE "<w:highlight w:val=\"darkBlue\"/>", "头")), UNSEEN);
    expect_told_of(P(RP(WHITE "<w:highlight w:val=\"none\"/>", "头")), UNSEEN);
    expect_not_told_of(P("<w:pPr>" SHADED "</w:pPr>" RP(WHITE, "头")), UNSEEN);
    expect_not_told_of(WHITE_CELL("", SHADED), UNSEEN);
    expect_not_told_of(WHITE_CELL("<w:tblPr>" SHADED "</w:tblPr>", ""), UNSEEN);
    expect_told_of(WHITE_CELL("<w:tblPr>" SHADED "</w:tblPr>", "<w:shd w:val=\"clear\" w:fill=\"auto\"/>"),
                   UNSEEN);
    expect_told_of(WHITE_CELL("", ""), UNSEEN);
}

static void blanks_between_underlined_words_are_no_blanks(void **state) {
    (void)state;
    expect_body(P(RP("<w:u w:val=\"single\"/>", "a b  ")), "段 [] a b{填空:  }\n");
    expect_body(P(R("满") RP("<w:u w:val=\"single\"/>", " ") R("年")), "段 [] 满{填空: }年\n");
}

#define TAB "<w:r><w:tab/></w:r>"
#define STOP(place, leader) "<w:tab w:val=\"left\" w:pos=\"" place "\" w:leader=\"" leader "\"/>"

/* An underlined tab, the line that a stop leads with, a frame around blanks; dots lead to something that is
 * there. The stops are in the order of their places. */
static void lines_of_other_kinds_are_blanks_to_fill_in(void **state) {
    (void)state;
    const char *tab = P(R("电话") "<w:r><w:rPr><w:b/><w:u w:val=\"single\"/></w:rPr><w:tab/></w:r>" R("。"));
    expect_body(tab, "段 [] 电话{填空:　　　　}。\n");
    expect_told_of(
        tab,
        "{\"text\": \"＿＿＿\", \"where\": \"正文第1段\", \"reason\": \"画着线的填写处\", \"count\": 3}");
    expect_body(P("<w:pPr><w:tabs>" STOP("8000", "none")
                      STOP("4000", "underscore") "</w:tabs></w:pPr>" R("姓名") TAB R("性别") TAB R("男")),
                "段 [] 姓名{填空:　　　　}性别　男\n");
    expect_body(P("<w:pPr><w:tabs>" STOP("8000", "dot") "</w:tabs></w:pPr>" R("姓名") TAB R("3")),
                "段 [] 姓名　3\n");
    expect_body(P(R("共") RP("<w:bdr w:val=\"single\"/>", "   ") R("份")), "段 [] 共{填空:   }份\n");
    expect_body(P(R("共") RP("<w:bdr w:val=\"nil\"/>", "   ") R("份")), "段 [] 共   份\n");
    expect_body(
        P("<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>第一章</w:t><w:tab/><w:t>总则</w:t></w:r>"),
        "段 [] 第一章　总则\n");
}

/* Below a label a line is one to fill in; a frame, or a line below words, is for the look. */
static void a_line_below_a_label_is_a_blank_to_fill_in(void **state) {
    (void)state;
#define EDGE(sides) "<w:pPr><w:pBdr>" sides "</w:pBdr></w:pPr>"
#define BELOW "<w:bottom w:val=\"single\"/>"
    expect_body(P(EDGE(BELOW) R("名称： ")), "段 [] 名称： ＿＿＿＿\n");
    expect_body(P(EDGE(BELOW) R("名称")), "段 [] 名称\n");
    expect_body(P(EDGE("<w:top w:val=\"single\"/>" BELOW) R("名称：")), "段 [] 名称：\n");
    expect_body(P(EDGE("<w:bottom w:val=\"nil\"/>") R("名称：")), "段 [] 名称：\n");
    expect_told_of(P(EDGE(BELOW) R("名称：")), "\"reason\": \"画着线的填写处\", \"count\": 4");
}

static void a_field_for_a_text_is_a_blank_to_fill_in(void **state) {
    (void)state;
    expect_body(P(R("姓名") FIELD("FORMTEXT", R("\u2002\u2002\u2002")) R("。")), "段 [] 姓名{填空:   }。\n");
    expect_body(P(R("姓名") FIELD("FORMTEXT", "") R("。")), "段 [] 姓名＿＿＿＿。\n");
    expect_body(P(R("姓名") FIELD("FORMTEXT", R("许棠")) R("。")), "段 [] 姓名许棠。\n");
}

/* Where somebody made text of the fields, or another program wrote none, the number stands behind a tab. */
static void typed_pages_of_a_contents_go(void **state) {
    (void)state;
    const char *toc = P(MARK("begin") CODE("TOC \\o") MARK("separate") R("第一章") TAB R("3"))
        P(R("第二章") TAB R("12") MARK("end")) P(R("第三章") TAB R("15"));
    expect_body(toc, "段 [] 第一章　\n段 [] 第二章　\n段 [] 第三章　15\n");
    expect_told_of(toc, "\"text\": \"12\", \"where\": \"正文第2段\", \"reason\": \"页码域\"");
    expect_body(P(MARK("begin") CODE("TOC \\o") MARK("separate") R("2024年　3") MARK("end")),
                "段 [] 2024年　3\n");
}

/* ---- notes and remarks */

static void notes_are_read_where_they_are_called(void **state) {
    (void)state;
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels",
         DOCX_RELATIONS "<Relationship Id=\"a\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/><Relationship "
                        "Id=\"c\" Type=\"x/comments\" "
                        "Target=\"comments.xml\"/><Relationship Id=\"h\" Type=\"x/header\" "
                        "Target=\"h.xml\"/></Relationships>"},
        {"word/h.xml", "<w:hdr xmlns:w=\"" DOCX_WORD "\">" P(R("内部")) "</w:hdr>"},
        {"word/footnotes.xml",
         "<w:footnotes xmlns:w=\"" DOCX_WORD "\"><w:footnote w:id=\"2\">" P(
             R("注文")) "</w:footnote><w:footnote w:id=\"3\">" P(R("没人用")) "</w:footnote></w:footnotes>"},
        {"word/comments.xml",
         "<w:comments xmlns:w=\"" DOCX_WORD
         "\"><w:comment w:id=\"5\" w:author=\"王\">" P(R("请核")) "</w:comment></w:comments>"},
        {"word/document.xml",
         DOCX_HEAD P("<w:commentRangeStart w:id=\"5\"/>" R(
             "规定") "<w:commentRangeEnd w:id=\"5\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r>")
             DOCX_TAIL},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 规定{注1}\n注1\n  段 [] 注文\n");
    expect_told(&reading, "{\"text\": \"请核\", \"becomes\": \"王：“规定”\", \"where\": \"正文第1段\", "
                          "\"reason\": \"批注\", \"count\": 1}");
    expect_told(&reading, "{\"text\": \"没人用\", \"where\": \"脚注第2段\", \"reason\": \"没有着落的注\"");
    expect_told(&reading, "{\"text\": \"内部\", \"where\": \"页眉第1段\", \"reason\": \"页眉\"");
    done(&reading);
}

/* A mark that somebody typed goes, here and at the head of its note; one that only looks like it stays. */
static void typed_marks_of_notes_give_way_to_numbers(void **state) {
    (void)state;
#define MARKED(id, mark) "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"" id "\"/>" mark "</w:r>"
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels", DOCX_RELATIONS
         "<Relationship Id=\"a\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>"},
        {"word/footnotes.xml", "<w:footnotes xmlns:w=\"" DOCX_WORD "\"><w:footnote w:id=\"2\">" P(
                                   R("①") R(" 河")) "</w:footnote><w:footnote w:id=\"3\">" P(R("12月")) //
         "</w:footnote></w:footnotes>"},
        {"word/document.xml", DOCX_HEAD P(R("甲") MARKED("2", "<w:t>①</w:t>") R("乙") MARKED(
                                  "3", "<w:t>1</w:t>") R("丙") MARKED("9", "<w:t>*</w:t>")) DOCX_TAIL},
        {NULL, NULL}};
#undef MARKED
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 甲{注1}乙{注2}丙*\n注1\n  段 []  河\n注2\n  段 [] 12月\n");
    expect_told(&reading, "{\"text\": \"①\", \"where\": \"正文第1段\", \"reason\": \"注自带的标记");
    expect_told(&reading, "{\"text\": \"①\", \"where\": \"脚注第1段\", \"reason\": \"注自带的标记");
    done(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_accepted_and_listed),
        cmocka_unit_test(moved_text_stands_once),
        cmocka_unit_test(deleted_marks_join_paragraphs),
        cmocka_unit_test(cells_are_merged),
        cmocka_unit_test(odd_merges_lose_nothing),
        cmocka_unit_test(a_span_may_be_said_twice),
        cmocka_unit_test(cells_may_clear_the_lines),
        cmocka_unit_test(inner_tables_become_lines),
        cmocka_unit_test(frames_are_opened),
        cmocka_unit_test(forced_line_ends_that_end_paragraphs_do),
        cmocka_unit_test(settings_that_are_lost_are_told),
        cmocka_unit_test(pages_of_a_contents_go),
        cmocka_unit_test(deleted_rows_are_left_out),
        cmocka_unit_test(deleted_cells_are_gone),
        cmocka_unit_test(rows_that_are_away_are_told_as_that),
        cmocka_unit_test(furniture_in_a_table_is_lines),
        cmocka_unit_test(landscape_sections_are_turned),
        cmocka_unit_test(boxes_stand_at_their_anchor),
        cmocka_unit_test(pictures_outside_are_told),
        cmocka_unit_test(pictures_are_figures),
        cmocka_unit_test(a_picture_in_a_line_is_asked_about),
        cmocka_unit_test(a_picture_that_is_altered_is_asked_about),
        cmocka_unit_test(charts_are_told_with_their_text),
        cmocka_unit_test(a_picture_shown_twice_is_held_once),
        cmocka_unit_test(fields_show_their_result),
        cmocka_unit_test(unended_fields_are_no_small_thing),
        cmocka_unit_test(a_day_of_the_clock_is_asked_about),
        cmocka_unit_test(a_field_without_its_value_is_asked_about),
        cmocka_unit_test(equations_stand_in_a_line),
        cmocka_unit_test(fields_without_result_show_their_code),
        cmocka_unit_test(codes_say_what_is_shown),
        cmocka_unit_test(forms_show_their_value),
        cmocka_unit_test(runs_are_like_their_styles),
        cmocka_unit_test(words_under_words_keep_the_base),
        cmocka_unit_test(what_nobody_saw_is_kept_and_told),
        cmocka_unit_test(a_header_of_the_document_is_asked_about),
        cmocka_unit_test(blanks_between_underlined_words_are_no_blanks),
        cmocka_unit_test(lines_of_other_kinds_are_blanks_to_fill_in),
        cmocka_unit_test(a_line_below_a_label_is_a_blank_to_fill_in),
        cmocka_unit_test(a_field_for_a_text_is_a_blank_to_fill_in),
        cmocka_unit_test(typed_pages_of_a_contents_go),
        cmocka_unit_test(notes_are_read_where_they_are_called),
        cmocka_unit_test(typed_marks_of_notes_give_way_to_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
