/* copy.c: the pages written as text (print.h): contents by themselves, tables as their cells. */
#include "facsimile/pdf/pages.h"

#include "base/file/file.h"
#include "facsimile/pdf/pdf.h"

#include <stdlib.h>

enum {
    NOTES = 88,   /* per cent: type of notes */
    ENTRIES = 15, /* per cent of a page's lines, and two at least: it is contents */
};

/* ---- contents */

static bool is_entry(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    uint32_t leaders = 0, most = 0, end = line->first + line->n;
    for (uint32_t i = line->first; i < end; i++) {
        leaders = gaz_copy_is_leader(gaz_copy_ch_at(page, i)) ? leaders + 1 : 0;
        most = MAX(most, leaders);
    }
    uint32_t last = line->n ? gaz_copy_ch_at(page, end - 1) : 0;
    return most >= 3 && (gaz_char_is_digit(last) || last == ')');
}

/* goes_on: the page before it is. */
static bool is_contents(const struct gaz_copy_page *page, bool goes_on) {
    uint32_t entries = 0, lines = 0, least = goes_on ? 1 : 2;
    for (uint32_t l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        lines += !line->is_furniture;
        entries += !line->is_furniture && is_entry(page, line);
    }
    return entries >= least && entries * 100 >= lines * ENTRIES;
}

/* ---- writing */

/* ＃, ＾, ｜: what marks a line, and what parts cells. */
static uint32_t harmless(uint32_t ch) {
    return ch == '#' || ch == '|' || ch == '^' ? ch + 0xFEE0 : ch;
}

static void put_chars(const struct gaz_copy_page *page, uint32_t first, uint32_t n, GString *out) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t ch = gaz_copy_glyph_at(page, first + i)->ch;
        g_string_append_unichar(out, i == 0 ? harmless(ch) : ch);
    }
}

/* Of a cell. */
static void put_cell(const struct gaz_copy_page *page, uint32_t first, uint32_t n, GString *out) {
    for (uint32_t i = 0; i < n; i++)
        g_string_append_unichar(out, harmless(gaz_copy_glyph_at(page, first + i)->ch));
}

static void put_text(const struct gaz_copy_page *page, const struct gaz_copy_line *line, GString *out) {
    GArray *pieces = gaz_copy_pieces(page, line);
    for (guint i = 0; i < pieces->len; i++) {
        struct gaz_copy_piece piece = g_array_index(pieces, struct gaz_copy_piece, i);
        if (i > 0) g_string_append(out, "　");
        put_chars(page, piece.first, piece.n, out);
    }
    g_string_append_c(out, '\n');
    g_array_unref(pieces);
}

/* What stands before and behind is not known to follow one another. */
static void put_gap(GString *out) {
    if (!g_str_has_suffix(out->str, "\n…\n")) g_string_append(out, "…\n");
}

/* Of the line its fields, each in its column: `| 甲 | | 丙 |`. */
static void put_fields(const struct gaz_copy_page *page, uint32_t l, GString *out) {
    uint32_t column = 0;
    for (guint i = 0; i < page->fields->len; i++) {
        const struct gaz_copy_field *field = &g_array_index(page->fields, struct gaz_copy_field, i);
        if (field->line != l) continue;
        for (; column < field->column; column++)
            g_string_append(out, "| ");
        put_cell(page, field->first, field->n, out);
        g_string_append_c(out, ' ');
    }
    g_string_append(out, "|\n");
}

/* The ruled lines from `first` on; gives the line behind them. */
static uint32_t put_ruled(const struct gaz_copy_page *page, uint32_t first, GString *out) {
    uint32_t end = first, cell = UINT32_MAX;
    for (uint32_t l = first; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture) continue;
        if (!line->is_ruled) break;
        end = l + 1;
    }
    GArray *lines = gaz_copy_cell_lines(page, first, end);
    for (guint i = 0; i < lines->len; i++) {
        struct gaz_copy_cell_line line = g_array_index(lines, struct gaz_copy_cell_line, i);
        g_string_append(out, line.cell == cell ? "|| " : "| ");
        put_cell(page, line.first, line.n, out);
        g_string_append_c(out, '\n');
        cell = line.cell;
    }
    g_array_unref(lines);
    return end;
}

/* Running heads and page numbers, each as it is printed. */
static void put_heads(const struct gaz_copy_page *page, GString *out) {
    for (uint32_t l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (!line->is_furniture || line->is_repeated) continue;
        g_string_append(out, "^ ");
        put_text(page, line, out);
    }
}

/* What stands before the first page that has a number. */
static void put_cover(const struct gaz_copy_page *page, GString *out) {
    g_string_append(out, "## 封面\n");
    for (uint32_t l = 0; l < page->lines->len; l++)
        put_text(page, gaz_copy_line_at(page, l), out);
}

/* The issue's, or a document's own: whoever reads the text knows by the entries. */
static void put_contents(const struct gaz_copy_page *page, GString *out) {
    g_string_append(out, "## 目录");
    if (page->number > 0) g_string_append_printf(out, " %d", page->number);
    g_string_append_c(out, '\n');
    put_heads(page, out);
    for (uint32_t l = 0; l < page->lines->len; l++)
        if (!gaz_copy_line_at(page, l)->is_furniture) put_text(page, gaz_copy_line_at(page, l), out);
}

static int compare_ems(const void *one, const void *other) {
    int32_t x = *(const int32_t *)one, y = *(const int32_t *)other;
    return x < y ? -1 : x > y;
}

/* The type of most pages: that of one may be a title's. */
static int32_t usual_em(const struct gaz_copy_page *pages, uint32_t n) {
    int32_t *ems = g_new(int32_t, n + 1), em = 1;
    for (uint32_t p = 0; p < n; p++)
        ems[p] = pages[p].em;
    qsort(ems, n, sizeof *ems, compare_ems);
    if (n > 0) em = ems[n / 2];
    g_free(ems);
    return em;
}

/* Where the notes at the foot begin: smaller type down to the page's end. */
static uint32_t first_note(const struct gaz_copy_page *page, int32_t usual) {
    uint32_t first = page->lines->len;
    for (uint32_t l = page->lines->len; l-- > 0;) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture) continue;
        if (line->is_cells || line->is_ruled ||
            (int64_t)line->em * 100 > (int64_t)MIN(page->em, usual) * NOTES)
            break;
        first = l;
    }
    return first;
}

static void put_page(const struct gaz_copy_page *page, int32_t usual, GString *out) {
    uint32_t notes = first_note(page, usual);
    g_string_append_printf(out, "## %d\n", page->number);
    put_heads(page, out);
    for (uint32_t l = gaz_copy_edge_line(page, false), next; l < page->lines->len; l = next) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        next = l + 1;
        if (line->is_furniture) continue;
        if (l == notes) put_gap(out);
        if (line->is_ruled)
            next = put_ruled(page, l, out);
        else if (line->is_cells)
            put_fields(page, l, out);
        else
            put_text(page, line, out);
    }
    if (notes < page->lines->len) put_gap(out);
}

void gaz_copy_write(struct gaz_copy_page *pages, uint32_t n, GString *out) {
    int last = 0;
    bool in_contents = false;
    int32_t usual = usual_em(pages, n);
    g_string_append(out, GAZ_COPY_HEAD "：由PDF的文字层读出；认错的字可以改，# 开头的行是说明\n");
    gaz_copy_find_numbers(pages, n);
    for (uint32_t p = 0; p < n; p++)
        gaz_copy_find_ruled(&pages[p]);
    gaz_copy_find_furniture(pages, n);
    gaz_copy_find_cells(pages, n);
    for (uint32_t p = 0; p < n; p++) {
        bool has_text = gaz_copy_edge_line(&pages[p], false) < pages[p].lines->len;
        in_contents = has_text && is_contents(&pages[p], in_contents);
        if (in_contents) {
            put_contents(&pages[p], out);
            continue;
        }
        if (has_text && pages[p].number <= 0) put_cover(&pages[p], out);
        if (!has_text || pages[p].number <= last) continue;
        put_page(&pages[p], usual, out);
        last = pages[p].number;
    }
}
