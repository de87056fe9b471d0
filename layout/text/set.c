/* set.c: atoms become glyph runs and rules. */
#include "base/arena.h"
#include "layout/text/set.h"

#include <glib.h>

struct setter {
    const struct gaz_typesetter *typesetter;
    const struct gaz_paragraph_spec *spec;
    const struct gaz_atoms *atoms;
    struct gaz_placed_glyph *glyphs; /* room for all of the line's */
    uint32_t n_glyphs;
    struct gaz_line *out;
    size_t capacity;
};

const char *gaz_role_name(enum gaz_role_id role) {
    static const char *const names[] = {
#define GAZ_ROLE(id, name, help) name,
#include "styles/style_roles.def"
#undef GAZ_ROLE
    };
    return names[role];
}

static struct gaz_item *push_item(struct setter *s, enum gaz_item_kind kind, gaz_len x) {
    size_t n = s->out->n_items;
    struct gaz_item *item = GAZ_PUSH(s->typesetter->arena, s->out->items, n, s->capacity);
    s->out->n_items = (uint32_t)n;
    item->kind = kind;
    item->flags = s->spec->flags;
    item->x = x;
    return item;
}

/* The last run goes on when the glyph has its look and its characters follow on. */
static bool run_continues(const struct setter *s, const struct gaz_atom *atom, const struct gaz_face *face) {
    if (s->out->n_items == 0) return false;
    const struct gaz_item *item = &s->out->items[s->out->n_items - 1];
    const struct gaz_glyph_run *run = &item->as.glyphs;
    return item->kind == GAZ_ITEM_GLYPHS && run->face == face && run->size == atom->size &&
           run->colour == atom->colour && run->chars + run->n_chars == s->spec->text.chars + atom->first_char;
}

static struct gaz_item *begin_run(struct setter *s, const struct gaz_atom *atom, const struct gaz_face *face,
                                  gaz_len x) {
    struct gaz_item *item = push_item(s, GAZ_ITEM_GLYPHS, x);
    item->as.glyphs = (struct gaz_glyph_run){.face = face,
                                             .size = atom->size,
                                             .colour = atom->colour,
                                             .role = gaz_role_name(s->spec->role),
                                             .glyphs = s->glyphs + s->n_glyphs,
                                             .chars = s->spec->text.chars + atom->first_char,
                                             .source = s->spec->text.source};
    return item;
}

/* One glyph at its pen: a new run where the face changes or the characters do not follow on. */
static void set_glyph(struct setter *s, const struct gaz_atom *atom, const struct gaz_glyph *glyph,
                      gaz_len pen) {
    struct gaz_atom cluster = *atom;
    cluster.first_char += glyph->first_char;
    bool same = glyph->n_chars == 0 || run_continues(s, &cluster, glyph->face);
    if (s->out->n_items == 0 || s->out->items[s->out->n_items - 1].kind != GAZ_ITEM_GLYPHS) same = false;
    struct gaz_item *item =
        same ? &s->out->items[s->out->n_items - 1] : begin_run(s, &cluster, glyph->face, pen);
    struct gaz_glyph_run *run = &item->as.glyphs;
    struct gaz_placed_glyph *placed = &s->glyphs[s->n_glyphs++];
    placed->id = glyph->id;
    placed->x = pen + glyph->x_offset - item->x;
    placed->y = glyph->y_offset;
    placed->first_char = run->n_chars;
    placed->n_chars = glyph->n_chars;
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

/* ＿＿＿: one rule under the run, a tenth of the em below the baseline */
static void set_blank(struct setter *s, const struct gaz_atom *atom, gaz_len x, gaz_len width) {
    struct gaz_item *item = s->out->n_items ? &s->out->items[s->out->n_items - 1] : NULL;
    const struct gaz_char *chars = s->spec->text.chars + atom->first_char;
    if (item && item->kind == GAZ_ITEM_RULE && item->as.rule.chars &&
        item->as.rule.chars + item->as.rule.n_chars == chars) {
        item->as.rule.n_chars += atom->n_chars;
        item->as.rule.width = x + width - item->x;
        return;
    }
    item = push_item(s, GAZ_ITEM_RULE, x);
    item->y = atom->size / 10;
    item->as.rule = (struct gaz_rule){.width = width,
                                      .height = MAX(atom->size / 32, 1),
                                      .colour = atom->colour,
                                      .chars = chars,
                                      .n_chars = atom->n_chars,
                                      .source = s->spec->text.source};
}

void gaz_set_atoms(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                   const struct gaz_justified_line *justified, struct gaz_line *out) {
    struct setter s = {typesetter, spec, justified->atoms, NULL, 0, out, 0};
    const struct gaz_broken_line *line = &justified->line;
    uint32_t room = 0;
    for (uint32_t i = line->begin; i < line->end; i++)
        room += s.atoms->atoms[i].n_glyphs;
    s.glyphs = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_placed_glyph, room + 1);
    for (uint32_t i = line->begin; i < line->end; i++) {
        const struct gaz_atom *atom = &s.atoms->atoms[i];
        gaz_len pen = justified->left + justified->x[i - line->begin];
        if (atom->first != GAZ_CLASS_BLANK)
            set_glyphs(&s, atom, pen);
        else
            set_blank(&s, atom, pen,
                      atom->to_margin ? MAX(justified->right - pen, atom->width) : atom->width);
    }
}
