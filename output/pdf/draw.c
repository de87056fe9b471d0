/* draw.c: the display list as PDF, first pass: pages, outline, page labels, information.
 *
 * cairo 1.16 says "no error" although writing failed while it finished, so the stream's own memory of failure
 * counts, and after gaz_pdf_finish the read-back (readback.c) is the proof. The whole is wrapped in one
 * Document tag: a link outside any tag makes a damaged file.
 */
#include "output/faces.h"
#include "output/objects/packing.h"
#include "output/paint.h"
#include "output/pdf/steps.h"
#include "output/picture/pictures.h"
#include "output/press/marks.h"
#include "output/reasons.h"

#include "base/diag/diag.h"

#include <cairo-pdf.h>
#include <string.h>

/* Of what cairo draws itself because PDF cannot say it. No size of text times this, over 72, is another's: so
 * a measured face tells that it was drawn (box_face.h). */
enum { FALLBACK_DPI = 607 };

enum { MAX_PDF = 1 << 30, MAX_LEVELS = 12 /* of bookmarks: issue … attachment, 编 … 目 */ };

struct sink {
    GByteArray *bytes;
    bool failed;
};

static cairo_status_t take(void *closure, const unsigned char *data, unsigned length) {
    struct sink *sink = closure;
    if (sink->failed || length > MAX_PDF - sink->bytes->len) {
        sink->failed = true;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    g_byte_array_append(sink->bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* What nobody says is left out, as in the metadata (xmp.c). */
static void say(cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *value) {
    if (value && *value) cairo_pdf_surface_set_metadata(surface, key, value);
}

static void set_information(cairo_surface_t *surface, const struct gaz_pages *pages) {
    say(surface, CAIRO_PDF_METADATA_TITLE, pages->title);
    say(surface, CAIRO_PDF_METADATA_AUTHOR, pages->author);
    say(surface, CAIRO_PDF_METADATA_SUBJECT, pages->subject);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "gongbao");
    /* any fixed date: without one cairo takes the clock's; the second pass writes the right one */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00+08:00");
}

/* A page before 起始页 (a cover that is not counted) has its role for a name. cairo makes ranges of the
 * labels whose ends count on. */
static void label_page(cairo_surface_t *surface, const struct gaz_page *page) {
    g_autofree char *label = gaz_page_name(page);
    cairo_pdf_surface_set_page_label(surface, label);
}

/* A tag on a page where nothing is drawn is too much for cairo, and what needs one is no press's. */
static bool draw_page(const struct gaz_pdf_drawing *d, struct gaz_painter *painter, cairo_t *cr, uint32_t i) {
    const struct gaz_page *page = &d->pages->pages[i];
    cairo_surface_t *surface = cairo_get_target(cr);
    cairo_pdf_surface_set_size(surface, gaz_points(page->width), gaz_points(page->height));
    bool is_tagged = !d->press;
    if (is_tagged && i == 0) cairo_tag_begin(cr, "Document", NULL);
    if (is_tagged) label_page(surface, page);
    bool drawn = gaz_paint_page(painter, cr, i);
    if (d->press && d->press->has_marks)
        gaz_press_draw_marks(cr, page, d->press, gaz_press_marks_ink(d->pages));
    if (is_tagged && i + 1 == d->pages->n_pages) cairo_tag_end(cr, "Document");
    cairo_show_page(cr);
    return drawn;
}

static bool draw_pages(const struct gaz_pdf_drawing *d, cairo_surface_t *surface, struct gaz_diags *diags) {
    cairo_t *cr = cairo_create(surface);
    struct gaz_painter *painter =
        gaz_painter_new_with(d->press ? GAZ_PRESS : GAZ_PAPER, d->pages, d->pictures, d->faces, diags);
    bool drawn = true;
    for (uint32_t i = 0; drawn && i < d->pages->n_pages; i++)
        drawn = draw_page(d, painter, cr, i);
    if (drawn && cairo_status(cr) != CAIRO_STATUS_SUCCESS) {
        gaz_report_cairo(cairo_status(cr), diags);
        drawn = false;
    }
    gaz_painter_free(painter);
    cairo_destroy(cr);
    return drawn;
}

/* An entry hangs below the last one of a lower level. Entries that lead nowhere are left out: cairo would
 * crash. */
static void add_outline(cairo_surface_t *surface, const struct gaz_pages *pages) {
    int last[MAX_LEVELS] = {CAIRO_PDF_OUTLINE_ROOT};
    for (uint32_t i = 0; i < pages->n_outline; i++) {
        const struct gaz_outline *entry = &pages->outline[i];
        if (!entry->title || entry->target >= pages->n_targets) continue;
        if (pages->targets[entry->target].page >= pages->n_pages) continue;
        unsigned level = MIN(entry->level, MAX_LEVELS - 2);
        char *name = gaz_target_name(entry->target), *link = g_strdup_printf("dest='%s'", name);
        int id = cairo_pdf_surface_add_outline(surface, last[level], entry->title, link,
                                               entry->is_open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
        for (unsigned below = level + 1; below < MAX_LEVELS; below++)
            last[below] = id;
        g_free(link);
        g_free(name);
    }
}

/* Of a PDF/X-1a too the version is 1.5: cairo says only then which character a glyph stands for that serves
 * two. What else is new in it libqpdf writes anew. */
static cairo_surface_t *new_surface(const struct gaz_pages *pages, struct sink *sink) {
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, sink, 1, 1);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_surface_set_fallback_resolution(surface, FALLBACK_DPI, FALLBACK_DPI);
    set_information(surface, pages);
    return surface;
}

static GBytes *draw(const struct gaz_pdf_drawing *drawing, struct gaz_diags *diags) {
    struct sink sink = {.bytes = g_byte_array_new()};
    gaz_pdf_store_only(true);
    cairo_surface_t *surface = new_surface(drawing->pages, &sink);
    bool drawn = draw_pages(drawing, surface, diags);
    if (drawn) add_outline(surface, drawing->pages);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    gaz_pdf_store_only(false);
    if (drawn && (sink.failed || status != CAIRO_STATUS_SUCCESS)) {
        gaz_report_cairo(status, diags);
        drawn = false;
    }
    if (drawn) return g_byte_array_free_to_bytes(sink.bytes);
    g_byte_array_unref(sink.bytes);
    return NULL;
}

GBytes *gaz_pdf_draw(const struct gaz_pdf_drawing *drawing, struct gaz_diags *diags) {
    if (drawing->pages->n_pages == 0) {
        gaz_report(diags, GAZ_D_NO_PAGES, (struct gaz_span){0}, NULL);
        return NULL;
    }
    struct gaz_pdf_drawing own = *drawing;
    if (!drawing->faces) own.faces = gaz_cairo_faces_new(drawing->pages, true);
    GBytes *pdf = draw(&own, diags);
    bool again = pdf && gaz_cairo_faces_are_drawn(own.faces);
    if (!drawing->faces) gaz_cairo_faces_free(own.faces);
    if (!again) return pdf;
    g_bytes_unref(pdf);
    own.faces = gaz_cairo_faces_new(drawing->pages, false);
    gaz_pictures_draw_again(drawing->pictures);
    pdf = draw(&own, diags);
    gaz_cairo_faces_free(own.faces);
    return pdf;
}
