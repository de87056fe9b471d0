/* foot.h: the notes that wait for a page's foot, line by line, under a short rule. */
#ifndef GAZ_LAYOUT_PAGE_FOOT_H
#define GAZ_LAYOUT_PAGE_FOOT_H

#include "layout/block/box.h"

struct gaz_foot {
    const struct gaz_style *style;
    GPtrArray *lines; /* const struct gaz_box *: those from `next` on wait */
    guint next;
    gaz_len height; /* of those that wait, the rule not counted */
};

/* Nothing waits. The style is borrowed; cleared with gaz_foot_clear. */
struct gaz_foot gaz_foot_new(const struct gaz_style *style);
void gaz_foot_clear(struct gaz_foot *foot);

/* What lines of this height take on a page, with the rule and the white around it; 0 for none. */
gaz_len gaz_foot_takes(const struct gaz_style *style, gaz_len lines);

static inline bool gaz_foot_waits(const struct gaz_foot *foot) {
    return foot->next < foot->lines->len;
}

/* The notes of a box that is placed wait for the foot. */
void gaz_foot_add(struct gaz_foot *foot, const struct gaz_box *box);

/* A line of a note that waited on the page before it was taken up again. */
void gaz_foot_add_line(struct gaz_foot *foot, const struct gaz_box *line);

/* The number of waiting lines that fit into `room`, the rule counted; their height in *height. */
guint gaz_foot_fit(const struct gaz_foot *foot, gaz_len room, gaz_len *height);

/* Takes the next waiting line. */
const struct gaz_box *gaz_foot_take(struct gaz_foot *foot);

#endif
