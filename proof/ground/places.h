/* places.h: where stretches of sources and of blocks stand on the pages. Only proof/ looks in here. */
#ifndef GAZ_PROOF_GROUND_PLACES_H
#define GAZ_PROOF_GROUND_PLACES_H

#include "proof/ground/ground.h"
#include "proof/state/state.h"

/* characters side by side on one line */
struct gaz_on_page {
    uint32_t page; /* index */
    struct gaz_frame box;
    uint8_t way; /* as in gaz_spot */
};

/* The least frame that both are in. */
struct gaz_frame gaz_frames_united(struct gaz_frame a, struct gaz_frame b);

/* What of the pages prints a stretch of a source, a line each, in the order of the pages; where its own place
 * is there, what prints it again (contents, repeated heads) is left out. New array; freed with g_array_unref.
 */
GArray *gaz_places_of_span(struct gaz_ground *ground, const struct gaz_pages *pages, struct gaz_span span);

/* The same of characters [first, first + n) of a block; n 0: nothing. */
GArray *gaz_places_of_block(struct gaz_ground *ground, const struct gaz_state_block *block, uint32_t first,
                            uint32_t n);

/* Where something was taken out before character `ch` of the block: a box without a width. False: the block
 * is not printed. */
bool gaz_place_of_gap(struct gaz_ground *ground, const struct gaz_state_block *block, uint32_t ch,
                      struct gaz_on_page *gap);

/* a line of a block that begins on a page */
struct gaz_begun_line {
    uint32_t block, line; /* of the state; of the block, from 0 */
    struct gaz_frame box; /* of its first character */
    uint8_t way;
};

/* Those of each page, in the order of its items: an array a page, all freed with gaz_begun_lines_free. */
GArray **gaz_begun_lines(struct gaz_ground *ground, const struct gaz_pages *pages,
                         const struct gaz_proof_state *state);
void gaz_begun_lines_free(GArray **lines, uint32_t n_pages);

/* The frame around what stands in the type area, of the characters of texts that run this way; a frame
 * without a width: there are none. */
struct gaz_frame gaz_places_area(struct gaz_ground *ground, uint32_t page, uint8_t way);

#endif
