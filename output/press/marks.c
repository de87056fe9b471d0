/* marks.c: crop marks, fold marks and register crosses, fine lines on every plate, outside the bleed so
 * that none is left on the page when the knife is a little off.
 */
#include "output/press/marks.h"

#include "output/paint.h"

/* points */
#define MARK_LENGTH 14.0 /* 5 mm */
#define MARK_LINE 0.25
#define CROSS_RADIUS 5.0
#define CROSS_REACH 9.0
#define MARK_GAP 2.0 /* from the bleed */

/* The cut and the bleed on the paper, in points. */
struct box {
    double x0, y0, x1, y1, bleed;
};

static struct box box_of(const struct gaz_page *page, const struct gaz_press *press) {
    struct gaz_press_frame frame = gaz_press_frame_of(press);
    double margin = gaz_points(frame.margin);
    return (struct box){margin, margin, gaz_points(page->width) - margin, gaz_points(page->height) - margin,
                        gaz_points(frame.bleed)};
}

static void line(cairo_t *cr, double x0, double y0, double x1, double y1) {
    cairo_move_to(cr, x0, y0);
    cairo_line_to(cr, x1, y1);
}

/* At both ends of a level edge at y; dy is −1 above the page, 1 below it. */
static void corners(cairo_t *cr, const struct box *box, double y, double dy) {
    double from = box->bleed + MARK_GAP, to = from + MARK_LENGTH;
    line(cr, box->x0 - from, y, box->x0 - to, y);
    line(cr, box->x1 + from, y, box->x1 + to, y);
    line(cr, box->x0, y + dy * from, box->x0, y + dy * to);
    line(cr, box->x1, y + dy * from, box->x1, y + dy * to);
}

static void cross(cairo_t *cr, double x, double y) {
    line(cr, x - CROSS_REACH, y, x + CROSS_REACH, y);
    line(cr, x, y - CROSS_REACH, x, y + CROSS_REACH);
    cairo_new_sub_path(cr);
    cairo_arc(cr, x, y, CROSS_RADIUS, 0, 2 * G_PI);
    cairo_close_path(cr);
}

/* Above and below the middle of each page, and beside the whole. */
static void crosses(cairo_t *cr, const struct box *box, int n_pages) {
    double away = box->bleed + MARK_GAP + CROSS_REACH, page = (box->x1 - box->x0) / n_pages;
    for (int i = 0; i < n_pages; i++) {
        double x = box->x0 + page * (i + 0.5);
        cross(cr, x, box->y0 - away);
        cross(cr, x, box->y1 + away);
    }
    double y = (box->y0 + box->y1) / 2;
    cross(cr, box->x0 - away, y);
    cross(cr, box->x1 + away, y);
}

static void fold(cairo_t *cr, const struct box *box) {
    static const double dashes[] = {2, 2};
    double x = (box->x0 + box->x1) / 2, from = box->bleed + MARK_GAP, to = from + MARK_LENGTH;
    cairo_set_dash(cr, dashes, 2, 0);
    line(cr, x, box->y0 - from, x, box->y0 - to);
    line(cr, x, box->y1 + from, x, box->y1 + to);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
}

void gaz_press_draw_marks(cairo_t *cr, const struct gaz_page *page, const struct gaz_press *press,
                          uint32_t ink) {
    struct box box = box_of(page, press);
    gaz_paint_ink_number(cr, ink);
    cairo_set_line_width(cr, MARK_LINE);
    corners(cr, &box, box.y0, -1);
    corners(cr, &box, box.y1, 1);
    crosses(cr, &box, press->is_booklet ? 2 : 1);
    cairo_stroke(cr);
    if (press->is_booklet) fold(cr, &box);
}
