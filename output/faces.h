/* faces.h: our faces as cairo's, each opened once a painter, one scaled font for a face and size. */
#ifndef GAZ_OUTPUT_FACES_H
#define GAZ_OUTPUT_FACES_H

#include "base/unit.h"
#include "fonts/face.h"

#include <cairo.h>

struct gaz_cairo_faces;

struct gaz_cairo_faces *gaz_cairo_faces_new(void);
void gaz_cairo_faces_free(struct gaz_cairo_faces *faces);

/* Makes a face at a size the current font of `cr`. turned: the matrix of `cr` is not the identity. False when
 * FreeType cannot open the face. */
bool gaz_cairo_faces_use(struct gaz_cairo_faces *faces, cairo_t *cr, const struct gaz_face *face,
                         gaz_len size, bool turned);

#endif
