/* flow.c: the page builder.
 *
 * Input: a column of boxes with heights (box.h). Output: pages. A page holds lines_per_page pitches; boxes
 * are placed from the top until the next line does not fit. The page then ends at the last box that is not
 * glued to the one before it; when all of them are glued, where it is full. So pages are full unless a keep,
 * a table or a break says otherwise, and the cause is noted in the page.
 *
 * Worked example: a page of 4 lines; boxes A B | C-D | E-F (the dashes are glue). A B C D fill the page; E
 * begins the next. With A B C | D-E-F: A B C fit, D too, E does not; D and E are glued, so the page ends
 * before D, one line short, and says why.
 *
 * The notes of a line stand on the foot of its page: a line fits when it and at least the first line of each
 * of its notes do, all earlier notes being there whole. What does not fit of the last one goes on at the foot
 * of the next page. Text and notes grow towards one another and never meet; without notes nothing of this
 * counts.
 *
 * A box that `snaps` lets the next one begin on a grid line: titles, tables and pictures take whole lines
 * (C-05). A table is asked for as much as fits. What stands on the foot (版记) goes to the bottom edge of the
 * page on which the text ends.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "layout/page/book.h"
#include "layout/page/foot.h"

enum {
    LEAST_LINES = 3, /* of text on a page that a note goes on to */
    FEW = 5,         /* a row that is higher than a page begins in no less than this part of one */
    /* What lies this part of a pitch or less beside a grid line lies on it: heights that are thirds or halves
     * of a line, each rounded, sum to whole lines. */
    TOLERANCE = 50,
};

struct filler {
    struct gaz_book *book;
    const struct gaz_typesetter *ts;
    const struct gaz_flow *flow;
    const struct gaz_style *style;
    bool folio;
    gaz_len capacity; /* of a page */
    gaz_len y;        /* the next box's top, from the top of the type area */
    bool open;        /* pages[n - 1] is being filled */
    struct gaz_item *items;
    uint32_t n_items;
    size_t item_capacity;
    uint32_t lines;                    /* line numbers given on this page */
    struct gaz_foot foot;              /* the notes that wait */
    uint32_t first_page;               /* index of the flow's first page */
    uint32_t first_text;               /* the first box of text; the number of boxes: there is none */
    const struct gaz_box *placed_foot; /* the last 版记 that stands on a turned page */
};

struct gaz_book *gaz_book_new(struct gaz_arena *arena, int first_number, uint32_t n_targets) {
    struct gaz_book *book = GAZ_NEW(arena, struct gaz_book);
    book->arena = arena;
    book->first_number = first_number;
    book->targets = GAZ_NEW_ARRAY(arena, struct gaz_target, n_targets + 1);
    book->n_targets = n_targets;
    return book;
}

struct gaz_book_mark gaz_book_mark(const struct gaz_book *book) {
    return (struct gaz_book_mark){book->n_pages, book->end};
}

void gaz_book_rewind(struct gaz_book *book, const struct gaz_book_mark *mark) {
    book->n_pages = mark->n_pages;
    book->end = mark->end;
    if (book->end.is_open) book->pages[book->n_pages - 1] = book->end.whole;
}

static struct gaz_page *push_page(struct gaz_book *book, const struct gaz_style *style) {
    size_t n = book->n_pages;
    struct gaz_page *page = GAZ_PUSH(book->arena, book->pages, n, book->page_capacity);
    book->n_pages = (uint32_t)n;
    /* whole: a page that was taken back may have stood here */
    *page = (struct gaz_page){.number = book->first_number + (int)n - 1,
                              .width = style->paper_width,
                              .height = style->paper_height};
    return page;
}

/* What a page is told when n items (lines numbered among themselves) have come onto it. */
static void note_items(struct gaz_page *page, const struct gaz_item *items, uint32_t n) {
    uint32_t line = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_item *item = &items[i];
        page->has_picture |= item->kind == GAZ_ITEM_IMAGE;
        if (item->line == line || item->line == 0 || gaz_artifact_is_furniture(item->artifact)) continue;
        line = item->line;
        page->body_lines++;
    }
}

struct gaz_book *gaz_book_after(const struct gaz_book *book, const struct gaz_book_mark *mark) {
    bool has_page = mark->end.is_open;
    int number = book->first_number + (int)mark->n_pages - (has_page ? 1 : 0);
    struct gaz_book *trial = gaz_book_new(book->arena, number, 0);
    if (!has_page) return trial;
    size_t n = 0;
    *GAZ_PUSH(trial->arena, trial->pages, n, trial->page_capacity) = mark->end.whole;
    trial->n_pages = (uint32_t)n;
    trial->end = mark->end;
    return trial;
}

void gaz_book_add_page(struct gaz_book *book, const struct gaz_style *style, struct gaz_item *items,
                       uint32_t n_items) {
    struct gaz_page *page = push_page(book, style);
    page->items = items;
    page->n_items = n_items;
    page->end = GAZ_END_BREAK;
    note_items(page, items, n_items);
    book->end.is_open = false;
}

void gaz_book_add_items(struct gaz_book *book, uint32_t page, const struct gaz_item *items,
                        uint32_t n_items) {
    struct gaz_page *p = &book->pages[page];
    struct gaz_item *all = GAZ_NEW_ARRAY(book->arena, struct gaz_item, n_items + p->n_items);
    uint32_t lines = 0;
    for (uint32_t i = 0; i < p->n_items; i++) {
        all[n_items + i] = p->items[i];
        lines = MAX(lines, p->items[i].line);
    }
    for (uint32_t i = 0; i < n_items; i++) {
        all[i] = items[i];
        if (items[i].line) all[i].line += lines;
    }
    p->items = all;
    p->n_items += n_items;
}

/* ---- one page */

static struct gaz_page *current(const struct filler *f) {
    return &f->book->pages[f->book->n_pages - 1];
}

/* The height of a page from the first characters' top to the last ones' foot. */
static gaz_len full_height(const struct filler *f) {
    return f->capacity - (f->style->pitch - f->style->cell);
}

static struct gaz_item *push_item(struct filler *f) {
    size_t n = f->n_items;
    struct gaz_item *item = GAZ_PUSH(f->book->arena, f->items, n, f->item_capacity);
    f->n_items = (uint32_t)n;
    return item;
}

static void open_bare(struct filler *f) {
    if (f->open) return;
    push_page(f->book, f->style)->shows_number = f->folio;
    f->open = true;
    f->y = 0;
    f->items = NULL;
    f->n_items = f->lines = 0;
    f->item_capacity = 0;
}

/* Puts items whose origin is (x, y) on the paper onto the page. */
static void place_items(struct filler *f, const struct gaz_item *items, uint32_t n, gaz_len x, gaz_len y) {
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
    note_items(current(f), items, n);
    if (n > 0) current(f)->only_footer = false;
}

/* The notes that wait, as many lines as there is room for, `raised` above the type area's lower edge; on a
 * page that has nothing else at least one. */
static void place_notes(struct filler *f, gaz_len raised) {
    if (!gaz_foot_waits(&f->foot)) return;
    gaz_len height, left = gaz_area_left(f->style, current(f)->number);
    guint n = gaz_foot_fit(&f->foot, f->capacity - f->y - raised + f->style->pitch / TOLERANCE, &height);
    if (n == 0 && f->n_items > 0) return;
    if (n == 0) height = f->style->footnote_line;
    gaz_len y = f->style->area_top + full_height(f) - raised - height;
    struct gaz_item rule = gaz_note_rule(f->style);
    if (f->style->footnote_rule > 0) place_items(f, &rule, 1, left, y - f->style->footnote_after);
    for (n = MAX(n, 1); n > 0; n--) {
        const struct gaz_box *line = gaz_foot_take(&f->foot);
        place_items(f, line->items, line->n_items, left, y);
        y += line->height;
    }
}

static void close_page(struct filler *f, enum gaz_page_end cause) {
    if (!f->open) return;
    place_notes(f, 0);
    struct gaz_page *page = current(f);
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

/* What is left of a note takes pages of its own where it leaves text too little room. */
static void settle_notes(struct filler *f) {
    gaz_len most = f->capacity - LEAST_LINES * f->style->pitch;
    while (!f->open && gaz_foot_takes(f->style, f->foot.height) > MAX(most, 0)) {
        open_bare(f);
        close_page(f, GAZ_END_FULL);
    }
}

static void open_page(struct filler *f) {
    settle_notes(f);
    open_bare(f);
}

/* Closes the page; what is left of its notes goes on pages of its own. */
static void close_with_notes(struct filler *f, enum gaz_page_end cause) {
    close_page(f, cause);
    while (gaz_foot_waits(&f->foot)) {
        open_bare(f);
        close_page(f, cause);
    }
}

static void note_matter(struct filler *f, const struct gaz_box *box) {
    current(f)->has_text |= box->matter == GAZ_MATTER_TEXT;
    current(f)->has_signature |= box->matter == GAZ_MATTER_SIGNATURE;
    current(f)->parts = box->parts;
    if (box->hides_folio) current(f)->shows_number = false;
}

static void note_target(struct filler *f, uint32_t target) {
    if (target == 0 || target > f->book->n_targets) return;
    f->book->targets[target - 1] = (struct gaz_target){
        f->book->n_pages - 1, gaz_area_left(f->style, current(f)->number), f->style->area_top + f->y};
}

static void place_target(struct filler *f, const struct gaz_box *box) {
    note_target(f, box->target);
    note_target(f, box->head_target);
}

static void snap(struct filler *f) {
    gaz_len pitch = f->style->pitch, over = f->y % pitch;
    if (over > pitch / TOLERANCE)
        f->y += pitch - over;
    else
        f->y -= over;
}

/* A heading that goes on over the page's end: artifacts. */
static void place_again(struct filler *f, const struct gaz_box *again) {
    place_items(f, again->items, again->n_items, gaz_area_left(f->style, current(f)->number),
                f->style->area_top + f->y);
    f->y += again->height;
}

static void place_box(struct filler *f, const struct gaz_box *box) {
    if (box->kind == GAZ_BOX_SPACE && box->drops && (!f->open || f->y == 0)) return;
    open_page(f);
    if (box->again && f->y == 0) place_again(f, box->again);
    place_target(f, box);
    note_matter(f, box);
    place_items(f, box->items, box->n_items, gaz_area_left(f->style, current(f)->number),
                f->style->area_top + f->y);
    f->y += box->height;
    if (box->snaps) snap(f);
    gaz_foot_add(&f->foot, box);
}

/* ---- lines */

static bool is_plain(const struct gaz_box *box) {
    return box->kind == GAZ_BOX_LINE || box->kind == GAZ_BOX_SPACE;
}

/* what the notes of a page take while lines are counted onto it */
struct noted {
    gaz_len whole;
    gaz_len firm; /* all but what may go on to the next page: the last note's second and further lines */
};

/* A line that no page may end before draws up a note that may go on, any other wants it whole. */
static gaz_len foot_before(const struct filler *f, const struct noted *notes, const struct gaz_box *box) {
    gaz_len before = box->glued && !box->notes ? notes->firm : notes->whole;
    return gaz_foot_takes(f->style, before + box->notes_least);
}

static void count_notes(struct noted *notes, const struct gaz_box *box) {
    if (!box->notes) return;
    notes->firm = notes->whole + box->notes_least;
    notes->whole += gaz_flow_height(box->notes);
}

/* The first box from i on that does not fit the rest of the page, or that is no line; *room is what is left
 * above the notes then. */
static uint32_t fit(const struct filler *f, uint32_t i, gaz_len *room) {
    gaz_len y = f->open ? f->y : 0, pitch = f->style->pitch;
    struct noted notes = {f->foot.height, f->foot.height};
    for (; i < f->flow->n && is_plain(&f->flow->boxes[i]); i++) {
        const struct gaz_box *box = &f->flow->boxes[i];
        if (box->kind == GAZ_BOX_SPACE && box->drops && y == 0) continue;
        if (box->again && y == 0) y = box->again->height;
        gaz_len foot = foot_before(f, &notes, box);
        if (box->kind == GAZ_BOX_LINE && y + box->height + foot > f->capacity + pitch / TOLERANCE) break;
        y += box->height;
        count_notes(&notes, box);
        if (box->snaps) y = (y + pitch - pitch / TOLERANCE - 1) / pitch * pitch;
    }
    *room = full_height(f) - y - gaz_foot_takes(f->style, notes.whole);
    return i;
}

/* A 版记 that finds no room and may not stand alone. */
static bool foot_wants_lines(const struct filler *f, const struct gaz_box *foot, gaz_len room) {
    gaz_len pitch = f->style->pitch;
    bool is_placed = foot->turned && foot->turned == f->placed_foot;
    return f->book->keeps_footer && !is_placed &&
           foot->height > room + (pitch - f->style->cell) + pitch / TOLERANCE;
}

/* A table that is glued to a heading wants room for its head and a row; one that not even a page has room for
 * wants a few lines. When that is all of it, what goes to the signature behind it leaves nothing here. */
static bool wants_room(const struct filler *f, uint32_t i, gaz_len room) {
    const struct gaz_box *box = &f->flow->boxes[i];
    if (i < f->flow->n && box->kind == GAZ_BOX_FOOT) return foot_wants_lines(f, box, room);
    if (i >= f->flow->n || !box->glued || box->kind != GAZ_BOX_TABLE) return false;
    gaz_len least = gaz_table_least(box->table), full = full_height(f);
    if (least > full) least = full / FEW;
    if (least >= gaz_table_left(box->table)) least += box->takes;
    return least > room;
}

/* The last place in (from, at] where a page may end; `from` when there is none. */
static uint32_t legal_end(const struct filler *f, uint32_t from, uint32_t at) {
    while (at > from && f->flow->boxes[at].glued)
        at--;
    return at;
}

/* 7.3.3: the first page shows text, whatever keeps its first lines with the next ones. `end`, or the place
 * behind as many lines of the first paragraph as leave its rest two, and one at the least. */
static uint32_t end_with_text(const struct filler *f, uint32_t end, uint32_t full) {
    const struct gaz_box *boxes = f->flow->boxes;
    uint32_t first = f->first_text, rest = 0;
    bool is_first_page = f->book->n_pages - (f->open ? 1 : 0) == f->first_page;
    if (!is_first_page || end > first || full <= first || boxes[first].kind != GAZ_BOX_LINE) return end;
    uint32_t last = first;
    while (last + 1 < f->flow->n && boxes[last + 1].kind == GAZ_BOX_LINE &&
           boxes[last + 1].matter == GAZ_MATTER_TEXT)
        last++;
    rest = last + 1 - MIN(full, last + 1);
    end = MIN(full, last + 1);
    for (; end > first + 1 && rest < 2; end--)
        rest++;
    return end;
}

static enum gaz_page_end cause_at(const struct filler *f, uint32_t end, uint32_t full) {
    uint32_t next = MIN(end + 1, f->flow->n - 1);
    return end == full ? GAZ_END_FULL : f->flow->boxes[next].glue_cause;
}

/* What would go along with the 版记 is half a page: rather the 版记 alone. */
static bool is_too_much(const struct filler *f, uint32_t end, uint32_t foot) {
    gaz_len height = 0;
    for (uint32_t i = end; i < foot; i++)
        height += f->flow->boxes[i].height;
    return f->flow->boxes[foot].kind == GAZ_BOX_FOOT && height > f->capacity / 2;
}

/* Places lines from i on until the page is full or another kind of box comes; gives the next box. */
static uint32_t place_lines(struct filler *f, uint32_t i) {
    settle_notes(f);
    gaz_len room;
    uint32_t full = fit(f, i, &room);
    bool stops = full < f->flow->n && (is_plain(&f->flow->boxes[full]) || wants_room(f, full, room));
    uint32_t end = stops ? end_with_text(f, legal_end(f, i, full), full) : full;
    if (stops && is_too_much(f, end, full)) {
        stops = false;
        end = full;
    }
    if (stops && end == i && !(f->open && f->y > 0))
        end = MAX(full, i + 1); /* all glued, or higher than a page */
    enum gaz_page_end cause = stops ? cause_at(f, end, full) : GAZ_END_FULL;
    for (; i < end; i++)
        place_box(f, &f->flow->boxes[i]);
    if (stops) close_page(f, cause);
    return end;
}

/* ---- pages that the print ended */

/* A page that a mark of the print ends (页末) is nearly full: else the text before it was changed, and it
 * would be left white in silence. */
enum { MOST_WHITE = 4 /* this part of a page */ };

static void complain_of_white(const struct filler *f, struct gaz_span mark) {
    char lines[16], white[16];
    gaz_len pitch = f->style->pitch;
    g_snprintf(lines, sizeof lines, "%d", (int)((f->y + pitch / 2) / pitch));
    g_snprintf(white, sizeof white, "%d", (int)((f->capacity - f->y + pitch / 2) / pitch));
    gaz_report(f->ts->diags, GAZ_D_SET_PAGE, mark, lines, white);
}

/* Rows are high, and their groups higher. */
static void look_at_cut(const struct filler *f, struct gaz_span cut) {
    if (f->capacity - f->y > f->capacity / 2) complain_of_white(f, cut);
}

static void look_at_page_end(const struct filler *f, const struct gaz_box *box) {
    if (!box->mark.source || !f->open) return;
    gaz_len white = f->capacity - f->y - gaz_foot_takes(f->style, f->foot.height);
    if (white > f->capacity / MOST_WHITE) complain_of_white(f, box->mark);
}

/* ---- tables */

static gaz_len half_leading(const struct filler *f) {
    return (f->style->pitch - f->style->cell) / 2;
}

/* A borderless list stands on the body's lines: its rows are centred in theirs. A frame keeps half a leading
 * away from the text after it. */
static void place_part(struct filler *f, const struct gaz_table_part *part) {
    gaz_len x = gaz_area_left(f->style, current(f)->number);
    place_items(f, part->items, part->n_items, x, f->style->area_top + f->y);
    f->y += part->height;
}

/* A forced part takes some room; else the table would go on for ever. */
static struct gaz_table_part next_part(const struct filler *f, struct gaz_table_setting *table, gaz_len room,
                                       bool force) {
    struct gaz_table_part part = gaz_table_part(f->ts, table, room, force);
    if (!force || part.height > 0 || part.done) return part;
    gaz_report(f->ts->diags, GAZ_D_INTERNAL, (struct gaz_span){0}, "layout/page/flow.c: table");
    part.done = true;
    return part;
}

static void place_table(struct filler *f, const struct gaz_box *box) {
    for (bool done = false, begun = false; !done;) {
        open_page(f);
        gaz_len full = full_height(f), room = full - f->y - gaz_foot_takes(f->style, f->foot.height);
        gaz_len takes = f->book->keeps_footer ? MAX(box->takes, box->takes_foot) : box->takes;
        gaz_len left = box->tail + takes > 0 ? gaz_table_left(box->table) : 0;
        if (left <= room && left > room - box->tail)
            room = MAX(room - box->tail, 0); /* its notes come too */
        else if (left <= room && left > room - box->tail - takes)
            room =
                MAX(left - f->style->pitch, 0); /* a row or two for what stands below it on the next page */
        /* what must be sliced on any page is sliced on this one: no title stays alone for it */
        bool force = f->y == 0 || (!begun && gaz_table_least(box->table) > full && room >= full / FEW);
        struct gaz_table_part part = next_part(f, box->table, room, force);
        done = part.done;
        if (!begun && part.height > 0) place_target(f, box);
        begun |= part.height > 0;
        if (part.height > 0) note_matter(f, box);
        if (part.height > 0) place_part(f, &part);
        if (part.cut.source) look_at_cut(f, part.cut);
        if (!done) close_page(f, GAZ_END_TABLE);
    }
    if (box->tail > 0) {
        f->y += f->style->footnote_after; /* the notes stand close to their table */
        return;
    }
    if (!box->on_lines) f->y += half_leading(f);
    snap(f);
}

/* ---- turned pages */

/* Landscape coordinates (u right, v down) to the page, a quarter turn counter-clockwise: the head at the left
 * (G-40, G-41). */
static void turn_items(const struct filler *f, struct gaz_item *items, uint32_t n, gaz_len v) {
    gaz_len left = gaz_area_left(f->style, current(f)->number);
    gaz_len bottom = f->style->area_top + f->capacity - (f->style->pitch - f->style->cell);
    for (uint32_t i = 0; i < n; i++) {
        gaz_len u = items[i].x;
        items[i].x = left + items[i].y + v;
        items[i].y = bottom - u;
        items[i].turn = (items[i].turn + 1) & 3;
    }
}

static gaz_len place_turned_head(struct filler *f, const struct gaz_flow *head) {
    gaz_len v = 0;
    for (uint32_t i = 0; head && i < head->n; i++) {
        const struct gaz_box *box = &head->boxes[i];
        place_target(f, box);
        turn_items(f, box->items, box->n_items, v);
        place_items(f, box->items, box->n_items, 0, 0);
        v += box->height;
    }
    return v;
}

/* The last rows of a turned table leave room for its notes, unless these would fill a good part of a page. */
static gaz_len turned_room(const struct filler *f, const struct gaz_box *box, gaz_len room) {
    if (!box->table || !box->notes) return room;
    gaz_len tail = gaz_flow_height(box->notes) + f->style->footnote_after, left = gaz_table_left(box->table);
    bool comes_too = tail <= f->style->measure / 3 && left <= room && left > room - tail;
    return comes_too ? MAX(room - tail, 0) : room;
}

/* The next part of a turned table, or a turned figure whole; true when nothing is left. *v is moved below it.
 */
static bool place_turned_part(struct filler *f, const struct gaz_box *box, gaz_len *v) {
    gaz_len full = f->style->measure, room = turned_room(f, box, full - *v);
    struct gaz_table_part part = {
        .items = box->items, .n_items = box->n_items, .height = box->height, .done = true};
    bool force = *v == 0 || (box->table && gaz_table_least(box->table) > full && room >= full / FEW);
    if (box->table) part = next_part(f, box->table, room, force);
    turn_items(f, part.items, part.n_items, *v);
    place_items(f, part.items, part.n_items, 0, 0);
    *v += part.height;
    return part.done;
}

/* the 版记 after a turned table, set to be turned with it; NULL */
static struct gaz_box *foot_after(const struct filler *f, const struct gaz_box *box) {
    const struct gaz_box *next = box + 1, *end = f->flow->boxes + f->flow->n;
    while (next < end && next->kind == GAZ_BOX_SPACE)
        next++;
    return box->table && next < end && next->kind == GAZ_BOX_FOOT ? next->turned : NULL;
}

/* 版记.可居横页: on the lower edge of the turned page, which is at the right, when the table leaves the room.
 */
static void place_turned_foot(struct filler *f, const struct gaz_box *box, gaz_len v) {
    struct gaz_box *foot = foot_after(f, box);
    if (!foot || v + f->style->footer_before + foot->height > f->style->measure) return;
    turn_items(f, foot->items, foot->n_items, f->style->measure);
    place_items(f, foot->items, foot->n_items, 0, 0);
    f->placed_foot = foot;
}

/* The notes of what was turned stand below it, on the same page where there is room. */
static void place_turned_notes(struct filler *f, const struct gaz_flow *notes, gaz_len *v) {
    if (notes) *v += f->style->footnote_after;
    for (uint32_t i = 0; notes && i < notes->n; i++) {
        const struct gaz_box *line = &notes->boxes[i];
        if (*v + line->height > f->style->measure) {
            close_page(f, GAZ_END_TABLE);
            open_page(f);
            current(f)->turned = true;
            *v = 0;
        }
        turn_items(f, line->items, line->n_items, *v);
        place_items(f, line->items, line->n_items, 0, 0);
        *v += line->height;
    }
}

static void place_turned(struct filler *f, const struct gaz_box *box) {
    close_with_notes(f, GAZ_END_TABLE);
    for (bool done = false, first = true; !done; first = false) {
        open_page(f);
        current(f)->turned = true;
        note_matter(f, box);
        if (first) place_target(f, box);
        gaz_len v = first ? place_turned_head(f, box->head) : 0;
        done = place_turned_part(f, box, &v);
        if (done) place_turned_notes(f, box->notes, &v);
        if (done) place_turned_foot(f, box, v);
        close_page(f, GAZ_END_TABLE);
    }
}

/* ---- what stands on the foot, lost pages */

static void place_foot(struct filler *f, const struct gaz_box *box) {
    if (box->turned && box->turned == f->placed_foot) return;
    gaz_len notes = gaz_foot_takes(f->style, f->foot.height);
    if (f->open && f->y + box->height + notes > f->capacity + f->style->pitch / TOLERANCE)
        close_page(f, GAZ_END_FULL);
    open_page(f);
    place_notes(f, box->height);
    place_target(f, box);
    gaz_len bottom = f->style->area_top + f->capacity - (f->style->pitch - f->style->cell);
    bool alone = f->n_items == 0;
    place_items(f, box->items, box->n_items, gaz_area_left(f->style, current(f)->number), bottom);
    current(f)->only_footer = alone;
    f->y = f->capacity;
}

static void place_lost_note(struct filler *f) {
    struct gaz_paragraph_spec spec =
        gaz_spec_of(f->ts, GAZ_ROLE_NOTE, gaz_text_from_utf8(f->book->arena, "（本页原文已缺）"));
    spec.setting = GAZ_SET_CENTER;
    spec.artifact = GAZ_ARTIFACT_LOST;
    spec.size = gaz_scale(f->style->roles[GAZ_ROLE_NOTE].size, 3, 4);
    struct gaz_paragraph note = gaz_paragraph_set(f->ts, &spec);
    for (uint32_t i = 0; i < note.n_lines; i++)
        place_items(f, note.lines[i].items, note.lines[i].n_items,
                    gaz_area_left(f->style, current(f)->number),
                    f->style->area_top + f->capacity / 3 + (gaz_len)i * f->style->pitch);
}

/* The last of the lost pages stays open: a 版记 stands on it (docs/稿件格式.md, 记号). */
static void place_missing(struct filler *f, const struct gaz_box *box) {
    close_with_notes(f, GAZ_END_BREAK);
    for (uint32_t i = 0; i < box->n_pages; i++) {
        close_page(f, GAZ_END_BREAK);
        open_page(f);
        current(f)->lost = true;
        place_lost_note(f);
    }
}

static void place_special(struct filler *f, const struct gaz_box *box) {
    switch (box->kind) {
    case GAZ_BOX_LINE:
    case GAZ_BOX_SPACE:
        break;
    case GAZ_BOX_TABLE:
        place_table(f, box);
        break;
    case GAZ_BOX_TURNED:
        place_turned(f, box);
        break;
    case GAZ_BOX_FOOT:
        place_foot(f, box);
        break;
    case GAZ_BOX_BREAK:
        look_at_page_end(f, box);
        close_with_notes(f, box->cause);
        break;
    case GAZ_BOX_MISSING:
        place_missing(f, box);
        break;
    }
}

static uint32_t first_text(const struct gaz_flow *flow) {
    uint32_t i = 0;
    while (i < flow->n && flow->boxes[i].matter != GAZ_MATTER_TEXT)
        i++;
    return i;
}

/* ---- 接排 */

/* Takes the last page up again where its text ended. */
static void reopen_page(struct filler *f) {
    const struct gaz_book_end *end = &f->book->end;
    struct gaz_page *page = current(f);
    *page = end->page;
    page->has_text = page->has_signature = false; /* of this document nothing yet */
    f->open = true;
    f->y = end->y;
    f->lines = end->lines;
    f->n_items = end->page.n_items;
    f->item_capacity = f->n_items;
    f->items = GAZ_NEW_ARRAY(f->book->arena, struct gaz_item, f->n_items + 1);
    for (uint32_t i = 0; i < f->n_items; i++)
        f->items[i] = end->page.items[i];
    for (uint32_t i = 0; i < end->n_notes; i++)
        gaz_foot_add_line(&f->foot, end->notes[i]);
}

static void leave_page(struct filler *f) {
    *current(f) = f->book->end.whole;
    f->open = false;
    gaz_foot_clear(&f->foot);
    f->foot = gaz_foot_new(f->style);
}

static int count_text(const struct filler *f, uint32_t from, uint32_t to) {
    int n = 0;
    for (uint32_t i = from; i < to; i++)
        n += f->flow->boxes[i].kind == GAZ_BOX_LINE && f->flow->boxes[i].matter == GAZ_MATTER_TEXT;
    return n;
}

/* Whether the box that ends what stands here may stand here too, or leaves enough here without it. */
static bool may_stop_at(const struct filler *f, uint32_t from, uint32_t at, gaz_len room) {
    const struct gaz_box *box = &f->flow->boxes[at];
    switch (box->kind) {
    case GAZ_BOX_FOOT:
        return box->height <= room + f->style->pitch - f->style->cell + f->style->pitch / TOLERANCE;
    case GAZ_BOX_TABLE:
        return gaz_table_least(box->table) <= room || count_text(f, from, at) >= f->style->run_on_least;
    case GAZ_BOX_LINE:
    case GAZ_BOX_SPACE:
    case GAZ_BOX_TURNED:
    case GAZ_BOX_BREAK:
    case GAZ_BOX_MISSING:
        break;
    }
    return count_text(f, from, at) > 0; /* no title alone */
}

/* Each document numbers its notes from 1: two ① at one foot would not be told apart. */
static bool notes_clash(const struct filler *f) {
    bool has_notes = false;
    for (uint32_t i = 0; i < f->flow->n && !has_notes; i++)
        has_notes = f->flow->boxes[i].kind == GAZ_BOX_LINE && f->flow->boxes[i].notes;
    return has_notes && gaz_foot_waits(&f->foot);
}

/* Whether the flow, from its first box that is no white, fits below y whole, or with enough of its text. */
static bool fits_below(const struct filler *f, uint32_t from) {
    gaz_len room;
    if (notes_clash(f)) return false;
    uint32_t full = fit(f, from, &room);
    bool stops = full < f->flow->n && (is_plain(&f->flow->boxes[full]) || wants_room(f, full, room));
    if (stops) return count_text(f, from, legal_end(f, from, full)) >= f->style->run_on_least;
    return full == f->flow->n || may_stop_at(f, from, full, room);
}

/* The rule between two documents, in the middle of the white between the characters. */
static void place_run_on_rule(struct filler *f, gaz_len white) {
    const struct gaz_style *style = f->style;
    struct gaz_item rule = {.kind = GAZ_ITEM_RULE,
                            .artifact = GAZ_ARTIFACT_RULE,
                            .as.rule = {.width = MIN(style->run_on_rule_width, style->measure),
                                        .height = style->run_on_rule,
                                        .ink = style->roles[GAZ_ROLE_BODY].ink,
                                        .parts = true}};
    if (style->run_on_rule == 0) return;
    gaz_len leading = style->pitch - style->cell, left = gaz_area_left(style, current(f)->number);
    place_items(f, &rule, 1, left + (style->measure - rule.as.rule.width) / 2,
                style->area_top + f->y - (white + leading + rule.as.rule.height) / 2);
}

/* Begins on the last page if that can be; gives the first box to be placed. */
static uint32_t run_on(struct filler *f) {
    uint32_t first = 0;
    f->book->ran_on = false;
    if (!f->book->runs_on || !f->book->end.is_open) return 0;
    while (first < f->flow->n && f->flow->boxes[first].kind == GAZ_BOX_SPACE)
        first++;
    reopen_page(f);
    snap(f);
    f->y += f->style->run_on_before;
    f->book->ran_on = fits_below(f, first);
    if (f->book->ran_on)
        place_run_on_rule(f, f->style->run_on_before);
    else
        leave_page(f);
    return f->book->ran_on ? first : 0;
}

/* Notes where the text ends, and closes the page. */
static void end_flow(struct filler *f, enum gaz_page_end cause) {
    struct gaz_book_end *end = &f->book->end;
    guint waiting = f->foot.lines->len - f->foot.next;
    *end = (struct gaz_book_end){.y = f->y, .lines = f->lines, .n_notes = waiting};
    end->is_open = f->open && f->y < f->capacity && !current(f)->lost;
    const struct gaz_box **notes = GAZ_NEW_ARRAY(f->book->arena, const struct gaz_box *, waiting + 1);
    for (guint i = 0; i < waiting; i++)
        notes[i] = g_ptr_array_index(f->foot.lines, f->foot.next + i);
    end->notes = notes;
    if (end->is_open) {
        end->page = *current(f);
        end->page.items = f->items;
        end->page.n_items = f->n_items;
    }
    uint32_t n_pages = f->book->n_pages;
    close_with_notes(f, cause);
    end->is_open = end->is_open && f->book->n_pages == n_pages;
    if (end->is_open) end->whole = f->book->pages[n_pages - 1];
}

void gaz_book_fill(struct gaz_book *book, const struct gaz_flow *flow, bool folio, enum gaz_page_end cause) {
    struct filler f = {
        .book = book, .ts = flow->typesetter, .flow = flow, .style = flow->typesetter->style, .folio = folio};
    f.capacity = f.style->pitch * f.style->lines_per_page;
    f.foot = gaz_foot_new(f.style);
    f.first_text = first_text(flow);
    uint32_t first = run_on(&f);
    f.first_page = book->n_pages - (f.open ? 1 : 0);
    for (uint32_t i = first; i < flow->n;) {
        if (is_plain(&flow->boxes[i])) {
            i = place_lines(&f, i);
        } else {
            place_special(&f, &flow->boxes[i]);
            i++;
        }
    }
    end_flow(&f, cause);
    gaz_foot_clear(&f.foot);
}
