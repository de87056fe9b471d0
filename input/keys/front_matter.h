/* front_matter.h: the YAML between --- and --- at a document's beginning. */
#ifndef GAZ_INPUT_KEYS_FRONT_MATTER_H
#define GAZ_INPUT_KEYS_FRONT_MATTER_H

#include "base/data/schema.h"
#include "input/reader.h"

/* The table of a document's keys. */
extern const struct gaz_schema gaz_front_matter_schema;

/* Finds the two fences: the YAML is [begin, end), the body begins at *body. False: the first or the second is
 * missing; without the first, *begin is 0. */
bool gaz_front_matter_find(const struct gaz_source *source, uint32_t *begin, uint32_t *end, uint32_t *body);

/* An order has no title, and a notice may have its mark for one: with a letterhead they may lack it. */
bool gaz_form_needs_title(enum gaz_form form);

/* Reads the front matter into the document and sets reader->body. */
void gaz_front_matter_read(struct gaz_reader *reader, struct gaz_doc *doc);

/* The 简介 has none: complains when there is, and sets reader->body. */
void gaz_front_matter_refuse(struct gaz_reader *reader);

#endif
