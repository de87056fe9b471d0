/* listing.h: a table of small texts over as many pages as it needs, its head on each.
 *
 * The list at a proof's end, its slip and the 核红表 are such tables. Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_SHEETS_LISTING_H
#define GAZ_PROOF_SHEETS_LISTING_H

#include "proof/sheets/board.h"

struct gaz_listing_column {
    const char *head;
    gaz_len width;
};

struct gaz_listing {
    gaz_len paper_width, paper_height;
    const char *title;        /* above the table on its first page, and small on each further one */
    const char *const *lines; /* below the title; NULL at the end; NULL: none */
    const struct gaz_listing_column *columns;
    uint32_t n_columns;
    const struct gaz_small *cells; /* n_rows × n_columns; an empty text: an empty cell */
    uint32_t n_rows;
    void (*put)(void *context, uint32_t row, struct gaz_frame frame); /* told where each row, or a part of it,
                                                                         is put; NULL */
    void *context;
    gaz_len row_least;        /* the least height of a row, for who writes by hand; 0: none */
    const char *const *notes; /* small, below the table; NULL at the end; NULL: none */
    const char *label;        /* of its pages: 清单 */
};

/* Appends its pages: at least one. A row that is higher than a page goes on on the next. */
void gaz_board_listing(struct gaz_board *board, const struct gaz_listing *listing);

/* Appends a cell (struct gaz_small) of plain words; NULL: none. */
void gaz_listing_add_cell(const struct gaz_board *board, GArray *cells, gaz_len size, const char *words);

/* A4, upright. */
#define GAZ_A4_WIDTH gaz_len_from_um(210000)
#define GAZ_A4_HEIGHT gaz_len_from_um(297000)

/* The least that is left beside and above the table. */
#define GAZ_LISTING_MARGIN gaz_len_from_um(15000)

#endif
