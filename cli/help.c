/* help.c: what a person reads who asks the program. */
#include "cli/cli.h"

#include "base/schema.h"

#include <stdarg.h>
#include <string.h>

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

char *gaz_hint(const struct gaz_cli *cli, const char *nearest) {
    if (!nearest) return g_strdup("");
    return g_strdup_printf(gaz_pick(cli, "；是否为“%s”？", "; did you mean \"%s\"?"), nearest);
}

void gaz_help_overview(const struct gaz_cli *cli, FILE *out) {
    fputs(gaz_pick(cli, "gongbao——把一期公报的文件夹排成可以付印的PDF\n\n用法：gongbao 命令 …\n\n",
                   "gongbao: an issue folder of a gazette becomes a print-ready PDF\n\nusage: gongbao "
                   "COMMAND …\n\n"),
          out);
    for (const struct gaz_command *c = gaz_commands; c->name; c++)
        fprintf(out, "  %-10s %s\n", c->name, gaz_pick(cli, c->summary[0], c->summary[1]));
    fputs(gaz_pick(
              cli,
              "\n例：gongbao build 2024-06            写出 2024-06.pdf\n"
              "    gongbao check 2024-06            只查错，什么都不写\n"
              "    gongbao help build               一个命令的说明\n"
              "\n退出状态：0 完成　1 文稿有错　2 用法不对　3 有警告（--strict）　70 程序的错　74 不能读写\n",
              "\nexamples: gongbao build 2024-06      writes 2024-06.pdf\n"
              "          gongbao check 2024-06      looks for errors, writes nothing\n"
              "          gongbao help build         about one command\n"
              "\nexit status: 0 done, 1 errors in the documents, 2 usage, 3 warnings (--strict), 70 a bug, "
              "74 I/O\n"),
          out);
}

void gaz_help_of(const struct gaz_cli *cli, const struct gaz_command *command, FILE *out) {
    fprintf(out, gaz_pick(cli, "用法：gongbao %s%s%s\n\n%s\n", "usage: gongbao %s%s%s\n\n%s\n"),
            command->name, *command->usage[0] ? " " : "", gaz_pick(cli, command->usage[0], command->usage[1]),
            gaz_pick(cli, command->summary[0], command->summary[1]));
    fputc('\n', out);
    gaz_options_print(cli, command->options, out);
}

int gaz_help_command(struct gaz_cli *cli) {
    if (!cli->argument) {
        gaz_help_overview(cli, stdout);
        return GAZ_EXIT_OK;
    }
    const struct gaz_command *command = gaz_command_lookup(cli->argument);
    if (!command)
        return gaz_usage_error(cli, gaz_pick(cli, "没有命令“%s”", "there is no command \"%s\""),
                               cli->argument);
    gaz_help_of(cli, command, stdout);
    return GAZ_EXIT_OK;
}
