/* pages.c: see pages.h.
 *
 * Numbers. What stands at the head or foot of a page and says a number is its number when pages nearby say
 * numbers that count up with it; a page without one is counted from the nearest that has one.
 * Heads. A line at the head (foot) of a page that stands there on pages nearby too is no text. So are, below
 * it, the lines of cells that the page before has: a table's repeated head.
 * Tables. Lines that wider gaps part into pieces, three or more of them near one another, are a table's: of
 * what stands side by side nobody knows from the page alone what is read first.
 */
#include "facsimile/pdf/pages.h"

#include "base/file/file.h"
#include "trial/stream.h"

#include <stdlib.h>
#include <string.h>

enum {
    AT_EDGE = 2,    /* lines from the head or the foot, among which numbers are looked for */
    SURELY = 3,     /* pages nearby, for a number that has something beside it */
    NEARBY = 4,     /* pages */
    WINDOW = 8,     /* pages in which a running head recurs */
    RECURS = 2,     /* on so many others */
    MOST_SAID = 24, /* numbers that a page may seem to say */
    ALIKE = 70,     /* per cent of the characters */
    MOST_NUMBER = 99999,
    STAGGERED = 90,  /* per cent of an em: so far apart are the lines of one column at least */
    CELLS = 3,       /* lines that make a table */
    BETWEEN = 4,     /* lines of one cell between them */
    FULL = 70,       /* per cent of the width: a line of text */
    SHORT = 9,       /* characters: a page number with what is beside it */
    NAME = 4,        /* characters: names in columns are read across */
    NOTES = 88,      /* per cent: type of notes */
    ENTRIES = 15,    /* per cent of a page's lines, and two at least: it is contents */
    HEAD_SIZE = 110, /* per cent of the page's type: a running head is no larger */
};

/* ---- characters */

static uint32_t ch_at(const struct gaz_copy_page *page, uint32_t i) {
    uint32_t ch = gaz_fold_char(gaz_copy_glyph_at(page, i)->ch);
    return ch >= 0xFF01 && ch <= 0xFF5E ? ch - 0xFEE0 : ch;
}

static bool is_digit(uint32_t ch) {
    return ch >= '0' && ch <= '9';
}

static bool is_beside_number(uint32_t ch) {
    static const uint32_t marks[] = {
        '-',    0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x00B7,          0x2022,          0x30FB,
        '.',    '|',    '(',    ')',    '~',    0x2212, 0x7B2C /* 第 */, 0x9875 /* 页 */, 0x25CF,
        0x2027, '<',    '>',    0x300A, 0x300B};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i] == ch) return true;
    return false;
}

static bool is_leader(uint32_t ch) {
    return ch == 0x2026 || ch == '.' || ch == 0x00B7 || ch == 0x2025 || ch == 0x30FB || ch == 0x2022;
}

/* ---- numbers */

/* `/40` and `共40页` behind a number */
static bool is_total(const struct gaz_copy_page *page, uint32_t at, uint32_t end) {
    bool begins = at < end && (ch_at(page, at) == '/' || ch_at(page, at) == 0x5171 /* 共 */);
    uint32_t digits = 0;
    for (at++; begins && at < end && is_digit(ch_at(page, at)); at++)
        digits++;
    while (at < end && is_beside_number(ch_at(page, at)))
        at++;
    return digits > 0 && at >= end;
}

int gaz_copy_number(const struct gaz_copy_page *page, uint32_t first, uint32_t n) {
    uint32_t at = first, end = first + n, digits = 0;
    int number = 0;
    while (at < end && is_beside_number(ch_at(page, at)))
        at++;
    for (; at < end && is_digit(ch_at(page, at)) && number <= MOST_NUMBER; at++, digits++)
        number = number * 10 + (int)(ch_at(page, at) - '0');
    while (at < end && is_beside_number(ch_at(page, at)))
        at++;
    bool whole = at == end || is_total(page, at, end);
    return digits > 0 && whole && number <= MOST_NUMBER ? number : 0;
}

/* what one page seems to say */
struct said {
    int number;
    uint32_t line;  /* G_MAXUINT32: it runs in another direction */
    uint32_t least; /* pages nearby that must count up with it */
};

static void add_said(GArray *said, int number, uint32_t line, uint32_t least) {
    struct said one = {number, line, least};
    if (number > 0 && said->len < MOST_SAID) g_array_append_val(said, one);
}

static void say_line(const struct gaz_copy_page *page, uint32_t l, uint32_t as, GArray *said) {
    const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
    GArray *pieces = gaz_copy_pieces(page, line);
    add_said(said, gaz_copy_number(page, line->first, line->n), as, 1);
    for (guint i = 0; i < pieces->len && pieces->len == 2; i++) { /* beside the running head */
        struct gaz_copy_piece piece = g_array_index(pieces, struct gaz_copy_piece, i);
        add_said(said, gaz_copy_number(page, piece.first, piece.n), as, SURELY);
    }
    g_array_unref(pieces);
}

/* A turned table has its page number upright below it. */
static void say_others(const struct gaz_copy_page *page, GArray *said) {
    if (page->others->len == 0) return;
    struct gaz_copy_page other = gaz_copy_page_of(g_array_copy(page->others));
    for (uint32_t l = 0; l < other.lines->len && l < MOST_SAID; l++)
        say_line(&other, l, G_MAXUINT32, said);
    gaz_copy_page_clear(&other);
}

static GArray *said_by(const struct gaz_copy_page *page) {
    GArray *said = g_array_new(FALSE, FALSE, sizeof(struct said));
    uint32_t n = page->lines->len;
    for (uint32_t l = 0; l < n; l++)
        if (l < AT_EDGE || l + AT_EDGE >= n) say_line(page, l, l, said);
    say_others(page, said);
    return said;
}

static bool says(const GArray *said, int64_t number) {
    for (guint i = 0; i < said->len; i++)
        if (g_array_index(said, struct said, i).number == number) return true;
    return false;
}

/* How many pages nearby count up with it. */
static uint32_t support(GArray *const *said, uint32_t n, uint32_t page, int number) {
    uint32_t count = 0;
    for (uint32_t p = page > NEARBY ? page - NEARBY : 0; p < n && p <= page + NEARBY; p++)
        if (p != page) count += says(said[p], (int64_t)number + p - page);
    return count;
}

/* What lies beyond the number is no text either. */
static void take_off(struct gaz_copy_page *page, uint32_t line) {
    uint32_t n = page->lines->len;
    if (line >= n) return;
    page->number_v = gaz_copy_line_at(page, line)->v;
    bool is_foot = line + AT_EDGE >= n && line >= AT_EDGE;
    for (uint32_t l = is_foot ? line : 0; l < (is_foot ? n : line + 1); l++)
        gaz_copy_line_at(page, l)->is_furniture = true;
}

static void choose_number(struct gaz_copy_page *pages, GArray *const *said, uint32_t n, uint32_t p) {
    uint32_t best = 0;
    const struct said *chosen = NULL;
    for (guint i = 0; i < said[p]->len; i++) {
        const struct said *one = &g_array_index(said[p], struct said, i);
        uint32_t count = support(said, n, p, one->number) + (n == 1);
        if (count <= best || count < one->least) continue;
        best = count;
        chosen = one;
    }
    if (!chosen) return;
    pages[p].number = chosen->number;
    take_off(&pages[p], chosen->line);
}

/* At the foot or head, and as high as the number of a page nearby: a number that was misread. */
static void take_off_misread(const struct gaz_copy_page *pages, uint32_t n, struct gaz_copy_page *page) {
    uint32_t p = (uint32_t)(page - pages);
    for (uint32_t q = p > NEARBY ? p - NEARBY : 0; q < n && q <= p + NEARBY; q++)
        for (uint32_t l = 0; l < page->lines->len && pages[q].number_v != 0;
             l += MAX(page->lines->len - 1, 1)) {
            struct gaz_copy_line *line = gaz_copy_line_at(page, l);
            line->is_furniture |= line->n <= SHORT && ABS((int64_t)line->v - pages[q].number_v) <= line->em;
        }
}

static uint32_t nearest_numbered(const struct gaz_copy_page *pages, uint32_t n, uint32_t p) {
    for (uint32_t by = 0; by < n; by++) {
        if (p >= by && pages[p - by].number > 0) return p - by;
        if (p + by < n && pages[p + by].number > 0) return p + by;
    }
    return n;
}

static void count_numbers(struct gaz_copy_page *pages, uint32_t n) {
    int *counted = g_new0(int, n + 1);
    for (uint32_t p = 0; p < n; p++) {
        uint32_t near = nearest_numbered(pages, n, p);
        int64_t number = near == n ? (int64_t)p + 1 : pages[near].number + (int64_t)p - near;
        counted[p] = (int)CLAMP(number, 0, MOST_NUMBER);
    }
    for (uint32_t p = 0; p < n; p++)
        pages[p].number = counted[p];
    g_free(counted);
}

void gaz_copy_find_numbers(struct gaz_copy_page *pages, uint32_t n) {
    GArray **said = g_new0(GArray *, n + 1);
    for (uint32_t p = 0; p < n; p++)
        said[p] = said_by(&pages[p]);
    for (uint32_t p = 0; p < n; p++)
        choose_number(pages, said, n, p);
    for (uint32_t p = 0; p < n; p++)
        if (pages[p].number_v == 0) take_off_misread(pages, n, &pages[p]);
    count_numbers(pages, n);
    for (uint32_t p = 0; p < n; p++)
        g_array_unref(said[p]);
    g_free(said);
}

/* ---- running heads */

static int compare_chars(const void *one, const void *other) {
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)other;
    return x < y ? -1 : x > y;
}

static uint32_t *sorted_chars(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    uint32_t *chars = g_new(uint32_t, line->n + 1);
    for (uint32_t i = 0; i < line->n; i++)
        chars[i] = ch_at(page, line->first + i);
    qsort(chars, line->n, sizeof *chars, compare_chars);
    return chars;
}

/* Read by a machine, two prints of one line have most characters in common. */
static bool are_alike(const struct gaz_copy_page *a, const struct gaz_copy_line *x,
                      const struct gaz_copy_page *b, const struct gaz_copy_line *y) {
    uint64_t most = MAX(x->n, y->n), common = 0;
    if ((uint64_t)MIN(x->n, y->n) * 100 < most * ALIKE) return false;
    uint32_t *one = sorted_chars(a, x), *other = sorted_chars(b, y);
    for (uint32_t i = 0, k = 0; i < x->n && k < y->n;) {
        if (one[i] == other[k]) common++;
        if (one[i] <= other[k])
            i++, k += one[i - 1] == other[k];
        else
            k++;
    }
    g_free(one);
    g_free(other);
    return common * 100 >= most * ALIKE;
}

/* The line at the head or foot that is not known to be none of the text; lines->len: there is none. */
static uint32_t edge_line(const struct gaz_copy_page *page, bool foot) {
    uint32_t n = page->lines->len;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t l = foot ? n - 1 - i : i;
        if (!gaz_copy_line_at(page, l)->is_furniture) return l;
    }
    return n;
}

/* Of a running head; 0 where it does not stand on the next page but one on either side: the head of a
 * document recurs too, and is larger than its text. */
static uint32_t recurrences(const struct gaz_copy_page *pages, uint32_t n, uint32_t p, bool foot) {
    uint32_t l = edge_line(&pages[p], foot), count = 0;
    bool is_near = false;
    if (l == pages[p].lines->len) return 0;
    const struct gaz_copy_line *line = gaz_copy_line_at(&pages[p], l);
    if ((int64_t)line->em * 100 > (int64_t)pages[p].em * HEAD_SIZE) return 0;
    for (uint32_t q = p > WINDOW ? p - WINDOW : 0; q < n && q <= p + WINDOW; q++) {
        uint32_t k = edge_line(&pages[q], foot);
        if (q == p || k == pages[q].lines->len) continue;
        const struct gaz_copy_line *other = gaz_copy_line_at(&pages[q], k);
        bool recurs =
            ABS((int64_t)other->v - line->v) <= line->em && are_alike(&pages[p], line, &pages[q], other);
        count += recurs;
        is_near |= recurs && (p > q ? p - q : q - p) <= 2;
    }
    return is_near ? count : 0;
}

/* Of all pages at once, so that what recurs is counted before any of it is taken off. */
static void take_off_recurring(struct gaz_copy_page *pages, uint32_t n, bool foot, uint32_t least) {
    bool *recurs = g_new0(bool, n + 1);
    for (uint32_t p = 0; p < n; p++)
        recurs[p] = recurrences(pages, n, p, foot) >= least;
    for (uint32_t p = 0; p < n; p++)
        if (recurs[p]) gaz_copy_line_at(&pages[p], edge_line(&pages[p], foot))->is_furniture = true;
    g_free(recurs);
}

/* ---- repeated heads of tables */

/* Lines of one column never stand so near to one another. */
static bool is_staggered(const struct gaz_copy_line *upper, const struct gaz_copy_line *lower) {
    return ((int64_t)upper->v - lower->v) * 100 < (int64_t)MIN(upper->em, lower->em) * STAGGERED;
}

/* Pieces side by side, on one baseline or, where cells are centred, on two. */
static bool is_of_cells(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    const struct gaz_copy_line *first = gaz_copy_line_at(page, 0), *last = first + page->lines->len - 1;
    if ((line > first && is_staggered(line - 1, line)) || (line < last && is_staggered(line, line + 1)))
        return true;
    GArray *pieces = gaz_copy_pieces(page, line);
    bool more = pieces->len > 1;
    g_array_unref(pieces);
    return more;
}

static uint32_t line_like(const struct gaz_copy_page *page, const struct gaz_copy_page *other,
                          const struct gaz_copy_line *line) {
    uint32_t l = 0;
    for (; l < page->lines->len; l++) {
        const struct gaz_copy_line *one = gaz_copy_line_at(page, l);
        if (ABS((int64_t)one->left - line->left) <= line->em && are_alike(page, one, other, line)) break;
    }
    return l;
}

/* The page's first lines that follow one another on the page before too; some of them are of cells. */
static void take_off_repeated(const struct gaz_copy_page *before, struct gaz_copy_page *page) {
    uint32_t first = edge_line(page, false), n = page->lines->len, end = first;
    bool cells = false;
    if (first == n) return;
    uint32_t at = line_like(before, page, gaz_copy_line_at(page, first));
    for (; end < n && at < before->lines->len; end++, at++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, end), *then = gaz_copy_line_at(before, at);
        if (ABS((int64_t)then->left - line->left) > line->em || !are_alike(page, line, before, then)) break;
        cells |= is_of_cells(page, line);
    }
    for (uint32_t l = first; cells && l < end && end < n; l++)
        gaz_copy_line_at(page, l)->is_furniture = true;
}

void gaz_copy_find_furniture(struct gaz_copy_page *pages, uint32_t n) {
    uint32_t least = n <= RECURS ? 1 : RECURS;
    take_off_recurring(pages, n, false, least);
    take_off_recurring(pages, n, true, least);
    take_off_recurring(pages, n, false, MAX(n / 2, WINDOW)); /* a head of two lines */
    for (uint32_t p = 1; p < n; p++)
        take_off_repeated(&pages[p - 1], &pages[p]);
}

/* ---- tables */

struct extent {
    int32_t left, right;
};

/* Of all lines of a page's text. */
static struct extent extent_of(const struct gaz_copy_page *page) {
    struct extent all = {INT32_MAX, INT32_MIN};
    for (guint l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture) continue;
        all.left = MIN(all.left, line->left);
        all.right = MAX(all.right, line->right);
    }
    return all;
}

static bool is_name(const struct gaz_copy_page *page, struct gaz_copy_piece piece) {
    return piece.n <= NAME && !is_digit(ch_at(page, piece.first));
}

/* Names side by side, or a name and what its bearer is. */
static bool are_names(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    GArray *pieces = gaz_copy_pieces(page, line);
    bool all = true;
    for (guint i = 0; i < (pieces->len == 2 ? 1 : pieces->len) && all; i++)
        all = is_name(page, g_array_index(pieces, struct gaz_copy_piece, i));
    g_array_unref(pieces);
    return all;
}

struct region {
    uint32_t first, end, n_cells;
    bool has_more; /* than names */
};

/* Narrow, and neither in the middle nor at the left: of a head whose cells stand at different heights. */
static bool is_off_centre(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    struct extent all = extent_of(page);
    int64_t off = ((int64_t)line->left + line->right - all.left - all.right) / 2, em = page->em;
    if (line->is_furniture || line->em * (int64_t)100 > em * HEAD_SIZE) return false; /* a title is larger */
    bool is_narrow = ((int64_t)line->right - line->left) * 2 < (int64_t)all.right - all.left;
    return is_narrow && ABS(off) > 3 * em && line->left > all.left + 2 * em;
}

static void mark_region(struct gaz_copy_page *page, const struct region *region) {
    bool is_table = region->n_cells >= CELLS && region->has_more;
    uint32_t first = region->first;
    for (uint32_t up = 0; is_table && up < BETWEEN && first > 0; up++, first--)
        if (!is_off_centre(page, gaz_copy_line_at(page, first - 1))) break;
    for (uint32_t l = first; is_table && l < region->end; l++)
        gaz_copy_line_at(page, l)->is_cells = true;
}

void gaz_copy_find_cells(struct gaz_copy_page *page) {
    struct region region = {0};
    struct extent all = extent_of(page);
    int64_t full = ((int64_t)all.right - all.left) * FULL / 100;
    for (uint32_t l = 0; l < page->lines->len; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (line->is_furniture) continue;
        bool cells = is_of_cells(page, line), text = !cells && line->right - line->left > full;
        if (region.n_cells > 0 && (text || l >= region.end + BETWEEN)) {
            mark_region(page, &region);
            region = (struct region){0};
        }
        if (!cells) continue;
        if (region.n_cells++ == 0) region.first = l;
        region.end = l + 1;
        region.has_more |= !are_names(page, line);
    }
    mark_region(page, &region);
}

/* ---- contents */

static bool is_entry(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    uint32_t leaders = 0, most = 0, end = line->first + line->n;
    for (uint32_t i = line->first; i < end; i++) {
        leaders = is_leader(ch_at(page, i)) ? leaders + 1 : 0;
        most = MAX(most, leaders);
    }
    uint32_t last = line->n ? ch_at(page, end - 1) : 0;
    return most >= 3 && (is_digit(last) || last == ')');
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
    for (uint32_t l = first; l < page->lines->len && l <= first + BETWEEN; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (!line->is_furniture && line->is_cells && line->n > NAME) return line;
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
    if (longest.n < SHORT) {
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
    uint32_t notes = first_note(page), first = edge_line(page, false);
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
        bool has_text = edge_line(&pages[p], false) < pages[p].lines->len;
        if (!has_text || pages[p].number <= last || is_contents(&pages[p])) continue;
        put_page(&pages[p], out);
        last = pages[p].number;
    }
}
