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

#include "base/arena.h"
#include "facsimile/numbers.h"

enum { MOST_PARAGRAPHS = 12, MOST_LOST = 12 };

struct pages {
    struct gaz_matcher *matcher;
    const struct gaz_stream *now;
    uint32_t target;  /* that is wrong */
    uint32_t head;    /* the first character of the page before it, as printed */
    GArray *attempts; /* struct gaz_override, cheapest first */
};

static void add(struct pages *p, struct gaz_override o) {
    o.target = p->target;
    g_array_append_val(p->attempts, o);
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
    bool is_row = gaz_stream_at(&p->matcher->stream, at)->row != 0;
    add(p, (struct gaz_override){.kind = is_row ? GAZ_OVERRIDE_CUT : GAZ_OVERRIDE_PAGE_END, .at = at});
}

/* A table on the page before, or the one that goes on here, was set with other lines, type or white. */
static void try_table_values(struct pages *p, bool grows) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    uint32_t at = p->matcher->targets[p->target].at;
    gaz_find_table_values(p->matcher, p->head, at, grows, found);
    for (guint i = 0; i < found->len; i++)
        add(p, g_array_index(found, struct gaz_override, i));
    g_array_free(found, TRUE);
}

struct choice {
    uint32_t at;   /* the paragraph's first character */
    uint32_t last; /* characters on its last line */
    uint32_t lines;
};

static gint shortest_last(gconstpointer a, gconstpointer b) {
    const struct choice *x = a, *y = b;
    return x->last < y->last ? -1 : x->last > y->last;
}

static gint longest_last(gconstpointer a, gconstpointer b) {
    return -shortest_last(a, b);
}

/* Whether the print tells of its lines: then they were looked at already. */
static bool is_known(const struct gaz_matcher *m, uint32_t begin, uint32_t end) {
    for (uint32_t i = 0; i < m->n_targets; i++)
        if (m->targets[i].at > begin && m->targets[i].at < end && !m->targets[i].begins_page) return true;
    return false;
}

/* The paragraphs that stand between two characters, with their last lines. */
static GArray *paragraphs_between(const struct pages *p, uint32_t from, uint32_t to) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct choice));
    const struct gaz_block *before = NULL;
    for (uint32_t i = from; i < to; i++) {
        if (i > from && gaz_stream_at(p->now, i)->node == gaz_stream_at(p->now, i - 1)->node) continue;
        const struct gaz_block *block = gaz_matcher_block(p->matcher, i);
        if (!block || block == before || block->kind != GAZ_BLOCK_PARAGRAPH) continue;
        struct choice choice = {.at = i};
        uint32_t end = i, last = i;
        for (; end < p->now->chars->len && gaz_stream_at(p->now, end)->node == gaz_stream_at(p->now, i)->node;
             end++)
            if (gaz_stream_begins_line(p->now, end)) last = end, choice.lines++;
        choice.last = end - last;
        before = block;
        if (!is_known(p->matcher, i, end)) g_array_append_val(all, choice);
    }
    return all;
}

static void try_paragraphs(struct pages *p, bool less) {
    uint32_t at = p->matcher->targets[p->target].at;
    GArray *all = paragraphs_between(p, p->head, at);
    g_array_sort(all, less ? shortest_last : longest_last);
    for (guint i = 0, n = 0; i < all->len && n < MOST_PARAGRAPHS; i++) {
        const struct choice *one = &g_array_index(all, struct choice, i);
        if (less && one->lines < 2) continue;
        add(p, (struct gaz_override){.kind = less ? GAZ_OVERRIDE_LINE_LESS : GAZ_OVERRIDE_LINE_MORE,
                                     .at = one->at});
        n++;
    }
    g_array_free(all, TRUE);
}

/* ---- the best of them */

static bool is_better(struct gaz_score one, struct gaz_score other) {
    if (one.wrong_pages != other.wrong_pages) return one.wrong_pages < other.wrong_pages;
    return one.wrong_lines < other.wrong_lines;
}

/* Whether the attempt makes the target right; then its score. */
static bool try(const struct pages *p, const struct gaz_override *attempt, struct gaz_score *score) {
    struct gaz_matcher *m = p->matcher;
    struct gaz_stream stream;
    guint n = m->overrides->len;
    g_array_append_vals(m->overrides, attempt, 1);
    bool right = gaz_matcher_set(m, &stream);
    if (right) {
        right = gaz_target_is_right(m, &stream, &m->targets[p->target]);
        *score = gaz_matcher_score(m, &stream);
        gaz_stream_clear(&stream);
    }
    g_array_set_size(m->overrides, n);
    return right;
}

/* Of equals the one that is named first. */
static bool take_best(const struct pages *p) {
    struct gaz_score best = {0}, score;
    const struct gaz_override *taken = NULL;
    for (guint i = 0; i < p->attempts->len; i++) {
        const struct gaz_override *attempt = &g_array_index(p->attempts, struct gaz_override, i);
        if (!try(p, attempt, &score) || (taken && !is_better(score, best))) continue;
        taken = attempt;
        best = score;
    }
    if (taken) g_array_append_vals(p->matcher->overrides, taken, 1);
    return taken != NULL;
}

static bool mend(struct gaz_matcher *m, const struct gaz_stream *now, uint32_t target) {
    struct pages p = {m, now, target, 0, g_array_new(FALSE, FALSE, sizeof(struct gaz_override))};
    for (uint32_t i = 0; i < target; i++)
        if (m->targets[i].begins_page) p.head = m->targets[i].at;
    int page = m->targets[target].page - m->first_page;
    bool has_less = (int)gaz_stream_at(now, m->targets[target].at)->page < page;
    if (has_less) try_lost_lines(&p);
    if (!has_less) try_paragraphs(&p, true);
    try_page_end(&p);
    if (has_less) try_paragraphs(&p, false);
    try_table_values(&p, has_less);
    bool mended = take_best(&p);
    g_array_free(p.attempts, TRUE);
    return mended;
}

/* The first page start from `from` on that is wrong; n_targets: none is. */
static uint32_t first_wrong(const struct gaz_matcher *m, const struct gaz_stream *now, uint32_t from) {
    while (from < m->n_targets && gaz_target_is_right(m, now, &m->targets[from]))
        from++;
    return from;
}

void gaz_search_pages(struct gaz_matcher *m) {
    struct gaz_stream now;
    for (uint32_t from = 0; from < m->n_targets;) {
        if (!gaz_matcher_set(m, &now)) return;
        from = first_wrong(m, &now, from);
        if (from < m->n_targets && !mend(m, &now, from)) from++; /* it stays wrong */
        gaz_stream_clear(&now);
    }
}
