/* trial.c: see trial.h. */
#include "facsimile/trial.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/edit.h"
#include "input/front_edit.h"

#include <string.h>

/* ---- where a mark goes */

static const struct gaz_doc *doc_of(const struct gaz_matcher *m) {
    return &m->gazette->issue->docs[m->doc];
}

const struct gaz_block *gaz_matcher_block(const struct gaz_matcher *m, uint32_t at) {
    const struct gaz_doc *doc = doc_of(m);
    uint32_t offset = gaz_stream_at(&m->stream, at)->offset;
    if (offset == GAZ_NOWHERE) return NULL;
    for (uint32_t p = 0; p < doc->n_parts; p++)
        for (uint32_t i = 0; i < doc->parts[p].n_blocks; i++) {
            const struct gaz_block *block = &doc->parts[p].blocks[i];
            if (block->span.begin <= offset && offset < block->span.end) return block;
        }
    return NULL;
}

static uint32_t line_begin(const char *text, uint32_t at) {
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static uint32_t char_end(const char *text, uint32_t at) {
    return (uint32_t)(g_utf8_next_char(text + at) - text);
}

static bool is_in_word(uint32_t ch) {
    return gaz_char_is_latin(ch);
}

/* A place in the text between two characters, and what is to be put there so that a mark ends a line. */
struct place {
    uint32_t at;
    const char *before, *after; /* the mark */
};

/* Behind what the markup between the two closes, before what it opens; at the end of the source's line, where
 * one ends there. */
static struct place place_between(const char *text, const struct gaz_stream_char *left,
                                  const struct gaz_stream_char *right) {
    enum { MARKUP = GAZ_CHAR_STRONG | GAZ_CHAR_EM | GAZ_CHAR_SUP | GAZ_CHAR_SUB };
    uint32_t begin = char_end(text, left->offset), end = right->offset;
    const char *line_end = memchr(text + begin, '\n', end - begin);
    bool words = is_in_word(left->ch) && is_in_word(right->ch);
    if (line_end) return (struct place){(uint32_t)(line_end - text), words ? " " : "", ""};
    if (right->attrs & ~left->attrs & MARKUP) return (struct place){begin, "", "\n"};
    while (end > begin && text[end - 1] == '\\')
        end--;
    return (struct place){end, "", "\n"};
}

static struct gaz_edit edit_of(const struct gaz_matcher *m, uint32_t at, const char *before, const char *mark,
                               const char *after) {
    return (struct gaz_edit){at, at, gaz_arena_printf(m->arena, "%s%s%s", before, mark, after)};
}

static const char *mark_of(const struct gaz_matcher *m, const struct gaz_override *o) {
    switch (o->kind) {
    case GAZ_OVERRIDE_VALUE:
    case GAZ_OVERRIDE_TITLE:
        break;
    case GAZ_OVERRIDE_LOST_LINES:
        return gaz_arena_printf(m->arena, "<!-- 缺行 %u -->", o->n);
    case GAZ_OVERRIDE_PAGE_END:
        return "<!-- 页末 -->";
    case GAZ_OVERRIDE_CUT:
        return "<!-- 断表 -->";
    case GAZ_OVERRIDE_TABLE:
        return gaz_arena_printf(m->arena, "<!-- 表格 %s=%s -->", o->key, o->value);
    case GAZ_OVERRIDE_LINE_LESS:
        return "<!-- 减一行 -->";
    case GAZ_OVERRIDE_LINE_MORE:
        return "<!-- 加一行 -->";
    case GAZ_OVERRIDE_LINE_END:
    case GAZ_OVERRIDE_LAST_LINE:
        return "<!-- 行末 -->";
    }
    return "";
}

/* Whether a table's block, which begins with its title and unit, is a <table>. */
static bool is_html(const char *text, const struct gaz_block *block) {
    uint32_t end = block->table->n_cells ? block->table->cells[0].span.begin : block->span.end;
    for (uint32_t at = block->span.begin; at < end; at++)
        if (g_ascii_strncasecmp(text + at, "<table", 6) == 0) return true;
    return false;
}

/* The beginning of the source line of the row that the character stands in: of its <tr> in a <table>. */
static uint32_t row_begin(const char *text, uint32_t at, const struct gaz_block *block) {
    if (!is_html(text, block)) return line_begin(text, at);
    uint32_t from = at;
    while (from > block->span.begin && g_ascii_strncasecmp(text + from, "<tr", 3) != 0)
        from--;
    return from;
}

/* ---- a title's breaks */

/* a title's characters [first, end) in the stream, and how its source writes a break */
struct title {
    uint32_t first, end;
    const char *line_end;
    bool is_plain; /* of the front matter, on the line of its key */
};

static bool is_target(const struct gaz_matcher *m, uint32_t at) {
    for (uint32_t i = 0; i < m->n_targets; i++)
        if (m->targets[i].at == at) return true;
    return false;
}

static struct title title_at(const struct gaz_matcher *m, uint32_t at) {
    const struct gaz_doc *doc = doc_of(m);
    struct title title = {at, at, "\\\n", false};
    uint32_t node = gaz_stream_at(&m->stream, at)->node, offset;
    while (title.end < m->stream.chars->len && gaz_stream_at(&m->stream, title.end)->node == node)
        title.end++;
    offset = gaz_stream_at(&m->stream, at)->offset;
    if (doc->n_parts > 0 && offset >= doc->parts[0].span.begin) return title;
    title.line_end = "\n  ";
    title.is_plain = line_begin(doc->source->text, offset) > 0 &&
                     doc->source->text[line_begin(doc->source->text, offset)] != ' ';
    return title;
}

/* A plain title becomes one of several lines (|); false where something else stands on its line. */
static bool open_title(const struct gaz_matcher *m, const struct title *title, GArray *edits) {
    const char *text = doc_of(m)->source->text;
    uint32_t begin = gaz_stream_at(&m->stream, title->first)->offset;
    uint32_t end = char_end(text, gaz_stream_at(&m->stream, title->end - 1)->offset);
    if (text[begin - 1] != ' ' || (text[end] != '\n' && text[end] != '\0')) return false;
    struct gaz_edit edit = edit_of(m, begin, "", "|", title->line_end);
    g_array_append_val(edits, edit);
    return true;
}

/* Between two characters of the title a break is put in, taken out, or all stays. */
static bool edit_break(const struct gaz_matcher *m, const struct title *title, uint32_t at, GArray *edits) {
    const char *text = doc_of(m)->source->text;
    const struct gaz_stream_char *right = gaz_stream_at(&m->stream, at), *left = right - 1;
    if (left->offset == GAZ_NOWHERE || right->offset == GAZ_NOWHERE) return false;
    uint32_t begin = char_end(text, left->offset), end = right->offset;
    bool has = memchr(text + begin, '\n', end - begin) != NULL, wanted = is_target(m, at);
    if (has == wanted) return true;
    struct gaz_edit edit = {begin, end, wanted ? title->line_end : ""};
    if (wanted && end > begin) return false; /* markup, a blank: not by a program */
    g_array_append_val(edits, edit);
    return true;
}

static bool push_title(const struct gaz_matcher *m, uint32_t at, GArray *edits) {
    struct title title = title_at(m, at);
    bool good = gaz_stream_at(&m->stream, at)->offset != GAZ_NOWHERE;
    if (good && title.is_plain) good = open_title(m, &title, edits);
    for (uint32_t i = title.first + 1; i < title.end && good; i++)
        good = edit_break(m, &title, i, edits);
    return good;
}

/* What stands for the whole block: before its first line, or before the row of the character. */
static bool edit_block(const struct gaz_matcher *m, const struct gaz_override *o,
                       const struct gaz_block *block, struct gaz_edit *edit) {
    const char *text = doc_of(m)->source->text, *mark = mark_of(m, o);
    bool of_table = o->kind == GAZ_OVERRIDE_TABLE || o->kind == GAZ_OVERRIDE_CUT;
    if (block->kind != (of_table ? GAZ_BLOCK_TABLE : GAZ_BLOCK_PARAGRAPH)) return false;
    if (o->kind == GAZ_OVERRIDE_CUT)
        *edit = edit_of(m, row_begin(text, gaz_stream_at(&m->stream, o->at)->offset, block), "", mark, "\n");
    else if (o->kind == GAZ_OVERRIDE_LAST_LINE)
        *edit = edit_of(m, block->span.end, "", mark, "");
    else
        *edit = edit_of(m, line_begin(text, block->span.begin), "", mark, "\n");
    return true;
}

/* What stands before a character: inside its paragraph, or before the block that it begins. */
static bool edit_before(const struct gaz_matcher *m, const struct gaz_override *o,
                        const struct gaz_block *block, struct gaz_edit *edit) {
    const char *text = doc_of(m)->source->text, *mark = mark_of(m, o);
    const struct gaz_stream_char *ch = gaz_stream_at(&m->stream, o->at), *left = o->at ? ch - 1 : NULL;
    bool inside =
        left && left->node == ch->node && left->offset != GAZ_NOWHERE && left->offset >= block->span.begin;
    if (inside ? block->kind == GAZ_BLOCK_TABLE : o->kind == GAZ_OVERRIDE_LINE_END) return false;
    struct place place = {line_begin(text, block->span.begin), "", "\n\n"};
    if (inside) place = place_between(text, left, ch);
    *edit = edit_of(m, place.at, place.before, mark, place.after);
    return true;
}

static bool push_edit(const struct gaz_matcher *m, const struct gaz_override *o, GArray *edits) {
    const struct gaz_block *block = gaz_matcher_block(m, o->at);
    struct gaz_edit edit;
    bool good = false;
    switch (o->kind) {
    case GAZ_OVERRIDE_VALUE:
        break;
    case GAZ_OVERRIDE_TITLE:
        return push_title(m, o->at, edits);
    case GAZ_OVERRIDE_TABLE:
    case GAZ_OVERRIDE_CUT:
    case GAZ_OVERRIDE_LINE_LESS:
    case GAZ_OVERRIDE_LINE_MORE:
    case GAZ_OVERRIDE_LAST_LINE:
        good = block && edit_block(m, o, block, &edit);
        break;
    case GAZ_OVERRIDE_LOST_LINES:
    case GAZ_OVERRIDE_PAGE_END:
    case GAZ_OVERRIDE_LINE_END:
        good = block && edit_before(m, o, block, &edit);
        break;
    }
    if (good) g_array_append_val(edits, edit);
    return good;
}

/* ---- writing */

static const struct gaz_override *override_at(const GArray *overrides, guint i) {
    return &g_array_index(overrides, struct gaz_override, i);
}

/* A page's end is a line's end: of the two marks at one place the one is needless. */
static bool is_needless(const GArray *overrides, guint i) {
    const struct gaz_override *o = override_at(overrides, i);
    for (guint k = 0; o->kind == GAZ_OVERRIDE_LINE_END && k < overrides->len; k++) {
        const struct gaz_override *other = override_at(overrides, k);
        bool ends = other->kind == GAZ_OVERRIDE_PAGE_END || other->kind == GAZ_OVERRIDE_LOST_LINES;
        if (ends && other->at == o->at) return true;
    }
    return false;
}

static gint by_place(gconstpointer a, gconstpointer b) {
    const struct gaz_edit *x = a, *y = b;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* The marks of one place become one edit: they stand behind one another. */
static void join_edits(const struct gaz_matcher *m, GArray *edits) {
    guint kept = 0;
    g_array_sort(edits, by_place); /* stable: of one place in the order of the overrides */
    for (guint i = 0; i < edits->len; i++) {
        struct gaz_edit *edit = &g_array_index(edits, struct gaz_edit, i);
        struct gaz_edit *last = kept ? &g_array_index(edits, struct gaz_edit, kept - 1) : NULL;
        if (last && last->begin == edit->begin) {
            last->text = gaz_arena_printf(m->arena, "%s%s", last->text, edit->text);
            last->end = MAX(last->end, edit->end);
        } else {
            g_array_index(edits, struct gaz_edit, kept++) = *edit;
        }
    }
    g_array_set_size(edits, kept);
}

/* what is left out of the text; n 0: nothing */
struct without {
    uint32_t at, n;
};

static bool write_marks(const struct gaz_matcher *m, const GArray *overrides, struct without without,
                        GString *file) {
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct gaz_edit));
    bool good = true;
    for (int kind = GAZ_OVERRIDE_TITLE; kind <= GAZ_OVERRIDE_LAST_LINE; kind++)
        for (guint i = 0; i < overrides->len && good; i++)
            if ((int)override_at(overrides, i)->kind == kind && !is_needless(overrides, i))
                good = push_edit(m, override_at(overrides, i), edits);
    if (without.n > 0) {
        struct gaz_edit edit = {gaz_stream_at(&m->stream, without.at)->offset,
                                gaz_stream_at(&m->stream, without.at + without.n)->offset, ""};
        g_array_append_val(edits, edit);
    }
    join_edits(m, edits);
    if (good) gaz_edits_apply(file, (const struct gaz_edit *)(const void *)edits->data, edits->len);
    g_array_free(edits, TRUE);
    return good;
}

static bool write_file(const struct gaz_matcher *m, const GArray *overrides, struct without without,
                       GString *file) {
    uint32_t place = 0;
    g_string_truncate(file, 0);
    g_string_append_len(file, m->file, (gssize)m->size);
    if (!write_marks(m, overrides, without, file)) return false;
    for (guint i = 0; i < overrides->len; i++) {
        const struct gaz_override *o = override_at(overrides, i);
        if (o->kind == GAZ_OVERRIDE_VALUE &&
            !gaz_front_set(m->arena, file, (struct gaz_own_value){o->key, o->value}, &place))
            return false;
    }
    return true;
}

bool gaz_trial_write(const struct gaz_matcher *m, const GArray *overrides, GString *file) {
    return write_file(m, overrides, (struct without){0}, file);
}

/* ---- setting */

/* But for what is left out. */
static bool is_same_text(const struct gaz_stream *one, const struct gaz_stream *other,
                         struct without without) {
    if (without.n > 0) return one->chars->len == other->chars->len + without.n;
    bool same = one->chars->len == other->chars->len;
    for (uint32_t i = 0; i < one->chars->len && same; i++)
        same = gaz_stream_at(one, i)->ch == gaz_stream_at(other, i)->ch;
    return same;
}

struct gaz_style *gaz_trial_style(const struct gaz_matcher *m, const struct gaz_style **style,
                                  const GString *file, struct gaz_diags *diags) {
    struct gaz_arena *arena = gaz_arena_new();
    *style = gaz_style_of_form(m->gazette->style, doc_of(m)->form);
    const struct gaz_yaml *values = gaz_front_own_values(arena, file);
    struct gaz_style *own = values ? gaz_style_override(*style, values, diags) : NULL;
    if (own) *style = own;
    gaz_arena_free(arena);
    return own;
}

static bool set_issue(struct gaz_matcher *m, struct gaz_issue *issue, const GString *file,
                      struct without without, struct gaz_stream *stream) {
    struct gaz_diags *unheard = gaz_diags_new();
    const struct gaz_gazette *gazette = m->gazette;
    const struct gaz_style *style;
    struct gaz_style *own = gaz_trial_style(m, &style, file, unheard);
    struct gaz_layout_job job = {
        .issue = issue, .style = gazette->style, .doc_styles = gazette->doc_styles, .fonts = gazette->fonts};
    struct gaz_pages *pages =
        gaz_diags_have_errors(unheard) ? NULL : gaz_layout_document(&job, m->doc, style, unheard);
    bool good = pages && !gaz_diags_have_errors(unheard);
    if (good) {
        *stream = gaz_stream_of(pages);
        good = m->stream.chars == NULL || is_same_text(&m->stream, stream, without);
        if (!good) gaz_stream_clear(stream);
    }
    gaz_pages_free(pages);
    gaz_style_free(own);
    gaz_diags_free(unheard);
    return good;
}

/* The issue with the file in the place of the document's; NULL after errors. */
static struct gaz_issue *read_with(const struct gaz_matcher *m, const GString *file) {
    const struct gaz_source *source = doc_of(m)->source;
    struct gaz_unwritten instead = {
        source->name, source->path, {(const unsigned char *)file->str, file->len}};
    struct gaz_diags *unheard = gaz_diags_new();
    struct gaz_issue *issue = gaz_issue_read_again(m->gazette->issue, m->doc, &instead, unheard);
    bool good = !gaz_diags_have_errors(unheard);
    gaz_diags_free(unheard);
    if (good) return issue;
    gaz_issue_free(issue);
    return NULL;
}

static bool set_file(struct gaz_matcher *m, const GArray *overrides, struct without without,
                     struct gaz_stream *stream) {
    g_autoptr(GString) file = g_string_new(NULL);
    if (!write_file(m, overrides, without, file)) return false;
    struct gaz_issue *issue = read_with(m, file);
    bool good = issue && set_issue(m, issue, file, without, stream);
    gaz_issue_free(issue);
    return good;
}

bool gaz_trial_set(struct gaz_matcher *m, const GArray *overrides, struct gaz_stream *stream) {
    return set_file(m, overrides, (struct without){0}, stream);
}

bool gaz_trial_set_without(struct gaz_matcher *m, const GArray *overrides, uint32_t without, uint32_t n,
                           struct gaz_stream *stream) {
    return set_file(m, overrides, (struct without){without, n}, stream);
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

bool gaz_trial_keeps_text(const struct gaz_matcher *m, const GString *file) {
    struct gaz_issue *issue = read_with(m, file);
    if (!issue) return false;
    GArray *one = chars_of(doc_of(m)), *other = chars_of(&issue->docs[m->doc]);
    bool same = one->len == other->len && memcmp(one->data, other->data, one->len * sizeof(uint32_t)) == 0;
    g_array_unref(one);
    g_array_unref(other);
    gaz_issue_free(issue);
    return same;
}
