/* width.h: a width as an editor writes it: 120mm, 50%, 8字. Shared by figures and table columns. */
#ifndef GAZ_INPUT_LINES_WIDTH_H
#define GAZ_INPUT_LINES_WIDTH_H

#include "input/doc.h"

#include <stdbool.h>
#include <stddef.h>

/* n bytes, nothing around the number and its unit; positive, at most 9999. */
bool gaz_width_parse(const char *utf8, size_t n, struct gaz_width *width);

#endif
