/* test_intake_docx.c: Word's files: what a document of a few elements becomes, character by character. */
/* link: gaz_intake gaz_input gaz_base PkgConfig::ZIP */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/process/arena.h"
#include "intake/docx/metafile.h"
#include "intake/docx/reader.h"
#include "intake/intake.h"
#include "tests/unit/intake/docx_body.h"
#include "tests/unit/intake/examples.h"
#include "tests/unit/said.h"

/* ---- characters */

static void runs_have_looks(void **state) {
    (void)state;
    expect_body(
        P("<w:pPr><w:jc w:val=\"end\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"1\"/></w:pPr>" RP(
            "<w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/>", "甲乙")
              RP("<w:rFonts w:eastAsia=\"楷体\"/><w:sz w:val=\"32\"/>", "丙")),
        "段 [右 仿宋 32 首640] 甲乙{楷:丙}\n");
    expect_body(P(R("面积m") RP("<w:vertAlign w:val=\"superscript\"/>", "2")), "段 [] 面积m{上:2}\n");
    expect_body(P(RP("<w:sz w:val=\"32\"/>", "面积m") RP("<w:position w:val=\"8\"/><w:sz w:val=\"19\"/>", "2")
                      RP("<w:position w:val=\"-2\"/><w:sz w:val=\"19\"/>", "甲")),
                "段 [32] 面积m{上:2}{下:甲}\n");
    expect_told_of(
        P(R("面积m") RP("<w:position w:val=\"8\"/>", "23")),
        "\"text\": \"23\", \"where\": \"正文第1段\", \"reason\": \"升高、降低而没有缩小的文字，照平的收\", "
        "\"doubt\": \"原文比旁边的字高或者低；是上标、下标的请改\"");
    expect_body(P(RP("<w:position w:val=\"8\"/>", "全段")), "段 [] 全段\n");
    expect_body(P(RP("<w:u w:val=\"single\"/>", "年  ")), "段 [] 年{填空:  }\n");
    expect_body(P(RP("<w:b/>", "粗") R("不粗的")), "段 [] {粗:粗}不粗的\n");
}

static void elements_are_characters(void **state) {
    (void)state;
    expect_body(
        P("<w:r><w:t>一</w:t><w:tab/><w:br/><w:t>二</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r>"),
        "段 [] 一　⏎二⏎‑\n");
    expect_body(P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Wingdings\" "
                  "w:char=\"F0A8\"/><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>"),
                "段 [] ☑□≥\n");
    expect_told_of(P("<w:r><w:sym w:font=\"Mystery\" w:char=\"F041\"/></w:r>"),
                   "\"text\": \"U+F041\", \"where\": \"正文第1段\", \"reason\": \"不认识的符号，照留\"");
    expect_told_of(P(RP("<w:vanish/>", "密") R("公开")),
                   "\"text\": \"密\", \"where\": \"正文第1段\", \"reason\": \"隐藏文字\"");
}

/* What no text can have passes no gate: not that of text, of a field's value, of words that are a picture. */
static void what_is_no_text_stays_outside(void **state) {
    (void)state;
    struct read reading = read_body(P(R("甲\u200B乙\uFFFC丙&#x85;丁\u00AD")));
    expect_draft(&reading, "段 [] 甲乙丙丁\n");
    expect_told(&reading, "\"text\": \"\\u200B\", \"where\": \"正文第1段\", \"reason\": \"看不见的字符\"");
    done(&reading);
    reading = read_body(P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:listEntry "
                          "w:val=\"同\uFFFC意\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>"
                          "FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
    expect_draft(&reading, "段 [] 同意\n");
    expect_told(&reading, "{\"text\": \"U+FFFC\", \"reason\": \"看不见的字符\", \"count\": 1}");
    done(&reading);
    expect_body(P("<w:r><w:pict><v:shape><v:textpath string=\"绝\uFFFC密\"/></v:shape></w:pict></w:r>"),
                "段 [框] 绝密\n");
    expect_body(P("<w:r><w:sym w:font=\"Mystery\" w:char=\"FFFC\"/></w:r>" R("甲")), "段 [] 甲\n");
}

static void pages_end_between_blocks(void **state) {
    (void)state;
    expect_body(P(R("前") "<w:r><w:br w:type=\"page\"/></w:r>" R("后"))
                    P("<w:r><w:br w:type=\"page\"/></w:r>") P("<w:pPr><w:pageBreakBefore/></w:pPr>" R("附件"))
                        P(""),
                "段 [] 前\n分页 \n段 [] 后\n分页 \n分页 \n段 [] 附件\n段 [] \n");
}

/* ---- what a metafile says */

/* A record behind those that are there: numbers, then text. */
static void add_record(GByteArray *file, const guint32 *numbers, guint n, const char *text, guint size) {
    guint32 whole[16] = {0};
    guint padded = (size + 3) / 4 * 4;
    memcpy(whole, numbers, n * 4);
    whole[1] = n * 4 + padded;
    g_byte_array_append(file, (const guint8 *)whole, n * 4);
    g_byte_array_append(file, (const guint8 *)text, size);
    g_byte_array_append(file, (const guint8 *)"\0\0\0", padded - size);
}

static void metafiles_tell_their_words(void **state) {
    (void)state;
    g_autoptr(GByteArray) file = g_byte_array_new();
    add_record(file, (const guint32[14]){1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x464D4520}, 14, "", 0);
    add_record(file, (const guint32[14]){84, [11] = 2, 56}, 14, "\xD7\x53\x06\x74", 4);   /* 受理 */
    add_record(file, (const guint32[14]){84, [11] = 2, 56, 0x10}, 14, "\x41\0\x42\0", 4); /* glyphs */
    add_record(file, (const guint32[14]){83, [11] = 4, 56}, 14, "\xC9\xF3\xC5\xFA", 4);   /* 审批 */
    add_record(file, (const guint32[9]){108, [4] = 2, 0x300}, 9, "No", 2);
    add_record(file, (const guint32[14]){84, [11] = 2000, 56}, 14, "\xD7\x53", 2); /* beyond its record */
    g_autofree char *words = gaz_docx_metafile_text((struct gaz_bytes){file->data, file->len});
    assert_string_equal(words, "受理 审批 No");
    assert_null(gaz_docx_metafile_text((struct gaz_bytes){(const unsigned char *)"no picture", 10}));
    file->data[4] = 0; /* a record without a size ends it */
    assert_null(gaz_docx_metafile_text((struct gaz_bytes){file->data, file->len}));
}

/* A record of a WMF: its size in words, its function, then its words. */
static void add_old_record(GByteArray *file, guint16 function, const char *words, guint size) {
    guint32 n = 3 + (size + 1) / 2;
    g_byte_array_append(file, (const guint8 *)&n, 4);
    g_byte_array_append(file, (const guint8 *)&function, 2);
    g_byte_array_append(file, (const guint8 *)words, size);
    g_byte_array_append(file, (const guint8 *)"", size & 1);
}

static void metafiles_of_old_tell_their_words(void **state) {
    (void)state;
    static const guint32 placed[] = {0x9AC6CDD7, 0, 0, 0, 0};
    static const guint16 head[] = {1, 9, 0x300, 0, 0, 0, 0, 0, 0};
    for (int is_placed = 0; is_placed < 2; is_placed++) {
        g_autoptr(GByteArray) file = g_byte_array_new();
        if (is_placed) g_byte_array_append(file, (const guint8 *)placed, sizeof placed);
        if (is_placed) g_byte_array_append(file, (const guint8 *)"\0", 2);
        g_byte_array_append(file, (const guint8 *)head, sizeof head);
        add_old_record(file, 0x0103, "\1", 2);
        add_old_record(file, 0x0521, "\4\0\xC9\xF3\xC5\xFA\0\0\0\0", 10);        /* 审批 */
        add_old_record(file, 0x0A32, "\0\0\0\0\2\0\0\0No", 10);                  /* without */
        add_old_record(file, 0x0A32, "\0\0\0\0\3\0\4\0\0\0\0\0\0\0\0\0yes", 19); /* with a rectangle */
        add_old_record(file, 0x0A32, "\0\0\0\0\2\0\x10\0AB", 10);                /* glyphs */
        add_old_record(file, 0x0521, "\x7F\0AB", 4);                             /* beyond its record */
        guint before = file->len;
        add_old_record(file, 0, "", 0);
        add_old_record(file, 0x0521, "\2\0AB\0\0\0\0", 8); /* behind the end */
        g_autofree char *words = gaz_docx_metafile_text((struct gaz_bytes){file->data, file->len});
        assert_string_equal(words, "审批 No yes");
        memset(file->data + before, 0xFF, 4); /* a size beyond the file */
        g_autofree char *as_before = gaz_docx_metafile_text((struct gaz_bytes){file->data, file->len});
        assert_string_equal(as_before, "审批 No yes");
    }
}

/* EMF+ in a comment draws what EMF draws too: it is told once; alone it is told. */
static void strings_of_emf_plus_are_told_where_emf_has_none(void **state) {
    (void)state;
    for (int has_both = 0; has_both < 2; has_both++) {
        g_autoptr(GByteArray) file = g_byte_array_new();
        add_record(file, (const guint32[14]){1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x464D4520}, 14, "", 0);
        add_record(file, (const guint32[14]){70, 0, 44, 0x2B464D45, 0x401C, 44, 32, 0, 0, 2}, 14,
                   "\xD7\x53\x06\x74", 4); /* 受理 */
        add_record(file, (const guint32[14]){70, 0, 44, 0x2B464D45, 0x401C, 0xFFFFFFFF, 20, 0, 0, 2}, 14,
                   "\xD7\x53\x06\x74", 4); /* its size is none */
        if (has_both) add_record(file, (const guint32[14]){83, [11] = 2, 56}, 14, "EQ", 2);
        g_autofree char *words = gaz_docx_metafile_text((struct gaz_bytes){file->data, file->len});
        assert_string_equal(words, has_both ? "EQ" : "受理");
    }
}

/* ---- the package */

static const struct {
    const char *name;
    const struct docx_part parts[4];
    const char *slug;
} broken[] = {
    {"no part of types", {DOCX_ROOT}, "[docx-part]"},
    {"no main part", {DOCX_TYPES, DOCX_ROOT}, "[docx-part]"},
    {"a spreadsheet", {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", "<workbook/>"}}, "[docx-kind]"},
    {"no XML", {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", DOCX_HEAD "<w:p>"}}, "[docx-xml]"},
    {"entities",
     {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}},
     "[docx-xml]"},
    {"twice",
     {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", DOCX_HEAD DOCX_TAIL}, {"word/Document.xml", ""}},
     "[docx-twice]"},
    {"another file inside",
     {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", DOCX_HEAD "<w:altChunk r:id=\"r9\"/>" DOCX_TAIL}},
     "[docx-chunk]"},
};

static void broken_packages_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        struct docx_part parts[5] = {{NULL, NULL}};
        memcpy(parts, broken[i].parts, sizeof broken[i].parts);
        struct read reading = docx_read_parts(parts);
        if (reading.is_read || !said(reading.diags, broken[i].slug)) fail_msg("%s", broken[i].name);
        done(&reading);
    }
}

static void expect_refused(const char *data, size_t size, const char *slug) {
    struct read reading = docx_read_bytes((struct gaz_bytes){(const unsigned char *)data, size});
    assert_false(reading.is_read);
    assert_true(said(reading.diags, slug));
    done(&reading);
}

static void other_files_are_named(void **state) {
    (void)state;
    assert_true(gaz_docx_is((struct gaz_bytes){(const unsigned char *)"PK\3\4", 4}));
    assert_false(gaz_docx_is((struct gaz_bytes){(const unsigned char *)"text", 4}));
    assert_false(gaz_docx_is(
        (struct gaz_bytes){(const unsigned char *)"PK\3\4--------------------------mimetype", 38}));
    expect_refused("text", 4, "[docx-zip]");
    expect_refused("", 0, "[docx-zip]");
    expect_refused("PK\3\4 and nothing", 16, "[docx-zip]");
}

/* A compound file whose folder has an entry of the name and kind; its text says the name too. */
struct compound {
    char head[512], text[512], entry[512];
};

static struct compound compound_with(const char *name, char kind) {
    struct compound file = {.head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"};
    for (size_t i = 0; i < strlen(name); i++)
        file.entry[128 + 2 * i] = name[i];
    for (size_t i = 0; i < strlen("EncryptedPackage"); i++)
        file.text[2 * i] = "EncryptedPackage"[i];
    file.entry[128 + 64] = (char)(2 * (strlen(name) + 1));
    file.entry[128 + 66] = kind;
    return file;
}

static void encrypted_files_are_told(void **state) {
    (void)state;
    struct compound locked = compound_with("EncryptedPackage", 2), old = compound_with("WordDocument", 2);
    struct gaz_bytes bytes = {(const unsigned char *)&locked, sizeof locked};
    assert_false(gaz_docx_is((struct gaz_bytes){(const unsigned char *)&old, sizeof old}));
    assert_true(gaz_docx_is(bytes));
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_intake *intake = gaz_intake_open("密.docx", bytes, diags);
    struct gaz_imported imported;
    assert_non_null(intake); /* LibreOffice is not asked */
    assert_false(gaz_import(intake, &(struct gaz_import_job){0}, &imported, diags));
    assert_true(said(diags, "[docx-password]"));
    gaz_imported_clear(&imported);
    gaz_intake_close(intake);
    gaz_diags_free(diags);
}

/* A package through all of intake/. */
static bool import_parts(const struct docx_part *parts, struct gaz_imported *imported,
                         struct gaz_diags *diags) {
    size_t size;
    g_autofree unsigned char *bytes = docx_zip(parts, &size);
    struct gaz_intake *intake = gaz_intake_open("来稿.docx", (struct gaz_bytes){bytes, size}, diags);
    bool good = gaz_import(intake, &(struct gaz_import_job){.name = "01"}, imported, diags);
    gaz_intake_close(intake);
    return good;
}

/* A main part that is imported. */
static struct gaz_imported import_main(const char *text) {
    const struct docx_part parts[] = {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", text}, {NULL, NULL}};
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_imported imported;
    assert_true(import_parts(parts, &imported, diags));
    gaz_diags_free(diags);
    return imported;
}

/* A 版记 that a table holds together comes to stand in the front matter. */
static void an_imprint_reaches_its_keys(void **state) {
    (void)state;
#define CELL(text) "<w:tc>" P(R(text)) "</w:tc>"
    static const char body[] = DOCX_HEAD P(R("某市人民政府关于做好防汛工作的通知")) P(R("各区人民政府："))
        P(R("现将有关事项通知如下，请认真执行。")) "<w:tbl><w:tr>" CELL("抄送：市委各部门。")
            CELL("") "</w:tr><w:tr>" CELL("某市人民政府办公室")
                CELL("　2024年7月3日印发") "</w:tr></w:tbl>" DOCX_TAIL;
    struct gaz_imported imported = import_main(body);
    static const char *const lines[] = {"抄送：市委各部门。\n", "印发机关: 某市人民政府办公室\n",
                                        "印发日期: 2024-07-03\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        assert_non_null(strstr(imported.source->str, lines[i]));
    assert_null(strstr(imported.source->str, "<table"));
    gaz_imported_clear(&imported);
}

/* What would be a mark in a source is written so that it is none: an import that is good has proved it. */
static void marks_of_sources_are_characters(void **state) {
    (void)state;
    static const char *const texts[] = {
        "若a&lt;b，见[注](一)和[二]: 三。",
        "a_b_c *d* **e** `f` ~g~ ^h^ $i$ #j",
        "# 甲",
        "## 乙，丙。",
        "1. 丁，戊。",
        "- 己，庚。",
        "+ 辛，壬。",
        "&gt; 癸，子。",
        "| 丑 | 寅 |",
        "---",
        "===",
        "\\卯\\，辰。",
        "&amp;amp; &amp;lt;，巳。",
        "午![未](申.png)。",
        "&lt;!-- 名单 --&gt;",
        "&lt;/p&gt;酉，&lt;b&gt;戌&lt;/b&gt;。",
        "见http://a.b/_c_?d=*e*&amp;f，亥。",
        "[^1]: 注。",
        "[^1]，甲。",
        "```",
        "~~~",
        "＿＿＿，乙。",
        "附件A-1　丙",
        "附件：1．丁",
        "{.右}，戊。",
        "⟦己⟧，庚。",
        "!",
        "_",
        "H<w:br/>2O，辛。",
    };
    g_autoptr(GString) body =
        g_string_new(DOCX_HEAD P(R("关于做好防汛工作的通知")) P(R("现将有关事项通知如下，请认真执行。")));
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(GStrv) halves = g_strsplit(texts[i], "<w:br/>", 2);
        const char *rest = halves[1] ? halves[1] : "";
        g_string_append_printf(body, "<w:p>" R("%s") "%s" R("%s") "</w:p>", halves[0],
                               halves[1] ? "<w:r><w:br/></w:r>" : "", rest);
        g_string_append_printf(
            body, "<w:p>" RP("<w:vertAlign w:val=\"superscript\"/>", "%s") R("，甲。") "</w:p>", halves[0]);
        g_string_append_printf(body, "<w:p>" R("乙，") RP("<w:b/>", "%s") R("。") "</w:p>", halves[0]);
    }
    g_string_append(body, DOCX_TAIL);
    struct gaz_imported imported = import_main(body->str);
    static const char *const lines[] = {"\\# 甲\n", "\\*d\\* \\*\\*e\\*\\*", "\\<!-- 名单 -->\n", "<sup>"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (!strstr(imported.source->str, lines[i]))
            fail_msg("%s not in\n%s", lines[i], imported.source->str);
    gaz_imported_clear(&imported);
}

/* A body of few blocks, in any order: whatever stands at its end, nothing behind it is asked. */
static void imports(const char *const *blocks, const size_t *which, size_t n) {
    g_autoptr(GString) body = g_string_new(DOCX_HEAD);
    for (size_t i = 0; i < n; i++)
        g_string_append(body, blocks[which[i]]);
    g_string_append(body, DOCX_TAIL);
    struct gaz_imported imported = import_main(body->str);
    gaz_imported_clear(&imported);
}

static void few_blocks_are_read(void **state) {
    (void)state;
    static const char *const blocks[] = {
        P(R("澄浦市教育局")),
        P(R("澄浦市人民政府文件")),
        P(R("澄政发〔2024〕5号")),
        P(R("关于做好防汛工作的通知")),
        P(R("各区人民政府：")),
        P(R("现将有关事项通知如下，请认真执行。")),
        P(R("2024年5月30日")),
        P(R("附件1")),
        "<w:tbl><w:tr><w:tc>" P(R("甲")) "</w:tc></w:tr></w:tbl>",
    };
    enum { N = G_N_ELEMENTS(blocks) };
    for (size_t i = 0; i < N; i++) {
        imports(blocks, (size_t[]){i}, 1);
        for (size_t k = 0; k < N; k++) {
            imports(blocks, (size_t[]){i, k}, 2);
            imports(blocks, (size_t[]){8, i, k}, 3);
        }
    }
}

/* Imports a package whose main part has the body and leads to word/page.htm, and to what `also` says. */
static bool import_wrapped(const char *body, const char *also, const char *page, struct gaz_diags *diags,
                           struct gaz_imported *imported) {
    g_autofree char *main = g_strconcat(DOCX_HEAD, body, DOCX_TAIL, NULL);
    g_autofree char *relations = g_strconcat(DOCX_RELATIONS "<Relationship Id=\"page\" Type=\"" DOCX_OFFICE
                                                            "aFChunk\" Target=\"page.htm\"/>",
                                             also, "</Relationships>", NULL);
    const struct docx_part parts[] = {DOCX_TYPES,
                                      DOCX_ROOT,
                                      {"word/document.xml", main},
                                      {"word/_rels/document.xml.rels", relations},
                                      {"word/page.htm", page},
                                      {"word/footer.xml", "<w:ftr xmlns:w=\"" DOCX_WORD "\"/>"},
                                      {NULL, NULL}};
    return import_parts(parts, imported, diags);
}

/* As programs in a browser make Word files: the body is a page that is inserted. */
static void a_wrapped_page_is_read(void **state) {
    (void)state;
#define CHUNK "<w:altChunk r:id=\"page\"/>"
    static const char page[] =
        "<!DOCTYPE html><html><body><p align=center>某市人民政府关于做好防汛工作的通知</p>"
        "<p>各区人民政府：</p><p>现将有关事项通知如下，请认真执行。</p></body></html>";
    static const char footer[] =
        "<Relationship Id=\"f\" Type=\"" DOCX_OFFICE "footer\" Target=\"footer.xml\"/>";
    static const struct {
        const char *body, *also, *page;
        bool is_read;
    } cases[] = {
        {CHUNK "<w:sectPr/>", "", page, true},
        {"<w:p><w:pPr/></w:p>" CHUNK, "", page, true},
        {CHUNK CHUNK, "", page, false},          /* twice: in which order they go on nobody knows */
        {CHUNK P(R("另见。")), "", page, false}, /* it has a text itself */
        {CHUNK, footer, page, false},            /* so has its foot */
        {CHUNK, "", "纯文字", false},
        {"<w:altChunk r:id=\"nothing\"/>", "", page, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct gaz_diags *diags = gaz_diags_new();
        struct gaz_imported imported;
        bool is_read = import_wrapped(cases[i].body, cases[i].also, cases[i].page, diags, &imported);
        assert_int_equal(is_read, cases[i].is_read);
        assert_int_equal(said(diags, "[docx-chunk]"), !cases[i].is_read);
        if (is_read) {
            assert_non_null(strstr(imported.source->str, "标题: 某市人民政府关于做好防汛工作的通知\n"));
            assert_non_null(strstr(imported.source->str, "\n现将有关事项通知如下，请认真执行。\n"));
            assert_non_null(strstr(imported.report->str, "altChunk"));
        }
        gaz_imported_clear(&imported);
        gaz_diags_free(diags);
    }
}

static void depth_has_a_limit(void **state) {
    (void)state;
    GString *deep = g_string_new(NULL);
    for (int i = 0; i < 2 * GAZ_DOCX_MOST_DEPTH; i++)
        g_string_append(deep, "<w:smartTag>");
    struct read reading = read_body(deep->str);
    assert_true(said(reading.diags, "[docx-limit]"));
    done(&reading);
    g_string_free(deep, TRUE);
}

/* A package whose main part has another name, reached by the relationship's type, in the strict name spaces.
 */
static void parts_are_found_by_their_kind(void **state) {
    (void)state;
    const struct docx_part parts[] = {
        DOCX_TYPES,
        {"_rels/.rels", DOCX_RELATIONS
         "<Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/"
         "officeDocument\" Target=\"/x/y/../text.xml\"/></Relationships>"},
        {"x/text.xml",
         "<d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><d:body><d:p><d:r>"
         "<d:t>严格</d:t></d:r></d:p></d:body></d:document>"},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    expect_draft(&reading, "段 [] 严格\n");
    done(&reading);
}

static void no_path_leaves_the_package(void **state) {
    (void)state;
    const struct docx_part parts[] = {DOCX_TYPES,
                                      {"_rels/.rels",
                                       DOCX_RELATIONS "<Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                                      "Target=\"../../etc/passwd\"/></Relationships>"},
                                      {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    assert_true(said(reading.diags, "[docx-part]"));
    done(&reading);
}

/* What is asked for twice is unpacked once, and told once where it is damaged. */
static void parts_are_unpacked_once(void **state) {
    (void)state;
    const struct docx_part parts[] = {
        DOCX_TYPES, DOCX_ROOT, {"word/document.xml", DOCX_HEAD DOCX_TAIL}, {NULL, NULL}};
    size_t size;
    unsigned char *bytes = docx_zip(parts, &size);
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_docx_package package = {.arena = arena, .diags = diags, .file = "a.docx"};
    assert_true(gaz_docx_package_open(&package, (struct gaz_bytes){bytes, size}));
    struct gaz_bytes once = gaz_docx_part(&package, "word/document.xml");
    assert_int_equal(package.unpacked, once.size);
    assert_ptr_equal(gaz_docx_part(&package, "/Word/document.xml").data, once.data);
    assert_int_equal(package.unpacked, once.size);
    gaz_docx_package_close(&package);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    g_free(bytes);
}

static void damage_is_told(void **state) {
    (void)state;
    GString *text = g_string_new(DOCX_HEAD);
    for (int i = 0; i < 2000; i++)
        g_string_append_printf(text, P(R("%d")), i * 7919);
    g_string_append(text, DOCX_TAIL);
    const struct docx_part parts[] = {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", text->str}, {NULL, NULL}};
    size_t size;
    unsigned char *bytes = docx_zip(parts, &size);
    memset(bytes + size / 2, 0x55, 40); /* inside the packed document */
    struct read reading = docx_read_bytes((struct gaz_bytes){bytes, size});
    assert_true(said(reading.diags, "[docx-damaged]"));
    done(&reading);
    g_free(bytes);
    g_string_free(text, TRUE);
}

/* A table of more places than anybody lays out is left out, and told. */
static void a_table_beyond_bounds_is_told(void **state) {
    (void)state;
    for (int n = 1; n <= 4001; n += 4000) { /* 4 million and 1000 */
        GString *text = g_string_new(DOCX_HEAD P(R("前")) "<w:tbl><w:tr>");
        for (int i = 0; i < 1000; i++)
            g_string_append(text, "<w:tc/>");
        g_string_append(text, "</w:tr>");
        for (int i = 1; i < n; i++)
            g_string_append(text, "<w:tr/>");
        g_string_append(text, "</w:tbl>" DOCX_TAIL);
        const struct docx_part parts[] = {
            DOCX_TYPES, DOCX_ROOT, {"word/document.xml", text->str}, {NULL, NULL}};
        struct read reading = docx_read_parts(parts);
        assert_int_equal(said(reading.diags, "[docx-limit]"), n > 4000);
        done(&reading);
        g_string_free(text, TRUE);
    }
}

/* A pass that knows nothing of the reader counts as many characters. */
static void counting_is_simple(void **state) {
    (void)state;
    static const char part[] = DOCX_HEAD P("<w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs></w:pPr>" R(
        "四个字&#x4E00;") "<w:r><w:tab/><w:br/><w:sym/></w:r><v:textpath string=\"艺术\"/><a:t>图</a:t>")
        DOCX_TAIL;
    assert_int_equal(gaz_docx_count((struct gaz_bytes){(const unsigned char *)part, sizeof part - 1}), 10);
    struct gaz_diags *diags = gaz_diags_new();
    assert_true(gaz_docx_agree(10, 10, "a.docx", diags));
    assert_false(gaz_docx_agree(10, 9, "a.docx", diags));
    assert_true(said(diags, "[docx-count]"));
    assert_int_equal(gaz_diags_exit(diags, GAZ_LENIENT), GAZ_EXIT_BUG);
    gaz_diags_free(diags);
}

/* ---- examples of every element, on either side of where a rule bends */

static char *read_word(const char *text) {
    struct read reading = read_body(text);
    g_autoptr(GString) dump = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    gaz_draft_dump(reading.draft, dump);
    examples_append(out, dump->str);
    examples_append_account(out, reading.account);
    assert_int_equal(draft_astray(&reading), 0);
    done(&reading);
    return g_string_free(out, FALSE);
}

static void examples_hold(void **state) {
    (void)state;
    run_examples("golden/word.txt", read_word);
}

/* ---- the package in one file of XML */

#define FLAT_SPACE "http://schemas.microsoft.com/office/2006/xmlPackage"
#define FLAT(inside)                                                                                         \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><pkg:package xmlns:pkg=\"" FLAT_SPACE "\">" inside            \
    "</pkg:package>"
#define FLAT_PART(name, inside) "<pkg:part pkg:name=\"/" name "\">" inside "</pkg:part>"
#define FLAT_XML(name, xml) FLAT_PART(name, "<pkg:xmlData>" xml "</pkg:xmlData>")
#define FLAT_ROOT                                                                                            \
    FLAT_XML("_rels/.rels",                                                                                  \
             DOCX_RELATIONS "<Relationship Id=\"r1\" Type=\"" DOCX_OFFICE                                    \
                            "officeDocument\" Target=\"word/document.xml\"/></Relationships>")
#define FLAT_BODY(body)                                                                                      \
    FLAT_XML("word/document.xml",                                                                            \
             "<w:document xmlns:w=\"" DOCX_WORD                                                              \
             "\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"" DOCX_OFFICE   \
             "relationships\"><w:body>" body "</w:body></w:document>")

static struct read read_flat(const char *xml) {
    return read_by(gaz_docx_read, "a.xml", xml, strlen(xml));
}

static void a_package_in_one_file_is_read(void **state) {
    (void)state;
    static const char xml[] = FLAT(
        FLAT_ROOT FLAT_BODY(
            "<w:p><w:r><w:t>甲&amp;乙</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>"
            "<w:p><w:r><w:drawing><a:blip r:embed=\"p\"/></w:drawing></w:r></w:p>")
            FLAT_XML("word/_rels/document.xml.rels", DOCX_RELATIONS
                     "<Relationship Id=\"p\" Type=\"x/image\" Target=\"a.svg\"/></Relationships>")
                FLAT_PART("word/a.svg",
                          "<pkg:binaryData>PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5\n"
                          "IiBoZWlnaHQ9IjkiLz4=</pkg:binaryData>"));
    struct read reading = read_flat(xml);
    expect_draft(&reading, "段 [] 甲&乙☑\n图 [] a.svg 62字节 0μm\n");
    done(&reading);
}

/* Names that only the outermost element explains, and other encodings, are for LibreOffice. */
static void other_files_of_xml_are_none(void **state) {
    (void)state;
    static const char *const others[] = {
        "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"" FLAT_SPACE "\" xmlns:w=\"" DOCX_WORD
        "\"></pkg:package>",
        "<?xml version=\"1.0\" encoding=\"GB2312\"?><pkg:package xmlns:pkg=\"" FLAT_SPACE "\"></pkg:package>",
        "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"x\">" FLAT_SPACE "</pkg:package>",
        "<pkg:package xmlns:pkg=\"" FLAT_SPACE "\"></pkg:package>"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(gaz_docx_is((struct gaz_bytes){(const unsigned char *)others[i], strlen(others[i])}));
    assert_true(gaz_docx_is((struct gaz_bytes){(const unsigned char *)FLAT(""), strlen(FLAT(""))}));
}

static void broken_files_of_xml_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *xml, *slug;
    } cases[] = {{FLAT(FLAT_ROOT), "[docx-part]"},
                 {FLAT(FLAT_ROOT "<pkg:part>"), "[docx-xml]"},
                 {FLAT(FLAT_ROOT FLAT_ROOT), "[docx-twice]"},
                 {FLAT(FLAT_PART("_rels/.rels", "<pkg:xmlData/>")), "[docx-part]"},
                 {FLAT(FLAT_PART("_rels/.rels", "<pkg:binaryData>&lt;</pkg:binaryData>")), "[docx-xml]"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct read reading = read_flat(cases[i].xml);
        if (reading.is_read || !said(reading.diags, cases[i].slug)) fail_msg("%s", cases[i].xml);
        done(&reading);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_hold),
        cmocka_unit_test(runs_have_looks),
        cmocka_unit_test(elements_are_characters),
        cmocka_unit_test(what_is_no_text_stays_outside),
        cmocka_unit_test(pages_end_between_blocks),
        cmocka_unit_test(metafiles_tell_their_words),
        cmocka_unit_test(metafiles_of_old_tell_their_words),
        cmocka_unit_test(strings_of_emf_plus_are_told_where_emf_has_none),
        cmocka_unit_test(broken_packages_are_refused),
        cmocka_unit_test(a_table_beyond_bounds_is_told),
        cmocka_unit_test(other_files_are_named),
        cmocka_unit_test(encrypted_files_are_told),
        cmocka_unit_test(an_imprint_reaches_its_keys),
        cmocka_unit_test(marks_of_sources_are_characters),
        cmocka_unit_test(few_blocks_are_read),
        cmocka_unit_test(a_wrapped_page_is_read),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(parts_are_found_by_their_kind),
        cmocka_unit_test(no_path_leaves_the_package),
        cmocka_unit_test(parts_are_unpacked_once),
        cmocka_unit_test(damage_is_told),
        cmocka_unit_test(counting_is_simple),
        cmocka_unit_test(a_package_in_one_file_is_read),
        cmocka_unit_test(other_files_of_xml_are_none),
        cmocka_unit_test(broken_files_of_xml_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
