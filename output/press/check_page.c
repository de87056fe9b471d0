/* check_page.c: rules about pages: their boxes, and what may not hang on them. */
#include "output/press/sight.h"

#include <math.h>

/* Boxes are written with so few decimals of a point. */
static const double CLOSE = 0.01;

struct box {
    bool is_there;
    double left, bottom, right, top;
};

static struct box box_of(const struct gaz_press_sight *sight, const char *key) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh array = gaz_press_inherited(pdf, sight->object, key);
    double v[4] = {0};
    if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 4) return (struct box){0};
    for (int i = 0; i < 4; i++)
        if (!qpdf_oh_get_value_as_number(pdf, qpdf_oh_get_array_item(pdf, array, i), &v[i]))
            return (struct box){0};
    return (struct box){true, fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
}

/* True also where one of them is not there: that is another rule's. */
static bool is_inside(struct box inner, struct box outer) {
    if (!inner.is_there || !outer.is_there) return true;
    return inner.left >= outer.left - CLOSE && inner.bottom >= outer.bottom - CLOSE &&
           inner.right <= outer.right + CLOSE && inner.top <= outer.top + CLOSE;
}

static bool is_close(double one, double two) {
    return fabs(one - two) <= CLOSE;
}

bool gaz_press_holds_trim_box(const struct gaz_press_sight *sight) {
    return box_of(sight, "/TrimBox").is_there;
}

bool gaz_press_holds_art_box(const struct gaz_press_sight *sight) {
    return !qpdf_oh_has_key(sight->check->pdf, sight->object, "/ArtBox");
}

/* As large as some page: which one stands where, the read-back proves by its text. */
bool gaz_press_holds_trim_size(const struct gaz_press_sight *sight) {
    const struct gaz_pages *pages = sight->check->pages;
    struct box trim = box_of(sight, "/TrimBox");
    int across = sight->check->press->is_booklet ? 2 : 1;
    for (uint32_t i = 0; i < pages->n_pages && trim.is_there; i++)
        if (is_close(trim.right - trim.left, across * gaz_points(pages->pages[i].width)) &&
            is_close(trim.top - trim.bottom, gaz_points(pages->pages[i].height)))
            return true;
    return !trim.is_there;
}

bool gaz_press_holds_bleed_box(const struct gaz_press_sight *sight) {
    double bleed = gaz_points(sight->check->press->bleed);
    struct box trim = box_of(sight, "/TrimBox"), outer = box_of(sight, "/BleedBox");
    if (!trim.is_there) return true;
    return outer.is_there && is_close(outer.left, trim.left - bleed) &&
           is_close(outer.right, trim.right + bleed) && is_close(outer.bottom, trim.bottom - bleed) &&
           is_close(outer.top, trim.top + bleed);
}

bool gaz_press_holds_media_box(const struct gaz_press_sight *sight) {
    struct box media = box_of(sight, "/MediaBox");
    return media.is_there && is_inside(box_of(sight, "/BleedBox"), media);
}

bool gaz_press_holds_crop_box(const struct gaz_press_sight *sight) {
    return is_inside(box_of(sight, "/BleedBox"), box_of(sight, "/CropBox"));
}

bool gaz_press_holds_user_unit(const struct gaz_press_sight *sight) {
    return !qpdf_oh_has_key(sight->check->pdf, sight->object, "/UserUnit");
}

bool gaz_press_holds_page_group(const struct gaz_press_sight *sight) {
    return !qpdf_oh_has_key(sight->check->pdf, sight->object, "/Group");
}

/* None at all, though what lies outside the bleed would be allowed: nothing of ours needs one. */
bool gaz_press_holds_annotations(const struct gaz_press_sight *sight) {
    qpdf_data pdf = sight->check->pdf;
    qpdf_oh notes = qpdf_oh_get_key(pdf, sight->object, "/Annots");
    return !qpdf_oh_is_array(pdf, notes) || qpdf_oh_get_array_n_items(pdf, notes) == 0;
}
