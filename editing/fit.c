/* fit.c: which documents are looked at, and the remedy that is chosen. */
#include "editing/editing.h"

#include "base/file/change.h"
#include "base/process/arena.h"
#include "base/text/hint.h"
#include "editing/fit_report.h"
#include "base/diff/unified.h"
#include "gazette/gazette.h"

#include <string.h>

struct search {
    const struct gaz_fit_job *job;
    struct gaz_arena *arena;
    GArray *fitters; /* struct gaz_fitter */
    struct gaz_diags *diags;
};

/* ---- which documents */

/* 03.md, 2024-06/03.md or 03 */
static bool is_named(const struct gaz_doc *doc, const char *typed) {
    return strcmp(doc->source->path, typed) == 0 || strcmp(doc->source->name, typed) == 0 ||
           strcmp(doc->name, typed) == 0;
}

static void report_no_document(const struct search *s) {
    const struct gaz_issue *issue = s->job->gazette->issue;
    g_autofree const char **names = g_new(const char *, issue->n_docs + 1);
    for (uint32_t i = 0; i < issue->n_docs; i++)
        names[i] = issue->docs[i].source->path;
    struct gaz_hint hint = gaz_hint_for(s->job->document, names, issue->n_docs);
    gaz_report_file(s->diags, GAZ_D_FIT_NO_DOCUMENT, issue->source->name, s->job->document, hint.chinese,
                    hint.english);
    gaz_hint_clear(&hint);
}

/* A document that ends well is let alone, unless it is named. */
static bool add_document(struct search *s, uint32_t doc) {
    struct gaz_fitter fitter = {.trial = {.gazette = s->job->gazette, .arena = s->arena, .doc = doc}};
    bool good = gaz_trial_begin(&fitter.trial, s->diags);
    bool wanted = good && (s->job->document || gaz_ending_is_poor(&fitter.trial.ending));
    good = good && (!wanted || gaz_fitter_try_all(&fitter, s->diags));
    gaz_trial_clear(&fitter.trial);
    if (good && wanted) g_array_append_val(s->fitters, fitter);
    return good;
}

static bool add_documents(struct search *s) {
    const struct gaz_issue *issue = s->job->gazette->issue;
    for (uint32_t i = 0; i < issue->n_docs; i++)
        if ((!s->job->document || is_named(&issue->docs[i], s->job->document)) && !add_document(s, i))
            return false;
    if (!s->job->document || s->fitters->len) return true;
    report_no_document(s);
    return false;
}

/* ---- the chosen one */

static const struct gaz_remedy *find_remedy(const struct search *s, const struct gaz_fitter **fitter) {
    unsigned before = 0;
    for (guint i = 0; i < s->fitters->len; i++) {
        *fitter = &g_array_index(s->fitters, struct gaz_fitter, i);
        if (s->job->choice <= before + (*fitter)->n_remedies)
            return &(*fitter)->remedies[s->job->choice - before - 1];
        before += (*fitter)->n_remedies;
    }
    char number[12], count[12];
    g_snprintf(number, sizeof number, "%u", s->job->choice);
    g_snprintf(count, sizeof count, "%u", before);
    gaz_report_file(s->diags, GAZ_D_FIT_NO_REMEDY, s->job->gazette->issue->source->name, number, count);
    return NULL;
}

static bool choose(const struct search *s, GString *out, GArray *changes) {
    const struct gaz_fitter *fitter = NULL;
    const struct gaz_remedy *remedy = find_remedy(s, &fitter);
    if (!remedy) return false;
    const struct gaz_issue *issue = fitter->trial.gazette->issue;
    g_autoptr(GString) file = g_string_new_len(remedy->file, (gssize)remedy->size);
    if (!gaz_trial_keeps_text(&fitter->trial, file)) {
        gaz_report(s->diags, GAZ_D_INTERNAL, (struct gaz_span){0}, "editing/fit.c: text");
        return false;
    }
    const struct gaz_source *source = issue->docs[fitter->trial.doc].source;
    gaz_unified_diff(out, source->name, (struct gaz_version){fitter->trial.file, fitter->trial.size},
                     (struct gaz_version){remedy->file, remedy->size});
    struct gaz_bytes was = {(const unsigned char *)fitter->trial.file, fitter->trial.size};
    gaz_file_changes_add(changes, g_build_filename(issue->folder, source->path, NULL),
                         g_bytes_new(remedy->file, remedy->size), was);
    return true;
}

static void list(const struct search *s, GString *out) {
    const struct gaz_fitter *fitters = (const struct gaz_fitter *)(const void *)s->fitters->data;
    if (s->job->json)
        gaz_fit_report_json(fitters, s->fitters->len, out);
    else
        gaz_fit_report_text(fitters, s->fitters->len, s->job->language, out);
}

/* ---- the door */

bool gaz_fit(const struct gaz_fit_job *job, GString *out, GArray *changes, struct gaz_diags *diags) {
    struct search search = {job, gaz_arena_new(), g_array_new(FALSE, FALSE, sizeof(struct gaz_fitter)),
                            diags};
    bool good = add_documents(&search);
    if (good && job->choice)
        good = choose(&search, out, changes);
    else if (good)
        list(&search, out);
    g_array_free(search.fitters, TRUE);
    gaz_arena_free(search.arena);
    return good;
}
