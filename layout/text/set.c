/* set.c: atoms become glyph runs and rules. */
#include "base/process/arena.h"
#include "layout/text/set.h"

#include <glib.h>
#include <string.h>

struct setter {
    const struct gaz_typesetter *typesetter;
    const struct gaz_paragraph_spec *spec;
    const struct gaz_atoms *atoms;
    struct gaz_placed_glyph *glyphs; /* room for all of the line's */
    uint32_t n_glyphs;
    struct gaz_item *items; /* room for one an atom and glyph */
    uint32_t n_items;
};

static struct gaz_item *push_item(struct setter *s, enum gaz_item_kind kind, gaz_len x) {
    struct gaz_item *item = &s->items[s->n_items++];
    *item = (struct gaz_item){
        .kind = kind, .artifact = (uint8_t)s->spec->artifact, .node = s->spec->node, .x = x};
    return item;
}

static const struct gaz_char *chars_of(const struct setter *s, const struct gaz_atom *atom,
                                       const struct gaz_glyph *glyph) {
    return s->spec->text.chars + atom->first_char + glyph->first_char;
}

/* The last run goes on with the rest of a cluster, and with a glyph that has its look and whose characters
 * follow on. */
static bool run_continues(const struct setter *s, const struct gaz_atom *atom,
                          const struct gaz_glyph *glyph) {
    if (s->n_items == 0) return false;
    const struct gaz_item *item = &s->items[s->n_items - 1];
    if (item->kind != GAZ_ITEM_GLYPHS) return false;
    const struct gaz_glyph_run *run = &item->as.glyphs;
    return glyph->n_chars == 0 ||
           (run->face == glyph->face && item->y == -atom->rise && run->size == atom->size &&
            run->ink == atom->ink && run->chars + run->n_chars == chars_of(s, atom, glyph));
}

static void begin_run(struct setter *s, const struct gaz_atom *atom, const struct gaz_glyph *glyph,
                      gaz_len x) {
    struct gaz_item *item = push_item(s, GAZ_ITEM_GLYPHS, x);
    item->y = -atom->rise;
    item->as.glyphs = (struct gaz_glyph_run){.face = glyph->face,
                                             .size = atom->size,
                                             .ink = atom->ink,
                                             .role = s->spec->role,
                                             .glyphs = s->glyphs + s->n_glyphs,
                                             .chars = chars_of(s, atom, glyph),
                                             .source = s->spec->text.source};
}

/* One glyph at its pen: a new run where the face changes or the characters do not follow on. */
static void set_glyph(struct setter *s, const struct gaz_atom *atom, const struct gaz_glyph *glyph,
                      gaz_len pen) {
    if (!run_continues(s, atom, glyph)) begin_run(s, atom, glyph, pen);
    struct gaz_item *item = &s->items[s->n_items - 1];
    struct gaz_glyph_run *run = &item->as.glyphs;
    s->glyphs[s->n_glyphs++] = (struct gaz_placed_glyph){.id = glyph->id,
                                                         .x = pen + glyph->x_offset - item->x,
                                                         .y = glyph->y_offset,
                                                         .first_char = run->n_chars,
                                                         .n_chars = glyph->n_chars};
    run->n_chars += glyph->n_chars;
    run->n_glyphs++;
}

static bool reads_as_seen(const struct gaz_glyph *glyphs, uint32_t n) {
    uint32_t next = 0;
    for (uint32_t g = 0; g < n; g++) {
        if (glyphs[g].n_chars == 0) continue;
        if (glyphs[g].first_char != next) return false;
        next += glyphs[g].n_chars;
    }
    return true;
}

/* Shaped from right to left: the glyphs come as they are seen, and are set as they are read (pages.h,
 * invariant 2), each at the pen where it is seen. */
static void set_reversed(struct setter *s, const struct gaz_atom *atom, gaz_len pen) {
    const struct gaz_glyph *glyphs = &s->atoms->glyphs[atom->first_glyph];
    uint32_t *head = g_new(uint32_t, atom->n_chars);
    gaz_len *pens = g_new(gaz_len, atom->n_glyphs);
    for (uint32_t c = 0; c < atom->n_chars; c++)
        head[c] = UINT32_MAX;
    for (uint32_t g = 0; g < atom->n_glyphs; g++) {
        pens[g] = pen;
        pen += glyphs[g].advance;
        if (glyphs[g].n_chars) head[glyphs[g].first_char] = g;
    }
    for (uint32_t c = 0; c < atom->n_chars; c++)
        for (uint32_t g = head[c]; g < atom->n_glyphs && (g == head[c] || glyphs[g].n_chars == 0); g++)
            set_glyph(s, atom, &glyphs[g], pens[g]);
    g_free(head);
    g_free(pens);
}

static void set_glyphs(struct setter *s, const struct gaz_atom *atom, gaz_len pen) {
    const struct gaz_glyph *glyphs = &s->atoms->glyphs[atom->first_glyph];
    pen += atom->x;
    if (!reads_as_seen(glyphs, atom->n_glyphs)) {
        set_reversed(s, atom, pen);
        return;
    }
    for (uint32_t g = 0; g < atom->n_glyphs; g++) {
        set_glyph(s, atom, &glyphs[g], pen);
        pen += glyphs[g].advance;
    }
}

static bool rule_continues(const struct setter *s, const struct gaz_char *chars) {
    if (s->n_items == 0) return false;
    const struct gaz_item *item = &s->items[s->n_items - 1];
    return item->kind == GAZ_ITEM_RULE && item->as.rule.chars &&
           item->as.rule.chars + item->as.rule.n_chars == chars;
}

/* ＿＿＿: one rule under the run, a tenth of the em below the baseline */
static void set_blank(struct setter *s, const struct gaz_atom *atom, gaz_len x, gaz_len width) {
    const struct gaz_char *chars = s->spec->text.chars + atom->first_char;
    if (rule_continues(s, chars)) {
        struct gaz_item *item = &s->items[s->n_items - 1];
        item->as.rule.n_chars += atom->n_chars;
        gaz_len left = MIN(item->x, x); /* from right to left it grows to the left */
        item->as.rule.width = MAX(item->x + item->as.rule.width, x + width) - left;
        item->x = left;
        return;
    }
    struct gaz_item *item = push_item(s, GAZ_ITEM_RULE, x);
    item->y = atom->size / 10 - atom->rise;
    item->as.rule = (struct gaz_rule){.width = width,
                                      .height = MAX(atom->size / 32, 1),
                                      .ink = atom->ink,
                                      .chars = chars,
                                      .n_chars = atom->n_chars,
                                      .source = s->spec->text.source};
}

static void set_atom(struct setter *s, const struct gaz_atom *atom, gaz_len pen, gaz_len right) {
    if (atom->first != GAZ_CLASS_BLANK)
        set_glyphs(s, atom, pen);
    else
        set_blank(s, atom, pen, atom->to_margin ? MAX(right - pen, atom->width) : atom->width);
}

void gaz_set_atoms(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                   const struct gaz_justified_line *justified, struct gaz_line *out) {
    const struct gaz_broken_line *line = &justified->line;
    const struct gaz_atom *atoms = justified->atoms->atoms;
    struct setter s = {.typesetter = typesetter, .spec = spec, .atoms = justified->atoms};
    uint32_t n_glyphs = 0;
    for (uint32_t i = line->begin; i < line->end; i++)
        n_glyphs += atoms[i].n_glyphs;
    s.glyphs = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_placed_glyph, n_glyphs + 1);
    s.items = g_new(struct gaz_item, n_glyphs + line->end - line->begin + 1);
    for (uint32_t i = line->begin; i < line->end; i++)
        set_atom(&s, &atoms[i], justified->left + justified->x[i - line->begin], justified->right);
    out->n_items = s.n_items;
    out->items = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_item, s.n_items);
    if (s.n_items) memcpy(out->items, s.items, sizeof *s.items * s.n_items); /* an empty line has none */
    g_free(s.items);
}
