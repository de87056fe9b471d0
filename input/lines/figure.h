/* figure.h: ![图题](figures/x.svg){宽=120mm}: on lines of their own, several side by side; in a cell; behind
 * a signer's post. */
#ifndef GAZ_INPUT_LINES_FIGURE_H
#define GAZ_INPUT_LINES_FIGURE_H

#include "input/reader.h"

/* In the body a figure has a caption, which is printed; elsewhere the words in its brackets say what it
 * shows, but for those in a cell that begin as a caption does: 图1. */
enum gaz_figure_place { GAZ_FIGURE_IN_BODY, GAZ_FIGURE_IN_CELL, GAZ_FIGURE_IN_FRONT };

enum gaz_figure_result {
    GAZ_FIGURE_NONE,  /* what begins here is not written as one; nothing was said */
    GAZ_FIGURE_WRONG, /* it is, and its width or its file was complained of */
    GAZ_FIGURE_READ
};

/* Reads the figure that begins at `begin`, with ![, and ends at `end` or before; where it does is said by its
 * span, which a wrong one has too. */
enum gaz_figure_result gaz_figure_read(struct gaz_reader *reader, uint32_t begin, uint32_t end,
                                       enum gaz_figure_place place, struct gaz_figure *figure);

/* Appends the figures of the line [begin, end), which begins with ![ and holds nothing else but blanks. False
 * after a complaint: it is text. */
bool gaz_figures_read_line(struct gaz_reader *reader, uint32_t begin, uint32_t end, GArray *figures);

#endif
