/* turned.c: pages whose matter stands across: tables and figures that are too wide, with their heads, their
 * notes and perhaps the 版记. */
#include "layout/page/filler.h"

/* Landscape coordinates (u right, v down) to the page, a quarter turn counter-clockwise: the head at the left
 * (G-40, G-41). */
static void turn_items(const struct gaz_filler *f, struct gaz_item *items, uint32_t n, gaz_len v) {
    gaz_len left = gaz_area_left(f->style, gaz_filler_page(f)->number);
    gaz_len bottom = f->style->area_top + f->capacity - (f->style->pitch - f->style->cell);
    for (uint32_t i = 0; i < n; i++) {
        gaz_len u = items[i].x;
        items[i].x = left + items[i].y + v;
        items[i].y = bottom - u;
        items[i].turn = (items[i].turn + 1) & 3;
    }
}

static gaz_len place_turned_head(struct gaz_filler *f, const struct gaz_flow *head) {
    gaz_len v = 0;
    for (uint32_t i = 0; head && i < head->n; i++) {
        const struct gaz_box *box = &head->boxes[i];
        gaz_filler_put_target(f, box);
        turn_items(f, box->items, box->n_items, v);
        gaz_filler_put_items(f, box->items, box->n_items, 0, 0);
        v += box->height;
    }
    return v;
}

/* The last rows of a turned table leave room for its notes, unless these would fill a good part of a page. */
static gaz_len turned_room(const struct gaz_filler *f, const struct gaz_box *box, gaz_len room) {
    if (!box->table || !box->notes) return room;
    gaz_len tail = gaz_flow_height(box->notes) + f->style->footnote_after, left = gaz_table_left(box->table);
    bool comes_too = tail <= f->style->measure / 3 && left <= room && left > room - tail;
    return comes_too ? MAX(room - tail, 0) : room;
}

/* The next part of a turned table, or a turned figure whole; true when nothing is left. *v is moved below it.
 */
static bool place_turned_part(struct gaz_filler *f, const struct gaz_box *box, gaz_len *v) {
    gaz_len full = f->style->measure, room = turned_room(f, box, full - *v);
    struct gaz_table_part part = {
        .items = box->items, .n_items = box->n_items, .height = box->height, .done = true};
    bool force =
        *v == 0 || (box->table && gaz_table_least(box->table) > full && room >= full / GAZ_FEW_PARTS);
    if (box->table) part = gaz_filler_next_part(f, box->table, room, force);
    turn_items(f, part.items, part.n_items, *v);
    gaz_filler_put_items(f, part.items, part.n_items, 0, 0);
    *v += part.height;
    return part.done;
}

/* the 版记 after a turned table, set to be turned with it; NULL */
static struct gaz_box *foot_after(const struct gaz_filler *f, const struct gaz_box *box) {
    const struct gaz_box *next = box + 1, *end = f->flow->boxes + f->flow->n;
    while (next < end && next->kind == GAZ_BOX_SPACE)
        next++;
    return box->table && next < end && next->kind == GAZ_BOX_FOOT ? next->turned : NULL;
}

/* 版记.可居横页: on the lower edge of the turned page, which is at the right, when the table leaves the room.
 */
static void place_turned_foot(struct gaz_filler *f, const struct gaz_box *box, gaz_len v) {
    struct gaz_box *foot = foot_after(f, box);
    if (!foot || v + f->style->footer_before + foot->height > f->style->measure) return;
    turn_items(f, foot->items, foot->n_items, f->style->measure);
    gaz_filler_put_items(f, foot->items, foot->n_items, 0, 0);
    f->placed_foot = foot;
}

/* The notes of what was turned stand below it, on the same page where there is room. */
static void place_turned_notes(struct gaz_filler *f, const struct gaz_flow *notes, gaz_len *v) {
    if (notes) *v += f->style->footnote_after;
    for (uint32_t i = 0; notes && i < notes->n; i++) {
        const struct gaz_box *line = &notes->boxes[i];
        if (*v + line->height > f->style->measure) {
            gaz_filler_close(f, GAZ_END_TABLE);
            gaz_filler_open(f);
            gaz_filler_page(f)->turned = true;
            *v = 0;
        }
        turn_items(f, line->items, line->n_items, *v);
        gaz_filler_put_items(f, line->items, line->n_items, 0, 0);
        *v += line->height;
    }
}

void gaz_filler_put_turned(struct gaz_filler *f, const struct gaz_box *box) {
    gaz_filler_close_with_notes(f, GAZ_END_TABLE);
    for (bool done = false, first = true; !done; first = false) {
        gaz_filler_open(f);
        gaz_filler_page(f)->turned = true;
        gaz_filler_note_matter(f, box);
        if (first) gaz_filler_put_target(f, box);
        gaz_len v = first ? place_turned_head(f, box->head) : 0;
        done = place_turned_part(f, box, &v);
        if (done) place_turned_notes(f, box->notes, &v);
        if (done) place_turned_foot(f, box, v);
        gaz_filler_close(f, GAZ_END_TABLE);
    }
}
