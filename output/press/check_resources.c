/* check_resources.c: walks over what resources name: spaces, states, fonts, forms, pictures, patterns,
 * shadings, and what these have themselves. Each object is looked at once, where it is first met. */
#include "output/objects/keys.h"
#include "output/press/sight.h"

/* Asks the rules of a level about an object, unless they were asked. */
static bool ask(struct gaz_press_check *check, int page, qpdf_oh object, enum gaz_press_level level) {
    if (!gaz_press_first_look(check, object)) return false;
    int id = qpdf_oh_get_object_id(check->pdf, object);
    gaz_press_ask(&(struct gaz_press_sight){check, page, id, object, NULL}, level);
    return true;
}

/* A space, and that which it is an index or a pattern over. What stands in for a spot is the spot's rule. */
static void look_at_space(struct gaz_press_check *check, int page, qpdf_oh space) {
    qpdf_data pdf = check->pdf;
    if (qpdf_oh_is_null(pdf, space) || !ask(check, page, space, GAZ_PRESS_SPACE)) return;
    if (!qpdf_oh_is_array(pdf, space) || qpdf_oh_get_array_n_items(pdf, space) < 2) return;
    qpdf_oh family = qpdf_oh_get_array_item(pdf, space, 0);
    if (qpdf_oh_is_name_and_equals(pdf, family, "/Indexed") ||
        qpdf_oh_is_name_and_equals(pdf, family, "/Pattern"))
        look_at_space(check, page, qpdf_oh_get_array_item(pdf, space, 1));
}

static void look_at_state(struct gaz_press_check *check, int page, qpdf_oh state) {
    ask(check, page, state, GAZ_PRESS_STATE);
}

/* A dictionary, or that of a stream. */
static qpdf_oh dictionary_of(qpdf_data pdf, qpdf_oh object) {
    return qpdf_oh_is_stream(pdf, object) ? qpdf_oh_get_dict(pdf, object) : object;
}

static void look_at_shading(struct gaz_press_check *check, int page, qpdf_oh shading) {
    qpdf_data pdf = check->pdf;
    look_at_space(check, page, gaz_press_key(pdf, dictionary_of(pdf, shading), "/ColorSpace"));
}

static void look_at_xobject(struct gaz_press_check *check, int page, qpdf_oh object) {
    qpdf_data pdf = check->pdf;
    if (!qpdf_oh_is_stream(pdf, object) || !ask(check, page, object, GAZ_PRESS_XOBJECT)) return;
    qpdf_oh dict = qpdf_oh_get_dict(pdf, object);
    look_at_space(check, page, qpdf_oh_get_key(pdf, dict, "/ColorSpace"));
    gaz_press_look_at_resources(check, page, qpdf_oh_get_key(pdf, dict, "/Resources"));
}

static void look_at_pattern(struct gaz_press_check *check, int page, qpdf_oh pattern) {
    qpdf_data pdf = check->pdf;
    qpdf_oh dict = dictionary_of(pdf, pattern);
    if (!gaz_press_first_look(check, pattern)) return;
    qpdf_oh shading = gaz_press_key(pdf, dict, "/Shading"), state = gaz_press_key(pdf, dict, "/ExtGState"),
            resources = gaz_press_key(pdf, dict, "/Resources");
    look_at_shading(check, page, shading);
    if (qpdf_oh_is_dictionary(pdf, state)) look_at_state(check, page, state);
    gaz_press_look_at_resources(check, page, resources);
    if (qpdf_oh_is_stream(pdf, pattern)) gaz_press_look_at_cell(check, page, pattern, resources);
}

/* The glyphs of a Type 3 font are content. */
static void look_at_glyphs(struct gaz_press_check *check, int page, qpdf_oh font) {
    qpdf_data pdf = check->pdf;
    qpdf_oh glyphs = gaz_press_key(pdf, font, "/CharProcs"),
            resources = gaz_press_key(pdf, font, "/Resources");
    if (!qpdf_oh_is_dictionary(pdf, glyphs)) return;
    gaz_press_look_at_resources(check, page, resources);
    g_autoptr(GPtrArray) names = gaz_pdf_keys(pdf, glyphs);
    for (guint i = 0; i < names->len; i++)
        gaz_press_look_at_cell(check, page, qpdf_oh_get_key(pdf, glyphs, names->pdata[i]), resources);
}

static void look_at_font(struct gaz_press_check *check, int page, qpdf_oh font) {
    if (ask(check, page, font, GAZ_PRESS_FONT)) look_at_glyphs(check, page, font);
}

typedef void look(struct gaz_press_check *check, int page, qpdf_oh object);

static void look_at_each(struct gaz_press_check *check, int page, qpdf_oh dict, look *look_at) {
    if (!qpdf_oh_is_dictionary(check->pdf, dict)) return;
    g_autoptr(GPtrArray) names = gaz_pdf_keys(check->pdf, dict);
    for (guint i = 0; i < names->len; i++)
        look_at(check, page, qpdf_oh_get_key(check->pdf, dict, names->pdata[i]));
}

void gaz_press_look_at_resources(struct gaz_press_check *check, int page, qpdf_oh resources) {
    static const struct {
        const char *kind;
        look *look_at;
    } kinds[] = {{"/ColorSpace", look_at_space}, {"/ExtGState", look_at_state},
                 {"/Font", look_at_font},        {"/XObject", look_at_xobject},
                 {"/Pattern", look_at_pattern},  {"/Shading", look_at_shading}};
    if (!qpdf_oh_is_dictionary(check->pdf, resources) || !gaz_press_first_look(check, resources)) return;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        look_at_each(check, page, qpdf_oh_get_key(check->pdf, resources, kinds[i].kind), kinds[i].look_at);
}
