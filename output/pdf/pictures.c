/* pictures.c: a stand-in keeps its object and its place on the page; its keys and its data become
 * those of the picture. An SVG's page becomes a form that fills the unit square, as an image does (ISO
 * 32000-1 8.9.5, 8.10).
 */
#include "output/pdf/pictures.h"

#include "output/objects/keys.h"
#include "output/picture/steps.h"

#include <string.h>

struct gaz_pdf_pictures {
    qpdf_data pdf;
    const struct gaz_pictures *pictures;
    GPtrArray *sources; /* the PDFs that pictures are copied from */
    GArray *placed;     /* qpdf_oh of each picture by its index; 0: not yet */
    guint n;            /* places that show one */
};

/* ---- the PDFs of SVGs */

struct source {
    qpdf_data pdf;
};

static void end_source(gpointer data) {
    struct source *source = data;
    gaz_pdf_close(source->pdf);
    g_free(source);
}

void gaz_pdf_finish_font(qpdf_data pdf, qpdf_oh object) {
    if (qpdf_oh_is_dictionary_of_type(pdf, object, "/Font", "/CIDFontType2"))
        qpdf_oh_replace_key(pdf, object, "/CIDToGIDMap", qpdf_oh_new_name(pdf, "/Identity"));
}

static qpdf_data open_source(const struct gaz_made_picture *made, GPtrArray *sources) {
    struct source *source = g_new(struct source, 1);
    source->pdf = gaz_pdf_open();
    g_ptr_array_add(sources, source);
    qpdf_oh page;
    if (!gaz_pdf_read_drawing(source->pdf, made->data, made->size, &page)) return NULL;
    for (int i = 1; i < gaz_pdf_end_of_objects(source->pdf); i++)
        gaz_pdf_finish_font(source->pdf, qpdf_get_object_by_id(source->pdf, i, 0));
    return source->pdf;
}

/* ---- the stand-in */

static void empty_dict(qpdf_data pdf, qpdf_oh dict) {
    static const char *const keys[] = {
        "/Type",        "/Subtype", "/Width",       "/Height", "/ColorSpace", "/BitsPerComponent",
        "/Interpolate", "/Decode",  "/DecodeParms", "/Filter"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        qpdf_oh_remove_key(pdf, dict, keys[i]);
}

static void put_data(qpdf_data pdf, qpdf_oh stream, const unsigned char *data, size_t size, qpdf_oh dict) {
    qpdf_oh_replace_stream_data(pdf, stream, data, size, qpdf_oh_get_key(pdf, dict, "/Filter"),
                                qpdf_oh_get_key(pdf, dict, "/DecodeParms"));
}

static bool put_image(qpdf_data pdf, qpdf_oh stand_in, const struct gaz_made_picture *made) {
    qpdf_oh dict = qpdf_oh_parse(pdf, made->dict), own = qpdf_oh_get_dict(pdf, stand_in);
    if (!qpdf_oh_is_dictionary(pdf, dict)) return false;
    empty_dict(pdf, own);
    put_data(pdf, stand_in, made->data, made->size, dict);
    gaz_pdf_copy_keys(pdf, own, dict);
    return true;
}

/* ---- forms */

static char *matrix_of(qpdf_data source, qpdf_oh box) {
    char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
    double w = qpdf_oh_get_numeric_value(source, qpdf_oh_get_array_item(source, box, 2)),
           h = qpdf_oh_get_numeric_value(source, qpdf_oh_get_array_item(source, box, 3));
    if (!(w > 0) || !(h > 0)) return NULL;
    g_ascii_formatd(width, sizeof width, "%.10f", 1 / w);
    g_ascii_formatd(height, sizeof height, "%.10f", 1 / h);
    return g_strdup_printf("[%s 0 0 %s 0 0]", width, height);
}

static bool put_form(qpdf_data pdf, qpdf_oh stand_in, qpdf_data source) {
    qpdf_oh page = qpdf_get_page_n(source, 0), contents = qpdf_oh_get_key(source, page, "/Contents");
    qpdf_oh box = qpdf_oh_get_key(source, page, "/MediaBox"), own = qpdf_oh_get_dict(pdf, stand_in);
    g_autofree char *matrix = matrix_of(source, box);
    unsigned char *data = NULL;
    size_t size = 0;
    if (!matrix ||
        qpdf_oh_get_stream_data(source, contents, qpdf_dl_none, NULL, &data, &size) != QPDF_SUCCESS)
        return false;
    g_autofree char *filter = g_strdup(
        qpdf_oh_unparse(source, qpdf_oh_get_key(source, qpdf_oh_get_dict(source, contents), "/Filter")));
    g_autofree char *corners = g_strdup(qpdf_oh_unparse(source, box));
    qpdf_oh resources = qpdf_make_indirect_object(source, qpdf_oh_get_key(source, page, "/Resources"));
    empty_dict(pdf, own);
    qpdf_oh_replace_stream_data(pdf, stand_in, data, size, qpdf_oh_parse(pdf, filter), qpdf_oh_new_null(pdf));
    free(data);
    qpdf_oh_replace_key(pdf, own, "/Type", qpdf_oh_new_name(pdf, "/XObject"));
    qpdf_oh_replace_key(pdf, own, "/Subtype", qpdf_oh_new_name(pdf, "/Form"));
    qpdf_oh_replace_key(pdf, own, "/BBox", qpdf_oh_parse(pdf, corners));
    qpdf_oh_replace_key(pdf, own, "/Matrix", qpdf_oh_parse(pdf, matrix));
    qpdf_oh_replace_key(pdf, own, "/Resources", qpdf_oh_copy_foreign_object(pdf, source, resources));
    return true;
}

/* ---- the whole */

static bool put_picture(struct gaz_pdf_pictures *put, qpdf_oh stand_in, guint index) {
    struct gaz_made_picture made;
    if (!gaz_pictures_get(put->pictures, index, &made)) return false;
    if (made.kind != GAZ_READY_PDF) return put_image(put->pdf, stand_in, &made);
    qpdf_data source = open_source(&made, put->sources);
    return source && put_form(put->pdf, stand_in, source);
}

/* The first stand-in of a picture becomes it; where others stand, the first is shown. */
static bool put_at(struct gaz_pdf_pictures *put, qpdf_oh objects, const char *key) {
    qpdf_oh stand_in = qpdf_oh_get_key(put->pdf, objects, key);
    qpdf_oh width = qpdf_oh_get_key(put->pdf, qpdf_oh_get_dict(put->pdf, stand_in), "/Width");
    guint index = (guint)qpdf_oh_get_int_value_as_int(put->pdf, width) - 1;
    if (index >= G_MAXINT) return false;
    if (index >= put->placed->len) g_array_set_size(put->placed, index + 1);
    qpdf_oh *placed = &g_array_index(put->placed, qpdf_oh, index);
    put->n++;
    if (*placed) {
        qpdf_oh_replace_key(put->pdf, objects, key, *placed);
        return true;
    }
    *placed = stand_in;
    return put_picture(put, stand_in, index);
}

/* All images that cairo made are stand-ins. */
static bool put_on_page(struct gaz_pdf_pictures *put, qpdf_oh page) {
    qpdf_oh objects = qpdf_oh_get_key(put->pdf, qpdf_oh_get_key(put->pdf, page, "/Resources"), "/XObject");
    if (!qpdf_oh_is_dictionary(put->pdf, objects)) return true;
    g_autoptr(GPtrArray) keys = gaz_pdf_keys(put->pdf, objects);
    bool good = true;
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh object = qpdf_oh_get_key(put->pdf, objects, keys->pdata[i]);
        if (qpdf_oh_is_stream(put->pdf, object) &&
            qpdf_oh_is_dictionary_of_type(put->pdf, qpdf_oh_get_dict(put->pdf, object), "/XObject", "/Image"))
            good &= put_at(put, objects, keys->pdata[i]);
    }
    return good;
}

struct gaz_pdf_pictures *gaz_pdf_put_pictures(qpdf_data pdf, const struct gaz_pictures *pictures) {
    struct gaz_pdf_pictures *put = g_new(struct gaz_pdf_pictures, 1);
    *put = (struct gaz_pdf_pictures){pdf, pictures, g_ptr_array_new_with_free_func(end_source),
                                     g_array_new(FALSE, TRUE, sizeof(qpdf_oh)), 0};
    bool good = true;
    for (int i = 0; good && i < qpdf_get_num_pages(pdf); i++)
        good = put_on_page(put, qpdf_get_page_n(pdf, (size_t)i));
    if (good && put->n == gaz_pictures_drawn(pictures)) return put;
    gaz_pdf_pictures_free(put);
    return NULL;
}

void gaz_pdf_pictures_free(struct gaz_pdf_pictures *put) {
    if (!put) return;
    g_ptr_array_free(put->sources, TRUE);
    g_array_free(put->placed, TRUE);
    g_free(put);
}
