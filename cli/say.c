/* say.c: see say.h. */
#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>

const char *gaz_pick(const struct gaz_cli *cli, const char *chinese, const char *english) {
    return cli->language == GAZ_ENGLISH ? english : chinese;
}

int gaz_usage_error(const struct gaz_cli *cli, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("gongbao: ", stderr);
    vfprintf(stderr, format, args);
    va_end(args);
    const char *command = cli->command ? cli->command->name : NULL;
    fprintf(stderr, gaz_pick(cli, "\n用法见：gongbao %s%s\n", "\nsee: gongbao %s%s\n"),
            command ? "help " : "--help", command ? command : "");
    return GAZ_EXIT_USAGE;
}
