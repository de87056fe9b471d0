/* arena.c: memory in blocks, freed at once.
 *
 * A block is 64 KiB, or as large as a single request that does not fit. Addresses are aligned for every type.
 */
#include "base/arena.h"

#include <glib.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK_SIZE = 64 << 10, ALIGNMENT = _Alignof(max_align_t) };

struct block {
    struct block *next;
    size_t used, size;
    max_align_t bytes[];
};

struct gaz_arena {
    struct block *blocks; /* the first one has the room */
};

struct gaz_arena *gaz_arena_new(void) {
    return g_new0(struct gaz_arena, 1);
}

void gaz_arena_free(struct gaz_arena *arena) {
    if (!arena) return;
    for (struct block *block = arena->blocks; block;) {
        struct block *next = block->next;
        g_free(block);
        block = next;
    }
    g_free(arena);
}

static struct block *new_block(size_t size) {
    g_assert(size <= SIZE_MAX - sizeof(struct block));
    struct block *block = g_malloc0(sizeof *block + size);
    block->size = size;
    return block;
}

/* A large request gets a block of its own behind the first, so the first one's room is not given up. */
static void *alloc_large(struct gaz_arena *arena, size_t size) {
    struct block *block = new_block(size);
    block->used = size;
    if (arena->blocks) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block;
    }
    return block->bytes;
}

void *gaz_arena_alloc(struct gaz_arena *arena, size_t size) {
    g_assert(size <= SIZE_MAX - ALIGNMENT);
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size > BLOCK_SIZE / 4) return alloc_large(arena, size);
    if (!arena->blocks || arena->blocks->size - arena->blocks->used < size) {
        struct block *block = new_block(BLOCK_SIZE);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *at = (char *)arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += size;
    return at;
}

char *gaz_arena_strndup(struct gaz_arena *arena, const char *text, size_t n) {
    char *copy = gaz_arena_alloc(arena, n + 1);
    if (n > 0) memcpy(copy, text, n);
    return copy;
}

char *gaz_arena_strdup(struct gaz_arena *arena, const char *text) {
    return text ? gaz_arena_strndup(arena, text, strlen(text)) : NULL;
}

char *gaz_arena_printf(struct gaz_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    return gaz_arena_strdup(arena, text);
}

void *gaz_arena_grow(struct gaz_arena *arena, void *array, size_t n, size_t *capacity, size_t size) {
    if (n < *capacity) return array;
    size_t wanted = n < 4 ? 8 : n * 2;
    g_assert(wanted > n && wanted <= SIZE_MAX / size);
    void *grown = gaz_arena_alloc(arena, wanted * size);
    if (n > 0) memcpy(grown, array, n * size);
    *capacity = wanted;
    return grown;
}
