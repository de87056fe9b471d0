/* arena.h: one owner for each product.
 *
 * A stage's product (the model, a style, the pages) lives in one arena and is freed at once, never node by
 * node. Memory comes zeroed. Running out of memory ends the program (GLib's rule), before anything has been
 * written.
 */
#ifndef GAZ_BASE_PROCESS_ARENA_H
#define GAZ_BASE_PROCESS_ARENA_H

#include <stddef.h>

struct gaz_arena;

/* Empty; freeing it frees all that was had of it. */
struct gaz_arena *gaz_arena_new(void);
void gaz_arena_free(struct gaz_arena *arena); /* NULL is allowed */

/* Never NULL, zeroed, aligned for any type. */
void *gaz_arena_alloc(struct gaz_arena *arena, size_t size);
char *gaz_arena_strdup(struct gaz_arena *arena, const char *text);            /* NULL gives NULL */
char *gaz_arena_strndup(struct gaz_arena *arena, const char *text, size_t n); /* n bytes, NUL added */
char *gaz_arena_printf(struct gaz_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The grown copy of an array of `n` elements of `size` bytes with room for at least n + 1; *capacity is kept
 * here. */
void *gaz_arena_grow(struct gaz_arena *arena, void *array, size_t n, size_t *capacity, size_t size);

#define GAZ_NEW(arena, type) ((type *)gaz_arena_alloc((arena), sizeof(type)))
#define GAZ_NEW_ARRAY(arena, type, n) ((type *)gaz_arena_alloc((arena), sizeof(type) * (size_t)(n)))

/* Appends one zeroed element to `array` (fields: pointer, count, capacity) and gives its address. */
#define GAZ_PUSH(arena, array, n, capacity)                                                                  \
    ((array) = gaz_arena_grow((arena), (array), (n), &(capacity), sizeof *(array)), &(array)[(n)++])

#endif
