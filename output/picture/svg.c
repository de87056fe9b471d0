/* svg.c: an SVG as a PDF of one page, or as pixels.
 *
 * librsvg gets no base address and so opens no other file. It draws filters as pixels, one to each unit of
 * its surface; four units to the point make them 288 to the inch, and the page is scaled back when it is put
 * into the issue's.
 */
#include "output/picture/steps.h"

#include "base/picture/picture.h"
#include "base/picture/svg.h"
#include "fonts/drawing.h"
#include "output/inks/form.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

enum {
    UNITS = 4,       /* to the point, on paper */
    LOOK_SIDE = 400, /* pixels */
    MOST_PIXELS = 40 * 1000 * 1000,
    PRESS_DPI = 600 /* of a drawing that a press gets as pixels */
};

struct drawing {
    RsvgHandle *handle;
    const struct gaz_image *image;
    GString *text;                     /* of its <text> */
    enum gaz_picture_verdict pictures; /* on those that are in it */
};

static const char VERTICAL[] = "writing-mode";

static bool render(cairo_surface_t *surface, RsvgHandle *handle, double width, double height) {
    cairo_t *cr = cairo_create(surface);
    RsvgRectangle box = {0, 0, width, height};
    bool drawn = rsvg_handle_render_document(handle, cr, &box, NULL);
    drawn = drawn && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    return drawn;
}

static bool has_ink(cairo_surface_t *pixels) {
    cairo_surface_flush(pixels);
    const unsigned char *data = cairo_image_surface_get_data(pixels);
    int stride = cairo_image_surface_get_stride(pixels), width = cairo_image_surface_get_width(pixels);
    for (int y = 0; y < cairo_image_surface_get_height(pixels); y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(data + (size_t)y * (size_t)stride);
        for (int x = 0; x < width; x++)
            if (row[x] >> 24 != 0) return true;
    }
    return false;
}

/* `scale` pixels to the point; of white ink there is ink too. */
static enum gaz_picture_verdict draw_pixels(const struct drawing *drawing, double scale,
                                            cairo_surface_t **pixels) {
    double width = fmax(1, ceil(gaz_points(drawing->image->width) * scale)),
           height = fmax(1, ceil(gaz_points(drawing->image->height) * scale));
    *pixels = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)width, (int)height);
    if (!render(*pixels, drawing->handle, width, height)) return GAZ_PICTURE_DAMAGED;
    return has_ink(*pixels) ? GAZ_PICTURE_GOOD : GAZ_PICTURE_EMPTY;
}

static cairo_status_t take(void *closure, const unsigned char *data, unsigned size) {
    g_byte_array_append(closure, data, size);
    return CAIRO_STATUS_SUCCESS;
}

static enum gaz_picture_verdict draw_pdf(const struct drawing *drawing, struct gaz_ready_picture *ready) {
    double width = gaz_points(drawing->image->width) * UNITS,
           height = gaz_points(drawing->image->height) * UNITS;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, ready->data, width, height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_surface_set_fallback_resolution(surface, 600.0 / UNITS, 600.0 / UNITS);
    bool drawn = render(surface, drawing->handle, width, height);
    cairo_surface_finish(surface);
    drawn = drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    ready->kind = GAZ_READY_PDF;
    return drawn ? GAZ_PICTURE_GOOD : GAZ_PICTURE_DAMAGED;
}

/* The faces that the look has opened are cut for what is embedded. Which forms vertical text takes where a
 * face has none for it is not foreseen here. */
static enum gaz_picture_verdict draw_with_cut_faces(const struct drawing *drawing,
                                                    struct gaz_ready_picture *ready) {
    bool may_cut = drawing->text->len > 0 &&
                   !memmem(drawing->image->data, drawing->image->size, VERTICAL, strlen(VERTICAL));
    bool written = !may_cut || gaz_drawing_faces_cut(drawing->text->str, drawing->text->len);
    enum gaz_picture_verdict verdict = written ? draw_pdf(drawing, ready) : GAZ_PICTURE_UNTRIED;
    gaz_drawing_faces_put_back();
    return verdict;
}

static enum gaz_picture_verdict make_pdf(const struct drawing *drawing, struct gaz_ready_picture *ready) {
    cairo_surface_t *pixels;
    double side = fmax(gaz_points(drawing->image->width), gaz_points(drawing->image->height));
    enum gaz_picture_verdict verdict = draw_pixels(drawing, LOOK_SIDE / side, &pixels);
    cairo_surface_destroy(pixels);
    return verdict == GAZ_PICTURE_GOOD ? draw_with_cut_faces(drawing, ready) : verdict;
}

/* Twice as many pixels as the screen has, unless there are too many then. */
static double finer(const struct gaz_image *image, double scale) {
    double area = gaz_points(image->width) * gaz_points(image->height);
    return area * scale * scale * 4 <= MOST_PIXELS ? scale * 2 : scale;
}

static enum gaz_picture_verdict make_pixels(const struct drawing *drawing, double scale,
                                            struct gaz_ready_picture *ready) {
    cairo_surface_t *pixels;
    enum gaz_picture_verdict verdict = draw_pixels(drawing, finer(drawing->image, scale), &pixels);
    if (verdict == GAZ_PICTURE_GOOD) {
        ready->kind = GAZ_READY_PIXELS;
        ready->width = (uint32_t)cairo_image_surface_get_width(pixels);
        ready->height = (uint32_t)cairo_image_surface_get_height(pixels);
        g_byte_array_append(ready->data, cairo_image_surface_get_data(pixels),
                            ready->width * ready->height * 4); /* of 32 bits: rows without gaps */
    }
    cairo_surface_destroy(pixels);
    return verdict;
}

/* ---- the press */

/* cairo's pixels, which are multiplied with their opacity, over white. */
static void lay_on_white(const uint32_t *pixels, unsigned char *rgb, int width) {
    for (int x = 0; x < width; x++, rgb += 3)
        for (int i = 0; i < 3; i++)
            rgb[i] = (unsigned char)((pixels[x] >> (16 - 8 * i) & 255) + 255 - (pixels[x] >> 24));
}

static void pack_pixels(cairo_surface_t *pixels, const struct gaz_press_rows *rows,
                        struct gaz_ready_picture *ready) {
    int width = cairo_image_surface_get_width(pixels), height = cairo_image_surface_get_height(pixels);
    const unsigned char *data = cairo_image_surface_get_data(pixels);
    size_t stride = (size_t)cairo_image_surface_get_stride(pixels);
    struct gaz_packer *packer = gaz_packer_begin(GAZ_PACK_INKS, (uint32_t)width, rows, ready->data);
    unsigned char *rgb = g_malloc((size_t)width * 3);
    for (int y = 0; y < height; y++) {
        lay_on_white((const uint32_t *)(const void *)(data + (size_t)y * stride), rgb, width);
        gaz_packer_take(packer, rgb);
    }
    gaz_packer_end(packer);
    g_free(rgb);
    ready->kind = GAZ_READY_STREAM;
    ready->width = (uint32_t)width;
    ready->height = (uint32_t)height;
    gaz_packed_dict(GAZ_PACK_INKS, ready->width, ready->height, ready->dict);
}

/* As finely as a press shows, or as fine as there are pixels for. */
static double press_scale(const struct gaz_image *image) {
    double area = gaz_points(image->width) * gaz_points(image->height);
    return fmin(PRESS_DPI / 72.0, sqrt(MOST_PIXELS / area));
}

static enum gaz_picture_verdict draw_for_press(const struct drawing *drawing,
                                               const struct gaz_press_colours *colours,
                                               struct gaz_ready_picture *ready) {
    cairo_surface_t *pixels;
    enum gaz_picture_verdict verdict = draw_pixels(drawing, press_scale(drawing->image), &pixels);
    if (verdict == GAZ_PICTURE_GOOD) {
        struct gaz_press_rows *rows = gaz_press_rows_new(colours, NULL, 0, true);
        cairo_surface_flush(pixels);
        g_byte_array_set_size(ready->data, 0);
        pack_pixels(pixels, rows, ready);
        gaz_press_rows_free(rows);
        ready->way = GAZ_COLOUR_DRAWN;
        ready->is_guessed = gaz_press_colours_guess(colours);
    }
    cairo_surface_destroy(pixels);
    return verdict;
}

/* A drawing in the colours of the press; as pixels when it needs what a press file may not have. */
static enum gaz_picture_verdict make_for_press(const struct drawing *drawing,
                                               const struct gaz_press_colours *colours,
                                               struct gaz_ready_picture *ready) {
    enum gaz_picture_verdict verdict = make_pdf(drawing, ready);
    if (verdict != GAZ_PICTURE_GOOD) return verdict;
    ready->way = GAZ_COLOUR_DRAWING;
    if (gaz_press_convert_drawing(ready->data, colours, ready->notes, &ready->is_guessed)) return verdict;
    return draw_for_press(drawing, colours, ready);
}

/* ---- the whole */

static enum gaz_picture_verdict make(const struct drawing *drawing, const struct gaz_picture_use *use,
                                     struct gaz_ready_picture *ready) {
    if (use->scale > 0) return make_pixels(drawing, use->scale, ready);
    return use->colours ? make_for_press(drawing, use->colours, ready) : make_pdf(drawing, ready);
}

/* librsvg leaves out a picture that it cannot read. */
static void try_image(void *closure, const unsigned char *data, size_t size) {
    struct drawing *drawing = closure;
    struct gaz_picture picture = {.data = data, .size = size};
    gaz_picture_look(&picture);
    struct gaz_image image = {.kind = picture.kind, .data = data, .size = size};
    if (drawing->pictures == GAZ_PICTURE_GOOD) drawing->pictures = gaz_pixels_read(&image);
}

static void take_text(void *closure, const char *text, size_t size) {
    struct drawing *drawing = closure;
    g_string_append_len(drawing->text, text, (gssize)size);
}

static enum gaz_picture_verdict make_handled(struct drawing *drawing, const struct gaz_picture_use *use,
                                             struct gaz_ready_picture *ready) {
    const struct gaz_image *image = drawing->image;
    drawing->handle = rsvg_handle_new_from_data(image->data, image->size, NULL);
    if (!drawing->handle) return GAZ_PICTURE_DAMAGED;
    if (drawing->text->len > 0) gaz_drawing_faces_listen();
    enum gaz_picture_verdict verdict =
        drawing->pictures == GAZ_PICTURE_GOOD ? make(drawing, use, ready) : drawing->pictures;
    g_object_unref(drawing->handle);
    return verdict;
}

enum gaz_picture_verdict gaz_svg_make_ready(const struct gaz_image *image, const struct gaz_picture_use *use,
                                            struct gaz_ready_picture *ready) {
    struct drawing drawing = {.image = image, .text = g_string_new(NULL), .pictures = GAZ_PICTURE_GOOD};
    gaz_svg_take(image->data, image->size, &(struct gaz_svg_taker){try_image, take_text, &drawing});
    enum gaz_picture_verdict verdict = make_handled(&drawing, use, ready);
    g_string_free(drawing.text, TRUE);
    return verdict;
}
