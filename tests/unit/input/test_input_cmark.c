/* link: cmark-gfm cmark-gfm-extensions */
/* test_input_cmark.c: on the common ground our reader says what cmark-gfm says: paragraphs, headings, tables,
 * strong and emphasis, escapes, comments. What differs on purpose (docs/稿件格式.md: lists, links, 2*3*4 …)
 * is not asked here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/diag/diag.h"
#include "base/process/arena.h"
#include "base/text/text.h"
#include "input/body/body.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <glib.h>
#include <string.h>

/* ---- ours, as lines: "p 文字", "h1 …", "t 行×列", "c 格"; strong in < >, em in { } */

static void put_mark(GString *out, unsigned now, unsigned last) {
    if (last & ~now & GAZ_CHAR_EM) g_string_append_c(out, '}');
    if (last & ~now & GAZ_CHAR_STRONG) g_string_append_c(out, '>');
    if (now & ~last & GAZ_CHAR_STRONG) g_string_append_c(out, '<');
    if (now & ~last & GAZ_CHAR_EM) g_string_append_c(out, '{');
}

static void put_text(GString *out, struct gaz_text text) {
    unsigned last = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        unsigned now = text.chars[i].attrs & (GAZ_CHAR_STRONG | GAZ_CHAR_EM);
        put_mark(out, now, last);
        if (text.chars[i].ch == '\n')
            g_string_append(out, "/");
        else
            g_string_append_unichar(out, text.chars[i].ch);
        last = now;
    }
    put_mark(out, 0, last);
    g_string_append_c(out, '\n');
}

static void put_block(GString *out, const struct gaz_block *block) {
    if (block->kind == GAZ_BLOCK_TABLE) {
        g_string_append_printf(out, "t %ux%u\n", block->table->n_rows, block->table->n_columns);
        for (uint32_t i = 0; i < block->table->n_cells; i++) {
            g_string_append(out, "c ");
            put_text(out, block->table->cells[i].text);
        }
        return;
    }
    if (block->kind == GAZ_BLOCK_HEADING)
        g_string_append_printf(out, "h%u ", block->level + 1u);
    else
        g_string_append(out, "p ");
    put_text(out, block->text);
}

static char *ours(const char *text) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_reader reader = {.diags = diags, .folder = "."};
    struct gaz_doc doc = {0};
    GString *out = g_string_new(NULL);
    gaz_reader_open(&reader, arena, gaz_source_new(arena, "t", "t", text, strlen(text)));
    gaz_body_read(&reader, false, &doc);
    for (uint32_t i = 0; i < doc.n_parts; i++) {
        if (i > 0) {
            g_string_append(out, "h1 ");
            put_text(out, doc.parts[i].title);
        }
        for (uint32_t k = 0; k < doc.parts[i].n_blocks; k++)
            put_block(out, &doc.parts[i].blocks[k]);
    }
    gaz_reader_close(&reader);
    gaz_diags_free(diags);
    gaz_arena_free(arena);
    return g_string_free(out, FALSE);
}

/* ---- cmark's */

static void begin_node(GString *out, cmark_node *node) {
    const char *type = cmark_node_get_type_string(node);
    if (strcmp(type, "heading") == 0) g_string_append_printf(out, "h%d ", cmark_node_get_heading_level(node));
    if (strcmp(type, "paragraph") == 0) g_string_append(out, "p ");
    if (strcmp(type, "table_cell") == 0) g_string_append(out, "c ");
    if (strcmp(type, "strong") == 0) g_string_append_c(out, '<');
    if (strcmp(type, "emph") == 0) g_string_append_c(out, '{');
    if (strcmp(type, "text") == 0) g_string_append(out, cmark_node_get_literal(node));
    if (strcmp(type, "linebreak") == 0) g_string_append_c(out, '/');
    if (strcmp(type, "softbreak") == 0) g_string_append_c(out, ' ');
    if (strcmp(type, "html_inline") == 0) g_string_append_c(out, '/'); /* <br> in a cell */
    if (strcmp(type, "table") != 0) return;
    unsigned rows = 0;
    for (cmark_node *row = cmark_node_first_child(node); row; row = cmark_node_next(row))
        rows++;
    g_string_append_printf(out, "t %ux%u\n", rows, cmark_gfm_extensions_get_table_columns(node));
}

static void end_node(GString *out, cmark_node *node) {
    const char *type = cmark_node_get_type_string(node);
    if (strcmp(type, "heading") == 0 || strcmp(type, "paragraph") == 0 || strcmp(type, "table_cell") == 0)
        g_string_append_c(out, '\n');
    if (strcmp(type, "strong") == 0) g_string_append_c(out, '>');
    if (strcmp(type, "emph") == 0) g_string_append_c(out, '}');
}

static char *theirs(const char *text) {
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_UNSAFE);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, text, strlen(text));
    cmark_node *root = cmark_parser_finish(parser);
    cmark_iter *iter = cmark_iter_new(root);
    GString *out = g_string_new(NULL);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER)
            begin_node(out, node);
        else
            end_node(out, node);
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return g_string_free(out, FALSE);
}

static void agrees_with_cmark(void **state) {
    static const char *const texts[] = {
        "一段。\n\n另一段。\n",
        "one\ntwo\nthree\n\nfour\n",
        "甲\\\n乙\\\n丙\n",
        "# 标题\n\n正文\n\n## 一级\n正文\n### 二级\n\n#### 三级\n##### 四级\n",
        "正文\n# 紧接的标题\n正文\n",
        "#没有空格\n\n\\# 不是标题\n",
        "这是 **重点** 和 *强调*。\n",
        "**甲*乙*丙**丁\n",
        "*甲**乙**丙*丁\n",
        "\\*甲\\* \\\\ \\< \\> \\! \\[ \\|\n",
        "<!-- 注释 -->\n\n正文\n\n<!-- 多行\n\n注释 -->\n正文\n",
        "| 甲 | 乙 |\n| --- | :-: |\n| 1 | **粗** |\n| a\\|b | 上<br>下 |\n| 短 |\n",
        "甲 | 乙\n--- | ---\n1 | 2\n\n之后\n",
        "| 甲 |\n| - |\n| 1 |\n# 标题\n\n正文\n",
        "段落\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
        "| 甲 | 乙 |\n\n不是表格\n",
        "第一条　为了测试，制定本办法。\n\n（一）目标。\n",
        "   缩进三格\n\n  \n\n末段",
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char *a = ours(texts[i]), *b = theirs(texts[i]);
        if (strcmp(a, b) != 0) fail_msg("%s\nours:\n%s\ncmark:\n%s", texts[i], a, b);
        g_free(a);
        g_free(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_cmark)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
