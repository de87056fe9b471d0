/* marks.c: what proof-readers marked on a PDF. */
#include "cli/commands.h"
#include "cli/proof_input.h"
#include "cli/run.h"
#include "cli/say.h"

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

/* The account with this run's round; NULL after a complaint: what is there is no account, and stays. */
static GBytes *make_account(const struct gaz_run *run, const struct gaz_proof_apply *apply) {
    struct gaz_arena *arena = gaz_arena_new();
    struct gaz_source *source;
    unsigned errors = gaz_diags_count(run->diags, GAZ_ERROR);
    struct gaz_proof_account *account = gaz_account_of(run, arena, &source);
    bool is_none = !account && gaz_diags_count(run->diags, GAZ_ERROR) == errors;
    GBytes *made = account || is_none ? gaz_proof_account_add(account ? source : NULL, apply) : NULL;
    gaz_proof_account_free(account);
    gaz_diags_keep(run->diags, arena);
    return made;
}

static void append_file(GArray *files, const char *path, GBytes *bytes) {
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    struct gaz_new_file file = {path, data, size};
    g_array_append_val(files, file);
}

/* The sources, and the account beside them. */
static bool write_files(struct gaz_run *run, const struct gaz_proof_apply *apply) {
    g_autoptr(GArray) made = gaz_proof_apply_files(apply);
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct gaz_new_file));
    g_autoptr(GBytes) account = make_account(run, apply);
    g_autofree char *path = g_build_filename(run->gazette->issue->folder, GAZ_PROOF_ACCOUNT, NULL);
    for (guint i = 0; i < made->len; i++) {
        const struct gaz_proof_new_file *file = &g_array_index(made, struct gaz_proof_new_file, i);
        append_file(files, file->path, file->bytes);
    }
    if (account) append_file(files, path, account);
    return account && gaz_run_is_good(run) &&
           gaz_run_write_files(run, (const struct gaz_new_file *)files->data, files->len);
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
