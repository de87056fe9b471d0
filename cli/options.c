/* options.c: the table of options (options.def), read by the parser and by the help. */
#include "cli/options.h"
#include "cli/kinds.h"
#include "cli/say.h"

#include "base/text/hint.h"
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
#define GAZ_OPTION(name, letter, kind, field, bits, value, chinese, english)                                 \
    {name, letter, kind, G_STRUCT_OFFSET(struct gaz_cli, field), bits, value, {chinese, english}},
#include "cli/options.def"
#undef GAZ_OPTION
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
