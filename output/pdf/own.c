/* own.c: see own.h. */
#include "output/pdf/own.h"

#include "output/annotations.h"
#include "output/objects/keys.h"
#include "output/objects/xmp.h"
#include "output/write.h"

#include <string.h>

/* ---- which page each is */

/* `said`: what is to be known of it besides. */
static void set_identity(qpdf_data pdf, qpdf_oh page, const char *said, const char *date) {
    g_autofree char *info =
        g_strdup_printf("<< /gongbao << /LastModified (%s) /Private (%s) >> >>", date, said);
    g_autofree char *modified = g_strdup_printf("(%s)", date);
    gaz_pdf_replace(pdf, page, "/PieceInfo", info);
    gaz_pdf_replace(pdf, page, "/LastModified", modified);
}

static void append_number(GString *out, gaz_len length) {
    g_string_append_c(out, ' ');
    gaz_append_points(out, length, 3);
}

/* From the sheet's foot, as a PDF counts. */
static void append_box(GString *out, struct gaz_frame box, gaz_len height) {
    append_number(out, box.x);
    append_number(out, height - box.y - box.height);
    append_number(out, box.x + box.width);
    append_number(out, height - box.y);
}

static void set_trim(qpdf_data pdf, qpdf_oh page, struct gaz_frame box, gaz_len height) {
    g_autoptr(GString) trim = g_string_new("[");
    append_box(trim, box, height);
    g_string_append(trim, " ]");
    gaz_pdf_replace(pdf, page, "/TrimBox", trim->str);
}

/* Where a page of the issue stands on its sheet. */
static struct gaz_frame place_of(const struct gaz_pdf_proof *proof, uint32_t shown) {
    const struct gaz_page *it = &proof->of->pages[shown];
    return (struct gaz_frame){proof->frame.x, proof->frame.y, it->width, it->height};
}

#define SOME_DATE                                                                                            \
    "D:20000101000000+08'00'" /* the key is required; the issue says none, and never the clock */

void gaz_pdf_set_identities(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_proof *proof,
                            char *const *identities) {
    g_autofree char *known = gaz_pdf_date(pages);
    const char *date = known ? known : SOME_DATE;
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        qpdf_oh page = qpdf_get_page_n(pdf, i);
        if (proof && proof->shows[i] < proof->of->n_pages) {
            uint32_t shown = proof->shows[i];
            g_autofree char *said = g_strdup_printf("%s %u", identities[shown], shown + 1);
            set_identity(pdf, page, said, date);
            set_trim(pdf, page, place_of(proof, shown), pages->pages[i].height);
        } else if (!proof) {
            set_identity(pdf, page, identities[i], date);
        }
    }
}

/* ---- notes */

static struct gaz_frame around(const struct gaz_pdf_note *note) {
    struct gaz_frame all = note->boxes[0];
    for (uint32_t i = 1; i < note->n_boxes; i++) {
        struct gaz_frame box = note->boxes[i];
        gaz_len right = MAX(all.x + all.width, box.x + box.width),
                foot = MAX(all.y + all.height, box.y + box.height);
        all.x = MIN(all.x, box.x);
        all.y = MIN(all.y, box.y);
        all.width = right - all.x;
        all.height = foot - all.y;
    }
    return all;
}

/* Upper left, upper right, lower left, lower right, as readers have it (the standard's order is theirs not).
 */
static void append_quad(GString *out, struct gaz_frame box, gaz_len height) {
    gaz_len left = box.x, right = box.x + box.width, top = height - box.y, foot = top - box.height;
    const gaz_len corners[8] = {left, top, right, top, left, foot, right, foot};
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
        append_number(out, corners[i]);
}

static qpdf_oh note_of(qpdf_data pdf, const struct gaz_pdf_note *note, gaz_len height) {
    g_autoptr(GString) dict = g_string_new("<< /Type /Annot /Subtype /Highlight /F 0 /T (gongbao) /Rect [");
    append_box(dict, around(note), height);
    g_string_append(dict, " ] /QuadPoints [");
    for (uint32_t i = 0; i < note->n_boxes; i++)
        append_quad(dict, note->boxes[i], height);
    g_string_append(dict, " ] /C [");
    for (int shift = 16; shift >= 0; shift -= 8)
        g_string_append_printf(dict, " %u.%03u", (note->colour >> shift & 255) / 255,
                               (note->colour >> shift & 255) % 255 * 1000 / 255);
    g_string_append_printf(dict, " ] /NM (gongbao-%u) /GazFinding %u >>", note->number, note->number);
    qpdf_oh made = qpdf_oh_parse(pdf, dict->str);
    qpdf_oh_replace_key(pdf, made, "/Contents", qpdf_oh_new_unicode_string(pdf, note->words));
    qpdf_oh_replace_key(pdf, made, "/Subj", qpdf_oh_new_unicode_string(pdf, note->subject));
    return made;
}

static void add(qpdf_data pdf, qpdf_oh page, qpdf_oh made) {
    qpdf_oh list = qpdf_oh_get_key(pdf, page, "/Annots");
    if (!qpdf_oh_is_array(pdf, list)) {
        gaz_pdf_replace(pdf, page, "/Annots", "[ ]");
        list = qpdf_oh_get_key(pdf, page, "/Annots");
    }
    qpdf_oh_replace_key(pdf, made, "/P", page);
    qpdf_oh_append_item(pdf, list, qpdf_make_indirect_object(pdf, made)); /* an answer names its object */
}

static qpdf_oh echo_of(qpdf_data pdf, const struct gaz_pdf_echo *echo, gaz_len height) {
    g_autoptr(GString) dict = g_string_new("<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
    append_box(dict, echo->frame, height);
    g_string_append_printf(dict, " ] /NM (gongbao-link-%u) /GazFinding %u >>", echo->number, echo->number);
    return qpdf_oh_parse(pdf, dict->str);
}

static qpdf_oh destination_of(qpdf_data pdf, const struct gaz_pdf_note *note, gaz_len height) {
    g_autoptr(GString) place = g_string_new("[ null /XYZ");
    append_number(place, note->boxes[0].x);
    append_number(place, height - note->boxes[0].y);
    g_string_append(place, " null ]");
    qpdf_oh made = qpdf_oh_parse(pdf, place->str);
    qpdf_oh_set_array_item(pdf, made, 0, qpdf_get_page_n(pdf, note->page));
    return made;
}

static void add_echo(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_proof *proof,
                     const struct gaz_pdf_echo *echo) {
    const struct gaz_pdf_note *note = &proof->notes[echo->number - 1];
    qpdf_oh made = echo_of(pdf, echo, pages->pages[echo->page].height);
    qpdf_oh_replace_key(pdf, made, "/Dest", destination_of(pdf, note, pages->pages[note->page].height));
    add(pdf, qpdf_get_page_n(pdf, echo->page), made);
}

void gaz_pdf_add_notes(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_proof *proof) {
    for (uint32_t i = 0; i < proof->n_notes; i++) {
        const struct gaz_pdf_note *note = &proof->notes[i];
        if (note->page < pages->n_pages && note->n_boxes)
            add(pdf, qpdf_get_page_n(pdf, note->page), note_of(pdf, note, pages->pages[note->page].height));
    }
    for (uint32_t i = 0; i < proof->n_echoes; i++) {
        const struct gaz_pdf_echo *echo = &proof->echoes[i];
        if (echo->page < pages->n_pages && echo->number - 1 < proof->n_notes)
            add_echo(pdf, pages, proof, echo);
    }
}
