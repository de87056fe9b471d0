/* collect.c: texts and roles become atoms: classes in context, words, glyphs, widths. */
#include "layout/text/atoms.h"
#include "layout/text/complain.h"
#include "layout/text/context.h"
#include "layout/text/latin_cuts.h"
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
    struct gaz_context context;
    const enum gaz_class *classes; /* the context's: one a character */
    uint8_t *levels; /* of embedding, one a character; NULL: nothing is read from right to left */
    gaz_len em;      /* of the paragraph */
    gaz_len size;    /* of the characters at hand: less where they are raised or lowered */
    gaz_len cells[GAZ_N_CLASSES]; /* the table's widths at this size */
    struct known_family known[2];
    struct gaz_atoms out; /* has room for an atom a character */
    uint32_t glyph_room;
};

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

enum { SCRIPTS = GAZ_CHAR_SUP | GAZ_CHAR_SUB };

/* Raised and lowered text is smaller than its paragraph's em. */
static gaz_len size_of(const struct collector *c, uint32_t i) {
    bool is_script = c->spec->text.chars[i].attrs & SCRIPTS;
    return is_script ? MAX(gaz_scale(c->em, c->typesetter->style->script_size, 100), 1) : c->em;
}

static void take_size(struct collector *c, gaz_len size) {
    for (int class = 0; c->size != size && class < GAZ_N_CLASSES; class ++)
        c->cells[class] = gaz_scale(size, c->table->rows[class].width, 1000);
    c->size = size;
}

static gaz_len rise_of(const struct collector *c, uint32_t i) {
    uint32_t attrs = c->spec->text.chars[i].attrs;
    if (attrs & GAZ_CHAR_SUP) return gaz_scale(c->em, c->typesetter->style->script_rise, 100);
    return attrs & GAZ_CHAR_SUB ? -gaz_scale(c->em, c->typesetter->style->script_drop, 100) : 0;
}

static const struct gaz_role *role_of(const struct collector *c, uint32_t i) {
    uint32_t attrs = c->spec->text.chars[i].attrs;
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
                              .rise = rise_of(c, first),
                              .ink = role->ink,
                              .before = GAZ_BREAK_FORBIDDEN,
                              .is_script = c->spec->text.chars[first].attrs & SCRIPTS,
                              .is_set = first > 0 && gaz_char_begins_line(&c->spec->text.chars[first]),
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
    uint32_t ch = c->spec->text.chars[i].ch;
    if (ch != 0x20 && ch != 0xA0) return false;
    enum gaz_class left = i > 0 ? c->classes[i - 1] : GAZ_CLASS_LATIN;
    enum gaz_class right = i + 1 < c->spec->text.n ? c->classes[i + 1] : GAZ_CLASS_LATIN;
    return left != GAZ_CLASS_LATIN && right != GAZ_CLASS_LATIN && left != GAZ_CLASS_COMPLEX &&
           right != GAZ_CLASS_COMPLEX;
}

/* the spaces whose width Unicode gives, in sixtieths of the em; 0: the face's own */
static int fixed_space(uint32_t ch) {
    static const int widths[] = {30, 60, 30, 60, 20, 15, 10, 0 /* of a digit */, 0 /* of a point */, 12, 5};
    if (ch >= 0x2000 && ch <= 0x200A) return widths[ch - 0x2000];
    return ch == 0x202F ? 12 : ch == 0x205F ? 13 : 0;
}

/* ｢ ｣ ｡ ､ ･ fill half a cell, and a hyphen of a Latin keyboard never a whole one */
static bool is_half_form(uint32_t ch) {
    return (ch >= 0xFF61 && ch <= 0xFF65) || ch == '-';
}

/* 浪纹线, 省略号: a face whose own is a small tilde, or three dots that make no six, borrows it by rule
 * (C-19, C-18), which is nobody's fault */
static bool is_borrowed_by_rule(uint32_t ch) {
    return ch == 0xFF5E || ch == 0x301C || ch == 0x2026;
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
            if (c->classes[i] == GAZ_CLASS_SPACE && c->out.atoms[c->out.n - 1].width) return NULL;
            gaz_complain_missing(c->typesetter, c->spec->text, i, role->family);
            return NULL;
        }
    }
    if (glyph->face != family->primary && c->classes[i] != GAZ_CLASS_SPACE &&
        !is_borrowed_by_rule(seen_char(c, i)))
        gaz_complain_lent(c->typesetter, c->spec->text, i, role->family, glyph->face);
    return glyph;
}

/* The blank behind 第X条, when it is one. */
static bool is_label_blank(const struct collector *c, uint32_t i) {
    struct gaz_text text = c->spec->text;
    return c->classes[i] == GAZ_CLASS_WIDE_SPACE && text.chars[i].attrs & GAZ_CHAR_LABEL && i > 0 &&
           c->classes[i - 1] == GAZ_CLASS_HAN && i + 1 < text.n &&
           !(text.chars[i + 1].attrs & GAZ_CHAR_LABEL);
}

static gaz_len cell_of(const struct collector *c, uint32_t i) {
    uint32_t ch = c->spec->text.chars[i].ch;
    enum gaz_class class = c->classes[i];
    if (class == GAZ_CLASS_HAN) return c->cells[class];
    if (is_half_form(ch)) return c->size / 2;
    if (fixed_space(ch)) return gaz_scale(c->size, fixed_space(ch), 60);
    if (is_han_space(c, i))
        return gaz_scale(c->typesetter->style->han_space, c->size, c->typesetter->style->cell);
    gaz_len label_gap = c->typesetter->style->label_gap;
    if (label_gap > 0 && is_label_blank(c, i))
        return gaz_scale(label_gap, c->size, c->typesetter->style->cell);
    return c->cells[class];
}

/* A mark gives up what the table says, but no more than the white that its glyph has in this face, and that
 * less a twentieth, so that nothing touches (C-36, C-38). */
static gaz_len free_white(gaz_len size, int thousandths, gaz_len white) {
    gaz_len all = gaz_scale(size, thousandths, 1000);
    return white >= all - size / 100 ? all : MAX(white - size / 20, 0);
}

/* How far the ink is to be moved so that the side which the table frees is white: a face whose ？ or ﹚
 * stands in the middle of its em has it moved into the half where the mark belongs (C-15; C-38: it leans to
 * its content). 0 where it is too wide for that. */
static gaz_len moved_by(gaz_len size, int thousandths, gaz_len white, gaz_len other) {
    gaz_len lack = gaz_scale(size, thousandths, 1000) - white;
    if (thousandths == 0 || lack <= size / 100 || lack > other - size / 20) return 0;
    return MIN(lack + size / 50, other - size / 20);
}

static void set_white(const struct collector *c, struct gaz_atom *atom, const struct gaz_glyph *glyph) {
    const struct gaz_punct_row *row = &c->table->rows[atom->first];
    if ((row->free_before == 0 && row->free_after == 0) ||
        is_half_form(c->spec->text.chars[atom->first_char].ch))
        return;
    struct gaz_white white = gaz_glyph_white(glyph, c->size);
    gaz_len start = atom->x + white.left, end = atom->width - atom->x - glyph->advance + white.right;
    gaz_len move =
        moved_by(c->size, row->free_before, start, end) - moved_by(c->size, row->free_after, end, start);
    atom->x += move;
    atom->white_start = free_white(c->size, row->free_before, start + move);
    atom->white_end = free_white(c->size, row->free_after, end - move);
}

/* The box of a form as large as a character: it would touch the text beside it. */
static bool fills_its_cell(const struct collector *c, uint32_t i, const struct gaz_glyph *glyph) {
    if (!gaz_char_is_one_of(c->spec->text.chars[i].ch, "□☐☑☒■")) return false;
    struct gaz_white white = gaz_glyph_white(glyph, c->size);
    return white.left + white.right < c->size / 4;
}

static void place_glyph(const struct collector *c, struct gaz_atom *atom, const struct gaz_glyph *glyph) {
    if (atom->width == 0)
        atom->width = glyph->advance;
    else
        atom->x = place_in_cell(atom->first, atom->width, glyph->advance);
    if (atom->level % 2) atom->x = atom->width - glyph->advance - atom->x;
    set_white(c, atom, glyph);
}

/* a character on its own in a cell as wide as the table says */
static void push_cell(struct collector *c, uint32_t i) {
    enum gaz_class class = c->classes[i];
    const struct gaz_role *role = role_of(c, i);
    struct gaz_atom *atom = push_atom(c, role, i, 1);
    atom->width = cell_of(c, i);
    if (class == GAZ_CLASS_BREAK || class == GAZ_CLASS_BLANK) return;
    const struct gaz_glyph *glyph = take_glyph(c, i, role);
    if (!glyph) {
        atom->width = class == GAZ_CLASS_SPACE && atom->width ? atom->width : c->size;
        return;
    }
    if (atom->width == c->size && glyph->advance > atom->width)
        atom->width = 0; /* ‱ of a lender is wider than a cell */
    place_glyph(c, atom, glyph);
    atom->is_box = fills_its_cell(c, i, glyph);
    atom->n_glyphs = 1;
    c->out.n_glyphs++;
}

/* A character with its accents or its selector: shaped together in the face of Han (LB9). */
static void push_cluster(struct collector *c, uint32_t i, uint32_t n) {
    const struct gaz_role *role = role_of(c, i);
    struct gaz_atom *atom = push_atom(c, role, i, n);
    struct gaz_font font = {c->typesetter->fonts, family_of(c, role, false)->number, c->size};
    uint32_t *chars = seen_chars_new(c, i, n);
    struct gaz_shaped shaped = gaz_font_shape(&font, chars, n);
    if (shaped.missing != UINT32_MAX)
        gaz_complain_missing(c->typesetter, c->spec->text, i + shaped.missing, role->family);
    memcpy(reserve_glyphs(c, shaped.n), shaped.glyphs, sizeof *shaped.glyphs * shaped.n);
    atom->n_glyphs = shaped.n;
    c->out.n_glyphs += shaped.n;
    gaz_len advance = 0;
    for (uint32_t k = 0; k < shaped.n; k++)
        advance += shaped.glyphs[k].advance;
    atom->width = cell_of(c, i);
    if (atom->width == 0) atom->width = advance;
    atom->x = place_in_cell(atom->first, atom->width, advance);
    g_free(chars);
}

static bool has_letter(const struct collector *c, const struct gaz_atom *atom) {
    for (uint32_t i = 0; i < atom->n_chars; i++) {
        uint32_t ch = c->spec->text.chars[atom->first_char + i].ch;
        if (ch > 0x7E || g_ascii_isalpha((gchar)ch)) return true;
    }
    return false;
}

/* A glyph in half a cell, in its middle. */
static void set_half_cell(const struct collector *c, struct gaz_glyph *glyph) {
    if (glyph->n_chars != 1) return;
    glyph->x_offset += (c->size / 2 - glyph->advance) / 2;
    glyph->advance = c->size / 2;
}

enum { LEAST_SET = 80, MOST_SET = 125 }; /* of its own width, in hundredths, that a word may be set in */

/* A word takes half a cell a letter in all, its letters keeping their shares, so that wide ones do not touch;
 * of capitals that would (GDP) the own widths stay. */
static void set_half_cells(const struct collector *c, struct gaz_glyph *glyphs, uint32_t n,
                           uint32_t n_chars) {
    int64_t width = 0, wanted = (int64_t)n_chars * c->size / 2, done = 0, set = 0;
    for (uint32_t i = 0; i < n; i++)
        width += glyphs[i].advance;
    if (width == 0 || wanted * 100 < width * LEAST_SET || wanted * 100 > width * MOST_SET) return;
    for (uint32_t i = 0; i < n; i++) {
        done += glyphs[i].advance;
        gaz_len advance = (gaz_len)(wanted * done / width - set);
        glyphs[i].x_offset += (advance - glyphs[i].advance) / 2;
        glyphs[i].advance = advance;
        set += advance;
    }
}

/* 西文半字: digits, letters and half-width marks take half a cell each, as in the faces that the print used.
 */
static void set_half_width(struct collector *c, const struct gaz_atom *atom) {
    struct gaz_glyph *glyphs = &c->out.glyphs[atom->first_glyph];
    if (has_letter(c, atom)) {
        set_half_cells(c, glyphs, atom->n_glyphs, atom->n_chars);
        return;
    }
    for (uint32_t i = 0; i < atom->n_glyphs; i++)
        set_half_cell(c, &glyphs[i]);
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
    if ((c->spec->text.chars[i].attrs ^ c->spec->text.chars[j].attrs) & SCRIPTS) return false;
    return a == b || (!strcmp(a->family, b->family) && a->ink == b->ink && !g_strcmp0(a->latin, b->latin));
}

/* A word goes on at its own level; its marks that are read from right to left stand one by one. */
static bool word_goes_on(const struct collector *c, uint32_t begin, uint32_t i) {
    if (gaz_char_begins_line(&c->spec->text.chars[i])) return false;
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
    bool address = gaz_latin_is_address(c->spec->text, begin, end);
    uint32_t first_atom = c->out.n;
    for (uint32_t i = begin, piece = begin; i < end; i++) {
        bool tied = i + 1 < end && c->spec->text.chars[i + 1].attrs & GAZ_CHAR_JOINED;
        if (i + 1 < end && (tied || !gaz_latin_may_cut(c->spec->text, i, end, address))) continue;
        uint32_t atoms = c->out.n, glyphs = c->out.n_glyphs;
        push_shaped(c, piece, i + 1 - piece);
        struct gaz_atom *atom = &c->out.atoms[atoms];
        bool may_cut = !c->spec->keeps_units || has_letter(c, atom); /* no figure of a table is cut */
        if (may_cut && atom->width > narrowest(c->spec) && atom->n_chars > 1) {
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

static bool is_blank_class(enum gaz_class class) {
    return class == GAZ_CLASS_SPACE || class == GAZ_CLASS_WIDE_SPACE || class == GAZ_CLASS_BREAK;
}

static uint32_t push_alone(struct collector *c, uint32_t i) {
    uint32_t n = 1;
    while (!is_blank_class(c->classes[i]) && gaz_char_extends(gaz_char_at(c->spec->text, i + n)))
        n++;
    if (n > 1)
        push_cluster(c, i, n);
    else
        push_cell(c, i);
    return i + n;
}

static uint32_t push_next(struct collector *c, uint32_t i) {
    enum gaz_class class = c->classes[i];
    take_size(c, size_of(c, i));
    if (class == GAZ_CLASS_BLANK) return push_blank(c, i);
    if (class != GAZ_CLASS_LATIN && class != GAZ_CLASS_COMPLEX) return push_alone(c, i);
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
        .context = gaz_context_new(spec->text, spec->keeps_units || typesetter->style->number_with_unit),
        .em = spec->size ? spec->size : typesetter->style->roles[spec->role].size,
        .out = {.atoms = g_new(struct gaz_atom, spec->text.n + 1),
                .glyphs = g_new(struct gaz_glyph, spec->text.n + 1)},
        .glyph_room = spec->text.n + 1,
    };
    c.classes = c.context.classes;
    c.levels = levels_new(&c);
    for (uint32_t i = 0; i < spec->text.n;)
        i = push_next(&c, i);
    g_free(c.levels);
    gaz_space_atoms(typesetter->style, &spec->text, c.context.ties, &c.out);
    gaz_context_clear(&c.context);
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
