/* collect.c: texts and roles become atoms: classes in context, words, glyphs, widths. */
#include "layout/text/atoms.h"
#include "layout/text/complain.h"
#include "layout/text/punct_tables.h"

#include <glib.h>
#include <string.h>

/* the family that the last role asked for, for Han and for Latin */
struct known_family {
    const struct gaz_role *role;
    int number;
    const struct gaz_face *primary;
};

struct collector {
    const struct gaz_typesetter *typesetter;
    const struct gaz_paragraph_spec *spec;
    const struct gaz_punct_table *table;
    enum gaz_class *classes; /* one a character */
    uint8_t *levels;         /* of embedding, one a character; NULL: nothing is read from right to left */
    gaz_len size;
    struct known_family known[2];
    struct gaz_atoms out; /* has room for an atom a character */
    uint32_t glyph_room;
};

/* ---- classes */

static bool has_han(struct gaz_text text) {
    for (uint32_t i = 0; i < text.n; i++)
        if (gaz_char_is_han(text.chars[i].ch)) return true;
    return false;
}

static bool is_letter_at(struct gaz_text text, int64_t i) {
    return i >= 0 && i < text.n && gaz_char_is_latin(text.chars[i].ch);
}

/* C-44: “ ” ‘ ’ · — … are Chinese marks, but in a text without Han, and between two Latin letters (don’t). */
static enum gaz_class class_in_context(struct gaz_text text, uint32_t i, bool chinese) {
    uint32_t ch = text.chars[i].ch;
    enum gaz_class class = gaz_class_of(ch);
    if (text.chars[i].attrs & GAZ_CHAR_BLANK) return GAZ_CLASS_BLANK;
    if (class == GAZ_CLASS_HAN) return class;
    if (gaz_class_is_shared(ch) &&
        (!chinese || (is_letter_at(text, (int64_t)i - 1) && is_letter_at(text, (int64_t)i + 1) &&
                      class != GAZ_CLASS_DASH && class != GAZ_CLASS_CONNECT)))
        return GAZ_CLASS_LATIN;
    if (class == GAZ_CLASS_DASH && ch != 0x2E3A) {
        bool pair = (i > 0 && text.chars[i - 1].ch == ch) || (i + 1 < text.n && text.chars[i + 1].ch == ch);
        if (!pair) return GAZ_CLASS_CONNECT;
    }
    return class;
}

static enum gaz_class *classes_new(struct gaz_text text) {
    enum gaz_class *classes = g_new(enum gaz_class, text.n + 1);
    bool chinese = has_han(text);
    for (uint32_t i = 0; i < text.n; i++)
        classes[i] = class_in_context(text, i, chinese);
    return classes;
}

/* ---- directions */

/* Only letters that are shaped in context are written from right to left. */
static bool has_complex(const struct collector *c) {
    for (uint32_t i = 0; i < c->spec->text.n; i++)
        if (c->classes[i] == GAZ_CLASS_COMPLEX) return true;
    return false;
}

static unsigned level_at(const struct collector *c, uint32_t i) {
    return c->levels ? c->levels[i] : 0;
}

static bool is_backwards(const struct collector *c, uint32_t i) {
    return level_at(c, i) % 2 != 0;
}

/* The character whose glyph is seen: read from right to left, a bracket opens the other way (UAX 9, L4). */
static uint32_t seen_char(const struct collector *c, uint32_t i) {
    gunichar ch = c->spec->text.chars[i].ch, mirrored;
    return is_backwards(c, i) && g_unichar_get_mirror_char(ch, &mirrored) ? mirrored : ch;
}

static uint32_t *seen_chars_new(const struct collector *c, uint32_t first, uint32_t n) {
    uint32_t *chars = g_new(uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        chars[i] = seen_char(c, first + i);
    return chars;
}

static uint8_t *levels_new(const struct collector *c) {
    if (!has_complex(c)) return NULL;
    uint32_t *chars = seen_chars_new(c, 0, c->spec->text.n);
    uint8_t *levels = gaz_font_levels(chars, c->spec->text.n);
    g_free(chars);
    return levels;
}

/* ---- roles and glyphs */

static const struct gaz_role *role_of(const struct collector *c, uint32_t i) {
    uint16_t attrs = c->spec->text.chars[i].attrs;
    const struct gaz_role *roles = c->typesetter->style->roles;
    if (attrs & GAZ_CHAR_STRONG) return &roles[GAZ_ROLE_STRONG];
    if (attrs & GAZ_CHAR_EM) return &roles[GAZ_ROLE_EM];
    if (attrs & GAZ_CHAR_LABEL) return &roles[GAZ_ROLE_PROVISION];
    if (attrs & GAZ_CHAR_HEADING) return &roles[c->spec->heading_role];
    return &roles[c->spec->role];
}

/* The family's number and first face, looked up by name once a role. */
static const struct known_family *family_of(struct collector *c, const struct gaz_role *role, bool latin) {
    struct known_family *known = &c->known[latin];
    if (known->role != role) {
        struct gaz_fonts *fonts = c->typesetter->fonts;
        int family = gaz_fonts_family(fonts, latin && role->latin ? role->latin : role->family);
        *known = (struct known_family){role, family, gaz_fonts_primary(fonts, family)};
    }
    return known;
}

/* An atom of n characters without glyphs; all are of one look. */
static struct gaz_atom *push_atom(struct collector *c, const struct gaz_role *role, uint32_t first,
                                  uint32_t n) {
    struct gaz_atom *atom = &c->out.atoms[c->out.n++];
    *atom = (struct gaz_atom){.first_char = first,
                              .n_chars = n,
                              .first = c->classes[first],
                              .last = c->classes[first + n - 1],
                              .first_glyph = c->out.n_glyphs,
                              .size = c->size,
                              .ink = role->ink,
                              .before = GAZ_BREAK_FORBIDDEN,
                              .level = level_at(c, first) & 0xF};
    return atom;
}

/* Room for n glyphs behind the last: a shaped word may have more than characters. */
static struct gaz_glyph *reserve_glyphs(struct collector *c, uint32_t n) {
    if (c->glyph_room - c->out.n_glyphs < n) {
        c->glyph_room = c->glyph_room * 2 + n;
        c->out.glyphs = g_renew(struct gaz_glyph, c->out.glyphs, c->glyph_room);
    }
    return &c->out.glyphs[c->out.n_glyphs];
}

/* Where a glyph stands in a cell of another width: openers at the right, closers and the point of 1．, whose
 * ink is at the left of its frame (C-15), at the left, others in the middle. */
static gaz_len place_in_cell(enum gaz_class class, gaz_len cell, gaz_len advance) {
    if (class == GAZ_CLASS_OPEN) return cell - advance;
    if (class == GAZ_CLASS_CLOSE || class == GAZ_CLASS_COMMA || class == GAZ_CLASS_STOP ||
        class == GAZ_CLASS_COLON || class == GAZ_CLASS_POINT)
        return 0;
    return (cell - advance) / 2;
}

/* A typed space between Chinese characters is as wide as the style says; beside a Latin word it is that
 * word's own. */
static bool is_han_space(const struct collector *c, uint32_t i) {
    if (c->classes[i] != GAZ_CLASS_SPACE) return false;
    enum gaz_class left = i > 0 ? c->classes[i - 1] : GAZ_CLASS_LATIN;
    enum gaz_class right = i + 1 < c->spec->text.n ? c->classes[i + 1] : GAZ_CLASS_LATIN;
    return left != GAZ_CLASS_LATIN && right != GAZ_CLASS_LATIN && left != GAZ_CLASS_COMPLEX &&
           right != GAZ_CLASS_COMPLEX;
}

/* A mark that goes with figures (％ ℃) is of their face, or of the text's own where that lacks it. NULL after
 * a complaint. */
static const struct gaz_glyph *take_glyph(struct collector *c, uint32_t i, const struct gaz_role *role) {
    bool latin = c->classes[i] == GAZ_CLASS_SPACE || c->classes[i] == GAZ_CLASS_PERCENT;
    struct gaz_glyph *glyph = reserve_glyphs(c, 1);
    const struct known_family *family = NULL;
    for (bool good = false; !good; latin = false) {
        family = family_of(c, role, latin);
        struct gaz_font font = {c->typesetter->fonts, family->number, c->size};
        good =
            gaz_font_char(&font, seen_char(c, i), false, glyph) && (!latin || glyph->face == family->primary);
        if (!good && !latin) {
            gaz_complain_missing(c->typesetter, c->spec->text, i, role->family);
            return NULL;
        }
    }
    if (glyph->face != family->primary && c->classes[i] != GAZ_CLASS_SPACE)
        gaz_complain_lent(c->typesetter, c->spec->text, i, role->family, glyph->face);
    return glyph;
}

/* a character on its own in a cell as wide as the table says */
static void push_cell(struct collector *c, uint32_t i) {
    enum gaz_class class = c->classes[i];
    const struct gaz_role *role = role_of(c, i);
    struct gaz_atom *atom = push_atom(c, role, i, 1);
    gaz_len cell = gaz_scale(c->size, c->table->rows[class].width, 1000);
    if (is_han_space(c, i))
        cell = gaz_scale(c->typesetter->style->han_space, c->size, c->typesetter->style->cell);
    atom->width = cell;
    if (class == GAZ_CLASS_BREAK || class == GAZ_CLASS_BLANK) return;
    const struct gaz_glyph *glyph = take_glyph(c, i, role);
    if (!glyph) {
        atom->width = c->size;
        return;
    }
    if (cell == 0 || (cell == c->size && glyph->advance > cell))
        atom->width = glyph->advance; /* ‱ of a lender is wider than a cell */
    else
        atom->x = place_in_cell(class, cell, glyph->advance);
    if (is_backwards(c, i)) atom->x = atom->width - glyph->advance - atom->x;
    atom->n_glyphs = 1;
    c->out.n_glyphs++;
}

static bool has_letter(const struct collector *c, const struct gaz_atom *atom) {
    for (uint32_t i = 0; i < atom->n_chars; i++) {
        uint32_t ch = c->spec->text.chars[atom->first_char + i].ch;
        if (ch > 0x7E || g_ascii_isalpha((gchar)ch)) return true;
    }
    return false;
}

/* 西文半字: the digits and marks of a number take half a cell each, as in the faces that the print used; a
 * word with letters keeps their own widths. */
static void set_half_width(struct collector *c, const struct gaz_atom *atom) {
    if (has_letter(c, atom)) return;
    for (uint32_t i = 0; i < atom->n_glyphs; i++) {
        struct gaz_glyph *glyph = &c->out.glyphs[atom->first_glyph + i];
        if (glyph->n_chars != 1) continue;
        glyph->x_offset += (c->size / 2 - glyph->advance) / 2;
        glyph->advance = c->size / 2;
    }
}

static void complain_of_lent(struct collector *c, uint32_t first, const struct gaz_glyph *glyphs,
                             uint32_t n) {
    const struct gaz_role *role = role_of(c, first);
    const struct gaz_face *primary = family_of(c, role, true)->primary;
    for (uint32_t i = 0; i < n; i++)
        if (glyphs[i].face != primary && glyphs[i].n_chars > 0 && glyphs[i].id != 0)
            gaz_complain_lent(c->typesetter, c->spec->text, first + glyphs[i].first_char,
                              role->latin ? role->latin : role->family, glyphs[i].face);
}

/* a run that is shaped as a whole */
static void push_shaped(struct collector *c, uint32_t first, uint32_t n) {
    uint32_t *chars = seen_chars_new(c, first, n);
    const struct gaz_role *role = role_of(c, first);
    struct gaz_atom *atom = push_atom(c, role, first, n);
    struct gaz_font font = {c->typesetter->fonts, family_of(c, role, true)->number, c->size};
    struct gaz_shaped shaped = gaz_font_shape(&font, chars, n);
    if (shaped.missing != UINT32_MAX)
        gaz_complain_missing(c->typesetter, c->spec->text, first + shaped.missing, role->family);
    struct gaz_glyph *glyphs = reserve_glyphs(c, shaped.n);
    memcpy(glyphs, shaped.glyphs, sizeof *glyphs * shaped.n);
    atom->n_glyphs = shaped.n;
    c->out.n_glyphs += shaped.n;
    complain_of_lent(c, first, glyphs, shaped.n);
    if (c->typesetter->style->half_width_latin) set_half_width(c, atom);
    for (uint32_t i = 0; i < shaped.n; i++)
        atom->width += glyphs[i].advance;
    g_free(chars);
}

/* ---- words */

static bool same_look(const struct collector *c, uint32_t i, uint32_t j) {
    const struct gaz_role *a = role_of(c, i), *b = role_of(c, j);
    return a == b || (!strcmp(a->family, b->family) && a->ink == b->ink && !g_strcmp0(a->latin, b->latin));
}

/* A word goes on at its own level; its marks that are read from right to left stand one by one. */
static bool word_goes_on(const struct collector *c, uint32_t begin, uint32_t i) {
    if (c->classes[begin] == GAZ_CLASS_LATIN && is_backwards(c, begin)) return false;
    return c->classes[i] == c->classes[begin] && level_at(c, i) == level_at(c, begin) &&
           same_look(c, begin, i);
}

static uint32_t run_end(const struct collector *c, uint32_t begin) {
    uint32_t i = begin + 1;
    while (i < c->spec->text.n && word_goes_on(c, begin, i))
        i++;
    return i;
}

/* Where a long Latin run may be cut: in an address after / ? & = and before a dot (C-48); a hyphen between
 * letters. */
static bool may_cut_after(struct gaz_text text, uint32_t i, bool address) {
    uint32_t ch = text.chars[i].ch;
    if (ch == '-')
        return is_letter_at(text, (int64_t)i - 1) && is_letter_at(text, (int64_t)i + 1) &&
               !gaz_char_is_digit(text.chars[i - 1].ch) && !gaz_char_is_digit(text.chars[i + 1].ch);
    if (address && i + 1 < text.n && text.chars[i + 1].ch == '.') return is_letter_at(text, (int64_t)i + 2);
    return address && (ch == '/' || ch == '?' || ch == '&' || ch == '=' || ch == '@') &&
           (i + 1 >= text.n || text.chars[i + 1].ch != '/');
}

static bool is_address(struct gaz_text text, uint32_t begin, uint32_t end) {
    uint32_t dots = 0;
    bool slash = false;
    for (uint32_t i = begin; i < end; i++) {
        dots += text.chars[i].ch == '.' && is_letter_at(text, (int64_t)i + 1);
        slash |= text.chars[i].ch == '/' || text.chars[i].ch == '@' || text.chars[i].ch == '?';
    }
    return end - begin > 8 && (dots >= 2 || (dots && slash));
}

/* the narrowest line of this paragraph: a word that is wider must be cut somewhere */
static gaz_len narrowest(const struct gaz_paragraph_spec *spec) {
    return spec->measure - MAX(spec->first_indent, spec->indent);
}

static void push_letters(struct collector *c, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) {
        push_shaped(c, i, 1);
        if (i > begin) c->out.atoms[c->out.n - 1].before = GAZ_BREAK_ALLOWED;
    }
}

static void push_word(struct collector *c, uint32_t begin, uint32_t end) {
    bool address = is_address(c->spec->text, begin, end);
    uint32_t first_atom = c->out.n;
    for (uint32_t i = begin, piece = begin; i < end; i++) {
        if (i + 1 < end && !may_cut_after(c->spec->text, i, address)) continue;
        uint32_t atoms = c->out.n, glyphs = c->out.n_glyphs;
        push_shaped(c, piece, i + 1 - piece);
        struct gaz_atom *atom = &c->out.atoms[atoms];
        if (atom->width > narrowest(c->spec) && atom->n_chars > 1) {
            c->out.n = atoms;
            c->out.n_glyphs = glyphs;
            gaz_complain_cut(c->typesetter, c->spec->text, piece);
            push_letters(c, piece, i + 1);
        }
        if (atoms > first_atom) c->out.atoms[atoms].before = GAZ_BREAK_ALLOWED;
        piece = i + 1;
    }
}

/* Consecutive pieces of one word that differ in look stay together. */
static void join_looks(const struct collector *c, uint32_t first, uint32_t atom) {
    if (first == 0 || atom >= c->out.n) return;
    bool word = c->classes[first] == GAZ_CLASS_LATIN && c->classes[first - 1] == GAZ_CLASS_LATIN;
    if (word) c->out.atoms[atom].before = GAZ_BREAK_NEVER;
}

/* ---- blanks to fill in */

/* ＿＿＿ is one cell each; a run that goes on to the margin is one atom of at least two cells. */
static uint32_t push_blank(struct collector *c, uint32_t i) {
    if (!(c->spec->text.chars[i].attrs & GAZ_CHAR_BLANK_MARGIN)) {
        push_cell(c, i);
        return i + 1;
    }
    uint32_t end = run_end(c, i);
    struct gaz_atom *atom = push_atom(c, role_of(c, i), i, end - i);
    atom->width = MIN((gaz_len)(end - i), 2) * c->size;
    atom->to_margin = true;
    return end;
}

static uint32_t push_next(struct collector *c, uint32_t i) {
    enum gaz_class class = c->classes[i];
    if (class == GAZ_CLASS_BLANK) return push_blank(c, i);
    if (class != GAZ_CLASS_LATIN && class != GAZ_CLASS_COMPLEX) {
        push_cell(c, i);
        return i + 1;
    }
    uint32_t end = run_end(c, i);
    uint32_t atom = c->out.n;
    push_word(c, i, end);
    join_looks(c, i, atom);
    return end;
}

struct gaz_atoms gaz_collect(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec) {
    struct collector c = {
        .typesetter = typesetter,
        .spec = spec,
        .table = gaz_punct_table_lookup(typesetter->style->punctuation),
        .classes = classes_new(spec->text),
        .size = spec->size ? spec->size : typesetter->style->roles[spec->role].size,
        .out = {.atoms = g_new(struct gaz_atom, spec->text.n + 1),
                .glyphs = g_new(struct gaz_glyph, spec->text.n + 1)},
        .glyph_room = spec->text.n + 1,
    };
    c.levels = levels_new(&c);
    for (uint32_t i = 0; i < spec->text.n;)
        i = push_next(&c, i);
    g_free(c.classes);
    g_free(c.levels);
    gaz_space_atoms(typesetter->style, &spec->text, &c.out);
    gaz_len tracking = typesetter->style->roles[spec->role].tracking;
    for (uint32_t i = 1; tracking && i < c.out.n; i++)
        if (c.out.atoms[i].stretches) c.out.atoms[i].kern += tracking;
    return c.out;
}

void gaz_atoms_clear(struct gaz_atoms *atoms) {
    g_free(atoms->atoms);
    g_free(atoms->glyphs);
    *atoms = (struct gaz_atoms){0};
}
