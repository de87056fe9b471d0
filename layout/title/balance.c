/* balance.c: the lines of a title: by sense, then few, then well shaped.
 *
 * A title is a stretch of atoms between forced ends. Each place between two atoms has a cost
 * (costs.def): within a word the most, at a turn of the sense nothing. A way to break the title costs
 * the sum over its lines of
 *
 *     the place that ends it  +  LINE  +  SHORT when it is too short  +  UNEVEN × (its length - the mean)²
 *
 * and over each two neighbouring lines INVERTED or WAIST for what they fall or rise against the shape: a
 * title may grow (trapezoid), grow and shrink (diamond), or be even. The least sum wins. An entry of the
 * contents pays for what its lines lack to the measure instead, and has no shape.
 *
 * The search: a state is a line (its two ends) with the shape so far; the best way to it comes from the lines
 * that end where it begins. A line is at most a measure long, so the states are as many as the characters
 * times those of a line, and the work once more so: some thousands of steps for a title. Text too long for a
 * title (MANY atoms) keeps only the best line at each place: then the shape is no longer exact, and the work
 * is linear. The mean is not known before the number of lines is, so the search runs twice: against the
 * measure, then against the mean of the lines found.
 *
 * Worked example: 澄浦市人民政府关于印发澄浦市城市绿道管理办法的通知 in 18 cells, 25 long: two lines,
 * mean 12.5. 澄浦市人民政府 | 关于印发澄浦市城市绿道管理办法的通知 is 7 and 18: 2 × 2 × 5.5² = 121.
 * 澄浦市人民政府关于印发 | 澄浦市城市绿道管理办法的通知 is 11 and 14, at a turn of the sense: 2 × 2 × 1.5² =
 * 9, a trapezoid. 12 and 13 would part 澄浦市, 14 and 11 is 9 + 12 for the place + 3 × 3 for the inverted
 * shape. So the second.
 */
#include "layout/title/balance.h"

#include "layout/title/words.h"

#include <glib.h>

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

enum { MANY = 400, WIDEST = 500 }; /* atoms of a title; of a line */

/* the shape of the lines so far */
enum shape { EVEN, RISEN, SUNK, FALLEN, N_SHAPES };

struct way {
    int64_t cost;
    uint32_t from; /* the line before */
    uint8_t from_shape;
};

struct candidate {
    uint32_t a, b; /* atoms, spaces at the ends included */
    gaz_len width;
    struct way ways[N_SHAPES];
};

struct search {
    const struct gaz_atom *atoms;
    const uint32_t *places;
    const struct gaz_balance_params *params;
    uint32_t begin, end; /* the stretch */
    bool first;          /* of the paragraph: its first line has first_measure */
    int64_t target;      /* the length that lines should have */
    int64_t *sums;       /* [i]: atoms before i with the gaps before them */
    uint32_t *after;     /* [i]: the first atom at or after i that is no space */
    uint32_t *before;    /* [i]: one past the last atom before i that is no space */
    GArray *lines;       /* struct candidate, by their ends */
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

static bool is_short(const struct search *s, const struct gaz_broken_line *line, gaz_len measure) {
    if (line->begin <= s->begin && line->is_last) return false; /* all in one line */
    if (line->is_last && (ink_of(s, line) <= 2 || (s->params->filled && line->end - line->begin == 1)))
        return true;
    return !s->params->filled && line->natural < measure / 3;
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

/* What the line costs by itself, its end apart; -1 when it does not fit and could be shorter. */
static int64_t line_cost(const struct search *s, const struct gaz_broken_line *line, gaz_len measure) {
    int64_t cost = s->params->filled ? COST_ENTRY_LINE : COST_LINE;
    bool alone = line->begin <= s->begin && line->is_last;
    if (alone && !s->params->filled && line->natural > (int64_t)measure * 84 / 100) cost += COST_ALONE;
    if (line->natural > measure) {
        if (line->end - line->begin > 1) return -1;
        cost += COST_OVERFULL;
    }
    if (is_short(s, line, measure)) cost += COST_SHORT;
    if (!s->params->filled) return cost + by_square(s, COST_UNEVEN, s->target - line->natural);
    return cost + (line->is_last ? 0 : by_cell(s, COST_RAGGED, MAX(measure - line->natural, 0)));
}

/* ---- two lines */

/* The shape after a line that is `rise` longer than the one above, and what that costs. */
static enum shape shape_after(const struct search *s, enum shape shape, int64_t rise, int64_t *cost) {
    if (s->params->filled || (rise <= s->params->cell / 2 && rise >= -s->params->cell / 2)) return shape;
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

/* the best ways to a line from those that end where it begins */
static void link_line(const struct search *s, struct candidate *line, int64_t own) {
    if (line->a == s->begin) {
        line->ways[EVEN] = (struct way){own, UINT32_MAX, EVEN};
        return;
    }
    uint32_t at = line->a - s->begin;
    for (uint32_t i = s->ending[at]; i < s->ending[at + 1]; i++) {
        const struct candidate *before = candidate_at(s, i);
        for (enum shape shape = EVEN; shape < N_SHAPES; shape++) {
            if (before->ways[shape].cost < 0) continue;
            int64_t cost = before->ways[shape].cost + own;
            enum shape after = shape_after(s, shape, (int64_t)line->width - before->width, &cost);
            struct way *way = &line->ways[after];
            if (way->cost < 0 || cost < way->cost) *way = (struct way){cost, i, (uint8_t)shape};
        }
    }
}

static int64_t best_of(const struct candidate *line, enum shape *shape) {
    int64_t best = -1;
    for (int k = 0; k < N_SHAPES; k++) {
        if (line->ways[k].cost < 0 || (best >= 0 && line->ways[k].cost >= best)) continue;
        best = line->ways[k].cost;
        *shape = (enum shape)k;
    }
    return best;
}

static uint32_t best_ending(const struct search *s, uint32_t at, enum shape *shape) {
    uint32_t found = s->ending[at];
    int64_t best = -1;
    for (uint32_t i = s->ending[at]; i < s->ending[at + 1]; i++) {
        enum shape own = EVEN;
        int64_t cost = best_of(candidate_at(s, i), &own);
        if (cost < 0 || (best >= 0 && cost >= best)) continue;
        best = cost;
        found = i;
        *shape = own;
    }
    return found;
}

/* ---- the search */

static void add_lines(struct search *s, uint32_t b) {
    int64_t place = place_cost(s, b);
    for (uint32_t a = b; a-- > s->begin && b - a <= WIDEST;) {
        struct gaz_broken_line line = line_of(s, a, b);
        int64_t own = line_cost(s, &line, measure_of(s, a));
        if (own < 0) {
            if (line.natural > MAX(s->params->measure, s->params->first_measure)) break;
            continue;
        }
        struct candidate new = {.a = a, .b = b, .width = line.natural};
        for (int k = 0; k < N_SHAPES; k++)
            new.ways[k].cost = -1;
        link_line(s, &new, own + place);
        g_array_append_val(s->lines, new);
    }
}

/* more than a title: only the best line that ends here is kept */
static void keep_best(struct search *s, uint32_t at) {
    enum shape shape = EVEN;
    s->ending[at + 1] = s->lines->len;
    if (s->lines->len <= s->ending[at]) return;
    struct candidate best = *candidate_at(s, best_ending(s, at, &shape));
    for (int k = 0; k < N_SHAPES; k++)
        if (k != (int)shape) best.ways[k].cost = -1;
    g_array_set_size(s->lines, s->ending[at]);
    g_array_append_val(s->lines, best);
}

static void search_run(struct search *s) {
    uint32_t n = s->end - s->begin;
    g_array_set_size(s->lines, 0);
    s->ending[0] = s->ending[1] = 0;
    for (uint32_t at = 1; at <= n; at++) {
        s->ending[at] = s->lines->len;
        add_lines(s, s->begin + at);
        if (n > MANY || s->params->filled) keep_best(s, at);
        s->ending[at + 1] = s->lines->len;
    }
}

/* Appends the lines of the best way, from the last to the first, then turns them round. */
static void push_lines(const struct search *s, GArray *out) {
    enum shape shape = EVEN;
    guint first = out->len;
    for (uint32_t i = best_ending(s, s->end - s->begin, &shape); i != UINT32_MAX;) {
        const struct candidate *line = candidate_at(s, i);
        struct gaz_broken_line broken = line_of(s, line->a, line->b);
        broken.is_overfull = broken.natural > measure_of(s, line->a);
        g_array_append_val(out, broken);
        i = line->ways[shape].from;
        shape = (enum shape)line->ways[shape].from_shape;
    }
    for (guint i = first, j = out->len; i + 1 < j; i++) {
        j--;
        struct gaz_broken_line swap = g_array_index(out, struct gaz_broken_line, i);
        g_array_index(out, struct gaz_broken_line, i) = g_array_index(out, struct gaz_broken_line, j);
        g_array_index(out, struct gaz_broken_line, j) = swap;
    }
}

static int64_t mean_length(const GArray *lines, guint first) {
    int64_t sum = 0;
    for (guint i = first; i < lines->len; i++)
        sum += g_array_index(lines, struct gaz_broken_line, i).natural;
    return sum / MAX(lines->len - first, 1);
}

static void break_stretch(struct search *s, GArray *out) {
    guint first = out->len;
    s->ending = g_new0(uint32_t, s->end - s->begin + 2);
    s->target = s->params->measure;
    search_run(s);
    push_lines(s, out);
    if (!s->params->filled && out->len - first > 1) {
        s->target = mean_length(out, first);
        g_array_set_size(out, first);
        search_run(s);
        push_lines(s, out);
    }
    g_free(s->ending);
}

struct gaz_broken_line *gaz_balance_lines(const struct gaz_atoms *atoms, const uint32_t *places,
                                          const struct gaz_balance_params *params, uint32_t *n) {
    struct search s = {.atoms = atoms->atoms, .places = places, .params = params, .first = true};
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct gaz_broken_line));
    s.lines = g_array_new(FALSE, FALSE, sizeof(struct candidate));
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
    sums_clear(&s);
    *n = out->len;
    return (struct gaz_broken_line *)(void *)g_array_free(out, FALSE);
}
