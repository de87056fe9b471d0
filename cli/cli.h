/* cli.h: what was typed, and what a command is.
 *
 * cli/ knows commands, options, progress and exit statuses, and decides nothing about a gazette. Texts for
 * people are given in pairs, Chinese first, and picked by the language of the environment (say.h). Everything
 * is bytes: nothing here depends on the locale.
 */
#ifndef GAZ_CLI_CLI_H
#define GAZ_CLI_CLI_H

#include "base/diag/diag.h"
#include "gazette/press.h"

#include <glib.h>

struct gaz_cli {
    enum gaz_language language;
    const struct gaz_command *command;
    char *argument; /* the folder (or a style's name), as typed */
    char *second;   /* of diff: the other one; of fit: the document */
    char *output, *dump, *explain_line, *pages, *dpi;
    char *jobs, *max_seconds, *max_memory, *shard, *worker, *from, *choose;
    char *kinds_text, *profile, *pdfx, *impose; /* as typed */
    char *stage, *date;                         /* --stage, --date, as typed */
    char **by;                                  /* --by: names, as typed */
    char *against;                              /* --against, as typed */
    char *earlier_pages; /* of desk and watch, where they can be set: as gaz_proof_desk_add_pages tells them;
                            NULL */
    struct gaz_proof_state *earlier; /* what that is; NULL: none was asked for */
    char *press_report;              /* --press-report: where it is written */
    char **fonts;
    char **accept; /* --accept: numbers and files, as typed */
    char *reason;
    gboolean json_schema, snippets;     /* of keys */
    char *schema_of;                    /* --json-schema=… */
    char *into, *under, *keep, *report; /* of import, as typed */
    char **mark_files;                  /* --marks of desk, proof and watch */
    char **apply;                       /* --apply: numbers and files, as typed */
    GPtrArray *folders;  /* of volume: all of them, as typed; of clean, import: the files; else NULL */
    char *port, *editor; /* of watch, as typed */
    gboolean open, poll;
    struct gaz_watch *watch; /* begun; NULL: none was asked for */
    gboolean grid, boxes;
    gboolean locked, force, resume, json, summary, write, fix;
    unsigned kinds; /* --for: 1 << gaz_pdf_kind; 0: not given */
    struct gaz_press_wish press;
    gboolean split; /* --split: a file a document */
    gboolean marks, screen_rotate, strict, strict_fonts, quiet, verbose, timing, help;
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
    GAZ_TAKES_ARCHIVE = 1 << 9, /* -o OUT -j --max-… --resume --shard */
    GAZ_TAKES_TALK = 1 << 10,   /* -q -v */
    GAZ_TAKES_SUMMARY = 1 << 11,
    GAZ_TAKES_FROM = 1 << 12,
    GAZ_TAKES_JSON = 1 << 13,
    GAZ_TAKES_CHOICE = 1 << 14,  /* --choose --write */
    GAZ_TAKES_CLEAN = 1 << 16,   /* --write */
    GAZ_TAKES_KINDS = 1 << 17,   /* --for, and what is said of the file for a press */
    GAZ_TAKES_REPORT = 1 << 18,  /* --press-report */
    GAZ_TAKES_FIX = 1 << 19,     /* --fix --write --accept --reason */
    GAZ_TAKES_COPY = 1 << 20,    /* -o FILE.txt: the printed copy */
    GAZ_TAKES_APPLY = 1 << 21,   /* --apply --write */
    GAZ_TAKES_STAGE = 1 << 22,   /* --stage */
    GAZ_TAKES_AGAINST = 1 << 24, /* --against */
    GAZ_TAKES_DESK = 1 << 25,    /* -o FILE.html --marks */
    GAZ_TAKES_PROOF = 1 << 23,   /* -o OUT --grid --boxes */
    GAZ_TAKES_SIGN = 1 << 26,    /* --by --date */
    GAZ_TAKES_IMPORT = 1 << 27,  /* -o FILE.md|DIR --report --into --under --keep --force */
    GAZ_TAKES_WATCH = 1 << 28,   /* --port --editor --open --poll --marks */
    GAZ_TAKES_SCHEMA = 1 << 29,  /* --json-schema --snippets */
    GAZ_TAKES_VOLUME = 1 << 15,  /* -o FILE.pdf, which must be given, --screen-rotate */
    GAZ_TAKES_SPLIT = 1 << 30,   /* --split */
};

enum gaz_argument {
    GAZ_ARGUMENT_NONE,
    GAZ_ARGUMENT_FOLDER,
    GAZ_ARGUMENT_FOLDER_OR_STYLE,
    GAZ_ARGUMENT_ARCHIVE,             /* a folder of issue folders */
    GAZ_ARGUMENT_FOLDER_AND_DOCUMENT, /* the document may be left out */
    GAZ_ARGUMENT_FOLDER_AND_FILES,    /* files may be left out */
    GAZ_ARGUMENT_TWO,                 /* issue folders or dumps */
    GAZ_ARGUMENT_FOLDERS,             /* issue folders */
    GAZ_ARGUMENT_FILES,               /* files from outside */
    GAZ_ARGUMENT_NEW,                 /* a folder to be made */
    GAZ_ARGUMENT_SHELL,               /* GAZ_SHELL_NAMES */
    GAZ_ARGUMENT_KEY,                 /* may be left out */
    GAZ_ARGUMENT_COMMAND
};

/* What has a schema for editors, and which shells complete what is typed. */
#define GAZ_SCHEMA_NAMES "issue|front-matter|style|机关|人名|用词|check-ignore"
#define GAZ_SHELL_NAMES "bash|zsh|fish"

struct gaz_command {
    const char *name;
    enum gaz_argument argument;
    unsigned options; /* gaz_option_bit */
    int (*run)(struct gaz_cli *cli);
    const char *usage[2];   /* what follows the name */
    const char *summary[2]; /* one line */
};

#endif
