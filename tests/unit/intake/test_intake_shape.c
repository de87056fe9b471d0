/* test_intake_shape.c: which paragraph of a file is what: the examples of golden/shapes.txt.
 *
 * A line is a paragraph: [中红] before it says that it is centred and red, ×9 that there are nine; ⏎ is a
 * line end in it. Every bound in shape/ has an example of the last that is within and of the first that is
 * not.
 */
/* link: gaz_intake gaz_input gaz_base */
#include "intake/shape/shape.h"
#include "intake/source/source.h"
#include "intake/tidy/tidy.h"

#include "tests/unit/intake/drafts.h"
#include "tests/unit/intake/examples.h"

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
    g_auto(GStrv) lines = g_strsplit(end ? end + strlen("] ") : line, "⏎", -1);
    g_autofree char *text = g_strjoinv("\n", lines);
    look_as(block, words);
    draft_put(draft, block, text);
}

static void add_paragraphs(struct gaz_draft *draft, const char *line) {
    char *end = NULL;
    unsigned long n = g_str_has_prefix(line, "×") ? strtoul(line + strlen("×"), &end, 10) : 1;
    for (unsigned long i = 0; i < n; i++)
        add_paragraph(draft, end ? end + strlen(" ") : line);
}

/* ---- what became of it */

static void append_paragraphs(GString *out, const char *source) {
    g_auto(GStrv) paragraphs = g_strsplit(source, "\n\n", -1);
    for (size_t i = 0, n; paragraphs[i]; i += n) {
        for (n = 1; paragraphs[i + n] && strcmp(paragraphs[i], paragraphs[i + n]) == 0;)
            n++;
        if (n < EXAMPLES_MANY) n = 1;
        if (n > 1) g_string_append_printf(out, "×%zu ", n);
        examples_append(out, paragraphs[i]);
        if (paragraphs[i + n]) g_string_append(out, "\n\n");
    }
}

static char *shaped(const char *text) {
    struct gaz_draft *draft = gaz_draft_new("来稿.txt");
    struct gaz_account *account = gaz_account_new(draft);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gaz_draft_part(draft, "正文");
    for (size_t i = 0; lines[i]; i++)
        if (*lines[i]) add_paragraphs(draft, lines[i]);
    gaz_draft_tidy(draft, account, 0);
    struct gaz_shaped *shaped = gaz_draft_shape(draft, account);
    struct gaz_written *written = gaz_source_write(shaped, "甲", true);
    GString *out = g_string_new(NULL);
    append_paragraphs(out, written->bytes->str);
    examples_append_account(out, account);
    gaz_written_free(written);
    gaz_shaped_free(shaped);
    gaz_account_free(account);
    gaz_draft_free(draft);
    return g_string_free(out, FALSE);
}

static void paragraphs_are_what_they_are(void **state) {
    (void)state;
    run_examples("golden/shapes.txt", shaped);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(paragraphs_are_what_they_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
