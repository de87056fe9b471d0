/* match.c: document by document: align, search, prove. */
#include "facsimile/facsimile.h"

#include "base/file/change.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "facsimile/columns.h"
#include "facsimile/matter.h"
#include "facsimile/report.h"
#include "facsimile/surplus.h"

#include <string.h>

struct matching {
    const struct gaz_match_job *job;
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    struct gaz_print *print;
    struct gaz_whole whole;
    struct gaz_alignment alignment;
    GArray *contents;            /* struct gaz_contents_difference */
    GArray *beside;              /* struct gaz_beside_difference */
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
    *matcher = (struct gaz_matcher){.trial = {.gazette = m->job->gazette, .arena = m->arena, .doc = doc},
                                    .overrides = g_array_new(FALSE, FALSE, sizeof(struct gaz_override)),
                                    .surplus = g_array_new(FALSE, FALSE, sizeof(struct gaz_surplus))};
    return gaz_trial_begin(&matcher->trial, m->diags);
}

static void add_to_nodes(struct matching *m, struct gaz_whole_node node, bool goes_on) {
    if (!goes_on) g_array_append_val(m->whole.nodes, node);
    g_array_index(m->whole.nodes, struct gaz_whole_node, m->whole.nodes->len - 1).n++;
}

/* The notes of the document, or all but them. */
static void add_to_whole(struct matching *m, uint32_t doc, bool notes) {
    const struct gaz_stream *stream = &m->matched[doc].matcher.trial.stream;
    int first = page_of(m->job->gazette, doc);
    uint32_t node = 0; /* 0: none is a character's */
    for (uint32_t i = 0; i < stream->chars->len; i++) {
        const struct gaz_stream_char *ch = gaz_stream_at(stream, i);
        int page = first + (int)ch->page;
        if ((ch->kind == GAZ_NODE_FOOTNOTE) != notes) continue;
        struct gaz_whole_node one = {m->whole.chars->len, 0, doc, ch->row, ch->is_merged || ch->is_head};
        add_to_nodes(m, one, ch->node == node);
        node = ch->node;
        g_array_append_val(m->whole.places, i);
        g_array_append_val(m->whole.chars, ch->ch);
        g_array_append_val(m->whole.pages, page);
    }
}

/* Notes stand elsewhere: before them the characters are one behind another. */
static void add_figures(struct matching *m, uint32_t doc) {
    const struct gaz_stream *stream = &m->matched[doc].matcher.trial.stream;
    uint32_t place = m->whole.chars->len, i = 0;
    for (guint k = 0; k < stream->figures->len; k++) {
        for (; i < g_array_index(stream->figures, uint32_t, k); i++)
            place += gaz_stream_at(stream, i)->kind != GAZ_NODE_FOOTNOTE;
        g_array_append_val(m->whole.figures, place);
    }
}

static bool read_documents(struct matching *m) {
    m->n = m->whole.n_docs = m->job->gazette->issue->n_docs;
    m->matched = GAZ_NEW_ARRAY(m->arena, struct gaz_matched, m->n + 1);
    m->whole.doc_first = GAZ_NEW_ARRAY(m->arena, uint32_t, m->n + 1);
    m->whole.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    m->whole.pages = g_array_new(FALSE, FALSE, sizeof(int));
    m->whole.places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    m->whole.nodes = g_array_new(FALSE, FALSE, sizeof(struct gaz_whole_node));
    m->whole.figures = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < m->n; i++) {
        if (!read_document(m, i)) return false;
        m->whole.doc_first[i] = m->whole.chars->len;
        add_figures(m, i);
        add_to_whole(m, i, false);
        add_to_whole(m, i, true);
    }
    m->whole.doc_first[m->n] = m->whole.chars->len;
    return true;
}

static uint32_t offset_of(const struct matching *m, uint32_t text) {
    uint32_t doc = 0;
    while (doc + 1 < m->n && m->whole.doc_first[doc + 1] <= text)
        doc++;
    const struct gaz_stream *stream = &m->matched[doc].matcher.trial.stream;
    uint32_t offset = gaz_stream_at(stream, gaz_whole_place(&m->whole, text))->offset;
    return offset == GAZ_NOWHERE ? GAZ_NOWHERE : offset ^ doc << 24;
}

/* Whether both say the same of one place of the sources. */
static bool is_copy(const struct matching *m, const struct gaz_difference *one,
                    const struct gaz_difference *other) {
    uint32_t size = m->whole.chars->len;
    if (one->n_print != other->n_print || one->n_text != other->n_text) return false;
    if (one->text >= size || other->text >= size) return false;
    const uint32_t *chars = m->print->chars;
    uint32_t offset = offset_of(m, one->text);
    if (memcmp(chars + one->print, chars + other->print, sizeof *chars * one->n_print) != 0) return false;
    return offset != GAZ_NOWHERE && offset == offset_of(m, other->text);
}

/* A heading that the contents of its document repeat stands once in the sources: what differs there is told
 * where it comes last, at the heading itself. */
static void drop_copies(const struct matching *m) {
    GArray *all = m->alignment.differences;
    for (guint i = all->len; i-- > 0;) {
        const struct gaz_difference *one = &g_array_index(all, struct gaz_difference, i);
        bool again = false;
        for (guint k = i + 1; k < all->len && !again; k++)
            again = is_copy(m, one, &g_array_index(all, struct gaz_difference, k));
        if (again) g_array_remove_index(all, i);
    }
}

/* ---- the search */

static void note_wrong(struct gaz_matched *matched, const struct gaz_stream *stream) {
    struct gaz_matcher *m = &matched->matcher;
    matched->after = gaz_matcher_score(m, stream);
    for (uint32_t i = 0; i < m->n_targets; i++)
        if (!gaz_target_is_right(m, stream, &m->targets[i]))
            g_array_append_val(matched->wrong, i);
        else if (!gaz_line_is_right(m, stream, i))
            g_array_append_val(matched->wrong_lines, i);
}

static void search(struct matching *m, uint32_t doc) {
    struct gaz_matched *matched = &m->matched[doc];
    struct gaz_matcher *matcher = &matched->matcher;
    struct gaz_setting found;
    gaz_matcher_take_targets(matcher, m->print, &m->alignment, &m->whole);
    matched->wrong = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    matched->wrong_lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    matched->before = gaz_matcher_score(matcher, &matcher->trial.stream);
    bool is_in_order = matcher->n_astray <= matched->before.n_pages; /* else no mark puts it in order */
    if (is_in_order && (matched->before.wrong_pages || matched->before.wrong_lines)) {
        gaz_search(matcher);
        gaz_find_surplus(matcher);
    }
    matched->after = matched->before;
    if (matcher->overrides->len == 0) {
        note_wrong(matched, &matcher->trial.stream);
    } else if (gaz_matcher_set(matcher, &found)) {
        note_wrong(matched, &found.stream);
        gaz_setting_clear(&found);
    }
}

static bool are_pages_same(const struct matching *m) {
    bool same = true;
    for (uint32_t i = 0; i < m->n; i++)
        same &= m->matched[i].before.wrong_pages == 0;
    return same;
}

/* ---- what would be written */

static void push_change(const struct matching *m, uint32_t doc, GArray *changes) {
    const struct gaz_matcher *matcher = &m->matched[doc].matcher;
    const struct gaz_issue *issue = m->job->gazette->issue;
    g_autoptr(GString) file = g_string_new(NULL);
    if (matcher->overrides->len == 0 || !gaz_trial_write(&matcher->trial, matcher->overrides, file)) return;
    if (!gaz_trial_keeps_text(&matcher->trial, file)) {
        gaz_report(m->diags, GAZ_D_INTERNAL, (struct gaz_span){0}, "facsimile/match.c: text");
        return;
    }
    struct gaz_bytes was = {(const unsigned char *)matcher->trial.file, matcher->trial.size};
    gaz_file_changes_add(changes, g_build_filename(issue->folder, issue->docs[doc].source->path, NULL),
                         g_bytes_new(file->str, file->len), was);
}

/* ---- the door */

static void clear(struct matching *m) {
    for (uint32_t i = 0; i < m->n; i++) {
        struct gaz_matched *matched = &m->matched[i];
        gaz_trial_clear(&matched->matcher.trial);
        if (matched->matcher.overrides) g_array_unref(matched->matcher.overrides);
        if (matched->matcher.surplus) g_array_unref(matched->matcher.surplus);
        if (matched->wrong_lines) g_array_unref(matched->wrong_lines);
        if (matched->wrong) g_array_unref(matched->wrong);
    }
    if (m->contents) g_array_unref(m->contents);
    if (m->beside) g_array_unref(m->beside);
    if (m->alignment.at) gaz_alignment_clear(&m->alignment);
    if (m->whole.chars) g_array_unref(m->whole.chars);
    if (m->whole.pages) g_array_unref(m->whole.pages);
    if (m->whole.places) g_array_unref(m->whole.places);
    if (m->whole.nodes) g_array_unref(m->whole.nodes);
    if (m->whole.figures) g_array_unref(m->whole.figures);
    gaz_diags_keep(m->diags, m->arena); /* complaints of the copy point into it */
}

/* A part of the print may be of the issue, or a part of the issue in print; some lines every issue has. */
static bool is_found(const struct matching *m) {
    enum { OF_PRINT = 20, OF_TEXT = 50 /* per cent */ };
    uint64_t found = (uint64_t)m->alignment.n_matched * 100;
    if (found >= (uint64_t)m->print->n_chars * OF_PRINT || found >= (uint64_t)m->whole.chars->len * OF_TEXT)
        return true;
    gaz_report_file(m->diags, GAZ_D_PRINT_ELSEWHERE, m->print->name, NULL);
    return false;
}

static void tell(const struct matching *m, GString *out, GArray *changes) {
    struct gaz_match_report report = {m->print,  &m->whole,  &m->alignment, m->contents,
                                      m->beside, m->matched, m->n,          m->job->language};
    GString *record = gaz_match_record(&report, m->job->file, changes);
    gaz_file_changes_add(changes, g_build_filename(m->job->gazette->issue->folder, GAZ_MATCH_FILE, NULL),
                         g_string_free_to_bytes(record), (struct gaz_bytes){0});
    if (m->job->json)
        gaz_match_report_json(&report, out);
    else
        gaz_match_report_text(&report, out);
}

bool gaz_match(const struct gaz_match_job *job, GString *out, GArray *changes, struct gaz_diags *diags) {
    struct matching m = {.job = job, .arena = gaz_arena_new(), .diags = diags};
    m.print = gaz_print_read(m.arena, job->print_name, job->print, diags);
    bool good = m.print && read_documents(&m);
    if (good) gaz_mark_matter(m.print, job->gazette->pages);
    if (good) gaz_join_columns(m.arena, m.print, &m.whole);
    if (good) m.alignment = gaz_align(m.print, &m.whole);
    if (good) drop_copies(&m);
    good = good && is_found(&m);
    for (uint32_t i = 0; good && i < m.n; i++) {
        search(&m, i);
        push_change(&m, i, changes);
        if (job->progress) job->progress(job->progress_context, i + 1, m.n);
    }
    if (good) {
        m.contents =
            gaz_contents_compare(m.print, &m.whole, &m.alignment, job->gazette->issue, job->gazette->pages);
        m.beside = gaz_beside_compare(m.print, job->gazette->issue, job->gazette->pages, are_pages_same(&m));
        tell(&m, out, changes);
    }
    clear(&m);
    return good;
}
