/* corrections.h: 更正 of the front matter. */
#ifndef GAZ_INPUT_KEYS_CORRECTIONS_H
#define GAZ_INPUT_KEYS_CORRECTIONS_H

#include "base/data/schema.h"
#include "input/reader.h"

/* The table of the keys of one item. */
extern const struct gaz_schema gaz_correction_schema;

/* Reads the list (NULL: there is none), or one map alone, into the document. */
void gaz_corrections_read(struct gaz_reader *reader, const struct gaz_yaml *list, struct gaz_doc *doc);

/* Warns of what the document's printed text does not say: 误, 正, the page, the line. */
void gaz_corrections_check(const struct gaz_doc *doc, struct gaz_diags *diags);

#endif
