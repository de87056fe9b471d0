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

/* An option as people see it. */
struct gaz_option_shown {
    const char *name;  /* without its dashes */
    char letter;       /* 0: none */
    const char *value; /* how the help calls it; NULL: it takes none */
    const char *help;
};

/* The next one of the bits (gaz_option_bit) that is in the help; *at is 0 at first. False: there is none. */
bool gaz_options_next(const struct gaz_cli *cli, unsigned bits, size_t *at, struct gaz_option_shown *option);

/* Those of the bits, a line each. */
void gaz_options_print(const struct gaz_cli *cli, unsigned bits, FILE *out);

#endif
