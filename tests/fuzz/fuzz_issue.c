/* fuzz_issue.c: an issue of one document, through the layout and its self-check. The style and the fonts are
 * opened once. */
#include "tests/fuzz/fuzz.h"

#include "base/file/file.h"
#include "input/input.h"
#include "layout/layout.h"
#include "styles/styles.h"

#include <stdlib.h>
#include <string.h>

static const char manifest[] = "刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n"
                               "样式: shenyang-2023\n目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n";

static struct gaz_style *style;
static struct gaz_fonts *fonts;

static void open_world(void) {
    struct gaz_diags *diags = gaz_diags_new();
    g_autofree char *own = gaz_data_folder();
    fuzz_write("issue.yaml", manifest, strlen(manifest));
    style = gaz_style_load("shenyang-2023", own, fuzz_folder(), (struct gaz_span){0}, diags);
    if (!style) abort();
    gaz_diags_free(diags);
    fonts = fuzz_fonts(style, own);
}

static void lay_out(const struct gaz_issue *issue, struct gaz_diags *diags) {
    const struct gaz_yaml *values = issue->n_docs ? issue->docs[0].overrides : NULL;
    const struct gaz_style *usual =
        gaz_style_of_form(style, issue->n_docs ? issue->docs[0].form : GAZ_FORM_DOCUMENT);
    struct gaz_style *own = values ? gaz_style_override(usual, values, diags) : NULL;
    const struct gaz_style *doc_styles[] = {own ? own : usual};
    struct gaz_layout_job job = {.issue = issue, .style = style, .doc_styles = doc_styles, .fonts = fonts};
    struct gaz_pages *pages = gaz_layout(&job, diags);
    fuzz_check_diags(diags);
    if (pages) gaz_pages_free(pages);
    if (own) gaz_style_free(own);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!style) open_world();
    struct gaz_diags *diags = gaz_diags_new();
    fuzz_write("01.md", data, size);
    struct gaz_issue *issue = gaz_issue_read(fuzz_folder(), diags);
    if (!issue) abort();
    lay_out(issue, diags);
    gaz_diags_free(diags);
    gaz_issue_free(issue);
    return 0;
}
