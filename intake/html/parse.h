/* parse.h: the bytes of a page as a tree, within bounds. */
#ifndef GAZ_INTAKE_HTML_PARSE_H
#define GAZ_INTAKE_HTML_PARSE_H

#include "base/file/file.h"
#include "base/text/encoding.h"

#include <gumbo.h>
#include <stdbool.h>

struct gaz_diags;
struct gaz_html_memory;

struct gaz_html_tree {
    char *text;                 /* the page in UTF-8 */
    enum gaz_encoding encoding; /* that it had */
    bool is_said;               /* by the page itself */
    struct gaz_html_memory *memory;
    const GumboNode *root; /* <html> */
};

/* False after a report: no text, too large, nested too deep. To be freed even then. */
bool gaz_html_parse(struct gaz_html_tree *tree, struct gaz_bytes file, const char *name,
                    struct gaz_diags *diags);
void gaz_html_tree_free(struct gaz_html_tree *tree);

/* The next node in the order of the document below `top`; NULL: there is none. into: whether the children of
 * this one come next. */
const GumboNode *gaz_html_next(const GumboNode *node, const GumboNode *top, bool into);

/* Whether the node is `above` or stands within it. */
bool gaz_html_is_below(const GumboNode *node, const GumboNode *above);

static inline bool gaz_html_is_text(const GumboNode *node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

static inline bool gaz_html_is_element(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

/* The tag of an element; GUMBO_TAG_UNKNOWN of everything else. */
static inline GumboTag gaz_html_tag(const GumboNode *node) {
    return gaz_html_is_element(node) ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

/* An attribute's value, NULL: it has none. */
const char *gaz_html_attribute(const GumboNode *node, const char *name);

/* The number that a value begins with, within bounds; `otherwise` where it begins with none. */
int gaz_html_number(const char *value, int least, int most, int otherwise);

static inline bool gaz_html_is_white(uint32_t ch) {
    return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r' || ch == '\f';
}

/* Scripts and styles: what they hold is no text. */
static inline bool gaz_html_is_code(const GumboNode *node) {
    GumboTag tag = gaz_html_tag(node);
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE;
}

#endif
