/* font_program.c: counts the glyphs that have an outline.
 *
 * FreeType would draw each of them for that, which takes as long as half the read-back. In a bare CFF (Adobe
 * Technical Note 5176) the length of a charstring tells: what draws nothing is a width and endchar, what
 * draws is longer. In a TrueType file a glyph without outline has no bytes. Only short charstrings, and
 * programs of other kinds, are given to FreeType.
 */
#include "output/pdf/font_program.h"

#include <ft2build.h>
#include <stdbool.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include FT_TRUETYPE_TAGS_H

enum {
    DRAWS_FOR_SURE = 12 /* bytes of a charstring: no width, hint or call without an outline is as long */
};

/* ---- FreeType */

static bool has_outline(FT_Face face, guint glyph) {
    return FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) == 0 && face->glyph->outline.n_points > 0;
}

static guint count_by_drawing(FT_Face face) {
    guint n = 0;
    for (FT_Long glyph = 1; glyph < face->num_glyphs; glyph++)
        n += has_outline(face, (guint)glyph);
    return n;
}

/* ---- CFF */

struct bytes {
    const guint8 *data;
    gsize size;
};

/* An INDEX: n objects; object i is data[offset(i)] to data[offset(i + 1)]. */
struct index {
    struct bytes offsets;
    guint n, offset_size;
    gsize base; /* what offsets count from */
    gsize end;  /* behind the INDEX */
};

static gsize read_number(struct bytes bytes, gsize at, guint size) {
    gsize value = 0;
    if (size > 4 || at > bytes.size || bytes.size - at < size) return 0;
    for (guint i = 0; i < size; i++)
        value = value << 8 | bytes.data[at + i];
    return value;
}

static gsize offset_of(const struct index *index, guint i) {
    return index->base + read_number(index->offsets, (gsize)i * index->offset_size, index->offset_size);
}

static bool read_index(struct bytes cff, gsize at, struct index *index) {
    *index = (struct index){.n = (guint)read_number(cff, at, 2), .end = at + 2};
    if (index->n == 0) return at + 2 <= cff.size;
    index->offset_size = (guint)read_number(cff, at + 2, 1);
    gsize length = ((gsize)index->n + 1) * index->offset_size;
    if (index->offset_size < 1 || index->offset_size > 4 || at + 3 + length > cff.size) return false;
    index->offsets = (struct bytes){cff.data + at + 3, length};
    index->base = at + 3 + length - 1;
    index->end = offset_of(index, index->n);
    return index->end <= cff.size;
}

/* Behind the operand or operator that begins at i. */
static gsize behind(struct bytes dict, gsize i) {
    guint8 b = dict.data[i];
    if (b == 28) return i + 3;
    if (b == 29) return i + 5;
    if (b == 12 || (b >= 247 && b <= 254)) return i + 2;
    if (b != 30) return i + 1;
    do /* a real number: nibbles up to 0xF */
        i++;
    while (i < dict.size && dict.data[i] >> 4 != 0xF && (dict.data[i] & 0xF) != 0xF);
    return i + 1;
}

/* An offset, as an operand: the forms of an integer that is not negative. */
static gsize operand_at(struct bytes dict, gsize i) {
    guint8 b = dict.data[i];
    if (b == 28) return read_number(dict, i + 1, 2);
    if (b == 29) return read_number(dict, i + 1, 4);
    if (b >= 32 && b <= 246) return (gsize)b - 139;
    return b >= 247 && b <= 250 ? ((gsize)b - 247) * 256 + read_number(dict, i + 1, 1) + 108 : 0;
}

/* The operand before operator 17 of a Top DICT: where the CharStrings INDEX is; 0: not there. */
static gsize find_charstrings(struct bytes dict) {
    gsize value = 0;
    for (gsize i = 0; i < dict.size; i = behind(dict, i)) {
        if (dict.data[i] == 17) return value;
        value = operand_at(dict, i);
    }
    return 0;
}

static bool read_charstrings(struct bytes cff, struct index *charstrings) {
    struct index names, dicts;
    if (cff.size < 4 || cff.data[0] != 1) return false;
    if (!read_index(cff, cff.data[2], &names) || !read_index(cff, names.end, &dicts) || dicts.n == 0)
        return false;
    gsize begin = offset_of(&dicts, 0), end = offset_of(&dicts, 1);
    if (begin > end || end > cff.size) return false;
    gsize at = find_charstrings((struct bytes){cff.data + begin, end - begin});
    return at > 0 && at < cff.size && read_index(cff, at, charstrings);
}

static guint count_by_length(FT_Face face, const struct index *charstrings) {
    guint n = 0;
    for (guint i = 1; i < charstrings->n; i++) {
        gsize begin = offset_of(charstrings, i), end = offset_of(charstrings, i + 1);
        n += (end > begin && end - begin >= DRAWS_FOR_SURE) || has_outline(face, i);
    }
    return n;
}

/* ---- TrueType */

/* Glyphs with bytes in glyf, as loca tells. */
static guint count_by_loca(FT_Face face, const TT_Header *head) {
    FT_ULong size = 0;
    guint n = 0, width = head->Index_To_Loc_Format ? 4 : 2;
    if (FT_Load_Sfnt_Table(face, TTAG_loca, 0, NULL, &size) != 0) return count_by_drawing(face);
    g_autofree guint8 *loca = g_malloc0(size + 1);
    if (FT_Load_Sfnt_Table(face, TTAG_loca, 0, loca, &size) != 0) return 0;
    struct bytes bytes = {loca, size};
    for (gsize i = 1; (i + 2) * width <= size; i++)
        n += read_number(bytes, (i + 1) * width, width) > read_number(bytes, i * width, width);
    return n;
}

static guint count_outlines(FT_Face face, struct bytes program) {
    struct index charstrings;
    const TT_Header *head = FT_Get_Sfnt_Table(face, FT_SFNT_HEAD);
    if (read_charstrings(program, &charstrings) && charstrings.n == (gulong)face->num_glyphs)
        return count_by_length(face, &charstrings);
    return head ? count_by_loca(face, head) : count_by_drawing(face);
}

guint gaz_font_program_outlines(const guint8 *data, gsize size) {
    FT_Library library;
    FT_Face face;
    guint n = 0;
    if (FT_Init_FreeType(&library) != 0) return 0;
    if (FT_New_Memory_Face(library, data, (FT_Long)size, 0, &face) == 0) {
        n = count_outlines(face, (struct bytes){data, size});
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return n;
}
