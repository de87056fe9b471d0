/* test_intake_shape.c: which paragraph of a file is what: the examples of golden/shapes.txt.
 *
 *     #### what it is about
 *     [中红] a paragraph that is centred and red
 *     a plain one of sixty characters: {60字}; ⏎ is a line end in it
 *     ----
 *     the source that is written of them, and what each was taken for; a character that stands more than
 * seven times is counted
 *
 * Every bound in shape/ has an example of the last that is within and of the first that is not. GAZ_UPDATE=1
 * rewrites what is below the lines: read the difference like code.
 */
/* link: gaz_intake gaz_input gaz_base */
#include "intake/shape/shape.h"
#include "intake/source/source.h"
#include "intake/tidy/tidy.h"

#include "base/text/text.h"
#include "tests/unit/filled.h"
#include "tests/unit/intake/drafts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define EXAMPLES "golden/shapes.txt"

/* ---- an example as a draft */

static void look_as(struct gaz_draft_block *block, const char *words) {
    struct gaz_draft_look *look = &block->look;
    if (strstr(words, "中")) look->align = GAZ_DRAFT_CENTRED;
    if (strstr(words, "右")) look->align = GAZ_DRAFT_RIGHT;
    if (strstr(words, "红")) look->is_red = true;
    if (strstr(words, "框")) block->classes |= GAZ_DRAFT_BOXED;
    if (strstr(words, "宋")) look->face = GAZ_DRAFT_FACE_XIAOBIAOSONG;
    if (strstr(words, "级")) look->level = 1;
    if (strstr(words, "大")) look->size = 44;
    if (strstr(words, "缩")) look->left = (int32_t)strtol(strstr(words, "缩") + strlen("缩"), NULL, 10);
}

static void add_paragraph(struct gaz_draft *draft, const char *line) {
    const char *end = *line == '[' ? strchr(line, ']') : NULL;
    g_autofree char *words = g_strndup(line, end ? (gsize)(end - line) : 0);
    bool is_break = strstr(words, "页");
    struct gaz_draft_block *block =
        gaz_draft_block_new(draft, draft->blocks, is_break ? GAZ_DRAFT_PAGE_BREAK : GAZ_DRAFT_PARAGRAPH);
    block->paragraph = draft->blocks->len;
    if (is_break) return;
    g_autofree char *text = filled(end ? end + strlen("] ") : line);
    g_auto(GStrv) lines = g_strsplit(text, "⏎", -1);
    g_autofree char *ended = g_strjoinv("\n", lines);
    look_as(block, words);
    draft_put(draft, block, ended);
}

static void add_paragraphs(struct gaz_draft *draft, const char *line) {
    char *end = NULL;
    unsigned long n = g_str_has_prefix(line, "×") ? strtoul(line + strlen("×"), &end, 10) : 1;
    for (unsigned long i = 0; i < n; i++)
        add_paragraph(draft, end ? end + strlen(" ") : line);
}

/* ---- what became of it */

enum { MANY = 8 };

static void append_counted(GString *out, const char *text) {
    for (const char *at = text; *at;) {
        unsigned n = 1;
        const char *next = g_utf8_next_char(at), *end = next;
        for (; *end && strncmp(at, end, (size_t)(next - at)) == 0; end += next - at)
            n++;
        if (n >= MANY)
            g_string_append_printf(out, "{%u%.*s}", n, (int)(next - at), at);
        else
            g_string_append_len(out, at, end - at);
        at = end;
    }
}

static void append_paragraphs(GString *out, const char *source) {
    g_auto(GStrv) paragraphs = g_strsplit(source, "\n\n", -1);
    for (size_t i = 0, n; paragraphs[i]; i += n) {
        for (n = 1; paragraphs[i + n] && strcmp(paragraphs[i], paragraphs[i + n]) == 0;)
            n++;
        if (n < MANY) n = 1;
        if (n > 1) g_string_append_printf(out, "×%zu ", n);
        append_counted(out, paragraphs[i]);
        if (paragraphs[i + n]) g_string_append(out, "\n\n");
    }
}

static void append_list(GString *out, const struct gaz_account *account, enum gaz_account_list list,
                        const char *name) {
    for (guint i = 0; i < account->lists[list]->len; i++) {
        const struct gaz_account_entry *entry =
            &g_array_index(account->lists[list], struct gaz_account_entry, i);
        g_autoptr(GString) text = g_string_new(NULL);
        append_counted(text, entry->text ? entry->text : "");
        g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
        g_autofree char *one = g_strjoinv("⏎", lines);
        g_string_append_printf(out, "%s %s", name, one);
        if (entry->becomes) g_string_append_printf(out, " → %s", entry->becomes);
        if (entry->doubt) g_string_append_printf(out, "（%s）", entry->doubt);
        g_string_append_c(out, '\n');
    }
}

static char *shaped(char **lines) {
    struct gaz_draft *draft = gaz_draft_new("来稿.txt");
    struct gaz_account *account = gaz_account_new(draft);
    gaz_draft_part(draft, "正文");
    for (; *lines; lines++)
        if (**lines) add_paragraphs(draft, *lines);
    gaz_draft_tidy(draft, account, 0);
    struct gaz_shaped *shaped = gaz_draft_shape(draft, account);
    struct gaz_written *written = gaz_source_write(shaped, "甲", true);
    GString *out = g_string_new(NULL);
    append_paragraphs(out, written->bytes->str);
    append_list(out, account, GAZ_ACCOUNT_GUESSES, "推定");
    append_list(out, account, GAZ_ACCOUNT_PUT_IN, "补入");
    append_list(out, account, GAZ_ACCOUNT_CHANGED, "改写");
    gaz_written_free(written);
    gaz_shaped_free(shaped);
    gaz_account_free(account);
    gaz_draft_free(draft);
    return g_string_free(out, FALSE);
}

/* ---- all of them */

static void examples_hold(void **state) {
    (void)state;
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(EXAMPLES, &text, NULL, NULL));
    g_auto(GStrv) examples = g_strsplit(text, "#### ", -1);
    g_autoptr(GString) rewritten = g_string_new(examples[0]);
    for (size_t i = 1; examples[i]; i++) {
        g_auto(GStrv) halves = g_strsplit(examples[i], "\n----\n", 2);
        g_auto(GStrv) lines = g_strsplit(halves[0], "\n", -1);
        g_autofree char *got = shaped(lines + 1);
        const char *wanted = halves[1] ? halves[1] : "";
        g_string_append_printf(rewritten, "#### %s\n----\n%s\n", halves[0], got);
        size_t n = strlen(got);
        bool is_as_wanted = strncmp(wanted, got, n) == 0 && strcmp(wanted + n, "\n") == 0;
        if (!is_as_wanted && !g_getenv("GAZ_UPDATE"))
            fail_msg(EXAMPLES ": %s: became\n%snot\n%s", lines[0], got, wanted);
    }
    if (g_getenv("GAZ_UPDATE")) assert_true(g_file_set_contents(EXAMPLES, rewritten->str, -1, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
