/* memory.h: what was found out in one setting and need not be found out anew in the next: where the lines of
 * a paragraph end, what stands between the words of a title.
 *
 * Answers of pure functions only, each under all that its function was asked, to the last bit: a setting with
 * a memory is the setting without one. What a setting does not ask for is forgotten behind the next, so it
 * holds two settings at most.
 */
#ifndef GAZ_LAYOUT_MEMORY_H
#define GAZ_LAYOUT_MEMORY_H

#include <glib.h>
#include <stddef.h>

struct gaz_memory;

struct gaz_memory *gaz_memory_new(void);
void gaz_memory_free(struct gaz_memory *memory);

/* A setting begins. */
void gaz_memory_begin(struct gaz_memory *memory);

/* The answer to a question and its length; NULL when it is not known. The memory's, until the setting ends.
 */
const void *gaz_memory_find(struct gaz_memory *memory, GBytes *question, size_t *n_answer);

/* Keeps an answer (copied) to a question that is not known. */
void gaz_memory_keep(struct gaz_memory *memory, GBytes *question, const void *answer, size_t n_answer);

#endif
