/* matcher.c: targets and scores. */
#include "facsimile/matcher.h"

#include "base/process/arena.h"

/* ---- what the print says */

/* The number of the document's first page, as the print has it: from the first of its pages of which it tells
 * the beginning, counted back as they are set now. */
static int first_page(const struct gaz_matcher *m) {
    for (uint32_t i = 0; i < m->n_targets; i++)
        if (m->targets[i].begins_page)
            return m->targets[i].page - (int)gaz_stream_at(&m->trial.stream, m->targets[i].at)->page;
    return m->n_targets ? m->targets[0].page : 1;
}

/* Where characters at a line's beginning or at the end of the one before it were not read, the line may begin
 * at any of them: rather where one begins now. */
static uint32_t settle(const struct gaz_matcher *m, uint32_t from, uint32_t at) {
    enum { MOST = 4 };
    if (at - from > MOST) return at;
    for (uint32_t i = from; i < at; i++)
        if (gaz_stream_begins_line(&m->trial.stream, i)) return i;
    return at;
}

/* A stretch of which neither neighbour in print is known may begin within a printed line: so where blanks, or
 * what is to be filled in, stand before it. */
static bool stands_apart(const struct gaz_matcher *m, const struct gaz_print *print, uint32_t l,
                         uint32_t at) {
    const struct gaz_print_line *line = &print->lines[l];
    if (line->follows || line->is_whole || line->begins_page || at == 0) return false;
    if (gaz_stream_begins_line(&m->trial.stream, at)) return false;
    struct gaz_span here = gaz_trial_span(&m->trial, at), before = gaz_trial_span(&m->trial, at - 1);
    if (!here.source || !before.source || before.begin >= here.begin) return true;
    return g_utf8_next_char(before.source->text + before.begin) < here.source->text + here.begin;
}

/* what of the print and the whole a document's targets are taken from */
struct taking {
    const struct gaz_print *print;
    const struct gaz_alignment *alignment;
    const struct gaz_whole *whole;
    uint32_t text, end; /* of the document in the whole */
};

/* What goes on from the page before of a cell merged over several rows begins no page. */
static bool goes_on(const struct gaz_matcher *m, uint32_t place) {
    const struct gaz_stream_char *ch = gaz_stream_at(&m->trial.stream, place);
    return ch->is_merged && place > 0 && ch[-1].node == ch->node;
}

/* Which of the cells at a page's head is read first is not known from the print: the first in the text. */
static uint32_t first_cell(const struct gaz_matcher *m, const struct taking *taking, uint32_t l) {
    const struct gaz_print_line *lines = taking->print->lines;
    uint32_t best = GAZ_UNPLACED, least = GAZ_UNPLACED;
    for (uint32_t k = l; k < taking->print->n_lines && lines[k].cell && lines[k].page == lines[l].page; k++) {
        uint32_t at = taking->alignment->at[k];
        if (at == GAZ_UNPLACED || at < taking->text || at >= taking->end || at >= least) continue;
        if (goes_on(m, gaz_whole_place(taking->whole, at))) continue;
        least = at;
        best = k;
    }
    return best;
}

/* The line that tells where line l begins; GAZ_UNPLACED: none does. Of cells those that begin a page tell. */
static uint32_t telling(const struct gaz_matcher *m, const struct taking *taking, uint32_t l) {
    const struct gaz_print_line *line = &taking->print->lines[l];
    uint32_t at = taking->alignment->at[l];
    if (line->cell) return line->begins_page ? first_cell(m, taking, l) : GAZ_UNPLACED;
    return at == GAZ_UNPLACED || at < taking->text || at >= taking->end ? GAZ_UNPLACED : l;
}

void gaz_matcher_take_targets(struct gaz_matcher *m, const struct gaz_print *print,
                              const struct gaz_alignment *alignment, const struct gaz_whole *whole) {
    struct taking taking = {print, alignment, whole, whole->doc_first[m->trial.doc],
                            whole->doc_first[m->trial.doc + 1]};
    uint32_t last = GAZ_UNPLACED;
    m->targets = GAZ_NEW_ARRAY(m->trial.arena, struct gaz_target_place, print->n_lines + 1);
    for (uint32_t l = 0; l < print->n_lines; l++) {
        uint32_t from_line = telling(m, &taking, l);
        if (from_line == GAZ_UNPLACED) continue;
        uint32_t at = alignment->at[from_line];
        uint32_t place = gaz_whole_place(whole, at),
                 from = MIN(MAX(alignment->from[from_line], taking.text), at);
        const struct gaz_print_line *line = &print->lines[l];
        if (last != GAZ_UNPLACED && place <= last) {
            m->n_astray += line->begins_page;
            continue;
        }
        last = settle(m, MIN(gaz_whole_place(whole, from), place), place);
        m->targets[m->n_targets++] =
            (struct gaz_target_place){.at = last,
                                      .line = l,
                                      .page = line->page,
                                      .begins_page = line->begins_page,
                                      .begins_line = gaz_stream_at(&m->trial.stream, last)->row == 0 &&
                                                     !stands_apart(m, print, l, last),
                                      .is_whole = line->is_whole && !alignment->is_open[l]};
    }
    m->first_page = first_page(m);
}

/* ---- how far it is */

/* On its first page a document may have above its first known line what the print's text leaves out: a mark
 * that is a picture. */
bool gaz_target_is_right(const struct gaz_matcher *m, const struct gaz_stream *stream,
                         const struct gaz_target_place *target) {
    int page = target->page - m->first_page;
    if (!target->begins_page) return true;
    if (page == 0) return gaz_stream_at(stream, target->at)->page == 0;
    return page > 0 && gaz_stream_begins_page(stream, target->at, (uint32_t)page);
}

/* Where the line of target i ends in print: at the next target, or with its paragraph. GAZ_UNPLACED: nobody
 * knows. */
static uint32_t line_end(const struct gaz_matcher *m, uint32_t i) {
    const struct gaz_target_place *target = &m->targets[i];
    if (!target->is_whole || i + 1 >= m->n_targets || m->targets[i + 1].line != target->line + 1)
        return GAZ_UNPLACED;
    return m->targets[i + 1].at;
}

bool gaz_line_is_right(const struct gaz_matcher *m, const struct gaz_stream *stream, uint32_t i) {
    uint32_t at = m->targets[i].at, end = line_end(m, i);
    if (!m->targets[i].begins_line) return true;
    if (!gaz_stream_begins_line(stream, at)) return false;
    if (end == GAZ_UNPLACED) return true;
    bool is_note = gaz_stream_at(stream, at)->kind == GAZ_NODE_FOOTNOTE; /* others stand at the page's foot */
    for (uint32_t k = at + 1; k < end; k++)
        if (gaz_stream_begins_line(stream, k) &&
            (is_note || gaz_stream_at(stream, k)->kind != GAZ_NODE_FOOTNOTE))
            return false;
    return end >= stream->chars->len || gaz_stream_begins_line(stream, end);
}

struct gaz_score gaz_matcher_score(const struct gaz_matcher *m, const struct gaz_stream *stream) {
    struct gaz_score score = {0};
    uint32_t node = 0;
    for (uint32_t i = 0; i < m->n_targets; i++) {
        const struct gaz_target_place *target = &m->targets[i];
        score.n_pages += target->begins_page;
        score.wrong_pages += !gaz_target_is_right(m, stream, target);
        score.n_lines += target->begins_line;
        if (gaz_line_is_right(m, stream, i)) continue;
        score.wrong_lines++;
        score.paragraphs += gaz_stream_at(&m->trial.stream, target->at)->node != node;
        node = gaz_stream_at(&m->trial.stream, target->at)->node;
    }
    return score;
}

bool gaz_matcher_set(const struct gaz_matcher *m, struct gaz_setting *setting) {
    return gaz_trial_set(&m->trial, m->overrides, setting);
}

struct gaz_outcome gaz_matcher_judge(void *matcher, const GArray *overrides) {
    const struct gaz_matcher *m = matcher;
    struct gaz_setting setting;
    struct gaz_outcome outcome = {.is_possible = gaz_trial_set(&m->trial, overrides, &setting)};
    if (!outcome.is_possible) return outcome;
    outcome.rest = gaz_score_rest(gaz_matcher_score(m, &setting.stream));
    outcome.is_reached = outcome.rest == 0;
    gaz_setting_clear(&setting);
    return outcome;
}

bool gaz_matcher_take_best(struct gaz_matcher *matcher, gaz_judge *judge, void *context,
                           const GArray *attempts) {
    struct gaz_search search = {.judge = judge,
                                .context = context,
                                .trial = &matcher->trial,
                                .given = matcher->overrides,
                                .attempts = (const struct gaz_attempt *)(const void *)attempts->data,
                                .n = attempts->len,
                                .most_together = 1};
    return gaz_search_take_best(&search, matcher->overrides);
}
