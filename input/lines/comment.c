/* comment.c: comments, most of them ignored; some are marks, and only when they say exactly that. */
#include "input/lines/blocks.h"
#include "input/lines/names.h"
#include "input/lines/print_marks.h"

#include <glib.h>
#include <string.h>

enum { MOST_MISSING_PAGES = 999 };

static const char *const break_mark = "<!-- 分页 -->";
static const char *const list_mark = "<!-- 附件说明 -->";
static const char *const contents_mark = "<!-- 目录 自动 -->";
static const char *const missing_mark = "<!-- 缺页 4 -->";

static const char *const hand_marks[] = {[GAZ_HAND_HEADING] = "<!-- 标题 -->",
                                         [GAZ_HAND_BODY] = "<!-- 正文 -->",
                                         [GAZ_HAND_SUBTITLE] = "<!-- 题注 -->",
                                         [GAZ_HAND_NAMES] = "<!-- 名单 -->",
                                         [GAZ_HAND_CONTENTS] = "<!-- 目录 -->"};
static const char *const names_mark = "<!-- 名单 6列 按列 -->";

void gaz_hand_refuse(struct gaz_body *body, enum gaz_by_hand hand, struct gaz_span span) {
    static const enum gaz_code codes[] = {[GAZ_HAND_HEADING] = GAZ_D_HEADING_MARK_PLACE,
                                          [GAZ_HAND_BODY] = GAZ_D_HEADING_MARK_PLACE,
                                          [GAZ_HAND_SUBTITLE] = GAZ_D_SUBTITLE_MARK_PLACE,
                                          [GAZ_HAND_NAMES] = GAZ_D_NAMES_MARK_PLACE,
                                          [GAZ_HAND_CONTENTS] = GAZ_D_CONTENTS_MARK_PLACE};
    if (hand != GAZ_HAND_NONE) gaz_report(body->reader->diags, codes[hand], span, hand_marks[hand]);
}

void gaz_hand_finish(struct gaz_body *body) {
    gaz_hand_refuse(body, body->hand, body->hand_span);
    body->hand = GAZ_HAND_NONE;
}

/* Of two marks above one another the first has nothing to work on. */
static void take_hand(struct gaz_body *body, enum gaz_by_hand hand, uint32_t begin, uint32_t end) {
    gaz_hand_finish(body);
    body->hand = hand;
    body->hand_span = gaz_reader_span(body->reader, begin, end);
}

static enum gaz_by_hand hand_of(struct gaz_body *body, const char *comment) {
    if (gaz_names_mark(comment, &body->names)) return GAZ_HAND_NAMES;
    for (size_t i = GAZ_HAND_HEADING; i < G_N_ELEMENTS(hand_marks); i++)
        if (strcmp(comment, hand_marks[i]) == 0) return (enum gaz_by_hand)i;
    return GAZ_HAND_NONE;
}

/* The place after the --> that ends the comment; 0: there is none. */
static uint32_t comment_end(struct gaz_reader *reader, uint32_t begin) {
    if (begin >= reader->no_comment_end) return 0;
    uint32_t size = reader->source->size,
             end = gaz_source_find(reader->source, MIN(begin + 4, size), size, "-->");
    if (end < size) return end + 3;
    reader->no_comment_end = begin;
    return 0;
}

/* What the comment says without its blanks; the caller frees it. */
static char *squeezed(const char *comment) {
    GString *out = g_string_new(NULL);
    gsize n = strlen(comment);
    for (const char *p = comment + 4; p < comment + n - 3; p = g_utf8_next_char(p))
        if (!gaz_char_is_blank(g_utf8_get_char(p)) && *p != '\n')
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
    return g_string_free(out, FALSE);
}

/* The mark that a comment would be if it were written right. */
static const char *near_hand(const char *said) {
    for (size_t i = GAZ_HAND_HEADING; i < G_N_ELEMENTS(hand_marks); i++) {
        g_autofree char *bare = squeezed(hand_marks[i]);
        if (strcmp(said, bare) == 0) return hand_marks[i];
    }
    return NULL;
}

/* N of a comment that says exactly <!-- 缺页 N -->, else -1; too many digits give a number over the limit. */
static int missing_pages(const char *comment) {
    static const char head[] = "<!-- 缺页 ", tail[] = " -->";
    if (!g_str_has_prefix(comment, head)) return -1;
    const char *digits = comment + strlen(head);
    size_t n = strspn(digits, "0123456789");
    if (n == 0 || strcmp(digits + n, tail) != 0) return -1;
    return n > 4 ? INT32_MAX : (int)g_ascii_strtoll(digits, NULL, 10);
}

static void add_missing_pages(struct gaz_body *body, int n, uint32_t begin, uint32_t end) {
    if (n < 1 || n > MOST_MISSING_PAGES) {
        g_autofree char *most = g_strdup_printf("%d", MOST_MISSING_PAGES);
        gaz_report(body->reader->diags, GAZ_D_MISSING_PAGES, gaz_reader_span(body->reader, begin, end), most);
        return;
    }
    gaz_body_add_block(body, GAZ_BLOCK_MISSING_PAGES, begin, end)->n_pages = (uint32_t)n;
}

/* A comment that is nearly a mark does nothing, and says so. */
static void look_for_near_mark(struct gaz_body *body, const char *comment, uint32_t begin, uint32_t end) {
    char *said = squeezed(comment);
    const char *meant = strcmp(said, "分页") == 0                                          ? break_mark
                        : strcmp(said, "附件说明") == 0                                    ? list_mark
                        : strcmp(said, "目录自动") == 0 || strcmp(said, "目录：自动") == 0 ? contents_mark
                                                                                           : near_hand(said);
    if (g_str_has_prefix(said, "名单") && strlen(said) < 21) meant = names_mark;
    if (g_str_has_prefix(said, "表格") && (strchr(said, '=') || strstr(said, "＝")))
        meant = gaz_table_own_form();
    if (g_str_has_prefix(said, "缺页") && strlen(said) < 16) meant = missing_mark;
    if (meant)
        gaz_report(body->reader->diags, GAZ_D_COMMENT_NEAR_MARK, gaz_reader_span(body->reader, begin, end),
                   meant);
    g_free(said);
}

/* A mark of the print that stands between two blocks. */
static void take_print_mark(struct gaz_body *body, const struct gaz_print_mark *mark) {
    struct gaz_span span = gaz_reader_span(body->reader, mark->begin, mark->end);
    switch (mark->kind) {
    case GAZ_MARK_NONE:
        break;
    case GAZ_MARK_PAGE_END:
        gaz_body_add_block(body, GAZ_BLOCK_PAGE_END, mark->begin, mark->end);
        break;
    case GAZ_MARK_LINE_LESS:
    case GAZ_MARK_LINE_MORE:
        body->n_lines += mark->kind == GAZ_MARK_LINE_MORE ? 1 : -1;
        body->n_lines_span = span;
        break;
    case GAZ_MARK_LOST_LINES:
        if (mark->n < 1 || mark->n > GAZ_MOST_LOST_LINES)
            gaz_print_mark_refuse(body->reader->diags, mark->kind, span);
        else
            gaz_body_add_block(body, GAZ_BLOCK_LOST_LINES, mark->begin, mark->end)->n_lost = mark->n;
        break;
    case GAZ_MARK_LINE_END:
    case GAZ_MARK_CUT_TABLE:
        gaz_print_mark_refuse(body->reader->diags, mark->kind, span);
        break;
    }
}

static void take_comment(struct gaz_body *body, uint32_t begin, uint32_t end) {
    char *comment = g_strndup(body->reader->source->text + begin, end - begin);
    int n = missing_pages(comment);
    enum gaz_by_hand hand = hand_of(body, comment);
    struct gaz_print_mark mark = gaz_print_mark_read(body->reader->source, begin, end);
    take_print_mark(body, &mark);
    if (strcmp(comment, break_mark) == 0)
        gaz_body_add_block(body, GAZ_BLOCK_PAGE_BREAK, begin, end);
    else if (strcmp(comment, list_mark) == 0)
        gaz_body_add_block(body, GAZ_BLOCK_ATTACHMENT_LIST_HERE, begin, end);
    else if (strcmp(comment, contents_mark) == 0)
        gaz_body_add_block(body, GAZ_BLOCK_CONTENTS_HERE, begin, end);
    else if (hand != GAZ_HAND_NONE)
        take_hand(body, hand, begin, end);
    else if (gaz_table_own_is_mark(comment))
        gaz_table_own_read(body, begin, end);
    else if (n >= 0)
        add_missing_pages(body, n, begin, end);
    else if (mark.kind == GAZ_MARK_NONE && end - begin < 200)
        look_for_near_mark(body, comment, begin, end);
    gaz_reader_syntax(body->reader, begin, end);
    g_free(comment);
}

static void leave_as_text(struct gaz_body *body, uint32_t begin) {
    uint32_t end = gaz_source_line_end(body->reader->source, begin);
    gaz_reader_report(body->reader, GAZ_D_COMMENT_UNCLOSED, begin, begin + 4);
    gaz_body_add_wrong(body, begin, end);
    body->at = end;
}

void gaz_comment_read(struct gaz_body *body) {
    const struct gaz_source *source = body->reader->source;
    uint32_t begin = body->at, end = comment_end(body->reader, begin);
    if (end == 0) {
        leave_as_text(body, begin);
        return;
    }
    take_comment(body, begin, end);
    uint32_t line_end = gaz_source_line_end(source, end), at = end;
    while (at < line_end && gaz_char_is_blank(gaz_source_char(source, at)))
        at = gaz_source_next(source, at);
    gaz_reader_syntax(body->reader, end, at);
    if (at < line_end) gaz_reader_report(body->reader, GAZ_D_COMMENT_PLACE, at, line_end);
    body->at = at; /* at a line end: read as a blank line */
}
