/* say.h: how all of cli/ speaks: in which language, and what it says of a command line that it cannot use. */
#ifndef GAZ_CLI_SAY_H
#define GAZ_CLI_SAY_H

#include "cli/cli.h"

#include <stdarg.h>

/* One of a pair, by language. */
const char *gaz_pick(const struct gaz_cli *cli, const char *chinese, const char *english)
    __attribute__((format_arg(2), format_arg(3)));

/* Whether what goes on is told to a person: on a terminal, or with -v. */
bool gaz_speaks(const struct gaz_cli *cli);

/* One line as a terminal may show it, whatever its arguments hold; freed with g_free. */
char *gaz_say_format(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* Prints "gongbao: …" and where help is; gives the exit status 2. */
int gaz_usage_error(const struct gaz_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
