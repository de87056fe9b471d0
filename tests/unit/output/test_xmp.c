/* test_xmp.c: what a file says of itself: as XML that can be read, each property where readers look for it.
 */
#include "output/objects/xmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "output/output.h"
#include "tests/unit/handmade_pages.h"

#include <string.h>

/* ---- the packet as lines "property=value", those of lists with [] */

static void take_text(GMarkupParseContext *context, const char *text, gsize n, gpointer data,
                      GError **error) {
    GString *out = data;
    const GSList *names = g_markup_parse_context_get_element_stack(context);
    const char *name = names->data;
    (void)error;
    g_autofree char *value = g_strstrip(g_strndup(text, n));
    if (!*value) return;
    bool is_listed = strcmp(name, "rdf:li") == 0;
    if (is_listed) name = names->next->next->data; /* property, list, li */
    g_string_append_printf(out, "%s%s=%s\n", name, is_listed ? "[]" : "", value);
}

static char *told(const struct gaz_pdf_saying *saying) {
    static const GMarkupParser parser = {.text = take_text};
    GString *out = g_string_new(NULL);
    g_autofree char *xmp = gaz_pdf_xmp(saying);
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, out, NULL);
    GError *error = NULL;
    if (!g_markup_parse_context_parse(context, xmp, -1, &error) ||
        !g_markup_parse_context_end_parse(context, &error))
        fail_msg("%s in %s", error->message, xmp);
    g_markup_parse_context_free(context);
    return g_string_free(out, FALSE);
}

static void expect_said(const struct hand *hand, struct gaz_pdf_saying saying, const char *behind) {
    static const char common[] = "dc:format=application/pdf\n"
                                 "dc:title[]=某市人民政府公报 2026年第1期\n"
                                 "dc:creator[]=某市人民政府\n"
                                 "dc:description[]=政府公报\n"
                                 "xmp:CreatorTool=gongbao\n"
                                 "xmp:CreateDate=2026-01-15T00:00:00+08:00\n"
                                 "xmp:ModifyDate=2026-01-15T00:00:00+08:00\n"
                                 "xmp:MetadataDate=2026-01-15T00:00:00+08:00\n"
                                 "xmpMM:DocumentID=uuid:01234567-89ab-cdef-0123-456789abcdef\n"
                                 "xmpMM:VersionID=1\n"
                                 "xmpMM:RenditionClass=default\n"
                                 "pdf:Producer=gongbao 1\n";
    saying.pages = &hand->pages;
    saying.identity = "0123456789abcdef0123456789abcdef";
    saying.producer = "gongbao 1";
    g_autofree char *is = told(&saying), *wanted = g_strconcat(common, behind, NULL);
    const char *first = strstr(is, "dc:format"); /* behind the schemas */
    assert_non_null(first);
    assert_string_equal(first, wanted);
}

static void each_claim_says_what_it_is(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    expect_said(hand, (struct gaz_pdf_saying){.claim = GAZ_CLAIM_UA}, "pdfuaid:part=1\n");
    expect_said(hand, (struct gaz_pdf_saying){.claim = GAZ_CLAIM_X4},
                "pdf:Trapped=False\npdfxid:GTS_PDFXVersion=PDF/X-4\n");
    expect_said(hand, (struct gaz_pdf_saying){.claim = GAZ_CLAIM_ARCHIVE},
                "pdfuaid:part=1\npdfaid:part=2\npdfaid:conformance=A\ndc:publisher[]=某市人民政府\n"
                "dc:date[]=2026-01-15T00:00:00+08:00\ndc:language[]=zh-CN\n");
    hand_free(hand);
}

/* Each language once, the numbers of the documents in the order in which they are printed, copies left out.
 */
static void an_archive_says_what_is_in_it(void **state) {
    (void)state;
    struct hand *hand = hand_need("Latin.ttf");
    const struct gaz_node nodes[] = {
        {.kind = GAZ_NODE_ISSUE, .end = 6, .language = "zh-CN"},
        {.kind = GAZ_NODE_NUMBER, .end = 2, .text = hand_text(hand, "某政发〔2026〕2号", 0)},
        {.kind = GAZ_NODE_PARAGRAPH, .end = 3, .language = "en"},
        {.kind = GAZ_NODE_NUMBER,
         .end = 4,
         .text = hand_text(hand, "某政办发〔2026〕1号", 0),
         .language = "zh-CN"},
        {.kind = GAZ_NODE_NUMBER, .end = 5, .text = hand_text(hand, "某政发〔2026〕2号", 0), .is_copy = true},
        {.kind = GAZ_NODE_PARAGRAPH, .end = 6, .language = "en"}};
    hand->pages.nodes = nodes;
    hand->pages.n_nodes = G_N_ELEMENTS(nodes);
    struct gaz_pdf_saying saying = {&hand->pages, GAZ_CLAIM_ARCHIVE, NULL, "0123456789abcdef0123456789abcdef",
                                    NULL};
    g_autofree char *issue = told(&saying);
    const struct gaz_pdf_document document = {"某政办发〔2026〕1号", "2026-01-08", "第3—4页", "某刊 & <某>"};
    assert_non_null(strstr(issue, "dc:language[]=zh-CN\ndc:language[]=en\n"));
    assert_non_null(strstr(issue, "gazette:documentNumbers[]=某政发〔2026〕2号\n"
                                  "gazette:documentNumbers[]=某政办发〔2026〕1号\n"));
    assert_null(strstr(strstr(issue, "办发"), "某政发"));
    assert_null(strstr(issue, "pdf:Producer"));
    saying.document = &document;
    g_autofree char *one = told(&saying);
    assert_non_null(strstr(one, "dc:publisher[]=某刊 & <某>\ndc:date[]=2026-01-08\n"
                                "dc:identifier=某政办发〔2026〕1号\ndc:source=第3—4页\n"));
    assert_non_null(strstr(one, "gazette:documentNumbers[]=某政办发〔2026〕1号\n"));
    assert_null(strstr(one, "某政发"));
    hand_free(hand);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_claim_says_what_it_is),
                                       cmocka_unit_test(an_archive_says_what_is_in_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
