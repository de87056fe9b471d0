/* unified.c: one hunk is enough where a few lines at one place of a file change. */
#include "desk/unified.h"

#include <stdbool.h>
#include <string.h>

enum { CONTEXT = 3 };

struct line {
    const char *text;
    size_t n; /* with its line end */
};

static GArray *lines_of(struct gaz_version version) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));
    for (size_t at = 0; at < version.size;) {
        const char *end = memchr(version.bytes + at, '\n', version.size - at);
        size_t n = end ? (size_t)(end - version.bytes) + 1 - at : version.size - at;
        struct line line = {version.bytes + at, n};
        g_array_append_val(lines, line);
        at += n;
    }
    return lines;
}

static const struct line *line_at(const GArray *lines, guint i) {
    return &g_array_index(lines, struct line, i);
}

static bool same(const struct line *a, const struct line *b) {
    return a->n == b->n && memcmp(a->text, b->text, a->n) == 0;
}

static guint common_head(const GArray *old, const GArray *new) {
    guint n = 0;
    while (n < MIN(old->len, new->len) && same(line_at(old, n), line_at(new, n)))
        n++;
    return n;
}

static guint common_tail(const GArray *old, const GArray *new, guint head) {
    guint n = 0;
    while (n < MIN(old->len, new->len) - head &&
           same(line_at(old, old->len - 1 - n), line_at(new, new->len - 1 - n)))
        n++;
    return n;
}

static void append_lines(GString *out, char mark, const GArray *lines, guint from, guint to) {
    for (guint i = from; i < to; i++) {
        const struct line *line = line_at(lines, i);
        g_string_append_c(out, mark);
        g_string_append_len(out, line->text, (gssize)line->n);
        if (line->text[line->n - 1] != '\n') g_string_append(out, "\n\\ No newline at end of file\n");
    }
}

void gaz_unified_diff(GString *out, const char *name, struct gaz_version old, struct gaz_version new) {
    g_autoptr(GArray) before = lines_of(old);
    g_autoptr(GArray) after = lines_of(new);
    guint head = common_head(before, after);
    if (head == before->len && head == after->len) return;
    guint tail = common_tail(before, after, head);
    guint from = head - MIN(head, CONTEXT), behind = MIN(tail, CONTEXT);
    guint old_end = before->len - tail, new_end = after->len - tail;
    g_string_append_printf(out, "--- %s\n+++ %s\n@@ -%u,%u +%u,%u @@\n", name, name, from + 1,
                           old_end + behind - from, from + 1, new_end + behind - from);
    append_lines(out, ' ', before, from, head);
    append_lines(out, '-', before, head, old_end);
    append_lines(out, '+', after, head, new_end);
    append_lines(out, ' ', before, old_end, old_end + behind);
}
