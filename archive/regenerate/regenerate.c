/* regenerate.c: every issue of an archive, several at once, each in a process of its own.
 *
 * The parent reads no issue: whatever an issue does to its process, the parent lives, notes it and goes on.
 * It waits for signals only (blocked and taken one by one, so nothing happens in a handler): a child that
 * ended, or a request to stop, which kills the workers; they write nowhere but in the run folder. A PDF is
 * put in its place by a rename, then noted in the journal; the manifest is written at the end, also of a run
 * that was stopped. What was neither noted nor written is made again by --resume.
 */
#include "archive/archive.h"

#include "archive/regenerate/find.h"
#include "archive/lock/hash.h"
#include "archive/regenerate/limits.h"
#include "archive/regenerate/order.h"
#include "archive/regenerate/process.h"
#include "archive/regenerate/run_folder.h"
#include "archive/regenerate/progress.h"
#include "base/file/folder.h"
#include "base/diag/reason.h"
#include "gazette/gazette.h"
#include "output/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct slot {
    char *prefix;
    pid_t pid; /* 0: idle */
    guint issue;
    int64_t began;
    bool is_overdue; /* killed for it */
};

struct run {
    const struct gaz_regenerate_job *job;
    struct gaz_diags *diags;
    struct gaz_run_folder folder;
    struct gaz_archive_progress progress;
    GPtrArray *names;   /* of the shard's issues, sorted */
    GPtrArray *records; /* one each; NULL: nothing is known */
    struct slot *slots;
    char *program; /* hash of our own file, "" when it cannot be read */
    sigset_t signals, earlier_mask;
    guint next; /* the first issue that is not begun */
    unsigned n_running;
    int stopped_by; /* a signal; 0 */
};

static const char *name_of(const struct run *run, guint issue) {
    return run->names->pdata[issue];
}

/* Of documents by themselves the folder. Freed with g_free. */
static char *pdf_of(const struct run *run, guint issue, int kind) {
    g_autofree char *file = g_strconcat(name_of(run, issue), run->job->split ? "" : ".pdf", NULL);
    g_autofree char *own = gaz_kind_path(file, (enum gaz_pdf_kind)kind, run->job->kinds);
    g_autofree char *path = g_build_filename(run->job->output, own, NULL);
    return g_canonicalize_filename(path, NULL);
}

static char *file_of(const struct slot *slot, const char *ending) {
    return g_strconcat(slot->prefix, ending, NULL);
}

/* Where the worker puts the PDF of a kind; freed with g_free. */
static char *made_of(const struct run *run, const struct slot *slot, int kind) {
    g_autofree char *file = file_of(slot, ".pdf");
    return gaz_kind_path(file, (enum gaz_pdf_kind)kind, run->job->kinds);
}

/* ---- starting a worker */

static bool is_locked(const struct run *run, const char *folder) {
    g_autofree char *lock = g_build_filename(folder, GAZ_LOCK_FILE, NULL);
    return run->job->locked && g_file_test(lock, G_FILE_TEST_EXISTS);
}

static void write_order(const struct run *run, const struct slot *slot, const char *folder) {
    const struct gaz_record *earlier = run->records->pdata[slot->issue];
    bool good = earlier && earlier->outcome == GAZ_OUTCOME_GOOD;
    struct gaz_order order = {.program = run->program,
                              .input = good ? earlier->input : "",
                              .locked = is_locked(run, folder),
                              .split = run->job->split};
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        bool asked = good && gaz_has_kind(run->job->kinds, (enum gaz_pdf_kind)i);
        order.pdfs[i] = asked ? earlier->pdfs[i] : "";
        order.paths[i] = asked ? pdf_of(run, slot->issue, i) : g_strdup("");
    }
    gaz_order_write(&order, slot->prefix);
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        g_free((char *)order.paths[i]);
}

static void add_kinds(GPtrArray *words, const struct gaz_regenerate_job *job) {
    g_autofree char *kinds = gaz_kinds_text(job->kinds);
    g_ptr_array_add(words, g_strconcat("--for=", kinds, NULL));
    if (job->split) g_ptr_array_add(words, g_strdup("--split"));
    for (const char *const *word = job->press_words; word && *word; word++)
        g_ptr_array_add(words, g_strdup(*word));
}

static GPtrArray *command_for(const struct run *run, const struct slot *slot, const char *folder) {
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(words, g_strdup("gongbao"));
    g_ptr_array_add(words, g_strdup("build"));
    g_ptr_array_add(words, g_strdup("--quiet"));
    g_ptr_array_add(words, g_strconcat("--worker=", slot->prefix, NULL));
    g_ptr_array_add(words, g_strconcat("--output=", slot->prefix, ".pdf", NULL));
    if (is_locked(run, folder)) g_ptr_array_add(words, g_strdup("--locked"));
    add_kinds(words, run->job);
    for (const char *const *fonts = run->job->font_folders; fonts && *fonts; fonts++)
        g_ptr_array_add(words, g_strconcat("--fonts=", *fonts, NULL));
    g_ptr_array_add(words, g_strdup("--"));
    g_ptr_array_add(words, g_strdup(folder));
    g_ptr_array_add(words, NULL);
    return words;
}

static void clear_slot(const struct run *run, const struct slot *slot) {
    static const char *const endings[] = {".order", ".record", ".err"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *file = file_of(slot, endings[i]);
        g_unlink(file);
    }
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_autofree char *made = made_of(run, slot, i);
        if (run->job->split)
            gaz_folder_remove(made);
        else
            g_unlink(made);
    }
}

static void put_record(struct run *run, struct gaz_record *record, guint issue) {
    gaz_record_free(run->records->pdata[issue]);
    run->records->pdata[issue] = record;
    gaz_run_folder_note(&run->folder, record);
}

static const char *reason_text(const struct run *run, int error) {
    struct gaz_reason why = gaz_reason_of(error);
    return run->job->language == GAZ_ENGLISH ? why.english : why.chinese;
}

/* A process that cannot be started is the world's fault; the next one may be. */
static void note_unstarted(struct run *run, guint issue, int error) {
    struct gaz_record plain = {.name = run->names->pdata[issue], .outcome = GAZ_OUTCOME_IO, .input = ""};
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        plain.pdfs[i] = "";
    put_record(run, gaz_record_copy(&plain), issue);
    gaz_archive_progress_add(&run->progress, run->records->pdata[issue], false, "", reason_text(run, error));
}

static void start(struct run *run, struct slot *slot) {
    slot->issue = run->next++;
    slot->began = g_get_monotonic_time();
    slot->is_overdue = false;
    g_autofree char *folder = g_build_filename(run->job->archive, name_of(run, slot->issue), NULL);
    clear_slot(run, slot);
    write_order(run, slot, folder);
    g_autofree char *complaints = file_of(slot, ".err");
    GPtrArray *words = command_for(run, slot, folder);
    slot->pid = gaz_process_begin(run->job->run, (char **)words->pdata, complaints);
    int error = errno;
    g_ptr_array_unref(words);
    if (slot->pid < 0) {
        slot->pid = 0;
        note_unstarted(run, slot->issue, error);
    } else {
        run->n_running++;
        gaz_limits_set(run->job, slot->pid);
    }
}

static void start_all(struct run *run) {
    for (unsigned i = 0; i < run->job->n_workers; i++)
        while (!run->slots[i].pid && run->next < run->names->len)
            start(run, &run->slots[i]);
}

/* ---- a worker has ended */

static enum gaz_outcome outcome_of(int status, bool has_receipt) {
    if (WIFSIGNALED(status)) {
        int number = WTERMSIG(status);
        bool from_outside = number == SIGKILL || number == SIGTERM || number == SIGINT;
        return from_outside ? GAZ_OUTCOME_IO : GAZ_OUTCOME_CRASHED;
    }
    switch (WEXITSTATUS(status)) {
    case GAZ_EXIT_OK:
        return has_receipt ? GAZ_OUTCOME_GOOD : GAZ_OUTCOME_CRASHED;
    case GAZ_EXIT_DOCUMENT:
        return GAZ_OUTCOME_ERRORS;
    case GAZ_EXIT_IO:
    case 128 + SIGHUP:
    case 128 + SIGINT:
    case 128 + SIGQUIT:
    case 128 + SIGTERM:
        return GAZ_OUTCOME_IO;
    }
    return GAZ_OUTCOME_CRASHED;
}

/* These give NULL, or why a PDF cannot be put in its place. */
static const char *check_place(const struct run *run, const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    enum gaz_file_place place =
        run->job->split ? gaz_documents_place(path) : gaz_file_place(path, GAZ_PDF_HEAD, false);
    if (place == GAZ_PLACE_UNREADABLE) return reason_text(run, errno);
    if (place == GAZ_PLACE_TAKEN) return reason_text(run, EEXIST);
    return g_mkdir_with_parents(folder, 0777) == 0 ? NULL : reason_text(run, errno);
}

/* Every place is looked at before the first is taken; what a rename may still meet leaves the issue without a
 * record that says it is made, and so it is made again. */
static bool put_in_place(const struct run *run, const char *made, const char *path) {
    return run->job->split ? gaz_folder_put(made, path) : g_rename(made, path) == 0;
}

static const char *place_pdfs(const struct run *run, const struct slot *slot) {
    const char *why = NULL;
    for (int step = 0; step < 2; step++) {
        for (int i = 0; i < GAZ_N_PDF_KINDS && !why; i++) {
            if (!gaz_has_kind(run->job->kinds, (enum gaz_pdf_kind)i)) continue;
            g_autofree char *made = made_of(run, slot, i), *path = pdf_of(run, slot->issue, i);
            if (step == 0)
                why = check_place(run, path);
            else if (!put_in_place(run, made, path))
                why = reason_text(run, errno);
        }
    }
    return why;
}

static bool is_error(const char *line) {
    return strstr(line, "错误: ") || strstr(line, "error: ");
}

/* Of the worker's complaints the first error; or how it ended. Freed with g_free. */
static char *reason(const struct run *run, const char *complaints, int status) {
    g_auto(GStrv) lines = g_strsplit(complaints, "\n", -1);
    for (char **line = lines; *line; line++)
        if (is_error(*line)) return g_strdup(*line);
    bool english = run->job->language == GAZ_ENGLISH;
    if (WIFSIGNALED(status))
        return english ? g_strdup(g_strsignal(WTERMSIG(status)))
                       : g_strdup_printf("被信号%d结束", WTERMSIG(status));
    return g_strdup(lines[0] ? lines[0] : "");
}

static char *complaints_of(const struct slot *slot) {
    char *complaints = NULL;
    g_autofree char *file = file_of(slot, ".err");
    return g_file_get_contents(file, &complaints, NULL, NULL) ? complaints : g_strdup("");
}

static struct gaz_record *new_record(const struct run *run, const struct slot *slot,
                                     const struct gaz_receipt *receipt) {
    struct gaz_record record = {.name = run->names->pdata[slot->issue],
                                .pages = receipt->pages,
                                .warnings = receipt->warnings,
                                .font_warnings = receipt->font_warnings,
                                .errors = receipt->errors,
                                .matched = receipt->matched,
                                .input = receipt->input ? receipt->input : "",
                                .took = g_get_monotonic_time() - slot->began};
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        record.pdfs[i] = receipt->pdfs[i] ? receipt->pdfs[i] : "";
    return gaz_record_copy(&record);
}

static void fail_to_place(struct gaz_record *record) {
    record->outcome = GAZ_OUTCOME_IO;
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_free((char *)record->pdfs[i]);
        record->pdfs[i] = g_strdup("");
    }
}

/* How a worker ended. */
struct end {
    int status; /* as waitpid gives it */
    enum gaz_limit limit;
    enum gaz_outcome outcome;
    bool is_kept;
    const char *unplaced; /* why the PDF could not be put in its place; NULL */
};

static struct end end_of(const struct slot *slot, int status, const struct gaz_receipt *receipt,
                         bool has_receipt, const char *complaints) {
    struct end end = {.status = status};
    end.limit = gaz_limit_hit(status, slot->is_overdue, complaints);
    end.outcome = end.limit ? GAZ_OUTCOME_LIMIT : outcome_of(status, has_receipt);
    end.is_kept = has_receipt && receipt->is_kept && end.outcome == GAZ_OUTCOME_GOOD;
    return end;
}

static void show_end(struct run *run, const struct slot *slot, const struct end *end,
                     const char *complaints) {
    g_autofree char *why = end->unplaced ? g_strdup(end->unplaced)
                           : end->limit  ? gaz_limit_text(run->job, end->limit)
                                         : reason(run, complaints, end->status);
    gaz_archive_progress_add(&run->progress, run->records->pdata[slot->issue], end->is_kept, complaints, why);
}

static void finish(struct run *run, struct slot *slot, int status) {
    struct gaz_receipt receipt;
    bool has_receipt = gaz_receipt_read(&receipt, slot->prefix);
    g_autofree char *complaints = complaints_of(slot);
    struct end end = end_of(slot, status, &receipt, has_receipt, complaints);
    struct gaz_record *record =
        end.is_kept ? gaz_record_copy(run->records->pdata[slot->issue]) : new_record(run, slot, &receipt);
    record->outcome = end.outcome;
    if (has_receipt) record->matched = receipt.matched;
    if (end.outcome == GAZ_OUTCOME_GOOD && !end.is_kept) end.unplaced = place_pdfs(run, slot);
    if (end.unplaced) fail_to_place(record);
    put_record(run, record, slot->issue);
    show_end(run, slot, &end, complaints);
    gaz_receipt_clear(&receipt);
    slot->pid = 0;
    run->n_running--;
}

static void finish_ended(struct run *run) {
    for (unsigned i = 0; i < run->job->n_workers; i++) {
        struct slot *slot = &run->slots[i];
        int status;
        if (slot->pid && waitpid(slot->pid, &status, WNOHANG) == slot->pid) finish(run, slot, status);
    }
}

/* With all that it has started: it leads a group (set_attributes). */
static void kill_worker(const struct slot *slot) {
    if (kill(-slot->pid, SIGKILL) != 0) kill(slot->pid, SIGKILL);
}

static void kill_workers(struct run *run) {
    for (unsigned i = 0; i < run->job->n_workers; i++)
        if (run->slots[i].pid) kill_worker(&run->slots[i]);
    for (unsigned i = 0; i < run->job->n_workers; i++)
        if (run->slots[i].pid) waitpid(run->slots[i].pid, NULL, 0);
    run->n_running = 0;
}

/* ---- the wall clock */

/* Kills who has run too long; gives the microseconds until the next one will have. */
static int64_t kill_overdue(struct run *run) {
    int64_t now = g_get_monotonic_time(), least = gaz_limit_wall(run->job);
    for (unsigned i = 0; i < run->job->n_workers; i++) {
        struct slot *slot = &run->slots[i];
        if (!slot->pid || slot->is_overdue) continue;
        int64_t left = slot->began + gaz_limit_wall(run->job) - now;
        slot->is_overdue = left <= 0;
        if (slot->is_overdue)
            kill_worker(slot);
        else
            least = MIN(least, left);
    }
    return least;
}

/* The next signal; 0 when none came before somebody's time was up. */
static int wait_for_signal(struct run *run) {
    int64_t left = kill_overdue(run);
    struct timespec timeout = {left / G_USEC_PER_SEC, left % G_USEC_PER_SEC * 1000};
    int number = sigtimedwait(&run->signals, NULL, &timeout);
    return number > 0 ? number : 0;
}

/* ---- the run */

/* A signal that the caller has switched off (nohup) stays off. */
static void block_signals(struct run *run) {
    static const int wanted[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    sigemptyset(&run->signals);
    sigaddset(&run->signals, SIGCHLD);
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        struct sigaction action;
        if (sigaction(wanted[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&run->signals, wanted[i]);
    }
    signal(SIGCHLD, SIG_DFL); /* switched off, children could not be waited for */
    sigprocmask(SIG_BLOCK, &run->signals, &run->earlier_mask);
}

static void work(struct run *run) {
    start_all(run);
    while (run->n_running > 0) {
        int number = wait_for_signal(run);
        if (number != 0 && number != SIGCHLD) {
            run->stopped_by = number;
            kill_workers(run);
            return;
        }
        finish_ended(run);
        start_all(run);
    }
}

static void take_names(struct run *run) {
    GPtrArray *all = gaz_issues_find(run->job->archive, run->diags);
    run->names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < all->len; i++)
        if (gaz_issue_is_in_shard(all->pdata[i], run->job->shard, run->job->n_shards))
            g_ptr_array_add(run->names, g_strdup(all->pdata[i]));
    g_ptr_array_unref(all);
}

static void free_record(gpointer record) {
    gaz_record_free(record);
}

static void take_records(struct run *run, GHashTable *earlier) {
    run->records = g_ptr_array_new_with_free_func(free_record);
    for (guint i = 0; i < run->names->len; i++) {
        const struct gaz_record *record = g_hash_table_lookup(earlier, name_of(run, i));
        g_ptr_array_add(run->records, record ? gaz_record_copy(record) : NULL);
    }
}

/* Our number is in the names: a worker that outlives a killed parent for a moment writes beside ours. */
static void make_slots(struct run *run) {
    run->slots = g_new0(struct slot, run->job->n_workers);
    for (unsigned i = 0; i < run->job->n_workers; i++)
        run->slots[i].prefix = g_strdup_printf("%s/%d-%u", run->folder.path, (int)getpid(), i);
    run->program = gaz_hash_file("/proc/self/exe");
    if (!run->program) run->program = g_strdup("");
}

static void free_slots(struct run *run) {
    for (unsigned i = 0; i < run->job->n_workers; i++)
        g_free(run->slots[i].prefix);
    g_free(run->slots);
    g_free(run->program);
}

/* The issues one after another; the manifest in any case. */
static void set_issues(struct run *run, GHashTable *earlier) {
    take_records(run, earlier);
    make_slots(run);
    gaz_archive_progress_begin(&run->progress, run->job, run->names->len);
    block_signals(run);
    work(run);
    bool good = gaz_manifest_write(run->folder.manifest, run->records, run->folder.shard, run->diags);
    gaz_run_folder_close(&run->folder, !good);
    gaz_archive_progress_end(&run->progress, run->stopped_by);
    sigprocmask(SIG_SETMASK, &run->earlier_mask, NULL);
    free_slots(run);
    g_ptr_array_unref(run->records);
}

static int status_of(const struct run *run) {
    const unsigned *n_of = run->progress.n_of;
    int found = gaz_diags_exit(run->diags, GAZ_LENIENT);
    if (run->stopped_by) return 128 + run->stopped_by;
    if (n_of[GAZ_OUTCOME_CRASHED] > 0 || found == GAZ_EXIT_BUG) return GAZ_EXIT_BUG;
    if (n_of[GAZ_OUTCOME_IO] > 0 || n_of[GAZ_OUTCOME_LIMIT] > 0 || found == GAZ_EXIT_IO) return GAZ_EXIT_IO;
    if (n_of[GAZ_OUTCOME_ERRORS] > 0 || found != GAZ_EXIT_OK) return GAZ_EXIT_DOCUMENT;
    bool counts = gaz_is_strict_about(run->job->strict, run->progress.warnings, run->progress.font_warnings);
    return counts ? GAZ_EXIT_STRICT : GAZ_EXIT_OK;
}

int gaz_regenerate(const struct gaz_regenerate_job *job) {
    struct run run = {.job = job, .diags = gaz_diags_new()};
    GHashTable *earlier = gaz_records_new();
    take_names(&run);
    bool any = run.names->len > 0 || !gaz_diags_have_errors(run.diags);
    if (any && gaz_run_folder_open(&run.folder, job, earlier, run.diags)) set_issues(&run, earlier);
    gaz_diags_print(run.diags, stderr, job->language, job->verbose);
    int status = status_of(&run);
    g_hash_table_unref(earlier);
    g_ptr_array_unref(run.names);
    gaz_diags_free(run.diags);
    return status;
}
