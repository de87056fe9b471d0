/* png.c: a page as pixels, by the same painter that makes the PDF.
 *
 * The file is written through libpng rather than cairo's writer: a page of text is best left unfiltered,
 * which saves most of the time, and one without colour is written as grey.
 */
#include "output/faces.h"
#include "output/output.h"
#include "output/paint.h"
#include "output/picture/pictures.h"

#include "base/diag/diag.h"

#include <png.h>
#include <setjmp.h>
#include <zlib.h>

enum { MAX_SIDE = 20000 };
/* zlib's: white paper, told by runs, is small whatever is done, and the usual level takes most of the time.
 */
enum { COMPRESSION = 1, STRATEGY = Z_RLE };

struct gaz_png {
    const struct gaz_pages *pages;
    struct gaz_cairo_faces *faces; /* which keep each glyph that was drawn */
    struct gaz_diags *diags;
    int dpi;
    cairo_surface_t *sheet; /* of the page before, for pages as large; NULL */
};

static bool is_of_size(cairo_surface_t *sheet, int64_t width, int64_t height) {
    return sheet && cairo_image_surface_get_width(sheet) == width &&
           cairo_image_surface_get_height(sheet) == height;
}

/* The sheet for a page; NULL: it would be too large, or of nothing. */
static cairo_surface_t *sheet_for(struct gaz_png *png, const struct gaz_page *page) {
    int64_t dpi = png->dpi, grains = 72 * (int64_t)GAZ_POINT;
    int64_t width = (page->width * dpi + grains / 2) / grains;
    int64_t height = (page->height * dpi + grains / 2) / grains;
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) return NULL;
    if (is_of_size(png->sheet, width, height)) return png->sheet;
    cairo_surface_destroy(png->sheet);
    return png->sheet = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
}

static bool paint(const struct gaz_png *png, cairo_surface_t *sheet, uint32_t page) {
    cairo_t *cr = cairo_create(sheet);
    double scale = png->dpi / 72.0;
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    struct gaz_pictures *pictures =
        gaz_pictures_begin(png->pages, page, page + 1, &(struct gaz_picture_use){.scale = scale});
    struct gaz_painter *painter =
        gaz_painter_new_with(GAZ_SCREEN, png->pages, pictures, png->faces, png->diags);
    bool painted = gaz_pictures_end(pictures, png->diags) && gaz_paint_page(painter, cr, page);
    gaz_painter_free(painter);
    gaz_pictures_free(pictures);
    cairo_destroy(cr);
    cairo_surface_flush(sheet);
    return painted;
}

/* ---- the file */

struct pixels {
    const unsigned char *data; /* cairo's: native words, 0x00RRGGBB */
    size_t stride;
    uint32_t width, height;
    bool grey;
    int dpi;
};

static const uint32_t *row_of(const struct pixels *pixels, uint32_t y) {
    return (const uint32_t *)(const void *)(pixels->data + y * pixels->stride);
}

static bool is_grey(const struct pixels *pixels) {
    for (uint32_t y = 0; y < pixels->height; y++) {
        const uint32_t *row = row_of(pixels, y);
        uint32_t differs = 0; /* of a whole row, so that it is done by many pixels at a time */
        for (uint32_t x = 0; x < pixels->width; x++)
            differs |= row[x] ^ row[x] >> 8;
        if (differs & 0xFFFF) return false; /* red is green and green is blue */
    }
    return true;
}

static void pack_row(const struct pixels *pixels, uint32_t y, unsigned char *to) {
    const uint32_t *row = row_of(pixels, y);
    for (uint32_t x = 0; pixels->grey && x < pixels->width; x++)
        to[x] = (unsigned char)row[x];
    for (uint32_t x = 0; !pixels->grey && x < pixels->width; x++, to += 3) {
        to[0] = (unsigned char)(row[x] >> 16);
        to[1] = (unsigned char)(row[x] >> 8);
        to[2] = (unsigned char)row[x];
    }
}

static void append(png_structp png, png_bytep data, png_size_t size) {
    g_byte_array_append(png_get_io_ptr(png), data, (guint)size);
}

static void no_flush(png_structp png) {
    (void)png;
}

static void write_rows(png_structp png, png_infop info, const struct pixels *pixels, unsigned char *row) {
    png_set_IHDR(png, info, pixels->width, pixels->height, 8,
                 pixels->grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_uint_32 per_metre = (png_uint_32)((pixels->dpi * 10000 + 127) / 254);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_set_compression_level(png, COMPRESSION);
    png_set_compression_strategy(png, STRATEGY);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(png, info);
    for (uint32_t y = 0; y < pixels->height; y++) {
        pack_row(pixels, y, row);
        png_write_row(png, row);
    }
    png_write_end(png, NULL);
}

static bool write_png(const struct pixels *pixels, GByteArray *bytes) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    unsigned char *const row = g_malloc((size_t)pixels->width * 3);
    volatile bool written = false;
    if (info && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, bytes, append, no_flush);
        write_rows(png, info, pixels, row);
        written = true;
    }
    png_destroy_write_struct(&png, &info);
    g_free(row);
    return written;
}

static struct pixels pixels_of(cairo_surface_t *sheet, int dpi) {
    struct pixels pixels = {.data = cairo_image_surface_get_data(sheet),
                            .stride = (size_t)cairo_image_surface_get_stride(sheet),
                            .width = (uint32_t)cairo_image_surface_get_width(sheet),
                            .height = (uint32_t)cairo_image_surface_get_height(sheet),
                            .dpi = dpi};
    pixels.grey = pixels.data && is_grey(&pixels);
    return pixels;
}

struct gaz_png *gaz_png_begin(const struct gaz_pages *pages, int dpi, struct gaz_diags *diags) {
    struct gaz_png *png = g_new(struct gaz_png, 1);
    *png = (struct gaz_png){pages, gaz_cairo_faces_new(NULL, false), diags, dpi, NULL};
    return png;
}

void gaz_png_end(struct gaz_png *png) {
    cairo_surface_destroy(png->sheet);
    gaz_cairo_faces_free(png->faces);
    g_free(png);
}

GBytes *gaz_png_draw(struct gaz_png *png, uint32_t page) {
    bool asked_well = page < png->pages->n_pages && png->dpi >= GAZ_LEAST_DPI && png->dpi <= GAZ_MOST_DPI;
    cairo_surface_t *sheet = asked_well ? sheet_for(png, &png->pages->pages[page]) : NULL;
    if (!sheet) {
        gaz_report(png->diags, GAZ_D_PNG_SIZE, (struct gaz_span){0}, NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    bool painted = paint(png, sheet, page);
    struct pixels pixels = pixels_of(sheet, png->dpi);
    bool written = painted && pixels.data && write_png(&pixels, bytes);
    if (written) return g_byte_array_free_to_bytes(bytes);
    if (painted) gaz_report(png->diags, GAZ_D_DRAW, (struct gaz_span){0}, "PNG", "PNG");
    g_byte_array_unref(bytes);
    return NULL;
}

GBytes *gaz_png_make(const struct gaz_pages *pages, uint32_t page, int dpi, struct gaz_diags *diags) {
    struct gaz_png *png = gaz_png_begin(pages, dpi, diags);
    GBytes *bytes = gaz_png_draw(png, page);
    gaz_png_end(png);
    return bytes;
}
