/* story.c: blocks one after another; what holds others is gone through, by the table of handlers. */
#include "base/text/text.h"
#include "intake/docx/reader.h"

#include <string.h>

/* ---- handlers */

void gaz_docx_handle(struct gaz_docx_reader *reader, const char *name, gaz_docx_handler *handler) {
    union {
        gaz_docx_handler *function;
        gpointer pointer;
    } as = {handler};
    g_hash_table_insert(reader->handlers, (gpointer)name, as.pointer);
}

/* An element that no handler knows is not gone into: what it may hold is left out in the end, and told. */
static void read_node(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    union {
        gpointer pointer;
        gaz_docx_handler *function;
    } as = {g_hash_table_lookup(reader->handlers, node->name)};
    if (as.pointer) as.function(reader, node);
}

void gaz_docx_read_children(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node->first; at; at = at->next)
        read_node(reader, at);
}

void gaz_docx_tell(struct gaz_docx_reader *reader, enum gaz_intake_reason reason, const char *text,
                   const char *becomes, uint32_t count) {
    g_autofree char *where = gaz_draft_where(reader->draft, reader->at.part, reader->at.number);
    struct gaz_account_entry entry = {.text = text, .becomes = becomes, .where = where, .count = count};
    gaz_account_add(reader->account, reason, entry);
}

void gaz_docx_doubt(struct gaz_docx_reader *reader, enum gaz_intake_reason reason, const char *text,
                    const char *doubt) {
    g_autofree char *where = gaz_draft_where(reader->draft, reader->at.part, reader->at.number);
    struct gaz_account_entry entry = {.text = text, .where = where, .doubt = doubt, .count = 1};
    gaz_account_add(reader->account, reason, entry);
}

/* ---- places */

void gaz_docx_move_blocks(GPtrArray *from, GPtrArray *to) {
    if (!from) return;
    g_ptr_array_set_free_func(from, NULL);
    g_ptr_array_extend(to, from, NULL, NULL);
    g_ptr_array_unref(from);
}

GPtrArray *gaz_docx_anchored(struct gaz_docx_reader *reader) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    paragraph->has_blocks = true;
    if (paragraph->chars->len == 0) return reader->at.blocks;
    if (!paragraph->behind) paragraph->behind = gaz_draft_blocks_new();
    return paragraph->behind;
}

struct gaz_docx_place gaz_docx_enter(struct gaz_docx_reader *reader, GPtrArray *blocks) {
    struct gaz_docx_place outer = reader->at;
    reader->at.blocks = blocks;
    reader->at.paragraph =
        (struct gaz_docx_paragraph){.chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char)),
                                    .glyphs = g_array_new(FALSE, FALSE, sizeof(struct gaz_docx_glyph))};
    reader->at.fields = g_array_new(FALSE, TRUE, sizeof(struct gaz_docx_field));
    reader->at.n_codes = reader->at.n_lost = 0;
    return outer;
}

/* What never ended ends with the place. */
static void drop_fields(struct gaz_docx_reader *reader) {
    for (guint i = 0; i < reader->at.fields->len; i++)
        gaz_docx_drop_code(reader, g_array_index(reader->at.fields, struct gaz_docx_field, i).code);
    g_array_unref(reader->at.fields);
}

/* A mark that was deleted leads nowhere where nothing follows. */
void gaz_docx_close_paragraph(struct gaz_docx_reader *reader) {
    static const struct gaz_docx_node nothing = {.name = "w:p"};
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    if (paragraph->chars->len || paragraph->behind) gaz_docx_finish_paragraph(reader, &nothing);
    gaz_docx_paragraph_reset(paragraph);
}

void gaz_docx_return(struct gaz_docx_reader *reader, struct gaz_docx_place outer) {
    gaz_docx_close_paragraph(reader);
    g_array_unref(reader->at.paragraph.chars);
    g_array_unref(reader->at.paragraph.glyphs);
    drop_fields(reader);
    reader->at = outer;
}

/* ---- paragraphs */

/* Whether the paragraph's mark was deleted or moved away, so that the next one continues it (17.13.5.15). */
static bool is_mark_gone(const struct gaz_docx_node *mark) {
    return gaz_docx_child(mark, "w:del") || gaz_docx_child(mark, "w:moveFrom");
}

static bool is_mark_hidden(const struct gaz_docx_reader *reader, const struct gaz_docx_node *mark) {
    struct gaz_docx_run_props props = gaz_docx_run_props(&reader->styles, reader->at.paragraph.style, mark);
    return props.value[GAZ_DOCX_VANISH];
}

static void tell_mark(struct gaz_docx_reader *reader, const struct gaz_docx_node *mark) {
    const struct gaz_docx_node *inserted = gaz_docx_child(mark, "w:ins"),
                               *deleted = gaz_docx_child(mark, "w:del");
    const struct gaz_docx_node *change = inserted ? inserted : deleted;
    if (!change) return;
    g_autofree char *who = gaz_docx_who(change);
    gaz_docx_tell(reader, inserted ? GAZ_REASON_INSERTED : GAZ_REASON_DELETED_CHANGE, "（段落标记）", who, 1);
}

/* A letter that is as high as some lines is a paragraph of its own in the file, and the beginning of the next
 * one to the eye (17.3.1.11). */
static bool is_drop_cap(const struct gaz_docx_node *node) {
    const char *drop = gaz_docx_attr(gaz_docx_child(gaz_docx_child(node, "w:pPr"), "w:framePr"), "w:dropCap");
    return drop && !g_str_equal(drop, "none");
}

/* What was open goes on in this paragraph. */
static void join(struct gaz_docx_reader *reader) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    if (!paragraph->is_joined || paragraph->chars->len == 0) return;
    g_autofree char *text = gaz_draft_chars_utf8(paragraph->chars);
    gaz_docx_tell(reader, paragraph->joined_by, text, NULL, 1);
    paragraph->is_joined = false;
}

static void end_paragraph(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    struct gaz_docx_paragraph *paragraph = &reader->at.paragraph;
    const struct gaz_docx_node *mark = gaz_docx_child(gaz_docx_child(node, "w:pPr"), "w:rPr");
    bool is_hidden = is_mark_hidden(reader, mark);
    tell_mark(reader, mark);
    gaz_docx_end_page_numbers(reader);
    if (is_hidden && paragraph->chars->len && !paragraph->numbered_by) paragraph->numbered_by = node;
    if (is_mark_gone(mark) || is_hidden || is_drop_cap(node) || reader->away != GAZ_DOCX_KEPT) {
        paragraph->is_joined = true;
        paragraph->joined_by = is_hidden           ? GAZ_REASON_HIDDEN_MARK
                               : is_drop_cap(node) ? GAZ_REASON_DROP_CAP
                                                   : GAZ_REASON_PARAGRAPH_JOINED;
    } else
        gaz_docx_finish_paragraph(reader, node);
}

static void end_section(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    if (!gaz_docx_child(gaz_docx_child(node, "w:pPr"), "w:sectPr")) return;
    if (reader->section + 1 >= reader->sections->len || reader->at.is_in_cell) return;
    const struct gaz_docx_section *next =
        &g_array_index(reader->sections, struct gaz_docx_section, ++reader->section);
    reader->at.classes &= ~(unsigned)GAZ_DRAFT_TURNED;
    if (next->is_turned) reader->at.classes |= GAZ_DRAFT_TURNED;
    if (next->is_on_new_page) gaz_draft_block_new(reader->draft, reader->at.blocks, GAZ_DRAFT_PAGE_BREAK);
}

static void read_paragraph(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_style *style =
        gaz_docx_style(&reader->styles, gaz_docx_val(gaz_docx_child(node, "w:pPr"), "w:pStyle"));
    join(reader);
    if (node->paragraph) reader->at.number = node->paragraph;
    reader->at.paragraph.node = node;
    reader->at.paragraph.style = style ? style : reader->styles.normal;
    gaz_docx_read_children(reader, node);
    end_paragraph(reader, node);
    end_section(reader, node);
}

void gaz_docx_cut_paragraph(struct gaz_docx_reader *reader) {
    gaz_docx_finish_paragraph(reader, reader->at.paragraph.node);
    reader->at.paragraph.is_rest = true;
}

/* ---- what holds others */

/* One of two forms of the same: the newer one where we read something in it. */
static bool is_read(const struct gaz_docx_node *choice) {
    static const char *const names[] = {"w:txbxContent", "w:t",   "w:tbl",   "w:p",      "a:blip",
                                        "a:t",           "m:t",   "c:chart", "cx:chart", "v:imagedata",
                                        "v:textpath",    "w:sym", "w:br"};
    for (const struct gaz_docx_node *at = choice->first; at;
         at = gaz_docx_walk(choice, (struct gaz_docx_node *)at))
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
            if (gaz_docx_named(at, names[i])) return true;
    return false;
}

static bool has_text(const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node->first; at;
         at = gaz_docx_walk(node, (struct gaz_docx_node *)at))
        if (at->n_carriers) return true;
    return false;
}

static const struct gaz_docx_node *chosen(const struct gaz_docx_node *node) {
    const struct gaz_docx_node *fallback = gaz_docx_child(node, "mc:Fallback"), *first = NULL;
    bool is_text_behind = fallback && has_text(fallback); /* a picture of a text does not go before it */
    for (const struct gaz_docx_node *at = node->first; at; at = at->next) {
        if (!gaz_docx_named(at, "mc:Choice")) continue;
        if (is_read(at) && (has_text(at) || !is_text_behind)) return at;
        if (!first) first = at;
    }
    return fallback ? fallback : first;
}

const struct gaz_docx_node *gaz_docx_choose(struct gaz_docx_reader *reader,
                                            const struct gaz_docx_node *node) {
    const struct gaz_docx_node *taken = chosen(node);
    for (const struct gaz_docx_node *at = node->first; at; at = at->next)
        if (at != taken) gaz_docx_leave(reader, at, GAZ_REASON_ALTERNATE);
    return taken;
}

static void read_alternate(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_node *taken = gaz_docx_choose(reader, node);
    if (taken) gaz_docx_read_children(reader, taken);
}

/* A content control shows its content; what nobody filled in yet is told. */
static void read_control(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_node *props = gaz_docx_child(node, "w:sdtPr");
    const struct gaz_docx_node *content = gaz_docx_child(node, "w:sdtContent");
    const struct gaz_docx_node *empty = gaz_docx_child(props, "w:showingPlcHdr");
    if (!content) return;
    if (empty && gaz_docx_is_on(gaz_docx_attr(empty, "w:val"))) {
        g_autofree char *text = gaz_docx_text_below(reader, content);
        gaz_docx_tell(reader, GAZ_REASON_PLACEHOLDER, text, NULL, 1);
    }
    gaz_docx_read_children(reader, content);
}

/* No source has words above words: they stand behind these, in brackets. */
static void read_ruby(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_node *text = gaz_docx_child(node, "w:rt"),
                               *base = gaz_docx_child(node, "w:rubyBase");
    if (base) gaz_docx_read_children(reader, base);
    g_autofree char *said = text ? gaz_docx_text_below(reader, text) : NULL;
    if (!said || !*said) return;
    gaz_docx_put_in(reader, "（", GAZ_REASON_RUBY_BRACKETS);
    gaz_docx_read_children(reader, text);
    gaz_docx_put_in(reader, "）", GAZ_REASON_RUBY_BRACKETS);
    gaz_docx_doubt_ruby(reader, said);
}

void gaz_docx_doubt_ruby(struct gaz_docx_reader *reader, const char *said) {
    if (gaz_docx_gone(reader) == GAZ_DOCX_KEPT) gaz_docx_doubt(reader, GAZ_REASON_RUBY, said, GAZ_DOUBT_RUBY);
}

static void refuse_chunk(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_relation *relation =
        gaz_docx_relation(&reader->package, reader->at.part_name, gaz_docx_attr(node, "r:id"));
    g_autofree char *where = gaz_draft_where(reader->draft, reader->at.part, reader->at.number);
    gaz_report_file(reader->diags, GAZ_D_DOCX_CHUNK, reader->draft->file, relation ? relation->target : "?",
                    where);
}

static void tell_subdocument(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const struct gaz_docx_relation *relation =
        gaz_docx_relation(&reader->package, reader->at.part_name, gaz_docx_attr(node, "r:id"));
    gaz_docx_tell(reader, GAZ_REASON_OUTSIDE, relation ? relation->target : "?", NULL, 1);
}

void gaz_docx_add_story_handlers(struct gaz_docx_reader *reader) {
    static const char *const holders[] = {"w:hyperlink",  "w:smartTag", "w:customXml",
                                          "w:sdtContent", "w:dir",      "w:bdo"};
    for (size_t i = 0; i < G_N_ELEMENTS(holders); i++)
        gaz_docx_handle(reader, holders[i], gaz_docx_read_children);
    gaz_docx_handle(reader, "w:p", read_paragraph);
    gaz_docx_handle(reader, "mc:AlternateContent", read_alternate);
    gaz_docx_handle(reader, "w:sdt", read_control);
    gaz_docx_handle(reader, "w:ruby", read_ruby);
    gaz_docx_handle(reader, "w:altChunk", refuse_chunk);
    gaz_docx_handle(reader, "w:subDoc", tell_subdocument);
}
