/* outlines.h: what a glyph of a font file draws, as text: to hold one face against another. */
#ifndef GAZ_TESTS_UNIT_FONTS_OUTLINES_H
#define GAZ_TESTS_UNIT_FONTS_OUTLINES_H

#include <glib.h>
#include <hb-ot.h>
#include <stdint.h>

static inline hb_font_t *font_over(const unsigned char *data, size_t size, int index) {
    hb_blob_t *blob = hb_blob_create((const char *)data, (unsigned)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, (unsigned)index);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

static inline void add_move(hb_draw_funcs_t *funcs, void *path, hb_draw_state_t *state, float x, float y,
                            void *user) {
    (void)funcs, (void)state, (void)user;
    g_string_append_printf(path, "M%g,%g", (double)x, (double)y);
}

static inline void add_line(hb_draw_funcs_t *funcs, void *path, hb_draw_state_t *state, float x, float y,
                            void *user) {
    (void)funcs, (void)state, (void)user;
    g_string_append_printf(path, "L%g,%g", (double)x, (double)y);
}

static inline void add_curve(hb_draw_funcs_t *funcs, void *path, hb_draw_state_t *state, float x1, float y1,
                             float x2, float y2, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    g_string_append_printf(path, "C%g,%g %g,%g %g,%g", (double)x1, (double)y1, (double)x2, (double)y2,
                           (double)x, (double)y);
}

/* the outline of a glyph and its advance, as text */
static inline char *outline_of(hb_font_t *font, uint32_t glyph) {
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, add_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, add_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, add_curve, NULL, NULL);
    GString *path = g_string_new(NULL);
    hb_font_get_glyph_shape(font, glyph, funcs, path);
    g_string_append_printf(path, " %d", hb_font_get_glyph_h_advance(font, glyph));
    hb_draw_funcs_destroy(funcs);
    return g_string_free(path, FALSE);
}

#endif
