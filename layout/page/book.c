/* book.c: the pages of a book, and how it was before a trial. */
#include "layout/page/filler.h"

#include "base/process/arena.h"

struct gaz_book *gaz_book_new(struct gaz_arena *arena, int first_number, uint32_t n_targets) {
    struct gaz_book *book = GAZ_NEW(arena, struct gaz_book);
    book->arena = arena;
    book->first_number = first_number;
    book->targets = GAZ_NEW_ARRAY(arena, struct gaz_target, n_targets + 1);
    book->n_targets = n_targets;
    return book;
}

struct gaz_book_mark gaz_book_mark(const struct gaz_book *book) {
    return (struct gaz_book_mark){book->n_pages, book->end};
}

void gaz_book_rewind(struct gaz_book *book, const struct gaz_book_mark *mark) {
    book->n_pages = mark->n_pages;
    book->end = mark->end;
    if (book->end.is_open) book->pages[book->n_pages - 1] = book->end.whole;
}

struct gaz_page *gaz_book_push_page(struct gaz_book *book, const struct gaz_style *style) {
    size_t n = book->n_pages;
    struct gaz_page *page = GAZ_PUSH(book->arena, book->pages, n, book->page_capacity);
    book->n_pages = (uint32_t)n;
    /* whole: a page that was taken back may have stood here */
    *page = (struct gaz_page){.number = book->first_number + (int)n - 1,
                              .width = style->paper_width,
                              .height = style->paper_height};
    return page;
}

void gaz_book_note_items(struct gaz_page *page, const struct gaz_item *items, uint32_t n) {
    uint32_t line = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_item *item = &items[i];
        page->has_picture |= item->kind == GAZ_ITEM_IMAGE;
        if (item->line == line || item->line == 0 || gaz_artifact_is_furniture(item->artifact)) continue;
        line = item->line;
        page->body_lines++;
    }
}

struct gaz_book *gaz_book_after(const struct gaz_book *book, const struct gaz_book_mark *mark) {
    bool has_page = mark->end.is_open;
    int number = book->first_number + (int)mark->n_pages - (has_page ? 1 : 0);
    struct gaz_book *trial = gaz_book_new(book->arena, number, 0);
    if (!has_page) return trial;
    size_t n = 0;
    *GAZ_PUSH(trial->arena, trial->pages, n, trial->page_capacity) = mark->end.whole;
    trial->n_pages = (uint32_t)n;
    trial->end = mark->end;
    return trial;
}

void gaz_book_add_page(struct gaz_book *book, const struct gaz_style *style, struct gaz_item *items,
                       uint32_t n_items) {
    struct gaz_page *page = gaz_book_push_page(book, style);
    page->items = items;
    page->n_items = n_items;
    page->end = GAZ_END_BREAK;
    gaz_book_note_items(page, items, n_items);
    book->end.is_open = false;
}

void gaz_book_add_items(struct gaz_book *book, uint32_t page, const struct gaz_item *items,
                        uint32_t n_items) {
    struct gaz_page *p = &book->pages[page];
    struct gaz_item *all = GAZ_NEW_ARRAY(book->arena, struct gaz_item, n_items + p->n_items);
    uint32_t lines = 0;
    for (uint32_t i = 0; i < p->n_items; i++) {
        all[n_items + i] = p->items[i];
        lines = MAX(lines, p->items[i].line);
    }
    for (uint32_t i = 0; i < n_items; i++) {
        all[i] = items[i];
        if (items[i].line) all[i].line += lines;
    }
    p->items = all;
    p->n_items += n_items;
}
