/* face.h: faces and glyphs, the product of fonts/.
 *
 * A face is a file and an index in it, never a family name: fontconfig substitutes in silence. It knows
 * nothing of styles, documents or pages. Lengths are grains at the size asked for; hinting is off everywhere.
 */
#ifndef GAZ_FONTS_FACE_H
#define GAZ_FONTS_FACE_H

#include "base/text/text.h"
#include "base/terms/unit.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct gaz_fonts;

struct gaz_face {
    const char *family, *style; /* as the file says */
    const char *file;           /* absolute path: to open it, never printed into an output */
    const char *file_name;      /* its last part: what dumps print */
    int index;                  /* in a collection */
    const unsigned char *data;  /* the mapped file */
    size_t size;
    uint32_t units_per_em;
    unsigned id; /* small number, the same for the same face within a run */
    struct gaz_face_private *own;
};

/* One glyph of a cluster. The first glyph of a cluster has n_chars > 0, further ones 0. */
struct gaz_glyph {
    const struct gaz_face *face;
    uint32_t id;
    gaz_len advance;            /* right, at the size asked for */
    gaz_len x_offset, y_offset; /* right and down from the pen */
    uint32_t first_char, n_chars;
};

/* The number of a family (仿宋 …) or -1. */
int gaz_fonts_family(const struct gaz_fonts *fonts, const char *name);

/* The face that serves a family first; never NULL for a valid family once gaz_fonts_open succeeded. */
const struct gaz_face *gaz_fonts_primary(const struct gaz_fonts *fonts, int family);

/* a family at a size */
struct gaz_font {
    struct gaz_fonts *fonts;
    int family;
    gaz_len size;
};

/* Fonts may serve several issues, one behind another, and draw each as if it were the only one: begin, all
 * characters of the issue (gaz_fonts_expect), settle; then they are asked. */
void gaz_fonts_begin(struct gaz_fonts *fonts);
void gaz_fonts_settle(struct gaz_fonts *fonts);

/* Tells that the issue has a character. Of a series (①–㊿, ½ ⅓, Ⅰ–Ⅻ, ℃ ℉ …) the members that are told before
 * the first is asked for come from one face, where one has them all. */
void gaz_fonts_expect(struct gaz_fonts *fonts, uint32_t ch);
void gaz_fonts_expect_text(struct gaz_fonts *fonts, struct gaz_text text);

/* A character on its own in the first face of the family that has it: Han, marks, anything without context.
 * Where none of its own has it another family's lends it, first one of the same weight, at last any face in
 * the folders of the request. Cached. False when none has it. `glyph->face` differing from the
 * primary face tells that another face served. upright: the glyph for vertical setting (vert) where the face
 * has one. */
bool gaz_font_char(const struct gaz_font *font, uint32_t ch, bool upright, struct gaz_glyph *glyph);

/* The empty space at the left and at the right of a glyph's ink, within its advance; negative where ink
 * stands outside of it, the whole advance on both sides where there is none. Cached. */
struct gaz_white {
    gaz_len left, right;
};
struct gaz_white gaz_glyph_white(const struct gaz_glyph *glyph, gaz_len size);
/* How far the face goes on behind a glyph, whatever stands beside it: what a reader program takes for its
 * width. */
gaz_len gaz_face_advance(const struct gaz_face *face, uint32_t glyph, gaz_len size);

/* shaped characters: their glyphs in visual order, borrowed until the next call */
struct gaz_shaped {
    const struct gaz_glyph *glyphs;
    uint32_t n;
    uint32_t missing; /* the first character that no face has (it got glyph 0), else UINT32_MAX */
};

/* Shapes characters that need their context (Latin words, numbers, any script but Han): pango itemizes,
 * HarfBuzz shapes. Kerning on, ligatures off: text must copy out. */
struct gaz_shaped gaz_font_shape(const struct gaz_font *font, const uint32_t *chars, uint32_t n_chars);

/* The embedding levels (UAX 9) of the characters of one paragraph that is written from left to right: odd is
 * read from right to left. A new array (g_free). */
uint8_t *gaz_font_levels(const uint32_t *chars, uint32_t n_chars);

/* Whether the glyph is the one that the face has for the character, by cmap, locl or vert: asked of the face
 * anew. Of a letter whose form depends on its neighbours (Arabic) only that there is one. */
bool gaz_face_has_glyph(const struct gaz_face *face, uint32_t ch, uint32_t glyph);

/* The faces that were found on this machine, each once, in the order of the request; n-th: n < the count. */
uint32_t gaz_fonts_count(const struct gaz_fonts *fonts);
const struct gaz_face *gaz_fonts_face(const struct gaz_fonts *fonts, uint32_t n);
/* Whether a face has been asked for anything: a family's first one, or one that lent a glyph. */
bool gaz_face_is_open(const struct gaz_face *face);
/* The file of a folder (NULL: none) in which an answer to a question about a face is kept as long as its file
 * is the very same: path, size, times and inode. NULL: nowhere. Freed with g_free. */
char *gaz_face_kept(const struct gaz_face *face, const char *question, const char *folder);
/* What the name table says its version is, "" when nothing or not open; freed with g_free. */
char *gaz_face_version(const struct gaz_face *face);

/* The outlines of a face's glyphs: path data of SVG in units of the em, y upwards, is appended; nothing of a
 * glyph without ink. Freed with gaz_outlines_free. */
struct gaz_outlines;
struct gaz_outlines *gaz_outlines_new(const struct gaz_face *face);
void gaz_outlines_add(struct gaz_outlines *outlines, uint32_t glyph, GString *path);
void gaz_outlines_free(struct gaz_outlines *outlines);

/* A face cut down to some of its glyphs (and glyph 0): a font file of its own, with glyph numbers of its own,
 * to be embedded. Glyphs may stand in the list more than once. NULL when it cannot be cut; freed with
 * gaz_subset_free. */
struct gaz_subset;
struct gaz_subset *gaz_face_subset(const struct gaz_face *face, const uint32_t *glyphs, size_t n);
void gaz_subset_free(struct gaz_subset *subset);
/* The file, which the subset owns, and what a glyph of the list is called in it. */
const unsigned char *gaz_subset_data(const struct gaz_subset *subset, size_t *size);
uint32_t gaz_subset_glyph(const struct gaz_subset *subset, uint32_t glyph);
/* Whether its outlines are PostScript's (CFF), and of such a one whether a glyph (as it is called in the
 * file) has any. */
bool gaz_subset_has_cff(const struct gaz_subset *subset);
bool gaz_subset_draws(const struct gaz_subset *subset, uint32_t glyph);

#endif
