/* test_picture.c: which way is up, as cameras say it; how large a picture says that it is. */
#include "tests/unit/check.h"

#include "base/picture/exif.h"
#include "base/picture/picture.h"

#include <string.h>

/* one directory of one entry */
#define MM(value) "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" value "\0\0\0\0\0\0"
#define II(value) "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" value "\0\0\0\0\0\0\0"

static int orientation(const char *tiff, size_t n) {
    return gaz_exif_orientation((const unsigned char *)tiff, n);
}
#define ORIENTATION(literal) orientation(literal, sizeof(literal) - 1)

static void both_orders_of_bytes(void **state) {
    (void)state;
    assert_int_equal(ORIENTATION(MM("\x06")), 6);
    assert_int_equal(ORIENTATION(II("\x08")), 8);
}

static void nonsense_is_as_stored(void **state) {
    (void)state;
    assert_int_equal(ORIENTATION(MM("\x00")), 1);
    assert_int_equal(ORIENTATION(MM("\x09")), 1);
    assert_int_equal(ORIENTATION("MM\0*\xFF\xFF\xFF\xF0\0\x01"), 1);
    assert_int_equal(ORIENTATION("MM\0+\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"), 1);
    assert_int_equal(ORIENTATION("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x04\0\0\0\x01\0\x06\0\0"), 1); /* a LONG */
    for (size_t n = 0; n < 20; n++)
        assert_int_equal(orientation(MM("\x06"), n), 1);
}

/* Its sides change places, its stored pixels do not. */
static void png_on_its_side(void **state) {
    (void)state;
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x60\0\0\0\x30\x08\0\0\0\0CCCC"
                              "\0\0\0\x1a"
                              "eXIf" MM("\x06") "CCCC";
    struct gaz_picture picture = {.data = (const unsigned char *)png, .size = sizeof png - 1};
    assert_true(gaz_picture_look(&picture));
    assert_int_equal(picture.orientation, 6);
    assert_int_equal(picture.pixels_wide, 0x60);
    assert_int_equal(picture.natural_width, 25400 / 2);
    assert_int_equal(picture.natural_height, 25400);
}

/* In the units of CSS; of a part of what is around, and where none is told, as large as the viewBox says. */
static void svg_of_its_size(void **state) {
    (void)state;
    static const struct {
        const char *attributes;
        int32_t width, height;
    } rows[] = {
        {"width=\"40mm\" height=\"20mm\"", 40000, 20000},
        {"width='2.54cm'\nheight = '1in'", 25400, 25400},
        {"width=\"72pt\" height=\"6pc\"", 25400, 25400},
        {"width=\"96\" height=\"48px\"", 25400, 12700},
        {"width=\"40Q\" height=\"4.5mm\"", 10000, 4500},
        {"viewBox=\"0 0 96 48\"", 25400, 12700},
        {"width=\"100%\" height=\"50%\" viewBox=\"-1,-2, 48,\n96\"", 12700, 25400},
        {"width=\"40mm\" viewBox=\"0 0 96 48\"", 25400, 12700},
        {"width=\"40mm\" height=\"20mm\" viewBox=\"0 0 96 48\"", 40000, 20000},
        {"viewBox=\"48\"", 0, 12700},
        {"viewBox=\"\"", 0, 0},
        {"data-width=\"40mm\" height=\"2em\"", 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *svg =
            g_strdup_printf("<?xml version=\"1.0\"?>\n<!-- <svg> -->\n<svg %s/>", rows[i].attributes);
        struct gaz_picture picture = {.data = (const unsigned char *)svg, .size = strlen(svg)};
        assert_true(gaz_picture_look(&picture));
        assert_int_equal(picture.kind, GAZ_PICTURE_SVG);
        assert_int_equal(picture.natural_width, rows[i].width);
        assert_int_equal(picture.natural_height, rows[i].height);
        assert_int_equal(picture.orientation, 0);
    }
}

/* Without a camera's word it stands as it is stored, whatever comes in the file's other parts. */
static void put_number(GByteArray *to, uint32_t number, unsigned size) {
    for (unsigned i = size; i-- > 0;) {
        guint8 byte = (guint8)(number >> 8 * i);
        g_byte_array_append(to, &byte, 1);
    }
}

static void put_segment(GByteArray *to, unsigned marker, const void *bytes, guint size) {
    put_number(to, 0xFF00 | marker, 2);
    put_number(to, size + 2, 2);
    g_byte_array_append(to, bytes, size);
}

/* A JPEG up to its frame header: what stands before it, in what unit its density is, and which frame it is.
 */
struct jpeg {
    uint32_t width, height, unit, across, down; /* unit: of the JFIF header; 3: it has none */
    unsigned marker, orientation;               /* orientation 0: nothing says it */
    bool has_fill;
};

static GByteArray *write_jpeg(const struct jpeg *jpeg) {
    GByteArray *to = g_byte_array_new(), *jfif = g_byte_array_new(), *frame = g_byte_array_new();
    char exif[] = "Exif\0\0" MM("\x00");
    put_number(to, 0xFFD8, 2);
    g_byte_array_append(jfif, (const guint8 *)"JFIF\0\x01\x02", 7);
    put_number(jfif, jpeg->unit, 1);
    put_number(jfif, jpeg->across, 2);
    put_number(jfif, jpeg->down, 2);
    put_number(jfif, 0, 2);
    if (jpeg->unit < 3) put_segment(to, 0xE0, jfif->data, jfif->len);
    exif[6 + 19] = (char)jpeg->orientation;
    if (jpeg->orientation) put_segment(to, 0xE1, exif, sizeof exif - 1);
    put_segment(to, 0xDB, "quantities", 10);
    if (jpeg->has_fill) put_number(to, 0xFFFFFF, 3);
    put_segment(to, 0xC4, "codes", 5); /* no frame, for all its number */
    put_number(frame, 8, 1);
    put_number(frame, jpeg->height, 2);
    put_number(frame, jpeg->width, 2);
    put_number(frame, 1, 1);
    put_number(frame, 0x011100, 3);
    put_segment(to, jpeg->marker, frame->data, frame->len);
    g_byte_array_unref(jfif);
    g_byte_array_unref(frame);
    return to;
}

/* As many pixels as it has, and as large as its density says; 96 to the inch where none does. */
static void jpeg_of_its_size(void **state) {
    (void)state;
    static const unsigned markers[] = {0xC0, 0xC1, 0xC2, 0xCF};
    GRand *random = g_rand_new_with_seed(9704);
    for (int round = 0; round < 400; round++) {
        struct jpeg jpeg = {
            (uint32_t)g_rand_int_range(random, 1, 3000),  (uint32_t)g_rand_int_range(random, 1, 3000),
            (uint32_t)g_rand_int_range(random, 0, 4),     (uint32_t)g_rand_int_range(random, 30, 1200),
            (uint32_t)g_rand_int_range(random, 30, 1200), markers[round % 4],
            (unsigned)g_rand_int_range(random, 0, 9),     round % 3 == 0};
        GByteArray *bytes = write_jpeg(&jpeg);
        struct gaz_picture picture = {.data = bytes->data, .size = bytes->len};
        assert_true(gaz_picture_look(&picture));
        bool is_known = jpeg.unit == 1 || jpeg.unit == 2, lies = jpeg.orientation >= 5;
        double unit = jpeg.unit == 2 ? 10000 : 25400, across = is_known ? jpeg.across : 96,
               down = is_known ? jpeg.down : 96;
        double wide = jpeg.width * unit / across, high = jpeg.height * unit / down;
        assert_int_equal(picture.kind, GAZ_PICTURE_JPEG);
        assert_int_equal(picture.pixels_wide, jpeg.width);
        assert_int_equal(picture.pixels_high, jpeg.height);
        assert_int_equal(picture.orientation, MAX(jpeg.orientation, 1));
        assert_int_equal(picture.is_guessed, !is_known);
        assert_in_range(picture.natural_width + 2, (lies ? high : wide) + 1, (lies ? high : wide) + 3);
        assert_in_range(picture.natural_height + 2, (lies ? wide : high) + 1, (lies ? wide : high) + 3);
        g_byte_array_unref(bytes);
    }
    g_rand_free(random);
}

static void png_as_stored(void **state) {
    (void)state;
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x60\0\0\0\x30\x08\0\0\0\0CCCC"
                              "\0\0\0\x09pHYs\0\0\x0e\xc4\0\0\x1d\x88\x01"
                              "CCCC\0\0\0\0IENDCCCC";
    struct gaz_picture picture = {.data = (const unsigned char *)png, .size = sizeof png - 1};
    assert_true(gaz_picture_look(&picture));
    assert_int_equal(picture.orientation, 1);
    assert_false(picture.is_guessed);
    assert_int_equal(picture.natural_width, 25396); /* 96 pixels, 3780 to the metre */
    assert_int_equal(picture.natural_height, 6349);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_orders_of_bytes), cmocka_unit_test(nonsense_is_as_stored),
        cmocka_unit_test(png_on_its_side),      cmocka_unit_test(jpeg_of_its_size),
        cmocka_unit_test(png_as_stored),        cmocka_unit_test(svg_of_its_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
