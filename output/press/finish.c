/* finish.c: what makes cairo's file a PDF/X: ISO 15930-4 (X-1a:2003), ISO 15930-7.
 *
 * Outline, names, labels and links go with cairo's structure: they mean nothing on paper, and a press may
 * refuse actions. The transparency group that cairo gives each page goes, since nothing in it is transparent.
 */
#include "output/press/finish.h"

#include "output/objects/keys.h"
#include "output/objects/xmp.h"
#include "output/press/pages.h"
#include "output/write.h"

#define REGISTRY "http://www.color.org"

/* ---- the catalogue */

static void keep_root_bare(qpdf_data pdf) {
    static const char *const keys[] = {"/StructTreeRoot", "/MarkInfo", "/Outlines",  "/Names",
                                       "/Dests",          "/PageMode", "/PageLabels"};
    qpdf_oh root = qpdf_get_root(pdf);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        qpdf_oh_remove_key(pdf, root, keys[i]);
    gaz_pdf_replace(pdf, root, "/Lang", "(zh-CN)");
}

/* A registered condition is named; one that is not is held as a profile and described. */
static void set_intent(qpdf_data pdf, const struct gaz_press *press) {
    qpdf_oh intent = qpdf_oh_parse(pdf, "<< /Type /OutputIntent /S /GTS_PDFX >>");
    const char *described = press->described ? press->described : press->condition;
    qpdf_oh description = qpdf_oh_new_unicode_string(pdf, described);
    qpdf_oh_replace_key(pdf, intent, "/OutputConditionIdentifier",
                        qpdf_oh_new_unicode_string(pdf, press->condition));
    qpdf_oh_replace_key(pdf, intent, "/OutputCondition", description);
    qpdf_oh_replace_key(pdf, intent, "/Info", description);
    if (press->is_registered) gaz_pdf_replace(pdf, intent, "/RegistryName", "(" REGISTRY ")");
    gaz_pdf_set_intent(pdf, intent, press->profile, 4);
}

/* ---- what the file says of itself */

static void set_information(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_press *press) {
    g_autofree char *date = gaz_pdf_date(pages);
    g_autofree char *producer = g_strdup(qpdf_get_info_key(pdf, "/Producer"));
    qpdf_set_info_key(pdf, "/CreationDate", date);
    qpdf_set_info_key(pdf, "/ModDate", date);
    if (press->pdfx == GAZ_PDFX_1A) qpdf_set_info_key(pdf, "/GTS_PDFXVersion", "PDF/X-1a:2003");
    gaz_pdf_replace(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info"), "/Trapped", "/False");
    bool has_xmp = press->pdfx == GAZ_PDFX_4;
    g_autofree char *digest = has_xmp ? gaz_pages_hash(pages) : NULL;
    struct gaz_pdf_saying saying = {pages, GAZ_CLAIM_X4, NULL, digest, producer};
    g_autofree char *xmp = has_xmp ? gaz_pdf_xmp(&saying) : NULL;
    if (xmp) gaz_pdf_set_xmp(pdf, xmp);
}

/* ---- pages */

/* A box by its distance from the edge of the paper, which is the same on all sides. */
static void set_box(qpdf_data pdf, qpdf_oh page, const char *key, const struct gaz_page *it, gaz_len inset) {
    GString *box = g_string_new("[");
    const gaz_len corners[] = {inset, inset, it->width - inset, it->height - inset};
    for (int i = 0; i < 4; i++) {
        g_string_append_c(box, ' ');
        gaz_append_points(box, corners[i], 4);
    }
    g_string_append(box, " ]");
    gaz_pdf_replace(pdf, page, key, box->str);
    g_string_free(box, TRUE);
}

static void finish_page(qpdf_data pdf, qpdf_oh page, const struct gaz_page *it,
                        const struct gaz_press *press) {
    static const char *const keys[] = {"/Group", "/StructParents", "/Tabs", "/Annots"};
    struct gaz_press_frame frame = gaz_press_frame_of(press);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        qpdf_oh_remove_key(pdf, page, keys[i]);
    set_box(pdf, page, "/MediaBox", it, 0);
    set_box(pdf, page, "/BleedBox", it, frame.margin - frame.bleed);
    set_box(pdf, page, "/TrimBox", it, frame.margin);
}

void gaz_press_finish(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_press *press) {
    keep_root_bare(pdf);
    set_intent(pdf, press);
    set_information(pdf, pages, press);
    for (uint32_t i = 0; i < pages->n_pages; i++)
        finish_page(pdf, qpdf_get_page_n(pdf, i), &pages->pages[i], press);
}
