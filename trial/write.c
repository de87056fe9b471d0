/* write.c: overrides are written into a source. */
#include "trial/write.h"

#include "base/diag/diag.h"
#include "base/file/edit.h"
#include "base/process/arena.h"
#include "input/keys/front_edit.h"

#include <string.h>

/* ---- what an override is called */

void gaz_override_add(GString *out, const struct gaz_override *o) {
    switch (o->kind) {
    case GAZ_OVERRIDE_VALUE:
        g_string_append_printf(out, "%s: %s", o->key, o->value);
        break;
    case GAZ_OVERRIDE_TITLE:
        g_string_append(out, "标题分行");
        break;
    case GAZ_OVERRIDE_LOST_LINES:
        g_string_append_printf(out, "<!-- 缺行 %u -->", o->n);
        break;
    case GAZ_OVERRIDE_PAGE_END:
        g_string_append(out, "<!-- 页末 -->");
        break;
    case GAZ_OVERRIDE_CUT:
        g_string_append(out, "<!-- 断表 -->");
        break;
    case GAZ_OVERRIDE_TABLE:
        g_string_append_printf(out, "<!-- 表格 %s=%s -->", o->key, o->value);
        break;
    case GAZ_OVERRIDE_LINE_LESS:
        g_string_append(out, "<!-- 减一行 -->");
        break;
    case GAZ_OVERRIDE_LINE_MORE:
        g_string_append(out, "<!-- 加一行 -->");
        break;
    case GAZ_OVERRIDE_LINE_END:
    case GAZ_OVERRIDE_LAST_LINE:
        g_string_append(out, "<!-- 行末 -->");
        break;
    }
}

/* ---- where a mark goes */

const struct gaz_block *gaz_trial_block(const struct gaz_trial *t, uint32_t at) {
    const struct gaz_doc *doc = gaz_trial_doc(t);
    uint32_t offset = gaz_stream_at(&t->stream, at)->offset;
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

static struct gaz_edit edit_of(const struct gaz_trial *t, uint32_t at, const char *before, const char *mark,
                               const char *after) {
    return (struct gaz_edit){at, at, gaz_arena_printf(t->arena, "%s%s%s", before, mark, after)};
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

static bool is_break(const struct gaz_override *o, uint32_t at) {
    for (uint32_t i = 0; i < o->n; i++)
        if (o->breaks[i] == at) return true;
    return false;
}

static struct title title_at(const struct gaz_trial *t, uint32_t at) {
    const struct gaz_doc *doc = gaz_trial_doc(t);
    struct title title = {at, at, "\\\n", false};
    uint32_t node = gaz_stream_at(&t->stream, at)->node, offset;
    while (title.end < t->stream.chars->len && gaz_stream_at(&t->stream, title.end)->node == node)
        title.end++;
    offset = gaz_stream_at(&t->stream, at)->offset;
    if (doc->n_parts > 0 && offset >= doc->parts[0].span.begin) return title;
    title.line_end = "\n  ";
    title.is_plain = line_begin(doc->source->text, offset) > 0 &&
                     doc->source->text[line_begin(doc->source->text, offset)] != ' ';
    return title;
}

/* A plain title becomes one of several lines (|); false where something else stands on its line. */
static bool open_title(const struct gaz_trial *t, const struct title *title, GArray *edits) {
    const char *text = gaz_trial_doc(t)->source->text;
    uint32_t begin = gaz_stream_at(&t->stream, title->first)->offset;
    uint32_t end = char_end(text, gaz_stream_at(&t->stream, title->end - 1)->offset);
    if (text[begin - 1] != ' ' || (text[end] != '\n' && text[end] != '\0')) return false;
    struct gaz_edit edit = edit_of(t, begin, "", "|", title->line_end);
    g_array_append_val(edits, edit);
    return true;
}

/* Between two characters of the title a break is put in, taken out, or all stays. */
static bool edit_break(const struct gaz_trial *t, const struct title *title, uint32_t at, bool wanted,
                       GArray *edits) {
    const char *text = gaz_trial_doc(t)->source->text;
    const struct gaz_stream_char *right = gaz_stream_at(&t->stream, at), *left = right - 1;
    if (left->offset == GAZ_NOWHERE || right->offset == GAZ_NOWHERE) return false;
    uint32_t begin = char_end(text, left->offset), end = right->offset;
    bool has = memchr(text + begin, '\n', end - begin) != NULL;
    if (has == wanted) return true;
    struct gaz_edit edit = {begin, end, wanted ? title->line_end : ""};
    if (wanted && end > begin) return false; /* markup, a blank: not by a program */
    g_array_append_val(edits, edit);
    return true;
}

static bool push_title(const struct gaz_trial *t, const struct gaz_override *o, GArray *edits) {
    struct title title = title_at(t, o->at);
    bool good = gaz_stream_at(&t->stream, o->at)->offset != GAZ_NOWHERE;
    if (good && title.is_plain) good = open_title(t, &title, edits);
    for (uint32_t i = title.first + 1; i < title.end && good; i++)
        good = edit_break(t, &title, i, is_break(o, i), edits);
    return good;
}

/* What stands for the whole block: before its first line, or before the row of the character. */
static bool edit_block(const struct gaz_trial *t, const struct gaz_override *o, const struct gaz_block *block,
                       struct gaz_edit *edit) {
    const char *text = gaz_trial_doc(t)->source->text;
    g_autoptr(GString) mark = g_string_new(NULL);
    bool of_table = o->kind == GAZ_OVERRIDE_TABLE || o->kind == GAZ_OVERRIDE_CUT;
    if (block->kind != (of_table ? GAZ_BLOCK_TABLE : GAZ_BLOCK_PARAGRAPH)) return false;
    gaz_override_add(mark, o);
    if (o->kind == GAZ_OVERRIDE_CUT)
        *edit =
            edit_of(t, row_begin(text, gaz_stream_at(&t->stream, o->at)->offset, block), "", mark->str, "\n");
    else if (o->kind == GAZ_OVERRIDE_LAST_LINE)
        *edit = edit_of(t, block->span.end, "", mark->str, "");
    else
        *edit = edit_of(t, line_begin(text, block->span.begin), "", mark->str, "\n");
    return true;
}

/* What stands before a character: inside its paragraph, or before the block that it begins. */
static bool edit_before(const struct gaz_trial *t, const struct gaz_override *o,
                        const struct gaz_block *block, struct gaz_edit *edit) {
    const char *text = gaz_trial_doc(t)->source->text;
    g_autoptr(GString) mark = g_string_new(NULL);
    const struct gaz_stream_char *ch = gaz_stream_at(&t->stream, o->at), *left = o->at ? ch - 1 : NULL;
    bool inside =
        left && left->node == ch->node && left->offset != GAZ_NOWHERE && left->offset >= block->span.begin;
    if (inside ? block->kind == GAZ_BLOCK_TABLE : o->kind == GAZ_OVERRIDE_LINE_END) return false;
    struct place place = {line_begin(text, block->span.begin), "", "\n\n"};
    if (inside) place = place_between(text, left, ch);
    gaz_override_add(mark, o);
    *edit = edit_of(t, place.at, place.before, mark->str, place.after);
    return true;
}

static bool push_edit(const struct gaz_trial *t, const struct gaz_override *o, GArray *edits) {
    const struct gaz_block *block = gaz_trial_block(t, o->at);
    struct gaz_edit edit;
    bool good = false;
    switch (o->kind) {
    case GAZ_OVERRIDE_VALUE:
        break;
    case GAZ_OVERRIDE_TITLE:
        return push_title(t, o, edits);
    case GAZ_OVERRIDE_TABLE:
    case GAZ_OVERRIDE_CUT:
    case GAZ_OVERRIDE_LINE_LESS:
    case GAZ_OVERRIDE_LINE_MORE:
    case GAZ_OVERRIDE_LAST_LINE:
        good = block && edit_block(t, o, block, &edit);
        break;
    case GAZ_OVERRIDE_LOST_LINES:
    case GAZ_OVERRIDE_PAGE_END:
    case GAZ_OVERRIDE_LINE_END:
        good = block && edit_before(t, o, block, &edit);
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
static void join_edits(const struct gaz_trial *t, GArray *edits) {
    guint kept = 0;
    g_array_sort(edits, by_place); /* stable: of one place in the order of the overrides */
    for (guint i = 0; i < edits->len; i++) {
        struct gaz_edit *edit = &g_array_index(edits, struct gaz_edit, i);
        struct gaz_edit *last = kept ? &g_array_index(edits, struct gaz_edit, kept - 1) : NULL;
        if (last && last->begin == edit->begin) {
            last->text = gaz_arena_printf(t->arena, "%s%s", last->text, edit->text);
            last->end = MAX(last->end, edit->end);
        } else {
            g_array_index(edits, struct gaz_edit, kept++) = *edit;
        }
    }
    g_array_set_size(edits, kept);
}

static bool write_marks(const struct gaz_trial *t, const GArray *overrides, struct gaz_left_out without,
                        GString *file) {
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct gaz_edit));
    bool good = true;
    for (int kind = GAZ_OVERRIDE_TITLE; kind <= GAZ_OVERRIDE_LAST_LINE; kind++)
        for (guint i = 0; i < overrides->len && good; i++)
            if ((int)override_at(overrides, i)->kind == kind && !is_needless(overrides, i))
                good = push_edit(t, override_at(overrides, i), edits);
    if (without.n > 0) {
        struct gaz_edit edit = {gaz_stream_at(&t->stream, without.at)->offset,
                                gaz_stream_at(&t->stream, without.at + without.n)->offset, ""};
        g_array_append_val(edits, edit);
    }
    join_edits(t, edits);
    good = good && (edits->len == 0 || t->takes_marks);
    if (good) gaz_edits_apply(file, (const struct gaz_edit *)(const void *)edits->data, edits->len);
    g_array_free(edits, TRUE);
    return good;
}

bool gaz_trial_write_without(const struct gaz_trial *t, const GArray *overrides, struct gaz_left_out without,
                             GString *file) {
    uint32_t place = 0;
    g_string_truncate(file, 0);
    g_string_append_len(file, t->file, (gssize)t->size);
    if (!write_marks(t, overrides, without, file)) return false;
    for (guint i = 0; i < overrides->len; i++) {
        const struct gaz_override *o = override_at(overrides, i);
        if (o->kind == GAZ_OVERRIDE_VALUE &&
            !gaz_front_set(t->arena, file, (struct gaz_own_value){o->key, o->value}, &place))
            return false;
    }
    return true;
}

bool gaz_trial_write(const struct gaz_trial *t, const GArray *overrides, GString *file) {
    return gaz_trial_write_without(t, overrides, (struct gaz_left_out){0}, file);
}

/* ---- places */

struct gaz_span gaz_trial_span(const struct gaz_trial *t, uint32_t at) {
    if (at >= t->stream.chars->len || gaz_stream_at(&t->stream, at)->offset == GAZ_NOWHERE)
        return (struct gaz_span){0};
    return gaz_span_at(gaz_trial_doc(t)->source, gaz_stream_at(&t->stream, at)->offset);
}

/* At the end of the paragraph whose last line it is for. */
struct gaz_span gaz_override_span(const struct gaz_trial *t, const struct gaz_override *o) {
    const struct gaz_block *block = o->kind == GAZ_OVERRIDE_LAST_LINE ? gaz_trial_block(t, o->at) : NULL;
    if (o->kind == GAZ_OVERRIDE_VALUE) return (struct gaz_span){0};
    return block ? gaz_span_at(gaz_trial_doc(t)->source, block->span.end) : gaz_trial_span(t, o->at);
}

static bool counts_lines(const struct gaz_override *o) {
    return o->kind == GAZ_OVERRIDE_LINE_LESS || o->kind == GAZ_OVERRIDE_LINE_MORE;
}

bool gaz_overrides_clash(const struct gaz_trial *t, const struct gaz_override *one,
                         const struct gaz_override *other) {
    if (counts_lines(one) && counts_lines(other))
        return gaz_trial_block(t, one->at) == gaz_trial_block(t, other->at);
    if (one->kind != other->kind || !one->key || g_strcmp0(one->key, other->key) != 0) return false;
    return one->kind == GAZ_OVERRIDE_VALUE || gaz_trial_block(t, one->at) == gaz_trial_block(t, other->at);
}
