/* fix.c: what is mechanical is changed in rounds, since a change may uncover the next one: of findings that
 * touch one another the first is taken, and the others are looked for again in what came out.
 *
 * Nothing is believed: what came out of the last round is read by the reader, and laid beside the issue as it
 * was (input/conserve.c). Files that fail together are tried one by one; of one that fails alone the findings
 * that it fails by are left, and where that is of no use the whole file.
 */
#include "check/fix.h"

#include "base/file/change.h"
#include "base/process/arena.h"
#include "input/conserve.h"
#include "input/input.h"

#include <string.h>

enum { MOST_ROUNDS = 8 };

/* ---- which files */

static bool is_mechanical(const struct gaz_finding *finding) {
    return finding->proposal && finding->span.source &&
           gaz_check_row(finding->rule)->remedy == GAZ_REMEDY_FIX;
}

static struct gaz_fix_file *find_file(GPtrArray *files, const struct gaz_source *source) {
    for (guint i = 0; source && i < files->len; i++) {
        struct gaz_fix_file *file = files->pdata[i];
        if (strcmp(file->source->path, source->path) == 0) return file;
    }
    return NULL;
}

/* The file's bytes, if they are still those that were read. */
static struct gaz_bytes read_bytes(struct gaz_fix *fix, const struct gaz_source *source,
                                   struct gaz_diags *diags) {
    struct gaz_bytes bytes =
        gaz_file_read_below(fix->arena, fix->issue->folder, source->path, (struct gaz_span){0}, diags);
    if (!bytes.data || gaz_source_is_of(source, bytes)) return bytes;
    gaz_report_file(diags, GAZ_D_FIX_STALE, source->name, NULL);
    return (struct gaz_bytes){0};
}

static void add_file(struct gaz_fix *fix, const struct gaz_source *source, struct gaz_diags *diags) {
    struct gaz_fix_file *file = g_new(struct gaz_fix_file, 1);
    struct gaz_bytes bytes = read_bytes(fix, source, diags);
    gaz_fix_file_init(file, source, bytes);
    file->is_refused = !bytes.data;
    g_ptr_array_add(fix->files, file);
}

static void add_files(struct gaz_fix *fix, struct gaz_diags *diags) {
    for (guint i = 0; i < fix->findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(fix->findings->list, struct gaz_finding, i);
        if (is_mechanical(finding) && !find_file(fix->files, finding->span.source))
            add_file(fix, finding->span.source, diags);
    }
}

/* ---- a round */

/* some files that are tried together, and what they have become */
struct attempt {
    const struct gaz_fix *fix;
    GPtrArray *files;                    /* borrowed */
    const struct gaz_issue *issue;       /* as it would be after the rounds before */
    const struct gaz_findings *findings; /* of it */
    struct gaz_issue *own_issue;         /* the same; NULL: those of the fix */
    struct gaz_findings *own_findings;
};

static void drop_own(struct attempt *a) {
    gaz_findings_free(a->own_findings);
    gaz_issue_free(a->own_issue);
    a->own_findings = NULL;
    a->own_issue = NULL;
}

/* Findings come by their places, so the first of those that touch is taken. */
static bool propose(struct gaz_fix_file *file, const struct gaz_finding *finding) {
    bool touches = file->taken > 0 && finding->span.begin <= file->taken;
    if (touches || gaz_fix_file_bars(file, finding) || !gaz_fix_file_propose(file, finding)) return false;
    file->taken = MAX(file->taken, finding->span.end);
    return true;
}

static unsigned propose_all(struct attempt *a) {
    unsigned n = 0;
    for (guint i = 0; i < a->findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(a->findings->list, struct gaz_finding, i);
        struct gaz_fix_file *file = is_mechanical(finding) ? find_file(a->files, finding->span.source) : NULL;
        n += file && propose(file, finding);
    }
    return n;
}

/* Whether the file, read again, is the text that the account is of. */
static bool is_as_made(const struct gaz_fix_file *file, const struct gaz_issue *issue) {
    const struct gaz_source *source = gaz_issue_source_of(issue, file->source->path);
    return source && source->size == file->origins->len;
}

static bool read_again(struct attempt *a) {
    GPtrArray *texts = g_ptr_array_new();
    g_autofree struct gaz_unwritten *instead = g_new(struct gaz_unwritten, a->files->len);
    for (guint i = 0; i < a->files->len; i++) {
        const struct gaz_fix_file *file = a->files->pdata[i];
        GString *text = gaz_fix_file_bytes(file);
        g_ptr_array_add(texts, text);
        instead[i] = (struct gaz_unwritten){
            file->source->name, file->source->path, {(const unsigned char *)text->str, text->len}};
    }
    struct gaz_diags *unheard = gaz_diags_new();
    drop_own(a);
    a->own_issue = gaz_issue_read_unwritten(a->fix->issue->folder, instead, a->files->len, unheard);
    bool good = a->own_issue && !gaz_diags_have_errors(unheard);
    for (guint i = 0; i < texts->len; i++) {
        good = good && is_as_made(a->files->pdata[i], a->own_issue);
        g_string_free(texts->pdata[i], TRUE);
    }
    g_ptr_array_unref(texts);
    gaz_diags_free(unheard);
    return good;
}

static void check_again(struct attempt *a) {
    struct gaz_diags *unheard = gaz_diags_new();
    a->own_findings = gaz_check_issue(a->own_issue, a->fix->house);
    gaz_findings_waive(a->own_findings, a->fix->issue->folder, unheard);
    gaz_diags_free(unheard);
    a->issue = a->own_issue;
    a->findings = a->own_findings;
}

static bool run_round(struct attempt *a) {
    for (guint i = 0; i < a->files->len; i++)
        gaz_fix_file_take(a->files->pdata[i]);
    if (!read_again(a)) return false;
    check_again(a);
    return true;
}

/* ---- all rounds */

/* What is mechanical and still there. */
static void leave_rest(const struct attempt *a, enum gaz_left_reason reason) {
    for (guint i = 0; i < a->findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(a->findings->list, struct gaz_finding, i);
        struct gaz_fix_file *file = is_mechanical(finding) ? find_file(a->files, finding->span.source) : NULL;
        if (!file) continue;
        bool is_barred = reason != GAZ_LEFT_REFUSED && gaz_fix_file_bars(file, finding);
        gaz_fix_file_leave(file, finding, is_barred ? GAZ_LEFT_STRUCTURE : reason);
    }
}

static bool is_conserved(const struct attempt *a) {
    g_autofree struct gaz_changed_source *changed = g_new(struct gaz_changed_source, a->files->len + 1);
    g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < a->files->len; i++) {
        const struct gaz_fix_file *file = a->files->pdata[i];
        g_ptr_array_add(edits, gaz_fix_file_edits(file));
        changed[i] = (struct gaz_changed_source){file->source, edits->pdata[i], file->changes->len};
    }
    return gaz_texts_are_conserved(a->fix->issue, a->issue, changed, a->files->len);
}

static bool run_rounds(struct attempt *a) {
    unsigned n_rounds = 0;
    bool good = true, more;
    while ((more = propose_all(a) > 0) && good && n_rounds++ < MOST_ROUNDS)
        good = run_round(a);
    if (!good) return false;
    leave_rest(a, more ? GAZ_LEFT_RULES : GAZ_LEFT_MARKS);
    return is_conserved(a);
}

static bool try(const struct gaz_fix *fix, GPtrArray *files) {
    struct attempt attempt = {.fix = fix, .files = files, .issue = fix->issue, .findings = fix->findings};
    for (guint i = 0; i < files->len; i++)
        gaz_fix_file_reset(files->pdata[i]);
    bool good = run_rounds(&attempt);
    drop_own(&attempt);
    return good;
}

static void refuse(const struct gaz_fix *fix, struct gaz_fix_file *file) {
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_ptr_array_add(alone, file);
    struct attempt attempt = {.fix = fix, .files = alone, .findings = fix->findings};
    file->is_refused = true;
    gaz_fix_file_reset(file);
    leave_rest(&attempt, GAZ_LEFT_REFUSED);
}

/* ---- which finding a file fails by */

enum { MOST_TRIES = 48 };

/* The places of the file where something could be changed, in order; freed with g_array_unref. */
static GArray *places_of(const struct gaz_fix *fix, const struct gaz_fix_file *file) {
    GArray *places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t last = GAZ_NOWHERE;
    for (guint i = 0; i < fix->findings->list->len; i++) {
        const struct gaz_finding *finding = &g_array_index(fix->findings->list, struct gaz_finding, i);
        if (!is_mechanical(finding) || strcmp(finding->span.source->path, file->source->path) != 0 ||
            finding->span.begin == last)
            continue;
        last = finding->span.begin;
        g_array_append_val(places, last);
    }
    return places;
}

/* Takes as many places on as go well together, in halves: n of them, b bad ones, cost about b log n tries. In
 * the end the bad ones alone are barred. False: there are too many of them. */
static bool bar_bad(const struct gaz_fix *fix, GPtrArray *alone, const GArray *places) {
    struct gaz_fix_file *file = alone->pdata[0];
    guint taken = 0, step = places->len;
    for (unsigned n_tries = 0; taken < places->len && n_tries < MOST_TRIES; n_tries++) {
        guint next = taken + step;
        file->barred_from = next < places->len ? g_array_index(places, uint32_t, next) : GAZ_NOWHERE;
        bool is_good = try(fix, alone);
        if (!is_good && step > 1) {
            step /= 2;
            continue;
        }
        if (!is_good) g_array_append_val(file->barred, g_array_index(places, uint32_t, taken));
        taken = next;
        step = places->len - taken;
    }
    file->barred_from = GAZ_NOWHERE;
    return taken == places->len && try(fix, alone);
}

static void try_alone(const struct gaz_fix *fix, struct gaz_fix_file *file, struct gaz_diags *diags) {
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_autoptr(GArray) places = places_of(fix, file);
    g_ptr_array_add(alone, file);
    if (try(fix, alone) || bar_bad(fix, alone, places)) return;
    gaz_report_file(diags, GAZ_D_FIX_UNSAFE, file->source->name, NULL);
    refuse(fix, file);
}

static void run(struct gaz_fix *fix, struct gaz_diags *diags) {
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (guint i = 0; i < fix->files->len; i++) {
        struct gaz_fix_file *file = fix->files->pdata[i];
        if (file->is_refused)
            refuse(fix, file);
        else
            g_ptr_array_add(files, file);
    }
    if (files->len == 0 || try(fix, files)) return;
    for (guint i = 0; i < files->len; i++)
        try_alone(fix, files->pdata[i], diags);
}

/* ---- the door */

static void free_file(gpointer data) {
    gaz_fix_file_clear(data);
    g_free(data);
}

struct gaz_fix *gaz_fix_new(const struct gaz_issue *issue, const struct gaz_house *house,
                            const struct gaz_findings *findings, struct gaz_diags *diags) {
    struct gaz_fix *fix = g_new(struct gaz_fix, 1);
    *fix =
        (struct gaz_fix){gaz_arena_new(), issue, house, findings, g_ptr_array_new_with_free_func(free_file)};
    add_files(fix, diags);
    run(fix, diags);
    return fix;
}

void gaz_fix_free(struct gaz_fix *fix) {
    if (!fix) return;
    g_ptr_array_unref(fix->files);
    gaz_arena_free(fix->arena);
    g_free(fix);
}

GArray *gaz_fix_files(const struct gaz_fix *fix) {
    GArray *changes = gaz_file_changes_new();
    for (guint i = 0; i < fix->files->len; i++) {
        const struct gaz_fix_file *file = fix->files->pdata[i];
        if (file->changes->len == 0) continue;
        gaz_file_changes_add(changes, g_build_filename(fix->issue->folder, file->source->path, NULL),
                             g_string_free_to_bytes(gaz_fix_file_bytes(file)), file->bytes);
    }
    return changes;
}
