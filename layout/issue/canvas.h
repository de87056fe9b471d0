/* canvas.h: single lines put at places of a page: what the issue's own pages are made of. */
#ifndef GAZ_LAYOUT_ISSUE_CANVAS_H
#define GAZ_LAYOUT_ISSUE_CANVAS_H

#include "layout/block/box.h"

struct gaz_canvas {
    const struct gaz_typesetter *typesetter;
    struct gaz_item *items;
    uint32_t n_items;
    size_t capacity;
    uint32_t lines; /* line numbers given */
    uint32_t node;  /* of what is put next: a text, a picture */
};

/* where a line stands: from `left` to `left + width`, the top of its characters at `top` */
struct gaz_slot {
    gaz_len left, top, width;
    gaz_len size; /* 0: the role's */
};

void gaz_canvas_line(struct gaz_canvas *canvas, struct gaz_text text, enum gaz_role_id role,
                     enum gaz_setting setting, struct gaz_slot slot);
/* 均排 to the slot's width */
void gaz_canvas_spread(struct gaz_canvas *canvas, struct gaz_text text, enum gaz_role_id role,
                       struct gaz_slot slot);
void gaz_canvas_rule(struct gaz_canvas *canvas, gaz_len x, gaz_len y, struct gaz_rule rule);
/* A picture; decoration when there is no node. */
void gaz_canvas_image(struct gaz_canvas *canvas, gaz_len x, gaz_len y, struct gaz_image image);
void gaz_canvas_items(struct gaz_canvas *canvas, const struct gaz_line *line, gaz_len x, gaz_len y);

/* The width of a text in a role, on one line. */
gaz_len gaz_role_width(const struct gaz_typesetter *typesetter, enum gaz_role_id role, struct gaz_text text);

/* The size at which the text stands within the width, for a slot; 0: the role's own. */
gaz_len gaz_role_size_within(const struct gaz_typesetter *typesetter, enum gaz_role_id role,
                             struct gaz_text text, gaz_len width);

/* n dots, `step` apart, from 0 on: a leader, an artifact. */
struct gaz_line gaz_leader_line(const struct gaz_typesetter *ts, enum gaz_role_id role, uint32_t dot,
                                uint32_t n, gaz_len step);

/* Generated text from a format. */
struct gaz_text gaz_text_printf(const struct gaz_typesetter *typesetter, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
