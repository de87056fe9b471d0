/* png.c: a page as pixels, by the same painter that makes the PDF. */
#include "output/output.h"
#include "output/paint.h"

#include "base/diag.h"

enum { MIN_DPI = 10, MAX_DPI = 1200, MAX_SIDE = 20000 };

static cairo_status_t take(void *closure, const unsigned char *data, unsigned length) {
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *new_sheet(const struct gaz_page *page, int dpi) {
    int64_t grains = 72 * (int64_t)GAZ_POINT;
    int64_t width = (page->width * (int64_t)dpi + grains / 2) / grains;
    int64_t height = (page->height * (int64_t)dpi + grains / 2) / grains;
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) return NULL;
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
}

static bool paint(cairo_surface_t *sheet, const struct gaz_pages *pages, uint32_t page, int dpi,
                  struct gaz_diags *diags) {
    cairo_t *cr = cairo_create(sheet);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, dpi / 72.0, dpi / 72.0);
    struct gaz_painter *painter = gaz_painter_new(GAZ_SCREEN, diags);
    bool painted = gaz_paint_page(painter, cr, pages, page);
    gaz_painter_free(painter);
    cairo_destroy(cr);
    return painted;
}

GBytes *gaz_png_make(const struct gaz_pages *pages, uint32_t page, int dpi, struct gaz_diags *diags) {
    bool asked_well = page < pages->n_pages && dpi >= MIN_DPI && dpi <= MAX_DPI;
    cairo_surface_t *sheet = asked_well ? new_sheet(&pages->pages[page], dpi) : NULL;
    if (!sheet) {
        gaz_report(diags, GAZ_D_PNG_SIZE, (struct gaz_span){0}, NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    bool painted = paint(sheet, pages, page, dpi, diags);
    cairo_status_t status = cairo_surface_write_to_png_stream(sheet, take, bytes);
    cairo_surface_destroy(sheet);
    if (painted && status == CAIRO_STATUS_SUCCESS) return g_byte_array_free_to_bytes(bytes);
    if (painted) gaz_report(diags, GAZ_D_DRAW, (struct gaz_span){0}, cairo_status_to_string(status));
    g_byte_array_unref(bytes);
    return NULL;
}
