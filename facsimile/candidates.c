/* candidates.c: places at which a printed line may begin in the text, and the chain through them (align.c, 1
 * and 2). */
#include "facsimile/aligning.h"

#include "base/process/sorted.h"

#include <string.h>

enum {
    MOST_PLACES = 64,     /* of one gram that are looked at */
    MOST_CANDIDATES = 12, /* of one line */
    NEAR = 3,             /* places so near are one candidate */
    MOST_BACK = 100,      /* candidates before one, each of which it may follow */
    LOSS_PAGE = 8,        /* of a candidate more than a page off, for each */
    GAIN_HEAD = 3,        /* of what begins a page in print and is set at that page's head */
    MOST_LOSS = 60,
    FAR_OFF = 40, /* a page's beginning that is so far off loses one */
    MOST_OFF = 8,
    LONGEST = 120, /* of a line that is weighed */
    AROUND = 6,    /* of the text beside it */
};

/* ---- 1. candidates */

struct gram {
    uint64_t key;
    uint32_t at;
};

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

void gaz_align_index(struct aligning *a) {
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
            uint32_t text = gaz_align_text(a, begin + j);
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
void gaz_align_find_candidates(struct aligning *a, uint32_t l) {
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
                    head_gain(a, line, at) - (int)gaz_align_count_taken(a, at, line->n) * LOSS_CHAR;
        if (worth > 0) add_candidate(a, first, (struct candidate){l, at, worth, 0, GAZ_UNPLACED});
        bool is_free = gaz_align_count_taken(a, at, line->n) * 2 < line->n;
        if (changes == 0 && is_free) n_exact++, exact.at = at, a->is_known[l] = true;
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

void gaz_align_chain(struct aligning *a) {
    chain(a);
    choose(a);
}
