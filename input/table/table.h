/* table.h: from what a table's writer wrote to a grid of cells. Inside input/ only.
 *
 * html.c and pipe.c read a draft: rows of cells in the order they were written. grid.c
 * places them; cells that overlap or overrun are complaints, and the table then stays in the model as its
 * source text.
 */
#ifndef GAZ_INPUT_TABLE_TABLE_H
#define GAZ_INPUT_TABLE_TABLE_H

#include "input/reader.h"

#include <glib.h>

struct gaz_draft_row {
    guint first_cell, n_cells;
    struct gaz_span span;
};

struct gaz_table_draft {
    unsigned classes;
    struct gaz_text caption;
    GArray *cells;  /* struct gaz_cell, row and column not yet known */
    GArray *rows;   /* struct gaz_draft_row */
    GArray *widths; /* struct gaz_width: one a <col>; empty: none were written */
    GArray *cuts;   /* struct gaz_table_cut, by row */
    guint n_header_rows;
};

/* Empty; closed with gaz_table_draft_close. A cell belongs to the row that was added last. */
void gaz_table_draft_open(struct gaz_table_draft *draft);
void gaz_table_draft_close(struct gaz_table_draft *draft);
void gaz_table_draft_add_row(struct gaz_table_draft *draft, struct gaz_span span);
void gaz_table_draft_add_cell(struct gaz_table_draft *draft, const struct gaz_cell *cell);

/* <!-- 断表 --> at this place: the next row begins a page. Refused where there is no row on both sides. */
void gaz_table_draft_cut(struct gaz_reader *reader, struct gaz_table_draft *draft, struct gaz_span span);

/* Places the cells. The columns are the <col>s, else what the first row spans. NULL after an error. */
const struct gaz_table *gaz_table_grid(struct gaz_reader *reader, const struct gaz_table_draft *draft);

/* An HTML table in [begin, end), from <table to </table>. NULL after an error. */
const struct gaz_table *gaz_table_html_read(struct gaz_reader *reader, uint32_t begin, uint32_t end);

/* Bytes of [begin, end) with the self-closing / of <br> and <col …> put in, and where (offsets in the new
 * bytes, uint32_t, rising). Given for its tests. */
GString *gaz_table_html_close_tags(const char *text, size_t n, GArray *inserted);

/* Reads a cell's text and its figures from the raws. */
void gaz_cell_read(struct gaz_reader *reader, const GArray *raws, struct gaz_cell *cell);

/* Whether the line [begin, end) with the next line is the head of a pipe table. */
bool gaz_table_pipe_begins(const struct gaz_source *source, uint32_t begin, uint32_t end);

/* A pipe table in [begin, end): head, delimiter row, rows. NULL after an error. */
const struct gaz_table *gaz_table_pipe_read(struct gaz_reader *reader, uint32_t begin, uint32_t end);

#endif
