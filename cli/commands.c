/* commands.c: the commands, each a short list of calls. */
#include "cli/cli.h"
#include "cli/png.h"

#include "archive/archive.h"
#include "gazette.h"
#include "output/output.h"

#include <string.h>

/* ---- build */

static void dump_doc(const struct gaz_gazette *gazette) {
    gaz_issue_dump(gazette->issue, stdout);
}
static void dump_style(const struct gaz_gazette *gazette) {
    gaz_style_dump(gazette->style, stdout);
}
static void dump_pages(const struct gaz_gazette *gazette) {
    gaz_pages_dump(gazette->pages, stdout);
}
static void dump_lines(const struct gaz_gazette *gazette) {
    gaz_lines_dump(gazette->pages, stdout);
}

struct dump {
    const char *name;
    enum gaz_stage last;
    void (*print)(const struct gaz_gazette *gazette);
};

static const struct dump dumps[] = {
    {"doc", GAZ_STAGE_DOC, dump_doc},
    {"style", GAZ_STAGE_STYLE, dump_style},
    {"pages", GAZ_STAGE_PAGES, dump_pages},
    {"lines", GAZ_STAGE_PAGES, dump_lines},
};

static int run_dump(struct gaz_cli *cli, const struct dump *dump) {
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, dump->last)) dump->print(run.gazette);
    return gaz_run_end(&run);
}

static int run_named_dump(struct gaz_cli *cli) {
    for (size_t i = 0; i < G_N_ELEMENTS(dumps); i++)
        if (strcmp(cli->dump, dumps[i].name) == 0) return run_dump(cli, &dumps[i]);
    return gaz_usage_error(cli,
                           gaz_pick(cli, "--dump只能是doc、style、pages或lines，不是“%s”",
                                    "--dump is doc, style, pages or lines, not \"%s\""),
                           cli->dump);
}

/* Made in memory, read back, held against the lock, and only then put in place. */
static void write_pdf(const struct gaz_run *run, const char *path) {
    g_autoptr(GBytes) pdf = gaz_run_make_pdf(run);
    if (!pdf || (run->cli->locked && !gaz_lock_compare(run->gazette, pdf, run->diags))) return;
    if (gaz_run_write(run, path, pdf))
        gaz_run_say(run, gaz_pick(run->cli, "已写出 %s（%u页）", "wrote %s (%u pages)"), path,
                    run->gazette->pages->n_pages);
}

static int run_build(struct gaz_cli *cli) {
    if (cli->dump) return run_named_dump(cli);
    if (cli->explain_line) return gaz_explain_run(cli);
    if (cli->worker) return gaz_worker_run(cli);
    if (cli->locked && cli->screen_rotate)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "--locked和--screen-rotate不能一起用",
                                        "--locked and --screen-rotate exclude each other"));
    char *path = gaz_output_path(cli);
    if (!path) return GAZ_EXIT_USAGE;
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) write_pdf(&run, path);
    g_free(path);
    return gaz_run_end(&run);
}

/* ---- the others */

static int run_check(struct gaz_cli *cli) {
    struct gaz_run run;
    bool good = gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run);
    g_autoptr(GBytes) pdf = good ? gaz_run_make_pdf(&run) : NULL; /* a broken picture shows only there */
    if (pdf)
        gaz_run_say(&run, gaz_pick(cli, "没有错误，警告%u条，共%u页", "no errors, %u warnings, %u pages"),
                    gaz_diags_count(run.diags, GAZ_WARNING), run.gazette->pages->n_pages);
    return gaz_run_end(&run);
}

static int run_png(struct gaz_cli *cli) {
    struct gaz_png_wish wish;
    if (!gaz_png_wish_read(&wish, cli)) return GAZ_EXIT_USAGE;
    struct gaz_run run;
    bool there = true;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run))
        there = gaz_png_write(&run, &wish);
    gaz_png_wish_clear(&wish);
    int status = gaz_run_end(&run);
    if (there) return status;
    return gaz_usage_error(cli, gaz_pick(cli, "本期没有第%s页", "the issue has no page %s"), cli->pages);
}

static int run_fonts(struct gaz_cli *cli) {
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_FONTS)) gaz_fonts_report(run.gazette->fonts, stdout);
    return gaz_run_end(&run);
}

static int run_style(struct gaz_cli *cli) {
    return run_dump(cli, &(struct dump){"style", GAZ_STAGE_STYLE, dump_style});
}

static int run_keys(struct gaz_cli *cli) {
    bool english = cli->language == GAZ_ENGLISH;
    gaz_input_print_keys(stdout, english);
    fputc('\n', stdout);
    gaz_style_print_keys(stdout, english);
    return GAZ_EXIT_OK;
}

static int run_version(struct gaz_cli *cli) {
    (void)cli;
    puts("gongbao " GAZ_VERSION);
    return GAZ_EXIT_OK;
}

enum {
    READS = GAZ_TAKES_FONTS | GAZ_TAKES_RUN | GAZ_TAKES_HELP,
};

const struct gaz_command gaz_commands[] = {
    {"build",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_FILE | GAZ_TAKES_DUMP | GAZ_TAKES_LOCKED,
     run_build,
     {"本期文件夹 [-o FILE.pdf] [选项]", "DIR [-o FILE.pdf] [options]"},
     {"把一期排成PDF；原有的PDF只在成功时替换",
      "set an issue as a PDF; an earlier one is replaced only on success"}},
    {"lock",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_FORCE,
     gaz_lock_run,
     {"本期文件夹 [--force] [选项]", "DIR [--force] [options]"},
     {"付印时锁定一期：文稿、样式、字体和成品都记入issue.lock",
      "freeze an issue when it is signed for printing: issue.lock"}},
    {"regenerate",
     GAZ_ARGUMENT_ARCHIVE,
     GAZ_TAKES_FONTS | GAZ_TAKES_ARCHIVE | GAZ_TAKES_LOCKED | GAZ_TAKES_RUN | GAZ_TAKES_HELP,
     gaz_regenerate_run,
     {"各期所在的文件夹 -o OUT [选项]", "ARCHIVE -o OUT [options]"},
     {"把一个文件夹之下的各期全部排出，几期同时排", "set every issue below a folder, several at once"}},
    {"volume",
     GAZ_ARGUMENT_FOLDERS,
     READS | GAZ_TAKES_VOLUME,
     gaz_volume_run,
     {"各期文件夹… -o FILE.pdf [选项]", "DIR… -o FILE.pdf [options]"},
     {"把一年各期合订成一个PDF，前面加年度总目录",
      "bind a year's issues in one PDF, behind a cumulative contents"}},
    {"check",
     GAZ_ARGUMENT_FOLDER,
     READS,
     run_check,
     {"本期文件夹 [选项]", "DIR [options]"},
     {"只查一期的错误，什么都不写", "look for errors in an issue, write nothing"}},
    {"png",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_PREFIX | GAZ_TAKES_PAGES,
     run_png,
     {"本期文件夹 [-p 3,5-8] [-r DPI] [-o PREFIX]", "DIR [-p 3,5-8] [-r DPI] [-o PREFIX]"},
     {"把各页画成PNG图片", "draw pages as PNG pictures"}},
    {"fonts",
     GAZ_ARGUMENT_FOLDER_OR_STYLE,
     READS,
     run_fonts,
     {"[本期文件夹或样式名]", "[DIR or style]"},
     {"哪一种字体实际用哪个字体文件", "which face serves which family"}},
    {"style",
     GAZ_ARGUMENT_FOLDER_OR_STYLE,
     GAZ_TAKES_RUN | GAZ_TAKES_HELP,
     run_style,
     {"[本期文件夹或样式名]", "[DIR or style]"},
     {"样式的各项最后取什么值、在哪里写的", "every value of a style, and where it was set"}},
    {"diff",
     GAZ_ARGUMENT_TWO,
     GAZ_TAKES_FONTS | GAZ_TAKES_SUMMARY | GAZ_TAKES_JSON | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_diff_run,
     {"旧 新 [选项]　（本期文件夹，或--dump=pages、--dump=lines的输出）",
      "OLD NEW [options]  (issue folders, or what --dump=pages or --dump=lines printed)"},
     {"一期排了两次，哪些页相同、重排、有改动（退出状态：0 相同　1 不同　2 不能比较）",
      "two builds of one issue: which pages are identical, reflowed, changed (exit status: 0 same, 1 "
      "different, "
      "2 trouble)"}},
    {"fit",
     GAZ_ARGUMENT_FOLDER_AND_DOCUMENT,
     GAZ_TAKES_FONTS | GAZ_TAKES_CHOICE | GAZ_TAKES_JSON | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_fit_run,
     {"本期文件夹 [文件] [--choose=N [--write]] [选项]", "DIR [DOC] [--choose=N [--write]] [options]"},
     {"凑版：末页太短的文件有哪些办法，各有什么得失；选定的写入文稿",
      "documents whose last page is short: the remedies, what each gains and costs; the chosen one written"}},
    {"new",
     GAZ_ARGUMENT_NEW,
     GAZ_TAKES_FROM | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_new_run,
     {"新的文件夹 --from 上一期文件夹", "DIR --from LAST_ISSUE"},
     {"接着上一期建下一期的文件夹，附各种公文的模板",
      "begin the next issue's folder from the last one, with templates of documents"}},
    {"keys",
     GAZ_ARGUMENT_NONE,
     GAZ_TAKES_HELP,
     run_keys,
     {"", ""},
     {"issue.yaml、文件头和样式可以写哪些项目", "the keys of issue.yaml, front matter and styles"}},
    {"help",
     GAZ_ARGUMENT_COMMAND,
     GAZ_TAKES_HELP,
     gaz_help_command,
     {"[命令]", "[COMMAND]"},
     {"总的或一个命令的说明", "help, in general or about one command"}},
    {"version", GAZ_ARGUMENT_NONE, GAZ_TAKES_HELP, run_version, {"", ""}, {"版本", "version"}},
    {0},
};

const struct gaz_command *gaz_command_lookup(const char *name) {
    for (const struct gaz_command *c = gaz_commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}
