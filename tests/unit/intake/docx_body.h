/* docx_body.h: the body of a .docx, and what it becomes. Behind cmocka.h. */
#ifndef GAZ_TESTS_UNIT_INTAKE_DOCX_BODY_H
#define GAZ_TESTS_UNIT_INTAKE_DOCX_BODY_H

#include "intake/draft_dump.h"
#include "tests/unit/intake/docx_file.h"

#define P(text) "<w:p>" text "</w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define RP(props, text) "<w:r><w:rPr>" props "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"

static inline struct read read_body(const char *body) {
    g_autofree char *document = g_strconcat(DOCX_HEAD, body, DOCX_TAIL, NULL);
    const struct docx_part parts[] = {DOCX_TYPES, DOCX_ROOT, {"word/document.xml", document}, {NULL, NULL}};
    return docx_read_parts(parts);
}

static inline void expect_draft(const struct read *reading, const char *expected) {
    GString *out = g_string_new(NULL);
    gaz_draft_dump(reading->draft, out);
    assert_string_equal(out->str, expected);
    g_string_free(out, TRUE);
    assert_true(reading->is_read);
    assert_int_equal(draft_astray(reading), 0);
}

static inline void expect_told(const struct read *reading, const char *json) {
    GString *out = gaz_account_json(reading->account);
    if (!strstr(out->str, json)) fail_msg("expected %s in\n%s", json, out->str);
    g_string_free(out, TRUE);
}

static inline void expect_body(const char *body, const char *expected) {
    struct read reading = read_body(body);
    expect_draft(&reading, expected);
    done(&reading);
}

static inline void expect_told_of(const char *body, const char *json) {
    struct read reading = read_body(body);
    assert_int_equal(draft_astray(&reading), 0);
    expect_told(&reading, json);
    done(&reading);
}

static inline void expect_not_told_of(const char *body, const char *json) {
    struct read reading = read_body(body);
    GString *out = gaz_account_json(reading.account);
    if (strstr(out->str, json)) fail_msg("did not expect %s in\n%s", json, out->str);
    g_string_free(out, TRUE);
    done(&reading);
}

#endif
