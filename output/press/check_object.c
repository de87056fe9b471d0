/* check_object.c: rules about forms, pictures, graphics states and fonts. */
#include "output/press/sight.h"

#include <math.h>

static qpdf_oh key_of(const struct gaz_press_sight *sight, const char *key) {
    return gaz_press_key(sight->check->pdf, sight->object, key);
}

static bool has(const struct gaz_press_sight *sight, const char *key) {
    return !qpdf_oh_is_null(sight->check->pdf, key_of(sight, key));
}

static bool key_is(const struct gaz_press_sight *sight, const char *key, const char *name) {
    return qpdf_oh_is_name_and_equals(sight->check->pdf, key_of(sight, key), name);
}

/* ---- forms and pictures */

bool gaz_press_holds_postscript(const struct gaz_press_sight *sight) {
    return !key_is(sight, "/Subtype", "/PS") && !key_is(sight, "/Subtype2", "/PS") && !has(sight, "/PS");
}

bool gaz_press_holds_form_group(const struct gaz_press_sight *sight) {
    return !has(sight, "/Group");
}

bool gaz_press_holds_reference(const struct gaz_press_sight *sight) {
    return !has(sight, "/Ref");
}

bool gaz_press_holds_opi(const struct gaz_press_sight *sight) {
    return !has(sight, "/OPI");
}

bool gaz_press_holds_alternates(const struct gaz_press_sight *sight) {
    return !has(sight, "/Alternates");
}

bool gaz_press_holds_image_mask(const struct gaz_press_sight *sight) {
    return !has(sight, "/SMask") && !has(sight, "/SMaskInData");
}

bool gaz_press_holds_interpolation(const struct gaz_press_sight *sight) {
    qpdf_oh value = key_of(sight, "/Interpolate");
    return !qpdf_oh_is_bool(sight->check->pdf, value) || !qpdf_oh_get_bool_value(sight->check->pdf, value);
}

/* Which one it is is asked of each space, wherever it is named. */
bool gaz_press_holds_image_space(const struct gaz_press_sight *sight) {
    if (!key_is(sight, "/Subtype", "/Image") || has(sight, "/ColorSpace")) return true;
    qpdf_oh mask = key_of(sight, "/ImageMask");
    return qpdf_oh_is_bool(sight->check->pdf, mask) && qpdf_oh_get_bool_value(sight->check->pdf, mask);
}

/* ---- extended graphics states */

bool gaz_press_holds_transfer(const struct gaz_press_sight *sight) {
    return !has(sight, "/TR");
}

bool gaz_press_holds_transfer_2(const struct gaz_press_sight *sight) {
    return !has(sight, "/TR2") || key_is(sight, "/TR2", "/Default");
}

bool gaz_press_holds_halftone_phase(const struct gaz_press_sight *sight) {
    return !has(sight, "/HTP");
}

bool gaz_press_holds_halftone(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh halftone = key_of(sight, "/HT");
    if (qpdf_oh_is_null(pdf, halftone) || qpdf_oh_is_name_and_equals(pdf, halftone, "/Default")) return true;
    qpdf_oh type = gaz_press_key(pdf, halftone, "/HalftoneType");
    int kind = qpdf_oh_is_integer(pdf, type) ? qpdf_oh_get_int_value_as_int(pdf, type) : 0;
    return kind == 1 || kind == 5;
}

bool gaz_press_holds_soft_mask(const struct gaz_press_sight *sight) {
    return !has(sight, "/SMask") || key_is(sight, "/SMask", "/None");
}

bool gaz_press_holds_blend_mode(const struct gaz_press_sight *sight) {
    return !has(sight, "/BM") || key_is(sight, "/BM", "/Normal") || key_is(sight, "/BM", "/Compatible");
}

static bool is_opaque(const struct gaz_press_sight *sight, const char *key) {
    double alpha = 0;
    if (!has(sight, key)) return true;
    return qpdf_oh_get_value_as_number(sight->check->pdf, key_of(sight, key), &alpha) && alpha >= 1;
}

bool gaz_press_holds_stroke_alpha(const struct gaz_press_sight *sight) {
    return is_opaque(sight, "/CA");
}

bool gaz_press_holds_fill_alpha(const struct gaz_press_sight *sight) {
    return is_opaque(sight, "/ca");
}

/* ---- fonts */

static bool has_program(qpdf_data pdf, qpdf_oh font) {
    static const char *const keys[] = {"/FontFile", "/FontFile2", "/FontFile3"};
    qpdf_oh descriptor = gaz_press_key(pdf, font, "/FontDescriptor");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autoptr(GBytes) program = gaz_pdf_take_data(pdf, gaz_press_key(pdf, descriptor, keys[i]));
        if (program && g_bytes_get_size(program) > 0) return true;
    }
    return false;
}

/* Of a Type 0 font its descendant; a Type 3 font is its own program. */
bool gaz_press_holds_font_embedded(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    if (key_is(sight, "/Subtype", "/Type3")) return qpdf_oh_is_dictionary(pdf, key_of(sight, "/CharProcs"));
    if (!key_is(sight, "/Subtype", "/Type0")) return has_program(pdf, sight->object);
    qpdf_oh descendants = key_of(sight, "/DescendantFonts");
    bool has_one = qpdf_oh_is_array(pdf, descendants) && qpdf_oh_get_array_n_items(pdf, descendants) == 1;
    return has_one && has_program(pdf, qpdf_oh_get_array_item(pdf, descendants, 0));
}
