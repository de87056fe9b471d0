/* face.c: a file in memory as a HarfBuzz font at one unit a font unit, and the ink of its glyphs. */
#include "fonts/set.h"

#include "base/file/hash.h"

#include <errno.h>
#include <hb-ot.h>
#include <sys/stat.h>

/* A face that HarfBuzz cannot use has no glyphs or an absurd em. Variable fonts are refused: instances come
 * out in the wrong weight, and cairo would embed the default one. */
static bool is_sound(hb_face_t *face) {
    unsigned em = hb_face_get_upem(face);
    return hb_face_get_glyph_count(face) > 1 && em >= 16 && em <= 16384 && !hb_ot_var_has_data(face);
}

hb_face_t *gaz_face_parse(const struct gaz_face *face) {
    hb_blob_t *blob =
        hb_blob_create((const char *)face->data, (unsigned)face->size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *hb = hb_face_create(blob, (unsigned)face->index);
    hb_blob_destroy(blob);
    return hb;
}

static bool take_font(struct gaz_face *face) {
    hb_face_t *hb = gaz_face_parse(face);
    bool sound = is_sound(hb);
    if (sound) {
        face->units_per_em = hb_face_get_upem(hb);
        face->own->font = hb_font_create(hb);
        hb_ot_font_set_funcs(face->own->font);
        hb_font_set_scale(face->own->font, (int)face->units_per_em, (int)face->units_per_em);
    }
    hb_face_destroy(hb);
    return sound;
}

bool gaz_face_open(struct gaz_face *face) {
    struct gaz_face_private *own = face->own;
    if (own->tried) return own->font != NULL;
    own->tried = true;
    own->map = g_mapped_file_new(face->file, FALSE, NULL);
    own->unread = own->map ? 0 : errno;
    if (!own->map) return false;
    face->data = (const unsigned char *)g_mapped_file_get_contents(own->map);
    face->size = g_mapped_file_get_length(own->map);
    return face->data && face->size <= G_MAXUINT32 && take_font(face);
}

void gaz_face_close(struct gaz_face *face) {
    if (face->own->font) hb_font_destroy(face->own->font);
    if (face->own->map) g_mapped_file_unref(face->own->map);
    face->own->font = NULL;
    face->own->map = NULL;
}

bool gaz_face_is_open(const struct gaz_face *face) {
    return face->own->font != NULL;
}

char *gaz_face_kept(const struct gaz_face *face, const char *question, const char *folder) {
    struct stat there;
    if (!folder || stat(face->file, &there) != 0) return NULL;
    g_autofree char *state = g_strdup_printf(
        "%s\n%d\n%lld %lld.%09ld %lld.%09ld %llu", face->file, face->index, (long long)there.st_size,
        (long long)there.st_mtim.tv_sec, there.st_mtim.tv_nsec, (long long)there.st_ctim.tv_sec,
        there.st_ctim.tv_nsec, (unsigned long long)there.st_ino);
    g_autofree char *hash = gaz_hash_text(state), *name = g_strdup_printf("gongbao-%s-%s", question, hash);
    return g_build_filename(folder, name, NULL);
}

char *gaz_face_version(const struct gaz_face *face) {
    char text[256] = "";
    unsigned size = sizeof text;
    if (face->own->font)
        hb_ot_name_get_utf8(hb_font_get_face(face->own->font), HB_OT_NAME_ID_VERSION_STRING,
                            hb_language_from_string("en", -1), &size, text);
    return g_strdup(text);
}
