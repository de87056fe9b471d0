/* keys.c */
#include "output/pdf/keys.h"

qpdf_data gaz_pdf_open(void) {
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
