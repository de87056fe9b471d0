/* make.c: the door of the PDF: drawn, finished, read back, and only then handed out. */
#include "output/annotations.h"
#include "output/faces.h"
#include "output/inks/colour.h"
#include "output/output.h"
#include "output/pdf/steps.h"
#include "output/picture/pictures.h"
#include "output/press/check.h"
#include "output/press/pages.h"
#include "output/press/report.h"

/* Microseconds since *began, which becomes now. */
static int64_t lap(int64_t *began) {
    int64_t now = g_get_monotonic_time(), took = now - *began;
    *began = now;
    return took;
}

struct gaz_pdf_shared {
    struct gaz_cairo_faces *faces;
    struct gaz_pictures *screen; /* of the screen's file or the archive's, when one was made; NULL */
    GBytes *drawn;               /* that file as cairo drew it, which is the same for both; NULL */
};

struct gaz_pdf_shared *gaz_pdf_shared_new(const struct gaz_pages *pages) {
    struct gaz_pdf_shared *shared = g_new0(struct gaz_pdf_shared, 1);
    shared->faces = gaz_cairo_faces_new(pages, true);
    return shared;
}

void gaz_pdf_shared_free(struct gaz_pdf_shared *shared) {
    if (!shared) return;
    gaz_cairo_faces_free(shared->faces);
    if (shared->screen) gaz_pictures_free(shared->screen);
    g_bytes_unref(shared->drawn);
    g_free(shared);
}

/* A slug has glyphs that the pages may not have. */
static struct gaz_cairo_faces *faces_for(const struct gaz_pdf_request *request) {
    bool has_slug = request->press && request->press->has_marks;
    return request->shared && !has_slug ? request->shared->faces : NULL;
}

/* a file that is being made */
struct making {
    const struct gaz_pages *pages; /* those derived for the press, when there is one */
    const struct gaz_pdf_request *request;
    const struct gaz_press_colours *colours; /* of the press; NULL */
    struct gaz_pictures *pictures;
    struct gaz_diags *diags;
    char **identities; /* of the pages as they were set; owned */
    char *identity;    /* of all of them; owned */
    GBytes *drawn;     /* as cairo drew it; owned. NULL: it is still to be drawn */
};

static struct making begin(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                           const struct gaz_press_colours *colours, struct gaz_diags *diags) {
    struct gaz_picture_use use = {.colours = colours};
    if (colours && request->shared) use.screen = request->shared->screen;
    struct gaz_pictures *pictures = gaz_pictures_begin(pages, 0, pages->n_pages, &use);
    return (struct making){pages, request, colours, pictures, diags, NULL, NULL, NULL};
}

static void identify(struct making *m, const struct gaz_pages *pages) {
    m->identities = gaz_page_identities(pages);
    m->identity = m->request->proof ? gaz_proof_identity(m->identities)
                                    : gaz_pages_identity(m->identities, m->request->kind);
}

static void forget_identities(struct making *m) {
    g_strfreev(m->identities);
    g_free(m->identity);
}

static bool draw(struct making *m) {
    struct gaz_pdf_drawing drawing = {m->pages, m->request->press, m->pictures, faces_for(m->request)};
    m->drawn = gaz_pdf_draw(&drawing, m->diags);
    return gaz_pictures_end(m->pictures, m->diags) && m->drawn;
}

static GBytes *make(struct making *m) {
    const struct gaz_pdf_request *request = m->request;
    struct gaz_pdf_times took = {0};
    int64_t began = g_get_monotonic_time();
    bool good = m->drawn || draw(m);
    took.draw = lap(&began);
    struct gaz_pdf_finishing finishing = {m->pages,   m->pictures,   request,
                                          m->colours, m->identities, m->identity};
    g_autoptr(GBytes) pdf = good ? gaz_pdf_finish(m->drawn, &finishing, m->diags) : NULL;
    if (good) took.finish = lap(&began);
    good = pdf && gaz_pdf_verify(pdf, m->pages, gaz_pdf_is_tagged(m->pages, request), m->diags);
    if (pdf) took.verify = lap(&began);
    if (request->took) *request->took = took;
    return good ? g_steal_pointer(&pdf) : NULL;
}

static GBytes *make_screen(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                           struct gaz_diags *diags) {
    bool is_issue = !request->proof && !request->document; /* else the pages are others */
    struct gaz_pdf_shared *shared = is_issue ? request->shared : NULL;
    bool again = shared && shared->drawn;
    struct making making = {pages, request, NULL, NULL, diags, NULL, NULL, NULL};
    if (again) {
        making.pictures = shared->screen;
        making.drawn = g_bytes_ref(shared->drawn);
    } else {
        making = begin(pages, request, NULL, diags);
    }
    identify(&making, request->proof ? request->proof->of : pages);
    GBytes *pdf = make(&making);
    forget_identities(&making);
    if (pdf && shared && !again) {
        shared->screen = making.pictures;
        shared->drawn = g_bytes_ref(making.drawn);
    } else if (!again) {
        gaz_pictures_free(making.pictures);
    }
    g_bytes_unref(making.drawn);
    return pdf;
}

/* Whether nobody wants a report, or it is made. */
static bool report(const struct making *m, const struct gaz_pages *pages) {
    if (!m->request->report) return true;
    *m->request->report = gaz_press_report_new(pages, m->request->press, m->colours, m->diags);
    if (*m->request->report) gaz_press_report_add_colours(*m->request->report, m->pictures);
    return *m->request->report != NULL;
}

static GBytes *make_print(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                          struct gaz_diags *diags) {
    struct gaz_pages *derived = gaz_press_pages_new(pages, request->press);
    struct gaz_press_colours *colours = gaz_press_colours_new(request->press, derived->inks, derived->n_inks);
    struct making making = begin(derived, request, colours, diags);
    identify(&making, pages);
    g_autoptr(GBytes) pdf = make(&making);
    forget_identities(&making);
    bool good = pdf && gaz_press_verify(pdf, pages, request->press, diags) && report(&making, pages);
    gaz_pictures_free(making.pictures);
    g_bytes_unref(making.drawn);
    gaz_press_colours_free(colours);
    gaz_press_pages_free(derived);
    return good ? g_steal_pointer(&pdf) : NULL;
}

GBytes *gaz_pdf_make(const struct gaz_pages *pages, const struct gaz_pdf_request *request,
                     struct gaz_diags *diags) {
    return request->kind == GAZ_PDF_PRINT ? make_print(pages, request, diags)
                                          : make_screen(pages, request, diags);
}
