/* colour.h: what a colour of the screen is on a press.
 *
 * With a profile the colours go through it, relative colorimetric with black point compensation; without one
 * through a formula, which is a guess. Whatever the way: white is the bare paper, greys are black alone (text
 * in a figure must not need four plates to lie on one another), and a colour that is an ink's on the screen
 * is that ink.
 */
#ifndef GAZ_OUTPUT_INKS_COLOUR_H
#define GAZ_OUTPUT_INKS_COLOUR_H

#include "output/output.h"

#include <stdbool.h>

struct gaz_press_colours;

/* For the inks of some pages; these and the press are borrowed. A press whose profile lcms cannot use
 * (gaz_press_profile_look says so beforehand) is as one without. Never NULL. */
struct gaz_press_colours *gaz_press_colours_new(const struct gaz_press *press, const struct gaz_ink *inks,
                                                uint32_t n_inks);
void gaz_press_colours_free(struct gaz_press_colours *colours);

/* Whether they are worked out by the formula. */
bool gaz_press_colours_guess(const struct gaz_press_colours *colours);

/* The table that they were made with. */
const struct gaz_ink *gaz_press_colours_inks(const struct gaz_press_colours *colours, uint32_t *n);

enum { GAZ_NO_INK = -1 };

/* A colour on the press: parts of 1 of cyan, magenta, yellow, black. */
struct gaz_press_colour {
    double cmyk[4];
    int32_t ink;     /* whose colour it is, in the table; else GAZ_NO_INK */
    bool is_guessed; /* by the formula: no ink's, no grey */
};

/* Of an ink by its index, which is in the table: a spot's is what stands in for it. */
struct gaz_press_colour gaz_press_colour_of_ink(const struct gaz_press_colours *colours, uint32_t ink);

/* Of an sRGB colour, 0xRRGGBB. */
struct gaz_press_colour gaz_press_colour_of(const struct gaz_press_colours *colours, uint32_t rgb);

/* ---- pixels */

/* From the colours of a picture: those of its own ICC profile where it has one, whole and of RGB; else of
 * sRGB, and then, if `exact`, a pixel with the colour of an ink is that ink; photographs hit one by chance.
 * The colours are borrowed. */
struct gaz_press_rows *gaz_press_rows_new(const struct gaz_press_colours *colours, const void *profile,
                                          size_t size, bool exact);
/* Whether it is the picture's own profile that was taken. */
bool gaz_press_rows_are_own(const struct gaz_press_rows *rows);
void gaz_press_rows_free(struct gaz_press_rows *rows);

/* Those from sRGB without exact inks, kept by the colours: borrowed. */
const struct gaz_press_rows *gaz_press_rows_of_screen(const struct gaz_press_colours *colours);

/* n pixels, RGB of 8 bits, become CMYK of 8 bits, 255 full ink. */
void gaz_press_rows_convert(const struct gaz_press_rows *rows, const unsigned char *rgb, unsigned char *cmyk,
                            size_t n);

#endif
