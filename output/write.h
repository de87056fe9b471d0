/* write.h: how numbers, texts and places are written, the same on every machine. */
#ifndef GAZ_OUTPUT_WRITE_H
#define GAZ_OUTPUT_WRITE_H

#include "base/terms/unit.h"
#include "base/text/text.h"
#include "layout/pages.h"

#include <glib.h>

/* A length in points with so many decimals (at most 6), worked out in integers, the half away from zero: the
 * number without its point (12.34 is 1234), and as text. */
int64_t gaz_decimal_points(gaz_len length, int decimals);
void gaz_append_points(GString *out, gaz_len length, int decimals);

/* Characters as UTF-8. */
void gaz_append_chars(GString *out, const struct gaz_char *chars, uint32_t n);

/* "path:line:column" of the first character that stands in the source, or "-". */
void gaz_append_place(GString *out, const struct gaz_source *source, const struct gaz_char *chars,
                      uint32_t n);

/* The kind of text of an item that is glyphs, as every dump names it; a leader has a name of its own. */
const char *gaz_item_role_name(const struct gaz_item *item);

/* What an artifact is, as every dump names it. */
const char *gaz_artifact_name(enum gaz_artifact artifact);

/* What a node is, as --dump=structure names it. */
const char *gaz_node_kind_name(enum gaz_node_kind kind);

#endif
