/* rules.c: see rules.h. */
#include "output/text_layer/rules.h"

#include <math.h>

enum {
    MOST_POINTS = 1 << 14, /* of a path */
    MOST_RULES = 1 << 13,  /* of a page */
    MOST_AT = 1 << 16,     /* points, as a glyph may be far */
    UNITS = 1024,
};

static const double thick = 3, aslant = 0.5, shortest = 3; /* points */

struct gaz_layer_point {
    double x, y;
    bool begins;
};

void gaz_layer_path_begin(struct gaz_layer_path *path) {
    path->points = g_array_new(FALSE, FALSE, sizeof(struct gaz_layer_point));
}

void gaz_layer_path_end(struct gaz_layer_path *path) {
    g_array_unref(path->points);
}

static const struct gaz_layer_point *point_at(const struct gaz_layer_path *path, guint i) {
    return &g_array_index(path->points, struct gaz_layer_point, i);
}

void gaz_layer_path_add(struct gaz_layer_path *path, double x, double y, bool begins) {
    struct gaz_layer_point point = {x, y, begins || path->points->len == 0};
    if (path->points->len >= MOST_POINTS || !isfinite(x) || !isfinite(y)) return;
    g_array_append_val(path->points, point);
}

void gaz_layer_path_close(struct gaz_layer_path *path) {
    for (guint i = path->points->len; i-- > 0;) {
        if (!point_at(path, i)->begins) continue;
        gaz_layer_path_add(path, point_at(path, i)->x, point_at(path, i)->y, false);
        return;
    }
}

void gaz_layer_path_forget(struct gaz_layer_path *path) {
    g_array_set_size(path->points, 0);
}

static int32_t units(double points) {
    return (int32_t)lrint(CLAMP(points, -MOST_AT, MOST_AT) * UNITS);
}

/* `most`: so thick it may be. */
static void add_box(GArray *rules, const double box[4], double most) {
    double width = box[2] - box[0], height = box[3] - box[1];
    if (MIN(width, height) > most || MAX(width, height) < shortest || rules->len >= MOST_RULES) return;
    struct gaz_layer_rule rule = {units(box[0]), units(box[1]), units(box[2]), units(box[3])};
    g_array_append_val(rules, rule);
}

static void stretch(double box[4], const struct gaz_layer_point *point) {
    box[0] = MIN(box[0], point->x), box[2] = MAX(box[2], point->x);
    box[1] = MIN(box[1], point->y), box[3] = MAX(box[3], point->y);
}

static void stroke(const struct gaz_layer_path *path, GArray *rules) {
    for (guint i = 1; i < path->points->len; i++) {
        const struct gaz_layer_point *from = point_at(path, i - 1), *to = from + 1;
        double box[4] = {from->x, from->y, from->x, from->y};
        if (to->begins) continue;
        stretch(box, to);
        add_box(rules, box, aslant);
    }
}

static void fill(const struct gaz_layer_path *path, GArray *rules) {
    for (guint i = 0, end; i < path->points->len; i = end) {
        const struct gaz_layer_point *first = point_at(path, i);
        double box[4] = {first->x, first->y, first->x, first->y};
        for (end = i + 1; end < path->points->len && !point_at(path, end)->begins; end++)
            stretch(box, point_at(path, end));
        add_box(rules, box, thick);
    }
}

void gaz_layer_path_paint(struct gaz_layer_path *path, bool strokes, GArray *rules) {
    (strokes ? stroke : fill)(path, rules);
    gaz_layer_path_forget(path);
}
