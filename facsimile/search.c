/* search.c: the ways in which overrides are sought, and the best of what they find.
 *
 * A value that makes many page starts right may do so by chance, where one mark would do as much; and where
 * the style takes paragraphs in for a page's sake (凑版) it may have chosen others than the print's
 * compositor. So a document is searched with and without values, with and without 凑版, and of what comes out
 * the one is kept that has most right, and of equals the one with the fewest overrides.
 */
#include "facsimile/matcher.h"

struct found {
    GArray *overrides;
    struct gaz_outcome outcome;
};

static bool is_better(const struct found *one, const struct found *other) {
    if (one->outcome.is_possible != other->outcome.is_possible) return one->outcome.is_possible;
    if (one->outcome.rest != other->outcome.rest) return one->outcome.rest < other->outcome.rest;
    return one->overrides->len < other->overrides->len;
}

/* Nothing was found: worse than whatever else is. */
static struct found take_nothing(struct gaz_matcher *m) {
    struct found nothing = {m->overrides, {.is_possible = false, .rest = UINT64_MAX}};
    m->overrides = NULL;
    return nothing;
}

/* Searches from these overrides on. Where values are wanted and none is worth its cost, all would come out as
 * it did without: a long document is not gone through once more. */
static struct found search(struct gaz_matcher *m, bool values, bool unfitted) {
    struct gaz_override off = {.kind = GAZ_OVERRIDE_VALUE, .key = "凑版.末页至多", .value = "0"};
    m->overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    if (unfitted) g_array_append_val(m->overrides, off);
    gaz_search_titles(m);
    guint before = m->overrides->len;
    if (values) gaz_search_values(m);
    if (values && m->overrides->len == before) return take_nothing(m);
    gaz_search_paragraphs(m);
    gaz_search_pages(m);
    gaz_search_prune(gaz_matcher_judge, m, m->overrides);
    struct found found = {m->overrides, gaz_matcher_judge(m, m->overrides)};
    m->overrides = NULL;
    return found;
}

static void keep_better(struct found *best, struct found found) {
    if (is_better(&found, best)) {
        GArray *worse = best->overrides;
        *best = found;
        g_array_unref(worse);
    } else {
        g_array_unref(found.overrides);
    }
}

/* Values first, then in the order of the text. */
static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_override *x = a, *y = b;
    bool one = x->kind != GAZ_OVERRIDE_VALUE, other = y->kind != GAZ_OVERRIDE_VALUE;
    if (one != other) return one ? 1 : -1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

void gaz_search(struct gaz_matcher *m) {
    g_array_unref(m->overrides);
    struct found best = search(m, false, false);
    if (best.overrides->len > 1 || !best.outcome.is_reached) keep_better(&best, search(m, true, false));
    if (!best.outcome.is_reached && m->trial.gazette->doc_styles[m->trial.doc]->fit_last_lines > 0)
        keep_better(&best, search(m, false, true));
    g_array_sort(best.overrides, by_place);
    m->overrides = best.overrides;
}
