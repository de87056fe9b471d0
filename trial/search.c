/* search.c: see search.h. */
#include "trial/search.h"

enum { KEPT = 8 /* sets of which larger ones are made */ };

/* a set that is to be tried, or was */
struct set {
    struct gaz_answer answer;
    uint32_t still; /* how many of its halves move nothing by themselves; compared first */
};

struct searching {
    const struct gaz_search *search;
    struct gaz_outcome *alone; /* of each attempt */
    GArray *answers;           /* struct gaz_answer */
    uint32_t trials;           /* left */
};

/* ---- a trial */

void gaz_answer_add(const struct gaz_search *s, const struct gaz_answer *answer, GArray *overrides) {
    for (uint32_t i = 0; i < answer->n; i++) {
        const struct gaz_attempt *attempt = &s->attempts[answer->attempts[i]];
        g_array_append_vals(overrides, attempt->overrides, attempt->n);
    }
}

bool gaz_search_take_best(const struct gaz_search *search, GArray *overrides) {
    GArray *answers = gaz_search_fewest(search);
    const struct gaz_answer *best = gaz_answer_best(answers);
    bool found = best != NULL;
    if (found) gaz_answer_add(search, best, overrides);
    g_array_unref(answers);
    return found;
}

static struct gaz_outcome try(const struct gaz_search *s, const struct gaz_answer *answer) {
    GArray *overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    if (s->given) g_array_append_vals(overrides, s->given->data, s->given->len);
    gaz_answer_add(s, answer, overrides);
    struct gaz_outcome outcome = s->judge(s->context, overrides);
    g_array_unref(overrides);
    return outcome;
}

static void try_alone(struct searching *s) {
    for (uint32_t i = 0; i < s->search->n; i++) {
        struct gaz_answer one = {.attempts = {i}, .n = 1, .cost = s->search->attempts[i].cost};
        s->alone[i] = one.outcome = try(s->search, &one);
        if (one.outcome.is_possible && one.outcome.is_reached) g_array_append_val(s->answers, one);
    }
}

/* ---- what goes together */

static bool clash(const struct gaz_search *s, const struct gaz_attempt *a, const struct gaz_attempt *b) {
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (gaz_overrides_clash(s->trial, &a->overrides[i], &b->overrides[k])) return true;
    return false;
}

static bool is_usable(const struct searching *s, uint32_t attempt) {
    return s->alone[attempt].is_possible && !s->search->attempts[attempt].is_alone;
}

static bool may_join(const struct searching *s, const struct gaz_answer *set, uint32_t attempt) {
    const struct gaz_attempt *attempts = s->search->attempts;
    int64_t one = set->outcome.shift, other = s->alone[attempt].shift;
    if (!is_usable(s, attempt) || (one > 0 && other < 0) || (one < 0 && other > 0)) return false;
    for (uint32_t i = 0; i < set->n; i++)
        if (set->attempts[i] == attempt || clash(s->search, &attempts[set->attempts[i]], &attempts[attempt]))
            return false;
    return true;
}

static struct set join(const struct searching *s, const struct gaz_answer *set, uint32_t attempt) {
    struct set joined = {.answer = {.n = set->n + 1, .cost = set->cost + s->search->attempts[attempt].cost}};
    uint32_t from = 0, to = 0;
    while (from < set->n && set->attempts[from] < attempt)
        joined.answer.attempts[to++] = set->attempts[from++];
    joined.answer.attempts[to++] = attempt;
    while (from < set->n)
        joined.answer.attempts[to++] = set->attempts[from++];
    joined.still = 0u + (set->outcome.shift == 0) + (s->alone[attempt].shift == 0);
    return joined;
}

static int by_attempts(const struct gaz_answer *a, const struct gaz_answer *b) {
    for (uint32_t i = 0; i < a->n; i++)
        if (a->attempts[i] != b->attempts[i]) return a->attempts[i] < b->attempts[i] ? -1 : 1;
    return 0;
}

static gint by_visibility(gconstpointer one, gconstpointer other) {
    const struct gaz_answer *a = one, *b = other;
    if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
    return by_attempts(a, b);
}

static gint by_promise(gconstpointer one, gconstpointer other) {
    const struct set *a = one, *b = other;
    if (a->still != b->still) return a->still < b->still ? -1 : 1;
    return by_visibility(&a->answer, &b->answer);
}

static gint by_members(gconstpointer one, gconstpointer other) {
    const struct set *a = one, *b = other;
    int order = by_attempts(&a->answer, &b->answer);
    return order ? order : (int)a->still - (int)b->still;
}

/* A set may come from several smaller ones: the most promising of its twins stays. */
static void drop_twins(GArray *sets) {
    guint kept = 0;
    g_array_sort(sets, by_members);
    for (guint i = 0; i < sets->len; i++) {
        const struct set *one = &g_array_index(sets, struct set, i);
        const struct set *last = kept ? &g_array_index(sets, struct set, kept - 1) : NULL;
        if (!last || by_attempts(&last->answer, &one->answer) != 0)
            g_array_index(sets, struct set, kept++) = *one;
    }
    g_array_set_size(sets, kept);
}

/* The sets of one more attempt than those that are given, in the order in which they are tried. */
static GArray *larger_sets(const struct searching *s, const GArray *smaller) {
    GArray *sets = g_array_new(FALSE, FALSE, sizeof(struct set));
    for (guint i = 0; i < smaller->len; i++) {
        const struct gaz_answer *set = &g_array_index(smaller, struct set, i).answer;
        for (uint32_t k = 0; k < s->search->n; k++) {
            if (!may_join(s, set, k)) continue;
            struct set joined = join(s, set, k);
            g_array_append_val(sets, joined);
        }
    }
    drop_twins(sets);
    g_array_sort(sets, by_promise);
    return sets;
}

/* ---- the search */

static gint by_distance(gconstpointer one, gconstpointer other) {
    const struct set *a = one, *b = other;
    int64_t x = ABS(a->answer.outcome.shift), y = ABS(b->answer.outcome.shift);
    if (x != y) return x > y ? -1 : 1;
    return by_visibility(&a->answer, &b->answer);
}

/* Of the sets that were tried in vain those that came farthest. */
static void keep_farthest(GArray *sets, guint tried) {
    guint kept = 0;
    g_array_set_size(sets, tried);
    for (guint i = 0; i < sets->len; i++) {
        struct set *one = &g_array_index(sets, struct set, i);
        if (one->answer.outcome.is_possible && one->answer.outcome.shift != 0)
            g_array_index(sets, struct set, kept++) = *one;
    }
    g_array_set_size(sets, kept);
    g_array_sort(sets, by_distance);
    g_array_set_size(sets, MIN(sets->len, KEPT));
}

/* Tries sets; the array is then what larger ones are made of. */
static void try_sets(struct searching *s, GArray *sets, uint32_t most) {
    guint tried = 0;
    for (; tried < sets->len && most > 0 && s->answers->len < s->search->most_answers; tried++, most--) {
        struct gaz_answer *answer = &g_array_index(sets, struct set, tried).answer;
        answer->outcome = try(s->search, answer);
        s->trials--;
        if (answer->outcome.is_possible && answer->outcome.is_reached)
            g_array_append_val(s->answers, *answer);
    }
    keep_farthest(sets, tried);
}

static GArray *singles(const struct searching *s) {
    GArray *sets = g_array_new(FALSE, FALSE, sizeof(struct set));
    for (uint32_t i = 0; i < s->search->n; i++) {
        struct set one = {
            .answer = {.attempts = {i}, .n = 1, .cost = s->search->attempts[i].cost, .outcome = s->alone[i]}};
        if (is_usable(s, i)) g_array_append_val(sets, one);
    }
    return sets;
}

/* Half of the trials that are left are for one attempt more, so that more come to be tried at all. */
static void try_together(struct searching *s) {
    uint32_t most = MIN(s->search->most_together, GAZ_MOST_TOGETHER);
    GArray *smaller = singles(s);
    for (uint32_t n = 2; n <= most && s->answers->len == 0 && s->trials > 0; n++) {
        GArray *sets = larger_sets(s, smaller);
        try_sets(s, sets, n < most ? (s->trials + 1) / 2 : s->trials);
        g_array_unref(smaller);
        smaller = sets;
    }
    g_array_unref(smaller);
}

GArray *gaz_search_fewest(const struct gaz_search *search) {
    struct searching s = {search, g_new0(struct gaz_outcome, search->n + 1),
                          g_array_new(FALSE, FALSE, sizeof(struct gaz_answer)), search->most_trials};
    try_alone(&s);
    if (s.answers->len == 0) try_together(&s);
    g_array_sort(s.answers, by_visibility);
    g_free(s.alone);
    return s.answers;
}

const struct gaz_answer *gaz_answer_best(const GArray *answers) {
    const struct gaz_answer *best = NULL;
    for (guint i = 0; i < answers->len; i++) {
        const struct gaz_answer *one = &g_array_index(answers, struct gaz_answer, i);
        if (!best || one->outcome.rest < best->outcome.rest) best = one;
    }
    return best;
}

/* ---- what is not needed */

void gaz_search_prune(gaz_judge *judge, void *context, GArray *overrides) {
    struct gaz_outcome best = judge(context, overrides);
    for (guint i = overrides->len; i-- > 0;) {
        struct gaz_override one = g_array_index(overrides, struct gaz_override, i);
        g_array_remove_index(overrides, i);
        struct gaz_outcome without = judge(context, overrides);
        if (best.is_possible && (!without.is_possible || without.rest > best.rest))
            g_array_insert_val(overrides, i, one);
        else
            best = without;
    }
}
