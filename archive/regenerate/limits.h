/* limits.h: what one issue of a regenerate run may use. A worker that hangs, or grows without end, costs its
 * own issue only: it is ended, its issue is marked with outcome LIMIT, the others go on.
 *
 * Processor time and memory are limits of the process, kept by the kernel. The wall clock is the parent's to
 * watch: it is for a worker that waits for something, so it runs several times as long, since workers share
 * processors.
 */
#ifndef GAZ_ARCHIVE_REGENERATE_LIMITS_H
#define GAZ_ARCHIVE_REGENERATE_LIMITS_H

#include "archive/archive.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum gaz_limit { GAZ_LIMIT_NONE, GAZ_LIMIT_PROCESSOR, GAZ_LIMIT_WALL, GAZ_LIMIT_MEMORY };

/* Sets them for a process that was just started. One that it inherited stays where it is lower. */
void gaz_limits_set(const struct gaz_regenerate_job *job, pid_t pid);

/* Microseconds of wall clock. */
int64_t gaz_limit_wall(const struct gaz_regenerate_job *job);

/* Which limit ended a worker; status as waitpid gives it. is_overdue: the parent has killed it. It is want of
 * memory when it ended with GAZ_EXIT_IO and its complaints name the option of the limit
 * (cli/out_of_memory.c): of the machine's own want they say something else. */
enum gaz_limit gaz_limit_hit(int status, bool is_overdue, const char *complaints);

/* For people, in the language of the job; freed with g_free. */
char *gaz_limit_text(const struct gaz_regenerate_job *job, enum gaz_limit limit);

#endif
