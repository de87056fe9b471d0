/* test_press_content.c: the colours of pages and pictures as they stand in a file for a press. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/picture/picture.h"
#include "output/output.h"
#include "output/picture/steps.h"
#include "output/picture/pictures.h"
#include "output/paint.h"
#include "output/inks/content.h"
#include "output/inks/form.h"
#include "tests/unit/said.h"

#include <cairo.h>
#include <glib.h>
#include <jpeglib.h>
#include <png.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const struct gaz_ink inks[] = {
    {"黑", 0x000000, true, {0, 0, 0, 100}, NULL},
    {"红", 0xD7282F, true, {0, 80, 80, 0}, NULL},
    {"纸白", 0xFFFFFF, true, {0, 0, 0, 0}, NULL},
    {"专红", 0xB11E23, true, {20, 100, 100, 15}, "PANTONE 186 C"},
    {"套准", 0x010203, true, {100, 100, 100, 100}, "All"},
};

static struct gaz_press_colours *new_colours(void) {
    static const struct gaz_press press = {.condition = "FOGRA47"};
    return gaz_press_colours_new(&press, inks, G_N_ELEMENTS(inks));
}

/* ---- pages */

static void add_page(qpdf_data pdf, const char *content) {
    qpdf_oh none = qpdf_oh_new_null(pdf), stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)content, strlen(content), none, none);
    qpdf_oh page = qpdf_oh_parse(pdf, "<< /Type /Page /MediaBox [0 0 100 100] /Resources << >> >>");
    qpdf_oh_replace_key(pdf, page, "/Contents", stream);
    assert_int_equal(qpdf_add_page(pdf, pdf, qpdf_make_indirect_object(pdf, page), QPDF_FALSE), QPDF_SUCCESS);
}

static char *content_of(qpdf_data pdf, size_t page) {
    unsigned char *data = NULL;
    size_t size;
    assert_int_equal(qpdf_oh_get_page_content_data(pdf, qpdf_get_page_n(pdf, page), &data, &size),
                     QPDF_SUCCESS);
    char *text = g_strndup((const char *)data, size);
    free(data);
    for (char *at = text; *at; at++)
        if (*at == '\n') *at = ' ';
    return text;
}

static qpdf_oh walk(qpdf_data pdf, qpdf_oh at, const char *keys) {
    g_auto(GStrv) all = g_strsplit(keys, " ", -1);
    for (char **key = all; *key; key++) {
        if (qpdf_oh_is_stream(pdf, at)) at = qpdf_oh_get_dict(pdf, at);
        at = g_ascii_isdigit(**key) ? qpdf_oh_get_array_item(pdf, at, atoi(*key))
                                    : qpdf_oh_get_key(pdf, at, *key);
    }
    return at;
}

#define assert_at(pdf, page, keys, text)                                                                     \
    assert_string_equal(qpdf_oh_unparse_resolved(pdf, walk(pdf, qpdf_get_page_n(pdf, page), keys)), text)

static bool convert(qpdf_data pdf, struct gaz_diags *diags) {
    struct gaz_page pages[8] = {{.number = 7}};
    struct gaz_pages all = {.pages = pages, .n_pages = (uint32_t)qpdf_get_num_pages(pdf)};
    struct gaz_press_colours *colours = new_colours();
    bool good = gaz_press_convert(pdf, &all, colours, diags);
    gaz_press_colours_free(colours);
    return good;
}

static qpdf_data pdf_of(const char *const *contents) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    assert_int_equal(qpdf_empty_pdf(pdf), QPDF_SUCCESS);
    for (; *contents; contents++)
        add_page(pdf, *contents);
    return pdf;
}

/* One page, turned; NULL when it is refused. */
static char *turned(const char *content) {
    struct gaz_diags *diags = gaz_diags_new();
    qpdf_data pdf = pdf_of((const char *const[]){content, NULL});
    char *text = convert(pdf, diags) ? content_of(pdf, 0) : NULL;
    assert_int_equal(text == NULL, said(diags, "[press-colour]"));
    gaz_diags_free(diags);
    qpdf_cleanup(&pdf);
    return text;
}

#define assert_turned(from, to)                                                                              \
    do {                                                                                                     \
        g_autofree char *text_ = turned(from);                                                               \
        assert_non_null(text_);                                                                              \
        assert_string_equal(text_, (to));                                                                    \
    } while (0)

static void inks_are_read_from_sentinels(void **state) {
    (void)state;
    assert_turned("0 0 0.647059 rg 1 2 3 4 re f", " /GazOver01 gs 0 0 0 1 k 1 2 3 4 re f");
    assert_turned("0 0.003922 0.647059 RG 0 0 m S", " /GazOver00 gs 0 0.8 0.8 0 K 0 0 m S");
    assert_turned("0 0.007843 0.647059 rg f", " /GazOver00 gs 0 0 0 0 k f");
    double rgb[3];
    gaz_ink_as_colour(300, rgb);
    assert_true(rgb[0] == 1 / 255.0 && rgb[1] == 44 / 255.0 && rgb[2] == 165 / 255.0);
}

/* Black over red stays printed over it behind a Q, and what is drawn with lines has its own word. */
static void overprint_goes_with_its_colour(void **state) {
    (void)state;
    assert_turned(
        "0 0 0.647059 rg q 0 0.003922 0.647059 rg f Q f 0 0.003922 0.647059 RG B",
        " /GazOver01 gs 0 0 0 1 k q /GazOver00 gs 0 0.8 0.8 0 k f Q f /GazOver01 gs 0 0.8 0.8 0 K B");
    assert_turned("0 0 0.647059 rg f q 1 0 0 1 0 0 cm /x5 Do Q",
                  " /GazOver01 gs 0 0 0 1 k f q 1 0 0 1 0 0 cm q /GazOver00 gs  /x5 Do Q Q");
    qpdf_data pdf =
        pdf_of((const char *const[]){"0 0 0.647059 rg 0 0 0.647059 RG B 0 0.007843 0.647059 rg f", NULL});
    assert_true(convert(pdf, NULL));
    assert_at(pdf, 0, "/Resources /ExtGState /GazOver11", "<< /OP true /OPM 1 /op true >>");
    assert_at(pdf, 0, "/Resources /ExtGState /GazOver10", "<< /OP true /OPM 1 /op false >>");
    qpdf_cleanup(&pdf);
    pdf = pdf_of((const char *const[]){"0 0.007843 0.647059 rg f", NULL});
    assert_true(convert(pdf, NULL));
    assert_at(pdf, 0, "/Resources /ExtGState /GazOver00", "<< /OP false /OPM 0 /op false >>");
    qpdf_cleanup(&pdf);
}

static void a_spot_is_one_object_of_the_file(void **state) {
    (void)state;
    qpdf_data pdf = pdf_of((const char *const[]){"0 0.011765 0.647059 rg f",
                                                 "0 0.011765 0.647059 RG S 0 0.015686 0.647059 RG S", NULL});
    assert_true(convert(pdf, NULL));
    g_autofree char *one = content_of(pdf, 0), *two = content_of(pdf, 1);
    assert_string_equal(one, " /GazOver00 gs /GazSpot3 cs 1 scn f");
    assert_string_equal(two, " /GazOver00 gs /GazSpot3 CS 1 SCN S /GazOver00 gs /GazSpot4 CS 1 SCN S");
    int first =
        qpdf_oh_get_object_id(pdf, walk(pdf, qpdf_get_page_n(pdf, 0), "/Resources /ColorSpace /GazSpot3"));
    assert_true(first > 0);
    assert_int_equal(first, qpdf_oh_get_object_id(
                                pdf, walk(pdf, qpdf_get_page_n(pdf, 1), "/Resources /ColorSpace /GazSpot3")));
    assert_at(pdf, 0, "/Resources /ColorSpace /GazSpot3 1", "/PANTONE#20186#20C");
    assert_at(pdf, 0, "/Resources /ColorSpace /GazSpot3 2", "/DeviceCMYK");
    assert_at(pdf, 0, "/Resources /ColorSpace /GazSpot3 3",
              "<< /C0 [ 0 0 0 0 ] /C1 [ 0.2 1 1 0.15 ] /Domain [ 0 1 ] /FunctionType 2 /N 1 >>");
    assert_at(pdf, 1, "/Resources /ColorSpace /GazSpot4 1", "/All");
    qpdf_cleanup(&pdf);
}

/* What is no ink, and what hides a colour. */
static void other_colours_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"0 0 0 rg f",
                                      "0.5 g f",
                                      "0 0 0 1 k f",
                                      "0 0.1 0.647059 rg",
                                      "0 0.5 0.647059 rg f" /* no such ink */,
                                      "0 0 0.7 RG S",
                                      "/DeviceRGB cs",
                                      "0 0 rg",
                                      "BI /W 1 ID x EI",
                                      "q Q Q"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *text = turned(bad[i]);
        if (text) print_error("passed: %s\n", bad[i]);
        assert_null(text);
    }
}

/* A name, a string or a comment that looks like a colour is none. */
static void what_is_no_colour_is_copied(void **state) {
    (void)state;
    static const char text[] =
        "BT /rg 1 Tf (0 0 0 rg) Tj [<30>-250(k)] TJ ET % 1 0 0 rg\n0.5 w [1 2 3 4 5 6 7 8] 0 d";
    g_autofree char *copied = turned(text), *wanted = g_strdelimit(g_strdup(text), "\n", ' ');
    assert_string_equal(copied, wanted);
}

/* ---- pictures */

static struct gaz_ready_picture ready_for_press(struct gaz_image image, enum gaz_picture_verdict wanted) {
    struct gaz_ready_picture ready;
    struct gaz_press_colours *colours = new_colours();
    image.width = image.height = 100 * GAZ_POINT;
    gaz_ready_begin(&ready);
    assert_int_equal(gaz_picture_make_ready(&image, &(struct gaz_picture_use){.colours = colours}, &ready),
                     wanted);
    gaz_press_colours_free(colours);
    return ready;
}

static struct gaz_image image_of(int kind, const GByteArray *bytes) {
    return (struct gaz_image){.kind = kind, .data = bytes->data, .size = bytes->len, .name = "a"};
}

static GByteArray *inflated(const struct gaz_ready_picture *ready) {
    GByteArray *out = g_byte_array_new();
    unsigned char part[4096];
    z_stream zip = {.next_in = ready->data->data, .avail_in = ready->data->len};
    assert_int_equal(inflateInit(&zip), Z_OK);
    for (int state = Z_OK; state == Z_OK;) {
        zip.next_out = part;
        zip.avail_out = sizeof part;
        state = inflate(&zip, Z_NO_FLUSH);
        g_byte_array_append(out, part, (guint)(sizeof part - zip.avail_out));
    }
    inflateEnd(&zip);
    return out;
}

static void put_png(png_structp png, png_bytep data, size_t size) {
    g_byte_array_append(png_get_io_ptr(png), data, (guint)size);
}

/* One row of pixels. */
static GByteArray *a_png(int type, const unsigned char *row, uint32_t width, const png_color *palette,
                         int n) {
    GByteArray *bytes = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, bytes, put_png, NULL);
    png_set_IHDR(png, info, width, 1, 8, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (palette) png_set_PLTE(png, info, palette, n);
    png_write_info(png, info);
    png_write_row(png, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

static void a_png_becomes_four_inks(void **state) {
    (void)state;
    static const unsigned char row[] = {255, 255, 255, 255, 0, 0, 0, 255, 0xD7, 0x28, 0x2F, 255,
                                        0,   0,   255, 255, 9, 9, 9, 0,   0,    0,    0,    128};
    static const unsigned char wanted[] = {0,   0,   0, 0, 0, 0, 0, 255, 0, 204, 204, 0,
                                           255, 255, 0, 0, 0, 0, 0, 0,   0, 0,   0,   128};
    g_autoptr(GByteArray) png = a_png(PNG_COLOR_TYPE_RGB_ALPHA, row, 6, NULL, 0);
    struct gaz_ready_picture ready = ready_for_press(image_of(GAZ_PICTURE_PNG, png), GAZ_PICTURE_GOOD);
    assert_int_equal(ready.kind, GAZ_READY_STREAM);
    assert_non_null(
        strstr(ready.dict->str, "/Width 6 /Height 1 /ColorSpace /DeviceCMYK /BitsPerComponent 8"));
    g_autoptr(GByteArray) rows = inflated(&ready);
    assert_int_equal(rows->len, sizeof wanted);
    assert_memory_equal(rows->data, wanted, sizeof wanted);
    assert_int_equal(ready.way, GAZ_COLOUR_PIXELS);
    assert_true(ready.is_guessed);
    gaz_ready_end(&ready);
}

/* The rows stay, the colours that they name change; a grey one needs no inks. */
static void a_palette_is_turned_in_place(void **state) {
    (void)state;
    static const png_color palette[] = {{255, 255, 255}, {0xD7, 0x28, 0x2F}, {0, 0, 0}},
                           greys[] = {{255, 255, 255}, {9, 9, 9}};
    g_autoptr(GByteArray) png =
        a_png(PNG_COLOR_TYPE_PALETTE, (const unsigned char[]){0, 1, 2}, 3, palette, 3),
                          grey = a_png(PNG_COLOR_TYPE_PALETTE, (const unsigned char[]){0, 1}, 2, greys, 2);
    struct gaz_ready_picture ready = ready_for_press(image_of(GAZ_PICTURE_PNG, png), GAZ_PICTURE_GOOD);
    assert_non_null(strstr(ready.dict->str, "[/Indexed /DeviceCMYK 2 <0000000000CCCC00000000FF>]"));
    gaz_ready_end(&ready);
    ready = ready_for_press(image_of(GAZ_PICTURE_PNG, grey), GAZ_PICTURE_GOOD);
    assert_non_null(strstr(ready.dict->str, "[/Indexed /DeviceGray 1 <FF09>]"));
    assert_int_equal(ready.way, GAZ_COLOUR_KEPT);
    assert_false(ready.is_guessed);
    gaz_ready_end(&ready);
}

/* 16 × 16 pixels, the left half of one colour, the right half of another. */
static GByteArray *a_jpeg(J_COLOR_SPACE space, const unsigned char *left, const unsigned char *right) {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL, row[16 * 4];
    unsigned long size = 0;
    JSAMPROW rows = row;
    int n = space == JCS_CMYK ? 4 : 3;
    for (int x = 0; x < 16; x++)
        memcpy(row + (size_t)x * (size_t)n, x < 8 ? left : right, (size_t)n);
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &data, &size);
    info.image_width = info.image_height = 16;
    info.input_components = n;
    info.in_color_space = space;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height)
        jpeg_write_scanlines(&info, &rows, 1);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, data, (guint)size);
    free(data);
    return bytes;
}

/* The first of its rows, as a PDF reader decodes it; how many parts a pixel has. */
static int first_row(const GByteArray *jpeg, unsigned char row[16 * 4]) {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    JSAMPROW rows = row;
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, jpeg->data, jpeg->len);
    jpeg_read_header(&info, TRUE);
    int n = info.num_components;
    info.out_color_space = n == 4 ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_start_decompress(&info);
    jpeg_read_scanlines(&info, &rows, 1);
    jpeg_destroy_decompress(&info);
    return n;
}

static void expect_row(const GByteArray *jpeg, int n, const unsigned char *left, const unsigned char *right) {
    unsigned char row[16 * 4];
    assert_int_equal(first_row(jpeg, row), n);
    for (int x = 0; x < 16; x += x == 5 ? 5 : 1) /* where they meet colours run into one another */
        for (int i = 0; i < n; i++)
            assert_in_range(abs(row[x * n + i] - (x < 8 ? left : right)[i]), 0, 4);
}

static void a_jpeg_becomes_four_inks(void **state) {
    (void)state;
    g_autoptr(GByteArray) jpeg =
        a_jpeg(JCS_RGB, (const unsigned char[]){250, 60, 10}, (const unsigned char[]){0, 0, 255});
    struct gaz_ready_picture ready = ready_for_press(image_of(GAZ_PICTURE_JPEG, jpeg), GAZ_PICTURE_GOOD);
    assert_int_equal(ready.kind, GAZ_READY_STREAM);
    assert_non_null(
        strstr(ready.dict->str, "/DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode >>")); /* no /Decode */
    expect_row(ready.data, 4, (const unsigned char[]){0, 190, 240, 5}, /* by the formula */
               (const unsigned char[]){255, 255, 0, 0});
    gaz_ready_end(&ready);
}

static void a_grey_jpeg_in_colour_mode_becomes_grey(void **state) {
    (void)state;
    g_autoptr(GByteArray) jpeg =
        a_jpeg(JCS_RGB, (const unsigned char[]){77, 77, 77}, (const unsigned char[]){200, 200, 200});
    struct gaz_ready_picture ready = ready_for_press(image_of(GAZ_PICTURE_JPEG, jpeg), GAZ_PICTURE_GOOD);
    assert_non_null(strstr(ready.dict->str, "/ColorSpace /DeviceGray"));
    expect_row(ready.data, 1, (const unsigned char[]){77}, (const unsigned char[]){200});
    assert_int_equal(ready.way, GAZ_COLOUR_KEPT);
    gaz_ready_end(&ready);
}

static void a_jpeg_of_four_inks_is_the_file_itself(void **state) {
    (void)state;
    g_autoptr(GByteArray) jpeg =
        a_jpeg(JCS_CMYK, (const unsigned char[]){10, 20, 30, 40}, (const unsigned char[]){0, 0, 0, 0});
    struct gaz_ready_picture ready = ready_for_press(image_of(GAZ_PICTURE_JPEG, jpeg), GAZ_PICTURE_GOOD);
    assert_int_equal(ready.kind, GAZ_READY_FILE); /* whose bytes are the image's own */
    assert_int_equal(ready.data->len, 0);
    assert_non_null(strstr(ready.dict->str, "/ColorSpace /DeviceCMYK"));
    assert_int_equal(ready.way, GAZ_COLOUR_KEPT);
    gaz_ready_end(&ready);
}

/* ---- drawings */

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>"

static struct gaz_ready_picture ready_svg(const char *text) {
    struct gaz_image image = {
        .kind = GAZ_PICTURE_SVG, .data = (const unsigned char *)text, .size = strlen(text)};
    return ready_for_press(image, GAZ_PICTURE_GOOD);
}

static qpdf_data open_ready(const struct gaz_ready_picture *ready) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    assert_int_equal(ready->kind, GAZ_READY_PDF);
    assert_int_equal(qpdf_read_memory(pdf, "svg", (const char *)ready->data->data, ready->data->len, NULL),
                     QPDF_SUCCESS);
    return pdf;
}

/* Everything in it, for a look at its operators and keys. */
static char *all_text(qpdf_data pdf) {
    GString *text = g_string_new(NULL);
    int n = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size"));
    for (int i = 1; i < n; i++) {
        qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
        g_string_append_printf(text, "%s\n",
                               qpdf_oh_unparse_resolved(pdf, qpdf_oh_is_stream(pdf, object)
                                                                 ? qpdf_oh_get_dict(pdf, object)
                                                                 : object));
        unsigned char *data = NULL;
        size_t size = 0;
        QPDF_BOOL filtered;
        if (!qpdf_oh_is_stream(pdf, object) ||
            qpdf_oh_has_key(pdf, qpdf_oh_get_dict(pdf, object), "/Length1"))
            continue;
        qpdf_oh_get_stream_data(pdf, object, qpdf_dl_generalized, &filtered, &data, &size);
        g_string_append_len(text, (const char *)data, (gssize)size);
        free(data);
    }
    for (gsize i = 0; i < text->len; i++)
        if (text->str[i] == '\0') text->str[i] = ' ';
    return g_string_free(text, FALSE);
}

static void a_drawings_colours_are_inks(void **state) {
    (void)state;
    struct gaz_ready_picture ready = ready_svg(
        SVG "<rect width='9' height='9' fill='#D7282F'/><path d='M0 9h9' stroke='#808080'/>"
            "<rect x='20' width='9' height='9' fill='#B11E23'/><rect x='40' width='9' height='9'/></svg>");
    qpdf_data pdf = open_ready(&ready);
    g_autofree char *content = content_of(pdf, 0), *all = all_text(pdf);
    assert_non_null(strstr(content, "/GazOver00 gs 0 0.8 0.8 0 k"));
    assert_non_null(strstr(content, "gs 0 0 0 0.498 K"));
    assert_non_null(strstr(content, "/GazSpot3 cs 1 scn"));
    assert_non_null(strstr(content, "/GazOver01 gs 0 0 0 1 k"));
    assert_null(strstr(all, "DeviceRGB"));
    assert_null(strstr(all, "/Group"));
    assert_int_equal(ready.way, GAZ_COLOUR_DRAWING);
    assert_false(ready.is_guessed); /* inks and greys alone */
    assert_int_equal(ready.notes->len, 4);
    assert_int_equal(g_array_index(ready.notes, struct gaz_colour_note, 0).rgb, 0xD7282F);
    assert_int_equal(g_array_index(ready.notes, struct gaz_colour_note, 0).colour.ink, 1);
    qpdf_cleanup(&pdf);
    gaz_ready_end(&ready);
}

/* Red and blue: the bitmap stays one, within a drawing that stays a drawing. */
static void a_bitmap_in_a_drawing_becomes_four_inks(void **state) {
    (void)state;
    struct gaz_ready_picture ready = ready_svg(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "width='100' height='100'><rect width='9' height='9' fill='#D7282F'/><image x='20' y='20' "
        "width='20' height='10' xlink:href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIA"
        "AAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=='/></svg>");
    qpdf_data pdf = open_ready(&ready);
    g_autofree char *all = all_text(pdf);
    assert_null(strstr(all, "DeviceRGB"));
    assert_non_null(strstr(all, "/GazOver00 gs 0 0.8 0.8 0 k"));
    int n = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size")),
        found = 0;
    for (int i = 1; i < n; i++) {
        qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
        if (!qpdf_oh_is_stream(pdf, object)) continue;
        qpdf_oh dict = qpdf_oh_get_dict(pdf, object);
        if (!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, "/Subtype"), "/Image")) continue;
        unsigned char *data = NULL;
        size_t size = 0;
        QPDF_BOOL filtered;
        assert_string_equal(qpdf_oh_get_name(pdf, qpdf_oh_get_key(pdf, dict, "/ColorSpace")), "/DeviceCMYK");
        assert_int_equal(qpdf_oh_get_stream_data(pdf, object, qpdf_dl_generalized, &filtered, &data, &size),
                         QPDF_SUCCESS);
        assert_int_equal(size, 2 * 4);
        assert_memory_equal(data, ((unsigned char[]){0, 255, 255, 0, 255, 255, 0, 0}), 8);
        free(data);
        found++;
    }
    assert_int_equal(found, 1);
    assert_true(ready.is_guessed);
    qpdf_cleanup(&pdf);
    gaz_ready_end(&ready);
}

/* White to blue: no ink at its beginning, those of blue at its end, and the formula's between. */
static void a_shading_is_a_table_of_inks(void **state) {
    (void)state;
    struct gaz_ready_picture ready = ready_svg(
        SVG "<linearGradient id='g'><stop offset='0' stop-color='#fff'/><stop offset='1' stop-color='#00f'/>"
            "</linearGradient><rect width='90' height='90' fill='url(#g)'/></svg>");
    qpdf_data pdf = open_ready(&ready);
    qpdf_oh resources = qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, 0), "/Resources"),
            shadings = qpdf_oh_get_key(pdf, resources, "/Shading");
    assert_true(qpdf_oh_is_dictionary(pdf, shadings));
    qpdf_oh_begin_dict_key_iter(pdf, shadings);
    assert_true(qpdf_oh_dict_more_keys(pdf));
    qpdf_oh shading = qpdf_oh_get_key(pdf, shadings, qpdf_oh_dict_next_key(pdf));
    assert_string_equal(qpdf_oh_get_name(pdf, walk(pdf, shading, "/ColorSpace")), "/DeviceCMYK");
    qpdf_oh table = walk(pdf, shading, "/Function");
    unsigned char *data = NULL;
    size_t size = 0;
    QPDF_BOOL filtered;
    assert_int_equal(qpdf_oh_get_stream_data(pdf, table, qpdf_dl_generalized, &filtered, &data, &size),
                     QPDF_SUCCESS);
    assert_int_equal(size, 65 * 4);
    assert_memory_equal(data, ((unsigned char[]){0, 0, 0, 0}), 4);
    assert_memory_equal(data + 32 * 4, ((unsigned char[]){127, 127, 0, 0}), 4);
    assert_memory_equal(data + 64 * 4, ((unsigned char[]){255, 255, 0, 0}), 4);
    free(data);
    assert_true(ready.is_guessed);
    qpdf_cleanup(&pdf);
    gaz_ready_end(&ready);
}

static void tiles_and_gradients_of_many_stops_lose_their_rgb(void **state) {
    (void)state;
    struct gaz_ready_picture ready = ready_svg(
        SVG "<radialGradient id='g'><stop offset='0' stop-color='red'/><stop offset='.3' stop-color='lime'/>"
            "<stop offset='1' stop-color='blue'/></radialGradient><pattern id='p' width='10' height='10' "
            "patternUnits='userSpaceOnUse'><rect width='5' height='5' fill='#369'/></pattern>"
            "<rect width='50' height='90' fill='url(#g)'/><rect x='50' width='50' height='90' "
            "fill='url(#p)'/></svg>");
    qpdf_data pdf = open_ready(&ready);
    g_autofree char *all = all_text(pdf);
    assert_non_null(strstr(all, "/PatternType 1"));
    assert_non_null(strstr(all, "/Pattern cs")); /* chosen, and set: no colour stands in its place */
    assert_non_null(strstr(all, " scn"));
    assert_non_null(strstr(all, "0.4 0.2 0 0.4 k"));
    assert_non_null(strstr(all, "/FunctionType 3"));
    assert_null(strstr(all, "DeviceRGB"));
    assert_null(strstr(all, " rg"));
    assert_null(strstr(all, "/Group"));
    qpdf_cleanup(&pdf);
    gaz_ready_end(&ready);
}

/* Half-transparent red over white at 600 dpi: no transparency, and the inks of what is seen. */
static void what_shines_through_becomes_pixels(void **state) {
    (void)state;
    static const char *const seen_through[] = {
        SVG "<rect width='100' height='100' fill='red' opacity='0.5'/></svg>",
        SVG "<rect width='100' height='100' fill='red' fill-opacity='0.5'/></svg>",
        SVG "<g style='mix-blend-mode:multiply'><rect width='100' height='100' fill='#ff8080'/></g></svg>",
        SVG "<linearGradient id='g'><stop stop-color='red' stop-opacity='.5'/><stop offset='1' "
            "stop-color='red' stop-opacity='.5'/>"
            "</linearGradient><rect width='100' height='100' fill='url(#g)'/></svg>"};
    for (size_t i = 0; i < G_N_ELEMENTS(seen_through); i++) {
        struct gaz_ready_picture ready = ready_svg(seen_through[i]);
        assert_int_equal(ready.kind, GAZ_READY_STREAM);
        assert_int_equal(ready.way, GAZ_COLOUR_DRAWN);
        assert_int_equal(ready.width, 834); /* 100 points */
        assert_non_null(strstr(ready.dict->str, "/DeviceCMYK"));
        g_autoptr(GByteArray) rows = inflated(&ready);
        assert_int_equal(rows->len, 834 * 834 * 4);
        const unsigned char *middle = rows->data + (size_t)(417 * 834 + 417) * 4, wanted[] = {0, 127, 127, 0};
        for (int k = 0; k < 4; k++)
            assert_in_range(abs(middle[k] - wanted[k]), 0, 2);
        gaz_ready_end(&ready);
    }
}

/* Each issue of a volume has its own file: what is called and written the same is drawn once. */
static void same_file_is_one_picture(void **state) {
    (void)state;
    static const char *const files[][2] = {
        {"a.svg", SVG "<rect width='9' height='9'/></svg>"},
        {"a.svg", SVG "<rect width='9' height='9'/></svg>"},
        {"b.svg", SVG "<rect width='9' height='9'/></svg>"}, /* a report names it */
        {"a.svg", SVG "<rect width='8' height='9'/></svg>"},
    };
    enum { N = G_N_ELEMENTS(files) };
    struct gaz_item items[N] = {{0}};
    char *bytes[N];
    struct gaz_page page = {.items = items, .n_items = N};
    struct gaz_pages pages = {.pages = &page, .n_pages = 1, .inks = inks, .n_inks = G_N_ELEMENTS(inks)};
    for (size_t i = 0; i < N; i++) {
        bytes[i] = g_strdup(files[i][1]);
        items[i].kind = GAZ_ITEM_IMAGE;
        items[i].as.image = (struct gaz_image){.width = 100 * GAZ_POINT,
                                               .height = 100 * GAZ_POINT,
                                               .kind = GAZ_PICTURE_SVG,
                                               .data = (const unsigned char *)bytes[i],
                                               .size = strlen(bytes[i]),
                                               .name = files[i][0]};
    }
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_pictures *pictures = gaz_pictures_begin(&pages, 0, 1, &(struct gaz_picture_use){0});
    assert_true(gaz_pictures_end(pictures, diags));
    assert_int_equal(gaz_pictures_count(pictures), 3);
    static const int wanted[] = {1, 1, 2, 3};
    for (size_t i = 0; i < N; i++) {
        cairo_surface_t *stand_in = gaz_pictures_surface(pictures, &items[i].as.image);
        assert_int_equal(cairo_image_surface_get_width(stand_in), wanted[i]);
        cairo_surface_destroy(stand_in);
    }
    gaz_pictures_free(pictures);
    for (size_t i = 0; i < N; i++)
        g_free(bytes[i]);
    gaz_diags_free(diags);
}

/* Over the child, as a build does it: the plate of a drawing is that of the page; one warning for the file.
 */
static void one_warning_tells_of_the_formula(void **state) {
    (void)state;
    static const char blue[] = SVG "<rect width='99' height='99' fill='#369'/></svg>",
                      black[] = SVG "<rect width='99' height='99'/></svg>";
    struct gaz_item items[] = {{.kind = GAZ_ITEM_IMAGE}, {.kind = GAZ_ITEM_IMAGE}};
    struct gaz_page page = {.items = items, .n_items = 2};
    struct gaz_pages pages = {.pages = &page, .n_pages = 1, .inks = inks, .n_inks = G_N_ELEMENTS(inks)};
    for (int i = 0; i < 2; i++) {
        const char *text = i == 0 ? black : blue;
        items[i].as.image = (struct gaz_image){.width = 100 * GAZ_POINT,
                                               .height = 100 * GAZ_POINT,
                                               .kind = GAZ_PICTURE_SVG,
                                               .data = (const unsigned char *)text,
                                               .size = strlen(text),
                                               .name = text == black ? "black.svg" : "blue.svg"};
    }
    struct gaz_press_colours *colours = new_colours();
    struct gaz_diags *diags = gaz_diags_new();
    struct gaz_pictures *pictures =
        gaz_pictures_begin(&pages, 0, 1, &(struct gaz_picture_use){.colours = colours});
    assert_true(gaz_pictures_end(pictures, diags));
    assert_true(said(diags, "[press-formula]"));
    assert_true(said(diags, "blue.svg"));
    assert_int_equal(gaz_diags_count(diags, GAZ_WARNING), 1);
    struct gaz_picture_colours told;
    assert_int_equal(gaz_pictures_count(pictures), 2);
    assert_true(gaz_pictures_colours(pictures, 1, &told));
    assert_string_equal(told.name, "blue.svg");
    assert_int_equal(told.way, GAZ_COLOUR_DRAWING);
    assert_int_equal(told.n_notes, 1);
    assert_int_equal(told.notes[0].rgb, 0x336699);
    assert_float_equal(told.notes[0].colour.cmyk[0], 0.4, 0.001);
    gaz_pictures_free(pictures);
    gaz_diags_free(diags);
    gaz_press_colours_free(colours);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inks_are_read_from_sentinels),
        cmocka_unit_test(overprint_goes_with_its_colour),
        cmocka_unit_test(a_spot_is_one_object_of_the_file),
        cmocka_unit_test(other_colours_are_refused),
        cmocka_unit_test(what_is_no_colour_is_copied),
        cmocka_unit_test(a_png_becomes_four_inks),
        cmocka_unit_test(a_palette_is_turned_in_place),
        cmocka_unit_test(a_jpeg_becomes_four_inks),
        cmocka_unit_test(a_grey_jpeg_in_colour_mode_becomes_grey),
        cmocka_unit_test(a_jpeg_of_four_inks_is_the_file_itself),
        cmocka_unit_test(a_drawings_colours_are_inks),
        cmocka_unit_test(a_bitmap_in_a_drawing_becomes_four_inks),
        cmocka_unit_test(a_shading_is_a_table_of_inks),
        cmocka_unit_test(tiles_and_gradients_of_many_stops_lose_their_rgb),
        cmocka_unit_test(what_shines_through_becomes_pixels),
        cmocka_unit_test(same_file_is_one_picture),
        cmocka_unit_test(one_warning_tells_of_the_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
