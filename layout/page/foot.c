/* foot.c: the queue of notes. */
#include "layout/page/foot.h"

struct gaz_foot gaz_foot_new(const struct gaz_style *style) {
    return (struct gaz_foot){.style = style, .lines = g_ptr_array_new()};
}

void gaz_foot_clear(struct gaz_foot *foot) {
    g_ptr_array_unref(foot->lines);
}

gaz_len gaz_foot_takes(const struct gaz_style *style, gaz_len lines) {
    return lines > 0 ? style->footnote_before + style->footnote_after + lines : 0;
}

void gaz_foot_add_line(struct gaz_foot *foot, const struct gaz_box *line) {
    g_ptr_array_add(foot->lines, (gpointer)line);
    foot->height += line->height;
}

void gaz_foot_add(struct gaz_foot *foot, const struct gaz_box *box) {
    for (uint32_t i = 0; box->notes && i < box->notes->n; i++)
        gaz_foot_add_line(foot, &box->notes->boxes[i]);
}

/* The last line that fits stays with the one behind it when that may not stand alone. */
static bool is_kept_with_next(const struct gaz_foot *foot, guint n) {
    guint next = foot->next + n;
    return n > 1 && next < foot->lines->len &&
           ((struct gaz_box *)g_ptr_array_index(foot->lines, next))->glued;
}

guint gaz_foot_fit(const struct gaz_foot *foot, gaz_len room, gaz_len *height) {
    guint n = 0;
    *height = 0;
    for (guint i = foot->next; i < foot->lines->len; i++, n++) {
        const struct gaz_box *line = g_ptr_array_index(foot->lines, i);
        if (gaz_foot_takes(foot->style, *height + line->height) > room) break;
        *height += line->height;
    }
    if (!is_kept_with_next(foot, n)) return n;
    *height -= ((struct gaz_box *)g_ptr_array_index(foot->lines, foot->next + n - 1))->height;
    return n - 1;
}

const struct gaz_box *gaz_foot_take(struct gaz_foot *foot) {
    const struct gaz_box *line = g_ptr_array_index(foot->lines, foot->next++);
    foot->height -= line->height;
    return line;
}
