/* ground.c: see ground.h. The display list has the pen of each glyph; its advance and where in it the ink
 * stands are its face's.
 */
#include "proof/ground.h"

#include "fonts/face.h"

#include <stdlib.h>

struct gaz_ground {
    const struct gaz_pages *pages;
    GArray **spots; /* one a page; NULL: nobody asked yet */
};

struct gaz_ground *gaz_ground_new(const struct gaz_pages *pages) {
    struct gaz_ground *ground = g_new(struct gaz_ground, 1);
    *ground = (struct gaz_ground){pages, g_new0(GArray *, pages->n_pages + 1)};
    return ground;
}

void gaz_ground_free(struct gaz_ground *ground) {
    if (!ground) return;
    for (uint32_t i = 0; i < ground->pages->n_pages; i++)
        if (ground->spots[i]) g_array_unref(ground->spots[i]);
    g_free(ground->spots);
    g_free(ground);
}

/* ---- the characters of an item */

/* A box by the item's own origin, turned about it to where it stands on the page. */
static struct gaz_frame place(const struct gaz_item *item, struct gaz_frame box) {
    gaz_len x0 = box.x, y0 = box.y, x1 = box.x + box.width, y1 = box.y + box.height;
    for (unsigned i = 0; i < (item->turn & 3u); i++) {
        gaz_len x = x0, other = x1;
        x0 = y0, x1 = y1;
        y0 = -other, y1 = -x;
    }
    return (struct gaz_frame){item->x + x0, item->y + y0, x1 - x0, y1 - y0};
}

/* The first glyph behind `at` that begins a cluster; n_glyphs: there is none. */
static uint32_t next_cluster(const struct gaz_glyph_run *run, uint32_t at) {
    do
        at++;
    while (at < run->n_glyphs && run->glyphs[at].n_chars == 0);
    return at;
}

/* Whether the characters stand below one another (竖排). */
static bool goes_down(const struct gaz_glyph_run *run) {
    uint32_t next = run->n_glyphs ? next_cluster(run, 0) : 0;
    if (next >= run->n_glyphs) return false;
    gaz_len across = abs(run->glyphs[next].x - run->glyphs[0].x),
            down = run->glyphs[next].y - run->glyphs[0].y;
    return down > across;
}

/* the spots of a page, and of each how much is empty at both ends of its advance */
struct laying {
    GArray *spots, *whites; /* struct gaz_spot, struct gaz_white */
};

static void add_char(const struct laying *laying, const struct gaz_item *item, struct gaz_frame box,
                     struct gaz_spot spot, struct gaz_white white) {
    spot.box = place(item, box);
    spot.way = (uint8_t)(((spot.way == 3 ? 3u : 0u) + (item->turn & 3u)) & 3u);
    spot.node = item->node;
    spot.line = item->line;
    g_array_append_val(laying->spots, spot);
    g_array_append_val(laying->whites, white);
}

/* The cluster's first glyph has the advance; of characters that stand below one another it is the em. */
static gaz_len advance_of(const struct gaz_glyph_run *run, uint32_t at, bool down) {
    gaz_len advance = down ? run->size : gaz_face_advance(run->face, run->glyphs[at].id, run->size);
    return MAX(advance, run->size / 16);
}

/* The characters of a cluster share its width. */
static void add_cluster(const struct laying *laying, const struct gaz_item *item, uint32_t at, bool down) {
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
static void add_blanks(const struct laying *laying, const struct gaz_item *item) {
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

static void add_item(const struct laying *laying, const struct gaz_item *item) {
    if (item->kind == GAZ_ITEM_RULE && item->as.rule.chars) add_blanks(laying, item);
    if (item->kind != GAZ_ITEM_GLYPHS) return;
    bool down = goes_down(&item->as.glyphs);
    for (uint32_t i = 0; i < item->as.glyphs.n_glyphs; i++)
        if (item->as.glyphs.glyphs[i].n_chars > 0) add_cluster(laying, item, i, down);
}

/* ---- characters beside one another */

/* The spot's beginning and end along its line, its head and foot across it. */
struct extent { /* `along` grows with the line */
    int64_t begin, end, head, foot;
};

static struct extent extent_of(const struct gaz_spot *spot) {
    int64_t x0 = spot->box.x, x1 = x0 + spot->box.width, y0 = spot->box.y, y1 = y0 + spot->box.height;
    switch (spot->way) {
    case 1:
        return (struct extent){-y1, -y0, x0, x1};
    case 2:
        return (struct extent){-x1, -x0, -y1, -y0};
    case 3:
        return (struct extent){y0, y1, x0, x1};
    default:
        return (struct extent){x0, x1, y0, y1};
    }
}

static struct gaz_spot *spot_of(const struct laying *laying, uint32_t i) {
    return &g_array_index(laying->spots, struct gaz_spot, i);
}

static struct gaz_white white_of(const struct laying *laying, uint32_t i) {
    return g_array_index(laying->whites, struct gaz_white, i);
}

/* Whether spot i follows the one before it on its line. */
static bool follows(const struct laying *laying, uint32_t i) {
    if (i == 0 || i >= laying->spots->len) return false;
    const struct gaz_spot *a = spot_of(laying, i - 1), *b = spot_of(laying, i);
    return a->line && a->line == b->line && a->way == b->way && extent_of(b).begin > extent_of(a).begin;
}

/* A mark that ends before a character, or begins behind it, does so where programs let its neighbour end or
 * begin: at the next one's pen, or where its own advance ends, be it over the next one. Half way from there a
 * mark is meant to be on this one; where both end at one place (、2, the mark squeezed) it is not. */
static void set_edges(const struct laying *laying, uint32_t i) {
    struct gaz_spot *spot = spot_of(laying, i);
    struct extent it = extent_of(spot), before = {.end = it.begin}, next = {.begin = it.end};
    if (follows(laying, i)) before = extent_of(spot_of(laying, i - 1));
    if (follows(laying, i + 1)) next = extent_of(spot_of(laying, i + 1));
    gaz_len over = MAX(before.end, it.begin), own = MIN(it.end, next.begin);
    spot->first_end = MAX((over + (own > over ? own : it.end)) / 2, over + (it.end - it.begin) / 8);
    gaz_len seen = before.end > it.begin ? it.begin + MAX(white_of(laying, i).left, 0) : it.begin;
    spot->last_begin = (seen + (own > seen ? own : it.end)) / 2;
}

/* Sets where the box ends along its line. */
static void cut(struct gaz_spot *spot, int64_t begin, int64_t end) {
    struct gaz_frame *box = &spot->box;
    gaz_len size = (gaz_len)(end - begin);
    if (spot->way & 1)
        box->y = (gaz_len)(spot->way == 1 ? -end : begin), box->height = size;
    else
        box->x = (gaz_len)(spot->way == 2 ? -end : begin), box->width = size;
}

/* Two that lie over one another are parted between their inks. */
static void part(const struct laying *laying, uint32_t i) {
    struct gaz_spot *a = spot_of(laying, i - 1), *b = spot_of(laying, i);
    struct extent one = extent_of(a), other = extent_of(b);
    if (one.end <= other.begin) return;
    int64_t ink_end = one.end - white_of(laying, i - 1).right,
            ink_begin = other.begin + white_of(laying, i).left;
    int64_t at = CLAMP((ink_end + ink_begin) / 2, other.begin, MIN(one.end, other.end - 1));
    a->over_end = (gaz_len)(one.end - at);
    b->over_begin = (gaz_len)(at - other.begin);
    cut(a, one.begin, at);
    cut(b, at, other.end);
}

static void part_neighbours(const struct laying *laying) {
    for (uint32_t i = 0; i < laying->spots->len; i++)
        set_edges(laying, i);
    for (uint32_t i = 1; i < laying->spots->len; i++)
        if (follows(laying, i)) part(laying, i);
}

const GArray *gaz_ground_page(struct gaz_ground *ground, uint32_t page) {
    const struct gaz_page *it = &ground->pages->pages[page];
    if (ground->spots[page]) return ground->spots[page];
    struct laying laying = {g_array_new(FALSE, FALSE, sizeof(struct gaz_spot)),
                            g_array_new(FALSE, FALSE, sizeof(struct gaz_white))};
    for (uint32_t i = 0; i < it->n_items; i++)
        add_item(&laying, &it->items[i]);
    part_neighbours(&laying);
    g_array_unref(laying.whites);
    return ground->spots[page] = laying.spots;
}

static const struct gaz_spot *spot_at(const GArray *spots, uint32_t i) {
    return &g_array_index(spots, struct gaz_spot, i);
}

static bool has_source(const struct gaz_spot *spot) {
    return spot->source && spot->offset != GAZ_NOWHERE;
}

/* ---- under boxes */

static bool is_upright(const struct gaz_spot *spot) {
    return (spot->way & 1) == 0;
}

/* Whether the box begins and ends so that the spot is meant. */
static bool is_along(const struct gaz_spot *spot, const struct gaz_frame *box) {
    struct gaz_spot mark = {.box = *box, .way = spot->way};
    struct extent extent = extent_of(&mark);
    return extent.begin <= spot->last_begin && extent.end > spot->first_end;
}

/* Whether the middle of the spot is along its line within the box. */
static bool has_middle_along(const struct gaz_spot *spot, const struct gaz_frame *box) {
    struct gaz_spot mark = {.box = *box, .way = spot->way};
    struct extent extent = extent_of(&mark), it = extent_of(spot);
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
        const struct gaz_spot *spot = spot_at(spots, i);
        if (!is_meant(spot, box) || !is_across(spot, box) || !is_one_line(spot, box)) continue;
        is_marked[i] = 1;
        n++;
        if (spot->line) g_hash_table_add(lines, GUINT_TO_POINTER(spot->line));
    }
    for (uint32_t i = 0; i < spots->len && n; i++)
        if (is_inside(spot_at(spots, i), box) &&
            g_hash_table_contains(lines, GUINT_TO_POINTER(spot_at(spots, i)->line)))
            is_marked[i] = 1;
    return n;
}

/* Of several lines all whose middles are in the box. */
static void mark_inside(const GArray *spots, const struct gaz_frame *box, guint8 *is_marked) {
    for (uint32_t i = 0; i < spots->len; i++)
        if (is_inside(spot_at(spots, i), box)) is_marked[i] = 1;
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
static int64_t distance_across(struct pointer caret, struct extent spot) {
    int64_t overlap = MIN(caret.foot, spot.foot) - MAX(caret.head, spot.head), line = spot.foot - spot.head;
    if (overlap * 5 >= line * 4) return llabs(caret.head + caret.foot - spot.head - spot.foot) / 16;
    if (caret.head >= spot.head && caret.head <= spot.foot) return line / 32;
    if (overlap > 0) return line / 2 - overlap / 4;
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
        const struct gaz_spot *spot = spot_at(spots, i);
        if (!has_source(spot)) continue;
        struct pointer pointer = pointer_of(caret, spot->way);
        struct extent extent = extent_of(spot);
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

static int64_t distance_to(const struct gaz_spot *spot, gaz_len x, gaz_len y) {
    struct gaz_frame box = {x, y, 0, 0};
    struct pointer point = pointer_of(box, spot->way);
    struct extent extent = extent_of(spot);
    int64_t along = MAX(MAX(extent.begin - point.along, point.along - extent.end), 0), across = 0;
    if (point.head < extent.head) across = extent.head - point.head;
    if (point.head > extent.foot) across = 3 * (point.head - extent.foot);
    return along + 4 * across;
}

bool gaz_ground_near(struct gaz_ground *ground, uint32_t page, gaz_len x, gaz_len y, uint32_t *spot) {
    const GArray *spots = gaz_ground_page(ground, page);
    int64_t best = INT64_MAX;
    for (uint32_t i = 0; i < spots->len; i++) {
        int64_t distance = distance_to(spot_at(spots, i), x, y);
        if (distance >= best || !has_source(spot_at(spots, i))) continue;
        best = distance;
        *spot = i;
    }
    return best != INT64_MAX;
}
