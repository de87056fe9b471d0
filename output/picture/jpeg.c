/* jpeg.c: JPEG, a row at a time.
 *
 * The file itself goes into the PDF, never compressed again; it is decoded to see that it is whole, and for
 * the screen. Only for a press three colours become four inks. Of damage libjpeg only warns, and goes on with
 * grey.
 */
#include "output/picture/steps.h"

#include "base/picture/picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

struct reader {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    unsigned char *row, *rgb;
};

static void fail(j_common_ptr info) {
    longjmp(((struct reader *)info->client_data)->failed, 1);
}

static void stay_silent(j_common_ptr info) {
    (void)info;
}

/* Stray bytes before a marker, which cameras leave, cost no pixel. */
static void count(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA) info->err->num_warnings++;
}

static void begin(struct reader *reader, const struct gaz_image *image) {
    reader->info.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = fail;
    reader->errors.output_message = stay_silent;
    reader->errors.emit_message = count;
    reader->info.client_data = reader;
    jpeg_create_decompress(&reader->info);
    jpeg_mem_src(&reader->info, image->data, image->size);
}

/* What a PDF reader understands in a DCTDecode stream: Huffman coded, 8 bits, grey, RGB or CMYK. */
static bool is_printable(const struct jpeg_decompress_struct *info) {
    int n = info->num_components;
    uint64_t n_pixels = (uint64_t)info->image_width * info->image_height;
    return n_pixels > 0 && n_pixels <= GAZ_MOST_PIXELS && info->data_precision == 8 && !info->arith_code &&
           (n == 1 || n == 3 || n == 4);
}

/* Four inks as a screen shows them, plainly. */
static void inks_to_rgb(const unsigned char *inks, unsigned char *rgb, unsigned width, bool turned_round) {
    for (unsigned x = 0; x < width; x++, inks += 4) {
        unsigned black = turned_round ? inks[3] : 255u - inks[3];
        for (int i = 0; i < 3; i++)
            *rgb++ = (unsigned char)((turned_round ? inks[i] : 255u - inks[i]) * black / 255);
    }
}

static void read_rows(struct reader *reader, struct gaz_row_sink sink) {
    struct jpeg_decompress_struct *info = &reader->info;
    bool is_inks = info->num_components == 4;
    info->out_color_space = is_inks ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(info);
    reader->row = g_malloc((size_t)info->output_width * 4);
    reader->rgb = g_malloc((size_t)info->output_width * 3);
    while (info->output_scanline < info->output_height) {
        JSAMPROW row = is_inks ? reader->row : reader->rgb;
        jpeg_read_scanlines(info, &row, 1);
        if (is_inks) inks_to_rgb(row, reader->rgb, info->output_width, info->saw_Adobe_marker);
        sink.take(sink.closure, reader->rgb);
    }
    jpeg_finish_decompress(info);
}

static bool read_all(struct reader *reader, const struct gaz_image *image, struct gaz_jpeg_facts *facts,
                     struct gaz_row_sink sink) {
    if (setjmp(reader->failed) != 0) return false;
    begin(reader, image);
    if (jpeg_read_header(&reader->info, TRUE) != JPEG_HEADER_OK || !is_printable(&reader->info)) return false;
    *facts = (struct gaz_jpeg_facts){reader->info.image_width, reader->info.image_height,
                                     reader->info.num_components, reader->info.saw_Adobe_marker};
    read_rows(reader, sink);
    return reader->errors.num_warnings == 0;
}

/* The mark of the end, which a file that was cut on its way lacks: FF D9, not far from the last byte. */
static bool has_end(const struct gaz_image *image) {
    size_t from = image->size > 65536 ? image->size - 65536 : 0;
    return memmem(image->data + from, image->size - from, "\xFF\xD9", 2) != NULL;
}

enum gaz_picture_verdict gaz_jpeg_read(const struct gaz_image *image, struct gaz_jpeg_facts *facts,
                                       struct gaz_row_sink sink) {
    if (!has_end(image)) return GAZ_PICTURE_DAMAGED;
    struct reader *reader = g_new0(struct reader, 1);
    bool read = read_all(reader, image, facts, sink);
    jpeg_destroy_decompress(&reader->info);
    g_free(reader->row);
    g_free(reader->rgb);
    g_free(reader);
    return read ? GAZ_PICTURE_GOOD : GAZ_PICTURE_DAMAGED;
}

/* ---- the profile */

void gaz_jpeg_take_profile(const struct gaz_image *image, GByteArray *profile) {
    struct reader *reader = g_new0(struct reader, 1);
    JOCTET *data = NULL;
    unsigned size = 0;
    if (setjmp(reader->failed) == 0) {
        begin(reader, image);
        jpeg_save_markers(&reader->info, JPEG_APP0 + 2, 0xFFFF);
        if (jpeg_read_header(&reader->info, TRUE) == JPEG_HEADER_OK &&
            jpeg_read_icc_profile(&reader->info, &data, &size))
            g_byte_array_append(profile, data, size);
    }
    free(data);
    jpeg_destroy_decompress(&reader->info);
    g_free(reader);
}

/* ---- four inks */

enum { QUALITY = 95 };

struct writer {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf failed;
    const struct gaz_press_rows *rows; /* NULL: grey */
    unsigned char *row;
    unsigned char *bytes;
    unsigned long size;
    bool is_bad;
};

static void fail_writing(j_common_ptr info) {
    longjmp(((struct writer *)info->client_data)->failed, 1);
}

/* The inks as they are, full ink 255, so that the PDF needs no /Decode; every part as fine as the picture. */
static void begin_writing(struct writer *writer, unsigned width, unsigned height) {
    struct jpeg_compress_struct *info = &writer->info;
    info->err = jpeg_std_error(&writer->errors);
    writer->errors.error_exit = fail_writing;
    writer->errors.output_message = stay_silent;
    info->client_data = writer;
    jpeg_create_compress(info);
    jpeg_mem_dest(info, &writer->bytes, &writer->size);
    info->image_width = width;
    info->image_height = height;
    info->input_components = writer->rows ? 4 : 1;
    info->in_color_space = writer->rows ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_set_defaults(info);
    jpeg_set_colorspace(info, writer->rows ? JCS_YCCK : JCS_GRAYSCALE);
    jpeg_set_quality(info, QUALITY, TRUE);
    for (int i = 0; i < info->num_components; i++)
        info->comp_info[i].h_samp_factor = info->comp_info[i].v_samp_factor = 1;
    jpeg_start_compress(info, TRUE);
}

static void write_row(void *closure, const unsigned char *rgb) {
    struct writer *writer = closure;
    unsigned width = writer->info.image_width;
    if (writer->is_bad || setjmp(writer->failed) != 0) {
        writer->is_bad = true;
        return;
    }
    if (writer->rows)
        gaz_press_rows_convert(writer->rows, rgb, writer->row, width);
    else
        for (unsigned x = 0; x < width; x++)
            writer->row[x] = rgb[(size_t)x * 3];
    jpeg_write_scanlines(&writer->info, &writer->row, 1);
}

static void end_writing(struct writer *writer, GByteArray *to) {
    if (!writer->is_bad && setjmp(writer->failed) == 0) {
        jpeg_finish_compress(&writer->info);
        g_byte_array_append(to, writer->bytes, (guint)writer->size);
    }
    jpeg_destroy_compress(&writer->info);
    free(writer->bytes);
    g_free(writer->row);
    g_free(writer);
}

enum gaz_picture_verdict gaz_jpeg_recode(const struct gaz_image *image, const struct gaz_press_rows *rows,
                                         GByteArray *to) {
    struct gaz_picture picture = {.data = image->data, .size = image->size};
    struct gaz_jpeg_facts facts;
    if (!gaz_picture_look(&picture)) return GAZ_PICTURE_DAMAGED;
    struct writer *const writer = g_new0(struct writer, 1);
    const struct gaz_row_sink sink = {write_row, writer};
    writer->rows = rows;
    writer->row = g_malloc((size_t)picture.pixels_wide * 4);
    if (setjmp(writer->failed) == 0)
        begin_writing(writer, picture.pixels_wide, picture.pixels_high);
    else
        writer->is_bad = true;
    enum gaz_picture_verdict verdict = gaz_jpeg_read(image, &facts, sink);
    if (verdict != GAZ_PICTURE_GOOD) writer->is_bad = true; /* rows are missing: it cannot be finished */
    end_writing(writer, to);
    return verdict == GAZ_PICTURE_GOOD && to->len == 0 ? GAZ_PICTURE_DAMAGED : verdict;
}
