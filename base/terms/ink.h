/* ink.h: what a page is printed with.
 *
 * A style has a table of inks; whatever has a colour names one by its index, so that a screen and a press
 * read the same page each in its own way. Equal inks stand in a table once.
 */
#ifndef GAZ_BASE_TERMS_INK_H
#define GAZ_BASE_TERMS_INK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gaz_arena;

struct gaz_ink {
    const char *name; /* 红; NULL: a colour that was written in place, "#B11E23" */
    uint32_t screen;  /* 0xRRGGBB */
    bool has_cmyk;    /* every named one; of a nameless one nobody has said how it is printed */
    uint8_t cmyk[4];  /* percent; all 0: the paper itself, which is knocked out of what lies below */
    const char *spot; /* 专色: the name of a plate of its own, for which cmyk stands in; NULL: none */
};

enum { GAZ_INK_BLACK = 0 }; /* the first ink of a style's table: of text, unless it says otherwise (G-07) */

struct gaz_inks {
    struct gaz_arena *arena; /* owns everything here */
    struct gaz_ink *inks;
    uint32_t n;
    size_t capacity;
};

/* A table with copies of the inks of another (NULL: none), in its order; lives in the arena. */
struct gaz_inks *gaz_inks_new(struct gaz_arena *arena, const struct gaz_inks *from);

/* The index of the ink that is equal to this one, of which a copy is added where there is none. */
uint32_t gaz_inks_add(struct gaz_inks *inks, const struct gaz_ink *ink);

#endif
