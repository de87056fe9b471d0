/* form.c: everything that a drawing's page leads to.
 *
 * What cairo writes is known; what is not on that list is refused, and the drawing is drawn as pixels. A
 * group in which nothing shines through is no group: it goes.
 */
#include "output/inks/form.h"

#include "output/inks/shading.h"
#include "output/objects/keys.h"
#include "output/objects/packing.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 400 << 20 /* of a picture in it */ };

struct drawing {
    struct gaz_press_file file;
    GHashTable *visited; /* numbers of objects */
    bool guessed;
};

static bool convert_resources(struct drawing *drawing, qpdf_oh resources);

static bool is_named(qpdf_data pdf, qpdf_oh dict, const char *key, const char *name) {
    return qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, dict, key), name);
}

static bool is_true(qpdf_data pdf, qpdf_oh dict, const char *key) {
    qpdf_oh value = qpdf_oh_get_key(pdf, dict, key);
    return qpdf_oh_is_bool(pdf, value) && qpdf_oh_get_bool_value(pdf, value);
}

static bool lacks(qpdf_data pdf, qpdf_oh dict, const char *key) {
    return qpdf_oh_is_null(pdf, qpdf_oh_get_key(pdf, dict, key));
}

/* ---- pictures */

static bool convert_pixels(struct drawing *drawing, qpdf_oh stream, size_t n) {
    qpdf_data pdf = drawing->file.pdf;
    unsigned char *rgb = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (n == 0 || n > MOST_BYTES / 4 ||
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_all, &filtered, &rgb, &size) != QPDF_SUCCESS)
        return false;
    bool good = filtered && size == n * 3;
    if (good) {
        unsigned char *cmyk = g_malloc(n * 4);
        gaz_press_rows_convert(gaz_press_rows_of_screen(drawing->file.colours), rgb, cmyk, n);
        gaz_pdf_put_data(pdf, stream, cmyk, n * 4);
        drawing->guessed |= gaz_press_colours_guess(drawing->file.colours);
        g_free(cmyk);
    }
    free(rgb);
    return good;
}

static bool is_plain_rgb(qpdf_data pdf, qpdf_oh dict) {
    int bits = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, dict, "/BitsPerComponent"));
    return is_named(pdf, dict, "/ColorSpace", "/DeviceRGB") && bits == 8 && lacks(pdf, dict, "/Decode");
}

/* A mask of one bit has edges only, and nothing shines through; one that leaves out a colour speaks of RGB.
 */
static bool is_cut_plainly(qpdf_data pdf, qpdf_oh dict) {
    qpdf_oh mask = qpdf_oh_get_key(pdf, dict, "/Mask");
    if (qpdf_oh_is_stream(pdf, mask)) qpdf_oh_remove_key(pdf, qpdf_oh_get_dict(pdf, mask), "/Interpolate");
    return lacks(pdf, dict, "/SMask") && !qpdf_oh_is_array(pdf, mask);
}

static bool convert_image(struct drawing *drawing, qpdf_oh stream) {
    qpdf_data pdf = drawing->file.pdf;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_remove_key(pdf, dict, "/Interpolate");
    if (!is_cut_plainly(pdf, dict) || is_named(pdf, dict, "/Filter", "/JPXDecode")) return false;
    bool is_mask = is_true(pdf, dict, "/ImageMask");
    if (is_mask || is_named(pdf, dict, "/ColorSpace", "/DeviceGray") ||
        is_named(pdf, dict, "/ColorSpace", "/DeviceCMYK"))
        return true;
    int width = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, dict, "/Width")),
        height = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, dict, "/Height"));
    if (!is_plain_rgb(pdf, dict) || width <= 0 || height <= 0 ||
        !convert_pixels(drawing, stream, (size_t)width * (size_t)height))
        return false;
    qpdf_oh_replace_key(pdf, dict, "/ColorSpace", qpdf_oh_new_name(pdf, "/DeviceCMYK"));
    return true;
}

/* ---- what may stand in resources */

/* Nothing shines through. */
static bool is_opaque(qpdf_data pdf, qpdf_oh state) {
    static const char *const parts[] = {"/CA", "/ca"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        qpdf_oh part = qpdf_oh_get_key(pdf, state, parts[i]);
        if (qpdf_oh_is_number(pdf, part) && qpdf_oh_get_numeric_value(pdf, part) != 1) return false;
    }
    bool plain = lacks(pdf, state, "/BM") || is_named(pdf, state, "/BM", "/Normal");
    return plain && (lacks(pdf, state, "/SMask") || is_named(pdf, state, "/SMask", "/None"));
}

static bool check_state(struct drawing *drawing, qpdf_oh state) {
    qpdf_data pdf = drawing->file.pdf;
    static const char *const refused[] = {"/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2"};
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        if (!lacks(pdf, state, refused[i])) return false;
    return is_opaque(pdf, state);
}

/* The glyphs of a Type 3 font are drawings themselves. */
static bool check_font(struct drawing *drawing, qpdf_oh font) {
    return !is_named(drawing->file.pdf, font, "/Subtype", "/Type3");
}

static bool convert_shading(struct drawing *drawing, qpdf_oh shading) {
    return gaz_press_convert_shading(&drawing->file, shading); /* its ends are noted */
}

static bool convert_content(struct drawing *drawing, qpdf_oh stream, qpdf_oh resources) {
    qpdf_data pdf = drawing->file.pdf;
    g_autoptr(GBytes) content = qpdf_oh_is_dictionary(pdf, resources) ? gaz_pdf_take_data(pdf, stream) : NULL;
    if (!content) return false;
    gsize size;
    const unsigned char *data = g_bytes_get_data(content, &size);
    GString *out = gaz_press_rewrite(&drawing->file, resources, data, size, NULL);
    if (!out) return false;
    gaz_pdf_put_data(pdf, stream, out->str, out->len);
    g_string_free(out, TRUE);
    return convert_resources(drawing, resources);
}

/* A form or a tile, each once. */
static bool convert_stream(struct drawing *drawing, qpdf_oh stream) {
    qpdf_data pdf = drawing->file.pdf;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_remove_key(pdf, dict, "/Group");
    if (lacks(pdf, dict, "/Resources"))
        qpdf_oh_replace_key(pdf, dict, "/Resources", qpdf_oh_new_dictionary(pdf));
    return convert_content(drawing, stream, qpdf_oh_get_key(pdf, dict, "/Resources"));
}

static bool convert_object(struct drawing *drawing, qpdf_oh object) {
    qpdf_data pdf = drawing->file.pdf;
    if (!qpdf_oh_is_stream(pdf, object)) return false;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, object);
    if (is_named(pdf, dict, "/Subtype", "/Image")) return convert_image(drawing, object);
    return is_named(pdf, dict, "/Subtype", "/Form") && convert_stream(drawing, object);
}

static bool convert_pattern(struct drawing *drawing, qpdf_oh pattern) {
    qpdf_data pdf = drawing->file.pdf;
    if (!qpdf_oh_is_stream(pdf, pattern)) {
        qpdf_oh state = qpdf_oh_get_key(pdf, pattern, "/ExtGState");
        bool plain = qpdf_oh_is_null(pdf, state) || check_state(drawing, state);
        return plain && convert_shading(drawing, qpdf_oh_get_key(pdf, pattern, "/Shading"));
    }
    qpdf_oh paint = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, pattern), "/PaintType");
    return qpdf_oh_get_int_value_as_int(pdf, paint) == 1 && convert_stream(drawing, pattern);
}

static bool visit(struct drawing *drawing, qpdf_oh resources, const char *kind,
                  bool (*convert)(struct drawing *, qpdf_oh)) {
    qpdf_data pdf = drawing->file.pdf;
    qpdf_oh objects = qpdf_oh_get_key_if_dict(pdf, resources, kind);
    if (!qpdf_oh_is_dictionary(pdf, objects)) return true;
    g_autoptr(GPtrArray) keys = gaz_pdf_keys(pdf, objects);
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh object = qpdf_oh_get_key(pdf, objects, keys->pdata[i]);
        int id = qpdf_oh_get_object_id(pdf, object);
        if (id > 0 && !g_hash_table_add(drawing->visited, GINT_TO_POINTER(id))) continue;
        if (!convert(drawing, object)) return false;
    }
    return true;
}

static bool convert_resources(struct drawing *drawing, qpdf_oh resources) {
    return visit(drawing, resources, "/ExtGState", check_state) &&
           visit(drawing, resources, "/Font", check_font) &&
           visit(drawing, resources, "/Shading", convert_shading) &&
           visit(drawing, resources, "/Pattern", convert_pattern) &&
           visit(drawing, resources, "/XObject", convert_object);
}

/* ---- the whole */

static bool write_back(qpdf_data pdf, GByteArray *data) {
    if (qpdf_init_write_memory(pdf) != QPDF_SUCCESS) return false;
    qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
    qpdf_set_decode_level(pdf, qpdf_dl_none);
    qpdf_set_compress_streams(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    if (qpdf_write(pdf) != QPDF_SUCCESS || qpdf_get_buffer_length(pdf) == 0) return false;
    g_byte_array_set_size(data, 0);
    g_byte_array_append(data, qpdf_get_buffer(pdf), (guint)qpdf_get_buffer_length(pdf));
    return true;
}

static bool convert(struct drawing *drawing, GByteArray *data) {
    qpdf_data pdf = drawing->file.pdf;
    g_autoptr(GBytes) kept =
        g_bytes_new(data->data, data->len); /* libqpdf fetches from it till all is written */
    qpdf_oh page;
    if (!gaz_pdf_read_drawing(pdf, g_bytes_get_data(kept, NULL), data->len, &page)) return false;
    qpdf_oh_remove_key(pdf, page, "/Group");
    qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
    bool good = qpdf_oh_is_stream(pdf, contents) &&
                convert_content(drawing, contents, qpdf_oh_get_key(pdf, page, "/Resources")) &&
                !qpdf_has_error(pdf) && !qpdf_more_warnings(pdf) && write_back(pdf, data);
    return good;
}

bool gaz_press_convert_drawing(GByteArray *data, const struct gaz_press_colours *colours, GArray *notes,
                               bool *guessed) {
    struct drawing drawing = {.visited = g_hash_table_new(g_direct_hash, g_direct_equal)};
    guint n_before = notes->len;
    qpdf_data pdf = gaz_pdf_open();
    gaz_press_file_begin(&drawing.file, pdf, colours);
    drawing.file.notes = notes;
    bool good = convert(&drawing, data);
    for (guint i = n_before; i < notes->len; i++)
        drawing.guessed |= g_array_index(notes, struct gaz_colour_note, i).colour.is_guessed;
    *guessed |= good && drawing.guessed;
    if (!good) g_array_set_size(notes, n_before);
    gaz_press_file_end(&drawing.file);
    g_hash_table_destroy(drawing.visited);
    gaz_pdf_close(pdf);
    return good;
}
