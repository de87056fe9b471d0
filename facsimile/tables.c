/* tables.c: values of one table by which a page inside or behind it begins elsewhere.
 *
 * A compositor who had a table to get onto its pages changed the lines, the type or the white of that table
 * and of no other. The lines are tried by points round the style's, the others by the steps that composing
 * rooms have; only those that change the table's height in the direction that is wanted.
 */
#include "facsimile/matcher.h"

#include "base/arena.h"
#include "base/measure.h"

enum { MOST_TABLES = 2, MOST_POINTS = 6 };

static const char *const sizes[] = {"四号", "小四", "五号", "小五", "六号"};
static const char *const blanks[] = {"0",      "0.05字", "0.1字", "0.15字", "0.2字",
                                     "0.25字", "0.3字",  "0.4字", "0.5字"};

struct finding {
    struct gaz_matcher *matcher;
    const struct gaz_style *style;
    uint32_t at; /* a character of the table */
    bool grows;
    GArray *found;
};

static void push(const struct finding *f, const char *key, const char *value) {
    struct gaz_override o = {.kind = GAZ_OVERRIDE_TABLE, .at = f->at, .key = key, .value = value};
    g_array_append_val(f->found, o);
}

/* Those of the values that are higher than `now`, or lower. */
static void push_steps(const struct finding *f, const char *key, const char *const *values, size_t n,
                       gaz_len now) {
    for (size_t i = 0; i < n; i++) {
        struct gaz_measure measure;
        gaz_len one;
        if (!gaz_measure_parse(values[i], &measure) || !gaz_measure_resolve(measure, f->style->cell, &one))
            continue;
        if (f->grows ? one > now : one < now) push(f, key, values[i]);
    }
}

static void push_lines(const struct finding *f) {
    int now = f->style->table_line / GAZ_POINT, least = f->style->roles[GAZ_ROLE_TABLE].size / GAZ_POINT;
    for (int step = 1; step <= MOST_POINTS; step++) {
        int points = f->grows ? now + step : now - step + (f->style->table_line % GAZ_POINT != 0);
        if (points >= least) push(f, "行距", gaz_arena_printf(f->matcher->arena, "%d磅", points));
    }
}

/* The last tables that begin between two characters, or go on there: a character of each. */
static uint32_t tables_between(const struct gaz_matcher *m, uint32_t from, uint32_t to,
                               uint32_t at[MOST_TABLES]) {
    uint32_t n = 0, node = 0;
    const struct gaz_block *last = NULL;
    for (uint32_t i = MIN(to + 1, m->stream.chars->len); i-- > from && n < MOST_TABLES;) {
        const struct gaz_stream_char *ch = gaz_stream_at(&m->stream, i);
        if (ch->row == 0 || ch->node == node) continue;
        node = ch->node;
        const struct gaz_block *block = gaz_matcher_block(m, i);
        if (!block || block == last || block->kind != GAZ_BLOCK_TABLE) continue;
        if (block->table->classes & GAZ_TABLE_BORDERLESS) continue;
        last = block;
        at[n++] = i;
    }
    return n;
}

void gaz_find_table_values(struct gaz_matcher *m, uint32_t from, uint32_t to, bool grows, GArray *found) {
    uint32_t at[MOST_TABLES], n = tables_between(m, from, to, at);
    const struct gaz_style *style;
    if (n == 0) return;
    struct gaz_style *own = gaz_matcher_style(m, &style);
    for (uint32_t i = 0; i < n; i++) {
        struct finding f = {m, style, at[i], grows, found};
        push_lines(&f);
        push_steps(&f, "上下空", blanks, G_N_ELEMENTS(blanks), style->table_pad_y);
        push_steps(&f, "字号", sizes, G_N_ELEMENTS(sizes), style->roles[GAZ_ROLE_TABLE].size);
    }
    gaz_style_free(own);
}
