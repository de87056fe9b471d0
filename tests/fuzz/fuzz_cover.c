/* fuzz_cover.c: the 封面 of a style, and the cover that is made by it. Each line of the bytes stands below
 * the key. */
#include "tests/fuzz/fuzz.h"

#include "base/file/file.h"
#include "input/input.h"
#include "layout/layout.h"
#include "styles/styles.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static const char manifest[] =
    "刊名: 澄浦市人民政府公报\n刊名拼音: cheng pu\n英文刊名: Gazette\n年: 2024\n期: 12\n"
    "总期: 101\n出版日期: 2024-01-31\n主办: 澄浦市人民政府\n样式: ./s.yaml\n目录:\n"
    "  - 栏目: 市政府文件\n    文件: [01.md]\n";
static const char document[] = "---\n标题: 测试\n---\n\n正文。\n";

static struct gaz_issue *issue;
static struct gaz_fonts *fonts;
static char *own;

static void open_world(void) {
    struct gaz_diags *diags = gaz_diags_new();
    own = gaz_data_folder();
    fuzz_write("issue.yaml", manifest, strlen(manifest));
    fuzz_write("01.md", document, strlen(document));
    issue = gaz_issue_read(fuzz_folder(), diags);
    struct gaz_style *style = gaz_style_load("gbt9704", own, fuzz_folder(), (struct gaz_span){0}, diags);
    if (!issue || !style || gaz_diags_have_errors(diags)) abort();
    fonts = fuzz_fonts(style, own);
    gaz_style_free(style);
    gaz_diags_free(diags);
}

static void write_style(const uint8_t *data, size_t size) {
    GString *text = g_string_new("继承: gbt9704\n封面:\n  ");
    for (size_t i = 0; i < size; i++) {
        g_string_append_c(text, (char)data[i]);
        if (data[i] == '\n' || data[i] == '\r') g_string_append(text, "  ");
    }
    fuzz_write("s.yaml", text->str, text->len);
    g_string_free(text, TRUE);
}

static void lay_out(const struct gaz_style *style, struct gaz_diags *diags) {
    struct gaz_layout_job job = {.issue = issue, .style = style, .doc_styles = &style, .fonts = fonts};
    struct gaz_pages *pages = gaz_layout(&job, diags);
    fuzz_check_diags(diags);
    if (pages) gaz_pages_free(pages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!issue) open_world();
    struct gaz_diags *diags = gaz_diags_new();
    write_style(data, size);
    struct gaz_style *style = gaz_style_load("./s.yaml", own, fuzz_folder(), (struct gaz_span){0}, diags);
    if (!style && !gaz_diags_have_errors(diags)) abort();
    if (style) lay_out(style, diags);
    fuzz_check_diags(diags);
    gaz_diags_free(diags);
    if (style) gaz_style_free(style);
    return 0;
}
