/* pdf_make.c: the door of the PDF: drawn, finished, read back, and only then handed out. */
#include "output/faces.h"
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

struct gaz_pdf_shared {
    struct gaz_cairo_faces *faces;
};

struct gaz_pdf_shared *gaz_pdf_shared_new(const struct gaz_pages *pages) {
    struct gaz_pdf_shared *shared = g_new(struct gaz_pdf_shared, 1);
    shared->faces = gaz_cairo_faces_new(pages);
    return shared;
}

void gaz_pdf_shared_free(struct gaz_pdf_shared *shared) {
    if (!shared) return;
    gaz_cairo_faces_free(shared->faces);
    g_free(shared);
}

/* A slug has glyphs that the pages may not have. */
static struct gaz_cairo_faces *faces_for(const struct gaz_pdf_request *request) {
    bool has_slug = request->press && request->press->has_marks;
    return request->shared && !has_slug ? request->shared->faces : NULL;
}

static GBytes *make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                    struct gaz_diags *diags) {
    struct gaz_pdf_times took = {0};
    int64_t began = g_get_monotonic_time();
    struct gaz_pictures *pictures = gaz_pictures_begin(pages, 0, pages->n_pages, 0);
    struct gaz_pdf_drawing drawing = {pages, request->press, pictures, faces_for(request)};
    g_autoptr(GBytes) raw = gaz_pdf_draw(&drawing, diags);
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

static GBytes *make_print(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                          struct gaz_diags *diags) {
    struct gaz_pages *derived = gaz_press_pages_new(pages, request->press);
    g_autoptr(GBytes) pdf = make(derived, request, diags);
    gaz_press_pages_free(derived);
    return g_steal_pointer(&pdf);
}

GBytes *gaz_pdf_make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                     struct gaz_diags *diags) {
    return request->kind == GAZ_PDF_PRINT ? make_print(pages, request, diags) : make(pages, request, diags);
}
