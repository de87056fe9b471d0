/* body.h: which element of a page holds the document. */
#ifndef GAZ_INTAKE_HTML_BODY_H
#define GAZ_INTAKE_HTML_BODY_H

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

/* The element that holds the document's text: one that sites call so, with most of the page's sentences; else
 * the smallest that holds nearly all of them. NULL: the page has no text. *is_named: which of both. */
const GumboNode *gaz_html_find_body(const GumboNode *root, bool *is_named);

/* How much an element weighs as text: sentences outside of links, as find_body has it. */
uint64_t gaz_html_weight(const GumboNode *top);

/* The element above the body that holds its title, when the body does not begin with it; NULL: none. */
const GumboNode *gaz_html_find_title(const GumboNode *root, const GumboNode *body);

/* Whether a table holds a page together: it has another in it, or a cell with most of its text, in lines. */
bool gaz_html_holds_page(const GumboNode *table);

/* The characters of an element that have ink, without scripts and styles; freed with g_free. At most `most`.
 */
char *gaz_html_ink(const GumboNode *top, unsigned most);

#endif
