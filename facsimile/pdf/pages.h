/* pages.h: the pages of a printed copy as text (print.h): running heads and page numbers taken off
 * (page_numbers.c, pages.c), contents left out, tables as their cells (cells.c, unruled.c, copy.c). Pure:
 * knows no PDF.
 */
#ifndef GAZ_FACSIMILE_PDF_PAGES_H
#define GAZ_FACSIMILE_PDF_PAGES_H

#include "facsimile/pdf/lines.h"

enum {
    GAZ_COPY_HEAD_SIZE = 110, /* per cent of the page's type: a running head is no larger, a title is */
};

/* Finds the printed numbers and what is no text, in the pages; in parts for tests. */
void gaz_copy_find_numbers(struct gaz_copy_page *pages, uint32_t n);
void gaz_copy_find_furniture(struct gaz_copy_page *pages, uint32_t n);
void gaz_copy_find_cells(struct gaz_copy_page *pages, uint32_t n);

/* The line at the head or foot that is not known to be none of the text; lines->len: there is none. */
uint32_t gaz_copy_edge_line(const struct gaz_copy_page *page, bool foot);

/* Pieces side by side, on one baseline or, where cells are centred, on two. */
bool gaz_copy_is_of_cells(const struct gaz_copy_page *page, const struct gaz_copy_line *line);

/* The lines that stand between the rules of a table; before the other cells are found. */
void gaz_copy_find_ruled(struct gaz_copy_page *page);

/* what stands in a cell, on one baseline */
struct gaz_copy_cell_line {
    uint32_t cell;     /* equal for one cell; cells in the order in which they are read */
    uint32_t first, n; /* in gaz_copy_page.glyphs */
};

/* Of the ruled lines [first, end): cell by cell, downwards in each. g_array_unref. */
GArray *gaz_copy_cell_lines(const struct gaz_copy_page *page, uint32_t first, uint32_t end);

/* All of it, and the text, appended. */
void gaz_copy_write(struct gaz_copy_page *pages, uint32_t n, GString *out);

/* The page number that a piece of a line says: 12, — 12 —, ·12·, 第12页, 12/40; 0: it says none. */
int gaz_copy_number(const struct gaz_copy_page *page, uint32_t first, uint32_t n);

#endif
