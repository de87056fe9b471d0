/* watch.h: what of watch comes before the process is confined. */
#ifndef GAZ_CLI_COMMANDS_WATCH_H
#define GAZ_CLI_COMMANDS_WATCH_H

#include "cli/cli.h"
#include "watch/watch.h"

/* Of watch: takes the port and begins what runs the editor, into cli->watch. False after saying why not, with
 * the exit status. Does nothing for other commands. */
bool gaz_watch_begin(struct gaz_cli *cli, int *status);

#endif
