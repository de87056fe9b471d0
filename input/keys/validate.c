/* validate.c: the stage after reading: documents as wholes. */
#include "input/keys/validate.h"

#include "base/text/text.h"
#include "input/keys/corrections.h"
#include "input/lines/numbering.h"
#include "input/lines/print_marks.h"

#include <glib.h>
#include <string.h>

/* ---- attachments */

static bool is_titled_attachment(const struct gaz_part *part) {
    return part->kind == GAZ_PART_ATTACHMENT && part->title.n > 0;
}

static bool has_attachment_list(const struct gaz_doc *doc) {
    if (doc->attachment_list == GAZ_LIST_GIVEN) return true;
    for (uint32_t i = 0; i < doc->n_parts && doc->attachment_list == GAZ_LIST_AUTOMATIC; i++)
        if (is_titled_attachment(&doc->parts[i])) return true;
    return false;
}

/* The number of a label 附件12; 0: none, or of another form (附表1, 附件1-1), which is not judged. */
static uint32_t label_number(struct gaz_text label) {
    if (!gaz_text_has_prefix(label, "附件")) return 0;
    uint32_t number = 0, n = gaz_number_digit_length(label, 2);
    if (n == 0 || n > 4 || 2 + n != label.n) return 0;
    for (uint32_t i = 2; i < label.n; i++)
        number = number * 10 + (label.chars[i].ch - '0');
    return number;
}

/* 附件1, 附件2, …; one alone may be just 附件. */
static void check_attachment_order(const struct gaz_doc *doc, struct gaz_diags *diags) {
    uint32_t expected = 1;
    for (uint32_t i = 0; i < doc->n_parts; i++) {
        const struct gaz_part *part = &doc->parts[i];
        if (part->kind != GAZ_PART_ATTACHMENT) continue;
        uint32_t number = label_number(part->label);
        bool is_bare = part->label.n == 2 && gaz_text_has_prefix(part->label, "附件"),
             is_other_form = number == 0 && !is_bare;
        if ((is_bare && expected > 1) || (number > 0 && number != expected)) {
            char shown[16];
            g_snprintf(shown, sizeof shown, "%u", expected);
            gaz_report(diags, GAZ_D_ATTACHMENT_ORDER, gaz_text_span(part->label), shown);
        }
        if (!is_other_form) expected = (number > 0 ? number : expected) + 1;
    }
}

static void check_list_blocks(const struct gaz_doc *doc, struct gaz_diags *diags) {
    uint32_t n_marks = 0;
    bool has_list = has_attachment_list(doc);
    for (uint32_t i = 0; i < doc->n_parts; i++) {
        const struct gaz_part *part = &doc->parts[i];
        for (uint32_t k = 0; k < part->n_blocks; k++) {
            const struct gaz_block *block = &part->blocks[k];
            if (block->kind == GAZ_BLOCK_ATTACHMENT_LIST && has_list && part->kind != GAZ_PART_ATTACHMENT)
                gaz_report(diags, GAZ_D_ATTACHMENT_LIST_TWICE, block->span, NULL);
            if (block->kind != GAZ_BLOCK_ATTACHMENT_LIST_HERE) continue;
            if (n_marks++ > 0)
                gaz_report(diags, GAZ_D_LIST_MARK_TWICE, block->span, NULL);
            else if (!has_list)
                gaz_report(diags, GAZ_D_LIST_MARK_IDLE, block->span, NULL);
        }
    }
}

static void check_empty_parts(const struct gaz_doc *doc, struct gaz_diags *diags) {
    for (uint32_t i = 1; i < doc->n_parts; i++)
        if (doc->parts[i].n_blocks == 0) gaz_report(diags, GAZ_D_PART_EMPTY, doc->parts[i].span, NULL);
}

/* ---- the first paragraph */

/* Addressees that are typed into the text, or 有关事项通知如下: a colon there is the full-width one. */
static void check_first_paragraph(const struct gaz_doc *doc, struct gaz_diags *diags) {
    const struct gaz_part *part = &doc->parts[0];
    if (doc->n_parts == 0 || part->n_blocks == 0 || part->blocks[0].kind != GAZ_BLOCK_PARAGRAPH) return;
    struct gaz_text text = part->blocks[0].text;
    uint32_t last = gaz_char_at(text, text.n - 1);
    if (text.n < 2 || last == 0xFF1A || !gaz_is_colon(last)) return;
    if (!gaz_char_is_han(gaz_char_at(text, text.n - 2))) return;
    char shown[7] = {0};
    g_unichar_to_utf8(last, shown);
    gaz_report(diags, GAZ_D_COLON_END, gaz_text_span(gaz_text_slice(text, text.n - 1, 1)), shown);
}

/* ---- dates */

static int compare_dates(struct gaz_date a, struct gaz_date b) {
    int left = a.year * 10000 + a.month * 100 + a.day, right = b.year * 10000 + b.month * 100 + b.day;
    return a.year == 0 || b.year == 0 ? 0 : left - right;
}

/* ---- blocks that stand twice or too often */

static void report_typed(const struct gaz_block *block, const char *key, struct gaz_text declared,
                         struct gaz_diags *diags) {
    struct gaz_span where = gaz_text_span(declared);
    char line[16] = "?";
    if (where.source) g_snprintf(line, sizeof line, "%u", gaz_source_place(where.source, where.begin).line);
    gaz_report(diags, GAZ_D_FOOTER_TYPED, block->span, key, line);
}

/* A line of its own: XX办公室　2024年1月5日印发 */
static bool is_printer_line(struct gaz_text text, const char *printer) {
    return *printer && text.n > 2 && gaz_text_has_prefix(text, printer) &&
           text.chars[text.n - 2].ch == 0x5370 && text.chars[text.n - 1].ch == 0x53D1; /* 印发 */
}

/* An element of the 版记 stands where it is declared; typed in the text it is printed too. */
static void check_typed(const struct gaz_doc *doc, const struct gaz_block *block, const char *printer,
                        struct gaz_diags *diags) {
    if (block->kind != GAZ_BLOCK_PARAGRAPH) return;
    if (doc->copies.n > 0 && gaz_text_has_prefix(block->text, "抄送："))
        report_typed(block, "抄送", doc->copies, diags);
    if (is_printer_line(block->text, printer)) report_typed(block, "印发机关", doc->printer, diags);
}

/* ---- marks of the print (lines/print_marks.h) on what is not broken into lines by the paragraph's rules */

/* the first character that a mark stands before, of those with one of the attributes; NULL */
static const struct gaz_char *marked_char(struct gaz_text text, uint32_t attrs) {
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].attrs & attrs) return &text.chars[i];
    return NULL;
}

static void refuse_marks_in(struct gaz_text text, uint32_t attrs, struct gaz_diags *diags) {
    const struct gaz_char *ch = marked_char(text, attrs);
    if (!ch) return;
    enum gaz_print_mark_kind kind = ch->attrs & GAZ_CHAR_PAGE_SET   ? GAZ_MARK_PAGE_END
                                    : ch->attrs & GAZ_CHAR_LINE_SET ? GAZ_MARK_LINE_END
                                                                    : GAZ_MARK_LOST_LINES;
    gaz_print_mark_refuse(diags, kind, gaz_span_at(text.source, ch->offset));
}

static void check_print_marks(const struct gaz_block *block, struct gaz_diags *diags) {
    enum {
        PAGES = GAZ_CHAR_PAGE_SET | GAZ_MOST_LOST_LINES << GAZ_LOST_SHIFT,
        ALL = PAGES | GAZ_CHAR_LINE_SET
    };
    const struct gaz_table *table = block->table;
    bool is_text = block->kind == GAZ_BLOCK_PARAGRAPH && block->align != GAZ_ALIGN_CENTER;
    bool is_heading = block->kind == GAZ_BLOCK_HEADING || block->kind == GAZ_BLOCK_CHAPTER ||
                      block->kind == GAZ_BLOCK_SECTION;
    if (!is_text) refuse_marks_in(block->text, is_heading ? PAGES : ALL, diags);
    if (!is_text && block->last_line.source)
        gaz_print_mark_refuse(diags, GAZ_MARK_LINE_END, block->last_line);
    if (!is_text && block->n_lines) gaz_print_mark_refuse(diags, GAZ_MARK_LINE_LESS, block->n_lines_span);
    if (!table) return;
    refuse_marks_in(table->caption, ALL, diags);
    refuse_marks_in(table->unit, ALL, diags);
    for (uint32_t i = 0; i < table->notes.n; i++)
        refuse_marks_in(table->notes.texts[i], ALL, diags);
}

enum { MOST_BREAKS = 200 }; /* that an editor may mean: the longest printed document has 150 pages */

static void check_blocks(const struct gaz_doc *doc, struct gaz_diags *diags) {
    g_autofree char *printer = gaz_text_to_utf8(doc->printer);
    uint32_t n_breaks = 0;
    for (uint32_t i = 0; i < doc->n_parts; i++)
        for (uint32_t k = 0; k < doc->parts[i].n_blocks; k++) {
            const struct gaz_block *block = &doc->parts[i].blocks[k];
            check_typed(doc, block, printer, diags);
            check_print_marks(block, diags);
            if (block->kind == GAZ_BLOCK_PAGE_BREAK && ++n_breaks == MOST_BREAKS + 1)
                gaz_report(diags, GAZ_D_BREAKS_MANY, block->span, "200");
        }
}

void gaz_validate_doc(const struct gaz_doc *doc, struct gaz_diags *diags) {
    check_attachment_order(doc, diags);
    check_list_blocks(doc, diags);
    check_empty_parts(doc, diags);
    check_blocks(doc, diags);
    check_first_paragraph(doc, diags);
    gaz_corrections_check(doc, diags);
    if (compare_dates(doc->issued, doc->printed) > 0)
        gaz_report(diags, GAZ_D_DATE_ORDER, gaz_text_span(doc->date), "成文日期", "印发日期");
}

/* ---- 简介 */

static bool is_printed(const struct gaz_block *block) {
    return block->kind != GAZ_BLOCK_PAGE_BREAK && block->kind != GAZ_BLOCK_ATTACHMENT_LIST_HERE &&
           block->kind != GAZ_BLOCK_CONTENTS_HERE && block->kind != GAZ_BLOCK_PAGE_END &&
           block->kind != GAZ_BLOCK_LOST_LINES;
}

void gaz_validate_about(const struct gaz_doc *about, struct gaz_diags *diags) {
    const struct gaz_part *part = &about->parts[0]; /* gaz_body_read begins with one */
    for (uint32_t i = 0; i < part->n_blocks; i++)
        if (is_printed(&part->blocks[i])) return;
    if (part->title.n == 0) gaz_report(diags, GAZ_D_ABOUT_EMPTY, gaz_span_at(about->source, 0), NULL);
}

/* ---- the issue */

static void check_published(const struct gaz_issue *issue, const struct gaz_doc *doc,
                            struct gaz_diags *diags) {
    if (compare_dates(doc->issued, issue->published.date) > 0)
        gaz_report(diags, GAZ_D_DATE_ORDER, gaz_text_span(doc->date), "成文日期", "出版日期");
    if (compare_dates(doc->printed, issue->published.date) > 0)
        gaz_report(diags, GAZ_D_DATE_ORDER, gaz_text_span(doc->print_date), "印发日期", "出版日期");
}

void gaz_validate_issue(const struct gaz_issue *issue, struct gaz_diags *diags) {
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < issue->n_docs; i++) {
        const struct gaz_doc *doc = &issue->docs[i];
        check_published(issue, doc, diags);
        if (doc->number.n == 0) continue;
        char *number = gaz_text_to_utf8(doc->number);
        if (g_hash_table_contains(numbers, number))
            gaz_report(diags, GAZ_D_NUMBER_TWICE, gaz_text_span(doc->number), number);
        g_hash_table_add(numbers, number);
    }
    g_hash_table_unref(numbers);
}

/* ---- characters */

struct conservation {
    struct gaz_reader *reader;
    uint32_t last;                 /* the offset after the last character of the body that was seen */
    bool broken;                   /* said once a document */
    const struct gaz_block *block; /* whose notes are counted, */
    uint32_t n_notes;              /* so many of them so far */
};

static void report_character(struct conservation *c, uint32_t offset) {
    if (c->broken) return;
    char shown[8] = {0};
    const char *at = c->reader->source->text + offset;
    memcpy(shown, at, (size_t)(g_utf8_next_char(at) - at));
    gaz_report(c->reader->diags, GAZ_D_CHARACTER_LOST, gaz_span_at(c->reader->source, offset), shown);
    c->broken = true;
}

/* What a character may have become: itself; a line end a blank, a backslash or a tag a line end, & a
 * character. */
static bool is_faithful(uint32_t source, uint32_t ch) {
    if (source == ch || source == '&') return true;
    if (ch == ' ') return source == '\n' || source == '\t';
    return ch == '\n' && (source == '\\' || source == '<');
}

static void count_character(struct conservation *c, const struct gaz_char *ch) {
    unsigned char *use = &c->reader->ledger[ch->offset];
    uint32_t source = gaz_source_char(c->reader->source, ch->offset);
    bool is_taken = (*use & GAZ_USE_TEXT) || ((*use & GAZ_USE_SYNTAX) && source != '\n');
    if (ch->offset < c->last || is_taken || !is_faithful(source, ch->ch)) report_character(c, ch->offset);
    *use |= GAZ_USE_TEXT;
    c->last = ch->offset + 1;
}

/* The notes of a block come behind its other texts, in their order. */
static bool is_note(struct conservation *c, struct gaz_piece piece, struct gaz_text text) {
    const struct gaz_block *block = piece.block;
    if (block != c->block) c->n_notes = 0;
    c->block = block;
    while (block && c->n_notes < block->n_notes && block->notes[c->n_notes].text.n == 0)
        c->n_notes++;
    bool is_next = block && c->n_notes < block->n_notes && block->notes[c->n_notes].text.chars == text.chars;
    c->n_notes += is_next;
    return is_next;
}

/* A unit may be typed before its table's caption, and is printed below it. */
static bool is_unit(struct gaz_piece piece, struct gaz_text text) {
    const struct gaz_table *table = piece.block ? piece.block->table : NULL;
    return table && table->unit.n > 0 && table->unit.chars == text.chars;
}

/* A picture's caption stands below it, the cell's other text before. */
static bool is_in_cell(struct gaz_piece piece) {
    return piece.figure && piece.block->kind == GAZ_BLOCK_TABLE;
}

/* A note may stand in the source anywhere behind its mark: its own characters rise. */
static void count_text(void *context, struct gaz_piece piece, struct gaz_text text) {
    struct conservation *c = context;
    uint32_t last = c->last;
    bool aside = is_note(c, piece, text) || is_unit(piece, text) || is_in_cell(piece);
    if (aside) c->last = c->reader->body;
    for (uint32_t i = 0; i < text.n; i++)
        if (text.chars[i].offset != GAZ_NOWHERE && text.chars[i].offset >= c->reader->body)
            count_character(c, &text.chars[i]);
    if (aside) c->last = last;
}

void gaz_validate_characters(const struct gaz_doc *doc, struct gaz_reader *reader) {
    struct conservation c = {.reader = reader, .last = reader->body};
    const struct gaz_source *source = reader->source;
    gaz_doc_texts(doc, count_text, &c);
    for (uint32_t at = reader->body; at < source->size; at = gaz_source_next(source, at))
        if (reader->ledger[at] == 0) report_character(&c, at);
}
