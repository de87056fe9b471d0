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
    struct gaz_score score;
};

static bool is_better(const struct found *one, const struct found *other) {
    if (one->score.wrong_pages != other->score.wrong_pages)
        return one->score.wrong_pages < other->score.wrong_pages;
    if (one->score.wrong_lines != other->score.wrong_lines)
        return one->score.wrong_lines < other->score.wrong_lines;
    return one->overrides->len < other->overrides->len;
}

static bool is_perfect(const struct found *found) {
    return found->score.wrong_pages == 0 && found->score.wrong_lines == 0;
}

/* Searches from these overrides on. */
static struct found search(struct gaz_matcher *m, bool values, bool unfitted) {
    struct gaz_override off = {.kind = GAZ_OVERRIDE_VALUE, .key = "凑版.末页至多", .value = "0"};
    m->overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    if (unfitted) g_array_append_val(m->overrides, off);
    gaz_search_titles(m);
    if (values) gaz_search_values(m);
    gaz_search_paragraphs(m);
    gaz_search_pages(m);
    gaz_prune(m);
    struct found found = {m->overrides, gaz_matcher_score_now(m)};
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
    if (best.overrides->len > 1 || !is_perfect(&best)) keep_better(&best, search(m, true, false));
    if (!is_perfect(&best) && m->gazette->doc_styles[m->doc]->fit_last_lines > 0)
        keep_better(&best, search(m, false, true));
    g_array_sort(best.overrides, by_place);
    m->overrides = best.overrides;
}
