/* steps.h: the steps of gaz_pdf_make. Not a door: outside this room only the tests look in here, to break
 * a PDF between two steps and see that the read-back finds it.
 */
#ifndef GAZ_OUTPUT_PDF_STEPS_H
#define GAZ_OUTPUT_PDF_STEPS_H

#include "output/output.h"

struct gaz_cairo_faces;
struct gaz_pictures;
struct gaz_press_colours;

/* Whether the file has tags: a press needs none, what a proof shows is no text of its own, and a table for an
 * office, which is no issue, has no tree. */
bool gaz_pdf_is_tagged(const struct gaz_pages *pages, const struct gaz_pdf_request *request);

/* What is drawn, and for whom; all borrowed. */
struct gaz_pdf_drawing {
    const struct gaz_pages *pages; /* those derived for the press, when there is one */
    const struct gaz_press *press; /* NULL: for a screen */
    struct gaz_pictures *pictures;
    struct gaz_cairo_faces *faces; /* that others use too; NULL: none */
};

/* cairo's own file, with stand-ins for the pictures. NULL after an error; the caller unrefs it. */
GBytes *gaz_pdf_draw(const struct gaz_pdf_drawing *drawing, struct gaz_diags *diags);

/* What is finished, and how; all borrowed. */
struct gaz_pdf_finishing {
    const struct gaz_pages *pages;
    const struct gaz_pictures *pictures; /* which have ended well */
    const struct gaz_pdf_request *request;
    const struct gaz_press_colours *colours; /* of the press; NULL for a screen */
    /* of the pages as they were set, those that a proof is of: gaz_page_identities, and of them
     * gaz_pages_identity, the first half of /ID */
    char *const *identities;
    const char *identity;
};

/* What libqpdf mends in it, and the pictures in place of their stand-ins; raw is borrowed. NULL after an
 * error. */
GBytes *gaz_pdf_finish(GBytes *raw, const struct gaz_pdf_finishing *finishing, struct gaz_diags *diags);

/* Reads the text back out of a PDF (content streams and ToUnicode through libqpdf) and compares it with the
 * pages, character by character; of a tagged file the tags too. False after reporting the first difference of
 * each page. */
bool gaz_pdf_verify(GBytes *pdf, const struct gaz_pages *pages, bool is_tagged, struct gaz_diags *diags);

#endif
