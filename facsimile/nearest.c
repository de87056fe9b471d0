/* nearest.c: a printed line and what should stand there. */
#include "facsimile/besides.h"

#include "base/text/text.h"
#include "facsimile/align.h"
#include "facsimile/hunks.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST = 3,  /* characters of which one may be another */
    OTHER = 4,  /* one in so many may be */
    MOST = 400, /* characters of a line */
};

uint32_t gaz_beside_piece_end(const struct gaz_loose_line *line, uint32_t first) {
    while (first < line->n && line->chars[first] != GAZ_LOOSE_GAP)
        first++;
    return first;
}

struct gaz_beside_text gaz_beside_text_of(const struct gaz_loose_line *line, uint32_t first, uint32_t end) {
    struct gaz_beside_text text = {g_array_new(FALSE, FALSE, sizeof(uint32_t)), line};
    for (uint32_t i = first; i < end; i++)
        if (line->chars[i] != GAZ_LOOSE_GAP) g_array_append_val(text.chars, line->chars[i]);
    return text;
}

bool gaz_beside_is_same(const GArray *one, const GArray *other) {
    bool same = one->len == other->len;
    for (guint i = 0; same && i < one->len; i++)
        same = gaz_hunk_char(one, i) == gaz_hunk_char(other, i) ||
               gaz_is_same_but_width(gaz_hunk_char(one, i), gaz_hunk_char(other, i));
    return same;
}

static guint count_letters(const GArray *chars, guint first, guint end) {
    guint n = 0;
    for (guint i = first; i < end; i++)
        n += !gaz_own_is_mark(gaz_hunk_char(chars, i));
    return n;
}

static int compare_chars(const void *one, const void *other) {
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)other;
    return x < y ? -1 : x > y;
}

/* The same characters in another order. */
static bool is_exchange(const GArray *text, const GArray *print, const struct gaz_hunk *h) {
    enum { PAIR = 3 };
    uint32_t one[PAIR], other[PAIR];
    guint n = h->text_end - h->text;
    if (n < 2 || n > PAIR || h->print_end - h->print != n) return false;
    for (guint i = 0; i < n; i++) {
        one[i] = gaz_hunk_char(text, h->text + i);
        other[i] = gaz_hunk_char(print, h->print + i);
    }
    qsort(one, n, sizeof *one, compare_chars);
    qsort(other, n, sizeof *other, compare_chars);
    return memcmp(one, other, n * sizeof *one) == 0;
}

bool gaz_beside_are_figures(const GArray *chars, guint first, guint end) {
    bool only = first < end;
    for (guint i = first; i < end; i++)
        only &= gaz_char_is_digit(gaz_hunk_char(chars, i));
    return only;
}

/* Another number is one thing, and so are two characters that were exchanged. */
static bool is_one_thing(const GArray *text, const GArray *print, const struct gaz_hunk *h) {
    return is_exchange(text, print, h) || (gaz_beside_are_figures(text, h->text, h->text_end) &&
                                           gaz_beside_are_figures(print, h->print, h->print_end));
}

guint gaz_beside_cost(struct gaz_beside *b, const GArray *text, const GArray *print) {
    guint cost = 0, most = MAX(text->len, print->len), least = MIN(text->len, print->len);
    if (most > MOST || (most - least) * OTHER > most + OTHER) return G_MAXUINT;
    g_autoptr(GArray) hunks = gaz_hunks_make(text, print, &b->allowance);
    for (guint i = 0; i < hunks->len; i++) {
        const struct gaz_hunk *h = &g_array_index(hunks, struct gaz_hunk, i);
        guint letters =
            MAX(count_letters(text, h->text, h->text_end), count_letters(print, h->print, h->print_end));
        cost += is_one_thing(text, print, h) ? 1 : letters;
    }
    bool is_near = cost * OTHER <= most || (cost == 1 && most >= LEAST);
    return is_near ? cost : G_MAXUINT;
}

struct gaz_nearest gaz_beside_nearest(struct gaz_beside *b, const GArray *print, uint32_t kinds) {
    struct gaz_nearest best = {NULL, G_MAXUINT};
    for (guint i = 0; i < b->own->len && best.cost > 0; i++) {
        const struct gaz_own_text *own = gaz_beside_own(b, i);
        if ((kinds >> own->kind & 1) == 0) continue;
        guint cost = gaz_beside_cost(b, own->chars, print);
        if (cost < best.cost) best = (struct gaz_nearest){own, cost};
    }
    return best;
}

/* ---- telling */

/* What differs, from its first character to its last. */
static struct gaz_hunk extent_of(struct gaz_beside *b, const GArray *text, const GArray *print) {
    g_autoptr(GArray) hunks = gaz_hunks_make(text, print, &b->allowance);
    struct gaz_hunk all = {0};
    if (hunks->len == 0) return all;
    all = g_array_index(hunks, struct gaz_hunk, 0);
    all.text_end = g_array_index(hunks, struct gaz_hunk, hunks->len - 1).text_end;
    all.print_end = g_array_index(hunks, struct gaz_hunk, hunks->len - 1).print_end;
    return all;
}

static bool is_alike(const struct gaz_beside_difference *one, const struct gaz_beside_difference *other) {
    return one->kind == other->kind && one->page != other->page && strcmp(one->line, other->line) == 0 &&
           strcmp(one->print, other->print) == 0 && strcmp(one->text, other->text) == 0;
}

static void tell_hunk(struct gaz_beside *b, enum gaz_beside_kind kind, const struct gaz_beside_text *text,
                      const struct gaz_own_text *own, struct gaz_hunk h) {
    struct gaz_beside_difference d = {.kind = kind,
                                      .page = text->line->page,
                                      .n_pages = 1,
                                      .row = text->line->row,
                                      .line = gaz_hunk_string(text->chars, 0, text->chars->len),
                                      .print = gaz_hunk_string(text->chars, h.print, h.print_end),
                                      .text = gaz_hunk_string(own->chars, h.text, h.text_end)};
    if (own->places->len) d.span = gaz_own_span(b->issue, own, MIN(h.text, own->places->len - 1));
    for (guint i = 0; i < b->out->len; i++) {
        struct gaz_beside_difference *one = &g_array_index(b->out, struct gaz_beside_difference, i);
        if (!is_alike(one, &d)) continue;
        one->n_pages++;
        g_free(d.line);
        g_free(d.print);
        g_free(d.text);
        return;
    }
    g_array_append_val(b->out, d);
}

void gaz_beside_tell_whole(struct gaz_beside *b, enum gaz_beside_kind kind,
                           const struct gaz_beside_text *text, const struct gaz_own_text *own) {
    tell_hunk(b, kind, text, own, (struct gaz_hunk){0, own->chars->len, 0, text->chars->len});
}

void gaz_beside_tell(struct gaz_beside *b, enum gaz_beside_kind kind, const struct gaz_beside_text *text,
                     const struct gaz_own_text *own) {
    if (kind == GAZ_BESIDE_NUMBER)
        gaz_beside_tell_whole(b, kind, text, own);
    else
        tell_hunk(b, kind, text, own, extent_of(b, own->chars, text->chars));
}

void gaz_beside_tell_missing(struct gaz_beside *b, enum gaz_beside_kind kind,
                             const struct gaz_loose_line *nowhere, const guint *missing, guint n) {
    struct gaz_beside_text none = {g_array_new(FALSE, FALSE, sizeof(uint32_t)), nowhere};
    struct gaz_own_text all = {.chars = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                               .places = g_array_new(FALSE, FALSE, sizeof(struct gaz_span))};
    const uint32_t gap = GAZ_LOOSE_GAP;
    const struct gaz_span nothing = {0};
    for (guint i = 0; i < n; i++) {
        const struct gaz_own_text *own = gaz_beside_own(b, missing[i]);
        if (i > 0) g_array_append_val(all.chars, gap), g_array_append_val(all.places, nothing);
        g_array_append_vals(all.chars, own->chars->data, own->chars->len);
        g_array_append_vals(all.places, own->places->data, own->places->len);
    }
    gaz_beside_tell_whole(b, kind, &none, &all);
    g_array_unref(none.chars);
    g_array_unref(all.chars);
    g_array_unref(all.places);
}
