/* print.c: reading the printed copy's lines. */
#include "facsimile/print.h"

#include "base/diag/diag.h"
#include "base/file/file.h"
#include "base/process/arena.h"
#include "trial/stream.h"

#include <glib.h>
#include <string.h>

enum { MOST_PAGE = 99999 };

struct reading {
    const struct gaz_source *source;
    struct gaz_arena *arena;
    struct gaz_diags *diags;
    GArray *chars;    /* uint32_t */
    GArray *lines;    /* struct gaz_print_line */
    GArray *contents; /* struct gaz_contents_line */
    GArray *loose;    /* struct gaz_loose_line */
    struct gaz_print *print;
    int page;                    /* 0: none was begun */
    bool page_begins;            /* no line of it was read */
    bool gap;                    /* the next line does not go on behind the last one: cells, … */
    bool unknown;                /* … stands before it, or nothing */
    uint32_t cell;               /* to which the next line belongs; 0: to none */
    uint32_t column;             /* in which it stands; 0: in none */
    enum gaz_loose_kind section; /* of what the lines are: LINE, COVER, CONTENTS */
    int section_page;            /* of CONTENTS; 0: not known */
    bool bad;
};

static void *copy(struct gaz_arena *arena, const GArray *array, size_t size) {
    void *all = gaz_arena_alloc(arena, array->len * size + 1);
    if (array->len) memcpy(all, array->data, array->len * size);
    return all;
}

/* ---- lines */

struct line {
    uint32_t begin, end, next, row;
};

static struct line line_at(const struct gaz_source *source, uint32_t at, uint32_t row) {
    const char *end = memchr(source->text + at, '\n', source->size - at);
    struct line line = {at, end ? (uint32_t)(end - source->text) : source->size, 0, row};
    line.next = MIN(line.end + 1, source->size);
    while (line.begin < line.end && g_ascii_isspace(source->text[line.begin]))
        line.begin++;
    while (line.end > line.begin && g_ascii_isspace(source->text[line.end - 1]))
        line.end--;
    return line;
}

static bool is(const struct reading *r, const struct line *line, const char *what) {
    size_t n = strlen(what);
    return line->end - line->begin == n && memcmp(r->source->text + line->begin, what, n) == 0;
}

static void complain(struct reading *r, enum gaz_code code, const struct line *line) {
    struct gaz_span span = {r->source, line->begin, line->end};
    gaz_report(r->diags, code, span, NULL);
    r->bad = true;
}

/* The number from `at` to `end`; -1: something else stands there. */
static int64_t number_at(const char *at, const char *end) {
    int64_t number = 0;
    const char *digits = at;
    while (at < end && g_ascii_isdigit(*at) && number <= MOST_PAGE)
        number = number * 10 + (*at++ - '0');
    return at == digits || at < end || number < 1 || number > MOST_PAGE ? -1 : number;
}

/* `目录`, `目录 2`, `封面` behind ##: no page of the text begins. */
static bool take_section(struct reading *r, const char *at, const char *end) {
    static const char contents[] = "目录", cover[] = "封面";
    size_t n = (size_t)(end - at), name = sizeof contents - 1;
    bool is_contents = n >= name && memcmp(at, contents, name) == 0,
         is_cover = n == sizeof cover - 1 && memcmp(at, cover, n) == 0;
    at += is_contents ? name : 0;
    while (is_contents && at < end && g_ascii_isspace(*at))
        at++;
    int64_t page = is_contents && at < end ? number_at(at, end) : 0;
    if (page < 0 || (!is_contents && !is_cover)) return false;
    r->section = is_cover ? GAZ_LOOSE_COVER : GAZ_LOOSE_CONTENTS;
    r->section_page = (int)page;
    return true;
}

/* `## 12`; the numbers rise. */
static void take_page(struct reading *r, const struct line *line) {
    const char *at = r->source->text + line->begin + 2, *end = r->source->text + line->end;
    while (at < end && g_ascii_isspace(*at))
        at++;
    r->section = GAZ_LOOSE_LINE;
    if (take_section(r, at, end)) return;
    int64_t number = number_at(at, end);
    if (number <= r->page) {
        complain(r, GAZ_D_PRINT_PAGE, line);
        return;
    }
    r->gap |= number != r->page + 1;
    r->unknown |= number != r->page + 1;
    r->page = (int)number;
    r->page_begins = true;
    if (r->print->n_pages++ == 0) r->print->first_page = r->page;
    r->print->last_page = r->page;
}

static struct gaz_print_line *last_line(const struct reading *r) {
    return r->lines->len ? &g_array_index(r->lines, struct gaz_print_line, r->lines->len - 1) : NULL;
}

/* What follows is not the next thing that is printed. */
static void take_gap(struct reading *r) {
    r->gap = r->unknown = true;
    r->page_begins = false;
}

static void add_chars(const struct reading *r, const struct line *text, GArray *chars) {
    const char *end = r->source->text + text->end;
    for (const char *p = r->source->text + text->begin; p < end; p = g_utf8_next_char(p)) {
        uint32_t ch = gaz_fold_char(g_utf8_get_char(p));
        if (ch) g_array_append_val(chars, ch);
    }
}

/* Or what parts cells. */
static bool is_gap(const struct reading *r, const char *at) {
    return g_utf8_get_char(at) == GAZ_LOOSE_GAP || (r->cell && *at == '|');
}

/* Wide blanks are kept, one of those that follow one another. */
static void take_loose(struct reading *r, const struct line *text, enum gaz_loose_kind kind) {
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const char *end = r->source->text + text->end;
    bool gap = false;
    for (const char *p = r->source->text + text->begin; p < end; p = g_utf8_next_char(p)) {
        uint32_t ch = gaz_fold_char(g_utf8_get_char(p)), blank = GAZ_LOOSE_GAP;
        gap |= is_gap(r, p);
        if (!ch || is_gap(r, p)) continue;
        if (gap && chars->len) g_array_append_val(chars, blank);
        g_array_append_val(chars, ch);
        gap = false;
    }
    int page = kind == GAZ_LOOSE_COVER ? 0 : r->section == GAZ_LOOSE_LINE ? r->page : r->section_page;
    struct gaz_loose_line line = {.chars = copy(r->arena, chars, sizeof(uint32_t)),
                                  .n = chars->len,
                                  .kind = kind,
                                  .page = page,
                                  .row = text->row,
                                  .line = r->lines->len};
    if (line.n) g_array_append_val(r->loose, line);
}

/* `^ 书眉` */
static void take_head(struct reading *r, const struct line *line) {
    struct line text = *line;
    text.begin++;
    take_loose(r, &text, GAZ_LOOSE_HEAD);
}

static void take_contents(struct reading *r, const struct line *text) {
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    add_chars(r, text, chars);
    struct gaz_contents_line line = {copy(r->arena, chars, sizeof(uint32_t)), chars->len, text->row};
    if (line.n) g_array_append_val(r->contents, line);
    take_loose(r, text, GAZ_LOOSE_CONTENTS);
}

static void take_line(struct reading *r, const struct line *text) {
    struct gaz_print_line line = {.page = r->page,
                                  .first = r->chars->len,
                                  .row = text->row,
                                  .begins_page = r->page_begins,
                                  .follows = !r->gap && r->lines->len > 0,
                                  .after_gap = r->unknown,
                                  .cell = r->cell,
                                  .column = r->column};
    add_chars(r, text, r->chars);
    line.n = r->chars->len - line.first;
    if (line.n == 0) return;
    if (line.follows) last_line(r)->is_whole = true;
    g_array_append_val(r->lines, line);
    r->page_begins = r->gap = r->unknown = false;
}

static uint32_t field_end(const struct gaz_source *source, uint32_t at, uint32_t end) {
    const char *bar = memchr(source->text + at, '|', end - at);
    return bar ? (uint32_t)(bar - source->text) : end;
}

/* Between bars: `| 甲 | 乙`, `| 甲 |`. */
static bool has_columns(const struct gaz_source *source, const struct line *line) {
    return field_end(source, line->begin + 1, line->end) < line->end;
}

/* `| 甲 | 乙 |`, `|| 丙`: what stands before a cell, and behind it, does not follow it. */
static void take_cells(struct reading *r, const struct line *line) {
    bool goes_on = line->begin + 1 < line->end && r->source->text[line->begin + 1] == '|';
    bool columns = !goes_on && has_columns(r->source, line);
    struct line row = *line;
    uint32_t end;
    r->cell = r->print->n_cells + 1;
    row.begin++;
    take_loose(r, &row, GAZ_LOOSE_LINE);
    for (uint32_t at = line->begin + 1 + goes_on; at < line->end; at = end + 1, goes_on = false) {
        struct line field = {at, end = field_end(r->source, at, line->end), line->next, line->row};
        goes_on = goes_on && r->print->n_cells > 0 && !r->gap && r->lines->len > 0 && last_line(r)->cell > 0;
        if (!goes_on) r->gap = true, r->print->n_cells++;
        r->cell = r->print->n_cells;
        r->column += columns;
        take_line(r, &field);
    }
    r->cell = r->column = 0;
}

static void take_text(struct reading *r, const struct line *line) {
    r->gap |= r->lines->len > 0 && last_line(r)->cell > 0;
    take_loose(r, line, GAZ_LOOSE_LINE);
    take_line(r, line);
}

static void take(struct reading *r, const struct line *line) {
    const char *text = r->source->text + line->begin;
    if (line->begin == line->end) return;
    if (line->end - line->begin >= 2 && memcmp(text, "##", 2) == 0)
        take_page(r, line);
    else if (*text == '#')
        return;
    else if (*text == '^')
        take_head(r, line);
    else if (r->section == GAZ_LOOSE_COVER)
        take_loose(r, line, GAZ_LOOSE_COVER);
    else if (r->section == GAZ_LOOSE_CONTENTS)
        take_contents(r, line);
    else if (is(r, line, "…") || is(r, line, "……") || is(r, line, "..."))
        take_gap(r);
    else if (r->page == 0)
        complain(r, GAZ_D_PRINT_NO_PAGE, line);
    else if (*text == '|')
        take_cells(r, line);
    else
        take_text(r, line);
}

static void read_lines(struct reading *r) {
    uint32_t row = 1;
    for (uint32_t at = 0; at < r->source->size && !r->bad; row++) {
        struct line line = line_at(r->source, at, row);
        uint32_t next = line.next;
        take(r, &line);
        if (next == at) break;
        at = next;
    }
    if (r->lines->len > 0 || r->bad) return;
    gaz_report_file(r->diags, GAZ_D_PRINT_EMPTY, r->source->name, NULL);
    r->bad = true;
}

static void give(struct reading *r) {
    r->print->chars = copy(r->arena, r->chars, sizeof(uint32_t));
    r->print->n_chars = r->chars->len;
    r->print->lines = copy(r->arena, r->lines, sizeof(struct gaz_print_line));
    r->print->n_lines = r->lines->len;
    r->print->contents = copy(r->arena, r->contents, sizeof(struct gaz_contents_line));
    r->print->n_contents = r->contents->len;
    r->print->loose = copy(r->arena, r->loose, sizeof(struct gaz_loose_line));
    r->print->n_loose = r->loose->len;
}

struct gaz_print *gaz_print_read(struct gaz_arena *arena, const char *name, struct gaz_bytes bytes,
                                 struct gaz_diags *diags) {
    struct reading r = {.arena = arena, .diags = diags, .gap = true, .unknown = true};
    r.source = gaz_source_clean(arena, name, name, bytes, diags);
    if (!r.source) return NULL;
    r.print = GAZ_NEW(arena, struct gaz_print);
    r.print->name = r.source->name;
    r.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    r.lines = g_array_new(FALSE, FALSE, sizeof(struct gaz_print_line));
    r.contents = g_array_new(FALSE, FALSE, sizeof(struct gaz_contents_line));
    r.loose = g_array_new(FALSE, FALSE, sizeof(struct gaz_loose_line));
    read_lines(&r);
    give(&r);
    g_array_free(r.chars, TRUE);
    g_array_free(r.lines, TRUE);
    g_array_free(r.contents, TRUE);
    g_array_free(r.loose, TRUE);
    return r.bad ? NULL : r.print;
}
