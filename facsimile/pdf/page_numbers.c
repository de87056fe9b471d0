/* page_numbers.c: which number each page has.
 *
 * What stands at the head or foot of a page and says a number is its number when pages nearby say numbers
 * that count up with it; a page without one is counted from the nearest that has one.
 */
#include "facsimile/pdf/pages.h"

enum {
    AT_EDGE = 2,    /* lines from the head or the foot, among which numbers are looked for */
    SURELY = 3,     /* pages nearby, for a number that has something beside it */
    NEARBY = 4,     /* pages */
    MOST_SAID = 24, /* numbers that a page may seem to say */
    MOST_NUMBER = 99999,
    SHORT = 9, /* characters: a page number with what is beside it */
};

static bool is_beside_number(uint32_t ch) {
    static const uint32_t marks[] = {
        '-',    0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x00B7,          0x2022,          0x30FB,
        '.',    '|',    '(',    ')',    '~',    0x2212, 0x7B2C /* 第 */, 0x9875 /* 页 */, 0x25CF,
        0x2027, '<',    '>',    0x300A, 0x300B};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i] == ch) return true;
    return false;
}

/* `/40` and `共40页` behind a number */
static bool is_total(const struct gaz_copy_page *page, uint32_t at, uint32_t end) {
    bool begins =
        at < end && (gaz_copy_ch_at(page, at) == '/' || gaz_copy_ch_at(page, at) == 0x5171 /* 共 */);
    uint32_t digits = 0;
    for (at++; begins && at < end && gaz_char_is_digit(gaz_copy_ch_at(page, at)); at++)
        digits++;
    while (at < end && is_beside_number(gaz_copy_ch_at(page, at)))
        at++;
    return digits > 0 && at >= end;
}

int gaz_copy_number(const struct gaz_copy_page *page, uint32_t first, uint32_t n) {
    uint32_t at = first, end = first + n, digits = 0;
    int number = 0;
    while (at < end && is_beside_number(gaz_copy_ch_at(page, at)))
        at++;
    for (; at < end && gaz_char_is_digit(gaz_copy_ch_at(page, at)) && number <= MOST_NUMBER; at++, digits++)
        number = number * 10 + (int)(gaz_copy_ch_at(page, at) - '0');
    while (at < end && is_beside_number(gaz_copy_ch_at(page, at)))
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
