/* arena.c: memory in blocks, freed at once.
 *
 * A block is 64 KiB, or as large as a single request that does not fit. Addresses are aligned for every type.
 */
#include "base/process/arena.h"

#include "base/process/promise.h"

#include <glib.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

/* Under AddressSanitizer what was not given out is poisoned, so that reading past an array in the arena is
 * caught. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GAZ_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define GAZ_ASAN 1
#endif
#ifdef GAZ_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

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
    GAZ_PROMISE(size <= SIZE_MAX - sizeof(struct block));
    struct block *block = g_malloc0(sizeof *block + size);
    block->size = size;
    ASAN_POISON_MEMORY_REGION(block->bytes, size);
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

static void *alloc_small(struct gaz_arena *arena, size_t size) {
    if (!arena->blocks || arena->blocks->size - arena->blocks->used < size) {
        struct block *block = new_block(BLOCK_SIZE);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *at = (char *)arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += size;
    return at;
}

void *gaz_arena_alloc(struct gaz_arena *arena, size_t size) {
    GAZ_PROMISE(size <= SIZE_MAX - ALIGNMENT);
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    void *at = rounded > BLOCK_SIZE / 4 ? alloc_large(arena, rounded) : alloc_small(arena, rounded);
    ASAN_UNPOISON_MEMORY_REGION(at, size);
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
    GAZ_PROMISE(wanted > n && wanted <= SIZE_MAX / size);
    void *grown = gaz_arena_alloc(arena, wanted * size);
    if (n > 0) memcpy(grown, array, n * size);
    *capacity = wanted;
    return grown;
}
