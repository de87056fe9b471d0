/* process.h: a process of its own for an issue.
 *
 * It is a copy of the parent, so that nothing is loaded and linked anew: half of what an issue costs of which
 * nothing is to be made. The parent has read no issue by then, and has one thread.
 */
#ifndef GAZ_ARCHIVE_REGENERATE_PROCESS_H
#define GAZ_ARCHIVE_REGENERATE_PROCESS_H

#include "archive/archive.h"

#include <sys/types.h>

/* Begins it with signals as a fresh program has them, in a group of its own, so that ^C reaches the parent
 * alone; nothing to read, nothing printed, complaints into a file; no open file of the parent. Gives its
 * number; -1: errno says why there is none. */
pid_t gaz_process_begin(gaz_command_line *run, char **words, const char *complaints);

#endif
