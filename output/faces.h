/* faces.h: our faces as cairo's, each opened once a painter, one scaled font for a face and size. */
#ifndef GAZ_OUTPUT_FACES_H
#define GAZ_OUTPUT_FACES_H

#include "base/terms/unit.h"
#include "fonts/face.h"
#include "layout/pages.h"

#include <cairo.h>

struct gaz_cairo_faces;

struct gaz_cairo_face; /* one of them, owned by them */

/* embedded: the pages (borrowed) whose glyphs are all that the faces need to have; NULL: whole faces.
 * measured: these are cut faces that cairo will embed and not draw itself, so their outlines are boxes
 * (box_face.h). */
struct gaz_cairo_faces *gaz_cairo_faces_new(const struct gaz_pages *embedded, bool measured);
void gaz_cairo_faces_free(struct gaz_cairo_faces *faces);

/* Makes a face at a size the current font of `cr`. turned: the matrix of `cr` is not the identity. NULL when
 * FreeType cannot open the face. */
const struct gaz_cairo_face *gaz_cairo_faces_use(struct gaz_cairo_faces *faces, cairo_t *cr,
                                                 const struct gaz_face *face, gaz_len size, bool turned);

/* Whether cairo has drawn glyphs of measured faces itself, as it does for what PDF cannot say: then boxes
 * stand in their place, and all is to be drawn again with faces that are not measured. */
bool gaz_cairo_faces_are_drawn(const struct gaz_cairo_faces *faces);

/* The number that a glyph of the face has for cairo. */
uint32_t gaz_cairo_face_glyph(const struct gaz_cairo_face *face, uint32_t glyph);

#endif
