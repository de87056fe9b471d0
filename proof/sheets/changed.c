/* changed.c: what changed since an earlier proof, shown on the pages: new words in the colour of the round
 * and underlined, a stroke where something was taken out, a bar beside each line, the old words in the
 * margin.
 */
#include "proof/sheets/sheets.h"

#include "base/process/arena.h"

enum {
    SMALL = 8 * GAZ_POINT,
    MOST_SHOWN = 48 /* characters of a change in the margin; the 核红表 has all */
};

/* ---- on the page */

static void append_bars(struct gaz_sheets *s, const GArray *places) {
    for (guint i = 0; i < places->len; i++) {
        const struct gaz_on_page *at = &g_array_index(places, struct gaz_on_page, i);
        g_array_append_val(s->extras[at->page].bars, *at);
    }
}

/* The new words in colour; moved ones without the line below. */
static void tinge(struct gaz_sheets *s, const struct gaz_text_change *change, const GArray *places) {
    const struct gaz_state_block *block = gaz_state_block_at(s->job->state, change->new.block);
    struct gaz_tinged tinged = {.node = block->node};
    gaz_state_bytes(block, change->new.first, change->new.n, &tinged.begin, &tinged.end);
    tinged.look = (struct gaz_look){s->board.ink.round,
                                    change->kind == GAZ_CHANGE_MOVED ? GAZ_STROKE_NONE : GAZ_STROKE_UNDER};
    uint32_t page = GAZ_NO_BLOCK;
    for (guint i = 0; i < places->len; i++) {
        uint32_t at = g_array_index(places, struct gaz_on_page, i).page;
        if (at != page) g_array_append_val(s->extras[at].tinged, tinged);
        page = at;
    }
}

/* ---- in the margin */

static void append_text(GString *out, const struct gaz_proof_state *state,
                        const struct gaz_stretch *stretch) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch->block);
    uint32_t n = block ? MIN(stretch->n, MOST_SHOWN) : 0;
    g_string_append(out, "“");
    for (uint32_t i = 0; i < n; i++)
        if (block->text[stretch->first + i] != '\n')
            g_string_append_unichar(out, block->text[stretch->first + i]);
    g_string_append(out, n < stretch->n ? "……”" : "”");
}

/* The page, and behind which paragraph of the earlier proof: what moved keeps its own identifier. */
static void append_old_place(GString *out, const struct gaz_proof_state *state,
                             const struct gaz_stretch *stretch) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch->block);
    const struct gaz_state_line *line = block ? gaz_state_line_of(block, stretch->first) : NULL;
    g_autofree char *page = line ? gaz_state_page_text(state->pages[line->page].label) : NULL;
    if (page) g_string_append(out, page);
    if (stretch->block > 0 && block) g_string_append_printf(out, "%s之后", block[-1].id);
}

static char *words_of(const struct gaz_text_changes *since, const struct gaz_text_change *change) {
    GString *out = g_string_new(NULL);
    switch (change->kind) {
    case GAZ_CHANGE_COME:
        g_string_append(out, "增");
        append_text(out, since->new, &change->new);
        break;
    case GAZ_CHANGE_GONE:
        g_string_append(out, "删");
        append_text(out, since->old, &change->old);
        break;
    case GAZ_CHANGE_REPLACED:
        append_text(out, since->old, &change->old);
        g_string_append(out, "改为");
        append_text(out, since->new, &change->new);
        break;
    case GAZ_CHANGE_MOVED:
        g_string_append(out, "原在");
        append_old_place(out, since->old, &change->old);
        g_string_append(out, "：");
        append_text(out, since->new, &change->new);
        break;
    }
    return g_string_free(out, FALSE);
}

static void append_note(struct gaz_sheets *s, const struct gaz_text_change *change, uint32_t number,
                        const struct gaz_on_page *at) {
    g_autofree char *words = words_of(s->job->since, change), *label = g_strdup_printf("改%u", number);
    struct gaz_margin_note note = {.at = *at,
                                   .label = gaz_arena_strdup(s->board.arena, label),
                                   .ink = s->board.ink.round,
                                   .words = gaz_small_of(&s->board, SMALL, words)};
    g_array_append_val(s->extras[at->page].notes, note);
}

/* ---- the whole */

static void take_change(struct gaz_sheets *s, const struct gaz_text_change *change, uint32_t number) {
    const struct gaz_state_block *block = gaz_state_block_at(s->job->state, change->new.block);
    if (!block) return;
    struct gaz_on_page gap;
    g_autoptr(GArray) places = gaz_places_of_block(s->ground, block, change->new.first, change->new.n);
    if (places->len) {
        tinge(s, change, places);
        append_bars(s, places);
        append_note(s, change, number, &g_array_index(places, struct gaz_on_page, 0));
    } else if (gaz_place_of_gap(s->ground, block, change->new.first, &gap)) {
        g_array_append_val(s->extras[gap.page].gaps, gap);
        g_array_append_val(s->extras[gap.page].bars, gap);
        append_note(s, change, number, &gap);
    }
}

void gaz_sheets_take_changes(struct gaz_sheets *s) {
    const GArray *list = s->job->since ? s->job->since->list : NULL;
    for (guint i = 0; list && i < list->len; i++)
        take_change(s, &g_array_index(list, struct gaz_text_change, i), i + 1);
}
