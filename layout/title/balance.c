/* balance.c: the lines of a title: by sense, then few, then well shaped.
 *
 * A title is a stretch of atoms between forced ends. Each place between two atoms has a cost
 * (costs.def): within a word the most, at a turn of the sense nothing. A way to break the title costs
 * the sum over its lines of
 *
 *     the place that ends it  +  LINE  +  SHORT when it is too short  +  UNEVEN × (its length - the mean)²
 *
 * and over each two neighbouring lines INVERTED or WAIST for what they fall or rise against the shape: a
 * title may grow, shrink, grow and shrink (diamond), or be even, but have no waist. The least sum wins. An
 * entry of the contents pays for what its lines lack to the measure instead, and has no shape.
 *
 * The search: a state is a line (its two ends) with the shape so far; the best way to it comes from the lines
 * that end where it begins. A line is at most a measure long, so the states are as many as the characters
 * times those of a line, and the work once more so: some thousands of steps for a title. The mean is not
 * known before the number of lines is, so a title is searched once for each number that it may have (the
 * fewest that hold it and some more), the state says which line it is too, and the sums are compared; many
 * short lines cost CHOPPED. Text too long for a title (MANY atoms) is searched once, for lines as full as the
 * measure, and keeps only the best line at each place: the work is linear.
 *
 * Worked example: 澄浦市人民政府关于印发澄浦市城市绿道管理办法的通知 in 18 cells, 25 long: two lines,
 * mean 12.5. 澄浦市人民政府 | 关于印发澄浦市城市绿道管理办法的通知 is 7 and 18: 2 × 2 × 5.5² = 121.
 * 澄浦市人民政府关于印发 | 澄浦市城市绿道管理办法的通知 is 11 and 14, at a turn of the sense: 2 × 2 × 1.5² =
 * 9. 12 and 13 would part 澄浦市, 14 and 11 is 9 + 12 for the place + 3 for the inverted shape. So the
 * second. Three lines would cost 30 more, and their mean of 8.3 cells CHOPPED besides.
 */
#include "layout/title/balance.h"

#include "layout/title/words.h"

#include <glib.h>
#include <string.h>

enum {
#define GAZ_TITLE_PLACE(name, cost, reason) COST_##name = (cost),
#define GAZ_TITLE_SHAPE(name, cost, reason) COST_##name = (cost),
#include "layout/title/costs.def"
#undef GAZ_TITLE_PLACE
#undef GAZ_TITLE_SHAPE
};

static const struct {
    int cost;
    const char *reason;
} place_rows[GAZ_N_PLACE_BITS] = {
#define GAZ_TITLE_PLACE(name, cost, reason) {cost, reason},
#define GAZ_TITLE_SHAPE(name, cost, reason)
#include "layout/title/costs.def"
#undef GAZ_TITLE_PLACE
#undef GAZ_TITLE_SHAPE
};

/* above every cost of the table: what the rules of punctuation forbid, what may never be, what cannot fit */
#define COST_FORBIDDEN ((int64_t)1000 * 1000 * 1000)
#define COST_NEVER (2 * COST_FORBIDDEN)
#define COST_OVERFULL (8 * COST_FORBIDDEN)

enum { MANY = 400, WIDEST = 500 };        /* atoms of a title; of a line */
enum { MANY_LINES = 12, MORE_LINES = 2 }; /* of a title; than the fewest that hold it */

/* the shape of the lines so far */
enum shape { EVEN, RISEN, SUNK, FALLEN, N_SHAPES };

/* The best way to a line in one state: a shape and, where the number of lines is given, how many there are.
 */
struct way {
    int64_t cost;  /* -1: there is none */
    uint32_t from; /* the line before */
    uint32_t from_state;
};

struct candidate {
    uint32_t a, b; /* atoms, spaces at the ends included */
    gaz_len width;
    uint32_t ways; /* the first of its n_states */
};

struct search {
    const struct gaz_atom *atoms;
    const uint32_t *places;
    const struct gaz_balance_params *params;
    uint32_t begin, end; /* the stretch */
    bool first;          /* of the paragraph: its first line has first_measure */
    int64_t target;      /* the length that lines should have */
    uint32_t n_lines;    /* there are to be; 0: any number */
    int64_t bound;       /* what costs so much or more is not wanted */
    uint32_t n_states;   /* of a line: count × N_SHAPES + shape */
    int64_t *sums;       /* [i]: atoms before i with the gaps before them */
    uint32_t *after;     /* [i]: the first atom at or after i that is no space */
    uint32_t *before;    /* [i]: one past the last atom before i that is no space */
    GArray *lines;       /* struct candidate, by their ends */
    GArray *ways;        /* struct way */
    uint32_t *ending;    /* [i]: the first candidate that ends at begin + i; [i + 1]: one past the last */
};

int64_t gaz_place_cost(uint32_t places) {
    int64_t cost = 0;
    for (unsigned bit = 0; bit < GAZ_N_PLACE_BITS; bit++)
        if (places >> bit & 1) cost += place_rows[bit].cost;
    return cost;
}

const char *gaz_place_reason(uint32_t places) {
    for (unsigned bit = 0; bit < GAZ_N_PLACE_BITS; bit++)
        if (places >> bit & 1) return place_rows[bit].reason; /* the rows fall in cost */
    return NULL;
}

/* ---- one line: the spaces at its ends do not count, but a stretch's first line keeps its typed indent */

static void sums_new(struct search *s, uint32_t n) {
    s->sums = g_new0(int64_t, n + 1);
    s->after = g_new(uint32_t, n + 1);
    s->before = g_new0(uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        s->sums[i + 1] = s->sums[i] + s->atoms[i].kern + s->atoms[i].width;
        s->before[i + 1] = gaz_atom_is_space(&s->atoms[i]) ? s->before[i] : i + 1;
    }
    s->after[n] = n;
    for (uint32_t i = n; i-- > 0;)
        s->after[i] = gaz_atom_is_space(&s->atoms[i]) ? s->after[i + 1] : i;
}

static void sums_clear(struct search *s) {
    g_free(s->sums);
    g_free(s->after);
    g_free(s->before);
}

static struct gaz_broken_line line_of(const struct search *s, uint32_t a, uint32_t b) {
    uint32_t begin = a == s->begin ? a : MIN(s->after[a], b), end = MAX(begin, MIN(s->before[b], b));
    struct gaz_broken_line line = {.begin = begin, .end = end, .next = b, .is_last = b == s->end};
    if (begin >= end) return line;
    const struct gaz_atom *first = &s->atoms[begin], *last = &s->atoms[end - 1];
    int64_t width = s->sums[end] - s->sums[begin] - first->kern - first->trim_start - last->trim_end;
    line.natural = (gaz_len)CLAMP(width, 0, INT32_MAX);
    return line;
}

static gaz_len measure_of(const struct search *s, uint32_t a) {
    return s->first && a == s->begin ? s->params->first_measure : s->params->measure;
}

/* costs × cells² and costs × cells, exactly to the cell's hundredth and below */
static int64_t by_square(const struct search *s, int64_t cost, int64_t length) {
    int64_t hundredths = length * 100 / s->params->cell;
    return cost * hundredths * hundredths / 10000;
}

static int64_t by_cell(const struct search *s, int64_t cost, int64_t length) {
    return cost * length / s->params->cell;
}

static uint32_t ink_of(const struct search *s, const struct gaz_broken_line *line) {
    uint32_t ink = 0;
    for (uint32_t i = line->begin; i < line->end && ink < 3; i++)
        ink += !gaz_atom_is_space(&s->atoms[i]) && !gaz_class_is_mark(s->atoms[i].first) ? s->atoms[i].n_chars
                                                                                         : 0;
    return ink;
}

static bool is_short(const struct search *s, const struct gaz_broken_line *line) {
    if (line->begin <= s->begin && line->is_last) return false; /* all in one line */
    if (line->is_last && (ink_of(s, line) <= 2 || (s->params->filled && line->end - line->begin == 1)))
        return true;
    return !s->params->filled && line->natural < s->target * 2 / 5;
}

/* An entry is filled: no word is cut, no 的 or 和 begins a line, and the number in its brackets comes down
 * whole; all else is worth a few cells. */
static int64_t entry_cost(uint32_t places) {
    enum { BINDS = GAZ_PLACE_WORD | GAZ_PLACE_OF | GAZ_PLACE_BRACKET | GAZ_PLACE_AND };
    return gaz_place_cost(places & BINDS) + MIN(gaz_place_cost(places & ~(uint32_t)BINDS), COST_ENTRY_SENSE);
}

static int64_t place_cost(const struct search *s, uint32_t b) {
    if (b == s->end) return 0;
    const struct gaz_atom *atom = &s->atoms[b];
    uint32_t places = s->places[atom->first_char];
    int64_t cost = s->params->filled ? entry_cost(places) : gaz_place_cost(places);
    if (atom->before == GAZ_BREAK_NEVER) return cost + COST_NEVER;
    return cost + (atom->before == GAZ_BREAK_FORBIDDEN ? COST_FORBIDDEN : 0);
}

/* the length that a title's line should not be above */
static int64_t long_line(const struct search *s, gaz_len measure) {
    enum { MANY_CELLS = 18 };
    return MAX((int64_t)measure * 3 / 4, (int64_t)MANY_CELLS * s->params->cell);
}

/* What the line costs by itself, its end apart; -1 when it does not fit and could be shorter. */
static int64_t line_cost(const struct search *s, const struct gaz_broken_line *line, gaz_len measure) {
    int64_t cost = s->params->filled ? COST_ENTRY_LINE : COST_LINE;
    bool alone = line->begin <= s->begin && line->is_last;
    if (alone && !s->params->filled && line->natural > (int64_t)measure * 4 / 5) cost += COST_ALONE;
    if (line->natural > measure) {
        if (line->end - line->begin > 1) return -1;
        cost += COST_OVERFULL;
    }
    if (is_short(s, line)) cost += COST_SHORT;
    if (!s->params->filled)
        return cost + by_square(s, COST_UNEVEN, s->target - line->natural) +
               by_cell(s, COST_LONG, MAX(line->natural - long_line(s, measure), 0));
    return cost + (line->is_last ? 0 : by_cell(s, COST_RAGGED, MAX(measure - line->natural, 0)));
}

/* ---- two lines */

/* The shape after a line that is `rise` longer than the one above, and what that costs. */
static enum shape shape_after(const struct search *s, enum shape shape, int64_t rise, int64_t *cost) {
    if (s->params->filled || (rise <= s->params->cell && rise >= -s->params->cell)) return shape;
    bool sinks = shape == EVEN || shape == SUNK;
    if (rise < 0) {
        if (sinks) *cost += by_cell(s, COST_INVERTED, -rise);
        return sinks ? SUNK : FALLEN;
    }
    if (shape == EVEN || shape == RISEN) return RISEN;
    *cost += by_cell(s, COST_WAIST, rise);
    return shape;
}

static struct candidate *candidate_at(const struct search *s, uint32_t i) {
    return &g_array_index(s->lines, struct candidate, i);
}

static struct way *ways_of(const struct search *s, const struct candidate *line) {
    return &g_array_index(s->ways, struct way, line->ways);
}

/* the ways to `line` over the one before it; whether there is one */
static bool link_lines(const struct search *s, uint32_t from, const struct candidate *line, int64_t own) {
    const struct candidate *before = candidate_at(s, from);
    const struct way *old = ways_of(s, before);
    bool any = false;
    for (uint32_t state = 0; state < s->n_states; state++) {
        uint32_t count = s->n_lines ? state / N_SHAPES + 1 : 0;
        if (old[state].cost < 0 || (s->n_lines && count == s->n_lines)) continue;
        int64_t cost = old[state].cost + own;
        enum shape after =
            shape_after(s, (enum shape)(state % N_SHAPES), (int64_t)line->width - before->width, &cost);
        if (cost >= s->bound) continue;
        struct way *way = &ways_of(s, line)[count * N_SHAPES + after];
        if (way->cost < 0 || cost < way->cost) *way = (struct way){cost, from, state};
        any = true;
    }
    return any;
}

/* the best ways to a line from those that end where it begins; whether there is one */
static bool link_line(const struct search *s, const struct candidate *line, int64_t own) {
    uint32_t at = line->a - s->begin;
    if (at == 0) {
        ways_of(s, line)[EVEN] = (struct way){own, UINT32_MAX, EVEN};
        return true;
    }
    bool any = false;
    for (uint32_t i = s->ending[at]; i < s->ending[at + 1]; i++)
        any |= link_lines(s, i, line, own);
    return any;
}

/* The least cost of a line that is the last one, and its state; -1 when there is no way. */
static int64_t best_of(const struct search *s, const struct candidate *line, uint32_t *state) {
    int64_t best = -1;
    const struct way *ways = ways_of(s, line);
    for (uint32_t k = s->n_states - N_SHAPES; k < s->n_states; k++) {
        if (ways[k].cost < 0 || (best >= 0 && ways[k].cost >= best)) continue;
        best = ways[k].cost;
        *state = k;
    }
    return best;
}

/* The least cost of what ends here, and with which line and state; -1 when there is no way. */
static int64_t best_ending(const struct search *s, uint32_t at, uint32_t *line, uint32_t *state) {
    int64_t best = -1;
    for (uint32_t i = s->ending[at]; i < s->ending[at + 1]; i++) {
        uint32_t own = 0;
        int64_t cost = best_of(s, candidate_at(s, i), &own);
        if (cost < 0 || (best >= 0 && cost >= best)) continue;
        best = cost;
        *line = i;
        *state = own;
    }
    return best;
}

/* ---- the search */

/* Whether a way leads to where the line would begin. */
static bool is_reached(const struct search *s, uint32_t a) {
    uint32_t at = a - s->begin;
    return at == 0 || s->ending[at] < s->ending[at + 1];
}

static void add_lines(struct search *s, uint32_t b) {
    int64_t place = place_cost(s, b);
    for (uint32_t a = b; a-- > s->begin && b - a <= WIDEST;) {
        if (!is_reached(s, a)) continue;
        struct gaz_broken_line line = line_of(s, a, b);
        int64_t own = line_cost(s, &line, measure_of(s, a));
        if (own < 0) {
            if (line.natural > MAX(s->params->measure, s->params->first_measure)) break;
            continue;
        }
        if (own + place >= s->bound) continue;
        struct candidate new = {.a = a, .b = b, .width = line.natural, .ways = s->ways->len};
        g_array_set_size(s->ways, s->ways->len + s->n_states);
        for (uint32_t k = 0; k < s->n_states; k++)
            ways_of(s, &new)[k].cost = -1;
        if (link_line(s, &new, own + place))
            g_array_append_val(s->lines, new);
        else
            g_array_set_size(s->ways, new.ways);
    }
}

/* more than a title: only the best line that ends here is kept */
static void keep_best(struct search *s, uint32_t at) {
    uint32_t state = 0, line = 0;
    s->ending[at + 1] = s->lines->len;
    if (s->ending[at] == s->lines->len) return;
    best_ending(s, at, &line, &state);
    struct candidate best = *candidate_at(s, line);
    struct way *ways = ways_of(s, &best);
    for (uint32_t k = 0; k < s->n_states; k++)
        if (k != state) ways[k].cost = -1;
    memmove(ways_of(s, candidate_at(s, s->ending[at])), ways, s->n_states * sizeof *ways);
    best.ways = candidate_at(s, s->ending[at])->ways;
    g_array_set_size(s->ways, best.ways + s->n_states);
    g_array_set_size(s->lines, s->ending[at]);
    g_array_append_val(s->lines, best);
}

static void search_run(struct search *s) {
    uint32_t n = s->end - s->begin;
    s->n_states = MAX(s->n_lines, 1) * N_SHAPES;
    g_array_set_size(s->lines, 0);
    g_array_set_size(s->ways, 0);
    s->ending[0] = s->ending[1] = 0;
    for (uint32_t at = 1; at <= n; at++) {
        s->ending[at] = s->lines->len;
        add_lines(s, s->begin + at);
        if (n > MANY || s->params->filled) keep_best(s, at);
        s->ending[at + 1] = s->lines->len;
    }
}

/* Appends the lines of the best way, from the last to the first, then turns them round. What they cost; -1
 * when there is no way. */
static int64_t push_lines(const struct search *s, GArray *out) {
    uint32_t state = 0, i = 0;
    guint first = out->len;
    int64_t cost = best_ending(s, s->end - s->begin, &i, &state);
    if (cost < 0) return cost;
    while (i != UINT32_MAX) {
        const struct candidate *line = candidate_at(s, i);
        struct gaz_broken_line broken = line_of(s, line->a, line->b);
        broken.is_overfull = broken.natural > measure_of(s, line->a);
        g_array_append_val(out, broken);
        const struct way *way = &ways_of(s, line)[state];
        i = way->from;
        state = way->from_state;
    }
    for (guint k = first, j = out->len; k + 1 < j; k++) {
        j--;
        struct gaz_broken_line swap = g_array_index(out, struct gaz_broken_line, k);
        g_array_index(out, struct gaz_broken_line, k) = g_array_index(out, struct gaz_broken_line, j);
        g_array_index(out, struct gaz_broken_line, j) = swap;
    }
    return cost;
}

/* What costs the bound or more is not followed: nothing costs less than nothing, so it would end no lower. */
static int64_t search_below(struct search *s, int64_t bound, GArray *out) {
    s->bound = bound;
    search_run(s);
    return push_lines(s, out);
}

/* Searches for so many lines (0: any number) of that length that cost less than `most`; they are appended.
 * Nearly always no word need be cut, and then no place within one is looked at. */
static int64_t search_lines(struct search *s, uint32_t n_lines, int64_t target, int64_t most, GArray *out) {
    s->n_lines = n_lines;
    s->target = target;
    int64_t cost = search_below(s, MIN(most, COST_OF), out);
    return cost >= 0 || most <= COST_OF ? cost : search_below(s, most, out);
}

/* Many short lines where fewer would hold the title: what they are shorter than a title's lines are, by the
 * cell. */
static int64_t cost_of_number(const struct search *s, uint32_t n, uint32_t fewest, int64_t target) {
    enum { FAIR = 12 /* cells; people's titles of three lines and more have no shorter ones in the mean */ };
    int64_t lacking = (int64_t)FAIR * s->params->cell - target;
    return n > 2 && n > fewest && lacking > 0 ? by_cell(s, COST_CHOPPED, lacking) * (n - fewest) : 0;
}

/* The best lines of a title: once for each number that it may have, which says how long they should be, so
 * that the sums can be compared. */
static void break_by_number(struct search *s, GArray *out) {
    guint first = out->len;
    int64_t whole = line_of(s, s->begin, s->end).natural, best = -1;
    uint32_t fewest = (uint32_t)((MAX(whole, 1) - 1) / s->params->measure) + 1;
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_broken_line));
    uint32_t most = fewest == 1 && s->params->whole ? 1 : fewest + MORE_LINES;
    for (uint32_t n = fewest; n <= most && fewest <= MANY_LINES; n++) {
        g_array_set_size(lines, 0);
        int64_t more = cost_of_number(s, n, fewest, whole / n);
        int64_t cost = search_lines(s, n, whole / n, best < 0 ? INT64_MAX : best - more, lines);
        if (cost < 0) continue;
        best = cost + more;
        g_array_set_size(out, first);
        g_array_append_vals(out, lines->data, lines->len);
    }
    if (best < 0) search_lines(s, 0, s->params->measure, INT64_MAX, out);
}

static void break_stretch(struct search *s, GArray *out) {
    uint32_t n = s->end - s->begin;
    s->ending = g_new0(uint32_t, n + 2);
    if (s->params->filled || n > MANY)
        search_lines(s, 0, s->params->measure, INT64_MAX, out);
    else
        break_by_number(s, out);
    g_free(s->ending);
}

struct gaz_broken_line *gaz_balance_lines(const struct gaz_atoms *atoms, const uint32_t *places,
                                          const struct gaz_balance_params *params, uint32_t *n) {
    struct search s = {.atoms = atoms->atoms, .places = places, .params = params, .first = true};
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct gaz_broken_line));
    s.lines = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    s.ways = g_array_new(FALSE, FALSE, sizeof(struct way));
    sums_new(&s, atoms->n);
    for (uint32_t begin = 0; begin < atoms->n; begin = s.end, s.first = false) {
        uint32_t end = begin;
        while (end < atoms->n && atoms->atoms[end].first != GAZ_CLASS_BREAK)
            end++;
        s.begin = begin;
        s.end = end < atoms->n ? end + 1 : end;
        break_stretch(&s, out);
    }
    g_array_free(s.lines, TRUE);
    g_array_free(s.ways, TRUE);
    sums_clear(&s);
    *n = out->len;
    return (struct gaz_broken_line *)(void *)g_array_free(out, FALSE);
}
