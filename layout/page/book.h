/* book.h: pages under construction, and the page builder.
 *
 * A page is filled with lines until it is full, and nothing shortens it but one of the causes of
 * S-19. The builder knows boxes, never documents.
 */
#ifndef GAZ_LAYOUT_PAGE_BOOK_H
#define GAZ_LAYOUT_PAGE_BOOK_H

#include "layout/block/box.h"
#include "layout/pages.h"

/* Where the last flow ended, and what a next one may run on below it (接排). */
struct gaz_book_end {
    bool is_open;          /* there may be room below: the page ends with text that stands upright */
    gaz_len y;             /* from the top of the type area */
    struct gaz_page page;  /* the last page before its notes and its number were set */
    struct gaz_page whole; /* as it is when nothing follows */
    uint32_t lines;        /* line numbers given on it */
    const struct gaz_box *const *notes; /* the lines of notes that wait for its foot */
    uint32_t n_notes;
};

struct gaz_book {
    struct gaz_arena *arena;
    struct gaz_page *pages;
    uint32_t n_pages;
    size_t page_capacity;
    struct gaz_target *targets; /* by number; page is an index in this book */
    uint32_t n_targets;
    int first_number;  /* of pages[0] */
    bool keeps_footer; /* a 版记 for which there is no room takes the last lines or rows along to its page */
    bool runs_on;      /* the next flow begins below the last one's end where there is room */
    bool ran_on;       /* the last one did */
    struct gaz_book_end end;
};

/* A book whose first page has this number, with room for n targets. */
struct gaz_book *gaz_book_new(struct gaz_arena *arena, int first_number, uint32_t n_targets);

/* Appends pages with all of a flow's boxes; the last page ends for `cause`. `folio`: the pages show their
 * numbers. A flow that runs on begins below the end of the one before it when it fits there whole, or with
 * its title and as many lines of text as the style asks for (接排.至少); it brings the style's white and rule
 * and loses the white that it begins with. */
void gaz_book_fill(struct gaz_book *book, const struct gaz_flow *flow, bool folio, enum gaz_page_end cause);

/* What a book was, to go back to after a trial. */
struct gaz_book_mark {
    uint32_t n_pages;
    struct gaz_book_end end;
};
struct gaz_book_mark gaz_book_mark(const struct gaz_book *book);
void gaz_book_rewind(struct gaz_book *book, const struct gaz_book_mark *mark);

/* An empty book for a trial, which goes on where `mark` was set in the other; its pages are counted from the
 * one that a flow that runs on begins on. */
struct gaz_book *gaz_book_after(const struct gaz_book *book, const struct gaz_book_mark *mark);

/* Appends a page with these items and no number (the cover). */
void gaz_book_add_page(struct gaz_book *book, const struct gaz_style *style, struct gaz_item *items,
                       uint32_t n_items);

/* Puts items before all others of a page: lines of their own. */
void gaz_book_add_items(struct gaz_book *book, uint32_t page, const struct gaz_item *items, uint32_t n_items);

/* The left edge of the type area on a page: the binding is on the left of odd pages, on the right of even
 * ones (G-03, G-08). */
gaz_len gaz_area_left(const struct gaz_style *style, int number);

/* The page number's items (furniture.c), relative to the paper. */
struct gaz_line gaz_folio_line(const struct gaz_typesetter *ts, int number);

#endif
