/* fuzz_house.c: the house's lists: the same bytes as all three files, in two folders. Whatever is read, the
 * rules over it find places that lie in the text, and the same ones twice. */
#include "tests/fuzz/fuzz.h"

#include "check/check.h"
#include "input/input.h"

#include <stdlib.h>
#include <string.h>

static const char manifest[] = "刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n"
                               "样式: gbt9704\n目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n";
static const char document[] =
    "---\n发文机关标志: 澄浦市数据局文件\n发文字号: 澄数〔2024〕1号\n标题: 澄浦市数据局关于数据的通知\n"
    "主送: 市数据局，各区\n署名: 澄浦市数据局\n成文日期: 2024-01-05\n---\n\n"
    "由澄浦市信息和数据管理局、澄浦市信息与数据管理局负责，副市长顾怀远主持；甲乙丙丁甲乙甲乙丙。\n";
static const char *const names[] = {"机关.yaml", "人名.yaml", "用词.yaml"};

static char *find(const struct gaz_issue *issue, const struct gaz_house *house) {
    struct gaz_findings *findings = gaz_check_issue(issue, house);
    struct gaz_diags *none = gaz_diags_new();
    GString *json = g_string_new(NULL);
    for (guint i = 0; i < findings->list->len; i++) {
        const struct gaz_finding *one = &g_array_index(findings->list, struct gaz_finding, i);
        g_autofree char *message = gaz_finding_message(one, GAZ_CHINESE);
        if (!*one->text || !*message || !g_utf8_validate(message, -1, NULL)) abort();
        if (one->span.source && (one->span.begin > one->span.end || one->span.end > one->span.source->size))
            abort();
    }
    gaz_findings_write_json(findings, none, GAZ_CHINESE, json);
    gaz_findings_free(findings);
    gaz_diags_free(none);
    return g_string_free(json, FALSE);
}

static struct gaz_issue *issue_once(struct gaz_diags *diags) {
    fuzz_write("issue.yaml", manifest, strlen(manifest));
    fuzz_write("01.md", document, strlen(document));
    return gaz_issue_read(fuzz_folder(), diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct gaz_house_file files[2 * GAZ_N_HOUSE_LISTS];
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_issue *issue = issue_once(diags);
    if (!issue) abort();
    for (uint32_t i = 0; i < G_N_ELEMENTS(files); i++) {
        enum gaz_house_list list = (enum gaz_house_list)(i % GAZ_N_HOUSE_LISTS);
        files[i] = (struct gaz_house_file){list, fuzz_folder(), names[list], i / GAZ_N_HOUSE_LISTS, false};
        fuzz_write(names[list], data, size);
    }
    struct gaz_house *house = gaz_house_read(files, G_N_ELEMENTS(files), diags);
    g_autofree char *once = find(issue, house), *again = find(issue, house);
    if (strcmp(once, again) != 0) abort();
    fuzz_check_diags(diags);
    gaz_house_free(house);
    gaz_issue_free(issue);
    gaz_diags_free(diags);
    return 0;
}
