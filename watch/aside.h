/* aside.h: work in a process of its own, of which a text comes back: what takes long keeps no save waiting,
 * and is given up when what it is about has changed.
 */
#ifndef GAZ_WATCH_ASIDE_H
#define GAZ_WATCH_ASIDE_H

#include <glib.h>

typedef void gaz_aside_work(void *context, GString *out);        /* in the other process */
typedef void gaz_aside_done(void *context, const GString *text); /* in ours, from the main loop */

/* NULL: no process can be begun. To be freed after `done`, or before, when it is given up. */
struct gaz_aside;
struct gaz_aside *gaz_aside_new(gaz_aside_work *work, gaz_aside_done *done, void *context);
void gaz_aside_free(struct gaz_aside *aside); /* NULL is allowed */

#endif
