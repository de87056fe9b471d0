/* canvas.c: see canvas.h. */
#include "base/process/arena.h"
#include "fonts/face.h"
#include "layout/issue/canvas.h"
#include "layout/text/measure.h"
#include "layout/text/spread.h"

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
    spec.node = c->node;
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

void gaz_canvas_rule(struct gaz_canvas *c, gaz_len x, gaz_len y, struct gaz_rule rule) {
    *push_item(c) = (struct gaz_item){
        .kind = GAZ_ITEM_RULE, .artifact = GAZ_ARTIFACT_RULE, .x = x, .y = y, .as.rule = rule};
}

void gaz_canvas_image(struct gaz_canvas *c, gaz_len x, gaz_len y, struct gaz_image image) {
    enum gaz_artifact artifact = c->node ? GAZ_ARTIFACT_NONE : GAZ_ARTIFACT_DECORATION;
    *push_item(c) = (struct gaz_item){.kind = GAZ_ITEM_IMAGE,
                                      .artifact = (uint8_t)artifact,
                                      .node = c->node,
                                      .x = x,
                                      .y = y,
                                      .as.image = image};
}

gaz_len gaz_role_width(const struct gaz_typesetter *typesetter, enum gaz_role_id role, struct gaz_text text) {
    struct gaz_paragraph_spec spec = gaz_spec_of(typesetter, role, text);
    return gaz_text_width(typesetter, &spec);
}

gaz_len gaz_role_size_within(const struct gaz_typesetter *typesetter, enum gaz_role_id role,
                             struct gaz_text text, gaz_len width) {
    gaz_len own = gaz_role_width(typesetter, role, text);
    return own > width ? MAX(gaz_scale(typesetter->style->roles[role].size, width, own) - 1, GAZ_POINT) : 0;
}

static struct gaz_char *dots_new(struct gaz_arena *arena, uint32_t dot, uint32_t n) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, n);
    for (uint32_t i = 0; i < n; i++)
        chars[i] = (struct gaz_char){.ch = dot, .offset = GAZ_NOWHERE};
    return chars;
}

struct gaz_line gaz_leader_line(const struct gaz_typesetter *ts, enum gaz_role_id role, uint32_t dot,
                                uint32_t n, gaz_len step) {
    const struct gaz_role *look = &ts->style->roles[role];
    struct gaz_glyph glyph;
    int family = gaz_fonts_family(ts->fonts, look->latin ? look->latin : look->family);
    if (n == 0 || !gaz_font_char(&(struct gaz_font){ts->fonts, family, look->size}, dot, false, &glyph))
        return (struct gaz_line){0};
    struct gaz_placed_glyph *placed = GAZ_NEW_ARRAY(ts->arena, struct gaz_placed_glyph, n);
    for (uint32_t i = 0; i < n; i++)
        placed[i] =
            (struct gaz_placed_glyph){glyph.id, (gaz_len)i * step + (step - glyph.advance) / 2, 0, i, 1};
    struct gaz_item *item = GAZ_NEW(ts->arena, struct gaz_item);
    item->kind = GAZ_ITEM_GLYPHS;
    item->artifact = GAZ_ARTIFACT_LEADER;
    item->as.glyphs = (struct gaz_glyph_run){.face = glyph.face,
                                             .size = look->size,
                                             .ink = look->ink,
                                             .role = role,
                                             .glyphs = placed,
                                             .n_glyphs = n,
                                             .chars = dots_new(ts->arena, dot, n),
                                             .n_chars = n};
    return (struct gaz_line){.items = item, .n_items = 1, .width = (gaz_len)n * step};
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
