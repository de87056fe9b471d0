/* match.c: document by document: align, search, prove. */
#include "facsimile/facsimile.h"

#include "base/arena.h"
#include "facsimile/report.h"
#include "facsimile/surplus.h"
#include "base/file.h"

#include <string.h>

struct matching {
    const struct gaz_match_job *job;
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    const struct gaz_print *print;
    struct gaz_whole whole;
    struct gaz_alignment alignment;
    struct gaz_matched *matched; /* one a document */
    uint32_t n;
};

/* ---- the text */

static int page_of(const struct gaz_gazette *gazette, uint32_t doc) {
    const struct gaz_pages *pages = gazette->pages;
    return pages->pages[pages->targets[doc].page].number;
}

static bool read_document(struct matching *m, uint32_t doc) {
    struct gaz_matcher *matcher = &m->matched[doc].matcher;
    const struct gaz_issue *issue = m->job->gazette->issue;
    const struct gaz_source *source = issue->docs[doc].source;
    struct gaz_bytes bytes =
        gaz_file_read_below(m->arena, issue->folder, source->path, (struct gaz_span){0}, m->diags);
    if (!bytes.data) return false;
    *matcher = (struct gaz_matcher){.gazette = m->job->gazette, .arena = m->arena, .doc = doc};
    matcher->file = (const char *)bytes.data;
    matcher->size = bytes.size;
    matcher->overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    matcher->surplus = g_array_new(FALSE, FALSE, sizeof(struct gaz_surplus));
    struct gaz_stream stream;
    if (!gaz_trial_set(matcher, matcher->overrides, &stream)) {
        gaz_report_file(m->diags, GAZ_D_FIT_CHANGED, source->name, NULL);
        return false;
    }
    matcher->stream = stream;
    return true;
}

static void add_to_whole(struct matching *m, uint32_t doc) {
    const struct gaz_stream *stream = &m->matched[doc].matcher.stream;
    int first = page_of(m->job->gazette, doc);
    m->whole.doc_first[doc] = m->whole.chars->len;
    for (uint32_t i = 0; i < stream->chars->len; i++) {
        const struct gaz_stream_char *ch = gaz_stream_at(stream, i);
        int page = first + (int)ch->page;
        g_array_append_val(m->whole.chars, ch->ch);
        g_array_append_val(m->whole.pages, page);
    }
}

static bool read_documents(struct matching *m) {
    m->n = m->whole.n_docs = m->job->gazette->issue->n_docs;
    m->matched = GAZ_NEW_ARRAY(m->arena, struct gaz_matched, m->n + 1);
    m->whole.doc_first = GAZ_NEW_ARRAY(m->arena, uint32_t, m->n + 1);
    m->whole.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    m->whole.pages = g_array_new(FALSE, FALSE, sizeof(int));
    for (uint32_t i = 0; i < m->n; i++) {
        if (!read_document(m, i)) return false;
        add_to_whole(m, i);
    }
    m->whole.doc_first[m->n] = m->whole.chars->len;
    return true;
}

/* ---- the search */

static struct gaz_score score_of(struct gaz_matched *matched, GArray *wrong) {
    struct gaz_matcher *m = &matched->matcher;
    struct gaz_score score = {0};
    struct gaz_stream stream;
    if (!gaz_matcher_set(m, &stream)) return score;
    score = gaz_matcher_score(m, &stream);
    for (uint32_t i = 0; wrong && i < m->n_targets; i++)
        if (!gaz_target_is_right(m, &stream, &m->targets[i])) g_array_append_val(wrong, i);
    gaz_stream_clear(&stream);
    return score;
}

static void search_all(struct gaz_matcher *matcher) {
    gaz_search_values(matcher);
    gaz_search_paragraphs(matcher);
    gaz_search_pages(matcher);
    gaz_prune(matcher);
}

static bool is_better(struct gaz_score one, guint n_one, struct gaz_score other, guint n_other) {
    if (one.wrong_pages != other.wrong_pages) return one.wrong_pages < other.wrong_pages;
    if (one.wrong_lines != other.wrong_lines) return one.wrong_lines < other.wrong_lines;
    return n_one < n_other;
}

/* Where the style takes paragraphs in for a page's sake (凑版), it may have chosen others than the print's
 * compositor, or by more or less: then all is sought once more without. */
static void search_unfitted(struct gaz_matched *matched) {
    struct gaz_matcher *m = &matched->matcher;
    GArray *fitted = m->overrides;
    struct gaz_score score = score_of(matched, NULL);
    struct gaz_override off = {.kind = GAZ_OVERRIDE_VALUE, .key = "凑版.末页至多", .value = "0"};
    if (m->gazette->doc_styles[m->doc]->fit_last_lines == 0 || !(score.wrong_pages || score.wrong_lines))
        return;
    m->overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    g_array_append_val(m->overrides, off);
    search_all(m);
    if (is_better(score_of(matched, NULL), m->overrides->len, score, fitted->len)) {
        g_array_unref(fitted);
    } else {
        g_array_unref(m->overrides);
        m->overrides = fitted;
    }
}

/* Values first, then in the order of the text. */
static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_override *x = a, *y = b;
    bool one = x->kind != GAZ_OVERRIDE_VALUE, other = y->kind != GAZ_OVERRIDE_VALUE;
    if (one != other) return one ? 1 : -1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static void search(struct matching *m, uint32_t doc) {
    struct gaz_matched *matched = &m->matched[doc];
    struct gaz_matcher *matcher = &matched->matcher;
    gaz_matcher_take_targets(matcher, m->print, &m->alignment, m->whole.doc_first[doc]);
    matched->wrong = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    matched->before = score_of(matched, NULL);
    if (matched->before.wrong_pages || matched->before.wrong_lines) {
        search_all(matcher);
        search_unfitted(matched);
        gaz_find_surplus(matcher);
        g_array_sort(matcher->overrides, by_place);
    }
    matched->after = score_of(matched, matched->wrong);
}

/* ---- what would be written */

static void free_change(gpointer data) {
    struct gaz_match_change *change = data;
    g_free(change->path);
    g_bytes_unref(change->bytes);
}

GArray *gaz_match_changes_new(void) {
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct gaz_match_change));
    g_array_set_clear_func(changes, free_change);
    return changes;
}

static void push_change(const struct matching *m, uint32_t doc, GArray *changes) {
    const struct gaz_matcher *matcher = &m->matched[doc].matcher;
    const struct gaz_issue *issue = m->job->gazette->issue;
    g_autoptr(GString) file = g_string_new(NULL);
    if (matcher->overrides->len == 0 || !gaz_trial_write(matcher, matcher->overrides, file)) return;
    if (!gaz_trial_keeps_text(matcher, file)) {
        gaz_report_file(m->diags, GAZ_D_MATCH_TEXT, issue->docs[doc].source->name, NULL);
        return;
    }
    struct gaz_match_change change = {g_build_filename(issue->folder, issue->docs[doc].source->path, NULL),
                                      g_bytes_new(file->str, file->len)};
    g_array_append_val(changes, change);
}

/* ---- the door */

static void clear(struct matching *m) {
    for (uint32_t i = 0; i < m->n; i++) {
        struct gaz_matched *matched = &m->matched[i];
        if (matched->matcher.stream.chars) gaz_stream_clear(&matched->matcher.stream);
        if (matched->matcher.overrides) g_array_unref(matched->matcher.overrides);
        if (matched->matcher.surplus) g_array_unref(matched->matcher.surplus);
        if (matched->wrong) g_array_unref(matched->wrong);
    }
    if (m->alignment.at) gaz_alignment_clear(&m->alignment);
    if (m->whole.chars) g_array_unref(m->whole.chars);
    if (m->whole.pages) g_array_unref(m->whole.pages);
    gaz_arena_free(m->arena);
}

static void tell(const struct matching *m, GString *out) {
    struct gaz_match_report report = {m->print, &m->whole, &m->alignment, m->matched, m->n, m->job->language};
    if (m->job->json)
        gaz_match_report_json(&report, out);
    else
        gaz_match_report_text(&report, out);
}

bool gaz_match(const struct gaz_match_job *job, GString *out, GArray *changes, struct gaz_diags *diags) {
    struct matching m = {.job = job, .arena = gaz_arena_new(), .diags = diags};
    m.print = gaz_print_read(m.arena, job->print_name, job->print, diags);
    bool good = m.print && read_documents(&m);
    if (good) m.alignment = gaz_align(m.print, &m.whole);
    for (uint32_t i = 0; good && i < m.n; i++) {
        search(&m, i);
        push_change(&m, i, changes);
        if (job->progress) job->progress(job->progress_context, i + 1, m.n);
    }
    if (good) tell(&m, out);
    clear(&m);
    return good;
}
