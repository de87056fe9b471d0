/* sheet.h: what the rules of a page's own style sheets declare of an element. A selector may say tags,
 * classes, ids, and in which other elements they stand; rules of states and neighbours are passed over, as
 * are sheets of other files. What the declarations mean is css.h's.
 */
#ifndef GAZ_INTAKE_HTML_SHEET_H
#define GAZ_INTAKE_HTML_SHEET_H

#include <glib.h>
#include <gumbo.h>
#include <stdbool.h>

struct gaz_html_declaration {
    char *key, *value; /* of one piece of memory; the key in lower case */
};

static inline const struct gaz_html_declaration *gaz_html_declaration_at(const GArray *declarations,
                                                                         guint i) {
    return &g_array_index(declarations, struct gaz_html_declaration, i);
}

struct gaz_html_sheet;

struct gaz_html_sheet *gaz_html_sheet_new(const GumboNode *root);
void gaz_html_sheet_free(struct gaz_html_sheet *sheet);

/* GArrays of gaz_html_declaration that hold of the element, what counts more behind: those of the rules that
 * select it, then its own. Freed with g_ptr_array_unref. */
GPtrArray *gaz_html_declared(struct gaz_html_sheet *sheet, const GumboNode *node);

/* The same of what rules set before the element's text, or behind it. */
GPtrArray *gaz_html_declared_beside(struct gaz_html_sheet *sheet, const GumboNode *node, bool is_behind);

/* What the element's own style declares; freed with g_array_unref. */
GArray *gaz_html_own_declarations(const GumboNode *node);

#endif
