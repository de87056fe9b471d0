/* examples.h: files of examples, and what an intake makes of each.
 *
 *     #### what it is about
 *     what is read; {60字} is a text of sixty characters
 *     ----
 *     what becomes of it; what stands more than seven times is counted
 *
 * GAZ_UPDATE=1 rewrites what is below the lines: read the difference like code. */
#ifndef GAZ_TESTS_UNIT_INTAKE_EXAMPLES_H
#define GAZ_TESTS_UNIT_INTAKE_EXAMPLES_H

#include "intake/account.h"
#include "intake/summary.h"
#include "tests/unit/filled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { EXAMPLES_MANY = 8 };

/* A character that stands so often is written with its number. */
static inline void examples_append(GString *out, const char *text) {
    for (const char *at = text; *at;) {
        unsigned n = 1;
        const char *next = g_utf8_next_char(at), *end = next;
        for (; *end && strncmp(at, end, (size_t)(next - at)) == 0; end += next - at)
            n++;
        if (n >= EXAMPLES_MANY)
            g_string_append_printf(out, "{%u%.*s}", n, (int)(next - at), at);
        else
            g_string_append_len(out, at, end - at);
        at = end;
    }
}

/* The report as an editor gets it, but for lists that have nothing, and what the terminal shows. */
static inline void examples_append_account(GString *out, const struct gaz_account *account) {
    g_autoptr(GString) json = gaz_account_json(account);
    g_auto(GStrv) lines = g_strsplit(json->str, "\n", -1);
    for (size_t i = 0; lines[i]; i++) {
        const char *line = g_strstrip(lines[i]);
        bool is_row = *line == '{' && line[1], is_name = g_str_has_suffix(line, ": [");
        if (!is_row && !is_name) continue;
        examples_append(out, line);
        g_string_append_c(out, '\n');
    }
    g_autoptr(GString) summary = gaz_account_summary(account, GAZ_CHINESE);
    examples_append(out, summary->str);
}

/* become: what a text of lines becomes, freed with g_free. */
static inline void run_examples(const char *path, char *(*become)(const char *text)) {
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) examples = g_strsplit(text, "#### ", -1);
    g_autoptr(GString) rewritten = g_string_new(examples[0]);
    for (size_t i = 1; examples[i]; i++) {
        g_auto(GStrv) halves = g_strsplit(examples[i], "\n----\n", 2);
        const char *begin = strchr(halves[0], '\n');
        g_autofree char *input = filled(begin ? begin + 1 : ""), *got = become(input);
        g_autofree char *whole = g_strconcat(got, "\n", NULL);
        g_string_append_printf(rewritten, "#### %s\n----\n%s", halves[0], whole);
        if (g_strcmp0(halves[1], whole) != 0 && !g_getenv("GAZ_UPDATE"))
            fail_msg("%s: %s\nbecame\n%snot\n%s", path, halves[0], got, halves[1] ? halves[1] : "");
    }
    if (g_getenv("GAZ_UPDATE")) assert_true(g_file_set_contents(path, rewritten->str, -1, NULL));
}

#endif
