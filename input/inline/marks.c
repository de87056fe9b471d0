/* marks.c: ** and * become attributes.
 *
 * The rules, ours because Markdown's go wrong beside Chinese punctuation:
 * 1. A run of stars between two Latin letters or digits is stars.
 * 2. A run opens when a character that is no blank follows it, and closes when one comes before it; what
 * stands beside it otherwise does not matter. So **“重点”**内容 does what it seems to.
 * 3. One star is 楷体, two are strong, three are both; four and more are stars (身份证号****1234).
 * 4. A mark that finds no partner stays as stars: an error for **, a warning for *. A * inside ** closes
 * inside it.
 */
#include "input/inline/foreign.h"
#include "input/inline/inline.h"

#include "base/text/text.h"

#include <string.h>

#define RAW(array, i) g_array_index((array), struct gaz_raw, (i))

enum { CLOSED = -1 };

struct marks {
    struct gaz_reader *reader;
    GArray *items;
    gint64 strong, em; /* index of the mark that is open, or CLOSED */
    bool warned_em;
};

/* a run of stars, and what it may do */
struct run {
    guint begin, n;
    bool can_open, can_close;
};

static void report_unclosed(struct marks *m, guint at, guint n) {
    uint32_t offset = RAW(m->items, at).offset;
    if (n == 2) {
        gaz_reader_report(m->reader, GAZ_D_UNCLOSED_STRONG, offset, offset + 2);
    } else if (!m->warned_em) {
        gaz_reader_report(m->reader, GAZ_D_UNCLOSED_EM, offset, offset + 1);
        m->warned_em = true;
    }
}

/* Takes the stars at `at` away as syntax. */
static void consume(struct marks *m, gint64 at, guint n) {
    for (guint k = 0; k < n; k++) {
        struct gaz_raw *raw = &RAW(m->items, at + k);
        gaz_reader_syntax(m->reader, raw->offset, raw->offset + 1);
        raw->kind = GAZ_RAW_GONE;
    }
}

static void close_mark(struct marks *m, gint64 *open, guint at, guint n) {
    uint16_t attr = n == 2 ? GAZ_CHAR_STRONG : GAZ_CHAR_EM;
    for (guint k = (guint)*open + n; k < at; k++)
        RAW(m->items, k).attrs |= attr;
    consume(m, *open, n);
    consume(m, at, n);
    gint64 *other = n == 2 ? &m->em : &m->strong;
    if (*other > *open) { /* opened inside and not closed: stars */
        report_unclosed(m, (guint)*other, n == 2 ? 1 : 2);
        *other = CLOSED;
    }
    *open = CLOSED;
}

static void take_mark(struct marks *m, guint at, guint n, const struct run *run) {
    gint64 *open = n == 2 ? &m->strong : &m->em;
    if (*open != CLOSED && run->can_close)
        close_mark(m, open, at, n);
    else if (*open == CLOSED && run->can_open)
        *open = at;
    else if (n == 2 || run->can_open || run->can_close)
        report_unclosed(m, at, n);
}

/* Three stars: the mark opened last is closed first. */
static void take_three(struct marks *m, const struct run *run) {
    bool em_first = m->em != CLOSED && m->em > m->strong;
    take_mark(m, run->begin, em_first ? 1 : 2, run);
    take_mark(m, run->begin + (em_first ? 1 : 2), em_first ? 2 : 1, run);
}

static bool stands_as_blank(const GArray *items, gint64 i) {
    if (i < 0 || i >= items->len) return true;
    const struct gaz_raw *raw = &RAW(items, i);
    return raw->kind == GAZ_RAW_SOFT || raw->kind == GAZ_RAW_BREAK || raw->kind == GAZ_RAW_PRINT_MARK ||
           gaz_char_is_blank(raw->ch);
}

static void take_run(struct marks *m, guint begin, guint n) {
    gint64 before = (gint64)begin - 1, after = (gint64)begin + n;
    bool blank_before = stands_as_blank(m->items, before), blank_after = stands_as_blank(m->items, after);
    if (n > 3) return;
    if (!blank_before && !blank_after && gaz_char_is_latin(RAW(m->items, before).ch) &&
        gaz_char_is_latin(RAW(m->items, after).ch))
        return;
    struct run run = {begin, n, !blank_after, !blank_before};
    if (n == 3)
        take_three(m, &run);
    else
        take_mark(m, begin, n, &run);
}

/* ---- what looks like a mistake in a text */

struct suspect {
    struct gaz_reader *reader;
    const GArray *items;
    gint64 figure_end; /* index of the next "](" at or after the cursor; -1: not looked for; len: none */
};

static bool has(const GArray *items, guint i, const char *ascii) {
    for (; *ascii; ascii++, i++)
        if (gaz_raw_char(items, i) != (unsigned char)*ascii) return false;
    return true;
}

static bool has_figure_end(struct suspect *s, guint i) {
    if (s->figure_end < i) {
        guint k = i;
        while (k < s->items->len && !has(s->items, k, "]("))
            k++;
        s->figure_end = k;
    }
    return s->figure_end < s->items->len;
}

static void look_for_mistakes(struct gaz_reader *reader, const GArray *items) {
    struct suspect s = {reader, items, -1};
    for (guint i = 0; i < items->len; i++) {
        const struct gaz_raw *raw = &RAW(items, i);
        if (raw->kind != GAZ_RAW_CHAR || raw->ch > 0x7F) continue;
        gaz_foreign_inline(reader, items, i);
        if (has(items, i, "<!--"))
            gaz_reader_report(reader, GAZ_D_COMMENT_PLACE, raw->offset, raw->offset + 4);
        else if (has(items, i, "![") && has_figure_end(&s, i))
            gaz_reader_report(reader, GAZ_D_FIGURE_FORM, raw->offset, raw->offset + 2);
    }
}

void gaz_marks_resolve(struct gaz_reader *reader, GArray *items) {
    struct marks m = {reader, items, CLOSED, CLOSED, false};
    look_for_mistakes(reader, items);
    for (guint i = 0; i < items->len; i++) {
        guint n = 0;
        while (i + n < items->len && RAW(items, i + n).kind == GAZ_RAW_CHAR && RAW(items, i + n).ch == '*')
            n++;
        if (n == 0) continue;
        take_run(&m, i, n);
        i += n - 1;
    }
    if (m.strong != CLOSED) report_unclosed(&m, (guint)m.strong, 2);
    if (m.em != CLOSED) report_unclosed(&m, (guint)m.em, 1);
}
