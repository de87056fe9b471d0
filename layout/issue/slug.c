/* slug.c: a line for the press beside each page, outside what is trimmed off: a plate that lies about tells
 * whose it is. No part of the page: it is no item of it, and no dump or lock knows it.
 */
#include "layout/issue/parts.h"

enum { SLUG_SIZE = 7 * GAZ_POINT };

static struct gaz_text name_page(const struct gaz_typesetter *ts, const struct gaz_pages *pages,
                                 const struct gaz_page *page) {
    struct gaz_text number = page->number > 0 && !page->label
                                 ? gaz_text_printf(ts, "　第%d页", page->number)
                                 : gaz_text_printf(ts, "　%s", page->label ? page->label : "封面");
    struct gaz_text pieces[3] = {gaz_text_from_utf8(ts->arena, pages->title), number, {0}};
    if (pages->year > 0)
        pieces[2] = gaz_text_printf(ts, "　%04d-%02d-%02d", pages->year, pages->month, pages->day);
    return gaz_text_join(ts->arena, pieces, G_N_ELEMENTS(pieces));
}

static void compose(const struct gaz_typesetter *ts, const struct gaz_pages *pages, struct gaz_page *page) {
    struct gaz_canvas canvas = {.typesetter = ts};
    struct gaz_slot slot = {.width = page->width, .size = SLUG_SIZE};
    gaz_canvas_line(&canvas, name_page(ts, pages, page), GAZ_ROLE_RUNNING_HEAD, GAZ_SET_LEFT, slot);
    for (uint32_t i = 0; i < canvas.n_items; i++) {
        canvas.items[i].artifact = GAZ_ARTIFACT_RUNNING_HEAD;
        canvas.items[i].y = 0;
    }
    page->slug = canvas.items;
    page->n_slug = canvas.n_items;
}

void gaz_compose_slugs(const struct gaz_typesetter *typesetter, struct gaz_pages *pages) {
    struct gaz_typesetter own = *typesetter;
    own.tree = NULL;
    for (uint32_t i = 0; i < pages->n_pages; i++)
        compose(&own, pages, (struct gaz_page *)&pages->pages[i]);
}
