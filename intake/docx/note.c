/* note.c: footnotes and endnotes, and what readers remarked. */
#include "base/process/arena.h"
#include "base/text/text.h"
#include "intake/docx/reader.h"

#include <string.h>

/* ---- notes */

/* The part that the main one has of a type; NULL. */
static const struct gaz_docx_text_part *part_of_type(struct gaz_docx_reader *reader, const char *type) {
    const char *main = g_array_index(reader->parts, struct gaz_docx_text_part, 0).name;
    const struct gaz_docx_relation *relation = gaz_docx_relation_of_type(&reader->package, main, type);
    return relation ? gaz_docx_text_part(reader, relation->target) : NULL;
}

/* The first of an id counts. */
static void open_notes_of(struct gaz_docx_reader *reader, const char *type) {
    const struct gaz_docx_text_part *part = part_of_type(reader, type);
    for (const struct gaz_docx_node *at = part ? part->root->first : NULL; at; at = at->next) {
        const char *id = gaz_docx_attr(at, "w:id");
        char *key = id ? g_strconcat(type, " ", id, NULL) : NULL;
        if (!key || g_hash_table_contains(reader->notes, key)) {
            g_free(key);
            continue;
        }
        struct gaz_docx_note *note = GAZ_NEW(reader->arena, struct gaz_docx_note);
        *note = (struct gaz_docx_note){.node = at, .part = part};
        g_hash_table_insert(reader->notes, key, note);
    }
}

void gaz_docx_open_notes(struct gaz_docx_reader *reader) {
    open_notes_of(reader, "footnotes");
    open_notes_of(reader, "endnotes");
}

static void read_note(struct gaz_docx_reader *reader, const struct gaz_docx_note *note) {
    struct gaz_draft_note *made = gaz_draft_note_new(reader->draft);
    struct gaz_docx_run_props run = reader->run;
    struct gaz_docx_place outer = gaz_docx_enter(reader, made->blocks);
    reader->run = (struct gaz_docx_run_props){.has = 0};
    reader->at.is_in_cell = true; /* paragraphs alone */
    reader->at.classes = 0;
    reader->at.part = note->part->part;
    reader->at.part_name = note->part->name;
    gaz_docx_read_children(reader, note->node);
    gaz_docx_return(reader, outer);
    reader->run = run;
}

/* Nobody typed more than its mark. */
static bool says_nothing(const struct gaz_draft_note *note) {
    for (guint i = 0; i < note->blocks->len; i++) {
        const struct gaz_draft_block *block = gaz_draft_block_at(note->blocks, i);
        if (block->kind != GAZ_DRAFT_PARAGRAPH) return false;
        for (guint k = 0; k < block->chars->len; k++)
            if (gaz_char_has_ink(gaz_draft_chars(block)[k].ch)) return false;
    }
    return true;
}

/* Takes the last note back; its blanks are told of. */
static void take_back_note(struct gaz_docx_reader *reader) {
    guint last = reader->draft->notes->len - 1;
    const struct gaz_draft_note *note = g_ptr_array_index(reader->draft->notes, last);
    for (guint i = 0; i < note->blocks->len; i++)
        gaz_account_take_out_all(reader->account, GAZ_REASON_IDLE_NOTE,
                                 gaz_draft_block_at(note->blocks, i)->chars);
    g_ptr_array_remove_index(reader->draft->notes, last);
}

static struct gaz_docx_note *note_of(struct gaz_docx_reader *reader, const char *type, const char *id) {
    g_autofree char *key = g_strconcat(type, " ", id, NULL);
    return id ? g_hash_table_lookup(reader->notes, key) : NULL;
}

/* Gives it its number in the draft, unless it says nothing or there are too many. */
static void call_note(struct gaz_docx_reader *reader, struct gaz_docx_note *note) {
    GPtrArray *notes = reader->draft->notes;
    if (note->number > 0 || note->is_idle || notes->len >= G_MAXUINT16) return;
    read_note(reader, note);
    note->is_idle = says_nothing(g_ptr_array_index(notes, notes->len - 1));
    if (note->is_idle)
        take_back_note(reader);
    else
        note->number = (uint16_t)notes->len;
}

/* ---- marks that somebody typed: the notes are numbered here, so that they would stand beside a second mark
 */

/* The rest of a reference's run, where that is its mark; freed by the caller. */
static char *mark_behind(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const char *follows = gaz_docx_attr(node, "w:customMarkFollows");
    GString *mark = g_string_new(NULL);
    for (const struct gaz_docx_node *at = follows && gaz_docx_is_on(follows) ? node->next : NULL;
         at && (gaz_docx_named(at, "w:t") || gaz_docx_named(at, "w:sym")); at = at->next) {
        g_autofree char *text = gaz_docx_text_below(reader, at);
        g_string_append(mark, text);
    }
    return g_string_free(mark, FALSE);
}

static void leave_mark_behind(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node->next;
         at && (gaz_docx_named(at, "w:t") || gaz_docx_named(at, "w:sym")); at = at->next)
        gaz_docx_leave(reader, at, GAZ_REASON_NOTE_MARK);
}

/* A mark "1" is not in front of "12月", nor "*" of "**". */
static bool goes_on(gunichar last, gunichar next) {
    if (last == next) return true;
    return (g_unichar_isdigit(last) || g_unichar_isalpha(last)) &&
           (g_unichar_isdigit(next) || g_unichar_isalpha(next));
}

/* The mark that a note begins with is left out. */
static void leave_mark_of(struct gaz_docx_reader *reader, const struct gaz_docx_node *note,
                          const char *mark) {
    g_autofree char *text = gaz_docx_text_below(reader, note);
    size_t n_bytes = strlen(mark), blanks = strspn(text, " ");
    if (!n_bytes || !g_str_has_prefix(text + blanks, mark)) return;
    const char *behind = text + blanks + n_bytes;
    if (goes_on(g_utf8_get_char(g_utf8_prev_char(behind)), g_utf8_get_char(behind))) return;
    glong skipped = (glong)blanks, left = g_utf8_strlen(mark, -1);
    for (struct gaz_docx_node *at = note->first; at && left > 0; at = gaz_docx_walk(note, at))
        for (uint32_t i = 0; i < at->n_carriers && left > 0; i++) {
            if (skipped-- > 0) continue;
            gaz_docx_leave_one(reader, at->carrier + i, GAZ_REASON_NOTE_MARK);
            left--;
        }
}

static void read_reference(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (!node->n_carriers || reader->met->data[node->carrier]) return;
    const char *type = gaz_docx_named(node, "w:footnoteReference") ? "footnotes" : "endnotes";
    int gone = gaz_docx_gone(reader);
    bool is_of_note = reader->at.part != 0; /* a note of a note */
    struct gaz_docx_note *note =
        gone == GAZ_DOCX_KEPT && !is_of_note ? note_of(reader, type, gaz_docx_attr(node, "w:id")) : NULL;
    enum gaz_intake_reason lost = gone == GAZ_DOCX_KEPT ? GAZ_REASON_NOTE_LOST : (enum gaz_intake_reason)gone;
    g_autofree char *mark = mark_behind(reader, node);
    if (note && !note->number) leave_mark_of(reader, note->node, mark);
    if (note) call_note(reader, note);
    if (note && note->number > 0) {
        gaz_docx_put_note(reader, node->carrier, note->number);
        if (*mark) leave_mark_behind(reader, node);
    } else
        gaz_docx_leave_one(reader, node->carrier, note && note->is_idle ? GAZ_REASON_IDLE_NOTE : lost);
}

/* ---- remarks */

static void free_remark(gpointer data) {
    g_string_free(((struct gaz_docx_remark *)data)->about, TRUE);
    g_free(data);
}

void gaz_docx_open_remarks(struct gaz_docx_reader *reader) {
    reader->remarks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_remark);
    reader->open_remarks = g_ptr_array_new();
    const struct gaz_docx_text_part *part = part_of_type(reader, "comments");
    for (const struct gaz_docx_node *at = part ? part->root->first : NULL; at; at = at->next) {
        const char *id = gaz_docx_attr(at, "w:id");
        if (!id || !gaz_docx_named(at, "w:comment")) continue;
        struct gaz_docx_remark *remark = g_new0(struct gaz_docx_remark, 1);
        remark->node = at;
        remark->about = g_string_new(NULL);
        g_hash_table_insert(reader->remarks, (gpointer)id, remark);
    }
}

static struct gaz_docx_remark *remark_of(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const char *id = gaz_docx_attr(node, "w:id");
    struct gaz_docx_remark *remark = id ? g_hash_table_lookup(reader->remarks, id) : NULL;
    if (remark && !remark->where) {
        g_autofree char *where = gaz_draft_where(reader->draft, reader->at.part, reader->at.number);
        remark->where = gaz_arena_strdup(reader->arena, where);
    }
    return remark;
}

enum { MOST_ABOUT = 300, MOST_OPEN = 50 }; /* bytes; remarks at one place */

static void begin_remark(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    struct gaz_docx_remark *remark = remark_of(reader, node);
    if (remark && reader->open_remarks->len < MOST_OPEN) g_ptr_array_add(reader->open_remarks, remark);
}

static void end_remark(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    struct gaz_docx_remark *remark = remark_of(reader, node);
    if (remark) g_ptr_array_remove(reader->open_remarks, remark);
}

static void place_remark(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    remark_of(reader, node);
}

void gaz_docx_remark_char(struct gaz_docx_reader *reader, uint32_t ch) {
    for (guint i = 0; i < reader->open_remarks->len; i++) {
        GString *about = ((struct gaz_docx_remark *)g_ptr_array_index(reader->open_remarks, i))->about;
        if (about->len < MOST_ABOUT) g_string_append(about, gaz_utf8_of(ch).bytes);
    }
}

/* commentsExtended: the paragraphs that have a parent; freed with g_hash_table_unref. */
static GHashTable *find_answers(struct gaz_docx_reader *reader) {
    GHashTable *answers = g_hash_table_new(g_str_hash, g_str_equal);
    const char *main = g_array_index(reader->parts, struct gaz_docx_text_part, 0).name;
    const struct gaz_docx_relation *more =
        gaz_docx_relation_of_type(&reader->package, main, "commentsExtended");
    const struct gaz_docx_node *extended =
        more && !more->is_outside ? gaz_docx_part_tree(&reader->package, more->target) : NULL;
    for (const struct gaz_docx_node *at = extended ? extended->first : NULL; at; at = at->next) {
        const char *id = gaz_docx_attr(at, "w15:paraId");
        if (id && gaz_docx_attr(at, "w15:paraIdParent")) g_hash_table_add(answers, (gpointer)id);
    }
    return answers;
}

/* A remark whose last paragraph has a parent answers another one. */
static bool is_answer(GHashTable *answers, const struct gaz_docx_node *remark) {
    const struct gaz_docx_node *last = NULL;
    for (const struct gaz_docx_node *at = remark->first; at; at = at->next)
        if (gaz_docx_named(at, "w:p")) last = at;
    const char *id = gaz_docx_attr(last, "w14:paraId");
    return id && g_hash_table_contains(answers, id);
}

static void list_remark(struct gaz_docx_reader *reader, const struct gaz_docx_remark *remark,
                        bool is_answer_to_one) {
    g_autofree char *text = gaz_docx_text_below(reader, remark->node);
    g_autofree char *who = gaz_docx_who(remark->node);
    GString *about = g_string_new(is_answer_to_one ? "答复，" : NULL);
    g_string_append(about, who);
    if (remark->about->len) g_string_append_printf(about, "：“%s”", remark->about->str);
    struct gaz_account_entry entry = {
        .text = text, .becomes = about->str, .where = remark->where, .count = 1};
    gaz_account_add(reader->account, GAZ_REASON_READERS_COMMENT, entry);
    g_string_free(about, TRUE);
}

void gaz_docx_list_remarks(struct gaz_docx_reader *reader) {
    const struct gaz_docx_text_part *part = part_of_type(reader, "comments");
    g_autoptr(GHashTable) answers = find_answers(reader);
    for (const struct gaz_docx_node *at = part ? part->root->first : NULL; at; at = at->next) {
        const char *id = gaz_docx_attr(at, "w:id");
        const struct gaz_docx_remark *remark = id ? g_hash_table_lookup(reader->remarks, id) : NULL;
        if (remark && remark->node == at) list_remark(reader, remark, is_answer(answers, at));
    }
}

void gaz_docx_add_note_handlers(struct gaz_docx_reader *reader) {
    gaz_docx_handle(reader, "w:footnoteReference", read_reference);
    gaz_docx_handle(reader, "w:endnoteReference", read_reference);
    gaz_docx_handle(reader, "w:commentRangeStart", begin_remark);
    gaz_docx_handle(reader, "w:commentRangeEnd", end_remark);
    gaz_docx_handle(reader, "w:commentReference", place_remark);
}
