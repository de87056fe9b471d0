/* body.h: a body becomes parts of blocks. */
#ifndef GAZ_INPUT_BODY_BODY_H
#define GAZ_INPUT_BODY_BODY_H

#include "input/reader.h"

/* Reads the body from reader->body to the source's end into doc->parts. */
void gaz_body_read(struct gaz_reader *reader, bool is_about, struct gaz_doc *doc);

#endif
