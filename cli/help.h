/* help.h: what a person reads who asks the program. */
#ifndef GAZ_CLI_HELP_H
#define GAZ_CLI_HELP_H

#include "cli/cli.h"

#include <stdio.h>

/* All commands (the last one has no name), a line each. */
void gaz_help_overview(const struct gaz_cli *cli, const struct gaz_command *commands, FILE *out);
void gaz_help_of(const struct gaz_cli *cli, const struct gaz_command *command, FILE *out);

#endif
