/* sign.c: approve, and status: what is still as it was signed. */
#include "cli/commands/sign.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/stage.h"

#include "base/data/schema.h"

#include <string.h>

enum gaz_locked gaz_run_lock(const struct gaz_run *run, const struct gaz_signing *signing) {
    struct gaz_made made;
    enum gaz_locked locked = GAZ_LOCK_FAILED;
    bool good = gaz_run_make_all(run, &made);
    if (good) locked = gaz_lock_write(run->gazette, &made, signing, run->cli->force, run->diags);
    gaz_made_clear(&made);
    return locked;
}

/* ---- what is typed */

static bool refuse_name(const struct gaz_cli *cli, const char *name) {
    gaz_usage_error(
        cli,
        gaz_pick(cli, "--by“%s”不能作姓名：应是UTF-8，至多40个字，没有看不见的字符",
                 "--by \"%s\" is no name: it is UTF-8, at most 40 characters, none that cannot be seen"),
        name);
    return false;
}

static bool read_names(const struct gaz_cli *cli) {
    if (!cli->by) {
        gaz_usage_error(cli, "%s",
                        gaz_pick(cli, "approve：要用--by写明签字的人", "approve: who signs (--by)?"));
        return false;
    }
    for (char **name = cli->by; *name; name++) {
        if (g_utf8_validate(*name, -1, NULL)) g_strstrip(*name);
        if (!gaz_signer_is_good(*name)) return refuse_name(cli, *name);
    }
    return true;
}

/* The clock is asked here and by `new` alone: a signature is of the day on which it is given. */
static char *today(void) {
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    guint64 seconds = 0;
    bool is_set = epoch && g_ascii_string_to_unsigned(epoch, 10, 0, G_MAXINT32, &seconds, NULL);
    g_autoptr(GDateTime) now =
        is_set ? g_date_time_new_from_unix_utc((gint64)seconds) : g_date_time_new_now_local();
    return g_strdup_printf("%04d-%02d-%02d", g_date_time_get_year(now), g_date_time_get_month(now),
                           g_date_time_get_day_of_month(now));
}

/* NULL after saying what is wrong; freed with g_free. */
static char *read_date(const struct gaz_cli *cli) {
    struct gaz_date date;
    if (!cli->date) return today();
    if (gaz_date_parse(cli->date, &date))
        return g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
    gaz_usage_error(cli,
                    gaz_pick(cli, "--date应是一个日子，如2024-06-28，不是“%s”",
                             "--date is a day such as 2024-06-28, not \"%s\""),
                    cli->date);
    return NULL;
}

/* ---- approve */

static void sign(const struct gaz_run *run, const struct gaz_signing *signing) {
    const struct gaz_cli *cli = run->cli;
    enum gaz_locked locked = gaz_run_lock(run, signing);
    const char *round = gaz_round_names[signing->round];
    g_autofree char *names = g_strjoinv("、", cli->by);
    if (locked == GAZ_LOCK_WRITTEN)
        gaz_run_say(
            run, gaz_pick(cli, "已签字：%s　%s　%s（%s/%s，%u页）", "signed: %s, %s, %s (%s/%s, %u pages)"),
            round, names, signing->date, cli->argument, GAZ_LOCK_FILE, run->gazette->pages->n_pages);
    else if (locked == GAZ_LOCK_UNCHANGED)
        gaz_run_say(run,
                    gaz_pick(cli, "早已签字，没有不同：%s　%s", "signed already, nothing differs: %s, %s"),
                    round, names);
}

int gaz_approve_run(struct gaz_cli *cli) {
    struct gaz_signing signing = {0};
    if (!gaz_stage_read(cli, &signing.round) || !read_names(cli)) return GAZ_EXIT_USAGE;
    g_autofree char *date = read_date(cli);
    if (!date) return GAZ_EXIT_USAGE;
    signing.names = (const char *const *)cli->by;
    signing.date = date;
    struct gaz_run run;
    if (gaz_run_begin(&run, cli, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) sign(&run, &signing);
    return gaz_run_end(&run);
}

/* ---- status */

/* 1 when it is not what was signed; an error of the documents is that too. */
static int status_of(enum gaz_status_answer answer, int status) {
    bool is_same = answer == GAZ_STATUS_SAME;
    return status == GAZ_EXIT_OK && !is_same ? GAZ_EXIT_DOCUMENT : status;
}

int gaz_status_run(struct gaz_cli *cli) {
    struct gaz_run run;
    gaz_run_begin(&run, cli, GAZ_STAGE_PAGES);
    struct gaz_status_job job = {run.gazette, cli->argument, cli->language, cli->json};
    g_autoptr(GString) out = g_string_new(NULL);
    enum gaz_status_answer answer = gaz_lock_status(&job, out, run.diags);
    fwrite(out->str, 1, out->len, stdout);
    gaz_run_drop_warnings(&run);
    return status_of(answer, gaz_run_end(&run));
}
