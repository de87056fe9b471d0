/* apply.c: the marks that were chosen are carried out in the bytes of the sources.
 *
 * Nothing is believed: the issue is read again with the changes in memory, and its texts are laid beside
 * those that were (input/conserve.h). Should they not agree, the marks are taken one after another, and each
 * by which something else would change is left.
 */
#include "proof/marks/apply.h"

#include "base/diag/diag.h"
#include "base/file/change.h"
#include "base/process/arena.h"
#include "gazette/gazette.h"
#include "input/conserve.h"

#include <string.h>

enum { MOST_TRIES = 300 };

/* ---- the change that a mark asks for */

static const struct gaz_proof_mark *mark_of(const struct gaz_proof_apply *apply,
                                            const struct gaz_chosen *chosen) {
    return gaz_proof_mark_at(apply->marks, chosen->number - 1);
}

static bool is_verbatim(const struct gaz_covered *covered) {
    uint32_t n = covered->span.end - covered->span.begin;
    return strlen(covered->text) == n &&
           memcmp(covered->span.source->text + covered->span.begin, covered->text, n) == 0;
}

/* What is the same at both ends stays, whole characters of it. */
static void trim(struct gaz_chosen *chosen) {
    struct gaz_span *span = &chosen->span;
    const char *text = chosen->text;
    while (span->begin < span->end && *text &&
           g_utf8_get_char(span->source->text + span->begin) == g_utf8_get_char(text)) {
        span->begin += (uint32_t)(g_utf8_next_char(text) - text);
        text = g_utf8_next_char(text);
    }
    const char *end = text + strlen(text);
    while (span->begin < span->end && end > text) {
        const char *was = g_utf8_prev_char(span->source->text + span->end), *now = g_utf8_prev_char(end);
        if (g_utf8_get_char(was) != g_utf8_get_char(now)) break;
        span->end = (uint32_t)(was - span->source->text);
        end = now;
    }
    char *rest = g_strndup(text, (gsize)(end - text));
    g_free(chosen->text);
    chosen->text = rest;
}

static void take_change(const struct gaz_proof_apply *apply, struct gaz_chosen *chosen) {
    const struct gaz_proof_mark *mark = mark_of(apply, chosen);
    if (mark->fate && mark->fate != GAZ_FATE_OPEN && mark->fate != GAZ_FATE_SAME)
        chosen->kept = GAZ_KEPT_CHANGED;
    else if (mark->unplaced || mark->is_near || mark->n_covered == 0)
        chosen->kept = GAZ_KEPT_UNPLACED;
    else if (!mark->effect)
        chosen->kept = GAZ_KEPT_WORDS;
    else if (!is_verbatim(&mark->covered[chosen->part]))
        chosen->kept = GAZ_KEPT_MARKUP;
    if (chosen->kept) return;
    chosen->span = mark->covered[chosen->part].span;
    chosen->text = g_strdup(mark->text);
    trim(chosen);
    if (chosen->span.begin == chosen->span.end && !*chosen->text) chosen->kept = GAZ_KEPT_SAME;
}

/* One that says the same as an earlier one that was chosen is carried out with it; of those that contradict
 * one another none is. */
static bool is_chosen(const struct gaz_proof_apply *apply, uint32_t number) {
    for (guint i = 0; i < apply->chosen->len; i++)
        if (gaz_chosen_at(apply, i)->number == number) return true;
    return false;
}

static void keep_contrary(const struct gaz_proof_apply *apply) {
    for (guint i = 0; i < apply->chosen->len; i++) {
        struct gaz_chosen *chosen = gaz_chosen_at(apply, i);
        const struct gaz_proof_mark *mark = mark_of(apply, chosen);
        for (uint32_t k = 0; k < mark->n_contrary && !chosen->kept; k++)
            if (is_chosen(apply, mark->contrary[k])) chosen->kept = GAZ_KEPT_CONTRARY;
    }
}

static gint by_number(gconstpointer a, gconstpointer b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void clear_chosen(gpointer data) {
    g_free(((struct gaz_chosen *)data)->text);
}

/* What is struck out over several paragraphs or cells is taken out of each. */
static void take_parts(struct gaz_proof_apply *apply, struct gaz_chosen chosen) {
    const struct gaz_proof_mark *mark = mark_of(apply, &chosen);
    uint32_t n = mark->effect == GAZ_EFFECT_DELETE ? mark->n_covered : 1;
    for (chosen.part = 0; chosen.part < MAX(n, 1); chosen.part++) {
        struct gaz_chosen part = chosen;
        take_change(apply, &part);
        g_array_append_val(apply->chosen, part);
    }
}

static void take_chosen(struct gaz_proof_apply *apply, GArray *numbers) {
    g_array_sort(numbers, by_number);
    for (guint i = 0; i < numbers->len; i++) {
        struct gaz_chosen chosen = {.number = g_array_index(numbers, uint32_t, i)};
        uint32_t same = mark_of(apply, &chosen)->same;
        if (is_chosen(apply, chosen.number) || (same && is_chosen(apply, same))) continue;
        take_parts(apply, chosen);
    }
    keep_contrary(apply);
}

/* ---- the files */

static void free_file(gpointer data) {
    struct gaz_applied_file *file = data;
    g_array_unref(file->edits);
    g_array_unref(file->numbers);
    g_free(file);
}

static struct gaz_applied_file *find_file(const struct gaz_proof_apply *apply,
                                          const struct gaz_source *source) {
    for (guint i = 0; i < apply->files->len; i++) {
        struct gaz_applied_file *file = apply->files->pdata[i];
        if (strcmp(file->source->path, source->path) == 0) return file;
    }
    return NULL;
}

static struct gaz_applied_file *file_for(struct gaz_proof_apply *apply, const struct gaz_source *source) {
    struct gaz_applied_file *file = find_file(apply, source);
    if (file) return file;
    file = g_new0(struct gaz_applied_file, 1);
    file->source = source;
    file->bytes = gaz_file_read_below(apply->arena, apply->issue->folder, source->path, (struct gaz_span){0},
                                      apply->diags);
    if (file->bytes.data && !gaz_source_is_of(source, file->bytes)) {
        gaz_report_file(apply->diags, GAZ_D_FIX_STALE, source->name, NULL);
        file->bytes.data = NULL;
    }
    file->edits = g_array_new(FALSE, FALSE, sizeof(struct gaz_edit));
    file->numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_ptr_array_add(apply->files, file);
    return file;
}

static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_chosen *x = *(struct gaz_chosen *const *)a, *y = *(struct gaz_chosen *const *)b;
    if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
    return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

/* What is carried out, by places. */
static GPtrArray *sorted(const struct gaz_proof_apply *apply) {
    GPtrArray *list = g_ptr_array_new();
    for (guint i = 0; i < apply->chosen->len; i++)
        if (!gaz_chosen_at(apply, i)->kept) g_ptr_array_add(list, gaz_chosen_at(apply, i));
    g_ptr_array_sort(list, by_place);
    return list;
}

/* Two that touch, as a word struck out and one put in behind it, are one edit; of two that overlap the later
 * is left. */
static void add_edit(struct gaz_proof_apply *apply, struct gaz_chosen *chosen) {
    struct gaz_applied_file *file = file_for(apply, chosen->span.source);
    guint n = file->edits->len;
    const struct gaz_edit *last = n ? &g_array_index(file->edits, struct gaz_edit, n - 1) : NULL;
    if (!file->bytes.data)
        chosen->kept = GAZ_KEPT_STALE;
    else if (last && chosen->span.begin < last->end)
        chosen->kept = GAZ_KEPT_CONTRARY;
    if (chosen->kept) return;
    struct gaz_edit edit = {chosen->span.begin, chosen->span.end, chosen->text};
    if (last && last->end == edit.begin) { /* the account knows no two changes at one place */
        struct gaz_edit *joined = &g_array_index(file->edits, struct gaz_edit, n - 1);
        g_autofree char *text = g_strconcat(last->text, edit.text, NULL);
        *joined = (struct gaz_edit){last->begin, edit.end, gaz_arena_strdup(apply->arena, text)};
        return;
    }
    g_array_append_val(file->edits, edit);
    g_array_append_val(file->numbers, chosen->number);
}

static void make_edits(struct gaz_proof_apply *apply) {
    g_autoptr(GPtrArray) list = sorted(apply);
    for (guint i = 0; i < apply->files->len; i++) {
        struct gaz_applied_file *file = apply->files->pdata[i];
        g_array_set_size(file->edits, 0);
        g_array_set_size(file->numbers, 0);
    }
    for (guint i = 0; i < list->len; i++)
        add_edit(apply, list->pdata[i]);
}

GString *gaz_applied_bytes(const struct gaz_applied_file *file) {
    GString *bytes = g_string_new_len((const char *)file->bytes.data, (gssize)file->bytes.size);
    gaz_edits_apply(bytes, (const struct gaz_edit *)file->edits->data, file->edits->len);
    return bytes;
}

/* ---- the proof */

/* The issue as it would be; NULL: it could not be read without errors. */
static struct gaz_issue *read_again(const struct gaz_proof_apply *apply) {
    g_autofree struct gaz_unwritten *instead = g_new(struct gaz_unwritten, apply->files->len + 1);
    GPtrArray *texts = g_ptr_array_new();
    uint32_t n = 0;
    for (guint i = 0; i < apply->files->len; i++) {
        const struct gaz_applied_file *file = apply->files->pdata[i];
        if (file->edits->len == 0) continue;
        GString *text = gaz_applied_bytes(file);
        g_ptr_array_add(texts, text);
        instead[n++] = (struct gaz_unwritten){
            file->source->name, file->source->path, {(const unsigned char *)text->str, text->len}};
    }
    struct gaz_diags *unheard = gaz_diags_new();
    struct gaz_issue *issue = gaz_issue_read_unwritten(apply->issue->folder, instead, n, unheard);
    if (gaz_diags_have_errors(unheard)) g_clear_pointer(&issue, gaz_issue_free);
    gaz_diags_free(unheard);
    for (guint i = 0; i < texts->len; i++)
        g_string_free(texts->pdata[i], TRUE);
    g_ptr_array_unref(texts);
    return issue;
}

static bool is_conserved(const struct gaz_proof_apply *apply) {
    struct gaz_issue *issue = read_again(apply);
    g_autofree struct gaz_changed_source *changed = g_new(struct gaz_changed_source, apply->files->len + 1);
    for (guint i = 0; i < apply->files->len; i++) {
        const struct gaz_applied_file *file = apply->files->pdata[i];
        changed[i] = (struct gaz_changed_source){file->source, (const struct gaz_edit *)file->edits->data,
                                                 file->edits->len};
    }
    bool good = issue && gaz_texts_are_conserved(apply->issue, issue, changed, apply->files->len);
    gaz_issue_free(issue);
    return good;
}

/* One after another, each with those before it that went well. */
static void try_each(struct gaz_proof_apply *apply) {
    g_autoptr(GPtrArray) list = sorted(apply);
    for (guint i = 0; i < list->len; i++)
        ((struct gaz_chosen *)list->pdata[i])->kept = GAZ_KEPT_STRUCTURE;
    for (guint i = 0; i < list->len && i < MOST_TRIES; i++) {
        struct gaz_chosen *chosen = list->pdata[i];
        chosen->kept = 0;
        make_edits(apply);
        if (!chosen->kept && !is_conserved(apply)) chosen->kept = GAZ_KEPT_STRUCTURE;
    }
    make_edits(apply);
}

/* ---- the door */

struct gaz_proof_apply *gaz_proof_apply_new(const struct gaz_proof_marks *marks,
                                            const struct gaz_proof_choice *choices, uint32_t n,
                                            struct gaz_diags *diags) {
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool good = true;
    for (uint32_t i = 0; i < n; i++)
        good &= gaz_proof_choose(numbers, marks, &choices[i], diags);
    if (!good) return NULL;
    struct gaz_proof_apply *apply = g_new(struct gaz_proof_apply, 1);
    *apply = (struct gaz_proof_apply){marks,
                                      marks->issue,
                                      gaz_arena_new(),
                                      g_array_new(FALSE, TRUE, sizeof(struct gaz_chosen)),
                                      g_ptr_array_new_with_free_func(free_file),
                                      diags};
    g_array_set_clear_func(apply->chosen, clear_chosen);
    take_chosen(apply, numbers);
    make_edits(apply);
    if (!is_conserved(apply)) try_each(apply);
    return apply;
}

void gaz_proof_apply_free(struct gaz_proof_apply *apply) {
    if (!apply) return;
    g_array_unref(apply->chosen);
    g_ptr_array_unref(apply->files);
    gaz_arena_free(apply->arena);
    g_free(apply);
}

GArray *gaz_proof_apply_files(const struct gaz_proof_apply *apply) {
    GArray *changes = gaz_file_changes_new();
    for (guint i = 0; i < apply->files->len; i++) {
        const struct gaz_applied_file *file = apply->files->pdata[i];
        if (file->edits->len == 0) continue;
        gaz_file_changes_add(changes, g_build_filename(apply->issue->folder, file->source->path, NULL),
                             g_string_free_to_bytes(gaz_applied_bytes(file)), file->bytes);
    }
    return changes;
}
