/* test_clreq.c: docs/clreq.md says of each of clreq's 68 rows what is done and what shows it; that table is
 * held against the sources: every row once, files, tests and style keys that are there, rule files that name
 * their row. */
/* link: PkgConfig::GLIB */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 68 };

static char *read_source(const char *path) {
    char *whole = g_build_filename(GAZ_SOURCE_DIR, path, NULL), *content = NULL;
    if (!g_file_get_contents(whole, &content, NULL, NULL)) fail_msg("no %s", path);
    g_free(whole);
    return content;
}

/* "C-36…C-42" and "C-20" alike: both ends, inclusive */
static bool names_row(const char *text, int row) {
    for (const char *at = strstr(text, "C-"); at; at = strstr(at, "C-")) {
        char *end;
        long first = strtol(at + 2, &end, 10), last = first;
        if (g_str_has_prefix(end, "—C-")) last = strtol(end + strlen("—C-"), &end, 10);
        if (first <= row && row <= last) return true;
        at = end > at + 2 ? end : at + 2;
    }
    return false;
}

/* what stands between two signs, from *at on; NULL when there is no more. The caller frees it. */
static char *next_between(const char **at, const char *open, const char *close) {
    const char *begin = strstr(*at, open);
    const char *end = begin ? strstr(begin + strlen(open), close) : NULL;
    if (!end) return NULL;
    *at = end + strlen(close);
    return g_strndup(begin + strlen(open), (gsize)(end - begin) - strlen(open));
}

/* A row's evidence: `a file`, perhaps followed by the `name of a test` in it. */
static unsigned check_evidence(const char *evidence, int row) {
    char *content = NULL, *path = NULL;
    unsigned n = 0;
    for (char *word; (word = next_between(&evidence, "`", "`")); n++) {
        if (strchr(word, '/')) {
            g_free(content);
            g_free(path);
            path = g_strdup(word);
            content = read_source(word);
            if (g_str_has_prefix(word, "tests/rules/") && row > 0 && !names_row(content, row))
                fail_msg("C-%02d: %s does not name it", row, word);
        } else {
            assert_non_null(content);
            if (!strstr(content, word)) fail_msg("C-%02d: no %s in %s", row, word, path);
        }
        g_free(word);
    }
    g_free(content);
    g_free(path);
    return n;
}

static void check_keys(const char *state, const char *keys, int row) {
    static const char *const of_roles[] = {"文字", "字体", "字距", "第X条", NULL};
    for (char *key; (key = next_between(&state, "“", "”"));) {
        char *quoted = g_strdup_printf("\"%s\"", key);
        if (!strstr(keys, quoted) && !g_strv_contains(of_roles, key)) fail_msg("C-%02d: no key %s", row, key);
        g_free(quoted);
        g_free(key);
    }
}

static void check_row(char **cells, const char *keys, int row) {
    const char *level = g_strstrip(cells[3]), *state = g_strstrip(cells[4]);
    bool done = g_str_has_prefix(state, "已做"), is_switch = g_str_has_prefix(state, "开关");
    assert_true(strcmp(level, "M") == 0 || strcmp(level, "S") == 0 || strcmp(level, "N") == 0);
    if (!done && !is_switch && !g_str_has_prefix(state, "不适用") && !g_str_has_prefix(state, "未做"))
        fail_msg("C-%02d: %s", row, state);
    check_keys(state, keys, row);
    unsigned evidence = check_evidence(cells[5], row);
    if ((done || is_switch) && evidence == 0) fail_msg("C-%02d: nothing shows it", row);
    if (is_switch && !strstr(state, "“")) fail_msg("C-%02d: which key?", row);
    if (strcmp(level, "M") == 0 && !done && !is_switch) fail_msg("C-%02d is needed: %s", row, state);
}

static void every_row_once_with_what_shows_it(void **state) {
    (void)state;
    char *page = read_source("docs/clreq.md"), *keys = read_source("styles/style_keys.def");
    unsigned seen[ROWS + 1] = {0};
    char **lines = g_strsplit(page, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (!g_str_has_prefix(*line, "| C-")) continue;
        char **cells = g_strsplit(*line, "|", -1);
        int row = atoi(*line + strlen("| C-"));
        assert_true(row >= 1 && row <= ROWS);
        assert_int_equal(g_strv_length(cells), 7);
        seen[row]++;
        check_row(cells, keys, row);
        g_strfreev(cells);
    }
    for (int row = 1; row <= ROWS; row++)
        if (seen[row] != 1) fail_msg("C-%02d stands %u times", row, seen[row]);
    g_strfreev(lines);
    g_free(keys);
    g_free(page);
}

/* The table of GB/T 15834: its files are there. */
static void the_other_rules_have_their_files(void **state) {
    (void)state;
    char *page = read_source("docs/clreq.md");
    char **lines = g_strsplit(page, "\n", -1);
    unsigned n = 0;
    for (char **line = lines; *line; line++)
        if (g_str_has_prefix(*line, "| 5.1.")) n += check_evidence(*line, 0) > 0;
    assert_int_equal(n, 5);
    g_strfreev(lines);
    g_free(page);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_row_once_with_what_shows_it),
                                       cmocka_unit_test(the_other_rules_have_their_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
