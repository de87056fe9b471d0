/* list.h: the marks that a browser sets before the items of a list: they are seen, and stand in no text. */
#ifndef GAZ_INTAKE_HTML_LIST_H
#define GAZ_INTAKE_HTML_LIST_H

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/* Which mark: a row of the table of list-style-type's words. */
enum { GAZ_HTML_NO_MARKER, GAZ_HTML_UNKNOWN_MARKER };

/* Of list-style-type, list-style or the attribute `type`; `before` where the value names none. */
uint8_t gaz_html_marker_of(const char *value, uint8_t before);
/* What a browser sets without being told: of a list's own tag, by how deep it stands in others. `before` for
 * all else. */
uint8_t gaz_html_marker_of_tag(const GumboNode *node, uint8_t before);

bool gaz_html_is_list(const GumboNode *node);

struct gaz_html_list {
    const GumboNode *node;
    int next, step;
};

struct gaz_html_list gaz_html_list_begin(const GumboNode *node);

/* Counts an item, and adds its mark. False: of a form that is not known, figures were written. */
bool gaz_html_list_mark(struct gaz_html_list *list, const GumboNode *item, uint8_t marker, GString *mark);

/* Whether the item's text begins with a number or a bullet of its own. */
bool gaz_html_has_own_mark(const GumboNode *item);

#endif
