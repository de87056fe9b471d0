/* own.h: what a file for a screen says for our own reading later: which page each is, and the notes that are
 * ours. */
#ifndef GAZ_OUTPUT_PDF_OWN_H
#define GAZ_OUTPUT_PDF_OWN_H

#include "output/output.h"

#include <qpdf/qpdf-c.h>

/* Each page's digest (of `identities`, gaz_page_identities of the pages, or of those that a proof is of)
 * among the private data of programs (ISO 32000-1, 14.5): where only some pages are as they were, the marks
 * on those still have their places. Of a proof's sheets it is that of the page which they show, with its
 * number in the issue, and the sheet's TrimBox is where it stands. */
void gaz_pdf_set_identities(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_proof *proof,
                            char *const *identities);

void gaz_pdf_add_notes(qpdf_data pdf, const struct gaz_pages *pages, const struct gaz_pdf_proof *proof);

#endif
