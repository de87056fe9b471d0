/* answered.c: what readers marked on an earlier proof, and what became of it (核红): beside the lines, in a
 * list, and as the reason of a change.
 */
#include "proof/marks/fate.h"
#include "proof/sheets/sheets.h"

#include "base/process/arena.h"
#include "proof/sheets/listing.h"

#include <string.h>

enum { SMALL = 8 * GAZ_POINT };

static const char *name_of(enum gaz_fate fate) {
    return gaz_fate_words(fate, GAZ_CHINESE);
}

static guint count(const struct gaz_sheets *s) {
    return s->job->fates ? s->job->fates->len : 0;
}

static const struct gaz_proof_fate *fate_at(const GArray *list, guint i) {
    return &g_array_index(list, struct gaz_proof_fate, i);
}

/* 改为“…”: what it wants, else its words. */
static char *wish_of(const struct gaz_proof_fate *mark) {
    if (!mark->wanted) return g_strdup(mark->words);
    if (!*mark->wanted) return g_strdup("删去");
    return g_strdup_printf(*mark->text ? "改为“%s”" : "插入“%s”", mark->wanted);
}

static char *said_by(const struct gaz_proof_fate *mark) {
    g_autofree char *wish = wish_of(mark);
    return *mark->author ? g_strdup_printf("%s：%s", mark->author, wish) : g_steal_pointer(&wish);
}

/* ---- beside the lines */

enum { LONGEST_CHAR = 4 /* bytes of UTF-8 */ };

/* Of a place behind a paragraph's last character that character. */
static GArray *places_of(const struct gaz_sheets *s, const struct gaz_proof_fate *mark) {
    struct gaz_span span = mark->where;
    GArray *places = gaz_places_of_span(s->ground, s->pages, span);
    if (places->len || !span.source || span.begin < span.end) return places;
    g_array_unref(places);
    span.begin -= MIN(span.begin, LONGEST_CHAR);
    return gaz_places_of_span(s->ground, s->pages, span);
}

static void take_mark(struct gaz_sheets *s, guint i) {
    const struct gaz_proof_fate *mark = fate_at(s->job->fates, i);
    g_autoptr(GArray) places = places_of(s, mark);
    if (places->len == 0) return;
    const struct gaz_on_page *at = &g_array_index(places, struct gaz_on_page, 0);
    bool is_done = mark->fate == GAZ_FATE_DONE || mark->fate == GAZ_FATE_CHANGED;
    g_autofree char *label = g_strdup_printf("批%u", i + 1), *said = said_by(mark);
    struct gaz_margin_note note = {
        .at = *at,
        .label = gaz_arena_strdup(s->board.arena, label),
        .ink = is_done ? s->board.ink.grey : s->board.ink.black,
        .words = gaz_small_printf(&s->board, SMALL, "［%s］%s", name_of(mark->fate), said)};
    g_array_append_val(s->extras[at->page].notes, note);
}

void gaz_sheets_take_marks(struct gaz_sheets *s) {
    for (guint i = 0; i < count(s); i++)
        take_mark(s, i);
}

/* ---- how many */

char *gaz_sheets_count_marks(const struct gaz_sheets *s) {
    guint of[GAZ_N_FATES] = {0};
    if (count(s) == 0) return NULL;
    for (guint i = 0; i < count(s); i++)
        of[fate_at(s->job->fates, i)->fate]++;
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "收回的批注：%u条（", count(s));
    for (int i = 1; i <= GAZ_N_FATES; i++) { /* what is not known comes last */
        int fate = i % GAZ_N_FATES;
        if (of[fate]) g_string_append_printf(out, "%s%u，", name_of((enum gaz_fate)fate), of[fate]);
    }
    g_string_truncate(out, out->len - strlen("，"));
    g_string_append(out, "；批1、批2……，清单在末尾）");
    return g_string_free(out, FALSE);
}

/* ---- the list */

static void append_row(const struct gaz_sheets *s, GArray *cells, guint i) {
    const struct gaz_proof_fate *mark = fate_at(s->job->fates, i);
    g_autoptr(GArray) places = places_of(s, mark);
    const struct gaz_on_page *at = places->len ? &g_array_index(places, struct gaz_on_page, 0) : NULL;
    g_autofree char *number = g_strdup_printf("批%u", i + 1), *place = gaz_sheets_name_place(s, at),
                    *wish = wish_of(mark);
    gaz_listing_add_cell(&s->board, cells, SMALL, number);
    gaz_listing_add_cell(&s->board, cells, SMALL, place);
    gaz_listing_add_cell(&s->board, cells, SMALL, mark->author);
    gaz_listing_add_cell(&s->board, cells, SMALL, mark->text);
    gaz_listing_add_cell(&s->board, cells, SMALL, wish);
    gaz_listing_add_cell(&s->board, cells, SMALL, name_of(mark->fate));
    gaz_listing_add_cell(&s->board, cells, SMALL, ""); /* what was decided: by hand */
}

void gaz_sheets_list_marks(struct gaz_sheets *s) {
    const struct gaz_listing_column columns[] = {
        {"序号", gaz_len_from_um(12000)}, {"页、行", gaz_len_from_um(26000)},
        {"校对", gaz_len_from_um(20000)}, {"批在", gaz_len_from_um(42000)},
        {"批语", gaz_len_from_um(42000)}, {"结果", gaz_len_from_um(18000)},
        {"处理", gaz_len_from_um(20000)}};
    if (count(s) == 0) return;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct gaz_small));
    for (guint i = 0; i < count(s); i++)
        append_row(s, cells, i);
    g_autofree char *summary = gaz_sheets_count_marks(s);
    gaz_board_listing(
        &s->board, &(struct gaz_listing){.paper_width = GAZ_A4_WIDTH,
                                         .paper_height = GAZ_A4_HEIGHT,
                                         .title = "批注核对",
                                         .lines = (const char *const[]){s->job->state->title, summary, NULL},
                                         .columns = columns,
                                         .n_columns = G_N_ELEMENTS(columns),
                                         .cells = (const struct gaz_small *)cells->data,
                                         .n_rows = count(s),
                                         .label = "批注"});
}

/* ---- the reason of a change */

/* Whether what changed lies on the characters of a span or beside them. */
static bool is_at(const struct gaz_proof_state *state, const struct gaz_stretch *stretch,
                  const struct gaz_span *span) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch->block);
    uint32_t first = stretch->first ? stretch->first - 1 : 0, behind = stretch->first + stretch->n + 1, begin,
             end;
    if (!span->source || !block || !gaz_state_bytes(block, first, behind - first, &begin, &end)) return false;
    bool is_same =
        block->file < state->n_files && strcmp(state->files[block->file].path, span->source->path) == 0;
    return is_same && span->begin < end && span->end >= begin;
}

char **gaz_proof_reasons(const struct gaz_text_changes *changes, const GArray *fates) {
    char **reasons = g_new0(char *, changes->list->len + 1);
    for (guint i = 0; i < changes->list->len; i++) {
        const struct gaz_text_change *change = &g_array_index(changes->list, struct gaz_text_change, i);
        for (guint k = 0; k < fates->len && !reasons[i]; k++)
            if (is_at(changes->new, &change->new, &fate_at(fates, k)->where))
                reasons[i] = said_by(fate_at(fates, k));
    }
    return reasons;
}

void gaz_proof_reasons_free(char **reasons, const struct gaz_text_changes *changes) {
    for (guint i = 0; reasons && i < changes->list->len; i++)
        g_free(reasons[i]);
    g_free(reasons);
}
