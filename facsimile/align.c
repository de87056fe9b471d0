/* align.c: see align.h. Step 0 is in tables.c, 1 and 2 in candidates.c, 5 in moved.c, 6 in left.c.
 *
 * 0. Tables. Cells are found as wholes.
 * 1. Candidates. Each string of GRAM characters of the text is in a sorted index. A line's grams vote for the
 *    places at which it may begin; the best of them are its candidates. Short lines have none.
 * 2. Chain. The dearest way through the candidates, one a line, in which places rise: a candidate is worth
 * the characters that it explains; it loses by what lies between it and the candidate before it that the
 * print does not explain, and by how many pages it lies from where the text is set now.
 * 3. Runs. Lines that follow one another in print and lie on nearly the same diagonal are laid beside the
 * text at once. What differs there are the differences; so is what the text has between two runs that follow
 * one another in print.
 * 4. Rest. Runs without a place in the chain are laid beside what is left of the text.
 * 5. Cells and what moved. Short lines between two that have places; words that are read in another order.
 * 6. Left. What is in print only, and nodes of the text that are not.
 */
#include "facsimile/aligning.h"

#include <string.h>

enum {
    BAND = 48,      /* on each side of the diagonal */
    MOST_LED = 2,   /* lines without an anchor before the first of a run that has one */
    LEAST_SAME = 3, /* one character in so many of a line, at least, is the text's */
    JUMP = 32,      /* of the diagonal within a run */
    ROOM = 24,      /* of the text on both sides of a run */
};

bool gaz_is_same_but_width(uint32_t a, uint32_t b) {
    static const uint32_t pairs[][2] = {{0x201C, '"'}, {0x201D, '"'}, {0x2018, '\''},   {0x2019, '\''},
                                        {0x3002, '.'}, {0x3001, ','}, {0x00B7, 0x30FB}, {0x00B7, 0x2022},
                                        {0xFF5E, '~'}, {0x2014, '-'}, {0x2014, 0x2013}, {0x3007, '0'},
                                        {0x3007, 'O'}};
    if (a > b) return a != b && gaz_is_same_but_width(b, a);
    if (b >= 0xFF01 && b <= 0xFF5E && b - 0xFEE0 == a) return true;
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if ((pairs[i][0] == a && pairs[i][1] == b) || (pairs[i][0] == b && pairs[i][1] == a)) return true;
    return false;
}

/* ---- 3. runs */

struct run {
    uint32_t first, end; /* lines */
    int64_t *diagonals;  /* of each line: text less print */
};

static int64_t diagonal_of(const struct aligning *a, uint32_t line) {
    return (int64_t)a->anchors[line] - a->print->lines[line].first;
}

/* The first line of a run whose first anchor is that of line `anchor`: the few that stand before it go with
 * it, but for those that stand elsewhere, or would before all text (the contents, above the only document).
 */
static uint32_t led_from(const struct aligning *a, uint32_t first, uint32_t anchor) {
    int64_t diagonal = diagonal_of(a, anchor);
    uint32_t led = anchor;
    while (led > first && anchor - led < MOST_LED && !a->is_known[led - 1] &&
           a->print->lines[led - 1].first + diagonal >= -ROOM)
        led--;
    return led;
}

/* Whether line l follows the one before it in the text too: heads between two pages are none of it. */
static bool goes_on(const struct aligning *a, uint32_t l) {
    return a->print->lines[l].follows && a->print->lines[l].is_matter == a->print->lines[l - 1].is_matter;
}

/* The lines from `first` on that follow one another near one diagonal; those that have no anchor go with the
 * one before them, at the beginning with the first that has one, where they are few: more of them are
 * something else that is printed before it, and a run of their own without a diagonal. */
static struct run run_from(const struct aligning *a, uint32_t first) {
    struct run run = {first, first, NULL};
    bool has = false;
    int64_t diagonal = 0;
    for (uint32_t l = first; l < a->print->n_lines; l++) {
        if (a->is_set[l] || (l > first && !goes_on(a, l))) break;
        if (a->anchors[l] != GAZ_UNPLACED) {
            int64_t own = diagonal_of(a, l);
            if (has && ABS(own - diagonal) > JUMP) break;
            diagonal = own;
            has = true;
        }
        run.end = l + 1;
    }
    run.end = MAX(run.end, first + 1);
    if (!has) return run;
    uint32_t anchor = first;
    while (a->anchors[anchor] == GAZ_UNPLACED)
        anchor++;
    uint32_t led = led_from(a, first, anchor);
    if (led > first) {
        run.end = led;
        return run;
    }
    run.diagonals = g_new(int64_t, run.end - first);
    for (uint32_t l = run.end; l-- > first;) {
        if (a->anchors[l] != GAZ_UNPLACED) diagonal = diagonal_of(a, l);
        run.diagonals[l - first] = diagonal;
    }
    return run;
}

enum step { STEP_NONE, STEP_PAIR, STEP_PRINT, STEP_TEXT };
enum { COST_OFF = 2 /* characters off the diagonal cost one */ };
enum { COST_WIDTH = 1, COST_OTHER = 3, COST_MORE = 3, COST_FAR = 1 << 28 };

/* the band: row i is the run's i-th character, column j the text's character low + j */
struct band {
    const struct aligning *a;
    const struct run *run;
    uint32_t first, n; /* the run's characters in the print */
    int64_t ceiling;   /* the text from here on is later lines' */
    int64_t *low;      /* of each row, n + 1 */
    int32_t *costs;    /* of two rows */
    uint8_t *steps;    /* of all rows */
};

enum { WIDE = 2 * BAND + 1 };

static int pair_cost(uint32_t print, uint32_t text) {
    return print == text ? 0 : gaz_is_same_but_width(print, text) ? COST_WIDTH : COST_OTHER;
}

static void set_lows(struct band *b) {
    uint32_t row = 0;
    for (uint32_t l = b->run->first; l < b->run->end; l++)
        for (uint32_t i = 0; i < b->a->print->lines[l].n; i++, row++)
            b->low[row] = (int64_t)b->first + row + b->run->diagonals[l - b->run->first] - BAND;
    b->low[b->n] = row ? b->low[row - 1] + 1 : 0;
}

static int32_t cost_above(const struct band *b, const int32_t *above, uint32_t row, int64_t text) {
    int64_t j = text - b->low[row - 1];
    return j < 0 || j >= WIDE ? COST_FAR : above[j];
}

/* Row 0 is before the first character: the run may begin anywhere, but rather on its diagonal. Cost (row,
 * text): the first `row` characters and the text up to `text`, that not included. */
static void fill_row(struct band *b, uint32_t row, const int32_t *above, int32_t *costs) {
    for (int64_t j = 0; j < WIDE; j++) {
        int64_t text = b->low[row] + j;
        int32_t best = COST_FAR;
        enum step step = STEP_NONE;
        bool is_own = text >= (b->a->is_rest ? 0 : b->a->laid) && text <= b->ceiling;
        if (is_own && row == 0) best = (int32_t)ABS(j - BAND) / COST_OFF;
        if (is_own && row > 0) {
            uint32_t print = b->a->print->chars[b->first + row - 1];
            bool is_free = text > 0 && !(b->a->is_rest && b->a->taken[text - 1]);
            int32_t pair = is_free ? cost_above(b, above, row, text - 1) : COST_FAR;
            int32_t more = cost_above(b, above, row, text) + COST_MORE;
            int32_t skip = is_free && j > 0 ? costs[j - 1] + COST_MORE : COST_FAR;
            if (pair < COST_FAR) pair += pair_cost(print, gaz_align_text(b->a, (uint32_t)text - 1));
            best = MIN(pair, MIN(more, skip));
            step = best >= COST_FAR ? STEP_NONE
                   : best == pair   ? STEP_PAIR
                   : best == more   ? STEP_PRINT
                                    : STEP_TEXT;
        }
        costs[j] = best;
        b->steps[(size_t)row * WIDE + (size_t)j] = (uint8_t)step;
    }
}

static int64_t fill_band(struct band *b) {
    int32_t *above = b->costs, *costs = b->costs + WIDE;
    for (uint32_t row = 0; row <= b->n; row++) {
        fill_row(b, row, above, costs);
        int32_t *swap = above;
        above = costs;
        costs = swap;
    }
    int64_t best = 0;
    for (int64_t j = 1; j < WIDE; j++)
        if (above[j] < above[best]) best = j;
    return b->low[b->n] + best;
}

/* Of each character of the run its partner; those without one GAZ_UNPLACED. */
static uint32_t *pair_up(struct band *b, int64_t text) {
    uint32_t *pairs = g_new(uint32_t, b->n + 1);
    for (uint32_t row = b->n; row > 0;) {
        enum step step = b->steps[(size_t)row * WIDE + (size_t)(text - b->low[row])];
        if (step == STEP_TEXT) {
            text--;
            continue;
        }
        if (step == STEP_PAIR) text--;
        pairs[--row] = step == STEP_PAIR ? (uint32_t)text : GAZ_UNPLACED;
        if (step == STEP_NONE) text = b->low[row] + BAND;
    }
    return pairs;
}

/* The stretches of the run that are not the same in print and text. */
static void note_differences(struct aligning *a, const struct band *b, const uint32_t *pairs) {
    uint32_t line = b->run->first, text = GAZ_UNPLACED; /* behind the last pair */
    struct gaz_difference now = {0};
    for (uint32_t i = 0; i < b->n; i++) {
        uint32_t print = b->first + i;
        while (print >= a->print->lines[line].first + a->print->lines[line].n)
            line++;
        bool same = pairs[i] != GAZ_UNPLACED && a->print->chars[print] == gaz_align_text(a, pairs[i]);
        if (now.n_print == 0 && now.n_text == 0)
            now = (struct gaz_difference){print, 0, text == GAZ_UNPLACED ? 0 : text, 0, line};
        if (pairs[i] != GAZ_UNPLACED) {
            if (text == GAZ_UNPLACED) now.text = pairs[i];
            now.n_text = pairs[i] - now.text;
            text = pairs[i] + 1;
        }
        if (same) {
            gaz_align_push(a, now);
            now = (struct gaz_difference){0};
            a->out.n_matched++;
        } else {
            now.n_print++;
            if (pairs[i] != GAZ_UNPLACED) now.n_text = pairs[i] + 1 - now.text;
        }
    }
    gaz_align_push(a, now);
}

/* Whether so little of a line is in the text that it is something else, which only fell in between. What
 * begins a page is wanted even so. */
static bool is_other(const struct aligning *a, const struct gaz_print_line *line, const uint32_t *pairs) {
    uint32_t same = 0;
    for (uint32_t i = 0; i < line->n; i++)
        same += pairs[i] != GAZ_UNPLACED && a->print->chars[line->first + i] == gaz_align_text(a, pairs[i]);
    return !line->begins_page && line->n >= GRAM && same * LEAST_SAME < line->n;
}

static void place_lines(struct aligning *a, const struct band *b, const uint32_t *pairs) {
    uint32_t behind = GAZ_UNPLACED; /* the last pair */
    for (uint32_t l = b->run->first; l < b->run->end; l++) {
        const struct gaz_print_line *line = &a->print->lines[l];
        const uint32_t *own = pairs + (line->first - b->first);
        bool other = is_other(a, line, own);
        for (uint32_t i = 0; i < line->n; i++) {
            if (own[i] == GAZ_UNPLACED) continue;
            if (a->out.at[l] == GAZ_UNPLACED && !other) {
                a->out.at[l] = own[i];
                a->out.from[l] = MIN(behind, own[i]);
                while (a->out.from[l] < own[i] && a->taken[a->out.from[l]]) /* cells */
                    a->out.from[l]++;
            }
            behind = own[i] + 1;
        }
    }
}

/* What the anchored lines of a run were laid beside is no text of a later run, whose first lines have no
 * anchor and might take it. */
static void keep_laid(struct aligning *a, const struct band *b, const uint32_t *pairs) {
    for (uint32_t l = b->run->first; l < b->run->end; l++) {
        const struct gaz_print_line *line = &a->print->lines[l];
        const uint32_t *own = pairs + (line->first - b->first);
        for (uint32_t i = 0; a->out.at[l] != GAZ_UNPLACED && i < line->n; i++)
            if (own[i] != GAZ_UNPLACED) a->taken[own[i]] = true;
        for (uint32_t i = 0; a->anchors[l] != GAZ_UNPLACED && i < line->n; i++)
            if (own[i] != GAZ_UNPLACED) a->laid = MAX(a->laid, (int64_t)own[i] + 1);
    }
}

/* Where the text of the next line behind the run begins that has an anchor. Of cells nobody knows which is
 * read first. */
static int64_t ceiling_of(const struct aligning *a, const struct run *run) {
    bool is_cell = gaz_align_is_apart(&a->print->lines[run->first]);
    for (uint32_t l = run->end; l < a->print->n_lines && !a->is_rest; l++) {
        if (a->anchors[l] == GAZ_UNPLACED) continue;
        if (!is_cell || !gaz_align_is_apart(&a->print->lines[l])) return a->anchors[l];
        break;
    }
    return a->whole->chars->len;
}

/* The text between this run and the one before it, which it follows in print, is not there. */
static void note_skipped(struct aligning *a, const struct run *run, int64_t laid) {
    const struct gaz_print_line *line = &a->print->lines[run->first];
    uint32_t at = a->out.at[run->first];
    if (a->is_rest || laid == 0 || run->first == 0 || at == GAZ_UNPLACED || (int64_t)at <= laid) return;
    if (!goes_on(a, run->first) || a->out.at[run->first - 1] == GAZ_UNPLACED) return;
    gaz_align_push(a,
                   (struct gaz_difference){line->first, 0, (uint32_t)laid, at - (uint32_t)laid, run->first});
}

static bool has_pairs(const uint32_t *pairs, uint32_t n) {
    uint32_t i = 0;
    while (i < n && pairs[i] == GAZ_UNPLACED)
        i++;
    return i < n;
}

static void lay_run(struct aligning *a, const struct run *run) {
    const struct gaz_print_line *first = &a->print->lines[run->first], *last = &a->print->lines[run->end - 1];
    struct band b = {.a = a, .run = run, .first = first->first, .n = last->first + last->n - first->first};
    int64_t laid = a->laid;
    b.ceiling = ceiling_of(a, run);
    b.low = g_new(int64_t, b.n + 1);
    b.costs = g_new0(int32_t, 2 * WIDE);
    b.steps = g_new(uint8_t, (size_t)(b.n + 1) * WIDE);
    set_lows(&b);
    uint32_t *pairs = pair_up(&b, fill_band(&b));
    place_lines(a, &b, pairs);
    note_skipped(a, run, laid);
    if (has_pairs(pairs, b.n)) note_differences(a, &b, pairs); /* else it is left over */
    keep_laid(a, &b, pairs);
    g_free(pairs);
    g_free(b.low);
    g_free(b.costs);
    g_free(b.steps);
}

static void lay_runs(struct aligning *a) {
    for (uint32_t l = 0; l < a->print->n_lines;) {
        struct run run = run_from(a, l);
        if (run.diagonals) lay_run(a, &run);
        g_free(run.diagonals);
        l = run.end;
    }
}

/* ---- 4. the rest */

static void anchor_rest(struct aligning *a, uint32_t l) {
    int best = 0;
    g_array_set_size(a->candidates, 0);
    gaz_align_find_candidates(a, l);
    for (guint i = 0; i < a->candidates->len; i++) {
        const struct candidate *one = &g_array_index(a->candidates, struct candidate, i);
        if (one->worth <= best) continue;
        best = one->worth;
        a->anchors[l] = one->at;
    }
}

/* What is read elsewhere than where it stands has no place in the chain: notes, cells side by side. Such
 * lines are laid beside what no line was laid beside yet. */
static void lay_rest(struct aligning *a) {
    a->is_rest = true;
    for (uint32_t l = 0; l < a->print->n_lines;) {
        struct run run = run_from(a, l);
        if (!run.diagonals) {
            for (uint32_t k = run.first; k < run.end; k++)
                if (!a->print->lines[k].is_matter && !a->is_set[k]) anchor_rest(a, k);
            run = run_from(a, l);
            if (run.diagonals) lay_run(a, &run);
        }
        g_free(run.diagonals);
        l = run.end;
    }
}

/* Where the print lacks a line or more, the line before ends nobody knows where. */
static void open_lines(struct aligning *a) {
    for (guint i = 0; i < a->out.differences->len; i++) {
        const struct gaz_difference *d = &g_array_index(a->out.differences, struct gaz_difference, i);
        if (d->n_print > 0 || d->n_text < GRAM) continue;
        if (d->print == a->print->lines[d->line].first && d->line > 0) a->out.is_open[d->line - 1] = true;
    }
}

/* What was taken for cells and stands beside lines: 文件 beside those that issue together. */
static void open_beside_cells(struct aligning *a) {
    for (uint32_t l = 0; l < a->print->n_lines; l++) {
        bool beside = a->is_set[l] && l > 0 && a->out.at[l - 1] != GAZ_UNPLACED &&
                      a->out.at[l] != a->out.at[l - 1] + a->print->lines[l - 1].n;
        if (beside) gaz_align_open_around(a, a->out.at[l], a->print->lines[l].n);
    }
}

static void lay_all(struct aligning *a) {
    lay_runs(a);
    open_beside_cells(a);
    lay_rest(a);
    gaz_align_lay_cells(a);
    gaz_align_drop_moved(a);
    gaz_align_note_left(a);
    open_lines(a);
}

struct gaz_alignment gaz_align(const struct gaz_print *print, const struct gaz_whole *whole) {
    struct aligning a = {.print = print, .whole = whole};
    a.candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    a.anchors = g_new(uint32_t, print->n_lines + 1);
    a.is_known = g_new0(bool, print->n_lines + 1);
    a.out.at = g_new(uint32_t, print->n_lines + 1);
    a.out.from = g_new0(uint32_t, print->n_lines + 1);
    a.out.is_open = g_new0(bool, print->n_lines + 1);
    a.out.differences = g_array_new(FALSE, FALSE, sizeof(struct gaz_difference));
    for (uint32_t l = 0; l < print->n_lines; l++)
        a.anchors[l] = a.out.at[l] = GAZ_UNPLACED;
    a.is_set = g_new0(bool, print->n_lines + 1);
    a.taken = g_new0(bool, whole->chars->len + 1);
    if (whole->chars->len > 0) {
        gaz_align_index(&a);
        gaz_align_lay_tables(&a);
        for (uint32_t l = 0; l < print->n_lines; l++)
            if (!print->lines[l].is_matter && !a.is_set[l]) gaz_align_find_candidates(&a, l);
        gaz_align_chain(&a);
        lay_all(&a);
    }
    g_free(a.index);
    g_free(a.anchors);
    g_free(a.is_known);
    g_free(a.is_set);
    g_free(a.taken);
    g_array_free(a.candidates, TRUE);
    return a.out;
}

void gaz_alignment_clear(struct gaz_alignment *alignment) {
    g_free(alignment->at);
    g_free(alignment->from);
    g_free(alignment->is_open);
    g_array_free(alignment->differences, TRUE);
    *alignment = (struct gaz_alignment){0};
}
