/* shading.c: functions of ISO 32000-1 7.10.
 *
 * Between two colours the way through RGB is not the way through four inks: from blue to yellow the one
 * passes grey. So the course is converted at STEPS places, and a table of these takes its place.
 */
#include "output/inks/shading.h"

#include "output/objects/keys.h"
#include "output/objects/packing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 65, MOST_SAMPLES = 1 << 16, MOST_DEPTH = 4 };

static bool convert_function(struct gaz_press_file *file, qpdf_oh function, unsigned depth,
                             qpdf_oh *converted);

static int type_of(qpdf_data pdf, qpdf_oh dict, const char *key) {
    return qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, dict, key));
}

/* Numbers of an array; false: it is none, or has another length. */
static bool read_numbers(qpdf_data pdf, qpdf_oh dict, const char *key, double *numbers, int n) {
    qpdf_oh array = qpdf_oh_get_key(pdf, dict, key);
    if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != n) return false;
    for (int i = 0; i < n; i++)
        numbers[i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, array, i));
    return true;
}

/* ---- tables */

/* Inks of the screen's are not looked for: one among its neighbours would be a step. */
static qpdf_oh make_table(struct gaz_press_file *file, const unsigned char *rgb, size_t n) {
    qpdf_data pdf = file->pdf;
    unsigned char *cmyk = g_malloc(n * 4);
    gaz_press_rows_convert(gaz_press_rows_of_screen(file->colours), rgb, cmyk, n);
    qpdf_oh table = gaz_pdf_new_stream(pdf, cmyk, n * 4);
    g_free(cmyk);
    g_autofree char *text = g_strdup_printf("<< /FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] "
                                            "/Size [%zu] /BitsPerSample 8 >>",
                                            n);
    static const char *const keys[] = {"/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample"};
    qpdf_oh dict = qpdf_oh_parse(pdf, text), own = qpdf_oh_get_dict(pdf, table);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        qpdf_oh_replace_key(pdf, own, keys[i], qpdf_oh_get_key(pdf, dict, keys[i]));
    return table;
}

static unsigned char byte_of(double part) {
    return (unsigned char)lround(CLAMP(part, 0, 1) * 255);
}

static void note_end(struct gaz_press_file *file, const unsigned char *rgb) {
    gaz_press_note(file, (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2]);
}

/* ---- the three kinds of functions */

static bool has_unit_domain(qpdf_data pdf, qpdf_oh function) {
    double domain[2];
    return read_numbers(pdf, function, "/Domain", domain, 2) && domain[0] == 0 && domain[1] == 1;
}

/* C0 + x^N (C1 − C0) */
static bool convert_power(struct gaz_press_file *file, qpdf_oh function, qpdf_oh *converted) {
    qpdf_data pdf = file->pdf;
    double from[3], to[3], power = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_key(pdf, function, "/N"));
    if (!read_numbers(pdf, function, "/C0", from, 3) || !read_numbers(pdf, function, "/C1", to, 3) ||
        !(power > 0) || !has_unit_domain(pdf, function))
        return false;
    unsigned char rgb[STEPS * 3];
    for (int k = 0; k < STEPS; k++)
        for (int i = 0; i < 3; i++)
            rgb[k * 3 + i] = byte_of(from[i] + pow((double)k / (STEPS - 1), power) * (to[i] - from[i]));
    note_end(file, rgb);
    note_end(file, rgb + sizeof rgb - 3);
    *converted = make_table(file, rgb, STEPS);
    return true;
}

/* Functions one behind the other. */
static bool convert_stitched(struct gaz_press_file *file, qpdf_oh function, unsigned depth,
                             qpdf_oh *converted) {
    static const char *const kept[] = {"/FunctionType", "/Domain", "/Bounds", "/Encode"};
    qpdf_data pdf = file->pdf;
    qpdf_oh parts = qpdf_oh_get_key(pdf, function, "/Functions"), list = qpdf_oh_new_array(pdf);
    if (!qpdf_oh_is_array(pdf, parts)) return false;
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, parts); i++) {
        qpdf_oh part;
        if (!convert_function(file, qpdf_oh_get_array_item(pdf, parts, i), depth + 1, &part)) return false;
        qpdf_oh_append_item(pdf, list, part);
    }
    qpdf_oh whole = qpdf_oh_new_dictionary(pdf);
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        qpdf_oh_replace_key(pdf, whole, kept[i], qpdf_oh_get_key(pdf, function, kept[i]));
    qpdf_oh_replace_key(pdf, whole, "/Functions", list);
    *converted = qpdf_make_indirect_object(pdf, whole);
    return true;
}

static bool has_plain_samples(qpdf_data pdf, qpdf_oh dict, double *n) {
    bool plain = qpdf_oh_is_null(pdf, qpdf_oh_get_key(pdf, dict, "/Decode")) &&
                 qpdf_oh_is_null(pdf, qpdf_oh_get_key(pdf, dict, "/Encode"));
    double range[6];
    plain = plain && type_of(pdf, dict, "/BitsPerSample") == 8 && has_unit_domain(pdf, dict) &&
            read_numbers(pdf, dict, "/Range", range, 6) && read_numbers(pdf, dict, "/Size", n, 1);
    for (int i = 0; plain && i < 6; i++)
        plain = range[i] == i % 2;
    return plain && *n >= 2 && *n <= MOST_SAMPLES;
}

/* A table already. */
static bool convert_table(struct gaz_press_file *file, qpdf_oh function, qpdf_oh *converted) {
    qpdf_data pdf = file->pdf;
    double n;
    if (!qpdf_oh_is_stream(pdf, function) || !has_plain_samples(pdf, qpdf_oh_get_dict(pdf, function), &n))
        return false;
    g_autoptr(GBytes) samples = gaz_pdf_take_data(pdf, function);
    gsize size = 0;
    const unsigned char *rgb = samples ? g_bytes_get_data(samples, &size) : NULL;
    bool good = rgb && size >= (size_t)n * 3;
    if (good) {
        note_end(file, rgb);
        note_end(file, rgb + ((size_t)n - 1) * 3);
        *converted = make_table(file, rgb, (size_t)n);
    }
    return good;
}

static bool convert_function(struct gaz_press_file *file, qpdf_oh function, unsigned depth,
                             qpdf_oh *converted) {
    qpdf_data pdf = file->pdf;
    bool is_stream = qpdf_oh_is_stream(pdf, function);
    qpdf_oh dict = is_stream ? qpdf_oh_get_dict(pdf, function) : function;
    if (depth > MOST_DEPTH || !qpdf_oh_is_dictionary(pdf, dict)) return false;
    switch (type_of(pdf, dict, "/FunctionType")) {
    case 0:
        return convert_table(file, function, converted);
    case 2:
        return convert_power(file, function, converted);
    case 3:
        return convert_stitched(file, function, depth, converted);
    }
    return false;
}

bool gaz_press_convert_shading(struct gaz_press_file *file, qpdf_oh shading) {
    qpdf_data pdf = file->pdf;
    if (!qpdf_oh_is_dictionary(pdf, shading)) return false; /* of a stream: a mesh */
    int type = type_of(pdf, shading, "/ShadingType");
    qpdf_oh space = qpdf_oh_get_key(pdf, shading, "/ColorSpace"), function;
    if (!qpdf_oh_is_name(pdf, space) || (type != 2 && type != 3)) return false;
    if (strcmp(qpdf_oh_get_name(pdf, space), "/DeviceCMYK") == 0) return true;
    if (strcmp(qpdf_oh_get_name(pdf, space), "/DeviceRGB") != 0) return false;
    if (!convert_function(file, qpdf_oh_get_key(pdf, shading, "/Function"), 0, &function)) return false;
    qpdf_oh_replace_key(pdf, shading, "/Function", function);
    qpdf_oh_replace_key(pdf, shading, "/ColorSpace", qpdf_oh_new_name(pdf, "/DeviceCMYK"));
    qpdf_oh_remove_key(pdf, shading, "/Background");
    return true;
}
