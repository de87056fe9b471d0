/* child.h: a child process that may do little, for what decodes and reads bytes from outside. */
#ifndef GAZ_BASE_PROCESS_CHILD_H
#define GAZ_BASE_PROCESS_CHILD_H

#include <glib.h>
#include <stdbool.h>

struct gaz_child_limits {
    unsigned seconds;            /* of processor time; 0: whoever calls sees to it */
    unsigned addresses, written; /* MiB */
    bool opens;                  /* may open files for reading, and begin threads: fontconfig and pango do */
};

/* In the child, before it reads anything: takes the limits; from then on it opens nothing, or nothing for
 * writing, begins no program and knows no network. Under a sanitizer, which asks for more than any reader,
 * only part of it.
 */
void gaz_child_shut_in(struct gaz_child_limits limits);

/* Writes all of it; false: it cannot. */
bool gaz_child_write(int to, const void *data, size_t size);

/* What a child does: it gets ready, shuts itself in, and writes its answer. False: it could not. */
typedef bool gaz_child_work(const void *context, int to);

/* Has the work done in a child, whose memory is a copy of ours. What it has written once it has ended well,
 * whole; NULL: it has not. The name is for whoever looks at the process. */
GBytes *gaz_child_answer(const char *name, gaz_child_work *work, const void *context);

#endif
