/* laying.c: see laying.h. */
#include "proof/ground/laying.h"

/* A box by the pen, turned about it to where it stands on the page. */
static struct gaz_frame place(struct gaz_pen pen, struct gaz_frame box) {
    gaz_len x0 = box.x, y0 = box.y, x1 = box.x + box.width, y1 = box.y + box.height;
    for (unsigned i = 0; i < pen.turn; i++) {
        gaz_len x = x0, other = x1;
        x0 = y0, x1 = y1;
        y0 = -other, y1 = -x;
    }
    return (struct gaz_frame){pen.x + x0, pen.y + y0, x1 - x0, y1 - y0};
}

struct gaz_laying gaz_laying_begin(void) {
    return (struct gaz_laying){g_array_new(FALSE, FALSE, sizeof(struct gaz_spot)),
                               g_array_new(FALSE, FALSE, sizeof(struct gaz_white))};
}

void gaz_laying_add(struct gaz_laying *laying, struct gaz_pen pen, struct gaz_frame box, struct gaz_spot spot,
                    struct gaz_white white) {
    spot.box = place(pen, box);
    spot.way = (uint8_t)(((spot.way == 3 ? 3u : 0u) + pen.turn) & 3u);
    g_array_append_val(laying->spots, spot);
    g_array_append_val(laying->whites, white);
}

/* ---- characters beside one another */

struct gaz_extent gaz_spot_extent(const struct gaz_spot *spot) {
    int64_t x0 = spot->box.x, x1 = x0 + spot->box.width, y0 = spot->box.y, y1 = y0 + spot->box.height;
    switch (spot->way) {
    case 1:
        return (struct gaz_extent){-y1, -y0, x0, x1};
    case 2:
        return (struct gaz_extent){-x1, -x0, -y1, -y0};
    case 3:
        return (struct gaz_extent){y0, y1, x0, x1};
    default:
        return (struct gaz_extent){x0, x1, y0, y1};
    }
}

static struct gaz_spot *spot_of(const struct gaz_laying *laying, uint32_t i) {
    return &g_array_index(laying->spots, struct gaz_spot, i);
}

static struct gaz_white white_of(const struct gaz_laying *laying, uint32_t i) {
    return g_array_index(laying->whites, struct gaz_white, i);
}

/* Whether spot i follows the one before it on its line. */
static bool follows(const struct gaz_laying *laying, uint32_t i) {
    if (i == 0 || i >= laying->spots->len) return false;
    const struct gaz_spot *a = spot_of(laying, i - 1), *b = spot_of(laying, i);
    return a->line && a->line == b->line && a->way == b->way &&
           gaz_spot_extent(b).begin > gaz_spot_extent(a).begin;
}

/* A mark that ends before a character, or begins behind it, does so where programs let its neighbour end or
 * begin: at the next one's pen, or where its own advance ends, be it over the next one. Half way from there a
 * mark is meant to be on this one; where both end at one place (、2, the mark squeezed) it is not. */
static void set_edges(const struct gaz_laying *laying, uint32_t i) {
    struct gaz_spot *spot = spot_of(laying, i);
    struct gaz_extent it = gaz_spot_extent(spot), before = {.end = it.begin}, next = {.begin = it.end};
    if (follows(laying, i)) before = gaz_spot_extent(spot_of(laying, i - 1));
    if (follows(laying, i + 1)) next = gaz_spot_extent(spot_of(laying, i + 1));
    int64_t over = MAX(before.end, it.begin), own = MIN(it.end, next.begin);
    spot->first_end = (gaz_len)MAX((over + (own > over ? own : it.end)) / 2, over + (it.end - it.begin) / 8);
    int64_t seen = before.end > it.begin ? it.begin + MAX(white_of(laying, i).left, 0) : it.begin;
    spot->last_begin = (gaz_len)((seen + (own > seen ? own : it.end)) / 2);
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
static void part(const struct gaz_laying *laying, uint32_t i) {
    struct gaz_spot *a = spot_of(laying, i - 1), *b = spot_of(laying, i);
    struct gaz_extent one = gaz_spot_extent(a), other = gaz_spot_extent(b);
    if (one.end <= other.begin) return;
    int64_t ink_end = one.end - white_of(laying, i - 1).right,
            ink_begin = other.begin + white_of(laying, i).left;
    int64_t at = CLAMP((ink_end + ink_begin) / 2, other.begin, MIN(one.end, other.end - 1));
    a->over_end = (gaz_len)(one.end - at);
    b->over_begin = (gaz_len)(at - other.begin);
    cut(a, one.begin, at);
    cut(b, at, other.end);
}

static void part_neighbours(const struct gaz_laying *laying) {
    for (uint32_t i = 0; i < laying->spots->len; i++)
        set_edges(laying, i);
    for (uint32_t i = 1; i < laying->spots->len; i++)
        if (follows(laying, i)) part(laying, i);
}

GArray *gaz_laying_end(struct gaz_laying *laying) {
    part_neighbours(laying);
    g_array_unref(laying->whites);
    return laying->spots;
}
