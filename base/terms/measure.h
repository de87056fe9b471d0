/* measure.h: lengths as people write them, in style files and in a document's marks; read exactly: a decimal
 * is a fraction of whole numbers. Whoever knows how large a 字 and a 行 are resolves them.
 */
#ifndef GAZ_BASE_TERMS_MEASURE_H
#define GAZ_BASE_TERMS_MEASURE_H

#include "base/terms/unit.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum gaz_unit { GAZ_UNIT_NONE, GAZ_UNIT_MM, GAZ_UNIT_POINT, GAZ_UNIT_CELL, GAZ_UNIT_LINE };

/* A length as an exact fraction of its unit. A 号 is POINT; 自动 and a bare 0 have no unit. */
struct gaz_measure {
    enum gaz_unit unit;
    int64_t numerator, denominator;
};

/* 35mm, 10.5磅, 2字, 5/3行, 三号, 小四, 自动, 0 */
bool gaz_measure_parse(const char *text, struct gaz_measure *measure);

/* The same as a regular expression (ECMA-262), but for how many digits there may be in all. */
void gaz_measure_append_pattern(GString *out);

/* Grains, rounded to the nearest; one: the grains of a 字 or a 行 where that is the unit. False when out of
 * range. */
bool gaz_measure_resolve(struct gaz_measure measure, gaz_len one, gaz_len *grains);

#endif
