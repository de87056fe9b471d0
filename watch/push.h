/* push.h: what a browser that shows one setting of an issue must be told to show the next one.
 *
 * A page that looks as one did before is named by the number of that; of those that do not, and of new ones,
 * what stands on them is told, with the glyphs and pictures that were never told. Of the message, a JSON
 * object, these members are told here:
 *
 *     "pages": of each page its number until now, {"as": that number, "p": its places in the sources, where
 *     they are others}, or the page as output/web.h tells it;
 *     "changed": the place of the first thing in the sources that is another, {"page", "x", "y", "w", "h"} in
 *     hundredths of a point; or null;
 *     "faces", "inks", "images", "images_before", "files": what is new (gaz_web_add_fresh).
 */
#ifndef GAZ_WATCH_PUSH_H
#define GAZ_WATCH_PUSH_H

#include "gazette/gazette.h"
#include "output/web.h"

#include <glib.h>
#include <stdint.h>

struct gaz_push {
    uint32_t n_new; /* pages that are told whole */
    bool is_empty;  /* nothing is another */
};

/* Appends the members. Both gazettes have pages, set with the same fonts. */
struct gaz_push gaz_push_add(struct gaz_web *web, const struct gaz_gazette *before,
                             const struct gaz_gazette *now, GString *out);

#endif
