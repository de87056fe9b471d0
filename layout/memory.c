/* memory.c: two tables, of this setting and of the one before; an answer that is asked for again changes
 * over. */
#include "layout/memory.h"

#include <string.h>

struct gaz_memory {
    GHashTable *now, *before; /* GBytes * to GBytes * */
};

/* By eight bytes at a time (FNV-1a's step and offset): the questions are long, and compared whole besides. */
static guint hash_bytes(gconstpointer key) {
    gsize n;
    const unsigned char *bytes = g_bytes_get_data((GBytes *)key, &n);
    guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325), eight;
    for (gsize i = 0; i < n; i += sizeof eight) {
        eight = 0;
        memcpy(&eight, bytes + i, MIN(sizeof eight, n - i));
        hash = (hash ^ eight) * G_GUINT64_CONSTANT(0x100000001b3);
        hash ^= hash >> 32;
    }
    return (guint)hash;
}

static void forget(gpointer bytes) {
    g_bytes_unref(bytes);
}

static GHashTable *table_new(void) {
    return g_hash_table_new_full(hash_bytes, g_bytes_equal, forget, forget);
}

struct gaz_memory *gaz_memory_new(void) {
    struct gaz_memory *memory = g_new(struct gaz_memory, 1);
    *memory = (struct gaz_memory){table_new(), table_new()};
    return memory;
}

void gaz_memory_free(struct gaz_memory *memory) {
    if (!memory) return;
    g_hash_table_unref(memory->now);
    g_hash_table_unref(memory->before);
    g_free(memory);
}

void gaz_memory_begin(struct gaz_memory *memory) {
    g_hash_table_unref(memory->before);
    memory->before = memory->now;
    memory->now = table_new();
}

const void *gaz_memory_find(struct gaz_memory *memory, GBytes *question, size_t *n_answer) {
    GBytes *answer = g_hash_table_lookup(memory->now, question);
    gpointer known = NULL, earlier = NULL;
    if (!answer && g_hash_table_steal_extended(memory->before, question, &known, &earlier)) {
        answer = earlier;
        g_hash_table_insert(memory->now, known, answer);
    }
    return answer ? g_bytes_get_data(answer, n_answer) : NULL;
}

void gaz_memory_keep(struct gaz_memory *memory, GBytes *question, const void *answer, size_t n_answer) {
    g_hash_table_insert(memory->now, g_bytes_ref(question), g_bytes_new(answer, n_answer));
}
