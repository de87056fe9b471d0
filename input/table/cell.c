/* cell.c: what stands in a cell: pictures, and the text round them.
 *
 * A picture is no character of the text. Where the texts before and behind it are two, a line end that is
 * made here parts them.
 */
#include "input/table/table.h"

#include "base/text/text.h"
#include "input/inline/inline.h"
#include "input/lines/figure.h"

#include <string.h>

#define RAW(array, i) g_array_index((array), struct gaz_raw, (i))

struct cell {
    struct gaz_reader *reader;
    const GArray *raws;
    GArray *kept;    /* struct gaz_raw: the text */
    GArray *figures; /* struct gaz_figure; NULL: none was read yet */
    guint run_end;   /* behind the raws that stand side by side in the source from where was looked last */
    bool has_text;   /* on the line at hand */
    bool parts;      /* a picture stands between the text that was kept and what comes */
    bool gave_up;    /* what begins with ![ is none; the rest is text, and is complained of there */
};

static bool goes_on(const GArray *raws, guint i) {
    const struct gaz_raw *last = &RAW(raws, i - 1), *raw = &RAW(raws, i);
    gchar utf8[8];
    return raw->kind == GAZ_RAW_CHAR &&
           raw->offset == last->offset + (uint32_t)g_unichar_to_utf8(last->ch, utf8);
}

/* Where the source ends that stands in the raws from i on without a gap (a tag, an entity). */
static uint32_t source_end(struct cell *c, guint i) {
    if (c->run_end <= i)
        for (c->run_end = i + 1; c->run_end < c->raws->len && goes_on(c->raws, c->run_end);)
            c->run_end++;
    return gaz_source_next(c->reader->source, RAW(c->raws, c->run_end - 1).offset);
}

/* The figure that begins at raw i; gives the index behind it, or i. */
static guint take_figure(struct cell *c, guint i) {
    struct gaz_figure figure;
    uint32_t begin = RAW(c->raws, i).offset;
    enum gaz_figure_result result =
        gaz_figure_read(c->reader, begin, source_end(c, i), GAZ_FIGURE_IN_CELL, &figure);
    c->gave_up = result == GAZ_FIGURE_NONE;
    if (c->gave_up) return i;
    if (result == GAZ_FIGURE_WRONG) gaz_reader_syntax(c->reader, begin, figure.span.end);
    if (!c->figures) c->figures = g_array_new(FALSE, FALSE, sizeof(struct gaz_figure));
    if (result == GAZ_FIGURE_READ) g_array_append_val(c->figures, figure);
    c->parts = c->has_text;
    while (i < c->raws->len && RAW(c->raws, i).offset < figure.span.end)
        i++;
    return i;
}

static void keep(struct cell *c, const struct gaz_raw *raw) {
    bool is_blank = raw->kind == GAZ_RAW_CHAR && gaz_is_space(raw->ch);
    if (c->parts && !is_blank && raw->kind != GAZ_RAW_BREAK)
        gaz_raws_add(c->kept, '\n', GAZ_NOWHERE, GAZ_RAW_BREAK);
    c->parts &= is_blank;
    c->has_text = raw->kind != GAZ_RAW_BREAK && (c->has_text || !is_blank);
    g_array_append_val(c->kept, *raw);
}

static bool begins_figure(const struct cell *c, guint i) {
    return !c->gave_up && gaz_raw_char(c->raws, i) == '!' && gaz_raw_char(c->raws, i + 1) == '[';
}

static void take_raws(struct cell *c) {
    for (guint i = 0; i < c->raws->len;) {
        guint next = begins_figure(c, i) ? take_figure(c, i) : i;
        if (next > i) {
            i = next;
            continue;
        }
        bool is_escape = gaz_raw_char(c->raws, i) == '\\' && gaz_is_escapable(gaz_raw_char(c->raws, i + 1));
        keep(c, &RAW(c->raws, i++));
        if (is_escape) keep(c, &RAW(c->raws, i++));
    }
}

void gaz_cell_read(struct gaz_reader *reader, const GArray *raws, struct gaz_cell *cell) {
    struct cell c = {.reader = reader, .raws = raws, .kept = gaz_raws_new()};
    take_raws(&c);
    cell->text = gaz_inline_read(reader, c.kept, GAZ_BLANKS_TEXT);
    g_array_unref(c.kept);
    if (!c.figures) return;
    struct gaz_figure *figures = GAZ_NEW_ARRAY(reader->arena, struct gaz_figure, c.figures->len + 1);
    if (c.figures->len > 0) memcpy(figures, c.figures->data, c.figures->len * sizeof *figures);
    cell->figures = figures;
    cell->n_figures = c.figures->len;
    g_array_unref(c.figures);
}
