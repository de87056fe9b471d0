/* pages.c: what is no text on a page.
 *
 * Heads. A line at the head (foot) of a page that stands there on pages nearby too is no text. So are, below
 * it, the lines of cells that the page before has: a table's repeated head.
 */
#include "facsimile/pdf/pages.h"

#include <stdlib.h>

enum {
    WINDOW = 8,     /* pages in which a running head recurs */
    RECURS = 2,     /* on so many others */
    ALIKE = 70,     /* per cent of the characters */
    STAGGERED = 90, /* per cent of an em: so far apart are the lines of one column at least */
    MARGIN = 16,    /* per cent of the page's height: a running head stands so near the edge */
};

/* ---- running heads */

static int compare_chars(const void *one, const void *other) {
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)other;
    return x < y ? -1 : x > y;
}

static uint32_t *sorted_chars(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    uint32_t *chars = g_new(uint32_t, line->n + 1);
    for (uint32_t i = 0; i < line->n; i++)
        chars[i] = gaz_copy_ch_at(page, line->first + i);
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

uint32_t gaz_copy_edge_line(const struct gaz_copy_page *page, bool foot) {
    uint32_t n = page->lines->len;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t l = foot ? n - 1 - i : i;
        if (!gaz_copy_line_at(page, l)->is_furniture) return l;
    }
    return n;
}

static uint32_t next_digit(const struct gaz_copy_page *page, const struct gaz_copy_line *line, uint32_t *i) {
    while (*i < line->n && !gaz_char_is_digit(gaz_copy_ch_at(page, line->first + *i)))
        ++*i;
    return *i < line->n ? gaz_copy_ch_at(page, line->first + (*i)++) : 0;
}

/* The rows of a table are alike but for their numbers, and so are what ends documents; what is printed once
 * more has the same. */
static bool have_same_digits(const struct gaz_copy_page *a, const struct gaz_copy_line *x,
                             const struct gaz_copy_page *b, const struct gaz_copy_line *y) {
    uint32_t i = 0, k = 0, one, other;
    do {
        one = next_digit(a, x, &i);
        other = next_digit(b, y, &k);
    } while (one == other && one);
    return one == other;
}

static bool says_own_number(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    int64_t number = -1;
    for (uint32_t i = 0; i <= line->n; i++) {
        uint32_t ch = i < line->n ? gaz_copy_ch_at(page, line->first + i) : 0;
        if (gaz_char_is_digit(ch))
            number = MIN(MAX(number, 0) * 10 + (ch - '0'), INT32_MAX);
        else if (number == page->number)
            return true;
        else
            number = -1;
    }
    return false;
}

static bool is_same_head(const struct gaz_copy_page *a, const struct gaz_copy_line *x,
                         const struct gaz_copy_page *b, const struct gaz_copy_line *y) {
    if (ABS((int64_t)x->v - y->v) > y->em || !are_alike(b, y, a, x)) return false;
    return have_same_digits(a, x, b, y) || (says_own_number(a, x) && says_own_number(b, y));
}

static bool is_in_margin(const struct gaz_copy_page *page, const struct gaz_copy_line *line, bool foot) {
    int64_t height = (int64_t)page->top - page->foot,
            off = foot ? (int64_t)line->v - page->foot : (int64_t)page->top - line->v;
    return height <= 0 || off * 100 <= height * MARGIN;
}

/* Of a running head; 0 where it does not stand on the next page but one on either side: the head of a
 * document recurs too, and is larger than its text. */
static uint32_t recurrences(const struct gaz_copy_page *pages, uint32_t n, uint32_t p, bool foot) {
    uint32_t l = gaz_copy_edge_line(&pages[p], foot), count = 0;
    bool is_near = false;
    if (l == pages[p].lines->len) return 0;
    const struct gaz_copy_line *line = gaz_copy_line_at(&pages[p], l);
    if ((int64_t)line->em * 100 > (int64_t)pages[p].em * GAZ_COPY_HEAD_SIZE) return 0;
    if (!is_in_margin(&pages[p], line, foot)) return 0;
    for (uint32_t q = p > WINDOW ? p - WINDOW : 0; q < n && q <= p + WINDOW; q++) {
        uint32_t k = gaz_copy_edge_line(&pages[q], foot);
        if (q == p || k == pages[q].lines->len) continue;
        const struct gaz_copy_line *other = gaz_copy_line_at(&pages[q], k);
        bool recurs = is_same_head(&pages[q], other, &pages[p], line);
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
        if (recurs[p]) gaz_copy_line_at(&pages[p], gaz_copy_edge_line(&pages[p], foot))->is_furniture = true;
    g_free(recurs);
}

/* As high as what is furniture on the other page, as large, and almost the same: a number in it is wrong. */
static bool is_like_furniture(const struct gaz_copy_page *page, const struct gaz_copy_line *line,
                              const struct gaz_copy_page *other) {
    for (guint l = 0; l < other->lines->len; l++) {
        const struct gaz_copy_line *one = gaz_copy_line_at(other, l);
        if (!one->is_furniture || ABS((int64_t)one->v - line->v) > one->em / 4) continue;
        if (ABS((int64_t)one->em - line->em) * 10 <= one->em && are_alike(page, line, other, one))
            return true;
    }
    return false;
}

/* A running head between pages that have it on either side, of this page's kind or the next one's; beside
 * the first and last page on one side. */
static void take_off_odd(struct gaz_copy_page *pages, uint32_t n, uint32_t p, bool foot) {
    enum { NEAR = 4 };
    uint32_t l = gaz_copy_edge_line(&pages[p], foot), before = 0, behind = 0;
    if (l == pages[p].lines->len) return;
    struct gaz_copy_line *line = gaz_copy_line_at(&pages[p], l);
    if (!is_in_margin(&pages[p], line, foot)) return;
    for (uint32_t by = 1; by <= NEAR; by++) {
        before += p >= by && is_like_furniture(&pages[p], line, &pages[p - by]);
        behind += p + by < n && is_like_furniture(&pages[p], line, &pages[p + by]);
    }
    line->is_furniture |= (before && behind) || MAX(before, behind) >= 2;
}

/* ---- repeated heads of tables */

/* Lines of one column never stand so near to one another. */
static bool is_staggered(const struct gaz_copy_line *upper, const struct gaz_copy_line *lower) {
    return ((int64_t)upper->v - lower->v) * 100 < (int64_t)MIN(upper->em, lower->em) * STAGGERED;
}

/* Pieces side by side, on one baseline or, where cells are centred, on two. */
bool gaz_copy_is_of_cells(const struct gaz_copy_page *page, const struct gaz_copy_line *line) {
    const struct gaz_copy_line *first = gaz_copy_line_at(page, 0), *last = first + page->lines->len - 1;
    if ((line > first && is_staggered(line - 1, line)) || (line < last && is_staggered(line, line + 1)))
        return true;
    int32_t least = line->em + 2 * gaz_copy_letter_gap(page, line);
    GArray *pieces = gaz_copy_pieces_by(page, line, least);
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

/* What stands above it are cells too: it is no table's head. */
static bool is_below_cells(const struct gaz_copy_page *page, uint32_t l) {
    return l > gaz_copy_edge_line(page, false) && gaz_copy_is_of_cells(page, gaz_copy_line_at(page, l - 1));
}

/* Some of the lines from l on are cells. */
static bool is_above_cells(const struct gaz_copy_page *page, uint32_t l) {
    enum { FEW = 3 };
    for (uint32_t end = MIN(l + FEW, page->lines->len); l < end; l++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, l);
        if (!line->is_furniture && (line->is_ruled || gaz_copy_is_of_cells(page, line))) return true;
    }
    return false;
}

/* The page's first lines that are the head of a table on the page before too; the table goes on below. */
static void take_off_repeated(const struct gaz_copy_page *before, struct gaz_copy_page *page) {
    uint32_t first = gaz_copy_edge_line(page, false), n = page->lines->len, end = first;
    bool cells = false;
    if (first == n || gaz_copy_line_at(page, first)->is_ruled) return;
    uint32_t at = line_like(before, page, gaz_copy_line_at(page, first));
    if (at == before->lines->len || is_below_cells(before, at)) return;
    for (; end < n && at < before->lines->len; end++, at++) {
        const struct gaz_copy_line *line = gaz_copy_line_at(page, end), *then = gaz_copy_line_at(before, at);
        if (ABS((int64_t)then->left - line->left) > line->em || !are_alike(page, line, before, then)) break;
        if (!have_same_digits(page, line, before, then)) break;
        cells |= gaz_copy_is_of_cells(page, line);
    }
    bool is_head = cells && is_above_cells(page, end);
    for (uint32_t l = first; is_head && l < end; l++)
        gaz_copy_line_at(page, l)->is_furniture = gaz_copy_line_at(page, l)->is_repeated = true;
}

void gaz_copy_find_furniture(struct gaz_copy_page *pages, uint32_t n) {
    uint32_t least = n <= RECURS ? 1 : RECURS;
    take_off_recurring(pages, n, false, least);
    take_off_recurring(pages, n, true, least);
    take_off_recurring(pages, n, false, MAX(n / 2, WINDOW)); /* a head of two lines */
    for (uint32_t p = 0; p < n; p++) {
        take_off_odd(pages, n, p, false);
        take_off_odd(pages, n, p, true);
    }
    for (uint32_t p = 1; p < n; p++)
        take_off_repeated(&pages[p - 1], &pages[p]);
}
