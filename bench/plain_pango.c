/* plain_pango.c: what Pango and cairo alone make of a text: a paragraph a line of the file, each one
 * PangoLayout with wrap and justify, its lines drawn one below the other on the pages of a PDF surface. A
 * peer of bench/peers.sh; it knows no Chinese punctuation, no title and no table, and proves nothing of what
 * it has drawn.
 *
 *     plain_pango TEXT FAMILY SIZE,PITCH,PAPER-W,PAPER-H,LEFT,TOP,MEASURE,LINES PDF      all in points
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct page {
    double size, pitch, width, height, left, top, measure;
    int lines;
};

struct drawing {
    struct page page;
    cairo_t *cairo;
    PangoLayout *layout;
    int line;
};

static bool read_page(struct page *p, const char *text) {
    return sscanf(text, "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%d", &p->size, &p->pitch, &p->width, &p->height,
                  &p->left, &p->top, &p->measure, &p->lines) == 8 &&
           p->lines > 0;
}

static PangoLayout *new_layout(const struct drawing *d, const char *family) {
    PangoLayout *layout = pango_cairo_create_layout(d->cairo);
    pango_cairo_context_set_resolution(pango_layout_get_context(layout), 72);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, family);
    pango_font_description_set_size(font, pango_units_from_double(d->page.size));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, pango_units_from_double(d->page.measure));
    pango_layout_set_indent(layout, pango_units_from_double(2 * d->page.size));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_justify(layout, TRUE);
    return layout;
}

static void draw_line(struct drawing *d, PangoLayoutIter *iter) {
    PangoRectangle box;
    if (d->line == d->page.lines) {
        cairo_show_page(d->cairo);
        d->line = 0;
    }
    pango_layout_iter_get_line_extents(iter, NULL, &box); /* where an indent has put it */
    cairo_move_to(d->cairo, d->page.left + pango_units_to_double(box.x),
                  d->page.top + ++d->line * d->page.pitch);
    pango_cairo_show_layout_line(d->cairo, pango_layout_iter_get_line_readonly(iter));
}

static void draw_paragraph(struct drawing *d, const char *text, int length) {
    pango_layout_set_text(d->layout, text, length);
    PangoLayoutIter *iter = pango_layout_get_iter(d->layout);
    do
        draw_line(d, iter);
    while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

static bool draw(const struct page *page, const char *text, const char *family, const char *file) {
    cairo_surface_t *surface = cairo_pdf_surface_create(file, page->width, page->height);
    struct drawing d = {.page = *page, .cairo = cairo_create(surface)};
    d.layout = new_layout(&d, family);
    for (const char *from = text; *from;) {
        size_t length = strcspn(from, "\n");
        if (length > 0) draw_paragraph(&d, from, (int)length);
        from += length + (from[length] == '\n');
    }
    g_object_unref(d.layout);
    cairo_show_page(d.cairo);
    cairo_destroy(d.cairo);
    cairo_surface_finish(surface);
    bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return good;
}

int main(int argc, char **argv) {
    struct page page;
    g_autofree char *text = NULL;
    if (argc != 5 || !read_page(&page, argv[3])) {
        fprintf(stderr,
                "usage: plain_pango TEXT FAMILY SIZE,PITCH,PAPER-W,PAPER-H,LEFT,TOP,MEASURE,LINES PDF\n");
        return 2;
    }
    bool good = g_file_get_contents(argv[1], &text, NULL, NULL) && draw(&page, text, argv[2], argv[4]);
    if (!good) fprintf(stderr, "plain_pango: %s cannot be read, or %s not written\n", argv[1], argv[4]);
    return good ? 0 : 1;
}
