/* page.c: a page of the issue on its sheet: below it the word that it is a proof and the grid, on it what
 * changed, beside its lines their identifiers, bars and numbers.
 *
 * A line's identifier is its block's and its number in it: it says where the line is in the text and nothing
 * of the page, so that it stays when the text stays.
 */
#include "proof/sheets/sheets.h"

enum {
    IDENTIFIER = 11 * GAZ_POINT / 2,
    NUMBER = 7 * GAZ_POINT,
    BAR = 3 * GAZ_POINT / 2,
    HAIR = GAZ_POINT / 4,
    GAP = 5 * GAZ_POINT, /* from the text to what stands beside it */
    CARET = 4 * GAZ_POINT / 5
};

/* ---- the word below everything */

static const char *word_of(enum gaz_proof_round round) {
    return round == GAZ_ROUND_CLEAN ? "清样" : round == GAZ_ROUND_PRESS ? "付印样" : "校样";
}

static void put_watermark(struct gaz_sheets *s, const struct gaz_page *page) {
    gaz_len size = page->width / 4;
    struct gaz_small word = gaz_small_of(&s->board, size, word_of(s->job->round));
    word.ink = s->board.ink.pale;
    word.is_strong = true;
    word.side = GAZ_SHEET_CENTRE;
    gaz_board_text(
        &s->board, &word,
        (struct gaz_frame){s->board.frame.x, s->board.frame.y + (page->height - size) / 2, page->width, 0});
}

/* ---- the grid and the boxes, on request */

static void put_grid(struct gaz_sheets *s, const struct gaz_page *page) {
    const struct gaz_style *style = s->job->gazette->style;
    bool is_right = page->number % 2 != 0 || !style->mirrored;
    gaz_len left = is_right ? style->area_left : page->width - style->area_left - style->area_width;
    struct gaz_frame area = {s->board.frame.x + left, s->board.frame.y + style->area_top, style->area_width,
                             style->area_height};
    for (gaz_len y = style->cell; y <= area.height; y += style->pitch)
        gaz_board_rule(&s->board, (struct gaz_frame){area.x, area.y + y, area.width, HAIR},
                       s->board.ink.grid);
    for (gaz_len x = style->cell; x < area.width; x += style->cell)
        gaz_board_rule(&s->board, (struct gaz_frame){area.x + x, area.y, HAIR, area.height},
                       s->board.ink.grid);
    gaz_board_box(&s->board, area, 2 * HAIR, s->board.ink.grid);
}

static struct gaz_frame on_sheet(const struct gaz_sheets *s, struct gaz_frame box) {
    box.x += s->board.frame.x;
    box.y += s->board.frame.y;
    return box;
}

/* One around what each block has on the page. */
static void put_boxes(struct gaz_sheets *s, uint32_t page) {
    const GArray *begun = s->begun[page];
    uint32_t last = GAZ_NO_BLOCK;
    for (guint i = 0; i < begun->len; i++) {
        uint32_t at = g_array_index(begun, struct gaz_begun_line, i).block;
        if (at == last) continue;
        last = at;
        const struct gaz_state_block *block = &s->job->state->blocks[at];
        g_autoptr(GArray) places = gaz_places_of_block(s->ground, block, 0, block->n);
        struct gaz_frame all = {0};
        for (guint k = 0; k < places->len; k++) {
            const struct gaz_on_page *place = &g_array_index(places, struct gaz_on_page, k);
            if (place->page == page) all = all.width ? gaz_frames_united(all, place->box) : place->box;
        }
        if (all.width) gaz_board_box(&s->board, on_sheet(s, all), HAIR, s->board.ink.frame);
    }
}

/* ---- the page itself */

static struct gaz_look look_on_page(const void *context, const struct gaz_item *item, uint32_t ch) {
    const GArray *tinged = context;
    uint32_t offset = item->as.glyphs.chars[ch].offset;
    for (guint i = 0; offset != GAZ_NOWHERE && i < tinged->len; i++) {
        const struct gaz_tinged *one = &g_array_index(tinged, struct gaz_tinged, i);
        if (item->node == one->node && offset >= one->begin && offset < one->end) return one->look;
    }
    return (struct gaz_look){GAZ_OWN_INK, GAZ_STROKE_NONE};
}

static bool has_node(const GArray *tinged, uint32_t node) {
    for (guint i = 0; i < tinged->len; i++)
        if (g_array_index(tinged, struct gaz_tinged, i).node == node) return true;
    return false;
}

static void put_items(struct gaz_sheets *s, const struct gaz_page *page, const GArray *tinged) {
    for (uint32_t i = 0; i < page->n_items; i++) {
        struct gaz_item item = page->items[i];
        item.x += s->board.frame.x;
        item.y += s->board.frame.y;
        s->board.lines = MAX(s->board.lines, item.line);
        if (item.kind == GAZ_ITEM_GLYPHS && item.node && has_node(tinged, item.node))
            gaz_board_run(&s->board, &item, look_on_page, tinged);
        else
            gaz_board_item(&s->board, &item);
    }
}

/* ---- beside the lines */

/* A small text whose line runs the way of the line that it is of, before the area or behind it. Where lines
 * run up the page is turned: its left is at the foot. */
struct beside {
    const struct gaz_on_page *at;
    bool is_behind;
    gaz_len shift; /* what stands there already */
};

static void put_beside(struct gaz_sheets *s, const struct gaz_small *small, struct beside where) {
    const struct gaz_on_page *at = where.at;
    struct gaz_frame area = s->areas[at->way == 1], box = at->box;
    gaz_len width = gaz_small_width(&s->board, small), x = s->board.frame.x, y = s->board.frame.y;
    struct gaz_sheet_set set = gaz_board_set(&s->board, small, width + GAZ_POINT);
    size_t first = s->board.n;
    gaz_board_lines(&s->board, small, &set, (struct gaz_lines_at){0, 0, 0, set.n_lines});
    gaz_len along = 0, across = 0;
    if (at->way == 0) {
        along = where.is_behind ? area.x + area.width + GAP + where.shift : area.x - GAP - width;
        across = box.y + (box.height - small->size) / 2;
    } else if (at->way == 1) {
        along = where.is_behind ? area.y - GAP - where.shift : area.y + area.height + GAP + width;
        across = box.x + (box.width - small->size) / 2;
    }
    for (size_t i = first; i < s->board.n; i++) {
        struct gaz_item *item = &s->board.items[i];
        gaz_len own_x = item->x, own_y = item->y;
        item->turn = at->way & 3u;
        item->x = x + (at->way == 1 ? across + own_y : along + own_x);
        item->y = y + (at->way == 1 ? along - own_x : across + own_y);
    }
}

/* Whether a line stands at the same height, on which an identifier stands already: of a table's row the first
 * cell's is enough. */
static bool is_at(const struct gaz_begun_line *a, const struct gaz_begun_line *b) {
    gaz_len one = a->way == 1 ? a->box.x : a->box.y, other = b->way == 1 ? b->box.x : b->box.y;
    return a->way == b->way && abs(one - other) < a->box.height / 2;
}

static bool is_labelled(const GArray *begun, guint i) {
    for (guint k = 0; k < i; k++)
        if (is_at(&g_array_index(begun, struct gaz_begun_line, i),
                  &g_array_index(begun, struct gaz_begun_line, k)))
            return true;
    return false;
}

static void put_identifiers(struct gaz_sheets *s, uint32_t page) {
    const GArray *begun = s->begun[page];
    for (guint i = 0; i < begun->len; i++) {
        const struct gaz_begun_line *line = &g_array_index(begun, struct gaz_begun_line, i);
        if (line->way > 1 || is_labelled(begun, i)) continue;
        struct gaz_small name = gaz_small_printf(&s->board, IDENTIFIER, "%s.%u",
                                                 s->job->state->blocks[line->block].id, line->line + 1);
        name.ink = s->board.ink.grey;
        put_beside(s, &name, (struct beside){.at = &(struct gaz_on_page){page, line->box, line->way}});
    }
}

/* A bar beside each line on which something changed. */
static void put_bars(struct gaz_sheets *s, uint32_t page) {
    const GArray *bars = s->extras[page].bars;
    for (guint i = 0; i < bars->len; i++) {
        const struct gaz_on_page *at = &g_array_index(bars, struct gaz_on_page, i);
        struct gaz_frame area = s->areas[at->way == 1], box = at->box;
        struct gaz_frame bar = {area.x + area.width + GAP / 2, box.y, BAR, box.height};
        if (at->way == 1) bar = (struct gaz_frame){box.x, area.y - GAP / 2 - BAR, box.width, BAR};
        gaz_board_rule(&s->board, on_sheet(s, bar), s->board.ink.round);
    }
}

/* A stroke between two characters, from above the line to below it. */
static void put_gaps(struct gaz_sheets *s, uint32_t page) {
    const GArray *gaps = s->extras[page].gaps;
    for (guint i = 0; i < gaps->len; i++) {
        struct gaz_frame box = g_array_index(gaps, struct gaz_on_page, i).box;
        struct gaz_frame stroke = {box.x - CARET / 2, box.y - GAZ_POINT, CARET, box.height + 2 * GAZ_POINT};
        if (box.height == 0)
            stroke =
                (struct gaz_frame){box.x - GAZ_POINT, box.y - CARET / 2, box.width + 2 * GAZ_POINT, CARET};
        gaz_board_rule(&s->board, on_sheet(s, stroke), s->board.ink.round);
    }
}

static bool is_beside_same(const struct gaz_on_page *one, const struct gaz_on_page *other) {
    gaz_len a = one->way == 1 ? one->box.x : one->box.y, b = other->way == 1 ? other->box.x : other->box.y;
    return one->way == other->way && abs(a - b) < NUMBER;
}

/* From the area to the words beside the page, or to the head of the sheet where lines run up it. */
static gaz_len room_beside(const struct gaz_sheets *s, uint32_t page, uint8_t way) {
    struct gaz_frame area = s->areas[way == 1];
    if (way == 1) return s->board.frame.y + area.y - GAP;
    return gaz_sheets_words_left(s, page) - (s->board.frame.x + area.x + area.width) - 2 * GAP;
}

/* Numbers of one line stand behind one another, as many as there is room for; that there are more is said
 * once. All of them stand with their words too, here or in the list. */
static void put_numbers(struct gaz_sheets *s, uint32_t page) {
    const GArray *notes = s->extras[page].notes;
    struct gaz_small more = gaz_small_of(&s->board, NUMBER, "…");
    gaz_len shift = 0, rest = gaz_small_width(&s->board, &more);
    bool is_full = false;
    for (guint i = 0; i < notes->len; i++) {
        const struct gaz_margin_note *note = &g_array_index(notes, struct gaz_margin_note, i);
        if (i > 0 && !is_beside_same(&note->at, &note[-1].at)) shift = 0, is_full = false;
        if (is_full || note->at.way > 1) continue;
        struct gaz_small number = gaz_small_of(&s->board, NUMBER, note->label);
        gaz_len end = shift + gaz_small_width(&s->board, &number) + NUMBER / 3 + rest;
        is_full = end > room_beside(s, page, note->at.way);
        if (is_full) number = more;
        number.ink = note->ink;
        put_beside(s, &number, (struct beside){&note->at, true, shift});
        shift += gaz_small_width(&s->board, &number) + NUMBER / 3;
    }
}

/* ---- the whole */

static void put_cut(struct gaz_sheets *s, const struct gaz_page *page) {
    struct gaz_frame at = {s->board.frame.x, s->board.frame.y, page->width, page->height};
    gaz_board_rule(&s->board, (struct gaz_frame){at.x + at.width, at.y, HAIR, at.height}, s->board.ink.grey);
    if (at.y > 0)
        gaz_board_rule(&s->board, (struct gaz_frame){at.x, at.y, at.width, HAIR}, s->board.ink.grey);
}

void gaz_sheets_put_page(struct gaz_sheets *s, uint32_t page) {
    const struct gaz_page *it = &s->pages->pages[page];
    gaz_board_begin_page(&s->board, s->width, s->height);
    for (uint8_t way = 0; way < 2; way++)
        s->areas[way] = gaz_places_area(s->ground, page, way);
    put_watermark(s, it);
    if (s->job->shows_grid && it->has_text) put_grid(s, it);
    put_items(s, it, s->extras[page].tinged);
    if (s->job->shows_boxes) put_boxes(s, page);
    put_identifiers(s, page);
    put_bars(s, page);
    put_gaps(s, page);
    put_numbers(s, page);
    put_cut(s, it);
    gaz_sheets_put_margin(s, page);
    gaz_board_end_page(&s->board, it, page, NULL);
}
