/* beside.c: see beside.h. Here covers, and the lines of contents and 简介. */
#include "facsimile/besides.h"

#include "base/diff/script.h"
#include "base/text/text.h"
#include "facsimile/hunks.h"

enum {
    OF_COVER = 1 << GAZ_OWN_COVER | 1 << GAZ_OWN_PAGE | 1 << GAZ_OWN_ENTRY | 1 << GAZ_OWN_FORM,
    SAME_HOUSE = 60, /* per cent of the cover's texts: it is printed as it is set now */
};

/* a line of a cover, of the contents, of a page that is none of a document's */
struct unit {
    struct gaz_beside_text text;
    bool is_cover;
};

struct covers {
    struct gaz_beside *b;
    GArray *units;  /* struct unit */
    bool *is_there; /* of each own text: it is in print, or what is printed for it is told */
    GArray *left;   /* struct gaz_beside_text: pieces that are near nothing */
};

/* ---- the lines */

/* Only its own pages have nothing of a document. */
static bool is_own_page(const struct gaz_print *print, uint32_t line) {
    int page = print->lines[line].page;
    bool own = true;
    uint32_t first = line;
    while (first > 0 && print->lines[first - 1].page == page)
        first--;
    for (uint32_t l = first; l < print->n_lines && print->lines[l].page == page; l++)
        own &= print->lines[l].is_matter;
    return own;
}

/* The first page, where nothing of a document is on it; where covers are marked it is none. */
bool gaz_beside_is_cover_page(const struct gaz_print *print, int page) {
    if (page == 0 || page != print->first_page || print->n_lines == 0) return false;
    for (uint32_t i = 0; i < print->n_loose; i++)
        if (print->loose[i].kind == GAZ_LOOSE_COVER) return false;
    return print->lines[0].page == page && is_own_page(print, 0);
}

/* What stands at the head or foot of a cover is its own. */
static bool is_taken(const struct gaz_print *print, const struct gaz_loose_line *line, bool *is_cover) {
    bool is_on_cover = gaz_beside_is_cover_page(print, line->page);
    *is_cover = line->kind == GAZ_LOOSE_COVER || (line->kind != GAZ_LOOSE_CONTENTS && is_on_cover);
    if (*is_cover || line->kind == GAZ_LOOSE_CONTENTS) return true;
    return line->kind == GAZ_LOOSE_LINE && print->lines[line->line].is_matter &&
           is_own_page(print, line->line);
}

static bool is_single(const struct unit *unit) {
    return unit->text.chars->len == 1 && gaz_char_is_han(g_array_index(unit->text.chars, uint32_t, 0)) &&
           unit->is_cover;
}

/* A column of characters, one below the other, is one text. */
static void add_unit(struct covers *c, struct unit unit) {
    struct unit *last = c->units->len ? &g_array_index(c->units, struct unit, c->units->len - 1) : NULL;
    const struct gaz_loose_line *above = last ? last->text.line + last->text.chars->len - 1 : NULL;
    bool goes_on = last && is_single(&unit) && above->n == 1 && last->is_cover && last->text.line->n == 1 &&
                   above + 1 == unit.text.line;
    if (!goes_on) {
        g_array_append_val(c->units, unit);
        return;
    }
    g_array_append_vals(last->text.chars, unit.text.chars->data, unit.text.chars->len);
    g_array_unref(unit.text.chars);
}

static void gather(struct covers *c) {
    const struct gaz_print *print = c->b->print;
    for (uint32_t i = 0; i < print->n_loose; i++) {
        struct unit unit;
        if (!is_taken(print, &print->loose[i], &unit.is_cover)) continue;
        unit.text = gaz_beside_text_of(&print->loose[i], 0, print->loose[i].n);
        add_unit(c, unit);
    }
}

static bool is_column(const struct unit *unit) {
    return unit->text.line->n == 1;
}

/* ---- what is there */

/* A cover's line is rather a cover's text, one of the contents' page a text of that. */
static guint liking(const struct covers *c, const struct unit *unit, guint i) {
    const struct gaz_own_text *own = gaz_beside_own(c->b, i);
    bool is_kind = own->kind == (unit->is_cover ? GAZ_OWN_COVER : GAZ_OWN_PAGE);
    return c->is_there[i] ? 0 : is_kind ? 2 : 1;
}

/* Of those that are the same one that was not found yet, else any. */
static bool take_same(struct covers *c, const struct unit *unit, const GArray *chars) {
    guint found = c->b->own->len;
    for (guint i = 0; i < c->b->own->len; i++) {
        const struct gaz_own_text *own = gaz_beside_own(c->b, i);
        bool is_number = own->kind == GAZ_OWN_ENTRY || own->kind == GAZ_OWN_NUMBER;
        if ((unit->is_cover && is_number) || !gaz_beside_is_same(own->chars, chars)) continue;
        if (found == c->b->own->len || liking(c, unit, i) > liking(c, unit, found)) found = i;
    }
    if (found == c->b->own->len) return false;
    c->is_there[found] = true;
    return true;
}

static bool are_pieces_same(struct covers *c, const struct unit *unit) {
    const struct gaz_loose_line *line = unit->text.line;
    bool all = !is_column(unit);
    for (uint32_t first = 0; all && first < line->n; first = gaz_beside_piece_end(line, first) + 1) {
        struct gaz_beside_text piece = gaz_beside_text_of(line, first, gaz_beside_piece_end(line, first));
        all = take_same(c, unit, piece.chars);
        g_array_unref(piece.chars);
    }
    return all;
}

/* ---- what is almost there */

static enum gaz_beside_kind kind_of(const struct unit *unit) {
    return unit->is_cover ? GAZ_BESIDE_COVER : GAZ_BESIDE_PAGE;
}

/* Where lines of the contents and the 简介 end is no matter, nor what a house writes before and behind: what
 * differs is one character between others. */
static bool is_inside(struct gaz_beside *b, const GArray *text, const GArray *print) {
    g_autoptr(GArray) hunks = gaz_hunks_make(text, print, &b->allowance);
    const struct gaz_hunk *one = hunks->len == 1 ? &g_array_index(hunks, struct gaz_hunk, 0) : NULL;
    return one && one->text > 0 && one->print > 0 && one->text_end < text->len && one->print_end < print->len;
}

/* An entry is compared elsewhere. */
static void tell_nearest(struct covers *c, const struct unit *unit, const struct gaz_beside_text *text,
                         struct gaz_nearest nearest) {
    guint i = (guint)(nearest.own - gaz_beside_own(c->b, 0));
    c->is_there[i] |= unit->is_cover || nearest.own->kind != GAZ_OWN_COVER; /* a cover's is on the cover */
    bool is_told = unit->is_cover || (nearest.cost == 1 && is_inside(c->b, nearest.own->chars, text->chars));
    if (nearest.cost > 0 && is_told && nearest.own->kind != GAZ_OWN_ENTRY)
        gaz_beside_tell(c->b, kind_of(unit), text, nearest.own);
}

/* What each piece is from what should stand there; of one that is near nothing its length. */
static guint cost_of_pieces(struct covers *c, const struct gaz_loose_line *line) {
    guint cost = 0;
    for (uint32_t first = 0; first < line->n; first = gaz_beside_piece_end(line, first) + 1) {
        struct gaz_beside_text piece = gaz_beside_text_of(line, first, gaz_beside_piece_end(line, first));
        struct gaz_nearest nearest = gaz_beside_nearest(c->b, piece.chars, OF_COVER);
        cost += nearest.own ? nearest.cost : piece.chars->len;
        g_array_unref(piece.chars);
    }
    return cost;
}

static void tell_pieces(struct covers *c, const struct unit *unit) {
    const struct gaz_loose_line *line = unit->text.line;
    for (uint32_t first = 0; first < line->n; first = gaz_beside_piece_end(line, first) + 1) {
        struct gaz_beside_text piece = gaz_beside_text_of(line, first, gaz_beside_piece_end(line, first));
        struct gaz_nearest nearest = gaz_beside_nearest(c->b, piece.chars, OF_COVER);
        if (nearest.own)
            tell_nearest(c, unit, &piece, nearest);
        else if (unit->is_cover) {
            g_array_append_val(c->left, piece);
            continue;
        }
        g_array_unref(piece.chars);
    }
}

static void compare_unit(struct covers *c, const struct unit *unit) {
    if (take_same(c, unit, unit->text.chars) || are_pieces_same(c, unit)) return;
    struct gaz_nearest nearest = gaz_beside_nearest(c->b, unit->text.chars, OF_COVER);
    bool is_whole = is_column(unit) || gaz_beside_piece_end(unit->text.line, 0) == unit->text.line->n;
    if (!is_whole && (!nearest.own || cost_of_pieces(c, unit->text.line) < nearest.cost))
        tell_pieces(c, unit);
    else if (nearest.own)
        tell_nearest(c, unit, &unit->text, nearest);
    else if (unit->is_cover) {
        struct gaz_beside_text text = {g_array_ref(unit->text.chars), unit->text.line};
        g_array_append_val(c->left, text);
    }
}

/* ---- what is too short to be known again */

/* The cover's texts that are not there (guint), where most are: the print has it as it is set now. */
static GArray *missing_of(const struct covers *c) {
    GArray *missing = g_array_new(FALSE, FALSE, sizeof(guint));
    guint all = 0;
    for (guint i = 0; i < c->b->own->len; i++) {
        const struct gaz_own_text *own = gaz_beside_own(c->b, i);
        if (own->kind != GAZ_OWN_COVER || own->is_turned) continue;
        all++;
        if (!c->is_there[i]) g_array_append_val(missing, i);
    }
    if ((all - missing->len) * 100 < all * SAME_HOUSE) g_array_set_size(missing, 0);
    return missing;
}

/* 0: it is not known. */
static int cover_page(const struct covers *c) {
    for (guint i = 0; i < c->units->len; i++)
        if (g_array_index(c->units, struct unit, i).is_cover)
            return g_array_index(c->units, struct unit, i).text.line->page;
    return 0;
}

/* Those behind one another as one: they may be one line. */
static void tell_missing(struct covers *c, const GArray *missing) {
    const struct gaz_loose_line nowhere = {.kind = GAZ_LOOSE_COVER, .page = cover_page(c)};
    const guint *all = (const guint *)(const void *)missing->data;
    for (guint i = 0, end; i < missing->len; i = end) {
        for (end = i + 1; end < missing->len && all[end] == all[end - 1] + 1;)
            end++;
        gaz_beside_tell_missing(c->b, GAZ_BESIDE_COVER, &nowhere, all + i, end - i);
    }
}

/* Where the print has the cover's texts as they are set now, but for one figure, the figure that is left in
 * print is that one: 期 alone, as large as can be. Where nothing is left, it lacks what is missing. */
static void pair_left(struct covers *c) {
    g_autoptr(GArray) missing = missing_of(c);
    if (c->b->same_pages && c->left->len == 0) tell_missing(c, missing);
    if (missing->len != 1 || c->left->len != 1) return;
    const struct gaz_own_text *own = gaz_beside_own(c->b, g_array_index(missing, guint, 0));
    const struct gaz_beside_text *left = &g_array_index(c->left, struct gaz_beside_text, 0);
    if (gaz_beside_are_figures(own->chars, 0, own->chars->len) &&
        gaz_beside_are_figures(left->chars, 0, left->chars->len))
        gaz_beside_tell(c->b, GAZ_BESIDE_COVER, left, own);
}

static void compare_covers(struct gaz_beside *b) {
    struct covers c = {.b = b,
                       .units = g_array_new(FALSE, FALSE, sizeof(struct unit)),
                       .left = g_array_new(FALSE, FALSE, sizeof(struct gaz_beside_text)),
                       .is_there = g_new0(bool, b->own->len + 1)};
    gather(&c);
    for (guint i = 0; i < c.units->len; i++)
        compare_unit(&c, &g_array_index(c.units, struct unit, i));
    pair_left(&c);
    for (guint i = 0; i < c.units->len; i++)
        g_array_unref(g_array_index(c.units, struct unit, i).text.chars);
    for (guint i = 0; i < c.left->len; i++)
        g_array_unref(g_array_index(c.left, struct gaz_beside_text, i).chars);
    g_array_unref(c.units);
    g_array_unref(c.left);
    g_free(c.is_there);
}

/* ---- the whole */

static void clear_difference(gpointer data) {
    struct gaz_beside_difference *difference = data;
    g_free(difference->line);
    g_free(difference->print);
    g_free(difference->text);
}

GArray *gaz_beside_compare(const struct gaz_print *print, const struct gaz_issue *issue,
                           const struct gaz_pages *pages, bool same_pages) {
    struct gaz_beside b = {.print = print,
                           .issue = issue,
                           .own = gaz_own_texts(issue, pages),
                           .out = g_array_new(FALSE, FALSE, sizeof(struct gaz_beside_difference)),
                           .same_pages = same_pages,
                           .allowance = GAZ_SCRIPT_ALLOWANCE};
    g_array_set_clear_func(b.out, clear_difference);
    compare_covers(&b);
    gaz_beside_compare_heads(&b);
    gaz_beside_compare_missing(&b);
    g_array_unref(b.own);
    return b.out;
}
