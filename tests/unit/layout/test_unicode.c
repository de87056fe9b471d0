/* test_unicode.c: other people's data and conformance suite: UAX 50's VerticalOrientation.txt and UAX 14's
 * LineBreakTest.txt (Debian's unicode-data; skipped where it is not). Where this program does otherwise, it
 * is by a family of places that a person has judged, each with its clause and its count: whoever changes a
 * class sees what moves.
 */
/* link: gaz_layout gaz_fonts gaz_styles PkgConfig::GLIB */

#include "layout/text/atoms.h"
#include "layout/text/context.h"
#include "layout/text/vertical.h"
#include "styles/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static char *read_data(const char *name) {
    g_autofree char *path = g_build_filename("/usr/share/unicode", name, NULL);
    char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL)) skip();
    return content;
}

/* ---- UAX 50 */

static const char *field(char *line, uint32_t *first, uint32_t *last) {
    char *hash = strchr(line, '#'), *semicolon;
    if (hash) *hash = '\0';
    semicolon = strchr(line, ';');
    if (!semicolon) return NULL;
    *first = *last = (uint32_t)strtoul(line, NULL, 16);
    char *dots = strstr(line, "..");
    if (dots) *last = (uint32_t)strtoul(dots + 2, NULL, 16);
    return g_strstrip(semicolon + 1);
}

static void what_turns_is_what_uax_50_says(void **state) {
    (void)state;
    char *content = read_data("VerticalOrientation.txt");
    char *upright = g_malloc0(0x110000);
    char **lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line; line++) {
        uint32_t first, last;
        const char *value = field(*line, &first, &last);
        for (uint32_t ch = first; value && ch <= last; ch++)
            upright[ch] = strcmp(value, "U") == 0 || strcmp(value, "Tu") == 0;
    }
    unsigned differ = 0;
    for (uint32_t ch = 0; ch < 0x110000; ch++)
        if (gaz_char_turns(ch) == (upright[ch] != 0)) differ++, print_message("U+%04X\n", (unsigned)ch);
    assert_int_equal(differ, 0);
    g_strfreev(lines);
    g_free(upright);
    g_free(content);
}

/* ---- UAX 14 */

/* One line of the suite: × 0023 × 0308 ÷ 0020 ÷ */
struct suite_line {
    struct gaz_char chars[64];
    bool breaks[64]; /* before each character */
    uint32_t n;
};

static bool parse_line(const char *line, struct suite_line *out) {
    *out = (struct suite_line){.n = 0};
    bool breaks = false;
    uint16_t joined = 0;
    for (const char *at = line; *at && *at != '#';) {
        gunichar ch = g_utf8_get_char(at);
        if (ch == 0xF7 || ch == 0xD7) {
            breaks = ch == 0xF7;
            at = g_utf8_next_char(at);
        } else if (g_ascii_isxdigit(*at)) {
            char *end;
            uint32_t code = (uint32_t)strtoul(at, &end, 16);
            at = end;
            if (code != '\n' && gaz_char_is_refused(code)) return false;
            if (code == GAZ_WORD_JOINER) {
                joined = GAZ_CHAR_JOINED;
                continue;
            }
            out->breaks[out->n] = breaks;
            out->chars[out->n++] = (struct gaz_char){code, GAZ_NOWHERE, joined};
            joined = 0;
        } else {
            at++;
        }
    }
    return out->n > 1;
}

/* What this program says of the place before a character. Every character is an atom of its own here, but
 * that a Latin word is whole, as gaz_collect makes it: no face is asked for anything. */
static bool may_break(const struct gaz_context *context, struct gaz_atoms *atoms, uint32_t i) {
    bool word = context->classes[i] == context->classes[i - 1] &&
                (context->classes[i] == GAZ_CLASS_LATIN || context->classes[i] == GAZ_CLASS_COMPLEX);
    return !word && atoms->atoms[i].before == GAZ_BREAK_ALLOWED;
}

static struct gaz_atoms atoms_of(struct gaz_text text, const struct gaz_context *context) {
    static const struct gaz_style style = {.prohibition = 1, .number_with_unit = true, .cell = 1000};
    struct gaz_atoms atoms = {g_new0(struct gaz_atom, text.n), text.n, NULL, 0};
    for (uint32_t i = 0; i < text.n; i++)
        atoms.atoms[i] = (struct gaz_atom){.first_char = i,
                                           .n_chars = 1,
                                           .size = 1000,
                                           .first = context->classes[i],
                                           .last = context->classes[i],
                                           .before = GAZ_BREAK_FORBIDDEN};
    gaz_space_atoms(&style, &text, context->ties, &atoms);
    return atoms;
}

/* The classes of UAX 14, from LineBreak.txt. */
static char (*classes_new(void))[4] {
    char *content = read_data("LineBreak.txt");
    char(*classes)[4] = g_malloc0(sizeof *classes * 0x110000);
    for (uint32_t ch = 0; ch < 0x110000; ch++)
        g_strlcpy(classes[ch], "XX", sizeof classes[ch]);
    char **lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line; line++) {
        uint32_t first, last;
        const char *value = field(*line, &first, &last);
        for (uint32_t ch = first; value && ch <= last; ch++)
            g_strlcpy(classes[ch], value, sizeof classes[ch]);
    }
    g_strfreev(lines);
    g_free(content);
    return classes;
}

static bool is_in(const char *class, const char *list) {
    for (const char *at = strstr(list, class); *class && at; at = strstr(at + 1, class))
        if ((at == list || at[-1] == ' ') && strchr(" ", at[strlen(class)])) return true;
    return false;
}

/* A family of places where this program breaks (or does not) otherwise than UAX 14: by the classes on both
 * sides, the first that fits. */
struct family {
    const char *name, *clause;
    const char *left, *right; /* "" : any */
    bool breaks;              /* what this program does */
    unsigned count;
};

static struct family families[] = {
#include "tests/unit/layout/uax14_families.def"
};

static const struct family *family_of(const char *left, const char *right, bool breaks) {
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct family *f = &families[k];
        if (f->breaks == breaks && (!*f->left || is_in(left, f->left)) &&
            (!*f->right || is_in(right, f->right)))
            return f;
    }
    return NULL;
}

static void the_suite_of_uax_14(void **state) {
    (void)state;
    char *content = read_data("auxiliary/LineBreakTest.txt");
    char(*classes)[4] = classes_new();
    char **lines = g_strsplit(content, "\n", -1);
    unsigned seen[G_N_ELEMENTS(families)] = {0}, unknown = 0, places = 0, refused = 0;
    for (char **line = lines; *line; line++) {
        struct suite_line read;
        if (!parse_line(*line, &read)) {
            refused += strchr(*line, ' ') && **line != '#';
            continue;
        }
        struct gaz_text text = {read.chars, read.n, NULL};
        struct gaz_context context = gaz_context_new(text, true);
        struct gaz_atoms atoms = atoms_of(text, &context);
        for (uint32_t i = 1; i < read.n; i++) {
            places++;
            bool breaks = may_break(&context, &atoms, i);
            if (breaks == read.breaks[i]) continue;
            const char *left = classes[read.chars[i - 1].ch], *right = classes[read.chars[i].ch];
            const struct family *family = family_of(left, right, breaks);
            if (family)
                seen[family - families]++;
            else if (unknown++ < 400 || getenv("GAZ_UAX14"))
                print_message("unjudged: %s U+%04X %s %s U+%04X: %s\n", left, (unsigned)read.chars[i - 1].ch,
                              breaks ? "÷" : "×", right, (unsigned)read.chars[i].ch, *line);
        }
        gaz_atoms_clear(&atoms);
        gaz_context_clear(&context);
    }
    print_message("%u places, %u lines with characters that no source may hold\n", places, refused);
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++)
        if (seen[k] != families[k].count)
            print_message("%s (%s): %u, not %u\n", families[k].name, families[k].clause, seen[k],
                          families[k].count);
    unsigned moved = unknown;
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++)
        moved += seen[k] != families[k].count;
    g_strfreev(lines);
    g_free(classes);
    g_free(content);
    assert_int_equal(moved, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_turns_is_what_uax_50_says),
        cmocka_unit_test(the_suite_of_uax_14),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
