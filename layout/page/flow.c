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
#include "layout/page/filler.h"

#include "base/diag/diag.h"
#include "base/process/arena.h"

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
static gaz_len foot_before(const struct gaz_filler *f, const struct noted *notes, const struct gaz_box *box) {
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
static uint32_t fit(const struct gaz_filler *f, uint32_t i, gaz_len *room) {
    gaz_len y = f->open ? f->y : 0, pitch = f->style->pitch;
    struct noted notes = {f->foot.height, f->foot.height};
    for (; i < f->flow->n && is_plain(&f->flow->boxes[i]); i++) {
        const struct gaz_box *box = &f->flow->boxes[i];
        if (box->kind == GAZ_BOX_SPACE && box->drops && y == 0) continue;
        if (box->again && y == 0) y = box->again->height;
        gaz_len foot = foot_before(f, &notes, box);
        if (box->kind == GAZ_BOX_LINE && y + box->height + foot > f->capacity + pitch / GAZ_GRID_TOLERANCE)
            break;
        y += box->height;
        count_notes(&notes, box);
        if (box->snaps) y = (y + pitch - pitch / GAZ_GRID_TOLERANCE - 1) / pitch * pitch;
    }
    *room = gaz_filler_height(f) - y - gaz_foot_takes(f->style, notes.whole);
    return i;
}

/* A 版记 that finds no room and may not stand alone. */
static bool foot_wants_lines(const struct gaz_filler *f, const struct gaz_box *foot, gaz_len room) {
    gaz_len pitch = f->style->pitch;
    bool is_placed = foot->turned && foot->turned == f->placed_foot;
    return f->book->keeps_footer && !is_placed &&
           foot->height > room + (pitch - f->style->cell) + pitch / GAZ_GRID_TOLERANCE;
}

/* A table that is glued to a heading wants room for its head and a row; one that not even a page has room for
 * wants a few lines. When that is all of it, what goes to the signature behind it leaves nothing here. */
static bool wants_room(const struct gaz_filler *f, uint32_t i, gaz_len room) {
    const struct gaz_box *box = &f->flow->boxes[i];
    if (i < f->flow->n && box->kind == GAZ_BOX_FOOT) return foot_wants_lines(f, box, room);
    if (i >= f->flow->n || !box->glued || box->kind != GAZ_BOX_TABLE) return false;
    gaz_len least = gaz_table_least(box->table), full = gaz_filler_height(f);
    if (least > full) least = full / GAZ_FEW_PARTS;
    if (least >= gaz_table_left(box->table)) least += box->takes;
    return least > room;
}

/* The last place in (from, at] where a page may end; `from` when there is none. */
static uint32_t legal_end(const struct gaz_filler *f, uint32_t from, uint32_t at) {
    while (at > from && f->flow->boxes[at].glued)
        at--;
    return at;
}

/* 7.3.3: the first page shows text, whatever keeps its first lines with the next ones. `end`, or the place
 * behind as many lines of the first paragraph as leave its rest two, and one at the least. */
static uint32_t end_with_text(const struct gaz_filler *f, uint32_t end, uint32_t full) {
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

static enum gaz_page_end cause_at(const struct gaz_filler *f, uint32_t end, uint32_t full) {
    uint32_t next = MIN(end + 1, f->flow->n - 1);
    return end == full ? GAZ_END_FULL : f->flow->boxes[next].glue_cause;
}

/* What would go along with the 版记 is half a page: rather the 版记 alone. */
static bool is_too_much(const struct gaz_filler *f, uint32_t end, uint32_t foot) {
    gaz_len height = 0;
    for (uint32_t i = end; i < foot; i++)
        height += f->flow->boxes[i].height;
    return f->flow->boxes[foot].kind == GAZ_BOX_FOOT && height > f->capacity / 2;
}

/* Places lines from i on until the page is full or another kind of box comes; gives the next box. */
static uint32_t place_lines(struct gaz_filler *f, uint32_t i) {
    gaz_filler_settle_notes(f);
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
        gaz_filler_put_box(f, &f->flow->boxes[i]);
    if (stops) gaz_filler_close(f, cause);
    return end;
}

/* ---- pages that the print ended */

/* A page that a mark of the print ends (页末) is nearly full: else the text before it was changed, and it
 * would be left white in silence. */
enum { MOST_WHITE = 4 /* this part of a page */ };

static void complain_of_white(const struct gaz_filler *f, struct gaz_span mark) {
    char lines[16], white[16];
    gaz_len pitch = f->style->pitch;
    g_snprintf(lines, sizeof lines, "%d", (int)((f->y + pitch / 2) / pitch));
    g_snprintf(white, sizeof white, "%d", (int)((f->capacity - f->y + pitch / 2) / pitch));
    gaz_report(f->ts->diags, GAZ_D_SET_PAGE, mark, lines, white);
}

/* Rows are high, and their groups higher. */
static void look_at_cut(const struct gaz_filler *f, struct gaz_span cut) {
    if (f->capacity - f->y > f->capacity / 2) complain_of_white(f, cut);
}

static void look_at_page_end(const struct gaz_filler *f, const struct gaz_box *box) {
    if (!box->mark.source || !f->open) return;
    gaz_len white = f->capacity - f->y - gaz_foot_takes(f->style, f->foot.height);
    if (white > f->capacity / MOST_WHITE) complain_of_white(f, box->mark);
}

/* ---- tables */

static gaz_len half_leading(const struct gaz_filler *f) {
    return (f->style->pitch - f->style->cell) / 2;
}

/* A borderless list stands on the body's lines: its rows are centred in theirs. A frame keeps half a leading
 * away from the text after it. */
static void place_part(struct gaz_filler *f, const struct gaz_table_part *part) {
    gaz_len x = gaz_area_left(f->style, gaz_filler_page(f)->number);
    gaz_filler_put_items(f, part->items, part->n_items, x, f->style->area_top + f->y);
    f->y += part->height;
}

static void place_table(struct gaz_filler *f, const struct gaz_box *box) {
    for (bool done = false, begun = false; !done;) {
        gaz_filler_open(f);
        gaz_len full = gaz_filler_height(f), room = full - f->y - gaz_foot_takes(f->style, f->foot.height);
        gaz_len takes = f->book->keeps_footer ? MAX(box->takes, box->takes_foot) : box->takes;
        gaz_len left = box->tail + takes > 0 ? gaz_table_left(box->table) : 0;
        if (left <= room && left > room - box->tail)
            room = MAX(room - box->tail, 0); /* its notes come too */
        else if (left <= room && left > room - box->tail - takes)
            room =
                MAX(left - f->style->pitch, 0); /* a row or two for what stands below it on the next page */
        /* what must be sliced on any page is sliced on this one: no title stays alone for it */
        bool force =
            f->y == 0 || (!begun && gaz_table_least(box->table) > full && room >= full / GAZ_FEW_PARTS);
        struct gaz_table_part part = gaz_filler_next_part(f, box->table, room, force);
        done = part.done;
        if (!begun && part.height > 0) gaz_filler_put_target(f, box);
        begun |= part.height > 0;
        if (part.height > 0) gaz_filler_note_matter(f, box);
        if (part.height > 0) place_part(f, &part);
        if (part.cut.source) look_at_cut(f, part.cut);
        if (!done) gaz_filler_close(f, GAZ_END_TABLE);
    }
    if (box->tail > 0) {
        f->y += f->style->footnote_after; /* the notes stand close to their table */
        return;
    }
    if (!box->on_lines) f->y += half_leading(f);
    gaz_filler_snap(f);
}

/* ---- what stands on the foot, lost pages */

static void place_foot(struct gaz_filler *f, const struct gaz_box *box) {
    if (box->turned && box->turned == f->placed_foot) return;
    gaz_len notes = gaz_foot_takes(f->style, f->foot.height);
    if (f->open && f->y + box->height + notes > f->capacity + f->style->pitch / GAZ_GRID_TOLERANCE)
        gaz_filler_close(f, GAZ_END_FULL);
    gaz_filler_open(f);
    gaz_filler_put_notes(f, box->height);
    gaz_filler_put_target(f, box);
    gaz_len bottom = f->style->area_top + f->capacity - (f->style->pitch - f->style->cell);
    bool alone = f->n_items == 0;
    gaz_filler_put_items(f, box->items, box->n_items, gaz_area_left(f->style, gaz_filler_page(f)->number),
                         bottom);
    gaz_filler_page(f)->only_footer = alone;
    f->y = f->capacity;
}

static void place_lost_note(struct gaz_filler *f) {
    struct gaz_paragraph_spec spec =
        gaz_spec_of(f->ts, GAZ_ROLE_NOTE, gaz_text_from_utf8(f->book->arena, "（本页原文已缺）"));
    spec.setting = GAZ_SET_CENTER;
    spec.artifact = GAZ_ARTIFACT_LOST;
    spec.size = gaz_scale(f->style->roles[GAZ_ROLE_NOTE].size, 3, 4);
    struct gaz_paragraph note = gaz_paragraph_set(f->ts, &spec);
    for (uint32_t i = 0; i < note.n_lines; i++)
        gaz_filler_put_items(f, note.lines[i].items, note.lines[i].n_items,
                             gaz_area_left(f->style, gaz_filler_page(f)->number),
                             f->style->area_top + f->capacity / 3 + (gaz_len)i * f->style->pitch);
}

/* The last of the lost pages stays open for a 版记 (docs/稿件格式.md, 记号), which may have stood on it; text
 * goes on behind it. */
static void place_missing(struct gaz_filler *f, const struct gaz_box *box) {
    gaz_filler_close_with_notes(f, GAZ_END_BREAK);
    for (uint32_t i = 0; i < box->n_pages; i++) {
        gaz_filler_close(f, GAZ_END_BREAK);
        gaz_filler_open(f);
        gaz_filler_page(f)->lost = true;
        place_lost_note(f);
    }
}

static void leave_lost_page(struct gaz_filler *f, const struct gaz_box *next) {
    bool may_stand = next->kind == GAZ_BOX_FOOT || next->kind == GAZ_BOX_BREAK ||
                     next->kind == GAZ_BOX_MISSING || next->kind == GAZ_BOX_SPACE;
    if (f->open && gaz_filler_page(f)->lost && !may_stand) gaz_filler_close(f, GAZ_END_BREAK);
}

static void place_special(struct gaz_filler *f, const struct gaz_box *box) {
    switch (box->kind) {
    case GAZ_BOX_LINE:
    case GAZ_BOX_SPACE:
        break;
    case GAZ_BOX_TABLE:
        place_table(f, box);
        break;
    case GAZ_BOX_TURNED:
        gaz_filler_put_turned(f, box);
        break;
    case GAZ_BOX_FOOT:
        place_foot(f, box);
        break;
    case GAZ_BOX_BREAK:
        look_at_page_end(f, box);
        gaz_filler_close_with_notes(f, box->cause);
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
static void reopen_page(struct gaz_filler *f) {
    const struct gaz_book_end *end = &f->book->end;
    struct gaz_page *page = gaz_filler_page(f);
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

static void leave_page(struct gaz_filler *f) {
    *gaz_filler_page(f) = f->book->end.whole;
    f->open = false;
    gaz_foot_clear(&f->foot);
    f->foot = gaz_foot_new(f->style);
}

static int count_text(const struct gaz_filler *f, uint32_t from, uint32_t to) {
    int n = 0;
    for (uint32_t i = from; i < to; i++)
        n += f->flow->boxes[i].kind == GAZ_BOX_LINE && f->flow->boxes[i].matter == GAZ_MATTER_TEXT;
    return n;
}

/* Whether the box that ends what stands here may stand here too, or leaves enough here without it. */
static bool may_stop_at(const struct gaz_filler *f, uint32_t from, uint32_t at, gaz_len room) {
    const struct gaz_box *box = &f->flow->boxes[at];
    switch (box->kind) {
    case GAZ_BOX_FOOT:
        return box->height <= room + f->style->pitch - f->style->cell + f->style->pitch / GAZ_GRID_TOLERANCE;
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
static bool notes_clash(const struct gaz_filler *f) {
    bool has_notes = false;
    for (uint32_t i = 0; i < f->flow->n && !has_notes; i++)
        has_notes = f->flow->boxes[i].kind == GAZ_BOX_LINE && f->flow->boxes[i].notes;
    return has_notes && gaz_foot_waits(&f->foot);
}

/* Whether the flow, from its first box that is no white, fits below y whole, or with enough of its text. */
static bool fits_below(const struct gaz_filler *f, uint32_t from) {
    gaz_len room;
    if (notes_clash(f)) return false;
    uint32_t full = fit(f, from, &room);
    bool stops = full < f->flow->n && (is_plain(&f->flow->boxes[full]) || wants_room(f, full, room));
    if (stops) return count_text(f, from, legal_end(f, from, full)) >= f->style->run_on_least;
    return full == f->flow->n || may_stop_at(f, from, full, room);
}

/* The rule between two documents, in the middle of the white between the characters. */
static void place_run_on_rule(struct gaz_filler *f, gaz_len white) {
    const struct gaz_style *style = f->style;
    struct gaz_item rule = {.kind = GAZ_ITEM_RULE,
                            .artifact = GAZ_ARTIFACT_RULE,
                            .as.rule = {.width = MIN(style->run_on_rule_width, style->measure),
                                        .height = style->run_on_rule,
                                        .ink = style->roles[GAZ_ROLE_BODY].ink,
                                        .parts = true}};
    if (style->run_on_rule == 0) return;
    gaz_len leading = style->pitch - style->cell, left = gaz_area_left(style, gaz_filler_page(f)->number);
    gaz_filler_put_items(f, &rule, 1, left + (style->measure - rule.as.rule.width) / 2,
                         style->area_top + f->y - (white + leading + rule.as.rule.height) / 2);
}

/* Begins on the last page if that can be; gives the first box to be placed. */
static uint32_t run_on(struct gaz_filler *f) {
    uint32_t first = 0;
    f->book->ran_on = false;
    if (!f->book->runs_on || !f->book->end.is_open) return 0;
    while (first < f->flow->n && f->flow->boxes[first].kind == GAZ_BOX_SPACE)
        first++;
    reopen_page(f);
    gaz_filler_snap(f);
    f->y += f->style->run_on_before;
    f->book->ran_on = fits_below(f, first);
    if (f->book->ran_on)
        place_run_on_rule(f, f->style->run_on_before);
    else
        leave_page(f);
    return f->book->ran_on ? first : 0;
}

/* Notes where the text ends, and closes the page. */
static void end_flow(struct gaz_filler *f, enum gaz_page_end cause) {
    struct gaz_book_end *end = &f->book->end;
    guint waiting = f->foot.lines->len - f->foot.next;
    *end = (struct gaz_book_end){.y = f->y, .lines = f->lines, .n_notes = waiting};
    end->is_open = f->open && f->y < f->capacity && !gaz_filler_page(f)->lost;
    const struct gaz_box **notes = GAZ_NEW_ARRAY(f->book->arena, const struct gaz_box *, waiting + 1);
    for (guint i = 0; i < waiting; i++)
        notes[i] = g_ptr_array_index(f->foot.lines, f->foot.next + i);
    end->notes = notes;
    if (end->is_open) {
        end->page = *gaz_filler_page(f);
        end->page.items = f->items;
        end->page.n_items = f->n_items;
    }
    uint32_t n_pages = f->book->n_pages;
    gaz_filler_close_with_notes(f, cause);
    end->is_open = end->is_open && f->book->n_pages == n_pages;
    if (end->is_open) end->whole = f->book->pages[n_pages - 1];
}

void gaz_book_fill(struct gaz_book *book, const struct gaz_flow *flow, bool folio, enum gaz_page_end cause) {
    struct gaz_filler f = {
        .book = book, .ts = flow->typesetter, .flow = flow, .style = flow->typesetter->style, .folio = folio};
    f.capacity = f.style->pitch * f.style->lines_per_page;
    f.foot = gaz_foot_new(f.style);
    f.first_text = first_text(flow);
    uint32_t first = run_on(&f);
    f.first_page = book->n_pages - (f.open ? 1 : 0);
    for (uint32_t i = first; i < flow->n;) {
        leave_lost_page(&f, &flow->boxes[i]);
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
