/* coverage.c: of each ink a page is painted as one sees its plate: what that ink prints adds, what
 * another prints takes away, unless it is black alone, which overprints. Edges are soft, so that even a
 * coarse picture has the right area.
 */
#include "output/press/coverage.h"

#include "output/inks/colour.h"
#include "output/paint.h"
#include "output/picture/pictures.h"

#include <math.h>
#include <string.h>

#define SCALE 0.5     /* pixels to the point: 36 to the inch */
#define LEAST 0.00001 /* of a page: less than a full stop */

enum { N_PROCESS = 4 };

struct measure {
    const struct gaz_pages *pages;
    const struct gaz_press_colours *colours;
    struct gaz_coverage *coverage;
    struct gaz_pictures *pictures;
    struct gaz_diags *diags;
    struct gaz_page part; /* what the painter sees: items of a page that are painted alike */
    struct gaz_pages view;
    struct gaz_painter *painter;
};

/* ---- plates */

static guint plate_of(GPtrArray *plates, const char *name) {
    for (guint i = 0; i < plates->len; i++)
        if (strcmp(plates->pdata[i], name) == 0) return i;
    g_ptr_array_add(plates, (gpointer)name);
    return plates->len - 1;
}

static void list_plates(struct gaz_coverage *coverage, const struct gaz_pages *pages) {
    static const char *const process[N_PROCESS] = {"C", "M", "Y", "K"};
    coverage->plates = g_ptr_array_new();
    for (int i = 0; i < N_PROCESS; i++)
        g_ptr_array_add(coverage->plates, (gpointer)process[i]);
    for (uint32_t i = 0; i < pages->n_inks; i++)
        if (pages->inks[i].spot) plate_of(coverage->plates, pages->inks[i].spot);
}

static double *parts_of(const struct gaz_coverage *coverage, uint32_t page) {
    return coverage->parts + (size_t)page * coverage->plates->len;
}

static void add_ink(const struct measure *m, uint32_t page, const struct gaz_ink *ink, double part) {
    double *parts = parts_of(m->coverage, page);
    for (int i = 0; i < N_PROCESS && !ink->spot; i++)
        parts[i] += part * ink->cmyk[i] / 100.0;
    if (ink->spot) parts[plate_of(m->coverage->plates, ink->spot)] += part;
}

/* ---- what an ink leaves on the page */

static bool is_black(const struct gaz_ink *ink) {
    return !ink->spot && ink->cmyk[0] + ink->cmyk[1] + ink->cmyk[2] == 0 && ink->cmyk[3] == 100;
}

enum effect { NOTHING, ADDS, TAKES };

static enum effect effect_of(const struct measure *m, const struct gaz_item *item, uint32_t ink) {
    if (item->kind == GAZ_ITEM_LINK) return NOTHING;
    if (item->kind == GAZ_ITEM_IMAGE) return TAKES;
    uint32_t own = item->kind == GAZ_ITEM_GLYPHS ? item->as.glyphs.ink : item->as.rule.ink;
    if (own == ink) return ADDS;
    return is_black(&m->pages->inks[own]) ? NOTHING : TAKES;
}

static bool paint(struct measure *m, cairo_t *cr, const struct gaz_page *page, uint32_t ink) {
    bool painted = true;
    for (uint32_t i = 0, end; i < page->n_items; i = end) {
        enum effect effect = effect_of(m, &page->items[i], ink);
        for (end = i + 1; end < page->n_items && effect_of(m, &page->items[end], ink) == effect;)
            end++;
        if (effect == NOTHING) continue;
        m->part = *page;
        m->part.items = page->items + i;
        m->part.n_items = end - i;
        cairo_set_operator(cr, effect == ADDS ? CAIRO_OPERATOR_OVER : CAIRO_OPERATOR_DEST_OUT);
        painted &= gaz_paint_page(m->painter, cr, 0);
    }
    return painted;
}

static double mean_of(cairo_surface_t *surface) {
    cairo_surface_flush(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    uint64_t sum = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            sum += data[(size_t)y * (size_t)stride + (size_t)x];
    return (double)sum / 255 / width / height;
}

static bool measure_ink(struct measure *m, uint32_t page, uint32_t ink) {
    const struct gaz_page *it = &m->pages->pages[page];
    double width = fmax(1, round(gaz_points(it->width) * SCALE)),
           height = fmax(1, round(gaz_points(it->height) * SCALE));
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, (int)width, (int)height);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, width / gaz_points(it->width), height / gaz_points(it->height));
    bool painted = paint(m, cr, it, ink);
    cairo_destroy(cr);
    if (painted) add_ink(m, page, &m->pages->inks[ink], mean_of(surface));
    cairo_surface_destroy(surface);
    return painted;
}

static bool uses_ink(const struct gaz_page *page, uint32_t ink) {
    for (uint32_t i = 0; i < page->n_items; i++) {
        const struct gaz_item *item = &page->items[i];
        if (item->kind == GAZ_ITEM_GLYPHS && item->as.glyphs.ink == ink) return true;
        if (item->kind == GAZ_ITEM_RULE && item->as.rule.ink == ink) return true;
    }
    return false;
}

/* ---- pictures */

/* A row over white, as it is printed. */
static void put_over_white(const uint32_t *pixels, int n, unsigned char *rgb) {
    for (int x = 0; x < n; x++) {
        uint32_t pixel = pixels[x], white = 255 - (pixel >> 24);
        *rgb++ = (unsigned char)((pixel >> 16 & 255) + white);
        *rgb++ = (unsigned char)((pixel >> 8 & 255) + white);
        *rgb++ = (unsigned char)((pixel & 255) + white);
    }
}

/* The mean of each plate over a picture's pixels. */
static void mean_inks(const struct measure *m, cairo_surface_t *surface, double means[N_PROCESS]) {
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    struct gaz_press_rows *rows = gaz_press_rows_new(m->colours, NULL, 0, true);
    unsigned char *rgb = g_malloc((gsize)width * 3), *inks = g_malloc((gsize)width * N_PROCESS);
    for (int y = 0; y < height; y++) {
        put_over_white((const uint32_t *)(const void *)(data + (size_t)y * (size_t)stride), width, rgb);
        gaz_press_rows_convert(rows, rgb, inks, (size_t)width);
        for (int x = 0; x < width; x++)
            for (int i = 0; i < N_PROCESS; i++)
                means[i] += inks[x * N_PROCESS + i] / 255.0 / width / height;
    }
    g_free(rgb);
    g_free(inks);
    gaz_press_rows_free(rows);
}

static void measure_picture(const struct measure *m, uint32_t page, const struct gaz_image *image) {
    cairo_surface_t *surface = gaz_pictures_surface(m->pictures, image);
    const struct gaz_page *it = &m->pages->pages[page];
    double means[N_PROCESS] = {0}, *parts = parts_of(m->coverage, page);
    double area = gaz_points(image->width) * gaz_points(image->height) /
                  (gaz_points(it->width) * gaz_points(it->height));
    mean_inks(m, surface, means);
    for (int i = 0; i < N_PROCESS; i++)
        parts[i] += area * means[i];
    cairo_surface_destroy(surface);
}

static bool measure_page(struct measure *m, uint32_t page) {
    const struct gaz_page *it = &m->pages->pages[page];
    bool measured = true;
    for (uint32_t ink = 0; ink < m->pages->n_inks; ink++)
        if (uses_ink(it, ink)) measured &= measure_ink(m, page, ink);
    for (uint32_t i = 0; i < it->n_items; i++)
        if (it->items[i].kind == GAZ_ITEM_IMAGE) measure_picture(m, page, &it->items[i].as.image);
    return measured;
}

/* ---- the whole */

bool gaz_coverage_measure(struct gaz_coverage *coverage, const struct gaz_pages *pages,
                          const struct gaz_press_colours *colours, struct gaz_diags *diags) {
    struct measure m = {.pages = pages, .colours = colours, .coverage = coverage, .diags = diags};
    *coverage = (struct gaz_coverage){.n_pages = pages->n_pages};
    list_plates(coverage, pages);
    coverage->parts = g_new0(double, (gsize)pages->n_pages * coverage->plates->len);
    m.view = *pages;
    m.view.pages = &m.part;
    m.view.n_pages = 1;
    m.pictures = gaz_pictures_begin(pages, 0, pages->n_pages, &(struct gaz_picture_use){.scale = SCALE});
    bool measured = gaz_pictures_end(m.pictures, diags);
    m.painter = gaz_painter_new(GAZ_SCREEN, &m.view, m.pictures, diags);
    for (uint32_t i = 0; measured && i < pages->n_pages; i++)
        measured = measure_page(&m, i);
    gaz_painter_free(m.painter);
    gaz_pictures_free(m.pictures);
    return measured;
}

void gaz_coverage_clear(struct gaz_coverage *coverage) {
    if (coverage->plates) g_ptr_array_free(coverage->plates, TRUE);
    g_free(coverage->parts);
}

bool gaz_coverage_has_colour(const struct gaz_coverage *coverage, uint32_t page) {
    const double *parts = parts_of(coverage, page);
    for (guint i = 0; i < coverage->plates->len; i++)
        if (i != 3 && parts[i] > LEAST) return true;
    return false;
}
