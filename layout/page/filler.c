/* filler.c: see filler.h. */
#include "layout/page/filler.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"

enum { LEAST_LINES = 3 /* of text on a page that a note goes on to */ };

struct gaz_page *gaz_filler_page(const struct gaz_filler *f) {
    return &f->book->pages[f->book->n_pages - 1];
}

gaz_len gaz_filler_height(const struct gaz_filler *f) {
    return f->capacity - (f->style->pitch - f->style->cell);
}

static struct gaz_item *push_item(struct gaz_filler *f) {
    size_t n = f->n_items;
    struct gaz_item *item = GAZ_PUSH(f->book->arena, f->items, n, f->item_capacity);
    f->n_items = (uint32_t)n;
    return item;
}

static void open_bare(struct gaz_filler *f) {
    if (f->open) return;
    gaz_book_push_page(f->book, f->style)->shows_number = f->folio;
    f->open = true;
    f->y = 0;
    f->items = NULL;
    f->n_items = f->lines = 0;
    f->item_capacity = 0;
}

void gaz_filler_put_items(struct gaz_filler *f, const struct gaz_item *items, uint32_t n, gaz_len x,
                          gaz_len y) {
    uint32_t highest = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct gaz_item *item = push_item(f);
        *item = items[i];
        item->x += x;
        item->y += y;
        if (item->line) item->line += f->lines;
        highest = MAX(highest, items[i].line);
    }
    f->lines += highest;
    gaz_book_note_items(gaz_filler_page(f), items, n);
    if (n > 0) gaz_filler_page(f)->only_footer = false;
}

void gaz_filler_put_notes(struct gaz_filler *f, gaz_len raised) {
    if (!gaz_foot_waits(&f->foot)) return;
    gaz_len height, left = gaz_area_left(f->style, gaz_filler_page(f)->number);
    guint n =
        gaz_foot_fit(&f->foot, f->capacity - f->y - raised + f->style->pitch / GAZ_GRID_TOLERANCE, &height);
    if (n == 0 && f->n_items > 0) return;
    if (n == 0) height = f->style->footnote_line;
    gaz_len y = f->style->area_top + gaz_filler_height(f) - raised - height;
    struct gaz_item rule = gaz_note_rule(f->style);
    if (f->style->footnote_rule > 0) gaz_filler_put_items(f, &rule, 1, left, y - f->style->footnote_after);
    for (n = MAX(n, 1); n > 0; n--) {
        const struct gaz_box *line = gaz_foot_take(&f->foot);
        gaz_filler_put_items(f, line->items, line->n_items, left, y);
        y += line->height;
    }
}

void gaz_filler_close(struct gaz_filler *f, enum gaz_page_end cause) {
    if (!f->open) return;
    gaz_filler_put_notes(f, 0);
    struct gaz_page *page = gaz_filler_page(f);
    if (page->shows_number) {
        struct gaz_line folio = gaz_folio_line(f->ts, page->number);
        for (uint32_t i = 0; i < folio.n_items; i++) {
            struct gaz_item *item = push_item(f);
            *item = folio.items[i];
            item->line = f->lines + 1;
        }
    }
    page->items = f->items;
    page->n_items = f->n_items;
    page->end = cause;
    f->open = false;
}

void gaz_filler_settle_notes(struct gaz_filler *f) {
    gaz_len most = f->capacity - LEAST_LINES * f->style->pitch;
    while (!f->open && gaz_foot_takes(f->style, f->foot.height) > MAX(most, 0)) {
        open_bare(f);
        gaz_filler_close(f, GAZ_END_FULL);
    }
}

void gaz_filler_open(struct gaz_filler *f) {
    gaz_filler_settle_notes(f);
    open_bare(f);
}

void gaz_filler_close_with_notes(struct gaz_filler *f, enum gaz_page_end cause) {
    gaz_filler_close(f, cause);
    while (gaz_foot_waits(&f->foot)) {
        open_bare(f);
        gaz_filler_close(f, cause);
    }
}

void gaz_filler_note_matter(struct gaz_filler *f, const struct gaz_box *box) {
    gaz_filler_page(f)->has_text |= box->matter == GAZ_MATTER_TEXT;
    gaz_filler_page(f)->has_signature |= box->matter == GAZ_MATTER_SIGNATURE;
    gaz_filler_page(f)->parts = box->parts;
    if (box->hides_folio) gaz_filler_page(f)->shows_number = false;
}

static void note_target(struct gaz_filler *f, uint32_t target) {
    if (target == 0 || target > f->book->n_targets) return;
    f->book->targets[target - 1] = (struct gaz_target){
        f->book->n_pages - 1, gaz_area_left(f->style, gaz_filler_page(f)->number), f->style->area_top + f->y};
}

void gaz_filler_put_target(struct gaz_filler *f, const struct gaz_box *box) {
    note_target(f, box->target);
    note_target(f, box->head_target);
}

void gaz_filler_snap(struct gaz_filler *f) {
    gaz_len pitch = f->style->pitch, over = f->y % pitch;
    if (over > pitch / GAZ_GRID_TOLERANCE)
        f->y += pitch - over;
    else
        f->y -= over;
}

/* A heading that goes on over the page's end: artifacts. */
static void place_again(struct gaz_filler *f, const struct gaz_box *again) {
    gaz_filler_put_items(f, again->items, again->n_items, gaz_area_left(f->style, gaz_filler_page(f)->number),
                         f->style->area_top + f->y);
    f->y += again->height;
}

void gaz_filler_put_box(struct gaz_filler *f, const struct gaz_box *box) {
    if (box->kind == GAZ_BOX_SPACE && box->drops && (!f->open || f->y == 0)) return;
    gaz_filler_open(f);
    if (box->again && f->y == 0) place_again(f, box->again);
    gaz_filler_put_target(f, box);
    gaz_filler_note_matter(f, box);
    gaz_filler_put_items(f, box->items, box->n_items, gaz_area_left(f->style, gaz_filler_page(f)->number),
                         f->style->area_top + f->y);
    f->y += box->height;
    if (box->snaps) gaz_filler_snap(f);
    gaz_foot_add(&f->foot, box);
}

/* A forced part takes some room; else the table would go on for ever. */
struct gaz_table_part gaz_filler_next_part(const struct gaz_filler *f, struct gaz_table_setting *table,
                                           gaz_len room, bool force) {
    struct gaz_table_part part = gaz_table_part(f->ts, table, room, force);
    if (!force || part.height > 0 || part.done) return part;
    gaz_report(f->ts->diags, GAZ_D_INTERNAL, (struct gaz_span){0}, "layout/page/filler.c: table");
    part.done = true;
    return part;
}
