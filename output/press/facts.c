/* facts.c: what is gathered for the report: pictures and their fineness, faces, text near the cut,
 * lines that are too fine.
 */
#include "output/press/report.h"

#include "base/picture/picture.h"
#include "output/faces.h"
#include "output/inks/content.h"
#include "output/picture/pictures.h"
#include "output/write.h"

#include <string.h>

enum {
    NEAR = 14 * GAZ_POINT + GAZ_POINT * 22 / 127, /* 5 mm: nearer to the cut a knife may take it */
    FINE = GAZ_POINT / 4,                         /* 0.09 mm: finer lines break up on the plate */
    MOST_TEXT = 24,                               /* characters that tell which text it is */
};

/* ---- pictures */

static int dpi_of(uint32_t pixels, gaz_len length) {
    return length > 0 ? (int)((int64_t)pixels * 72 * GAZ_POINT / length) : 0;
}

static void add_picture(struct gaz_press_report *report, uint32_t page, const struct gaz_image *image) {
    struct gaz_picture looked = {.data = image->data, .size = image->size};
    struct gaz_press_picture one = {.image = image, .page = page};
    if (image->kind != GAZ_PICTURE_SVG && gaz_picture_look(&looked)) {
        bool lies = gaz_picture_lies(image->orientation);
        one.pixels_wide = lies ? looked.pixels_high : looked.pixels_wide;
        one.pixels_high = lies ? looked.pixels_wide : looked.pixels_high;
        one.dpi = MIN(dpi_of(one.pixels_wide, image->width), dpi_of(one.pixels_high, image->height));
    }
    g_array_append_val(report->pictures, one);
}

/* ---- text near the cut */

/* The ink of a run on the page, in points. */
static bool ink_box(struct gaz_cairo_faces *faces, cairo_t *cr, const struct gaz_item *item,
                    cairo_text_extents_t *box) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    const struct gaz_cairo_face *face = gaz_cairo_faces_use(faces, cr, run->face, run->size, false);
    if (!face) return false;
    cairo_glyph_t *glyphs = g_new(cairo_glyph_t, run->n_glyphs);
    for (uint32_t i = 0; i < run->n_glyphs; i++)
        glyphs[i] = (cairo_glyph_t){gaz_cairo_face_glyph(face, run->glyphs[i].id),
                                    gaz_points(run->glyphs[i].x), gaz_points(run->glyphs[i].y)};
    cairo_glyph_extents(cr, glyphs, (int)run->n_glyphs, box);
    g_free(glyphs);
    return box->width > 0 && box->height > 0;
}

/* How far the ink is from the nearest edge: the run's box from the item's origin, turned as the item is. */
static double distance(const struct gaz_page *page, const struct gaz_item *item,
                       const cairo_text_extents_t *box) {
    double x0 = box->x_bearing, y0 = box->y_bearing, x1 = x0 + box->width, y1 = y0 + box->height;
    const double turned[4][4] = {
        {x0, y0, x1, y1}, {y0, -x1, y1, -x0}, {-x1, -y1, -x0, -y0}, {-y1, x0, -y0, x1}};
    const double *t = turned[item->turn & 3];
    double left = gaz_points(item->x) + t[0], top = gaz_points(item->y) + t[1];
    double right = gaz_points(page->width - item->x) - t[2], foot = gaz_points(page->height - item->y) - t[3];
    return MIN(MIN(left, right), MIN(top, foot));
}

static void look_at_text(struct gaz_press_report *report, struct gaz_cairo_faces *faces, cairo_t *cr,
                         uint32_t page, const struct gaz_item *item) {
    cairo_text_extents_t box;
    if (!ink_box(faces, cr, item, &box)) return;
    double from = distance(&report->pages->pages[page], item, &box);
    if (from * GAZ_POINT >= NEAR) return;
    const struct gaz_glyph_run *run = &item->as.glyphs;
    GString *text = g_string_new(NULL);
    gaz_append_chars(text, run->chars, MIN(run->n_chars, MOST_TEXT));
    struct gaz_press_near one = {page, (gaz_len)(from * GAZ_POINT), g_string_free(text, FALSE)};
    g_array_append_val(report->near_text, one);
}

/* ---- the others */

static void add_face(struct gaz_press_report *report, const struct gaz_face *face) {
    if (!g_ptr_array_find(report->faces, face, NULL)) g_ptr_array_add(report->faces, (gpointer)face);
}

static void look_at_rule(struct gaz_press_report *report, uint32_t page, const struct gaz_item *item) {
    gaz_len width = MIN(item->as.rule.width, item->as.rule.height);
    if (width <= 0 || width >= FINE) return;
    struct gaz_press_hairline one = {page, item->x, item->y, width};
    g_array_append_val(report->hairlines, one);
}

static void look_at_page(struct gaz_press_report *report, struct gaz_cairo_faces *faces, cairo_t *cr,
                         uint32_t page) {
    const struct gaz_page *it = &report->pages->pages[page];
    for (uint32_t i = 0; i < it->n_items; i++) {
        const struct gaz_item *item = &it->items[i];
        switch (item->kind) {
        case GAZ_ITEM_GLYPHS:
            add_face(report, item->as.glyphs.face);
            look_at_text(report, faces, cr, page, item);
            break;
        case GAZ_ITEM_RULE:
            look_at_rule(report, page, item);
            break;
        case GAZ_ITEM_IMAGE:
            add_picture(report, page, &item->as.image);
            break;
        case GAZ_ITEM_LINK:
            break;
        }
    }
}

static void look_at_all(struct gaz_press_report *report) {
    cairo_surface_t *nowhere = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cr = cairo_create(nowhere);
    struct gaz_cairo_faces *faces = gaz_cairo_faces_new(NULL, false);
    for (uint32_t i = 0; i < report->pages->n_pages; i++)
        look_at_page(report, faces, cr, i);
    gaz_cairo_faces_free(faces);
    cairo_destroy(cr);
    cairo_surface_destroy(nowhere);
}

/* ---- colours of pictures */

/* "图.svg: #C00000 C0 M100 Y90 K10"; of an ink its name. */
static char *tell_colour(const struct gaz_press_report *report, const char *name,
                         const struct gaz_colour_note *note) {
    const struct gaz_ink *ink = note->colour.ink >= 0 && (uint32_t)note->colour.ink < report->pages->n_inks
                                    ? &report->pages->inks[note->colour.ink]
                                    : NULL;
    const double *parts = note->colour.cmyk;
    if (ink && ink->name) return g_strdup_printf("%s: #%06X %s", name, note->rgb, ink->name);
    return g_strdup_printf("%s: #%06X C%d M%d Y%d K%d%s", name, note->rgb, (int)(parts[0] * 100 + 0.5),
                           (int)(parts[1] * 100 + 0.5), (int)(parts[2] * 100 + 0.5),
                           (int)(parts[3] * 100 + 0.5), note->colour.is_guessed ? " ?" : "");
}

static char *tell_pixels(const char *name, const struct gaz_picture_colours *colours) {
    return g_strdup_printf("%s: RGB CMYK%s", name, colours->is_guessed ? " ?" : "");
}

void gaz_press_report_add_colours(struct gaz_press_report *report, const struct gaz_pictures *pictures) {
    for (guint i = 0; i < gaz_pictures_count(pictures); i++) {
        struct gaz_picture_colours colours;
        if (!gaz_pictures_colours(pictures, i, &colours) || colours.way == GAZ_COLOUR_KEPT) continue;
        const char *name = colours.name ? colours.name : "?";
        for (guint k = 0; k < colours.n_notes; k++)
            g_ptr_array_add(report->converted, tell_colour(report, name, &colours.notes[k]));
        if (colours.way != GAZ_COLOUR_DRAWING)
            g_ptr_array_add(report->converted, tell_pixels(name, &colours));
    }
}

/* ---- the whole */

static void clear_near(gpointer data) {
    g_free(((struct gaz_press_near *)data)->text);
}

struct gaz_press_report *gaz_press_report_new(const struct gaz_pages *pages, const struct gaz_press *press,
                                              const struct gaz_press_colours *colours,
                                              struct gaz_diags *diags) {
    struct gaz_press_report *report = g_new0(struct gaz_press_report, 1);
    report->pages = pages;
    report->press = press;
    report->width = pages->pages[0].width;
    report->height = pages->pages[0].height;
    report->pictures = g_array_new(FALSE, FALSE, sizeof(struct gaz_press_picture));
    report->near_text = g_array_new(FALSE, FALSE, sizeof(struct gaz_press_near));
    g_array_set_clear_func(report->near_text, clear_near);
    report->hairlines = g_array_new(FALSE, FALSE, sizeof(struct gaz_press_hairline));
    report->faces = g_ptr_array_new();
    report->converted = g_ptr_array_new_with_free_func(g_free);
    look_at_all(report);
    if (gaz_coverage_measure(&report->coverage, pages, colours, diags)) return report;
    gaz_press_report_free(report);
    return NULL;
}

void gaz_press_report_free(struct gaz_press_report *report) {
    if (!report) return;
    gaz_coverage_clear(&report->coverage);
    g_array_free(report->pictures, TRUE);
    g_array_free(report->near_text, TRUE);
    g_array_free(report->hairlines, TRUE);
    g_ptr_array_free(report->faces, TRUE);
    g_ptr_array_free(report->converted, TRUE);
    g_free(report);
}
