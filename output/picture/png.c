/* png.c: PNG, a row at a time.
 *
 * A wrong checksum is damage, in whatever chunk. libpng only warns of pixels behind the last row. What the
 * pixels do not need (texts) is passed over; a gamma is worked in, unless a profile takes its place.
 */
#include "output/picture/steps.h"

#include "base/picture/picture.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>
#include <zlib.h>

enum { MOST_PROFILE = 16 << 20 };

struct reader {
    png_structp png;
    png_infop info;
    const unsigned char *at, *end;
    bool has_surplus;
    unsigned char *rgba, *rgb; /* a row; of an interlaced file rgba is all rows */
};

static void fail(png_structp png, png_const_charp why) {
    (void)why;
    png_longjmp(png, 1);
}

static void warn(png_structp png, png_const_charp why) {
    struct reader *reader = png_get_error_ptr(png);
    if (g_str_has_prefix(why, "IDAT: ")) reader->has_surplus = true;
}

static void give(png_structp png, png_bytep to, png_size_t size) {
    struct reader *reader = png_get_io_ptr(png);
    if (size > (size_t)(reader->end - reader->at)) png_error(png, "");
    memcpy(to, reader->at, size);
    reader->at += size;
}

/* what is read of the ancillary chunks: transparency and gamma */
static void pass_over_others(png_structp png) {
    static const png_byte chunks[] =
        "bKGD\0cHRM\0eXIf\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0sCAL\0sPLT\0sTER\0tEXt\0"
        "tIME\0zTXt";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, chunks, sizeof chunks / 5);
}

static bool has_other_gamma(const struct reader *reader) {
    double gamma;
    int intent;
    if (png_get_sRGB(reader->png, reader->info, &intent) == PNG_INFO_sRGB) return false;
    if (png_get_gAMA(reader->png, reader->info, &gamma) != PNG_INFO_gAMA) return false;
    return gamma < 0.44 || gamma > 0.47; /* 1 / 2.2 */
}

static void take_palette(const struct reader *reader, struct gaz_png_facts *facts) {
    png_colorp colours;
    facts->n_palette = 0;
    if (png_get_color_type(reader->png, reader->info) != PNG_COLOR_TYPE_PALETTE) return;
    if (png_get_PLTE(reader->png, reader->info, &colours, &facts->n_palette) != PNG_INFO_PLTE) return;
    for (int i = 0; i < facts->n_palette && i < 256; i++) {
        const unsigned char rgb[] = {colours[i].red, colours[i].green, colours[i].blue};
        memcpy(facts->palette[i], rgb, 3);
    }
}

static bool is_turned(const struct reader *reader, const struct gaz_png_facts *facts) {
    return !facts->ignores_gamma && has_other_gamma(reader);
}

static void take_facts(const struct reader *reader, struct gaz_png_facts *facts) {
    png_structp png = reader->png;
    png_infop info = reader->info;
    facts->width = png_get_image_width(png, info);
    facts->height = png_get_image_height(png, info);
    facts->channels = png_get_channels(png, info);
    facts->bits = png_get_bit_depth(png, info);
    bool is_see_through =
        png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA || png_get_valid(png, info, PNG_INFO_tRNS);
    facts->is_plain = !is_see_through && facts->bits <= 8 && !is_turned(reader, facts) &&
                      png_get_interlace_type(png, info) == PNG_INTERLACE_NONE;
    take_palette(reader, facts);
}

/* Whatever the file holds, RGBA of 8 bits comes out. */
static void ask_for_rgba(const struct reader *reader, const struct gaz_png_facts *facts) {
    if (is_turned(reader, facts)) png_set_alpha_mode(reader->png, PNG_ALPHA_PNG, PNG_DEFAULT_sRGB);
    png_set_expand(reader->png);
    png_set_scale_16(reader->png);
    png_set_gray_to_rgb(reader->png);
    png_set_add_alpha(reader->png, 0xFF, PNG_FILLER_AFTER);
}

static unsigned char over_white(unsigned colour, unsigned alpha) {
    return (unsigned char)((colour * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void lay_on_white(const unsigned char *rgba, unsigned char *rgb, uint32_t width) {
    for (uint32_t x = 0; x < width; x++, rgba += 4, rgb += 3)
        for (int i = 0; i < 3; i++)
            rgb[i] = rgba[3] == 255 ? rgba[i] : over_white(rgba[i], rgba[3]);
}

static void read_rows(struct reader *reader, const struct gaz_png_facts *facts, struct gaz_row_sink sink) {
    size_t row_size = (size_t)facts->width * 4;
    int n_passes = png_set_interlace_handling(reader->png);
    png_read_update_info(reader->png, reader->info);
    reader->rgba = g_malloc(n_passes > 1 ? row_size * facts->height : row_size);
    reader->rgb = g_malloc((size_t)facts->width * 3);
    for (int pass = 0; pass < n_passes; pass++) {
        for (uint32_t y = 0; y < facts->height; y++) {
            unsigned char *row = reader->rgba + (n_passes > 1 ? y * row_size : 0);
            png_read_row(reader->png, row, NULL);
            if (pass + 1 < n_passes) continue;
            lay_on_white(row, reader->rgb, facts->width);
            sink.take(sink.closure, reader->rgb);
        }
    }
    png_read_end(reader->png, NULL);
}

static bool read_all(struct reader *reader, struct gaz_png_facts *facts, struct gaz_row_sink sink) {
    if (setjmp(png_jmpbuf(reader->png)) != 0) return false;
    png_set_read_fn(reader->png, reader, give);
    png_set_crc_action(reader->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    pass_over_others(reader->png);
    png_read_info(reader->png, reader->info);
    take_facts(reader, facts);
    if ((uint64_t)facts->width * facts->height > GAZ_MOST_PIXELS) return false;
    ask_for_rgba(reader, facts);
    read_rows(reader, facts, sink);
    return true;
}

enum gaz_picture_verdict gaz_png_read(const struct gaz_image *image, struct gaz_png_facts *facts,
                                      struct gaz_row_sink sink) {
    struct reader *reader = g_new0(struct reader, 1);
    reader->at = image->data;
    reader->end = image->data + image->size;
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, warn);
    reader->info = reader->png ? png_create_info_struct(reader->png) : NULL;
    bool read = reader->info && read_all(reader, facts, sink);
    bool has_surplus = reader->has_surplus;
    png_destroy_read_struct(&reader->png, &reader->info, NULL);
    g_free(reader->rgba);
    g_free(reader->rgb);
    g_free(reader);
    return !read ? GAZ_PICTURE_DAMAGED : has_surplus ? GAZ_PICTURE_SURPLUS : GAZ_PICTURE_GOOD;
}

/* ---- chunks */

/* What chunks of a kind hold, one behind the other. */
static void take_chunks(const struct gaz_image *image, const char *kind, GByteArray *data) {
    for (size_t at = 8; at + 12 <= image->size;) {
        const unsigned char *chunk = image->data + at;
        uint32_t length =
            (uint32_t)chunk[0] << 24 | (uint32_t)chunk[1] << 16 | (uint32_t)chunk[2] << 8 | chunk[3];
        if (length > image->size - at - 12) return;
        if (memcmp(chunk + 4, kind, 4) == 0) g_byte_array_append(data, chunk + 8, length);
        at += 12 + (size_t)length;
    }
}

void gaz_png_take_data(const struct gaz_image *image, GByteArray *data) {
    take_chunks(image, "IDAT", data);
}

/* A name, its end, 0 for the method, and the profile packed (PNG 11.3.3.3). A profile begins with its size.
 */
static void unpack_profile(const unsigned char *packed, size_t size, GByteArray *profile) {
    unsigned char head[4] = {0};
    z_stream zip = {.next_in = (Bytef *)(uintptr_t)packed, .avail_in = (uInt)size}; /* only read */
    if (inflateInit(&zip) != Z_OK) return;
    zip.next_out = head;
    zip.avail_out = sizeof head;
    inflate(&zip, Z_SYNC_FLUSH);
    uint32_t whole = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | head[3];
    if (whole > sizeof head && whole <= MOST_PROFILE) {
        g_byte_array_set_size(profile, whole);
        memcpy(profile->data, head, sizeof head);
        zip.next_out = profile->data + sizeof head;
        zip.avail_out = whole - (uInt)sizeof head;
        inflate(&zip, Z_FINISH);
        g_byte_array_set_size(profile, whole - zip.avail_out);
    }
    inflateEnd(&zip);
}

void gaz_png_take_profile(const struct gaz_image *image, GByteArray *profile) {
    g_autoptr(GByteArray) chunk = g_byte_array_new();
    take_chunks(image, "iCCP", chunk);
    const unsigned char *end = chunk->len > 0 ? memchr(chunk->data, 0, chunk->len) : NULL;
    size_t at = end ? (size_t)(end - chunk->data) + 2 : 0;
    if (end && at < chunk->len && end[1] == 0) unpack_profile(chunk->data + at, chunk->len - at, profile);
}
