/* pipe.c: pipe tables: a head, a delimiter row, rows.
 *
 *     | 甲 | 乙 |
 *     | --- | ---: |
 *     | 1 | 2 |
 *
 * As in GFM, but nothing is dropped: a row with a cell too many is an error, one too few is filled with a
 * warning. A \| is a bar in a cell; <br> is a line end.
 */
#include "input/inline/inline.h"
#include "input/lines/print_marks.h"
#include "input/table/table.h"

#include <string.h>

struct range {
    uint32_t begin, end;
};

struct pipe {
    struct gaz_reader *reader;
    struct gaz_table_draft draft;
    enum gaz_cell_align aligns[GAZ_MOST_COLUMNS];
    GArray *ranges; /* struct range: the cells of the row at hand */
    bool bad;
};

static struct range trimmed(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    while (begin < end && gaz_is_space((unsigned char)source->text[begin]))
        begin++;
    while (end > begin && gaz_is_space((unsigned char)source->text[end - 1]))
        end--;
    return (struct range){begin, end};
}

/* The next bar from `at` on that no backslash stands before, or `end`. */
static uint32_t next_bar(const struct gaz_source *source, uint32_t at, uint32_t end) {
    for (; at < end && source->text[at] != '|'; at++)
        if (source->text[at] == '\\' && at + 1 < end && gaz_is_escapable((unsigned char)source->text[at + 1]))
            at++;
    return at < end ? at : end;
}

/* The cells of a row; bars at its ends belong to no cell. */
static void split_row(const struct gaz_source *source, struct range row, GArray *ranges) {
    g_array_set_size(ranges, 0);
    if (row.begin < row.end && source->text[row.begin] == '|') row.begin++;
    for (uint32_t at = row.begin;;) {
        uint32_t bar = next_bar(source, at, row.end);
        struct range cell = {at, bar};
        if (bar < row.end || bar > at || ranges->len == 0) g_array_append_val(ranges, cell);
        if (bar >= row.end) return;
        at = bar + 1;
    }
}

static bool is_delimiter_cell(const struct gaz_source *source, struct range cell) {
    cell = trimmed(source, cell.begin, cell.end);
    if (cell.begin < cell.end && source->text[cell.begin] == ':') cell.begin++;
    if (cell.end > cell.begin && source->text[cell.end - 1] == ':') cell.end--;
    for (uint32_t i = cell.begin; i < cell.end; i++)
        if (source->text[i] != '-') return false;
    return cell.end > cell.begin;
}

static bool is_delimiter_row(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    struct range row = trimmed(source, begin, end);
    if (row.begin == row.end || !memchr(source->text + row.begin, '|', row.end - row.begin)) return false;
    if (strspn(source->text + row.begin, "|:- \t") < row.end - row.begin) return false;
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
    split_row(source, row, ranges);
    bool all = true;
    for (guint i = 0; i < ranges->len && all; i++)
        all = is_delimiter_cell(source, g_array_index(ranges, struct range, i));
    g_array_unref(ranges);
    return all;
}

bool gaz_table_pipe_begins(const struct gaz_source *source, uint32_t begin, uint32_t end) {
    if (next_bar(source, begin, end) == end || end >= source->size) return false;
    return is_delimiter_row(source, end + 1, gaz_source_line_end(source, end + 1));
}

static enum gaz_cell_align delimiter_align(const struct gaz_source *source, struct range cell) {
    cell = trimmed(source, cell.begin, cell.end);
    bool left = source->text[cell.begin] == ':', right = source->text[cell.end - 1] == ':';
    if (left && right) return GAZ_CELL_CENTER;
    return right ? GAZ_CELL_RIGHT : left ? GAZ_CELL_LEFT : GAZ_CELL_DEFAULT;
}

/* The bytes of <br>, <br/> or <br /> at `at`, or 0. */
static uint32_t break_length(const struct gaz_source *source, uint32_t at, uint32_t end) {
    static const char *const forms[] = {"<br>", "<br/>", "<br />"};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        uint32_t n = (uint32_t)strlen(forms[i]);
        if (end - at >= n && memcmp(source->text + at, forms[i], n) == 0) return n;
    }
    return 0;
}

static void read_cell(struct pipe *p, struct range range, struct gaz_cell *cell) {
    const struct gaz_source *source = p->reader->source;
    GArray *raws = gaz_raws_new();
    for (uint32_t at = range.begin; at < range.end;) {
        uint32_t n = break_length(source, at, range.end);
        bool is_escape = source->text[at] == '\\' && at + 1 < range.end &&
                         gaz_is_escapable((unsigned char)source->text[at + 1]);
        if (n > 0) {
            gaz_raws_add(raws, '\n', at, GAZ_RAW_BREAK);
            gaz_reader_syntax(p->reader, at + 1, at + n);
            at += n;
        } else {
            uint32_t next = gaz_source_next(source, is_escape ? at + 1 : at);
            gaz_raws_add_source(raws, source, at, next);
            at = next;
        }
    }
    gaz_cell_read(p->reader, raws, cell);
    g_array_unref(raws);
}

/* The bars and what stands around the cells are syntax. */
static void mark_bars(struct pipe *p, struct range row) {
    uint32_t at = row.begin;
    for (guint i = 0; i < p->ranges->len; i++) {
        struct range cell = g_array_index(p->ranges, struct range, i);
        gaz_reader_syntax(p->reader, at, cell.begin);
        at = cell.end;
    }
    gaz_reader_syntax(p->reader, at, row.end);
}

static void read_row(struct pipe *p, uint32_t begin, uint32_t end) {
    struct range row = trimmed(p->reader->source, begin, end);
    bool is_head = p->draft.rows->len == 0;
    split_row(p->reader->source, row, p->ranges);
    mark_bars(p, (struct range){begin, end});
    gaz_table_draft_add_row(&p->draft, gaz_reader_span(p->reader, row.begin, row.end));
    for (guint i = 0; i < p->ranges->len; i++) {
        struct range range = g_array_index(p->ranges, struct range, i);
        struct gaz_cell cell = {.row_span = 1, .column_span = 1, .is_head = is_head};
        cell.align = i < GAZ_MOST_COLUMNS ? p->aligns[i] : GAZ_CELL_DEFAULT;
        cell.span = gaz_reader_span(p->reader, range.begin, range.end);
        read_cell(p, range, &cell);
        gaz_table_draft_add_cell(&p->draft, &cell);
    }
}

/* The delimiter row: its alignments; it has as many cells as the head. */
static void read_delimiters(struct pipe *p, struct range head, uint32_t begin, uint32_t end) {
    const struct gaz_source *source = p->reader->source;
    char n_head[16], n_row[16];
    split_row(source, trimmed(source, head.begin, head.end), p->ranges);
    guint n = p->ranges->len;
    split_row(source, trimmed(source, begin, end), p->ranges);
    for (guint i = 0; i < p->ranges->len && i < GAZ_MOST_COLUMNS; i++)
        p->aligns[i] = delimiter_align(source, g_array_index(p->ranges, struct range, i));
    gaz_reader_syntax(p->reader, begin, end);
    if (n == p->ranges->len) return;
    g_snprintf(n_head, sizeof n_head, "%u", n);
    g_snprintf(n_row, sizeof n_row, "%u", p->ranges->len);
    gaz_report(p->reader->diags, GAZ_D_TABLE_DELIMITER, gaz_reader_span(p->reader, begin, end), n_row,
               n_head);
    p->bad = true;
}

/* A line between the rows that is a mark of the print, not a row. */
static bool take_mark_line(struct pipe *p, uint32_t begin, uint32_t end) {
    struct range line = trimmed(p->reader->source, begin, end);
    struct gaz_print_mark mark = gaz_print_mark_read(p->reader->source, line.begin, line.end);
    struct gaz_span span = gaz_reader_span(p->reader, line.begin, line.end);
    if (mark.kind == GAZ_MARK_NONE) return false;
    gaz_reader_syntax(p->reader, begin, end);
    if (mark.kind == GAZ_MARK_CUT_TABLE)
        gaz_table_draft_cut(p->reader, &p->draft, span);
    else
        gaz_print_mark_refuse(p->reader->diags, mark.kind, span);
    return true;
}

static void read_rows(struct pipe *p, uint32_t begin, uint32_t end) {
    const struct gaz_source *source = p->reader->source;
    uint32_t head_end = gaz_source_line_end(source, begin);
    uint32_t line = head_end + 1, line_end = gaz_source_line_end(source, line);
    gaz_reader_syntax(p->reader, head_end, line);
    read_delimiters(p, (struct range){begin, head_end}, line, line_end);
    read_row(p, begin, head_end);
    while (line_end < end) {
        gaz_reader_syntax(p->reader, line_end, line_end + 1);
        line = line_end + 1;
        line_end = gaz_source_line_end(source, line);
        if (!take_mark_line(p, line, line_end)) read_row(p, line, line_end);
    }
    p->draft.n_header_rows = 1;
}

const struct gaz_table *gaz_table_pipe_read(struct gaz_reader *reader, uint32_t begin, uint32_t end) {
    struct pipe p = {.reader = reader, .ranges = g_array_new(FALSE, FALSE, sizeof(struct range))};
    gaz_table_draft_open(&p.draft);
    read_rows(&p, begin, end);
    const struct gaz_table *table = p.bad ? NULL : gaz_table_grid(reader, &p.draft);
    gaz_table_draft_close(&p.draft);
    g_array_unref(p.ranges);
    return table;
}
