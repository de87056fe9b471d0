/* place.c: from what a mark covers on its page to the stretches of the sources. */
#include "proof/marks/marks.h"

#include "base/process/arena.h"

#include <stdlib.h>

/* ---- text under boxes */

struct placing {
    struct gaz_proof_marks *marks;
    struct gaz_proof_mark *mark;
    const GArray *spots; /* of the page */
    GArray *covered;     /* struct gaz_covered */
    GString *text;       /* of the stretch at hand */
    struct gaz_span span;
    uint32_t last, node; /* the spot before */
    uint32_t page;
    GString *was; /* of a proof of another state */
};

static const struct gaz_spot *spot_at(const struct placing *p, uint32_t i) {
    return &g_array_index(p->spots, struct gaz_spot, i);
}

/* Behind the character's bytes in its source. */
static uint32_t end_of(const struct gaz_spot *spot) {
    const char *at = spot->source->text + spot->offset;
    return MIN((uint32_t)(g_utf8_next_char(at) - spot->source->text), spot->source->size);
}

static void end_stretch(struct placing *p) {
    if (p->span.source) {
        struct gaz_covered covered = {p->span, gaz_arena_strdup(p->marks->arena, p->text->str)};
        g_array_append_val(p->covered, covered);
    }
    p->span.source = NULL;
    g_string_truncate(p->text, 0);
}

/* Whether a character of the node that the mark leaves out, or another text, lies between. */
static bool is_broken(const struct placing *p, uint32_t i) {
    const struct gaz_spot *spot = spot_at(p, i);
    if (spot->source != p->span.source || spot->node != p->node || spot->offset < p->span.end) return true;
    for (uint32_t k = p->last + 1; k < i; k++)
        if (spot_at(p, k)->node == p->node && gaz_spot_has_source(spot_at(p, k))) return true;
    return false;
}

static void take_spot(struct placing *p, uint32_t i) {
    const struct gaz_spot *spot = spot_at(p, i);
    if (gaz_spot_has_source(spot)) {
        if (p->span.source && is_broken(p, i)) end_stretch(p);
        if (!p->span.source) {
            p->span = (struct gaz_span){spot->source, spot->offset, spot->offset};
            p->node = spot->node;
            g_string_truncate(p->text, 0);
        }
        p->span.end = end_of(spot);
        p->last = i;
    }
    if (!spot->is_lost) g_string_append_unichar(p->text, spot->ch);
    g_string_append_unichar(p->was, spot->ch);
}

/* ---- near a point, between two characters */

static void put_empty(struct placing *p, const struct gaz_spot *spot, uint32_t offset) {
    struct gaz_covered covered = {{spot->source, offset, offset}, ""};
    g_array_append_val(p->covered, covered);
}

static void place_near(struct placing *p, struct gaz_ground *ground, gaz_len x, gaz_len y) {
    uint32_t spot;
    p->mark->is_near = gaz_ground_near(ground, p->page, x, y, &spot);
    if (p->mark->is_near)
        put_empty(p, spot_at(p, spot), spot_at(p, spot)->offset);
    else
        p->mark->unplaced = GAZ_UNPLACED_BARE;
}

/* The proof's characters that it lies on, of which the fate is told. */
static void take_chars(struct placing *p, uint32_t spot, uint32_t n) {
    if (!p->mark->carry) return;
    p->mark->first = gaz_carry_char(p->mark->carry, p->page, spot);
    p->mark->n = n;
}

/* Of a gap one of whose sides is lost, the other side. */
static bool find_other_side(const struct placing *p, struct gaz_gap *gap) {
    uint32_t other = gap->is_behind ? gap->spot + 1 : gap->spot - 1;
    if (other >= p->spots->len || !gaz_spot_has_source(spot_at(p, other))) return false;
    *gap = (struct gaz_gap){other, !gap->is_behind};
    return true;
}

static void place_gone(struct placing *p, struct gaz_ground *ground, gaz_len x, gaz_len y) {
    place_near(p, ground, x, y);
    p->mark->unplaced = GAZ_UNPLACED_GONE;
}

static void place_gap(struct placing *p, struct gaz_ground *ground, struct gaz_frame rect) {
    struct gaz_gap gap;
    if (!gaz_ground_gap(ground, p->page, rect, &gap)) {
        p->mark->unplaced = GAZ_UNPLACED_BARE;
        return;
    }
    take_chars(p, gap.spot + gap.is_behind, 0);
    if (spot_at(p, gap.spot)->is_lost && !find_other_side(p, &gap)) {
        place_gone(p, ground, rect.x + rect.width / 2, rect.y);
        return;
    }
    const struct gaz_spot *spot = spot_at(p, gap.spot);
    put_empty(p, spot, gap.is_behind ? end_of(spot) : spot->offset);
}

static bool is_lost(const struct placing *p, const GArray *under) {
    for (guint i = 0; i < under->len; i++)
        if (spot_at(p, g_array_index(under, uint32_t, i))->is_lost) return true;
    return false;
}

/* What is under it stands in no source: it goes to the nearest that does. */
static void place_generated(struct placing *p, struct gaz_ground *ground, const GArray *under) {
    const struct gaz_spot *spot = spot_at(p, g_array_index(under, uint32_t, under->len - 1));
    place_near(p, ground, spot->box.x + spot->box.width, spot->box.y + spot->box.height / 2);
    if (is_lost(p, under)) p->mark->unplaced = GAZ_UNPLACED_GONE;
    if (!p->mark->is_near && !p->mark->unplaced) p->mark->unplaced = GAZ_UNPLACED_GENERATED;
}

static void place_under(struct placing *p, struct gaz_ground *ground, const GArray *under) {
    for (guint i = 0; i < under->len; i++)
        take_spot(p, g_array_index(under, uint32_t, i));
    end_stretch(p);
    if (under->len > 0)
        take_chars(p, g_array_index(under, uint32_t, 0),
                   g_array_index(under, uint32_t, under->len - 1) - g_array_index(under, uint32_t, 0) + 1);
    if (p->covered->len > 0) return;
    if (under->len > 0)
        place_generated(p, ground, under);
    else
        p->mark->unplaced = GAZ_UNPLACED_BARE;
}

static gint by_number(gconstpointer a, gconstpointer b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Numbers of spots, of several boxes: rising, each once. */
static void make_rising(GArray *numbers) {
    guint n = 0;
    g_array_sort(numbers, by_number);
    for (guint i = 0; i < numbers->len; i++) {
        uint32_t number = g_array_index(numbers, uint32_t, i);
        if (n == 0 || g_array_index(numbers, uint32_t, n - 1) != number)
            g_array_index(numbers, uint32_t, n++) = number;
    }
    g_array_set_size(numbers, n);
}

/* What the boxes lie on; else, of boxes that are no more than a line below the text, what they run along. */
static GArray *find_under(const struct placing *p, struct gaz_ground *ground, const struct gaz_frame *boxes,
                          uint32_t n) {
    GArray *under = gaz_ground_under(ground, p->page, boxes, n);
    bool is_empty = under->len == 0;
    for (uint32_t i = 0; i < n && is_empty; i++) {
        g_autoptr(GArray) along = gaz_ground_along(ground, p->page, boxes[i]);
        g_array_append_vals(under, along->data, along->len);
    }
    if (is_empty) make_rising(under);
    return under;
}

/* By its quads; where these lie on nothing, being empty or told from another corner than the page's, by its
 * rectangle. */
static void place_text(struct placing *p, struct gaz_ground *ground, const struct gaz_proof_boxes *boxes) {
    g_autoptr(GArray) under = find_under(p, ground, boxes->quads, boxes->n_quads);
    if (under->len == 0) {
        g_array_unref(under);
        under = find_under(p, ground, &boxes->rect, 1);
    }
    place_under(p, ground, under);
}

/* ---- what is drawn */

/* The character that the end of a stroke is at, not an em from it; NULL: none. */
static const struct gaz_spot *spot_of_end(const struct placing *p, struct gaz_ground *ground, gaz_len x,
                                          gaz_len y) {
    uint32_t found;
    if (!gaz_ground_near(ground, p->page, x, y, &found)) return NULL;
    const struct gaz_spot *spot = spot_at(p, found);
    return gaz_spot_distance(spot, x, y) <= MIN(spot->box.width, spot->box.height) ? spot : NULL;
}

/* Both of its ends are at one line: it strikes something out aslant, or turns two words about. */
static bool crosses_line(const struct placing *p, struct gaz_ground *ground,
                         const struct gaz_drawn_stroke *stroke) {
    const struct gaz_spot *begin = spot_of_end(p, ground, stroke->begin_x, stroke->begin_y),
                          *end = spot_of_end(p, ground, stroke->end_x, stroke->end_y);
    return begin && end && begin->line && begin->line == end->line;
}

/* What the strokes run along or enclose: numbers of spots, rising, each once. */
static GArray *drawn_over(const struct placing *p, struct gaz_ground *ground,
                          const struct gaz_proof_boxes *boxes) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < boxes->n_strokes; i++) {
        const struct gaz_drawn_stroke *stroke = &boxes->strokes[i];
        g_autoptr(GArray) along = gaz_ground_along(ground, p->page, stroke->box);
        bool is_about = stroke->goes_around || crosses_line(p, ground, stroke);
        g_autoptr(GArray) within = along->len == 0 && is_about
                                       ? gaz_ground_under(ground, p->page, &stroke->box, 1)
                                       : g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_vals(all, along->data, along->len);
        g_array_append_vals(all, within->data, within->len);
    }
    make_rising(all);
    return all;
}

/* A stroke that leads to the margin has its one end at the text. */
static void place_end(struct placing *p, struct gaz_ground *ground, const struct gaz_proof_boxes *boxes) {
    int64_t best = INT64_MAX;
    gaz_len at_x = 0, at_y = 0;
    for (uint32_t i = 0; i < 2 * boxes->n_strokes; i++) {
        const struct gaz_drawn_stroke *stroke = &boxes->strokes[i / 2];
        gaz_len x = i % 2 ? stroke->end_x : stroke->begin_x, y = i % 2 ? stroke->end_y : stroke->begin_y;
        const struct gaz_spot *spot = stroke->goes_around ? NULL : spot_of_end(p, ground, x, y);
        int64_t distance = spot ? gaz_spot_distance(spot, x, y) : INT64_MAX;
        if (distance >= best) continue;
        best = distance, at_x = x, at_y = y;
    }
    if (best == INT64_MAX)
        p->mark->unplaced = GAZ_UNPLACED_DRAWN;
    else
        place_near(p, ground, at_x, at_y);
}

/* A hand is not exact: it is about here, whatever is under it. */
static void place_drawn(struct placing *p, struct gaz_ground *ground, const struct gaz_proof_boxes *boxes) {
    g_autoptr(GArray) over =
        boxes->has_tip ? g_array_new(FALSE, FALSE, sizeof(uint32_t)) : drawn_over(p, ground, boxes);
    if (boxes->has_tip)
        place_near(p, ground, boxes->tip_x, boxes->tip_y);
    else if (over->len > 0)
        place_under(p, ground, over);
    else
        place_end(p, ground, boxes);
    p->mark->is_near = p->covered->len > 0;
}

/* ---- a mark of any kind */

/* The middle of the line that an icon covers, or that begins not `reach` ems behind it; of several the one
 * nearest to its own middle; false: there is none. */
static bool find_covered_line(const struct placing *p, struct gaz_frame icon, int reach, gaz_len *middle) {
    gaz_len best = INT32_MAX;
    for (uint32_t i = 0; i < p->spots->len; i++) {
        const struct gaz_frame *box = &spot_at(p, i)->box;
        bool is_below = box->x < icon.x + icon.width + reach * box->height && box->x + box->width > icon.x;
        gaz_len overlap = MIN(box->y + box->height, icon.y + icon.height) - MAX(box->y, icon.y);
        gaz_len at = box->y + box->height / 2, off = abs(at - (icon.y + icon.height / 2));
        if (!is_below || overlap < box->height / 5 * 4 || off >= best) continue;
        best = off;
        *middle = at;
    }
    return best != INT32_MAX;
}

/* Whether nothing stands above or below it: it is in a margin. */
static bool is_beside(const struct placing *p, struct gaz_frame icon) {
    for (uint32_t i = 0; i < p->spots->len; i++) {
        const struct gaz_frame *box = &spot_at(p, i)->box;
        if (box->x < icon.x + icon.width && box->x + box->width > icon.x) return false;
    }
    return true;
}

/* Where a note's icon is put depends on the program: over the text, where a line is indented, in a margin, or
 * hanging above the text. A little inside of it, so that a corner that is put to a character's is that
 * character's. */
static void place_note(struct placing *p, struct gaz_ground *ground, struct gaz_frame rect) {
    gaz_len x = rect.x + MIN(rect.width, rect.height) / 4, y = rect.y + rect.height;
    enum { INDENT = 2 };
    bool is_found = find_covered_line(p, rect, 0, &y) || find_covered_line(p, rect, INDENT, &y);
    if (!is_found && is_beside(p, rect)) y = rect.y + rect.height / 2;
    place_near(p, ground, x, y);
}

static void place(struct placing *p, struct gaz_ground *ground, const struct gaz_proof_boxes *boxes) {
    const struct gaz_frame *rect = &boxes->rect;
    switch (p->mark->kind) {
    case GAZ_ANNOTATION_CARET:
        place_gap(p, ground, *rect);
        break;
    case GAZ_ANNOTATION_NOTE:
        place_note(p, ground, *rect);
        break;
    case GAZ_ANNOTATION_FREE_TEXT:
        if (boxes->has_tip)
            place_near(p, ground, boxes->tip_x, boxes->tip_y);
        else
            place_near(p, ground, rect->x, rect->y);
        break;
    case GAZ_ANNOTATION_INK:
    case GAZ_ANNOTATION_STAMP:
    case GAZ_ANNOTATION_SHAPE:
        place_drawn(p, ground, boxes);
        break;
    default:
        place_text(p, ground, boxes);
    }
}

/* Where it stands in the reading order of the page: the first character under or near it. */
static void take_order(const struct placing *p, const struct gaz_covered *first) {
    struct gaz_proof_mark *mark = p->mark;
    for (uint32_t i = 0; first && i < p->spots->len && mark->order == UINT32_MAX; i++) {
        const struct gaz_spot *spot = spot_at(p, i);
        if (spot->source != first->span.source || spot->offset < first->span.begin) continue;
        mark->order = mark->carry ? spot->now : i;
        if (mark->carry) mark->page = spot->page;
        mark->is_on_proof = false;
    }
}

void gaz_proof_mark_place(struct gaz_proof_marks *marks, struct gaz_ground *ground,
                          struct gaz_proof_mark *mark, const struct gaz_proof_boxes *boxes) {
    struct placing p = {.marks = marks,
                        .mark = mark,
                        .page = boxes->page,
                        .spots = gaz_ground_page(ground, boxes->page),
                        .covered = g_array_new(FALSE, FALSE, sizeof(struct gaz_covered)),
                        .text = g_string_new(NULL),
                        .was = g_string_new(NULL)};
    place(&p, ground, boxes);
    struct gaz_covered *covered = GAZ_NEW_ARRAY(marks->arena, struct gaz_covered, p.covered->len + 1);
    for (guint i = 0; i < p.covered->len; i++)
        covered[i] = g_array_index(p.covered, struct gaz_covered, i);
    mark->covered = covered;
    mark->n_covered = p.covered->len;
    mark->order = UINT32_MAX;
    take_order(&p, p.covered->len ? covered : NULL);
    if (mark->carry && p.was->len) mark->was = gaz_arena_strdup(marks->arena, p.was->str);
    mark->is_carried = mark->carry && !mark->unplaced;
    g_array_unref(p.covered);
    g_string_free(p.text, TRUE);
    g_string_free(p.was, TRUE);
}
