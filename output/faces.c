/* faces.c: FreeType faces over the memory that fonts/ mapped, as cairo font faces.
 *
 * cairo keeps scaled fonts alive after us, so each FreeType face holds a reference to its library and goes
 * when cairo drops the last font made of it.
 */
#include "output/faces.h"

#include <cairo-ft.h>
#include <glib.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

struct gaz_cairo_faces {
    FT_Library library;
    GHashTable *faces;  /* id to cairo_font_face_t *, NULL for one that did not open */
    GHashTable *scaled; /* (id, size) to cairo_scaled_font_t * */
    cairo_font_options_t *options;
};

static const cairo_user_data_key_t face_key;

static void drop_face(void *data) {
    FT_Face face = data;
    FT_Library library = face->glyph->library;
    FT_Done_Face(face);
    FT_Done_Library(library);
}

static void destroy_face(gpointer face) {
    cairo_font_face_destroy(face);
}
static void destroy_scaled(gpointer scaled) {
    cairo_scaled_font_destroy(scaled);
}

struct gaz_cairo_faces *gaz_cairo_faces_new(void) {
    struct gaz_cairo_faces *faces = g_new0(struct gaz_cairo_faces, 1);
    if (FT_Init_FreeType(&faces->library) != 0) faces->library = NULL;
    faces->faces = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, destroy_face);
    faces->scaled = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, destroy_scaled);
    faces->options = cairo_font_options_create();
    cairo_font_options_set_hint_style(faces->options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(faces->options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(faces->options, CAIRO_ANTIALIAS_GRAY);
    return faces;
}

void gaz_cairo_faces_free(struct gaz_cairo_faces *faces) {
    g_hash_table_destroy(faces->scaled);
    g_hash_table_destroy(faces->faces);
    cairo_font_options_destroy(faces->options);
    if (faces->library) FT_Done_Library(faces->library);
    g_free(faces);
}

static cairo_font_face_t *open_face(struct gaz_cairo_faces *faces, const struct gaz_face *face) {
    FT_Face ft = NULL;
    if (!faces->library || !face->data ||
        FT_New_Memory_Face(faces->library, face->data, (FT_Long)face->size, face->index, &ft) != 0)
        return NULL;
    FT_Reference_Library(faces->library);
    cairo_font_face_t *made = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(made, &face_key, ft, drop_face) == CAIRO_STATUS_SUCCESS) return made;
    cairo_font_face_destroy(made);
    drop_face(ft);
    return NULL;
}

static cairo_font_face_t *lookup_face(struct gaz_cairo_faces *faces, const struct gaz_face *face) {
    gpointer key = GUINT_TO_POINTER(face->id), found = NULL;
    if (g_hash_table_lookup_extended(faces->faces, key, NULL, &found)) return found;
    cairo_font_face_t *made = open_face(faces, face);
    if (made) g_hash_table_insert(faces->faces, key, made);
    return made;
}

static cairo_scaled_font_t *scale_face(struct gaz_cairo_faces *faces, cairo_font_face_t *face, unsigned id,
                                       gaz_len size) {
    gint64 key = (gint64)id << 32 | (guint32)size;
    cairo_scaled_font_t *scaled = g_hash_table_lookup(faces->scaled, &key);
    if (scaled) return scaled;
    cairo_matrix_t font_matrix, identity;
    cairo_matrix_init_scale(&font_matrix, gaz_points(size), gaz_points(size));
    cairo_matrix_init_identity(&identity);
    scaled = cairo_scaled_font_create(face, &font_matrix, &identity, faces->options);
    g_hash_table_insert(faces->scaled, g_memdup2(&key, sizeof key), scaled);
    return scaled;
}

bool gaz_cairo_faces_use(struct gaz_cairo_faces *faces, cairo_t *cr, const struct gaz_face *face,
                         gaz_len size, bool turned) {
    cairo_font_face_t *found = lookup_face(faces, face);
    if (!found || size <= 0) return false;
    if (turned) {
        cairo_set_font_face(cr, found);
        cairo_set_font_size(cr, gaz_points(size));
        cairo_set_font_options(cr, faces->options);
        return true;
    }
    cairo_scaled_font_t *scaled = scale_face(faces, found, face->id, size);
    cairo_set_scaled_font(cr, scaled);
    return cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS;
}
