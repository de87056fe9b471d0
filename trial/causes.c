/* causes.c: see causes.h.
 *
 * A paragraph whose last line is short gives it up most easily, one whose last line is full is the nearest to
 * another line. A compositor who had a table to get onto its pages changed the lines, the type or the white
 * of that table and of no other. The lines are tried by points round the style's, the others by the steps
 * that composing rooms have; only those that change the table's height in the direction that is wanted.
 */
#include "trial/causes.h"

#include "base/process/arena.h"
#include "base/terms/measure.h"

/* ---- paragraphs */

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

static struct choice choice_at(const struct gaz_stream *now, uint32_t at) {
    struct choice choice = {.at = at};
    uint32_t node = gaz_stream_at(now, at)->node, end = at, last = at;
    for (; end < now->chars->len && gaz_stream_at(now, end)->node == node; end++)
        if (gaz_stream_begins_line(now, end)) last = end, choice.lines++;
    choice.last = end - last;
    return choice;
}

static GArray *paragraphs_in(const struct gaz_trial *trial, const struct gaz_stream *now,
                             struct gaz_stretch stretch) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct choice));
    const struct gaz_block *before = NULL;
    for (uint32_t i = stretch.from; i < stretch.to; i++) {
        if (i > stretch.from && gaz_stream_at(now, i)->node == gaz_stream_at(now, i - 1)->node) continue;
        const struct gaz_block *block = gaz_trial_block(trial, i);
        if (!block || block == before || block->kind != GAZ_BLOCK_PARAGRAPH) continue;
        struct choice choice = choice_at(now, i);
        g_array_append_val(all, choice);
        before = block;
    }
    return all;
}

void gaz_find_paragraph_lines(const struct gaz_trial *trial, const struct gaz_stream *now,
                              struct gaz_stretch stretch, bool less, GArray *found) {
    GArray *all = paragraphs_in(trial, now, stretch);
    g_array_sort(all, less ? shortest_last : longest_last);
    for (guint i = 0; i < all->len; i++) {
        const struct choice *one = &g_array_index(all, struct choice, i);
        struct gaz_override o = {.kind = less ? GAZ_OVERRIDE_LINE_LESS : GAZ_OVERRIDE_LINE_MORE,
                                 .at = one->at};
        if (!less || one->lines > 1) g_array_append_val(found, o);
    }
    g_array_free(all, TRUE);
}

/* ---- tables */

enum { MOST_TABLES = 2, MOST_POINTS = 6 };

static const char *const sizes[] = {"六号", "小五", "五号", "小四", "四号"};
static const char *const blanks[] = {"0",      "0.05字", "0.1字", "0.15字", "0.2字",
                                     "0.25字", "0.3字",  "0.4字", "0.5字"};

struct finding {
    const struct gaz_trial *trial;
    const struct gaz_style *style;
    uint32_t at; /* a character of the table */
    bool grows;
    GArray *found;
};

static void push(const struct finding *f, const char *key, const char *value) {
    struct gaz_override o = {.kind = GAZ_OVERRIDE_TABLE, .at = f->at, .key = key, .value = value};
    g_array_append_val(f->found, o);
}

/* Those of the rising values that are higher than `now`, or lower; the nearest first. */
static void push_steps(const struct finding *f, const char *key, const char *const *values, size_t n,
                       gaz_len now) {
    for (size_t i = 0; i < n; i++) {
        const char *value = values[f->grows ? i : n - 1 - i];
        struct gaz_measure measure;
        gaz_len one;
        if (!gaz_measure_parse(value, &measure) || !gaz_measure_resolve(measure, f->style->cell, &one))
            continue;
        if (f->grows ? one > now : one < now) push(f, key, value);
    }
}

static void push_lines(const struct finding *f) {
    int now = f->style->table_line / GAZ_POINT, least = f->style->roles[GAZ_ROLE_TABLE].size / GAZ_POINT;
    for (int step = 1; step <= MOST_POINTS; step++) {
        int points = f->grows ? now + step : now - step + (f->style->table_line % GAZ_POINT != 0);
        if (points >= least) push(f, "行距", gaz_arena_printf(f->trial->arena, "%d磅", points));
    }
}

/* The last tables that begin between two characters, or go on there: a character of each. */
static uint32_t tables_between(const struct gaz_trial *t, uint32_t from, uint32_t to,
                               uint32_t at[MOST_TABLES]) {
    uint32_t n = 0, node = 0;
    const struct gaz_block *last = NULL;
    for (uint32_t i = MIN(to + 1, t->stream.chars->len); i-- > from && n < MOST_TABLES;) {
        const struct gaz_stream_char *ch = gaz_stream_at(&t->stream, i);
        if (ch->row == 0 || ch->node == node) continue;
        node = ch->node;
        const struct gaz_block *block = gaz_trial_block(t, i);
        if (!block || block == last || block->kind != GAZ_BLOCK_TABLE) continue;
        if (block->table->classes & GAZ_TABLE_BORDERLESS) continue;
        last = block;
        at[n++] = i;
    }
    return n;
}

void gaz_find_table_values(const struct gaz_trial *trial, const struct gaz_style *style,
                           struct gaz_stretch stretch, bool grows, GArray *found) {
    uint32_t at[MOST_TABLES], n = tables_between(trial, stretch.from, stretch.to, at);
    for (uint32_t i = 0; i < n; i++) {
        struct finding f = {trial, style, at[i], grows, found};
        push_lines(&f);
        push_steps(&f, "上下空", blanks, G_N_ELEMENTS(blanks), style->table_pad_y);
        push_steps(&f, "字号", sizes, G_N_ELEMENTS(sizes), style->roles[GAZ_ROLE_TABLE].size);
    }
}
