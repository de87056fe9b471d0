/* test_archive.c: JSON there and back, records, the text of a lock, shards. */
#include "archive/lock/facts.h"
#include "archive/lock/hash.h"
#include "archive/lock/matched.h"
#include "archive/regenerate/find.h"
#include "archive/regenerate/limits.h"
#include "archive/regenerate/manifest.h"
#include "base/data/json.h"
#include "base/diag/diag.h"
#include "base/text/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* ---- JSON */

static void there_and_back(const char *text) {
    GString *out = g_string_new(NULL);
    gaz_json_add_text(out, text);
    struct gaz_json json = {out->str, false};
    char *read = gaz_json_text(&json);
    assert_false(json.bad);
    assert_string_equal(read, text);
    assert_int_equal(*json.at, '\0');
    g_free(read);
    g_string_free(out, TRUE);
}

static void test_texts(void **state) {
    (void)state;
    there_and_back("");
    there_and_back("2023/第12期 \"定稿\"\\\n\t\x01\x7f");
    there_and_back("𠮷");
    struct gaz_json json = {"\"\\u6587\\ud842\\udfb7\\/\\b\"", false};
    char *read = gaz_json_text(&json);
    assert_string_equal(read, "文𠮷/\b");
    g_free(read);
}

static void test_bad_texts(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",          "x",           "\"",          "\"a",          "\"\\",        "\"\\q\"",
        "\"\\u12\"", "\"\\u0000\"", "\"\\ud842\"", "\"\\ud842x\"", "\"\\udfb7\"", "\"\\ud842\\u0041\""};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct gaz_json json = {bad[i], false};
        assert_null(gaz_json_text(&json));
        assert_true(json.bad);
        assert_null(gaz_json_text(&json));
    }
}

static void test_skipping(void **state) {
    (void)state;
    struct gaz_json json = {"{\"a\": [1, \"]}\", {}]} , 7, true]", false};
    gaz_json_skip(&json);
    assert_true(gaz_json_take(&json, ','));
    assert_int_equal((int)gaz_json_number(&json), 7);
    assert_true(gaz_json_take(&json, ','));
    gaz_json_skip(&json);
    assert_true(gaz_json_take(&json, ']'));
    assert_false(json.bad);
    json = (struct gaz_json){"[[[", false};
    gaz_json_skip(&json);
    assert_true(json.bad);
}

/* ---- records */

static char *temporary(const char *text) {
    char *name = NULL;
    int fd = g_file_open_tmp("gongbao-XXXXXX", &name, NULL);
    assert_true(fd >= 0);
    close(fd);
    assert_true(g_file_set_contents(name, text, -1, NULL));
    return name;
}

static void test_manifest(void **state) {
    (void)state;
    struct gaz_record one = {"甲\"/01", GAZ_OUTCOME_GOOD, 12, 3, 0, 1, "aa", {"bb", "cc", "dd"},
                             1234567,   GAZ_MATCHED_OPEN};
    struct gaz_record two = {"乙", GAZ_OUTCOME_ERRORS, 0, 0, 7, 0, "", {"", "", ""}, 0, GAZ_MATCHED_NOT};
    GPtrArray *records = g_ptr_array_new();
    g_ptr_array_add(records, &one);
    g_ptr_array_add(records, NULL);
    g_ptr_array_add(records, &two);
    struct gaz_diags *diags = gaz_diags_new();
    char *path = temporary("");
    assert_true(gaz_manifest_write(path, records, "1/8", diags));
    GHashTable *read = gaz_records_new();
    assert_true(gaz_records_read(read, path, GAZ_FORMAT_MANIFEST, diags));
    assert_int_equal(g_hash_table_size(read), 2);
    const struct gaz_record *record = g_hash_table_lookup(read, "甲\"/01");
    assert_int_equal(record->outcome, GAZ_OUTCOME_GOOD);
    assert_int_equal(record->pages, 12);
    assert_int_equal(record->matched, GAZ_MATCHED_OPEN);
    assert_int_equal(record->warnings, 3);
    assert_int_equal(record->font_warnings, 1);
    assert_string_equal(record->input, "aa");
    assert_string_equal(record->pdfs[GAZ_PDF_SCREEN], "bb");
    assert_string_equal(record->pdfs[GAZ_PDF_PRINT], "cc");
    assert_string_equal(record->pdfs[GAZ_PDF_ARCHIVE], "dd");
    assert_int_equal(record->took, 1234000);
    record = g_hash_table_lookup(read, "乙");
    assert_int_equal(record->outcome, GAZ_OUTCOME_ERRORS);
    assert_int_equal(record->errors, 7);
    assert_string_equal(record->pdfs[GAZ_PDF_PRINT], "");
    g_hash_table_unref(read);
    g_ptr_array_free(records, TRUE);
    gaz_diags_free(diags);
    g_unlink(path);
    g_free(path);
}

/* However a manifest is cut off, what stands before the cut is read and nothing else happens. */
static void test_cut_manifest(void **state) {
    (void)state;
    static const char whole[] =
        "{\"x\": [1, {\"y\": null}], \"issues\": [{\"name\": \"a\", \"status\": \"good\", \"pages\": 1, "
        "\"new\": {}, \"input\": \"i\", \"pdf\": \"p\", \"seconds\": 0.5}, {\"name\": \"b\"}]}\n";
    for (size_t n = 0; n < sizeof whole; n++) {
        char *cut = g_strndup(whole, n);
        GHashTable *read = gaz_records_new();
        gaz_records_add_manifest(read, cut);
        assert_true(g_hash_table_size(read) <= 1);
        if (n == sizeof whole - 1) assert_int_equal(g_hash_table_size(read), 1);
        g_hash_table_unref(read);
        g_free(cut);
    }
}

static void test_journal(void **state) {
    (void)state;
    GHashTable *read = gaz_records_new();
    gaz_records_add_journal(read, "\n{\"name\": \"a\", \"input\": \"1\", \"pdf\": \"p\"}\n"
                                  "{\"name\": \"b\", \"input\": \"1\", \"pd\n"
                                  "{\"name\": \"a\", \"input\": \"2\", \"pdf\": \"p\"}\n"
                                  "{\"name\": \"c\", \"input\": \"3\", \"pdf\": \"p\"}");
    assert_int_equal(g_hash_table_size(read), 1);
    const struct gaz_record *record = g_hash_table_lookup(read, "a");
    assert_string_equal(record->input, "2");
    g_hash_table_unref(read);
}

/* ---- facts */

static void note_difference(void *context, const struct gaz_fact *before, const struct gaz_fact *after) {
    g_string_append_printf(context, "%s:%s>%s ", before ? before->key : after->key,
                           before ? before->value : "", after ? after->value : "");
}

static void expect_differences(const char *before, const char *after, const char *expected) {
    char *one = g_strdup(before), *two = g_strdup(after);
    uint32_t wrong;
    GArray *facts_one = gaz_facts_read(one, 0, &wrong), *facts_two = gaz_facts_read(two, 0, &wrong);
    GString *found = g_string_new(NULL);
    gaz_facts_compare(facts_one, facts_two, note_difference, found);
    assert_string_equal(found->str, expected);
    g_string_free(found, TRUE);
    g_array_free(facts_one, TRUE);
    g_array_free(facts_two, TRUE);
    g_free(one);
    g_free(two);
}

static void test_differences(void **state) {
    (void)state;
    expect_differences("", "", "");
    expect_differences("[样式]\na = 1\nb = x = y\n", "# 说明\n\n[样式]\nb = x = y\na = 1", "");
    expect_differences("[样式]\na = 1\nb = 2\nd = 4\n", "[样式]\na = 1\nb = 3\nc = 4\n", "b:2>3 c:>4 d:4> ");
    expect_differences("[样式]\na = 1\n", "[字体]\na = 1\n", "a:1> a:>1 ");
    expect_differences("[字体]\na = 1\na = 2\n", "[字体]\na = 1\n", "a:2> ");
}

static void test_wrong_line(void **state) {
    (void)state;
    static const char *const good[] = {"", "\n# x\n[结果]\n", "[程序]\na = \n"};
    static const char *const bad[] = {"a = 1\n", "[样式]\na=1\n", "[别的]\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(good) + G_N_ELEMENTS(bad); i++) {
        char *text = g_strdup(i < G_N_ELEMENTS(good) ? good[i] : bad[i - G_N_ELEMENTS(good)]);
        uint32_t wrong;
        g_array_free(gaz_facts_read(text, 0, &wrong), TRUE);
        assert_int_equal(wrong == GAZ_NOWHERE, i < G_N_ELEMENTS(good));
        g_free(text);
    }
}

/* ---- shards: known places, so that no later version moves an issue; every issue is in exactly one */

static void test_shards(void **state) {
    (void)state;
    assert_true(gaz_hash_number("2023/12") == UINT64_C(0x5337634cd476c709));
    for (int i = 0; i < 100; i++) {
        char *name = g_strdup_printf("20%02d/%02d", i / 24, i % 24);
        unsigned n = 0;
        for (unsigned shard = 0; shard < 7; shard++)
            n += gaz_issue_is_in_shard(name, shard, 7);
        assert_int_equal(n, 1);
        g_free(name);
    }
}

/* ---- limits */

/* As waitpid gives it. */
static int exited(int status) {
    return status << 8;
}

static void a_limit_is_known_by_what_was_said(void **state) {
    (void)state;
    static const char limit[] = "gongbao: 内存到了所给的上限（--max-memory）；原有的文件未动\n";
    static const char want[] = "gongbao: 内存不足；原有的文件未动\n";
    assert_int_equal(gaz_limit_hit(exited(GAZ_EXIT_IO), false, limit), GAZ_LIMIT_MEMORY);
    assert_int_equal(gaz_limit_hit(exited(GAZ_EXIT_IO), false, want), GAZ_LIMIT_NONE); /* the machine's */
    assert_int_equal(gaz_limit_hit(exited(GAZ_EXIT_IO), false, ""), GAZ_LIMIT_NONE);
    assert_int_equal(gaz_limit_hit(exited(GAZ_EXIT_DOCUMENT), false, limit), GAZ_LIMIT_NONE);
    assert_int_equal(gaz_limit_hit(SIGXCPU, false, ""), GAZ_LIMIT_PROCESSOR);
    assert_int_equal(gaz_limit_hit(SIGKILL, true, ""), GAZ_LIMIT_WALL);
    assert_int_equal(gaz_limit_hit(SIGKILL, false, ""), GAZ_LIMIT_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_limit_is_known_by_what_was_said),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_bad_texts),
        cmocka_unit_test(test_skipping),
        cmocka_unit_test(test_manifest),
        cmocka_unit_test(test_cut_manifest),
        cmocka_unit_test(test_journal),
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_wrong_line),
        cmocka_unit_test(test_shards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
