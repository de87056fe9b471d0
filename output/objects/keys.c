/* keys.c: see keys.h. */
#include "output/objects/keys.h"

#include "output/objects/packing.h"
#include "output/objects/pool.h"

qpdf_data gaz_pdf_open(void) {
    gaz_pool_open();
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
    return pdf;
}

void gaz_pdf_close(qpdf_data pdf) {
    if (qpdf_has_error(pdf)) qpdf_get_error(pdf);
    qpdf_cleanup(&pdf);
}

int gaz_pdf_end_of_objects(qpdf_data pdf) {
    return qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size"));
}

bool gaz_pdf_read_drawing(qpdf_data pdf, const void *data, gsize size, qpdf_oh *page) {
    if (qpdf_read_memory(pdf, "SVG", data, size, NULL) != QPDF_SUCCESS || qpdf_get_num_pages(pdf) != 1)
        return false;
    *page = qpdf_get_page_n(pdf, 0);
    for (int i = 1; i < gaz_pdf_end_of_objects(pdf); i++)
        qpdf_oh_get_type_code(pdf, qpdf_get_object_by_id(pdf, i, 0)); /* now it is read */
    while (qpdf_more_warnings(pdf))
        qpdf_next_warning(pdf);
    return true;
}

GPtrArray *gaz_pdf_keys(qpdf_data pdf, qpdf_oh dict) {
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (qpdf_oh_begin_dict_key_iter(pdf, dict); qpdf_oh_dict_more_keys(pdf);)
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(pdf)));
    return keys;
}

void gaz_pdf_copy_keys(qpdf_data pdf, qpdf_oh to, qpdf_oh from) {
    g_autoptr(GPtrArray) keys = gaz_pdf_keys(pdf, from);
    for (guint i = 0; i < keys->len; i++)
        qpdf_oh_replace_key(pdf, to, keys->pdata[i], qpdf_oh_get_key(pdf, from, keys->pdata[i]));
}

void gaz_pdf_replace(qpdf_data pdf, qpdf_oh dict, const char *key, const char *value) {
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_parse(pdf, value));
}

qpdf_oh gaz_pdf_new_stream(qpdf_data pdf, const void *data, gsize size) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    gaz_pdf_put_data(pdf, stream, data, size);
    return stream;
}

void gaz_pdf_set_intent(qpdf_data pdf, qpdf_oh intent, GBytes *profile, int n_inks) {
    gsize size = 0;
    const void *data = profile ? g_bytes_get_data(profile, &size) : NULL;
    if (data) {
        qpdf_oh stream = gaz_pdf_new_stream(pdf, data, size);
        qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, stream), "/N", qpdf_oh_new_integer(pdf, n_inks));
        qpdf_oh_replace_key(pdf, intent, "/DestOutputProfile", stream);
    }
    qpdf_oh list = qpdf_oh_new_array(pdf);
    qpdf_oh_append_item(pdf, list, qpdf_make_indirect_object(pdf, intent));
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OutputIntents", list);
}
