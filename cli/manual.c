/* manual.c: see manual.h. One key is found in the list that gongbao keys prints, so that it is told in one
 * way.
 */
#include "cli/manual.h"
#include "cli/say.h"

#include "base/text/hint.h"
#include "input/input.h"
#include "styles/styles.h"

#include <stdlib.h>
#include <string.h>

const char *gaz_manual_page(const char *name) {
    return strcmp(name, GAZ_MANUAL_FORMAT) == 0 ? (const char *)gaz_manual_format : NULL;
}

/* ---- the list, line by line */

enum { DEPTHS = 3 }; /* a table, its keys, those of one kind of item on a cover */

/* Freed with free(); NULL: memory is short. */
static char *whole_list(bool english) {
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    if (!out) return NULL;
    gaz_input_print_keys(out, english);
    gaz_style_print_keys(out, english);
    return fclose(out) == 0 ? text : NULL;
}

static size_t depth_of(const char *line) {
    return MIN(strspn(line, " ") / 2, (size_t)DEPTHS - 1);
}

/* The name that a line of the list begins with; freed with g_free. */
static char *name_of(const char *line) {
    static const char *const ends[] = {"（", "：", ": ", " (", " - "};
    const char *name = line + strspn(line, " ");
    size_t n = strlen(name);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        const char *end = strstr(name, ends[i]);
        if (end && (size_t)(end - name) < n) n = (size_t)(end - name);
    }
    return g_strndup(name, n);
}

/* `版记` is asked for: it is told of, and of 版记.前空 */
static bool is_wanted(const char *line, const char *wanted) {
    g_autofree char *name = name_of(line);
    if (depth_of(line) == 0 || !g_str_has_prefix(name, wanted)) return false;
    char next = name[strlen(wanted)];
    return next == '\0' || next == '.';
}

/* ---- the rules that a line cites */

/* | G-38 | the rule | whence |: the rule; NULL: the page has no such row. Freed with g_free. */
static char *rule_in(const unsigned char *page, const char *number) {
    g_autofree char *head = g_strdup_printf("\n| %s | ", number);
    const char *row = strstr((const char *)page, head);
    if (!row) return NULL;
    row += strlen(head);
    const char *end = strstr(row, " |");
    return end ? g_strndup(row, (size_t)(end - row)) : NULL;
}

/* told: the numbers that were printed before */
static void print_rule(const char *number, GHashTable *told) {
    g_autofree char *rule = rule_in(gaz_manual_rules, number);
    if (!rule) rule = rule_in(gaz_manual_clreq, number);
    if (rule && g_hash_table_add(told, g_strdup(number))) printf("%s  %s\n", number, rule);
}

/* G-25 G-27, C-36–C-41: what stands in the last brackets of a line */
static void print_rules(const char *line, GHashTable *told) {
    const char *open = strrchr(line, '[');
    if (!open) return;
    for (const char *at = open + 1; *at; at++)
        if (g_ascii_isupper(at[0]) && at[1] == '-' && g_ascii_isdigit(at[2]) && g_ascii_isdigit(at[3])) {
            g_autofree char *number = g_strndup(at, 4);
            if (!g_hash_table_contains(told, number)) print_rule(number, told);
        }
}

/* ---- one key */

/* The lines above one that say where it stands, each once. */
static void print_heads(const char *heads[DEPTHS], size_t depth) {
    for (size_t i = 0; i < depth; i++)
        if (heads[i]) {
            puts(heads[i]);
            heads[i] = NULL;
        }
}

/* How many lines there are. */
static uint32_t print_entries(char **lines, const char *wanted) {
    const char *heads[DEPTHS] = {NULL};
    uint32_t n = 0;
    for (char **line = lines; *line; line++) {
        size_t depth = depth_of(*line);
        heads[depth] = *line;
        for (size_t i = depth + 1; i < DEPTHS; i++)
            heads[i] = NULL;
        if (!is_wanted(*line, wanted)) continue;
        print_heads(heads, depth);
        puts(*line);
        heads[depth] = NULL; /* printed */
        n++;
    }
    return n;
}

static void print_cited(char **lines, const char *wanted) {
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char **line = lines; *line; line++)
        if (is_wanted(*line, wanted)) print_rules(*line, told);
}

static int unknown_key(const struct gaz_cli *cli, char **lines, const char *typed) {
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (char **line = lines; *line; line++)
        if (depth_of(*line) > 0) g_ptr_array_add(names, name_of(*line));
    struct gaz_hint hint =
        gaz_hint_of(gaz_nearest_name(typed, (const char *const *)names->pdata, names->len));
    gaz_usage_error(cli, gaz_pick(cli, "没有键“%s”%s", "there is no key \"%s\"%s"), typed,
                    gaz_pick(cli, hint.chinese, hint.english));
    gaz_hint_clear(&hint);
    return GAZ_EXIT_USAGE;
}

int gaz_manual_key(const struct gaz_cli *cli, const char *name) {
    char *list = whole_list(cli->language == GAZ_ENGLISH);
    if (!list) return GAZ_EXIT_IO;
    g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
    free(list);
    if (print_entries(lines, name) == 0) return unknown_key(cli, lines, name);
    print_cited(lines, name);
    return GAZ_EXIT_OK;
}
