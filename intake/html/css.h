/* css.h: how a node of a page looks: its tag, attributes and style, and what the page's own style sheets
 * declare of it. What is inherited comes with the parent's look.
 */
#ifndef GAZ_INTAKE_HTML_CSS_H
#define GAZ_INTAKE_HTML_CSS_H

#include "intake/draft.h"
#include "intake/html/sheet.h"

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

enum { GAZ_HTML_MOST_SIZE = 2000 };

struct gaz_html_style {
    enum gaz_draft_align align;
    enum gaz_draft_face face;
    uint16_t size;  /* half points, up to GAZ_HTML_MOST_SIZE */
    uint8_t level;  /* of h1 to h6; 0: none */
    uint16_t attrs; /* gaz_draft_attr: STRONG, SUP, SUB, UNDERLINED, RED */
    uint8_t marker; /* of the items of lists: list.h */
    bool is_hidden, keeps_white;
    bool is_struck, is_tiny; /* smaller than any type */
    bool is_pale,
        has_ground;  /* white, or not to be seen through; of what is not white, for all that is said */
    bool is_capital; /* small letters are shown as capitals */
    bool is_away;    /* put far outside of the page, or cut off at no height */
    bool is_line;    /* of the element alone: a line is drawn below it, as long as it is wide */
    uint8_t symbols; /* gaz_docx_symbol_font, of a font that has symbols for letters */
    int32_t first, left, right; /* twentieths of a point */
};

/* Text that a rule sets before an element's own, or behind it; freed with g_free. NULL: none is seen.
 * *counts: it has a number that a browser counts, and that is not in it. */
char *gaz_html_generated(struct gaz_html_sheet *sheet, const GumboNode *node, bool is_behind, bool *counts);

/* Whether text of this look is not to be seen, though nothing hides it: white on white, or smaller than any
 * type. */
bool gaz_html_is_out_of_sight(const struct gaz_html_style *style);

/* What a page begins with: 12 points, nothing else. */
struct gaz_html_style gaz_html_style_initial(void);

/* The look of an element within a parent of that look. */
struct gaz_html_style gaz_html_style_of(struct gaz_html_sheet *sheet, const GumboNode *node,
                                        const struct gaz_html_style *parent);

/* Whether a border is seen: of the element's own style; *is_said: whether it says anything of borders. */
bool gaz_html_has_border(const GumboNode *node, bool *is_said);

/* The width that an element has of its own, in px; 0: none, or a share. */
int32_t gaz_html_width(const GumboNode *node);

#endif
