/* cff.h: as much of a bare CFF (Adobe Technical Note 5176) as the room wants to know of the programs that
 * cairo embeds. What does not read gives 0 or false. */
#ifndef GAZ_OUTPUT_PDF_CFF_H
#define GAZ_OUTPUT_PDF_CFF_H

#include <glib.h>
#include <stdbool.h>

struct gaz_cff_bytes {
    const guint8 *data;
    gsize size;
};

/* An INDEX: n objects; object i is data[offset(i)] to data[offset(i + 1)]. */
struct gaz_cff_index {
    struct gaz_cff_bytes offsets;
    guint n, offset_size;
    gsize base; /* what offsets count from */
    gsize end;  /* behind the INDEX */
};

/* Of `size` bytes, the highest first. */
gsize gaz_cff_number(struct gaz_cff_bytes bytes, gsize at, guint size);
bool gaz_cff_read_index(struct gaz_cff_bytes cff, gsize at, struct gaz_cff_index *index);
gsize gaz_cff_offset(const struct gaz_cff_index *index, guint i);
struct gaz_cff_bytes gaz_cff_object(struct gaz_cff_bytes cff, const struct gaz_cff_index *index, guint i);

enum {
    GAZ_CFF_CHARSTRINGS = 17,
    GAZ_CFF_PRIVATE = 18,
    GAZ_CFF_SUBRS = 19,
    GAZ_CFF_DEFAULT_WIDTH = 20,
    GAZ_CFF_NOMINAL_WIDTH = 21,
    GAZ_CFF_ESCAPED = 0x0C00, /* operators behind 12 */
    GAZ_CFF_FONT_MATRIX = GAZ_CFF_ESCAPED | 7,
    GAZ_CFF_FD_ARRAY = GAZ_CFF_ESCAPED | 36,
    GAZ_CFF_FD_SELECT = GAZ_CFF_ESCAPED | 37
};

/* What stands before an operator of a DICT: its last two operands, whole numbers. */
struct gaz_cff_entry {
    gint32 values[2]; /* the last is [1] */
    gsize at;         /* of the last, in the DICT */
};

/* Whether the DICT has the operator. */
bool gaz_cff_find(struct gaz_cff_bytes dict, guint op, struct gaz_cff_entry *entry);

/* The Top DICT of the first font; the INDEX behind it is that of strings. */
bool gaz_cff_top(struct gaz_cff_bytes cff, struct gaz_cff_bytes *top, gsize *end);
bool gaz_cff_charstrings(struct gaz_cff_bytes cff, struct gaz_cff_index *charstrings);

#endif
