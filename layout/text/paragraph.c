/* paragraph.c: collect, break, justify, set. */
#include "base/process/arena.h"
#include "layout/text/breakers.h"
#include "layout/text/complain.h"
#include "layout/text/explain.h"
#include "layout/text/justify.h"
#include "layout/text/paragraph.h"
#include "layout/text/set.h"

#include <glib.h>
#include <string.h>

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
        .first_line_squeeze_weight = style->first_line_squeeze_weight,
        .lone_character = style->lone_character || !body,
        .lone_squeeze = gaz_scale(style->lone_character_squeeze, size, style->cell),
        .keeps_solid = style->keeps_solid,
        .more_lines = spec->more_lines,
        .last_set = spec->last_set,
        .set_squeeze = gaz_scale(style->set_squeeze, size, style->cell),
    };
}

static gaz_len left_of(enum gaz_setting setting, gaz_len indent, gaz_len loose) {
    if (loose < 0 || setting == GAZ_SET_JUSTIFIED || setting == GAZ_SET_LEFT) return indent;
    return indent + (setting == GAZ_SET_RIGHT ? loose : loose / 2);
}

static uint32_t gaps_of(const struct gaz_atoms *atoms, const struct gaz_broken_line *line) {
    uint32_t gaps = 0;
    for (uint32_t i = line->begin + 1; i < line->end; i++)
        gaps += atoms->atoms[i].stretches;
    return gaps;
}

/* So loose that it had better end short of the margin (疏松上限). */
static bool is_ragged(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                      const struct gaz_atoms *atoms, const struct gaz_broken_line *line, gaz_len measure) {
    const struct gaz_style *style = typesetter->style;
    if (style->loose_limit == 0 || line->begin >= line->end) return false;
    gaz_len size = spec->size ? spec->size : style->roles[spec->role].size;
    int64_t limit = gaz_scale(style->loose_limit, size, style->cell);
    return measure - line->natural > limit * gaps_of(atoms, line);
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
    uint32_t gaps = gaps_of(atoms, line);
    if (loose > typesetter->style->cell && loose > (int64_t)limit * gaps)
        gaz_complain_loose(
            typesetter, spec->text, atoms->atoms[line->begin].first_char,
            (struct gaz_looseness){loose, gaps, is_ragged(typesetter, spec, atoms, line, measure)});
}

static uint32_t char_at(const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms, uint32_t atom) {
    return atom < atoms->n ? atoms->atoms[atom].first_char : spec->text.n;
}

/* A line whose end the source gives is set full, within limits: beyond them the text is no longer that of the
 * print. */
static void look_at_set_line(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                             const struct gaz_atoms *atoms, const struct gaz_broken_line *line,
                             gaz_len measure) {
    const struct gaz_style *style = typesetter->style;
    gaz_len size = spec->size ? spec->size : style->roles[spec->role].size, over = line->natural - measure;
    if (line->begin >= line->end) return;
    bool good = over <= gaz_scale(style->set_squeeze, size, style->cell) &&
                -over <= gaz_scale(style->set_open, size, style->cell);
    gaz_complain_set(typesetter, spec->text, char_at(spec, atoms, line->next), over, good);
}

static void set_line(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                     const struct gaz_atoms *atoms, const struct gaz_broken_line *line,
                     struct gaz_line *out) {
    bool first = line->begin == 0;
    gaz_len indent = first ? spec->first_indent : spec->indent + line->hang;
    gaz_len measure = MAX(spec->measure - indent, 1);
    gaz_len *x = g_new(gaz_len, line->end - line->begin + 1);
    bool set = line->next < atoms->n ? atoms->atoms[line->next].is_set : spec->last_set;
    bool full = spec->setting == GAZ_SET_JUSTIFIED && (!line->is_last || set);
    bool justified = full && (set || !is_ragged(typesetter, spec, atoms, line, measure));
    out->width = gaz_justify_line(atoms->atoms, line, measure, justified, x);
    out->left = left_of(spec->setting, indent, measure - out->width);
    uint32_t gaps = gaps_of(atoms, line);
    if (full && gaps > 0) out->opened = MAX(measure - line->natural, 0) / (gaz_len)gaps;
    gaz_set_atoms(typesetter, spec, &(struct gaz_justified_line){atoms, *line, x, out->left, spec->measure},
                  out);
    g_free(x);
    if (line->is_overfull && line->end > line->begin)
        gaz_complain_overfull(typesetter, spec->text, atoms->atoms[line->begin].first_char,
                              line->natural - measure);
    if (set)
        look_at_set_line(typesetter, spec, atoms, line, measure);
    else
        complain_if_loose(typesetter, spec, atoms, line, measure);
}

/* No line begins with the character that the spec says, if that can be had. */
static void forbid_parting(const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms) {
    for (uint32_t i = 0; spec->unparted > 0 && i < atoms->n; i++)
        if (spec->text.chars[atoms->atoms[i].first_char].offset == spec->unparted - 1)
            atoms->atoms[i].before = MIN(atoms->atoms[i].before, GAZ_BREAK_FORBIDDEN);
}

static void note_end(struct gaz_line *line, const struct gaz_atoms *atoms, uint32_t next) {
    if (next >= atoms->n) return;
    const struct gaz_atom *atom = &atoms->atoms[next];
    line->parts = atom->held;
    line->breaks = atom->before < GAZ_BREAK_ALLOWED && !atom->is_set &&
                   atoms->atoms[next - 1].first != GAZ_CLASS_BREAK && !gaz_atom_is_space(atom);
}

/* What the marks before its first character say of the print. */
static void note_marks(struct gaz_line *line, struct gaz_text text) {
    if (line->first_char == 0 || line->first_char >= text.n) return;
    const struct gaz_char *ch = &text.chars[line->first_char];
    line->lost_before = gaz_char_lost(ch);
    if (ch->attrs & GAZ_CHAR_PAGE_SET) line->begins_page = gaz_span_at(text.source, ch->offset);
}

static struct gaz_broken_line *break_spec(const struct gaz_typesetter *typesetter,
                                          const struct gaz_paragraph_spec *spec,
                                          const struct gaz_atoms *atoms, uint32_t *n) {
    struct gaz_break_params params = params_of(typesetter, spec);
    if (spec->breaker) return spec->breaker(typesetter, spec, atoms, &params, n);
    return gaz_break_lines(atoms, &params, n);
}

/* How many lines are wanting to those that were asked for (加一行, 减一行). */
static int lines_lack(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                      const struct gaz_atoms *atoms, uint32_t n) {
    if (spec->more_lines == 0) return 0;
    struct gaz_break_params usual = params_of(typesetter, spec);
    uint32_t n_usual;
    usual.more_lines = 0;
    g_free(gaz_break_lines(atoms, &usual, &n_usual));
    return (int)n_usual + spec->more_lines - (int)n;
}

static void call_observer(const struct gaz_typesetter *typesetter, const struct gaz_paragraph_spec *spec,
                          const struct gaz_atoms *atoms, const struct gaz_broken_line *lines, uint32_t n) {
    if (!typesetter->observer) return;
    struct gaz_break_params params = params_of(typesetter, spec);
    typesetter->observer->observe(typesetter->observer->context,
                                  &(struct gaz_observed){typesetter, spec, atoms,
                                                         gaz_breaks_by_fit(spec->breaker) ? &params : NULL,
                                                         lines, n});
}

/* The gap before an atom is what it is. */
static void hold(struct gaz_atom *atom) {
    atom->shrink = 0;
    atom->stretches = false;
    memset(atom->gives, 0, sizeof atom->gives);
    memset(atom->takes, 0, sizeof atom->takes);
}

/* The label keeps its width, and the lines below stand behind it. */
static struct gaz_paragraph_spec hang_label(const struct gaz_paragraph_spec *spec,
                                            const struct gaz_atoms *atoms) {
    struct gaz_paragraph_spec hung = *spec;
    gaz_len width = 0;
    uint32_t n = 0;
    while (n < atoms->n && atoms->atoms[n].first_char < spec->label) {
        width += atoms->atoms[n].width + (n ? atoms->atoms[n].kern : 0);
        n++;
    }
    if (n == 0 || n == atoms->n || width > spec->measure / 3) return hung;
    for (uint32_t i = 1; i <= n; i++)
        hold(&atoms->atoms[i]);
    hung.indent = spec->first_indent + width + atoms->atoms[n].kern;
    return hung;
}

struct gaz_paragraph gaz_paragraph_set(const struct gaz_typesetter *typesetter,
                                       const struct gaz_paragraph_spec *given) {
    struct gaz_paragraph paragraph = {0};
    if (given->text.n == 0) return paragraph;
    struct gaz_atoms atoms = gaz_collect(typesetter, given);
    struct gaz_paragraph_spec own = hang_label(given, &atoms), *spec = &own;
    forbid_parting(spec, &atoms);
    struct gaz_broken_line *broken = break_spec(typesetter, spec, &atoms, &paragraph.n_lines);
    paragraph.lines_lack = lines_lack(typesetter, spec, &atoms, paragraph.n_lines);
    paragraph.lines = GAZ_NEW_ARRAY(typesetter->arena, struct gaz_line, paragraph.n_lines);
    for (uint32_t i = 0, atom = 0; i < paragraph.n_lines; i++) {
        struct gaz_line *line = &paragraph.lines[i];
        set_line(typesetter, spec, &atoms, &broken[i], line);
        line->first_char = char_at(spec, &atoms, atom);
        line->n_chars = char_at(spec, &atoms, broken[i].next) - line->first_char;
        note_end(line, &atoms, broken[i].next);
        note_marks(line, spec->text);
        paragraph.saves_line |= broken[i].is_taken_in;
        atom = broken[i].next;
    }
    call_observer(typesetter, spec, &atoms, broken, paragraph.n_lines);
    g_free(broken);
    gaz_atoms_clear(&atoms);
    return paragraph;
}
