/* rulebook.h: the rulebook's files, tests/rules/<name>.md, as examples that can be run.
 *
 * A file is prose with fenced blocks. The block 设定 gives the settings of the examples after it; 例 is a
 * paragraph and 页例 a document, each with what is to come of it (tests/rules/README.md is the editor's
 * description):
 *
 *     ```例
 *     settings, "key: value" a line          (may be left out together with its rule)
 *     ----
 *     text
 *     ----
 *     what is expected
 *     ```
 */
#ifndef GAZ_TESTS_UNIT_LAYOUT_RULEBOOK_H
#define GAZ_TESTS_UNIT_LAYOUT_RULEBOOK_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum rule_kind { RULE_SETTINGS, RULE_LINES, RULE_PAGES };

struct rule_block {
    enum rule_kind kind;
    unsigned line;       /* of its fence, from 1 */
    char *settings;      /* "" when there are none */
    char *text, *wanted; /* NULL of settings */
    size_t wanted_at;    /* bytes from the file's beginning: where `wanted` stands */
};

static inline void rule_block_free(gpointer data) {
    struct rule_block *block = data;
    g_free(block->settings);
    g_free(block->text);
    g_free(block->wanted);
    g_free(block);
}

static inline bool rule_kind_of_fence(const char *line, enum rule_kind *kind) {
    static const char *const fences[] = {"```设定", "```例", "```页例"};
    for (unsigned i = 0; i < G_N_ELEMENTS(fences); i++)
        if (strcmp(line, fences[i]) == 0) {
            *kind = (enum rule_kind)i;
            return true;
        }
    return false;
}

/* The lines between two rules (----) of a block, each with its line end. */
struct rule_parts {
    GString *parts[3];
    size_t at[3];
    unsigned n;
};

static inline struct rule_block *rule_block_of(struct rule_parts *parts, enum rule_kind kind, unsigned line) {
    struct rule_block *block = g_new0(struct rule_block, 1);
    block->kind = kind;
    block->line = line;
    unsigned first = kind == RULE_SETTINGS || parts->n == 3 ? 1 : 0;
    block->settings = first ? g_strdup(parts->parts[0]->str) : g_strdup("");
    if (kind != RULE_SETTINGS && parts->n >= 2) {
        block->text = g_strdup(parts->parts[first]->str);
        block->wanted = g_strdup(parts->parts[first + 1]->str);
        block->wanted_at = parts->at[first + 1];
    }
    return block;
}

/* Reads the block behind its fence from *at on; NULL when it is not closed or has not the parts it needs. */
static inline struct rule_block *rule_block_read(const char *content, const char **at, enum rule_kind kind,
                                                 unsigned *line) {
    struct rule_parts parts = {.n = 1};
    unsigned first_line = *line;
    bool closed = false;
    for (unsigned i = 0; i < 3; i++)
        parts.parts[i] = g_string_new(NULL);
    parts.at[0] = (size_t)(*at - content);
    while (**at && !closed) {
        size_t n = strcspn(*at, "\n");
        const char *next = *at + n + ((*at)[n] == '\n');
        ++*line;
        closed = n == 3 && strncmp(*at, "```", 3) == 0;
        if (n == 4 && strncmp(*at, "----", 4) == 0 && parts.n < 3)
            parts.at[parts.n++] = (size_t)(next - content);
        else if (!closed)
            g_string_append_len(parts.parts[parts.n - 1], *at, next - *at);
        *at = next;
    }
    struct rule_block *block = NULL;
    if (closed && (kind == RULE_SETTINGS ? parts.n == 1 : parts.n > 1))
        block = rule_block_of(&parts, kind, first_line);
    for (unsigned i = 0; i < 3; i++)
        g_string_free(parts.parts[i], TRUE);
    return block;
}

/* All blocks of a file in order; NULL and the line of the first that is not whole in *wrong_line. */
static inline GPtrArray *rule_blocks_read(const char *content, unsigned *wrong_line) {
    GPtrArray *blocks = g_ptr_array_new_with_free_func(rule_block_free);
    unsigned line = 0;
    for (const char *at = content; *at;) {
        size_t n = strcspn(at, "\n");
        char *text = g_strndup(at, n);
        enum rule_kind kind;
        bool is_fence = rule_kind_of_fence(text, &kind);
        g_free(text);
        at += n + (at[n] == '\n');
        line++;
        if (!is_fence) continue;
        *wrong_line = line;
        struct rule_block *block = rule_block_read(content, &at, kind, &line);
        if (!block) {
            g_ptr_array_unref(blocks);
            return NULL;
        }
        g_ptr_array_add(blocks, block);
    }
    return blocks;
}

/* The words of a row, blanks apart, joined by single blanks: rows may be aligned by hand. */
static inline char *rule_row_squashed(const char *row) {
    char **words = g_strsplit_set(row, " \t", -1);
    GString *out = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (**word) g_string_append_printf(out, "%s%s", out->len ? " " : "", *word);
    g_strfreev(words);
    return g_string_free(out, FALSE);
}

static inline bool rule_is_row(const char *line) {
    return g_str_has_prefix(line, "字幅 ") || g_str_has_prefix(line, "位置 ");
}

/* True when both say the same, line by line, rows word by word. */
static inline bool rule_results_equal(const char *wanted, const char *got) {
    char **a = g_strsplit(wanted, "\n", -1), **b = g_strsplit(got, "\n", -1);
    bool equal = g_strv_length(a) == g_strv_length(b);
    for (unsigned i = 0; equal && a[i]; i++) {
        char *left = rule_is_row(a[i]) ? rule_row_squashed(a[i]) : g_strdup(a[i]);
        equal = strcmp(left, b[i]) == 0;
        g_free(left);
    }
    g_strfreev(a);
    g_strfreev(b);
    return equal;
}

#endif
