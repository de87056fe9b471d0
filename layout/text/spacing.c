/* spacing.c: the gaps between atoms: kern, shrink, stretch and breaks, from the table of the style's 标点
 * system. */
#include "layout/text/atoms.h"
#include "layout/text/punct_tables.h"

#include <glib.h>
#include <string.h>

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

static uint32_t last_char_of(const struct spacing *s, uint32_t i) {
    return s->text->chars[s->atoms[i].first_char + s->atoms[i].n_chars - 1].ch;
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
    if (i > 0 && is_digit_at(s, i) && char_of(s, i - 1) == 0x3014) return true;
    if (i > 0 && char_of(s, i) == 0x3015 && is_digit_at(s, i - 1)) return true;
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

static bool is_one_of(uint32_t ch, const uint32_t *list) {
    while (*list && *list != ch)
        list++;
    return *list != 0;
}

/* what stands before a number and belongs to it (C-34) */
static bool is_prefix(uint32_t ch) {
    static const uint32_t prefixes[] = {
        0xFFE5 /* ￥ */, 0x2116 /* № */, 0xFF04 /* ＄ */, 0xFF0B /* ＋ */, 0xFF0D /* － */,
        0x00B1 /* ± */,  0x2212 /* − */, 0x2264 /* ≤ */,  0x2265 /* ≥ */,  0};
    return is_one_of(ch, prefixes);
}

/* Chinese units that a number takes along when the style says so (数字带单位) */
static bool is_unit(uint32_t ch) {
    static const uint32_t units[] = {0x5E74 /* 年 */,
                                     0x6708 /* 月 */,
                                     0x65E5 /* 日 */,
                                     0x65F6 /* 时 */,
                                     0x5206 /* 分 */,
                                     0x79D2 /* 秒 */,
                                     0x53F7 /* 号 */,
                                     0x5143 /* 元 */,
                                     0x4E07 /* 万 */,
                                     0x4EBF /* 亿 */,
                                     0x5343 /* 千 */,
                                     0x767E /* 百 */,
                                     0x4E2A /* 个 */,
                                     0x4EBA /* 人 */,
                                     0x540D /* 名 */,
                                     0x5C81 /* 岁 */,
                                     0x5929 /* 天 */,
                                     0x6B21 /* 次 */,
                                     0x500D /* 倍 */,
                                     0x6761 /* 条 */,
                                     0x9879 /* 项 */,
                                     0x5BB6 /* 家 */,
                                     0x4EA9 /* 亩 */,
                                     0x5428 /* 吨 */,
                                     0x7C73 /* 米 */,
                                     0x6237 /* 户 */,
                                     0x5EA7 /* 座 */,
                                     0x5904 /* 处 */,
                                     0};
    return is_one_of(ch, units);
}

/* units of two or three characters: told by the first two */
static bool is_long_unit(const struct spacing *s, uint32_t i) {
    static const uint32_t pairs[][2] = {{0x5E73, 0x65B9 /* 平方 */}, {0x7ACB, 0x65B9 /* 立方 */},
                                        {0x516C, 0x91CC /* 公里 */}, {0x516C, 0x9877 /* 公顷 */},
                                        {0x516C, 0x65A4 /* 公斤 */}, {0x5C0F, 0x65F6 /* 小时 */},
                                        {0x5468, 0x5C81 /* 周岁 */}, {0x5468, 0x5E74 /* 周年 */},
                                        {0x6BEB, 0x7C73 /* 毫米 */}, {0x5398, 0x7C73 /* 厘米 */}};
    if (i + 1 >= s->n) return false;
    for (size_t k = 0; k < G_N_ELEMENTS(pairs); k++)
        if (char_of(s, i) == pairs[k][0] && char_of(s, i + 1) == pairs[k][1]) return true;
    return false;
}

/* ㎡ ㎏ ㎞ and their like never leave their number, as % does (C-34) */
static bool is_square_unit(uint32_t ch) {
    return ch >= 0x3380 && ch <= 0x33DF;
}

/* superscripts and note marks are not parted from their text (C-35) */
static bool is_note_mark(uint32_t ch) {
    return ch == 0xB9 || ch == 0xB2 || ch == 0xB3 || (ch >= 0x2070 && ch <= 0x209C);
}

static bool belongs_to_number(const struct spacing *s, uint32_t i) {
    if (is_digit_at(s, i) && is_prefix(last_char_of(s, i - 1))) return true;
    if (!gaz_char_is_digit(last_char_of(s, i - 1))) return false;
    if (is_square_unit(char_of(s, i))) return true;
    return s->style->number_with_unit && (is_unit(char_of(s, i)) || is_long_unit(s, i));
}

/* two marks or words that no line parts and no justification opens */
static bool is_glued(const struct spacing *s, uint32_t i) {
    enum gaz_class left = s->atoms[i - 1].last, right = s->atoms[i].first;
    if ((left == GAZ_CLASS_DASH && right == GAZ_CLASS_DASH) ||
        (left == GAZ_CLASS_ELLIPSIS && right == GAZ_CLASS_ELLIPSIS))
        return true; /* C-32; runs of several pairs are parted between pairs below */
    if (right == GAZ_CLASS_PERCENT && left == GAZ_CLASS_LATIN) return true; /* C-34 */
    if (left == GAZ_CLASS_RATIO || right == GAZ_CLASS_RATIO) return true;   /* 1∶500 is one number */
    if (left == GAZ_CLASS_COMPLEX && right == GAZ_CLASS_COMPLEX) return true;
    if (is_note_mark(char_of(s, i)) || belongs_to_number(s, i)) return true;
    return continues_document_number(s, i);
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

/* Half-width marks that offices deliver among Han keep the prohibitions of the full-width ones (C-25 to
 * C-27). */
static bool half_width_forbids(const struct spacing *s, uint32_t i) {
    uint32_t left = last_char_of(s, i - 1), right = char_of(s, i);
    if (!is_word(s->atoms[i].first) && !is_word(s->atoms[i - 1].last)) return false;
    bool closes =
        right < 0x80 && right != 0 && strchr(",.:;!?)]}%/-~", (int)right) != NULL && !begins_number(s, i);
    const char *openers = gaz_class_may_end_line(GAZ_CLASS_SLASH, level_of(s)) ? "([{" : "([{/";
    bool opens = left < 0x80 && left != 0 && strchr(openers, (int)left) != NULL;
    return (closes && s->atoms[i - 1].last != GAZ_CLASS_SPACE) ||
           (opens && s->atoms[i].first != GAZ_CLASS_SPACE);
}

static enum gaz_break break_before(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    if (gaz_atom_is_space(right)) return GAZ_BREAK_NEVER; /* a blank stays with the line that it ends */
    if (is_glued(s, i) && !pairs_are_complete(s, i)) return GAZ_BREAK_NEVER;
    if (!gaz_class_may_start_line(right->first, level_of(s)) ||
        !gaz_class_may_end_line(left->last, level_of(s)))
        return GAZ_BREAK_FORBIDDEN;
    return half_width_forbids(s, i) ? GAZ_BREAK_FORBIDDEN : GAZ_BREAK_ALLOWED;
}

/* the cell between 第X条 and its text */
static bool is_label_gap(const struct spacing *s, uint32_t i) {
    return s->atoms[i].first == GAZ_CLASS_WIDE_SPACE &&
           s->text->chars[s->atoms[i].first_char].attrs & GAZ_CHAR_LABEL;
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
    gaz_len after = thousandths(left, s->table->rows[left->last].free_after);
    gaz_len before = thousandths(right, s->table->rows[right->first].free_before);
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

static bool is_han_latin(const struct spacing *s, uint32_t i) {
    enum gaz_class left = s->atoms[i - 1].last, right = s->atoms[i].first;
    bool border = (left == GAZ_CLASS_HAN && is_word(right)) || (is_word(left) && right == GAZ_CLASS_HAN);
    return border && !continues_document_number(s, i);
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

/* natural width, and what a squeeze may take out of it */
static void set_gap(const struct spacing *s, uint32_t i) {
    struct gaz_atom *right = &s->atoms[i];
    set_mark_space(s, i);
    if (is_label_gap(s, i - 1)) right->gives[GAZ_SHRINK_WORD_SPACE] += thousandths(right, 500);
    if (is_word_space(s, i)) right->gives[GAZ_SHRINK_WORD_SPACE] += MAX(right->width - right->size / 4, 0);
    if (is_han_latin(s, i)) {
        right->kern += han_latin_gap(s, i);
        right->gives[GAZ_SHRINK_HAN_LATIN] +=
            MIN(of_style(s, right, s->style->han_latin_shrink), right->kern);
    }
    for (int k = 0; k < GAZ_N_SHRINK_ORDERS; k++)
        right->shrink += right->gives[k];
}

static bool gap_stretches(const struct spacing *s, uint32_t i) {
    const struct gaz_atom *left = &s->atoms[i - 1], *right = &s->atoms[i];
    if (is_glued(s, i)) return false;
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
    if (trims(s->table->line_end, s->style->line_end_trim))
        atom->trim_end = thousandths(atom, s->table->rows[atom->last].free_after); /* C-41 */
    if (trims(s->table->line_start, s->style->line_start_trim))
        atom->trim_start = thousandths(atom, s->table->rows[atom->first].free_before); /* C-40 */
}

/* two Han characters, by far the most gaps: set solid, may part, stretches (C-01) */
static void set_han_gap(struct gaz_atom *right) {
    right->before = GAZ_BREAK_ALLOWED;
    right->stretches = true;
    right->takes[GAZ_STRETCH_REST] = 1;
}

static void space_atom(const struct spacing *s, uint32_t i) {
    struct gaz_atom *atom = &s->atoms[i];
    enum gaz_break given =
        atom->before; /* collect.c: NEVER inside a word that it cut, ALLOWED in an address */
    if (given == GAZ_BREAK_FORBIDDEN) atom->before = break_before(s, i);
    set_gap(s, i);
    atom->stretches = given == GAZ_BREAK_FORBIDDEN && gap_stretches(s, i);
    set_stretch(s, i);
}

void gaz_space_atoms(const struct gaz_style *style, const struct gaz_text *text, struct gaz_atoms *atoms) {
    struct spacing s = {style, gaz_punct_table_lookup(style->punctuation), text, atoms->atoms, atoms->n};
    for (uint32_t i = 0; i < s.n; i++) {
        bool han = s.atoms[i].first == GAZ_CLASS_HAN;
        if (!han) set_trims(&s, &s.atoms[i]);
        if (i == 0) continue;
        if (han && s.atoms[i - 1].last == GAZ_CLASS_HAN)
            set_han_gap(&s.atoms[i]);
        else
            space_atom(&s, i);
    }
}
