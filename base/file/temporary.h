/* temporary.h: what a file or a folder is called until it is whole: NAME.gongbao-XXXXXX, beside its place. */
#ifndef GAZ_BASE_FILE_TEMPORARY_H
#define GAZ_BASE_FILE_TEMPORARY_H

#include <signal.h>

/* The template that mkstemp and mkdtemp take. A NAME for which no room is left is cut at a character's end,
 * so that the longest name that a disk takes can be written. Freed with g_free. */
char *gaz_temporary_template(const char *target);

/* The NAME in it, cut if need be: what a temporary of this target begins with. Freed with g_free. */
char *gaz_temporary_begin(const char *target);

/* The NAME of such a name; NULL when it is not one. Freed with g_free. */
char *gaz_temporary_begin_of(const char *name);

/* Signals that ask for an end wait until what is half written is whole or gone. */
void gaz_ends_hold(sigset_t *earlier);
void gaz_ends_let(const sigset_t *earlier);

#endif
