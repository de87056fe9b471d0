/* completion.h: what bash, zsh and fish read to complete a command line, from the tables of commands and
 * options, so that neither lacks one.
 */
#ifndef GAZ_CLI_COMPLETION_H
#define GAZ_CLI_COMPLETION_H

#include "cli/cli.h"

#include <stdio.h>

/* All commands (the last one has no name) for one of GAZ_SHELL_NAMES; false, and nothing printed, for another
 * word. */
bool gaz_completion_print(const struct gaz_cli *cli, const struct gaz_command *commands, const char *shell,
                          FILE *out);

#endif
