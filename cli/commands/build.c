/* build.c: build, and the commands that stop before the pages: fonts, style. */
#include "cli/commands.h"
#include "cli/paths.h"
#include "cli/run.h"
#include "cli/say.h"

#include "archive/archive.h"
#include "output/output.h"

#include <string.h>

/* ---- dumps */

static void dump_doc(const struct gaz_gazette *gazette) {
    gaz_issue_dump(gazette->issue, stdout);
}
static void dump_style(const struct gaz_gazette *gazette) {
    gaz_style_dump(gazette->style, stdout);
}
static void dump_pages(const struct gaz_gazette *gazette) {
    gaz_pages_dump(gazette->pages, stdout);
}
static void dump_lines(const struct gaz_gazette *gazette) {
    gaz_lines_dump(gazette->pages, stdout);
}

static void dump_structure(const struct gaz_gazette *gazette) {
    gaz_structure_dump(gazette->pages, stdout);
}

struct dump {
    const char *name;
    enum gaz_stage last;
    void (*print)(const struct gaz_gazette *gazette);
};

static const struct dump dumps[] = {
    {"doc", GAZ_STAGE_DOC, dump_doc},
    {"style", GAZ_STAGE_STYLE, dump_style},
    {"pages", GAZ_STAGE_PAGES, dump_pages},
    {"lines", GAZ_STAGE_PAGES, dump_lines},
    {"structure", GAZ_STAGE_PAGES, dump_structure},
};

static int run_dump(struct gaz_cli *cli, const struct dump *dump) {
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, dump->last)) dump->print(run.gazette);
    return gaz_run_end(&run);
}

static int run_named_dump(struct gaz_cli *cli) {
    for (size_t i = 0; i < G_N_ELEMENTS(dumps); i++)
        if (strcmp(cli->dump, dumps[i].name) == 0) return run_dump(cli, &dumps[i]);
    return gaz_usage_error(cli,
                           gaz_pick(cli, "--dump只能是doc、style、pages、lines或structure，不是“%s”",
                                    "--dump is doc, style, pages, lines or structure, not \"%s\""),
                           cli->dump);
}

/* ---- build */

static void say_report(const struct gaz_run *run, const struct gaz_press_report *report) {
    g_autofree char *text = gaz_press_report_text(report, run->cli->language == GAZ_ENGLISH);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    for (char **line = lines; *line; line++)
        gaz_run_say(run, "%s", *line);
}

/* All made in memory, read back, held against the lock, and only then the first is put in place. */
static void write_pdfs(const struct gaz_run *run, const struct gaz_output_paths *paths) {
    struct gaz_made made;
    bool good =
        gaz_run_make_all(run, &made) &&
        (!run->cli->locked || gaz_lock_compare(run->gazette, &made, GAZ_UNLOCKED_REFUSED, run->diags)) &&
        gaz_run_write_all(run, paths, &made);
    if (good && !run->cli->locked) gaz_lock_look(run->gazette, run->diags);
    if (good && made.report) say_report(run, made.report);
    if (good && made.documents)
        gaz_run_say(run, gaz_pick(run->cli, "已写出 %s（%u件）", "wrote %s (%u documents)"), paths->folder,
                    made.documents->len - 1);
    gaz_made_clear(&made);
    for (int i = 0; good && i < GAZ_N_PDF_KINDS; i++)
        if (paths->pdfs[i])
            gaz_run_say(run, gaz_pick(run->cli, "已写出 %s（%u页）", "wrote %s (%u pages)"), paths->pdfs[i],
                        run->pages->n_pages);
}

int gaz_build_run(struct gaz_cli *cli) {
    if (cli->dump) return run_named_dump(cli);
    if (cli->explain_line) return gaz_explain_run(cli);
    if (cli->worker) return gaz_worker_run(cli);
    if (cli->locked && cli->screen_rotate)
        return gaz_usage_error(cli, "%s",
                               gaz_pick(cli, "--locked和--screen-rotate不能一起用",
                                        "--locked and --screen-rotate exclude each other"));
    struct gaz_output_paths paths;
    int status = gaz_output_paths(&paths, cli);
    if (status == GAZ_EXIT_OK) {
        struct gaz_run run;
        if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) write_pdfs(&run, &paths);
        status = gaz_run_end(&run);
    }
    gaz_output_paths_clear(&paths);
    return status;
}

/* ---- the others */

int gaz_fonts_run(struct gaz_cli *cli) {
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_FONTS)) gaz_fonts_report(run.gazette->fonts, stdout);
    return gaz_run_end(&run);
}

int gaz_style_run(struct gaz_cli *cli) {
    return run_dump(cli, &(struct dump){"style", GAZ_STAGE_STYLE, dump_style});
}
