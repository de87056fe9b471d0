/* body.c: the body's own reader: lines into blocks.
 *
 * Each line is looked at a fixed number of times, so reading is linear. What a line is, is told by its
 * beginning: # heading, <!-- comment, <table, ![ figure, a pipe table's head (with the delimiter row below
 * it), >> <> <<, else text. Lines of text without a blank line between them are one paragraph.
 */
#include "input/body/body.h"

#include "input/body/contents.h"
#include "input/inline/foreign.h"
#include "input/inline/inline.h"
#include "input/lines/blocks.h"
#include "input/lines/figure.h"
#include "input/lines/numbering.h"
#include "input/lines/names.h"
#include "input/lines/print_marks.h"
#include "input/table/table.h"

#include <string.h>
#include <strings.h>

enum line_kind {
    LINE_BLANK,
    LINE_HASH,
    LINE_COMMENT,
    LINE_TABLE,
    LINE_FIGURE,
    LINE_PIPE,
    LINE_NOTE,
    LINE_TEXT
};

/* a line: from its first byte that is no ASCII blank to its '\n' */
struct line {
    uint32_t start; /* the line's first byte */
    uint32_t begin, end;
    enum line_kind kind;
};

/* ---- lines */

static bool begins(const struct gaz_source *source, const struct line *line, const char *what) {
    size_t n = strlen(what);
    return line->end - line->begin >= n && memcmp(source->text + line->begin, what, n) == 0;
}

static bool begins_table(const struct gaz_source *source, const struct line *line) {
    const char *text = source->text + line->begin;
    size_t n = line->end - line->begin;
    return n >= 6 && strncasecmp(text, "<table", 6) == 0 && (n == 6 || strchr(" \t>/", text[6]) != NULL);
}

static uint32_t count_hashes(const struct gaz_source *source, const struct line *line) {
    uint32_t n = 0;
    while (line->begin + n < line->end && source->text[line->begin + n] == '#')
        n++;
    return n;
}

static bool begins_heading(const struct gaz_source *source, const struct line *line) {
    uint32_t after = line->begin + count_hashes(source, line);
    return after > line->begin && (after == line->end || gaz_is_space((unsigned char)source->text[after]));
}

static bool is_blank_line(const struct gaz_source *source, const struct line *line) {
    uint32_t at = line->begin;
    while (at < line->end && gaz_char_is_blank(gaz_source_char(source, at)))
        at = gaz_source_next(source, at);
    return at == line->end;
}

static enum line_kind line_kind(const struct gaz_source *source, const struct line *line) {
    if (is_blank_line(source, line)) return LINE_BLANK;
    if (begins_heading(source, line)) return LINE_HASH;
    if (begins(source, line, "<!--")) return LINE_COMMENT;
    if (begins_table(source, line)) return LINE_TABLE;
    if (begins(source, line, "![")) return LINE_FIGURE;
    if (gaz_table_pipe_begins(source, line->begin, line->end)) return LINE_PIPE;
    if (gaz_note_begins(source, line->begin, line->end)) return LINE_NOTE;
    return LINE_TEXT;
}

static struct line line_at(const struct gaz_body *body, uint32_t at) {
    const struct gaz_source *source = body->reader->source;
    struct line line = {at, at, gaz_source_line_end(source, at), LINE_BLANK};
    while (line.begin < line.end && gaz_is_space((unsigned char)source->text[line.begin]))
        line.begin++;
    line.kind = line_kind(source, &line);
    return line;
}

static bool has_more(const struct gaz_body *body) {
    return body->at < body->reader->source->size;
}

/* Goes past a line's end; the '\n' is syntax. */
static void go_past(struct gaz_body *body, uint32_t line_end) {
    uint32_t next = line_end < body->reader->source->size ? line_end + 1 : line_end;
    gaz_reader_syntax(body->reader, line_end, next);
    body->at = next;
}

/* ---- blocks */

/* True when the line ends with a backslash that keeps its line end. */
static bool keeps_line_end(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    uint32_t n = 0;
    while (end > begin && gaz_is_space((unsigned char)source->text[end - 1]))
        end--;
    while (end > begin && source->text[end - 1] == '\\')
        end--, n++;
    return n % 2 == 1;
}

/* What marks at the end of a paragraph say is said of what stands behind it. */
static void add_marks_behind(struct gaz_body *body, const struct gaz_print_marks *marks) {
    if (marks->lost)
        gaz_body_add_block(body, GAZ_BLOCK_LOST_LINES, marks->lost_span.begin, marks->lost_span.end)->n_lost =
            marks->lost;
    if (marks->page.source) gaz_body_add_block(body, GAZ_BLOCK_PAGE_END, marks->page.begin, marks->page.end);
}

/* ## before a number: what the number says holds, a level or 第X章 and 第X条, which structure.h tells apart.
 */
static void heed_number(struct gaz_body *body, struct gaz_block *block, const struct line *line) {
    struct gaz_number number = gaz_number_find(block->text);
    uint8_t level = (uint8_t)gaz_number_level(number);
    if (number.kind == GAZ_NUMBER_NONE || number.kind == GAZ_NUMBER_ARTICLE_TIGHT || level == block->level)
        return;
    if (!body->reader->has_told_numbered)
        gaz_reader_report(body->reader, GAZ_D_HEADING_NUMBERED, line->begin, line->begin + block->level + 1);
    body->reader->has_told_numbered = true;
    block->kind = level ? GAZ_BLOCK_HEADING : GAZ_BLOCK_PARAGRAPH;
    block->level = level;
}

static void read_heading(struct gaz_body *body, const struct line *line) {
    const struct gaz_source *source = body->reader->source;
    uint32_t level = count_hashes(source, line), begin = line->begin + level, end = line->end;
    for (uint32_t from = begin; end < source->size && keeps_line_end(source, from, end);) {
        struct line next = line_at(body, end + 1);
        if (next.kind == LINE_BLANK) break;
        from = end + 1;
        end = next.end;
    }
    if (level > 5 || is_blank_line(source, &(struct line){begin, begin, end, LINE_BLANK})) {
        gaz_reader_report(body->reader, level > 5 ? GAZ_D_HEADING_DEEP : GAZ_D_HEADING_EMPTY, line->begin,
                          begin);
        gaz_body_add_wrong(body, line->begin, end);
    } else if (level == 1) {
        gaz_reader_syntax(body->reader, line->start, begin);
        gaz_part_begin(body, line->begin, begin, end);
    } else {
        gaz_reader_syntax(body->reader, line->start, begin);
        struct gaz_print_marks marks = {0};
        uint32_t text_end = gaz_print_marks_take(body->reader, &marks, begin, end);
        struct gaz_block *block = gaz_body_add_block(body, GAZ_BLOCK_HEADING, line->begin, end);
        block->level = (uint8_t)(level - 1);
        block->text = gaz_inline_read_source(body->reader, begin, text_end);
        heed_number(body, block, line);
        if (marks.line.source) gaz_print_mark_refuse(body->reader->diags, GAZ_MARK_LINE_END, marks.line);
        add_marks_behind(body, &marks);
    }
    go_past(body, end);
}

/* Figures in one line, and in lines that follow one another, are side by side. */
static void read_figures(struct gaz_body *body, const struct line *first) {
    GArray *figures = g_array_new(FALSE, FALSE, sizeof(struct gaz_figure));
    bool good = gaz_figures_read_line(body->reader, first->begin, first->end, figures);
    uint32_t end = first->end;
    while (end < body->reader->source->size) {
        struct line next = line_at(body, end + 1);
        if (next.kind != LINE_FIGURE) break;
        gaz_reader_syntax(body->reader, end, next.begin);
        good &= gaz_figures_read_line(body->reader, next.begin, next.end, figures);
        end = next.end;
    }
    if (good) {
        struct gaz_block *block = gaz_body_add_block(body, GAZ_BLOCK_FIGURE, first->begin, end);
        struct gaz_figure *kept = GAZ_NEW_ARRAY(body->reader->arena, struct gaz_figure, figures->len);
        memcpy(kept, figures->data, figures->len * sizeof *kept);
        block->figures = kept;
        block->n_figures = figures->len;
    } else {
        gaz_body_add_wrong(body, first->begin, end);
    }
    g_array_unref(figures);
    go_past(body, end);
}

/* ---- tables */

static void add_table(struct gaz_body *body, const struct gaz_table *table, uint32_t begin, uint32_t end) {
    if (!table) {
        body->table_own = (struct gaz_table_own){0};
        gaz_body_add_wrong(body, begin, end);
        return;
    }
    table = gaz_table_own_give(body, table);
    gaz_body_add_block(body, GAZ_BLOCK_TABLE, begin, end)->table = table;
}

/* The place after the next </table> from `at` on; 0: there is none. Remembered, so each byte is searched
 * once. */
static uint32_t find_table_end(struct gaz_reader *reader, uint32_t at) {
    const struct gaz_source *source = reader->source;
    if (at >= reader->no_table_end) return 0;
    if (at < reader->next_table_end) return reader->next_table_end;
    for (uint32_t from = at;
         (from = gaz_source_find(source, from, source->size, "</table")) < source->size;) {
        from += (uint32_t)strlen("</table");
        uint32_t end = from + (uint32_t)strspn(source->text + from, " \t\n");
        if (source->text[end] != '>') continue;
        reader->next_table_end = end + 1;
        return end + 1;
    }
    reader->no_table_end = at;
    return 0;
}

/* The end of the table that begins at `at`; 0: it is not closed, or not before another begins. */
static uint32_t table_end(struct gaz_reader *reader, uint32_t at) {
    uint32_t end = find_table_end(reader, at);
    uint32_t another = end ? gaz_source_find(reader->source, at + 1, end, "\n<table") : 0;
    if (end == 0 || another == end) return end;
    return strchr(" \t\n>", reader->source->text[another + 7]) ? 0 : end;
}

/* The end of the last line before the next blank line. */
static uint32_t paragraph_end(const struct gaz_body *body, const struct line *line) {
    uint32_t end = line->end;
    while (end < body->reader->source->size) {
        uint32_t next_end = gaz_source_line_end(body->reader->source, end + 1);
        struct line next = {end + 1, end + 1, next_end, LINE_BLANK};
        if (is_blank_line(body->reader->source, &next)) break;
        end = next_end;
    }
    return end;
}

/* Where a table that is not closed is told: at a </table that is not finished, a </tabel>; else where it
 * begins. */
static uint32_t unclosed_place(const struct gaz_source *source, uint32_t at) {
    uint32_t another = gaz_source_find(source, at + 1, source->size, "\n<table");
    uint32_t broken = gaz_source_find(source, at, another, "</tab");
    return broken < another ? broken : at;
}

static void read_table(struct gaz_body *body, const struct line *line) {
    uint32_t end = table_end(body->reader, line->begin);
    if (end == 0) {
        uint32_t place = unclosed_place(body->reader->source, line->begin);
        gaz_reader_report(body->reader, GAZ_D_TABLE_UNCLOSED, place,
                          MIN(place + 6, body->reader->source->size)); /* <table or </tabl */
        end = paragraph_end(body, line);
        gaz_body_add_wrong(body, line->begin, end);
        go_past(body, end);
        return;
    }
    add_table(body, gaz_table_html_read(body->reader, line->begin, end), line->begin, end);
    struct line rest = {end, end, gaz_source_line_end(body->reader->source, end), LINE_BLANK};
    if (is_blank_line(body->reader->source, &rest)) {
        gaz_reader_syntax(body->reader, end, rest.end);
        go_past(body, rest.end);
    } else {
        gaz_reader_report(body->reader, GAZ_D_TABLE_AFTER, end, rest.end);
        body->at = end;
    }
}

static bool begins_align_mark(const struct gaz_source *source, const struct line *line) {
    return begins(source, line, ">>") || begins(source, line, "<>") || begins(source, line, "<<");
}

/* A mark, a blank, and something that is to be aligned. */
static bool begins_align(const struct gaz_source *source, const struct line *line) {
    struct line rest = {line->begin + 3, line->begin + 3, line->end, LINE_BLANK};
    return begins_align_mark(source, line) && rest.begin < line->end &&
           source->text[line->begin + 2] == ' ' && !is_blank_line(source, &rest);
}

/* Rows run to a blank line or to a line that begins another block. */
static void read_pipe(struct gaz_body *body, const struct line *line) {
    const struct gaz_source *source = body->reader->source;
    uint32_t end = gaz_source_line_end(source, line->end + 1);
    while (end < source->size) {
        struct line next = line_at(body, end + 1);
        bool is_mark = next.kind == LINE_COMMENT &&
                       gaz_print_mark_read(source, next.begin, next.end).kind != GAZ_MARK_NONE;
        if ((next.kind != LINE_TEXT && next.kind != LINE_PIPE && !is_mark) || begins_align(source, &next))
            break;
        end = next.end;
    }
    add_table(body, gaz_table_pipe_read(body->reader, line->begin, end), line->begin, end);
    go_past(body, end);
}

/* ---- paragraphs */

enum {
    MARK = 3,      /* bytes of an alignment mark and its blank */
    MOST_LINES = 9 /* that a paragraph may be set longer or shorter by hand */
};

static enum gaz_block_align align_of(const struct gaz_source *source, const struct line *line) {
    if (!begins_align(source, line)) return GAZ_ALIGN_BODY;
    if (source->text[line->begin] == '>') return GAZ_ALIGN_RIGHT;
    return source->text[line->begin + 1] == '>' ? GAZ_ALIGN_CENTER : GAZ_ALIGN_LEFT;
}

static void report_align(struct gaz_body *body, enum gaz_code code, const struct line *line) {
    const char *text = body->reader->source->text + line->begin;
    char mark[3] = {text[0], text[1], '\0'};
    gaz_report(body->reader->diags, code, gaz_reader_span(body->reader, line->begin, line->begin + 2), mark);
}

static void report_once(struct gaz_body *body, bool *told, enum gaz_code code, const struct line *line) {
    if (!*told) gaz_reader_report(body->reader, code, line->begin, line->begin + 1);
    *told = true;
}

static void report_doubt(struct gaz_body *body, const struct line *line) {
    const struct gaz_source *source = body->reader->source;
    uint32_t begin = line->begin;
    while (gaz_char_is_blank(gaz_source_char(source, begin)))
        begin = gaz_source_next(source, begin);
    uint32_t n = gaz_pasted_mark(source, begin);
    g_autofree char *mark = g_strndup(source->text + begin, n);
    gaz_report(body->reader->diags, GAZ_D_LINE_NUMBER, gaz_reader_span(body->reader, begin, begin + n), mark);
}

/* Each line of contents is a paragraph of its own. */
static bool goes_on_contents(struct gaz_body *body, const struct line *line) {
    body->in_contents &= gaz_contents_may_list(body->reader->source, line->begin, line->end);
    return body->in_contents;
}

/* The first line of a paragraph: 目录, or perhaps a line of contents. */
static void look_for_contents(struct gaz_body *body, uint32_t begin, uint32_t end) {
    bool begins = body->hand == GAZ_HAND_CONTENTS || gaz_contents_begin(body->reader->source, begin, end);
    body->in_contents =
        begins || (body->in_contents && gaz_contents_may_list(body->reader->source, begin, end));
}

/* A line that goes on a paragraph but looks as if it were to begin one. True: it begins one. */
static bool look_at_inner_line(struct gaz_body *body, const struct line *first, uint32_t before,
                               const struct line *line) {
    const struct gaz_source *source = body->reader->source;
    if (begins_align(source, line)) {
        report_align(body, GAZ_D_ALIGN_PLACE, line);
        return false;
    }
    if (goes_on_contents(body, line)) return true;
    switch (gaz_pasted_judge(&body->pasted, source, first->start, before, line->start)) {
    case GAZ_LINE_BEGINS:
        report_once(body, &body->pasted.has_told, GAZ_D_PASTED_LINES, line);
        return true;
    case GAZ_LINE_IN_DOUBT:
        report_doubt(body, line);
        return false;
    case GAZ_LINE_JOINED:
        report_once(body, &body->pasted.has_warned, GAZ_D_LINE_JOINED, line);
        return false;
    case GAZ_LINE_GOES_ON:
        break;
    }
    if (gaz_source_char(source, line->begin) == 0x3000)
        gaz_reader_report(body->reader, GAZ_D_INDENTED_LINE, line->begin, line->begin + 3);
    return false;
}

/* Behind a forced line end the paragraph's own mark may be typed again. True: it was, and is syntax. */
static bool take_mark_again(struct gaz_body *body, enum gaz_block_align align, const struct line *line) {
    enum gaz_block_align again = align_of(body->reader->source, line);
    if (again == GAZ_ALIGN_BODY) return false;
    if (again != align) report_align(body, GAZ_D_ALIGN_PLACE, line);
    if (again == align) gaz_reader_syntax(body->reader, line->begin, line->begin + MARK);
    return again == align;
}

/* What stands at a paragraph's beginning and nearly is a mark. */
static void look_at_first_line(struct gaz_body *body, const struct line *line) {
    const struct gaz_source *source = body->reader->source;
    uint32_t n = count_hashes(source, line);
    gaz_foreign_line(body->reader, line->begin, line->end);
    if (n > 0) gaz_reader_report(body->reader, GAZ_D_HEADING_BLANK, line->begin, line->begin + n);
    if (begins_align_mark(source, line) && !begins_align(source, line))
        report_align(body, GAZ_D_ALIGN_BLANK, line);
}

/* a paragraph while its lines are read */
struct lines {
    const struct line *first;
    enum gaz_block_align align;
    GArray *raws;
    struct gaz_print_marks marks;
    uint32_t end;    /* of the last line */
    uint32_t before; /* where that line begins */
    bool forced;     /* its end is kept */
};

/* Whether the line is marks of the print, one behind another, and nothing else. */
static bool is_mark_line(const struct gaz_source *source, const struct line *line) {
    uint32_t end = line->end;
    struct gaz_print_mark last;
    while ((last = gaz_print_mark_at_end(source, line->begin, end)).kind != GAZ_MARK_NONE)
        end = last.begin;
    return end == line->begin;
}

/* Such a line goes by; what it says is kept. */
static bool take_mark_line(struct gaz_body *body, struct lines *lines, const struct line *line) {
    if (line->kind != LINE_COMMENT || !is_mark_line(body->reader->source, line)) return false;
    gaz_reader_syntax(body->reader, lines->end, line->begin);
    gaz_print_marks_take(body->reader, &lines->marks, line->begin, line->end);
    lines->end = line->end;
    return true;
}

/* The text of a line, [begin, end) and the line end before it, without the marks at its end. */
static void take_text(struct gaz_body *body, struct lines *lines, const struct line *line, uint32_t begin) {
    const struct gaz_source *source = body->reader->source;
    if (gaz_print_marks_wait(&lines->marks)) {
        gaz_reader_syntax(body->reader, lines->end, line->begin);
        gaz_print_marks_hand_on(&lines->marks, lines->raws, lines->end);
    } else if (line != lines->first) {
        gaz_raws_add_source(lines->raws, source, lines->end, line->begin);
    }
    uint32_t end = gaz_print_marks_take(body->reader, &lines->marks, begin, line->end);
    gaz_raws_add_source(lines->raws, source, begin, end);
    lines->forced = keeps_line_end(source, begin, end);
    lines->before = line->start;
    lines->end = line->end;
}

/* The lines that go on a paragraph. */
static void take_lines(struct gaz_body *body, struct lines *lines) {
    while (lines->end < body->reader->source->size) {
        struct line next = line_at(body, lines->end + 1);
        uint32_t text = next.begin;
        if (take_mark_line(body, lines, &next)) continue;
        bool told = lines->forced || gaz_print_marks_wait(&lines->marks);
        if (next.kind != LINE_TEXT || (!told && look_at_inner_line(body, lines->first, lines->before, &next)))
            break;
        gaz_foreign_line(body->reader, next.begin, next.end);
        if (lines->forced && take_mark_again(body, lines->align, &next)) text += MARK;
        take_text(body, lines, &next, text);
    }
}

/* What 加一行 and 减一行 above a paragraph say of it. */
static struct gaz_print_marks marks_above(struct gaz_body *body) {
    struct gaz_print_marks marks = {.n_lines = body->n_lines, .n_lines_span = body->n_lines_span};
    body->n_lines = 0;
    return marks;
}

/* They are followed by something else, or by nothing. */
static void refuse_marks_above(struct gaz_body *body) {
    if (body->n_lines) gaz_print_mark_refuse(body->reader->diags, GAZ_MARK_LINE_LESS, body->n_lines_span);
    body->n_lines = 0;
}

/* The program makes the columns of a list of attachments; what was typed to make them is left out. */
static enum gaz_first_blanks blanks_of(const struct gaz_source *source, const struct line *line) {
    return begins(source, line, "附件：") ? GAZ_BLANKS_LEFT_OUT : GAZ_BLANKS_INNER;
}

static void read_paragraph(struct gaz_body *body, const struct line *line) {
    const struct gaz_source *source = body->reader->source;
    struct lines lines = {.first = line, .align = align_of(source, line), .raws = gaz_raws_new()};
    uint32_t begin = lines.align == GAZ_ALIGN_BODY ? line->start : line->begin + MARK;
    lines.marks = marks_above(body);
    look_at_first_line(body, line);
    look_for_contents(body, begin, line->end);
    take_text(body, &lines, line, begin);
    take_lines(body, &lines);
    struct gaz_block *block = gaz_body_add_block(body, GAZ_BLOCK_PARAGRAPH, line->begin, lines.end);
    block->align = lines.align;
    block->n_lines = (int8_t)CLAMP(lines.marks.n_lines, -MOST_LINES, MOST_LINES);
    block->n_lines_span = lines.marks.n_lines_span;
    block->last_line = lines.marks.line;
    if (begin > line->start) gaz_reader_syntax(body->reader, line->start, begin);
    block->text = gaz_inline_read(body->reader, lines.raws, blanks_of(source, line));
    g_array_unref(lines.raws);
    add_marks_behind(body, &lines.marks);
    go_past(body, lines.end);
}

/* Below <!-- 名单 -->: each line stands for itself, up to a blank line or another block. */
static void read_names(struct gaz_body *body, const struct line *line) {
    uint32_t end = line->end;
    while (end < body->reader->source->size) {
        struct line next = line_at(body, end + 1);
        if (next.kind != LINE_TEXT) break;
        end = next.end;
    }
    body->hand = GAZ_HAND_NONE;
    add_table(body, gaz_names_read(body->reader, line->start, end, body->names), line->start, end);
    go_past(body, end);
}

static void read_note(struct gaz_body *body, const struct line *line) {
    uint32_t end = line->end;
    while (end < body->reader->source->size) {
        struct line next = line_at(body, end + 1);
        if (next.kind != LINE_TEXT) break;
        end = next.end;
    }
    gaz_note_read(body, line->begin, line->end, end);
    go_past(body, end);
}

static void read_block(struct gaz_body *body) {
    struct line line = line_at(body, body->at);
    if (line.kind != LINE_TEXT) gaz_reader_syntax(body->reader, line.start, line.begin);
    if (line.kind != LINE_TEXT && line.kind != LINE_BLANK && line.kind != LINE_COMMENT)
        refuse_marks_above(body);
    switch (line.kind) {
    case LINE_BLANK:
        gaz_reader_syntax(body->reader, line.start, line.end);
        go_past(body, line.end);
        break;
    case LINE_HASH:
        read_heading(body, &line);
        break;
    case LINE_COMMENT:
        body->at = line.begin;
        gaz_comment_read(body);
        break;
    case LINE_TABLE:
        read_table(body, &line);
        break;
    case LINE_FIGURE:
        read_figures(body, &line);
        break;
    case LINE_PIPE:
        read_pipe(body, &line);
        break;
    case LINE_NOTE:
        read_note(body, &line);
        break;
    case LINE_TEXT:
        if (body->hand == GAZ_HAND_NAMES && !begins_align(body->reader->source, &line))
            read_names(body, &line);
        else
            read_paragraph(body, &line);
        break;
    }
}

void gaz_body_read(struct gaz_reader *reader, bool is_about, struct gaz_doc *doc) {
    struct gaz_body body = {.reader = reader, .doc = doc, .is_about = is_about, .at = reader->body};
    gaz_part_add(&body, GAZ_PART_BODY)->span = gaz_reader_span(reader, reader->body, reader->source->size);
    while (has_more(&body))
        read_block(&body);
    refuse_marks_above(&body);
    gaz_part_finish(&body);
    doc->parts = body.parts;
    doc->n_parts = body.n_parts;
    doc->n_heads = body.n_heads;
}
