/* cli.h: what was typed, and the pieces that the commands share.
 *
 * cli/ knows commands, options, progress and exit statuses, and decides nothing about a gazette. Texts for
 * people are given in pairs, Chinese first, and picked by the language of the environment. Everything is
 * bytes: nothing here depends on the locale.
 */
#ifndef GAZ_CLI_CLI_H
#define GAZ_CLI_CLI_H

#include "base/diag.h"

#include <glib.h>

struct gaz_explain_request;
struct gaz_gazette;
struct gaz_gazette_options;
struct gaz_pages;

struct gaz_cli {
    enum gaz_language language;
    const struct gaz_command *command;
    char *argument; /* the folder (or a style's name), as typed */
    char *second;   /* of diff: the other one; of fit: the document */
    char *output, *dump, *explain_line, *pages, *dpi;
    char *jobs, *shard, *worker, *from, *choose;
    char **fonts;
    GPtrArray *folders; /* of volume: all of them, as typed; else NULL */
    gboolean locked, force, resume, json, summary, write;
    gboolean screen_rotate, strict, quiet, verbose, timing, help;
};

enum gaz_option_bit {
    GAZ_TAKES_FILE = 1 << 0,   /* -o FILE.pdf, --screen-rotate */
    GAZ_TAKES_PREFIX = 1 << 1, /* -o PREFIX */
    GAZ_TAKES_FONTS = 1 << 2,
    GAZ_TAKES_DUMP = 1 << 3,  /* and --explain-line */
    GAZ_TAKES_PAGES = 1 << 4, /* -p, -r */
    GAZ_TAKES_RUN = 1 << 5,   /* --strict -q -v */
    GAZ_TAKES_HELP = 1 << 6,
    GAZ_TAKES_LOCKED = 1 << 7,
    GAZ_TAKES_FORCE = 1 << 8,
    GAZ_TAKES_ARCHIVE = 1 << 9, /* -o OUT -j --resume --shard */
    GAZ_TAKES_TALK = 1 << 10,   /* -q -v */
    GAZ_TAKES_SUMMARY = 1 << 11,
    GAZ_TAKES_FROM = 1 << 12,
    GAZ_TAKES_JSON = 1 << 13,
    GAZ_TAKES_CHOICE = 1 << 14, /* --choose --write */
    GAZ_TAKES_VOLUME = 1 << 15, /* -o FILE.pdf, which must be given, --screen-rotate */
};

enum gaz_argument {
    GAZ_ARGUMENT_NONE,
    GAZ_ARGUMENT_FOLDER,
    GAZ_ARGUMENT_FOLDER_OR_STYLE,
    GAZ_ARGUMENT_ARCHIVE,             /* a folder of issue folders */
    GAZ_ARGUMENT_FOLDER_AND_DOCUMENT, /* the document may be left out */
    GAZ_ARGUMENT_TWO,                 /* issue folders or dumps */
    GAZ_ARGUMENT_FOLDERS,             /* issue folders */
    GAZ_ARGUMENT_NEW,                 /* a folder to be made */
    GAZ_ARGUMENT_COMMAND
};

struct gaz_command {
    const char *name;
    enum gaz_argument argument;
    unsigned options; /* gaz_option_bit */
    int (*run)(struct gaz_cli *cli);
    const char *usage[2];   /* what follows the name */
    const char *summary[2]; /* one line */
};

/* commands.c: in the order of the help; the last one has no name */
extern const struct gaz_command gaz_commands[];
const struct gaz_command *gaz_command_lookup(const char *name);

/* options.c: reads argv (argv[0] is the command's name) into cli. False after printing what is wrong. */
bool gaz_options_parse(struct gaz_cli *cli, int argc, char **argv);
void gaz_options_print(const struct gaz_cli *cli, unsigned options, FILE *out);

/* help.c */
int gaz_help_command(struct gaz_cli *cli);
void gaz_help_overview(const struct gaz_cli *cli, FILE *out);
void gaz_help_of(const struct gaz_cli *cli, const struct gaz_command *command, FILE *out);

/* One of a pair, by language. */
const char *gaz_pick(const struct gaz_cli *cli, const char *chinese, const char *english)
    __attribute__((format_arg(2), format_arg(3)));

/* Prints "gongbao: …" and where help is; gives the exit status 2. */
int gaz_usage_error(const struct gaz_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "；是否为“x”？", or nothing for NULL. Freed by the caller. */
char *gaz_hint(const struct gaz_cli *cli, const char *nearest);

/* paths.c */
char *gaz_default_name(const char *folder); /* the folder's own name, resolved; freed by the caller */

/* Where the PDF goes; NULL (after saying why) when it may not go there. Freed by the caller. */
char *gaz_output_path(const struct gaz_cli *cli);

/* progress.c: shown on a terminal only, wiped at the end. Signals end the program with 128 + their number. */
void gaz_progress_begin(const struct gaz_cli *cli);
void gaz_progress_show(void *cli, uint32_t done, uint32_t of);
void gaz_progress_end(void);
void gaz_signals_catch(void);
void gaz_signals_hold(bool hold); /* while a file is put in place */

/* diff.c */
int gaz_diff_run(struct gaz_cli *cli);

/* desk.c: fit and new */
int gaz_fit_run(struct gaz_cli *cli);
int gaz_new_run(struct gaz_cli *cli);

/* explain.c: build --explain-line=PLACE */
int gaz_explain_run(struct gaz_cli *cli);

/* archive.c: lock, regenerate, and build as regenerate starts it */
int gaz_lock_run(struct gaz_cli *cli);
int gaz_regenerate_run(struct gaz_cli *cli);
int gaz_worker_run(struct gaz_cli *cli);

/* volume.c */
int gaz_volume_run(struct gaz_cli *cli);

/* run.c: what every command that reads an issue does */
struct gaz_run {
    struct gaz_cli *cli;
    struct gaz_gazette *gazette;
    const struct gaz_explain_request *explain; /* lines to be explained; NULL */
    const struct gaz_pages *pages; /* what the PDF is made of: the gazette's, or a volume's; or NULL */
    struct gaz_diags *diags;
    GString *said; /* what went well: printed behind the complaints */
};

/* What the options say to the pipeline: the fonts, the progress; no folder. */
struct gaz_gazette_options gaz_run_options(struct gaz_cli *cli);
/* A run without a stage: nothing has been made yet. */
void gaz_run_open(struct gaz_run *run, struct gaz_cli *cli);
/* Runs the stages up to `last` (an enum gaz_stage) that were not run yet, for cli->argument. */
bool gaz_run_make(struct gaz_run *run, int last);
/* Both at once. */
bool gaz_run_begin(struct gaz_run *run, struct gaz_cli *cli, int last);
/* The PDF of run->pages in memory; NULL after a complaint. */
GBytes *gaz_run_make_pdf(const struct gaz_run *run);
/* Prints the complaints, frees everything; gives the exit status. */
int gaz_run_end(struct gaz_run *run);
/* Forgets the warnings of a good run, unless with -v: build and check tell them. */
void gaz_run_hush(struct gaz_run *run);
bool gaz_run_is_good(const struct gaz_run *run);
/* A line for a person, on a terminal or with -v. */
void gaz_run_say(const struct gaz_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool gaz_run_write(const struct gaz_run *run, const char *path, GBytes *bytes);

#endif
