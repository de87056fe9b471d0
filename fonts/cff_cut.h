/* cff_cut.h: a CFF table cut down to some of its glyphs. Not seen outside fonts/. */
#ifndef GAZ_FONTS_CFF_CUT_H
#define GAZ_FONTS_CFF_CUT_H

#include "fonts/cff.h"

/* The CFF of a face without glyph names (CID-keyed), cut down to `glyphs`: ascending, the first is 0, n <
 * 65,536. Glyph i of it is glyphs[i]; its charstrings have no subroutines, its hints are as they were. A new
 * array; NULL: it is of another kind, damaged, or does what only an interpreter understands. */
GByteArray *gaz_cff_cut(struct gaz_cff_bytes cff, const guint32 *glyphs, guint n);

#endif
