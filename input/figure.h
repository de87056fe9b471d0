/* figure.h: ![图题](figures/x.svg){宽=120mm} on a line of its own. */
#ifndef GAZ_INPUT_FIGURE_H
#define GAZ_INPUT_FIGURE_H

#include "input/reader.h"

/* Reads the line [begin, end), which begins with ![. On success fills the block (kind, caption, figure).
 * False after a complaint: the line is text. */
bool gaz_figure_read(struct gaz_reader *reader, uint32_t begin, uint32_t end, struct gaz_block *block);

#endif
