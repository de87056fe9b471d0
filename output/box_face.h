/* box_face.h: a face whose glyphs are drawn as boxes, for cairo to measure.
 *
 * cairo asks FreeType for the outline of each glyph at each size, to know its box (whether it is on the
 * page), and once more for each face, to know that it has one; then it embeds the font program as it stands
 * in the file. To follow the curves of a Han glyph is dear: it was three tenths of all that a build does. So
 * FreeType is given the box for an outline, by its interface for fonts that come piece by piece
 * (FT_Incremental_Interface); the file that cairo embeds stays as it is.
 */
#ifndef GAZ_OUTPUT_BOX_FACE_H
#define GAZ_OUTPUT_BOX_FACE_H

#include "fonts/face.h"

#include <ft2build.h>
#include FT_FREETYPE_H

/* The sizes at which glyphs are measured, in points: those that text is set in, which are told, and the em of
 * 1,000 at which cairo embeds. At any other size cairo draws them itself, as a picture (a fallback image, at
 * the resolution that was set for these): with boxes for outlines that picture would be wrong. Counted by
 * reference. */
struct gaz_box_sizes;
struct gaz_box_sizes *gaz_box_sizes_new(void);
void gaz_box_sizes_unref(struct gaz_box_sizes *sizes); /* NULL: nothing */
void gaz_box_sizes_add(struct gaz_box_sizes *sizes, double points);
bool gaz_box_sizes_have_missed(const struct gaz_box_sizes *sizes);

struct gaz_box_face;

/* Opens the file of a subset (borrowed, has CFF outlines). NULL when FreeType cannot. */
struct gaz_box_face *gaz_box_face_open(FT_Library library, struct gaz_subset *subset,
                                       struct gaz_box_sizes *sizes);
/* Behind FT_Done_Face. */
void gaz_box_face_free(struct gaz_box_face *boxes);
FT_Face gaz_box_face_ft(const struct gaz_box_face *boxes);

#endif
