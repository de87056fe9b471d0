/* math.c: MathML in a page: letters and signs in one line, with indices, fractions as a/b, roots as √(a);
 * what a line does not show otherwise is asked about. */
#include "base/text/text.h"
#include "intake/html/body.h"
#include "intake/html/page.h"
#include "intake/html/parse.h"

#include <string.h>

enum kind { OTHER, FRACTION, ROOT, RAISED, LOWERED, BOTH, SOURCE, NO_LINE };

/* Of MathML's own elements; the parser knows few of them by a tag. */
static enum kind kind_of(const GumboNode *node) {
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {{"mfrac", FRACTION},     {"msqrt", ROOT},     {"msup", RAISED},
                 {"msub", LOWERED},       {"msubsup", BOTH},   {"annotation", SOURCE},
                 {"mtable", NO_LINE},     {"munder", NO_LINE}, {"mover", NO_LINE},
                 {"munderover", NO_LINE}, {"mroot", NO_LINE},  {"mmultiscripts", NO_LINE}};
    if (!gaz_html_is_element(node)) return OTHER;
    if (gaz_html_tag(node) == GUMBO_TAG_ANNOTATION_XML) return SOURCE;
    if (gaz_html_tag(node) != GUMBO_TAG_UNKNOWN) return OTHER;
    GumboStringPiece tag = node->v.element.original_tag;
    gumbo_tag_from_original_text(&tag);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (tag.length == strlen(kinds[i].name) && memcmp(tag.data, kinds[i].name, tag.length) == 0)
            return kinds[i].kind;
    return OTHER;
}

/* The element children of a node, by their number; NULL: it has fewer. */
static const GumboNode *child_of(const GumboNode *node, unsigned number) {
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length; i++)
        if (gaz_html_is_element(children->data[i]) && number-- == 0) return children->data[i];
    return NULL;
}

/* Whether it has as many elements as its kind wants, and no text beside them; any number for a root. */
static bool is_well_formed(const GumboNode *node, enum kind kind) {
    const GumboVector *children = &node->v.element.children;
    unsigned n = 0;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        g_autofree char *text = gaz_html_is_text(child) ? gaz_html_ink(child, 1) : g_strdup("");
        if (*text) return false;
        n += gaz_html_is_element(child);
    }
    return kind == ROOT || n == (kind == BOTH ? 3 : 2);
}

static bool is_term(const GumboNode *node) {
    g_autofree char *text = gaz_html_ink(node, 1000);
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (!g_unichar_isalnum(g_utf8_get_char(at))) return false;
    return true;
}

static void sign(struct gaz_html_page *page, const char *text, const struct gaz_html_where *where) {
    gaz_html_put_in(page, text, *text == '/' ? GAZ_REASON_FRACTION : GAZ_REASON_MATH_SIGN, where);
}

static void walk_index(struct gaz_html_page *page, const GumboNode *node, const struct gaz_html_where *where,
                       uint16_t attr) {
    struct gaz_html_where index = *where;
    index.style.attrs |= attr;
    if (node) gaz_html_walk(page, node, &index);
}

/* In brackets, where it has more than letters and figures. */
static void walk_whole(struct gaz_html_page *page, const GumboNode *node,
                       const struct gaz_html_where *where) {
    bool has_to = node && !is_term(node);
    if (has_to) sign(page, "(", where);
    if (node) gaz_html_walk(page, node, where);
    if (has_to) sign(page, ")", where);
}

static bool is_within(const GumboNode *node, GumboTag tag) {
    for (node = node->parent; node; node = node->parent)
        if (gaz_html_tag(node) == tag) return true;
    return false;
}

bool gaz_html_walk_math(struct gaz_html_page *page, const GumboNode *node,
                        const struct gaz_html_where *where) {
    enum kind kind = kind_of(node);
    if (kind == OTHER || kind == NO_LINE || kind == SOURCE || !is_within(node, GUMBO_TAG_MATH)) return false;
    if (!is_well_formed(node, kind)) return false;
    const GumboNode *first = child_of(node, 0), *second = child_of(node, 1);
    if (kind == FRACTION) {
        walk_whole(page, first, where);
        sign(page, "/", where);
        walk_whole(page, second, where);
    } else if (kind == ROOT) {
        sign(page, "√(", where);
        for (unsigned i = 0; child_of(node, i); i++)
            gaz_html_walk(page, child_of(node, i), where);
        sign(page, ")", where);
    } else {
        if (first) gaz_html_walk(page, first, where);
        walk_index(page, second, where, kind == RAISED ? GAZ_DRAFT_SUP : GAZ_DRAFT_SUB);
        walk_index(page, child_of(node, 2), where, GAZ_DRAFT_SUP);
    }
    return true;
}

bool gaz_html_is_math_source(const GumboNode *node) {
    return kind_of(node) == SOURCE && is_within(node, GUMBO_TAG_MATH);
}

bool gaz_html_is_math_rewritten(const GumboNode *math) {
    for (const GumboNode *node = math; node; node = gaz_html_next(node, math, true)) {
        enum kind kind = kind_of(node);
        if (kind == FRACTION || kind == ROOT || kind == NO_LINE) return true;
    }
    return false;
}
