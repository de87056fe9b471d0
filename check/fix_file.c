/* fix_file.c: the changes of one file, round by round.
 *
 * Of the text as it would be each byte knows whether it is the source's own or by which rule it is new, and
 * of the source each byte whether it is gone. So whatever rounds do to what earlier ones did, the account in
 * the end is of the file as it was.
 */
#include "check/fix.h"

#include <string.h>

/* ---- life */

static void clear_change(gpointer data) {
    g_free(((struct gaz_change *)data)->text);
}

static void clear_edit(gpointer data) {
    g_free((char *)((struct gaz_edit *)data)->text);
}

static void clear_left(gpointer data) {
    struct gaz_left *left = data;
    g_free(left->text);
    g_free(left->proposal);
}

static GArray *array_of(guint size, GDestroyNotify clear) {
    GArray *array = g_array_new(FALSE, FALSE, size);
    if (clear) g_array_set_clear_func(array, clear);
    return array;
}

void gaz_fix_file_init(struct gaz_fix_file *file, const struct gaz_source *source, struct gaz_bytes bytes) {
    *file = (struct gaz_fix_file){.source = source,
                                  .bytes = bytes,
                                  .origins = array_of(sizeof(struct gaz_origin), NULL),
                                  .gone = g_new0(uint16_t, source->size + 1),
                                  .edits = array_of(sizeof(struct gaz_edit), clear_edit),
                                  .edit_rules = array_of(sizeof(uint16_t), NULL),
                                  .changes = array_of(sizeof(struct gaz_change), clear_change),
                                  .left = array_of(sizeof(struct gaz_left), clear_left),
                                  .barred = array_of(sizeof(uint32_t), NULL),
                                  .barred_from = GAZ_NOWHERE};
    gaz_fix_file_reset(file);
}

void gaz_fix_file_clear(struct gaz_fix_file *file) {
    g_array_unref(file->origins);
    g_free(file->gone);
    g_array_unref(file->edits);
    g_array_unref(file->edit_rules);
    g_array_unref(file->changes);
    g_array_unref(file->left);
    g_array_unref(file->barred);
}

static void drop_edits(struct gaz_fix_file *file) {
    g_array_set_size(file->edits, 0);
    g_array_set_size(file->edit_rules, 0);
    file->taken = 0;
}

void gaz_fix_file_reset(struct gaz_fix_file *file) {
    drop_edits(file);
    g_array_set_size(file->changes, 0);
    g_array_set_size(file->left, 0);
    g_array_set_size(file->origins, 0);
    memset(file->gone, 0, sizeof *file->gone * (file->source->size + 1));
    for (uint32_t i = 0; i < file->source->size; i++) {
        struct gaz_origin own = {.at = i, .byte = file->source->text[i]};
        g_array_append_val(file->origins, own);
    }
}

/* ---- from a proposal to edits */

/* The end of the character's bytes; 0: they are not just it, but an escape, or nothing. */
static uint32_t end_of(struct gaz_text text, uint32_t i) {
    const struct gaz_char *ch = &text.chars[i];
    struct gaz_utf8 utf8 = gaz_utf8_of(ch->ch);
    uint32_t n = (uint32_t)strlen(utf8.bytes);
    bool may_be_escape = gaz_char_is_one_of(ch->ch, "'\"\\") || ch->ch == '\n';
    if (!text.source || ch->offset == GAZ_NOWHERE || may_be_escape) return 0;
    bool fits = n <= text.source->size - ch->offset;
    return fits && memcmp(text.source->text + ch->offset, utf8.bytes, n) == 0 ? ch->offset + n : 0;
}

/* Characters [begin, end) of what was found become m characters: an edit more, or the last one longer. */
static void add_edit(struct gaz_fix_file *file, enum gaz_check_rule rule, uint32_t begin, uint32_t end,
                     char *text) {
    guint n = file->edits->len;
    struct gaz_edit *last = n > 0 ? &g_array_index(file->edits, struct gaz_edit, n - 1) : NULL;
    if (last && last->end == begin) { /* of the same finding: others do not touch */
        char *joined = g_strconcat(last->text, text, NULL);
        g_free((char *)last->text);
        g_free(text);
        *last = (struct gaz_edit){last->begin, end, joined};
        return;
    }
    struct gaz_edit edit = {begin, end, text};
    uint16_t by = (uint16_t)rule;
    g_array_append_val(file->edits, edit);
    g_array_append_val(file->edit_rules, by);
}

struct proposal {
    struct gaz_text was;
    const gunichar *new;
    uint32_t n_new;
    enum gaz_check_rule rule;
};

/* As many characters as there were: each that differs has its own place. */
static bool propose_each(struct gaz_fix_file *file, const struct proposal *p) {
    for (uint32_t i = 0; i < p->n_new; i++) {
        if (p->was.chars[i].ch == p->new[i]) continue;
        uint32_t end = end_of(p->was, i);
        if (!end) return false;
        add_edit(file, p->rule, p->was.chars[i].offset, end, g_strdup(gaz_utf8_of(p->new[i]).bytes));
    }
    return true;
}

/* Whether characters [begin, end) stand in the source just so, and nothing between them. */
static bool is_verbatim(struct gaz_text text, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) {
        uint32_t there = end_of(text, i);
        if (!there || (i + 1 < end && text.chars[i + 1].offset != there)) return false;
    }
    return true;
}

/* Where the i-th character would be put in: between its neighbours, when nothing else stands there. */
static uint32_t place_between(struct gaz_text text, uint32_t i) {
    uint32_t before = i > 0 ? end_of(text, i - 1) : 0;
    bool has_next = i < text.n && end_of(text, i);
    uint32_t after = has_next ? text.chars[i].offset : GAZ_NOWHERE;
    if (i > 0 && i < text.n && before != after) return GAZ_NOWHERE;
    return before ? before : after;
}

/* Another number of characters: what is the same at both ends stays. */
static bool propose_middle(struct gaz_fix_file *file, const struct proposal *p) {
    struct gaz_text was = p->was;
    uint32_t head = 0, tail = 0, shorter = MIN(was.n, p->n_new);
    while (head < shorter && was.chars[head].ch == p->new[head])
        head++;
    while (tail < shorter - head && was.chars[was.n - 1 - tail].ch == p->new[p->n_new - 1 - tail])
        tail++;
    uint32_t end = was.n - tail;
    uint32_t at = head < end ? was.chars[head].offset : place_between(was, head);
    if (at == GAZ_NOWHERE || !is_verbatim(was, head, end)) return false;
    char *text = g_ucs4_to_utf8(p->new + head, (glong)(p->n_new - head - tail), NULL, NULL, NULL);
    add_edit(file, p->rule, at, head < end ? end_of(was, end - 1) : at, text);
    return true;
}

bool gaz_fix_file_propose(struct gaz_fix_file *file, const struct gaz_finding *finding) {
    guint before = file->edits->len;
    glong n = 0;
    g_autofree gunichar *new = g_utf8_to_ucs4_fast(finding->proposal, -1, &n);
    struct proposal p = {finding->where, new, (uint32_t)n, finding->rule};
    bool is_exact = p.n_new == p.was.n ? propose_each(file, &p) : propose_middle(file, &p);
    if (is_exact) return true;
    g_array_set_size(file->edits, before);
    g_array_set_size(file->edit_rules, before);
    return false;
}

/* ---- from edits to changes */

static const struct gaz_origin *origin_at(const struct gaz_fix_file *file, uint32_t i) {
    return &g_array_index(file->origins, struct gaz_origin, i);
}

/* What an edit takes away is gone from the source, or was new itself. */
static void take_away(struct gaz_fix_file *file, const struct gaz_edit *edit, uint16_t rule) {
    for (uint32_t i = edit->begin; i < edit->end; i++)
        if (origin_at(file, i)->at != GAZ_NOWHERE) file->gone[origin_at(file, i)->at] = rule + 1;
}

static void append_new(GArray *origins, const char *text, uint16_t rule) {
    for (; *text; text++) {
        struct gaz_origin one = {GAZ_NOWHERE, rule, *text};
        g_array_append_val(origins, one);
    }
}

static void take_edits(struct gaz_fix_file *file) {
    GArray *origins = array_of(sizeof(struct gaz_origin), NULL);
    uint32_t at = 0;
    for (guint i = 0; i < file->edits->len; i++) {
        const struct gaz_edit *edit = &g_array_index(file->edits, struct gaz_edit, i);
        uint16_t rule = g_array_index(file->edit_rules, uint16_t, i);
        if (edit->begin > at) g_array_append_vals(origins, origin_at(file, at), edit->begin - at);
        take_away(file, edit, rule);
        append_new(origins, edit->text, rule);
        at = edit->end;
    }
    if (file->origins->len > at) g_array_append_vals(origins, origin_at(file, at), file->origins->len - at);
    g_array_unref(file->origins);
    file->origins = origins;
}

/* Steps over one byte that is gone or new. */
static void step(const struct gaz_fix_file *file, struct gaz_change *change, GString *text, uint32_t *now) {
    const struct gaz_origin *origin = *now < file->origins->len ? origin_at(file, *now) : NULL;
    if (origin && origin->at == GAZ_NOWHERE) {
        g_string_append_c(text, origin->byte);
        change->rules[origin->rule] = true;
        ++*now;
    } else {
        change->rules[file->gone[change->end++] - 1] = true;
    }
}

/* What was changed there and back is no change. */
static void add_change(struct gaz_fix_file *file, struct gaz_change change, GString *text) {
    uint32_t n = change.end - change.begin;
    bool is_none = text->len == n && memcmp(text->str, file->source->text + change.begin, n) == 0;
    if (!is_none) change.text = g_strdup(text->str);
    if (!is_none) g_array_append_val(file->changes, change);
}

static void find_changes(struct gaz_fix_file *file) {
    g_array_set_size(file->changes, 0);
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t was = 0, now = 0; was < file->source->size || now < file->origins->len;) {
        struct gaz_change change = {.begin = was, .end = was};
        g_string_truncate(text, 0);
        while ((change.end < file->source->size || now < file->origins->len) &&
               !(now < file->origins->len && origin_at(file, now)->at == change.end))
            step(file, &change, text, &now);
        add_change(file, change, text);
        was = change.end + 1;
        now++;
    }
}

void gaz_fix_file_take(struct gaz_fix_file *file) {
    take_edits(file);
    find_changes(file);
    drop_edits(file);
}

struct gaz_edit *gaz_fix_file_edits(const struct gaz_fix_file *file) {
    struct gaz_edit *edits = g_new(struct gaz_edit, file->changes->len + 1);
    for (guint i = 0; i < file->changes->len; i++) {
        const struct gaz_change *change = &g_array_index(file->changes, struct gaz_change, i);
        edits[i] = (struct gaz_edit){change->begin, change->end, change->text};
    }
    return edits;
}

GString *gaz_fix_file_bytes(const struct gaz_fix_file *file) {
    GString *bytes = g_string_new_len((const char *)file->bytes.data, (gssize)file->bytes.size);
    g_autofree struct gaz_edit *edits = gaz_fix_file_edits(file);
    gaz_edits_apply(bytes, edits, file->changes->len);
    return bytes;
}

/* ---- what is left */

/* The place in the source as it was: of what is new, that of what stands before it. */
static uint32_t place_before(const struct gaz_fix_file *file, uint32_t now) {
    for (guint i = MIN(now, file->origins->len - 1); i < file->origins->len; i--)
        if (origin_at(file, i)->at != GAZ_NOWHERE) return origin_at(file, i)->at;
    return 0;
}

void gaz_fix_file_leave(struct gaz_fix_file *file, const struct gaz_finding *finding,
                        enum gaz_left_reason reason) {
    struct gaz_left left = {.at = place_before(file, finding->span.begin),
                            .rule = finding->rule,
                            .reason = reason,
                            .text = g_strdup(finding->text),
                            .proposal = g_strdup(finding->proposal)};
    g_array_append_val(file->left, left);
}

bool gaz_fix_file_bars(const struct gaz_fix_file *file, const struct gaz_finding *finding) {
    if (file->barred->len == 0 && file->barred_from == GAZ_NOWHERE) return false;
    uint32_t at = place_before(file, finding->span.begin);
    bool is_barred = at >= file->barred_from;
    for (guint i = 0; i < file->barred->len && !is_barred; i++)
        is_barred = g_array_index(file->barred, uint32_t, i) == at;
    return is_barred;
}
