/* rule_lines.h: an example of one paragraph: its settings and text become the lines that the engine sets.
 *
 * What is told of a line: its text; 字幅: from each character's cell to the next one's, the last one's to the
 * line's end; 位置: each cell's left edge from the left margin, and the line's end. In hundredths of the 字.
 * The cell is what the table of the style's 标点 gives the character, so the figures are the same whatever
 * face serves.
 */
#ifndef GAZ_TESTS_RULE_LINES_H
#define GAZ_TESTS_RULE_LINES_H

#include "layout/text/paragraph.h"
#include "layout/text/punct_tables.h"
#include "layout/text/spread.h"
#include "layout/title/title.h"
#include "tests/unit/rule_world.h"

/* ---- the text: ** strong, * em, ⟦第一条⟧ a number that structure gives, ⟪（一）…。⟫ a run-in heading, ＿ a
 * blank */

static inline uint16_t rule_mark_attr(gunichar ch) {
    if (ch == 0x27E6 || ch == 0x27E7) return GAZ_CHAR_LABEL;
    if (ch == 0x27EA || ch == 0x27EB) return GAZ_CHAR_HEADING;
    return 0;
}

static inline struct gaz_text rule_text_read(struct gaz_arena *arena, const char *marked) {
    struct gaz_char *chars = GAZ_NEW_ARRAY(arena, struct gaz_char, g_utf8_strlen(marked, -1) + 1);
    uint32_t n = 0;
    uint16_t attrs = 0;
    for (const char *at = marked; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        bool strong = at[0] == '*' && at[1] == '*';
        uint16_t mark = ch == '*' ? (strong ? GAZ_CHAR_STRONG : GAZ_CHAR_EM) : rule_mark_attr(ch);
        if (strong) at++;
        attrs ^= mark;
        if (mark) continue;
        chars[n++] = (struct gaz_char){ch, GAZ_NOWHERE, ch == 0xFF3F ? attrs | GAZ_CHAR_BLANK : attrs};
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

static inline bool rule_is_letter(struct gaz_text text, uint32_t i) {
    return i < text.n && gaz_char_is_latin(text.chars[i].ch);
}

/* a mark that Chinese and Latin share, used by Latin text: set as the word that it stands in */
static inline bool rule_is_latin_mark(struct gaz_text text, uint32_t i) {
    bool chinese = false;
    for (uint32_t k = 0; k < text.n; k++)
        chinese |= gaz_char_is_han(text.chars[k].ch);
    return gaz_class_is_shared(text.chars[i].ch) &&
           (!chinese || (rule_is_letter(text, i - 1) && rule_is_letter(text, i + 1)));
}

static inline const struct gaz_role *rule_role_of(const struct rule_world *world,
                                                  const struct gaz_paragraph_spec *spec, uint32_t i) {
    uint16_t attrs = spec->text.chars[i].attrs;
    enum gaz_role_id role = spec->role;
    if (attrs & GAZ_CHAR_HEADING) role = spec->heading_role;
    if (attrs & GAZ_CHAR_LABEL) role = GAZ_ROLE_PROVISION;
    if (attrs & GAZ_CHAR_EM) role = GAZ_ROLE_EM;
    if (attrs & GAZ_CHAR_STRONG) role = GAZ_ROLE_STRONG;
    return &world->style->roles[role];
}

static inline gaz_len rule_glyph_advance(const struct rule_world *world, const char *family, gaz_len size,
                                         uint32_t ch) {
    struct gaz_glyph glyph;
    struct gaz_font font = {world->fonts, gaz_fonts_family(world->fonts, family), size};
    return gaz_font_char(&font, ch, false, &glyph) ? glyph.advance : 0;
}

/* 西文半字: a figure or half-width mark in the middle of half a cell */
static inline gaz_len rule_half_width(const struct rule_world *world, const struct gaz_role *role,
                                      uint32_t ch, gaz_len size) {
    if (!world->style->half_width_latin || ch > 0x7E || g_ascii_isalpha((gchar)ch)) return 0;
    return (size / 2 - rule_glyph_advance(world, role->latin ? role->latin : role->family, size, ch)) / 2;
}

/* How far right of its cell's left edge a mark's glyph begins: a face's own frame may be wider or narrower.
 */
static inline gaz_len rule_glyph_in_cell(const struct rule_world *world,
                                         const struct gaz_paragraph_spec *spec, uint32_t i, gaz_len size) {
    uint32_t ch = spec->text.chars[i].ch;
    enum gaz_class class = gaz_class_of(ch);
    const struct gaz_punct_row *row = &gaz_punct_table_lookup(world->style->punctuation)->rows[class];
    const struct gaz_role *role = rule_role_of(world, spec, i);
    if (class == GAZ_CLASS_LATIN) return rule_half_width(world, role, ch, size);
    if (row->width == 0 || rule_is_latin_mark(spec->text, i)) return 0;
    const char *family = class == GAZ_CLASS_PERCENT && role->latin ? role->latin : role->family;
    gaz_len advance = rule_glyph_advance(world, family, size, ch);
    if (advance == 0) return 0;
    gaz_len over = gaz_scale(size, row->width, 1000) - advance;
    if (class == GAZ_CLASS_OPEN) return over;
    bool at_left = class == GAZ_CLASS_POINT || (gaz_class_is_mark(class) && class != GAZ_CLASS_BANG);
    return at_left ? 0 : over / 2;
}

static inline void rule_push_glyphs(const struct rule_world *world, const struct gaz_paragraph_spec *spec,
                                    const struct gaz_item *item, GArray *cells) {
    const struct gaz_glyph_run *run = &item->as.glyphs;
    for (uint32_t g = 0; g < run->n_glyphs; g++) {
        const struct gaz_placed_glyph *glyph = &run->glyphs[g];
        if (glyph->n_chars == 0) continue;
        struct rule_cell cell = {(uint32_t)(run->chars - spec->text.chars) + glyph->first_char,
                                 item->x + glyph->x};
        cell.x -= rule_glyph_in_cell(world, spec, cell.i, run->size);
        g_array_append_val(cells, cell);
    }
}

static inline GArray *rule_cells(const struct rule_world *world, const struct gaz_paragraph_spec *spec,
                                 const struct gaz_line *line) {
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct rule_cell));
    for (uint32_t i = 0; i < line->n_items; i++) {
        const struct gaz_item *item = &line->items[i];
        const struct gaz_rule *rule = &item->as.rule;
        if (item->kind == GAZ_ITEM_GLYPHS) rule_push_glyphs(world, spec, item, cells);
        if (item->kind != GAZ_ITEM_RULE) continue;
        for (uint32_t k = 0; k < rule->n_chars; k++) { /* ＿: the rule's even parts */
            struct rule_cell cell = {(uint32_t)(rule->chars - spec->text.chars) + k,
                                     item->x + gaz_scale(rule->width, k, rule->n_chars)};
            g_array_append_val(cells, cell);
        }
    }
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
