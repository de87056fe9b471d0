/* besides.h: what the parts of that comparison have in common. Only beside.c, nearest.c, heads.c and
 * missing.c look in here. */
#ifndef GAZ_FACSIMILE_BESIDES_H
#define GAZ_FACSIMILE_BESIDES_H

#include "facsimile/beside.h"

struct gaz_beside {
    const struct gaz_print *print;
    const struct gaz_issue *issue;
    GArray *own;     /* struct gaz_own_text */
    GArray *out;     /* struct gaz_beside_difference */
    bool same_pages; /* the print's begin where those of the issue do: it is of the house that sets it now */
    uint64_t allowance;
};

/* What is printed on a line, or on a piece of it. */
struct gaz_beside_text {
    GArray *chars; /* uint32_t, without gaps */
    const struct gaz_loose_line *line;
};

/* What should stand there, and how far the print is from it. */
struct gaz_nearest {
    const struct gaz_own_text *own; /* NULL: none is near */
    guint cost;                     /* characters that are others; 0: none but marks and width */
};

/* All of a line, or of its pieces the one in [first, end); chars: g_array_unref. */
struct gaz_beside_text gaz_beside_text_of(const struct gaz_loose_line *line, uint32_t first, uint32_t end);

/* Of a piece that begins at `first` its end: a gap's place or the line's end. */
uint32_t gaz_beside_piece_end(const struct gaz_loose_line *line, uint32_t first);

static inline const struct gaz_own_text *gaz_beside_own(const struct gaz_beside *b, guint i) {
    return &g_array_index(b->own, struct gaz_own_text, i);
}

/* Whether both are the same but for width. */
bool gaz_beside_is_same(const GArray *one, const GArray *other);

/* Whether [first, end) has something and nothing but digits. */
bool gaz_beside_are_figures(const GArray *chars, guint first, guint end);

/* How many characters of `print` are others than in `text`, marks and width aside; two that were exchanged
 * count as one, and so does another number. G_MAXUINT: so many that it is something else. */
guint gaz_beside_cost(struct gaz_beside *b, const GArray *text, const GArray *print);

/* The nearest of the kinds in the set (bits of 1 << gaz_own_kind). */
struct gaz_nearest gaz_beside_nearest(struct gaz_beside *b, const GArray *print, uint32_t kinds);

/* Tells all that differs as one; `own` may be of no place of the issue: its places empty. */
void gaz_beside_tell(struct gaz_beside *b, enum gaz_beside_kind kind, const struct gaz_beside_text *text,
                     const struct gaz_own_text *own);

/* Tells all of it, whether or not the two have something in common. */
void gaz_beside_tell_whole(struct gaz_beside *b, enum gaz_beside_kind kind,
                           const struct gaz_beside_text *text, const struct gaz_own_text *own);

/* Tells that n own texts are not there, as one; `nowhere` has the page on which they should stand. */
void gaz_beside_tell_missing(struct gaz_beside *b, enum gaz_beside_kind kind,
                             const struct gaz_loose_line *nowhere, const guint *missing, guint n);

/* beside.c: the page is a cover, all of it. */
bool gaz_beside_is_cover_page(const struct gaz_print *print, int page);

/* heads.c: the running heads and page numbers. */
void gaz_beside_compare_heads(struct gaz_beside *b);

/* missing.c: those that a page should have. */
void gaz_beside_compare_missing(struct gaz_beside *b);

#endif
