/* help.c: what a person reads who asks the program. */
#include "cli/help.h"
#include "cli/options.h"
#include "cli/say.h"

void gaz_help_overview(const struct gaz_cli *cli, const struct gaz_command *commands, FILE *out) {
    fputs(gaz_pick(cli, "gongbao——把一期公报的文件夹排成可以付印的PDF\n\n用法：gongbao 命令 …\n\n",
                   "gongbao: an issue folder of a gazette becomes a print-ready PDF\n\nusage: gongbao "
                   "COMMAND …\n\n"),
          out);
    for (const struct gaz_command *c = commands; c->name; c++)
        fprintf(out, "  %-10s %s\n", c->name, gaz_pick(cli, c->summary[0], c->summary[1]));
    fputs(gaz_pick(
              cli,
              "\n例：gongbao build 2024-06            写出 2024-06.pdf\n"
              "    gongbao check 2024-06            只查错，什么都不写\n"
              "    gongbao help build               一个命令的说明\n"
              "    gongbao help 格式                稿件的全部写法\n"
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
