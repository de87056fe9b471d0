/* main.c: gongbao COMMAND …: finds the command, reads its options, runs it.
 *
 * setlocale is never called: bytes are printed as they are, numbers do not depend on the machine.
 */
#include "cli/cli.h"

#include "base/schema.h"

#include <string.h>

/* the ways of asking that people try */
static const char *spoken_for(const char *typed) {
    if (strcmp(typed, "--help") == 0 || strcmp(typed, "-h") == 0) return "help";
    if (strcmp(typed, "--version") == 0 || strcmp(typed, "-V") == 0) return "version";
    return typed;
}

static int unknown_command(const struct gaz_cli *cli, const char *typed) {
    const char *names[32];
    uint32_t n = 0;
    for (const struct gaz_command *c = gaz_commands; c->name && n < G_N_ELEMENTS(names); c++)
        names[n++] = c->name;
    const char *nearest = gaz_nearest_name(typed, names, n);
    if (!nearest && g_file_test(typed, G_FILE_TEST_IS_DIR)) nearest = "build";
    char *hint = gaz_hint(cli, nearest);
    gaz_usage_error(cli, gaz_pick(cli, "没有命令“%s”%s", "there is no command \"%s\"%s"), typed, hint);
    g_free(hint);
    return GAZ_EXIT_USAGE;
}

static int run_command(struct gaz_cli *cli, int argc, char **argv) {
    if (!gaz_options_parse(cli, argc, argv)) return GAZ_EXIT_USAGE;
    if (!cli->help) return cli->command->run(cli);
    gaz_help_of(cli, cli->command, stdout);
    return GAZ_EXIT_OK;
}

/* Answers on stdout must have arrived too: keys >/dev/full is a failure. */
static int checked(const struct gaz_cli *cli, int status) {
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
    g_free(cli->shard);
    g_free(cli->worker);
    g_free(cli->second);
    g_free(cli->from);
    g_free(cli->choose);
    g_strfreev(cli->fonts);
    if (cli->folders) g_ptr_array_free(cli->folders, TRUE);
}

int main(int argc, char **argv) {
    struct gaz_cli cli = {.language = gaz_language_from_environment()};
    if (argc < 2) {
        gaz_help_overview(&cli, stderr);
        return GAZ_EXIT_USAGE;
    }
    gaz_signals_catch();
    const char *name = spoken_for(argv[1]);
    cli.command = gaz_command_lookup(name);
    int status = cli.command ? run_command(&cli, argc - 1, argv + 1) : unknown_command(&cli, name);
    status = checked(&cli, status);
    clear(&cli);
    return status;
}
