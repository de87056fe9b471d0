/* pages.c: what a screen never shows and a press needs: paper beyond the page, ink that goes over the
 * cut, pages that fill the sheet, two of them side by side.
 *
 * All of it is done to the display list, so that whoever draws, fills gaps and reads back does to a print
 * file what it does to any other. What touches the cut must go on beyond it, since no knife cuts to a hair: a
 * rule or band grows, a picture is set once more as in a mirror at its edge, of which only the bleed is
 * shown: within the cut nothing changes.
 */
#include "output/press/pages.h"

#include "base/process/arena.h"

#include <string.h>

enum {
    SHEET = 4,              /* pages, of one sheet folded once */
    TOUCH = GAZ_POINT / 4,  /* nearer to the cut than this is on it */
    MARKS = 26 * GAZ_POINT, /* beyond the bleed: crop marks and slug */
    SLUG_FROM_MEDIA = 5 * GAZ_POINT,
    FULL = 100,
};

struct maker {
    const struct gaz_pages *from;
    const struct gaz_press *press;
    struct gaz_press_frame frame;
    struct gaz_pages *to;
};

/* one page on its side of a sheet */
struct place {
    const struct gaz_page *page;
    gaz_len x, y;                /* of its top left corner, as cut */
    gaz_len creep;               /* its content lies so far to the right */
    struct gaz_frame seen;       /* where its ink may be: to the bleed, not beyond the fold */
    bool left, right, top, foot; /* its edges that are cut */
};

struct gaz_press_frame gaz_press_frame_of(const struct gaz_press *press) {
    return (struct gaz_press_frame){press->bleed + (press->has_marks ? MARKS : 0), press->bleed};
}

uint32_t gaz_press_filled(uint32_t n_pages, const struct gaz_press *press) {
    bool fills = press->fills_sheets || press->is_booklet;
    return fills ? (n_pages + SHEET - 1) / SHEET * SHEET : n_pages;
}

struct gaz_press_side gaz_press_side_of(uint32_t side, uint32_t n) {
    uint32_t sheet = side / 2, first = 2 * sheet, last = n - 1 - 2 * sheet;
    return side % 2 == 0 ? (struct gaz_press_side){last, first}
                         : (struct gaz_press_side){first + 1, last - 1};
}

uint32_t gaz_press_marks_ink(const struct gaz_pages *press_pages) {
    return press_pages->n_inks - 1;
}

/* ---- over the cut */

static struct gaz_frame frame_of(const struct gaz_item *item, gaz_len width, gaz_len height) {
    return (struct gaz_frame){item->x, item->y, width, height};
}

/* Bit 0: left, 1: right, 2: top, 3: foot. */
static unsigned touched(const struct place *place, struct gaz_frame box) {
    const struct gaz_page *page = place->page;
    return (unsigned)(place->left && box.x <= TOUCH) |
           (unsigned)(place->right && box.x + box.width >= page->width - TOUCH) << 1 |
           (unsigned)(place->top && box.y <= TOUCH) << 2 |
           (unsigned)(place->foot && box.y + box.height >= page->height - TOUCH) << 3;
}

/* The box, which lies on the sheet already, up to the bleed on the sides that are touched, and nowhere beyond
 * the fold. */
static struct gaz_frame grown(const struct place *place, struct gaz_frame box, unsigned sides) {
    const struct gaz_frame *seen = &place->seen;
    gaz_len x0 = box.x, x1 = box.x + box.width, y0 = box.y, y1 = box.y + box.height;
    if (sides & 1) x0 = seen->x;
    if (sides & 2) x1 = seen->x + seen->width;
    if (sides & 4) y0 = seen->y;
    if (sides & 8) y1 = seen->y + seen->height;
    x0 = MAX(x0, seen->x);
    x1 = MIN(x1, seen->x + seen->width);
    return (struct gaz_frame){x0, y0, MAX(x1 - x0, 0), MAX(y1 - y0, 0)};
}

static void move(const struct place *place, struct gaz_item *item) {
    item->x += place->x + place->creep;
    item->y += place->y;
}

static struct gaz_item rule_over_cut(const struct place *place, const struct gaz_item *item) {
    struct gaz_item it = *item;
    move(place, &it);
    if (it.turn & 3) return it;
    struct gaz_rule *rule = &it.as.rule;
    unsigned sides = touched(place, frame_of(item, rule->width, rule->height));
    struct gaz_frame box = grown(place, frame_of(&it, rule->width, rule->height), sides);
    it.x = box.x, it.y = box.y;
    rule->width = box.width, rule->height = box.height;
    return it;
}

/* EXIF's numbers of what is mirrored once more, at an upright axis or a level one. */
static int mirrored(int orientation, bool at_upright) {
    int o = orientation >= 1 && orientation <= 8 ? orientation : 1;
    if (at_upright) return ((o - 1) ^ 1) + 1;
    return o <= 4 ? 5 - o : 13 - o;
}

/* The picture once more, across and down by so many of its own sizes: −1, 0, 1. */
static struct gaz_item mirror(const struct gaz_item *item, int across, int down,
                              const struct gaz_frame *shown) {
    struct gaz_item it = *item;
    struct gaz_image *image = &it.as.image;
    it.x += across * image->width;
    it.y += down * image->height;
    if (across) image->orientation = mirrored(image->orientation, true);
    if (down) image->orientation = mirrored(image->orientation, false);
    it.artifact = GAZ_ARTIFACT_DECORATION;
    it.node = 0;
    image->shown = shown;
    return it;
}

static bool is_wanted(unsigned sides, int across, int down) {
    bool x = across == 0 || (sides & (across < 0 ? 1 : 2)), y = down == 0 || (sides & (down < 0 ? 4 : 8));
    return x && y && (across || down);
}

/* The picture and what the bleed shows of its mirrors: at most nine. Gives how many. */
static uint32_t image_over_cut(struct maker *m, const struct place *place, const struct gaz_item *item,
                               struct gaz_item out[9]) {
    const struct gaz_image *image = &item->as.image;
    unsigned sides = item->turn & 3 ? 0 : touched(place, frame_of(item, image->width, image->height));
    uint32_t n = 0;
    struct gaz_frame *shown = NULL;
    if (sides || place->creep) {
        shown = GAZ_NEW(m->to->arena, struct gaz_frame);
        *shown = place->seen;
    }
    struct gaz_item it = *item;
    move(place, &it);
    it.as.image.shown = shown;
    for (int down = -1; down <= 1; down++)
        for (int across = -1; across <= 1; across++)
            if (is_wanted(sides, across, down)) out[n++] = mirror(&it, across, down, shown);
    out[n++] = it;
    return n;
}

/* ---- a side of a sheet */

struct side {
    struct gaz_item *items;
    size_t n, capacity;
};

static void push(struct maker *m, struct side *side, struct gaz_item item) {
    *GAZ_PUSH(m->to->arena, side->items, side->n, side->capacity) = item;
}

static void put_item(struct maker *m, struct side *side, const struct place *place,
                     const struct gaz_item *item) {
    struct gaz_item made[9] = {{0}};
    uint32_t n = 1;
    switch (item->kind) {
    case GAZ_ITEM_GLYPHS:
        made[0] = *item;
        move(place, &made[0]);
        break;
    case GAZ_ITEM_RULE:
        made[0] = rule_over_cut(place, item);
        break;
    case GAZ_ITEM_IMAGE:
        n = image_over_cut(m, place, item, made);
        break;
    case GAZ_ITEM_LINK:
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        push(m, side, made[i]);
}

/* On the foot of the paper, at the left end of the page. */
static void put_slug(struct maker *m, struct side *side, const struct place *place, gaz_len height) {
    for (uint32_t i = 0; m->press->has_marks && i < place->page->n_slug; i++) {
        struct gaz_item item = place->page->slug[i];
        item.x += place->x + m->frame.bleed;
        item.y = height - SLUG_FROM_MEDIA;
        if (item.kind == GAZ_ITEM_GLYPHS) item.as.glyphs.ink = GAZ_INK_BLACK;
        push(m, side, item);
    }
}

static void put_page(struct maker *m, struct side *side, const struct place *place, gaz_len height) {
    if (!place->page) return;
    for (uint32_t i = 0; i < place->page->n_items; i++)
        put_item(m, side, place, &place->page->items[i]);
    put_slug(m, side, place, height);
}

static struct gaz_page page_of(const struct side *side, const struct gaz_page *like, gaz_len width,
                               gaz_len height) {
    struct gaz_page page = *like;
    page.items = side->items;
    page.n_items = (uint32_t)side->n;
    page.slug = NULL;
    page.n_slug = 0;
    page.width = width;
    page.height = height;
    return page;
}

/* Which page is in place i of n; n_pages: a blank one, behind the text and before the back covers. */
static uint32_t page_in(const struct gaz_pages *pages, uint32_t i, uint32_t n) {
    uint32_t back = gaz_pages_count_back(pages), text = pages->n_pages - back;
    if (i < text) return i;
    return i >= n - back && i < n ? text + (i - (n - back)) : pages->n_pages;
}

/* NULL: a blank one. */
static const struct gaz_page *page_at(const struct gaz_pages *pages, uint32_t index) {
    return index < pages->n_pages ? &pages->pages[index] : NULL;
}

/* A page by itself, all its edges cut; a blank one where there is none. */
static struct gaz_page single_page(struct maker *m, uint32_t i, uint32_t n) {
    const struct gaz_pages *from = m->from;
    uint32_t index = page_in(from, i, n);
    bool is_blank = index == from->n_pages;
    uint32_t last = from->n_pages - 1 - MIN(gaz_pages_count_back(from), from->n_pages - 1); /* of the text */
    struct gaz_page like = from->pages[is_blank ? last : index];
    gaz_len margin = m->frame.margin, off = margin - m->frame.bleed;
    gaz_len width = like.width + 2 * margin, height = like.height + 2 * margin;
    struct place place = {.page = page_at(from, index), .x = margin, .y = margin};
    place.left = place.right = place.top = place.foot = true;
    place.seen = (struct gaz_frame){off, off, width - 2 * off, height - 2 * off};
    struct side side = {0};
    put_page(m, &side, &place, height);
    if (is_blank) {
        like.number += (int)(i - last);
        like.shows_number = false;
    }
    return page_of(&side, &like, width, height);
}

/* Two pages and the fold between them. Sheet s lies s leaves of paper further out, so what is on it moves
 * towards the fold, and keeps its outer margin when all are cut at once. */
static struct gaz_page folded_side(struct maker *m, uint32_t number, uint32_t n) {
    const struct gaz_pages *from = m->from;
    struct gaz_press_side pages = gaz_press_side_of(number, n);
    uint32_t left = page_in(from, pages.left, n), right = page_in(from, pages.right, n);
    const struct gaz_page *like = &from->pages[MIN(right < from->n_pages ? right : left, from->n_pages - 1)];
    gaz_len margin = m->frame.margin, off = margin - m->frame.bleed,
            creep = m->press->paper * (gaz_len)(number / 2);
    gaz_len width = 2 * like->width + 2 * margin, height = like->height + 2 * margin, fold = width / 2;
    struct place places[2] = {
        {.page = page_at(from, left), .x = margin, .y = margin, .creep = creep, .left = true},
        {.page = page_at(from, right), .x = fold, .y = margin, .creep = -creep, .right = true}};
    struct side side = {0};
    for (int i = 0; i < 2; i++) {
        places[i].top = places[i].foot = true;
        places[i].seen = (struct gaz_frame){i == 0 ? off : fold, off, fold - off, height - 2 * off};
        put_page(m, &side, &places[i], height);
    }
    return page_of(&side, like, width, height);
}

/* ---- the whole */

static void copy_inks(struct maker *m) {
    static const struct gaz_ink marks = {
        .name = "套准", .has_cmyk = true, .cmyk = {FULL, FULL, FULL, FULL}, .spot = "All"};
    struct gaz_ink *inks = GAZ_NEW_ARRAY(m->to->arena, struct gaz_ink, m->from->n_inks + 1);
    memcpy(inks, m->from->inks, m->from->n_inks * sizeof *inks);
    inks[m->from->n_inks] = marks;
    m->to->inks = inks;
    m->to->n_inks = m->from->n_inks + 1;
}

static void make_pages(struct maker *m) {
    uint32_t n = gaz_press_filled(m->from->n_pages, m->press), n_sides = m->press->is_booklet ? n / 2 : n;
    struct gaz_page *pages = GAZ_NEW_ARRAY(m->to->arena, struct gaz_page, n_sides);
    for (uint32_t i = 0; i < n_sides; i++)
        pages[i] = m->press->is_booklet ? folded_side(m, i, n) : single_page(m, i, n);
    m->to->pages = pages;
    m->to->n_pages = n_sides;
}

struct gaz_pages *gaz_press_pages_new(const struct gaz_pages *pages, const struct gaz_press *press) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_pages *to = GAZ_NEW(arena, struct gaz_pages);
    *to = *pages;
    to->arena = arena;
    to->targets = NULL;
    to->outline = NULL;
    to->n_targets = to->n_outline = 0;
    struct maker maker = {pages, press, gaz_press_frame_of(press), to};
    copy_inks(&maker);
    if (pages->n_pages > 0) make_pages(&maker);
    return to;
}

void gaz_press_pages_free(struct gaz_pages *pages) {
    if (pages) gaz_arena_free(pages->arena);
}
