/* pango_late.c: what is called of the libraries that librsvg sets text with (base/process/late.h): they are
 * there when it is. */
#include "base/process/late.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#define CAIRO_LIBRARY "libpangocairo-1.0.so.0"
#define FONT_LIBRARY "libpangoft2-1.0.so.0"

PangoFontMap *pango_cairo_font_map_get_default(void) {
    GAZ_LATE(CAIRO_LIBRARY, pango_cairo_font_map_get_default);
    return late();
}

void pango_fc_font_map_add_decoder_find_func(PangoFcFontMap *map, PangoFcDecoderFindFunc find, gpointer data,
                                             GDestroyNotify destroy) {
    GAZ_LATE(FONT_LIBRARY, pango_fc_font_map_add_decoder_find_func);
    late(map, find, data, destroy);
}

void pango_fc_font_map_config_changed(PangoFcFontMap *map) {
    GAZ_LATE(FONT_LIBRARY, pango_fc_font_map_config_changed);
    late(map);
}
