/* breakers.c: total fit, over again with what a line may be squeezed by. */
#include "layout/text/breakers.h"

#include "layout/memory.h"
#include "layout/text/linebreak.h"

#include <glib.h>
#include <string.h>

/* ---- 凑版 */

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

/* All that the gaps within a line can give. */
static int64_t shrink_of(const struct gaz_atoms *atoms, const struct gaz_broken_line *line) {
    int64_t shrink = 0;
    for (uint32_t k = line->begin + 1; k < line->end; k++)
        shrink += atoms->atoms[k].shrink;
    return shrink;
}

/* Every line that is longer than its measure has gaps to be squeezed out of: a rule of ＿ has none. */
static bool can_be_squeezed(const struct gaz_atoms *atoms, const struct gaz_broken_line *lines, uint32_t n,
                            const struct gaz_break_params *usual) {
    for (uint32_t i = 0; i < n; i++) {
        gaz_len measure = i ? usual->measure : usual->first_measure;
        uint32_t gaps = 0;
        for (uint32_t k = lines[i].begin + 1; k < lines[i].end; k++)
            gaps += atoms->atoms[k].stretches;
        if (lines[i].natural > measure && gaps == 0) return false;
        if (!gaz_line_fits(usual, lines[i].natural - measure, shrink_of(atoms, &lines[i]), INT32_MAX))
            return false;
    }
    return true;
}

/* Even if all lines were as long as may be, and each break took off as much as any could, the atoms from
 * `from` on would not fit into n_lines. Told without a search, for most ends of most paragraphs are so. */
static bool is_out_of_reach(const struct gaz_atoms *atoms, uint32_t from,
                            const struct gaz_break_params *params, uint32_t n_lines) {
    int64_t width = 0;
    gaz_len at_begin = 0, at_end = 0;
    if (params->last_set || params->more_lines) return false;
    for (uint32_t i = from; i < atoms->n; i++) {
        const struct gaz_atom *atom = &atoms->atoms[i];
        if (atom->is_set || atom->first == GAZ_CLASS_BREAK) return false;
        if (gaz_atom_is_space(atom)) continue; /* those at a line's end take no room */
        width += atom->width + (i > from ? MIN(atom->kern, 0) : 0);
        at_begin = MAX(at_begin, atom->trim_start);
        at_end = MAX(at_end, atom->trim_end);
    }
    int64_t longest =
        MAX(params->measure, params->first_measure) + MAX(params->squeeze, params->lone_squeeze);
    return width > (longest + at_begin + at_end) * n_lines;
}

/* The least widening of the measure, up to the squeeze, that saves a line of those from `from` on; NULL when
 * none does. */
static struct gaz_broken_line *tighten_rest(const struct gaz_atoms *atoms, uint32_t from,
                                            struct gaz_break_params params, gaz_len squeeze, uint32_t *n) {
    const struct gaz_break_params given = params;
    uint32_t usual = *n;
    struct gaz_break_params widest = params;
    widest.measure += squeeze;
    widest.first_measure += squeeze;
    if (is_out_of_reach(atoms, from, &widest, usual - 1)) return NULL;
    gaz_len step = params.cell / 4;
    for (gaz_len more = step; more <= squeeze; more += step) {
        params.measure += step;
        params.first_measure += step;
        struct gaz_broken_line *lines = break_rest(atoms, from, &params, n);
        if (*n < usual && can_be_squeezed(atoms, lines, *n, &given)) return lines;
        g_free(lines);
    }
    return NULL;
}

static struct gaz_broken_line *join_lines(struct gaz_broken_line *lines, uint32_t keep,
                                          struct gaz_broken_line *rest, uint32_t n_rest) {
    for (uint32_t i = 0; i < n_rest; i++) {
        lines[keep + i] = rest[i];
        lines[keep + i].is_taken_in = true;
    }
    g_free(rest);
    return lines;
}

/* 凑版: as few lines as can be, the last ones, are squeezed so that the paragraph loses a line: what stands
 * on an earlier page stays as it is (2019-02 p27–29). Where none can be saved, the paragraph is broken as
 * ever. */
static struct gaz_broken_line *take_in(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                                       gaz_len squeeze, uint32_t *n) {
    struct gaz_broken_line *lines = gaz_break_lines(atoms, params, n);
    for (uint32_t keep = squeeze > 0 ? *n : 0; keep-- > 0;) {
        struct gaz_break_params own = *params;
        if (keep > 0) {
            own.first_measure = own.measure;
            own.first_line_weight = own.first_line_squeeze_weight = 100;
        }
        uint32_t n_rest = *n - keep;
        struct gaz_broken_line *rest =
            tighten_rest(atoms, keep ? lines[keep - 1].next : 0, own, squeeze, &n_rest);
        if (!rest) continue;
        *n = keep + n_rest;
        return join_lines(lines, keep, rest, n_rest);
    }
    return lines;
}

/* ---- what the setting before found out */

/* An atom as the search for lines sees it. */
struct seen_atom {
    gaz_len width, trim_start, trim_end, kern, shrink;
    uint8_t first, last, before, flags;
};

static struct seen_atom see_atom(const struct gaz_atom *a) {
    unsigned flags = (unsigned)a->stretches | (unsigned)a->beside_word << 1 | (unsigned)a->is_script << 2 |
                     (unsigned)a->held << 3 | (unsigned)a->is_set << 4;
    return (struct seen_atom){a->width,         a->trim_start,      a->trim_end,
                              a->kern,          a->shrink,          (uint8_t)a->first,
                              (uint8_t)a->last, (uint8_t)a->before, (uint8_t)flags};
}

/* All that take_in asks of its arguments. */
static GBytes *question_of(const struct gaz_atoms *atoms, const struct gaz_break_params *p, gaz_len squeeze) {
    const gaz_len head[] = {squeeze,
                            p->cell,
                            p->first_measure,
                            p->measure,
                            p->squeeze,
                            p->squeeze_weight,
                            p->first_line_squeeze_weight,
                            p->first_line_weight,
                            p->lone_character,
                            p->lone_squeeze,
                            p->keeps_solid,
                            p->more_lines,
                            p->last_set,
                            p->set_squeeze};
    size_t size = sizeof head + atoms->n * sizeof(struct seen_atom);
    unsigned char *bytes = g_malloc(size), *at = bytes + sizeof head;
    memcpy(bytes, head, sizeof head);
    for (uint32_t i = 0; i < atoms->n; i++, at += sizeof(struct seen_atom)) {
        struct seen_atom seen = see_atom(&atoms->atoms[i]);
        memcpy(at, &seen, sizeof seen);
    }
    return g_bytes_new_take(bytes, size);
}

struct gaz_broken_line *gaz_break_taken_in(const struct gaz_typesetter *typesetter,
                                           const struct gaz_paragraph_spec *spec,
                                           const struct gaz_atoms *atoms,
                                           const struct gaz_break_params *params, uint32_t *n) {
    if (!typesetter->memory) return take_in(atoms, params, spec->squeeze, n);
    g_autoptr(GBytes) question = question_of(atoms, params, spec->squeeze);
    size_t size;
    const void *known = gaz_memory_find(typesetter->memory, question, &size);
    if (known) {
        *n = (uint32_t)(size / sizeof(struct gaz_broken_line));
        return g_memdup2(known, size);
    }
    struct gaz_broken_line *lines = take_in(atoms, params, spec->squeeze, n);
    gaz_memory_keep(typesetter->memory, question, lines, *n * sizeof *lines);
    return lines;
}

/* ---- 主送 */

/* The array with breaks after ， and 、 only: between the names of a list. */
static struct gaz_atom *atoms_by_names(const struct gaz_atoms *atoms) {
    struct gaz_atom *names = g_memdup2(atoms->atoms, sizeof *names * atoms->n);
    for (uint32_t i = 1; i < atoms->n; i++)
        if (names[i].before == GAZ_BREAK_ALLOWED && names[i - 1].last != GAZ_CLASS_COMMA)
            names[i].before = GAZ_BREAK_FORBIDDEN;
    return names;
}

/* A line that needs no more than `squeeze` to end with a whole name does (2019-02 p23: 39 字 on 37; 2023-12
 * p36: 34 on 32). NULL when some line would be looser than a cell. */
static struct gaz_broken_line *break_whole(const struct gaz_atoms *atoms, struct gaz_break_params params,
                                           gaz_len squeeze, uint32_t *n) {
    struct gaz_atoms names = {.atoms = atoms_by_names(atoms), .n = atoms->n};
    params.squeeze = squeeze;
    struct gaz_broken_line *lines = gaz_break_lines(&names, &params, n);
    bool good = true;
    for (uint32_t i = 0; i < *n; i++) {
        gaz_len measure = i ? params.measure : params.first_measure;
        bool fits = gaz_line_fits(&params, lines[i].natural - measure, shrink_of(atoms, &lines[i]), squeeze);
        bool full = lines[i].is_last || lines[i].natural >= measure - params.cell;
        bool whole = lines[i].next == names.n || names.atoms[lines[i].next].before == GAZ_BREAK_ALLOWED;
        good &= fits && full && whole;
    }
    g_free(names.atoms);
    if (good) return lines;
    g_free(lines);
    return NULL;
}

/* Where whole names will not do, they are parted as any text. */
struct gaz_broken_line *gaz_break_names(const struct gaz_typesetter *typesetter,
                                        const struct gaz_paragraph_spec *spec, const struct gaz_atoms *atoms,
                                        const struct gaz_break_params *params, uint32_t *n) {
    (void)typesetter;
    struct gaz_broken_line *lines = spec->squeeze > 0 ? break_whole(atoms, *params, spec->squeeze, n) : NULL;
    return lines ? lines : gaz_break_lines(atoms, params, n);
}

bool gaz_breaks_by_fit(gaz_line_breaker *breaker) {
    return !breaker || breaker == gaz_break_taken_in || breaker == gaz_break_names;
}
