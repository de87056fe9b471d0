/* standards.h: what makes a tagged file PDF/UA-1 (ISO 14289-1), and one to be kept, PDF/A-2a (ISO 19005-2).
 */
#ifndef GAZ_OUTPUT_PDF_STANDARDS_H
#define GAZ_OUTPUT_PDF_STANDARDS_H

#include "output/output.h"

#include <qpdf/qpdf-c.h>

/* It says that it is PDF/UA-1, which all that is tagged is. */
void gaz_pdf_make_accessible(qpdf_data pdf, const struct gaz_pages *pages, const char *identity);

/* Its colours are sRGB's, and it says what it is; identity: of the pages, 32 hexadecimal digits; document:
 * that they are, or NULL. */
void gaz_pdf_make_archive(qpdf_data pdf, const struct gaz_pages *pages,
                          const struct gaz_pdf_document *document, const char *identity);

#endif
