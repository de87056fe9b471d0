/* test_rules.c: runs the rulebook, tests/rules/<name>.md.
 *
 * A rule is prose for an editor and examples that are run. An example is a fenced block:
 *
 *     ```断行
 *     样式: shenyang-2019 每行: 12 缩进: 2 标题: 是        (what is not told: gbt9704, 12, 0, 否)
 *     the paragraph, on one line
 *     ----
 *     the lines that it is to be set in
 *     ```
 *
 * With GAZ_UPDATE=1 the lines are rewritten.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "fonts/fonts.h"
#include "layout/text/paragraph.h"
#include "styles/styles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define FENCE "```断行"

/* a style with its fonts, opened once for all examples that name it */
struct setting {
    struct gaz_style *style;
    struct gaz_fonts *fonts;
};

struct rulebook {
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    GHashTable *settings; /* style name → struct setting */
    unsigned n_examples, n_wrong;
};

static struct gaz_fonts *open_fonts(const struct gaz_style *style, struct gaz_diags *diags) {
    struct gaz_font_family *families = g_new0(struct gaz_font_family, style->n_families + 1);
    for (uint32_t i = 0; i < style->n_families; i++) {
        const struct gaz_family *from = &style->families[i];
        families[i] = (struct gaz_font_family){from->name, from->faces, from->n_faces, from->n_first};
    }
    const char *folders[] = {GAZ_SOURCE_DIR "/fonts/files"};
    struct gaz_font_request request = {families, style->n_families, folders, 1};
    struct gaz_fonts *fonts = gaz_fonts_open(&request, diags);
    g_free(families);
    return fonts;
}

static struct setting *setting_of(struct rulebook *book, const char *name) {
    struct setting *setting = g_hash_table_lookup(book->settings, name);
    if (setting) return setting;
    setting = g_new0(struct setting, 1);
    setting->style = gaz_style_load(name, GAZ_SOURCE_DIR, ".", (struct gaz_span){0}, book->diags);
    assert_non_null(setting->style);
    setting->fonts = open_fonts(setting->style, book->diags);
    assert_non_null(setting->fonts);
    g_hash_table_insert(book->settings, g_strdup(name), setting);
    return setting;
}

static void free_setting(void *data) {
    struct setting *setting = data;
    gaz_fonts_close(setting->fonts);
    gaz_style_free(setting->style);
    g_free(setting);
}

/* the word after "key: ", or what is taken without it */
static char *option(const char *line, const char *key, const char *otherwise) {
    char *with_colon = g_strconcat(key, ": ", NULL);
    const char *at = strstr(line, with_colon);
    const char *value = at ? at + strlen(with_colon) : otherwise;
    char *word = g_strndup(value, strcspn(value, " "));
    g_free(with_colon);
    return word;
}

static int number_option(const char *line, const char *key, const char *otherwise) {
    char *word = option(line, key, otherwise);
    int number = atoi(word);
    g_free(word);
    return number;
}

/* The lines, each with its line end, as the paragraph door sets them. */
static char *set_lines(struct rulebook *book, const char *options, const char *text) {
    char *name = option(options, "样式", "gbt9704");
    char *is_title = option(options, "标题", "否");
    struct setting *setting = setting_of(book, name);
    struct gaz_typesetter typesetter = {
        .arena = book->arena, .style = setting->style, .fonts = setting->fonts, .diags = book->diags};
    gaz_len cell = setting->style->cell;
    bool balanced = strcmp(is_title, "是") == 0;
    struct gaz_paragraph_spec spec = {.text = gaz_text_from_utf8(book->arena, text),
                                      .role = GAZ_ROLE_BODY,
                                      .heading_role = GAZ_ROLE_BODY,
                                      .setting = balanced ? GAZ_SET_CENTER : GAZ_SET_JUSTIFIED,
                                      .measure = cell * number_option(options, "每行", "12"),
                                      .first_indent = cell * number_option(options, "缩进", "0"),
                                      .balanced = balanced};
    struct gaz_paragraph paragraph = gaz_paragraph_set(&typesetter, &spec);
    GString *lines = g_string_new(NULL);
    for (uint32_t i = 0; i < paragraph.n_lines; i++) {
        const struct gaz_line *line = &paragraph.lines[i];
        char *utf8 = gaz_text_to_utf8(gaz_text_slice(spec.text, line->first_char, line->n_chars));
        g_string_append_printf(lines, "%s\n", utf8);
        g_free(utf8);
    }
    g_free(name);
    g_free(is_title);
    return g_string_free(lines, FALSE);
}

static const char *after_line(const char *at) {
    const char *end = strchr(at, '\n');
    return end ? end + 1 : at + strlen(at);
}

static char *line_at(const char *at) {
    return g_strndup(at, strcspn(at, "\n"));
}

/* One example that begins behind its fence: judged, and written as it is now to `out`. Gives where it ends.
 */
static const char *run_example(struct rulebook *book, const char *file, const char *at, GString *out) {
    const char *text_at = after_line(at), *rule_at = after_line(text_at), *want_at = after_line(rule_at);
    char *options = line_at(at), *text = line_at(text_at), *rule = line_at(rule_at);
    const char *end = strstr(want_at, "```");
    assert_non_null(end);
    assert_string_equal(rule, "----");
    char *want = g_strndup(want_at, (gsize)(end - want_at));
    char *got = set_lines(book, options, text);
    book->n_examples++;
    if (strcmp(want, got) != 0 && !g_getenv("GAZ_UPDATE")) {
        book->n_wrong++;
        print_message("%s: %s\n--- expected\n%s--- set\n%s\n", file, text, want, got);
    }
    g_string_append_printf(out, "%s\n%s\n----\n%s", options, text, got);
    g_free(options);
    g_free(text);
    g_free(rule);
    g_free(want);
    g_free(got);
    return end;
}

static void run_file(struct rulebook *book, const char *name) {
    char *path = g_build_filename(GAZ_SOURCE_DIR "/tests/rules", name, NULL);
    char *content = NULL;
    assert_true(g_file_get_contents(path, &content, NULL, NULL));
    GString *out = g_string_new(NULL);
    const char *at = content;
    for (const char *fence; (fence = strstr(at, FENCE "\n"));) {
        const char *inside = after_line(fence);
        g_string_append_len(out, at, inside - at);
        at = run_example(book, name, inside, out);
    }
    g_string_append(out, at);
    if (g_getenv("GAZ_UPDATE")) assert_true(g_file_set_contents(path, out->str, (gssize)out->len, NULL));
    g_string_free(out, TRUE);
    g_free(content);
    g_free(path);
}

static void test_rulebook(void **state) {
    (void)state;
    struct rulebook book = {.arena = gaz_arena_new(), .diags = gaz_diags_new()};
    book.settings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_setting);
    GDir *folder = g_dir_open(GAZ_SOURCE_DIR "/tests/rules", 0, NULL);
    assert_non_null(folder);
    for (const char *name; (name = g_dir_read_name(folder));)
        if (g_str_has_suffix(name, ".md")) run_file(&book, name);
    g_dir_close(folder);
    print_message("%u examples, %u wrong\n", book.n_examples, book.n_wrong);
    assert_true(book.n_examples > 20);
    assert_int_equal(book.n_wrong, 0);
    g_hash_table_destroy(book.settings);
    gaz_diags_free(book.diags);
    gaz_arena_free(book.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rulebook)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
