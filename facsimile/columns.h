/* columns.h: rows of cells of which the print says the columns, not which of them are one row.
 *
 * Between no rules a cell goes on in the next printed line, in its column; and what stands with wide white in
 * lines of text looks just so. The text tells: printed rows that lie below one another are one row of a
 * table's where it has them so, column by column; what stands in a paragraph across is a line.
 */
#ifndef GAZ_FACSIMILE_COLUMNS_H
#define GAZ_FACSIMILE_COLUMNS_H

#include "facsimile/align.h"

struct gaz_arena;

/* Puts the lines of each cell behind one another, as rules would have told them, and makes lines of what is
 * text; the rest stays as it is. Of a row that the text has the cells keep their columns; all others have
 * none. What is no document's (is_matter) is left alone. */
void gaz_join_columns(struct gaz_arena *arena, struct gaz_print *print, const struct gaz_whole *whole);

#endif
