/* book.h: pages under construction, and the page builder.
 *
 * A page is filled with lines until it is full, and nothing shortens it but one of the causes of
 * page-rules.md 1. The builder knows boxes, never documents.
 */
#ifndef GAZ_LAYOUT_PAGE_BOOK_H
#define GAZ_LAYOUT_PAGE_BOOK_H

#include "layout/block/box.h"
#include "layout/pages.h"

struct gaz_book {
    struct gaz_arena *arena;
    struct gaz_page *pages;
    uint32_t n_pages;
    size_t page_capacity;
    struct gaz_target *targets; /* by number; page is an index in this book */
    uint32_t n_targets;
    int first_number;  /* of pages[0] */
    bool keeps_footer; /* a 版记 for which there is no room takes the last lines or rows along to its page */
};

/* A book whose first page has this number, with room for n targets. */
struct gaz_book *gaz_book_new(struct gaz_arena *arena, int first_number, uint32_t n_targets);

/* Appends pages with all of a flow's boxes; the last page ends for `cause`. `folio`: the pages show their
 * numbers. */
void gaz_book_fill(struct gaz_book *book, const struct gaz_flow *flow, bool folio, enum gaz_page_end cause);

/* Appends a page with these items and no number (the cover). */
void gaz_book_add_page(struct gaz_book *book, const struct gaz_style *style, struct gaz_item *items,
                       uint32_t n_items);

/* Puts items before all others of a page: lines of their own. */
void gaz_book_add_items(struct gaz_book *book, uint32_t page, const struct gaz_item *items, uint32_t n_items);

/* The left edge of the type area on a page: the binding is on the left of odd pages, on the right of even
 * ones (G-03, G-08). */
gaz_len gaz_area_left(const struct gaz_style *style, int number);

/* The page number's items (furniture.c), relative to the paper. */
struct gaz_line gaz_folio_line(const struct gaz_typesetter *typesetter, int number);

#endif
