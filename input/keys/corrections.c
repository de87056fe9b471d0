/* corrections.c: 更正: what a document mends: {期: 2024-6, 页: 12, 行: 8, 误: …, 正: …}.
 *
 * Nothing of it is printed: the text says it in the editor's own words. It is read for what a program can do
 * with it: see that the text says the same, and, in a volume, lead from one to the other (layout/issue).
 */
#include "input/keys/corrections.h"

#include "base/diag/diag.h"

#include <glib.h>
#include <string.h>

struct record {
    const char *issue;
    int year, page, line;
    struct gaz_text wrong, right;
};

#define FIELD(member) .offset = offsetof(struct record, member)

static const struct gaz_key keys[] = {
    {"年", GAZ_KEY_INT, FIELD(year), .min = 1900, .max = 2999, .help = "哪一年的；不写是本期的年",
     .help_en = "the year of the issue (default: this one's)"},
    {"期", GAZ_KEY_STRING, .required = true, FIELD(issue), .help = "哪一期，如6；带年写2024-6",
     .help_en = "the issue that is mended: 6, or with its year 2024-6"},
    {"页", GAZ_KEY_INT, .required = true, FIELD(page), .min = 1, .max = 9999, .help = "印出的页码",
     .help_en = "the page as printed"},
    {"行", GAZ_KEY_INT, FIELD(line), .min = -99, .max = 99, .help = "第几行；-2是倒数第2行",
     .help_en = "the line; -2 is the last but one"},
    {"误", GAZ_KEY_TEXT, .required = true, FIELD(wrong), .help = "印错的", .help_en = "what was printed"},
    {"正", GAZ_KEY_TEXT, .required = true, FIELD(right), .help = "应为", .help_en = "what should have been"},
};

const struct gaz_schema gaz_correction_schema = {"更正的一项", keys, G_N_ELEMENTS(keys)};

static const struct gaz_key number_key = {
    .name = "期", .type = GAZ_KEY_NUMBERS, .choices = "增刊|增刊N", .min = 1, .max = 999};

/* 2024-6, 2024-5-6, 6, 增刊1 */
static bool parse_issue(const char *text, struct gaz_correction *out) {
    bool has_year = strspn(text, "0123456789") == 4 && text[4] == '-';
    if (has_year) out->year = atoi(text);
    return gaz_numbers_parse(&number_key, text + (has_year ? 5 : 0), &out->number);
}

static void read_one(struct gaz_reader *reader, const struct gaz_yaml *map, struct gaz_correction *out) {
    struct record record = {0};
    unsigned errors = gaz_diags_count(reader->diags, GAZ_ERROR);
    gaz_schema_read(reader->arena, &gaz_correction_schema, map, &record, reader->diags);
    *out = (struct gaz_correction){.year = record.year,
                                   .page = record.page,
                                   .line = record.line,
                                   .wrong = record.wrong,
                                   .right = record.right,
                                   .span = map->span};
    if (gaz_diags_count(reader->diags, GAZ_ERROR) > errors || parse_issue(record.issue, out)) return;
    gaz_report(reader->diags, GAZ_D_NUMBERS, gaz_yaml_lookup(map, "期")->span, "期", record.issue, "1",
               "999");
}

void gaz_corrections_read(struct gaz_reader *reader, const struct gaz_yaml *list, struct gaz_doc *doc) {
    if (!list) return;
    if (list->kind == GAZ_YAML_SCALAR) {
        gaz_report(reader->diags, GAZ_D_WRONG_TYPE, list->span, "更正",
                   "列表，每项如{期: 6, 页: 12, 误: 甲, 正: 乙}",
                   "a list of maps such as {期: 6, 页: 12, 误: 甲, 正: 乙}");
        return;
    }
    bool is_one = list->kind == GAZ_YAML_MAP;
    uint32_t n = is_one ? 1 : list->n;
    struct gaz_correction *all = GAZ_NEW_ARRAY(reader->arena, struct gaz_correction, n);
    for (uint32_t i = 0; i < n; i++)
        read_one(reader, is_one ? list : list->items[i], &all[i]);
    doc->corrections = all;
    doc->n_corrections = n;
}

/* ---- what the text says of it */

static void append_plain(void *context, struct gaz_piece piece, struct gaz_text text) {
    (void)piece;
    for (uint32_t i = 0; i < text.n; i++)
        if (!g_unichar_isspace(text.chars[i].ch)) g_string_append_unichar(context, text.chars[i].ch);
}

static char *plain_of(struct gaz_text text) {
    GString *plain = g_string_new(NULL);
    append_plain(plain, (struct gaz_piece){0}, text);
    return g_string_free(plain, FALSE);
}

static void expect_text(const char *said, struct gaz_text text, struct gaz_diags *diags) {
    g_autofree char *plain = plain_of(text), *shown = gaz_text_to_utf8(text);
    if (text.n && !strstr(said, plain)) gaz_report(diags, GAZ_D_CORRECTION_TEXT, gaz_text_span(text), shown);
}

/* 12页, not as part of 112页 */
static bool says_number(const char *said, int number, const char *unit) {
    g_autofree char *wanted = g_strdup_printf("%d%s", ABS(number), unit);
    for (const char *at = said; (at = strstr(at, wanted)); at++)
        if (at == said || !g_ascii_isdigit(at[-1])) return true;
    return false;
}

static void expect_number(const char *said, const struct gaz_correction *one, int number, const char *unit,
                          struct gaz_diags *diags) {
    if (number == 0 || says_number(said, number, unit)) return;
    g_autofree char *shown = g_strdup_printf("第%d%s", ABS(number), unit);
    gaz_report(diags, GAZ_D_CORRECTION_PLACE, one->span, shown);
}

void gaz_corrections_check(const struct gaz_doc *doc, struct gaz_diags *diags) {
    g_autoptr(GString) said = g_string_new(NULL);
    if (doc->n_corrections == 0) return;
    gaz_doc_texts(doc, append_plain, said);
    for (uint32_t i = 0; i < doc->n_corrections; i++) {
        const struct gaz_correction *one = &doc->corrections[i];
        expect_text(said->str, one->wrong, diags);
        expect_text(said->str, one->right, diags);
        expect_number(said->str, one, one->page, "页", diags);
        expect_number(said->str, one, one->line, "行", diags);
    }
}
