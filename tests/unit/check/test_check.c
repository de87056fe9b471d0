/* test_check.c: the examples of tests/checks/: each rule finds what is marked and proposes what is said, and
 * leaves the right text alone. A rule without both kinds of example is a failure.
 *
 *     ## slug
 *     错|text with ⟦what is found⟧ and ⟦what→what is proposed⟧
 *     对|text in which this rule finds nothing
 *
 * {60字} is a text of sixty characters. The lists of tests/checks/lists/ and the program's own count.
 * \n is a line's end. {键: 值} at the beginning replaces a line of the document's front matter; {@键: 值} of
 * issue.yaml.
 *
 * Then the same words stand among others (surrounds, by turns): what is found there is what was found before,
 * so much further down or to the right, with the line and the column that a count of the bytes gives.
 *
 * What an editor is told of each is in messages.txt, in the order of the examples; GAZ_UPDATE=1 rewrites it:
 * read the difference like code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/diag/diag.h"
#include "base/file/change.h"
#include "check/check.h"
#include "input/input.h"
#include "tests/unit/filled.h"
#include "tests/unit/folder.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>

#define FOLDER "checks"

static const char *const front[][2] = {
    {"发文机关标志", "澄浦市人民政府文件"},
    {"发文字号", "澄政发〔2024〕11号"},
    {"标题", "澄浦市人民政府关于加强绿道管理的通知"},
    {"主送", "各区、县（市）人民政府"},
    {"署名", "澄浦市人民政府"},
    {"成文日期", "2024-05-30"},
};
static const char *const manifest[][2] = {
    {"刊名", "澄浦市人民政府公报"}, {"年", "2024"},      {"期", "6"}, {"总期", "128"},
    {"出版日期", "2024-06-28"},     {"样式", "gbt9704"},
};

/* a marked place of an example */
struct mark {
    gsize begin, end; /* bytes of the document */
    char *proposal;   /* NULL: none */
};

struct example {
    const char *file;
    unsigned line;
    char *slug;
    bool is_wrong;
    GString *document, *issue;
    gsize body;    /* where the text begins behind the front matter */
    GArray *marks; /* struct mark */
};

static char *work;
static struct gaz_house *house;
static unsigned n_examples[GAZ_N_CHECK_RULES][2];
static GString *messages; /* of what the examples are about */

/* ---- the example as files */

static void put_lines(GString *out, const char *const (*lines)[2], size_t n, GHashTable *given) {
    GHashTableIter iter;
    gpointer key, value;
    for (size_t i = 0; i < n; i++)
        if (!g_hash_table_contains(given, lines[i][0]))
            g_string_append_printf(out, "%s: %s\n", lines[i][0], lines[i][1]);
    g_hash_table_iter_init(&iter, given);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (*(const char *)value)
            g_string_append_printf(out, "%s: %s\n", (const char *)key, (const char *)value);
}

/* Takes {键: 值} off the beginning, and gives where the text begins. */
static const char *take_keys(const char *text, GHashTable *given, GHashTable *of_issue) {
    while (*text == '{') {
        const char *end = strchr(text, '}');
        if (!end) fail_msg("no } behind %s", text);
        bool is_issue = text[1] == '@';
        g_autofree char *pair = g_strndup(text + 1 + is_issue, (gsize)(end - text) - 1 - is_issue);
        g_auto(GStrv) parts = g_strsplit(pair, ": ", 2);
        g_hash_table_insert(is_issue ? of_issue : given, g_strdup(parts[0]),
                            g_strdup(parts[1] ? parts[1] : ""));
        text = end + 1;
    }
    return text;
}

/* Takes the marks out of the document, and keeps where they were. */
static void take_marks(struct example *example, const char *marked) {
    while (*marked) {
        const char *begin = strstr(marked, "⟦");
        if (!begin) break;
        g_string_append_len(example->document, marked, begin - marked);
        begin += strlen("⟦");
        const char *end = strstr(begin, "⟧");
        if (!end) fail_msg("%s:%u: no ⟧", example->file, example->line);
        g_autofree char *inside = g_strndup(begin, (gsize)(end - begin));
        g_auto(GStrv) parts = g_strsplit(inside, "→", 2);
        struct mark mark = {example->document->len, example->document->len + strlen(parts[0]),
                            g_strdup(parts[1])};
        g_string_append(example->document, parts[0]);
        g_array_append_val(example->marks, mark);
        marked = end + strlen("⟧");
    }
    g_string_append(example->document, marked);
}

static void make_files(struct example *example, const char *written) {
    g_autoptr(GHashTable) given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) of_issue = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const char *text = take_keys(written, given, of_issue);
    g_autofree char *whole = filled(text);
    g_auto(GStrv) lines = g_strsplit(whole, "\\n", -1);
    g_autofree char *body = g_strjoinv("\n", lines);
    g_autoptr(GString) marked = g_string_new("---\n");
    put_lines(marked, front, G_N_ELEMENTS(front), given);
    g_string_append(marked, "---\n\n");
    take_marks(example, marked->str);
    example->body = example->document->len;
    take_marks(example, body);
    g_string_append_c(example->document, '\n');
    put_lines(example->issue, manifest, G_N_ELEMENTS(manifest), of_issue);
    g_string_append(example->issue, "目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n");
}

/* Hundreds of small files: no waiting for a disk. A longer one of before is not cut off, so it goes first. */
static bool put_file(const char *path, const char *text) {
    g_remove(path);
    return g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

static void put_files(const struct example *example, const char *text) {
    g_autofree char *document = g_build_filename(work, "01.md", NULL);
    g_autofree char *issue = g_build_filename(work, "issue.yaml", NULL);
    assert_true(put_file(document, text));
    assert_true(put_file(issue, example->issue->str));
}

static struct gaz_issue *read_example(const struct example *example, struct gaz_diags *diags) {
    put_files(example, example->document->str);
    struct gaz_issue *read = gaz_issue_read(work, diags);
    if (!read || gaz_diags_have_errors(diags)) {
        gaz_diags_print(diags, stderr, GAZ_CHINESE, false);
        fail_msg("%s:%u: the example is no document", example->file, example->line);
    }
    return read;
}

/* ---- what is found */

static int rule_of(const struct example *example) {
    for (int i = 0; i < GAZ_N_CHECK_RULES; i++)
        if (strcmp(gaz_check_row(i)->slug, example->slug) == 0) return i;
    fail_msg("%s:%u: no rule %s", example->file, example->line, example->slug);
    return -1;
}

static void expect(const struct example *example, guint n, const struct gaz_finding *finding) {
    const struct mark *mark = &g_array_index(example->marks, struct mark, n);
    if (finding->span.begin != mark->begin || finding->span.end != mark->end)
        fail_msg("%s:%u: %s found “%s” at byte %u, not what is marked %u", example->file, example->line,
                 example->slug, finding->text, finding->span.begin, n + 1);
    if (g_strcmp0(finding->proposal, mark->proposal) != 0)
        fail_msg("%s:%u: %s proposes “%s”, not “%s”", example->file, example->line, example->slug,
                 finding->proposal ? finding->proposal : "(nothing)", mark->proposal ? mark->proposal : "");
}

/* ---- where it is said to stand */

/* A place as an editor counts it: the line, and the character of the line. */
static void expect_place(const struct example *example, const char *text, const struct gaz_finding *finding,
                         const char *json) {
    const char *at = text + finding->span.begin, *line = at;
    unsigned n_lines = 1;
    while (line > text && line[-1] != '\n')
        line--;
    for (const char *c = text; c < line; c++)
        n_lines += *c == '\n';
    g_autofree char *words = g_strndup(at, finding->span.end - finding->span.begin);
    g_autofree char *place = g_strdup_printf(
        "{\"file\": \"01.md\", \"line\": %u, \"column\": %ld, \"length\": %ld, \"rule\": \"%s\"", n_lines,
        g_utf8_strlen(line, at - line) + 1, g_utf8_strlen(words, -1), gaz_check_row(finding->rule)->slug);
    if (!g_str_has_prefix(json, place))
        fail_msg("%s:%u: at %s is told: %.120s", example->file, example->line, place, json);
    if (finding->span.begin >= example->body && !strpbrk(words, "*<&\\\n{[\"") &&
        strcmp(words, finding->text) != 0)
        fail_msg("%s:%u: “%s” is quoted of “%s”", example->file, example->line, finding->text, words);
}

static void expect_places(const struct example *example, const char *text,
                          const struct gaz_findings *findings) {
    g_autoptr(GString) json = g_string_new(NULL);
    struct gaz_diags *none = gaz_diags_new();
    gaz_findings_write_json(findings, none, GAZ_CHINESE, json);
    gaz_diags_free(none);
    g_auto(GStrv) objects = g_strsplit(json->str, "\n  ", -1);
    assert_int_equal(g_strv_length(objects), findings->list->len + 1);
    for (guint i = 0; i < findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(findings->list, struct gaz_finding, i);
        if (finding->span.source && strcmp(finding->span.source->path, "01.md") == 0)
            expect_place(example, text, finding, objects[i + 1]);
    }
}

/* ---- the same words among others */

#define OTHERS "有关工作已经部署。"

static const struct surround {
    const char *paragraph_before, *sentence_before, *sentence_behind, *paragraph_behind;
} surrounds[] = {
    {OTHERS "\n\n", OTHERS, "", ""}, /* the last sentence of the last paragraph */
    {"", "", OTHERS, "\n\n" OTHERS}, /* the first of the first */
};
enum { LAST = 1 << 0, FIRST = 1 << 1 }; /* bits, as in surrounds */

/* Rules of where something stands, or of all that is there: what they find may be otherwise among others. */
static const struct {
    const char *slug;
    int surrounds;
} of_place[] = {
    {"request-end", FIRST | LAST},       /* the last paragraph of a text, which is quoted */
    {"report-asks", FIRST},              /* the same */
    {"note-place", FIRST},               /* nothing may follow */
    {"paragraph-end", FIRST},            /* a paragraph that ends with ， is gone on with in the next */
    {"stop-lacking", FIRST | LAST},      /* how most paragraphs end */
    {"doubled-paragraph", FIRST | LAST}, /* a sentence more: it is not the same any more */
    {"leftover", LAST},                  /* at the beginning of a paragraph */
};

static bool is_of_place(int rule, int surround) {
    for (size_t i = 0; i < G_N_ELEMENTS(of_place); i++)
        if (strcmp(of_place[i].slug, gaz_check_row(rule)->slug) == 0)
            return of_place[i].surrounds >> surround & 1;
    return false;
}

/* All that is found, that behind `from` as if it stood so many bytes further. */
static char *tell_findings(const struct gaz_findings *findings, int surround, gsize from, gsize by) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(findings->list, struct gaz_finding, i);
        if (is_of_place((int)finding->rule, surround)) continue;
        gsize move = finding->span.begin >= from ? by : 0;
        g_autofree char *message = gaz_finding_message(finding, GAZ_CHINESE);
        g_string_append_printf(out, "%zu to %zu: “%s” → “%s”: %s [%s]\n", finding->span.begin + move,
                               finding->span.end + move, finding->text,
                               finding->proposal ? finding->proposal : "", message,
                               gaz_check_row(finding->rule)->slug);
    }
    return g_string_free(out, FALSE);
}

/* Whether the paragraph is of sentences: one may stand before it, for it begins with a word and no number, or
 * behind it, for it ends with one. */
static bool takes_sentence(const struct gaz_part *part, bool behind) {
    if (part->n_blocks == 0) return false;
    const struct gaz_block *block = &part->blocks[behind ? part->n_blocks - 1 : 0];
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->align != GAZ_ALIGN_BODY || block->text.n == 0)
        return false;
    if (behind) return block->text.chars[block->text.n - 1].ch == 0x3002; /* 。 */
    return gaz_char_is_han(block->text.chars[0].ch) && !block->is_numbered && !block->is_provision;
}

/* The document with others around its text, which begins so many bytes further down. */
static GString *put_among(const struct example *example, const struct surround *among,
                          const struct gaz_doc *doc, gsize *by) {
    GString *text = g_string_new_len(example->document->str, (gssize)example->body);
    g_string_append(text, among->paragraph_before);
    if (takes_sentence(&doc->parts[0], false)) g_string_append(text, among->sentence_before);
    *by = text->len - example->body;
    g_string_append(text, example->document->str + example->body);
    g_string_truncate(text, text->len - strlen("\n"));
    if (takes_sentence(&doc->parts[doc->n_parts - 1], true)) g_string_append(text, among->sentence_behind);
    g_string_append(text, among->paragraph_behind);
    return g_string_append_c(text, '\n');
}

static void expect_among(const struct example *example, int surround, const struct gaz_issue *issue,
                         const struct gaz_findings *findings) {
    gsize by;
    g_autoptr(GString) text = put_among(example, &surrounds[surround], &issue->docs[0], &by);
    struct gaz_diags *diags = gaz_diags_new();
    put_files(example, text->str);
    struct gaz_issue *among = gaz_issue_read(work, diags);
    struct gaz_findings *found = gaz_check_issue(among, house);
    g_autofree char *wanted = tell_findings(findings, surround, example->body, by),
                    *got = tell_findings(found, surround, 0, 0);
    if (strcmp(wanted, got) != 0)
        fail_msg("%s:%u: is found among others:\n%snot:\n%sin:\n%s", example->file, example->line, got,
                 wanted, text->str);
    expect_places(example, text->str, found);
    gaz_findings_free(found);
    gaz_issue_free(among);
    gaz_diags_free(diags);
}

/* ---- what --fix makes of it */

static bool is_mechanical(const struct gaz_finding *finding) {
    return finding->proposal && gaz_check_row(finding->rule)->remedy == GAZ_REMEDY_FIX;
}

static bool has_mechanical(const struct gaz_findings *findings) {
    for (guint i = 0; i < findings->list->len; i++)
        if (is_mechanical(&g_array_index(findings->list, struct gaz_finding, i))) return true;
    return false;
}

/* The document is changed, and then there is nothing more to change; nothing is to be changed in one that has
 * nothing mechanical. */
static void expect_fixed(struct example *example, const struct gaz_issue *issue,
                         const struct gaz_findings *findings) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_fix *fix = gaz_fix_new(issue, house, findings, diags);
    GArray *files = gaz_fix_files(fix);
    bool wants = has_mechanical(findings);
    if (gaz_diags_have_errors(diags) || files->len != wants)
        fail_msg("%s:%u: --fix changes %u files", example->file, example->line, files->len);
    if (wants) {
        const struct gaz_file_change *fixed = &g_array_index(files, struct gaz_file_change, 0);
        g_string_truncate(example->document, 0);
        g_string_append_len(example->document, g_bytes_get_data(fixed->bytes, NULL),
                            (gssize)g_bytes_get_size(fixed->bytes));
        struct gaz_issue *again = read_example(example, diags);
        struct gaz_findings *left = gaz_check_issue(again, house);
        if (has_mechanical(left))
            fail_msg("%s:%u: something is left to fix in\n%s", example->file, example->line,
                     example->document->str);
        gaz_findings_free(left);
        gaz_issue_free(again);
    }
    g_array_unref(files);
    gaz_fix_free(fix);
    gaz_diags_free(diags);
}

static void run_example(struct example *example) {
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_issue *issue = read_example(example, diags);
    struct gaz_findings *findings = gaz_check_issue(issue, house);
    int rule = rule_of(example);
    guint n = 0;
    for (guint i = 0; i < findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(findings->list, struct gaz_finding, i);
        if ((int)finding->rule != rule) continue;
        if (n >= example->marks->len)
            fail_msg("%s:%u: %s found “%s” too", example->file, example->line, example->slug, finding->text);
        expect(example, n++, finding);
        g_autofree char *message = gaz_finding_message(finding, GAZ_CHINESE);
        g_string_append_printf(messages, "%s: %s\n", example->slug, message);
    }
    if (n != example->marks->len)
        fail_msg("%s:%u: %s found %u of %u", example->file, example->line, example->slug, n,
                 example->marks->len);
    if (example->is_wrong == (example->marks->len == 0))
        fail_msg("%s:%u: 错 has marks, 对 has none", example->file, example->line);
    n_examples[rule][example->is_wrong]++;
    expect_places(example, example->document->str, findings);
    expect_among(example, example->line % (int)G_N_ELEMENTS(surrounds), issue, findings);
    put_files(example, example->document->str);
    expect_fixed(example, issue, findings);
    gaz_findings_free(findings);
    gaz_issue_free(issue);
    gaz_diags_free(diags);
}

/* ---- the files of examples */

static void clear_mark(gpointer data) {
    g_free(((struct mark *)data)->proposal);
}

static void run_line(const char *file, unsigned line, char *slug, const char *text) {
    struct example example = {.file = file,
                              .line = line,
                              .slug = slug,
                              .is_wrong = g_str_has_prefix(text, "错|"),
                              .document = g_string_new(NULL),
                              .issue = g_string_new(NULL),
                              .marks = g_array_new(FALSE, FALSE, sizeof(struct mark))};
    g_array_set_clear_func(example.marks, clear_mark);
    make_files(&example, text + strlen("错|"));
    run_example(&example);
    g_string_free(example.document, TRUE);
    g_string_free(example.issue, TRUE);
    g_array_free(example.marks, TRUE);
}

static void run_file(const char *name) {
    g_autofree char *path = g_build_filename(FOLDER, name, NULL), *text = NULL, *slug = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i]; i++) {
        if (g_str_has_prefix(lines[i], "## ")) {
            g_free(slug);
            slug = g_strdup(lines[i] + 3);
        } else if (g_str_has_prefix(lines[i], "错|") || g_str_has_prefix(lines[i], "对|")) {
            run_line(name, i + 1, slug, lines[i]);
        }
    }
}

/* The lists of tests/checks/lists/, then the program's. */
static void read_lists(struct gaz_diags *diags) {
    g_autofree char *data = gaz_data_folder(), *program = g_build_filename(data, "styles/lists", NULL);
    const struct gaz_house_file files[] = {
        {GAZ_HOUSE_ORGANS, FOLDER "/lists", "机关.yaml", 0, false},
        {GAZ_HOUSE_PEOPLE, FOLDER "/lists", "人名.yaml", 0, false},
        {GAZ_HOUSE_WORDS, FOLDER "/lists", "用词.yaml", 0, false},
        {GAZ_HOUSE_ORGANS, program, "机关.yaml", 1, true},
    };
    house = gaz_house_read(files, G_N_ELEMENTS(files), diags);
    gaz_diags_print(diags, stderr, GAZ_CHINESE, false);
    assert_int_equal(gaz_diags_count(diags, GAZ_ERROR) + gaz_diags_count(diags, GAZ_WARNING), 0);
}

static int compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files in the order of their names. */
static void run_files(void) {
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GDir *folder = g_dir_open(FOLDER, 0, NULL);
    assert_non_null(folder);
    for (const char *name; (name = g_dir_read_name(folder));)
        if (g_str_has_suffix(name, ".md")) g_ptr_array_add(names, g_strdup(name));
    g_dir_close(folder);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        run_file(g_ptr_array_index(names, i));
}

static void expect_messages(void) {
    if (g_getenv("GAZ_UPDATE")) assert_true(put_file(FOLDER "/messages.txt", messages->str));
    g_autofree char *expected = NULL;
    assert_true(g_file_get_contents(FOLDER "/messages.txt", &expected, NULL, NULL));
    g_auto(GStrv) wanted = g_strsplit(expected, "\n", -1), got = g_strsplit(messages->str, "\n", -1);
    for (size_t i = 0; wanted[i] && got[i]; i++)
        if (strcmp(wanted[i], got[i]) != 0)
            fail_msg("messages.txt:%zu: %s\nis told as: %s", i + 1, wanted[i], got[i]);
    assert_int_equal(g_strv_length(wanted), g_strv_length(got));
}

static void examples_hold(void **state) {
    (void)state;
    struct gaz_diags *diags = gaz_diags_new();
    messages = g_string_new(NULL);
    read_lists(diags);
    run_files();
    expect_messages();
    g_string_free(messages, TRUE);
    gaz_house_free(house);
    gaz_diags_free(diags);
    for (int i = 0; i < GAZ_N_CHECK_RULES; i++)
        if (n_examples[i][0] == 0 || n_examples[i][1] == 0)
            fail_msg("%s lacks an example of what is %s", gaz_check_row(i)->slug,
                     n_examples[i][0] ? "wrong" : "right");
}

static void slugs_differ(void **state) {
    (void)state;
    for (int i = 0; i < GAZ_N_CHECK_RULES; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(gaz_check_row(i)->slug, gaz_check_row(k)->slug);
}

static int make_work(void **state) {
    (void)state;
    work = g_dir_make_tmp("check-XXXXXX", NULL);
    g_autofree char *picture = work ? g_build_filename(work, "图.svg", NULL) : NULL;
    return picture && put_file(picture,
                               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9mm\" height=\"9mm\"/>")
               ? 0
               : -1;
}

static int remove_work(void **state) {
    (void)state;
    remove_tree(work);
    g_free(work);
    return 0;
}

int main(void) {
    mallopt(M_TRIM_THRESHOLD, 64 << 20); /* thousands of checks: what is given back is taken again */
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    const struct CMUnitTest tests[] = {cmocka_unit_test(slugs_differ), cmocka_unit_test(examples_hold)};
    return cmocka_run_group_tests(tests, make_work, remove_work);
}
