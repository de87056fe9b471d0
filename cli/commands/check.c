/* check.c: what is wrong with an issue: the complaints of a build, whose pages are laid out and whose
 * pictures are tried but of which nothing is painted, and what the rules of check/ find in its text.
 */
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/run.h"
#include "cli/say.h"

#include "base/file/change.h"
#include "check/check.h"
#include "output/output.h"

#include <string.h>

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

/* ---- correcting */

static void append_report(const struct gaz_cli *cli, const struct gaz_fix *fix, bool written, GString *out) {
    if (cli->json)
        gaz_fix_report_json(fix, written, out);
    else
        gaz_fix_report(fix, written, cli->language, out);
}

static bool write_fixed(const struct gaz_run *run, const struct gaz_fix *fix) {
    g_autoptr(GArray) changes = gaz_fix_files(fix);
    return gaz_run_write_changes(run, changes);
}

static void fix(struct gaz_run *run, const struct gaz_house *house, const struct gaz_findings *findings) {
    g_autoptr(GString) out = g_string_new(NULL);
    struct gaz_fix *fix = gaz_fix_new(run->gazette->issue, house, findings, run->diags);
    bool written = run->cli->write && write_fixed(run, fix);
    append_report(run->cli, fix, written, out);
    fwrite(out->str, 1, out->len, stdout);
    gaz_fix_free(fix);
}

/* ---- letting stand */

static bool is_blank(const char *text) {
    return !text || text[strspn(text, " \t\r\n")] == '\0';
}

static void accept(struct gaz_run *run, const struct gaz_findings *findings) {
    const struct gaz_cli *cli = run->cli;
    struct gaz_accept_job job = {findings, cli->argument, (const char *const *)cli->accept, cli->reason,
                                 cli->language};
    g_autoptr(GArray) waivers = gaz_file_changes_new();
    g_autoptr(GString) out = g_string_new(NULL);
    if (gaz_findings_accept(&job, out, waivers, run->diags) && gaz_run_write_changes(run, waivers)) {
        fwrite(out->str, 1, out->len, stdout);
        gaz_run_say(run, gaz_pick(cli, "已写入 %s", "wrote %s"),
                    g_array_index(waivers, struct gaz_file_change, 0).path);
    }
}

/* ---- the command */

/* Whether the options go together; else says what is wrong. */
static bool has_good_options(const struct gaz_cli *cli) {
    const char *wrong = NULL;
    if (cli->fix && cli->accept)
        wrong = gaz_pick(cli, "--fix和--accept不能一起用", "--fix and --accept do not go together");
    else if (cli->write && !cli->fix)
        wrong = gaz_pick(cli, "--write要同--fix一起用", "--write goes with --fix");
    else if (cli->reason && !cli->accept)
        wrong = gaz_pick(cli, "--reason要同--accept一起用", "--reason goes with --accept");
    else if (cli->accept && cli->json)
        wrong = gaz_pick(cli, "--accept不能同--json一起用", "--accept does not go with --json");
    else if (cli->accept && is_blank(cli->reason))
        wrong = gaz_pick(cli, "--accept要用--reason写明理由", "--accept needs --reason");
    if (wrong) gaz_usage_error(cli, "%s", wrong);
    return !wrong;
}

/* Reads the issue and lays out nothing. */
static int change(struct gaz_cli *cli) {
    struct gaz_run run;
    bool good = gaz_run_begin(&run, cli, GAZ_STAGE_STYLE) && gaz_run_is_good(&run);
    if (good) gaz_run_drop_warnings(&run);
    struct gaz_house *house = good ? read_house(&run) : NULL;
    struct gaz_findings *findings = good ? gaz_check_issue(run.gazette->issue, house) : NULL;
    if (good) gaz_findings_waive(findings, cli->argument, run.diags);
    good = good && gaz_run_is_good(&run);
    if (good && cli->fix)
        fix(&run, house, findings);
    else if (good)
        accept(&run, findings);
    gaz_findings_free(findings);
    gaz_house_free(house);
    return gaz_run_end(&run);
}

int gaz_check_run(struct gaz_cli *cli) {
    if (!has_good_options(cli)) return GAZ_EXIT_USAGE;
    if (cli->fix || cli->accept) return change(cli);
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
