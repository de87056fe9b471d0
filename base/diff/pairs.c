/* pairs.c: a table of the most that the rest of both lists is worth, walked from its beginning. */
#include "base/diff/pairs.h"

#include <glib.h>

/* best[i, k]: the most that the elements from i and k on are worth; at[i, k]: what these two are. */
struct table {
    uint64_t *best;
    uint32_t *at;
    uint32_t row;
};

static size_t cell(const struct table *table, uint32_t i, uint32_t k) {
    return (size_t)i * table->row + k;
}

static void fill(const struct table *table, uint32_t n_old, gaz_pair_worth *worth, void *context) {
    for (uint32_t i = n_old; i-- > 0;)
        for (uint32_t k = table->row - 1; k-- > 0;) {
            uint32_t own = table->at[cell(table, i, k)] = worth(context, i, k);
            uint64_t paired = own ? table->best[cell(table, i + 1, k + 1)] + own : 0;
            uint64_t alone = MAX(table->best[cell(table, i + 1, k)], table->best[cell(table, i, k + 1)]);
            table->best[cell(table, i, k)] = MAX(paired, alone);
        }
}

bool gaz_pairs_make(uint32_t *old_of, uint32_t n_old, uint32_t n_new, gaz_pair_worth *worth, void *context) {
    if ((uint64_t)n_old * n_new > GAZ_MOST_PAIR_CELLS) return false;
    size_t cells = (size_t)(n_old + 1) * (n_new + 1);
    struct table table = {g_new0(uint64_t, cells), g_new0(uint32_t, cells), n_new + 1};
    fill(&table, n_old, worth, context);
    for (uint32_t k = 0; k < n_new; k++)
        old_of[k] = GAZ_NO_PAIR;
    for (uint32_t i = 0, k = 0; i < n_old && k < n_new;) {
        uint64_t here = table.best[cell(&table, i, k)];
        uint32_t own = table.at[cell(&table, i, k)];
        if (own && here == table.best[cell(&table, i + 1, k + 1)] + own)
            old_of[k++] = i++;
        else if (here == table.best[cell(&table, i + 1, k)])
            i++;
        else
            k++;
    }
    g_free(table.best);
    g_free(table.at);
    return true;
}
