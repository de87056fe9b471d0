/* white.c: where a glyph's ink stands within its advance. A face of outlines must draw the glyph to tell, so
 * the answers are kept: the marks of a text are few. */
#include "fonts/set.h"

static struct known_white measure(hb_font_t *font, uint32_t glyph) {
    hb_glyph_extents_t ink;
    int advance = hb_font_get_glyph_h_advance(font, glyph);
    if (!hb_font_get_glyph_extents(font, glyph, &ink) || ink.width == 0)
        return (struct known_white){glyph, advance, advance};
    return (struct known_white){glyph, ink.x_bearing, advance - ink.x_bearing - ink.width};
}

struct known_white gaz_face_white(const struct gaz_face *face, uint32_t glyph) {
    struct known_white *kept = &face->own->whites[glyph % GAZ_N_WHITES];
    if (kept->glyph != glyph || glyph == 0) *kept = measure(face->own->font, glyph);
    return *kept;
}

struct gaz_white gaz_glyph_white(const struct gaz_glyph *glyph, gaz_len size) {
    struct known_white white = gaz_face_white(glyph->face, glyph->id);
    int64_t em = glyph->face->units_per_em;
    return (struct gaz_white){gaz_scale(size, white.left, em), gaz_scale(size, white.right, em)};
}

gaz_len gaz_face_advance(const struct gaz_face *face, uint32_t glyph, gaz_len size) {
    return gaz_scale(size, hb_font_get_glyph_h_advance(face->own->font, glyph), face->units_per_em);
}
