/* paths.c: where a result goes, and where it may not go. */
#include "cli/paths.h"
#include "cli/say.h"

#include "archive/archive.h"
#include "base/diag/reason.h"
#include "base/file/file.h"
#include "base/text/visible.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *gaz_default_name(const char *folder) {
    char *resolved = realpath(folder, NULL);
    char *name = g_path_get_basename(resolved ? resolved : folder);
    free(resolved);
    if (strcmp(name, "/") != 0) return name;
    g_free(name);
    return g_strdup("gongbao");
}

/* A symbolic link is followed, so that the file it points at is replaced and the link stays. */
static char *behind_links(const char *path) {
    char *resolved = realpath(path, NULL);
    char *result = g_strdup(resolved ? resolved : path);
    free(resolved);
    return result;
}

char *gaz_real_name(const char *path) {
    g_autofree char *behind = behind_links(path), *folder = g_path_get_dirname(behind),
                    *name = g_path_get_basename(behind), *real = behind_links(folder);
    return g_build_filename(real, name, NULL);
}

/* As it was typed, or named after the folder. */
static char *wanted_path(const struct gaz_cli *cli) {
    if (cli->output) return g_strdup(cli->output);
    g_autofree char *name = gaz_default_name(cli->argument);
    return g_strconcat(name, ".pdf", NULL);
}

struct gaz_output_paths gaz_output_names(const struct gaz_cli *cli) {
    struct gaz_output_paths paths = {.report = g_strdup(cli->press_report)};
    unsigned kinds = cli->kinds ? cli->kinds : 1u << GAZ_PDF_SCREEN;
    g_autofree char *wanted = wanted_path(cli);
    if (cli->split) {
        paths.folder = g_canonicalize_filename(wanted, NULL); /* without a slash at its end */
        return paths;
    }
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (gaz_has_kind(kinds, (enum gaz_pdf_kind)i))
            paths.pdfs[i] = gaz_kind_path(wanted, (enum gaz_pdf_kind)i, kinds);
    return paths;
}

void gaz_output_paths_clear(struct gaz_output_paths *paths) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        g_clear_pointer(&paths->pdfs[i], g_free);
    g_clear_pointer(&paths->folder, g_free);
    g_clear_pointer(&paths->report, g_free);
}

static int refuse(const struct gaz_cli *cli, const char *path) {
    return gaz_usage_error(
        cli,
        gaz_pick(cli, "不能写到“%s”：那里不是PDF文件", "cannot write to \"%s\": what is there is no PDF"),
        path);
}

static int refuse_report(const struct gaz_cli *cli, const char *path) {
    return gaz_usage_error(cli,
                           gaz_pick(cli, "印前报告不能写到“%s”：那里的文件不是印前报告",
                                    "the press report cannot go to \"%s\": what is there is none"),
                           path);
}

static int report_unreadable(const struct gaz_cli *cli, const char *path, int error) {
    g_autofree char *shown = gaz_visible(path);
    struct gaz_reason why = gaz_reason_of(error);
    fprintf(stderr, gaz_pick(cli, "gongbao: 不能写到“%s”：%s\n", "gongbao: cannot write to \"%s\": %s\n"),
            shown, gaz_pick(cli, why.chinese, why.english));
    return GAZ_EXIT_IO;
}

/* Replaces a name by what is behind links; the exit status. */
static int check_path(const struct gaz_cli *cli, char **path, const char *head,
                      int (*refuse_it)(const struct gaz_cli *, const char *)) {
    switch (gaz_file_place(*path, head, true)) {
    case GAZ_PLACE_TAKEN:
        return refuse_it(cli, *path);
    case GAZ_PLACE_UNREADABLE:
        return report_unreadable(cli, *path, errno);
    case GAZ_PLACE_FREE:
    case GAZ_PLACE_OURS:
        break;
    }
    if (!g_file_test(*path, G_FILE_TEST_IS_SYMLINK)) return GAZ_EXIT_OK;
    char *behind = behind_links(*path);
    g_free(*path);
    *path = behind;
    return GAZ_EXIT_OK;
}

static int refuse_copy(const struct gaz_cli *cli, const char *path) {
    return gaz_usage_error(
        cli,
        gaz_pick(cli, "印本不能写到“%s”：那里的文件不是gongbao写的印本",
                 "the printed copy cannot go to \"%s\": what is there is none that gongbao wrote"),
        path);
}

int gaz_copy_path(struct gaz_cli *cli) {
    return cli->output ? check_path(cli, &cli->output, GAZ_COPY_HEAD, refuse_copy) : GAZ_EXIT_OK;
}

static int refuse_desk(const struct gaz_cli *cli, const char *path) {
    return gaz_usage_error(cli,
                           gaz_pick(cli, "校对台不能写到“%s”：那里的文件不是校对台",
                                    "the desk cannot go to \"%s\": what is there is none"),
                           path);
}

int gaz_desk_path(struct gaz_cli *cli) {
    return check_path(cli, &cli->output, GAZ_DESK_HEAD, refuse_desk);
}

static bool is_one_file(const char *one, const char *two) {
    g_autofree char *first = behind_links(one), *second = behind_links(two);
    return strcmp(first, second) == 0;
}

/* Names that links lead to one file. */
static int check_twice(const struct gaz_cli *cli, const struct gaz_output_paths *paths) {
    const char *all[GAZ_N_PDF_KINDS + 1];
    uint32_t n = 0;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (paths->pdfs[i]) all[n++] = paths->pdfs[i];
    if (paths->report) all[n++] = paths->report;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (is_one_file(all[i], all[k]))
                return gaz_usage_error(
                    cli, gaz_pick(cli, "两种文件都会写到“%s”", "two files would both be written to \"%s\""),
                    all[i]);
    return GAZ_EXIT_OK;
}

/* ---- a file a document */

static int refuse_folder(const struct gaz_cli *cli) {
    if (!g_file_test(cli->output, G_FILE_TEST_IS_DIR))
        return gaz_usage_error(cli,
                               gaz_pick(cli, "--split要写到一个文件夹，“%s”是文件",
                                        "--split writes a folder, and \"%s\" is a file"),
                               cli->output);
    return gaz_usage_error(
        cli,
        gaz_pick(
            cli, "不能写到文件夹“%s”：里面有不是--split写的东西。请用-o写一个新的或空的文件夹",
            "cannot write to the folder \"%s\": there is something in it that --split did not write; name a "
            "new folder or an empty one (-o)"),
        cli->output);
}

static int documents_folder(struct gaz_output_paths *paths, const struct gaz_cli *cli) {
    if (!cli->output || !*cli->output)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "--split：要用-o写明写到哪个文件夹",
                                        "--split: which folder do the files go to (-o)?"));
    *paths = gaz_output_names(cli);
    char *behind = behind_links(paths->folder);
    g_free(paths->folder);
    paths->folder = behind;
    switch (gaz_documents_place(behind)) {
    case GAZ_PLACE_TAKEN:
        return refuse_folder(cli);
    case GAZ_PLACE_UNREADABLE:
        return report_unreadable(cli, cli->output, errno);
    case GAZ_PLACE_FREE:
    case GAZ_PLACE_OURS:
        break;
    }
    return GAZ_EXIT_OK;
}

int gaz_output_paths(struct gaz_output_paths *paths, const struct gaz_cli *cli) {
    g_autofree char *wanted = wanted_path(cli);
    *paths = (struct gaz_output_paths){0};
    if (cli->split) return documents_folder(paths, cli);
    if (!*wanted || g_str_has_suffix(wanted, "/")) return refuse(cli, wanted);
    *paths = gaz_output_names(cli);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        int refused = paths->pdfs[i] ? check_path(cli, &paths->pdfs[i], GAZ_PDF_HEAD, refuse) : GAZ_EXIT_OK;
        if (refused) return refused;
    }
    int refused =
        paths->report ? check_path(cli, &paths->report, GAZ_PRESS_REPORT_HEAD, refuse_report) : GAZ_EXIT_OK;
    if (refused) return refused;
    return check_twice(cli, paths);
}
