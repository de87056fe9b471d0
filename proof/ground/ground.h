/* ground.h: where each character stands on the pages, and what a mark on a page covers. */
#ifndef GAZ_PROOF_GROUND_GROUND_H
#define GAZ_PROOF_GROUND_GROUND_H

#include "layout/pages.h"

#include <glib.h>

/* A character on a page. Where squeezed marks lie over one another, what is seen of them parts their boxes;
 * but programs draw over the whole of each. */
struct gaz_spot {
    struct gaz_frame box;         /* as high as its size; y grows down */
    gaz_len over_begin, over_end; /* how far its own glyph reaches beyond the box, under its neighbours */
    gaz_len last_begin,
        first_end; /* along its line: a mark is on it that begins before the one and ends behind the other */
    uint8_t way;   /* where the next one stands: 0 right, 1 up, 2 left, 3 down */
    uint32_t ch, offset; /* GAZ_NOWHERE: it is generated */
    const struct gaz_source *source;
    uint32_t node, line; /* of its item */
    /* on a page of another state: */
    bool is_lost;       /* the issue has the character no longer */
    uint32_t page, now; /* else where it is now: page, and number on that page */
};

static inline const struct gaz_spot *gaz_spot_at(const GArray *spots, guint i) {
    return &g_array_index(spots, struct gaz_spot, i);
}

/* Whether it stands in a source, and is not generated. */
static inline bool gaz_spot_has_source(const struct gaz_spot *spot) {
    return spot->source && spot->offset != GAZ_NOWHERE;
}

/* The spot's beginning and end along its line, its head and foot across it; `along` grows with the line. */
struct gaz_extent {
    int64_t begin, end, head, foot;
};
struct gaz_extent gaz_spot_extent(const struct gaz_spot *spot);

struct gaz_ground;
struct gaz_ground *gaz_ground_new(const struct gaz_pages *pages);
/* The same of spots that are known: an array a page, taken over. */
struct gaz_ground *gaz_ground_given(GArray **spots, uint32_t n);
void gaz_ground_free(struct gaz_ground *ground);

/* The characters of a page in the order of its items, each once; owned by the ground. */
const GArray *gaz_ground_page(struct gaz_ground *ground, uint32_t page);

/* False: none of the page's characters is of these bytes, of whatever source. */
bool gaz_ground_reaches(struct gaz_ground *ground, uint32_t page, uint32_t begin, uint32_t end);

/* The spots (uint32_t, rising) that the boxes lie on, by their middles: those that the middle of a box as
 * high as a line runs through; of a higher one all inside. Freed with g_array_unref. */
GArray *gaz_ground_under(struct gaz_ground *ground, uint32_t page, const struct gaz_frame *boxes, uint32_t n);

/* The same of one that is drawn by hand and flat: the characters that it runs along, through their middles or
 * below them, if not further than a third of their size. */
GArray *gaz_ground_along(struct gaz_ground *ground, uint32_t page, struct gaz_frame stroke);

/* a place between two characters */
struct gaz_gap {
    uint32_t spot;
    bool is_behind; /* the spot's end, else its beginning */
};

/* Where a caret points: the line that it overlaps most, or whose foot its point is nearest; there the gap
 * nearest to its middle. False: the page has no text. */
bool gaz_ground_gap(struct gaz_ground *ground, uint32_t page, struct gaz_frame caret, struct gaz_gap *gap);

/* How far a point is from the spot's box; 0: within it. */
int64_t gaz_spot_distance(const struct gaz_spot *spot, gaz_len x, gaz_len y);

/* The character nearest to a point; one whose line has the point beside or above it rather than one above. */
bool gaz_ground_near(struct gaz_ground *ground, uint32_t page, gaz_len x, gaz_len y, uint32_t *spot);

#endif
