/* pages.h: the pages of a printed copy as text (print.h): running heads and page numbers taken off, contents
 * left out, tables as their cells. Pure: knows no PDF.
 */
#ifndef GAZ_FACSIMILE_PDF_PAGES_H
#define GAZ_FACSIMILE_PDF_PAGES_H

#include "facsimile/pdf/lines.h"

/* Finds the printed numbers and what is no text, in the pages; in parts for tests. */
void gaz_copy_find_numbers(struct gaz_copy_page *pages, uint32_t n);
void gaz_copy_find_furniture(struct gaz_copy_page *pages, uint32_t n);
void gaz_copy_find_cells(struct gaz_copy_page *page);

/* All of it, and the text, appended. */
void gaz_copy_write(struct gaz_copy_page *pages, uint32_t n, GString *out);

/* The page number that a piece of a line says: 12, — 12 —, ·12·, 第12页, 12/40; 0: it says none. */
int gaz_copy_number(const struct gaz_copy_page *page, uint32_t first, uint32_t n);

#endif
