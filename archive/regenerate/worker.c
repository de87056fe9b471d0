/* worker.c: one issue in a process of its own, which the parent reaches by files beside the PDF that it
 * makes.
 *
 *     PREFIX.order    parent → worker: the hashes of what is there already, and where
 *     PREFIX.pdf      the PDF, put in its place by the parent; of several kinds PREFIX.screen.pdf …; a
 * folder, where each document is to have its own PREFIX.record   worker → parent: what was done
 */
#include "archive/archive.h"

#include "archive/lock/documents.h"
#include "archive/lock/facts.h"
#include "archive/lock/hash.h"
#include "archive/lock/matched.h"
#include "archive/regenerate/order.h"
#include "base/data/format.h"
#include "gazette/gazette.h"
#include "gazette/made.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

struct gaz_worker {
    char *prefix;
    struct gaz_order order;
    char *input;   /* hash of the inputs; NULL: not reached */
    int64_t began; /* wall clock, microseconds: of files that change while they are read */
    bool is_kept;
};

struct gaz_worker *gaz_worker_new(const char *prefix) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody waits for what it would make */
    struct gaz_worker *worker = g_new0(struct gaz_worker, 1);
    worker->prefix = g_strdup(prefix);
    worker->began = g_get_real_time();
    gaz_order_read(&worker->order, prefix);
    return worker;
}

/* A file that changed since we began may have changed between being read and being hashed. */
static bool may_have_changed(const struct gaz_worker *worker, const struct gaz_gazette *gazette) {
    GPtrArray *paths = gaz_facts_sources(gazette);
    bool changed = false;
    for (guint i = 0; i < paths->len && !changed; i++) {
        g_autofree char *path = g_build_filename(gazette->issue->folder, paths->pdata[i], NULL);
        struct stat there;
        changed = stat(path, &there) != 0 ||
                  there.st_ctim.tv_sec * G_USEC_PER_SEC + there.st_ctim.tv_nsec / 1000 >= worker->began;
    }
    g_ptr_array_unref(paths);
    return changed;
}

static bool is_there(const struct gaz_order *order, int kind) {
    if (!*order->paths[kind]) return false;
    if (order->split) return gaz_documents_are_there(order->paths[kind], order->pdfs[kind]);
    g_autofree char *hash = gaz_hash_file(order->paths[kind]);
    return hash && strcmp(hash, order->pdfs[kind]) == 0;
}

static bool are_there(const struct gaz_order *order, unsigned kinds) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        if (gaz_has_kind(kinds, (enum gaz_pdf_kind)i) && !is_there(order, i)) return false;
    return true;
}

/* What is asked for; a screen's file alone is what was always made, of which nothing was said. */
static void add_kinds(GString *text, unsigned kinds, const struct gaz_press *press) {
    if (kinds == 1u << GAZ_PDF_SCREEN) return;
    g_autofree char *names = gaz_kinds_text(kinds);
    g_string_append_printf(text, "[--for]\n%s\n", names);
    if (press) gaz_facts_add_press(text, press);
}

/* A locked build depends on its lock too. */
static void add_lock(GString *text, const struct gaz_gazette *gazette) {
    g_autofree char *path = g_build_filename(gazette->issue->folder, GAZ_LOCK_FILE, NULL);
    g_autofree char *hash = gaz_hash_file(path);
    g_string_append_printf(text, "[%s]\n%s\n", GAZ_LOCK_FILE, hash ? hash : "-");
}

/* A version has many builds: the program's own file tells them apart, with everything that is linked into it.
 * No hash put in at compile time would: it sees neither the compiler nor its options. Where the file cannot
 * be read the build is not known, and what is not known is made again. The parent counts it once for all
 * workers, which are copies of it. A lock has the version alone, for it also has what came of it. */
static bool add_program(GString *text, const char *hash) {
    if (*hash) g_string_append_printf(text, "[gongbao]\n%s\n", hash);
    return *hash != '\0';
}

bool gaz_worker_is_up_to_date(struct gaz_worker *worker, const struct gaz_gazette *gazette, unsigned kinds,
                              const struct gaz_press *press) {
    g_autoptr(GString) text = g_string_new(NULL);
    if (!add_program(text, worker->order.program)) return false;
    gaz_facts_add_causes(text, gazette, GAZ_FACES_FOUND, gaz_format_version(GAZ_FORMAT_LOCK));
    add_kinds(text, kinds, press);
    if (worker->order.split) g_string_append(text, "[--split]\n");
    if (worker->order.locked) add_lock(text, gazette);
    worker->input = gaz_hash_text(text->str);
    worker->is_kept = strcmp(worker->input, worker->order.input) == 0 && are_there(&worker->order, kinds);
    return worker->is_kept;
}

static void fill_receipt(struct gaz_receipt *receipt, const struct gaz_worker *worker,
                         const struct gaz_gazette *gazette, const struct gaz_made *made) {
    bool sure = worker->input && gazette->issue && !may_have_changed(worker, gazette);
    receipt->is_kept = worker->is_kept;
    receipt->matched = (unsigned)gaz_matched_read(gazette, NULL, NULL);
    receipt->input = g_strdup(sure ? worker->input : "");
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        receipt->pdfs[i] = made->pdfs[i] ? gaz_hash_bytes(made->pdfs[i]) : g_strdup("");
    if (made->documents) {
        g_free(receipt->pdfs[GAZ_PDF_ARCHIVE]);
        receipt->pdfs[GAZ_PDF_ARCHIVE] = gaz_documents_hash(made->documents);
    }
    receipt->pages = gazette->pages ? gazette->pages->n_pages : 0;
}

void gaz_worker_end(struct gaz_worker *worker, const struct gaz_gazette *gazette, const struct gaz_made *made,
                    struct gaz_diags *diags) {
    struct gaz_receipt receipt = {.warnings = gaz_diags_count(diags, GAZ_WARNING),
                                  .font_warnings = gaz_diags_count_of_fonts(diags),
                                  .errors = gaz_diags_count(diags, GAZ_ERROR)};
    fill_receipt(&receipt, worker, gazette, made);
    gaz_receipt_write(&receipt, worker->prefix, diags);
    gaz_receipt_clear(&receipt);
    gaz_order_clear(&worker->order);
    g_free(worker->prefix);
    g_free(worker->input);
    g_free(worker);
}
