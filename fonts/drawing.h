/* drawing.h: the faces of a drawing's text, which librsvg sets through pango, cut before cairo embeds them.
 *
 * pango's font map and fontconfig's configuration are the process's, and so is what is remembered here: for
 * the child that draws (output/picture/child.c), and one drawing at a time.
 */
#ifndef GAZ_FONTS_DRAWING_H
#define GAZ_FONTS_DRAWING_H

#include <stdbool.h>
#include <stddef.h>

/* Makes the files that cut faces are written to; before the process is shut in. Without it nothing is cut. */
void gaz_drawing_faces_begin(void);

/* From now on it is heard which faces pango opens. */
void gaz_drawing_faces_listen(void);

/* The faces that were heard of are cut down to these characters, and pango takes the cut ones in their place
 * until they are put back. What cannot be cut without a doubt stays whole. False: a cut face cannot be
 * written. */
bool gaz_drawing_faces_cut(const char *text, size_t size);
void gaz_drawing_faces_put_back(void);

#endif
