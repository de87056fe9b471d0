/* test_rules.c: runs the rulebook, tests/rules/<name>.md (its form: tests/rules/README.md).
 *
 * With GAZ_UPDATE=1 what is expected is rewritten to what is set: read the difference like code, and hold it
 * against the rule. GAZ_RULES=<words> runs only the files whose name contains the words.
 */
#include "fonts/fonts.h"
#include "input/input.h"
#include "layout/layout.h"
#include "styles/styles.h"
#include "tests/unit/layout/rule_lines.h"
#include "tests/unit/layout/rule_pages.h"
#include "tests/unit/layout/rulebook.h"

/* a style with its fonts, opened once for all examples that name it */
struct opened {
    struct gaz_style *style;
    struct gaz_fonts *fonts;
};

struct rulebook {
    struct gaz_diags *diags; /* of opening styles and fonts */
    GHashTable *opened;      /* name → struct opened */
    unsigned n_examples, n_wrong;
};

/* ---- styles */

static struct gaz_fonts *fonts_of(const struct gaz_style *style, struct gaz_diags *diags) {
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

static const struct opened *opened_of(struct rulebook *book, const char *name) {
    struct opened *opened = g_hash_table_lookup(book->opened, name);
    if (opened) return opened;
    opened = g_new0(struct opened, 1);
    opened->style = gaz_style_load(name, GAZ_SOURCE_DIR, ".", (struct gaz_span){0}, book->diags);
    assert_non_null(opened->style);
    opened->fonts = fonts_of(opened->style, book->diags);
    assert_non_null(opened->fonts);
    g_hash_table_insert(book->opened, g_strdup(name), opened);
    return opened;
}

static void opened_free(gpointer data) {
    struct opened *opened = data;
    gaz_fonts_close(opened->fonts);
    gaz_style_free(opened->style);
    g_free(opened);
}

/* ---- one example */

/* What was complained of, by slug, each once, in the order of places; not that another face lent a glyph:
 * that is the machine's affair. */
static void tell_complaints(const struct gaz_diags *diags, GString *out) {
    char *text = printed(diags, GAZ_CHINESE);
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        const char *open = strrchr(*line, '[');
        bool head = strstr(*line, "警告: ") || strstr(*line, "错误: ");
        if (!head || !open || !g_str_has_suffix(*line, "]") || strcmp(open, "[lent-glyph]") == 0) continue;
        char *row = g_strdup_printf("警告 %.*s\n", (int)strlen(open) - 2, open + 1);
        if (!strstr(out->str, row)) g_string_append(out, row);
        g_free(row);
    }
    g_strfreev(lines);
    free(text);
}

static void tell(struct rule_world *world, const struct rule_block *block, GString *out) {
    world->tell_advances = g_str_has_prefix(block->wanted, "字幅 ") || strstr(block->wanted, "\n字幅 ");
    world->tell_places = g_str_has_prefix(block->wanted, "位置 ") || strstr(block->wanted, "\n位置 ");
    if (block->kind == RULE_PAGES)
        rule_tell_pages(world, block->text, out);
    else
        rule_tell_lines(world, block->text, out);
    tell_complaints(world->diags, out);
}

/* What the example gives; the caller frees it. */
static char *run_example(struct rulebook *book, struct rule_world *world, const struct rule_block *block,
                         const char *file_settings) {
    world->arena = gaz_arena_new();
    world->diags = gaz_diags_new();
    world->settings[0] = rule_settings_read(world, block->settings);
    world->settings[1] = rule_settings_read(world, file_settings);
    const struct opened *opened = opened_of(book, rule_setting(world, "样式", "gbt9704"));
    struct gaz_style *styles[2] = {NULL, NULL};
    world->fonts = opened->fonts;
    world->style = opened->style;
    for (int i = 2; i-- > 0;)
        world->style = styles[i] =
            gaz_style_override(world->style, rule_style_keys(world, world->settings[i]), world->diags);
    GString *out = g_string_new(NULL);
    tell(world, block, out);
    if (world->issue) gaz_issue_free(world->issue);
    gaz_style_free(styles[0]);
    gaz_style_free(styles[1]);
    gaz_diags_free(world->diags);
    gaz_arena_free(world->arena);
    return g_string_free(out, FALSE);
}

/* ---- one file */

static void judge(struct rulebook *book, const struct rule_world *world, const struct rule_block *block,
                  const char *got) {
    book->n_examples++;
    if (rule_results_equal(block->wanted, got) || g_getenv("GAZ_UPDATE")) return;
    book->n_wrong++;
    print_message("tests/rules/%s:%u\n%s%s--- expected\n%s--- set\n%s\n", world->file, world->line,
                  block->settings, block->text, block->wanted, got);
}

static void run_blocks(struct rulebook *book, const char *name, const GPtrArray *blocks, GString *out) {
    const char *settings = "";
    gssize moved = 0;
    for (guint i = 0; i < blocks->len; i++) {
        const struct rule_block *block = g_ptr_array_index(blocks, i);
        if (block->kind == RULE_SETTINGS) {
            settings = block->settings;
            continue;
        }
        struct rule_world world = {.file = name, .line = block->line};
        char *got = run_example(book, &world, block, settings);
        judge(book, &world, block, got);
        if (!rule_results_equal(block->wanted, got)) {
            gssize at = (gssize)block->wanted_at + moved;
            g_string_erase(out, at, (gssize)strlen(block->wanted));
            g_string_insert(out, at, got);
            moved += (gssize)strlen(got) - (gssize)strlen(block->wanted);
        }
        g_free(got);
    }
}

static void run_file(struct rulebook *book, const char *name) {
    char *path = g_build_filename(GAZ_SOURCE_DIR "/tests/rules", name, NULL);
    char *content = NULL;
    unsigned line = 0;
    assert_true(g_file_get_contents(path, &content, NULL, NULL));
    GPtrArray *blocks = rule_blocks_read(content, &line);
    if (!blocks) fail_msg("%s:%u: the block is not whole", name, line);
    GString *out = g_string_new(content);
    run_blocks(book, name, blocks, out);
    if (g_getenv("GAZ_UPDATE") && strcmp(out->str, content) != 0)
        assert_true(g_file_set_contents(path, out->str, (gssize)out->len, NULL));
    g_string_free(out, TRUE);
    g_ptr_array_unref(blocks);
    g_free(content);
    g_free(path);
}

static void test_rulebook(void **state) {
    (void)state;
    struct rulebook book = {.diags = gaz_diags_new()};
    book.opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, opened_free);
    const char *only = g_getenv("GAZ_RULES");
    GDir *folder = g_dir_open(GAZ_SOURCE_DIR "/tests/rules", 0, NULL);
    assert_non_null(folder);
    for (const char *name; (name = g_dir_read_name(folder));)
        if (g_str_has_suffix(name, ".md") && (!only || strstr(name, only))) run_file(&book, name);
    g_dir_close(folder);
    print_message("%u examples, %u wrong\n", book.n_examples, book.n_wrong);
    if (!only) assert_true(book.n_examples > 60);
    assert_int_equal(book.n_wrong, 0);
    g_hash_table_destroy(book.opened);
    gaz_diags_free(book.diags);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rulebook)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
