/* own_faces.h: the families of a style, served by the faces of tests/faces: the same on every machine. */
#ifndef GAZ_TESTS_UNIT_OWN_FACES_H
#define GAZ_TESTS_UNIT_OWN_FACES_H

#include "fonts/fonts.h"
#include "styles/style.h"

#include <glib.h>
#include <string.h>

/* Song for what is not told apart below; what it lacks (other scripts) is lent by the sans. */
static inline struct gaz_font_family own_family(const char *name) {
    static const char *const song[] = {"UnitSong.otf"}, *const bold[] = {"SongBold.otf", "UnitSong.otf"},
                             *const hei[] = {"UnitSong.otf", "HeiBold.otf"},
                             *const kai[] = {"Kai.ttf", "UnitSong.otf"},
                             *const latin[] = {"Latin.ttf", "UnitSong.otf"};
    if (strstr(name, "黑")) return (struct gaz_font_family){name, hei, 2, 2};
    if (strstr(name, "楷")) return (struct gaz_font_family){name, kai, 2, 2};
    if (strstr(name, "西文")) return (struct gaz_font_family){name, latin, 2, 2};
    if (strstr(name, "标宋")) return (struct gaz_font_family){name, bold, 2, 2};
    return (struct gaz_font_family){name, song, 1, 1};
}

static inline struct gaz_fonts *own_faces_open(const struct gaz_style *style, struct gaz_diags *diags) {
    static const char *const folders[] = {GAZ_SOURCE_DIR "/tests/faces"}, *const sans[] = {"UnitSans.ttf"};
    uint32_t n = style->n_families;
    struct gaz_font_family *families = g_new0(struct gaz_font_family, n + 1);
    for (uint32_t i = 0; i < n; i++)
        families[i] = own_family(style->families[i].name);
    families[n] = (struct gaz_font_family){"外文", sans, 1, 1};
    struct gaz_fonts *fonts = gaz_fonts_open(&(struct gaz_font_request){families, n + 1, folders, 1}, diags);
    g_free(families);
    return fonts;
}

#endif
