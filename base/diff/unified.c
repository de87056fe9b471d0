/* unified.c: lines that are put in or taken away are one hunk; where lines only change, each stretch is one.
 */
#include "base/diff/unified.h"

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

/* lines [from, before_end) of one version against [from, after_end) of the other */
struct hunk {
    guint old_from, new_from, old_end, new_end;
};

/* The next lines that differ, from the place of `hunk` on; false: there are none. Versions of as many lines
 * are compared line by line, others differ in one stretch. */
static bool next_hunk(const GArray *before, const GArray *after, guint tail, struct hunk *hunk) {
    guint old_end = before->len - tail, new_end = after->len - tail;
    guint old = hunk->old_end, new = hunk->new_end;
    while (old < old_end && new < new_end && same(line_at(before, old), line_at(after, new)))
        old++, new ++;
    if (old == old_end && new == new_end) return false;
    *hunk = (struct hunk){old, new, old_end, new_end};
    if (before->len != after->len) return true;
    guint same_lines = 0;
    for (guint i = old; i < old_end && same_lines <= 2 * CONTEXT; i++) {
        same_lines = same(line_at(before, i), line_at(after, i)) ? same_lines + 1 : 0;
        if (same_lines == 0) hunk->old_end = hunk->new_end = i + 1;
    }
    return true;
}

/* Of a hunk between two others: the lines that are the same stand once, those that differ before their
 * successors. */
static void append_changes(GString *out, const GArray *before, const GArray *after, struct hunk hunk) {
    if (before->len != after->len) {
        append_lines(out, '-', before, hunk.old_from, hunk.old_end);
        append_lines(out, '+', after, hunk.new_from, hunk.new_end);
        return;
    }
    for (guint i = hunk.old_from, end; i < hunk.old_end; i = end) {
        bool is_same = same(line_at(before, i), line_at(after, i));
        for (end = i + 1; end < hunk.old_end && same(line_at(before, end), line_at(after, end)) == is_same;)
            end++;
        append_lines(out, is_same ? ' ' : '-', before, i, end);
        if (!is_same) append_lines(out, '+', after, i, end);
    }
}

static void append_hunk(GString *out, const GArray *before, const GArray *after, struct hunk hunk) {
    guint lead = MIN(hunk.old_from, CONTEXT), behind = MIN(before->len - hunk.old_end, CONTEXT);
    g_string_append_printf(out, "@@ -%u,%u +%u,%u @@\n", hunk.old_from - lead + 1,
                           hunk.old_end + behind - hunk.old_from + lead, hunk.new_from - lead + 1,
                           hunk.new_end + behind - hunk.new_from + lead);
    append_lines(out, ' ', before, hunk.old_from - lead, hunk.old_from);
    append_changes(out, before, after, hunk);
    append_lines(out, ' ', before, hunk.old_end, hunk.old_end + behind);
}

void gaz_unified_diff(GString *out, const char *name, struct gaz_version old, struct gaz_version new) {
    g_autoptr(GArray) before = lines_of(old);
    g_autoptr(GArray) after = lines_of(new);
    guint head = common_head(before, after);
    if (head == before->len && head == after->len) return;
    guint tail = common_tail(before, after, head);
    g_string_append_printf(out, "--- %s\n+++ %s\n", name, name);
    struct hunk hunk = {.old_end = head, .new_end = head};
    while (next_hunk(before, after, tail, &hunk))
        append_hunk(out, before, after, hunk);
}
