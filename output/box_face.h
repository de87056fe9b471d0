/* box_face.h: a face whose glyphs are drawn as their boxes, for cairo to measure.
 *
 * cairo asks FreeType for the outline of each glyph at each size, to know its box, and once more for each face, to
 * know that it has one; then it embeds the font program as it stands in the file. To follow the curves of a Han glyph
 * is dear: it was three tenths of all that a build does. So FreeType is given the box for an outline, by its interface
 * for fonts that come piece by piece (FT_Incremental_Interface); the file that cairo embeds stays as it is.
 */
#ifndef GAZ_OUTPUT_BOX_FACE_H
#define GAZ_OUTPUT_BOX_FACE_H

#include "fonts/face.h"

#include <ft2build.h>
#include FT_FREETYPE_H

struct gaz_box_face;

/* Opens the file of a subset (borrowed, has CFF outlines). NULL when FreeType cannot. */
struct gaz_box_face *gaz_box_face_open(FT_Library library, struct gaz_subset *subset);
/* Behind FT_Done_Face. */
void gaz_box_face_free(struct gaz_box_face *boxes);
FT_Face gaz_box_face_ft(const struct gaz_box_face *boxes);

#endif
