/* test_intake_numbers.c: automatic numbers as ECMA-376 part 1, 17.9 has them; what each paragraph shows was
 * worked out by hand from there. */
/* link: gaz_intake gaz_base PkgConfig::ZIP */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "intake/docx/number_format.h"
#include "tests/unit/intake/docx_body.h"

/* ---- formats */

static const struct {
    const char *format;
    uint32_t number;
    const char *text;
} formats[] = {
    {"decimal", 12, "12"},
    {"decimalZero", 7, "07"},
    {"decimalZero", 117, "117"},
    {"decimalFullWidth", 10, "１０"},
    {"decimalEnclosedCircle", 1, "①"},
    {"decimalEnclosedCircle", 20, "⑳"},
    {"decimalEnclosedCircle", 21, "21"},
    {"decimalEnclosedParen", 3, "⑶"},
    {"decimalEnclosedFullstop", 2, "⒉"},
    {"lowerLetter", 26, "z"},
    {"lowerLetter", 28, "bb"},
    {"upperLetter", 53, "AAA"},
    {"upperRoman", 1994, "MCMXCIV"},
    {"lowerRoman", 4, "iv"},
    {"ordinal", 11, "11th"},
    {"ordinal", 22, "22nd"},
    {"chineseCountingThousand", 1, "一"},
    {"chineseCountingThousand", 10, "十"},
    {"chineseCountingThousand", 11, "十一"},
    {"chineseCountingThousand", 20, "二十"},
    {"chineseCountingThousand", 101, "一百零一"},
    {"chineseCountingThousand", 110, "一百一十"},
    {"chineseCountingThousand", 100, "一百"},
    {"chineseCountingThousand", 111, "一百一十一"},
    {"chineseCountingThousand", 1000, "一千"},
    {"chineseCountingThousand", 1100, "一千一百"},
    {"chineseCountingThousand", 10000, "一万"},
    {"chineseCountingThousand", 10001, "一万零一"},
    {"chineseCountingThousand", 1010, "一千零一十"},
    {"chineseCountingThousand", 1001, "一千零一"},
    {"chineseCountingThousand", 20305, "二万零三百零五"},
    {"chineseCounting", 99, "九十九"},
    {"chineseCounting", 105, "一〇五"},
    {"taiwaneseCountingThousand", 34, "三十四"},
    {"ideographDigital", 10, "一〇"},
    {"japaneseCounting", 111, "百十一"},
    {"japaneseCounting", 30, "三十"},
    {"chineseLegalSimplified", 10, "壹拾"},
    {"chineseLegalSimplified", 105, "壹佰零伍"},
    {"ideographTraditional", 10, "癸"},
    {"ideographTraditional", 11, "11"},
    {"ideographZodiac", 12, "亥"},
    {"ideographZodiacTraditional", 60, "癸亥"},
    {"ideographEnclosedCircle", 1, "㈠"}, /* as Word has it: MS-OI29500 2.1.540 a */
    {"ideographEnclosedCircle", 10, "㈩"},
    {"ideographEnclosedCircle", 11, "11"},
    {"ideographZodiac", 13, "13"},
    {"ideographLegalTraditional", 20305, "貳萬零參佰零伍"},
    {"taiwaneseCounting", 100, "一〇〇"},
    {"upperLetter", 27, "AA"},
    {"upperLetter", 780, "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ"},
    {"upperRoman", 4999, "MMMMCMXCIX"},
    {"decimalEnclosedCircleChinese", 21, "21"},
    {"none", 4, ""},
};

static void numbers_are_written_in_their_format(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        GString *out = g_string_new(NULL);
        assert_true(gaz_docx_add_number(out, formats[i].number, formats[i].format, NULL));
        assert_string_equal(out->str, formats[i].text);
        g_string_free(out, TRUE);
    }
    GString *out = g_string_new(NULL);
    assert_true(gaz_docx_add_number(out, 5, "custom", "001, 002, 003, ..."));
    assert_false(gaz_docx_add_number(out, 6, "thaiNumbers", NULL));
    assert_string_equal(out->str, "0056");
    g_string_truncate(out, 0);
    assert_true(
        gaz_docx_add_number(out, 11, "custom", "一, 十, 一百(简), ...")); /* by example: MS-DOCX 2.4 */
    assert_true(gaz_docx_add_number(out, 105, "custom", "一, 十, 一○○(简), ..."));
    assert_true(gaz_docx_add_number(out, 2, "custom", "①, ②, ③, ..."));
    assert_true(gaz_docx_add_number(out, 3, "custom", "壹, 贰, 叁, ..."));
    assert_false(gaz_docx_add_number(out, 4, "custom", "Erstens, ..."));
    assert_string_equal(out->str, "十一一〇五②叁4");
    g_string_free(out, TRUE);
}

/* Where a format's rule bends: at nought, at the end of a row of signs or of letters, where a place is empty.
 */
static const uint32_t bounds[] = {
    0,  1,   2,   3,   4,    9,    10,   11,   12,    13,    20,    21,    26,     27,       60,       61,
    99, 100, 101, 110, 1000, 1010, 1101, 9999, 10000, 10001, 10010, 10100, 100000, 99999999, 100000000};

/* Each format at these numbers, as golden/word_numbers.txt has it; GAZ_UPDATE=1 rewrites that: read it. */
static void every_format_holds_at_its_bounds(void **state) {
    (void)state;
    g_autofree char *expected = NULL;
    g_autoptr(GString) rewritten = g_string_new(NULL);
    assert_true(g_file_get_contents("golden/word_numbers.txt", &expected, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(expected, "\n", -1);
    for (size_t i = 0; lines[i] && *lines[i]; i++) {
        g_autoptr(GString) line = g_string_new_len(lines[i], (gssize)strcspn(lines[i], ":"));
        g_autofree char *format = g_strdup(line->str);
        g_string_append(line, ":");
        for (size_t k = 0; k < G_N_ELEMENTS(bounds); k++) {
            g_string_append_c(line, ' ');
            assert_true(gaz_docx_add_number(line, bounds[k], format, NULL));
        }
        if (!g_getenv("GAZ_UPDATE")) assert_string_equal(line->str, lines[i]);
        g_string_append_printf(rewritten, "%s\n", line->str);
    }
    if (g_getenv("GAZ_UPDATE"))
        assert_true(g_file_set_contents("golden/word_numbers.txt", rewritten->str, -1, NULL));
}

/* ---- documents of numbered paragraphs */

#define LEVEL(ilvl, format, text, more)                                                                      \
    "<w:lvl w:ilvl=\"" ilvl "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/>" more                 \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define LIST(id, inner) "<w:abstractNum w:abstractNumId=\"" id "\">" inner "</w:abstractNum>"
#define NUMBER(id, list, more)                                                                               \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" list "\"/>" more "</w:num>"
#define PROPS(number, ilvl) "<w:numPr><w:ilvl w:val=\"" ilvl "\"/><w:numId w:val=\"" number "\"/></w:numPr>"
#define N(number, ilvl) "<w:p><w:pPr>" PROPS(number, ilvl) "</w:pPr><w:r><w:t>文</w:t></w:r></w:p>"

/* The first characters of each paragraph, as far as they were put in, each with a | behind it. */
static char *numbers_of(const struct read *reading) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < reading->draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(reading->draft->blocks, i);
        guint n = 0;
        while (n < block->chars->len && gaz_draft_chars(block)[n].attrs & GAZ_DRAFT_NUMBER)
            n++;
        g_autofree char *number = gaz_draft_utf8(block, 0, n);
        g_string_append_printf(out, "%s|", number);
    }
    return g_string_free(out, FALSE);
}

/* Every character of a number is told as put in. */
static void expect_told_numbers(const struct read *reading) {
    const GArray *told = reading->account->lists[GAZ_ACCOUNT_PUT_IN];
    guint n_put = 0, n_told = 0;
    for (guint i = 0; i < reading->draft->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(reading->draft->blocks, i);
        for (guint k = 0; k < block->chars->len; k++)
            n_put += (gaz_draft_chars(block)[k].attrs & GAZ_DRAFT_NUMBER) != 0;
    }
    for (guint i = 0; i < told->len; i++)
        if (g_array_index(told, struct gaz_account_entry, i).reason == GAZ_REASON_AUTOMATIC_NUMBER)
            n_told += g_array_index(told, struct gaz_account_entry, i).count;
    assert_int_equal(n_put, n_told);
}

static void expect_numbers(const char *styles, const char *numbering, const char *body,
                           const char *expected) {
    g_autofree char *document = g_strconcat(DOCX_HEAD, body, DOCX_TAIL, NULL);
    g_autofree char *of_styles =
        g_strconcat("<w:styles xmlns:w=\"" DOCX_WORD "\">", styles, "</w:styles>", NULL);
    g_autofree char *of_numbers =
        g_strconcat("<w:numbering xmlns:w=\"" DOCX_WORD "\">", numbering, "</w:numbering>", NULL);
    const struct docx_part parts[] = {
        DOCX_TYPES,
        DOCX_ROOT,
        {"word/_rels/document.xml.rels", DOCX_RELATIONS
         "<Relationship Id=\"a\" Type=\"x/styles\" Target=\"styles.xml\"/><Relationship Id=\"b\" "
         "Type=\"x/numbering\" Target=\"numbering.xml\"/></Relationships>"},
        {"word/document.xml", document},
        {"word/styles.xml", of_styles},
        {"word/numbering.xml", of_numbers},
        {NULL, NULL}};
    struct read reading = docx_read_parts(parts);
    assert_true(reading.is_read);
    assert_int_equal(draft_astray(&reading), 0);
    g_autofree char *numbers = numbers_of(&reading);
    assert_string_equal(numbers, expected);
    expect_told_numbers(&reading);
    done(&reading);
}

#define THREE                                                                                                \
    LEVEL("0", "chineseCountingThousand", "%1、", "")                                                        \
    LEVEL("1", "chineseCounting", "（%2）", "") LEVEL("2", "decimal", "%1.%2.%3", "")

static void levels_count_and_begin_anew(void **state) {
    (void)state;
    const char *list = LIST("0", THREE) NUMBER("1", "0", "");
    expect_numbers("", list, N("1", "0") N("1", "1") N("1", "1") N("1", "0") N("1", "1"),
                   "一、|（一）|（二）|二、|（一）|");
    /* a level that shows those above it, and one above that has not been counted */
    expect_numbers("", list, N("1", "0") N("1", "1") N("1", "2") N("1", "2"),
                   "一、|（一）|一.一.1 |一.一.2 |");
    expect_numbers("", list, N("1", "1") N("1", "0"), "（一）|一、|");
    /* number 0, and a number that is nowhere, are none; a level that is not there is none */
    expect_numbers("", list, N("0", "0") N("7", "0") N("1", "5") N("1", "0"), "|||一、|");
}

/* U+FFFC and what is invisible are no part of a number, nor do they keep its blank away. */
static void numbers_are_text(void **state) {
    (void)state;
    const char *list = LIST("0", LEVEL("0", "decimal", "第\uFFFC%1条\u200B", "")) NUMBER("1", "0", "");
    expect_numbers("", list, N("1", "0"), "第1条　|");
}

static void articles_go_on_over_chapters(void **state) {
    (void)state;
    const char *list =
        LIST("0", LEVEL("0", "chineseCountingThousand", "第%1章", "")
                      LEVEL("1", "chineseCountingThousand", "第%2条", "<w:lvlRestart w:val=\"0\"/>"))
            NUMBER("1", "0", "");
    expect_numbers("", list, N("1", "0") N("1", "1") N("1", "1") N("1", "0") N("1", "1"),
                   "第一章　|第一条　|第二条　|第二章　|第三条　|");
    /* lvlRestart 1: only the first level restarts the third one */
    const char *third =
        LIST("0", LEVEL("0", "decimal", "%1.", "") LEVEL("1", "decimal", "%2)", "")
                      LEVEL("2", "lowerLetter", "%3)", "<w:lvlRestart w:val=\"1\"/>")) NUMBER("1", "0", "");
    expect_numbers("", third,
                   N("1", "0") N("1", "1") N("1", "2") N("1", "1") N("1", "2") N("1", "0") N("1", "2"),
                   "1.|1)|a)|2)|b)|2.|a)|");
}

static void legal_numbers_are_figures(void **state) {
    (void)state;
    const char *list = LIST("0", LEVEL("0", "upperRoman", "%1.", "")
                                     LEVEL("1", "decimal", "%1.%2", "<w:isLgl/>")) NUMBER("1", "0", "");
    expect_numbers("", list, N("1", "0") N("1", "0") N("1", "1"), "I.|II.|2.1 |");
}

static void numbers_of_one_list_count_together(void **state) {
    (void)state;
    /* 17.9.15: the counter is the list's; a startOverride sets it when the number is first met */
    const char *list = LIST("0", THREE) NUMBER("1", "0", "") NUMBER("2", "0", "")
        NUMBER("3", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>") NUMBER(
            "4", "0", "<w:lvlOverride w:ilvl=\"0\">" LEVEL("0", "decimal", "(%1)", "") "</w:lvlOverride>");
    expect_numbers("", list, N("1", "0") N("2", "0") N("1", "0"), "一、|二、|三、|");
    expect_numbers("", list, N("1", "0") N("1", "0") N("3", "0") N("3", "0") N("1", "0"),
                   "一、|二、|一、|二、|三、|");
    expect_numbers("", list, N("1", "0") N("4", "0"), "一、|(2)|");
}

#define STYLE(id, more, props)                                                                               \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\">" more "<w:pPr>" props "</w:pPr></w:style>"
#define S(style, more)                                                                                       \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/>" more "</w:pPr><w:r><w:t>文</w:t></w:r></w:p>"

static void styles_have_levels(void **state) {
    (void)state;
    const char *styles = STYLE("a", "", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>")
        STYLE("b", "<w:basedOn w:val=\"a\"/>", "<w:numPr><w:ilvl w:val=\"2\"/></w:numPr>")
            STYLE("c", "<w:basedOn w:val=\"d\"/>", "") STYLE("d", "<w:basedOn w:val=\"c\"/>", "");
    const char *list =
        LIST("0", LEVEL("0", "decimal", "%1.", "<w:pStyle w:val=\"a\"/>")
                      LEVEL("1", "decimal", "%1.%2.", "<w:pStyle w:val=\"b\"/>")) NUMBER("1", "0", "");
    expect_numbers(styles, list, S("a", "") S("b", "") S("b", "") S("a", "") S("c", "") S("b", ""),
                   "1.|1.1.|1.2.|2.||2.1.|");
    /* what the paragraph says itself goes before, a level alone too; number 0 takes it away */
    expect_numbers(styles, list, S("a", "") S("b", "<w:numPr><w:ilvl w:val=\"0\"/></w:numPr>") S("b", ""),
                   "1.|2.|2.1.|");
    expect_numbers(styles, list,
                   S("a", PROPS("1", "1")) S("a", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") S("a", ""),
                   "1.1.||1.|");
}

static void lists_of_styles_are_followed(void **state) {
    (void)state;
    const char *styles =
        "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"2\"/>"
        "</w:numPr></w:pPr></w:style>";
    const char *list = LIST("0", "<w:numStyleLink w:val=\"L\"/>")
        LIST("1", "<w:styleLink w:val=\"L\"/>" THREE) NUMBER("1", "0", "") NUMBER("2", "1", "");
    expect_numbers(styles, list, N("1", "0") N("1", "1") N("2", "0"), "一、|（一）|二、|");
}

#define DELETED                                                                                              \
    "<w:p><w:pPr>" PROPS(                                                                                    \
        "1", "0") "<w:rPr><w:del w:id=\"1\" w:author=\"李\"/></w:rPr></w:pPr><w:del "                       \
                  "w:id=\"2\" w:author=\"李\"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
#define HIDDEN                                                                                               \
    "<w:p><w:pPr>" PROPS("1", "0") "<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr>"       \
                                   "<w:t>密</w:t></w:r></w:p>"
#define EMPTY "<w:p><w:pPr>" PROPS("1", "0") "</w:pPr></w:p>"

static void what_does_not_show_does_not_count(void **state) {
    (void)state;
    const char *list = LIST("0", THREE) NUMBER("1", "0", "");
    expect_numbers("", list, N("1", "0") DELETED N("1", "0"), "一、|二、|");
    expect_numbers("", list, N("1", "0") HIDDEN N("1", "0"), "一、|二、|");
    expect_numbers("", list, N("1", "0") EMPTY N("1", "0"),
                   "一、|二、|三、|"); /* an empty one shows its number */
}

static void bullets_are_characters(void **state) {
    (void)state;
    const char *list =
        LIST("0", LEVEL("0", "bullet", "&#xF06C;", "<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>")
                      LEVEL("1", "bullet", "&#xF0B7;", "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>")
                          LEVEL("2", "bullet", "&#xF001;", "") LEVEL("3", "bullet", "—", ""))
            NUMBER("1", "0", "");
    expect_numbers("", list, N("1", "0") N("1", "1") N("1", "2") N("1", "3"), "●|•|●|—|");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_in_their_format),
        cmocka_unit_test(every_format_holds_at_its_bounds),
        cmocka_unit_test(levels_count_and_begin_anew),
        cmocka_unit_test(numbers_are_text),
        cmocka_unit_test(articles_go_on_over_chapters),
        cmocka_unit_test(legal_numbers_are_figures),
        cmocka_unit_test(numbers_of_one_list_count_together),
        cmocka_unit_test(styles_have_levels),
        cmocka_unit_test(lists_of_styles_are_followed),
        cmocka_unit_test(what_does_not_show_does_not_count),
        cmocka_unit_test(bullets_are_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
