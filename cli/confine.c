/* confine.c: which places are free in a confined run.
 *
 * In two steps, for what is read is known only when the style and its folders of fonts are: before the first
 * byte of an issue is read all writing is confined; when the fonts are found, and before anything is shaped
 * and any picture is decoded, all reading is. The rest lies in libraries that the pictures and texts of an
 * issue reach: should one of them be turned against us, there is nothing to be had.
 */
#include "cli/confine.h"
#include "cli/paths.h"

#include "base/file/file.h"
#include "base/process/confine.h"
#include "base/process/sanitizer.h"

#include <stdlib.h>

/* Where libraries, what they load when they need it and what they read beside it lie. */
static const char *const libraries[] = {
    "/lib",       "/lib64",           "/usr/lib",   "/usr/lib64",       "/usr/local/lib",
    "/usr/share", "/usr/local/share", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime",
    "/proc/self", "/dev/urandom"};

static bool reads_an_issue(const struct gaz_command *command) {
    switch (command->argument) {
    case GAZ_ARGUMENT_FOLDER:
    case GAZ_ARGUMENT_FOLDER_OR_STYLE:
    case GAZ_ARGUMENT_FOLDER_AND_DOCUMENT:
    case GAZ_ARGUMENT_FOLDER_AND_FILES:
    case GAZ_ARGUMENT_TWO:
    case GAZ_ARGUMENT_FOLDERS:
        return true;
    case GAZ_ARGUMENT_NONE:
    case GAZ_ARGUMENT_KEY:
    case GAZ_ARGUMENT_ARCHIVE:
    case GAZ_ARGUMENT_FILES: /* says itself when: a program may have to be started first */
    case GAZ_ARGUMENT_NEW:
    case GAZ_ARGUMENT_SHELL:
    case GAZ_ARGUMENT_COMMAND:
        break;
    }
    return false;
}

/* The folder that a file is written in, behind a link; freed with g_free. */
static char *folder_of(const char *file) {
    char *real = realpath(file, NULL), *folder = g_path_get_dirname(real ? real : file);
    free(real);
    return folder;
}

/* A folder that a link leads to is free for each file that is written through it, and for nothing else. */
static void allow_outputs(struct gaz_confinement *confinement, const struct gaz_cli *cli, unsigned access) {
    struct gaz_output_paths paths = gaz_output_names(cli);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_autofree char *folder = paths.pdfs[i] ? folder_of(paths.pdfs[i]) : NULL;
        gaz_confinement_allow(confinement, folder, access);
    }
    g_autofree char *above = paths.folder ? folder_of(paths.folder) : NULL; /* where it is put in its place */
    gaz_confinement_allow(confinement, above, access);
    gaz_output_paths_clear(&paths);
    g_autofree char *report = cli->press_report ? folder_of(cli->press_report) : NULL;
    gaz_confinement_allow(confinement, report, access);
}

/* A folder that is there, or the one in which it will be made once there is something to put into it. Freed
 * with g_free. */
static char *folder_or_above(const char *folder) {
    char *there = g_strdup(folder);
    while (there && !g_file_test(there, G_FILE_TEST_EXISTS)) {
        char *above = g_path_get_dirname(there);
        bool is_end = g_str_equal(above, there);
        g_free(there);
        there = above;
        if (is_end) break;
    }
    return there;
}

/* Where the command puts what it makes; NULL: nowhere, or allow_outputs knows. Freed with g_free. */
static char *output_folder(const struct gaz_cli *cli) {
    unsigned takes = cli->command->options;
    if (cli->worker) return folder_of(cli->worker);
    if (takes & GAZ_TAKES_DESK) return cli->output ? folder_of(cli->output) : NULL;
    if (takes & GAZ_TAKES_PROOF) return folder_or_above(cli->output);
    if (takes & (GAZ_TAKES_FORCE | GAZ_TAKES_CHOICE | GAZ_TAKES_CLEAN)) return g_strdup(cli->argument);
    if (takes & GAZ_TAKES_APPLY) return cli->write ? g_strdup(cli->argument) : NULL;
    if (takes & GAZ_TAKES_FIX) return cli->write || cli->accept ? g_strdup(cli->argument) : NULL;
    if (!(takes & GAZ_TAKES_PREFIX)) return NULL;
    return cli->output ? folder_of(cli->output) : g_strdup(".");
}

static void allow_made(struct gaz_confinement *confinement, const struct gaz_cli *cli, unsigned access) {
    bool makes_files = cli->command->options & (GAZ_TAKES_FILE | GAZ_TAKES_VOLUME);
    g_autofree char *folder = output_folder(cli);
    gaz_confinement_allow(confinement, folder, access);
    if (cli->command->options & GAZ_TAKES_COPY && cli->output) {
        g_autofree char *copy = folder_of(cli->output);
        gaz_confinement_allow(confinement, copy, access);
    }
    bool is_named = cli->output || cli->argument; /* a volume that is not will be refused */
    if (makes_files && is_named && !cli->dump && !cli->explain_line && !cli->worker)
        allow_outputs(confinement, cli, access);
}

void gaz_confine_writes(const struct gaz_cli *cli) {
    if (GAZ_HAS_SANITIZER || !reads_an_issue(cli->command)) return; /* it reads and starts what it likes */
    g_autofree char *cache = gaz_fonts_cache_folder();              /* is made now, if need be */
    struct gaz_confinement *confinement = gaz_confinement_new(GAZ_ACCESS_WRITE);
    allow_made(confinement, cli, GAZ_ACCESS_WRITE);
    gaz_confinement_allow(confinement, cache, GAZ_ACCESS_WRITE);
    gaz_confinement_allow(confinement, "/dev/null", GAZ_ACCESS_WRITE);
    gaz_confinement_begin(confinement);
}

static void allow_data(struct gaz_confinement *confinement) {
    static const char *const parts[] = {"styles", "fonts"};
    g_autofree char *data = gaz_data_folder();
    for (size_t i = 0; data && i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *part = g_build_filename(data, parts[i], NULL);
        gaz_confinement_allow(confinement, part, GAZ_ACCESS_READ);
    }
}

static void allow_arguments(struct gaz_confinement *confinement, const struct gaz_cli *cli) {
    gaz_confinement_allow(confinement, cli->argument, GAZ_ACCESS_READ);
    for (guint i = 0; cli->folders && i < cli->folders->len; i++)
        gaz_confinement_allow(confinement, cli->folders->pdata[i], GAZ_ACCESS_READ);
    allow_made(confinement, cli, GAZ_ACCESS_LIST); /* what a killed write has left is looked for */
}

void gaz_confine_reads(const struct gaz_cli *cli, const struct gaz_gazette *gazettes, uint32_t n) {
    struct gaz_confinement *confinement = GAZ_HAS_SANITIZER ? NULL : gaz_confinement_new(GAZ_ACCESS_READ);
    if (!confinement) return;
    allow_data(confinement);
    allow_arguments(confinement, cli);
    for (size_t i = 0; i < G_N_ELEMENTS(libraries); i++)
        gaz_confinement_allow(confinement, libraries[i], GAZ_ACCESS_READ);
    for (uint32_t i = 0; i < n; i++) {
        GPtrArray *places = gazettes[i].fonts ? gaz_fonts_places(gazettes[i].fonts) : NULL;
        for (guint k = 0; places && k < places->len; k++)
            gaz_confinement_allow(confinement, places->pdata[k], GAZ_ACCESS_READ);
        if (places) g_ptr_array_unref(places);
    }
    gaz_confinement_begin(confinement);
}

/* What was sent has been read: from here on it can do nothing but be turned into a source. */
void gaz_confine_import(const GPtrArray *read, const GPtrArray *written) {
    struct gaz_confinement *confinement =
        GAZ_HAS_SANITIZER ? NULL : gaz_confinement_new(GAZ_ACCESS_READ | GAZ_ACCESS_WRITE);
    if (!confinement) return;
    for (guint i = 0; i < read->len; i++)
        gaz_confinement_allow(confinement, read->pdata[i], GAZ_ACCESS_READ);
    for (guint i = 0; i < written->len; i++)
        gaz_confinement_allow(confinement, written->pdata[i], GAZ_ACCESS_WRITE | GAZ_ACCESS_LIST);
    for (size_t i = 0; i < G_N_ELEMENTS(libraries); i++)
        gaz_confinement_allow(confinement, libraries[i], GAZ_ACCESS_READ);
    gaz_confinement_allow(confinement, "/dev/null", GAZ_ACCESS_WRITE);
    gaz_confinement_begin(confinement);
}
