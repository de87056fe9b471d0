/* heads.c: running heads and page numbers.
 *
 * A piece of them is said as it stands, and once for each figure of it that is its page's number with N in
 * its place: what is said on several pages is how the house prints it there, wherever the issue has it
 * otherwise.
 */
#include "facsimile/besides.h"

#include "base/text/text.h"
#include "facsimile/hunks.h"

#include <string.h>

enum {
    OF_HEAD = 1 << GAZ_OWN_HEAD | 1 << GAZ_OWN_COVER | 1 << GAZ_OWN_FORM,
    OFTEN = 3,       /* pages on which a house's piece stands */
    AROUND = 4,      /* pages before and behind, where what should stand there does */
    SHORT = 9,       /* characters of a page's number with its marks */
    NUMBER = 0xE000, /* in the place of the page's number */
};

struct piece {
    struct gaz_beside_text text;
    int page;
    bool is_known;
    bool is_number; /* nothing but a page's number and its marks */
};

/* how a piece reads, and where */
struct reading {
    GArray *chars; /* uint32_t; NUMBER */
    GArray *pages; /* int */
};

struct heads {
    struct gaz_beside *b;
    GArray *pieces;       /* struct piece */
    GArray *readings;     /* struct reading */
    GHashTable *index_of; /* of a reading's characters as UTF-8: 1 + index in the readings */
};

/* ---- readings */

/* A figure of the characters: where it ends; `number` is what it says. */
static guint figure_end(const GArray *chars, guint at, int64_t *number) {
    *number = 0;
    for (; at < chars->len && gaz_char_is_digit(gaz_hunk_char(chars, at)); at++)
        *number = MIN(*number * 10 + (gaz_hunk_char(chars, at) - '0'), INT32_MAX);
    return at;
}

static GArray *copy_of(const GArray *chars, guint first, guint end) {
    GArray *copy = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = first; i < end; i++) {
        uint32_t ch = gaz_hunk_char(chars, i);
        g_array_append_val(copy, ch);
    }
    return copy;
}

/* With N for the figure [first, end). */
static GArray *with_number(const GArray *chars, guint first, guint end) {
    GArray *copy = copy_of(chars, 0, first);
    uint32_t number = NUMBER;
    g_array_append_val(copy, number);
    for (guint i = end; i < chars->len; i++) {
        uint32_t ch = gaz_hunk_char(chars, i);
        g_array_append_val(copy, ch);
    }
    return copy;
}

/* As it stands, then with each figure that is the page's number replaced; g_ptr_array_unref. */
static GPtrArray *readings_of(const GArray *chars, int page) {
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_ptr_array_add(all, copy_of(chars, 0, chars->len));
    for (guint i = 0, end; i < chars->len; i = MAX(end, i + 1)) {
        int64_t number;
        end = figure_end(chars, i, &number);
        if (end > i && page > 0 && number == page) g_ptr_array_add(all, with_number(chars, i, end));
    }
    return all;
}

static struct reading *find_reading(const struct heads *h, const GArray *chars) {
    g_autofree char *name = gaz_hunk_string(chars, 0, chars->len);
    guint i = GPOINTER_TO_UINT(g_hash_table_lookup(h->index_of, name));
    return i ? &g_array_index(h->readings, struct reading, i - 1) : NULL;
}

static void count_reading(struct heads *h, const GArray *chars, int page) {
    struct reading *reading = find_reading(h, chars);
    if (!reading) {
        struct reading one = {copy_of(chars, 0, chars->len), g_array_new(FALSE, FALSE, sizeof(int))};
        g_array_append_val(h->readings, one);
        g_hash_table_insert(h->index_of, gaz_hunk_string(chars, 0, chars->len),
                            GUINT_TO_POINTER(h->readings->len));
        reading = find_reading(h, chars);
    }
    g_array_append_val(reading->pages, page);
}

static bool is_figure_of_page(const GArray *chars) {
    guint numbers = 0;
    bool only = true;
    for (guint i = 0; i < chars->len; i++) {
        numbers += gaz_hunk_char(chars, i) == NUMBER;
        only &= gaz_hunk_char(chars, i) == NUMBER || gaz_own_is_mark(gaz_hunk_char(chars, i)) ||
                gaz_char_is_one_of(gaz_hunk_char(chars, i), "第页");
    }
    return only && numbers == 1;
}

/* ---- pieces */

static void add_piece(struct heads *h, struct gaz_beside_text text) {
    struct piece piece = {.text = text, .page = text.line->page};
    g_autoptr(GPtrArray) readings = readings_of(text.chars, piece.page);
    for (guint i = 0; i < readings->len; i++)
        count_reading(h, g_ptr_array_index(readings, i), piece.page);
    g_array_append_val(h->pieces, piece);
}

/* Letters that are spaced apart are one. */
static bool is_spaced(const struct gaz_loose_line *line) {
    enum { LETTERS = 2, PIECES = 3 };
    uint32_t n = 0, longest = 0;
    for (uint32_t first = 0, end; first < line->n; first = end + 1, n++) {
        end = gaz_beside_piece_end(line, first);
        longest = MAX(longest, end - first);
    }
    return n >= PIECES && longest <= LETTERS;
}

static void add_line(struct heads *h, const struct gaz_loose_line *line) {
    if (is_spaced(line)) {
        add_piece(h, gaz_beside_text_of(line, 0, line->n));
        return;
    }
    for (uint32_t first = 0; first < line->n; first = gaz_beside_piece_end(line, first) + 1)
        add_piece(h, gaz_beside_text_of(line, first, gaz_beside_piece_end(line, first)));
}

/* It may be a page's number: short, and no word. */
static bool may_be_number(const GArray *chars) {
    bool only = chars->len <= SHORT;
    for (guint i = 0; i < chars->len && only; i++)
        only = gaz_own_is_mark(gaz_hunk_char(chars, i)) || gaz_char_is_latin(gaz_hunk_char(chars, i)) ||
               gaz_char_is_one_of(gaz_hunk_char(chars, i), "第页");
    return only;
}

/* What the issue as it is set now has, on whichever page; the number of a page on that page. */
static bool is_own(const struct heads *h, const struct piece *piece) {
    bool own = false, may = may_be_number(piece->text.chars);
    for (guint i = 0; i < h->b->own->len && !own; i++) {
        const struct gaz_own_text *text = gaz_beside_own(h->b, i);
        bool is_number = text->kind == GAZ_OWN_NUMBER;
        if (text->kind == GAZ_OWN_ENTRY || (is_number ? text->page != piece->page : may)) continue;
        own = gaz_beside_is_same(text->chars, piece->text.chars);
    }
    return own;
}

static bool is_often(const struct heads *h, const GArray *chars) {
    const struct reading *reading = find_reading(h, chars);
    return reading && reading->pages->len >= OFTEN;
}

static void know_piece(struct heads *h, struct piece *piece) {
    g_autoptr(GPtrArray) readings = readings_of(piece->text.chars, piece->page);
    piece->is_known = is_own(h, piece);
    for (guint i = 0; i < readings->len; i++) {
        bool often = is_often(h, g_ptr_array_index(readings, i));
        piece->is_known |= often;
        piece->is_number |= often && is_figure_of_page(g_ptr_array_index(readings, i));
    }
}

/* ---- what a house prints on every page, and the issue has otherwise */

/* One character, or one figure: a house may well say it in other words. */
static bool is_one_thing(struct gaz_beside *b, const struct gaz_own_text *own, const GArray *chars) {
    return gaz_beside_cost(b, own->chars, chars) == 1;
}

static void tell_common(struct heads *h, const struct piece *piece) {
    if (is_own(h, piece) || piece->is_number) return;
    struct gaz_nearest nearest = gaz_beside_nearest(h->b, piece->text.chars, OF_HEAD);
    if (nearest.cost > 0 && nearest.own && is_one_thing(h->b, nearest.own, piece->text.chars))
        gaz_beside_tell(h->b, GAZ_BESIDE_HEAD, &piece->text, nearest.own);
}

/* ---- what a page has otherwise than the pages about it */

/* On pages before and behind; at the print's ends on two of one side. */
static bool is_around(const struct heads *h, const struct reading *reading, int page) {
    guint before = 0, behind = 0;
    for (guint i = 0; i < reading->pages->len; i++) {
        int other = g_array_index(reading->pages, int, i);
        before += other < page && other >= page - AROUND;
        behind += other > page && other <= page + AROUND;
    }
    bool is_end = page <= h->b->print->first_page + AROUND || page >= h->b->print->last_page - AROUND;
    return (before && behind) || (is_end && before + behind >= 2);
}

/* The reading as the page should have it; g_array_unref both. */
static struct gaz_own_text instance_of(const struct reading *reading, int page) {
    g_autofree char *number = g_strdup_printf("%d", page);
    struct gaz_own_text text = {.kind = GAZ_OWN_HEAD,
                                .chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .places = g_array_new(FALSE, FALSE, sizeof(struct gaz_span))};
    for (guint i = 0; i < reading->chars->len; i++) {
        uint32_t ch = gaz_hunk_char(reading->chars, i);
        for (const char *at = number; ch == NUMBER && *at; at++) {
            uint32_t digit = (uint32_t)*at;
            g_array_append_val(text.chars, digit);
        }
        if (ch != NUMBER) g_array_append_val(text.chars, ch);
    }
    return text;
}

static bool has_piece(const struct heads *h, const struct gaz_own_text *own, int page) {
    bool has = false;
    for (guint i = 0; i < h->pieces->len && !has; i++) {
        const struct piece *piece = &g_array_index(h->pieces, struct piece, i);
        has = piece->page == page && gaz_beside_is_same(piece->text.chars, own->chars);
    }
    return has;
}

static bool is_odd_alike(const struct reading *reading, int page) {
    guint alike = 0;
    for (guint i = 0; i < reading->pages->len; i++)
        alike += (g_array_index(reading->pages, int, i) - page) % 2 == 0;
    return alike * 2 >= reading->pages->len;
}

/* How the house prints the number of such a page; NULL: it is not known. */
static const struct reading *number_reading(const struct heads *h, int page) {
    const struct reading *best = NULL;
    for (guint i = 0; i < h->readings->len; i++) {
        const struct reading *one = &g_array_index(h->readings, struct reading, i);
        if (one->pages->len < OFTEN || !is_figure_of_page(one->chars)) continue;
        bool better =
            !best || is_odd_alike(one, page) > is_odd_alike(best, page) ||
            (is_odd_alike(one, page) == is_odd_alike(best, page) && one->pages->len > best->pages->len);
        if (better) best = one;
    }
    return best;
}

static bool tell_number(struct heads *h, const struct piece *piece) {
    const struct reading *reading = piece->page > 0 ? number_reading(h, piece->page) : NULL;
    if (!reading || !may_be_number(piece->text.chars)) return false;
    struct gaz_own_text number = instance_of(reading, piece->page);
    bool is_missing = !has_piece(h, &number, piece->page);
    if (is_missing) gaz_beside_tell(h->b, GAZ_BESIDE_NUMBER, &piece->text, &number);
    g_array_unref(number.chars);
    g_array_unref(number.places);
    return is_missing;
}

/* The nearest of what the pages about it have; its cost. */
static guint nearest_around(struct heads *h, const struct piece *piece, struct gaz_own_text *best) {
    guint least = G_MAXUINT;
    for (guint i = 0; i < h->readings->len; i++) {
        const struct reading *reading = &g_array_index(h->readings, struct reading, i);
        if (reading->pages->len < OFTEN || !is_around(h, reading, piece->page)) continue;
        struct gaz_own_text one = instance_of(reading, piece->page);
        guint cost = gaz_beside_cost(h->b, one.chars, piece->text.chars);
        bool better = cost < least && !has_piece(h, &one, piece->page);
        struct gaz_own_text worse = better ? *best : one;
        if (better) *best = one, least = cost;
        if (worse.chars) g_array_unref(worse.chars), g_array_unref(worse.places);
    }
    return least;
}

static void tell_odd(struct heads *h, const struct piece *piece) {
    if (tell_number(h, piece)) return;
    struct gaz_own_text around = {0};
    struct gaz_nearest nearest = gaz_beside_nearest(h->b, piece->text.chars, OF_HEAD);
    guint cost = piece->page > 0 ? nearest_around(h, piece, &around) : G_MAXUINT;
    if (nearest.own && nearest.cost <= cost) {
        if (nearest.cost > 0) gaz_beside_tell(h->b, GAZ_BESIDE_HEAD, &piece->text, nearest.own);
    } else if (around.chars && cost != G_MAXUINT)
        gaz_beside_tell(h->b, GAZ_BESIDE_HEAD, &piece->text, &around);
    if (around.chars) g_array_unref(around.chars), g_array_unref(around.places);
}

/* ---- the whole */

static void compare_pieces(struct heads *h) {
    for (guint i = 0; i < h->pieces->len; i++)
        know_piece(h, &g_array_index(h->pieces, struct piece, i));
    for (guint i = 0; i < h->pieces->len; i++) {
        const struct piece *piece = &g_array_index(h->pieces, struct piece, i);
        if (piece->is_known)
            tell_common(h, piece);
        else
            tell_odd(h, piece);
    }
}

void gaz_beside_compare_heads(struct gaz_beside *b) {
    struct heads h = {.b = b,
                      .pieces = g_array_new(FALSE, FALSE, sizeof(struct piece)),
                      .readings = g_array_new(FALSE, FALSE, sizeof(struct reading)),
                      .index_of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (uint32_t i = 0; i < b->print->n_loose; i++)
        if (b->print->loose[i].kind == GAZ_LOOSE_HEAD &&
            !gaz_beside_is_cover_page(b->print, b->print->loose[i].page))
            add_line(&h, &b->print->loose[i]);
    compare_pieces(&h);
    for (guint i = 0; i < h.pieces->len; i++)
        g_array_unref(g_array_index(h.pieces, struct piece, i).text.chars);
    for (guint i = 0; i < h.readings->len; i++) {
        g_array_unref(g_array_index(h.readings, struct reading, i).chars);
        g_array_unref(g_array_index(h.readings, struct reading, i).pages);
    }
    g_array_unref(h.pieces);
    g_array_unref(h.readings);
    g_hash_table_unref(h.index_of);
}
