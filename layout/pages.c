/* pages.c: what every reader of the tree needs. */
#include "layout/pages.h"

#include <glib.h>

char *gaz_page_name(const struct gaz_page *page) {
    const char *prefix = page->label_prefix ? page->label_prefix : "";
    if (page->number > 0 && !page->label) return g_strdup_printf("%s%d", prefix, page->number);
    return g_strconcat(prefix, page->label ? page->label : "封面", NULL);
}

static bool belongs(const struct gaz_pages *pages, const struct gaz_item *item) {
    return item->artifact == GAZ_ARTIFACT_NONE && item->node < pages->n_nodes;
}

/* first[k + 1] becomes the number of items of the nodes up to k */
static void count_items(const struct gaz_pages *pages, uint32_t *first) {
    for (uint32_t p = 0; p < pages->n_pages; p++)
        for (uint32_t i = 0; i < pages->pages[p].n_items; i++)
            if (belongs(pages, &pages->pages[p].items[i])) first[pages->pages[p].items[i].node + 1]++;
    for (uint32_t k = 0; k < pages->n_nodes; k++)
        first[k + 1] += first[k];
}

struct gaz_node_items gaz_node_items_of(const struct gaz_pages *pages) {
    struct gaz_node_items sorted = {.first = g_new0(uint32_t, pages->n_nodes + 1)};
    count_items(pages, sorted.first);
    uint32_t *next = g_memdup2(sorted.first, sizeof *next * (pages->n_nodes + 1));
    sorted.items = g_new(struct gaz_placed_item, sorted.first[pages->n_nodes] + 1);
    for (uint32_t p = 0; p < pages->n_pages; p++)
        for (uint32_t i = 0; i < pages->pages[p].n_items; i++) {
            const struct gaz_item *item = &pages->pages[p].items[i];
            if (belongs(pages, item)) sorted.items[next[item->node]++] = (struct gaz_placed_item){item, p};
        }
    g_free(next);
    return sorted;
}

void gaz_node_items_clear(struct gaz_node_items *sorted) {
    g_clear_pointer(&sorted->first, g_free);
    g_clear_pointer(&sorted->items, g_free);
}
