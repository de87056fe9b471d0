/* glyph_check.c: is a glyph that stands on a page the one that its face has for its character?
 *
 * What the pages hold was shaped once and remembered; here it is asked anew, of the face itself, so that
 * nothing that went wrong in between (in a table that was read for the first time, in a cache) stays unseen.
 */
#include "fonts/set.h"

#include <pango/pango.h>

static bool is_nominal(hb_font_t *font, uint32_t ch, uint32_t glyph) {
    hb_codepoint_t own;
    return hb_font_get_nominal_glyph(font, ch, &own) && own == glyph;
}

/* a script and a language that shape.c may have asked with */
struct voice {
    hb_script_t script;
    const char *language;
};

/* What the face's features (locl; downwards vert) make of the character. */
static bool is_shaped(hb_font_t *font, uint32_t ch, struct voice voice, hb_direction_t direction,
                      uint32_t glyph) {
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_codepoints(buffer, &ch, 1, 0, 1);
    hb_buffer_set_script(buffer, voice.script);
    hb_buffer_set_direction(buffer, direction);
    hb_buffer_set_language(buffer, hb_language_from_string(voice.language, -1));
    hb_shape(font, buffer, NULL, 0);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, NULL);
    bool same = hb_buffer_get_length(buffer) == 1 && info[0].codepoint == glyph;
    hb_buffer_destroy(buffer);
    return same;
}

/* As Chinese, as a word of Latin letters, or as its own script's language. */
static bool is_spoken(hb_font_t *font, uint32_t ch, uint32_t glyph) {
    PangoLanguage *own = pango_script_get_sample_language((PangoScript)g_unichar_get_script(ch));
    const struct voice voices[] = {
        {HB_SCRIPT_HAN, "zh-Hans"},
        {HB_SCRIPT_LATIN, "zh-Hans"},
        {HB_SCRIPT_LATIN, "en"},
        {hb_unicode_script(hb_unicode_funcs_get_default(), ch),
         own ? pango_language_to_string(own) : "zh-Hans"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(voices); i++)
        if (is_shaped(font, ch, voices[i], HB_DIRECTION_LTR, glyph)) return true;
    return is_shaped(font, ch, voices[0], HB_DIRECTION_TTB, glyph);
}

/* Scripts whose letters have one form each; in others (Arabic, Devanagari …) it depends on the neighbours. */
static bool has_one_form(uint32_t ch) {
    switch (g_unichar_get_script(ch)) {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
        return true;
    default:
        return false;
    }
}

/* A bracket that is read from the right is mirrored. */
static bool is_own(hb_font_t *font, uint32_t ch, uint32_t glyph) {
    hb_codepoint_t mirrored = hb_unicode_mirroring(hb_unicode_funcs_get_default(), ch);
    return is_nominal(font, ch, glyph) || is_spoken(font, ch, glyph) ||
           (mirrored != ch && is_nominal(font, mirrored, glyph));
}

bool gaz_face_has_glyph(const struct gaz_face *face, uint32_t ch, uint32_t glyph) {
    hb_font_t *font = face->own->font;
    if (!font || glyph == 0) return false;
    return !has_one_form(ch) || is_own(font, ch, glyph);
}
