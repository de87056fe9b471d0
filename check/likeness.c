/* likeness.c: the lists of alike.def by their characters. */
#include "check/likeness.h"

#include <string.h>

static const struct list {
    enum gaz_likeness likeness;
    const char *groups;
} lists[] = {
#define GAZ_ALIKE(likeness, groups) {GAZ_##likeness, (groups)},
#include "check/alike.def"
#undef GAZ_ALIKE
};

static void add_group(GHashTable *alike, struct gaz_alike group) {
    for (const char *at = group.characters; *at && *at != ' '; at = g_utf8_next_char(at)) {
        gpointer key = GUINT_TO_POINTER(g_utf8_get_char(at));
        GArray *of = g_hash_table_lookup(alike, key);
        if (!of) {
            of = g_array_new(FALSE, FALSE, sizeof(struct gaz_alike));
            g_hash_table_insert(alike, key, of);
        }
        g_array_append_val(of, group);
    }
}

static void add_groups(GHashTable *alike, const struct list *list) {
    for (const char *at = list->groups; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        add_group(alike, (struct gaz_alike){list->likeness, at});
    }
}

/* Of a character the groups that have it (GArray of struct group). Made once, like the words: whoever checks
 * while an issue is written does so again and again. */
static GHashTable *alike_table(void) {
    static GHashTable *table;
    static gsize is_made;
    if (!g_once_init_enter(&is_made)) return table;
    table = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        add_groups(table, &lists[i]);
    g_once_init_leave(&is_made, 1);
    return table;
}

const GArray *gaz_alike_groups(uint32_t ch) {
    return g_hash_table_lookup(alike_table(), GUINT_TO_POINTER(ch));
}

bool gaz_are_alike(uint32_t one, uint32_t other) {
    const GArray *of = gaz_alike_groups(one);
    for (guint i = 0; of && i < of->len; i++)
        for (const char *at = g_array_index(of, struct gaz_alike, i).characters; *at && *at != ' ';
             at = g_utf8_next_char(at))
            if (g_utf8_get_char(at) == other) return true;
    return false;
}
