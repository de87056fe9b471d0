/* ends.c: where the lines of a cell end.
 *
 * A cell has as many lines as total fit gives it, but its last one is no lone character (C-55) nor a figure
 * without its unit (C-34), for a reader looks for a cell's words at a glance. In this order:
 *   1. what a mark or the gap between Han and Latin can give draws the remainder up;
 *   2. a justified cell takes a character down;
 *   3. a ragged one is balanced: the least measure in which it has no more lines, so that the lines are of
 * like length (4 + 4, never 7 + 1), and no word is cut if that can be had. A centred cell always is.
 *
 * The lines of any ragged cell end behind 、 and the like, else between words, where they become no more for
 * it. A cell of many lines is neither balanced nor read: nobody sees its shape.
 */
#include "layout/table/setting.h"

#include "layout/text/linebreak.h"
#include "base/text/dictionary.h"

#include <glib.h>
#include <string.h>

enum {
    MOST_BALANCED = 6, /* lines */
    FINENESS = 8,      /* the least measure is found to this part of a cell */
};

/* the atoms between two forced ends, the second one included */
struct stretch {
    const struct gaz_typesetter *ts;
    struct gaz_text text;
    struct gaz_atoms atoms;
    struct gaz_break_params params;
    bool centred, justified;
};

/* lines of a stretch; a new array (g_free) */
struct lines {
    struct gaz_broken_line *lines;
    uint32_t n;
};

static struct lines break_stretch(const struct gaz_atoms *atoms, const struct gaz_break_params *params) {
    struct lines lines;
    lines.lines = gaz_break_lines(atoms, params, &lines.n);
    return lines;
}

static bool ends_lone(const struct gaz_atoms *atoms, const struct lines *lines) {
    uint32_t ink = 0;
    if (lines->n < 2) return false;
    const struct gaz_broken_line *last = &lines->lines[lines->n - 1];
    for (uint32_t i = last->begin; i < last->end; i++) {
        const struct gaz_atom *atom = &atoms->atoms[i];
        ink += gaz_atom_is_ink(atom) ? atom->n_chars : 0;
    }
    return ink <= 1;
}

/* Every line ends where it may, and fits. */
static bool is_lawful(const struct gaz_atoms *atoms, const struct lines *lines) {
    bool lawful = true;
    for (uint32_t i = 0; i < lines->n; i++) {
        uint32_t next = lines->lines[i].next;
        lawful &= !lines->lines[i].is_overfull;
        lawful &= next >= atoms->n || atoms->atoms[next].before == GAZ_BREAK_ALLOWED ||
                  gaz_atom_is_space(&atoms->atoms[next]);
    }
    return lawful;
}

/* ---- balance */

static bool is_han_at(struct gaz_text text, uint32_t i) {
    return i < text.n && gaz_class_of(text.chars[i].ch) == GAZ_CLASS_HAN;
}

/* What goes with the words before it, and what names of places and organs end with: the dictionary takes each
 * for a word. */
static bool is_suffix_at(struct gaz_text text, uint32_t i) {
    static const char *const suffixes = "和与及或的等为之了省市县区州盟旗镇乡村局委办厅院会处科所站队组";
    return is_han_at(text, i - 1) && gaz_char_is_in(gaz_char_at(text, i), suffixes);
}

/* 、市｜卫生健康委: what an organ's short name begins with */
static bool is_prefix_at(struct gaz_text text, uint32_t i) {
    return !is_han_at(text, i - 1) && gaz_char_is_one_of(gaz_char_at(text, i), "省市县区州");
}

/* The atoms with line ends between words only; a new array (g_free). The title's words would say more, in
 * twice the time: tables have many cells. */
static struct gaz_atom *atoms_by_words(const struct stretch *s) {
    struct gaz_atom *atoms = g_memdup2(s->atoms.atoms, sizeof *atoms * s->atoms.n);
    uint32_t first = atoms[0].first_char, end = atoms[s->atoms.n - 1].first_char + 1;
    bool *bounds = gaz_dictionary_bounds(gaz_text_slice(s->text, first, end - first));
    for (uint32_t i = 1; i < s->atoms.n; i++) {
        uint32_t at = atoms[i].first_char;
        bool unknown = at > first && bounds[at - first - 1] && bounds[at - first + 1]; /* 临｜江: a name */
        bool inside = !bounds[at - first] ||
                      (unknown && is_han_at(s->text, at - 1) && is_han_at(s->text, at)) ||
                      is_suffix_at(s->text, at) || is_prefix_at(s->text, at - 1);
        if (atoms[i].before == GAZ_BREAK_ALLOWED && inside) atoms[i].before = GAZ_BREAK_FORBIDDEN;
    }
    g_free(bounds);
    return atoms;
}

static bool is_good(const struct gaz_atoms *atoms, const struct lines *lines, uint32_t n) {
    return lines->n <= n && is_lawful(atoms, lines) && !ends_lone(atoms, lines);
}

/* Lines of the least measure that makes no more than n of them; NULL when none is lawful. */
static struct lines balance_atoms(const struct gaz_atoms *atoms, struct gaz_break_params params, uint32_t n) {
    struct lines best = {0};
    gaz_len low = 0, high = params.measure, tried = high;
    for (bool more = true; more;) {
        params.measure = params.first_measure = MAX(tried, 1);
        struct lines lines = break_stretch(atoms, &params);
        bool good = is_good(atoms, &lines, n);
        if (good) {
            g_free(best.lines);
            best = lines;
            high = tried;
        } else {
            g_free(lines.lines);
            low = tried;
        }
        more = best.lines && high - low > params.cell / FINENESS;
        tried = low + (high - low) / 2;
    }
    return best;
}

/* The atoms with line ends behind ， 、 ； and the like only; a new array (g_free). */
static struct gaz_atom *atoms_by_phrases(const struct stretch *s) {
    struct gaz_atom *atoms = g_memdup2(s->atoms.atoms, sizeof *atoms * s->atoms.n);
    for (uint32_t i = 1; i < s->atoms.n; i++) {
        enum gaz_class before = atoms[i - 1].last;
        bool good = before == GAZ_CLASS_COMMA || before == GAZ_CLASS_STOP || before == GAZ_CLASS_COLON;
        if (atoms[i].before == GAZ_BREAK_ALLOWED && !good) atoms[i].before = GAZ_BREAK_FORBIDDEN;
    }
    return atoms;
}

/* No line is less than two fifths of another. */
static bool is_even(const struct lines *lines) {
    int64_t shortest = INT64_MAX, longest = 0;
    for (uint32_t i = 0; i < lines->n; i++) {
        shortest = MIN(shortest, lines->lines[i].natural);
        longest = MAX(longest, lines->lines[i].natural);
    }
    return shortest * 5 >= longest * 2;
}

/* Lines of the whole measure that end where these atoms may; NULL when there would be more than n of them. */
static struct lines keep_whole(const struct stretch *s, struct gaz_atom *whole, uint32_t n) {
    struct gaz_atoms atoms = {.atoms = whole, .n = s->atoms.n};
    struct lines lines = break_stretch(&atoms, &s->params);
    bool good = is_good(&atoms, &lines, n);
    g_free(whole);
    if (good) return lines;
    g_free(lines.lines);
    return (struct lines){0};
}

/* By sense where that makes no more lines: between phrases, else between words; NULL when a word must be cut.
 */
static struct lines keep_sense(const struct stretch *s, uint32_t n) {
    struct lines lines = keep_whole(s, atoms_by_phrases(s), n);
    if (lines.lines && is_even(&lines)) return lines;
    g_free(lines.lines);
    return keep_whole(s, atoms_by_words(s), n);
}

/* By sense where that makes no more lines: between phrases, else between words. */
static struct lines balance(const struct stretch *s, uint32_t n) {
    struct gaz_break_params params = s->params;
    params.squeeze = params.lone_squeeze = 0;
    params.lone_character = false;
    struct gaz_atoms phrases = {.atoms = atoms_by_phrases(s), .n = s->atoms.n};
    struct lines lines = balance_atoms(&phrases, params, n);
    g_free(phrases.atoms);
    if (lines.lines && is_even(&lines)) return lines;
    g_free(lines.lines);
    struct gaz_atoms words = {.atoms = atoms_by_words(s), .n = s->atoms.n};
    lines = balance_atoms(&words, params, n);
    g_free(words.atoms);
    return lines.lines ? lines : balance_atoms(&s->atoms, params, n);
}

/* ---- one stretch */

/* What the gaps may give, and no lone character. */
static struct lines squeeze(const struct stretch *s) {
    struct gaz_break_params params = s->params;
    const struct gaz_style *style = s->ts->style;
    params.squeeze = gaz_scale(style->squeeze, params.cell, style->cell);
    params.lone_character = false;
    params.lone_squeeze = 0;
    return break_stretch(&s->atoms, &params);
}

static struct lines take(struct lines old, struct lines new) {
    if (!new.lines) return old;
    g_free(old.lines);
    return new;
}

static struct lines end_lines(const struct stretch *s) {
    struct lines lines = break_stretch(&s->atoms, &s->params);
    bool lone = ends_lone(&s->atoms, &lines);
    if (lone) {
        struct lines squeezed = squeeze(s);
        if (squeezed.n < lines.n || s->justified) return take(lines, squeezed);
        g_free(squeezed.lines);
    }
    bool few = lines.n > 1 && lines.n <= MOST_BALANCED;
    if (few && (lone || s->centred)) return take(lines, balance(s, lines.n));
    if (few && !s->justified) return take(lines, keep_sense(s, lines.n));
    return lone ? take(lines, squeeze(s)) : lines;
}

/* ---- the whole */

static uint32_t stretch_end(const struct gaz_atoms *atoms, uint32_t begin) {
    while (begin < atoms->n && atoms->atoms[begin].first != GAZ_CLASS_BREAK)
        begin++;
    return MIN(begin + 1, atoms->n);
}

struct gaz_broken_line *gaz_break_cell(const struct gaz_typesetter *typesetter,
                                       const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms,
                                       const struct gaz_break_params *params, uint32_t *n) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct gaz_broken_line));
    struct stretch s = {.ts = typesetter, .text = spec->text, .params = *params};
    s.centred = spec->setting == GAZ_SET_CENTER;
    s.justified = spec->setting == GAZ_SET_JUSTIFIED;
    for (uint32_t begin = 0; begin < atoms->n; begin += s.atoms.n) {
        s.atoms = (struct gaz_atoms){.atoms = atoms->atoms + begin, .n = stretch_end(atoms, begin) - begin};
        struct lines lines = end_lines(&s);
        for (uint32_t i = 0; i < lines.n; i++) {
            lines.lines[i].begin += begin;
            lines.lines[i].end += begin;
            lines.lines[i].next += begin;
        }
        g_array_append_vals(all, lines.lines, lines.n);
        g_free(lines.lines);
    }
    *n = all->len;
    return (struct gaz_broken_line *)(void *)g_array_free(all, FALSE);
}
