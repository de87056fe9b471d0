/* ground.c: see ground.h. The display list has the pen of each glyph; its advance and where in it the ink
 * stands are its face's.
 */
#include "proof/ground/ground.h"
#include "proof/ground/laying.h"

#include <stdlib.h>

struct gaz_ground {
    const struct gaz_pages *pages; /* NULL: all spots were given */
    uint32_t n_pages;
    GArray **spots; /* one a page; NULL: nobody asked yet */
    struct reach *reaches;
};

/* the bytes of sources that a page's characters came from, whatever the source */
struct reach {
    bool is_known;
    uint32_t first, last;
};

struct gaz_ground *gaz_ground_new(const struct gaz_pages *pages) {
    struct gaz_ground *ground = g_new(struct gaz_ground, 1);
    *ground = (struct gaz_ground){pages, pages->n_pages, g_new0(GArray *, pages->n_pages + 1),
                                  g_new0(struct reach, pages->n_pages + 1)};
    return ground;
}

struct gaz_ground *gaz_ground_given(GArray **spots, uint32_t n) {
    struct gaz_ground *ground = g_new(struct gaz_ground, 1);
    *ground = (struct gaz_ground){NULL, n, spots, g_new0(struct reach, n + 1)};
    return ground;
}

void gaz_ground_free(struct gaz_ground *ground) {
    if (!ground) return;
    for (uint32_t i = 0; i < ground->n_pages; i++)
        if (ground->spots[i]) g_array_unref(ground->spots[i]);
    g_free(ground->spots);
    g_free(ground->reaches);
    g_free(ground);
}

/* ---- the characters of an item */

/* Whether the characters stand below one another (竖排). */
static bool goes_down(const struct gaz_glyph_run *run) {
    uint32_t next = run->n_glyphs ? gaz_cluster_end(run, 0) : 0;
    if (next >= run->n_glyphs) return false;
    gaz_len across = abs(run->glyphs[next].x - run->glyphs[0].x),
            down = run->glyphs[next].y - run->glyphs[0].y;
    return down > across;
}

static void add_char(struct gaz_laying *laying, const struct gaz_item *item, struct gaz_frame box,
                     struct gaz_spot spot, struct gaz_white white) {
    spot.node = item->node;
    spot.line = item->line;
    gaz_laying_add(laying, (struct gaz_pen){item->x, item->y, item->turn & 3u}, box, spot, white);
}

/* The cluster's first glyph has the advance; of characters that stand below one another it is the em. */
static gaz_len advance_of(const struct gaz_glyph_run *run, uint32_t at, bool down) {
    gaz_len advance = down ? run->size : gaz_face_advance(run->face, run->glyphs[at].id, run->size);
    return MAX(advance, run->size / 16);
}

/* The characters of a cluster share its width. */
static void add_cluster(struct gaz_laying *laying, const struct gaz_item *item, uint32_t at, bool down) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    const struct gaz_placed_glyph *glyph = &run->glyphs[at];
    const struct gaz_char *chars = run->chars + glyph->first_char;
    gaz_len n = (gaz_len)glyph->n_chars, width = advance_of(run, at, down) / n;
    struct gaz_glyph drawn = {.face = run->face, .id = glyph->id};
    struct gaz_white white = n > 1 || down ? (struct gaz_white){0} : gaz_glyph_white(&drawn, run->size);
    for (gaz_len i = 0; i < n; i++) {
        struct gaz_frame box = {glyph->x + width * i, glyph->y - gaz_scale(run->size, 88, 100), width,
                                run->size};
        struct gaz_spot spot = {
            .way = down ? 3 : 0, .ch = chars[i].ch, .offset = chars[i].offset, .source = run->source};
        add_char(laying, item, box, spot, white);
    }
}

enum { BLANK_HEIGHT = 12 * GAZ_POINT }; /* of a line of text; a rule knows no size */

/* ＿ side by side, standing on their rule. */
static void add_blanks(struct gaz_laying *laying, const struct gaz_item *item) {
    const struct gaz_rule *rule = &item->as.rule;
    for (uint32_t i = 0; i < rule->n_chars; i++) {
        gaz_len width = rule->width / (gaz_len)rule->n_chars;
        gaz_len height = MIN(width, BLANK_HEIGHT);
        struct gaz_frame box = {width * (gaz_len)i, -height, width, height + rule->height};
        struct gaz_spot spot = {
            .ch = rule->chars[i].ch, .offset = rule->chars[i].offset, .source = rule->source};
        add_char(laying, item, box, spot, (struct gaz_white){0});
    }
}

static void add_item(struct gaz_laying *laying, const struct gaz_item *item) {
    if (item->kind == GAZ_ITEM_RULE && item->as.rule.chars) add_blanks(laying, item);
    if (item->kind != GAZ_ITEM_GLYPHS) return;
    bool down = goes_down(&item->as.glyphs);
    for (uint32_t i = 0; i < item->as.glyphs.n_glyphs; i++)
        if (item->as.glyphs.glyphs[i].n_chars > 0) add_cluster(laying, item, i, down);
}

const GArray *gaz_ground_page(struct gaz_ground *ground, uint32_t page) {
    if (ground->spots[page]) return ground->spots[page];
    const struct gaz_page *it = &ground->pages->pages[page];
    struct gaz_laying laying = gaz_laying_begin();
    for (uint32_t i = 0; i < it->n_items; i++)
        add_item(&laying, &it->items[i]);
    return ground->spots[page] = gaz_laying_end(&laying);
}

static struct reach reach_of(const GArray *spots) {
    struct reach reach = {true, UINT32_MAX, 0};
    for (guint i = 0; i < spots->len; i++) {
        if (!gaz_spot_has_source(gaz_spot_at(spots, i))) continue;
        reach.first = MIN(reach.first, gaz_spot_at(spots, i)->offset);
        reach.last = MAX(reach.last, gaz_spot_at(spots, i)->offset);
    }
    return reach;
}

bool gaz_ground_reaches(struct gaz_ground *ground, uint32_t page, uint32_t begin, uint32_t end) {
    struct reach *reach = &ground->reaches[page];
    if (!reach->is_known) *reach = reach_of(gaz_ground_page(ground, page));
    return reach->first < end && reach->last >= begin;
}

/* ---- under boxes */

static bool is_upright(const struct gaz_spot *spot) {
    return (spot->way & 1) == 0;
}

/* Whether the box begins and ends so that the spot is meant. */
static bool is_along(const struct gaz_spot *spot, const struct gaz_frame *box) {
    struct gaz_spot mark = {.box = *box, .way = spot->way};
    struct gaz_extent extent = gaz_spot_extent(&mark);
    return extent.begin <= spot->last_begin && extent.end > spot->first_end;
}

/* Whether the middle of the spot is along its line within the box. */
static bool has_middle_along(const struct gaz_spot *spot, const struct gaz_frame *box) {
    struct gaz_spot mark = {.box = *box, .way = spot->way};
    struct gaz_extent extent = gaz_spot_extent(&mark), it = gaz_spot_extent(spot);
    int64_t middle = (it.begin + it.end) / 2;
    return middle >= extent.begin && middle < extent.end;
}

/* Whether the middle of the box is across the spot's line within the spot. */
static bool is_across(const struct gaz_spot *spot, const struct gaz_frame *box) {
    gaz_len x = box->x + box->width / 2, y = box->y + box->height / 2;
    const struct gaz_frame *it = &spot->box;
    return is_upright(spot) ? y >= it->y && y < it->y + it->height : x >= it->x && x < it->x + it->width;
}

/* The same, and the middle of the spot across its line within the box. */
static bool is_inside(const struct gaz_spot *spot, const struct gaz_frame *box) {
    gaz_len x = spot->box.x + spot->box.width / 2, y = spot->box.y + spot->box.height / 2;
    bool is_within =
        is_upright(spot) ? y >= box->y && y < box->y + box->height : x >= box->x && x < box->x + box->width;
    return is_within && is_along(spot, box);
}

/* A program draws a line's box by what the face says of its height, up to nearly three ems; two lines are as
 * high, but then nothing stands in the middle. */
static bool is_one_line(const struct gaz_spot *spot, const struct gaz_frame *box) {
    gaz_len size = is_upright(spot) ? spot->box.height : spot->box.width,
            height = is_upright(spot) ? box->height : box->width;
    return height <= size / 5 * 16;
}

/* The characters that the middle of the box runs through, and raised and lowered ones of their lines. */
static uint32_t mark_line(const GArray *spots, const struct gaz_frame *box, guint8 *is_marked,
                          bool (*is_meant)(const struct gaz_spot *, const struct gaz_frame *)) {
    g_autoptr(GHashTable) lines = g_hash_table_new(NULL, NULL);
    uint32_t n = 0;
    for (uint32_t i = 0; i < spots->len; i++) {
        const struct gaz_spot *spot = gaz_spot_at(spots, i);
        if (!is_meant(spot, box) || !is_across(spot, box) || !is_one_line(spot, box)) continue;
        is_marked[i] = 1;
        n++;
        if (spot->line) g_hash_table_add(lines, GUINT_TO_POINTER(spot->line));
    }
    for (uint32_t i = 0; i < spots->len && n; i++)
        if (is_inside(gaz_spot_at(spots, i), box) &&
            g_hash_table_contains(lines, GUINT_TO_POINTER(gaz_spot_at(spots, i)->line)))
            is_marked[i] = 1;
    return n;
}

/* Of several lines all whose middles are in the box. */
static void mark_inside(const GArray *spots, const struct gaz_frame *box, guint8 *is_marked) {
    for (uint32_t i = 0; i < spots->len; i++)
        if (is_inside(gaz_spot_at(spots, i), box)) is_marked[i] = 1;
}

GArray *gaz_ground_under(struct gaz_ground *ground, uint32_t page, const struct gaz_frame *boxes,
                         uint32_t n) {
    const GArray *spots = gaz_ground_page(ground, page);
    GArray *under = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree guint8 *is_marked = g_new0(guint8, spots->len + 1);
    for (uint32_t i = 0; i < n; i++)
        if (mark_line(spots, &boxes[i], is_marked, is_along) == 0 &&
            mark_line(spots, &boxes[i], is_marked, has_middle_along) == 0)
            mark_inside(spots, &boxes[i], is_marked);
    for (uint32_t i = 0; i < spots->len; i++)
        if (is_marked[i]) g_array_append_val(under, i);
    return under;
}

/* ---- along strokes */

static bool is_flat(struct gaz_extent stroke, int64_t size) {
    int64_t height = stroke.foot - stroke.head;
    return height <= size * 3 / 5 && height < stroke.end - stroke.begin;
}

static bool runs_along(const struct gaz_spot *spot, const struct gaz_frame *box) {
    struct gaz_spot stroke = {.box = *box, .way = spot->way};
    struct gaz_extent extent = gaz_spot_extent(&stroke), it = gaz_spot_extent(spot);
    int64_t size = it.foot - it.head, at = (extent.head + extent.foot) / 2;
    return is_flat(extent, size) && has_middle_along(spot, box) && at >= it.head + size / 4 &&
           at <= it.foot + size / 3;
}

GArray *gaz_ground_along(struct gaz_ground *ground, uint32_t page, struct gaz_frame stroke) {
    const GArray *spots = gaz_ground_page(ground, page);
    GArray *along = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < spots->len; i++)
        if (runs_along(gaz_spot_at(spots, i), &stroke)) g_array_append_val(along, i);
    return along;
}

/* ---- gaps */

/* A caret as its line lies: `along` grows with the line, `across` towards its foot. */
struct pointer {
    int64_t along, head, foot; /* its middle; its point and its feet */
};

static struct pointer pointer_of(struct gaz_frame box, uint8_t way) {
    int64_t x0 = box.x, x1 = x0 + box.width, y0 = box.y, y1 = y0 + box.height;
    switch (way) {
    case 1: /* a line that runs up has its foot at the right */
        return (struct pointer){-(y0 + y1) / 2, x0, x1};
    case 2:
        return (struct pointer){-(x0 + x1) / 2, -y1, -y0};
    case 3: /* characters that stand upright below one another: a caret stands at their side */
        return (struct pointer){(y0 + y1) / 2, x0, x1};
    default:
        return (struct pointer){(x0 + x1) / 2, y0, y1};
    }
}

/* How far the caret is from the spot's line: nearest is one that it covers, as some programs draw it; then
 * one that its point is in, which others put at the foot of a line; then the one whose foot is nearest above.
 */
static int64_t distance_across(struct pointer caret, struct gaz_extent spot) {
    int64_t overlap = MIN(caret.foot, spot.foot) - MAX(caret.head, spot.head), line = spot.foot - spot.head;
    if (overlap * 5 >= line * 4) return llabs(caret.head + caret.foot - spot.head - spot.foot) / 16;
    if (caret.head >= spot.head && caret.head <= spot.foot) return line / 32;
    if (overlap > 0) return line / 4 * 3 - overlap / 2;
    return line / 2 + (caret.head >= spot.foot ? caret.head - spot.foot : spot.head - caret.foot + line / 4);
}

/* From a gap: of two characters that lie over one another it is all that both have, and best where they part.
 */
static int64_t distance_along(int64_t at, int64_t parted, int64_t from, int64_t to) {
    int64_t inside = CLAMP(at, from, to);
    return llabs(at - inside) + llabs(inside - parted) / 8;
}

enum { ACROSS = 40 }; /* so much more than a step along its line counts one to another line */

bool gaz_ground_gap(struct gaz_ground *ground, uint32_t page, struct gaz_frame caret, struct gaz_gap *gap) {
    const GArray *spots = gaz_ground_page(ground, page);
    int64_t best = INT64_MAX;
    for (uint32_t i = 0; i < spots->len; i++) {
        const struct gaz_spot *spot = gaz_spot_at(spots, i);
        if (!gaz_spot_has_source(spot) && !spot->is_lost) continue;
        struct pointer pointer = pointer_of(caret, spot->way);
        struct gaz_extent extent = gaz_spot_extent(spot);
        int64_t across = distance_across(pointer, extent) * ACROSS;
        int64_t before = across + distance_along(pointer.along, extent.begin, extent.begin - spot->over_begin,
                                                 extent.begin);
        int64_t behind =
            across + distance_along(pointer.along, extent.end, extent.end, extent.end + spot->over_end);
        if (MIN(before, behind) >= best) continue;
        best = MIN(before, behind);
        *gap = (struct gaz_gap){i, behind < before};
    }
    return best != INT64_MAX;
}

/* ---- near a point */

int64_t gaz_spot_distance(const struct gaz_spot *spot, gaz_len x, gaz_len y) {
    const struct gaz_frame *box = &spot->box;
    int64_t right = (int64_t)box->x + box->width, foot = (int64_t)box->y + box->height;
    int64_t beside = MAX(MAX(box->x - (int64_t)x, x - right), 0),
            above = MAX(MAX(box->y - (int64_t)y, y - foot), 0);
    return beside + above;
}

static int64_t distance_to(const struct gaz_spot *spot, gaz_len x, gaz_len y) {
    struct gaz_frame box = {x, y, 0, 0};
    struct pointer point = pointer_of(box, spot->way);
    struct gaz_extent extent = gaz_spot_extent(spot);
    int64_t along = MAX(MAX(extent.begin - point.along, point.along - extent.end), 0), across = 0;
    if (point.head < extent.head) across = extent.head - point.head;
    if (point.head > extent.foot) across = 3 * (point.head - extent.foot);
    return along + 4 * across;
}

bool gaz_ground_near(struct gaz_ground *ground, uint32_t page, gaz_len x, gaz_len y, uint32_t *spot) {
    const GArray *spots = gaz_ground_page(ground, page);
    int64_t best = INT64_MAX;
    for (uint32_t i = 0; i < spots->len; i++) {
        int64_t distance = distance_to(gaz_spot_at(spots, i), x, y);
        if (distance >= best || !gaz_spot_has_source(gaz_spot_at(spots, i))) continue;
        best = distance;
        *spot = i;
    }
    return best != INT64_MAX;
}
