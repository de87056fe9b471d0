/* font_program.c: counts the glyphs that have an outline.
 *
 * FreeType would draw each of them for that, which takes as long as half the read-back. In a bare CFF (Adobe
 * Technical Note 5176) the length of a charstring tells: what draws nothing is a width and endchar, what
 * draws is longer. In a TrueType file a glyph without outline has no bytes. Only short charstrings, and
 * programs of other kinds, are given to FreeType.
 */
#include "output/objects/font_program.h"

#include "fonts/cff.h"

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

/* A width and endchar, as wider.c writes what is not used. */
static bool is_nothing(struct gaz_cff_bytes code) {
    return code.size == 4 && code.data[0] == GAZ_CFF_SHORT_INTEGER && code.data[3] == GAZ_CFF_ENDCHAR;
}

static guint count_by_length(FT_Face face, struct gaz_cff_bytes cff,
                             const struct gaz_cff_index *charstrings) {
    guint n = 0;
    for (guint i = 1; i < charstrings->n; i++) {
        if (is_nothing(gaz_cff_object(cff, charstrings, i))) continue;
        gsize begin = gaz_cff_offset(charstrings, i), end = gaz_cff_offset(charstrings, i + 1);
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
    struct gaz_cff_bytes bytes = {loca, size};
    for (gsize i = 1; (i + 2) * width <= size; i++)
        n += gaz_cff_number(bytes, (i + 1) * width, width) > gaz_cff_number(bytes, i * width, width);
    return n;
}

static guint count_outlines(FT_Face face, struct gaz_cff_bytes program) {
    struct gaz_cff_index charstrings;
    const TT_Header *head = FT_Get_Sfnt_Table(face, FT_SFNT_HEAD);
    if (gaz_cff_charstrings(program, &charstrings) && charstrings.n == (gulong)face->num_glyphs)
        return count_by_length(face, program, &charstrings);
    return head ? count_by_loca(face, head) : count_by_drawing(face);
}

guint gaz_font_program_outlines(const guint8 *data, gsize size) {
    FT_Library library;
    FT_Face face;
    guint n = 0;
    if (FT_Init_FreeType(&library) != 0) return 0;
    if (FT_New_Memory_Face(library, data, (FT_Long)size, 0, &face) == 0) {
        n = count_outlines(face, (struct gaz_cff_bytes){data, size});
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return n;
}
