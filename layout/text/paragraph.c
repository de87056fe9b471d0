/* paragraph.c: collect, break, justify, set. */
#include "base/arena.h"
#include "layout/text/complain.h"
#include "layout/text/explain.h"
#include "layout/text/justify.h"
#include "layout/text/paragraph.h"
#include "layout/text/set.h"

#include <glib.h>

/* The first line's looseness is pardoned for its indent's sake, but not where 第X条 and its gap have opened
 * it already. */
static bool has_label(struct gaz_text text) {
    return text.n > 0 && text.chars[0].attrs & GAZ_CHAR_LABEL;
}

static struct gaz_break_params params_of(const struct gaz_typesetter *typesetter,
                                         const struct gaz_paragraph_spec *spec) {
    const struct gaz_style *style = typesetter->style;
    gaz_len size = spec->size ? spec->size : style->roles[spec->role].size;
    bool body = spec->setting == GAZ_SET_JUSTIFIED;
    return (struct gaz_break_params){
        .cell = MAX(size, 1),
        .first_measure = MAX(spec->measure - spec->first_indent, 1),
        .measure = MAX(spec->measure - spec->indent, 1),
        .squeeze = body ? gaz_scale(style->squeeze, size, style->cell) : 0,
        .squeeze_weight = style->squeeze_weight,
        .first_line_weight = has_label(spec->text) ? 100 : style->first_line_weight,
        .lone_character = style->lone_character || !body,
        .lone_squeeze = gaz_scale(style->lone_character_squeeze, size, style->cell),
    };
}

static gaz_len left_of(enum gaz_setting setting, gaz_len indent, gaz_len loose) {
    if (loose < 0 || setting == GAZ_SET_JUSTIFIED || setting == GAZ_SET_LEFT) return indent;
    return indent + (setting == GAZ_SET_RIGHT ? loose : loose / 2);
}

/* A justified line that lacks more than a cell and opens more than the style's 疏松警告 a gap. Not in columns
 * that are so narrow that they must be loose at times, as tables' cells are: an editor can do little about
 * it. */
enum { NARROW_CELLS = 15 };
static void complain_if_loose(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                              const struct gaz_atoms *atoms, const struct gaz_broken_line *line,
                              gaz_len measure) {
    gaz_len limit = typesetter->style->loose_warning, loose = measure - line->natural;
    if (limit == 0 || spec->setting != GAZ_SET_JUSTIFIED || line->is_last || line->begin >= line->end) return;
    if (spec->measure < NARROW_CELLS * typesetter->style->cell) return;
    uint32_t gaps = 0;
    for (uint32_t i = line->begin + 1; i < line->end; i++)
        gaps += atoms->atoms[i].stretches;
    if (loose > typesetter->style->cell && loose > (int64_t)limit * gaps)
        gaz_complain_loose(typesetter, spec->text, atoms->atoms[line->begin].first_char, loose, gaps);
}

static void set_line(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                     const struct gaz_atoms *atoms, const struct gaz_broken_line *line,
                     struct gaz_line *out) {
    bool first = line->begin == 0;
    gaz_len indent = first ? spec->first_indent : spec->indent;
    gaz_len measure = MAX(spec->measure - indent, 1);
    gaz_len *x = g_new(gaz_len, line->end - line->begin + 1);
    out->width = gaz_justify_line(atoms->atoms, line, measure,
                                  spec->setting == GAZ_SET_JUSTIFIED && !line->is_last, x);
    out->left = left_of(spec->setting, indent, measure - out->width);
    gaz_set_atoms(typesetter, spec, &(struct gaz_justified_line){atoms, *line, x, out->left, spec->measure},
                  out);
    g_free(x);
    if (line->is_overfull && line->end > line->begin)
        gaz_complain_overfull(typesetter, spec->text, atoms->atoms[line->begin].first_char,
                              line->natural - measure);
    complain_if_loose(typesetter, spec, atoms, line, measure);
}

static uint32_t char_at(const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms, uint32_t atom) {
    return atom < atoms->n ? atoms->atoms[atom].first_char : spec->text.n;
}

/* Breaks the atoms from `from` on, line by line as if they were a paragraph that goes on; places count in the
 * whole. */
static struct gaz_broken_line *break_rest(const struct gaz_atoms *atoms, uint32_t from,
                                          const struct gaz_break_params *params, uint32_t *n) {
    struct gaz_atoms rest = {.atoms = atoms->atoms + from, .n = atoms->n - from};
    struct gaz_broken_line *lines = gaz_break_lines(&rest, params, n);
    for (uint32_t i = 0; i < *n; i++) {
        lines[i].begin += from;
        lines[i].end += from;
        lines[i].next += from;
    }
    return lines;
}

/* The least widening of the measure, up to take_in, that saves a line of those from `from` on; NULL when none
 * does. */
static struct gaz_broken_line *tighten_rest(const struct gaz_atoms *atoms, uint32_t from,
                                            struct gaz_break_params params, gaz_len take_in, uint32_t *n) {
    uint32_t usual = *n;
    gaz_len step = params.cell / 4;
    for (gaz_len more = step; more <= take_in; more += step) {
        params.measure += step;
        params.first_measure += step;
        struct gaz_broken_line *lines = break_rest(atoms, from, &params, n);
        if (*n < usual) return lines;
        g_free(lines);
    }
    return NULL;
}

static struct gaz_broken_line *join_lines(struct gaz_broken_line *lines, uint32_t keep,
                                          struct gaz_broken_line *rest, uint32_t n_rest) {
    for (uint32_t i = 0; i < n_rest; i++)
        lines[keep + i] = rest[i];
    g_free(rest);
    return lines;
}

/* 凑版: as few lines as can be, the last ones, are squeezed so that the paragraph loses a line: what stands
 * on an earlier page stays as it is (2019-02 p27–29). Where none can be saved, the paragraph is broken as
 * ever. */
static struct gaz_broken_line *break_taken_in(const struct gaz_atoms *atoms, struct gaz_break_params params,
                                              gaz_len take_in, uint32_t *n) {
    struct gaz_broken_line *lines = gaz_break_lines(atoms, &params, n);
    for (uint32_t keep = take_in > 0 ? *n : 0; keep-- > 0;) {
        struct gaz_break_params own = params;
        if (keep > 0) {
            own.first_measure = own.measure;
            own.first_line_weight = 100;
        }
        uint32_t n_rest = *n - keep;
        struct gaz_broken_line *rest =
            tighten_rest(atoms, keep ? lines[keep - 1].next : 0, own, take_in, &n_rest);
        if (!rest) continue;
        *n = keep + n_rest;
        return join_lines(lines, keep, rest, n_rest);
    }
    return lines;
}

/* The array with breaks after ， and 、 only: between the names of a list. */
static struct gaz_atom *atoms_by_names(const struct gaz_atoms *atoms) {
    struct gaz_atom *names = g_memdup2(atoms->atoms, sizeof *names * atoms->n);
    for (uint32_t i = 1; i < atoms->n; i++)
        if (names[i].before == GAZ_BREAK_ALLOWED && names[i - 1].last != GAZ_CLASS_COMMA)
            names[i].before = GAZ_BREAK_FORBIDDEN;
    return names;
}

/* 主送: a line that needs no more than `squeeze` to end with a whole name does (2019-02 p23: 39 字 on 37;
 * 2023-12 p36: 34 on 32). NULL when some line would be looser than a cell: then names are parted as any text.
 */
static struct gaz_broken_line *break_by_names(const struct gaz_atoms *atoms, struct gaz_break_params params,
                                              gaz_len squeeze, uint32_t *n) {
    struct gaz_atoms names = {.atoms = atoms_by_names(atoms), .n = atoms->n};
    params.squeeze = squeeze;
    struct gaz_broken_line *lines = gaz_break_lines(&names, &params, n);
    bool good = true;
    for (uint32_t i = 0; i < *n; i++) {
        gaz_len measure = i ? params.measure : params.first_measure;
        bool fits = lines[i].natural <= measure + squeeze;
        bool full = lines[i].is_last || lines[i].natural >= measure - params.cell;
        bool whole = lines[i].next == names.n || names.atoms[lines[i].next].before == GAZ_BREAK_ALLOWED;
        good &= fits && full && whole;
    }
    g_free(names.atoms);
    if (good) return lines;
    g_free(lines);
    return NULL;
}

/* What has no breaker of its own ends its lines by total fit. */
static struct gaz_broken_line *break_spec(const struct gaz_typesetter *typesetter,
                                          const struct gaz_paragraph_spec *spec,
                                          const struct gaz_atoms *atoms, uint32_t *n) {
    struct gaz_break_params params = params_of(typesetter, spec);
    struct gaz_broken_line *by_names =
        spec->whole_names ? break_by_names(atoms, params, spec->whole_names, n) : NULL;
    if (by_names) return by_names;
    if (spec->breaker) return spec->breaker(typesetter, spec, atoms, &params, n);
    return break_taken_in(atoms, params, spec->take_in, n);
}

static void tell_observer(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                          const struct gaz_atoms *atoms, const struct gaz_broken_line *lines, uint32_t n) {
    if (!typesetter->observer) return;
    struct gaz_break_params params = params_of(typesetter, spec);
    typesetter->observer->tell(
        typesetter->observer->context,
        &(struct gaz_observed){typesetter, spec, atoms, spec->breaker ? NULL : &params, lines, n});
}

struct gaz_paragraph gaz_paragraph_set(const struct gaz_typesetter *typesetter,
                                       const struct gaz_paragraph_spec *spec) {
    struct gaz_paragraph paragraph = {0};
    if (spec->text.n == 0) return paragraph;
    struct gaz_atoms atoms = gaz_collect(typesetter, spec);
    struct gaz_broken_line *broken = break_spec(typesetter, spec, &atoms, &paragraph.n_lines);
    paragraph.lines = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_line, paragraph.n_lines);
    for (uint32_t i = 0, atom = 0; i < paragraph.n_lines; i++) {
        struct gaz_line *line = &paragraph.lines[i];
        set_line(typesetter, spec, &atoms, &broken[i], line);
        line->first_char = char_at(spec, &atoms, atom);
        line->n_chars = char_at(spec, &atoms, broken[i].next) - line->first_char;
        atom = broken[i].next;
    }
    tell_observer(typesetter, spec, &atoms, broken, paragraph.n_lines);
    g_free(broken);
    gaz_atoms_clear(&atoms);
    return paragraph;
}
