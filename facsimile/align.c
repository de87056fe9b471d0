/* align.c: see align.h.
 *
 * 1. Candidates. Each string of GRAM characters of the text is in a sorted index. A line's grams vote for the
 *    places at which it may begin; the best of them are its candidates. Short lines have none.
 * 2. Chain. The dearest way through the candidates, one a line, in which places rise: a candidate is worth
 * the characters that it explains; it loses by what lies between it and the candidate before it that the
 * print does not explain, and by how many pages it lies from where the text is set now.
 * 3. Runs. Lines that follow one another in print and lie on nearly the same diagonal are laid beside the
 * text at once. What differs there are the differences; so is what the text has between two runs that follow
 * one another in print.
 * 4. Rest. Runs without a place in the chain are laid beside what is left of the text.
 */
#include "facsimile/align.h"

#include "base/process/sorted.h"

#include <string.h>

enum {
    GRAM = GAZ_GRAM,
    MOST_PLACES = 64,     /* of one gram that are looked at */
    MOST_CANDIDATES = 12, /* of one line */
    NEAR = 3,             /* places so near are one candidate */
    MOST_BACK = 100,      /* candidates before one, each of which it may follow */
    LOSS_PAGE = 8,        /* of a candidate more than a page off, for each */
    GAIN_HEAD = 3,        /* of what begins a page in print and is set at that page's head */
    MOST_LOSS = 60,
    FAR_OFF = 40, /* a page's beginning that is so far off loses one */
    MOST_OFF = 8,
    LOSS_CHAR = 2,  /* of a character that differs */
    LONGEST = 120,  /* of a line that is weighed */
    AROUND = 6,     /* of the text beside it */
    BAND = 48,      /* on each side of the diagonal */
    MOST_LED = 2,   /* lines without an anchor before the first of a run that has one */
    LEAST_SAME = 3, /* one character in so many of a line, at least, is the text's */
    JUMP = 32,      /* of the diagonal within a run */
    NEARBY = 400,   /* characters: what stands side by side is read no further off */
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

/* ---- 1. candidates */

struct gram {
    uint64_t key;
    uint32_t at;
};

struct candidate {
    uint32_t line, at; /* at: of the line's first character */
    int worth;
    int best;        /* of the chain that ends here */
    uint32_t before; /* in the candidates; GAZ_UNPLACED: it is the first */
};

struct aligning {
    const struct gaz_print *print;
    const struct gaz_whole *whole;
    struct gram *index;
    uint32_t n_index;
    GArray *candidates; /* struct candidate, by line */
    uint32_t *anchors;  /* of each line the chosen candidate's place */
    bool *is_known;     /* of each line: it stands in the text, word for word */
    bool *taken;        /* of the text: it is in print where a line was laid beside it */
    bool is_rest;       /* only what is not taken is looked at */
    int64_t laid;       /* behind the text that runs were laid beside, as their anchors say */
    struct gaz_alignment out;
};

static uint32_t text_at(const struct aligning *a, uint32_t i) {
    return g_array_index(a->whole->chars, uint32_t, i);
}

uint64_t gaz_gram_key(const uint32_t *chars) {
    uint64_t key = 1469598103934665603u;
    for (int i = 0; i < GRAM; i++)
        key = (key ^ chars[i]) * 1099511628211u;
    return key;
}

static int compare_grams(const void *one, const void *other) {
    const struct gram *x = one, *y = other;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void index_text(struct aligning *a) {
    const uint32_t *chars = (const uint32_t *)(const void *)a->whole->chars->data;
    uint32_t n = a->whole->chars->len;
    a->n_index = n >= GRAM ? n - GRAM + 1 : 0;
    a->index = g_new(struct gram, a->n_index + 1);
    for (uint32_t i = 0; i < a->n_index; i++)
        a->index[i] = (struct gram){gaz_gram_key(chars + i), i};
    qsort(a->index, a->n_index, sizeof *a->index, compare_grams);
}

static uint32_t first_gram(const struct aligning *a, uint64_t key) {
    uint32_t i;
    GAZ_LOWER_BOUND(i, a->n_index, a->index[i].key < key);
    return i;
}

static int compare_places(const void *one, const void *other) {
    int64_t x = *(const int64_t *)one, y = *(const int64_t *)other;
    return x < y ? -1 : x > y;
}

/* The places that the line's grams name for its beginning, sorted. */
static GArray *votes_of(const struct aligning *a, const struct gaz_print_line *line) {
    GArray *votes = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (uint32_t i = 0; i + GRAM <= line->n; i++) {
        uint64_t key = gaz_gram_key(a->print->chars + line->first + i);
        uint32_t first = first_gram(a, key);
        for (uint32_t k = first; k < a->n_index && a->index[k].key == key && k - first < MOST_PLACES; k++) {
            int64_t place = (int64_t)a->index[k].at - i;
            g_array_append_val(votes, place);
        }
    }
    if (votes->len) qsort(votes->data, votes->len, sizeof(int64_t), compare_places);
    return votes;
}

static int page_at(const struct aligning *a, int64_t at) {
    return at < 0 ? 0 : g_array_index(a->whole->pages, int, MIN(at, (int64_t)a->whole->pages->len - 1));
}

static int page_loss(const struct aligning *a, const struct gaz_print_line *line, uint32_t at) {
    int off = ABS(page_at(a, at) - line->page);
    return MIN(MAX(off - 1, 0) * LOSS_PAGE, MOST_LOSS);
}

/* The first character on a page, as it is set now. */
static uint32_t page_head(const struct aligning *a, int page) {
    uint32_t i;
    GAZ_LOWER_BOUND(i, a->whole->pages->len, g_array_index(a->whole->pages, int, i) < page);
    return i;
}

/* What begins a page is mostly near where that page begins now: of two places with the same words the other
 * one is a mention. */
static int head_gain(const struct aligning *a, const struct gaz_print_line *line, uint32_t at) {
    if (!line->begins_page) return 0;
    int64_t off = ABS((int64_t)at - page_head(a, line->page));
    return off <= NEAR ? GAIN_HEAD : -(int)MIN(off / FAR_OFF, MOST_OFF);
}

/* How many characters of the line differ from the text that begins near `at`: the least number of changes,
 * with any beginning and any end. */
static int count_changes(const struct aligning *a, const struct gaz_print_line *line, uint32_t at) {
    int rows[2][LONGEST + 2 * AROUND + 1] = {0}, *above = rows[0], *now = rows[1];
    uint32_t n = MIN(line->n, LONGEST), begin = at > AROUND ? at - AROUND : 0;
    uint32_t width = MIN(n + 2 * AROUND, a->whole->chars->len - begin);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t print = a->print->chars[line->first + i];
        now[0] = (int)i + 1;
        for (uint32_t j = 0; j < width; j++) {
            uint32_t text = text_at(a, begin + j);
            int change = print != text && !gaz_is_same_but_width(print, text);
            now[j + 1] = MIN(above[j] + change, MIN(above[j + 1], now[j]) + 1);
        }
        int *swap = above;
        above = now;
        now = swap;
    }
    int best = (int)n;
    for (uint32_t j = 0; j <= width; j++)
        best = MIN(best, above[j]);
    return best;
}

/* Keeps the worthiest; a new one takes the place of the least. */
static void add_candidate(struct aligning *a, guint first, struct candidate new) {
    guint least = first;
    if (a->candidates->len - first < MOST_CANDIDATES) {
        g_array_append_val(a->candidates, new);
        return;
    }
    for (guint i = first; i < a->candidates->len; i++)
        if (g_array_index(a->candidates, struct candidate, i).worth <
            g_array_index(a->candidates, struct candidate, least).worth)
            least = i;
    if (g_array_index(a->candidates, struct candidate, least).worth < new.worth)
        g_array_index(a->candidates, struct candidate, least) = new;
}

/* A line that stands word for word in one place of the text stands there, however many pages off. */
static void find_candidates(struct aligning *a, uint32_t l) {
    const struct gaz_print_line *line = &a->print->lines[l];
    guint first = a->candidates->len, n_exact = 0;
    struct candidate exact = {l, 0, 1, 0, GAZ_UNPLACED};
    GArray *votes = votes_of(a, line);
    for (guint i = 0, n; i < votes->len; i += n) {
        int64_t place = g_array_index(votes, int64_t, i);
        for (n = 1; i + n < votes->len && g_array_index(votes, int64_t, i + n) - place <= NEAR;)
            n++;
        uint32_t at =
            (uint32_t)CLAMP(g_array_index(votes, int64_t, i + n / 2), 0, (int64_t)a->whole->chars->len - 1);
        int changes = count_changes(a, line, at);
        int worth = (int)MIN(line->n, LONGEST) - LOSS_CHAR * changes - page_loss(a, line, at) +
                    head_gain(a, line, at);
        if (worth > 0) add_candidate(a, first, (struct candidate){l, at, worth, 0, GAZ_UNPLACED});
        if (changes == 0) n_exact++, exact.at = at, a->is_known[l] = true;
    }
    if (n_exact == 1 && a->candidates->len == first) add_candidate(a, first, exact);
    g_array_free(votes, TRUE);
}

/* ---- 2. chain */

/* What is lost when one candidate follows another: the text between that the print does not have, or the
 * other way about, where all lines between them are known. */
static int gap_loss(const struct aligning *a, const struct candidate *before, const struct candidate *after) {
    const struct gaz_print_line *x = &a->print->lines[before->line], *y = &a->print->lines[after->line];
    int64_t between = (int64_t)y->first - x->first, text = (int64_t)after->at - before->at;
    bool known = true;
    for (uint32_t l = before->line + 1; l <= after->line && known; l++)
        known = a->print->lines[l].follows;
    if (!known) return LOSS_CHAR * (int)MAX((int64_t)x->n - NEAR - text, 0); /* no text is in print twice */
    return (int)MIN(ABS(text - between), MOST_LOSS) / 2 - (text == between ? 4 : 0);
}

/* Of the candidates that were put in, by their places: the best that begins before a place. */
struct bests {
    const struct candidate *all;
    uint32_t *tree; /* Fenwick's: numbers of candidates; GAZ_UNPLACED: none */
    uint32_t n;
};

static void put_best(struct bests *bests, uint32_t candidate) {
    for (uint32_t i = bests->all[candidate].at + 1; i <= bests->n; i += i & -i) {
        uint32_t *there = &bests->tree[i];
        if (*there == GAZ_UNPLACED || bests->all[candidate].best > bests->all[*there].best)
            *there = candidate;
    }
}

static uint32_t best_before(const struct bests *bests, uint32_t at) {
    uint32_t best = GAZ_UNPLACED;
    for (uint32_t i = at; i > 0; i -= i & -i) {
        uint32_t one = bests->tree[i];
        if (one != GAZ_UNPLACED && (best == GAZ_UNPLACED || bests->all[one].best > bests->all[best].best))
            best = one;
    }
    return best;
}

static void try_before(const struct aligning *a, struct candidate *all, guint i, guint before) {
    if (all[before].line == all[i].line || all[before].at >= all[i].at) return;
    int best = all[before].best + all[i].worth - gap_loss(a, &all[before], &all[i]);
    if (best <= all[i].best) return;
    all[i].best = best;
    all[i].before = before;
}

/* The nearest candidates are tried each, for what lies between counts; of all others the best. */
static void chain(struct aligning *a) {
    struct candidate *all = (struct candidate *)(void *)a->candidates->data;
    struct bests bests = {all, g_new(uint32_t, a->whole->chars->len + 2), a->whole->chars->len + 1};
    guint put = 0;
    for (uint32_t i = 0; i <= bests.n; i++)
        bests.tree[i] = GAZ_UNPLACED;
    for (guint i = 0; i < a->candidates->len; i++) {
        all[i].best = all[i].worth;
        for (; put < i && all[put].line < all[i].line; put++)
            put_best(&bests, put);
        for (guint back = 1; back <= MOST_BACK && back <= i; back++)
            try_before(a, all, i, i - back);
        uint32_t far = best_before(&bests, all[i].at);
        if (far != GAZ_UNPLACED) try_before(a, all, i, far);
    }
    g_free(bests.tree);
}

static void choose(struct aligning *a) {
    const struct candidate *all = (const struct candidate *)(const void *)a->candidates->data;
    uint32_t last = GAZ_UNPLACED;
    for (guint i = 0; i < a->candidates->len; i++)
        if (last == GAZ_UNPLACED || all[i].best > all[last].best) last = i;
    for (; last != GAZ_UNPLACED; last = all[last].before)
        a->anchors[all[last].line] = all[last].at;
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
        if (l > first && !goes_on(a, l)) break;
        if (a->anchors[l] != GAZ_UNPLACED) {
            int64_t own = diagonal_of(a, l);
            if (has && ABS(own - diagonal) > JUMP) break;
            diagonal = own;
            has = true;
        }
        run.end = l + 1;
    }
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
            if (pair < COST_FAR) pair += pair_cost(print, text_at(b->a, (uint32_t)text - 1));
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

static void push_difference(struct aligning *a, struct gaz_difference difference) {
    if (difference.n_print || difference.n_text) g_array_append_val(a->out.differences, difference);
}

/* The stretches of the run that are not the same in print and text. */
static void note_differences(struct aligning *a, const struct band *b, const uint32_t *pairs) {
    uint32_t line = b->run->first, text = GAZ_UNPLACED; /* behind the last pair */
    struct gaz_difference now = {0};
    for (uint32_t i = 0; i < b->n; i++) {
        uint32_t print = b->first + i;
        while (print >= a->print->lines[line].first + a->print->lines[line].n)
            line++;
        bool same = pairs[i] != GAZ_UNPLACED && a->print->chars[print] == text_at(a, pairs[i]);
        if (now.n_print == 0 && now.n_text == 0)
            now = (struct gaz_difference){print, 0, text == GAZ_UNPLACED ? 0 : text, 0, line};
        if (pairs[i] != GAZ_UNPLACED) {
            if (text == GAZ_UNPLACED) now.text = pairs[i];
            now.n_text = pairs[i] - now.text;
            text = pairs[i] + 1;
        }
        if (same) {
            push_difference(a, now);
            now = (struct gaz_difference){0};
            a->out.n_matched++;
        } else {
            now.n_print++;
            if (pairs[i] != GAZ_UNPLACED) now.n_text = pairs[i] + 1 - now.text;
        }
    }
    push_difference(a, now);
}

/* Whether so little of a line is in the text that it is something else, which only fell in between. What
 * begins a page is wanted even so. */
static bool is_other(const struct aligning *a, const struct gaz_print_line *line, const uint32_t *pairs) {
    uint32_t same = 0;
    for (uint32_t i = 0; i < line->n; i++)
        same += pairs[i] != GAZ_UNPLACED && a->print->chars[line->first + i] == text_at(a, pairs[i]);
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

/* Neither neighbour in print is known: a cell. */
static bool is_apart(const struct gaz_print_line *line) {
    return !line->follows && !line->is_whole;
}

/* Where the text of the next line behind the run begins that has an anchor. Of cells nobody knows which is
 * read first. */
static int64_t ceiling_of(const struct aligning *a, const struct run *run) {
    bool is_cell = is_apart(&a->print->lines[run->first]);
    for (uint32_t l = run->end; l < a->print->n_lines && !a->is_rest; l++) {
        if (a->anchors[l] == GAZ_UNPLACED) continue;
        if (!is_cell || !is_apart(&a->print->lines[l])) return a->anchors[l];
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
    push_difference(a,
                    (struct gaz_difference){line->first, 0, (uint32_t)laid, at - (uint32_t)laid, run->first});
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
    note_differences(a, &b, pairs);
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

/* How much of the text beside a line that begins at `at` is laid beside others already. */
static uint32_t count_taken(const struct aligning *a, uint32_t at, uint32_t n) {
    uint32_t taken = 0;
    for (uint32_t i = at; i < MIN(at + n, a->whole->chars->len); i++)
        taken += a->taken[i];
    return taken;
}

static void anchor_rest(struct aligning *a, uint32_t l) {
    const struct gaz_print_line *line = &a->print->lines[l];
    int best = 0;
    g_array_set_size(a->candidates, 0);
    find_candidates(a, l);
    for (guint i = 0; i < a->candidates->len; i++) {
        const struct candidate *one = &g_array_index(a->candidates, struct candidate, i);
        int worth = one->worth - (int)count_taken(a, one->at, line->n) * LOSS_CHAR;
        if (worth <= best) continue;
        best = worth;
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
                if (!a->print->lines[k].is_matter) anchor_rest(a, k);
            run = run_from(a, l);
            if (run.diagonals) lay_run(a, &run);
        }
        g_free(run.diagonals);
        l = run.end;
    }
}

/* Where the text has, near the place, just what a printed line says and no line was laid beside;
 * GAZ_UNPLACED: nowhere. */
static uint32_t find_left(const struct aligning *a, const struct gaz_difference *d) {
    uint32_t size = a->whole->chars->len, n = d->n_print, best = GAZ_UNPLACED;
    uint32_t from = d->text > NEARBY ? d->text - NEARBY : 0;
    for (uint32_t at = from; at + n <= MIN(size, d->text + NEARBY); at++) {
        uint32_t i = 0;
        while (i < n && !a->taken[at + i] && text_at(a, at + i) == a->print->chars[d->print + i])
            i++;
        bool is_nearer = best == GAZ_UNPLACED || ABS((int64_t)at - d->text) < ABS((int64_t)best - d->text);
        if (i == n && is_nearer) best = at;
    }
    return best;
}

/* Lines without a place between two that have one: short cells of a table. */
struct between {
    uint32_t line, end;    /* of the print; the characters between are one run */
    uint32_t text, n_text; /* what lies between the neighbours, and no line was laid beside */
};

static uint32_t end_of_line(const struct aligning *a, uint32_t l) {
    uint32_t at = a->out.at[l], end = at + 1, most = MIN(at + 2 * a->print->lines[l].n, a->whole->chars->len);
    while (end < most && a->taken[end])
        end++;
    return end;
}

/* The lines from `line` on; false: their neighbours do not enclose a stretch of the text. */
static bool find_between(const struct aligning *a, uint32_t line, struct between *b) {
    const struct gaz_print_line *lines = a->print->lines;
    *b = (struct between){.line = line, .end = line};
    while (b->end < a->print->n_lines && a->out.at[b->end] == GAZ_UNPLACED && !lines[b->end].is_matter)
        b->end++;
    if (line == 0 || b->end == a->print->n_lines || a->out.at[line - 1] == GAZ_UNPLACED) return false;
    uint32_t end = a->out.at[b->end];
    b->text = end_of_line(a, line - 1);
    if (end == GAZ_UNPLACED || end <= b->text || end - b->text > NEARBY) return false;
    b->n_text = end - b->text;
    return count_taken(a, b->text, b->n_text) == 0;
}

static bool is_digit(uint32_t ch) {
    return ch >= '0' && ch <= '9';
}

/* Characters of the line that the text has not; GAZ_UNPLACED: it is another thing that stands there. */
static uint32_t count_other(const struct aligning *a, const struct gaz_print_line *line, uint32_t text) {
    uint32_t other = 0, digits = 0;
    for (uint32_t i = 0; i < line->n; i++) {
        uint32_t print = a->print->chars[line->first + i], ch = text_at(a, text + i);
        if (is_digit(print) != is_digit(ch)) return GAZ_UNPLACED;
        digits += is_digit(ch);
        other += print != ch;
    }
    return other * 2 <= line->n || digits == line->n ? other : GAZ_UNPLACED;
}

/* Cells that stand in the order in which they are read, one line each: what they say is what the text has
 * there, but for one of them at most; where more differ, the order is another. */
static bool are_cells(const struct aligning *a, const struct between *b) {
    const struct gaz_print_line *lines = a->print->lines;
    uint32_t first = lines[b->line].first, n = lines[b->end - 1].first + lines[b->end - 1].n - first;
    uint32_t differing = 0;
    if (n != b->n_text) return false;
    for (uint32_t l = b->line; l < b->end; l++) {
        uint32_t other = count_other(a, &lines[l], b->text + lines[l].first - first);
        if (other == GAZ_UNPLACED) return false;
        differing += other > 0;
    }
    return differing <= 1;
}

static void lay_cell(struct aligning *a, uint32_t l, uint32_t text) {
    const struct gaz_print_line *line = &a->print->lines[l];
    const uint32_t *print = a->print->chars + line->first;
    uint32_t first = 0, end = line->n;
    a->out.at[l] = a->out.from[l] = text;
    for (uint32_t i = 0; i < line->n; i++)
        a->taken[text + i] = true;
    while (first < line->n && print[first] == text_at(a, text + first))
        first++;
    while (end > first && print[end - 1] == text_at(a, text + end - 1))
        end--;
    a->out.n_matched += line->n - (end - first);
    push_difference(a,
                    (struct gaz_difference){line->first + first, end - first, text + first, end - first, l});
}

/* One or two characters more or less in a line, and all else the same. */
static bool lay_one_off(struct aligning *a, const struct between *b) {
    const struct gaz_print_line *lines = a->print->lines;
    uint32_t first = lines[b->line].first, n = lines[b->end - 1].first + lines[b->end - 1].n - first;
    uint32_t more = n > b->n_text ? n - b->n_text : b->n_text - n, least = MIN(n, b->n_text), head = 0,
             tail = 0;
    if (more < 1 || more > 2) return false;
    while (head < least && a->print->chars[first + head] == text_at(a, b->text + head))
        head++;
    while (head + tail < least &&
           a->print->chars[first + n - 1 - tail] == text_at(a, b->text + b->n_text - 1 - tail))
        tail++;
    if (head + tail < least) return false;
    uint32_t l = b->line;
    while (l + 1 < b->end && lines[l + 1].first - first <= head)
        l++;
    if (n > least ? lines[l].n <= more : b->end - b->line > 1) return false; /* maybe a cell of its own */
    push_difference(a,
                    (struct gaz_difference){first + head, n - least, b->text + head, b->n_text - least, l});
    for (uint32_t i = 0; i < b->n_text; i++)
        a->taken[b->text + i] = true;
    a->out.n_matched += least;
    return true;
}

static void lay_cells(struct aligning *a) {
    for (uint32_t l = 0; l < a->print->n_lines; l++) {
        struct between between;
        if (a->out.at[l] != GAZ_UNPLACED || a->print->lines[l].is_matter) continue;
        bool is_found = find_between(a, l, &between) && !lay_one_off(a, &between) && are_cells(a, &between);
        uint32_t first = a->print->lines[l].first;
        for (; is_found && l < between.end; l++)
            lay_cell(a, l, between.text + a->print->lines[l].first - first);
        l = between.end - 1;
    }
}

/* All of a printed line, or of one that was parted from what stands beside it. */
static bool is_line(const struct aligning *a, const struct gaz_difference *d) {
    const struct gaz_print_line *line = &a->print->lines[d->line];
    return d->n_print == line->n || is_apart(line);
}

/* At the beginning or end of a printed line. */
static bool is_at_edge(const struct aligning *a, const struct gaz_difference *d) {
    const struct gaz_print_line *line = &a->print->lines[d->line];
    return d->print == line->first || d->print + d->n_print == line->first + line->n;
}

/* The same words, left out at the edge of another printed line; NULL: there are none. */
static struct gaz_difference *find_other(const struct aligning *a, const struct gaz_difference *d) {
    const GArray *all = a->out.differences;
    for (guint i = 0; i < all->len; i++) {
        struct gaz_difference *other = &g_array_index(all, struct gaz_difference, i);
        if (other->n_print > 0 || other->n_text != d->n_print || other->line == d->line) continue;
        if (ABS((int64_t)other->text - d->text) > NEARBY || !is_at_edge(a, other)) continue;
        uint32_t k = 0;
        while (k < d->n_print && text_at(a, other->text + k) == a->print->chars[d->print + k])
            k++;
        if (k == d->n_print) return other;
    }
    return NULL;
}

/* Text that is found in another order is not what is missing before a line. */
static void take_moved(struct aligning *a, uint32_t at, uint32_t n) {
    for (uint32_t k = 0; k < n; k++)
        a->taken[at + k] = true;
    for (uint32_t l = 0; l < a->print->n_lines; l++) {
        if (a->out.at[l] == GAZ_UNPLACED) continue;
        if (a->out.from[l] < at + n && at + n <= a->out.at[l]) a->out.from[l] = at + n;
        uint32_t next = l + 1 < a->print->n_lines ? a->out.at[l + 1] : GAZ_UNPLACED;
        if (next != GAZ_UNPLACED && a->out.at[l] < at && at < next) a->out.is_open[l] = true;
    }
    a->out.n_matched += n;
}

/* A printed line that the text has, whole, a little before or behind is only read in another order: cells
 * side by side, 文件 beside the names of those that issue together. */
static void drop_moved(struct aligning *a) {
    GArray *all = a->out.differences;
    for (guint i = 0; i < all->len; i++) {
        struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        if (d->n_text > 0 || d->n_print < 2 || !is_at_edge(a, d)) continue;
        struct gaz_difference *other = find_other(a, d);
        uint32_t at = other ? other->text : is_line(a, d) ? find_left(a, d) : GAZ_UNPLACED;
        if (at == GAZ_UNPLACED) continue;
        take_moved(a, at, d->n_print);
        if (other) other->n_text = 0;
        d->n_print = 0;
    }
    for (guint i = all->len; i-- > 0;) {
        struct gaz_difference *d = &g_array_index(all, struct gaz_difference, i);
        if (d->n_print == 0 && count_taken(a, d->text, d->n_text) == d->n_text) d->n_text = 0;
        if (d->n_print == 0 && d->n_text == 0) g_array_remove_index(all, i);
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

static int compare_differences(const void *one, const void *other) {
    const struct gaz_difference *x = one, *y = other;
    return x->print < y->print ? -1 : x->print > y->print;
}

static void lay_all(struct aligning *a) {
    GArray *differences = a->out.differences;
    a->taken = g_new0(bool, a->whole->chars->len + 1);
    lay_runs(a);
    lay_rest(a);
    lay_cells(a);
    drop_moved(a);
    open_lines(a);
    if (differences->len)
        qsort(differences->data, differences->len, sizeof(struct gaz_difference), compare_differences);
    g_free(a->taken);
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
    if (whole->chars->len > 0) {
        index_text(&a);
        for (uint32_t l = 0; l < print->n_lines; l++)
            if (!print->lines[l].is_matter) find_candidates(&a, l);
        chain(&a);
        choose(&a);
        lay_all(&a);
    }
    g_free(a.index);
    g_free(a.anchors);
    g_free(a.is_known);
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
