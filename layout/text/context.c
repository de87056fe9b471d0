/* context.c: classes and ties of a text.
 *
 * Chinese shares “ ” ‘ ’ · … – - with Latin. Which a mark is, the language of the run tells (C-44): what
 * stands on both sides of a pair of quotes, of an apostrophe, of a hyphen. Straight quotes have no side: they
 * take turns.
 */
#include "layout/text/context.h"

#include <glib.h>
#include <string.h>

enum language { NEUTRAL, LATIN, CHINESE };

struct reading {
    struct gaz_text text;
    enum gaz_class *classes;
    uint8_t *ties;
    bool has_han;
};

static uint32_t at(const struct reading *r, uint32_t i) {
    return gaz_char_at(r->text, i);
}

static bool is_letter(uint32_t ch) {
    return gaz_char_is_latin(ch) && !gaz_char_is_digit(ch);
}

bool gaz_char_extends(uint32_t ch) {
    if (ch < 0x300 ||
        (ch >= 0x2E80 && ch <= 0xD7FF && ch != 0x3099 && ch != 0x309A && (ch < 0x302A || ch > 0x302F)))
        return false;
    return g_unichar_ismark(ch) || (ch >= 0xFE00 && ch <= 0xFE0F) || (ch >= 0xE0100 && ch <= 0xE01EF);
}

static void tie(struct reading *r, uint32_t i, enum gaz_tie how) {
    if (i > 0 && i < r->text.n) r->ties[i] = MAX(r->ties[i], (uint8_t)how);
}

/* ---- the language of a run */

static enum language language_of(uint32_t ch) {
    if (is_letter(ch)) return LATIN;
    bool neutral = ch < 0xA1 || gaz_class_is_shared(ch) || (ch >= 0x2000 && ch <= 0x200A) || ch == 0x202F;
    return neutral ? NEUTRAL : CHINESE;
}

enum { FAR_ENOUGH = 24 }; /* characters that a phrase's marks and figures may take */

/* What stands before i: the nearest letter or Chinese character; a mark that was decided already decides. */
static enum language language_before(const struct reading *r, uint32_t i) {
    for (uint32_t k = 1; k <= MIN(i, FAR_ENOUGH) && at(r, i - k) != '\n'; k++) {
        enum language found = language_of(at(r, i - k));
        if (found != NEUTRAL) return found;
        if (gaz_class_is_shared(at(r, i - k)) && r->classes[i - k] != GAZ_CLASS_LATIN) return CHINESE;
    }
    return NEUTRAL;
}

static enum language language_behind(const struct reading *r, uint32_t i) {
    for (uint32_t k = i + 1; k < r->text.n && k <= i + FAR_ENOUGH && at(r, k) != '\n'; k++) {
        enum language found = language_of(at(r, k));
        if (found != NEUTRAL) return found;
    }
    return NEUTRAL;
}

/* ---- “ ” ‘ ’ */

/* A pair is Latin where Latin stands round it and nothing Chinese within its reach: a quotation in a Chinese
 * sentence has Chinese quotes, be it wholly English (C-14). */
static void decide_pair(struct reading *r, uint32_t open, uint32_t close) {
    enum language before = language_before(r, open), behind = language_behind(r, close);
    bool inside = language_behind(r, open) == LATIN && language_before(r, close) == LATIN;
    bool latin = inside && before != CHINESE && behind != CHINESE && (before == LATIN || behind == LATIN);
    if (!latin) return;
    r->classes[open] = r->classes[close] = GAZ_CLASS_LATIN;
}

/* ’ without its ‘: don’t, ’n’, Workers’ */
static void decide_apostrophe(struct reading *r, uint32_t i) {
    bool latin = language_before(r, i) == LATIN && language_behind(r, i) == LATIN;
    if (latin || (gaz_char_is_latin(at(r, i - 1)) && gaz_char_is_latin(at(r, i + 1))))
        r->classes[i] = GAZ_CLASS_LATIN;
}

enum { DEEP = 16 };

struct open_quotes {
    uint32_t at[DEEP];
    uint32_t n;
};

static bool is_apostrophe(const struct reading *r, uint32_t i) {
    return at(r, i) == 0x2019 && gaz_char_is_latin(at(r, i - 1)) && gaz_char_is_latin(at(r, i + 1));
}

/* A mark that closes: its pair is decided, and what is open inside of it is none. */
static void close_quote(struct reading *r, struct open_quotes *open, uint32_t i) {
    uint32_t opener = at(r, i) - 1; /* “ before ”, ‘ before ’ */
    for (uint32_t k = open->n; k-- > 0;) {
        if (at(r, open->at[k]) != opener) continue;
        decide_pair(r, open->at[k], i);
        open->n = k;
        return;
    }
    if (at(r, i) == 0x2019) decide_apostrophe(r, i);
}

static void decide_quote(struct reading *r, struct open_quotes *open, uint32_t i) {
    uint32_t ch = at(r, i);
    if (is_apostrophe(r, i)) {
        decide_apostrophe(r, i);
    } else if (ch == 0x201C || ch == 0x2018) {
        if (open->n < DEEP) open->at[open->n++] = i;
    } else {
        close_quote(r, open, i);
    }
}

/* ---- · … – — - and what is typed for them */

static bool is_dash_of_one(const struct reading *r, uint32_t i) {
    return at(r, i - 1) != at(r, i) && at(r, i + 1) != at(r, i);
}

/* A hyphen between Han, or between Han and a letter, is Chinese (C-19, GB/T 15834 4.13): 电流-电压, D-丙氨酸.
 * Before a number it may be its sign. */
static bool is_chinese_hyphen(const struct reading *r, uint32_t i) {
    uint32_t left = at(r, i - 1), right = at(r, i + 1);
    if (gaz_char_is_digit(right))
        return gaz_char_is_han(left) && (gaz_char_is_digit(at(r, i - 2)) || gaz_char_is_digit(at(r, i - 3)));
    return (gaz_char_is_han(left) && (gaz_char_is_han(right) || gaz_char_is_latin(right))) ||
           (gaz_char_is_latin(left) && gaz_char_is_han(right));
}

static enum gaz_class class_of_hyphen(const struct reading *r, uint32_t i, enum gaz_class class) {
    uint32_t ch = at(r, i);
    if (ch == '-' || ch == 0x2011) return is_chinese_hyphen(r, i) ? GAZ_CLASS_HYPHEN : GAZ_CLASS_LATIN;
    bool latin = gaz_char_is_latin(at(r, i - 1)) && gaz_char_is_latin(at(r, i + 1));
    return latin || (language_before(r, i) == LATIN && language_behind(r, i) == LATIN) ? GAZ_CLASS_LATIN
                                                                                       : class;
}

/* • is a bullet but between the parts of a name */
static enum gaz_class class_of_dot(const struct reading *r, uint32_t i) {
    uint32_t left = at(r, i - 1), right = at(r, i + 1);
    if (gaz_char_is_latin(left) && gaz_char_is_latin(right)) return GAZ_CLASS_LATIN;
    bool named = gaz_char_is_han(left) && gaz_char_is_han(right);
    return at(r, i) == 0x2022 && !named ? GAZ_CLASS_HAN : GAZ_CLASS_DOT;
}

static enum gaz_class class_at(const struct reading *r, uint32_t i) {
    uint32_t ch = r->text.chars[i].ch;
    enum gaz_class class = gaz_class_of(ch);
    if (r->text.chars[i].attrs & GAZ_CHAR_BLANK) return GAZ_CLASS_BLANK;
    if (class == GAZ_CLASS_HAN) return class;
    if (class == GAZ_CLASS_HYPHEN || ch == '-') return class_of_hyphen(r, i, class);
    if (class == GAZ_CLASS_DOT) return class_of_dot(r, i);
    if (class == GAZ_CLASS_DASH && is_dash_of_one(r, i)) return GAZ_CLASS_CONNECT;
    if (class == GAZ_CLASS_ELLIPSIS && language_before(r, i) == LATIN && language_behind(r, i) == LATIN)
        return GAZ_CLASS_LATIN;
    return class;
}

/* LB9: an accent or a selector is of what it stands behind; behind a blank it is of itself (LB10). */
static void join_to_base(struct reading *r, uint32_t i) {
    enum gaz_class base = r->classes[i - 1];
    if (base == GAZ_CLASS_SPACE || base == GAZ_CLASS_WIDE_SPACE || base == GAZ_CLASS_BREAK) return;
    r->classes[i] = base;
    tie(r, i, GAZ_TIE_SOLID);
}

static void read_classes(struct reading *r) {
    struct open_quotes open = {.n = 0};
    for (uint32_t i = 0; i < r->text.n; i++) {
        uint32_t ch = r->text.chars[i].ch;
        enum gaz_class class = r->classes[i] = class_at(r, i);
        r->has_han |= class == GAZ_CLASS_HAN && gaz_char_is_han(ch);
        if (class == GAZ_CLASS_HAN) continue;
        if (class == GAZ_CLASS_BREAK) open.n = 0;
        if (ch >= 0x2018 && ch <= 0x201D && gaz_class_is_shared(ch)) decide_quote(r, &open, i);
        if (i > 0 && gaz_char_extends(ch)) join_to_base(r, i);
    }
}

/* A text without Han has Latin marks only (C-44). */
static void read_latin_classes(struct reading *r) {
    for (uint32_t i = 0; i < r->text.n; i++)
        if (gaz_class_is_shared(at(r, i)) && !(r->text.chars[i].attrs & GAZ_CHAR_BLANK))
            r->classes[i] = GAZ_CLASS_LATIN;
}

/* ---- straight quotes: C-25, C-26 by parity */

static bool is_straight(uint32_t ch) {
    return ch == '"' || ch == '\'' || ch == 0xFF02 || ch == 0xFF07;
}

/* 30°15'20", 5'10": minutes and feet; don't: an apostrophe */
static bool is_prime(const struct reading *r, uint32_t i) {
    uint32_t ch = at(r, i), k = i;
    if (ch == '\'' && gaz_char_is_latin(at(r, i - 1)) && gaz_char_is_latin(at(r, i + 1))) return true;
    while (k > 0 && gaz_char_is_digit(at(r, k - 1)))
        k--;
    uint32_t before = at(r, k - 1);
    return k < i &&
           (before == 0xB0 || before == 0x2032 || (before == '\'' && gaz_char_is_digit(at(r, k - 2))));
}

static void read_straight_quotes(struct reading *r) {
    bool is_open[2] = {false, false};
    for (uint32_t i = 0; i < r->text.n; i++) {
        uint32_t ch = at(r, i);
        if (ch == '\n') is_open[0] = is_open[1] = false;
        if (!is_straight(ch) || is_prime(r, i)) continue;
        bool *open = &is_open[ch == '\'' || ch == 0xFF07];
        if (ch == '\'' && !*open && is_letter(at(r, i - 1))) continue; /* the committees' */
        uint32_t inside = *open ? i : i + 1;
        if (r->classes[inside < r->text.n ? inside : i] != GAZ_CLASS_SPACE) tie(r, inside, GAZ_TIE_STAYS);
        *open = !*open;
    }
}

/* ---- names, and breaks forbidden by hand */

/* 万　青: one Han, one blank cell, one Han, and not the borders of 办公厅　财政局 or 总则 behind 第一章 */
static bool is_spread_name(const struct reading *r, uint32_t blank) {
    uint32_t left = at(r, blank - 1), right = at(r, blank + 1), before = at(r, blank - 2);
    if (before == 0x3000 && r->ties[blank - 1] == GAZ_TIE_STAYS) return false; /* 万　青　叶　舟 are two */
    if (!gaz_char_is_han(left) || !gaz_char_is_han(right) || !gaz_char_follows_name(at(r, blank + 2)))
        return false;
    bool two = gaz_char_is_han(before) && !gaz_char_is_han(at(r, blank - 3)) &&
               !gaz_char_is_han(at(r, blank + 2)); /* 欧阳　娜 */
    return !gaz_char_is_han(before) || gaz_char_is_surname(left) || two;
}

/* ---- names with ·: 阿不都热合曼·买买提江 */

enum { LONGEST_PART = 8 };

/* 关于 before a name, the one word of two characters that titles have there */
static bool ends_about(const struct reading *r, uint32_t i) {
    return at(r, i) == 0x4E8E && at(r, i - 1) == 0x5173;
}

/* How far a part of a name goes from the dot at i: to a mark, or to what stands before or behind names; 0
 * when neither is near. */
static uint32_t part_length(const struct reading *r, uint32_t i, int step) {
    static const char before[] =
        "命去免任由请和与及或的为向给对者员长记理家人生士女男志团族籍授予聘是叫名被把让推选举教家彰";
    static const char behind[] = "为同的等任兼和与及或在担是向于到被所先女说出指来副局厅主、";
    for (uint32_t n = 1; n <= LONGEST_PART + 1; n++) {
        uint32_t ch = at(r, step < 0 ? i - n : i + n);
        if (!gaz_char_is_han(ch) || gaz_char_is_in(ch, step < 0 ? before : behind)) return n - 1;
        if (step < 0 && ends_about(r, i - n)) return n - 1;
    }
    return 0;
}

static void tie_name(struct reading *r, uint32_t dot) {
    uint32_t left = part_length(r, dot, -1), right = part_length(r, dot, 1);
    tie(r, dot, GAZ_TIE_STAYS);
    for (uint32_t k = 1; k < left; k++)
        tie(r, dot - k, GAZ_TIE_KEPT);
    for (uint32_t k = 1; k <= MAX(right, 1); k++)
        tie(r, dot + k, GAZ_TIE_KEPT);
}

static void tie_at(struct reading *r, uint32_t i) {
    uint32_t ch = at(r, i);
    enum gaz_class class = r->classes[i];
    if (class == GAZ_CLASS_DOT && gaz_char_is_han(at(r, i - 1)) && gaz_char_is_han(at(r, i + 1))) {
        tie_name(r, i);
    } else if (class == GAZ_CLASS_RATIO || ch == 0xA0 || ch == 0x202F || ch == 0x2007) { /* 1∶500; LB12 */
        tie(r, i, GAZ_TIE_SOLID);
        tie(r, i + 1, GAZ_TIE_SOLID);
    } else if (ch == 0x2011 || (ch == 0x3000 && is_spread_name(r, i))) {
        tie(r, i, GAZ_TIE_STAYS);
        tie(r, i + 1, GAZ_TIE_STAYS);
    } else if (class == GAZ_CLASS_HYPHEN && gaz_char_is_latin(at(r, i - 1)) &&
               !gaz_char_is_latin(at(r, i - 2))) {
        tie(r, i + 1, GAZ_TIE_STAYS); /* D-丙氨酸, 3-戊酮 */
    } else if (gaz_char_is_raised(ch) && class == GAZ_CLASS_LATIN) {
        tie(r, i, GAZ_TIE_SOLID); /* 米², 注¹: C-35 */
    } else if (class == GAZ_CLASS_PERCENT && i > 0 &&
               (r->classes[i - 1] == GAZ_CLASS_LATIN || gaz_char_is_figure(at(r, i - 1)))) {
        tie(r, i, GAZ_TIE_SOLID);                                  /* C-34 */
        if (is_letter(at(r, i + 1))) tie(r, i + 1, GAZ_TIE_SOLID); /* 65%RH */
    }
}

static void read_ties(struct reading *r, bool *figures, bool *straight) {
    for (uint32_t i = 0; i < r->text.n; i++) {
        uint32_t ch = r->text.chars[i].ch;
        if (r->text.chars[i].attrs & GAZ_CHAR_JOINED) tie(r, i, GAZ_TIE_STAYS);
        if (r->classes[i] == GAZ_CLASS_HAN && ch < 0xFF10) continue;
        *figures |= gaz_char_is_figure(ch) || ch == 0x3014;
        *straight |= is_straight(ch);
        tie_at(r, i);
        bool full = gaz_char_is_wide(ch) || gaz_char_is_wide(at(r, i - 1));
        if (i > 0 && full && (gaz_char_is_wide(ch) || gaz_char_is_latin(ch)) &&
            (gaz_char_is_wide(at(r, i - 1)) || gaz_char_is_latin(at(r, i - 1))))
            tie(r, i, GAZ_TIE_SOLID); /* a word in full width, a number beside its own */
    }
}

struct gaz_context gaz_context_new(struct gaz_text text, bool number_with_unit) {
    struct gaz_context context = {g_new(enum gaz_class, text.n + 1), g_new0(uint8_t, text.n + 1)};
    struct reading r = {text, context.classes, context.ties, false};
    bool figures = false, straight = false;
    read_classes(&r);
    if (!r.has_han) read_latin_classes(&r);
    read_ties(&r, &figures, &straight);
    if (straight) read_straight_quotes(&r);
    if (figures) gaz_tie_figures(text, context.ties, number_with_unit);
    return context;
}

void gaz_context_clear(struct gaz_context *context) {
    g_free(context->classes);
    g_free(context->ties);
    *context = (struct gaz_context){0};
}
