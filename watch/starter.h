/* starter.h: the process that runs programs for one that may not.
 *
 * A confined process starts nothing. So before it is confined it begins another one, which knows the command
 * that the user gave and the folder, and takes nothing but a file's name, a line and a column, or an address
 * for the desktop's browser. It ends with the first.
 */
#ifndef GAZ_WATCH_STARTER_H
#define GAZ_WATCH_STARTER_H

#include <stdbool.h>
#include <stdint.h>

struct gaz_diags;

/* NULL after a complaint: the command is none, or its program is not there. Without a command and unless it
 * shows, there is no other process, and nothing is ever opened. */
struct gaz_starter;
struct gaz_starter *gaz_starter_new(const char *folder, const char *command, bool shows,
                                    struct gaz_diags *diags);
void gaz_starter_free(struct gaz_starter *starter); /* NULL is allowed */

bool gaz_starter_has_editor(const struct gaz_starter *starter);

/* The editor at a place of a file below the folder. False: it could not be asked. */
bool gaz_starter_open(struct gaz_starter *starter, const char *file, uint32_t line, uint32_t column);

/* The desktop's browser at an address. */
bool gaz_starter_show(struct gaz_starter *starter, const char *address);

#endif
