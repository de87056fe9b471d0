/* comparison.h: two builds of one issue side by side: what became of each page, and of each character.
 *
 * A page's text is told from how it is broken: a page on which no character came or went is at most reflowed.
 */
#ifndef GAZ_COMPARE_COMPARISON_H
#define GAZ_COMPARE_COMPARISON_H

#include "compare/build.h"
#include "base/diff/script.h"

enum gaz_page_state {
    GAZ_PAGE_IDENTICAL, /* to the last glyph, on a page of the same number */
    GAZ_PAGE_MOVED,     /* identical, but for its number and the margin of that side of the sheet */
    GAZ_PAGE_SHIFTED,   /* the same lines; places, faces, rules or pictures differ */
    GAZ_PAGE_REFLOWED,  /* the same text, in other lines or from another page */
    GAZ_PAGE_CHANGED,   /* characters came or went */
    GAZ_PAGE_ADDED,
    GAZ_PAGE_GONE,
    GAZ_N_PAGE_STATES
};

#define GAZ_NO_PAGE UINT32_MAX

/* A blank at which a line ends is not set: where the other build has its line's end, it is neither lost nor
 * new. */
enum gaz_char_mark { GAZ_MARK_NONE, GAZ_MARK_EDIT, GAZ_MARK_LINE_END };

/* In order: a page that is gone stands where it was. */
struct gaz_page_pair {
    uint32_t old, new; /* indices; GAZ_NO_PAGE */
    enum gaz_page_state state;
};

struct gaz_comparison {
    const struct gaz_build *old, *new;
    struct gaz_page_pair *pairs;
    uint32_t n_pairs;
    uint32_t counts[GAZ_N_PAGE_STATES];
    struct gaz_script lines, chars; /* of a line that is not marked no character is; see gaz_char_mark */
    bool bookmarks_differ;
    bool shortest; /* false: too much differs for the shortest script */
};

/* Both builds are borrowed; freed with gaz_comparison_free. is_same: all pages and the bookmarks are. */
struct gaz_comparison *gaz_compare(const struct gaz_build *old, const struct gaz_build *new);
void gaz_comparison_free(struct gaz_comparison *comparison);
bool gaz_comparison_is_same(const struct gaz_comparison *comparison);

#endif
