/* pdf_make.c: the door of the PDF: drawn, finished, read back, and only then handed out. */
#include "output/output.h"
#include "output/pdf_steps.h"
#include "output/pictures.h"
#include "output/press_pages.h"

/* Microseconds since *began, which becomes now. */
static int64_t lap(int64_t *began) {
    int64_t now = g_get_monotonic_time(), took = now - *began;
    *began = now;
    return took;
}

static GBytes *make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                    struct gaz_diags *diags) {
    struct gaz_pdf_times took = {0};
    int64_t began = g_get_monotonic_time();
    struct gaz_pictures *pictures = gaz_pictures_begin(pages, 0, pages->n_pages, 0);
    g_autoptr(GBytes) raw = gaz_pdf_draw(pages, request->press, pictures, diags);
    bool good = gaz_pictures_end(pictures, diags) && raw;
    took.draw = lap(&began);
    g_autoptr(GBytes) pdf = good ? gaz_pdf_finish(raw, pages, pictures, request, diags) : NULL;
    if (good) took.finish = lap(&began);
    gaz_pictures_free(pictures);
    good = pdf && gaz_pdf_verify(pdf, pages, diags);
    if (pdf) took.verify = lap(&began);
    if (request->took) *request->took = took;
    return good ? g_steal_pointer(&pdf) : NULL;
}

GBytes *gaz_pdf_make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                     struct gaz_diags *diags) {
    if (request->kind == GAZ_PDF_SCREEN) return make(pages, request, diags);
    struct gaz_pages *derived = gaz_press_pages_new(pages, request->press);
    GBytes *pdf = make(derived, request, diags);
    gaz_press_pages_free(derived);
    return pdf;
}
