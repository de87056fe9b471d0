/* rule_lines.h: an example of one paragraph: its settings and text become the lines that the engine sets.
 *
 * What is told of a line: its text; 字幅: from each character's cell to the next one's, the last one's to the
 * line's end; 位置: each cell's left edge from the left margin, and the line's end. In hundredths of the 字.
 * The cell is what the table of the style's 标点 gives the character, so the figures are the same whatever
 * face serves.
 */
#ifndef GAZ_TESTS_UNIT_LAYOUT_RULE_LINES_H
#define GAZ_TESTS_UNIT_LAYOUT_RULE_LINES_H

#include "layout/text/atoms.h"
#include "layout/text/paragraph.h"
#include "layout/text/spread.h"
#include "layout/title/title.h"
#include "tests/unit/layout/rule_world.h"

/* ---- the text: ** strong, * em, ⟦第一条⟧ a number that structure gives, ⟪（一）…。⟫ a run-in heading, ⌈2⌉
 * raised, ⌊2⌋ lowered, ＿ a blank */

static inline uint16_t rule_mark_attr(gunichar ch) {
    if (ch == 0x27E6 || ch == 0x27E7) return GAZ_CHAR_LABEL;
    if (ch == 0x27EA || ch == 0x27EB) return GAZ_CHAR_HEADING;
    if (ch == 0x2308 || ch == 0x2309) return GAZ_CHAR_SUP;
    if (ch == 0x230A || ch == 0x230B) return GAZ_CHAR_SUB;
    return 0;
}

static inline struct gaz_text rule_text_read(struct gaz_arena *arena, const char *marked) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, g_utf8_strlen(marked, -1) + 1);
    uint32_t n = 0;
    uint16_t attrs = 0, joined = 0;
    for (const char *at = marked; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        bool strong = at[0] == '*' && at[1] == '*';
        uint16_t mark = ch == '*' ? (strong ? GAZ_CHAR_STRONG : GAZ_CHAR_EM) : rule_mark_attr(ch);
        if (strong) at++;
        attrs ^= mark;
        if (mark) continue;
        if (ch == GAZ_WORD_JOINER) {
            joined = GAZ_CHAR_JOINED;
            continue;
        }
        uint16_t blank = ch == 0xFF3F ? GAZ_CHAR_BLANK : 0;
        chars[n++] = (struct gaz_char){ch, GAZ_NOWHERE, attrs | blank | joined};
        joined = 0;
    }
    if (n > 0 && chars[n - 1].ch == '\n') n--; /* the block's own line end */
    return (struct gaz_text){chars, n, NULL};
}

/* ---- settings */

static inline int rule_choice(const struct rule_world *world, const char *key, const char *const *words) {
    const char *given = rule_setting(world, key, words[0]);
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], given) == 0) return i;
    fail_msg("%s:%u: %s: %s", world->file, world->line, key, given);
    return -1;
}

static inline enum gaz_role_id rule_role(const struct rule_world *world, const char *key) {
    const char *given = rule_setting(world, key, "正文");
    for (int i = 0; i < GAZ_N_ROLES; i++)
        if (strcmp(gaz_role_name((enum gaz_role_id)i), given) == 0) return (enum gaz_role_id)i;
    fail_msg("%s:%u: %s: %s", world->file, world->line, key, given);
    return GAZ_ROLE_BODY;
}

enum rule_align { RULE_JUSTIFIED, RULE_LEFT, RULE_CENTER, RULE_RIGHT, RULE_SPREAD };

static inline enum rule_align rule_align(const struct rule_world *world) {
    static const char *const words[] = {"两端", "左", "中", "右", "均排", NULL};
    return (enum rule_align)rule_choice(world, "对齐", words);
}

static inline struct gaz_paragraph_spec rule_spec(const struct rule_world *world, const char *text) {
    static const char *const switches[] = {"否", "是", NULL};
    static const enum gaz_setting settings[] = {GAZ_SET_JUSTIFIED, GAZ_SET_LEFT, GAZ_SET_CENTER,
                                                GAZ_SET_RIGHT, GAZ_SET_JUSTIFIED};
    return (struct gaz_paragraph_spec){.text = rule_text_read(world->arena, text),
                                       .role = rule_role(world, "角色"),
                                       .heading_role = rule_role(world, "段首标题"),
                                       .setting = settings[rule_align(world)],
                                       .measure = rule_length(world, "每行", "12字"),
                                       .first_indent = rule_length(world, "首行", "0"),
                                       .indent = rule_length(world, "回行", "0"),
                                       .breaker = rule_choice(world, "匀行", switches) == 1 ? gaz_break_title
                                                                                            : NULL};
}

/* ---- what is told */

struct rule_cell {
    uint32_t i; /* in the text */
    gaz_len x;
};

/* How far right of its cell's left edge the glyph of character i begins: a face's own frame may be wider or
 * narrower, and what stands in the middle of its em may have been moved. */
static inline gaz_len rule_glyph_in_cell(const struct gaz_atoms *atoms, uint32_t i) {
    for (uint32_t k = 0; k < atoms->n; k++) {
        const struct gaz_atom *atom = &atoms->atoms[k];
        if (i < atom->first_char || i >= atom->first_char + atom->n_chars) continue;
        for (uint32_t g = atom->first_glyph; g < atom->first_glyph + atom->n_glyphs; g++)
            if (atoms->glyphs[g].first_char == i - atom->first_char && atoms->glyphs[g].n_chars)
                return atom->x + atoms->glyphs[g].x_offset;
    }
    return 0;
}

static inline void rule_push_glyphs(const struct gaz_atoms *atoms, const struct gaz_paragraph_spec *spec,
                                    const struct gaz_item *item, GArray *cells) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t g = 0; g < run->n_glyphs; g++) {
        const struct gaz_placed_glyph *glyph = &run->glyphs[g];
        if (glyph->n_chars == 0) continue;
        struct rule_cell cell = {(uint32_t)(run->chars - spec->text.chars) + glyph->first_char,
                                 item->x + glyph->x};
        cell.x -= rule_glyph_in_cell(atoms, cell.i);
        g_array_append_val(cells, cell);
    }
}

static inline GArray *rule_cells(const struct rule_world *world, const struct gaz_paragraph_spec *spec,
                                 const struct gaz_line *line) {
    struct gaz_typesetter quiet = {.arena = world->arena, .style = world->style, .fonts = world->fonts};
    quiet.diags = gaz_diags_new();
    struct gaz_atoms atoms = gaz_collect(&quiet, spec);
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct rule_cell));
    for (uint32_t i = 0; i < line->n_items; i++) {
        const struct gaz_item *item = &line->items[i];
        const struct gaz_rule *rule = &item->as.rule;
        if (item->kind == GAZ_ITEM_GLYPHS) rule_push_glyphs(&atoms, spec, item, cells);
        if (item->kind != GAZ_ITEM_RULE) continue;
        for (uint32_t k = 0; k < rule->n_chars; k++) { /* ＿: the rule's even parts */
            struct rule_cell cell = {(uint32_t)(rule->chars - spec->text.chars) + k,
                                     item->x + gaz_scale(rule->width, k, rule->n_chars)};
            g_array_append_val(cells, cell);
        }
    }
    gaz_atoms_clear(&atoms);
    gaz_diags_free(quiet.diags);
    return cells;
}

static inline int rule_hundredths(const struct rule_world *world, gaz_len x) {
    return (int)gaz_scale(x, 100, world->style->cell);
}

static inline void rule_tell_rows(const struct rule_world *world, const struct gaz_paragraph_spec *spec,
                                  const struct gaz_line *line, GString *out) {
    GArray *cells = rule_cells(world, spec, line);
    int end = rule_hundredths(world, line->left + line->width);
    for (int places = 0; places < 2; places++) {
        if (!(places ? world->tell_places : world->tell_advances)) continue;
        g_string_append(out, places ? "位置" : "字幅");
        for (guint i = 0; i < cells->len; i++) {
            const struct rule_cell *cell = &g_array_index(cells, struct rule_cell, i);
            int x = rule_hundredths(world, cell->x);
            int next = i + 1 < cells->len ? rule_hundredths(world, cell[1].x) : end;
            g_string_append_printf(out, " %d", places ? x : next - x);
        }
        if (places) g_string_append_printf(out, " %d", end);
        g_string_append_c(out, '\n');
    }
    g_array_unref(cells);
}

static inline void rule_tell_line(const struct rule_world *world, const struct gaz_paragraph_spec *spec,
                                  const struct gaz_line *line, GString *out) {
    char *utf8 = gaz_text_to_utf8(gaz_text_slice(spec->text, line->first_char, line->n_chars));
    g_string_append_printf(out, "%s\n", g_strchomp(utf8));
    g_free(utf8);
    rule_tell_rows(world, spec, line, out);
}

static inline void rule_tell_lines(const struct rule_world *world, const char *text, GString *out) {
    struct gaz_typesetter typesetter = {
        .arena = world->arena, .style = world->style, .fonts = world->fonts, .diags = world->diags};
    struct gaz_paragraph_spec spec = rule_spec(world, text);
    if (rule_align(world) == RULE_SPREAD) {
        struct gaz_line line = gaz_text_spread(&typesetter, &spec);
        rule_tell_line(world, &spec, &line, out);
        return;
    }
    struct gaz_paragraph paragraph = gaz_paragraph_set(&typesetter, &spec);
    for (uint32_t i = 0; i < paragraph.n_lines; i++)
        rule_tell_line(world, &spec, &paragraph.lines[i], out);
}

#endif
