/* fuzz_check.c: the rules of the checker over an issue of one document: every finding has a text, a wording,
 * and a place that lies in its source, and the same text gives the same findings. */
#include "tests/fuzz/fuzz.h"

#include "base/file/file.h"
#include "check/check.h"
#include "input/input.h"

#include <stdlib.h>
#include <string.h>

static const char manifest[] = "刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n"
                               "样式: gbt9704\n目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n";

static void hold(const struct gaz_finding *finding) {
    const struct gaz_source *source = finding->span.source;
    g_autofree char *chinese = gaz_finding_message(finding, GAZ_CHINESE);
    if (!*finding->text || !*chinese) abort();
    if (source && (finding->span.begin > finding->span.end || finding->span.end > source->size)) abort();
    if (!g_utf8_validate(finding->text, -1, NULL)) abort();
    if (finding->proposal && !g_utf8_validate(finding->proposal, -1, NULL)) abort();
}

static char *find(const struct gaz_issue *issue, const struct gaz_house *house,
                  const struct gaz_diags *diags) {
    struct gaz_findings *findings = gaz_check_issue(issue, house);
    GString *json = g_string_new(NULL);
    for (guint i = 0; i < findings->list->len; i++)
        hold(&g_array_index(findings->list, struct gaz_finding, i));
    gaz_findings_write_json(findings, diags, GAZ_CHINESE, json);
    gaz_findings_free(findings);
    return g_string_free(json, FALSE);
}

static struct gaz_house *program_lists(struct gaz_diags *diags) {
    g_autofree char *data = gaz_data_folder();
    const struct gaz_house_file file = {GAZ_HOUSE_ORGANS, data, "styles/lists/机关.yaml", 0, true};
    return gaz_house_read(&file, 1, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static bool begun;
    if (!begun) fuzz_write("issue.yaml", manifest, strlen(manifest));
    begun = true;
    struct gaz_diags *diags = gaz_diags_new();
    fuzz_write("01.md", data, size);
    struct gaz_issue *issue = gaz_issue_read(fuzz_folder(), diags);
    if (!issue) abort();
    struct gaz_house *house = program_lists(diags);
    g_autofree char *once = find(issue, house, diags), *again = find(issue, house, diags);
    if (strcmp(once, again) != 0) abort();
    gaz_house_free(house);
    gaz_diags_free(diags);
    gaz_issue_free(issue);
    return 0;
}
