/* check_colour.c: rules about colour spaces and spots, and about what content paints with. */
#include "output/press/sight.h"

#include "base/file/hash.h"

#include <math.h>
#include <string.h>

/* Colours are written with so few decimals. */
static const double CLOSE = 0.006;

/* ---- spaces */

static bool is_device(const char *name) {
    return strcmp(name, "/DeviceCMYK") == 0 || strcmp(name, "/DeviceGray") == 0 ||
           strcmp(name, "/Pattern") == 0;
}

/* The name of a space or of its family, with its slash; "" when it is neither. */
static const char *family_of(qpdf_data pdf, qpdf_oh space) {
    bool is_array = qpdf_oh_is_array(pdf, space) && qpdf_oh_get_array_n_items(pdf, space) > 0;
    qpdf_oh name = is_array ? qpdf_oh_get_array_item(pdf, space, 0) : space;
    return qpdf_oh_is_name(pdf, name) ? qpdf_oh_get_name(pdf, name) : "";
}

/* Profiled spaces would be allowed with PDF/X-4, but pictures are converted, and every press takes these. */
bool gaz_press_holds_colour_space(const struct gaz_press_sight *sight) {
    const char *family = family_of(sight->check->pdf, sight->object);
    return is_device(family) || strcmp(family, "/Separation") == 0 || strcmp(family, "/Indexed") == 0;
}

/* The name of the spot of a Separation without its slash; NULL: another space. */
static const char *spot_of(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    if (strcmp(family_of(pdf, sight->object), "/Separation") != 0) return NULL;
    qpdf_oh name = qpdf_oh_get_array_n_items(pdf, sight->object) == 4
                       ? qpdf_oh_get_array_item(pdf, sight->object, 1)
                       : qpdf_oh_new_null(pdf);
    return qpdf_oh_is_name(pdf, name) ? qpdf_oh_get_name(pdf, name) + 1 : "";
}

static bool is_every_plate(const char *spot) {
    return strcmp(spot, "All") == 0;
}

static const struct gaz_ink *ink_of_spot(const struct gaz_pages *pages, const char *spot) {
    for (uint32_t i = 0; i < pages->n_inks; i++)
        if (g_strcmp0(pages->inks[i].spot, spot) == 0) return &pages->inks[i];
    return NULL;
}

bool gaz_press_holds_spot_name(const struct gaz_press_sight *sight) {
    const char *spot = spot_of(sight);
    return !spot || is_every_plate(spot) || ink_of_spot(sight->check->pages, spot);
}

bool gaz_press_holds_spot_alternate(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    const char *spot = spot_of(sight);
    if (!spot || !*spot) return !spot;
    return qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_array_item(pdf, sight->object, 2), "/DeviceCMYK");
}

/* The alternate and the tint function, as text: of a function that is a stream its bytes too. */
static char *describe_spot(qpdf_data pdf, qpdf_oh space) {
    qpdf_oh tint = qpdf_oh_get_array_item(pdf, space, 3);
    GString *text = g_string_new(qpdf_oh_unparse_resolved(pdf, qpdf_oh_get_array_item(pdf, space, 2)));
    g_autoptr(GBytes) bytes = gaz_pdf_take_data(pdf, tint);
    g_string_append(text, qpdf_oh_unparse_resolved(pdf, bytes ? qpdf_oh_get_dict(pdf, tint) : tint));
    g_autofree char *digest = bytes ? gaz_hash_bytes(bytes) : NULL;
    return g_string_free(g_string_append(text, digest ? digest : ""), FALSE);
}

bool gaz_press_holds_spot_once(const struct gaz_press_sight *sight) {
    GHashTable *spots = sight->check->spots;
    const char *spot = spot_of(sight);
    if (!spot || !*spot) return true;
    g_autofree char *name = g_strdup(spot), *way = describe_spot(sight->check->pdf, sight->object);
    const char *before = g_hash_table_lookup(spots, name);
    if (before) return strcmp(before, way) == 0;
    g_hash_table_insert(spots, g_steal_pointer(&name), g_steal_pointer(&way));
    return true;
}

static bool is_close_to_ink(const double *parts, const struct gaz_ink *ink) {
    for (int i = 0; i < 4; i++)
        if (fabs(parts[i] - ink->cmyk[i] / 100.0) > CLOSE) return false;
    return true;
}

/* The numbers of a function of type 2 at its end, C1: what the full tint looks like. */
static bool full_tint(qpdf_data pdf, qpdf_oh function, double *parts) {
    qpdf_oh type = gaz_press_key(pdf, function, "/FunctionType"), end = gaz_press_key(pdf, function, "/C1");
    if (!qpdf_oh_is_integer(pdf, type) || qpdf_oh_get_int_value_as_int(pdf, type) != 2) return false;
    if (!qpdf_oh_is_array(pdf, end) || qpdf_oh_get_array_n_items(pdf, end) != 4) return false;
    for (int i = 0; i < 4; i++)
        if (!qpdf_oh_get_value_as_number(pdf, qpdf_oh_get_array_item(pdf, end, i), &parts[i])) return false;
    return true;
}

bool gaz_press_holds_spot_tint(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    const char *spot = spot_of(sight);
    const struct gaz_ink *ink = spot ? ink_of_spot(sight->check->pages, spot) : NULL;
    double parts[4];
    if (!ink) return true;
    return full_tint(pdf, qpdf_oh_get_array_item(pdf, sight->object, 3), parts) &&
           is_close_to_ink(parts, ink);
}

/* ---- content */

bool gaz_press_holds_rgb_operator(const struct gaz_press_sight *sight) {
    return sight->op->code != GAZ_OP('r', 'g', 0) && sight->op->code != GAZ_OP('R', 'G', 0);
}

static const char *last_name(const struct gaz_press_op *op) {
    return op->names->len > 0 ? op->names->pdata[op->names->len - 1] : "";
}

/* A space of the resources was looked at there. */
bool gaz_press_holds_space_operator(const struct gaz_press_sight *sight) {
    const struct gaz_press_op *op = sight->op;
    if (op->code != GAZ_OP('c', 's', 0) && op->code != GAZ_OP('C', 'S', 0)) return true;
    g_autofree char *name = g_strconcat("/", last_name(op), NULL);
    return op->has_resource || is_device(name);
}

/* No name in its dictionary may be one of these; a space of the resources was looked at there. */
bool gaz_press_holds_inline_image(const struct gaz_press_sight *sight) {
    static const char *const refused[] = {"RGB", "DeviceRGB", "LZW", "LZWDecode"};
    if (sight->op->code != GAZ_OP('I', 'D', 0)) return true;
    for (guint i = 0; i < sight->op->names->len; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(refused); k++)
            if (strcmp(sight->op->names->pdata[i], refused[k]) == 0) return false;
    return true;
}

bool gaz_press_holds_hidden_operators(const struct gaz_press_sight *sight) {
    return sight->op->code != GAZ_OP('B', 'X', 0) && sight->op->code != GAZ_OP('E', 'X', 0);
}

static bool is_without_colour(const double *parts) {
    return parts[0] == 0 && parts[1] == 0 && parts[2] == 0;
}

static bool is_black(const struct gaz_painted_colour *colour) {
    return colour->paint == GAZ_PAINT_PROCESS && is_without_colour(colour->parts) && colour->parts[3] == 1;
}

static bool is_paper(const struct gaz_painted_colour *colour) {
    return colour->paint == GAZ_PAINT_PROCESS && is_without_colour(colour->parts) && colour->parts[3] == 0;
}

/* Neither full black nor paper. A grey is one: over a coloured ground it would be another colour. */
static bool is_coloured(const struct gaz_painted_colour *colour) {
    if (colour->paint == GAZ_PAINT_SPOT) return !is_every_plate(colour->spot);
    return colour->paint == GAZ_PAINT_PROCESS && !is_black(colour) && !is_paper(colour);
}

/* Whether the colour is an ink's, of one with a plate of its own only through this plate, or no ink at all.
 */
static bool is_ink(const struct gaz_pages *pages, const struct gaz_painted_colour *colour) {
    if (colour->paint != GAZ_PAINT_PROCESS) return colour->paint == GAZ_PAINT_SPOT;
    if (is_paper(colour)) return true;
    for (uint32_t i = 0; i < pages->n_inks; i++)
        if (pages->inks[i].has_cmyk && !pages->inks[i].spot &&
            is_close_to_ink(colour->parts, &pages->inks[i]))
            return true;
    return false;
}

bool gaz_press_holds_unnamed_ink(const struct gaz_press_sight *sight) {
    const struct gaz_press_op *op = sight->op;
    const struct gaz_pages *pages = sight->check->pages;
    if (op->in_picture) return true;
    if (op->draws_image || op->code == GAZ_OP('s', 'h', 0)) return false;
    return (!op->fills || is_ink(pages, &op->state->fill)) &&
           (!op->strokes || is_ink(pages, &op->state->stroke));
}

/* Full black overprints, or the operator does not paint with it. With mode 1 the other plates, which are 0,
 * are left as they are (ISO 32000-1 8.6.7). */
static bool black_overprints(const struct gaz_press_op *op) {
    const struct gaz_press_state *state = op->state;
    bool leaves = state->overprint_mode == 1;
    if (op->fills && is_black(&state->fill) && !(state->fill_overprints && leaves)) return false;
    return !op->strokes || !is_black(&state->stroke) || (state->stroke_overprints && leaves);
}

bool gaz_press_holds_black_text(const struct gaz_press_sight *sight) {
    return !sight->op->is_text || sight->op->in_picture || black_overprints(sight->op);
}

bool gaz_press_holds_black_rule(const struct gaz_press_sight *sight) {
    return sight->op->is_text || sight->op->in_picture || black_overprints(sight->op);
}

/* None of the colours that the operator puts on the page is such a one and overprints. */
static bool knocks_out(const struct gaz_press_op *op, bool (*is_such)(const struct gaz_painted_colour *)) {
    const struct gaz_press_state *state = op->state;
    if (op->fills && state->fill_overprints && is_such(&state->fill)) return false;
    return !op->strokes || !state->stroke_overprints || !is_such(&state->stroke);
}

bool gaz_press_holds_white_knockout(const struct gaz_press_sight *sight) {
    return knocks_out(sight->op, is_paper);
}

bool gaz_press_holds_colour_knockout(const struct gaz_press_sight *sight) {
    return knocks_out(sight->op, is_coloured);
}

/* ---- glyphs */

bool gaz_press_holds_notdef(const struct gaz_press_sight *sight) {
    const struct gaz_press_font *font = sight->op->state->font;
    if (!sight->op->is_text || !font) return true;
    const GString *codes = sight->op->codes;
    gsize width = font->is_wide ? 2 : 1;
    for (gsize i = 0; i + width <= codes->len; i += width) {
        guint code = (unsigned char)codes->str[i];
        if (width == 2) code = code << 8 | (unsigned char)codes->str[i + 1];
        bool is_blank =
            font->is_wide ? code == 0 : g_hash_table_contains(font->blanks, GUINT_TO_POINTER(code));
        if (is_blank) return false;
    }
    return true;
}
