/* print_marks.c: see print_marks.h. */
#include "input/lines/print_marks.h"

#include "base/text/text.h"

#include <string.h>

static const char *const forms[] = {
    [GAZ_MARK_LINE_END] = "<!-- 行末 -->",    [GAZ_MARK_PAGE_END] = "<!-- 页末 -->",
    [GAZ_MARK_LINE_LESS] = "<!-- 减一行 -->", [GAZ_MARK_LINE_MORE] = "<!-- 加一行 -->",
    [GAZ_MARK_CUT_TABLE] = "<!-- 断表 -->",   [GAZ_MARK_LOST_LINES] = "<!-- 缺行 2 -->"};
static const char *const words[] = {
    [GAZ_MARK_LINE_END] = "行末",    [GAZ_MARK_PAGE_END] = "页末",  [GAZ_MARK_LINE_LESS] = "减一行",
    [GAZ_MARK_LINE_MORE] = "加一行", [GAZ_MARK_CUT_TABLE] = "断表", [GAZ_MARK_LOST_LINES] = "缺行"};
static const char opening[] = "<!--", closing[] = "-->";
enum { OPEN = sizeof opening - 1, CLOSE = sizeof closing - 1, MOST_DIGITS = 4 };

/* ---- reading */

static uint32_t skip_spaces(const struct gaz_source *source, uint32_t at, uint32_t end) {
    while (at < end && gaz_is_space((unsigned char)source->text[at]))
        at++;
    return at;
}

static uint32_t drop_spaces(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    while (end > begin && gaz_is_space((unsigned char)source->text[end - 1]))
        end--;
    return end;
}

static bool stands(const struct gaz_source *source, uint32_t at, uint32_t end, const char *what) {
    size_t n = strlen(what);
    return end - at >= n && memcmp(source->text + at, what, n) == 0;
}

/* The number behind 缺行, which is all that is left; false: something else is there. */
static bool take_number(const struct gaz_source *source, uint32_t at, uint32_t end, uint32_t *n) {
    *n = 0;
    for (uint32_t i = at; i < end; i++) {
        if (!g_ascii_isdigit(source->text[i])) return false;
        *n = i - at < MOST_DIGITS ? *n * 10 + (uint32_t)(source->text[i] - '0') : UINT32_MAX;
    }
    return end > at;
}

struct gaz_print_mark gaz_print_mark_read(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    struct gaz_print_mark mark = {.begin = begin, .end = end};
    if (end - begin < OPEN + CLOSE || !stands(source, begin, end, opening)) return mark;
    uint32_t at = skip_spaces(source, begin + OPEN, end - CLOSE);
    uint32_t stop = drop_spaces(source, at, end - CLOSE);
    for (int kind = GAZ_MARK_LINE_END; kind <= GAZ_MARK_LOST_LINES; kind++) {
        if (!stands(source, at, stop, words[kind])) continue;
        uint32_t rest = skip_spaces(source, at + (uint32_t)strlen(words[kind]), stop);
        bool good = kind == GAZ_MARK_LOST_LINES ? take_number(source, rest, stop, &mark.n) : rest == stop;
        if (good) mark.kind = (enum gaz_print_mark_kind)kind;
    }
    return mark;
}

/* Whether the character is itself: a backslash stands before it that is no escaped one. */
static bool is_escaped(const struct gaz_source *source, uint32_t begin, uint32_t at) {
    uint32_t first = at;
    while (first > begin && source->text[first - 1] == '\\')
        first--;
    return (at - first) % 2 == 1;
}

/* A mark is short: what stands further from the line's end is not looked at. */
struct gaz_print_mark gaz_print_mark_at_end(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    enum { LONGEST = 64 };
    struct gaz_print_mark none = {0};
    uint32_t stop = drop_spaces(source, begin, end);
    if (stop - begin < OPEN + CLOSE || !stands(source, stop - CLOSE, stop, closing)) return none;
    uint32_t first = stop - begin > LONGEST ? stop - LONGEST : begin;
    for (uint32_t at = stop - CLOSE; at > first;)
        if (source->text[--at] == '<')
            return is_escaped(source, begin, at) ? none : gaz_print_mark_read(source, at, stop);
    return none;
}

/* ---- a paragraph's marks */

void gaz_print_mark_refuse(struct gaz_diags *diags, enum gaz_print_mark_kind kind, struct gaz_span span) {
    static const enum gaz_code codes[] = {
        [GAZ_MARK_LINE_END] = GAZ_D_LINE_END_MARK_PLACE, [GAZ_MARK_PAGE_END] = GAZ_D_PAGE_END_MARK_PLACE,
        [GAZ_MARK_LINE_LESS] = GAZ_D_LINES_MARK_PLACE,   [GAZ_MARK_LINE_MORE] = GAZ_D_LINES_MARK_PLACE,
        [GAZ_MARK_CUT_TABLE] = GAZ_D_CUT_MARK_PLACE,     [GAZ_MARK_LOST_LINES] = GAZ_D_LOST_LINES};
    if (kind != GAZ_MARK_NONE) gaz_report(diags, codes[kind], span, forms[kind]);
}

static void take(struct gaz_reader *reader, struct gaz_print_marks *marks,
                 const struct gaz_print_mark *mark) {
    struct gaz_span span = gaz_reader_span(reader, mark->begin, mark->end);
    switch (mark->kind) {
    case GAZ_MARK_NONE:
        break;
    case GAZ_MARK_LINE_END:
        marks->line = span;
        break;
    case GAZ_MARK_PAGE_END:
        marks->page = span;
        break;
    case GAZ_MARK_LINE_LESS:
    case GAZ_MARK_LINE_MORE:
        marks->n_lines += mark->kind == GAZ_MARK_LINE_MORE ? 1 : -1;
        marks->n_lines_span = span;
        break;
    case GAZ_MARK_LOST_LINES:
        marks->lost = mark->n;
        marks->lost_span = span;
        if (mark->n < 1 || mark->n > GAZ_MOST_LOST_LINES) {
            gaz_print_mark_refuse(reader->diags, mark->kind, span);
            marks->lost = 0;
        }
        break;
    case GAZ_MARK_CUT_TABLE:
        gaz_print_mark_refuse(reader->diags, mark->kind, span);
        break;
    }
}

uint32_t gaz_print_marks_take(struct gaz_reader *reader, struct gaz_print_marks *marks, uint32_t begin,
                              uint32_t end) {
    struct gaz_print_mark mark;
    while ((mark = gaz_print_mark_at_end(reader->source, begin, end)).kind != GAZ_MARK_NONE) {
        take(reader, marks, &mark);
        gaz_reader_syntax(reader, mark.begin, end);
        end = mark.begin;
    }
    return end;
}

void gaz_print_marks_hand_on(struct gaz_print_marks *marks, GArray *raws, uint32_t offset) {
    uint32_t attrs = marks->lost << GAZ_LOST_SHIFT;
    if (marks->line.source) attrs |= GAZ_CHAR_LINE_SET;
    if (marks->page.source) attrs |= GAZ_CHAR_PAGE_SET;
    struct gaz_raw raw = {0, offset, attrs, GAZ_RAW_PRINT_MARK};
    g_array_append_val(raws, raw);
    marks->line = marks->page = marks->lost_span = (struct gaz_span){0};
    marks->lost = 0;
}
