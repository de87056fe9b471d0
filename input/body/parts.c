/* parts.c: `# 标题` begins an instrument, `# 附件1 标题` an attachment (附表1, 附图1 and 附录A too); in the
 * 简介 it is the title. */
#include "input/lines/blocks.h"

#include "base/text/text.h"
#include "input/inline/inline.h"
#include "input/lines/numbering.h"

struct gaz_part *gaz_part_add(struct gaz_body *body, enum gaz_part_kind kind) {
    struct gaz_part *part = GAZ_PUSH(body->reader->arena, body->parts, body->n_parts, body->parts_capacity);
    part->kind = kind;
    return part;
}

/* （2024年5月30日…通过　2026年3月1日…修正）: how a law came about stands in one pair of brackets below its
 * title, and ends with what was done to it. */
static bool is_history(struct gaz_text text) {
    static const char *const ends[] = {"通过", "公布", "发布", "颁布", "批准",
                                       "修订", "修正", "修改", "施行"};
    enum { YEAR = 0x5E74 };
    uint32_t depth = 0, years = 0;
    if (text.n < 5 || text.chars[0].ch != 0xFF08 || text.chars[text.n - 1].ch != 0xFF09) return false;
    for (uint32_t i = 0; i < text.n; i++) {
        uint32_t ch = text.chars[i].ch;
        depth += ch == 0xFF08;
        depth -= ch == 0xFF09;
        if (depth == 0 && i + 1 < text.n) return false;
        years += ch == YEAR && i > 0 && gaz_char_is_digit(text.chars[i - 1].ch);
    }
    struct gaz_text end = gaz_text_slice(text, text.n - 3, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (years > 0 && gaz_text_has_prefix(end, ends[i])) return true;
    return false;
}

/* As its own 题注 a document's text has one where nothing stands between it and the title. */
static bool may_have_history(const struct gaz_body *body, const struct gaz_part *part) {
    const struct gaz_doc *doc = body->doc;
    if (part->kind == GAZ_PART_INSTRUMENT) return true;
    bool is_bare = doc->subtitle.n == 0 && doc->addressees.n == 0 && doc->letterhead.n == 0;
    return part->kind == GAZ_PART_BODY && !body->is_about && doc->title.n > 0 && is_bare;
}

/* The paragraph below a title that is marked as its 题注, or tells a law's history, is none of the blocks. */
static void take_subtitle(struct gaz_body *body, struct gaz_part *part) {
    struct gaz_block *first = body->blocks;
    if (body->n_blocks == 0 || first->kind != GAZ_BLOCK_PARAGRAPH || first->n_notes > 0) return;
    bool is_marked = first->by_hand == GAZ_HAND_SUBTITLE && part->kind != GAZ_PART_BODY;
    bool is_plain = body->n_blocks > 1 && first->by_hand == GAZ_HAND_NONE && first->align == GAZ_ALIGN_BODY &&
                    first->n_lines == 0;
    if (!is_marked && !(is_plain && may_have_history(body, part) && is_history(first->text))) return;
    if (part->kind == GAZ_PART_BODY)
        body->doc->subtitle = first->text;
    else
        part->subtitle = first->text;
    body->blocks++;
    body->n_blocks--;
}

void gaz_part_finish(struct gaz_body *body) {
    struct gaz_part *part = &body->parts[body->n_parts - 1];
    gaz_hand_finish(body);
    gaz_table_own_finish(body);
    gaz_tables_gather(body);
    gaz_notes_resolve(body); /* structure.c copies texts */
    take_subtitle(body, part);
    gaz_structure_apply(body, part);
    part->blocks = body->blocks;
    part->n_blocks = body->n_blocks;
    body->blocks = NULL;
    body->n_blocks = 0;
    body->blocks_capacity = 0;
}

static bool parts_label(uint32_t ch) {
    return gaz_char_is_blank(ch) || ch == '\n';
}

/* 附件 and what else hangs on a document under a label of its own. */
static bool begins_label(struct gaz_text title) {
    static const char *const names[] = {"附件", "附表", "附图", "附录"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (gaz_text_has_prefix(title, names[i])) return true;
    return false;
}

static bool is_capital(uint32_t ch) {
    return ch >= 'A' && ch <= 'Z';
}

/* The length of 附件, 附件1, 附件一, 附件1-1, 附件A at the beginning, else 0. */
static uint32_t label_length(struct gaz_text title) {
    if (!begins_label(title)) return 0;
    uint32_t n = 2 + gaz_number_digit_length(title, 2);
    if (n == 2 && is_capital(gaz_char_at(title, 2)) && !gaz_char_is_latin(gaz_char_at(title, 3))) n = 3;
    if (n == 2) return 2 + gaz_number_han_length(title, 2);
    while (gaz_char_at(title, n) == '-' && gaz_number_digit_length(title, n + 1) > 0)
        n += 1 + gaz_number_digit_length(title, n + 1);
    return n;
}

/* 附件1：标题 and 附件1标题 look like an attachment, but nothing says where the label ends. 附件管理办法 does
 * not. */
static bool is_mistaken_label(struct gaz_text title, uint32_t length) {
    uint32_t next = gaz_char_at(title, length);
    if (next == 0 || parts_label(next)) return false;
    return next == 0xFF1A || next == ':' || gaz_char_is_digit(gaz_char_at(title, length - 1));
}

/* The part of a title after its label; the blanks between them are syntax. */
static struct gaz_text title_after(struct gaz_reader *reader, struct gaz_text title, uint32_t length) {
    while (length < title.n && parts_label(title.chars[length].ch)) {
        uint32_t offset = title.chars[length++].offset;
        gaz_reader_syntax(reader, offset, gaz_source_next(reader->source, offset));
    }
    return gaz_text_slice(title, length, title.n - length);
}

static void split_label(struct gaz_body *body, struct gaz_part *part, struct gaz_text title) {
    uint32_t length = label_length(title);
    part->title = title;
    if (length == 0) return;
    if (is_mistaken_label(title, length)) {
        gaz_report(body->reader->diags, GAZ_D_ATTACHMENT_LABEL,
                   gaz_text_span(gaz_text_slice(title, 0, length)), NULL);
    } else if (length == title.n || parts_label(title.chars[length].ch)) {
        part->kind = GAZ_PART_ATTACHMENT;
        part->label = gaz_text_slice(title, 0, length);
        part->title = title_after(body->reader, title, length);
    }
}

/* A title is printed in more than one place: a note's mark has none there. */
static struct gaz_text read_title(struct gaz_body *body, uint32_t begin, uint32_t end) {
    guint marks = body->reader->note_marks->len;
    struct gaz_text title = gaz_inline_read_source(body->reader, begin, end);
    gaz_notes_refuse(body->reader, marks);
    return title;
}

/* The 简介 has one title, before everything else. */
static void take_about_title(struct gaz_body *body, uint32_t line, uint32_t begin, uint32_t end) {
    struct gaz_part *part = &body->parts[0];
    if (part->title.n > 0 || body->n_blocks > 0) {
        gaz_reader_report(body->reader, GAZ_D_ABOUT_TITLE, line, begin);
        gaz_body_add_wrong(body, line, end);
        return;
    }
    part->title = read_title(body, begin, end);
}

void gaz_part_begin(struct gaz_body *body, uint32_t line, uint32_t begin, uint32_t end) {
    if (body->is_about) {
        take_about_title(body, line, begin, end);
        return;
    }
    gaz_part_finish(body);
    struct gaz_part *part = gaz_part_add(body, GAZ_PART_INSTRUMENT);
    part->span = gaz_reader_span(body->reader, line, end);
    split_label(body, part, read_title(body, begin, end));
}
