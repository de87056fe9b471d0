/* titles.c: a title whose lines are known is broken as printed. */
#include "facsimile/matcher.h"

#include "base/process/arena.h"

static bool is_wrong(const struct gaz_matcher *m, const struct gaz_stream *now, uint32_t first, uint32_t end,
                     uint32_t target) {
    for (uint32_t i = first + 1; i < end; i++) {
        while (target < m->n_targets && m->targets[target].at < i)
            target++;
        bool wanted = target < m->n_targets && m->targets[target].at == i;
        if (wanted != gaz_stream_begins_line(now, i)) return true;
    }
    return false;
}

/* Whether the print tells of all its lines: from its first character to what stands behind it each line is
 * whole. */
static bool is_known(const struct gaz_matcher *m, uint32_t end, uint32_t target) {
    while (target < m->n_targets && m->targets[target].at < end && m->targets[target].is_whole)
        target++;
    return target < m->n_targets && m->targets[target].at >= end;
}

/* The places of the title in [at, end) at which the print begins lines, its first character apart. */
static void take_breaks(const struct gaz_matcher *m, uint32_t end, uint32_t target, struct gaz_override *o) {
    uint32_t *breaks = GAZ_NEW_ARRAY(m->trial.arena, uint32_t, m->n_targets + 1);
    for (uint32_t i = target + 1; i < m->n_targets && m->targets[i].at < end; i++)
        breaks[o->n++] = m->targets[i].at;
    o->breaks = breaks;
}

/* Takes the override, if the source is written in a way in which that can be. */
static void take(struct gaz_matcher *m, uint32_t end, uint32_t target) {
    struct gaz_override o = {.kind = GAZ_OVERRIDE_TITLE, .at = m->targets[target].at, .target = target};
    take_breaks(m, end, target, &o);
    g_array_append_val(m->overrides, o);
    if (!gaz_matcher_judge(m, m->overrides).is_possible)
        g_array_set_size(m->overrides, m->overrides->len - 1);
}

void gaz_search_titles(struct gaz_matcher *m) {
    struct gaz_setting now;
    const struct gaz_stream *stream = &m->trial.stream;
    if (!gaz_matcher_set(m, &now)) return;
    for (uint32_t i = 0; i < m->n_targets; i++) {
        uint32_t at = m->targets[i].at, end = at;
        const struct gaz_stream_char *ch = gaz_stream_at(stream, at);
        if (ch->kind != GAZ_NODE_TITLE || (at > 0 && (ch - 1)->node == ch->node)) continue;
        while (end < stream->chars->len && gaz_stream_at(stream, end)->node == ch->node)
            end++;
        if (is_known(m, end, i) && is_wrong(m, &now.stream, at, end, i)) take(m, end, i);
    }
    gaz_setting_clear(&now);
}
