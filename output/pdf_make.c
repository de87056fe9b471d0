/* pdf_make.c: the door of the PDF: drawn, finished, read back, and only then handed out. */
#include "output/output.h"
#include "output/pdf_steps.h"

/* Microseconds since *began, which becomes now. */
static int64_t lap(int64_t *began) {
    int64_t now = g_get_monotonic_time(), took = now - *began;
    *began = now;
    return took;
}

GBytes *gaz_pdf_make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                     struct gaz_diags *diags) {
    struct gaz_pdf_times took = {0};
    int64_t began = g_get_monotonic_time();
    g_autoptr(GBytes) raw = gaz_pdf_draw(pages, diags);
    took.draw = lap(&began);
    g_autoptr(GBytes) pdf = raw ? gaz_pdf_finish(raw, pages, request->flags, diags) : NULL;
    if (raw) took.finish = lap(&began);
    bool good = pdf && gaz_pdf_verify(pdf, pages, diags);
    if (pdf) took.verify = lap(&began);
    if (request->took) *request->took = took;
    return good ? g_steal_pointer(&pdf) : NULL;
}
