/* font_program.h: an embedded font program, as far as the proof of ink wants to know it. */
#ifndef GAZ_OUTPUT_OBJECTS_FONT_PROGRAM_H
#define GAZ_OUTPUT_OBJECTS_FONT_PROGRAM_H

#include <glib.h>

/* How many of its glyphs, .notdef left out, have an outline. 0 for what is no font program. */
guint gaz_font_program_outlines(const guint8 *data, gsize size);

#endif
