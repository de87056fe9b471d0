/* run.c: what every command that reads an issue does before and after its own work. */
#include "cli/run.h"
#include "cli/confine.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/say.h"

#include "archive/archive.h"
#include "base/file/change.h"
#include "output/output.h"

#include <stdarg.h>
#include <string.h>

/* An issue is a folder with issue.yaml; what is none may be a style's name where the command takes one. */
static bool names_a_style(const struct gaz_cli *cli) {
    if (cli->command->argument != GAZ_ARGUMENT_FOLDER_OR_STYLE) return false;
    return !cli->argument || !g_file_test(cli->argument, G_FILE_TEST_IS_DIR);
}

/* Microseconds of a step, with --timing. */
static void print_time(const struct gaz_run *run, const char *step, int64_t took) {
    if (run->cli->timing) fprintf(stderr, "timing: %s %.3f ms\n", step, (double)took / 1000);
}

/* Of the stages from the n-th on. */
static void print_stages(const struct gaz_run *run, unsigned n) {
    static const char *const names[GAZ_N_STAGES] = {"read", "style", "fonts", "layout"};
    for (; n < run->gazette->n_run; n++)
        print_time(run, names[n], run->gazette->took[n]);
}

struct gaz_gazette_options gaz_run_options(struct gaz_cli *cli) {
    return (struct gaz_gazette_options){
        .font_folders = (const char *const *)cli->fonts,
        .n_font_folders = cli->fonts ? g_strv_length(cli->fonts) : 0,
        .progress = gaz_progress_show,
        .progress_context = cli,
    };
}

void gaz_run_open(struct gaz_run *run, struct gaz_cli *cli) {
    *run = (struct gaz_run){.cli = cli,
                            .gazette = g_new0(struct gaz_gazette, 1),
                            .diags = gaz_diags_new(),
                            .results = g_string_new(NULL)};
}

void gaz_run_take_kinds(struct gaz_run *run, const struct gaz_gazette *gazette) {
    const struct gaz_cli *cli = run->cli;
    if (run->kinds) return;
    bool is_signed = cli->command->options & GAZ_TAKES_FORCE; /* lock */
    run->kinds = cli->kinds  ? cli->kinds
                 : is_signed ? gaz_kinds_of_style(gazette->style)
                             : 1u << GAZ_PDF_SCREEN;
    if (gaz_has_kind(run->kinds, GAZ_PDF_PRINT)) gaz_press_of(&run->press, gazette, &cli->press, run->diags);
}

/* Layout and what goes before it reads no file that was not there before. */
static bool lay_out(struct gaz_run *run, struct gaz_gazette_options *options, enum gaz_stage last) {
    options->wants_slugs = run->press.has_marks;
    gaz_confine_reads(run->cli, run->gazette, 1);
    if (!gaz_gazette_make(run->gazette, options, last, run->diags)) return false;
    if (gaz_has_kind(run->kinds, GAZ_PDF_PRINT))
        gaz_press_check_pages(run->gazette->pages, run->gazette, 1, run->diags);
    return true;
}

bool gaz_run_make(struct gaz_run *run, enum gaz_stage last) {
    struct gaz_cli *cli = run->cli;
    bool style_only = names_a_style(cli);
    struct gaz_gazette_options options = gaz_run_options(cli);
    options.folder = style_only ? NULL : cli->argument;
    options.style = style_only ? cli->argument : NULL;
    options.explain = run->explain;
    unsigned n_before = run->gazette->n_run;
    gaz_progress_begin(cli);
    bool good = gaz_gazette_make(run->gazette, &options, MIN(last, GAZ_STAGE_FONTS), run->diags);
    if (good && last >= GAZ_STAGE_FONTS && !style_only) gaz_run_take_kinds(run, run->gazette);
    if (good && last > GAZ_STAGE_FONTS) good = lay_out(run, &options, last);
    gaz_progress_end();
    run->pages = run->gazette->pages;
    print_stages(run, n_before);
    return good;
}

bool gaz_run_begin(struct gaz_run *run, struct gaz_cli *cli, enum gaz_stage last) {
    gaz_run_open(run, cli);
    return gaz_run_make(run, last);
}

bool gaz_run_is_good(const struct gaz_run *run) {
    return !gaz_diags_have_errors(run->diags);
}

void gaz_run_drop_warnings(struct gaz_run *run) {
    if (run->cli->verbose || !gaz_run_is_good(run)) return;
    gaz_diags_free(run->diags);
    run->diags = gaz_diags_new();
}

int gaz_run_end(struct gaz_run *run) {
    const struct gaz_cli *cli = run->cli;
    fflush(stdout); /* what was asked for comes before the complaints; main looks whether it arrived */
    gaz_diags_print(run->diags, stderr, cli->language, cli->verbose);
    fputs(run->results->str, stderr);
    int status = gaz_diags_exit(run->diags, gaz_strictness_of(cli));
    g_string_free(run->results, TRUE);
    gaz_press_clear(&run->press);
    gaz_gazette_clear(run->gazette);
    g_free(run->gazette);
    gaz_diags_free(run->diags);
    return status;
}

void gaz_run_say(const struct gaz_run *run, const char *format, ...) {
    if (!gaz_speaks(run->cli)) return;
    va_list args;
    va_start(args, format);
    g_autofree char *text = gaz_say_format(format, args);
    va_end(args);
    g_string_append_printf(run->results, "%s\n", text);
}

static GBytes *make_pdf(const struct gaz_run *run, struct gaz_pdf_request request) {
    struct gaz_pdf_times took;
    request.press = request.kind == GAZ_PDF_PRINT ? &run->press : NULL;
    request.flags = run->cli->screen_rotate ? GAZ_PDF_SCREEN_ROTATE : 0;
    request.took = &took;
    GBytes *pdf = gaz_pdf_make(run->pages, &request, run->diags);
    print_time(run, "cairo", took.draw);
    print_time(run, "qpdf", took.finish);
    print_time(run, "verify", took.verify);
    return pdf;
}

static bool wants_report(const struct gaz_cli *cli) {
    return cli->press_report || (cli->verbose && !cli->quiet);
}

static bool make_documents(const struct gaz_run *run, struct gaz_made *made) {
    int64_t began = g_get_monotonic_time();
    *made = (struct gaz_made){.documents = gaz_documents_make(run->gazette, run->diags)};
    print_time(run, "documents", g_get_monotonic_time() - began);
    return made->documents != NULL;
}

bool gaz_run_make_all(const struct gaz_run *run, struct gaz_made *made) {
    if (run->cli->split) return make_documents(run, made);
    bool several = (run->kinds & (run->kinds - 1)) != 0, good = true;
    struct gaz_pdf_shared *shared = several ? gaz_pdf_shared_new(run->pages) : NULL;
    *made = (struct gaz_made){.press = gaz_has_kind(run->kinds, GAZ_PDF_PRINT) ? &run->press : NULL};
    for (int i = 0; i < GAZ_N_PDF_KINDS && good; i++) {
        struct gaz_pdf_request request = {.kind = (enum gaz_pdf_kind)i, .shared = shared};
        if (!gaz_has_kind(run->kinds, request.kind)) continue;
        if (request.kind == GAZ_PDF_PRINT && wants_report(run->cli)) request.report = &made->report;
        made->pdfs[i] = make_pdf(run, request);
        good = made->pdfs[i] != NULL;
    }
    gaz_pdf_shared_free(shared);
    return good;
}

static struct gaz_new_file new_file(const char *path, GBytes *bytes) {
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    return (struct gaz_new_file){.path = path, .data = data, .size = size};
}

bool gaz_run_write_files(const struct gaz_run *run, const struct gaz_new_file *files, uint32_t n) {
    int64_t began = g_get_monotonic_time();
    bool good = gaz_files_write(files, n, run->diags);
    print_time(run, "write", g_get_monotonic_time() - began);
    return good;
}

bool gaz_run_write_changes(const struct gaz_run *run, const GArray *changes) {
    int64_t began = g_get_monotonic_time();
    bool good = gaz_file_changes_write(changes, run->diags);
    print_time(run, "write", g_get_monotonic_time() - began);
    return good;
}

bool gaz_run_write(const struct gaz_run *run, const char *path, GBytes *bytes) {
    struct gaz_new_file file = new_file(path, bytes);
    return gaz_run_write_files(run, &file, 1);
}

static bool write_documents(const struct gaz_run *run, const char *folder, const GPtrArray *documents) {
    int64_t began = g_get_monotonic_time();
    bool good = gaz_documents_write(documents, folder, run->diags);
    print_time(run, "write", g_get_monotonic_time() - began);
    return good;
}

bool gaz_run_write_all(const struct gaz_run *run, const struct gaz_output_paths *paths,
                       const struct gaz_made *made) {
    if (made->documents) return write_documents(run, paths->folder, made->documents);
    struct gaz_new_file files[GAZ_N_PDF_KINDS + 1];
    uint32_t n = 0;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (made->pdfs[i]) files[n++] = new_file(paths->pdfs[i], made->pdfs[i]);
    bool wants_json = made->report && paths->report;
    g_autofree char *json = wants_json ? gaz_press_report_json(made->report) : NULL;
    if (json) files[n++] = (struct gaz_new_file){.path = paths->report, .data = json, .size = strlen(json)};
    return gaz_run_write_files(run, files, n);
}
