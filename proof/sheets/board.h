/* board.h: the pages of a proof while they are put together: items one by one, small texts, rules.
 *
 * They are a display list as any other, so that whoever draws a page and reads it back does it to a proof
 * too. Only proof/ looks in here.
 */
#ifndef GAZ_PROOF_SHEETS_BOARD_H
#define GAZ_PROOF_SHEETS_BOARD_H

#include "layout/pages.h"
#include "layout/sheet.h"
#include "proof/proof.h"

#include <glib.h>
#include <stdbool.h>

/* Indices in the inks of the pages that are made: those of the issue, then these. */
struct gaz_board_inks {
    uint32_t black, round, grey, pale, grid, frame; /* round: the colour of the 校次 */
};

/* 0xRRGGBB */
extern const uint32_t gaz_round_colours[GAZ_N_PROOF_ROUNDS];

#define GAZ_NO_SHEET UINT32_MAX

struct gaz_board {
    struct gaz_arena *arena; /* of the pages that are made */
    struct gaz_sheet *sheet;
    struct gaz_inks *inks;
    struct gaz_board_inks ink;
    GArray *pages;          /* struct gaz_page: those that are done */
    GArray *shows;          /* uint32_t, one a page: which page of the issue it shows; GAZ_NO_SHEET */
    struct gaz_frame frame; /* where on its sheet a page of the issue stands, of all of them */
    gaz_len width, height;  /* of the page that is being put together */
    struct gaz_item *items;
    size_t n, capacity;
    uint32_t lines; /* numbers of lines that were given out on it */
};

/* The style gives the faces; all in the arena. To be cleared. */
void gaz_board_begin(struct gaz_board *board, const struct gaz_gazette *gazette, struct gaz_arena *arena,
                     enum gaz_proof_round round);
void gaz_board_clear(struct gaz_board *board);

/* A page of this size is begun, and ended: `like` (NULL: none) is the page that it shows, `shows` its index,
 * `label` what it is called where it shows none. */
void gaz_board_begin_page(struct gaz_board *board, gaz_len width, gaz_len height);
void gaz_board_end_page(struct gaz_board *board, const struct gaz_page *like, uint32_t shows,
                        const char *label);

/* What was put together, with links and bookmarks moved to where their pages are now. It lives in the board's
 * arena. */
struct gaz_pages *gaz_board_pages(const struct gaz_board *board, const struct gaz_pages *of);

/* ---- what is put on a page */

/* A copy of the item, on the page that was begun last; a rule as large as the frame. */
void gaz_board_item(struct gaz_board *board, const struct gaz_item *item);
void gaz_board_rule(struct gaz_board *board, struct gaz_frame frame, uint32_t ink);
/* The four sides of a frame. */
void gaz_board_box(struct gaz_board *board, struct gaz_frame frame, gaz_len thickness, uint32_t ink);

enum gaz_stroke { GAZ_STROKE_NONE, GAZ_STROKE_UNDER, GAZ_STROKE_THROUGH };

/* how some characters look */
struct gaz_look {
    uint32_t ink; /* GAZ_OWN_INK: as they are */
    enum gaz_stroke stroke;
};

#define GAZ_OWN_INK UINT32_MAX

/* Says how character `ch` of the item's looks. */
typedef struct gaz_look gaz_look_of(const void *context, const struct gaz_item *item, uint32_t ch);

/* A run of glyphs in stretches that look alike. */
void gaz_board_run(struct gaz_board *board, const struct gaz_item *item, gaz_look_of *look_of,
                   const void *context);

/* characters of a text that look otherwise than it */
struct gaz_looking {
    uint32_t first, n;
    struct gaz_look look;
};

/* a small text */
struct gaz_small {
    struct gaz_text text;
    bool is_strong;
    gaz_len size; /* the pitch is 3/2 of it */
    enum gaz_sheet_side side;
    uint32_t ink;
    const struct gaz_looking *pieces; /* rising, apart from one another */
    uint32_t n_pieces;
};

/* A text of this size in the board's arena, plain, black. */
struct gaz_small gaz_small_of(const struct gaz_board *board, gaz_len size, const char *utf8);
struct gaz_small gaz_small_printf(const struct gaz_board *board, gaz_len size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* From line to line; how wide it is on one line. */
gaz_len gaz_small_pitch(const struct gaz_small *small);
gaz_len gaz_small_width(const struct gaz_board *board, const struct gaz_small *small);

/* The text's lines, not yet put anywhere. */
struct gaz_sheet_set gaz_board_set(const struct gaz_board *board, const struct gaz_small *small,
                                   gaz_len width);

/* Puts n lines of a text that was set, from line `first` (from 0) on: the upper left corner of the first of
 * them at x, y. */
struct gaz_lines_at {
    gaz_len x, y;
    uint32_t first, n;
};
void gaz_board_lines(struct gaz_board *board, const struct gaz_small *small, const struct gaz_sheet_set *set,
                     struct gaz_lines_at at);

/* Both at once, all lines. How high they are is given back. */
gaz_len gaz_board_text(struct gaz_board *board, const struct gaz_small *small, struct gaz_frame frame);

#endif
