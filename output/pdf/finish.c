/* finish.c: the PDF's second pass: what cairo cannot say or says wrongly (libraries.md 6.1).
 *
 * Dates get their `D:`; the catalogue the language and that the title is shown; page labels an entry for the
 * first page; annotations are printed; CID TrueType fonts their /CIDToGIDMap; pages lose the transparency
 * group that nothing needs. cairo makes a structure of the links alone, and its tags follow what is drawn:
 * what a page's end cuts would be two. So its structure goes, and the tree of the pages becomes one. Other
 * streams than the pages' are copied as they are. The identifier is worked out from the pages and the
 * contents, so the same pages give the same bytes.
 */
#include "output/output.h"
#include "output/pdf/standards.h"
#include "output/tags/gaps.h"
#include "output/objects/keys.h"
#include "output/pdf/own.h"
#include "output/objects/packing.h"
#include "output/pdf/pictures.h"
#include "output/pdf/steps.h"
#include "output/tags/tags.h"
#include "output/objects/xmp.h"
#include "output/inks/content.h"
#include "output/press/finish.h"
#include "output/reasons.h"

#include "base/diag/diag.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <string.h>

static void set_dates(qpdf_data pdf, const struct gaz_pages *pages) {
    g_autofree char *date = gaz_pdf_date(pages);
    qpdf_set_info_key(pdf, "/CreationDate", date); /* NULL: taken out, rather than the clock's */
    if (date) qpdf_set_info_key(pdf, "/ModDate", date);
}

static void set_catalogue(qpdf_data pdf) {
    qpdf_oh root = qpdf_get_root(pdf);
    gaz_pdf_replace(pdf, root, "/Lang", "(zh-CN)");
    gaz_pdf_replace(pdf, root, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
}

/* cairo begins where the labels leave off being 1, 2, 3 …; a number tree of labels begins at 0 (ISO 32000-1
 * 12.4.2). */
static void set_labels(qpdf_data pdf) {
    qpdf_oh labels = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/PageLabels");
    qpdf_oh numbers = qpdf_oh_get_key(pdf, labels, "/Nums");
    if (!qpdf_oh_is_array(pdf, numbers)) return;
    bool begins = qpdf_oh_get_array_n_items(pdf, numbers) > 0 &&
                  qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_array_item(pdf, numbers, 0)) == 0;
    if (begins) return;
    qpdf_oh_insert_item(pdf, numbers, 0, qpdf_oh_new_integer(pdf, 0));
    qpdf_oh_insert_item(pdf, numbers, 1, qpdf_oh_parse(pdf, "<< /S /D >>"));
}

static void drop_structure(qpdf_data pdf) {
    qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh_remove_key(pdf, root, "/StructTreeRoot");
    qpdf_oh_remove_key(pdf, root, "/MarkInfo");
}

static void finish_annotation(qpdf_data pdf, qpdf_oh note) {
    gaz_pdf_replace(pdf, note, "/F", "4");
    qpdf_oh_remove_key(pdf, note, "/StructParent");
}

static void finish_page(qpdf_data pdf, qpdf_oh page, bool rotate) {
    if (rotate) gaz_pdf_replace(pdf, page, "/Rotate", "90"); /* clockwise: its head lies at the left (G-41) */
    qpdf_oh_remove_key(pdf, page, "/Group");
    qpdf_oh_remove_key(pdf, page, "/StructParents");
    qpdf_oh_remove_key(pdf, page, "/Tabs"); /* in the order of a structure */
    qpdf_oh notes = qpdf_oh_get_key(pdf, page, "/Annots");
    for (int i = 0; qpdf_oh_is_array(pdf, notes) && i < qpdf_oh_get_array_n_items(pdf, notes); i++)
        finish_annotation(pdf, qpdf_oh_get_array_item(pdf, notes, i));
}

/* Before gaps are filled: fonts that are wider are copies, which /Size does not count. */
static void finish_fonts(qpdf_data pdf, int n_objects) {
    for (int i = 1; i <= n_objects; i++) {
        qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
        gaz_pdf_finish_font(pdf, object);
        qpdf_oh_release(pdf, object);
    }
}

/* False: a page is not as it was drawn. */
static bool rewrite_pages(const struct gaz_pages *pages, const struct gaz_pdf_elements *elements,
                          struct gaz_pdf_gaps *gaps, GPtrArray *marked) {
    bool good = true;
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        GArray *page = gaz_pdf_fill_gaps(gaps, i, pages, elements);
        g_ptr_array_add(marked, page);
        good &= page != NULL;
    }
    return good;
}

static void free_marked(gpointer marked) {
    if (marked) g_array_free(marked, TRUE);
}

bool gaz_pdf_is_tagged(const struct gaz_pages *pages, const struct gaz_pdf_request *request) {
    return request->kind != GAZ_PDF_PRINT && !request->proof && pages->n_nodes > 1;
}

/* Pages that do not read as they were drawn get no tags: reading back says what is wrong with them. */
static bool tag(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_request *request) {
    bool is_tagged = gaz_pdf_is_tagged(pages, request);
    struct gaz_pdf_gaps *gaps = gaz_pdf_gaps_new(pdf, request->kind != GAZ_PDF_PRINT);
    struct gaz_pdf_elements *elements = is_tagged ? gaz_pdf_elements_new(pages) : NULL;
    g_autoptr(GPtrArray) marked = g_ptr_array_new_with_free_func(free_marked);
    bool good = rewrite_pages(pages, elements, gaps, marked);
    if (good && is_tagged) gaz_pdf_write_tags(pdf, elements, marked);
    good = gaz_pdf_gaps_finish(gaps);
    gaz_pdf_gaps_free(gaps);
    gaz_pdf_elements_free(elements);
    return good;
}

static bool edit_screen(qpdf_data pdf, const struct gaz_pdf_finishing *f) {
    const struct gaz_pages *pages = f->pages;
    const struct gaz_pdf_request *request = f->request;
    set_dates(pdf, pages);
    set_catalogue(pdf);
    set_labels(pdf);
    drop_structure(pdf);
    gaz_pdf_set_identities(pdf, pages, request->proof, f->identities);
    bool rotates = request->kind == GAZ_PDF_SCREEN && request->flags & GAZ_PDF_SCREEN_ROTATE;
    for (uint32_t i = 0; i < pages->n_pages; i++)
        finish_page(pdf, qpdf_get_page_n(pdf, i), rotates && pages->pages[i].turned);
    bool good = tag(pdf, pages, request);
    if (request->proof) gaz_pdf_add_notes(pdf, pages, request->proof);
    return good;
}

/* Gaps stay moves here: nobody searches a print file, and a press may hold widths against the fonts. */
static bool edit_print(qpdf_data pdf, const struct gaz_pdf_finishing *f, struct gaz_diags *diags) {
    gaz_press_finish(pdf, f->pages, f->request->press);
    return gaz_press_convert(pdf, f->pages, f->colours, diags);
}

/* The half that every program keeps which writes the file again (ISO 32000-1, 14.4), so that marks know the
 * pages they were put on; the other half is of the contents. */
static void set_identity(qpdf_data pdf, const char *identity) {
    if (!identity) return;
    g_autofree char *both = g_strdup_printf("[ <%s> <%s> ]", identity, identity);
    gaz_pdf_replace(pdf, qpdf_get_trailer(pdf), "/ID", both);
}

static bool edit(qpdf_data pdf, const struct gaz_pdf_finishing *f, struct gaz_diags *diags) {
    int n = qpdf_get_num_pages(pdf);
    if (n < 0 || (uint32_t)n != f->pages->n_pages) return false;
    int n_objects = gaz_pdf_end_of_objects(pdf) - 1; /* those that cairo wrote */
    bool good = true;
    finish_fonts(pdf, n_objects);
    if (f->request->kind == GAZ_PDF_PRINT)
        good = edit_print(pdf, f, diags);
    else
        good = edit_screen(pdf, f);
    if (f->request->kind == GAZ_PDF_ARCHIVE)
        gaz_pdf_make_archive(pdf, f->pages, f->request->document, f->identity);
    if (f->request->kind == GAZ_PDF_SCREEN && gaz_pdf_is_tagged(f->pages, f->request))
        gaz_pdf_make_accessible(pdf, f->pages, f->identity);
    set_identity(pdf, f->identity);
    good = gaz_pdf_pack(pdf, n_objects) && good;
    return good && !qpdf_has_error(pdf) && !qpdf_more_warnings(pdf);
}

/* PDF/X-1a:2003 is a PDF 1.4, which knows no object streams; PDF/X-4 a PDF 1.6, PDF/A-2 a PDF 1.7. */
static void set_version(qpdf_data pdf, const struct gaz_pdf_request *request) {
    bool is_print = request->kind == GAZ_PDF_PRINT, is_1a = is_print && request->press->pdfx == GAZ_PDFX_1A;
    if (is_print) qpdf_force_pdf_version(pdf, is_1a ? "1.4" : "1.6");
    if (request->kind == GAZ_PDF_ARCHIVE) qpdf_force_pdf_version(pdf, "1.7");
    qpdf_set_object_stream_mode(pdf, is_1a ? qpdf_o_disable : qpdf_o_generate);
}

static GBytes *write_out(qpdf_data pdf, const struct gaz_pdf_request *request) {
    if (qpdf_init_write_memory(pdf) != QPDF_SUCCESS) return NULL;
    qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
    qpdf_set_decode_level(pdf, qpdf_dl_none);
    qpdf_set_compress_streams(pdf, QPDF_TRUE); /* what was written anew; the others are as they were */
    set_version(pdf, request);
    qpdf_set_newline_before_endstream(pdf, QPDF_TRUE); /* PDF/A 6.1.7.1 */
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    if (qpdf_write(pdf) != QPDF_SUCCESS) return NULL;
    size_t size = qpdf_get_buffer_length(pdf);
    return size > 0 ? g_bytes_new(qpdf_get_buffer(pdf), size) : NULL;
}

GBytes *gaz_pdf_finish(GBytes *raw, const struct gaz_pdf_finishing *finishing, struct gaz_diags *diags) {
    qpdf_data pdf = gaz_pdf_open();
    gsize size;
    const char *data = g_bytes_get_data(raw, &size);
    struct gaz_pdf_pictures *put = NULL;
    if (qpdf_read_memory(pdf, "cairo", data, size, NULL) == QPDF_SUCCESS)
        put = gaz_pdf_put_pictures(pdf, finishing->pictures);
    GBytes *done = put && edit(pdf, finishing, diags) ? write_out(pdf, finishing->request) : NULL;
    if (!done && !gaz_diags_have_errors(diags))
        gaz_report_qpdf(pdf, GAZ_D_DRAW, (struct gaz_reason){"libqpdf", "libqpdf"}, diags);
    gaz_pdf_close(pdf);
    gaz_pdf_pictures_free(put);
    return done;
}
