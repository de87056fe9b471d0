/* rules.h: the rules of a page, level and upright: what its content strokes, and boxes so thin that they are
 * lines. The borders of tables are drawn in either way. Knows no PDF.
 */
#ifndef GAZ_OUTPUT_TEXT_LAYER_RULES_H
#define GAZ_OUTPUT_TEXT_LAYER_RULES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* As the page is read, x to the right, y upwards, in 1/1024 point. */
struct gaz_layer_rule {
    int32_t x0, y0, x1, y1; /* x0 <= x1, y0 <= y1 */
};

/* what was drawn and is not painted yet */
struct gaz_layer_path {
    GArray *points; /* struct gaz_layer_point */
};

void gaz_layer_path_begin(struct gaz_layer_path *path);
void gaz_layer_path_end(struct gaz_layer_path *path);

/* In points; `begins` a part of its own. */
void gaz_layer_path_add(struct gaz_layer_path *path, double x, double y, bool begins);
/* Back to where the last part began. */
void gaz_layer_path_close(struct gaz_layer_path *path);

/* Appends the rules that it is when it is stroked, or filled, and forgets it. */
void gaz_layer_path_paint(struct gaz_layer_path *path, bool strokes, GArray *rules);
void gaz_layer_path_forget(struct gaz_layer_path *path);

#endif
