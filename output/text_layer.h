/* text_layer.h: the characters of a PDF that anybody made, each with its place: what is visible, and what a
 * scan's text layer holds invisibly (rendering mode 3).
 *
 * Lengths are 1/1024 point, which is a grain. Text may run in each of four directions.
 */
#ifndef GAZ_OUTPUT_TEXT_LAYER_H
#define GAZ_OUTPUT_TEXT_LAYER_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum gaz_layer_turn { GAZ_TURN_RIGHT, GAZ_TURN_UP, GAZ_TURN_LEFT, GAZ_TURN_DOWN, GAZ_N_TURNS };

/* In its own frame: u runs in the direction of the text, v to its left hand, which is up. */
struct gaz_layer_glyph {
    int32_t u, v;   /* where the baseline begins */
    int32_t du, dv; /* to where the next one begins, but for what is put between characters */
    int32_t em;     /* its size */
    uint32_t ch;    /* it has ink */
    uint32_t turn;  /* gaz_layer_turn */
};

/* of a page in the file's own coordinates, x to the right, y upwards, whichever way it is turned for reading
 */
struct gaz_layer_page {
    uint32_t first, n; /* in the layer's glyphs, in the order of the content */
};

struct gaz_text_layer {
    GArray *glyphs; /* struct gaz_layer_glyph */
    GArray *pages; /* struct gaz_layer_page, one each of the file's; without glyphs where it cannot be read */
};

/* Reads a PDF in a child that is shut in, whose time and memory are limited. NULL: that came to no end. What
 * is no PDF has no pages. */
struct gaz_text_layer *gaz_text_layer_read(GBytes *bytes);
void gaz_text_layer_free(struct gaz_text_layer *layer); /* NULL is allowed */

#endif
