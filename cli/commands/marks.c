/* marks.c: what proof-readers marked on a PDF. */
#include "cli/commands.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"

#include "base/file/change.h"
#include "base/file/edit.h"
#include "base/process/arena.h"
#include "proof/proof.h"

static bool has_proofs(const struct gaz_cli *cli) {
    return cli->folders && cli->folders->len > 0;
}

/* ---- carrying out */

static void clear_choice(gpointer data) {
    gaz_proof_file_clear(&((struct gaz_proof_choice *)data)->file);
}

/* Numbers, or a file that is there. */
static GArray *read_choices(const struct gaz_cli *cli, struct gaz_arena *arena, struct gaz_diags *diags) {
    GArray *choices = g_array_new(FALSE, TRUE, sizeof(struct gaz_proof_choice));
    g_array_set_clear_func(choices, clear_choice);
    for (guint i = 0; cli->apply && cli->apply[i]; i++) {
        struct gaz_proof_choice choice = {cli->apply[i], {cli->apply[i], NULL}};
        bool is_number = choice.typed[strspn(choice.typed, "0123456789,- ")] == '\0';
        if (!is_number) choice.file.bytes = gaz_proof_file_read(arena, choice.typed, diags);
        g_array_append_val(choices, choice);
    }
    return choices;
}

/* The account's file as it was read; none. Data NULL: its text was mended. */
static struct gaz_bytes account_bytes(const struct gaz_run *run, struct gaz_arena *arena,
                                      const struct gaz_source *source) {
    if (!source) return (struct gaz_bytes){.data = (const unsigned char *)""};
    struct gaz_bytes bytes = gaz_file_read_below(arena, run->gazette->issue->folder, GAZ_PROOF_ACCOUNT,
                                                 (struct gaz_span){0}, run->diags);
    return bytes.data && gaz_source_is_of(source, bytes) ? bytes : (struct gaz_bytes){0};
}

/* The account with this run's round. False after a complaint: what is there is no account, and stays. */
static bool add_account(const struct gaz_run *run, const struct gaz_proof_apply *apply, GArray *changes) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_source *source;
    unsigned errors = gaz_diags_count(run->diags, GAZ_ERROR);
    struct gaz_proof_account *account = gaz_account_of(run, arena, &source);
    bool is_none = !account && gaz_diags_count(run->diags, GAZ_ERROR) == errors;
    GBytes *made = account || is_none ? gaz_proof_account_add(account ? source : NULL, apply) : NULL;
    if (made)
        gaz_file_changes_add(changes, g_build_filename(run->gazette->issue->folder, GAZ_PROOF_ACCOUNT, NULL),
                             made, account_bytes(run, arena, account ? source : NULL));
    gaz_proof_account_free(account);
    gaz_diags_keep(run->diags, arena);
    return made != NULL;
}

/* The sources, and the account beside them. */
static bool write_files(const struct gaz_run *run, const struct gaz_proof_apply *apply) {
    g_autoptr(GArray) changes = gaz_proof_apply_files(apply);
    return add_account(run, apply, changes) && gaz_run_is_good(run) && gaz_run_write_changes(run, changes);
}

static void append_list(const struct gaz_cli *cli, const struct gaz_proof_marks *marks, GString *out) {
    if (cli->json)
        gaz_proof_marks_report_json(marks, out);
    else
        gaz_proof_marks_report(marks, cli->language, out);
}

static void apply_marks(struct gaz_run *run, const struct gaz_proof_marks *marks, const GArray *choices,
                        GString *out) {
    const struct gaz_cli *cli = run->cli;
    struct gaz_proof_apply *apply =
        gaz_proof_apply_new(marks, (const struct gaz_proof_choice *)choices->data, choices->len, run->diags);
    if (!apply) return;
    bool written = cli->write && write_files(run, apply);
    if (cli->json)
        gaz_proof_apply_report_json(apply, written, out);
    else
        gaz_proof_apply_report(apply, written, cli->language, out);
    gaz_proof_apply_free(apply);
}

/* Without proofs: what became of those that the account has. */
static void tell_account(struct gaz_run *run) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_source *source;
    struct gaz_proof_account *account = gaz_account_of(run, arena, &source);
    if (account) {
        g_autoptr(GArray) fates = gaz_proof_account_fates(account, run->gazette);
        g_autoptr(GString) out = g_string_new(NULL);
        if (run->cli->json)
            gaz_proof_fates_report_json(fates, out);
        else
            gaz_proof_fates_report(fates, run->cli->language, out);
        fwrite(out->str, 1, out->len, stdout);
    }
    gaz_proof_account_free(account);
    gaz_diags_keep(run->diags, arena);
}

static void tell(struct gaz_run *run, const GArray *files, const GArray *choices) {
    struct gaz_proof_job job = {run->gazette, (const struct gaz_proof_file *)files->data, files->len};
    struct gaz_proof_marks *marks = gaz_proof_marks_new(&job, run->diags);
    if (!marks) return;
    g_autoptr(GString) out = g_string_new(NULL);
    if (choices->len)
        apply_marks(run, marks, choices, out);
    else
        append_list(run->cli, marks, out);
    fwrite(out->str, 1, out->len, stdout);
    gaz_proof_marks_free(marks);
}

/* ---- the command */

static bool has_account(const struct gaz_cli *cli) {
    g_autofree char *path = g_build_filename(cli->argument ? cli->argument : ".", GAZ_PROOF_ACCOUNT, NULL);
    return gaz_file_may_exist(path);
}

static bool has_good_options(const struct gaz_cli *cli) {
    const char *wrong = NULL;
    if (!has_proofs(cli) && (cli->apply || !has_account(cli)))
        wrong = gaz_pick(cli, "marks：要写明校样（有批注的PDF、FDF或XFDF）",
                         "marks: which proofs (PDF, FDF or XFDF with marks)?");
    else if (cli->write && !cli->apply)
        wrong = gaz_pick(cli, "--write要同--apply一起用", "--write goes with --apply");
    if (wrong) gaz_usage_error(cli, "%s", wrong);
    return !wrong;
}

int gaz_marks_run(struct gaz_cli *cli) {
    if (!has_good_options(cli)) return GAZ_EXIT_USAGE;
    struct gaz_run run;
    struct gaz_arena *arena = gaz_arena_new();
    gaz_run_open(&run, cli);
    g_autoptr(GArray) files =
        gaz_proof_files_read((const char *const *)(has_proofs(cli) ? cli->folders->pdata : NULL),
                             has_proofs(cli) ? cli->folders->len : 0, arena, run.diags);
    g_autoptr(GArray) choices = read_choices(cli, arena, run.diags);
    if (gaz_run_is_good(&run) && gaz_run_make(&run, GAZ_STAGE_PAGES) && gaz_run_is_good(&run)) {
        gaz_run_drop_warnings(&run);
        if (has_proofs(cli))
            tell(&run, files, choices);
        else
            tell_account(&run);
    }
    gaz_diags_keep(run.diags, arena);
    return gaz_run_end(&run);
}
