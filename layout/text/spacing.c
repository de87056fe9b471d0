/* spacing.c: the gaps between atoms: kern, shrink, stretch and breaks, from the table of the style's 标点
 * system. */
#include "layout/text/atoms.h"
#include "layout/text/context.h"
#include "layout/text/punct_tables.h"

#include <glib.h>
#include <string.h>

struct spacing {
    const struct gaz_style *style;
    const struct gaz_punct_table *table;
    const struct gaz_text *text;
    const uint8_t *ties; /* one a character */
    struct gaz_atom *atoms;
    uint32_t n;
    uint32_t ordinal; /* one past the 一、 that the text begins with, in its characters; 0: none */
};

static gaz_len thousandths(const struct gaz_atom *atom, int value) {
    return gaz_scale(atom->size, value, 1000);
}

static bool is_word(enum gaz_class class) {
    return class == GAZ_CLASS_LATIN || class == GAZ_CLASS_PERCENT;
}

static uint32_t last_char_of(const struct spacing *s, uint32_t i) {
    return s->text->chars[s->atoms[i].first_char + s->atoms[i].n_chars - 1].ch;
}

static uint32_t char_of(const struct spacing *s, uint32_t i) {
    return s->text->chars[s->atoms[i].first_char].ch;
}

static enum gaz_tie tie_of(const struct spacing *s, uint32_t i) {
    return (enum gaz_tie)s->ties[s->atoms[i].first_char];
}

/* two marks or words that no line parts and no justification opens */
static bool is_glued(const struct spacing *s, uint32_t i) {
    enum gaz_class left = s->atoms[i - 1].last, right = s->atoms[i].first;
    if ((left == GAZ_CLASS_DASH && right == GAZ_CLASS_DASH) ||
        (left == GAZ_CLASS_ELLIPSIS && right == GAZ_CLASS_ELLIPSIS))
        return true; /* C-32; runs of several pairs are parted between pairs below */
    return (left == GAZ_CLASS_COMPLEX && right == GAZ_CLASS_COMPLEX) || tie_of(s, i) == GAZ_TIE_SOLID;
}

/* An even number of dashes stand before i in its run: the pairs before it are complete. */
static bool pairs_are_complete(const struct spacing *s, uint32_t i) {
    uint32_t n = 0;
    while (n < i && n < 8 && s->atoms[i - 1 - n].last == s->atoms[i].first)
        n++;
    return n > 0 && n % 2 == 0;
}

/* -15, .5: a mark that begins a number is its sign or its point, not a mark of the sentence */
static bool begins_number(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *atom = &s->atoms[i];
    return atom->n_chars > 1 && gaz_char_is_digit(s->text->chars[atom->first_char + 1].ch);
}

static enum gaz_prohibition level_of(const struct spacing *s) {
    return (enum gaz_prohibition)s->style->prohibition;
}

/* the last atom before i that is no typed blank: a bracket opens and closes over blanks (LB13, LB14) */
static uint32_t before_blanks(const struct spacing *s, uint32_t i) {
    uint32_t k = i - 1;
    while (k > 0 && s->atoms[k].first == GAZ_CLASS_SPACE)
        k--;
    return k;
}

/* behind a blank only what is a mark by itself closes: ) but not .NET or -5 */
static bool half_width_closes(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *atom = &s->atoms[i];
    if (s->atoms[i - 1].last != GAZ_CLASS_SPACE)
        return gaz_char_is_one_of(char_of(s, i), ",.:;!?)]}%/-+~=»›′″") && !begins_number(s, i);
    bool alone = atom->n_chars == 1 || !gaz_char_is_latin(s->text->chars[atom->first_char + 1].ch);
    return alone && gaz_char_is_one_of(char_of(s, i), ",.:;!?)]}/»›");
}

/* Half-width marks that offices deliver among Han keep the prohibitions of the full-width ones (C-25 to
 * C-27). */
static bool half_width_forbids(const struct spacing *s, uint32_t i) {
    uint32_t open = before_blanks(s, i), left = last_char_of(s, open);
    bool slash = left == '/' && open == i - 1 && !gaz_class_may_end_line(GAZ_CLASS_SLASH, level_of(s));
    bool opens = is_word(s->atoms[open].last) && (slash || gaz_char_is_one_of(left, "([{«‹„‚"));
    return opens || (is_word(s->atoms[i].first) && half_width_closes(s, i));
}

static enum gaz_break break_before(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *right = &s->atoms[i];
    if (gaz_atom_is_space(right)) return GAZ_BREAK_NEVER; /* a blank stays with the line that it ends */
    if (tie_of(s, i) >= GAZ_TIE_STAYS || (is_glued(s, i) && !pairs_are_complete(s, i)))
        return GAZ_BREAK_NEVER;
    if (tie_of(s, i) == GAZ_TIE_KEPT) return GAZ_BREAK_FORBIDDEN;
    if (!gaz_class_may_start_line(right->first, level_of(s)) ||
        !gaz_class_may_end_line(s->atoms[before_blanks(s, i)].last, level_of(s)))
        return GAZ_BREAK_FORBIDDEN;
    return half_width_forbids(s, i) ? GAZ_BREAK_FORBIDDEN : GAZ_BREAK_ALLOWED;
}

/* the cell between 第X条 and its text */
static bool is_label_gap(const struct spacing *s, uint32_t i) {
    return s->atoms[i].first == GAZ_CLASS_WIDE_SPACE &&
           s->text->chars[s->atoms[i].first_char].attrs & GAZ_CHAR_LABEL;
}

/* One past the mark that ends 一、 （一） 1. or （1） at the text's begin; 0: there is none. */
static uint32_t ordinal_end(const struct gaz_text *text) {
    uint32_t open = gaz_char_at(*text, 0) == 0xFF08 /* （ */, i = open;
    bool figures = g_unichar_isdigit(gaz_char_at(*text, open));
    while (gaz_char_is_in(gaz_char_at(*text, i), figures ? "0123456789" : "一二三四五六七八九十百"))
        i++;
    bool ends = gaz_char_is_in(gaz_char_at(*text, i), open ? "）" : figures ? "．.、" : "、");
    bool goes_on = !open && g_unichar_isdigit(gaz_char_at(*text, i + 1)); /* 3.5万 */
    return ends && i > open && !goes_on ? i + 1 : 0;
}

/* The gap on either side of the blank behind 第X条, and the one behind 一、 or （1）: one width all over the
 * issue, where the style lets nothing out of it. */
static bool is_fixed_gap(const struct spacing *s, uint32_t i) {
    if (s->style->label_shrink > 0) return false;
    return is_label_gap(s, i) || is_label_gap(s, i - 1) ||
           (s->ordinal && s->atoms[i].first_char == s->ordinal);
}

/* which order a mark's free space belongs to */
static enum gaz_shrink_order order_of(const struct spacing *s, uint32_t atom, enum gaz_class class) {
    if (class == GAZ_CLASS_DOT) return GAZ_SHRINK_DOT;
    if (class == GAZ_CLASS_OPEN || class == GAZ_CLASS_CLOSE) return GAZ_SHRINK_BRACKET;
    if (class == GAZ_CLASS_COMMA || char_of(s, atom) == 0xFF1B /* ； */) return GAZ_SHRINK_COMMA;
    return GAZ_SHRINK_STOP;
}

/* free space on both sides of a gap, less what adjacent marks lose at once (C-38): first the earlier mark's
 */
static void set_mark_space(const struct spacing *s, uint32_t i) {
    struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    gaz_len after = left->white_end, before = right->white_start;
    if (gaz_class_is_mark(left->last) && gaz_class_is_mark(right->first)) {
        gaz_len taken = MIN(after + before, thousandths(left, s->table->adjacent));
        right->kern -= taken;
        before -= MAX(taken - after, 0);
        after = MAX(after - taken, 0);
    }
    if (!s->table->squeeze) return;
    right->gives[order_of(s, i - 1, left->last)] += after;
    right->gives[order_of(s, i, right->first)] += before;
}

/* A Latin atom's border to Han is one of letters and figures: 5 A % ° ² but no ) / , * (C-47); what begins a
 * number as its sign is of the number. */
static bool begins_with_figure(const struct spacing *s, uint32_t i) {
    uint32_t ch = char_of(s, i);
    if (gaz_char_is_latin(ch)) return true;
    if (ch >= 0xBC && ch < 0xFF00 && s->atoms[i].first == GAZ_CLASS_LATIN && gaz_char_is_unit_sign(ch))
        return !gaz_char_is_raised(ch);
    return gaz_char_is_number_sign(ch) && begins_number(s, i);
}

static bool ends_with_figure(const struct spacing *s, uint32_t i) {
    uint32_t ch = last_char_of(s, i);
    if (gaz_char_is_latin(ch)) return true;
    bool of_han =
        s->atoms[i].n_chars == 1 && gaz_char_is_raised(ch) && i > 0 && !is_word(s->atoms[i - 1].last);
    return ch < 0xFF00 && gaz_char_is_unit_sign(ch) && !of_han; /* 米² is no Latin word */
}

static bool is_han_latin(const struct spacing *s, uint32_t i) {
    enum gaz_class left = s->atoms[i - 1].last, right = s->atoms[i].first;
    if (tie_of(s, i) == GAZ_TIE_SOLID) return false; /* 〔2019〕5号 */
    if (left == GAZ_CLASS_HAN && right == GAZ_CLASS_LATIN)
        return gaz_char_is_han(last_char_of(s, i - 1)) && begins_with_figure(s, i);
    return is_word(left) && right == GAZ_CLASS_HAN && gaz_char_is_han(char_of(s, i)) &&
           ends_with_figure(s, i - 1);
}

/* a typed space between Latin words */
static bool is_word_space(const struct spacing *s, uint32_t i) {
    return s->atoms[i].first == GAZ_CLASS_SPACE && is_word(s->atoms[i - 1].last) && i + 1 < s->n &&
           is_word(s->atoms[i + 1].first);
}

static gaz_len of_style(const struct spacing *s, const struct gaz_atom *atom, gaz_len value) {
    return gaz_scale(value, atom->size, s->style->cell);
}

static bool is_in_words(const struct spacing *s, uint32_t i) {
    return is_word(s->atoms[i].first) || is_word_space(s, i);
}

/* 西文对格 (C-50): the words and the gaps on both sides of them take whole cells, a gap at most half of one.
 * Where a mark or the text's end stands on one side the other side's gap does it alone, if it can. */
static gaz_len gap_to_grid(const struct spacing *s, uint32_t i) {
    uint32_t from = i, to = i;
    gaz_len width = 0, cell = s->atoms[i].size;
    while (from > 0 && is_in_words(s, from - 1))
        from--;
    while (to < s->n && is_in_words(s, to))
        to++;
    for (uint32_t k = from; k < to; k++)
        width += s->atoms[k].width;
    gaz_len lacking = cell - width % cell;
    bool both = from > 0 && is_han_latin(s, from) && to < s->n && is_han_latin(s, to);
    if (both) return i == from ? lacking / 2 : lacking - lacking / 2;
    return lacking <= cell / 2 ? lacking : of_style(s, &s->atoms[i], s->style->han_latin_gap);
}

/* between Han and Latin: C-46, C-47 */
static gaz_len han_latin_gap(const struct spacing *s, uint32_t i) {
    return s->style->latin_on_grid ? gap_to_grid(s, i) : of_style(s, &s->atoms[i], s->style->han_latin_gap);
}

/* 括号可缩: everywhere, or only where an opening bracket follows a mark, with a whole cell of white between
 * the two: no line of 2019-02 is squeezed at a bracket that stands alone. */
static bool bracket_gives(const struct spacing *s, uint32_t i) {
    bool between = gaz_class_is_mark(s->atoms[i - 1].last) && s->atoms[i].first == GAZ_CLASS_OPEN;
    return between || !s->style->bracket_shrink;
}

/* natural width, and what a squeeze may take out of it */
static void set_gap(const struct spacing *s, uint32_t i) {
    struct gaz_atom *right = &s->atoms[i];
    set_mark_space(s, i);
    if (is_label_gap(s, i - 1))
        right->gives[GAZ_SHRINK_WORD_SPACE] += of_style(s, right, s->style->label_shrink);
    if (is_word_space(s, i) && tie_of(s, i) <= GAZ_TIE_HELD)
        right->gives[GAZ_SHRINK_WORD_SPACE] += MAX(right->width - right->size / 4, 0);
    if (is_han_latin(s, i)) {
        right->kern += han_latin_gap(s, i);
        right->gives[GAZ_SHRINK_HAN_LATIN] +=
            MIN(of_style(s, right, s->style->han_latin_shrink), right->kern);
    }
    if (!bracket_gives(s, i)) right->gives[GAZ_SHRINK_BRACKET] = 0;
    if (is_fixed_gap(s, i)) memset(right->gives, 0, sizeof right->gives);
    for (int k = 0; k < GAZ_N_SHRINK_ORDERS; k++)
        right->shrink += right->gives[k];
}

static bool gap_stretches(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    if (is_glued(s, i) || is_fixed_gap(s, i)) return false;
    if (is_word(left->last) && is_word(right->first)) return false; /* C-49 */
    return left->first != GAZ_CLASS_BLANK && right->first != GAZ_CLASS_BLANK;
}

/* 疏松次序 均匀: every gap alike, as the print does; 次序: by C-60. */
static void set_stretch(const struct spacing *s, uint32_t i) {
    struct gaz_atom *right = &s->atoms[i];
    right->takes[GAZ_STRETCH_REST] = right->stretches;
    if (!s->style->stretch_in_order || !right->stretches) return;
    if (is_word_space(s, i)) right->takes[GAZ_STRETCH_WORD_SPACE] = right->size / 2;
    if (is_han_latin(s, i))
        right->takes[GAZ_STRETCH_HAN_LATIN] =
            MAX(of_style(s, right, s->style->han_latin_stretch) - han_latin_gap(s, i), 0);
}

/* the table's own value unless the style gives another: 依体系, 全宽, 半宽 */
static bool trims(enum gaz_line_end_trim table, int style) {
    return style == 0 ? table == GAZ_TRIM_SHALL : style == 2;
}

static void set_trims(const struct spacing *s, struct gaz_atom *atom) {
    if (trims(s->table->line_end, s->style->line_end_trim)) atom->trim_end = atom->white_end; /* C-41 */
    if (trims(s->table->line_start, s->style->line_start_trim))
        atom->trim_start = atom->white_start; /* C-40 */
}

/* two Han characters, by far the most gaps: set solid, may part, stretches (C-01) */
static void set_han_gap(struct gaz_atom *right, enum gaz_tie tie) {
    static const enum gaz_break breaks[] = {GAZ_BREAK_ALLOWED, GAZ_BREAK_ALLOWED, GAZ_BREAK_FORBIDDEN,
                                            GAZ_BREAK_NEVER};
    right->before = breaks[MIN(tie, GAZ_TIE_STAYS)];
    right->stretches = true;
    right->takes[GAZ_STRETCH_REST] = 1;
}

static bool borders_word(const struct spacing *s, uint32_t i) {
    return is_word(s->atoms[i - 1].last) || is_word(s->atoms[i].first);
}

static void space_atom(const struct spacing *s, uint32_t i) {
    struct gaz_atom *atom = &s->atoms[i];
    enum gaz_break given =
        atom->before; /* collect.c: NEVER inside a word that it cut, ALLOWED in an address */
    if (given == GAZ_BREAK_FORBIDDEN) atom->before = break_before(s, i);
    set_gap(s, i);
    atom->stretches = given == GAZ_BREAK_FORBIDDEN && gap_stretches(s, i);
    atom->beside_word = atom->stretches && atom->kern <= 0 && borders_word(s, i);
    set_stretch(s, i);
}

/* □是 □否: a quarter of an em between a box that fills its cell and a Han beside it. */
static void set_box_gap(const struct spacing *s, uint32_t i) {
    struct gaz_atom *right = &s->atoms[i];
    if (s->atoms[i - 1].is_box == right->is_box) return;
    uint32_t text = right->is_box ? last_char_of(s, i - 1) : char_of(s, i);
    if (gaz_char_is_han(text)) right->kern += right->size / 4;
}

enum { LONGEST_CHOICE = 6 /* characters */ };

/* □石棉水泥管 □其他: a box does not end a line, and a short choice is not cut. */
static void keep_choice(const struct spacing *s, uint32_t box) {
    uint32_t end = box + 1;
    while (end < s->n && s->atoms[end].first == GAZ_CLASS_HAN && !s->atoms[end].is_box &&
           end - box <= LONGEST_CHOICE)
        end++;
    if (end - box > LONGEST_CHOICE) end = box + 2;
    for (uint32_t i = box + 1; i < end; i++)
        if (s->atoms[i].before == GAZ_BREAK_ALLOWED) s->atoms[i].before = GAZ_BREAK_FORBIDDEN;
}

static void space_all(const struct spacing *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        bool han = s->atoms[i].first == GAZ_CLASS_HAN;
        if (!han) set_trims(s, &s->atoms[i]);
        if (i == 0) continue;
        if (han && s->atoms[i - 1].last == GAZ_CLASS_HAN && tie_of(s, i) < GAZ_TIE_SOLID)
            set_han_gap(&s->atoms[i], tie_of(s, i));
        else
            space_atom(s, i);
        set_box_gap(s, i);
        s->atoms[i].held = tie_of(s, i) == GAZ_TIE_HELD;
    }
    for (uint32_t i = 0; i < s->n; i++)
        if (s->atoms[i].is_box) keep_choice(s, i);
}

/* ---- raised and lowered text */

/* What is raised stands on what is before it: no line parts them, nothing opens between them. */
static void hang_script(const struct spacing *s, uint32_t i) {
    struct gaz_atom *atom = &s->atoms[i];
    atom->before = GAZ_BREAK_NEVER;
    if (i == 0 || s->atoms[i - 1].is_script) return;
    /* the mark stands in half of the white that a comma, a stop or a bracket has behind it */
    atom->kern = -s->atoms[i - 1].white_end / 2;
}

/* Behind raised text stands the gap that its base has before what follows, but nothing that would draw that
 * over the raised text. */
static void clear_gap(struct gaz_atom *after) {
    after->kern = MAX(after->kern, 0);
    after->shrink = after->gives[GAZ_SHRINK_HAN_LATIN];
    for (int k = 0; k < GAZ_N_SHRINK_ORDERS; k++)
        if (k != GAZ_SHRINK_HAN_LATIN) after->gives[k] = 0;
}

/* The text is spaced as if what is raised or lowered were not there. */
static void space_bases(const struct spacing *s) {
    struct gaz_atom *bases = g_new(struct gaz_atom, s->n);
    struct spacing without = *s;
    without.atoms = bases;
    without.n = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (!s->atoms[i].is_script) bases[without.n++] = s->atoms[i];
    space_all(&without);
    for (uint32_t i = 0, base = 0; i < s->n; i++) {
        if (s->atoms[i].is_script) {
            hang_script(s, i);
            continue;
        }
        s->atoms[i] = bases[base++];
        if (base == 1 && i > 0) s->atoms[i].before = GAZ_BREAK_NEVER; /* what is raised stands on nothing */
        if (i > 0 && s->atoms[i - 1].is_script) clear_gap(&s->atoms[i]);
    }
    g_free(bases);
}

void gaz_space_atoms(const struct gaz_style *style, const struct gaz_text *text, const uint8_t *ties,
                     struct gaz_atoms *atoms) {
    struct spacing s = {
        .style = style,
        .table = gaz_punct_table_lookup(style->punctuation),
        .text = text,
        .ties = ties,
        .atoms = atoms->atoms,
        .n = atoms->n,
        .ordinal = ordinal_end(text),
    };
    for (uint32_t i = 0; i < s.n; i++) {
        if (!s.atoms[i].is_script) continue;
        space_bases(&s);
        return;
    }
    space_all(&s);
}
