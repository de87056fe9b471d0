/* vertical.c: 竖排: a cell's text upright in a vertical line.
 *
 * Han and marks stand upright (marks in their vertical forms), a number of at most two digits stands upright
 * as one cell, longer Latin runs are turned clockwise, a fifth of an em away from what stands above and
 * below them (C-68 leaves vertical setting out; this is what printed tables do).
 */
#include "layout/text/vertical.h"

#include "base/process/arena.h"
#include "layout/text/charclass.h"
#include "layout/text/complain.h"
#include "layout/text/set.h"

#include <glib.h>

enum {
    SIDE = 5,        /* part of an em beside what is turned */
    MOST_TURNED = 32 /* characters of one piece, so that none is longer than a page */
};

struct column {
    const struct gaz_typesetter *typesetter;
    const struct gaz_paragraph_spec *spec;
    const struct gaz_role *role;
    gaz_len em, y;
    gaz_len size, shift; /* of what is at hand: raised text is smaller, and at the right */
    struct gaz_line out;
    size_t capacity;
};

static struct gaz_item *push_run(struct column *c, uint32_t first, uint32_t n, uint32_t n_glyphs,
                                 const struct gaz_face *face) {
    size_t count = c->out.n_items;
    struct gaz_item *item = GAZ_PUSH(c->typesetter->arena, c->out.items, count, c->capacity);
    c->out.n_items = (uint32_t)count;
    item->kind = GAZ_ITEM_GLYPHS;
    item->artifact = (uint8_t)c->spec->artifact;
    item->node = c->spec->node;
    item->as.glyphs = (struct gaz_glyph_run){
        .face = face,
        .size = c->size,
        .ink = c->role->ink,
        .role = c->spec->role,
        .glyphs = GAZ_NEW_ARRAY(c->typesetter->arena, struct gaz_placed_glyph, n_glyphs),
        .n_glyphs = n_glyphs,
        .chars = c->spec->text.chars + first,
        .n_chars = n,
        .source = c->spec->text.source};
    return item;
}

static bool take_glyph(const struct column *c, uint32_t i, bool upright, struct gaz_glyph *glyph) {
    int family = gaz_fonts_family(c->typesetter->fonts, c->role->family);
    struct gaz_font font = {c->typesetter->fonts, family, c->size};
    return gaz_font_char(&font, c->spec->text.chars[i].ch, upright, glyph);
}

/* The vertical form of the face, or the character itself, which lies on its side where it is one that turns.
 */
static void push_upright(struct column *c, uint32_t i) {
    struct gaz_glyph glyph, lying;
    if (!take_glyph(c, i, true, &glyph)) {
        gaz_complain_missing(c->typesetter, c->spec->text, i, c->role->family);
        return;
    }
    bool turned = gaz_char_turns(c->spec->text.chars[i].ch) && take_glyph(c, i, false, &lying) &&
                  lying.face == glyph.face && lying.id == glyph.id;
    struct gaz_item *item = push_run(c, i, 1, 1, glyph.face);
    struct gaz_placed_glyph *placed = (struct gaz_placed_glyph *)item->as.glyphs.glyphs;
    *placed = (struct gaz_placed_glyph){.id = glyph.id, .n_chars = 1};
    item->turn = turned ? 3 : 0;
    item->x = c->shift - (turned ? gaz_scale(c->size, 38, 100) : glyph.advance / 2);
    item->y = c->y + (turned ? (c->size - glyph.advance) / 2 : gaz_scale(c->size, 88, 100));
    c->y += c->size;
}

/* a Latin run: upright in one cell when it is short, else turned clockwise */
static void push_latin(struct column *c, uint32_t first, uint32_t n) {
    uint32_t *chars = g_new(uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        chars[i] = c->spec->text.chars[first + i].ch;
    int family = gaz_fonts_family(c->typesetter->fonts, c->role->latin ? c->role->latin : c->role->family);
    struct gaz_shaped shaped =
        gaz_font_shape(&(struct gaz_font){c->typesetter->fonts, family, c->size}, chars, n);
    const struct gaz_glyph *glyphs = shaped.glyphs;
    uint32_t n_glyphs = shaped.n;
    g_free(chars);
    if (shaped.missing != UINT32_MAX)
        gaz_complain_missing(c->typesetter, c->spec->text, first + shaped.missing, c->role->family);
    if (n_glyphs == 0) return;
    struct gaz_item *item = push_run(c, first, n, n_glyphs, glyphs[0].face);
    struct gaz_placed_glyph *placed = (struct gaz_placed_glyph *)item->as.glyphs.glyphs;
    gaz_len width = 0;
    for (uint32_t i = 0; i < n_glyphs; i++) {
        placed[i] = (struct gaz_placed_glyph){glyphs[i].id, width + glyphs[i].x_offset, glyphs[i].y_offset,
                                              glyphs[i].first_char, glyphs[i].n_chars};
        width += glyphs[i].advance;
    }
    bool upright = n <= 2 && width <= c->size * 11 / 10;
    if (!upright) c->y += c->size / SIDE;
    item->turn = upright ? 0 : 3;
    item->x = c->shift + (upright ? -width / 2 : -gaz_scale(c->size, 38, 100));
    item->y = upright ? c->y + gaz_scale(c->size, 88, 100) : c->y;
    c->y += upright ? c->size : width + c->size / SIDE;
}

enum { SCRIPTS = GAZ_CHAR_SUP | GAZ_CHAR_SUB };

static bool is_script_alike(struct gaz_text text, uint32_t i, uint32_t j) {
    return ((text.chars[i].attrs ^ text.chars[j].attrs) & SCRIPTS) == 0;
}

static void take_script(struct column *c, unsigned attrs) {
    const struct gaz_style *style = c->typesetter->style;
    c->size = attrs & SCRIPTS ? gaz_scale(c->em, style->script_size, 100) : c->em;
    c->shift = 0;
    if (attrs & GAZ_CHAR_SUP) c->shift = gaz_scale(c->em, style->script_rise, 100);
    if (attrs & GAZ_CHAR_SUB) c->shift = -gaz_scale(c->em, style->script_drop, 100);
}

uint32_t gaz_upright_piece(struct gaz_text text, uint32_t from) {
    uint32_t end = from + 1, most = MIN(text.n - from, MOST_TURNED);
    if (gaz_class_of(text.chars[from].ch) != GAZ_CLASS_LATIN) return 1;
    while (end < from + most && gaz_class_of(text.chars[end].ch) == GAZ_CLASS_LATIN &&
           is_script_alike(text, from, end))
        end++;
    if (end < from + most && is_script_alike(text, from, end) &&
        gaz_class_of(text.chars[end].ch) == GAZ_CLASS_PERCENT)
        end++;
    return end - from;
}

struct gaz_line gaz_text_vertical(const struct gaz_typesetter *typesetter,
                                  const struct gaz_paragraph_spec *spec, gaz_len *height) {
    const struct gaz_role *role = &typesetter->style->roles[spec->role];
    struct column c = {.typesetter = typesetter,
                       .spec = spec,
                       .role = role,
                       .em = spec->size ? spec->size : role->size,
                       .out = {.n_chars = spec->text.n}};
    for (uint32_t i = 0; i < spec->text.n;) {
        enum gaz_class class = gaz_class_of(spec->text.chars[i].ch);
        uint32_t end = i + gaz_upright_piece(spec->text, i);
        take_script(&c, spec->text.chars[i].attrs);
        if (class == GAZ_CLASS_LATIN) {
            push_latin(&c, i, end - i);
        } else if (class != GAZ_CLASS_BREAK) {
            push_upright(&c, i);
        }
        i = end;
    }
    c.out.width = c.em;
    *height = c.y;
    return c.out;
}
