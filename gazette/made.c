/* made.c: see made.h. */
#include "gazette/made.h"

/* In the order of the words of 印刷.交付. */
unsigned gaz_kinds_of_style(const struct gaz_style *style) {
    static const unsigned kinds[] = {1u << GAZ_PDF_SCREEN, 1u << GAZ_PDF_PRINT,
                                     1u << GAZ_PDF_SCREEN | 1u << GAZ_PDF_PRINT};
    return kinds[style->press_kinds];
}

void gaz_made_file_free(gpointer data) {
    struct gaz_made_file *file = data;
    g_free(file->name);
    g_bytes_unref(file->bytes);
    g_free(file);
}

void gaz_made_clear(struct gaz_made *made) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        g_clear_pointer(&made->pdfs[i], g_bytes_unref);
    g_clear_pointer(&made->documents, g_ptr_array_unref);
    g_clear_pointer(&made->report, gaz_press_report_free);
}
