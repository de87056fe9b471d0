/* laying.h: the characters of a page, one after another, become spots (ground.h): of each it is told how far
 * it goes and where in that its ink is. Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_GROUND_LAYING_H
#define GAZ_PROOF_GROUND_LAYING_H

#include "proof/ground/ground.h"

#include "fonts/face.h"

struct gaz_laying {
    GArray *spots, *whites; /* struct gaz_spot, struct gaz_white */
};

/* where it begins on the page, y down, and the quarter turns of the text, counter-clockwise */
struct gaz_pen {
    gaz_len x, y;
    unsigned turn;
};

struct gaz_laying gaz_laying_begin(void);
/* `box`: by the pen, before the turn; the spot's own box and way are made of it (its way is 3 where
 * characters stand below one another, else 0). */
void gaz_laying_add(struct gaz_laying *laying, struct gaz_pen pen, struct gaz_frame box, struct gaz_spot spot,
                    struct gaz_white white);
/* The spots (struct gaz_spot), with what they leave one another; freed with g_array_unref. */
GArray *gaz_laying_end(struct gaz_laying *laying);

#endif
