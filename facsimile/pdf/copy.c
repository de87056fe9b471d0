/* copy.c: the pages written as text (print.h): contents left out, tables as their cells. */
#include "facsimile/pdf/pages.h"

#include "base/file/file.h"

enum {
    TELLING = 9,  /* characters: they tell a place by themselves */
    NOTES = 88,   /* per cent: type of notes */
    ENTRIES = 15, /* per cent of a page's lines, and two at least: it is contents */
};

/* ---- contents */

static bool is_leader(uint32_t ch) {
    return ch == 0x2026 || ch == '.' || ch == 0x00B7 || ch == 0x2025 || ch == 0x30FB || ch == 0x2022;
}

static bool is_entry(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    uint32_t leaders = 0, most = 0, end = line->first + line->n;
    for (uint32_t i = line->first; i < end; i++) {
        leaders = is_leader(gaz_copy_ch_at(page, i)) ? leaders + 1 : 0;
        most = MAX(most, leaders);
    }
    uint32_t last = line->n ? gaz_copy_ch_at(page, end - 1) : 0;
    return most >= 3 && (gaz_char_is_digit(last) || last == ')');
}

static bool is_contents(const struct gaz_copy_page *page) {
    uint32_t entries = 0, lines = 0;
    for (uint32_t l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        lines += !line->is_furniture;
        entries += !line->is_furniture && is_entry(page, line);
    }
    return entries >= 2 && entries * 100 >= lines * ENTRIES;
}

/* ---- writing */

static void put_chars(const struct gaz_copy_page *page, uint32_t first, uint32_t n, GString *out) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t ch = gaz_copy_glyph_at(page, first + i)->ch;
        g_string_append_unichar(out, i == 0 && ch == '#' ? 0xFF03 : ch); /* ＃: # begins a remark */
    }
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

static void put_cells(const struct gaz_copy_page *page, const struct gaz_copy_line *line, GString *out) {
    GArray *pieces = gaz_copy_pieces(page, line);
    for (guint i = 0; i < pieces->len; i++) {
        struct gaz_copy_piece piece = g_array_index(pieces, struct gaz_copy_piece, i);
        put_chars(page, piece.first, piece.n, out);
        g_string_append(out, "\n");
        put_gap(out);
    }
    g_array_unref(pieces);
}

/* Where the notes at the foot begin: smaller type down to the page's end. */
static uint32_t first_note(const struct gaz_copy_page *page) {
    uint32_t first = page->lines->len;
    for (uint32_t l = page->lines->len; l-- > 0;) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture) continue;
        if (line->is_cells || (int64_t)line->em * 100 > (int64_t)page->em * NOTES) break;
        first = l;
    }
    return first;
}

/* A page that begins within a tall row may begin with a cell that is too short to be found: the first of its
 * lines that is not, then. */
static const struct gaz_copy_line *telling_line(const struct gaz_copy_page *page, uint32_t first) {
    for (uint32_t l = first; l < page->lines->len && l <= first + GAZ_COPY_BETWEEN; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (!line->is_furniture && line->is_cells && line->n > GAZ_COPY_NAME) return line;
    }
    return gaz_copy_line_at(page, first);
}

/* The longest piece, where it tells enough by itself; else the line as it stands. */
static void put_telling(const struct gaz_copy_page *page, const struct gaz_copy_line *line, GString *out) {
    GArray *pieces = gaz_copy_pieces(page, line);
    struct gaz_copy_piece longest = {0};
    for (guint i = 0; i < pieces->len; i++) {
        struct gaz_copy_piece piece = g_array_index(pieces, struct gaz_copy_piece, i);
        if (piece.n > longest.n) longest = piece;
    }
    g_array_unref(pieces);
    if (longest.n < TELLING) {
        put_text(page, line, out);
        return;
    }
    put_chars(page, longest.first, longest.n, out);
    g_string_append_c(out, '\n');
}

/* Where a page begins within a table, it does with the whole row: of that any piece tells. Before it nothing
 * is known to follow. Gives the line that was written; NULL: none yet. */
static const struct gaz_copy_line *put_head(const struct gaz_copy_page *page, uint32_t first, GString *out) {
    bool is_cells = gaz_copy_line_at(page, first)->is_cells;
    const struct gaz_copy_line *telling = telling_line(page, first);
    if (is_cells && out->len > 0) put_gap(out);
    g_string_append_printf(out, "## %d\n", page->number);
    if (!is_cells) return NULL;
    put_telling(page, telling, out);
    put_gap(out);
    return telling;
}

static void put_page(const struct gaz_copy_page *page, GString *out) {
    uint32_t notes = first_note(page), first = gaz_copy_edge_line(page, false);
    const struct gaz_copy_line *told = put_head(page, first, out);
    for (uint32_t l = first; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture || line == told) continue;
        if (line->is_cells || l == notes) put_gap(out);
        if (line->is_cells)
            put_cells(page, line, out);
        else
            put_text(page, line, out);
    }
    if (notes < page->lines->len) put_gap(out);
}

void gaz_copy_write(struct gaz_copy_page *pages, uint32_t n, GString *out) {
    int last = 0;
    g_string_append(out, GAZ_COPY_HEAD "：由PDF的文字层读出；认错的字可以改，# 开头的行是说明\n");
    gaz_copy_find_numbers(pages, n);
    gaz_copy_find_furniture(pages, n);
    for (uint32_t p = 0; p < n; p++) {
        gaz_copy_find_cells(&pages[p]);
        bool has_text = gaz_copy_edge_line(&pages[p], false) < pages[p].lines->len;
        if (!has_text || pages[p].number <= last || is_contents(&pages[p])) continue;
        put_page(&pages[p], out);
        last = pages[p].number;
    }
}
