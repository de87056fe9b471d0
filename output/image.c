/* image.c: pictures.
 *
 * A JPEG goes into the PDF as it is, never compressed again; libjpeg decodes it to see that it is
 * whole, and for the screen. A PNG is laid on white, so that the file holds no transparency. An SVG stays
 * vectors: librsvg gets no base address and so opens no other file. Whatever is broken is an error with the
 * picture's name, never an empty box.
 */
#include "output/paint.h"

#include "base/diag.h"
#include "base/picture.h"

#include <glib.h>
#include <librsvg/rsvg.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

enum { MAX_SIDE = 30000 };

static bool complain(const struct gaz_image *image, const char *why, struct gaz_diags *diags) {
    gaz_report(diags, GAZ_D_PICTURE, image->span, image->name ? image->name : "?", why);
    return false;
}

/* Scales the surface's pixels into the item's box. On paper NEAREST, which is the only way to keep cairo from
 * writing /Interpolate (PDF/A 6.2.8); the pixels themselves are written unscaled either way. */
static bool draw_surface(cairo_t *cr, const struct gaz_image *image, cairo_surface_t *surface,
                         enum gaz_ground ground) {
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    cairo_save(cr);
    cairo_scale(cr, gaz_points(image->width) / width, gaz_points(image->height) / height);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr),
                             ground == GAZ_PAPER ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    cairo_rectangle(cr, 0, 0, width, height);
    cairo_fill(cr);
    cairo_restore(cr);
    return cairo_status(cr) == CAIRO_STATUS_SUCCESS;
}

static bool is_sane(unsigned long width, unsigned long height) {
    return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE &&
           width * height <= GAZ_MOST_PIXELS;
}

/* NULL when there is no memory for so many pixels. */
static cairo_surface_t *new_surface(unsigned long width, unsigned long height) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

/* ---- PNG */

static unsigned over_white(unsigned colour, unsigned alpha) {
    return (colour * alpha + 255 * (255 - alpha) + 127) / 255;
}

static void lay_on_white(const unsigned char *from, unsigned char *to, unsigned width) {
    for (unsigned x = 0; x < width; x++, from += 4, to += 4) {
        uint32_t pixel = over_white(from[0], from[3]) << 16 | over_white(from[1], from[3]) << 8 |
                         over_white(from[2], from[3]);
        memcpy(to, &pixel, 4); /* cairo's pixels are native words */
    }
}

static cairo_surface_t *decode_png(const struct gaz_image *image) {
    png_image png = {.version = PNG_IMAGE_VERSION};
    cairo_surface_t *surface = NULL;
    if (!png_image_begin_read_from_memory(&png, image->data, image->size)) return NULL;
    png.format = PNG_FORMAT_RGBA;
    unsigned char *pixels = is_sane(png.width, png.height) ? g_try_malloc(PNG_IMAGE_SIZE(png)) : NULL;
    if (pixels && png_image_finish_read(&png, NULL, pixels, 0, NULL) && !PNG_IMAGE_FAILED(png))
        surface = new_surface(png.width, png.height);
    if (surface) {
        unsigned char *to = cairo_image_surface_get_data(surface);
        int stride = cairo_image_surface_get_stride(surface);
        for (unsigned y = 0; y < png.height; y++)
            lay_on_white(pixels + (size_t)y * png.width * 4, to + (size_t)y * (size_t)stride, png.width);
        cairo_surface_mark_dirty(surface);
    }
    g_free(pixels);
    png_image_free(&png);
    return surface;
}

static bool draw_png(cairo_t *cr, const struct gaz_image *image, enum gaz_ground ground,
                     struct gaz_diags *diags) {
    cairo_surface_t *surface = decode_png(image);
    if (!surface) return complain(image, "PNG", diags);
    bool drawn = draw_surface(cr, image, surface, ground);
    cairo_surface_destroy(surface);
    return drawn;
}

/* ---- JPEG */

struct jpeg_reader {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    cairo_surface_t *surface;
};

static void jpeg_fail(j_common_ptr info) {
    longjmp(((struct jpeg_reader *)info->client_data)->failed, 1);
}
static void jpeg_stay_silent(j_common_ptr info) {
    (void)info;
}

/* Of damage libjpeg only warns, and goes on with grey. Stray bytes before a marker, which cameras leave, cost
 * no pixel. */
static void jpeg_count(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA) info->err->num_warnings++;
}

static void jpeg_begin(struct jpeg_reader *reader) {
    memset(reader, 0, sizeof *reader);
    reader->info.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = jpeg_fail;
    reader->errors.output_message = jpeg_stay_silent;
    reader->errors.emit_message = jpeg_count;
    reader->info.client_data = reader;
}

/* What a PDF reader understands in a DCTDecode stream: Huffman coded, 8 bits, grey, RGB or CMYK. */
static bool jpeg_is_printable(const struct jpeg_decompress_struct *info) {
    int n = info->num_components;
    return is_sane(info->image_width, info->image_height) && info->data_precision == 8 && !info->arith_code &&
           (n == 1 || n == 3 || n == 4);
}

/* Four inks as a screen shows them, plainly. Adobe's programs write the inks turned round, which is what is
 * easy. */
static void inks_to_screen(unsigned char *row, unsigned width, bool turned_round) {
    for (unsigned x = 0; x < width; x++, row += 4) {
        unsigned ink[4];
        for (int i = 0; i < 4; i++)
            ink[i] = turned_round ? row[i] : 255u - row[i];
        uint32_t pixel = ink[0] * ink[3] / 255 << 16 | ink[1] * ink[3] / 255 << 8 | ink[2] * ink[3] / 255;
        memcpy(row, &pixel, 4);
    }
}

/* Without `keep` each row is written over the first: only whether all can be read is asked. */
static void read_rows(struct jpeg_reader *reader, bool keep) {
    struct jpeg_decompress_struct *info = &reader->info;
    unsigned char *to = cairo_image_surface_get_data(reader->surface);
    int stride = cairo_image_surface_get_stride(reader->surface);
    bool inks = info->num_components == 4;
    info->out_color_space = inks ? JCS_CMYK : G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
    jpeg_start_decompress(info);
    while (info->output_scanline < info->output_height) {
        JSAMPROW row = to + (keep ? (size_t)info->output_scanline * (size_t)stride : 0);
        jpeg_read_scanlines(info, &row, 1);
        if (inks) inks_to_screen(row, info->output_width, info->saw_Adobe_marker);
    }
    jpeg_finish_decompress(info);
    cairo_surface_mark_dirty(reader->surface);
}

/* The mark of the end, which a file that was cut on its way lacks: FF D9, not far from the last byte. */
static bool has_end(const struct gaz_image *image) {
    size_t from = image->size > 65536 ? image->size - 65536 : 0;
    return memmem(image->data + from, image->size - from, "\xFF\xD9", 2) != NULL;
}

/* A surface of the picture's size; its pixels are kept only when asked for (libjpeg-turbo writes cairo's
 * pixel order). All are decoded either way, to see that they are there. */
static cairo_surface_t *open_jpeg(const struct gaz_image *image, bool pixels) {
    struct jpeg_reader *reader = g_new(struct jpeg_reader, 1);
    jpeg_begin(reader);
    bool good = false;
    if (setjmp(reader->failed) == 0) {
        jpeg_create_decompress(&reader->info);
        jpeg_mem_src(&reader->info, image->data, image->size);
        good = jpeg_read_header(&reader->info, TRUE) == JPEG_HEADER_OK && jpeg_is_printable(&reader->info);
        if (good) reader->surface = new_surface(reader->info.image_width, reader->info.image_height);
        good = good && reader->surface;
        if (good) read_rows(reader, pixels);
        good = good && reader->errors.num_warnings == 0;
    } else
        good = false;
    jpeg_destroy_decompress(&reader->info);
    cairo_surface_t *surface = reader->surface;
    g_free(reader);
    if (good || !surface) return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

static bool draw_jpeg(cairo_t *cr, const struct gaz_image *image, enum gaz_ground ground,
                      struct gaz_diags *diags) {
    cairo_surface_t *surface = has_end(image) ? open_jpeg(image, ground == GAZ_SCREEN) : NULL;
    if (!surface) return complain(image, "JPEG", diags);
    unsigned char *copy = ground == GAZ_PAPER ? g_memdup2(image->data, image->size) : NULL;
    bool drawn = !copy || cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, copy, image->size,
                                                      g_free, copy) == CAIRO_STATUS_SUCCESS;
    drawn = drawn && draw_surface(cr, image, surface, ground);
    cairo_surface_destroy(surface);
    return drawn;
}

/* ---- SVG */

static bool draw_svg(cairo_t *cr, const struct gaz_image *image, struct gaz_diags *diags) {
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data(image->data, image->size, &error);
    RsvgRectangle box = {0, 0, gaz_points(image->width), gaz_points(image->height)};
    bool drawn = handle && rsvg_handle_render_document(handle, cr, &box, &error);
    if (!drawn) complain(image, error ? error->message : "SVG", diags);
    if (handle) g_object_unref(handle);
    g_clear_error(&error);
    return drawn;
}

/* the values of base/picture.h's gaz_picture_kind */
enum { PICTURE_SVG = 1, PICTURE_PNG = 2, PICTURE_JPEG = 3 };

bool gaz_draw_image(cairo_t *cr, const struct gaz_image *image, enum gaz_ground ground,
                    struct gaz_diags *diags) {
    if (image->width <= 0 || image->height <= 0 || !image->data) return complain(image, "0 × 0", diags);
    if (image->kind == PICTURE_SVG) return draw_svg(cr, image, diags);
    if (image->kind == PICTURE_PNG) return draw_png(cr, image, ground, diags);
    if (image->kind == PICTURE_JPEG) return draw_jpeg(cr, image, ground, diags);
    return complain(image, "?", diags);
}
