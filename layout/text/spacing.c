/* spacing.c: the gaps between atoms: kern, shrink, stretch and breaks, from the table of the style's 标点
 * system. */
#include "layout/text/atoms.h"
#include "layout/text/punct_tables.h"

#include <glib.h>

struct spacing {
    const struct gaz_style *style;
    const struct gaz_punct_table *table;
    const struct gaz_text *text;
    struct gaz_atom *atoms;
    uint32_t n;
};

static gaz_len thousandths(const struct gaz_atom *atom, int value) {
    return gaz_scale(atom->size, value, 1000);
}

static bool is_word(enum gaz_class class) {
    return class == GAZ_CLASS_LATIN || class == GAZ_CLASS_PERCENT;
}

static bool is_digit_at(const struct spacing *s, uint32_t i) {
    return s->atoms[i].first == GAZ_CLASS_LATIN &&
           gaz_char_is_digit(s->text->chars[s->atoms[i].first_char].ch);
}

static uint32_t char_of(const struct spacing *s, uint32_t i) {
    return s->text->chars[s->atoms[i].first_char].ch;
}

/* 〔2019〕5号 is one thing (typography.md 7): true when atom i continues such a number. */
static bool continues_document_number(const struct spacing *s, uint32_t i) {
    uint32_t bracket = i; /* the 〕 that i would hang on */
    if (char_of(s, i) == 0x53F7 /* 号 */ && i >= 2 && is_digit_at(s, i - 1))
        bracket = i - 2;
    else if (is_digit_at(s, i) && i >= 1)
        bracket = i - 1;
    else
        return false;
    return char_of(s, bracket) == 0x3015 && bracket >= 2 && is_digit_at(s, bracket - 1) &&
           char_of(s, bracket - 2) == 0x3014;
}

/* two marks or words that no line parts and no justification opens */
static bool is_glued(const struct spacing *s, uint32_t i) {
    enum gaz_class left = s->atoms[i - 1].last, right = s->atoms[i].first;
    if ((left == GAZ_CLASS_DASH && right == GAZ_CLASS_DASH) ||
        (left == GAZ_CLASS_ELLIPSIS && right == GAZ_CLASS_ELLIPSIS))
        return true; /* C-32; runs of several pairs are parted between pairs below */
    if (right == GAZ_CLASS_PERCENT && left == GAZ_CLASS_LATIN) return true; /* C-34 */
    if (left == GAZ_CLASS_COMPLEX && right == GAZ_CLASS_COMPLEX) return true;
    return continues_document_number(s, i);
}

/* An even number of dashes stand before i in its run: the pairs before it are complete. */
static bool pairs_are_complete(const struct spacing *s, uint32_t i) {
    uint32_t n = 0;
    while (n < i && n < 8 && s->atoms[i - 1 - n].last == s->atoms[i].first)
        n++;
    return n > 0 && n % 2 == 0;
}

static enum gaz_break break_before(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    if (gaz_atom_is_space(right)) return GAZ_BREAK_NEVER; /* a blank stays with the line that it ends */
    if (is_glued(s, i)) return pairs_are_complete(s, i) ? GAZ_BREAK_ALLOWED : GAZ_BREAK_NEVER;
    if (!gaz_class_may_start_line(right->first) || !gaz_class_may_end_line(left->last))
        return GAZ_BREAK_FORBIDDEN;
    return GAZ_BREAK_ALLOWED;
}

/* the cell between 第X条 and its text */
static bool is_label_gap(const struct spacing *s, uint32_t i) {
    return s->atoms[i].first == GAZ_CLASS_WIDE_SPACE &&
           s->text->chars[s->atoms[i].first_char].attrs & GAZ_CHAR_LABEL;
}

/* the space between two atoms: natural width, and what a squeeze may take out of it */
static void set_gap(const struct spacing *s, uint32_t i) {
    struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    gaz_len free_space = thousandths(left, s->table->rows[left->last].free_after) +
                         thousandths(right, s->table->rows[right->first].free_before);
    if (gaz_class_is_mark(left->last) && gaz_class_is_mark(right->first) && free_space > 0) {
        gaz_len taken = MIN(free_space, thousandths(left, s->table->adjacent)); /* C-38 */
        right->kern -= taken;
        free_space -= taken;
    }
    right->shrink = s->table->squeeze ? free_space : 0;
    if (is_label_gap(s, i - 1))
        right->shrink += thousandths(left, 500); /* the gap after 第X条 gives way first */
    bool han_latin = (left->last == GAZ_CLASS_HAN && is_word(right->first)) ||
                     (is_word(left->last) && right->first == GAZ_CLASS_HAN);
    if (!han_latin || continues_document_number(s, i)) return;
    right->kern += gaz_scale(s->style->han_latin_gap, right->size, s->style->cell);      /* C-46, C-47 */
    right->shrink += gaz_scale(s->style->han_latin_shrink, right->size, s->style->cell); /* C-59.6 */
}

static bool gap_stretches(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    if (is_glued(s, i)) return false;
    if (is_word(left->last) && is_word(right->first)) return false; /* C-49 */
    return left->first != GAZ_CLASS_BLANK && right->first != GAZ_CLASS_BLANK;
}

static void set_trims(const struct spacing *s, struct gaz_atom *atom) {
    if (s->table->line_end == GAZ_TRIM_SHALL)
        atom->trim_end = thousandths(atom, s->table->rows[atom->last].free_after); /* C-41 */
    if (s->table->line_start == GAZ_TRIM_SHALL)
        atom->trim_start = thousandths(atom, s->table->rows[atom->first].free_before); /* C-40 */
}

void gaz_space_atoms(const struct gaz_style *style, const struct gaz_text *text, struct gaz_atoms *atoms) {
    struct spacing s = {style, gaz_punct_table_lookup(style->punctuation), text, atoms->atoms, atoms->n};
    for (uint32_t i = 0; i < s.n; i++) {
        set_trims(&s, &s.atoms[i]);
        if (i == 0) continue;
        enum gaz_break given =
            s.atoms[i].before; /* collect.c: NEVER inside a word that it cut, ALLOWED in an address */
        if (given == GAZ_BREAK_FORBIDDEN) s.atoms[i].before = break_before(&s, i);
        set_gap(&s, i);
        s.atoms[i].stretches = given == GAZ_BREAK_FORBIDDEN && gap_stretches(&s, i);
    }
}
