/* set.c: a source with overrides is read again and set. */
#include "trial/write.h"

#include "base/diag/diag.h"
#include "base/file/edit.h"
#include "base/process/arena.h"
#include "input/keys/front_edit.h"

#include <string.h>

const struct gaz_doc *gaz_trial_doc(const struct gaz_trial *t) {
    return &t->gazette->issue->docs[t->doc];
}

/* ---- the style */

static struct gaz_style *style_of_file(const struct gaz_trial *t, const GString *file,
                                       const struct gaz_style **style, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    *style = gaz_style_of_form(t->gazette->style, gaz_trial_doc(t)->form);
    const struct gaz_yaml *values = gaz_front_own_values(arena, file);
    struct gaz_style *own = values ? gaz_style_override(*style, values, diags) : NULL;
    if (own) *style = own;
    gaz_arena_free(arena);
    return own;
}

struct gaz_style *gaz_trial_style(const struct gaz_trial *t, const GArray *overrides,
                                  const struct gaz_style **style) {
    g_autoptr(GString) file = g_string_new(NULL);
    struct gaz_diags *unheard = gaz_diags_new();
    gaz_trial_write(t, overrides, file);
    struct gaz_style *own = style_of_file(t, file, style, unheard);
    gaz_diags_free(unheard);
    return own;
}

struct gaz_layout_job gaz_trial_job(const struct gaz_trial *t) {
    return (struct gaz_layout_job){.issue = t->gazette->issue,
                                   .style = t->gazette->style,
                                   .doc_styles = t->gazette->doc_styles,
                                   .fonts = t->gazette->fonts};
}

/* ---- the ending, in terms of the document as it was read */

/* The block of the document that a text of it, read anew, is that of: the same by its place among the others.
 * NULL: there are more of them, or less. */
static const struct gaz_block *block_as_read(const struct gaz_doc *was, const struct gaz_doc *is,
                                             uint32_t begin) {
    for (uint32_t p = 0; p < MIN(was->n_parts, is->n_parts); p++)
        for (uint32_t i = 0; i < is->parts[p].n_blocks; i++) {
            struct gaz_text text = is->parts[p].blocks[i].text;
            if (text.n == 0 || gaz_text_span(text).begin != begin) continue;
            return was->parts[p].n_blocks == is->parts[p].n_blocks ? &was->parts[p].blocks[i] : NULL;
        }
    return NULL;
}

static const struct gaz_taken *taken_as_read(const struct gaz_trial *t, const struct gaz_doc *is,
                                             const struct gaz_taken *all, uint32_t n) {
    struct gaz_taken *taken = GAZ_NEW_ARRAY(t->arena, struct gaz_taken, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const struct gaz_block *block = block_as_read(gaz_trial_doc(t), is, all[i].span.begin);
        taken[i] = all[i];
        taken[i].span = block ? gaz_text_span(block->text) : gaz_doc_place(gaz_trial_doc(t));
    }
    return taken;
}

static void keep_ending(const struct gaz_trial *t, const struct gaz_doc *is, struct gaz_ending *ending) {
    ending->taken = taken_as_read(t, is, ending->taken, ending->n_taken);
    ending->widows = taken_as_read(t, is, ending->widows, ending->n_widows);
}

/* ---- setting */

/* But for what is left out. */
static bool is_same_text(const struct gaz_stream *one, const struct gaz_stream *other, uint32_t left_out) {
    if (left_out > 0) return one->chars->len == other->chars->len + left_out;
    bool same = one->chars->len == other->chars->len;
    for (uint32_t i = 0; i < one->chars->len && same; i++)
        same = gaz_stream_at(one, i)->ch == gaz_stream_at(other, i)->ch;
    return same;
}

static bool set_in_style(const struct gaz_trial *t, struct gaz_issue *issue, const struct gaz_style *style,
                         struct gaz_setting *setting, struct gaz_diags *diags) {
    struct gaz_layout_job job = gaz_trial_job(t);
    job.issue = issue;
    struct gaz_pages *pages = gaz_layout_document(&job, t->doc, style, &setting->ending, diags);
    bool good = pages && !gaz_diags_have_errors(diags);
    if (good) {
        setting->stream = gaz_stream_of(pages);
        keep_ending(t, &issue->docs[t->doc], &setting->ending);
        setting->pitch = style->pitch;
        setting->cell = style->cell;
        setting->lines_per_page = style->lines_per_page;
        setting->n_warnings = gaz_diags_count(diags, GAZ_WARNING);
    }
    gaz_pages_free(pages);
    return good;
}

/* What it complains of points into a source that is gone then, and is heard by nobody: an error says that it
 * cannot be. */
static bool set_issue(const struct gaz_trial *t, struct gaz_issue *issue, const GString *file,
                      struct gaz_left_out without, struct gaz_setting *setting) {
    struct gaz_diags *unheard = gaz_diags_new();
    const struct gaz_style *style;
    struct gaz_style *own = style_of_file(t, file, &style, unheard);
    bool good = !gaz_diags_have_errors(unheard) && set_in_style(t, issue, style, setting, unheard);
    if (good && t->stream.chars && !is_same_text(&t->stream, &setting->stream, without.n)) {
        gaz_setting_clear(setting);
        good = false;
    }
    gaz_style_free(own);
    gaz_diags_free(unheard);
    return good;
}

/* The issue with the file in the place of the document's; NULL after errors. */
static struct gaz_issue *read_with(const struct gaz_trial *t, const GString *file) {
    const struct gaz_source *source = gaz_trial_doc(t)->source;
    struct gaz_unwritten instead = {
        source->name, source->path, {(const unsigned char *)file->str, file->len}};
    struct gaz_diags *unheard = gaz_diags_new();
    struct gaz_issue *issue = gaz_issue_read_again(t->gazette->issue, t->doc, &instead, 1, unheard);
    bool good = !gaz_diags_have_errors(unheard);
    gaz_diags_free(unheard);
    if (good) return issue;
    gaz_issue_free(issue);
    return NULL;
}

static bool set_file(const struct gaz_trial *t, const GArray *overrides, struct gaz_left_out without,
                     struct gaz_setting *setting) {
    g_autoptr(GString) file = g_string_new(NULL);
    if (!gaz_trial_write_without(t, overrides, without, file)) return false;
    struct gaz_issue *issue = read_with(t, file);
    bool good = issue && set_issue(t, issue, file, without, setting);
    gaz_issue_free(issue);
    return good;
}

bool gaz_trial_set(const struct gaz_trial *t, const GArray *overrides, struct gaz_setting *setting) {
    return set_file(t, overrides, (struct gaz_left_out){0}, setting);
}

bool gaz_trial_set_without(const struct gaz_trial *t, const GArray *overrides, uint32_t without, uint32_t n,
                           struct gaz_setting *setting) {
    return set_file(t, overrides, (struct gaz_left_out){without, n}, setting);
}

void gaz_setting_clear(struct gaz_setting *setting) {
    if (setting->stream.chars) gaz_stream_clear(&setting->stream);
}

/* ---- beginning */

/* The bytes give the text that was read; what the reader leaves out or mends may have changed. */
static bool is_unchanged(struct gaz_arena *arena, struct gaz_bytes bytes, const struct gaz_source *source) {
    struct gaz_diags *unheard = gaz_diags_new(); /* of odd characters: said when the issue was read */
    const struct gaz_source *now = gaz_source_clean(arena, source->name, source->path, bytes, unheard);
    gaz_diags_free(unheard);
    return now && now->size == source->size && memcmp(now->text, source->text, now->size) == 0;
}

static bool say_changed(const struct gaz_trial *t, struct gaz_diags *diags) {
    gaz_report_file(diags, GAZ_D_FIT_CHANGED, gaz_trial_doc(t)->source->name, NULL);
    return false;
}

bool gaz_trial_read(struct gaz_trial *t, struct gaz_diags *diags) {
    const struct gaz_issue *issue = t->gazette->issue;
    const struct gaz_source *source = gaz_trial_doc(t)->source;
    struct gaz_bytes bytes =
        gaz_file_read_below(t->arena, issue->folder, source->path, (struct gaz_span){0}, diags);
    if (!bytes.data) return false;
    if (!is_unchanged(t->arena, bytes, source)) return say_changed(t, diags);
    t->file = (const char *)bytes.data;
    t->size = bytes.size;
    t->takes_marks = gaz_source_is_of(source, bytes);
    return true;
}

bool gaz_trial_begin(struct gaz_trial *t, struct gaz_diags *diags) {
    struct gaz_setting setting;
    if (!gaz_trial_read(t, diags)) return false;
    GArray *none = g_array_new(FALSE, FALSE, sizeof(struct gaz_override));
    bool good = gaz_trial_set(t, none, &setting);
    g_array_unref(none);
    if (!good) return say_changed(t, diags);
    t->stream = setting.stream;
    t->ending = setting.ending;
    t->n_warnings = setting.n_warnings;
    return true;
}

void gaz_trial_clear(struct gaz_trial *t) {
    if (t->stream.chars) gaz_stream_clear(&t->stream);
}

/* ---- the first law */

static void add_text(void *context, struct gaz_piece piece, struct gaz_text text) {
    GArray *chars = context;
    (void)piece;
    for (uint32_t i = 0; i < text.n; i++) /* a title's breaks are no characters of it */
        if (text.chars[i].ch != '\n') g_array_append_val(chars, text.chars[i].ch);
}

static GArray *chars_of(const struct gaz_doc *doc) {
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    gaz_doc_texts(doc, add_text, chars);
    return chars;
}

bool gaz_trial_keeps_text(const struct gaz_trial *t, const GString *file) {
    struct gaz_issue *issue = read_with(t, file);
    if (!issue) return false;
    GArray *one = chars_of(gaz_trial_doc(t)), *other = chars_of(&issue->docs[t->doc]);
    bool same = one->len == other->len && memcmp(one->data, other->data, one->len * sizeof(uint32_t)) == 0;
    g_array_unref(one);
    g_array_unref(other);
    gaz_issue_free(issue);
    return same;
}
