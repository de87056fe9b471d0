/* main.c: gongbao COMMAND …: the table of commands; finds the one that was typed, reads its options, runs it.
 *
 * setlocale is never called: bytes are printed as they are, numbers do not depend on the machine.
 */
#include "cli/against.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/confine.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "cli/out_of_memory.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/commands/watch.h"

#include "base/process/heap.h"
#include "base/process/version.h"
#include "base/text/hint.h"
#include "proof/proof.h"

#include <string.h>

/* ---- the commands about the program itself */

static int run_version(struct gaz_cli *cli) {
    bool none = strcmp(gaz_commit, GAZ_NO_COMMIT) == 0;
    printf(gaz_pick(cli, "gongbao %s (提交 %s)\n", "gongbao %s (commit %s)\n"), gaz_version,
           none ? gaz_pick(cli, GAZ_NO_COMMIT, "unknown") : gaz_commit);
    return GAZ_EXIT_OK;
}

static const struct gaz_command *find_command(const char *name);
static void print_overview(const struct gaz_cli *cli, FILE *out);

static int run_completion(struct gaz_cli *cli);

static int run_help(struct gaz_cli *cli) {
    if (!cli->argument) {
        print_overview(cli, stdout);
        return GAZ_EXIT_OK;
    }
    const char *page = gaz_manual_page(cli->argument);
    if (page) {
        fputs(page, stdout);
        return GAZ_EXIT_OK;
    }
    const struct gaz_command *command = find_command(cli->argument);
    if (!command)
        return gaz_usage_error(cli, gaz_pick(cli, "没有命令“%s”", "there is no command \"%s\""),
                               cli->argument);
    gaz_help_of(cli, command, stdout);
    return GAZ_EXIT_OK;
}

/* ---- the table, in the order of the help; the last one has no name */

enum {
    READS = GAZ_TAKES_FONTS | GAZ_TAKES_RUN | GAZ_TAKES_HELP,
};

static const struct gaz_command commands[] = {
    {"build",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_FILE | GAZ_TAKES_DUMP | GAZ_TAKES_LOCKED | GAZ_TAKES_KINDS | GAZ_TAKES_REPORT |
         GAZ_TAKES_SPLIT,
     gaz_build_run,
     {"本期文件夹 [--for screen,print] [-o FILE.pdf] [选项]",
      "DIR [--for screen,print] [-o FILE.pdf] [options]"},
     {"把一期排成PDF；原有的PDF只在成功时替换",
      "set an issue as a PDF; an earlier one is replaced only on success"}},
    {"lock",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_FORCE | GAZ_TAKES_KINDS | GAZ_TAKES_SPLIT,
     gaz_lock_run,
     {"本期文件夹 [--for screen,print] [--force] [选项]", "DIR [--for screen,print] [--force] [options]"},
     {"付印时锁定一期：文稿、样式、字体和成品都记入issue.lock",
      "freeze an issue when it is signed for printing: issue.lock"}},
    {"approve",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_STAGE | GAZ_TAKES_SIGN | GAZ_TAKES_FORCE | GAZ_TAKES_KINDS | GAZ_TAKES_SPLIT,
     gaz_approve_run,
     {"本期文件夹 --stage 付印 --by 姓名 [--for screen,print] [选项]",
      "DIR --stage 付印 --by NAME [--for screen,print] [options]"},
     {"签字：锁定一期，记下校次、姓名、日期", "sign an issue: lock it, with round, name and date"}},
    {"status",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_JSON,
     gaz_status_run,
     {"本期文件夹 [--json] [选项]", "DIR [--json] [options]"},
     {"一期谁签了字，现在是不是签字的那一份，哪里不同（退出状态：0 一样　1 不同、没有锁定）",
      "who signed an issue, whether it is still what was signed, and what differs (exit status: 0 the same, "
      "1 "
      "different or not locked)"}},
    {"regenerate",
     GAZ_ARGUMENT_ARCHIVE,
     GAZ_TAKES_FONTS | GAZ_TAKES_ARCHIVE | GAZ_TAKES_LOCKED | GAZ_TAKES_KINDS | GAZ_TAKES_RUN |
         GAZ_TAKES_HELP | GAZ_TAKES_SPLIT,
     gaz_regenerate_run,
     {"各期所在的文件夹 -o OUT [选项]", "ARCHIVE -o OUT [options]"},
     {"把一个文件夹之下的各期全部排出，几期同时排", "set every issue below a folder, several at once"}},
    {"volume",
     GAZ_ARGUMENT_FOLDERS,
     READS | GAZ_TAKES_VOLUME | GAZ_TAKES_KINDS,
     gaz_volume_run,
     {"各期文件夹… -o FILE.pdf [选项]", "DIR… -o FILE.pdf [options]"},
     {"把一年各期合订成一个PDF，前面加年度总目录",
      "bind a year's issues in one PDF, behind a cumulative contents"}},
    {"check",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_JSON | GAZ_TAKES_FIX,
     gaz_check_run,
     {"本期文件夹 [--json] [--fix [--write] | --accept=N --reason=TEXT] [选项]",
      "DIR [--json] [--fix [--write] | --accept=N --reason=TEXT] [options]"},
     {"查一期的错误和文字里的毛病；加--fix、--accept才改正、放行",
      "look for errors in an issue and faults in its text; --fix corrects, --accept lets stand"}},
    {"png",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_PREFIX | GAZ_TAKES_PAGES,
     gaz_png_run,
     {"本期文件夹 [-p 3,5-8] [-r DPI] [-o PREFIX]", "DIR [-p 3,5-8] [-r DPI] [-o PREFIX]"},
     {"把各页画成PNG图片", "draw pages as PNG pictures"}},
    {"fonts",
     GAZ_ARGUMENT_FOLDER_OR_STYLE,
     READS,
     gaz_fonts_run,
     {"[本期文件夹或样式名]", "[DIR or style]"},
     {"哪一种字体实际用哪个字体文件", "which face serves which family"}},
    {"style",
     GAZ_ARGUMENT_FOLDER_OR_STYLE,
     GAZ_TAKES_RUN | GAZ_TAKES_HELP,
     gaz_style_run,
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
    {"clean",
     GAZ_ARGUMENT_FOLDER_AND_FILES,
     GAZ_TAKES_CLEAN | GAZ_TAKES_JSON | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_clean_run,
     {"本期文件夹 [文件…] [--write] [--json]", "DIR [FILE…] [--write] [--json]"},
     {"显示怎样把文稿改成UTF-8，改行末，去掉不可见的字符，改兼容字形；加--write才写入",
      "show how sources become UTF-8 with plain line ends, without invisible characters and look-alikes; "
      "--write "
      "writes it"}},
    {"fit",
     GAZ_ARGUMENT_FOLDER_AND_DOCUMENT,
     GAZ_TAKES_FONTS | GAZ_TAKES_CHOICE | GAZ_TAKES_JSON | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_fit_run,
     {"本期文件夹 [文件] [--choose=N [--write]] [选项]", "DIR [DOC] [--choose=N [--write]] [options]"},
     {"凑版：末页太短的文件有哪些办法，各有什么得失；选定的写入文稿",
      "documents whose last page is short: the remedies, what each gains and costs; the chosen one written"}},
    {"match",
     GAZ_ARGUMENT_TWO,
     GAZ_TAKES_FONTS | GAZ_TAKES_CLEAN | GAZ_TAKES_COPY | GAZ_TAKES_JSON | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_match_run,
     {"本期文件夹 印本 [--write] [-o FILE.txt] [--json] [选项]　（印本：文字，或带文字层的PDF）",
      "DIR PRINT [--write] [-o FILE.txt] [--json] [options]  (PRINT: text, or a PDF with a text layer)"},
     {"旧的一期同印本比对：哪些页、哪些行不合，用哪些记号和数值合得上；加--write写入文稿",
      "a back issue against its printed copy: which pages and lines differ, which marks and values mend it; "
      "--write writes them"}},
    {"proof",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_STAGE | GAZ_TAKES_PROOF | GAZ_TAKES_AGAINST,
     gaz_proof_run,
     {"本期文件夹 --stage 校次 -o OUT [--against OLD] [--marks FILE]… [选项]",
      "DIR --stage ROUND -o OUT [--against OLD] [--marks FILE]... [options]"},
     {"出校样：每页1:1，有行号、查出的问题、批改的地方；同上次比，另有核红表",
      "make a proof: each page 1:1 with line identifiers, findings and room for marks; what changed since"}},
    {"desk",
     GAZ_ARGUMENT_FOLDER,
     READS | GAZ_TAKES_DESK | GAZ_TAKES_AGAINST,
     gaz_proof_desk_run,
     {"本期文件夹 -o FILE.html [--against OLD] [--marks FILE]… [选项]",
      "DIR -o FILE.html [--against OLD] [--marks FILE]... [options]"},
     {"校对台：一个网页文件，各页、查出的问题、改动和批注都在里面，不用联网",
      "one HTML file with the pages, the findings, the changes and the marks; needs no network"}},
    {"watch",
     GAZ_ARGUMENT_FOLDER,
     GAZ_TAKES_FONTS | GAZ_TAKES_WATCH | GAZ_TAKES_AGAINST | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_watch_command_run,
     {"本期文件夹 [--editor 命令] [--open] [--against OLD] [--marks FILE]… [选项]",
      "DIR [--editor COMMAND] [--open] [--against OLD] [--marks FILE]... [options]"},
     {"一面写，一面在浏览器里看版面：每次保存就重排，变了的页马上换上",
      "the pages in a browser while you write: each save sets the issue anew and shows what changed"}},
    {"marks",
     GAZ_ARGUMENT_FOLDER_AND_FILES,
     GAZ_TAKES_FONTS | GAZ_TAKES_APPLY | GAZ_TAKES_JSON | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_marks_run,
     {"本期文件夹 校样… [--apply=N [--write]] [--json] [选项]",
      "DIR PROOF… [--apply=N [--write]] [--json] [options]"},
     {"校样（PDF）上的批注各在文稿的哪一行哪一字",
      "what was marked on a proof (PDF), at which character of the sources"}},
    {"new",
     GAZ_ARGUMENT_NEW,
     GAZ_TAKES_FROM | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_new_run,
     {"新的文件夹 [--from 上一期文件夹]", "DIR [--from LAST_ISSUE]"},
     {"接着上一期建下一期的文件夹，附各种公文的模板",
      "begin the next issue's folder from the last one, with templates of documents"}},
    {"import",
     GAZ_ARGUMENT_FILES,
     GAZ_TAKES_IMPORT | GAZ_TAKES_TALK | GAZ_TAKES_HELP,
     gaz_import_run,
     {"来稿… [-o FILE.md|DIR] [--into 本期文件夹 --under 栏目] [选项]",
      "FILE… [-o FILE.md|DIR] [--into DIR --under COLUMN] [options]"},
     {"来稿（Word、WPS文件，网页，文字）转成文稿，附报告：什么没有收、添了什么、改了什么",
      "files of Word or WPS, web pages, text become sources, with a report of all that was left out, put in, "
      "changed"}},
    {"keys",
     GAZ_ARGUMENT_KEY,
     GAZ_TAKES_SCHEMA | GAZ_TAKES_HELP,
     gaz_keys_run,
     {"[键 | --json-schema[=" GAZ_SCHEMA_NAMES "] | --snippets]",
      "[KEY | --json-schema[=" GAZ_SCHEMA_NAMES "] | --snippets]"},
     {"issue.yaml、文件头和样式可以写哪些键；写明一个，只说它和它的出处",
      "the keys of issue.yaml, front matter and styles; of one alone, with the rules that it cites"}},
    {"completion",
     GAZ_ARGUMENT_SHELL,
     GAZ_TAKES_HELP,
     run_completion,
     {GAZ_SHELL_NAMES, GAZ_SHELL_NAMES},
     {"命令行的补全：写出给外壳读的一段", "completion of command lines: what a shell reads"}},
    {"help",
     GAZ_ARGUMENT_COMMAND,
     GAZ_TAKES_HELP,
     run_help,
     {"[命令 | " GAZ_MANUAL_FORMAT "]", "[COMMAND | " GAZ_MANUAL_FORMAT "]"},
     {"总的或一个命令的说明；" GAZ_MANUAL_FORMAT "：稿件的全部写法",
      "help, in general or about one command; " GAZ_MANUAL_FORMAT ": all that a source may say"}},
    {"version",
     GAZ_ARGUMENT_NONE,
     GAZ_TAKES_HELP,
     run_version,
     {"", ""},
     {"版本和提交", "version and commit"}},
    {0},
};

/* ---- finding one and running it */

static void print_overview(const struct gaz_cli *cli, FILE *out) {
    gaz_help_overview(cli, commands, out);
}

static int run_completion(struct gaz_cli *cli) {
    if (gaz_completion_print(cli, commands, cli->argument, stdout)) return GAZ_EXIT_OK;
    return gaz_usage_error(cli,
                           gaz_pick(cli, "不会“%s”，会" GAZ_SHELL_NAMES, "not \"%s\", but " GAZ_SHELL_NAMES),
                           cli->argument);
}

static const struct gaz_command *find_command(const char *name) {
    for (const struct gaz_command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

/* the ways of asking that people try */
static const char *command_name(const char *typed) {
    if (strcmp(typed, "--help") == 0 || strcmp(typed, "-h") == 0) return "help";
    if (strcmp(typed, "--version") == 0 || strcmp(typed, "-V") == 0) return "version";
    return typed;
}

static int unknown_command(const struct gaz_cli *cli, const char *typed) {
    const char *names[32];
    uint32_t n = 0;
    for (const struct gaz_command *c = commands; c->name && n < G_N_ELEMENTS(names); c++)
        names[n++] = c->name;
    const char *nearest = gaz_nearest_name(typed, names, n);
    if (!nearest && g_file_test(typed, G_FILE_TEST_IS_DIR)) nearest = "build";
    struct gaz_hint hint = gaz_hint_of(nearest);
    gaz_usage_error(cli, gaz_pick(cli, "没有命令“%s”%s", "there is no command \"%s\"%s"), typed,
                    gaz_pick(cli, hint.chinese, hint.english));
    gaz_hint_clear(&hint);
    return GAZ_EXIT_USAGE;
}

static int run_command(struct gaz_cli *cli, int argc, char **argv) {
    if (!gaz_options_parse(cli, argc, argv)) return GAZ_EXIT_USAGE;
    if (cli->help) {
        gaz_help_of(cli, cli->command, stdout);
        return GAZ_EXIT_OK;
    }
    int status;
    if (!gaz_against_open(cli, &status) || !gaz_watch_begin(cli, &status)) return status;
    gaz_confine_writes(cli);
    if (!(cli->command->options & GAZ_TAKES_WATCH)) gaz_heap_settle(!cli->max_memory); /* `watch` stays */
    return cli->command->run(cli);
}

/* Answers on stdout must have arrived too: keys >/dev/full is a failure. */
static int check_output(const struct gaz_cli *cli, int status) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return status;
    fprintf(stderr, "gongbao: %s\n", gaz_pick(cli, "不能写到标准输出", "cannot write to standard output"));
    return GAZ_EXIT_IO;
}

static void clear(struct gaz_cli *cli) {
    g_free(cli->argument);
    g_free(cli->output);
    g_free(cli->dump);
    g_free(cli->explain_line);
    g_free(cli->pages);
    g_free(cli->dpi);
    g_free(cli->jobs);
    g_free(cli->max_seconds);
    g_free(cli->max_memory);
    g_free(cli->shard);
    g_free(cli->worker);
    g_free(cli->second);
    g_free(cli->from);
    g_free(cli->choose);
    g_free(cli->kinds_text);
    g_free(cli->profile);
    g_free(cli->pdfx);
    g_free(cli->impose);
    g_free(cli->press_report);
    g_free(cli->stage);
    g_free(cli->against);
    gaz_proof_state_free(cli->earlier);
    g_free(cli->earlier_pages);
    g_free(cli->date);
    g_strfreev(cli->by);
    g_strfreev(cli->fonts);
    g_strfreev(cli->accept);
    g_strfreev(cli->apply);
    g_strfreev(cli->mark_files);
    g_free(cli->reason);
    g_free(cli->into);
    g_free(cli->under);
    g_free(cli->keep);
    g_free(cli->report);
    g_free(cli->port);
    g_free(cli->editor);
    gaz_watch_close(cli->watch);
    g_free(cli->schema_of);
    if (cli->folders) g_ptr_array_free(cli->folders, TRUE);
}

int gaz_command_line_run(int argc, char **argv) {
    struct gaz_cli cli = {.language = gaz_language_from_environment()};
    if (argc < 2) {
        print_overview(&cli, stderr);
        return GAZ_EXIT_USAGE;
    }
    gaz_out_of_memory_say(cli.language);
    gaz_signals_catch();
    const char *name = command_name(argv[1]);
    cli.command = find_command(name);
    int status = cli.command ? run_command(&cli, argc - 1, argv + 1) : unknown_command(&cli, name);
    status = check_output(&cli, status);
    clear(&cli);
    return status;
}

int main(int argc, char **argv) {
    return gaz_command_line_run(argc, argv);
}
