/* reflow_text.c: which pages a reader of the next proof has to read, in words. */
#include "proof/changes/changes.h"

const char *const gaz_reflow_names[GAZ_N_REFLOWS + 1] = {"完全相同",   "只改了页码", "文字相同、重排",
                                                         "文字有改动", "新增",       "撤去"};

static void append_range(GString *out, const struct gaz_state_page *pages, uint32_t first, uint32_t last) {
    g_string_append(out, pages[first].label);
    if (last > first) g_string_append_printf(out, "%s%s", last > first + 1 ? "—" : "、", pages[last].label);
}

/* Whether the page goes on the list with the one before it; moved ones only when they were side by side. */
static bool goes_on(const struct gaz_text_changes *changes, enum gaz_reflow reflow, uint32_t page) {
    if (page >= changes->new->n_pages || changes->pages[page].reflow != reflow) return false;
    return reflow != GAZ_REFLOW_MOVED || changes->pages[page].old == changes->pages[page - 1].old + 1;
}

static void append_pages(GString *out, const struct gaz_text_changes *changes, enum gaz_reflow reflow,
                         size_t most) {
    for (uint32_t i = 0; i < changes->new->n_pages; i++) {
        uint32_t first = i;
        if (changes->pages[i].reflow != reflow) continue;
        while (goes_on(changes, reflow, i + 1))
            i++;
        if (out->len) g_string_append(out, "、");
        if (out->len > most) {
            g_string_append(out, "……");
            return;
        }
        append_range(out, changes->new->pages, first, i);
        if (reflow != GAZ_REFLOW_MOVED) continue;
        g_string_append(out, "（原");
        append_range(out, changes->old->pages, changes->pages[first].old, changes->pages[i].old);
        g_string_append(out, "）");
    }
}

static void append_gone(GString *out, const struct gaz_text_changes *changes, size_t most) {
    for (guint i = 0; i < changes->pages_gone->len; i++) {
        if (out->len) g_string_append(out, "、");
        if (out->len > most) {
            g_string_append(out, "……");
            return;
        }
        g_string_append_printf(out, "原%s",
                               changes->old->pages[g_array_index(changes->pages_gone, uint32_t, i)].label);
    }
}

char *gaz_reflow_pages(const struct gaz_text_changes *changes, enum gaz_reflow reflow, size_t most) {
    GString *out = g_string_new(NULL);
    if (reflow == GAZ_N_REFLOWS)
        append_gone(out, changes, most);
    else
        append_pages(out, changes, reflow, most);
    if (!out->len) g_string_append(out, "无");
    return g_string_free(out, FALSE);
}
