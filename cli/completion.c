/* completion.c: see completion.h. */
#include "cli/completion.h"

#include "cli/manual.h"
#include "cli/options.h"
#include "cli/say.h"

#include <string.h>

/* ---- what may follow */

enum wanted { NOTHING, WORDS, FOLDERS, FILES };

/* screen|print[,…]: words to choose from are small letters, digits and Chinese; capitals call what is meant.
 */
static enum wanted wanted_of(const char *value) {
    static const char *const files[] = {"FILE", "OUT", "PREFIX"};
    if (!value) return NOTHING;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        if (strstr(value, files[i])) return FILES;
    if (strstr(value, "DIR|") || strstr(value, "|DIR")) return FILES;
    if (strcmp(value, "DIR") == 0 || strcmp(value, "LAST_ISSUE") == 0) return FOLDERS;
    bool is_name = strcspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") < strlen(value);
    bool is_example = strspn(value, "0123456789,-") == strlen(value); /* 3,5-8 */
    return is_name || is_example ? NOTHING : WORDS;
}

/* The words of "screen|print[,…]", parted by blanks; freed with g_free. */
static char *words_of(const char *value) {
    g_autofree char *bare = g_strndup(value, strcspn(value, "["));
    return g_strdelimit(g_steal_pointer(&bare), "|", ' ');
}

static enum wanted argument_of(enum gaz_argument argument) {
    switch (argument) {
    case GAZ_ARGUMENT_NONE:
    case GAZ_ARGUMENT_KEY:
        return NOTHING;
    case GAZ_ARGUMENT_FOLDER:
    case GAZ_ARGUMENT_FOLDER_OR_STYLE:
    case GAZ_ARGUMENT_ARCHIVE:
    case GAZ_ARGUMENT_FOLDERS:
    case GAZ_ARGUMENT_NEW:
        return FOLDERS;
    case GAZ_ARGUMENT_FOLDER_AND_DOCUMENT:
    case GAZ_ARGUMENT_FOLDER_AND_FILES:
    case GAZ_ARGUMENT_TWO:
    case GAZ_ARGUMENT_FILES:
        return FILES;
    case GAZ_ARGUMENT_SHELL:
    case GAZ_ARGUMENT_COMMAND:
        return WORDS;
    }
    return NOTHING;
}

static char *all_commands(const struct gaz_command *commands) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (const struct gaz_command *c = commands; c->name; c++)
        g_string_append_printf(names, "%s%s", names->len ? " " : "", c->name);
    return g_strdup(names->str);
}

/* The words that may be an argument; freed with g_free. */
static char *argument_words(const struct gaz_command *commands, const struct gaz_command *command) {
    if (command->argument == GAZ_ARGUMENT_SHELL) return words_of(GAZ_SHELL_NAMES);
    g_autofree char *names = all_commands(commands);
    return g_strconcat(names, " " GAZ_MANUAL_FORMAT, NULL); /* gongbao help 格式 */
}

static void append_quoted(GString *out, const char *text) {
    g_autofree char *quoted = g_shell_quote(text);
    g_string_append(out, quoted);
}

/* ---- bash */

static const char bash_head[] =
    "# gongbao(1)的补全，由“gongbao completion bash”写出\n"
    "_gongbao() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} i command= folders= words=\n"
    "    if [[ $cur == '=' ]]; then\n"
    "        cur=\n"
    "    elif [[ $prev == '=' ]]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    [[ $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]}\n"
    "    COMPREPLY=()\n"
    "    case $command:$prev in\n";

/* A proposal a line: names of files may have blanks in them. */
static void append_bash_reply(GString *out, enum wanted wanted, const char *words) {
    g_string_append(out, "        mapfile -t COMPREPLY < <(compgen ");
    if (wanted == WORDS)
        g_string_append_printf(out, "-W '%s'", words);
    else
        g_string_append(out, wanted == FOLDERS ? "-d" : "-f");
    g_string_append(out, " -- \"$cur\")\n");
}

/* build:--for | build:-x) COMPREPLY=…; return ;; */
static void append_bash_value(GString *out, const struct gaz_command *command,
                              const struct gaz_option_shown *option) {
    enum wanted wanted = wanted_of(option->value);
    if (!option->value) return;
    g_autofree char *words = words_of(option->value);
    g_string_append_printf(out, "    %s:--%s", command->name, option->name);
    if (option->letter) g_string_append_printf(out, " | %s:-%c", command->name, option->letter);
    g_string_append(out, ")\n");
    if (wanted != NOTHING) append_bash_reply(out, wanted, words);
    g_string_append(out, "        return\n        ;;\n");
}

static void append_bash_options(const struct gaz_cli *cli, GString *out, const struct gaz_command *command) {
    struct gaz_option_shown option;
    g_string_append_printf(out, "    %s:*) words='", command->name);
    for (size_t at = 0; gaz_options_next(cli, command->options, &at, &option);) {
        if (option.letter) g_string_append_printf(out, "-%c ", option.letter);
        g_string_append_printf(out, "--%s%s ", option.name, option.value ? "=" : "");
    }
    g_string_append(out, "' ;;\n");
}

static void append_bash_argument(GString *out, const struct gaz_command *commands,
                                 const struct gaz_command *command) {
    enum wanted wanted = argument_of(command->argument);
    g_autofree char *words = argument_words(commands, command);
    if (wanted == NOTHING) return;
    g_string_append_printf(out, "    %s:*)\n", command->name);
    append_bash_reply(out, wanted, words);
    g_string_append(out, "        ;;\n");
}

static void append_bash(const struct gaz_cli *cli, const struct gaz_command *commands, GString *out) {
    g_autofree char *names = all_commands(commands);
    g_string_append(out, bash_head);
    for (const struct gaz_command *c = commands; c->name; c++) {
        struct gaz_option_shown option;
        for (size_t at = 0; gaz_options_next(cli, c->options, &at, &option);)
            append_bash_value(out, c, &option);
    }
    g_string_append(out, "    esac\n    case $command:$cur in\n");
    g_string_append_printf(out, "    :*) words='%s' ;;\n", names);
    for (const struct gaz_command *c = commands; c->name; c++)
        append_bash_options(cli, out, c);
    g_string_append(out,
                    "    esac\n    if [[ -z $command || $cur == -* ]]; then\n"
                    "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
                    "        [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
                    "        return\n    fi\n    case $command:$cur in\n");
    for (const struct gaz_command *c = commands; c->name; c++)
        append_bash_argument(out, commands, c);
    g_string_append(out, "    esac\n}\ncomplete -o filenames -F _gongbao gongbao\n");
}

/* ---- zsh */

/* A sentence inside '[…]' or between colons of a specification. */
static void append_zsh_text(GString *out, const char *text) {
    for (; *text; text++) {
        if (strchr("[]:\\", *text)) g_string_append_c(out, '\\');
        if (*text == '\'')
            g_string_append(out, "'\\''");
        else
            g_string_append_c(out, *text);
    }
}

static void append_zsh_action(GString *out, enum wanted wanted, const char *words) {
    if (wanted == WORDS) g_string_append_printf(out, "(%s)", words);
    if (wanted == FOLDERS) g_string_append(out, "_files -/");
    if (wanted == FILES) g_string_append(out, "_files");
    if (wanted == NOTHING) g_string_append(out, " ");
}

/* '*--for=[…]:screen|print:(screen print)' */
static void append_zsh_form(GString *out, const struct gaz_option_shown *option, const char *name) {
    g_string_append(out, " \\\n            '*");
    append_zsh_text(out, name);
    if (option->value) g_string_append(out, name[1] == '-' ? "=" : "+");
    g_string_append_c(out, '[');
    append_zsh_text(out, option->help);
    g_string_append_c(out, ']');
    if (option->value) {
        g_autofree char *words = words_of(option->value);
        g_string_append_c(out, ':');
        append_zsh_text(out, option->value);
        g_string_append_c(out, ':');
        append_zsh_action(out, wanted_of(option->value), words);
    }
    g_string_append_c(out, '\'');
}

static void append_zsh_option(GString *out, const struct gaz_option_shown *option) {
    g_autofree char *name = g_strconcat("--", option->name, NULL);
    append_zsh_form(out, option, name);
    if (option->letter) append_zsh_form(out, option, (char[]){'-', option->letter, '\0'});
}

static void append_zsh_command(const struct gaz_cli *cli, GString *out, const struct gaz_command *commands,
                               const struct gaz_command *command) {
    struct gaz_option_shown option;
    enum wanted wanted = argument_of(command->argument);
    g_autofree char *words = argument_words(commands, command);
    g_string_append_printf(out, "    %s)\n        _arguments", command->name);
    for (size_t at = 0; gaz_options_next(cli, command->options, &at, &option);)
        append_zsh_option(out, &option);
    if (wanted != NOTHING) {
        g_string_append(out, " \\\n            '*: :");
        append_zsh_action(out, wanted, words);
        g_string_append_c(out, '\'');
    }
    g_string_append(out, "\n        ;;\n");
}

static void append_zsh(const struct gaz_cli *cli, const struct gaz_command *commands, GString *out) {
    g_string_append(out, "#compdef gongbao\n# gongbao(1)的补全，由“gongbao completion zsh”写出\n"
                         "_gongbao() {\n    local -a commands=(\n");
    for (const struct gaz_command *c = commands; c->name; c++) {
        g_string_append_printf(out, "        '%s:", c->name);
        append_zsh_text(out, gaz_pick(cli, c->summary[0], c->summary[1]));
        g_string_append(out, "'\n");
    }
    g_string_append(
        out, "    )\n    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n"
             "    fi\n    shift words\n    ((CURRENT--))\n    case $words[1] in\n");
    for (const struct gaz_command *c = commands; c->name; c++)
        append_zsh_command(cli, out, commands, c);
    g_string_append(
        out, "    esac\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n    _gongbao \"$@\"\nelse\n"
             "    compdef _gongbao gongbao\nfi\n");
}

/* ---- fish */

static void append_fish_begin(GString *out, const char *command) {
    g_string_append_printf(out, "complete -c gongbao -n '__fish_seen_subcommand_from %s'", command);
}

static void append_fish_wanted(GString *out, enum wanted wanted, const char *words) {
    if (wanted == WORDS) g_string_append_printf(out, " -x -a '%s'", words);
    if (wanted == FOLDERS) g_string_append(out, " -x -a '(__fish_complete_directories)'");
    if (wanted == FILES) g_string_append(out, " -r -F");
    if (wanted == NOTHING) g_string_append(out, " -x");
}

static void append_fish_option(GString *out, const struct gaz_command *command,
                               const struct gaz_option_shown *option) {
    append_fish_begin(out, command->name);
    g_string_append_printf(out, " -l %s", option->name);
    if (option->letter) g_string_append_printf(out, " -s %c", option->letter);
    if (option->value) {
        g_autofree char *words = words_of(option->value);
        append_fish_wanted(out, wanted_of(option->value), words);
    }
    g_string_append(out, " -d ");
    append_quoted(out, option->help);
    g_string_append_c(out, '\n');
}

static void append_fish_argument(GString *out, const struct gaz_command *commands,
                                 const struct gaz_command *command) {
    enum wanted wanted = argument_of(command->argument);
    g_autofree char *words = argument_words(commands, command);
    if (wanted == NOTHING) return;
    append_fish_begin(out, command->name);
    if (wanted == WORDS)
        g_string_append_printf(out, " -a '%s'", words);
    else
        g_string_append(out, wanted == FILES ? " -F" : " -a '(__fish_complete_directories)'");
    g_string_append_c(out, '\n');
}

static void append_fish(const struct gaz_cli *cli, const struct gaz_command *commands, GString *out) {
    g_string_append(out, "# gongbao(1)的补全，由“gongbao completion fish”写出\ncomplete -c gongbao -f\n");
    for (const struct gaz_command *c = commands; c->name; c++) {
        g_string_append_printf(out, "complete -c gongbao -n __fish_use_subcommand -a %s -d ", c->name);
        append_quoted(out, gaz_pick(cli, c->summary[0], c->summary[1]));
        g_string_append_c(out, '\n');
    }
    for (const struct gaz_command *c = commands; c->name; c++) {
        struct gaz_option_shown option;
        for (size_t at = 0; gaz_options_next(cli, c->options, &at, &option);)
            append_fish_option(out, c, &option);
        append_fish_argument(out, commands, c);
    }
}

bool gaz_completion_print(const struct gaz_cli *cli, const struct gaz_command *commands, const char *shell,
                          FILE *out) {
    static const struct {
        const char *name;
        void (*append)(const struct gaz_cli *, const struct gaz_command *, GString *);
    } shells[] = {{"bash", append_bash}, {"zsh", append_zsh}, {"fish", append_fish}};
    for (size_t i = 0; i < G_N_ELEMENTS(shells); i++) {
        if (strcmp(shells[i].name, shell) != 0) continue;
        g_autoptr(GString) text = g_string_new(NULL);
        shells[i].append(cli, commands, text);
        fputs(text->str, out);
        return true;
    }
    return false;
}
