/* wider.h: a font program once more, with glyphs that take more room. */
#ifndef GAZ_OUTPUT_OBJECTS_WIDER_H
#define GAZ_OUTPUT_OBJECTS_WIDER_H

#include <glib.h>

/* A program as cairo embeds it, a CFF or a TrueType file, with each advance more by so many thousandths of an
 * em and with the outlines of the `used` codes alone (code to its UTF-8 text; of a CFF codes are glyphs).
 * NULL: it is built otherwise than cairo builds it. The caller unrefs it. */
GBytes *gaz_font_program_widen(GBytes *program, int more, GHashTable *used);

#endif
