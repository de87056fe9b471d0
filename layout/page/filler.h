/* filler.h: a page while it is filled, and what is put onto it. Where it ends is asked in flow.c. Only
 * layout/page/ looks in here. */
#ifndef GAZ_LAYOUT_PAGE_FILLER_H
#define GAZ_LAYOUT_PAGE_FILLER_H

#include "layout/page/book.h"
#include "layout/page/foot.h"

enum {
    GAZ_FEW_PARTS = 5, /* a row that is higher than a page begins in no less than this part of one */
    /* What lies this part of a pitch or less beside a grid line lies on it: heights that are thirds or halves
     * of a line, each rounded, sum to whole lines. */
    GAZ_GRID_TOLERANCE = 50,
};

struct gaz_filler {
    struct gaz_book *book;
    const struct gaz_typesetter *ts;
    const struct gaz_flow *flow;
    const struct gaz_style *style;
    bool folio;
    gaz_len capacity; /* of a page */
    gaz_len y;        /* the next box's top, from the top of the type area */
    bool open;        /* pages[n - 1] is being filled */
    struct gaz_item *items;
    uint32_t n_items;
    size_t item_capacity;
    uint32_t lines;                    /* line numbers given on this page */
    struct gaz_foot foot;              /* the notes that wait */
    uint32_t first_page;               /* index of the flow's first page */
    uint32_t first_text;               /* the first box of text; the number of boxes: there is none */
    const struct gaz_box *placed_foot; /* the last 版记 that stands on a turned page */
};

/* The page that is being filled, or was last. */
struct gaz_page *gaz_filler_page(const struct gaz_filler *f);

/* The height of a page from the first characters' top to the last ones' foot. */
gaz_len gaz_filler_height(const struct gaz_filler *f);

/* Begins a page if none is open, behind those that what is left of notes takes. */
void gaz_filler_open(struct gaz_filler *f);

/* What is left of a note takes pages of its own where it leaves text too little room. */
void gaz_filler_settle_notes(struct gaz_filler *f);

/* Ends the page, with its notes as far as they have room, and its number. Nothing when none is open. */
void gaz_filler_close(struct gaz_filler *f, enum gaz_page_end cause);

/* The same; what is left of its notes goes on pages of its own. */
void gaz_filler_close_with_notes(struct gaz_filler *f, enum gaz_page_end cause);

/* Puts items whose origin is (x, y) on the paper onto the page. */
void gaz_filler_put_items(struct gaz_filler *f, const struct gaz_item *items, uint32_t n, gaz_len x,
                          gaz_len y);

/* The notes that wait, as many lines as there is room for, `raised` above the type area's lower edge; on a
 * page that has nothing else at least one. */
void gaz_filler_put_notes(struct gaz_filler *f, gaz_len raised);

/* A line or white, at y. */
void gaz_filler_put_box(struct gaz_filler *f, const struct gaz_box *box);

/* Of a box that is put here: what the page has of matter; where its targets are. */
void gaz_filler_note_matter(struct gaz_filler *f, const struct gaz_box *box);
void gaz_filler_put_target(struct gaz_filler *f, const struct gaz_box *box);

/* To the next grid line. */
void gaz_filler_snap(struct gaz_filler *f);

/* As much of the table as has room; `force`: something in any case. */
struct gaz_table_part gaz_filler_next_part(const struct gaz_filler *f, struct gaz_table_setting *table,
                                           gaz_len room, bool force);

/* turned.c: pages of their own for what is turned. */
void gaz_filler_put_turned(struct gaz_filler *f, const struct gaz_box *box);

/* ---- book.c */

struct gaz_page *gaz_book_push_page(struct gaz_book *book, const struct gaz_style *style);

/* What a page is told when n items (lines numbered among themselves) have come onto it. */
void gaz_book_note_items(struct gaz_page *page, const struct gaz_item *items, uint32_t n);

#endif
