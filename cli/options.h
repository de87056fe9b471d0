/* options.h: the options of all commands. */
#ifndef GAZ_CLI_OPTIONS_H
#define GAZ_CLI_OPTIONS_H

#include "cli/cli.h"

#include <stdio.h>

/* Reads argv (argv[0] is the command's name) into cli, by cli->command. False after printing what is wrong.
 */
bool gaz_options_parse(struct gaz_cli *cli, int argc, char **argv);

/* Of --strict and --strict=fonts. */
enum gaz_strictness gaz_strictness_of(const struct gaz_cli *cli);

/* Those of the bits (gaz_option_bit), a line each. */
void gaz_options_print(const struct gaz_cli *cli, unsigned bits, FILE *out);

#endif
