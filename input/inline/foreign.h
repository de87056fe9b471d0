/* foreign.h: markup of other formats (Markdown's lists and links, HTML, tables drawn with signs) is text
 * here. It is printed as it stands, with a warning that says what it looks like and what is written instead:
 * each kind once a document. Inside input/ only. */
#ifndef GAZ_INPUT_INLINE_FOREIGN_H
#define GAZ_INPUT_INLINE_FOREIGN_H

#include "input/inline/inline.h"

/* A line of a paragraph, from its first byte that is no ASCII blank. */
void gaz_foreign_line(struct gaz_reader *reader, uint32_t begin, uint32_t end);

/* The characters of a text from i on: < & [ ~ or a backquote. */
void gaz_foreign_inline(struct gaz_reader *reader, const GArray *items, guint i);

/* × that a template left: ××, 第×, ×月; in the document's keys, its own text and what it issues. */
void gaz_foreign_leftovers(struct gaz_reader *reader, const struct gaz_doc *doc);

#endif
