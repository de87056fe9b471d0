/* desk.c: the pages and what is said of them as data for a browser: lengths are hundredths of a point,
 * pages are indices. */
#include "proof/changes/changes.h"
#include "proof/marks/marks.h"
#include "proof/sheets/placed.h"

#include "base/data/json.h"
#include "gazette/gazette.h"
#include "output/web.h"

#include <string.h>

struct desk {
    const struct gaz_proof_desk_job *job;
    const struct gaz_pages *pages;
    struct gaz_ground *ground;
    GString *out;
};

/* ---- members */

static void add_places(GString *out, const char *key, const GArray *places) {
    g_string_append_printf(out, ",\"%s\":[", key);
    for (guint i = 0; i < places->len; i++) {
        const struct gaz_on_page *at = &g_array_index(places, struct gaz_on_page, i);
        g_string_append_printf(out, "%s{\"page\":%u,", i ? "," : "", at->page);
        gaz_web_add_frame(out, at->box);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static long length_of(const struct gaz_span *span) {
    return span->source ? gaz_proof_length(span) : 0;
}

static void add_source(GString *out, const struct gaz_span *span, const char *file) {
    struct gaz_place place = {0};
    if (span->source) place = gaz_source_place(span->source, span->begin);
    gaz_json_put_text_or_null(out, "file", span->source ? span->source->path : file);
    g_string_append_printf(out, ",\"line\":%u,\"column\":%u,\"length\":%ld", place.line, place.column,
                           length_of(span));
}

/* ---- what was found */

static void add_remark(struct desk *d, const struct gaz_placed_remark *placed) {
    const struct gaz_proof_remark *remark = placed->remark;
    g_string_append_printf(d->out, "\n{\"n\":%u", placed->number);
    g_autofree char *number = g_strdup_printf("%u", placed->number);
    gaz_json_put_text_or_null(d->out, "id", remark->key ? remark->key : number);
    gaz_json_put_text_or_null(d->out, "level", remark->level);
    gaz_json_put_text_or_null(d->out, "rule", remark->rule);
    add_source(d->out, &remark->span, remark->file);
    gaz_json_put_text_or_null(d->out, "text", remark->text);
    gaz_json_put_text_or_null(d->out, "words", remark->words);
    gaz_json_put_text_or_null(d->out, "proposal", remark->proposal);
    add_places(d->out, "at", placed->places);
    g_string_append_c(d->out, '}');
}

static void add_remarks(struct desk *d) {
    const struct gaz_proof_desk_job *job = d->job;
    g_autoptr(GArray) placed = gaz_place_remarks(d->ground, d->pages, job->remarks, job->n_remarks);
    g_string_append(d->out, "\"findings\":[");
    for (guint i = 0; i < placed->len; i++) {
        if (i) g_string_append_c(d->out, ',');
        add_remark(d, &g_array_index(placed, struct gaz_placed_remark, i));
    }
    g_string_append_c(d->out, ']');
}

/* ---- what changed */

static char *text_of(const struct gaz_proof_state *state, const struct gaz_stretch *stretch) {
    const struct gaz_state_block *block = gaz_state_block_at(state, stretch->block);
    return block ? g_ucs4_to_utf8(block->text + stretch->first, (glong)stretch->n, NULL, NULL, NULL) : NULL;
}

/* The line of its file that a place of a block is on, from 1; 0: it is generated. */
static unsigned line_of(const struct gaz_proof_state *state, const struct gaz_state_block *block,
                        uint32_t ch) {
    uint32_t at = MIN(ch, block->n ? block->n - 1 : 0);
    if (block->file >= state->n_files || block->n == 0 || block->offsets[at] == GAZ_NOWHERE) return 0;
    const char *text = state->files[block->file].text;
    unsigned line = 1;
    for (uint32_t i = 0; i < block->offsets[at]; i++)
        line += text[i] == '\n';
    return line;
}

static GArray *places_of(struct desk *d, const struct gaz_state_block *block,
                         const struct gaz_stretch *stretch) {
    struct gaz_on_page gap;
    GArray *places = gaz_places_of_block(d->ground, block, stretch->first, stretch->n);
    if (places->len == 0 && gaz_place_of_gap(d->ground, block, stretch->first, &gap))
        g_array_append_val(places, gap);
    return places;
}

static void add_change(struct desk *d, const struct gaz_text_change *change, guint number) {
    static const char *const kinds[] = {"增", "删", "改", "移"};
    const struct gaz_text_changes *since = d->job->since;
    const struct gaz_state_block *block = gaz_state_block_at(since->new, change->new.block);
    g_autofree char *old = text_of(since->old, &change->old), *new = text_of(since->new, &change->new);
    g_string_append_printf(d->out, "%s\n{\"n\":%u", number > 1 ? "," : "", number);
    gaz_json_put_text_or_null(d->out, "kind", kinds[change->kind]);
    gaz_json_put_text_or_null(d->out, "old", old ? old : "");
    gaz_json_put_text_or_null(d->out, "new", new ? new : "");
    gaz_json_put_text_or_null(d->out, "block", block ? block->id : "");
    gaz_json_put_text_or_null(d->out, "file",
                              block && block->file < since->new->n_files ? since->new->files[block->file].path
                                                                         : NULL);
    g_string_append_printf(d->out, ",\"line\":%u", block ? line_of(since->new, block, change->new.first) : 0);
    g_autoptr(GArray) places =
        block ? places_of(d, block, &change->new) : g_array_new(FALSE, FALSE, sizeof(struct gaz_on_page));
    add_places(d->out, "at", places);
    g_string_append_c(d->out, '}');
}

static void add_changes(struct desk *d) {
    const GArray *list = d->job->since ? d->job->since->list : NULL;
    g_string_append(d->out, ",\n\"changes\":[");
    for (guint i = 0; list && i < list->len; i++)
        add_change(d, &g_array_index(list, struct gaz_text_change, i), i + 1);
    g_string_append_c(d->out, ']');
}

/* Which earlier page lies beside which. */
static void add_pairs(struct desk *d) {
    static const char *const states[] = {"same", "moved", "set", "changed", "added"};
    const struct gaz_text_changes *since = d->job->since;
    g_string_append(d->out, ",\n\"pairs\":[");
    for (uint32_t i = 0; since && i < since->new->n_pages; i++) {
        const struct gaz_page_change *page = &since->pages[i];
        g_string_append_printf(d->out, "%s[%d,%u,\"%s\"]", i ? "," : "",
                               page->old == GAZ_NO_BLOCK ? -1 : (int)page->old, i, states[page->reflow]);
    }
    g_string_append_c(d->out, ']');
}

/* ---- marks */

static GArray *places_of_mark(struct desk *d, const struct gaz_proof_mark *mark) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct gaz_on_page));
    for (uint32_t i = 0; !mark->unplaced && i < mark->n_covered; i++) {
        g_autoptr(GArray) places = gaz_places_of_span(d->ground, d->pages, mark->covered[i].span);
        g_array_append_vals(all, places->data, places->len);
    }
    return all;
}

static void add_marks(struct desk *d) {
    const struct gaz_proof_marks *marks = d->job->marks;
    g_string_append(d->out, ",\n\"marks\":[");
    for (guint i = 0; marks && i < marks->list->len; i++) {
        g_autoptr(GArray) places = places_of_mark(d, gaz_proof_mark_at(marks, i));
        g_string_append(d->out, i ? ",\n" : "\n");
        gaz_proof_mark_add_json(marks, i, d->out);
        g_string_truncate(d->out, d->out->len - 1); /* its object goes on */
        g_string_append_printf(d->out, ",\"n\":%u", i + 1);
        add_places(d->out, "at", places);
        g_string_append_c(d->out, '}');
    }
    g_string_append_c(d->out, ']');
}

/* ---- the whole */

static void add_head(struct desk *d) {
    const struct gaz_proof_state *state = d->job->state;
    g_string_append(d->out, "{\"title\":");
    gaz_json_add_text(d->out, state->title);
    gaz_json_put_text_or_null(d->out, "issue", d->job->name);
    gaz_json_put_text_or_null(d->out, "identity", gaz_state_last_round(state)->identity);
    gaz_json_put_text_or_null(d->out, "against",
                              d->job->since ? gaz_state_last_round(d->job->since->old)->name : NULL);
}

void gaz_proof_desk_add_pages(const struct gaz_gazette *gazette, GString *out) {
    struct gaz_web *web = gaz_web_new();
    g_string_append(out, "{\"pages\":");
    gaz_web_add_pages(web, gazette->pages, out);
    g_string_append(out, ",\n");
    gaz_web_add_shared(web, out);
    g_string_append_c(out, '}');
    gaz_web_free(web);
}

static void add_lists(struct desk *d) {
    add_remarks(d);
    add_changes(d);
    add_pairs(d);
    add_marks(d);
}

void gaz_proof_desk_add_lists(const struct gaz_proof_desk_job *job, GString *out) {
    struct desk d = {job, job->gazette->pages, gaz_ground_new(job->gazette->pages), out};
    add_lists(&d);
    gaz_ground_free(d.ground);
}

/* The members that all pages share, and the earlier pages over them. */
static void add_before(struct desk *d, const struct gaz_web *web) {
    g_autoptr(GString) shared = g_string_new(NULL);
    gaz_web_add_shared(web, shared);
    g_string_append(d->out, ",\n\"before\":");
    if (d->job->before)
        gaz_web_add_earlier(d->job->before, shared->str, d->out);
    else
        g_string_append(d->out, "null");
    g_string_append_printf(d->out, ",\n%s", shared->str);
}

GString *gaz_proof_desk_make(const struct gaz_proof_desk_job *job) {
    struct desk d = {job, job->gazette->pages, gaz_ground_new(job->gazette->pages), g_string_new(NULL)};
    struct gaz_web *web = gaz_web_new();
    add_head(&d);
    g_string_append(d.out, ",\n\"pages\":");
    gaz_web_add_pages(web, d.pages, d.out);
    g_string_append(d.out, ",\n");
    add_lists(&d);
    add_before(&d, web);
    g_string_append_c(d.out, '}');
    GString *file = gaz_web_file(job->state->title, d.out->str);
    gaz_web_free(web);
    gaz_ground_free(d.ground);
    g_string_free(d.out, TRUE);
    return file;
}
