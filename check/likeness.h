/* likeness.h: characters that a typist or a reader of print takes for one another. Pure. */
#ifndef GAZ_CHECK_LIKENESS_H
#define GAZ_CHECK_LIKENESS_H

#include "base/text/text.h"

#include <glib.h>

enum gaz_likeness { GAZ_TWIN, GAZ_SHAPE, GAZ_SOUND };

/* Some that are alike, up to a blank or the end. */
struct gaz_alike {
    enum gaz_likeness likeness;
    const char *characters;
};

/* The groups that have the character, struct gaz_alike each; NULL: none. */
const GArray *gaz_alike_groups(uint32_t ch);

bool gaz_are_alike(uint32_t one, uint32_t other);

#endif
