/* missing.c: running heads and page numbers that a page lacks, and 栏目 of another page.
 *
 * Where the print begins its pages as the issue does that is set now, and has its heads, each page should
 * have those that it has now: what is not there is told, with what stands in its place, if something does
 * that belongs elsewhere.
 */
#include "facsimile/besides.h"

enum {
    SAME_HOUSE = 80, /* per cent of the heads are as they are set now */
    LEAST = 3,       /* heads */
    OF_PAGE = 1 << GAZ_OWN_HEAD | 1 << GAZ_OWN_NUMBER,
};

static bool is_head(const struct gaz_print *print, const struct gaz_loose_line *line) {
    return line->kind == GAZ_LOOSE_HEAD ||
           (line->kind == GAZ_LOOSE_LINE && print->lines[line->line].is_matter);
}

static bool is_wanted(const struct gaz_own_text *own) {
    return (OF_PAGE >> own->kind & 1) != 0 && own->page > 0 && !own->is_turned && own->chars->len > 0;
}

/* Whether one has the other, somewhere, but for width. */
static bool has(const GArray *chars, const GArray *part) {
    for (guint first = 0; first + part->len <= chars->len; first++) {
        g_autoptr(GArray) here = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_vals(here, (const uint32_t *)(const void *)chars->data + first, part->len);
        if (gaz_beside_is_same(here, part)) return true;
    }
    return false;
}

/* A page's number is a piece by itself: 2 is in 2024 too. */
static bool has_number(const struct gaz_loose_line *line, const GArray *number) {
    bool found = false;
    for (uint32_t first = 0; first < line->n && !found; first = gaz_beside_piece_end(line, first) + 1) {
        struct gaz_beside_text piece = gaz_beside_text_of(line, first, gaz_beside_piece_end(line, first));
        found = gaz_beside_is_same(piece.chars, number);
        g_array_unref(piece.chars);
    }
    return found;
}

static bool is_printed(const struct gaz_beside *b, const struct gaz_own_text *own) {
    bool printed = false;
    for (uint32_t i = 0; i < b->print->n_loose && !printed; i++) {
        const struct gaz_loose_line *line = &b->print->loose[i];
        if (line->page != own->page || !is_head(b->print, line)) continue;
        struct gaz_beside_text text = gaz_beside_text_of(line, 0, line->n);
        printed = own->kind == GAZ_OWN_NUMBER ? has_number(line, own->chars) : has(text.chars, own->chars);
        g_array_unref(text.chars);
    }
    return printed;
}

static bool has_page(const struct gaz_print *print, int page) {
    if (gaz_beside_is_cover_page(print, page)) return false;
    for (uint32_t l = 0; l < print->n_lines; l++)
        if (print->lines[l].page == page) return true;
    for (uint32_t i = 0; i < print->n_loose; i++)
        if (print->loose[i].page == page) return true;
    return false;
}

/* Among the first n something was told of a head of this page. */
static bool is_told(const struct gaz_beside *b, guint n, int page) {
    for (guint i = 0; i < n; i++) {
        const struct gaz_beside_difference *d = &g_array_index(b->out, struct gaz_beside_difference, i);
        bool is_head = d->kind == GAZ_BESIDE_HEAD || d->kind == GAZ_BESIDE_NUMBER;
        if (is_head && (d->page == page || d->n_pages > 1)) return true;
    }
    return false;
}

/* Whether the piece is some head of that page, as it is set now. */
static bool is_of_page(const struct gaz_beside *b, const GArray *piece, int page) {
    for (guint i = 0; i < b->own->len; i++) {
        const struct gaz_own_text *own = gaz_beside_own(b, i);
        if (is_wanted(own) && own->page == page && (has(own->chars, piece) || has(piece, own->chars)))
            return true;
    }
    return false;
}

/* Whether the issue has it as a head of some page. */
static bool is_own(const struct gaz_beside *b, const GArray *piece) {
    for (guint i = 0; i < b->own->len; i++)
        if (is_wanted(gaz_beside_own(b, i)) && gaz_beside_is_same(gaz_beside_own(b, i)->chars, piece))
            return true;
    return false;
}

/* The head of another page that stands on this one; chars NULL: none does. */
static struct gaz_beside_text find_strange(const struct gaz_beside *b, int page) {
    for (uint32_t i = 0; i < b->print->n_loose; i++) {
        const struct gaz_loose_line *line = &b->print->loose[i];
        if (line->page != page || line->kind != GAZ_LOOSE_HEAD) continue;
        for (uint32_t first = 0; first < line->n; first = gaz_beside_piece_end(line, first) + 1) {
            struct gaz_beside_text piece = gaz_beside_text_of(line, first, gaz_beside_piece_end(line, first));
            if (!is_of_page(b, piece.chars, page) && is_own(b, piece.chars)) return piece;
            g_array_unref(piece.chars);
        }
    }
    return (struct gaz_beside_text){0};
}

/* What is missing of one page and kind is missing as one. */
static void tell(struct gaz_beside *b, const guint *missing, guint n) {
    const struct gaz_own_text *first = gaz_beside_own(b, missing[0]);
    const struct gaz_loose_line nowhere = {.kind = GAZ_LOOSE_HEAD, .page = first->page};
    enum gaz_beside_kind kind = first->kind == GAZ_OWN_HEAD ? GAZ_BESIDE_HEAD : GAZ_BESIDE_NUMBER;
    struct gaz_beside_text strange = {0};
    if (n == 1 && kind == GAZ_BESIDE_HEAD) strange = find_strange(b, first->page);
    if (strange.chars) {
        gaz_beside_tell_whole(b, kind, &strange, first);
        g_array_unref(strange.chars);
        return;
    }
    gaz_beside_tell_missing(b, kind, &nowhere, missing, n);
}

static bool are_together(const struct gaz_own_text *one, const struct gaz_own_text *other) {
    return one->page == other->page && one->kind == other->kind;
}

void gaz_beside_compare_missing(struct gaz_beside *b) {
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(guint));
    guint all = 0, n_told = b->out->len;
    if (!b->same_pages) return;
    for (guint i = 0; i < b->own->len; i++) {
        const struct gaz_own_text *own = gaz_beside_own(b, i);
        if (!is_wanted(own) || !has_page(b->print, own->page)) continue;
        all++;
        if (!is_printed(b, own)) g_array_append_val(missing, i);
    }
    if (all < LEAST || (all - missing->len) * 100 < all * SAME_HOUSE) return;
    const guint *at = (const guint *)(const void *)missing->data;
    for (guint i = 0, end; i < missing->len; i = end) {
        const struct gaz_own_text *own = gaz_beside_own(b, at[i]);
        for (end = i + 1; end < missing->len && are_together(own, gaz_beside_own(b, at[end]));)
            end++;
        if (!is_told(b, n_told, own->page)) tell(b, at + i, end - i);
    }
}
