/* paragraphs.c: the fewest marks by which a paragraph has the print's lines.
 *
 * The places where the print is known to begin lines are the nodes of a graph; there is a way from one to
 * another when, with marks at these two alone, all lines between come out as printed. What is set between two
 * marks does not depend on what is outside, so the shortest way from the paragraph's beginning to its end
 * names the fewest marks. A line less or more by 减一行 or 加一行 is taken where it does as much with fewer.
 */
#include "facsimile/matcher.h"

#include "base/process/arena.h"

struct known {
    uint32_t offset; /* of the line's first character */
    uint32_t target; /* in the matcher's targets; GAZ_UNPLACED: the paragraph's beginning, of which the print
                        says nothing */
    bool is_closed;  /* the next one is where the line ends */
};

struct paragraph {
    struct gaz_matcher *matcher;
    const struct gaz_style *style;
    const struct gaz_block *block;
    struct known *known; /* known[0]: its beginning */
    uint32_t n;
};

/* ---- trials */

static uint32_t *lines_of(const struct paragraph *p, const struct gaz_line_ends *given, uint32_t *n) {
    struct gaz_layout_job job = gaz_trial_job(&p->matcher->trial);
    return gaz_layout_lines(&job, p->style, p->block, given, n);
}

/* From known i on up to known j (n: the paragraph's end) the lines are the print's. */
static bool are_right(const struct paragraph *p, uint32_t i, uint32_t j, const uint32_t *lines, uint32_t n) {
    uint32_t at = 0;
    for (; i < j; i++) {
        uint32_t end = i + 1 < p->n ? p->known[i + 1].offset : UINT32_MAX;
        while (at < n && lines[at] < p->known[i].offset)
            at++;
        if (at == n || lines[at] != p->known[i].offset) return false;
        if (p->known[i].is_closed && at + 1 < n && lines[at + 1] < end) return false;
    }
    return true;
}

/* Whether the lines from known i to known j (n: the paragraph's end; last: with a mark there) are the print's
 * when they are given both. Before i all known lines are given, so that nothing there fails. */
static bool is_way(const struct paragraph *p, uint32_t i, uint32_t j, bool last) {
    g_autofree uint32_t *offsets = g_new(uint32_t, p->n + 1);
    uint32_t n, n_given = 0;
    for (uint32_t k = 1; k <= i; k++)
        offsets[n_given++] = p->known[k].offset;
    if (j < p->n) offsets[n_given++] = p->known[j].offset;
    g_autofree uint32_t *lines = lines_of(p, &(struct gaz_line_ends){offsets, n_given, 0, last}, &n);
    return lines && are_right(p, i, j, lines, n);
}

/* ---- the shortest way */

#define UNREACHED UINT32_MAX

struct way {
    uint32_t *marks; /* of each known the fewest to it */
    uint32_t *back;  /* and from where */
    bool last;       /* one more at the paragraph's end */
};

/* The ways on from known i, which is reached with `count` marks. */
static void go_on(const struct paragraph *p, struct way *way, uint32_t i, uint32_t count) {
    bool plain = is_way(p, i, p->n, false), last = !plain && is_way(p, i, p->n, true);
    if ((plain || last) && count + last < way->marks[p->n]) {
        way->marks[p->n] = count + last;
        way->back[p->n] = i;
        way->last = last;
    }
    for (uint32_t j = p->n - 1; j > i && !plain; j--)
        if (way->marks[j] == UNREACHED && is_way(p, i, j, false)) {
            way->marks[j] = count + 1;
            way->back[j] = i;
        }
}

static void find_way(const struct paragraph *p, struct way *way) {
    for (uint32_t j = 0; j <= p->n; j++)
        way->marks[j] = j ? UNREACHED : 0;
    for (uint32_t count = 0; count < p->n && way->marks[p->n] > count; count++)
        for (uint32_t i = 0; i < p->n; i++)
            if (way->marks[i] == count) go_on(p, way, i, count);
}

static bool saves_by_lines(const struct paragraph *p, int more) {
    uint32_t n;
    uint32_t *lines = lines_of(p, &(struct gaz_line_ends){NULL, 0, more, false}, &n);
    bool right = lines && are_right(p, 0, p->n, lines, n);
    g_free(lines);
    return right;
}

static void push(const struct paragraph *p, enum gaz_override_kind kind, uint32_t known) {
    const struct gaz_matcher *m = p->matcher;
    uint32_t target = p->known[known].target;
    if (target == GAZ_UNPLACED) target = p->known[MIN(1, p->n - 1)].target;
    if (target == GAZ_UNPLACED) return;
    struct gaz_override o = {.kind = kind, .at = m->targets[target].at, .target = target};
    g_array_append_val(m->overrides, o);
}

static void push_way(const struct paragraph *p, const struct way *way) {
    if (way->last) push(p, GAZ_OVERRIDE_LAST_LINE, p->n - 1);
    for (uint32_t j = way->back[p->n]; j > 0; j = way->back[j])
        push(p, GAZ_OVERRIDE_LINE_END, j);
}

static void solve(const struct paragraph *p) {
    struct way way = {g_new(uint32_t, p->n + 1), g_new0(uint32_t, p->n + 1), false};
    find_way(p, &way);
    uint32_t marks = way.marks[p->n];
    if (marks > 1 && saves_by_lines(p, -1))
        push(p, GAZ_OVERRIDE_LINE_LESS, 0);
    else if (marks > 1 && saves_by_lines(p, 1))
        push(p, GAZ_OVERRIDE_LINE_MORE, 0);
    else if (marks != UNREACHED)
        push_way(p, &way);
    g_free(way.marks);
    g_free(way.back);
}

/* ---- a document's paragraphs */

/* The targets [first, end) stand in one block. */
static void look_at(struct gaz_matcher *m, const struct gaz_style *style, const struct gaz_block *block,
                    uint32_t first, uint32_t end) {
    struct paragraph p = {m, style, block, GAZ_NEW_ARRAY(m->trial.arena, struct known, end - first + 1), 0};
    if (block->kind != GAZ_BLOCK_PARAGRAPH || block->align == GAZ_ALIGN_CENTER || block->text.n == 0) return;
    uint32_t begin = block->text.chars[0].offset;
    if (gaz_stream_at(&m->trial.stream, m->targets[first].at)->offset != begin)
        p.known[p.n++] = (struct known){begin, GAZ_UNPLACED, false};
    for (uint32_t i = first; i < end; i++) {
        bool next = i + 1 < m->n_targets && m->targets[i + 1].line == m->targets[i].line + 1;
        p.known[p.n++] = (struct known){gaz_stream_at(&m->trial.stream, m->targets[i].at)->offset, i,
                                        m->targets[i].is_whole && next};
    }
    solve(&p);
}

void gaz_search_paragraphs(struct gaz_matcher *m) {
    const struct gaz_style *style;
    struct gaz_style *own = gaz_trial_style(&m->trial, m->overrides, &style);
    for (uint32_t i = 0, end; i < m->n_targets; i = end) {
        const struct gaz_block *block =
            m->targets[i].begins_line ? gaz_trial_block(&m->trial, m->targets[i].at) : NULL;
        for (end = i + 1; block && end < m->n_targets && m->targets[end].begins_line &&
                          gaz_trial_block(&m->trial, m->targets[end].at) == block;)
            end++;
        if (block) look_at(m, style, block, i, end);
    }
    gaz_style_free(own);
}
