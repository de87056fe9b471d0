/* visible.h: text from outside, as a terminal may show it. */
#ifndef GAZ_BASE_TEXT_VISIBLE_H
#define GAZ_BASE_TEXT_VISIBLE_H

#include <glib.h>
#include <stdbool.h>

/* Appends n bytes with everything that could act on a terminal written out: <U+001B>, <0xFF>. A tab becomes
 * blanks up to the next multiple of four when `tabs`, else <U+0009>. Gives the columns that a terminal needs.
 */
unsigned gaz_visible_append(GString *out, const char *text, size_t n, bool tabs);

/* The same of a whole text, tabs written out; freed with g_free. Whatever comes from outside and is printed
 * for a person goes through here: arguments, names of files and folders, keys. */
char *gaz_visible(const char *text);

/* False for what moves the cursor, turns the direction or cannot be seen. */
bool gaz_is_visible(gunichar ch);

#endif
