/* options.c: one table of options; it is read by the parser and by the help. */
#include "cli/options.h"
#include "cli/kinds.h"
#include "cli/say.h"

#include "base/hint.h"
#include "output/output.h"

#include <string.h>

enum kind { FLAG, VALUE, VALUES };

struct option {
    const char *name;
    char letter; /* 0: none */
    enum kind kind;
    size_t offset; /* in struct gaz_cli */
    unsigned bit;
    const char *value;   /* how the help calls it */
    const char *help[2]; /* NULL: not in the help */
};

static const struct option options[] = {
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_FILE,
     "FILE.pdf",
     {"写到这个文件（默认：当前文件夹中以本期文件夹命名的PDF）",
      "write to this file (default: named after the folder)"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_PREFIX,
     "PREFIX",
     {"图片文件名的前一部分（默认：本期文件夹的名称）",
      "first part of the pictures' names (default: the folder's name)"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_VOLUME,
     "FILE.pdf",
     {"写到这个文件（必须写明）", "write to this file (must be given)"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_COPY,
     "FILE.txt",
     {"另外把从PDF读出的印本写成文字，改正以后可以代替它",
      "also write the printed copy that was read from a PDF as text, to be corrected and used instead"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_PROOF,
     "OUT",
     {"校样、proof.state和核红表写到这个文件夹（必须写明）",
      "the folder for the proof, proof.state and the table of changes (must be given)"}},
    {"fonts",
     0,
     VALUES,
     G_STRUCT_OFFSET(struct gaz_cli, fonts),
     GAZ_TAKES_FONTS,
     "DIR",
     {"先在这个文件夹里找字体，别处都没有的字也由它借；可以写几次",
      "look for fonts here first, and for characters that no family has; may be given several times"}},
    {"dump",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, dump),
     GAZ_TAKES_DUMP,
     "doc|style|pages|lines|structure",
     {"把文稿、样式、版面、各行的内容或版面的结构打印到标准输出，不写PDF",
      "print the model, style, pages, lines or the structure of the pages; write no PDF"}},
    {"explain-line",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, explain_line),
     GAZ_TAKES_DUMP,
     "PAGE:LINE|FILE:LINE",
     {"说明这一行为什么断在这里（行号同--dump=lines；FILE:LINE:COLUMN只说一行），不写PDF",
      "say why this line ends where it does (lines as --dump=lines counts them); write no PDF"}},
    {"pages",
     'p',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, pages),
     GAZ_TAKES_PAGES,
     "3,5-8",
     {"只要这些页（照印出的页码；默认：全部）", "these pages only (numbers as printed; default: all)"}},
    {"resolution",
     'r',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, dpi),
     GAZ_TAKES_PAGES,
     "DPI",
     {"每英寸的点数，" G_STRINGIFY(GAZ_LEAST_DPI) "至" G_STRINGIFY(GAZ_MOST_DPI) "（默认：" G_STRINGIFY(
          GAZ_USUAL_DPI) "）",
      "dots per inch, " G_STRINGIFY(GAZ_LEAST_DPI) " to " G_STRINGIFY(GAZ_MOST_DPI) " (default: " G_STRINGIFY(
          GAZ_USUAL_DPI) ")"}},
    {"screen-rotate",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, screen_rotate),
     GAZ_TAKES_FILE | GAZ_TAKES_VOLUME,
     NULL,
     {"横排的页在屏幕上转正；交付印刷的文件不要用",
      "turned pages stand upright on screens; not for the press"}},
    {"for",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, kinds_text),
     GAZ_TAKES_KINDS,
     "screen|print|archive[,…]",
     {"要哪种文件：screen看和办公室里印（默认），print付印，archive存档（PDF/A-2a、PDF/"
      "UA-1）；写几种就只排一次，各写一个",
      "which kinds of file: screen to read (default), print for a press, archive to keep (PDF/A-2a, "
      "PDF/UA-1); "
      "several of one layout"}},
    {"split",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, split),
     GAZ_TAKES_SPLIT,
     NULL,
     {"存档：一件公文一个PDF，以字号命名，同manifest.json一起写到-o的文件夹（lock、approve：锁定这些）",
      "to keep: a PDF of each document, named by its number, and manifest.json, in the folder of -o (lock, "
      "approve: these are locked)"}},
    {"profile",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, profile),
     GAZ_TAKES_KINDS,
     "FILE.icc",
     {"付印：印刷厂给的四色输出配置文件，代替样式里写的",
      "for a press: its profile of four colours, instead of the style's"}},
    {"pdfx",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, pdfx),
     GAZ_TAKES_KINDS,
     "1a|4",
     {"付印：PDF/X-1a:2003或PDF/X-4（默认：有配置文件的是4，没有的是1a）",
      "for a press: PDF/X-1a:2003 or PDF/X-4 (default: 4 with a profile, 1a without)"}},
    {"marks",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, marks),
     GAZ_TAKES_KINDS,
     NULL,
     {"付印：成品之外加裁切线、套准线和一行说明", "for a press: crop and registration marks and a slug"}},
    {"impose",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, impose),
     GAZ_TAKES_KINDS,
     "booklet",
     {"付印：拼成骑马订的小册子，一面两页",
      "for a press: two pages a side, in the order of a saddle stitch"}},
    {"press-report",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, press_report),
     GAZ_TAKES_REPORT,
     "FILE.json",
     {"付印：给印刷厂的说明写到这个文件", "for a press: what its shop should know goes to this file"}},
    {"stage",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, stage),
     GAZ_TAKES_STAGE,
     "一校|二校|三校|清样|付印",
     {"校次（必须写明）", "the round (must be given)"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_DESK,
     "FILE.html",
     {"写到这个文件（必须写明）", "write to this file (must be given)"}},
    {"marks",
     0,
     VALUES,
     G_STRUCT_OFFSET(struct gaz_cli, mark_files),
     GAZ_TAKES_DESK | GAZ_TAKES_PROOF | GAZ_TAKES_WATCH,
     "FILE",
     {"收回的有批注的校样（PDF、FDF、XFDF）；可以写几次",
      "a proof with marks (PDF, FDF, XFDF); may be given several times"}},
    {"port",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, port),
     GAZ_TAKES_WATCH,
     "N",
     {"用127.0.0.1的这个端口（默认：系统选一个空的）", "this port of 127.0.0.1 (default: a free one)"}},
    {"editor",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, editor),
     GAZ_TAKES_WATCH,
     "COMMAND",
     {"点一个字就运行这个命令，如'code -g {file}:{line}:{column}'（默认：环境变量GONGBAO_EDITOR）",
      "run this when a word is clicked, such as 'code -g {file}:{line}:{column}' (default: GONGBAO_EDITOR)"}},
    {"open",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, open),
     GAZ_TAKES_WATCH,
     NULL,
     {"用桌面的浏览器打开", "open it in the desktop's browser"}},
    {"poll",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, poll),
     GAZ_TAKES_WATCH,
     NULL,
     {"每半秒看一遍文件夹（默认：系统通知；网络上的文件夹自己会这样）",
      "look through the folder every half second (default: the kernel tells; folders of a network are looked "
      "through anyway)"}},
    {"against",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, against),
     GAZ_TAKES_AGAINST,
     "REV|DIR|proof.state",
     {"同哪一个状态比：上次的proof.state，另一个文件夹，或git里的版本",
      "what it is compared with: an earlier proof.state, a folder, a revision in git"}},
    {"grid",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, grid),
     GAZ_TAKES_PROOF,
     NULL,
     {"各页画出版心、行和字的格子", "draw the type area and its grid on each page"}},
    {"boxes",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, boxes),
     GAZ_TAKES_PROOF,
     NULL,
     {"各段、各格画出边框", "draw a frame around each paragraph and cell"}},
    {"by",
     0,
     VALUES,
     G_STRUCT_OFFSET(struct gaz_cli, by),
     GAZ_TAKES_SIGN,
     "NAME",
     {"签字的人（必须写明）；几个人写几次", "who signs (must be given); may be given several times"}},
    {"date",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, date),
     GAZ_TAKES_SIGN,
     "YYYY-MM-DD",
     {"签字的日期（默认：今天）", "the day of the signature (default: today)"}},
    {"locked",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, locked),
     GAZ_TAKES_LOCKED,
     NULL,
     {"有issue.lock的，与锁定时有任何不同就不写", "refuse when anything differs from issue.lock"}},
    {"force",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, force),
     GAZ_TAKES_FORCE,
     NULL,
     {"已经锁定、现在不同的，重新锁定", "lock anew what is locked and differs"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_ARCHIVE,
     "OUT",
     {"各期的PDF和manifest.json写到这个文件夹", "the folder for the PDFs and manifest.json"}},
    {"jobs",
     'j',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, jobs),
     GAZ_TAKES_ARCHIVE,
     "N",
     {"同时排几期（默认：处理器的个数）", "how many issues at once (default: as many as processors)"}},
    {"resume",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, resume),
     GAZ_TAKES_ARCHIVE,
     NULL,
     {"接着排：已经排好而什么都没有变的各期不再排", "go on: leave out what is made and has not changed"}},
    {"shard",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, shard),
     GAZ_TAKES_ARCHIVE,
     "I/N",
     {"只排N份中的第I份（从0数起），分给几台机器用", "only part I of N (from 0), to share among machines"}},
    {"max-seconds",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, max_seconds),
     GAZ_TAKES_ARCHIVE,
     "N",
     {"一期最多用处理器几秒（默认：600）；超过的那一期不排完，别的各期照排",
      "processor time that an issue may take (default: 600); one that takes more is ended, the others go "
      "on"}},
    {"max-memory",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, max_memory),
     GAZ_TAKES_ARCHIVE,
     "MIB",
     {"一期最多用多少内存（默认：4096 MiB）", "memory that an issue may take (default: 4096 MiB)"}},
    {"worker", 0, VALUE, G_STRUCT_OFFSET(struct gaz_cli, worker), GAZ_TAKES_FILE, NULL, {NULL, NULL}},
    {"json",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, json),
     GAZ_TAKES_JSON,
     NULL,
     {"用JSON写出", "write JSON"}},
    {"summary",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, summary),
     GAZ_TAKES_SUMMARY,
     NULL,
     {"只说各页怎样，不列改动的行", "what became of the pages only, no changed lines"}},
    {"choose",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, choose),
     GAZ_TAKES_CHOICE,
     "N",
     {"显示列出的第N个办法对文稿的改动", "show what remedy N of the list changes in the source"}},
    {"fix",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, fix),
     GAZ_TAKES_FIX,
     NULL,
     {"显示机械的毛病怎样改正：差异，改动的每个字",
      "show how mechanical faults are corrected: a diff, and every character"}},
    {"write",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, write),
     GAZ_TAKES_CHOICE | GAZ_TAKES_CLEAN | GAZ_TAKES_FIX | GAZ_TAKES_APPLY,
     NULL,
     {"把这一改动写入文稿", "write that change into the source"}},
    {"accept",
     0,
     VALUES,
     G_STRUCT_OFFSET(struct gaz_cli, accept),
     GAZ_TAKES_FIX,
     "N|FILE.json",
     {"放行：照列出的写全，如3-7f2c；或--json写出的若干处；可以写几次",
      "let stand: as it was printed, such as 3-7f2c; or what --json wrote of some; may be given several "
      "times"}},
    {"apply",
     0,
     VALUES,
     G_STRUCT_OFFSET(struct gaz_cli, apply),
     GAZ_TAKES_APPLY,
     "N|FILE.json",
     {"显示照列出的第N条改成什么（3,5-8）；或--json写出的若干条；可以写几次",
      "show what marks N of the list change (3,5-8); or what --json wrote of some; may be given several "
      "times"}},
    {"reason",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, reason),
     GAZ_TAKES_FIX,
     "TEXT",
     {"放行的理由（必须写明）", "why it is let stand (must be given)"}},
    {"output",
     'o',
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, output),
     GAZ_TAKES_IMPORT,
     "FILE.md|DIR",
     {"文稿写到这个文件，或者这个文件夹（默认：来稿所在的文件夹）",
      "write the source to this file or folder (default: the file's own folder)"}},
    {"report",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, report),
     GAZ_TAKES_IMPORT,
     "FILE.json",
     {"报告写到这个文件（默认：文稿旁边的“文稿.来稿.json”）",
      "write the report to this file (default: NAME.来稿.json beside the source)"}},
    {"into",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, into),
     GAZ_TAKES_IMPORT,
     "DIR",
     {"收进这一期：文稿以序号、文号命名，issue.yaml添一行",
      "take it into this issue: named by its number, with a line in issue.yaml"}},
    {"under",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, under),
     GAZ_TAKES_IMPORT,
     "COLUMN",
     {"收在目录的这个栏目之末", "at the end of this 栏目 of the contents"}},
    {"keep",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, keep),
     GAZ_TAKES_IMPORT,
     "CLASS,…",
     {"这几类写法照来稿，不改：空格、标点、引号、全角、字号、编号、部首",
      "leave these forms as they are: 空格 标点 引号 全角 字号 编号 部首"}},
    {"force",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, force),
     GAZ_TAKES_IMPORT,
     NULL,
     {"原有的文件换成新的", "replace what is there"}},
    {"from",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, from),
     GAZ_TAKES_FROM,
     "LAST_ISSUE",
     {"上一期的文件夹；不写：新办，样式gongbao-2026",
      "the last issue's folder; without it a first issue, in gongbao-2026"}},
    {"json-schema", /* as --strict: without a value, then with one */
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, json_schema),
     GAZ_TAKES_SCHEMA,
     NULL,
     {"写成给编辑器的JSON Schema：issue.yaml的", "as JSON Schema for editors: that of issue.yaml"}},
    {"json-schema",
     0,
     VALUE,
     G_STRUCT_OFFSET(struct gaz_cli, schema_of),
     GAZ_TAKES_SCHEMA,
     GAZ_SCHEMA_NAMES,
     {"同上，写明哪一种：issue.yaml、文件头、样式、名单、放行",
      "the same of one kind: issue.yaml, front matter, style, house lists, waivers"}},
    {"snippets",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, snippets),
     GAZ_TAKES_SCHEMA,
     NULL,
     {"写出各文种的代码片段（VS Code的格式）", "the kinds of document as snippets, in the form of VS Code"}},
    {"strict",
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, strict),
     GAZ_TAKES_RUN,
     NULL,
     {"只有警告时，退出状态为3；代用或借用字体的警告不算",
      "exit status 3 when there are warnings only; those of faces that stand in or lend do not count"}},
    {"strict=fonts", /* GLib compares the whole of a flag */
     0,
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, strict_fonts),
     GAZ_TAKES_RUN,
     NULL,
     {"同--strict，代用或借用字体的警告也算", "the same, and those of faces count too"}},
    {"quiet",
     'q',
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, quiet),
     GAZ_TAKES_RUN | GAZ_TAKES_TALK,
     NULL,
     {"不显示进度和结果，只报错误和警告", "no progress and no result, only errors and warnings"}},
    {"verbose",
     'v',
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, verbose),
     GAZ_TAKES_RUN | GAZ_TAKES_TALK,
     NULL,
     {"多报：提示和写出的文件", "more: notes, and which file was written"}},
    {"timing", 0, FLAG, G_STRUCT_OFFSET(struct gaz_cli, timing), GAZ_TAKES_RUN, NULL, {NULL, NULL}},
    {"help",
     'h',
     FLAG,
     G_STRUCT_OFFSET(struct gaz_cli, help),
     GAZ_TAKES_HELP,
     NULL,
     {"显示这份说明", "show this help"}},
};

static GOptionEntry *entries_for(struct gaz_cli *cli) {
    static const GOptionArg args[] = {
        [FLAG] = G_OPTION_ARG_NONE, [VALUE] = G_OPTION_ARG_FILENAME, [VALUES] = G_OPTION_ARG_FILENAME_ARRAY};
    GOptionEntry *entries = g_new0(GOptionEntry, G_N_ELEMENTS(options) + 1);
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        if (!(options[i].bit & cli->command->options)) continue;
        entries[n++] = (GOptionEntry){.long_name = options[i].name,
                                      .short_name = options[i].letter,
                                      .arg = args[options[i].kind],
                                      .arg_data = (char *)cli + options[i].offset};
    }
    return entries;
}

/* GLib's own words are English; only a missing value comes here, since unknown options are left in argv. */
static void complain_of_value(const struct gaz_cli *cli, const GError *error) {
    const char *last = strrchr(error->message, ' ');
    gaz_usage_error(cli, gaz_pick(cli, "选项%s后面缺少内容", "option %s needs a value"),
                    last ? last + 1 : "");
}

static void complain_of_unknown(const struct gaz_cli *cli, const char *typed) {
    const char *names[G_N_ELEMENTS(options)];
    uint32_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if ((options[i].bit & cli->command->options) && options[i].help[0]) names[n++] = options[i].name;
    char *bare = g_strndup(typed + strspn(typed, "-"), strcspn(typed + strspn(typed, "-"), "="));
    const char *nearest = gaz_nearest_name(bare, names, n);
    char *dashed = nearest ? g_strconcat("--", nearest, NULL) : NULL;
    struct gaz_hint hint = gaz_hint_of(dashed);
    gaz_usage_error(cli, gaz_pick(cli, "%s没有选项“%s”%s", "%s has no option \"%s\"%s"), cli->command->name,
                    typed, gaz_pick(cli, hint.chinese, hint.english));
    gaz_hint_clear(&hint);
    g_free(dashed);
    g_free(bare);
}

static void take_folder(struct gaz_cli *cli, const char *typed) {
    if (!cli->folders) cli->folders = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(cli->folders, g_strdup(typed));
}

static bool take_argument(struct gaz_cli *cli, char *typed) {
    enum gaz_argument wanted = cli->command->argument;
    if (wanted == GAZ_ARGUMENT_FOLDERS || wanted == GAZ_ARGUMENT_FILES ||
        (wanted == GAZ_ARGUMENT_FOLDER_AND_FILES && cli->argument)) {
        take_folder(cli, typed);
        return true;
    }
    bool two = wanted == GAZ_ARGUMENT_TWO || wanted == GAZ_ARGUMENT_FOLDER_AND_DOCUMENT;
    char **place = two && cli->argument ? &cli->second : &cli->argument;
    if (wanted == GAZ_ARGUMENT_NONE || *place) {
        gaz_usage_error(cli, gaz_pick(cli, "多余的“%s”", "\"%s\" is one too many"), typed);
        return false;
    }
    *place = g_strdup(typed);
    return true;
}

/* What should have been typed; NULL: nothing need be. */
static const char *wanted_argument(const struct gaz_cli *cli) {
    switch (cli->command->argument) {
    case GAZ_ARGUMENT_FOLDER:
    case GAZ_ARGUMENT_FOLDER_AND_DOCUMENT:
    case GAZ_ARGUMENT_FOLDER_AND_FILES:
        return gaz_pick(cli, "要写明本期文件夹", "which issue folder?");
    case GAZ_ARGUMENT_ARCHIVE:
        return gaz_pick(cli, "要写明各期所在的文件夹", "which folder of issues?");
    case GAZ_ARGUMENT_TWO:
        return gaz_pick(cli, "要写明比较哪两个", "which two are to be compared?");
    case GAZ_ARGUMENT_FOLDERS:
        return gaz_pick(cli, "要写明各期的文件夹", "which issue folders?");
    case GAZ_ARGUMENT_FILES:
        return gaz_pick(cli, "要写明来稿", "which files?");
    case GAZ_ARGUMENT_NEW:
        return gaz_pick(cli, "要写明新一期的文件夹", "which folder is the new issue to be made in?");
    case GAZ_ARGUMENT_SHELL:
        return gaz_pick(cli, "要写明哪一种：" GAZ_SHELL_NAMES, "which one? " GAZ_SHELL_NAMES);
    case GAZ_ARGUMENT_NONE:
    case GAZ_ARGUMENT_FOLDER_OR_STYLE:
    case GAZ_ARGUMENT_KEY:
    case GAZ_ARGUMENT_COMMAND:
        break;
    }
    return NULL;
}

static bool has_arguments(const struct gaz_cli *cli) {
    const char *wanted = wanted_argument(cli);
    bool all = cli->command->argument == GAZ_ARGUMENT_TWO ? cli->second != NULL : cli->argument != NULL;
    if (!wanted || all || cli->folders || cli->help) return true;
    gaz_usage_error(cli, gaz_pick(cli, "%s：%s", "%s: %s"), cli->command->name, wanted);
    return false;
}

/* What is left after the options: one argument; a word with a dash is an unknown option, unless it follows
 * “--”. */
static bool take_rest(struct gaz_cli *cli, int argc, char **argv) {
    bool plain = false;
    for (int i = 1; i < argc; i++) {
        if (!plain && strcmp(argv[i], "--") == 0) {
            plain = true;
        } else if (!plain && argv[i][0] == '-' && argv[i][1]) {
            complain_of_unknown(cli, argv[i]);
            return false;
        } else if (!take_argument(cli, argv[i])) {
            return false;
        }
    }
    return has_arguments(cli);
}

static bool takes_value(const struct gaz_cli *cli, const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if ((options[i].bit & cli->command->options) && options[i].kind != FLAG &&
            strcmp(options[i].name, name) == 0)
            return true;
    return false;
}

/* --write=no would be taken for --write. */
static bool has_value(const struct gaz_cli *cli, const char *typed) {
    bool is_flag = false;
    size_t n = strcspn(typed, "=");
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        if (!(options[i].bit & cli->command->options) || options[i].kind != FLAG) continue;
        if (strcmp(options[i].name, typed) == 0) return false;
        is_flag |= strlen(options[i].name) == n && strncmp(options[i].name, typed, n) == 0 &&
                   !takes_value(cli, options[i].name);
    }
    return is_flag && typed[n] == '=';
}

static bool have_flags_no_values(const struct gaz_cli *cli, int argc, char **argv) {
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!g_str_has_prefix(argv[i], "--") || !has_value(cli, argv[i] + 2)) continue;
        complain_of_unknown(cli, argv[i]);
        return false;
    }
    return true;
}

bool gaz_options_parse(struct gaz_cli *cli, int argc, char **argv) {
    if (!have_flags_no_values(cli, argc, argv)) return false;
    GOptionEntry *entries = entries_for(cli);
    GOptionContext *context = g_option_context_new(NULL);
    GError *error = NULL;
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_ignore_unknown_options(context, TRUE);
    g_option_context_add_main_entries(context, entries, NULL);
    bool good = g_option_context_parse(context, &argc, &argv, &error);
    if (!good) complain_of_value(cli, error);
    g_clear_error(&error);
    g_option_context_free(context);
    g_free(entries);
    return good && take_rest(cli, argc, argv) && (cli->help || gaz_kinds_read(cli));
}

enum gaz_strictness gaz_strictness_of(const struct gaz_cli *cli) {
    return cli->strict_fonts ? GAZ_STRICT_WITH_FONTS : cli->strict ? GAZ_STRICT : GAZ_LENIENT;
}

bool gaz_options_next(const struct gaz_cli *cli, unsigned bits, size_t *at, struct gaz_option_shown *shown) {
    while (*at < G_N_ELEMENTS(options)) {
        const struct option *option = &options[(*at)++];
        if (!(option->bit & bits) || !option->help[0]) continue;
        *shown = (struct gaz_option_shown){option->name, option->letter, option->value,
                                           gaz_pick(cli, option->help[0], option->help[1])};
        return true;
    }
    return false;
}

void gaz_options_print(const struct gaz_cli *cli, unsigned bits, FILE *out) {
    struct gaz_option_shown option;
    for (size_t at = 0; gaz_options_next(cli, bits, &at, &option);) {
        char letter[] = {'-', option.letter, ',', ' ', '\0'};
        g_autofree char *left = g_strconcat(option.letter ? letter : "    ", "--", option.name,
                                            option.value ? "=" : "", option.value ? option.value : "", NULL);
        fprintf(out, "  %-32s %s\n", left, option.help);
    }
}
