/* ready.c: pixels as the PDF wants them, for a screen or a press, or as a screen does.
 *
 * A PNG whose compressed rows a PDF understands is copied, not packed anew. A picture in colour mode that has
 * none is written grey: on a press it is printed with black alone.
 */
#include "output/picture/steps.h"

#include "base/picture/picture.h"
#include "output/inks/content.h"

#include <math.h>
#include <string.h>

/* ---- the PDF: which colours */

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

/* The way to the press's inks, from the picture's own profile where it has one. */
static struct gaz_press_rows *rows_for(const struct gaz_image *image, const struct gaz_press_colours *colours,
                                       void (*take)(const struct gaz_image *, GByteArray *)) {
    g_autoptr(GByteArray) profile = g_byte_array_new();
    take(image, profile);
    return gaz_press_rows_new(colours, profile->data, profile->len, image->kind == GAZ_PICTURE_PNG);
}

static void tell_pixels(struct gaz_ready_picture *ready, const struct gaz_press_colours *colours) {
    ready->way = GAZ_COLOUR_PIXELS;
    ready->is_guessed = gaz_press_colours_guess(colours);
}

static void put_size(GString *dict, uint32_t width, uint32_t height) {
    g_string_append_printf(dict, "<< /Type /XObject /Subtype /Image /Width %u /Height %u", width, height);
}

/* A file that is read twice: once to look, once for its rows. */
struct png {
    const struct gaz_image *image;
    const struct gaz_press_rows *rows; /* NULL: not for a press */
    struct gaz_png_facts facts;
    bool is_grey;
};

static enum gaz_picture_verdict pack_png(struct png *png, struct gaz_ready_picture *ready) {
    enum gaz_pack kind = png->is_grey ? GAZ_PACK_GREY : png->rows ? GAZ_PACK_INKS : GAZ_PACK_RGB;
    struct gaz_packer *packer = gaz_packer_begin(kind, png->facts.width, png->rows, ready->data);
    enum gaz_picture_verdict verdict =
        gaz_png_read(png->image, &png->facts, (struct gaz_row_sink){gaz_packer_take, packer});
    gaz_packer_end(packer);
    gaz_packed_dict(kind, png->facts.width, png->facts.height, ready->dict);
    return verdict;
}

static bool has_grey_palette(const struct gaz_png_facts *facts) {
    for (int i = 0; i < facts->n_palette; i++)
        if (facts->palette[i][0] != facts->palette[i][1] || facts->palette[i][1] != facts->palette[i][2])
            return false;
    return true;
}

/* An entry that no pixel uses may have colour where the picture has none. */
static void put_palette(GString *dict, const struct png *png) {
    static const char *const spaces[] = {[1] = "Gray", [3] = "RGB", [4] = "CMYK"};
    const struct gaz_png_facts *facts = &png->facts;
    int n_parts = has_grey_palette(facts) ? 1 : png->rows ? 4 : 3;
    g_string_append_printf(dict, " /ColorSpace [/Indexed /Device%s %d <", spaces[n_parts],
                           facts->n_palette - 1);
    for (int i = 0; i < facts->n_palette; i++) {
        unsigned char parts[4];
        memcpy(parts, facts->palette[i], 3);
        if (n_parts == 4) gaz_press_rows_convert(png->rows, facts->palette[i], parts, 1);
        for (int k = 0; k < n_parts; k++)
            g_string_append_printf(dict, "%02X", parts[k]);
    }
    g_string_append(dict, ">]");
}

/* PNG's way of foretelling a row is PDF's Predictor 15. */
static void copy_png(const struct png *png, struct gaz_ready_picture *ready) {
    const struct gaz_png_facts *facts = &png->facts;
    put_size(ready->dict, facts->width, facts->height);
    if (facts->n_palette > 0)
        put_palette(ready->dict, png);
    else
        g_string_append(ready->dict,
                        facts->channels == 1 ? " /ColorSpace /DeviceGray" : " /ColorSpace /DeviceRGB");
    g_string_append_printf(ready->dict,
                           " /BitsPerComponent %d /Filter /FlateDecode /DecodeParms << /Predictor 15 "
                           "/Colors %d /BitsPerComponent %d /Columns %u >> >>",
                           facts->bits, facts->channels, facts->bits, facts->width);
    gaz_png_take_data(png->image, ready->data);
}

/* The rows of a PDF for a screen, or of grey or palette for a press, may stand in it as they are. */
static bool may_copy(const struct png *png) {
    bool is_one_channel = png->facts.channels == 1;
    if (!png->facts.is_plain || (png->is_grey && !is_one_channel)) return false;
    return is_one_channel || !png->rows;
}

static enum gaz_picture_verdict make_png(struct png *png, uint32_t width, struct gaz_ready_picture *ready) {
    struct look look = {.width = width};
    enum gaz_picture_verdict verdict =
        gaz_png_read(png->image, &png->facts, (struct gaz_row_sink){look_for_colour, &look});
    if (verdict != GAZ_PICTURE_GOOD) return verdict;
    png->is_grey = !look.has_colour;
    if (!may_copy(png)) return pack_png(png, ready);
    copy_png(png, ready);
    return GAZ_PICTURE_GOOD;
}

static enum gaz_picture_verdict make_png_ready(const struct gaz_image *image,
                                               const struct gaz_picture_use *use,
                                               struct gaz_ready_picture *ready) {
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    struct png png = {.image = image};
    if (!gaz_picture_look(&picture)) return GAZ_PICTURE_DAMAGED;
    ready->width = picture.pixels_wide;
    ready->height = picture.pixels_high;
    struct gaz_press_rows *rows = use->colours ? rows_for(image, use->colours, gaz_png_take_profile) : NULL;
    png.rows = rows;
    png.facts.ignores_gamma = rows && gaz_press_rows_are_own(rows);
    enum gaz_picture_verdict verdict = make_png(&png, picture.pixels_wide, ready);
    if (rows && !png.is_grey) tell_pixels(ready, use->colours);
    gaz_press_rows_free(rows);
    return verdict;
}

/* ---- JPEG */

static enum gaz_picture_verdict keep_jpeg(const struct gaz_jpeg_facts *facts,
                                          struct gaz_ready_picture *ready) {
    static const char *const spaces[] = {"", "Gray", "", "RGB", "CMYK"};
    ready->kind = GAZ_READY_FILE;
    put_size(ready->dict, facts->width, facts->height);
    g_string_append_printf(ready->dict, " /ColorSpace /Device%s /BitsPerComponent 8 /Filter /DCTDecode%s >>",
                           spaces[facts->components],
                           facts->components == 4 && facts->inks_turned_round
                               ? " /Decode [1 0 1 0 1 0 1 0]" /* cairo does not say it */
                               : "");
    return GAZ_PICTURE_GOOD;
}

/* Four inks as a screen shows them: no file but a press's holds inks, for an archive's knows sRGB alone. */
static enum gaz_picture_verdict show_inks(const struct gaz_image *image, struct gaz_jpeg_facts *facts,
                                          struct gaz_ready_picture *ready) {
    uint32_t width = facts->width;
    struct gaz_packer *packer = gaz_packer_begin(GAZ_PACK_RGB, width, NULL, ready->data);
    enum gaz_picture_verdict verdict =
        gaz_jpeg_read(image, facts, (struct gaz_row_sink){gaz_packer_take, packer});
    gaz_packer_end(packer);
    gaz_packed_dict(GAZ_PACK_RGB, width, facts->height, ready->dict);
    return verdict;
}

/* Colours become inks, those of a grey one black; compressed again as finely as can be seen. */
static enum gaz_picture_verdict recode_jpeg(const struct gaz_image *image, const struct gaz_picture_use *use,
                                            const struct gaz_jpeg_facts *facts, bool is_grey,
                                            struct gaz_ready_picture *ready) {
    struct gaz_press_rows *rows = is_grey ? NULL : rows_for(image, use->colours, gaz_jpeg_take_profile);
    enum gaz_picture_verdict verdict = gaz_jpeg_recode(image, rows, ready->data);
    put_size(ready->dict, facts->width, facts->height);
    g_string_append_printf(ready->dict, " /ColorSpace /Device%s /BitsPerComponent 8 /Filter /DCTDecode >>",
                           is_grey ? "Gray" : "CMYK");
    if (rows) tell_pixels(ready, use->colours);
    gaz_press_rows_free(rows);
    return verdict;
}

static enum gaz_picture_verdict make_jpeg_ready(const struct gaz_image *image,
                                                const struct gaz_picture_use *use,
                                                struct gaz_ready_picture *ready) {
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    struct gaz_jpeg_facts facts;
    if (!gaz_picture_look(&picture)) return GAZ_PICTURE_DAMAGED;
    ready->width = picture.pixels_wide;
    ready->height = picture.pixels_high;
    struct look look = {.width = picture.pixels_wide};
    struct gaz_row_sink sink = {use->colours ? look_for_colour : pass_over, &look};
    enum gaz_picture_verdict verdict = gaz_jpeg_read(image, &facts, sink);
    if (verdict != GAZ_PICTURE_GOOD) return verdict;
    if (!use->colours && facts.components == 4) return show_inks(image, &facts, ready);
    if (!use->colours || facts.components != 3) return keep_jpeg(&facts, ready);
    return recode_jpeg(image, use, &facts, !look.has_colour, ready);
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

void gaz_ready_begin(struct gaz_ready_picture *ready) {
    *ready = (struct gaz_ready_picture){.dict = g_string_new(NULL),
                                        .data = g_byte_array_new(),
                                        .notes = g_array_new(FALSE, TRUE, sizeof(struct gaz_colour_note))};
}

void gaz_ready_end(struct gaz_ready_picture *ready) {
    g_string_free(ready->dict, TRUE);
    g_byte_array_unref(ready->data);
    g_array_free(ready->notes, TRUE);
}

enum gaz_picture_verdict gaz_picture_make_ready(const struct gaz_image *image,
                                                const struct gaz_picture_use *use,
                                                struct gaz_ready_picture *ready) {
    if (image->width <= 0 || image->height <= 0) return GAZ_PICTURE_EMPTY;
    if (image->kind == GAZ_PICTURE_SVG) return gaz_svg_make_ready(image, use, ready);
    if (image->kind != GAZ_PICTURE_PNG && image->kind != GAZ_PICTURE_JPEG) return GAZ_PICTURE_DAMAGED;
    if (use->scale > 0) return make_pixels(image, use->scale, ready);
    return image->kind == GAZ_PICTURE_PNG ? make_png_ready(image, use, ready)
                                          : make_jpeg_ready(image, use, ready);
}
