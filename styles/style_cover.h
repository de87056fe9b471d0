/* style_cover.h: what may be written of each thing on a cover. Only styles/style_cover*.c see this. */
#ifndef GAZ_STYLES_STYLE_COVER_H
#define GAZ_STYLES_STYLE_COVER_H

#include "base/data/schema.h"

#define GAZ_COVER_KINDS "文字|线|色带|图" /* in the order of gaz_cover_kind */

/* one element as it was written */
struct gaz_cover_written {
    int kind;
    const struct gaz_yaml *content, *role, *family, *latin, *size, *ink, *tracking, *align, *vertical,
        *spread_most;
    const struct gaz_yaml *left, *top, *width, *height, *thickness, *file;
};

/* by gaz_cover_kind; the first key of each is 种类 */
extern const struct gaz_schema gaz_cover_schemas[4];

#endif
