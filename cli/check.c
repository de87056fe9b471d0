/* check.c: what is wrong with an issue: the complaints of a build, whose pages are laid out and whose
 * pictures are tried but of which nothing is painted, and what the rules of check/ find in its text.
 */
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/run.h"
#include "cli/say.h"

#include "check/check.h"
#include "output/output.h"

/* Findings stand on stdout, since they are what was asked for; complaints on stderr, as ever. */
static void print(struct gaz_run *run, const struct gaz_findings *findings) {
    const struct gaz_cli *cli = run->cli;
    if (!cli->json) {
        if (findings) gaz_findings_print(findings, stdout, cli->language);
        return;
    }
    g_autoptr(GString) json = g_string_new(NULL);
    gaz_findings_write_json(findings, run->diags, cli->language, json);
    fwrite(json->str, 1, json->len, stdout);
}

static void say_counts(struct gaz_run *run, const struct gaz_findings *findings) {
    const struct gaz_cli *cli = run->cli;
    if (!findings || !run->pages || !gaz_run_is_good(run)) return;
    gaz_run_say(run,
                gaz_pick(cli, "没有错误，警告%u条，共%u页；文字：错%u处，疑%u处，注意%u处",
                         "no errors, %u warnings, %u pages; text: %u wrong, %u doubtful, %u to look at"),
                gaz_diags_count(run->diags, GAZ_WARNING), run->pages->n_pages,
                gaz_findings_count(findings, GAZ_LEVEL_E), gaz_findings_count(findings, GAZ_LEVEL_W),
                gaz_findings_count(findings, GAZ_LEVEL_I));
}

/* Under --strict what is wrong or doubtful in the text counts as warnings do. */
static bool counts(const struct gaz_cli *cli, const struct gaz_findings *findings) {
    return findings && gaz_strictness_of(cli) != GAZ_LENIENT &&
           gaz_findings_count(findings, GAZ_LEVEL_E) + gaz_findings_count(findings, GAZ_LEVEL_W) > 0;
}

/* Where there is no style nobody knows where the lists lie. */
static struct gaz_house *read_house(struct gaz_run *run) {
    const struct gaz_style *style = run->gazette->style;
    return style ? gaz_house_read(style->house_files, style->n_house_files, run->diags) : NULL;
}

int gaz_check_run(struct gaz_cli *cli) {
    struct gaz_run run;
    bool good = gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run);
    if (good) gaz_pictures_try(run.pages, run.diags);
    struct gaz_house *house = read_house(&run);
    struct gaz_findings *findings = run.gazette->issue ? gaz_check_issue(run.gazette->issue, house) : NULL;
    if (findings) gaz_findings_waive(findings, cli->argument, run.diags);
    print(&run, findings);
    say_counts(&run, findings);
    bool is_strict = counts(cli, findings);
    gaz_findings_free(findings);
    gaz_house_free(house);
    int status = gaz_run_end(&run);
    return status == GAZ_EXIT_OK && is_strict ? GAZ_EXIT_STRICT : status;
}
