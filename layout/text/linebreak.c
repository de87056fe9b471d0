/* linebreak.c: total fit.
 *
 * A paragraph is an array of atoms with gaps between them (atoms.h). A line is a stretch of atoms [a, b); its
 * natural width W is the sum of its atoms and of the gaps inside, less the trims at its ends. Against its
 * measure M it is loose by M - W, or, when that is negative, must be squeezed out of its gaps. The paragraph
 * is broken so that the sum of the squares of all its lines' looseness (in hundredths of a cell) is least;
 * the last line costs nothing when it is short.
 *
 * The search is the shortest path over break places, from left to right (Knuth and Plass 1981): best[b] is
 * the least cost of the atoms before b, found from every a whose line [a, b) can hold. Lines are short, so
 * the work is the number of atoms times the atoms of a line.
 *
 * Worked example: 5 cells a line, the text 甲乙丙，丁戊己。 (8 cells). A line may not begin with ， or 。:
 * the places are 甲|乙|丙，|丁|戊|己。 The ways: 甲乙丙，丁 + 戊己。 costs 0 + 0 (last); 甲乙丙， + 丁戊己。
 * costs 100² + 0. The first wins.
 *
 * When no way exists under the rules, a second pass also allows the forbidden places, each at a price above
 * any looseness; a single atom wider than the measure makes an overfull line of its own, and is reported.
 *
 * Where the source says that a line ends (行末), it does, and no other line runs over that place; such a line
 * is weighed like any other, so that the free ones between two of them are shared well. Where it says how
 * many lines there are (加一行, 减一行), the search goes by number of lines too: the least cost of the atoms
 * before b in k lines.
 *
 * 孤字成行 off (C-55): a last line of one character and its marks costs more than any looseness, and a last
 * line that is too long by just such a remainder may be squeezed further, by lone_squeeze: the print draws
 * such a remainder up rather than take a character down (S-34), so this costs next to nothing.
 */
#include "layout/text/linebreak.h"

#include <glib.h>
#include <string.h>

enum { COST_GRAIN = 100, COST_LATE = 2000, COST_DRAWN_UP = 1 };
enum { MOST_GRAINS = 20 * 1000 };    /* that a looseness counts: a line that is set may be of any length */
enum { CELL_LOOSE = 1000 * 1000 };   /* what a line costs that is loose by a cell */
enum { COST_HELD = 4 * CELL_LOOSE }; /* a line that parts a date or a range: as one loose by two (C-34) */

/* What is rather suffered than the next; each is far dearer than a loose line, and all but the
 * first only where there is no other way. The order is docs/linebreak.md's. */
enum fault {
    FAULT_LONE,      /* a last line of one character (C-55) */
    FAULT_FORBIDDEN, /* what may not begin or end a line does (C-25 to C-28) */
    FAULT_PARTED,    /* a number, a word, —— or a mark's company is parted (C-32 to C-35) */
    FAULT_OVERFULL,  /* a piece is wider than its line */
    N_FAULTS
};
static const int64_t fault_costs[N_FAULTS] = {
    [FAULT_LONE] = 400 * INT64_C(1000000),
    [FAULT_FORBIDDEN] = INT64_C(1000000) * 1000000,
    [FAULT_PARTED] = INT64_C(2000000) * 1000000,
    [FAULT_OVERFULL] = INT64_C(4000000) * 1000000,
};

/* the place before an atom: what the atoms before it sum to, and the least way to it */
struct place {
    int64_t width;   /* of the atoms before it and the gaps before them, the gap at the place not yet */
    int64_t from;    /* what a line that begins here takes off the width of its end */
    int64_t to;      /* the width, less the trim of a line that ends here */
    int64_t shrink;  /* what the gaps before the atoms before it can give */
    int64_t cost;    /* of the lines before it */
    uint32_t back;   /* where the last of them begins */
    uint32_t gaps;   /* that stretch, before the atoms before it */
    uint32_t tight;  /* of these, beside words and without white */
    uint32_t ink;    /* characters that are no marks or spaces among the atoms before it */
    uint32_t after;  /* the first atom from here on that is no space */
    uint32_t before; /* one past the last atom before it that is no space */
};

struct search {
    const struct gaz_atom *atoms;
    const struct gaz_break_params *params;
    struct place *places; /* one before each atom, and the end */
    uint32_t begin, end;  /* the stretch between forced ends */
    bool first;           /* the paragraph's first stretch: its first line has first_measure */
    gaz_len hang;         /* of its lines but the first */
    bool allow_forbidden;
    bool has_set;             /* a line's end is given by the source */
    bool last_set;            /* the last line of the stretch may be of any length */
    gaz_len set_most;         /* lines may be squeezed by this, out of all gaps; 0: by the rules */
    uint32_t *alive, n_alive; /* the places that can be reached, ascending */
    uint32_t low;  /* in alive: no line that begins before it can hold the place that is searched */
    int64_t limit; /* what costs more is given up */
    int64_t reach; /* what leaves over more, times its gaps by the measure's cells, costs more; 0: unknown */
};

static struct place *places_new(const struct gaz_atoms *atoms) {
    uint32_t n = atoms->n;
    struct place *places = g_new(struct place, n + 1);
    places[0] = (struct place){0};
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_atom *a = &atoms->atoms[i];
        struct place *p = &places[i];
        bool space = gaz_atom_is_space(a);
        p->from = p->width + a->kern + a->trim_start;
        int64_t width = p->width + a->kern + a->width;
        places[i + 1] = (struct place){.width = width,
                                       .to = width - a->trim_end,
                                       .shrink = p->shrink + a->shrink,
                                       .gaps = p->gaps + a->stretches,
                                       .tight = p->tight + a->beside_word,
                                       .ink = p->ink + gaz_atom_is_ink(a),
                                       .before = space ? p->before : i + 1};
    }
    places[n].after = n;
    for (uint32_t i = n; i-- > 0;)
        places[i].after = gaz_atom_is_space(&atoms->atoms[i]) ? places[i + 1].after : i;
    return places;
}

/* A line's own atoms: the spaces at its ends do not count, but a stretch's first line keeps its typed indent.
 */
static inline void line_trim(const struct search *s, uint32_t a, uint32_t b, uint32_t *begin, uint32_t *end) {
    *begin = a == s->begin ? a : MIN(s->places[a].after, b);
    *end = MAX(*begin, MIN(s->places[b].before, b));
}

static inline int64_t line_natural(const struct search *s, uint32_t begin, uint32_t end) {
    return begin >= end ? 0 : s->places[end].to - s->places[begin].from;
}

static inline int64_t line_shrink(const struct search *s, uint32_t begin, uint32_t end) {
    return begin >= end ? 0 : s->places[end].shrink - s->places[begin].shrink - s->atoms[begin].shrink;
}

static inline int64_t line_gaps(const struct search *s, uint32_t begin, uint32_t end) {
    return begin >= end ? 0
                        : (int64_t)s->places[end].gaps - s->places[begin].gaps - s->atoms[begin].stretches;
}

static inline gaz_len measure_of(const struct search *s, uint32_t a) {
    if (a == s->begin) return s->first ? s->params->first_measure : s->params->measure;
    return s->params->measure - s->hang;
}

static inline int64_t cells_of(const struct search *s, uint32_t a) {
    return MAX(measure_of(s, a) / s->params->cell, 1);
}

enum { GAP = 10, TIGHT_GAP = 9 };

/* What the gaps of a line count for its looseness: one beside a word, where none is set, a little less, so
 * that of two equal lines the one without words is loose (2019-02 p4, p27). */
static inline int64_t line_openings(const struct search *s, uint32_t begin, uint32_t end) {
    if (begin >= end) return 1;
    int64_t tight = (int64_t)s->places[end].tight - s->places[begin].tight - s->atoms[begin].beside_word;
    return MAX(line_gaps(s, begin, end) * GAP - tight * (GAP - TIGHT_GAP), GAP);
}

/* Looseness by the square of what falls to a gap, in hundredths of a cell as if the line had a gap for every
 * cell of its own measure: a line with numbers and words has fewer gaps that open, and shows it more. A
 * squeeze and the first line by their weights. Among equals the later line gives way: an atom's distance from
 * the beginning is worth a hundredth of the finest difference. */
static inline void weigh_looseness(const struct search *s, uint32_t a, int64_t looseness, int64_t openings,
                                   struct gaz_line_cost *cost) {
    int64_t r = CLAMP(looseness * 100 / s->params->cell, -MOST_GRAINS, MOST_GRAINS);
    int64_t square = r * r * COST_GRAIN, cells = cells_of(s, a) * GAP;
    if (r == 0) return;
    if (looseness < 0) {
        square = cost->squeeze = square * s->params->squeeze_weight / 100;
    } else {
        cost->loose = square;
        square = square * cells * cells / (openings * openings);
        cost->few_gaps = square - cost->loose;
    }
    int weight = looseness < 0 ? s->params->first_line_squeeze_weight : s->params->first_line_weight;
    if (s->first && a == s->begin) cost->first_line = square * weight / 100 - square;
    cost->late = -(int64_t)MIN(a - s->begin, COST_LATE);
}

/* the remainder after the last regular break of a squeezed last line would be one character */
static bool saves_lone_character(const struct search *s, uint32_t begin, uint32_t end, gaz_len measure) {
    for (uint32_t i = end; i-- > begin + 1;) {
        if (s->atoms[i].before < GAZ_BREAK_ALLOWED) continue;
        if (line_natural(s, begin, i) > measure) continue;
        return s->places[end].ink - s->places[i].ink <= 1;
    }
    return false;
}

static inline bool is_lone(const struct search *s, uint32_t a, uint32_t begin, uint32_t end) {
    return !s->params->lone_character && a != s->begin && s->places[end].ink - s->places[begin].ink <= 1;
}

/* The cost of the line [a, b), cause by cause: the one place where it is weighed. */
static inline struct gaz_line_cost line_cost(const struct search *s, uint32_t a, uint32_t b) {
    struct gaz_line_cost cost = {.fits = true};
    uint32_t begin, end;
    line_trim(s, a, b, &begin, &end);
    gaz_len measure = measure_of(s, a);
    int64_t loose = measure - line_natural(s, begin, end);
    bool last = b == s->end;
    bool set = -loose <= s->set_most || (last ? s->last_set : s->atoms[b].is_set);
    if (set || -loose <= MIN((int64_t)s->params->squeeze, line_shrink(s, begin, end)) || loose >= 0) {
        if (last && is_lone(s, a, begin, end)) cost.lone = fault_costs[FAULT_LONE];
        if (loose < 0 || !last || s->last_set)
            weigh_looseness(s, a, loose, line_openings(s, begin, end), &cost);
    } else if (last && !s->params->lone_character &&
               gaz_line_fits(s->params, -loose, line_shrink(s, begin, end), s->params->lone_squeeze) &&
               line_gaps(s, begin, end) > 0 && saves_lone_character(s, begin, end, measure)) {
        cost.drawn_up = COST_DRAWN_UP;
    } else if (end - begin <= 1 && s->allow_forbidden) {
        cost.overfull = fault_costs[FAULT_OVERFULL];
    } else {
        cost.fits = false;
    }
    return cost;
}

/* No line that begins at a or before can hold b: the way back may stop. */
static bool is_hopeless(const struct search *s, uint32_t a, uint32_t b) {
    uint32_t begin, end;
    line_trim(s, a, b, &begin, &end);
    int64_t slack = MAX(s->params->squeeze, s->params->lone_squeeze) + 2 * (int64_t)s->params->cell;
    if (s->has_set || s->last_set || s->set_most) slack += s->params->set_squeeze;
    return end - begin > 1 &&
           line_natural(s, begin, end) > MAX(s->params->measure, s->params->first_measure) + slack;
}

/* May a line end before atom b, and what does that cost where it ought not to? */
static bool price_of(const struct search *s, uint32_t b, int64_t *price) {
    *price = b < s->end && s->atoms[b].held && !s->atoms[b].is_set ? COST_HELD : 0;
    if (b == s->end || s->atoms[b].is_set || s->atoms[b].before >= GAZ_BREAK_ALLOWED) return true;
    if (gaz_atom_is_space(&s->atoms[b])) return false; /* at a line's end it takes no room: never needed */
    *price = fault_costs[s->atoms[b].before == GAZ_BREAK_FORBIDDEN ? FAULT_FORBIDDEN : FAULT_PARTED];
    return s->allow_forbidden;
}

static int64_t total_of(int64_t one, int64_t other) {
    return one == GAZ_COST_NONE || other == GAZ_COST_NONE ? GAZ_COST_NONE : one + other;
}

static inline struct gaz_line_cost choice_cost(const struct search *s, uint32_t a, uint32_t b,
                                               int64_t price) {
    struct gaz_line_cost cost = line_cost(s, a, b);
    *(price == COST_HELD ? &cost.held : &cost.forbidden) = price;
    return cost;
}

enum far { NEAR, FAR, ALL_FAR };

/* FAR when the line [a, b) is so short that its looseness costs more than the limit, told without weighing
 * it: most places stand in the middle of a line. ALL_FAR when lines to b that begin later are so too: they
 * have fewer atoms, and what is trimmed at their beginning is less than a cell. */
static inline enum far how_far(const struct search *s, uint32_t a, uint32_t b) {
    uint32_t begin, end;
    if (s->reach == 0 || b == s->end || s->atoms[b].is_set) return NEAR;
    line_trim(s, a, b, &begin, &end);
    int64_t loose = measure_of(s, a) - line_natural(s, begin, end), cell = s->params->cell;
    int64_t cells = cells_of(s, a);
    if (loose <= cell || loose * cells <= (b - a) * s->reach) return NEAR;
    bool all = loose > 2 * cell && (loose - cell) * cells > (b - a) * s->reach;
    return all && measure_of(s, a) <= s->params->measure - s->hang ? ALL_FAR : FAR;
}

/* Of equals the loosest line is kept. */
static void find_best(struct search *s, uint32_t b) {
    int64_t price, best = GAZ_COST_NONE;
    bool may_end = price_of(s, b, &price);
    while (may_end && s->low + 1 < s->n_alive && is_hopeless(s, s->alive[s->low], b))
        s->low++;
    for (uint32_t i = s->low; may_end && i < s->n_alive; i++) {
        uint32_t a = s->alive[i];
        enum far far = how_far(s, a, b);
        if (far == ALL_FAR) break;
        if (far == FAR) continue;
        struct gaz_line_cost line = choice_cost(s, a, b, price);
        int64_t cost = total_of(s->places[a].cost, gaz_cost_sum(&line));
        if (cost > best) continue;
        best = cost;
        s->places[b].back = a;
    }
    s->places[b].cost = best <= s->limit ? best : GAZ_COST_NONE;
}

/* What weigh_looseness says, solved for the looseness of a line that has as many gaps as cells, in quarters
 * of a cell and upwards. Four times the limit covers its rounding and all that being late is worth. */
static int64_t reach_of(const struct search *s, int64_t limit) {
    int64_t quarters = 1, weight = MIN(s->params->first_line_weight, 100);
    if (limit == GAZ_COST_NONE || weight <= 0) return 0;
    while (quarters * quarters * CELL_LOOSE / 1600 * weight < 4 * limit)
        quarters++;
    return quarters * s->params->cell / 4;
}

static bool search_run(struct search *s, int64_t limit) {
    s->places[s->begin].cost = 0;
    s->alive[0] = s->begin;
    s->low = 0;
    s->n_alive = 1;
    s->limit = limit;
    s->reach = reach_of(s, limit);
    for (uint32_t b = s->begin + 1; b <= s->end; b++) {
        find_best(s, b);
        bool set = b < s->end && s->atoms[b].is_set, reached = s->places[b].cost != GAZ_COST_NONE;
        if (set && !reached) return false;
        if (set) s->n_alive = s->low = 0; /* no line runs over it */
        if (reached) s->alive[s->n_alive++] = b;
    }
    return s->places[s->end].cost != GAZ_COST_NONE;
}

/* Most paragraphs cost little, so most places need not be pursued: ways of up to a quarter of CELL_LOOSE a
 * line are tried first, then dearer ones. Exact: what was given up costs more than the way that was found,
 * even if every line behind it gained what being late is worth (only lines that are nearly full can). False
 * when a way so cheap was not found. */
static bool search_cheap(struct search *s) {
    gaz_len narrowest = MAX(MIN(s->params->measure - s->hang, s->params->first_measure), 1);
    int64_t lines = (s->places[s->end].width - s->places[s->begin].width) / narrowest + 1;
    int64_t gain = 2 * (lines + 1) * COST_LATE;
    for (int64_t each = CELL_LOOSE / 4; each <= INT64_C(16) * CELL_LOOSE; each *= 4)
        if (search_run(s, lines * each + gain) && s->places[s->end].cost <= lines * each) return true;
    return false;
}

gaz_len gaz_typed_indent(const struct gaz_atom *atoms, uint32_t n) {
    gaz_len width = 0;
    for (uint32_t i = 0; i < n && atoms[i].first != GAZ_CLASS_BREAK; i++) {
        if (atoms[i].first != GAZ_CLASS_WIDE_SPACE) return gaz_atom_is_space(&atoms[i]) ? 0 : width;
        width += atoms[i].width + (i > 0 ? atoms[i].kern : 0);
    }
    return 0;
}

/* Lines that are turned over stand under the typed blanks of their first. Blanks as wide as a paragraph's own
 * indent are one: the lines behind it begin at the margin, as in any paragraph. */
static gaz_len hang_of(const struct search *s) {
    gaz_len hang = gaz_typed_indent(s->atoms + s->begin, s->end - s->begin);
    gaz_len indent = s->params->measure - s->params->first_measure;
    bool is_indent = ABS(hang - indent) < s->params->cell / 2;
    return is_indent || hang > s->params->measure / 2 ? 0 : hang;
}

/* ---- a given number of lines */

/* the least cost of the atoms before each place of a stretch in k lines, k being the row; and where the last
 * of these lines begins */
struct layers {
    int64_t *cost;
    uint32_t *back;
    size_t width;
};

static int64_t *layer(const struct layers *l, uint32_t k) {
    return l->cost + k * l->width;
}

static void find_layer_best(const struct search *s, const struct layers *l, uint32_t k, uint32_t b) {
    int64_t price, *best = &layer(l, k)[b - s->begin];
    if (!price_of(s, b, &price)) return;
    for (uint32_t a = b; a-- > s->begin && !is_hopeless(s, a + 1, b);) {
        int64_t before = layer(l, k - 1)[a - s->begin];
        if (before != GAZ_COST_NONE) {
            struct gaz_line_cost line = choice_cost(s, a, b, price);
            int64_t cost = total_of(before, gaz_cost_sum(&line));
            if (cost <= *best && cost != GAZ_COST_NONE) {
                *best = cost;
                l->back[k * l->width + b - s->begin] = a;
            }
        }
        if (s->atoms[a].is_set && a > s->begin) return;
    }
}

/* The lines of the search become n, the best of that number; false, and they stay, when there are none. */
static bool search_lines(struct search *s, uint32_t n) {
    size_t width = s->end - s->begin + 1;
    struct layers l = {g_new0(int64_t, width * (n + 1)), g_new0(uint32_t, width * (n + 1)), width};
    for (size_t i = 0; i < width * (n + 1); i++)
        l.cost[i] = GAZ_COST_NONE;
    l.cost[0] = 0;
    for (uint32_t k = 1; k <= n; k++)
        for (uint32_t b = s->begin + 1; b <= s->end; b++)
            find_layer_best(s, &l, k, b);
    bool found = layer(&l, n)[s->end - s->begin] != GAZ_COST_NONE;
    for (uint32_t k = n, b = s->end; found && k > 0; k--)
        b = s->places[b].back = l.back[k * width + b - s->begin];
    g_free(l.cost);
    g_free(l.back);
    return found;
}

static uint32_t count_lines(const struct search *s) {
    uint32_t n = 0;
    for (uint32_t b = s->end; b > s->begin; b = s->places[b].back)
        n++;
    return n;
}

enum { MOST_LAYERS = 400 }; /* lines of a paragraph that can be set longer or shorter by hand */

/* As many lines more as are asked for, or less, if the stretch is the whole paragraph. */
static void search_more_lines(struct search *s, uint32_t n_atoms) {
    int64_t n = (int64_t)count_lines(s) + s->params->more_lines;
    if (s->begin > 0 || s->end < n_atoms || n < 1 || n > MOST_LAYERS) return;
    s->allow_forbidden = false;
    s->set_most = s->params->set_squeeze;
    search_lines(s, (uint32_t)n);
    s->set_most = 0;
}

/* Finds the cheapest way through a stretch: the atoms between two forced ends; the BREAK atom
 * itself belongs to the line that it ends. */
static void search_stretch(struct search *s, uint32_t begin, uint32_t n_atoms) {
    uint32_t end = begin;
    while (end < n_atoms && s->atoms[end].first != GAZ_CLASS_BREAK)
        end++;
    s->begin = begin;
    s->end = end < n_atoms ? end + 1 : end;
    s->first = begin == 0;
    s->hang = hang_of(s);
    s->last_set = s->params->last_set && s->end == n_atoms;
    s->allow_forbidden = false;
    if (!search_cheap(s) && !search_run(s, GAZ_COST_NONE)) {
        s->allow_forbidden = true;
        search_run(s, GAZ_COST_NONE);
    }
    if (s->params->more_lines) search_more_lines(s, n_atoms);
}

static bool has_set(const struct gaz_atoms *atoms) {
    for (uint32_t i = 0; i < atoms->n; i++)
        if (atoms->atoms[i].is_set) return true;
    return false;
}

static struct search search_new(const struct gaz_atoms *atoms, const struct gaz_break_params *params) {
    return (struct search){.atoms = atoms->atoms,
                           .params = params,
                           .places = places_new(atoms),
                           .has_set = has_set(atoms),
                           .alive = g_new(uint32_t, atoms->n + 1)};
}

static void search_clear(struct search *s) {
    g_free(s->places);
    g_free(s->alive);
}

static void push_lines(const struct search *s, GArray *lines) {
    guint first = lines->len;
    for (uint32_t b = s->end; b > s->begin; b = s->places[b].back) {
        uint32_t a = s->places[b].back;
        struct gaz_broken_line line = {.next = b, .is_last = b == s->end};
        line_trim(s, a, b, &line.begin, &line.end);
        line.natural = (gaz_len)line_natural(s, line.begin, line.end);
        line.hang = a == s->begin ? 0 : s->hang;
        line.is_overfull = line.natural > measure_of(s, a) && line.end - line.begin <= 1;
        g_array_append_val(lines, line);
    }
    for (guint i = first, j = lines->len; i + 1 < j; i++) {
        j--;
        struct gaz_broken_line swap = g_array_index(lines, struct gaz_broken_line, i);
        g_array_index(lines, struct gaz_broken_line, i) = g_array_index(lines, struct gaz_broken_line, j);
        g_array_index(lines, struct gaz_broken_line, j) = swap;
    }
}

struct gaz_broken_line *gaz_break_lines(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                                        uint32_t *n) {
    struct search s = search_new(atoms, params);
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_broken_line));
    for (uint32_t begin = 0; begin < atoms->n; begin = s.end) {
        search_stretch(&s, begin, atoms->n);
        push_lines(&s, lines);
    }
    search_clear(&s);
    *n = lines->len;
    return (struct gaz_broken_line *)(void *)g_array_free(lines, FALSE);
}

/* ---- what it weighed */

/* No line that begins at a ends at b or behind it. */
static bool is_beyond(const struct search *s, uint32_t a, uint32_t b) {
    return is_hopeless(s, a, b - 1) || (b - 1 > a && s->atoms[b - 1].is_set);
}

/* The least cost of the lines from each place on: the search from the right to the left. */
static int64_t *rests_new(const struct search *s) {
    int64_t *rest = g_new(int64_t, s->end - s->begin + 1);
    rest[s->end - s->begin] = 0;
    for (uint32_t a = s->end; a-- > s->begin;) {
        int64_t best = GAZ_COST_NONE, price;
        for (uint32_t b = a + 1; b <= s->end && !is_beyond(s, a, b); b++) {
            if (rest[b - s->begin] == GAZ_COST_NONE || !price_of(s, b, &price)) continue;
            struct gaz_line_cost line = choice_cost(s, a, b, price);
            best = MIN(best, total_of(gaz_cost_sum(&line), rest[b - s->begin]));
        }
        rest[a - s->begin] = best;
    }
    return rest;
}

static struct gaz_line_choice choice_of(const struct search *s, uint32_t a, uint32_t b, const int64_t *rest) {
    struct gaz_line_choice choice = {.end = b, .rest = rest[b - s->begin]};
    uint32_t begin, end;
    int64_t price;
    line_trim(s, a, b, &begin, &end);
    choice.natural = (gaz_len)line_natural(s, begin, end);
    choice.looseness = (int64_t)measure_of(s, a) - choice.natural;
    choice.shrink = line_shrink(s, begin, end);
    choice.gaps = line_gaps(s, begin, end);
    choice.allowed = price_of(s, b, &price);
    choice.cost = choice_cost(s, a, b, price);
    return choice;
}

struct gaz_line_choice *gaz_line_choices(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                                         uint32_t begin, uint32_t *n) {
    struct search s = search_new(atoms, params);
    for (uint32_t at = 0; at <= begin && at < atoms->n; at = s.end)
        search_stretch(&s, at, atoms->n);
    int64_t *rest = rests_new(&s);
    GArray *choices = g_array_new(FALSE, FALSE, sizeof(struct gaz_line_choice));
    for (uint32_t b = begin + 1; b <= s.end && !is_beyond(&s, begin, b); b++) {
        struct gaz_line_choice choice = choice_of(&s, begin, b, rest);
        g_array_append_val(choices, choice);
    }
    g_free(rest);
    search_clear(&s);
    *n = choices->len;
    return (struct gaz_line_choice *)(void *)g_array_free(choices, FALSE);
}
