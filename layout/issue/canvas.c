/* canvas.c */
#include "base/arena.h"
#include "layout/issue/canvas.h"

#include <glib.h>
#include <stdarg.h>

static struct gaz_item *push_item(struct gaz_canvas *c) {
    size_t n = c->n_items;
    struct gaz_item *item = GAZ_PUSH(c->typesetter->arena, c->items, n, c->capacity);
    c->n_items = (uint32_t)n;
    return item;
}

void gaz_canvas_items(struct gaz_canvas *c, const struct gaz_line *line, gaz_len x, gaz_len y) {
    c->lines++;
    for (uint32_t i = 0; i < line->n_items; i++) {
        struct gaz_item *item = push_item(c);
        *item = line->items[i];
        item->x += x;
        item->y += y;
        item->line = c->lines;
    }
}

static struct gaz_paragraph_spec spec_of(const struct gaz_canvas *c, struct gaz_text text,
                                         enum gaz_role_id role, struct gaz_slot slot) {
    struct gaz_paragraph_spec spec = gaz_spec_of(c->typesetter, role, text);
    spec.measure = slot.width;
    spec.size = slot.size;
    spec.flags = c->flags;
    return spec;
}

static gaz_len em_of(const struct gaz_canvas *c, enum gaz_role_id role, struct gaz_slot slot) {
    return slot.size ? slot.size : c->typesetter->style->roles[role].size;
}

void gaz_canvas_line(struct gaz_canvas *c, struct gaz_text text, enum gaz_role_id role,
                     enum gaz_setting setting, struct gaz_slot slot) {
    struct gaz_paragraph_spec spec = spec_of(c, text, role, slot);
    spec.setting = setting;
    struct gaz_paragraph set = gaz_paragraph_set(c->typesetter, &spec);
    gaz_len em = em_of(c, role, slot);
    for (uint32_t i = 0; i < set.n_lines; i++)
        gaz_canvas_items(c, &set.lines[i], slot.left,
                         slot.top + gaz_scale(em, 88, 100) + (gaz_len)i * em * 3 / 2);
}

void gaz_canvas_spread(struct gaz_canvas *c, struct gaz_text text, enum gaz_role_id role,
                       struct gaz_slot slot) {
    struct gaz_paragraph_spec spec = spec_of(c, text, role, slot);
    struct gaz_line line = gaz_text_spread(c->typesetter, &spec);
    gaz_canvas_items(c, &line, slot.left, slot.top + gaz_scale(em_of(c, role, slot), 88, 100));
}

void gaz_canvas_rule(struct gaz_canvas *c, gaz_len x, gaz_len y, gaz_len width, gaz_len height,
                     uint32_t colour) {
    *push_item(c) = (struct gaz_item){
        .kind = GAZ_ITEM_RULE, .x = x, .y = y, .as.rule = {width, height, colour, NULL, 0, NULL}};
}

gaz_len gaz_role_width(const struct gaz_typesetter *typesetter, enum gaz_role_id role, struct gaz_text text) {
    struct gaz_paragraph_spec spec = gaz_spec_of(typesetter, role, text);
    return gaz_text_width(typesetter, &spec);
}

struct gaz_text gaz_text_printf(const struct gaz_typesetter *typesetter, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *utf8 = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    struct gaz_text text = gaz_text_from_utf8(typesetter->arena, utf8);
    g_free(utf8);
    return text;
}
