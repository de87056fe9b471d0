/* table.c: changes become rows. */
#include "proof/table/table.h"

#include "base/process/arena.h"

#include <string.h>

enum {
    CONTEXT = 8, /* characters on either side */
    SHOWN = 60,  /* so many of what was moved are shown whole */
    SHOWN_HEAD = 24,
    SHOWN_TAIL = 12
};

/* ---- places */

static struct gaz_table_place place_of(struct gaz_arena *arena, const struct gaz_proof_state *state,
                                       struct gaz_stretch stretch) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch.block);
    if (!block) return (struct gaz_table_place){"", "", 0};
    const struct gaz_state_line *line = gaz_state_line_of(block, stretch.first);
    if (!line) return (struct gaz_table_place){block->id, "", 0};
    const char *name = gaz_arena_printf(arena, "%s.%u", block->id, (unsigned)(line - block->lines) + 1);
    return (struct gaz_table_place){name, state->pages[line->page].label, line->line};
}

/* ---- texts */

static const char *utf8_of(struct gaz_arena *arena, const gunichar *text, uint32_t n) {
    g_autofree char *utf8 = g_ucs4_to_utf8(text, n, NULL, NULL, NULL);
    return gaz_arena_strdup(arena, utf8 ? utf8 : "");
}

static struct gaz_table_text text_of(struct gaz_arena *arena, const struct gaz_proof_state *state,
                                     struct gaz_stretch stretch) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch.block);
    if (!block) return (struct gaz_table_text){"", "", ""};
    uint32_t before = MIN(stretch.first, CONTEXT), end = stretch.first + stretch.n,
             behind = MIN(block->n - end, CONTEXT);
    const char *left = utf8_of(arena, block->text + stretch.first - before, before),
               *right = utf8_of(arena, block->text + end, behind);
    return (struct gaz_table_text){
        before < stretch.first ? gaz_arena_printf(arena, "…%s", left) : left,
        utf8_of(arena, block->text + stretch.first, stretch.n),
        behind < block->n - end ? gaz_arena_printf(arena, "%s…", right) : right,
    };
}

static bool is_whole(const struct gaz_proof_state *state, struct gaz_stretch stretch) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch.block);
    return block && stretch.n == block->n;
}

/* ---- kinds */

static bool is_end(const struct gaz_proof_state *state, struct gaz_stretch stretch, bool at_end) {
    return at_end ? stretch.first + stretch.n == state->blocks[stretch.block].n : stretch.first == 0;
}

/* A whole block that was the beginning or the end of the block beside it, of which something is left. */
static bool is_parted(const struct gaz_text_changes *changes, const struct gaz_text_change *change) {
    uint32_t own = change->new.block, rest = changes->pairing.new_of[change->old.block];
    if (!is_whole(changes->new, change->new) || rest == GAZ_NO_BLOCK || rest == own) return false;
    return (own == rest + 1 && is_end(changes->old, change->old, true)) ||
           (rest == own + 1 && is_end(changes->old, change->old, false));
}

static bool is_joined(const struct gaz_text_changes *changes, const struct gaz_text_change *change) {
    uint32_t own = change->old.block, rest = changes->pairing.old_of[change->new.block];
    if (!is_whole(changes->old, change->old) || rest == GAZ_NO_BLOCK || rest == own) return false;
    return (own == rest + 1 && is_end(changes->new, change->new, true)) ||
           (rest == own + 1 && is_end(changes->new, change->new, false));
}

static const char *kind_of(const struct gaz_text_changes *changes, const struct gaz_text_change *change) {
    switch (change->kind) {
    case GAZ_CHANGE_COME:
        return "增";
    case GAZ_CHANGE_GONE:
        return "删";
    case GAZ_CHANGE_REPLACED:
        return "改";
    case GAZ_CHANGE_MOVED:
        break;
    }
    return is_parted(changes, change) ? "另起段" : is_joined(changes, change) ? "接排" : "移";
}

/* ---- rows */

static const struct gaz_table_text none = {"", "", ""};

static struct gaz_table_row row_of(const struct gaz_proof_table *table, guint i, const char *reason) {
    const struct gaz_text_changes *changes = table->changes;
    const struct gaz_text_change *change = gaz_text_change_at(changes, i);
    bool whole_came = change->kind == GAZ_CHANGE_COME && is_whole(changes->new, change->new);
    bool whole_went = change->kind == GAZ_CHANGE_GONE && is_whole(changes->old, change->old);
    return (struct gaz_table_row){
        .first = i,
        .n = 1,
        .kind = kind_of(changes, change),
        .change = change->kind,
        .old_place = place_of(table->arena, changes->old, change->old),
        .new_place = place_of(table->arena, changes->new, change->new),
        .old = whole_came ? none : text_of(table->arena, changes->old, change->old),
        .new = whole_went ? none : text_of(table->arena, changes->new, change->new),
        .reason = reason,
    };
}

/* The row of the table that the cell is of, when the change is all of it; 0: it is none. */
static uint32_t row_of_cell(const struct gaz_proof_state *state, struct gaz_stretch stretch) {
    return is_whole(state, stretch) ? state->blocks[stretch.block].row : 0;
}

/* Cells of a row that came, went or were moved together. */
static bool goes_on(const struct gaz_text_changes *changes, guint i) {
    if (i == 0) return false;
    const struct gaz_text_change *change = gaz_text_change_at(changes, i), *last = change - 1;
    uint32_t old = row_of_cell(changes->old, change->old), new = row_of_cell(changes->new, change->new);
    bool same_old = old && old == row_of_cell(changes->old, last->old),
         same_new = new &&new == row_of_cell(changes->new, last->new);
    if (change->kind != last->kind) return false;
    return change->kind == GAZ_CHANGE_COME    ? same_new
           : change->kind == GAZ_CHANGE_GONE  ? same_old
           : change->kind == GAZ_CHANGE_MOVED ? same_old && same_new
                                              : false;
}

static const char *join(struct gaz_arena *arena, const char *text, const char *more) {
    return *more ? gaz_arena_printf(arena, "%s｜%s", text, more) : text;
}

static void take_change(struct gaz_proof_table *table, guint i, const char *reason) {
    struct gaz_table_row row = row_of(table, i, reason);
    if (!goes_on(table->changes, i)) {
        g_array_append_val(table->rows, row);
        return;
    }
    struct gaz_table_row *last = &g_array_index(table->rows, struct gaz_table_row, table->rows->len - 1);
    last->n++;
    last->old.text = join(table->arena, last->old.text, row.old.text);
    last->new.text = join(table->arena, last->new.text, row.new.text);
    if (!last->reason) last->reason = reason;
}

struct gaz_proof_table *gaz_proof_table_new(const struct gaz_proof_table_job *job) {
    struct gaz_proof_table *table = g_new0(struct gaz_proof_table, 1);
    *table = (struct gaz_proof_table){gaz_arena_new(), job->changes, job->round,
                                      g_array_new(FALSE, FALSE, sizeof(struct gaz_table_row))};
    for (guint i = 0; i < job->changes->list->len; i++)
        take_change(table, i, job->reasons ? gaz_arena_strdup(table->arena, job->reasons[i]) : NULL);
    return table;
}

void gaz_proof_table_free(struct gaz_proof_table *table) {
    if (!table) return;
    g_array_unref(table->rows);
    gaz_arena_free(table->arena);
    g_free(table);
}

/* ---- as it is written */

char *gaz_table_number(const struct gaz_table_row *row) {
    if (row->n == 1) return g_strdup_printf("%u", row->first + 1);
    return g_strdup_printf("%u—%u", row->first + 1, row->first + row->n);
}

char *gaz_table_place_text(const struct gaz_table_place *place) {
    if (!*place->page) return g_strdup("");
    char *page = gaz_state_page_text(place->page);
    if (!place->page_line) return page;
    char *whole = g_strdup_printf("%s第%u行", page, place->page_line);
    g_free(page);
    return whole;
}

char *gaz_table_shown(const struct gaz_table_row *row, const char *text) {
    glong n = g_utf8_strlen(text, -1);
    if (row->change != GAZ_CHANGE_MOVED || n <= SHOWN) return g_strdup(text);
    const char *head = g_utf8_offset_to_pointer(text, SHOWN_HEAD),
               *tail = g_utf8_offset_to_pointer(text, n - SHOWN_TAIL);
    return g_strdup_printf("%.*s……%s（共%ld字）", (int)(head - text), text, tail, n);
}

static void append_round(GString *out, const struct gaz_state_round *round) {
    g_string_append(out, round->name);
    if (*round->date) g_string_append_printf(out, "（文稿%s）", round->date);
}

char *gaz_table_summary(const struct gaz_proof_table *table) {
    static const char *const kinds[] = {"增", "删", "改", "移", "另起段", "接排"};
    GString *out = g_string_new(NULL);
    append_round(out, gaz_state_last_round(table->changes->new));
    g_string_append(out, "对");
    append_round(out, gaz_state_last_round(table->changes->old));
    g_string_append_printf(out, "，改动%u处", table->changes->list->len);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        guint n = 0;
        for (guint k = 0; k < table->rows->len; k++)
            n += strcmp(gaz_table_row_at(table, k)->kind, kinds[i]) == 0 ? gaz_table_row_at(table, k)->n : 0;
        if (n) g_string_append_printf(out, "　%s%u", kinds[i], n);
    }
    return g_string_free(out, FALSE);
}
