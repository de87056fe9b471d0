/* say.c: see say.h. */
#include "cli/say.h"

#include "base/text/visible.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

const char *gaz_pick(const struct gaz_cli *cli, const char *chinese, const char *english) {
    return cli->language == GAZ_ENGLISH ? english : chinese;
}

char *gaz_say_format(const char *format, va_list args) {
    g_autofree char *text = g_strdup_vprintf(format, args);
    return gaz_visible(text);
}

int gaz_usage_error(const struct gaz_cli *cli, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *text = gaz_say_format(format, args);
    va_end(args);
    fprintf(stderr, "gongbao: %s", text);
    const char *command = cli->command ? cli->command->name : NULL;
    fprintf(stderr, gaz_pick(cli, "\n用法见：gongbao %s%s\n", "\nsee: gongbao %s%s\n"),
            command ? "help " : "--help", command ? command : "");
    return GAZ_EXIT_USAGE;
}

bool gaz_speaks(const struct gaz_cli *cli) {
    return !cli->quiet && (cli->verbose || isatty(STDERR_FILENO));
}
