/* cff.h: as much of a bare CFF (Adobe Technical Note 5176) and of its charstrings (5177) as we want to know
 * of the faces that are cut and of the programs that cairo embeds. What does not read gives 0 or false. */
#ifndef GAZ_FONTS_CFF_H
#define GAZ_FONTS_CFF_H

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
    GAZ_CFF_CHARSET = 15,
    GAZ_CFF_ENCODING = 16,
    GAZ_CFF_CHARSTRINGS = 17,
    GAZ_CFF_PRIVATE = 18,
    GAZ_CFF_SUBRS = 19,
    GAZ_CFF_DEFAULT_WIDTH = 20,
    GAZ_CFF_NOMINAL_WIDTH = 21,
    GAZ_CFF_ESCAPED = 0x0C00, /* operators behind 12 */
    GAZ_CFF_FONT_MATRIX = GAZ_CFF_ESCAPED | 7,
    GAZ_CFF_ROS = GAZ_CFF_ESCAPED | 30, /* registry, ordering, supplement: of a face without glyph names */
    GAZ_CFF_CID_COUNT = GAZ_CFF_ESCAPED | 34,
    GAZ_CFF_FD_ARRAY = GAZ_CFF_ESCAPED | 36,
    GAZ_CFF_FD_SELECT = GAZ_CFF_ESCAPED | 37
};

enum { GAZ_CFF_LONG_INTEGER = 29 }; /* of four bytes, in a DICT */

/* An operator of a DICT with what stands before it. */
struct gaz_cff_entry {
    gint32 values[2];         /* its last two operands, whole numbers; the last is [1] */
    gsize at;                 /* of the last, in the DICT */
    gsize begin, end_of_args; /* of all its operands, in the DICT */
    guint op;
};

/* The whole number that begins at *at (0: a real one), which is put behind it. */
gint32 gaz_cff_dict_operand(struct gaz_cff_bytes dict, gsize *at);
/* The entry that begins at *at, which is put behind it; false: none does. */
bool gaz_cff_next(struct gaz_cff_bytes dict, gsize *at, struct gaz_cff_entry *entry);
/* Whether the DICT has the operator. */
bool gaz_cff_find(struct gaz_cff_bytes dict, guint op, struct gaz_cff_entry *entry);

/* What is private to a font DICT (or Top DICT); false: it has none, or it does not lie in the CFF. */
bool gaz_cff_private(struct gaz_cff_bytes cff, struct gaz_cff_bytes dict, struct gaz_cff_bytes *private);

/* The Top DICT of the first font; the INDEX behind it is that of strings. */
bool gaz_cff_top(struct gaz_cff_bytes cff, struct gaz_cff_bytes *top, gsize *end);
bool gaz_cff_charstrings(struct gaz_cff_bytes cff, struct gaz_cff_index *charstrings);

enum {
    GAZ_CFF_HSTEM = 1,
    GAZ_CFF_VSTEM = 3,
    GAZ_CFF_VMOVETO = 4,
    GAZ_CFF_CALLSUBR = 10,
    GAZ_CFF_RETURN = 11,
    GAZ_CFF_ESCAPE = 12,
    GAZ_CFF_ENDCHAR = 14,
    GAZ_CFF_HSTEMHM = 18,
    GAZ_CFF_HINTMASK = 19,
    GAZ_CFF_CNTRMASK = 20,
    GAZ_CFF_RMOVETO = 21,
    GAZ_CFF_HMOVETO = 22,
    GAZ_CFF_VSTEMHM = 23,
    GAZ_CFF_SHORT_INTEGER = 28, /* of two bytes, in a DICT too */
    GAZ_CFF_CALLGSUBR = 29,
};
/* Whether the charstring draws: an operator that is neither of hints nor the end. */
bool gaz_cff_draws(struct gaz_cff_bytes code);
/* A whole number at a place of a charstring (of 16.16 the whole part); the bytes that an operand with this
 * first byte takes, 0: it is an operator. */
gint32 gaz_cff_operand(struct gaz_cff_bytes code, gsize at);
gsize gaz_cff_operand_size(guint8 first);

/* ---- written */

/* A number of `size` bytes, the highest first: over what stands at `at`, or behind all. */
void gaz_cff_put(guint8 *at, gsize value, guint size);
void gaz_cff_append(GByteArray *out, gsize value, guint size);
/* An INDEX of the objects that lie one behind another in `objects`; `ends` (guint): where each ends. */
void gaz_cff_append_index(GByteArray *out, const GByteArray *objects, const GArray *ends);

#endif
