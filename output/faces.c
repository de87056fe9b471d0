/* faces.c: FreeType faces over the memory that fonts/ mapped, as cairo font faces; what is to be embedded is
 * cut down first to the glyphs of the pages.
 *
 * cairo keeps scaled fonts alive after us, so each FreeType face holds a reference to its library and goes,
 * with the subset it reads, when cairo drops the last font made of it.
 */
#include "output/faces.h"

#include "output/box_face.h"

#include <cairo-ft.h>
#include <glib.h>
#include FT_FREETYPE_H

/* Shared by reference (g_rc_box): FT_Done_Library alone would leave its memory manager behind. */
struct library {
    FT_Library ft;
};

struct gaz_cairo_face {
    FT_Face ft;
    struct library *library;
    struct gaz_subset *subset;  /* NULL: the whole face */
    struct gaz_box_face *boxes; /* what FreeType is given for outlines; NULL: the outlines */
    cairo_font_face_t *cairo;   /* owns this */
};

struct gaz_cairo_faces {
    struct library *library; /* NULL: FreeType does not begin */
    GHashTable *glyphs;      /* id to GArray of uint32_t: what the pages show; empty: whole faces */
    GHashTable *faces;       /* id to struct gaz_cairo_face * */
    GHashTable *scaled;      /* (id, size) to cairo_scaled_font_t * */
    cairo_font_options_t *options;
    struct gaz_box_sizes *sizes; /* at which cairo measures; NULL: faces have their outlines */
};

static const cairo_user_data_key_t face_key;

static struct library *library_new(void) {
    struct library *library = g_rc_box_new(struct library);
    if (FT_Init_FreeType(&library->ft) == 0) return library;
    g_rc_box_release(library);
    return NULL;
}

static void end_library(gpointer library) {
    FT_Done_FreeType(((struct library *)library)->ft);
}

static void drop_face(void *data) {
    struct gaz_cairo_face *face = data;
    FT_Done_Face(face->ft);
    g_rc_box_release_full(face->library, end_library);
    gaz_box_face_free(face->boxes);
    gaz_subset_free(face->subset);
    g_free(face);
}

static void destroy_face(gpointer face) {
    cairo_font_face_destroy(((struct gaz_cairo_face *)face)->cairo);
}
static void destroy_scaled(gpointer scaled) {
    cairo_scaled_font_destroy(scaled);
}

static void free_glyphs(gpointer glyphs) {
    g_array_free(glyphs, TRUE);
}

static void gather_run(struct gaz_cairo_faces *faces, const struct gaz_glyph_run *run) {
    gpointer key = GUINT_TO_POINTER(run->face->id);
    GArray *glyphs = g_hash_table_lookup(faces->glyphs, key);
    if (!glyphs) {
        glyphs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_hash_table_insert(faces->glyphs, key, glyphs);
    }
    guint n = glyphs->len;
    g_array_set_size(glyphs, n + run->n_glyphs);
    for (uint32_t i = 0; i < run->n_glyphs; i++)
        g_array_index(glyphs, uint32_t, n + i) = run->glyphs[i].id;
}

static void gather_glyphs(struct gaz_cairo_faces *faces, const struct gaz_pages *pages) {
    for (uint32_t p = 0; p < pages->n_pages; p++)
        for (uint32_t i = 0; i < pages->pages[p].n_items; i++) {
            const struct gaz_item *item = &pages->pages[p].items[i];
            if (item->kind == GAZ_ITEM_GLYPHS) gather_run(faces, &item->as.glyphs);
        }
}

struct gaz_cairo_faces *gaz_cairo_faces_new(const struct gaz_pages *embedded, bool measured) {
    struct gaz_cairo_faces *faces = g_new0(struct gaz_cairo_faces, 1);
    faces->library = library_new();
    faces->glyphs = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_glyphs);
    if (embedded) gather_glyphs(faces, embedded);
    if (embedded && measured) faces->sizes = gaz_box_sizes_new();
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
    g_hash_table_destroy(faces->glyphs);
    gaz_box_sizes_unref(faces->sizes);
    cairo_font_options_destroy(faces->options);
    if (faces->library) g_rc_box_release_full(faces->library, end_library);
    g_free(faces);
}

static FT_Face open_file(const struct library *library, const unsigned char *data, size_t size, int index) {
    FT_Face ft = NULL;
    if (!library || !data || FT_New_Memory_Face(library->ft, data, (FT_Long)size, index, &ft) != 0)
        return NULL;
    return ft;
}

static struct gaz_subset *cut_face(struct gaz_cairo_faces *faces, const struct gaz_face *face) {
    const GArray *used = g_hash_table_lookup(faces->glyphs, GUINT_TO_POINTER(face->id));
    return used ? gaz_face_subset(face, (const uint32_t *)(const void *)used->data, used->len) : NULL;
}

/* A face that cairo reads: what is embedded (a subset) is measured by its boxes. */
static bool open_source(struct gaz_cairo_faces *faces, const struct gaz_face *face,
                        struct gaz_cairo_face *made) {
    made->subset = cut_face(faces, face);
    if (made->subset && faces->library && faces->sizes && gaz_subset_has_cff(made->subset)) {
        made->boxes = gaz_box_face_open(faces->library->ft, made->subset, faces->sizes);
        made->ft = made->boxes ? gaz_box_face_ft(made->boxes) : NULL;
        return made->ft;
    }
    size_t size = face->size;
    const unsigned char *data = made->subset ? gaz_subset_data(made->subset, &size) : face->data;
    made->ft = open_file(faces->library, data, size, made->subset ? 0 : face->index);
    return made->ft;
}

static struct gaz_cairo_face *open_face(struct gaz_cairo_faces *faces, const struct gaz_face *face) {
    struct gaz_cairo_face *made = g_new0(struct gaz_cairo_face, 1);
    if (!open_source(faces, face, made)) {
        gaz_subset_free(made->subset);
        g_free(made);
        return NULL;
    }
    made->library = g_rc_box_acquire(faces->library);
    made->cairo = cairo_ft_font_face_create_for_ft_face(made->ft, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(made->cairo, &face_key, made, drop_face) == CAIRO_STATUS_SUCCESS)
        return made;
    cairo_font_face_destroy(made->cairo);
    drop_face(made);
    return NULL;
}

static struct gaz_cairo_face *lookup_face(struct gaz_cairo_faces *faces, const struct gaz_face *face) {
    gpointer key = GUINT_TO_POINTER(face->id), found = NULL;
    if (g_hash_table_lookup_extended(faces->faces, key, NULL, &found)) return found;
    struct gaz_cairo_face *made = open_face(faces, face);
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

const struct gaz_cairo_face *gaz_cairo_faces_use(struct gaz_cairo_faces *faces, cairo_t *cr,
                                                 const struct gaz_face *face, gaz_len size, bool turned) {
    struct gaz_cairo_face *found = lookup_face(faces, face);
    if (!found || size <= 0) return NULL;
    if (faces->sizes) gaz_box_sizes_add(faces->sizes, gaz_points(size));
    if (turned) {
        cairo_set_font_face(cr, found->cairo);
        cairo_set_font_size(cr, gaz_points(size));
        cairo_set_font_options(cr, faces->options);
        return found;
    }
    cairo_scaled_font_t *scaled = scale_face(faces, found->cairo, face->id, size);
    cairo_set_scaled_font(cr, scaled);
    return cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS ? found : NULL;
}

bool gaz_cairo_faces_are_drawn(const struct gaz_cairo_faces *faces) {
    return faces->sizes && gaz_box_sizes_have_missed(faces->sizes);
}

uint32_t gaz_cairo_face_glyph(const struct gaz_cairo_face *face, uint32_t glyph) {
    return face->subset ? gaz_subset_glyph(face->subset, glyph) : glyph;
}
