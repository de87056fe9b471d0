/* picture_ready.c: pixels as the PDF wants them, or as a screen does.
 *
 * A PNG whose compressed rows a PDF understands is copied, not packed anew. A picture in colour mode that has
 * none is written grey: on a press it is printed with black alone.
 */
#include "output/picture_steps.h"

#include "base/picture.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

/* ---- the PDF: which colours, and the rows packed */

struct look {
    uint32_t width;
    bool has_colour;
};

static void look_for_colour(void *closure, const unsigned char *rgb) {
    struct look *look = closure;
    for (uint32_t x = 0; x < look->width && !look->has_colour; x++, rgb += 3)
        look->has_colour = rgb[0] != rgb[1] || rgb[1] != rgb[2];
}

static void pass_over(void *closure, const unsigned char *rgb) {
    (void)closure, (void)rgb;
}

struct packer {
    z_stream zip;
    uint32_t width;
    bool is_grey;
    unsigned char *grey; /* a row */
    GByteArray *to;
};

static void pack(struct packer *packer, const unsigned char *bytes, size_t size, int flush) {
    unsigned char out[1 << 16];
    packer->zip.next_in = (Bytef *)(uintptr_t)bytes; /* zlib only reads */
    packer->zip.avail_in = (uInt)size;
    do {
        packer->zip.next_out = out;
        packer->zip.avail_out = sizeof out;
        deflate(&packer->zip, flush);
        g_byte_array_append(packer->to, out, (guint)(sizeof out - packer->zip.avail_out));
    } while (packer->zip.avail_out == 0);
}

static void pack_row(void *closure, const unsigned char *rgb) {
    struct packer *packer = closure;
    if (!packer->is_grey) {
        pack(packer, rgb, (size_t)packer->width * 3, Z_NO_FLUSH);
        return;
    }
    for (uint32_t x = 0; x < packer->width; x++)
        packer->grey[x] = rgb[x * 3];
    pack(packer, packer->grey, packer->width, Z_NO_FLUSH);
}

static void put_size(GString *dict, uint32_t width, uint32_t height) {
    g_string_append_printf(dict, "<< /Type /XObject /Subtype /Image /Width %u /Height %u", width, height);
}

static enum gaz_picture_verdict pack_png(const struct gaz_image *image, struct gaz_png_facts *facts,
                                         bool is_grey, struct gaz_ready_picture *ready) {
    struct packer packer = {
        .width = facts->width, .is_grey = is_grey, .grey = g_malloc(facts->width), .to = ready->data};
    deflateInit(&packer.zip, Z_DEFAULT_COMPRESSION);
    enum gaz_picture_verdict verdict = gaz_png_read(image, facts, (struct gaz_row_sink){pack_row, &packer});
    pack(&packer, NULL, 0, Z_FINISH);
    deflateEnd(&packer.zip);
    g_free(packer.grey);
    put_size(ready->dict, facts->width, facts->height);
    g_string_append_printf(ready->dict, " /ColorSpace /Device%s /BitsPerComponent 8 /Filter /FlateDecode >>",
                           is_grey ? "Gray" : "RGB");
    return verdict;
}

static void put_palette(GString *dict, const struct gaz_png_facts *facts, bool is_grey) {
    g_string_append_printf(dict, " /ColorSpace [/Indexed /Device%s %d <", is_grey ? "Gray" : "RGB",
                           facts->n_palette - 1);
    for (int i = 0; i < facts->n_palette; i++)
        for (int k = 0; k < (is_grey ? 1 : 3); k++)
            g_string_append_printf(dict, "%02X", facts->palette[i][k]);
    g_string_append(dict, ">]");
}

static bool has_grey_palette(const struct gaz_png_facts *facts) {
    for (int i = 0; i < facts->n_palette; i++)
        if (facts->palette[i][0] != facts->palette[i][1] || facts->palette[i][1] != facts->palette[i][2])
            return false;
    return true;
}

/* PNG's way of foretelling a row is PDF's Predictor 15. */
static void copy_png(const struct gaz_image *image, const struct gaz_png_facts *facts,
                     struct gaz_ready_picture *ready) {
    put_size(ready->dict, facts->width, facts->height);
    if (facts->n_palette > 0)
        put_palette(ready->dict, facts, has_grey_palette(facts));
    else
        g_string_append(ready->dict,
                        facts->channels == 1 ? " /ColorSpace /DeviceGray" : " /ColorSpace /DeviceRGB");
    g_string_append_printf(ready->dict,
                           " /BitsPerComponent %d /Filter /FlateDecode /DecodeParms << /Predictor 15 "
                           "/Colors %d /BitsPerComponent %d /Columns %u >> >>",
                           facts->bits, facts->channels, facts->bits, facts->width);
    gaz_png_take_data(image, ready->data);
}

static enum gaz_picture_verdict make_png_ready(const struct gaz_image *image,
                                               struct gaz_ready_picture *ready) {
    struct gaz_png_facts facts = {0};
    struct look look = {0};
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    if (!gaz_picture_look(&picture)) return GAZ_PICTURE_DAMAGED;
    look.width = picture.pixels_wide;
    enum gaz_picture_verdict verdict =
        gaz_png_read(image, &facts, (struct gaz_row_sink){look_for_colour, &look});
    if (verdict != GAZ_PICTURE_GOOD) return verdict;
    bool is_grey = !look.has_colour, is_stored_grey = facts.channels == 1;
    if (!facts.is_plain || (is_grey && !is_stored_grey)) return pack_png(image, &facts, is_grey, ready);
    copy_png(image, &facts, ready);
    return GAZ_PICTURE_GOOD;
}

static enum gaz_picture_verdict make_jpeg_ready(const struct gaz_image *image,
                                                struct gaz_ready_picture *ready) {
    static const char *const spaces[] = {"", "Gray", "", "RGB", "CMYK"};
    struct gaz_jpeg_facts facts;
    enum gaz_picture_verdict verdict = gaz_jpeg_read(image, &facts, (struct gaz_row_sink){pass_over, NULL});
    if (verdict != GAZ_PICTURE_GOOD) return verdict;
    ready->kind = GAZ_READY_FILE;
    put_size(ready->dict, facts.width, facts.height);
    g_string_append_printf(ready->dict, " /ColorSpace /Device%s /BitsPerComponent 8 /Filter /DCTDecode%s >>",
                           spaces[facts.components],
                           facts.components == 4 && facts.inks_turned_round
                               ? " /Decode [1 0 1 0 1 0 1 0]" /* cairo does not say it */
                               : "");
    return GAZ_PICTURE_GOOD;
}

/* ---- the screen: the mean of the pixels that come to lie on one */

struct reducer {
    uint32_t width, by; /* of the file; so many of its pixels, both ways, become one */
    uint32_t y;
    uint32_t (*sums)[3]; /* of a row that is to be */
    struct gaz_ready_picture *ready;
};

static void put_row(struct reducer *reducer, uint32_t n_rows) {
    struct gaz_ready_picture *ready = reducer->ready;
    for (uint32_t x = 0; x < ready->width; x++) {
        uint32_t *sum = reducer->sums[x], n = n_rows * MIN(reducer->by, reducer->width - x * reducer->by);
        uint32_t pixel =
            0xFF000000u | (sum[0] + n / 2) / n << 16 | (sum[1] + n / 2) / n << 8 | (sum[2] + n / 2) / n;
        g_byte_array_append(ready->data, (const guint8 *)&pixel, 4); /* cairo's pixels are native words */
    }
    memset(reducer->sums, 0, ready->width * sizeof *reducer->sums);
    ready->height++;
}

static void reduce_row(void *closure, const unsigned char *rgb) {
    struct reducer *reducer = closure;
    for (uint32_t x = 0; x < reducer->width; x++, rgb += 3) {
        uint32_t *sum = reducer->sums[x / reducer->by];
        for (int i = 0; i < 3; i++)
            sum[i] += rgb[i];
    }
    if (++reducer->y % reducer->by == 0) put_row(reducer, reducer->by);
}

/* Twice as many as the screen has are enough for cairo to draw them well. */
static uint32_t reduction(uint32_t width, const struct gaz_image *image, double scale) {
    gaz_len side = gaz_picture_lies(image->orientation) ? image->height : image->width;
    double wanted = ceil(gaz_points(side) * scale * 2);
    return wanted >= 1 && width > wanted ? (uint32_t)(width / wanted) : 1;
}

static enum gaz_picture_verdict make_pixels(const struct gaz_image *image, double scale,
                                            struct gaz_ready_picture *ready) {
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    if (!gaz_picture_look(&picture)) return GAZ_PICTURE_DAMAGED;
    struct reducer reducer = {
        .width = picture.pixels_wide, .by = reduction(picture.pixels_wide, image, scale), .ready = ready};
    ready->kind = GAZ_READY_PIXELS;
    ready->width = (reducer.width + reducer.by - 1) / reducer.by;
    reducer.sums = g_malloc0_n(ready->width, sizeof *reducer.sums);
    struct gaz_row_sink sink = {reduce_row, &reducer};
    enum gaz_picture_verdict verdict = picture.kind == GAZ_PICTURE_PNG
                                           ? gaz_png_read(image, &(struct gaz_png_facts){0}, sink)
                                           : gaz_jpeg_read(image, &(struct gaz_jpeg_facts){0}, sink);
    if (verdict == GAZ_PICTURE_GOOD && reducer.y % reducer.by > 0) put_row(&reducer, reducer.y % reducer.by);
    g_free(reducer.sums);
    return verdict;
}

enum gaz_picture_verdict gaz_pixels_read(const struct gaz_image *image) {
    struct gaz_row_sink nowhere = {pass_over, NULL};
    return image->kind == GAZ_PICTURE_PNG ? gaz_png_read(image, &(struct gaz_png_facts){0}, nowhere)
                                          : gaz_jpeg_read(image, &(struct gaz_jpeg_facts){0}, nowhere);
}

enum gaz_picture_verdict gaz_picture_make_ready(const struct gaz_image *image, double scale,
                                                struct gaz_ready_picture *ready) {
    if (image->width <= 0 || image->height <= 0) return GAZ_PICTURE_EMPTY;
    if (image->kind == GAZ_PICTURE_SVG) return gaz_svg_make_ready(image, scale, ready);
    if (image->kind != GAZ_PICTURE_PNG && image->kind != GAZ_PICTURE_JPEG) return GAZ_PICTURE_DAMAGED;
    if (scale > 0) return make_pixels(image, scale, ready);
    return image->kind == GAZ_PICTURE_PNG ? make_png_ready(image, ready) : make_jpeg_ready(image, ready);
}
