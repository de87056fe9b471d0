/* aside.h: work in a process of its own, again and again, of which a text comes back: what takes long keeps
 * no save waiting.
 *
 * The process is begun once, before there is much memory: a copy of a process that has its pages set makes
 * each page of memory dear to write to for both.
 */
#ifndef GAZ_WATCH_ASIDE_H
#define GAZ_WATCH_ASIDE_H

#include <glib.h>

struct gaz_aside_job {
    void (*enter)(void *context);              /* in the other process, once: what is not its own is closed */
    void (*work)(void *context, GString *out); /* the same, whenever it is asked */
    void (*done)(void *context, const GString *text); /* in ours, from the main loop */
    void *context;
};

/* NULL: no process can be begun. It ends with ours. */
struct gaz_aside;
struct gaz_aside *gaz_aside_new(const struct gaz_aside_job *job);
void gaz_aside_free(struct gaz_aside *aside); /* NULL is allowed */

/* Asks for the work; while some is being done, for more of it, and nothing is told of that. */
void gaz_aside_ask(struct gaz_aside *aside);

/* Of work that is being done nothing is told: what it is about has changed. */
void gaz_aside_drop(struct gaz_aside *aside);

#endif
