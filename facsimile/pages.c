/* pages.c: page starts, from the first that is wrong to the last.
 *
 * What stands on the page before it decides what may be the cause. When the print has less of the text on it
 * than is set now: lines that the source lacks, where its numbers jump; a page that was ended by hand; a
 * paragraph that has a line more. When it has more: a paragraph that has a line less, or the page's last line
 * drawn up. Either way a table on it may have been set with other lines, type or white. Each is tried as it
 * would be written, and the one that makes the page start right, most others after it and is named first is
 * kept.
 */
#include "facsimile/matcher.h"

#include "facsimile/numbers.h"
#include "trial/causes.h"

enum { MOST_PARAGRAPHS = 12, MOST_LOST = 12 };

struct pages {
    struct gaz_matcher *matcher;
    const struct gaz_stream *now;
    uint32_t target;  /* that is wrong */
    uint32_t head;    /* the first character of the page before it, as printed */
    GArray *attempts; /* struct gaz_attempt, cheapest first */
};

static void add(struct pages *p, struct gaz_override o) {
    struct gaz_attempt attempt = {.overrides = {o}, .n = 1, .cost = p->attempts->len};
    attempt.overrides[0].target = p->target;
    g_array_append_val(p->attempts, attempt);
}

/* The page before the target, as printed. */
static struct gaz_stretch stretch_of(const struct pages *p) {
    return (struct gaz_stretch){p->head, p->matcher->targets[p->target].at};
}

/* ---- what may be the cause */

/* Lines that begin between two characters of the stream, as they are set now. */
static uint32_t count_lines(const struct gaz_stream *stream, uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to; i++)
        n += gaz_stream_begins_line(stream, i);
    return n;
}

/* How many lines the page before the target has less in print than it would have here: those that are set on
 * it beyond the target's place. */
static uint32_t lines_beyond(const struct pages *p) {
    uint32_t at = p->matcher->targets[p->target].at, page = gaz_stream_at(p->now, at)->page, end = at;
    while (end < p->now->chars->len && gaz_stream_at(p->now, end)->page == page)
        end++;
    return count_lines(p->now, at + 1, end) + 1;
}

/* Where numbers jump on the page before, lines are lost. */
static void try_lost_lines(struct pages *p) {
    uint32_t at = p->matcher->targets[p->target].at, beyond = lines_beyond(p);
    uint32_t gap = gaz_find_number_gap(p->matcher, p->head, at);
    if (gap == GAZ_UNPLACED) return;
    for (uint32_t off = 0; off < 3; off++) {
        if (beyond + off <= MOST_LOST)
            add(p, (struct gaz_override){.kind = GAZ_OVERRIDE_LOST_LINES, .at = gap, .n = beyond + off});
        if (off > 0 && beyond > off)
            add(p, (struct gaz_override){.kind = GAZ_OVERRIDE_LOST_LINES, .at = gap, .n = beyond - off});
    }
}

/* The page ends here, as a mark says. */
static void try_page_end(struct pages *p) {
    uint32_t at = p->matcher->targets[p->target].at;
    bool is_row = gaz_stream_at(&p->matcher->trial.stream, at)->row != 0;
    add(p, (struct gaz_override){.kind = is_row ? GAZ_OVERRIDE_CUT : GAZ_OVERRIDE_PAGE_END, .at = at});
}

/* A table on the page before, or the one that goes on here, was set with other lines, type or white. */
static void try_table_values(struct pages *p, bool grows) {
    const struct gaz_matcher *m = p->matcher;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    const struct gaz_style *style;
    struct gaz_style *own = gaz_trial_style(&m->trial, m->overrides, &style);
    gaz_find_table_values(&m->trial, style, stretch_of(p), grows, found);
    for (guint i = 0; i < found->len; i++)
        add(p, g_array_index(found, struct gaz_override, i));
    gaz_style_free(own);
    g_array_unref(found);
}

/* Whether the print tells of its lines: then they were looked at already. */
static bool is_known(const struct gaz_matcher *m, uint32_t begin, uint32_t end) {
    for (uint32_t i = 0; i < m->n_targets; i++)
        if (m->targets[i].at > begin && m->targets[i].at < end && !m->targets[i].begins_page) return true;
    return false;
}

static uint32_t node_end(const struct gaz_stream *stream, uint32_t at) {
    uint32_t end = at;
    while (end < stream->chars->len && gaz_stream_at(stream, end)->node == gaz_stream_at(stream, at)->node)
        end++;
    return end;
}

static void try_paragraphs(struct pages *p, bool less) {
    const struct gaz_matcher *m = p->matcher;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    gaz_find_paragraph_lines(&m->trial, p->now, stretch_of(p), less, found);
    for (guint i = 0, n = 0; i < found->len && n < MOST_PARAGRAPHS; i++) {
        struct gaz_override o = g_array_index(found, struct gaz_override, i);
        if (is_known(m, o.at, node_end(p->now, o.at))) continue;
        add(p, o);
        n++;
    }
    g_array_unref(found);
}

/* ---- the best of them */

/* Where the target stands: a number that rises from line to line. */
static int64_t place_of(const struct pages *p, const struct gaz_stream *stream) {
    const struct gaz_stream_char *ch = gaz_stream_at(stream, p->matcher->targets[p->target].at);
    return ((int64_t)ch->page << 32) + ch->line;
}

/* It is the target that is wanted; all else decides between the ways to it. */
static struct gaz_outcome judge(void *context, const GArray *overrides) {
    const struct pages *p = context;
    const struct gaz_matcher *m = p->matcher;
    struct gaz_setting setting;
    struct gaz_outcome outcome = {.is_possible = gaz_trial_set(&m->trial, overrides, &setting)};
    if (!outcome.is_possible) return outcome;
    outcome.is_reached = gaz_target_is_right(m, &setting.stream, &m->targets[p->target]);
    outcome.shift = place_of(p, &setting.stream) - place_of(p, p->now);
    outcome.rest = gaz_score_rest(gaz_matcher_score(m, &setting.stream));
    gaz_setting_clear(&setting);
    return outcome;
}

static bool mend(struct gaz_matcher *m, const struct gaz_stream *now, uint32_t target) {
    struct pages p = {m, now, target, 0, g_array_new(FALSE, FALSE, sizeof(struct gaz_attempt))};
    for (uint32_t i = 0; i < target; i++)
        if (m->targets[i].begins_page) p.head = m->targets[i].at;
    int page = m->targets[target].page - m->first_page;
    bool has_less = (int)gaz_stream_at(now, m->targets[target].at)->page < page;
    if (has_less) try_lost_lines(&p);
    if (!has_less) try_paragraphs(&p, true);
    try_page_end(&p);
    if (has_less) try_paragraphs(&p, false);
    try_table_values(&p, has_less);
    bool mended = gaz_matcher_take_best(m, judge, &p, p.attempts);
    g_array_unref(p.attempts);
    return mended;
}

/* The first page start from `from` on that is wrong; n_targets: none is. */
static uint32_t first_wrong(const struct gaz_matcher *m, const struct gaz_stream *now, uint32_t from) {
    while (from < m->n_targets && gaz_target_is_right(m, now, &m->targets[from]))
        from++;
    return from;
}

/* In a long document each trial is dear, and where page after page cannot be mended its text is another than
 * the print's, not its pages: characters that may be set for the sake of pages in a row that stay wrong, ten
 * times or so each. */
enum { MOST_IN_VAIN = 400000 };

void gaz_search_pages(struct gaz_matcher *m) {
    struct gaz_setting now;
    uint64_t in_vain = 0;
    for (uint32_t from = 0; from < m->n_targets && in_vain < MOST_IN_VAIN;) {
        if (!gaz_matcher_set(m, &now)) return;
        from = first_wrong(m, &now.stream, from);
        bool mended = from < m->n_targets && mend(m, &now.stream, from);
        in_vain = mended ? 0 : in_vain + now.stream.chars->len;
        from += !mended; /* it stays wrong */
        gaz_setting_clear(&now);
    }
}
