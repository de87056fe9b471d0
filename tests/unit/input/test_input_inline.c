/* test_input_inline.c: marks, escapes, places; the self-closing of <br>; and hostile texts to the
 * end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/process/sanitizer.h"

#include "input/body/body.h"
#include "input/inline/inline.h"
#include "input/keys/validate.h"
#include "input/lines/width.h"
#include "input/table/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_reader reader;
};

static void open_fixture(struct fixture *f, const char *text) {
    f->arena = gaz_arena_new();
    f->diags = gaz_diags_new();
    f->reader = (struct gaz_reader){.diags = f->diags, .folder = "."};
    gaz_reader_open(&f->reader, f->arena, gaz_source_new(f->arena, "t", "t", text, strlen(text)));
}

static void close_fixture(struct fixture *f) {
    gaz_reader_close(&f->reader);
    gaz_diags_free(f->diags);
    gaz_arena_free(f->arena);
}

/* The text with its strong characters in < > and its em in { }, raised in ( ), lowered in [ ]: "a<b>c". */
static char *shown(const char *source) {
    struct fixture f;
    open_fixture(&f, source);
    struct gaz_text text = gaz_inline_read_source(&f.reader, 0, f.reader.source->size);
    GString *out = g_string_new(NULL);
    unsigned last = 0;
    for (uint32_t i = 0; i <= text.n; i++) {
        unsigned now = i < text.n ? text.chars[i].attrs : 0;
        if (last & ~now & GAZ_CHAR_SUP) g_string_append_c(out, ')');
        if (last & ~now & GAZ_CHAR_SUB) g_string_append_c(out, ']');
        if (last & ~now & GAZ_CHAR_EM) g_string_append_c(out, '}');
        if (last & ~now & GAZ_CHAR_STRONG) g_string_append_c(out, '>');
        if (now & ~last & GAZ_CHAR_STRONG) g_string_append_c(out, '<');
        if (now & ~last & GAZ_CHAR_EM) g_string_append_c(out, '{');
        if (now & ~last & GAZ_CHAR_SUP) g_string_append_c(out, '(');
        if (now & ~last & GAZ_CHAR_SUB) g_string_append_c(out, '[');
        if (i < text.n) g_string_append_unichar(out, text.chars[i].ch);
        last = now;
    }
    g_string_append_printf(out, " %u/%u", gaz_diags_count(f.diags, GAZ_ERROR),
                           gaz_diags_count(f.diags, GAZ_WARNING));
    close_fixture(&f);
    return g_string_free(out, FALSE);
}

static void resolves_marks(void **state) {
    static const char *const rows[][2] = {
        {"这是**“重点”**内容", "这是<“重点”>内容 0/0"},
        {"，**《办法》**已", "，<《办法》>已 0/0"},
        {"2*3*4", "2*3*4 0/0"},
        {"a*b", "a*b 0/0"},
        {"甲*乙*丙", "甲{乙}丙 0/0"},
        {"***甲***", "<{甲}> 0/0"},
        {"**甲*乙***", "<甲{乙}> 0/0"},
        {"*甲**乙***", "{甲<乙}> 0/0"},
        {"**甲***乙*", "<甲>{乙} 0/0"},
        {"****甲****", "****甲**** 0/0"},
        {"**甲", "**甲 1/0"},
        {"甲**", "甲** 1/0"},
        {"*甲", "*甲 0/1"},
        {"\\*甲\\*", "*甲* 0/0"},
        {"\\\\*甲*", "\\{甲} 0/0"},
        {"\\甲\\", "\\甲\\ 1/0"},
        {"** 甲 **", "** 甲 ** 2/0"},
        {"* 甲", "* 甲 0/0"},
        {"**甲**乙**丙**", "<甲>乙<丙> 0/0"},
        {"**甲", "**甲 1/0"},
        {"*甲**乙*丙", "{甲**乙}丙 1/0"},
        {"一\\\n二", "一\n二 0/0"},
        {"one\ntwo", "one two 0/0"},
        {"一\n二", "一二 0/0"},
        {"一\ntwo", "一two 0/0"},
        {"Ελλάς\nРоссия", "Ελλάς Россия 0/0"},
        {"　 一 　", "一 0/0"},
        {"m<sup>2</sup>，H<sub>2</sub>O", "m(2)，H[2]O 0/0"},
        {"**m<sup>2</sup>**的", "<m(2)>的 0/0"},
        {"m<sup>**2**</sup>", "m<(2)> 0/0"},
        {"x<sup>2</sup><sub>1</sub>", "x(2)[1] 0/0"},
        {"m\\<sup>2", "m<sup>2 0/0"},
        {"m<sup>2", "m<sup>2 1/0"},
        {"m2</sub>", "m2</sub> 1/0"},
        {"m<sup>2</sub>", "m<sup>2</sub> 2/0"},
        {"m<sup>2<sub>3</sub></sup>", "m(2<sub>3</sub>) 2/0"},
        {"m<sup>2\\\n3</sup>", "m(2\n3) 1/0"},
        {"m<SUP>2", "m<SUP>2 1/0"},
        {"m<sup 2", "m<sup 2 1/0"},
        {"m<sup></sup>", "m 1/0"},
        {"a<super>", "a<super> 0/0"},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *out = shown(rows[i][0]);
        if (strcmp(out, rows[i][1]) != 0) fail_msg("%s gives %s, expected %s", rows[i][0], out, rows[i][1]);
        g_free(out);
    }
}

static void knows_places(void **state) {
    struct fixture f;
    (void)state;
    open_fixture(&f, "甲**乙**\\*\none\ntwo");
    struct gaz_text text = gaz_inline_read_source(&f.reader, 0, f.reader.source->size);
    static const uint32_t expected[] = {0, 5, 11, 13, 14, 15, 16, 17, 18, 19};
    assert_int_equal(text.n, G_N_ELEMENTS(expected));
    for (uint32_t i = 0; i < text.n; i++)
        assert_int_equal(text.chars[i].offset, expected[i]);
    close_fixture(&f);
}

static void closes_void_tags(void **state) {
    static const char *const rows[][2] = {
        {"a<br>b<br/>c<br />", "a<br/>b<br/>c<br />"},
        {"<col style=\"a>b\"><col>", "<col style=\"a>b\"/><col/>"},
        {"<br></br><colx><brr>", "<br></br><colx><brr>"},
        {"<br", "<br"},
        {"<br '", "<br '"},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GArray *inserted = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        GString *bytes = gaz_table_html_close_tags(rows[i][0], strlen(rows[i][0]), inserted);
        assert_string_equal(bytes->str, rows[i][1]);
        assert_int_equal(bytes->len, strlen(rows[i][0]) + inserted->len);
        g_string_free(bytes, TRUE);
        g_array_unref(inserted);
    }
}

static void reads_widths(void **state) {
    static const struct {
        const char *text;
        enum gaz_width_unit unit;
        int32_t value;
    } rows[] = {
        {"120mm", GAZ_WIDTH_MICROMETRE, 120000},
        {"12.5mm", GAZ_WIDTH_MICROMETRE, 12500},
        {"50%", GAZ_WIDTH_PERMILLE, 500},
        {"12.5%", GAZ_WIDTH_PERMILLE, 125},
        {"8字", GAZ_WIDTH_CELLS_MILLI, 8000},
        {"0.001mm", GAZ_WIDTH_MICROMETRE, 1},
        {"0mm", GAZ_WIDTH_AUTO, 0},
        {"101%", GAZ_WIDTH_AUTO, 0},
        {"12", GAZ_WIDTH_AUTO, 0},
        {"-1mm", GAZ_WIDTH_AUTO, 0},
        {"99999mm", GAZ_WIDTH_AUTO, 0},
        {"1.2345mm", GAZ_WIDTH_AUTO, 0},
        {"1.mm", GAZ_WIDTH_AUTO, 0},
        {"", GAZ_WIDTH_AUTO, 0},
        {"mm", GAZ_WIDTH_AUTO, 0},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_width width = {0};
        assert_int_equal(gaz_width_parse(rows[i].text, strlen(rows[i].text), &width),
                         rows[i].unit != GAZ_WIDTH_AUTO);
        if (rows[i].unit == GAZ_WIDTH_AUTO) continue;
        assert_int_equal(width.unit, rows[i].unit);
        assert_int_equal(width.value, rows[i].value);
    }
}

static bool was_said(const struct gaz_diags *diags, enum gaz_code code) {
    char *said = NULL;
    size_t n;
    FILE *out = open_memstream(&said, &n);
    gaz_diags_print(diags, out, GAZ_ENGLISH, false);
    fclose(out);
    bool found = strstr(said, gaz_code_slug(code)) != NULL;
    free(said);
    return found;
}

static void refuses_endless_paragraphs(void **state) {
    struct fixture f;
    GString *text = g_string_new(NULL);
    (void)state;
    for (int i = 0; i < 60001; i++)
        g_string_append(text, "甲");
    open_fixture(&f, text->str);
    gaz_inline_read_source(&f.reader, 0, f.reader.source->size);
    assert_true(was_said(f.diags, GAZ_D_LONG_PARAGRAPH));
    close_fixture(&f);
    g_string_free(text, TRUE);
}

/* The check sees a block that is lost, one that is doubled, and a character that was changed. */
static void proves_conservation(void **state) {
    (void)state;
    for (int damage = 0; damage < 4; damage++) {
        struct fixture f;
        struct gaz_doc doc = {0};
        open_fixture(&f, "甲**乙**丙\\\n丁\n\n戊\n");
        gaz_body_read(&f.reader, false, &doc);
        struct gaz_part *part = (struct gaz_part *)doc.parts;
        struct gaz_block *blocks = (struct gaz_block *)part->blocks;
        if (damage == 1) part->n_blocks = 1;
        if (damage == 2) blocks[1] = blocks[0];
        if (damage == 3) ((struct gaz_char *)blocks[0].text.chars)[1].ch = 'x';
        gaz_validate_characters(&doc, &f.reader);
        assert_int_equal(was_said(f.diags, GAZ_D_CHARACTER_LOST), damage > 0);
        close_fixture(&f);
    }
}

/* Where lines are counted a tenth runs the same. */
enum { MUCH = GAZ_IS_COUNTED ? 50000 : 500000 };

/* Reads a body of `piece` over and over, half a megabyte of it. */
static void read_endless(const char *piece) {
    GString *text = g_string_new(NULL);
    while (text->len < MUCH)
        g_string_append(text, piece);
    struct fixture f;
    struct gaz_doc doc = {0};
    open_fixture(&f, text->str);
    gaz_body_read(&f.reader, false, &doc);
    gaz_validate_doc(&doc, f.diags);
    gaz_validate_characters(&doc, &f.reader);
    assert_false(was_said(f.diags, GAZ_D_CHARACTER_LOST));
    close_fixture(&f);
    g_string_free(text, TRUE);
}

/* What would be worst for each part of the reader. A reader that goes back over what it has read would not
 * come to the end of it within this test's life (ctest's TIMEOUT); bench/README.md tells how growth is
 * measured. */
static void reads_the_worst_to_the_end(void **state) {
    static const char *const pieces[] = {
        "**",
        "*",
        "*甲",
        "**甲",
        "[",
        "![",
        "![](",
        "<",
        "<!--",
        "<!--\n",
        "<table",
        "<table>\n",
        "<table>\n\n",
        "</table>\n",
        "<table></table>",
        "<table>\n</table>\n",
        "<table><br \"",
        "<br>\n",
        "\\",
        "\\\n",
        "\\ ",
        "\n",
        " ",
        "　",
        "a\n",
        "!\n",
        "|",
        "|\n",
        "|-|\n",
        "|a|\n|-|\n",
        "| |\n|-|\n\n",
        "#",
        "# 附件1\n",
        "# 附件1 a\\\n",
        "## \\\n",
        "＿",
        "＿>",
        "＿>\n",
        ">> ",
        ">> a\n",
        "第一条\n\n",
        "一、",
        "（",
        "<!-- 缺页 1 -->\n",
        "<!-- 附件说明 -->\n",
        "---\n",
        "&amp;",
        "<td a='",
        "</br>",
        "-->",
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++)
        read_endless(pieces[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves_marks),
        cmocka_unit_test(knows_places),
        cmocka_unit_test(closes_void_tags),
        cmocka_unit_test(reads_widths),
        cmocka_unit_test(refuses_endless_paragraphs),
        cmocka_unit_test(proves_conservation),
        cmocka_unit_test(reads_the_worst_to_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
