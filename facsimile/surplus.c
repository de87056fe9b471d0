/* surplus.c: see surplus.h. */
#include "facsimile/surplus.h"

enum { LONGEST = 8, SHORTEST = 2, MOST_TRIED = 6 };

static bool is_doubled(const struct gaz_stream *stream, uint32_t at, uint32_t n) {
    if (at + 2 * n > stream->chars->len) return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_stream_char *one = gaz_stream_at(stream, at + i), *other = one + n;
        if (one->ch != other->ch || one->node != other->node || one->offset == GAZ_NOWHERE) return false;
    }
    return true;
}

/* Whether the target is right when the word stands once. */
static bool explains(struct gaz_matcher *m, const struct gaz_surplus *surplus) {
    struct gaz_target_place target = m->targets[surplus->target];
    struct gaz_setting setting;
    if (!gaz_trial_set_without(&m->trial, m->overrides, surplus->at, surplus->n, &setting)) return false;
    target.at -= target.at >= surplus->at + surplus->n ? surplus->n : 0;
    bool right = gaz_target_is_right(m, &setting.stream, &target);
    gaz_setting_clear(&setting);
    return right;
}

/* In the paragraph of the target, back to the page's beginning before it. */
static bool find(struct gaz_matcher *m, uint32_t target, struct gaz_surplus *surplus) {
    uint32_t at = m->targets[target].at, tried = 0, node = gaz_stream_at(&m->trial.stream, at)->node,
             from = at;
    uint32_t head = target > 0 ? m->targets[target - 1].at : 0;
    while (from > head && gaz_stream_at(&m->trial.stream, from - 1)->node == node)
        from--;
    for (uint32_t i = at + SHORTEST; i-- > from && tried < MOST_TRIED;)
        for (uint32_t n = LONGEST; n >= SHORTEST; n--) {
            if (!is_doubled(&m->trial.stream, i, n)) continue;
            *surplus = (struct gaz_surplus){i, n, target};
            tried++;
            if (explains(m, surplus)) return true;
        }
    return false;
}

void gaz_find_surplus(struct gaz_matcher *m) {
    for (guint i = 0; i < m->overrides->len; i++) {
        struct gaz_override one = g_array_index(m->overrides, struct gaz_override, i);
        struct gaz_surplus surplus;
        if (one.kind == GAZ_OVERRIDE_VALUE || !m->targets[one.target].begins_page) continue;
        g_array_remove_index(m->overrides, i);
        bool found = find(m, one.target, &surplus);
        g_array_insert_val(m->overrides, i, one);
        if (found) g_array_append_val(m->surplus, surplus);
    }
}
