/* names.h: what sites call things: the one table of their words. */
#ifndef GAZ_INTAKE_HTML_NAMES_H
#define GAZ_INTAKE_HTML_NAMES_H

#include <gumbo.h>
#include <stdbool.h>

/* By class or id: the element that holds the document; its title; what is the site's own within it (share,
 * print, qrcode). */
bool gaz_html_is_body_name(const GumboNode *node);
bool gaz_html_is_title_name(const GumboNode *node);
bool gaz_html_is_chrome(const GumboNode *node);

/* Whether an element's text stands on lines of its own. */
bool gaz_html_is_block(const GumboNode *node);

/* A line of the site's own above or below a text, without its blanks: 责任编辑：…, 打印本页, 当前位置：…
 * is_above: before the text, where a source and a date of publication stand. */
bool gaz_html_is_site_line(const char *utf8, bool is_above);

/* The name of what a label of a page's own table says: 文号： gives 发文字号. NULL: it is none. *value: what
 * stands behind it in the same words, or NULL. */
const char *gaz_html_label(const char *utf8, const char **value);

/* Whether a link leads to a file that is attached: by its ending. */
bool gaz_html_is_attached(const char *href);

#endif
