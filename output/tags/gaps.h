/* gaps.h: the gaps of a page that are no blanks. */
#ifndef GAZ_OUTPUT_TAGS_GAPS_H
#define GAZ_OUTPUT_TAGS_GAPS_H

#include "output/tags/elements.h"

#include <glib.h>
#include <stdbool.h>
#include <qpdf/qpdf-c.h>

/* The work on one file: the fonts it has met. Not `fills`: gaps stay moves, for a press. */
struct gaz_pdf_gaps;
struct gaz_pdf_gaps *gaz_pdf_gaps_new(qpdf_data pdf, bool fills);

/* Gives each font that is wider a program that is so too, once all pages are written. False: one cannot be
 * made.
 */
bool gaz_pdf_gaps_finish(struct gaz_pdf_gaps *gaps);
void gaz_pdf_gaps_free(struct gaz_pdf_gaps *gaps);

/* Makes page `n` (from 0) of cairo's file say with its widths, and no longer with moves, where a gap was set
 * between two characters that nothing stands between in the text: a reader that takes a wide move for a blank
 * finds none; and where a line's end took a blank, that there is one. What is drawn stays where it is. A page
 * that does not read as expected stays as it is.
 *
 * With elements each stretch of the content is marked as what it is (marks.h): struct gaz_pdf_marked by MCID,
 * freed with g_array_free. NULL: the page did not read as expected, or nobody asked. */
GArray *gaz_pdf_fill_gaps(struct gaz_pdf_gaps *gaps, uint32_t n, const struct gaz_pages *pages,
                          const struct gaz_pdf_elements *elements);

#endif
